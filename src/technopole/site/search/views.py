"""The search page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from technopole.evidence.contradictions import Contradiction
from technopole.plan.packs import Pack
from technopole.site.portal.nearest import chosen
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.templatetags.portal import address
from technopole.site.portal.words import word_for
from technopole.site.search.documents import KINDS
from technopole.site.search.queries import Hit, Results
from technopole.site.search.queries import search as find
from technopole.site.support.rules import rulebook_of

__all__ = ["search"]

_LONGEST: Final = 200
_OF_EACH_KIND: Final = 5
_OF_ONE_KIND: Final = 200

_LABELS: Final[Mapping[str, Any]] = {
    "entity": gettext_lazy("Schemes, institutions, places and the like"),
    "scheme": gettext_lazy("Support: who may have it, and how much"),
    "node": gettext_lazy("Parts of the plan"),
    "indicator": gettext_lazy("Indicators"),
    "initiative": gettext_lazy("Initiatives"),
    "measure": gettext_lazy("What is measured"),
    "source": gettext_lazy("Documents"),
    "contradiction": gettext_lazy("Contradictions and tensions"),
    "fact": gettext_lazy("Figures"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A hit as the page shows it.

    title, excerpt: what was looked for is marked.
    label:  the word for what it is: a scheme, a strategy, a target.
    figure: the observation, where the hit is one.
    """

    hit: Hit
    address: str
    title: SafeString
    excerpt: SafeString
    label: str
    figure: Any


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind, and how many there are in all."""

    kind: str
    label: str
    count: int
    items: Sequence[Item]

    @property
    def more(self) -> bool:
        """Whether there are more than are shown."""
        return self.count > len(self.items)


def search(request: PortalRequest) -> HttpResponse:
    """What the plan and its evidence hold for the words typed, grouped by what it is."""
    asked = " ".join(request.GET.get("q", "").split())[:_LONGEST]
    kind = chosen(request, "kind", KINDS)
    context: dict[str, Any] = {"asked": asked, "kind": kind}
    if asked:
        results = find(
            request.pack,
            asked,
            language=request.language,
            kinds=(kind,) if kind else KINDS,
            limit=_OF_ONE_KIND if kind else _OF_EACH_KIND * len(KINDS),
            a_kind=None if kind else _OF_EACH_KIND,
        )
        context |= {
            "results": results,
            "groups": _groups(request, results),
            "kinds": _kinds(results),
        }
    return render(request, "search/search.html", context)


def _groups(request: PortalRequest, results: Results) -> list[Group]:
    """The hits by kind, the kind of the best hit first."""
    by_kind: dict[str, list[Item]] = {}
    for hit in results.hits:
        by_kind.setdefault(hit.kind, []).append(_item(request, hit))
    return [
        Group(kind, _LABELS[kind], results.counts[kind], items) for kind, items in by_kind.items()
    ]


def _kinds(results: Results) -> list[tuple[str, str, int]]:
    return [(kind, _LABELS[kind], count) for kind, count in results.counts.items()]


def _item(request: PortalRequest, hit: Hit) -> Item:
    pack, day, ref = request.pack, request.as_of, hit.ref
    label, figure = "", None
    match hit.kind:
        case "entity":
            place = address("portal:entity", ref, as_of=day)
            label = str(word_for(pack.register.entities[ref].kind))
        case "scheme":
            place = address("support:scheme", ref, as_of=day)
            label = rulebook_of(pack.id).schemes[ref].code
        case "node":
            node = pack.tree.nodes[ref]
            place = address("portal:node", ref, as_of=day)
            label = f"{word_for(node.level)} {node.number}"
        case "indicator":
            place = address("portal:indicator", ref, as_of=day)
        case "initiative":
            place = f"{address('portal:initiatives', as_of=day)}#{ref}"
            label = str(word_for(pack.initiatives[ref].status))
        case "measure":
            place = address("portal:series", _widest_series(pack, ref), as_of=day)
        case "source":
            place = address("portal:source", ref, as_of=day)
        case "contradiction":
            place = address("portal:contradiction", ref, as_of=day)
            dispute = next(d for d in _disputes(pack) if d.id == ref)
            found = isinstance(dispute, Contradiction)
            label = _("Contradiction") if found else _("Tension")
        case _:
            place = address("portal:figure", ref, as_of=day)
            figure = pack.evidence.observations[ref]
    return Item(hit, place, _marked(hit.title_pieces), _marked(hit.excerpt_pieces), label, figure)


def _marked(pieces: Iterable[tuple[str, bool]]) -> SafeString:
    """The pieces as HTML; a template's loop over them would be most of the page's time."""
    return mark_safe(  # noqa: S308  every piece is escaped
        "".join(f"<mark>{escape(p)}</mark>" if sought else escape(p) for p, sought in pieces)
    )


def _disputes(pack: Pack) -> tuple[Any, ...]:
    return (*pack.evidence.contradictions, *pack.evidence.tensions)


def _widest_series(pack: Pack, measure: str) -> str:
    """The series of a measure that says most: a measure by itself has no page."""
    of_measure = [s for s in pack.evidence.series.values() if s.measure == measure]
    return max(of_measure, key=lambda series: len(series.observations)).id
