"""The routes of the rules: what is read, and what is asked by sending a body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema

from technopole.site.api import questions
from technopole.site.api.answers import give_list, give_one, give_scheme
from technopole.site.api.rules import assessing, deciding, interviewing, proving, shapes
from technopole.site.api.rules.bodies import JSON, PARQUET
from technopole.site.api.shapes import Problem
from technopole.site.api.strictness import strict

__all__ = ["BODIES", "Body", "router"]

router = Router(by_alias=True)


def _read(shape: Any) -> dict[Any, Any]:
    return {200: shape, 400: Problem, 404: Problem}


def _sent(shape: Any, *more: int) -> dict[Any, Any]:
    return {200: shape, **dict.fromkeys((400, 408, 411, 413, 415, *more), Problem)}


@dataclass(frozen=True, slots=True)
class Body:
    """What a route takes.

    most:  its longest body, in bytes.
    kinds: the kinds of body that it reads; the first is the one that `shape` describes.
    gives: the kinds of answer that it gives, JSON first.
    """

    shape: type[Schema]
    most: int
    kinds: tuple[str, ...] = (JSON,)
    gives: tuple[str, ...] = (JSON,)


BODIES: Final[Mapping[str, Body]] = {
    "decide": Body(shapes.DecideBody, deciding.MOST_BYTES),
    "interview": Body(shapes.InterviewBody, interviewing.MOST_BYTES),
    "assess": Body(shapes.AssessBody, assessing.MOST_BYTES, (JSON, PARQUET), (JSON, PARQUET)),
    "prove": Body(shapes.ProveBody, proving.MOST_BYTES),
    "replay": Body(shapes.ReplayBody, deciding.MOST_RECEIPT),
}
"""What is sent to each route that takes POST, by the name of its view."""


# ── Read ──────────────────────────────────────────────────────────────────────────────────────


@router.get("/schemes", response=_read(shapes.SchemeList), tags=["rules"], summary="Schemes")
@strict
def list_schemes(request: HttpRequest, asked: Query[questions.SchemesAsked]) -> HttpResponse:
    """Every scheme, fund, programme and tax measure: whether a rule runs, and what it asks."""
    return give_list(request, "schemes", asked)


@router.get(
    "/schemes/{id}", response=_read(shapes.SchemeAnswer), tags=["rules"], summary="One scheme"
)
@strict
def one_scheme(
    request: HttpRequest,
    asked: Query[questions.SchemeAsked],
    id: Path[questions.Id],  # noqa: A002
) -> HttpResponse:
    """A scheme by its id or short name, with its rule: conditions, awards, values over time, thresholds, gaps."""
    return give_scheme(request, id, asked)


@router.get("/questions", response=_read(shapes.QuestionList), tags=["rules"], summary="Questions")
@strict
def list_questions(request: HttpRequest, asked: Query[questions.QuestionsAsked]) -> HttpResponse:
    """The vocabulary: what rules ask, how, and what may be answered."""
    return give_list(request, "questions", asked)


@router.get(
    "/questions/{id}", response=_read(shapes.QuestionAnswer), tags=["rules"], summary="One question"
)
@strict
def one_question(
    request: HttpRequest,
    asked: Query[questions.Asked],
    id: Path[questions.Id],  # noqa: A002
) -> HttpResponse:
    """How it is asked, what may be answered, and which schemes ask it."""
    return give_one(request, "questions", id, asked)


# ── Sent ──────────────────────────────────────────────────────────────────────────────────────


@router.post("/decide", response=_sent(shapes.DecideAnswer), tags=["cases"], summary="Decide")
@strict
def decide(request: HttpRequest) -> HttpResponse:
    """One case by one scheme, several or all: yes, no or unknown, the amount or its bounds, why, and what is missing."""
    return deciding.decide_case(request)


@router.post(
    "/interview", response=_sent(shapes.InterviewAnswer), tags=["cases"], summary="Interview"
)
@strict
def interview(request: HttpRequest) -> HttpResponse:
    """Over all schemes at once: what fits, might fit or does not, what to ask next, and what need not be asked."""
    return interviewing.interview(request)


@router.post(
    "/assess", response=_sent(shapes.AssessAnswer, 406, 503), tags=["cases"], summary="Assess"
)
@strict
def assess(request: HttpRequest, asked: Query[questions.TableAsked]) -> HttpResponse:
    """A whole table of cases, as columns in JSON or as a Parquet file; good rows are answered, bad cells listed."""
    return assessing.assess(request)


@router.post("/prove", response=_sent(shapes.ProveAnswer, 503), tags=["rules"], summary="Prove")
@strict
def prove(request: HttpRequest) -> HttpResponse:
    """What a few schemes' rules promise, proved over every answer there is, or refuted by a case."""
    return proving.prove(request)


@router.post(
    "/receipts/replay", response=_sent(shapes.ReplayAnswer), tags=["cases"], summary="Replay"
)
@strict
def replay(request: HttpRequest) -> HttpResponse:
    """A receipt computed again: the same bytes, or in a sentence what is different."""
    return deciding.replay_receipt(request)
