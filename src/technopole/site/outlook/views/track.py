"""How good the forecasts are."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from technopole.site.outlook.queries.track import track_page
from technopole.site.outlook.sentences import track_opening
from technopole.site.portal.requests import PortalRequest

__all__ = ["track"]


@require_safe
def track(request: PortalRequest) -> HttpResponse:
    """What became of earlier forecasts, and how the model does where the future is known."""
    page = track_page(request.pack)
    return render(request, "outlook/track.html", {"page": page, "opening": track_opening(page)})
