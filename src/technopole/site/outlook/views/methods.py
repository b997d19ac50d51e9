"""Every official method"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from technopole.site.portal.requests import PortalRequest

__all__ = ["methods"]


@require_safe
def methods(request: PortalRequest) -> HttpResponse:
    """Formulas, thresholds, sources."""
    return render(request, "outlook/methods.html")
