"""What this site is, how it reads, and on what terms its data may be used."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from technopole.site.portal.requests import PortalRequest

__all__ = ["about"]


def about(request: PortalRequest) -> HttpResponse:
    """The page about the site itself."""
    sources = tuple(request.edition.evidence.sources.values())
    return render(request, "portal/about.html", {"sources": sources})
