"""What a rule's value can be when not every question is answered: sound ranges, never a guess.

A range holds every value that some completion of the missing answers could give; it may hold more.
An answered question is a range of one value, so the same walk serves complete and partial cases.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import reduce
from typing import Final

from technopole.rules.nodes import (
    All,
    AnyOf,
    Bare,
    Choose,
    Comparison,
    Constant,
    DaysBetween,
    Difference,
    Field,
    Greatest,
    Kind,
    Least,
    Member,
    Node,
    Not,
    Operator,
    Parameter,
    Product,
    Question,
    Rounded,
    Shift,
    Sum,
    Total,
)
from technopole.rules.parameters import candidates

__all__ = [
    "Answer",
    "Answers",
    "Choices",
    "Days",
    "Numbers",
    "Range",
    "Remembering",
    "Truth",
    "point",
    "range_of",
    "shift_day",
]

Item = Mapping[str, "Answer"]
Answer = Fraction | bool | date | str | tuple[Item, ...]
Answers = Mapping[str, "Answer | Range"]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number from low to high, both included; an end that is None is unbounded."""

    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether it can be true, and whether it can be false."""

    true: bool
    false: bool


@dataclass(frozen=True, slots=True)
class Days:
    """Every day from first to last, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Choices:
    """The options that are possible; None when any is."""

    options: frozenset[str] | None


Range = Numbers | Truth | Days | Choices

YES: Final = Truth(true=True, false=False)
NO: Final = Truth(true=False, false=True)
OPEN: Final = Truth(true=True, false=True)
_FIRST: Final = date(1990, 1, 1)
_LAST: Final = date(2099, 12, 31)


def point(value: Answer) -> Range:
    """The range of one value."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Fraction):
        return Numbers(value, value)
    if isinstance(value, date):
        return Days(value, value)
    if isinstance(value, str):
        return Choices(frozenset({value}))
    raise TypeError("A list of items has no range of its own.")


class Remembering(dict[str, "Answer | Range"]):
    """Answers that keep the ranges read under them, for whoever reads many nodes of one rule.

    They must not change while it is in use.
    """

    __slots__ = ("ranges",)

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.ranges: dict[int, tuple[Node, Range]] = {}


def range_of(node: Node, answers: Answers) -> Range:
    """Every value that the node can take under the answers given."""
    if not isinstance(answers, Remembering):
        return _range_of(node, answers)
    found = answers.ranges.get(id(node))
    if found is None:  # the node is kept too, so that no other takes its identity
        found = answers.ranges[id(node)] = (node, _range_of(node, answers))
    return found[1]


def _range_of(node: Node, answers: Answers) -> Range:  # noqa: C901, PLR0912  one arm a node
    match node:
        case Constant(value):
            return point(value)
        case Question(name) | Field(name):
            return _answered(node, answers.get(name))
        case Parameter():
            return _parameter(node, answers)
        case Sum(parts):
            return reduce(_add, (_numbers(part, answers) for part in parts))
        case Difference(left, right):
            taken = _numbers(right, answers)
            return _add(
                _numbers(left, answers), Numbers(_negative(taken.high), _negative(taken.low))
            )
        case Product(left, right):
            return _times(_numbers(left, answers), _numbers(right, answers))
        case Least(parts):
            return _least([_numbers(part, answers) for part in parts])
        case Greatest(parts):
            return _greatest([_numbers(part, answers) for part in parts])
        case Rounded(value, step, up):
            inner = _numbers(value, answers)
            return Numbers(_rounded(inner.low, step, up), _rounded(inner.high, step, up))
        case Bare(value):
            return _numbers(value, answers)
        case DaysBetween(earlier, later):
            start, end = _days(earlier, answers), _days(later, answers)
            return Numbers(
                Fraction((end.first - start.last).days), Fraction((end.last - start.first).days)
            )
        case Total():
            return _total(node, answers)
        case Comparison(operator, left, right):
            return _compared(operator, range_of(left, answers), range_of(right, answers))
        case Member():
            return _member(node, answers)
        case All(parts):
            truths = [truth_of(part, answers) for part in parts]
            return Truth(all(t.true for t in truths), any(t.false for t in truths))
        case AnyOf(parts):
            truths = [truth_of(part, answers) for part in parts]
            return Truth(any(t.true for t in truths), all(t.false for t in truths))
        case Not(part):
            inner_truth = truth_of(part, answers)
            return Truth(inner_truth.false, inner_truth.true)
        case Choose(condition, then, otherwise):
            test = truth_of(condition, answers)
            if not test.false:
                return range_of(then, answers)
            if not test.true:
                return range_of(otherwise, answers)
            return _hull(range_of(then, answers), range_of(otherwise, answers))
        case Shift(day, months, days):
            inner_days = _days(day, answers)
            return Days(
                shift_day(inner_days.first, months, days), shift_day(inner_days.last, months, days)
            )
        case _:
            raise TypeError(f"{type(node).__name__} has no range: teach range_of to read it.")


def truth_of(node: Node, answers: Answers) -> Truth:
    """The truth of a node that holds or does not."""
    found = range_of(node, answers)
    assert isinstance(found, Truth)  # noqa: S101  nodes check kinds when they are built
    return found


def _numbers(node: Node, answers: Answers) -> Numbers:
    found = range_of(node, answers)
    assert isinstance(found, Numbers)  # noqa: S101
    return found


def _days(node: Node, answers: Answers) -> Days:
    found = range_of(node, answers)
    assert isinstance(found, Days)  # noqa: S101
    return found


def _answered(node: Question | Field, answer: Answer | Range | None) -> Range:
    if isinstance(answer, Numbers | Truth | Days | Choices):
        return answer
    if answer is not None:
        return point(answer)
    about = node.about if isinstance(node, Question) else None
    match node.kind:
        case Kind.NUMBER:
            low = about.low if about else Fraction(0)
            high = about.high if about else None
            return Numbers(low, high)  # type: ignore[arg-type]
        case Kind.DAY:
            return Days(about.low, about.high) if about else Days(_FIRST, _LAST)  # type: ignore[arg-type]
        case Kind.CHOICE:
            return Choices(frozenset(name for name, _ in about.options) if about else None)
        case _:
            return OPEN


def _parameter(node: Parameter, answers: Answers) -> Range:
    when = _days(node.event, answers)
    found = candidates(node.values, when.first, when.last)
    if found.open or not found.values:
        match node.kind:
            case Kind.NUMBER:
                return Numbers(Fraction(0), None)
            case Kind.DAY:
                return Days(_FIRST, _LAST)
            case Kind.TRUTH:
                return OPEN
            case _:
                return Choices(None)
    values = [value.value for value in found.values]
    if node.kind is Kind.CHOICE:
        return Choices(frozenset().union(*values))  # type: ignore[arg-type]
    return reduce(_hull, (point(value) for value in values))  # type: ignore[arg-type]


def _member(node: Member, answers: Answers) -> Truth:
    chosen = range_of(node.choice, answers)
    assert isinstance(chosen, Choices)  # noqa: S101
    if isinstance(node.options, Parameter):
        when = _days(node.options.event, answers)
        found = candidates(node.options.values, when.first, when.last)
        lists = [value.value for value in found.values]
        surely = frozenset.intersection(*lists) if lists and not found.open else frozenset()  # type: ignore[arg-type]
        maybe = None if found.open or not lists else frozenset().union(*lists)  # type: ignore[arg-type]
    else:
        surely, maybe = node.options, node.options
    if chosen.options is None:
        return OPEN
    return Truth(
        true=maybe is None or bool(chosen.options & maybe), false=bool(chosen.options - surely)
    )


def _total(node: Total, answers: Answers) -> Numbers:
    given = answers.get(node.items.name)
    # A field that an item leaves open takes its own domain, never an answer beside the list.
    open_item = {q.name: _answered(q, None) for q in node.items.about.fields}
    if isinstance(given, tuple):
        counted = given if node.most is None else given[: node.most]
        each = [_numbers(node.each, {**answers, **open_item, **item}) for item in counted]
        return reduce(_add, each, Numbers(Fraction(0), Fraction(0)))
    one = _numbers(node.each, {**answers, **open_item})
    limit = node.items.about.high if node.most is None else Fraction(node.most)
    assert isinstance(limit, Fraction)  # noqa: S101
    low = None if one.low is None else min(Fraction(0), one.low * limit)
    high = None if one.high is None else max(Fraction(0), one.high * limit)
    return Numbers(low, high)


def _negative(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def _add(one: Numbers, other: Numbers) -> Numbers:
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Numbers(low, high)


def _times(one: Numbers, other: Numbers) -> Numbers:
    """All products: the corners, where an unbounded end times zero is zero."""
    corners = [_corner(a, b) for a in _ends(one) for b in _ends(other)]
    lows = [value for value in corners if value != "+"]
    highs = [value for value in corners if value != "-"]
    low = (
        None
        if "-" in corners
        else min(v for v in lows if isinstance(v, Fraction))
        if lows
        else None
    )
    high = (
        None
        if "+" in corners
        else max(v for v in highs if isinstance(v, Fraction))
        if highs
        else None
    )
    return Numbers(low, high)


def _ends(range_: Numbers) -> tuple[Fraction | str, Fraction | str]:
    return ("-" if range_.low is None else range_.low, "+" if range_.high is None else range_.high)


def _corner(one: Fraction | str, other: Fraction | str) -> Fraction | str:
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return one * other
    signs = [
        (-1 if v == "-" else 1) if isinstance(v, str) else (v > 0) - (v < 0) for v in (one, other)
    ]
    sign = signs[0] * signs[1]
    return Fraction(0) if sign == 0 else "+" if sign > 0 else "-"


def _least(parts: Sequence[Numbers]) -> Numbers:
    lows = [part.low for part in parts]
    highs = [part.high for part in parts if part.high is not None]
    low = None if any(value is None for value in lows) else min(v for v in lows if v is not None)
    return Numbers(low, min(highs) if highs else None)


def _greatest(parts: Sequence[Numbers]) -> Numbers:
    highs = [part.high for part in parts]
    lows = [part.low for part in parts if part.low is not None]
    high = None if any(value is None for value in highs) else max(v for v in highs if v is not None)
    return Numbers(max(lows) if lows else None, high)


def _rounded(value: Fraction | None, step: Fraction, up: bool) -> Fraction | None:
    if value is None:
        return None
    return -(-value // step) * step if up else (value // step) * step


def _compared(operator: Operator, left: Range, right: Range) -> Truth:
    a, b = _span(left), _span(right)
    below = _can_be_below(a, b)  # some left value is below some right value
    above = _can_be_below(b, a)
    single = a[0] is not None and a == b and a[0] == a[1]
    meet = not (_surely_below(a, b) or _surely_below(b, a))
    match operator:
        case Operator.BELOW:
            return Truth(below, above or meet)
        case Operator.AT_MOST:
            return Truth(below or meet, above)
        case Operator.ABOVE:
            return Truth(above, below or meet)
        case Operator.AT_LEAST:
            return Truth(above or meet, below)
        case Operator.EQUAL:
            return Truth(meet, not single)


_Span = tuple[Fraction | int | None, Fraction | int | None]


def _span(range_: Range) -> _Span:
    if isinstance(range_, Numbers):
        return range_.low, range_.high
    assert isinstance(range_, Days)  # noqa: S101
    return range_.first.toordinal(), range_.last.toordinal()


def _can_be_below(one: _Span, other: _Span) -> bool:
    return one[0] is None or other[1] is None or one[0] < other[1]


def _surely_below(one: _Span, other: _Span) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def _hull(one: Range, other: Range) -> Range:
    match one, other:
        case Numbers(), Numbers():
            low = None if one.low is None or other.low is None else min(one.low, other.low)
            high = None if one.high is None or other.high is None else max(one.high, other.high)
            return Numbers(low, high)
        case Truth(), Truth():
            return Truth(one.true or other.true, one.false or other.false)
        case Days(), Days():
            return Days(min(one.first, other.first), max(one.last, other.last))
        case Choices(), Choices():
            if one.options is None or other.options is None:
                return Choices(None)
            return Choices(one.options | other.options)
        case _:
            raise TypeError("Two ranges of different kinds have no hull.")


def shift_day(day: date, months: int, days: int) -> date:
    """The day moved; the last day of a shorter month stands for a missing one; held within 1..9999."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    moved = date(year, month, min(day.day, monthrange(year, month)[1]))
    try:
        return moved + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max
