"""Will the targets be met?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from technopole.site.portal.requests import PortalRequest

__all__ = ["outlook"]


@require_safe
def outlook(request: PortalRequest) -> HttpResponse:
    """Every target by its chance, with the evidence behind."""
    return render(request, "outlook/outlook.html")
