"""The official methods of measuring progress."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from technopole.site.outlook.queries.methods import methods_page
from technopole.site.portal.requests import PortalRequest

__all__ = ["methods"]


@require_safe
def methods(request: PortalRequest) -> HttpResponse:
    """Every official method: its formula, its thresholds, its source, what is uncertain, why they disagree."""
    day = request.as_of or timezone.localdate()
    context = {"page": methods_page(request.pack, day), "day": day}
    return render(request, "outlook/methods.html", context)
