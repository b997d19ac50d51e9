"""What the interview's page shows: what was answered, what is asked next, and how each scheme stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from technopole.evidence.units import Unit
from technopole.evidence.wording import Text
from technopole.rules.answers import read_answers
from technopole.rules.language import Scheme
from technopole.rules.nodes import Question
from technopole.rules.readers.interview import (
    AmountSoFar,
    Interview,
    Irrelevant,
    Progress,
    Prospect,
    Standing,
)
from technopole.rules.wording import say_answer, say_money_between
from technopole.site.support.asking import Field, fields_of
from technopole.site.support.rules import rulebook_of

__all__ = [
    "FindPage",
    "Group",
    "Said",
    "SchemeSoFar",
    "Step",
    "find_page",
    "interview_of",
    "step_named",
]


_BEYOND_ANY_AWARD: Final = 10**9  # no ceiling of any scheme comes near a billion


@lru_cache(maxsize=4)
def interview_of(pack_id: str) -> Interview:
    """The interview over every scheme of a pack whose rule runs."""
    book = rulebook_of(pack_id)
    return Interview(book.executable, book.consistency)


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked together.

    key:   the question's name, or the group's: what an address names it by.
    boxes: whether truths are ticked, so that what is left empty is a no.
    """

    key: str
    asks: Text
    why: Text
    boxes: bool
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer given; None for "I don't know". Of boxes, the words of those that were ticked."""

    key: str
    asks: Text
    answer: Text | None
    boxes: tuple[Text, ...] | None = None


@dataclass(frozen=True, slots=True)
class SchemeSoFar:
    """A scheme as it stands to the answers so far.

    amounts: what it gives if it fits, in words: what it is, and how much; None where that still
             depends on the answers.
    """

    prospect: Prospect
    amounts: tuple[tuple[Text, Text | None], ...]

    @property
    def scheme(self) -> Scheme:
        """The scheme."""
        return self.prospect.scheme


@dataclass(frozen=True, slots=True)
class Group:
    """The schemes that stand alike."""

    standing: Standing
    schemes: tuple[SchemeSoFar, ...]


@dataclass(frozen=True, slots=True)
class FindPage:
    """The interview at one moment.

    step:       what is asked now; None when nothing that can be asked matters.
    all_steps:  everything that still matters, the best first; filled when all is asked at once.
    said:       the answers so far, in the order in which they were given.
    followed:   answers that follow from the others, and need not be asked.
    left:       how many questions still matter.
    of:         how many questions there are.
    """

    step: Step | None
    all_steps: tuple[Step, ...]
    said: tuple[Said, ...]
    followed: tuple[Said, ...]
    groups: tuple[Group, ...]
    irrelevant: tuple[Irrelevant, ...]
    left: int
    of: int
    settled: bool

    def group(self, standing: Standing) -> Group:
        """The schemes that stand so."""
        return next(group for group in self.groups if group.standing is standing)

    @property
    def fits(self) -> tuple[SchemeSoFar, ...]:
        """The schemes that fit."""
        return self.group(Standing.FITS).schemes

    @property
    def might_fit(self) -> tuple[SchemeSoFar, ...]:
        """The schemes that might fit."""
        return self.group(Standing.MIGHT_FIT).schemes

    @property
    def does_not_fit(self) -> tuple[SchemeSoFar, ...]:
        """The schemes that do not fit."""
        return self.group(Standing.DOES_NOT_FIT).schemes


def progress_of(pack_id: str, given: Mapping[str, Any], on: date) -> Progress:
    """Where the interview stands. Raises AnswersRefused when the answers cannot be taken."""
    interview = interview_of(pack_id)
    book = rulebook_of(pack_id)
    known = {name: value for name, value in given.items() if value is not None}
    unknown = {name for name, value in given.items() if value is None}
    answers = read_answers(known, interview.questions, book.consistency)
    return interview.after(answers, unknown=unknown, on=on)


def find_page(
    pack_id: str, given: Mapping[str, Any], on: date, *, asked: str = "", rows: int = 1,
    everything: bool = False, typed: Mapping[str, Field] | None = None,
) -> FindPage:  # fmt: skip
    """The page after some answers.

    asked:      the step that the reader wants to answer, or answer again; else the best next one.
    rows:       how many things of a list to ask for at least.
    everything: whether all that still matters is asked at once.
    typed:      fields as they were sent and could not be taken, by question.
    Raises AnswersRefused when the answers cannot be taken together.
    """
    interview = interview_of(pack_id)
    progress = progress_of(pack_id, given, on)
    step = step_named(interview, asked) if asked else None
    questions = step or (progress.next and progress.next.questions)
    shown = None if not questions else _step(questions, given, rows, typed or {})
    return FindPage(
        step=shown,
        all_steps=tuple(
            _step(one.questions, given, rows, typed or {}) for one in progress.steps
        ) if everything else (),
        said=tuple(_said(interview, given)),
        followed=tuple(
            Said(name, _asks(question), say_answer(question, value))
            for name, value in progress.implied.items()
            if (question := _question(interview, name)) is not None and not question.about.group
        ),
        groups=tuple(
            Group(standing, tuple(map(_so_far, progress.standing(standing))))
            for standing in Standing
        ),
        irrelevant=progress.irrelevant,
        left=len(progress.steps),
        of=len(_steps_of(interview)),
        settled=progress.settled,
    )  # fmt: skip


def step_named(interview: Interview, key: str) -> tuple[Question, ...]:
    """The questions of a step, by the question's name or the group's; none where there is no such."""
    return tuple(q for q in interview.questions if key in (q.name, q.about.group))


def _question(interview: Interview, name: str) -> Question | None:
    return next((q for q in interview.questions if q.name == name), None)


def _steps_of(interview: Interview) -> set[str]:
    return {q.about.group or q.name for q in interview.questions}


def _asks(question: Question) -> Text:
    return question.about.group_asks if question.about.group else question.about.wording


def _step(
    questions: Sequence[Question], given: Mapping[str, Any], rows: int, typed: Mapping[str, Field]
) -> Step:
    first = questions[0]
    return Step(
        key=first.about.group or first.name,
        asks=_asks(first),
        why=Text("", "") if first.about.group else first.about.why,
        boxes=bool(first.about.group),
        fields=tuple(
            typed.get(field.question.name, field)
            for field in fields_of(questions, given, rows=rows)
        ),
    )


def _said(interview: Interview, given: Mapping[str, Any]) -> Iterable[Said]:
    """What was answered, a group as one answer that lists the boxes ticked."""
    ticked: dict[str, list[Text]] = {}
    order: dict[str, Question] = {}
    for name, value in given.items():
        question = _question(interview, name)
        if question is None:
            continue
        key = question.about.group or name
        order.setdefault(key, question)
        if question.about.group and value is True:
            ticked.setdefault(key, []).append(question.about.wording)
    for key, question in order.items():
        if question.about.group:
            yield Said(key, _asks(question), None, tuple(ticked.get(key, ())))
        else:
            value = given[key]
            answer = read_answers({key: value}, [question]).get(key)
            yield Said(
                key, _asks(question), None if answer is None else say_answer(question, answer)
            )


def _so_far(prospect: Prospect) -> SchemeSoFar:
    units = {award.name: award.value.unit for award in prospect.scheme.awards}
    return SchemeSoFar(
        prospect,
        tuple(
            (amount.says, _amount(amount, units[amount.name], open_still=bool(prospect.amounts_on)))
            for amount in prospect.amounts
        ),
    )


def _amount(amount: AmountSoFar, unit: Unit, *, open_still: bool) -> Text | None:
    """The amount in words. A bound that comes from nothing but what may be typed is none."""
    if open_still and amount.low == 0 and (amount.high is None or amount.high > _BEYOND_ANY_AWARD):
        return None
    return say_money_between(amount.low, amount.high, unit)
