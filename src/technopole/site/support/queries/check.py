"""What a case comes to: a decision as pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from technopole.evidence.wording import Text
from technopole.rules.answers import read_answers
from technopole.rules.explain import Changes, Explanation, changes, explained
from technopole.rules.language import Scheme
from technopole.rules.readers.decide import Decision, decide
from technopole.rules.wording import say_money_between
from technopole.site.support.asking import Field, fields_of
from technopole.site.support.queries.find import Step
from technopole.site.support.rules import rulebook_of

__all__ = ["CaseDecided", "decided", "steps_of"]


@dataclass(frozen=True, slots=True)
class CaseDecided:
    """A scheme's decision on the answers given.

    amounts:     what each award is, and how much.
    explanation: why, step by step.
    changes:     what would make a no a yes.
    """

    scheme: Scheme
    decision: Decision
    amounts: tuple[tuple[Text, Text], ...]
    explanation: Explanation
    changes: Changes


def decided(pack_id: str, scheme: Scheme, given: Mapping[str, Any], on: date) -> CaseDecided:
    """Decide a case. Raises AnswersRefused when the answers cannot be taken."""
    book = rulebook_of(pack_id)
    known = {name: value for name, value in given.items() if value is not None}
    answers = read_answers(known, book.questions, book.consistency)
    found = decide(scheme, answers, on)
    return CaseDecided(
        scheme,
        found,
        tuple(
            (award.says, say_money_between(award.low, award.high, award.unit))
            for award in found.awards
        ),
        explained(scheme, found, answers),
        changes(scheme, answers, on),
    )


def steps_of(
    scheme: Scheme, given: Mapping[str, Any], typed: Mapping[str, Field]
) -> tuple[Step, ...]:
    """Every question of a scheme as a step of its own, in the order in which its rule asks."""
    return tuple(
        Step(
            question.name,
            question.about.wording,
            question.about.why,
            False,
            (typed.get(question.name, field),),
        )
        for question in scheme.questions
        for field in fields_of((question,), given, rows=3)
    )
