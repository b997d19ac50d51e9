"""The plan: the tree, each of its nodes, and the initiatives that carry it out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from technopole.plan.statuses import Status
from technopole.plan.tree import Level, Node
from technopole.site.portal.nearest import chosen, one_named
from technopole.site.portal.queries.plan import node_page, plan_page
from technopole.site.portal.queries.register import initiatives_page
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.sentences import initiatives_opening, node_opening

__all__ = ["chosen_strategy", "initiatives", "node", "plan"]


def plan(request: PortalRequest) -> HttpResponse:
    """The tree at a glance."""
    plan_day = request.edition.evidence.sources[request.edition.plan_source].published
    page = plan_page(request.pack)
    return render(request, "portal/plan.html", {"page": page, "plan_day": plan_day})


def node(request: PortalRequest, node: str) -> HttpResponse:
    """A node of any level with all that hangs on it."""
    found = one_named(
        request,
        node,
        find=lambda pack: pack.tree.nodes.get(node),
        names=lambda pack: {each.id: each.title for each in pack.tree.nodes.values()},
        page="portal:node",
    )
    page = node_page(request.pack, found.id)
    return render(request, "portal/node.html", {"page": page, "opening": node_opening(page)})


def initiatives(request: PortalRequest) -> HttpResponse:
    """The initiatives with their newest status; `?status=` and `?strategy=` choose."""
    status = chosen(request, "status", Status)
    page = initiatives_page(
        request.pack, Status(status) if status else None, chosen_strategy(request)
    )
    context = {"page": page, "opening": initiatives_opening(page)}
    return render(request, "portal/initiatives.html", context)


def chosen_strategy(request: PortalRequest) -> Node | None:
    """The strategy that `?strategy=` names; None when it names none.

    On a day before the plan no strategy is known and the choice has no effect.
    """
    strategies = {node.id: node for node in request.edition.tree.of_level(Level.STRATEGY)}
    name = chosen(request, "strategy", strategies)
    return strategies[name] if name and name in request.pack.tree.nodes else None
