"""Cliffs: where one more step of an answer costs the award, or a part of it.

They are no faults, for a ceiling of employees has to lie somewhere; whoever stands near one wants
to know. They are looked for on one day, among cases in which no value is supposed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

import z3

from technopole.evidence.wording import Language, Text
from technopole.rules.language import Award, Condition
from technopole.rules.nodes import Kind, Node, Question, walk
from technopole.rules.readers.prove.checks import Ground, title_of, today_of
from technopole.rules.readers.prove.encoding import CannotEncode, Encoding, Items, Reading
from technopole.rules.readers.prove.plain import Case, NotPossible, value_of
from technopole.rules.readers.prove.proof import (
    Amounts,
    Check,
    Cliff,
    Edge,
    Proof,
    Status,
    named,
)
from technopole.rules.readers.prove.solving import Budget, Found, check, floored, greatest_cents
from technopole.rules.wording import say_number

__all__ = ["cliffs"]

_MOST: Final = (
    4  # places for one answer and one condition; beyond them it is said that there are more
)
Expression = Any


def cliffs(ground: Ground) -> Proof:
    """Every place where the award falls, or is lost, as one number rises by a step."""
    place = _place_of(ground)
    found: list[Cliff] = []
    untold: list[str] = []
    causes: list[Condition | Award] = [*ground.scheme.conditions, *ground.scheme.awards]
    for question in ground.scheme.questions:
        for cause in causes if question.kind is Kind.NUMBER else ():
            root = cause.test if isinstance(cause, Condition) else cause.value
            if question in walk(root):
                some, sure = _found(ground, question, cause, place)
                found += some
                untold += [] if sure else [f"{question.name} ({cause.name})"]
    says = _said(found, ground.scheme.awards)
    status = Status.PROVED
    if untold:
        names = ", ".join(untold)
        status = Status.NOT_PROVED
        says = Text(
            f"{says.en} Whether there are more is too hard to tell for: {names}.",
            f"{says.zh_hant}未能確定有沒有更多：{names}。",
        )
    return Proof(ground.scheme.entity, Check.CLIFFS, "", status, says, cliffs=tuple(found))


def _said(found: Sequence[Cliff], awards: Sequence[Award]) -> Text:
    if not found:
        return Text(
            "No award is lost or falls as an answer rises by a step.",
            "任何答案上升一級，均不會失去或減少資助。",
        )
    by_name = {award.name: award for award in awards}
    return Text(
        f"What one more step costs: {'; '.join(_place_in_words(c, by_name, 'en') for c in found)}.",
        f"再升一級的後果：{'；'.join(_place_in_words(c, by_name, 'zh-hant') for c in found)}。",
    )


def _place_in_words(cliff: Cliff, awards: Mapping[str, Award], language: Language) -> str:
    unit = cliff.question.unit
    what = named(cliff.question).in_language(language)
    below, above = (say_number(v, unit).in_language(language) for v in (cliff.below, cliff.above))
    before, after = (_amounts(paid, awards, language) for paid in (cliff.before, cliff.after))
    if language == "en":
        if cliff.edge is Edge.SLOPE:
            return f"{title_of(awards[cliff.because]).en} falls all along as {what} rises"
        such_as = "" if cliff.edge is Edge.FIXED else "for example "
        return f"{such_as}{what} from {below} to {above}: {before or 'fits'}, then {after or 'nothing'}"
    if cliff.edge is Edge.SLOPE:
        return f"{what}上升，{title_of(awards[cliff.because]).zh_hant}即隨之下降"
    such_as = "" if cliff.edge is Edge.FIXED else "例如"
    return f"{such_as}{what}由{below}升至{above}：由{before or '符合'}變為{after or '不符合'}"


def _amounts(amounts: Amounts | None, awards: Mapping[str, Award], language: Language) -> str:
    said = (say_number(value, awards[name].value.unit) for name, value in (amounts or {}).items())
    return " + ".join(text.in_language(language) for text in said)


@dataclass(frozen=True, slots=True)
class _Place:
    """The day on which cliffs are looked for, and what is supposed of what is open then."""

    given: Mapping[str, Any]
    supposed: Mapping[str, Any]


def _place_of(ground: Ground) -> _Place:
    """The day of asking, where some case fits then; else a day on which one did."""
    today = today_of(ground.scheme, ground.on)
    for given in (today, {}):
        firm = ground.find_firm(ground.eligible, given=given)
        if firm.found is Found.YES:
            day = {name: firm.cases[0].answers.get(name, ground.on) for name in today}
            # What is still open then makes no difference to that case; it keeps the others real.
            fits = ground.find(ground.eligible, given=firm.cases[0].answers)
            supposed = {name: value for c in fits.cases for (name, _), value in c.supposed.items()}
            return _Place(day, supposed)
    return _Place(today, {})


@dataclass(frozen=True, slots=True)
class _Step:
    """One answer and the same with one step more, in the unknowns of one encoding."""

    encoding: Encoding
    less: Reading
    more: Reading
    holds: list[Expression]
    value: Expression
    lost: Expression


def _found(
    ground: Ground, question: Question, cause: Condition | Award, place: _Place
) -> tuple[list[Cliff], bool]:
    """The cliffs of one answer that one condition or award makes; and whether these are all."""
    try:
        return _cliffs_of(ground, question, cause, place)
    except (CannotEncode, NotPossible):
        return [], False


def _cliffs_of(
    ground: Ground, question: Question, cause: Condition | Award, place: _Place
) -> tuple[list[Cliff], bool]:
    step = _step(ground, question, cause, place)
    found: list[Cliff] = []
    holds = list(step.holds)
    while len(found) < _MOST:
        outcome, model = check(step.encoding, holds, ground.budget)
        if outcome is not Found.YES:
            return sorted(found, key=lambda cliff: cliff.below), outcome is Found.NO
        here = step.value == step.encoding.real(step.less.case(model).answers[question.name])
        model = _at_its_largest(step, [*holds, here], ground.budget) or model
        found.append(_confirmed(ground, cause, question, step, model))
        holds.append(z3.Not(here))
    # More places than one would list: the edge moves with the other answers, or there is none.
    model = _at_its_largest(step, step.holds, ground.budget)
    largest = _confirmed(ground, cause, question, step, model) if model is not None else found[0]
    edge = Edge.MOVING if isinstance(cause, Condition) else Edge.SLOPE
    return [replace(largest, edge=edge)], True


def _step(ground: Ground, question: Question, cause: Condition | Award, place: _Place) -> _Step:
    encoding = Encoding(items=Items.FEW)
    less = Reading(encoding, place.given, supposed=place.supposed)
    value = less.read(question)
    raised = value + encoding.real(question.about.step)
    more = Reading(encoding, place.given, {question.name: raised}, "more", place.supposed)
    most = question.about.high
    assert isinstance(most, Fraction)  # noqa: S101  a number's bounds are numbers
    holds = [less.read(ground.eligible), raised <= encoding.real(most)]
    for statement in ground.consistent:
        holds += [less.read(statement), more.read(statement)]
    for award in ground.scheme.awards:  # so that every amount beside the cliff is known
        less.read(award.value)
        more.read(award.value)
    if isinstance(cause, Condition):
        others = [c for c in ground.scheme.conditions if c is not cause]
        holds += [more.read(c.test) for c in others]
        holds.append(z3.Not(more.read(cause.test)))
        paid = [less.read(award.value) for award in ground.scheme.awards[:1]]
        holds += [amount_ > 0 for amount_ in paid]
        lost = paid[0] if paid else encoding.real(0)
    else:
        before, after = less.read(cause.value), more.read(cause.value)
        holds += [more.read(ground.eligible), before > 0, after < before]
        lost = before - z3.If(after > 0, after, encoding.real(0))
    return _Step(encoding, less, more, [*holds, *less.certain, *more.certain], value, lost)


def _at_its_largest(step: _Step, placed: Sequence[Expression], budget: Budget) -> Any:
    """A model in which the loss at that place is as large as it gets, or as large as was found."""
    most, _ = greatest_cents(step.encoding, placed, step.lost, budget)
    if most is None:
        return None
    _, model = check(step.encoding, [*placed, step.lost * 100 >= most], budget)
    return model


def _confirmed(
    ground: Ground, cause: Condition | Award, question: Question, step: _Step, model: Any
) -> Cliff:
    """The cliff of a model, computed on the plain rule. Raises NotPossible where it is none."""
    less, more = step.less.case(model), step.more.case(model)
    before, after = _awarded(ground, less), _awarded(ground, more)
    falls = before is not None and (
        after is None if isinstance(cause, Condition) else after is not None
    )
    if before is None or not falls:
        raise NotPossible(f"{question.name} makes no cliff there.")
    return Cliff(
        question=question,
        below=less.answers[question.name],
        above=more.answers[question.name],
        because=cause.name,
        edge=Edge.FIXED,
        before=before,
        after=after,
        answers=ground.said(less),
    )


def _awarded(ground: Ground, case: Case) -> Amounts | None:
    if value_of(ground.eligible, case) is not True:
        return None
    awards: Sequence[tuple[str, Node]] = [(a.name, a.value) for a in ground.scheme.awards]
    return {name: floored(value_of(value, case)) for name, value in awards}
