"""The evidence: documents, series, single figures, and what does not agree."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from technopole.evidence.wording import Text
from technopole.plan.packs import Pack
from technopole.site.portal.nearest import one_named
from technopole.site.portal.passages import documents_of
from technopole.site.portal.queries.disputes import all_disputes, dispute_title
from technopole.site.portal.queries.evidence import (
    contradictions_page,
    dispute_page,
    evidence_page,
    figure_page,
    find_dispute,
    series_page,
    source_page,
)
from technopole.site.portal.queries.figures import say_bounds
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.sentences import dispute_opening
from technopole.site.portal.templatetags.portal import address

__all__ = ["contradiction", "contradictions", "evidence", "figure", "series", "source"]


def evidence(request: PortalRequest) -> HttpResponse:
    """What the portal rests on."""
    return render(request, "portal/evidence.html", {"page": evidence_page(request.pack)})


def source(request: PortalRequest, source: str) -> HttpResponse:
    """A document in its own order, with every fact read from it."""
    found = one_named(
        request,
        source,
        find=lambda pack: pack.evidence.sources.get(source),
        names=lambda pack: {each.id: each.title for each in pack.evidence.sources.values()},
        page="portal:source",
    )
    return render(request, "portal/source.html", {"page": source_page(request.pack, found.id)})


def series(request: PortalRequest, series: str) -> HttpResponse:
    """One measure of one entity over time, with its vintages."""
    found = one_named(
        request,
        series,
        find=lambda pack: pack.evidence.series.get(series),
        names=_series_names,
        page="portal:series",
    )
    download = f"/api/v1/series/{found.id}"
    if request.as_of:
        download += f"?as_of={request.as_of.isoformat()}"
    page = series_page(request.pack, found.id)
    return render(request, "portal/series.html", {"page": page, "download": download})


def _series_names(pack: Pack) -> dict[str, Text]:
    """Every series by its id, named by its measure and its entity."""
    names = {}
    for name, series in pack.evidence.series.items():
        measure = pack.evidence.measures[series.measure].name
        entity = pack.register.entities[series.subject].name
        names[name] = Text(
            f"{entity.en}: {measure.en}", f"{entity.zh_hant or entity.en}：{measure.zh_hant}"
        )
    return names


def figure(request: PortalRequest, fact: str) -> HttpResponse:
    """The permanent page of one figure: everything that is known of it."""
    found = one_named(
        request,
        fact,
        find=lambda pack: pack.evidence.observations.get(fact),
        names=lambda pack: {each: Text(each, each) for each in pack.evidence.observations},
        page="portal:figure",
    )
    page = figure_page(request.pack, found.id, documents_of(request.edition))
    context = {
        "page": page,
        "bounds": say_bounds(found.figure, request.language),
        "address": request.build_absolute_uri(address("portal:figure", found.id)),
    }
    return render(request, "portal/figure.html", context)


def contradictions(request: PortalRequest) -> HttpResponse:
    """Every contradiction that the rule finds, and every tension with its reason."""
    page = contradictions_page(request.pack)
    return render(request, "portal/contradictions.html", {"page": page})


def contradiction(request: PortalRequest, dispute: str) -> HttpResponse:
    """One contradiction or tension, its sides side by side."""
    found = one_named(
        request,
        dispute,
        find=lambda pack: find_dispute(pack, dispute),
        names=lambda pack: {each.id: dispute_title(pack, each) for each in all_disputes(pack)},
        page="portal:contradiction",
    )
    page = dispute_page(request.pack, found)
    context = {"page": page, "opening": dispute_opening(page, request.language)}
    return render(request, "portal/contradiction.html", context)
