"""The indicators: what the plan measures itself by."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from technopole.site.portal.nearest import one_named
from technopole.site.portal.queries.indicators import indicator_page, indicators_page
from technopole.site.portal.requests import PortalRequest

__all__ = ["indicator", "indicators"]


def indicators(request: PortalRequest) -> HttpResponse:
    """Every indicator with its newest figure and its targets."""
    page = indicators_page(request.pack)
    met = sum(way.distance.met for way in page.ways)
    context = {"page": page, "met": met, "targets": len(page.ways)}
    return render(request, "portal/indicators.html", context)


def indicator(request: PortalRequest, indicator: str) -> HttpResponse:
    """One indicator: picture, table, and the arithmetic of the way that is left."""
    found = one_named(
        request,
        indicator,
        find=lambda pack: pack.indicators.get(indicator),
        names=lambda pack: {each.id: each.name for each in pack.indicators.values()},
        page="portal:indicator",
    )
    return render(
        request, "portal/indicator.html", {"page": indicator_page(request.pack, found.id)}
    )
