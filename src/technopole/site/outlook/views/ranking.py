"""All targets, ranked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from technopole.plan.indicators import IndicatorSet
from technopole.site.outlook.queries.ranking import Order, ranking
from technopole.site.outlook.sentences import ranking_opening
from technopole.site.portal.nearest import chosen
from technopole.site.portal.requests import PortalRequest
from technopole.site.portal.views.plan import chosen_strategy

__all__ = ["outlook"]


@require_safe
def outlook(request: PortalRequest) -> HttpResponse:
    """Every target by its chance, with the evidence behind; `?set=`, `?strategy=` and `?order=` choose."""
    group, order = chosen(request, "set", IndicatorSet), chosen(request, "order", Order)
    strategy = chosen_strategy(request)
    day = request.as_of or timezone.localdate()
    page = ranking(
        request.pack,
        day,
        IndicatorSet(group) if group else None,
        strategy,
        Order(order or Order.LIKELIEST),
    )
    context = {
        "page": page,
        "opening": ranking_opening(page),
        "day": day,
        "group": group or "",
        "strategy": strategy,
        "order": order or "",
        "orders": tuple(Order),
    }
    return render(request, "outlook/outlook.html", context)
