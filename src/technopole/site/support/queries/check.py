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
from technopole.rules.nodes import Kind
from technopole.rules.readers.decide import Decision, decide
from technopole.site.support.asking import Field, fields_of
from technopole.site.support.queries.amounts import amounts_of
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
        amounts_of(scheme, found),
        explained(scheme, found, answers),
        changes(scheme, answers, on),
    )


def steps_of(
    scheme: Scheme, given: Mapping[str, Any], typed: Mapping[str, Field]
) -> tuple[Step, ...]:
    """Every question of a scheme, in the order in which its rule asks.

    Truths of one group stand together under the group's question, where its first one is asked; each
    is answered by itself, for one that is left out stays open here.
    """
    fields = {
        question.name: typed.get(question.name, field)
        for question in scheme.questions
        for field in fields_of((question,), given, rows=3)
    }
    found: dict[str, Step] = {}
    for question in scheme.questions:
        about, field = question.about, fields[question.name]
        if not (about.group and question.kind is Kind.TRUTH):
            found[question.name] = Step(question.name, about.wording, about.why, False, (field,))
            continue
        before = found.get(about.group)
        together = (*(before.fields if before else ()), field)
        asks = _first_sentence(about.group_asks)
        found[about.group] = Step(about.group, asks, Text("", ""), False, together)
    return tuple(found.values())


def _first_sentence(asks: Text) -> Text:
    """A group's question without what it says of ticking."""
    en, mark, _ = asks.en.partition("?")
    chinese, chinese_mark, _ = asks.zh_hant.partition("？")
    return Text(en + mark, chinese + chinese_mark)
