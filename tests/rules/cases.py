"""Random cases for any scheme: complete or partial, drawn towards its thresholds and dates.

Everything takes a `random.Random`. From a seed it gives the same cases again, in bulk and quickly;
from Hypothesis's `randoms()` it gives cases that Hypothesis can shrink (see `strategies`).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any

from tests.rules.oracle import nodes_of, value_of

from technopole.rules.language import Scheme
from technopole.rules.nodes import (
    Comparison,
    Constant,
    Field,
    Greatest,
    Kind,
    Least,
    Node,
    Parameter,
    Question,
    walk,
)

Case = dict[str, Any]
"""Typed answers by the name of their question; a question that is absent is not answered."""

_DAY = timedelta(days=1)


# ── What a scheme turns on ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Edges:
    """Where a scheme's answer may change, and what its questions are asked about.

    pools:     for each unit the numbers that stand in the rule, each with its neighbours left to `_near`.
    turns:     days on which a dated value starts or ends, or that stand in the rule.
    meetings:  pairs of nodes of which one overtaking the other changes the answer, outside lists.
    questions: everything that may be answered, judgements included.
    """

    pools: Mapping[str, tuple[Fraction, ...]]
    turns: tuple[date, ...]
    meetings: tuple[tuple[Node, Node], ...]
    questions: tuple[Question, ...]


@lru_cache(maxsize=256)
def edges(scheme: Scheme) -> Edges:
    """Where a scheme's answer may change."""
    nodes = nodes_of(scheme)
    pools: dict[str, set[Fraction]] = {}
    turns: set[date] = set()
    for node in nodes:
        for value in _values_in(node):
            if isinstance(value, Fraction):
                pools.setdefault(node.unit.id, set()).add(value)
            elif isinstance(value, date):
                turns.add(value)
        if isinstance(node, Parameter):
            turns.update(_turns(node))
    return Edges(
        {unit: tuple(sorted(values)) for unit, values in pools.items()},
        tuple(sorted(turns)),
        tuple(_meetings(scheme)),
        (*scheme.questions, *(j.question for j in scheme.judgements)),
    )


def _values_in(node: Node) -> list[Any]:
    if isinstance(node, Constant):
        return [node.value]
    return [dated.value for dated in node.values] if isinstance(node, Parameter) else []


def _turns(parameter: Parameter) -> Iterator[date]:
    for dated in parameter.values:
        for first in (dated.possible_from, dated.sure_from):
            if first is not None:
                yield first
        for last in (dated.sure_until, dated.possible_until):
            if last is not None:
                yield last + _DAY


def _meetings(scheme: Scheme) -> Iterator[tuple[Node, Node]]:
    for node in nodes_of(scheme):
        parts: tuple[Node, ...] = ()
        match node:
            case Comparison(left=left, right=right):
                parts = (left, right)
            case Least(parts) | Greatest(parts):
                pass
        # Within a list the fields of its items stand for nothing outside.
        if not any(isinstance(below, Field) for part in parts for below in walk(part)):
            for i, one in enumerate(parts):
                yield from ((one, other) for other in parts[i + 1 :])


# ── Single answers ────────────────────────────────────────────────────────────────────────────


def answer(question: Question, found: Edges, rng: random.Random) -> Any:
    """Any answer that the question takes, often at an edge of it or of the rule."""
    match question.kind:
        case Kind.TRUTH:
            return rng.random() < 0.6
        case Kind.CHOICE:
            return rng.choice(question.about.options)[0]
        case Kind.NUMBER:
            return _number(question, found, rng)
        case Kind.DAY:
            return _a_day(question, found, rng)
        case _:
            return _items(question, found, rng)


def _number(question: Question, found: Edges, rng: random.Random) -> Fraction:
    low, high, step = question.about.low, question.about.high, question.about.step
    assert isinstance(low, Fraction)
    assert isinstance(high, Fraction)
    steps = int((high - low) // step)
    pool = found.pools.get(question.unit.id, ())
    way = rng.randrange(6)
    if way < 2 and pool:
        return on_grid(question, rng.choice(pool) + step * rng.randint(-1, 1))
    if way == 2:
        return low + step * rng.choice([0, min(1, steps), steps])
    if way == 3:  # every size is as likely as every other
        return low + step * min(
            steps, rng.randrange(1 + 2 ** rng.randrange(steps.bit_length() + 1))
        )
    top = min(steps, int((4 * max(pool, default=high) - low) // step)) if way == 4 else steps
    return low + step * rng.randint(0, max(0, top))


def on_grid(question: Question, value: Fraction) -> Fraction:
    """The answer nearest below a value, or the question's nearest end."""
    low, high, step = question.about.low, question.about.high, question.about.step
    assert isinstance(low, Fraction)
    assert isinstance(high, Fraction)
    return min(high - (high - low) % step, max(low, low + (value - low) // step * step))


def _a_day(question: Question, found: Edges, rng: random.Random) -> date:
    first, last = question.about.low, question.about.high
    assert isinstance(first, date)
    assert isinstance(last, date)
    if found.turns and rng.random() < 0.6:
        day = rng.choice(found.turns) + rng.randint(-1, 1) * _DAY
        if rng.random() < 0.3:
            day += timedelta(days=rng.randint(-800, 800))
        return min(last, max(first, day))
    if rng.random() < 0.6:
        first, last = max(first, date(2010, 1, 1)), max(first, min(last, date(2030, 1, 1)))
    return first + timedelta(days=rng.randint(0, (last - first).days))


def _items(question: Question, found: Edges, rng: random.Random) -> tuple[Case, ...]:
    most = question.about.high
    assert isinstance(most, Fraction)
    count = min(int(most), rng.choice([0, 1, 1, 2, 2, 3, 4, rng.randint(0, 9)]))
    return tuple(
        {field.name: answer(field, found, rng) for field in question.about.fields}
        for _ in range(count)
    )


# ── Whole cases ───────────────────────────────────────────────────────────────────────────────


def complete_case(scheme: Scheme, rng: random.Random) -> Case:
    """Every question answered; half of the cases mended towards a yes, many put on a threshold."""
    found = edges(scheme)
    case = {question.name: answer(question, found, rng) for question in found.questions}
    if rng.random() < 0.6:
        case = mended(scheme, case, rng)
    if found.meetings and rng.random() < 0.6:
        case = on_a_threshold(scheme, case, rng)
    return case


def mended(scheme: Scheme, case: Case, rng: random.Random) -> Case:
    """The case with the answers to failing conditions drawn again, until they hold or luck ends."""
    found = edges(scheme)
    for condition in scheme.conditions:
        asked = [node for node in walk(condition.test) if isinstance(node, Question)]
        for _ in range(12):
            if not asked or holds(condition.test, case):
                break
            question = rng.choice(asked)
            case = case | {question.name: answer(question, found, rng)}
    return case


def holds(test: Node, case: Mapping[str, Any]) -> bool:
    """Whether a test surely holds; where the documents leave it open it does not."""
    return bool(value_of(test, case, typical_value))


def typical_value(parameter: Parameter, on: date) -> Any:
    """The value that may have been in force on a day; the first of them where there are several."""
    for dated in parameter.values:
        if dated.sure_from <= on and (dated.possible_until is None or on <= dated.possible_until):
            return dated.value
    return parameter.values[0].value


def on_a_threshold(scheme: Scheme, case: Case, rng: random.Random) -> Case:
    """The case with one number or day moved to where two sides meet, or one step beside it."""
    one, other = rng.choice(edges(scheme).meetings)
    asked = dict.fromkeys(
        node
        for side in (one, other)
        for node in walk(side)
        if isinstance(node, Question) and node.kind in (Kind.NUMBER, Kind.DAY)
    )
    if not asked:
        return case
    question = rng.choice(list(asked))
    crossing = _crossing(one, other, question, case)
    if crossing is None:
        return case
    return case | {question.name: _answer_at(question, crossing + rng.randint(-2, 1))}


def _answer_at(question: Question, place: int) -> Any:
    low, high, step = question.about.low, question.about.high, question.about.step
    if isinstance(low, date):
        assert isinstance(high, date)
        return low + timedelta(days=min((high - low).days, max(0, place)))
    assert isinstance(low, Fraction)
    return on_grid(question, low + place * step)


def _crossing(one: Node, other: Node, question: Question, case: Case) -> int | None:
    """The first step of the question's answers from which the sides stand differently.

    Found by halving, hence one of several where the sides meet more than once; None where they do not.
    """

    def stand(place: int) -> bool:
        there = case | {question.name: _answer_at(question, place)}
        return bool(value_of(one, there, typical_value) <= value_of(other, there, typical_value))

    low, high = question.about.low, question.about.high
    steps = (high - low).days if isinstance(low, date) else int((high - low) // question.about.step)  # type: ignore[operator, union-attr]
    below, above = 0, steps
    before = stand(below)
    if stand(above) == before:
        return None
    while above - below > 1:
        middle = (below + above) // 2
        below, above = (middle, above) if stand(middle) == before else (below, middle)
    return above


def partial(case: Case, rng: random.Random, missing: float | None = None) -> Case:
    """The case with answers left out, and fields of items too.

    missing: the chance that an answer is left out; drawn anew for each case where not given.
    """
    chance = rng.choice([0.05, 0.2, 0.5, 0.9]) if missing is None else missing
    kept: Case = {}
    for name, value in case.items():
        if rng.random() < chance:
            continue
        kept[name] = (
            tuple({k: v for k, v in item.items() if rng.random() >= chance} for item in value)
            if isinstance(value, tuple)
            else value
        )
    return kept


def completion(scheme: Scheme, case: Mapping[str, Any], rng: random.Random) -> Case:
    """The case with every missing answer drawn, and every missing field of its items."""
    found = edges(scheme)
    whole = {
        question.name: case[question.name]
        if question.name in case
        else answer(question, found, rng)
        for question in found.questions
    }
    for question in found.questions:
        if question.kind is Kind.ITEMS:
            whole[question.name] = tuple(
                {f.name: item.get(f.name, answer(f, found, rng)) for f in question.about.fields}
                for item in whole[question.name]
            )
    if found.meetings and rng.random() < 0.4:
        moved = on_a_threshold(scheme, whole, rng)
        return moved if all(moved[name] == whole[name] for name in case) else whole
    return whole


def cases(scheme: Scheme, seed: int, count: int) -> list[Case]:
    """So many cases of a scheme, a third of them complete; the same for the same seed."""
    rng = random.Random(f"{scheme.entity} {seed}")
    drawn = []
    for number in range(count):
        whole = complete_case(scheme, rng)
        drawn.append(whole if number % 3 == 0 else partial(whole, rng))
    return drawn
