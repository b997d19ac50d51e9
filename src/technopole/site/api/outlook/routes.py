"""The outlook's routes: read, all but the question that is put to the levers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from technopole.site.api import questions as usual
from technopole.site.api.answers import give_list, give_one
from technopole.site.api.outlook import levers, papers, questions, shapes, standing
from technopole.site.api.rules.routes import Body
from technopole.site.api.shapes import Problem
from technopole.site.api.strictness import strict

__all__ = ["BODIES", "FILES", "router"]

router = Router(by_alias=True)

BODIES: Final[Mapping[str, Body]] = {
    "ask_levers": Body(shapes.LeversAskBody, levers.MOST_BYTES),
}
"""What is sent to each route that takes POST, by the name of its view."""

FILES: Final[Mapping[str, tuple[str, ...]]] = {
    "draws_of_outlook": ("text/csv", "application/vnd.apache.parquet"),
    "paper": papers.PAPER_KINDS,
}
"""The kinds of file that a route gives beside JSON, or in its place."""


def _read(shape: Any, *more: int) -> dict[Any, Any]:
    return {200: shape, **dict.fromkeys((400, 404, *more), Problem)}


@router.get(
    "/outlook", response=_read(shapes.OutlookList), tags=["outlook"], summary="Every outlook"
)
@strict
def list_outlook(request: HttpRequest, asked: Query[questions.OutlookAsked]) -> HttpResponse:
    """Where each indicator stands, every method's verdict, the chance of its targets, what it would take."""
    return standing.list_outlooks(request, asked)


@router.get(
    "/outlook/{id}",
    response=_read(shapes.OutlookAnswer),
    tags=["outlook"],
    summary="One indicator's outlook",
)
@strict
def one_outlook(
    request: HttpRequest,
    asked: Query[usual.Asked],
    id: Path[usual.Id],  # noqa: A002
) -> HttpResponse:
    """One indicator's figures, verdicts, chances and requirements, with its forecast and what it assumes."""
    return standing.give_outlook(request, id, asked)


@router.get(
    "/outlook/{id}/draws",
    response=_read(shapes.DrawsAnswer),
    tags=["outlook"],
    summary="The paths of a forecast",
)
@strict
def draws_of_outlook(
    request: HttpRequest,
    asked: Query[questions.DrawsAsked],
    id: Path[usual.Id],  # noqa: A002
) -> HttpResponse:
    """Every path that the forecast drew, year by year: the same whenever they are asked for."""
    return standing.give_draws(request, id, asked)


@router.get("/budgets", response=_read(shapes.BudgetList), tags=["budgets"], summary="Budgets")
@strict
def list_budgets(request: HttpRequest, asked: Query[questions.BudgetsAsked]) -> HttpResponse:
    """For schemes with money set aside: what is used, at what pace, until when it lasts, what a result cost."""
    return give_list(request, "budgets", asked)


@router.get(
    "/budgets/{id}", response=_read(shapes.BudgetAnswer), tags=["budgets"], summary="One budget"
)
@strict
def one_budget(
    request: HttpRequest,
    asked: Query[usual.Asked],
    id: Path[usual.Id],  # noqa: A002
) -> HttpResponse:
    """One budget, by the id that the list gives it."""
    return give_one(request, "budgets", id, asked)


@router.get("/levers", response=_read(shapes.LeversAnswer), tags=["levers"], summary="The model")
@strict
def the_levers(request: HttpRequest, asked: Query[usual.Asked]) -> HttpResponse:
    """What it would take, as a model: levers, coefficients with source or assumption, equations, and its limits."""
    return levers.give_levers(request, asked)


@router.post(
    "/levers/ask",
    response={
        200: shapes.LeversAskAnswer,
        **dict.fromkeys((400, 404, 408, 411, 413, 415), Problem),
    },
    tags=["levers"],
    summary="Pull levers",
)
@strict
def ask_levers(request: HttpRequest) -> HttpResponse:
    """What every indicator becomes with these levers beside without, what each adds, and the public money."""
    return levers.ask_levers(request)


@router.get("/paper", response=_read(None, 503), tags=["paper"], summary="A paper")
@strict
def paper(request: HttpRequest, asked: Query[questions.PaperAsked]) -> HttpResponse:
    """A progress paper, factsheet or brief as a file: every number refers to its source, the same day gives the same bytes."""
    return papers.give_paper(request, asked)
