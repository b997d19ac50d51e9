"""How forecasts fared"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from technopole.site.portal.requests import PortalRequest

__all__ = ["track"]


@require_safe
def track(request: PortalRequest) -> HttpResponse:
    """Backtests."""
    return render(request, "outlook/track.html")
