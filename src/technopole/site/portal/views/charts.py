"""The specification behind each picture, for readers who want to draw it themselves."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from technopole.site.portal import charts
from technopole.site.portal.requests import PortalRequest

__all__ = ["spec"]


def spec(request: PortalRequest, chart: str) -> HttpResponse:
    """A chart's Vega-Lite specification, found by its hash."""
    text = charts.kept_spec(chart)
    if text is None:
        raise Http404
    return HttpResponse(text, content_type="application/json; charset=utf-8")
