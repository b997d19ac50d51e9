"""How long the money lasts"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from technopole.site.portal.requests import PortalRequest

__all__ = ["budgets"]


@require_safe
def budgets(request: PortalRequest) -> HttpResponse:
    """Each scheme's money."""
    return render(request, "outlook/budgets.html")
