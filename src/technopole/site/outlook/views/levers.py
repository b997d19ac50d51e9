"""What it would take: levers to pull, and what the model can't say."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from technopole.site.outlook import lever_chart
from technopole.site.outlook.asking import Asked, read_asked
from technopole.site.outlook.queries import levers as queries
from technopole.site.outlook.sentences_of_levers import opening
from technopole.site.portal.requests import PortalRequest

__all__ = ["levers", "limits", "picture"]


@require_safe
def levers(request: PortalRequest) -> HttpResponse:
    """Levers to move and what becomes of the indicators; with `part`, only the latter."""
    missing = queries.facts_missing(request.pack)
    model = queries.model_known(request.pack)
    if missing or model is None:
        return render(request, "outlook/levers_not_yet.html", {"missing": missing})
    from technopole.outlook.levers.declared import Model
    from technopole.outlook.levers.running import Refused

    model = cast(Model, model)
    language = request.language
    asked = read_asked(request.GET, model, language)
    as_of = request.as_of.isoformat() if request.as_of else ""
    query = asked.query(model, language, as_of=as_of)
    part = "part" in request.GET
    # Fields that stand at their defaults come along where a form is sent without JavaScript.
    if not part and not asked.faults and len(request.META["QUERY_STRING"]) > len(query) + _SLACK:
        return HttpResponseRedirect(request.path + query)
    outcome = None
    if not asked.faults:
        try:
            outcome = queries.outcome_of(model, request.pack, asked, language)
        except Refused:
            sentence = _("With what is assumed, the model comes to fewer than no people, firms or dollars.")  # fmt: skip
            asked.faults.append(("", sentence))
    context = {
        "model": model,
        "asked": asked,
        "outcome": outcome,
        "opening": opening(outcome, language) if outcome else "",
        "query": query,
        "charts": [lever_chart.svg(outcome.drawing, size) for size in ("wide", "narrow")]
        if outcome
        else [],
    }
    if not part:
        assumed, from_facts = queries.coefficient_rows(model, asked, language)
        context |= {
            "controls": queries.controls_of(model, asked, language),
            "assumed": assumed,
            "from_facts": from_facts,
            "own": bool(asked.assumed) or any("." in name for name, _says in asked.faults),
            "indicators": [request.pack.indicators[name] for name in model.shows],
            "behind": queries.background_of(model, request.pack, asked.indicator, language),
            "reset": Asked({}, {}, asked.indicator, {}).query(model, language, as_of=as_of),
        }
    page = "outlook/_levers_outcome.html" if part else "outlook/levers.html"
    return render(request, page, context, status=400 if asked.faults else 200)


_SLACK = 12


@require_safe
def picture(request: PortalRequest) -> HttpResponse:
    """The picture's Vega-Lite specification, for what the address asks."""
    from technopole.outlook.levers.declared import Model
    from technopole.outlook.levers.running import Refused

    model = queries.model_known(request.pack)
    if not isinstance(model, Model):
        raise Http404
    asked = read_asked(request.GET, model, request.language)
    if asked.faults:
        raise Http404
    try:
        outcome = queries.outcome_of(model, request.pack, asked, request.language)
    except Refused:
        raise Http404 from None
    response = JsonResponse(lever_chart.specification(outcome.drawing))
    response.headers["Content-Disposition"] = 'attachment; filename="levers.vl.json"'
    return response


@require_safe
def limits(request: PortalRequest) -> HttpResponse:
    """What the model cannot say."""
    from technopole.outlook.levers.declared import Model

    model = queries.model_known(request.pack)
    known = model if isinstance(model, Model) else None
    return render(request, "outlook/limits.html", {"model": known})
