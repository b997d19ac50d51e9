"""One case decided: yes, no or depends; the amount or its bounds; what is missing; the reasons.

Written for reading: it is the judge of the other readers. Facts decide `eligible`; what only a
person can judge stands apart in `subject_to`. No firm answer is ever contradicted by a completion
of the missing answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from technopole.evidence.wording import Text
from technopole.rules.language import Condition, Scheme
from technopole.rules.nodes import All, Node, Parameter, Question
from technopole.rules.parameters import Candidates, Confidence, candidates
from technopole.rules.ranges import Answer, Answers, Days, Numbers, Truth, range_of
from technopole.rules.splitting import Outcome, outcomes

__all__ = ["AwardRange", "Decision", "Eligible", "Flag", "Reason", "Used", "decide"]


class Eligible(StrEnum):
    """What the facts say."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Flag(StrEnum):
    """What a reader of a decision must know about the ground it stands on."""

    ASSUMED_TODAY = "assumed-today"
    """No day was given, so the day of asking stands for it."""
    UNCONFIRMED = "unconfirmed"
    """A value is used beyond the day on which it was last found in force."""
    VALUE_UNKNOWN = "value-unknown"
    """The documents do not say what a value was on that day."""
    VALUE_UNSURE = "value-unsure"
    """On that day one of two values was in force; it is not known which."""
    LOW_CONFIDENCE = "low-confidence"
    """A value comes from a source too weak to decide by."""


@dataclass(frozen=True, slots=True)
class Used:
    """A parameter as it was read: the values that may have been in force, and how firmly."""

    parameter: Parameter
    found: Candidates


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition with what became of it, the answers it looked at and the values it used."""

    condition: Condition
    holds: Eligible
    answered: tuple[tuple[Question, Answer], ...]
    missing: tuple[Question, ...]
    used: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class AwardRange:
    """What is given if the case is eligible, floored to the cent; high is None when unbounded."""

    name: str
    says: Text
    low: Fraction
    high: Fraction | None
    used: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a scheme's rule says of one case.

    awards:  the amounts if eligible; empty when the case is not.
    missing: the open questions that the answer still hangs on, in the order in which the rule asks.
    """

    scheme: str
    on: date
    eligible: Eligible
    subject_to: tuple[Text, ...]
    awards: tuple[AwardRange, ...]
    reasons: tuple[Reason, ...]
    missing: tuple[Question, ...]
    flags: tuple[Flag, ...]
    gaps: tuple[Text, ...]


_CENT = Fraction(1, 100)


def decide(scheme: Scheme, answers: dict[str, Answer], on: date) -> Decision:
    """Decide one case on a day.

    answers: as `read_answers` gives them; answers to questions that the scheme does not ask are left.
    on:      the day of asking, which stands for a missing day of application.
    """
    known, assumed = _with_today(scheme, answers, on)
    test = All(tuple(condition.test for condition in scheme.conditions))
    found = outcomes(test, tuple(award.value for award in scheme.awards), known)
    eligible = _eligible(found.eligible)
    reasons = tuple(_reason(condition, known) for condition in scheme.conditions)
    awards = _awards(scheme, found, known)
    missing = _missing(scheme, eligible, reasons, known)
    used = [use for reason in reasons for use in reason.used]
    used += [use for award in awards for use in award.used]
    judged = (judgement.question for judgement in scheme.judgements)
    open_judgements = tuple(q.about.wording for q in judged if answers.get(q.name) is not True)
    refused = any(answers.get(j.question.name) is False for j in scheme.judgements)
    return Decision(
        scheme=scheme.entity,
        on=on,
        eligible=Eligible.NO if refused else eligible,
        subject_to=() if eligible is Eligible.NO or refused else open_judgements,
        awards=() if refused else awards,
        reasons=reasons,
        missing=() if refused else missing,
        flags=tuple(_flags(scheme, used, known, assumed=assumed)),
        gaps=tuple(gap.says for gap in scheme.gaps),
    )


def _with_today(scheme: Scheme, answers: dict[str, Answer], on: date) -> tuple[Answers, bool]:
    """The answers that the scheme asks for, with the day of asking where the scheme allows it."""
    known: dict[str, Answer] = {}
    assumed = False
    for question in scheme.questions:
        if question.name in answers:
            known[question.name] = answers[question.name]
        elif question.about.today:
            known[question.name] = on
            assumed = True
    return known, assumed


def _eligible(truth: Truth) -> Eligible:
    if truth.true and truth.false:
        return Eligible.UNKNOWN
    return Eligible.YES if truth.true else Eligible.NO


def _reason(condition: Condition, answers: Answers) -> Reason:
    truth = outcomes(condition.test, (), answers).eligible
    asked = list(_questions(condition.test))
    return Reason(
        condition=condition,
        holds=_eligible(truth),
        answered=tuple((q, answers[q.name]) for q in asked if q.name in answers),  # type: ignore[misc]
        missing=tuple(q for q in asked if q.name not in answers)
        if truth.true and truth.false
        else (),
        used=tuple(_used(condition.test, answers)),
    )


def _awards(scheme: Scheme, found: Outcome, answers: Answers) -> tuple[AwardRange, ...]:
    ranges = []
    for award, amount in zip(scheme.awards, found.amounts, strict=True):
        if amount is None:
            continue
        low = Fraction(0) if amount.low is None else max(Fraction(0), amount.low)
        high = None if amount.high is None else max(Fraction(0), amount.high)
        ranges.append(
            AwardRange(
                award.name,
                award.says,
                _floored(low),
                None if high is None else _floored(high),
                tuple(_used(award.value, answers)),
            )
        )
    return tuple(ranges)


def _floored(amount: Fraction) -> Fraction:
    return (amount // _CENT) * _CENT


def _missing(
    scheme: Scheme, eligible: Eligible, reasons: tuple[Reason, ...], answers: Answers
) -> tuple[Question, ...]:
    if eligible is Eligible.NO:
        return ()
    open_questions = [question for reason in reasons for question in reason.missing]
    for award in scheme.awards:
        amount = range_of(award.value, answers)
        if isinstance(amount, Numbers) and amount.low != amount.high:
            open_questions += [q for q in _questions(award.value) if q.name not in answers]
    return tuple(dict.fromkeys(open_questions))


def _questions(node: Node) -> Iterator[Question]:
    if isinstance(node, Question):
        yield node
    for child in node.children:
        yield from _questions(child)


def _used(node: Node, answers: Answers) -> Iterator[Used]:
    if isinstance(node, Parameter):
        when = range_of(node.event, answers)
        if isinstance(when, Days):
            yield Used(node, candidates(node.values, when.first, when.last))
    for child in node.children:
        yield from _used(child, answers)


def _flags(scheme: Scheme, used: list[Used], answers: Answers, *, assumed: bool) -> Iterator[Flag]:
    """The flags in the order in which they are declared, each once."""
    present = set()
    if assumed:
        present.add(Flag.ASSUMED_TODAY)
    for use in used:
        values = use.found.values
        if any(value.confidence is Confidence.LOW for value in values):
            present.add(Flag.LOW_CONFIDENCE)
        elif use.found.open:
            present.add(Flag.VALUE_UNKNOWN)
        elif len(values) > 1:
            present.add(Flag.VALUE_UNSURE)
        when = range_of(use.parameter.event, answers)
        runs_on = any(value.possible_until is None for value in values)
        if (
            runs_on
            and isinstance(when, Days)
            and when.last > scheme.confirmed
            and when.first == when.last
        ):
            present.add(Flag.UNCONFIRMED)
    yield from (flag for flag in Flag if flag in present)
