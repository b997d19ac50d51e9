"""The interview: where every scheme stands, what to ask next, and what need not be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from technopole.evidence.records import exact_text, text_record
from technopole.rules.language import Condition
from technopole.rules.readers.interview import AmountSoFar, Irrelevant, Prospect, Step
from technopole.rules.records import Record, answers_record, question_record
from technopole.rules.wording import known_end
from technopole.site.api.listings import as_json
from technopole.site.api.rules.asked import Asked
from technopole.site.api.rules.bodies import JSON, read_object
from technopole.site.support.queries.find import interview_of

__all__ = ["MOST_BYTES", "interview", "progress"]

MOST_BYTES: Final = 256_000
_MEMBERS: Final = ("answers", "unknown", "on")


def interview(request: HttpRequest) -> HttpResponse:
    """The answer to `POST /interview`."""
    return HttpResponse(as_json(progress(read_object(request, MOST_BYTES))), content_type=JSON)


def progress(given: Mapping[str, Any]) -> Record:
    """Where the interview stands. Raises RefusedError with every fault of the body."""
    asked = Asked(given, _MEMBERS)
    answers = asked.answers(asked.book.questions)
    unknown = asked.unknown(asked.book.questions)
    on = asked.day()
    asked.settle()
    found = interview_of(settings.PACK).after(answers, unknown=unknown, on=on)
    return {
        "pack": settings.PACK,
        "on": on.isoformat(),
        "settled": found.settled,
        "schemes": [_prospect(prospect) for prospect in found.schemes],
        "implied": answers_record(found.implied),
        "next": None
        if found.next is None
        else {**_step(found.next), "ask": [question_record(q) for q in found.next.questions]},
        "steps": [_step(step) for step in found.steps],
        "moot": [question.name for question in found.moot],
        "irrelevant": [_irrelevant(one) for one in found.irrelevant],
    }


def _prospect(prospect: Prospect) -> Record:
    return {
        "scheme": prospect.scheme.entity,
        "code": prospect.scheme.code,
        "name": text_record(prospect.scheme.name),
        "standing": prospect.standing.value,
        "settled": prospect.settled,
        "failing": [_condition(condition) for condition in prospect.failing],
        "left_open": [_condition(condition) for condition in prospect.left_open],
        "hangs_on": [question.name for question in prospect.hangs_on],
        "amounts": [_amount(amount) for amount in prospect.amounts],
        "amounts_on": [question.name for question in prospect.amounts_on],
        "subject_to": [text_record(text) for text in prospect.subject_to],
    }


def _condition(condition: Condition) -> Record:
    return {
        "condition": condition.name,
        "says": text_record(condition.says),
        "reference": condition.reference,
    }


def _amount(amount: AmountSoFar) -> Record:
    high = known_end(amount.low, amount.high)
    return {
        "award": amount.name,
        "says": text_record(amount.says),
        "low": exact_text(amount.low),
        "high": None if high is None else exact_text(high),
        "unit": amount.unit,
    }


def _step(step: Step) -> Record:
    return {
        "group": step.group or None,
        "asks": text_record(step.asks),
        "boxes": step.boxes,
        "questions": [question.name for question in step.questions],
        "settles": f"{step.settles:.3f}",
    }


def _irrelevant(one: Irrelevant) -> Record:
    return {
        "question": one.question.name,
        "says": text_record(one.says),
        "because": [
            {
                "scheme": why.scheme.entity,
                "failing": None if why.failing is None else why.failing.name,
            }
            for why in one.because
        ],
    }
