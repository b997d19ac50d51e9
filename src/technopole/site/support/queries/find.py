"""What the interview's page shows: what was answered, what is asked next, and how each scheme stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from technopole.evidence.wording import Text
from technopole.rules.answers import read_answers
from technopole.rules.language import Scheme
from technopole.rules.nodes import Kind, Question, walk
from technopole.rules.ranges import Answer
from technopole.rules.readers.interview import (
    AMOUNTS,
    AMOUNTS_ASK,
    Interview,
    Irrelevant,
    Progress,
    Prospect,
    Standing,
)
from technopole.rules.readers.interview import Step as Asking
from technopole.rules.wording import say_answer
from technopole.site.support.asking import Field, fields_of
from technopole.site.support.queries.amounts import amounts_so_far
from technopole.site.support.rules import rulebook_of

__all__ = [
    "FindPage",
    "Group",
    "Said",
    "SchemeSoFar",
    "Step",
    "answers_of",
    "find_page",
    "interview_of",
    "is_box",
    "step_named",
]

MOST_TOLD: Final = 8
"""So many schemes that stand alike are told with what they give; of more only their names."""


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
    form:  whether several fields are filled in, so that what is left empty is not known.
    closed: the boxes, by question, for which no scheme takes applications on the day.
    """

    key: str
    asks: Text
    why: Text
    boxes: bool
    fields: tuple[Field, ...]
    form: bool = False
    closed: frozenset[str] = frozenset()


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

    amounts: what it gives if it fits, in words: what it is, and how much; empty where more than
             MOST_TOLD schemes stand alike, for then only their names are shown.
    """

    prospect: Prospect
    amounts: tuple[tuple[Text, Text], ...]

    @property
    def scheme(self) -> Scheme:
        """The scheme."""
        return self.prospect.scheme

    @property
    def closed(self) -> bool:
        """Whether the day lies outside the time in which one can apply."""
        return any(condition.name == "window" for condition in self.prospect.failing)

    @property
    def only_closed(self) -> bool:
        """Whether nothing but the day is known to speak against it."""
        return self.closed and len(self.prospect.failing) == 1


@dataclass(frozen=True, slots=True)
class Moot:
    """A question that need not be answered, for the sources leave open what it is measured by.

    schemes: those whose standing hangs on it all the same.
    """

    question: Question
    schemes: tuple[Scheme, ...]


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
    irrelevant: why questions change nothing any more, each reason with its questions.
    moot:       questions that no answer to settles anything.
    planned:    what was said to be planned, by question.
    left:       how many questions still matter.
    of:         how many questions there are.
    """

    step: Step | None
    all_steps: tuple[Step, ...]
    said: tuple[Said, ...]
    followed: tuple[Said, ...]
    groups: tuple[Group, ...]
    irrelevant: tuple[tuple[Text, tuple[Question, ...]], ...]
    left: int
    of: int
    settled: bool
    moot: tuple[Moot, ...] = ()
    planned: frozenset[str] = frozenset()

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
        """The schemes that do not fit, and take applications."""
        return tuple(one for one in self.group(Standing.DOES_NOT_FIT).schemes if not one.closed)

    @property
    def closed(self) -> tuple[SchemeSoFar, ...]:
        """The schemes that take no applications on the day, whoever asks."""
        return tuple(one for one in self.group(Standing.DOES_NOT_FIT).schemes if one.closed)

    @property
    def meant(self) -> tuple[SchemeSoFar, ...]:
        """Of the closed schemes those for what was said to be planned, with nothing else against them."""
        return tuple(
            one
            for one in self.closed
            if one.only_closed and not self.planned.isdisjoint(_plans_of(one.scheme))
        )

    @property
    def closed_for_others(self) -> tuple[SchemeSoFar, ...]:
        """The closed schemes that would be for others, or for other plans."""
        return tuple(one for one in self.closed if one not in self.meant)


def _plans_of(scheme: Scheme) -> tuple[str, ...]:
    """The questions by which a scheme asks what is planned."""
    tests = (condition.test for condition in scheme.conditions if condition.name == "plan")
    return tuple(node.name for test in tests for node in walk(test) if isinstance(node, Question))


def _with_closed(step: Asking, groups: Iterable[Group], interview: Interview) -> Asking:
    """The boxes of plans with those for which only closed schemes would be, so that these can be named."""
    wanted = {
        name
        for group in groups
        for one in group.schemes
        if one.only_closed
        for name in _plans_of(one.scheme)
    }
    if not step.boxes or wanted.isdisjoint(q.name for q in step_named(interview, step.group)):
        return step
    shown = {question.name for question in step.questions}
    more = [q for q in step_named(interview, step.group) if q.name in wanted - shown]
    return replace(step, questions=(*step.questions, *more))


def _closed_plans(groups: Iterable[Group]) -> frozenset[str]:
    """What may be planned, by question, where no scheme that takes applications is for it."""
    every = [one for group in groups for one in group.schemes]
    opened = {name for one in every if not one.closed for name in _plans_of(one.scheme)}
    return frozenset(name for one in every for name in _plans_of(one.scheme)) - opened


def answers_of(pack_id: str, given: Mapping[str, Any]) -> dict[str, Answer]:
    """What was answered, typed. Raises AnswersRefused when the answers cannot be taken together."""
    known = {name: value for name, value in given.items() if value is not None}
    return read_answers(known, interview_of(pack_id).questions, rulebook_of(pack_id).consistency)


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
    answers = answers_of(pack_id, given)
    unknown = {name for name, value in given.items() if value is None}
    progress = interview.after(answers, unknown=unknown, on=on)
    again = _again(step_named(interview, asked), given, typed or {}) if asked else ()
    groups = tuple(_group(pack_id, standing, progress, answers, on) for standing in Standing)
    closed = _closed_plans(groups)
    steps = [_with_closed(one, groups, interview) for one in progress.steps]
    step = _alone(again) if again else next(iter(steps), None)
    shown = None if step is None else _step(step, given, rows, typed or {}, closed)
    return FindPage(
        step=shown,
        all_steps=tuple(
            _step(one, given, rows, typed or {}, closed) for one in steps
        ) if everything else (),
        said=tuple(
            # What was not known and follows from other answers is told with what follows.
            one for one in _said(interview, given)
            if one.answer is not None or one.key not in progress.implied
        ),
        followed=tuple(
            Said(name, question.about.wording, say_answer(question, value))
            for name, value in progress.implied.items()
            if (question := _question(interview, name)) is not None and not is_box(question)
        ),
        groups=groups,
        irrelevant=_by_reason(progress.irrelevant) if given else (),
        left=len(progress.steps),
        of=len(_steps_of(interview)),
        settled=progress.settled,
        moot=tuple(_moot(progress)),
        planned=frozenset(name for name, value in given.items() if value is True),
    )  # fmt: skip


def _by_reason(
    irrelevant: Iterable[Irrelevant],
) -> tuple[tuple[Text, tuple[Question, ...]], ...]:
    """Each reason with its questions; the reason that covers most of them first."""
    found: dict[Text, list[Question]] = {}
    for one in irrelevant:
        found.setdefault(one.says, []).append(one.question)
    by_size = sorted(found.items(), key=lambda each: -len(each[1]))
    return tuple((why, tuple(questions)) for why, questions in by_size)


def _again(
    step: tuple[Question, ...], given: Mapping[str, Any], typed: Mapping[str, Field]
) -> tuple[Question, ...]:
    """Of a group those questions that were just sent, or were answered before; else all."""
    sent = tuple(question for question in step if question.name in typed)
    before = tuple(question for question in step if question.name in given)
    return sent or before or step


def _moot(progress: Progress) -> Iterable[Moot]:
    """The questions of no use, each with the schemes that might fit and ask it."""
    might = [one.scheme for one in progress.standing(Standing.MIGHT_FIT)]
    for question in progress.moot:
        yield Moot(question, tuple(scheme for scheme in might if question in scheme.questions))


def step_named(interview: Interview, key: str) -> tuple[Question, ...]:
    """The questions of a step, by the question's name or the group's; none where there is no such.

    A field of a form may be answered again by itself, under its own name.
    """
    if key == AMOUNTS:
        return tuple(q for q in interview.questions if q.kind not in (Kind.TRUTH, Kind.ITEMS))
    return tuple(q for q in interview.questions if key in (q.name, q.about.group))


def _question(interview: Interview, name: str) -> Question | None:
    return next((q for q in interview.questions if q.name == name), None)


def _steps_of(interview: Interview) -> set[str]:
    return {q.about.group or q.name for q in interview.questions}


def is_box(question: Question) -> bool:
    """Whether a question is a box that is ticked together with others."""
    return bool(question.about.group) and question.kind is Kind.TRUTH


def _alone(questions: tuple[Question, ...]) -> Asking:
    """Questions that are answered again, as a step of their own."""
    groups = {question.about.group for question in questions}
    together = next(iter(groups)) if len(groups) == 1 else AMOUNTS
    return Asking(together, questions, 0.0, None if len(groups) == 1 else AMOUNTS_ASK)


def _step(
    asking: Asking, given: Mapping[str, Any], rows: int, typed: Mapping[str, Field],
    closed: frozenset[str],
) -> Step:  # fmt: skip
    first, several = asking.questions[0], len(asking.questions) > 1
    return Step(
        key=asking.group or first.name,
        asks=asking.asks,
        why=Text("", "") if asking.boxes or several else first.about.why,
        boxes=asking.boxes,
        fields=tuple(
            typed.get(field.question.name, field)
            for field in fields_of(asking.questions, given, rows=rows)
        ),
        form=several and not asking.boxes,
        closed=closed,
    )


def _said(interview: Interview, given: Mapping[str, Any]) -> Iterable[Said]:
    """What was answered, a group as one answer that lists the boxes ticked."""
    ticked: dict[str, list[Text]] = {}
    order: dict[str, Question] = {}
    for name, value in given.items():
        question = _question(interview, name)
        if question is None:
            continue
        key = question.about.group if is_box(question) else name
        order.setdefault(key, question)
        if is_box(question) and value is True:
            ticked.setdefault(key, []).append(question.about.wording)
    for key, question in order.items():
        if is_box(question):
            yield Said(key, question.about.group_asks, None, tuple(ticked.get(key, ())))
        else:
            answer = read_answers({key: given[key]}, [question]).get(key)
            said = None if answer is None else say_answer(question, answer)
            yield Said(key, question.about.wording, said)


def _group(
    pack_id: str, standing: Standing, progress: Progress, answers: Mapping[str, Answer], on: date
) -> Group:
    """The schemes that stand so, with what they give where they are few enough to be told apart."""
    prospects = progress.standing(standing)
    told = standing is not Standing.DOES_NOT_FIT and len(prospects) <= MOST_TOLD
    return Group(
        standing,
        tuple(
            SchemeSoFar(one, amounts_so_far(pack_id, one.scheme, answers, on) if told else ())
            for one in prospects
        ),
    )
