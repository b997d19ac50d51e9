"""Each watched scheme's money."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from technopole.site.outlook.queries.budgets import budgets_page
from technopole.site.outlook.sentences import budgets_opening
from technopole.site.portal.requests import PortalRequest

__all__ = ["budgets"]


@require_safe
def budgets(request: PortalRequest) -> HttpResponse:
    """How long the money lasts, what a year takes, and what a result cost."""
    page = budgets_page(request.pack)
    day = request.as_of or timezone.localdate()
    context = {"page": page, "opening": budgets_opening(page), "day": day}
    return render(request, "outlook/budgets.html", context)
