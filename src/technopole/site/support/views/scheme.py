"""A scheme's rule as a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from technopole.site.portal.nearest import one_named
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.templatetags.portal import address
from technopole.site.support.days import day_of
from technopole.site.support.queries.scheme import scheme_page
from technopole.site.support.rules import rulebook_of
from technopole.site.support.sentences import scheme_opening

__all__ = ["scheme"]


@require_safe
def scheme(request: PortalRequest, scheme: str) -> HttpResponse:
    """One scheme: its rule in words, over time, at its edges, and what stands behind it."""
    book = rulebook_of(request.pack.id)
    by_code = book.by_code.get(scheme.lower())
    if by_code is not None and by_code.entity != scheme:
        return redirect(address("support:scheme", by_code.entity, as_of=request.as_of))
    found = one_named(
        request,
        scheme,
        find=lambda _: book.schemes.get(scheme),
        names=lambda _: {each.entity: each.name for each in book.schemes.values()},
        page="support:scheme",
    )
    on = day_of(request)
    page = scheme_page(request.pack, found, on)
    context = {"page": page, "on": on, "opening": scheme_opening(page)}
    return render(request, "support/scheme.html", context)
