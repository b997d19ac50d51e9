"""The indicators: what the plan measures itself by."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from technopole.site.portal.nearest import one_named
from technopole.site.portal.queries.indicators import indicator_page, indicators_page
from technopole.site.portal.queries.prospects import prospect_of
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.sentences import chance_sentence

__all__ = ["indicator", "indicators"]


def indicators(request: PortalRequest) -> HttpResponse:
    """Every indicator with its newest figure and its targets."""
    page = indicators_page(request.pack)
    met = sum(way.distance.met for way in page.ways)
    context = {"page": page, "met": met, "targets": len(page.ways)}
    return render(request, "portal/indicators.html", context)


def indicator(request: PortalRequest, indicator: str) -> HttpResponse:
    """One indicator: where it stands, what is likely, what the methods say, and what it would take."""
    found = one_named(
        request,
        indicator,
        find=lambda pack: pack.indicators.get(indicator),
        names=lambda pack: {each.id: each.name for each in pack.indicators.values()},
        page="portal:indicator",
    )
    day = request.as_of or timezone.localdate()
    prospect = prospect_of(request.pack, day, found.id)
    context = {
        "page": indicator_page(request.pack, found.id),
        "prospect": prospect,
        "day": day,
        "chances": chance_sentence(prospect),
    }
    return render(request, "portal/indicator.html", context)
