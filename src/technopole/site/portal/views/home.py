"""The first page: what this is, and where the plan stands."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from technopole.site.portal.queries.home import home_page
from technopole.site.portal.requests import PortalRequest

__all__ = ["home"]


def home(request: PortalRequest) -> HttpResponse:
    """The plan at a glance."""
    return render(request, "portal/home.html", {"page": home_page(request.pack)})
