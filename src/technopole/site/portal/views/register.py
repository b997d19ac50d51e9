"""The register of schemes, institutions, places and the like, and the support that is offered."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from technopole.plan.register import EntityKind
from technopole.site.portal.nearest import chosen, one_named
from technopole.site.portal.queries.register import entity_page, register_page, support_page
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.sentences import entity_change, entity_standing, support_opening
from technopole.site.portal.views.plan import chosen_strategy

__all__ = ["entity", "register", "support"]


def register(request: PortalRequest) -> HttpResponse:
    """Every entity by kind; `?kind=` shows one kind with its standing."""
    kind = chosen(request, "kind", EntityKind)
    page = register_page(request.pack, EntityKind(kind) if kind else None)
    return render(request, "portal/register.html", {"page": page})


def entity(request: PortalRequest, entity: str) -> HttpResponse:
    """One entity: what it is, how it stood and stands, and every figure of it."""
    found = one_named(
        request,
        entity,
        find=lambda pack: pack.register.entities.get(entity),
        names=lambda pack: {each.id: each.name for each in pack.register.entities.values()},
        page="portal:entity",
    )
    page = entity_page(request.pack, found.id)
    context = {
        "page": page,
        "standing": entity_standing(page.row, request.language),
        "change": entity_change(page, request.language),
    }
    return render(request, "portal/entity.html", context)


def support(request: PortalRequest) -> HttpResponse:
    """Schemes, funds, programmes and tax measures; `?strategy=` chooses."""
    page = support_page(request.pack, chosen_strategy(request))
    return render(request, "portal/support.html", {"page": page, "opening": support_opening(page)})
