"""Sharper ranges by cases: what no completion of the missing answers can change is firm.

Ranges alone cannot see that `x or not x` holds, or that two thresholds on one number leave nothing
between them. Splitting an open question into its cases can: truths and options one by one, numbers
and days at the thresholds that the rule compares them with. Each case is read for itself and the
results are joined; wherever the budget ends, the joined ranges are wide but still sound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from technopole.rules.nodes import (
    Comparison,
    Kind,
    Member,
    Node,
    Parameter,
    Question,
    walk,
)
from technopole.rules.ranges import (
    Answers,
    Choices,
    Days,
    Numbers,
    Range,
    Truth,
    point,
    range_of,
    truth_of,
)

__all__ = ["Outcome", "outcomes"]

_MOST_CASES: Final = 512
_MOST_THRESHOLDS: Final = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all cases together allow.

    eligible: whether the test can hold, and whether it can fail.
    amounts:  for each award the range over the cases in which the test can hold; None when in none.
    """

    eligible: Truth
    amounts: tuple[Numbers | None, ...]


def outcomes(test: Node, awards: tuple[Node, ...], answers: Answers) -> Outcome:
    """The truth of a test and the ranges of its awards, as sharp as the budget allows."""
    budget = [_MOST_CASES]
    joined = Outcome(Truth(true=False, false=False), tuple(None for _ in awards))
    for case in _cases(test, awards, answers, budget):
        joined = _joined(joined, _read(test, awards, case))
    return joined


def _read(test: Node, awards: tuple[Node, ...], answers: Answers) -> Outcome:
    eligible = truth_of(test, answers)
    if not eligible.true:
        return Outcome(eligible, tuple(None for _ in awards))
    amounts = []
    for award in awards:
        amount = range_of(award, answers)
        assert isinstance(amount, Numbers)  # noqa: S101
        amounts.append(amount)
    return Outcome(eligible, tuple(amounts))


def _joined(one: Outcome, other: Outcome) -> Outcome:
    eligible = Truth(
        one.eligible.true or other.eligible.true, one.eligible.false or other.eligible.false
    )
    pairs = zip(one.amounts, other.amounts, strict=True)
    return Outcome(eligible, tuple(_hull(a, b) for a, b in pairs))


def _hull(one: Numbers | None, other: Numbers | None) -> Numbers | None:
    if one is None or other is None:
        return one or other
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Numbers(low, high)


def _cases(
    test: Node, awards: tuple[Node, ...], answers: Answers, budget: list[int]
) -> Iterator[Answers]:
    """The answers split into cases until each is settled or the budget is spent."""
    question = _worth_splitting(test, awards, answers) if budget[0] > 1 else None
    parts = _parts(question, (test, *awards), answers) if question is not None else []
    if question is None or len(parts) < 2 or len(parts) > budget[0]:
        yield answers
        return
    budget[0] -= len(parts) - 1
    for part in parts:
        yield from _cases(test, awards, {**answers, question.name: part}, budget)


def _worth_splitting(test: Node, awards: tuple[Node, ...], answers: Answers) -> Question | None:
    """An open question that occurs more than once in what is still open, else None.

    A question that occurs once is read exactly by its range; splitting it sharpens nothing.
    """
    truth = truth_of(test, answers)
    if truth.true != truth.false and not truth.true:
        return None
    open_nodes = [test] if truth.true and truth.false else []
    open_nodes += [award for award in awards if not _is_point(range_of(award, answers))]
    counts: dict[Question, int] = {}
    for root in open_nodes:
        for question in _open_questions(root, answers):
            counts[question] = counts.get(question, 0) + 1
    repeated = [question for question, count in counts.items() if count > 1]
    simple = [q for q in repeated if q.kind in (Kind.TRUTH, Kind.CHOICE)]
    return next(iter(simple or repeated), None)


def _open_questions(node: Node, answers: Answers) -> Iterator[Question]:
    """The open questions below a node that its value still hangs on, once for each place."""
    if node.kind is not Kind.ITEMS and _is_point(range_of(node, answers)):
        return
    if isinstance(node, Question):
        if node.kind is not Kind.ITEMS:
            yield node
        return
    for child in node.children:
        if child.kind is not Kind.ITEMS:
            yield from _open_questions(child, answers)


def _is_point(range_: Range) -> bool:
    match range_:
        case Numbers(low, high):
            return low is not None and low == high
        case Truth(true, false):
            return true != false
        case Days(first, last):
            return first == last
        case Choices(options):
            return options is not None and len(options) == 1


def _parts(question: Question, roots: tuple[Node, ...], answers: Answers) -> list[Range]:
    """The cases of one question: together they are all that is open, and no two overlap."""
    current = range_of(question, answers)
    match current:
        case Truth():
            return [point(True), point(False)] if current.true and current.false else [current]
        case Choices(options):
            return [point(option) for option in sorted(options or ())]
        case Numbers(low, high) if low is not None and high is not None:
            step = question.about.step
            cuts = sorted(_number_thresholds(question, roots, answers))[:_MOST_THRESHOLDS]
            return [Numbers(a, b) for a, b in _cells(low, high, cuts, step)]
        case Days(first, last):
            days = sorted(_day_thresholds(question, roots, answers))[:_MOST_THRESHOLDS]
            ordinals = [Fraction(day.toordinal()) for day in days]
            cells = _cells(
                Fraction(first.toordinal()), Fraction(last.toordinal()), ordinals, Fraction(1)
            )
            return [Days(date.fromordinal(int(a)), date.fromordinal(int(b))) for a, b in cells]
        case _:
            return [current]


def _cells(
    low: Fraction, high: Fraction, cuts: list[Fraction], step: Fraction
) -> list[tuple[Fraction, Fraction]]:
    """The range cut below, at and above each threshold, on the grid of possible answers."""
    cells: list[tuple[Fraction, Fraction]] = []
    start = low
    for cut in cuts:
        below = _on_grid(cut, low, step)
        if below == cut:
            below -= step
        if start <= below < high:
            cells.append((start, below))
            start = below + step
        if start == cut and start < high:
            cells.append((start, start))
            start += step
    cells.append((start, high))
    return cells


def _on_grid(value: Fraction, low: Fraction, step: Fraction) -> Fraction:
    """The largest possible answer that is not above a value."""
    return low + ((value - low) // step) * step


def _number_thresholds(
    question: Question, roots: tuple[Node, ...], answers: Answers
) -> set[Fraction]:
    """The settled numbers that the question itself is compared or capped with."""
    found: set[Fraction] = set()
    for root in roots:
        for node in walk(root):
            if question in node.children:
                for other in node.children:
                    if other != question and other.kind is Kind.NUMBER:
                        value = range_of(other, answers)
                        if (
                            isinstance(value, Numbers)
                            and value.low is not None
                            and value.low == value.high
                        ):
                            found.add(value.low)
    return found


def _day_thresholds(question: Question, roots: tuple[Node, ...], answers: Answers) -> set[date]:
    """The days on which a comparison with the question, or a parameter that it selects, changes."""
    found: set[date] = set()
    for root in roots:
        for node in walk(root):
            if isinstance(node, Comparison) and question in node.children:
                for other in node.children:
                    if other != question:
                        value = range_of(other, answers)
                        if isinstance(value, Days) and value.first == value.last:
                            found.add(value.first)
            parameters = [node] if isinstance(node, Parameter) else []
            if isinstance(node, Member) and isinstance(node.options, Parameter):
                parameters.append(node.options)
            for parameter in parameters:
                if parameter.event == question:
                    found |= {value.sure_from for value in parameter.values}
                    found |= {
                        value.sure_until + timedelta(days=1)
                        for value in parameter.values
                        if value.sure_until is not None
                    }
    return found
