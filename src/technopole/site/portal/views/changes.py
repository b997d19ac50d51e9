"""What became known when, as a page and as a feed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from technopole.site.portal.queries.changes import changes_page
from technopole.site.portal.requests import PortalRequest

__all__ = ["changes", "changes_feed"]


def changes(request: PortalRequest) -> HttpResponse:
    """Document by document, newest first: what it added, changed and contradicted."""
    return render(request, "portal/changes.html", {"page": changes_page(request.pack)})


def changes_feed(request: PortalRequest) -> HttpResponse:
    """The same as an Atom feed."""
    return render(
        request,
        "portal/changes.atom",
        {"page": changes_page(request.edition)},
        content_type="application/atom+xml; charset=utf-8",
    )
