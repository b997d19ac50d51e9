"""Where a rule changes: every value of a question at which a condition or an award turns.

Exact and solved, not sampled. What is linear in one question is solved for it: a third of the cost
against a ceiling of 15 million turns at a cost of 45 million. Dated values are taken version by
version, each with the days on which it may be in force. What hangs on two questions at once has a
threshold only when the other is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, product
from typing import Final

from technopole.evidence.units import Unit
from technopole.rules.language import Scheme
from technopole.rules.nodes import (
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
    Parameter,
    Product,
    Question,
    Rounded,
    Shift,
    Sum,
    Total,
    walk,
)
from technopole.rules.parameters import Confidence, DatedValue
from technopole.rules.ranges import Answer, shift_day

__all__ = ["Threshold", "thresholds", "turns"]

_Span = tuple[date | None, date | None]
_MOST_LINES: Final = 256  # of one expression; bands of two versions have some dozens


@dataclass(frozen=True, slots=True)
class Threshold:
    """A value of one question at which a condition or an award changes.

    question:   the question; a field of an item where `items` names the list. For a list itself
                the value is a number of items.
    value:      the exact value, which may lie between two possible answers; of a day the first day
                on which the new holds.
    unit:       the unit of the value.
    where:      the name of the condition or the award that changes there.
    reference:  where the sources state the values that it comes from.
    dates:      the first and the last day of the event on which those values may be in force;
                None where it is open.
    parameters: the names of the parameters that it comes from.
    items:      the list whose items have the question as a field.
    weak:       whether a value of low confidence is among those that it comes from.
    """

    question: Question
    value: Fraction | date
    unit: Unit
    where: str
    reference: str
    dates: tuple[date | None, date | None]
    parameters: tuple[str, ...] = ()
    items: Question | None = None
    weak: bool = False

    @property
    def holder(self) -> Question:
        """The question that is asked: the list, where a field of its items turns."""
        return self.question if self.items is None else self.items

    @property
    def near(self) -> tuple[Fraction | date, ...]:
        """The possible answers just under, at and just over it, in order; those out of bounds left out."""
        about = self.question.about
        if isinstance(self.value, date):
            day = self.value.toordinal()
            days = [date.fromordinal(d) for d in (day - 1, day, day + 1) if d > 0]
            return tuple(d for d in days if _within(d, about.low, about.high))
        low = about.low if isinstance(about.low, Fraction) else Fraction(0)
        below = low + ((self.value - low) // about.step) * about.step
        candidates = (
            (below - about.step, below, below + about.step)
            if below == self.value
            else (below, below + about.step)
        )
        return tuple(number for number in candidates if _within(number, low, about.high))


def _within(value: object, low: object, high: object) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)  # type: ignore[operator]


def thresholds(scheme: Scheme, given: Mapping[str, Answer] | None = None) -> tuple[Threshold, ...]:
    """Every threshold of a scheme, question by question in the order in which the rule asks.

    given: answers that stand. A threshold of one question is then sought with all the others as
           given, so that what hangs on two questions at once has its thresholds too.
    """
    stated = given or {}
    asked = {question.name: place for place, question in enumerate(scheme.questions)}
    parts = [(c.name, c.reference, c.test) for c in scheme.conditions]
    parts += [(a.name, a.reference, a.value) for a in scheme.awards]
    found: dict[tuple[object, ...], Threshold] = {}
    for where, reference, root in parts:
        for threshold in _of_root(root, where, reference, stated):
            key = (threshold.holder.name, threshold.question.name, threshold.value, where)
            known = found.get(key)
            found[key] = threshold if known is None else _joined(known, threshold)
    return tuple(
        sorted(
            (t for t in found.values() if _between_answers(t)),
            key=lambda t: (
                asked.get(t.holder.name, -1),
                t.question.name,
                t.value,
                t.where,
            ),
        )
    )


def turns(root: Node, given: Mapping[str, Answer]) -> tuple[Threshold, ...]:
    """The thresholds of one expression, with the answers that stand; its place and reference are empty."""
    found = {}
    for threshold in _of_root(root, "", "", given):
        if _between_answers(threshold):
            found[threshold.holder.name, threshold.question.name, threshold.value] = threshold
    return tuple(found.values())


def _between_answers(threshold: Threshold) -> bool:
    """Whether there is a possible answer on each side of it."""
    low = threshold.question.about.low
    begins = isinstance(low, date) and isinstance(threshold.value, date) and threshold.value <= low
    return bool(threshold.near) and not begins


def _joined(one: Threshold, other: Threshold) -> Threshold:
    """One threshold out of two versions of the parameters that give the same value."""
    firsts, lasts = zip(one.dates, other.dates, strict=True)
    first = None if None in firsts else min(d for d in firsts if d is not None)
    last = None if None in lasts else max(d for d in lasts if d is not None)
    references = dict.fromkeys([*one.reference.split("; "), *other.reference.split("; ")])
    return replace(
        one,
        dates=(first, last),
        reference="; ".join(references),
        parameters=tuple(dict.fromkeys((*one.parameters, *other.parameters))),
        weak=one.weak and other.weak,
    )


# ── Lines: what is linear ─────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it occurs in a rule: alone, or as a field of a list."""

    name: str
    list_name: str
    question: Question = field(compare=False)
    items: Question | None = field(default=None, compare=False)


def _asked(question: Question, items: Question | None = None) -> _Asked:
    return _Asked(question.name, "" if items is None else items.name, question, items)


@dataclass(frozen=True, slots=True, eq=False)
class _Used:
    """A parameter with the one of its values that an expression was read with."""

    parameter: Parameter
    value: DatedValue

    def goes_with(self, other: _Used) -> bool:
        """Whether both values may be in force at once, as far as one event selects them."""
        if self.parameter.name == other.parameter.name:
            return False
        if self.parameter.event != other.parameter.event:
            return True
        return _overlap(_span(self.value), _span(other.value)) is not None


@dataclass(frozen=True, slots=True)
class _Line:
    """A linear expression: a constant and so many times each question.

    step:  the step to which a part of it is rounded; None where nothing is.
    after: what was added after the rounding, of the constant.
    used:  the parameters with the values that it was read with.
    """

    constant: Fraction
    slopes: tuple[tuple[_Asked, Fraction], ...] = ()
    step: Fraction | None = None
    after: Fraction = Fraction(0)
    used: tuple[_Used, ...] = ()

    def plus(self, other: _Line, times: int = 1) -> _Line | None:
        """The two added up; None where their values are never in force together."""
        used = _joined_use(self.used, other.used)
        if used is None:
            return None
        slopes = dict(self.slopes)
        for asked, slope in other.slopes:
            slopes[asked] = slopes.get(asked, Fraction(0)) + times * slope
        kept = tuple((asked, slope) for asked, slope in slopes.items() if slope)
        late = sum(
            (
                sign * (line.constant if line.step is None else line.after)
                for line, sign in ((self, 1), (other, times))
            ),
            Fraction(0),
        )
        constant = self.constant + times * other.constant
        return _Line(constant, kept, self.step or other.step, late, used)

    def times(self, factor: _Line) -> _Line | None:
        """The line times a constant one; None where their values are never in force together."""
        used = _joined_use(self.used, factor.used)
        if used is None:
            return None
        by = factor.constant
        if not by:
            return _Line(Fraction(0), used=used)
        slopes = tuple((asked, slope * by) for asked, slope in self.slopes)
        step = None if self.step is None else abs(self.step * by)
        return _Line(self.constant * by, slopes, step, self.after * by, used)


def _joined_use(one: tuple[_Used, ...], other: tuple[_Used, ...]) -> tuple[_Used, ...] | None:
    if not (one and other):
        return one or other
    new = [use for use in other if use not in one]
    if not all(use.goes_with(known) for use in new for known in one):
        return None
    return (*one, *new)


def _span(value: DatedValue) -> _Span:
    return value.possible_from, value.possible_until


def _overlap(one: _Span, other: _Span) -> _Span | None:
    """The days of both; None when there are none."""
    first = max((day for day in (one[0], other[0]) if day is not None), default=None)
    last = min((day for day in (one[1], other[1]) if day is not None), default=None)
    return None if first is not None and last is not None and last < first else (first, last)


class _Reading:
    """What stands while lines are read: the answers given and the list at hand; what was read is kept."""

    def __init__(self, given: Mapping[str, Answer], items: Question | None = None) -> None:
        self.given = given
        self.items = items
        self._lines: dict[int, list[_Line]] = {}
        self._used: dict[str, list[_Used]] = {}

    def lines(self, node: Node) -> list[_Line]:
        """The linear expressions that the node may be; what is not linear is left out."""
        found = self._lines.get(id(node))
        if found is None:
            found = self._lines[id(node)] = _lines(node, self)
        return found

    def values(self, parameter: Parameter) -> list[_Used]:
        """The parameter with each value that it may have, given what stands."""
        found = self._used.get(parameter.name)
        if found is None:
            days = self.lines(parameter.event) if self.given else []
            one_day = len(days) == 1 and not days[0].slopes
            given = date.fromordinal(int(days[0].constant)) if one_day else None
            found = self._used[parameter.name] = [
                _Used(parameter, value)
                for value in parameter.values
                if given is None or value.may_hold(given, given)
            ]
        return found

    def of_items(self, items: Question) -> _Reading:
        """The reading of one item of a list; its parameters' values are the same."""
        inner = _Reading(self.given, items)
        inner._used = self._used
        return inner


def _lines(node: Node, reading: _Reading) -> list[_Line]:  # noqa: C901, PLR0912  one arm a node
    match node:
        case Constant(value):
            return _constant(value)
        case Parameter():
            return [
                replace(line, used=(use,))
                for use in reading.values(node)
                for line in _constant(use.value.value)
            ]
        case Question(name):
            return _constant(reading.given[name]) if name in reading.given else _slope(node, None)
        case Field(name):
            question = _field(name, reading)
            return [] if question is None else _slope(question, reading.items)
        case Sum(parts):
            return _added([reading.lines(part) for part in parts])
        case Difference(left, right):
            pairs = product(reading.lines(left), reading.lines(right))
            return _few(one.plus(other, -1) for one, other in pairs)
        case Product(left, right):
            pairs = product(reading.lines(left), reading.lines(right))
            return _few(_multiplied(one, other) for one, other in pairs)
        case Least(parts) | Greatest(parts):
            return _few(line for part in parts for line in reading.lines(part))
        case Choose(_, then, otherwise):
            return _few(line for part in (then, otherwise) for line in reading.lines(part))
        case Rounded(value, step, up):
            return _few(_rounded(line, step, up) for line in reading.lines(value))
        case Bare(value):
            return reading.lines(value)
        case DaysBetween(earlier, later):
            pairs = product(reading.lines(later), reading.lines(earlier))
            return _few(one.plus(other, -1) for one, other in pairs)
        case Shift(day, months, days):
            return _few(_shifted(inner, months, days) for inner in reading.lines(day))
        case Total(items, each, most):
            return _total(items, each, most, reading)
        case _:
            return []


def _constant(value: object) -> list[_Line]:
    if isinstance(value, bool | frozenset | str | tuple):
        return []
    if isinstance(value, date):
        return [_Line(Fraction(value.toordinal()))]
    assert isinstance(value, Fraction)  # noqa: S101
    return [_Line(value)]


def _slope(question: Question, items: Question | None) -> list[_Line]:
    if question.kind not in (Kind.NUMBER, Kind.DAY, Kind.ITEMS):
        return []
    return [_Line(Fraction(0), ((_asked(question, items), Fraction(1)),))]


def _field(name: str, reading: _Reading) -> Question | None:
    fields = () if reading.items is None else reading.items.about.fields
    return next((question for question in fields if question.name == name), None)


def _few(lines: Iterable[_Line | None]) -> list[_Line]:
    """The lines that there are, each once; more than anybody writes are cut."""
    return list(dict.fromkeys(line for line in lines if line is not None))[:_MOST_LINES]


def _added(parts: Sequence[list[_Line]]) -> list[_Line]:
    sums = [_Line(Fraction(0))]
    for lines in parts:
        sums = _few(one.plus(other) for one, other in product(sums, lines))
    return sums


def _multiplied(one: _Line, other: _Line) -> _Line | None:
    if not one.slopes:
        return other.times(one)
    return None if other.slopes else one.times(other)


def _rounded(line: _Line, step: Fraction, up: bool) -> _Line:
    if line.slopes:
        return replace(line, step=step, after=Fraction(0))
    whole = -(-line.constant // step) * step if up else (line.constant // step) * step
    return replace(line, constant=whole)


def _shifted(line: _Line, months: int, days: int) -> _Line | None:
    if not months:
        return line.plus(_Line(Fraction(days)))
    if line.slopes:
        return None  # months are no fixed number of days: comparisons solve these themselves
    moved = shift_day(date.fromordinal(int(line.constant)), months, days)
    return replace(line, constant=Fraction(moved.toordinal()))


def _total(items: Question, each: Node, most: int | None, reading: _Reading) -> list[_Line]:
    """How much a list gives where every item gives the same: so much times the number of items."""
    lines = reading.of_items(items).lines(each)
    ones = [line for line in lines if not line.slopes and line.constant]
    given = reading.given.get(items.name)
    if isinstance(given, tuple):
        counted = len(given) if most is None else min(len(given), most)
        return _few(line.times(_Line(Fraction(counted))) for line in ones)
    asked = _asked(items)
    found = [replace(line, constant=Fraction(0), slopes=((asked, line.constant),)) for line in ones]
    full = [] if most is None else _few(line.times(_Line(Fraction(most))) for line in ones)
    return [*found, *full]


# ── Thresholds of a node ──────────────────────────────────────────────────────────────────────

_Crossing = tuple[_Asked, Fraction | date, tuple[_Used, ...]]


def _of_root(
    root: Node, where: str, reference: str, given: Mapping[str, Answer]
) -> Iterator[Threshold]:
    """The thresholds of a condition or an award."""
    readings: dict[tuple[str, str], _Reading] = {}
    for node, items in _walk(root, None):
        yield from _of_dates(node, where)
        if not isinstance(node, Comparison | Least | Greatest | Total):
            continue
        for sought in _sought(node, items, given):
            key = (sought, "" if items is None else items.name)
            if key not in readings:
                stands = {name: answer for name, answer in given.items() if name != sought}
                readings[key] = _Reading(stands, items)
            for asked, value, used in _crossings(node, readings[key]):
                if sought in ("", asked.name):
                    known = _threshold(asked, value, used)
                    yield replace(known, where=where, reference=known.reference or reference)


def _walk(node: Node, items: Question | None) -> Iterator[tuple[Node, Question | None]]:
    """Every node with the list whose items it is read for."""
    yield node, items
    for child in node.children:
        if isinstance(node, Total) and child is node.each:
            yield from _walk(child, node.items)
        else:
            yield from _walk(child, items)


def _sought(node: Node, items: Question | None, given: Mapping[str, Answer]) -> Iterator[str]:
    """The questions that are sought while the others stand as given; "" for all at once."""
    below = dict.fromkeys(part.name for part in walk(node) if isinstance(part, Question))
    stands = any(name in given for name in below)
    if not stands or items is not None:
        yield ""
    if stands:
        yield from below


def _threshold(asked: _Asked, value: Fraction | date, used: tuple[_Used, ...]) -> Threshold:
    """The threshold that some dated values give, wherever it is."""
    events = [use.parameter.event for use in used]
    dates: _Span | None = (None, None)
    if all(event == events[0] for event in events):
        for use in used:
            dates = dates and _overlap(dates, _span(use.value))
    return Threshold(
        question=asked.question,
        value=value,
        unit=asked.question.unit,
        where="",
        reference="; ".join(dict.fromkeys(use.value.reference for use in used)),
        dates=dates or (None, None),
        parameters=tuple(use.parameter.name for use in used),
        items=asked.items,
        weak=any(use.value.confidence is Confidence.LOW for use in used),
    )


def _crossings(node: Node, reading: _Reading) -> Iterator[_Crossing]:
    """The values of single questions at which two sides of the node meet."""
    if isinstance(node, Total):
        if node.most is not None:
            yield _asked(node.items), Fraction(node.most), ()
        return
    parts = [node.left, node.right] if isinstance(node, Comparison) else node.children
    for one, other in combinations(parts, 2):
        if one.kind is Kind.DAY:
            yield from _days_meeting(one, other, reading)
            yield from _days_meeting(other, one, reading)
        for left, right in product(reading.lines(one), reading.lines(other)):
            yield from _meeting(left, right)


def _meeting(left: _Line, right: _Line) -> Iterator[_Crossing]:
    apart = left.plus(right, -1)
    if apart is None or len(apart.slopes) != 1:
        return
    ((asked, slope),) = apart.slopes
    gaps = [Fraction(0)]
    if apart.step is not None:
        # What is rounded turns where the number below it reaches a whole multiple of the step.
        multiple = -apart.after // apart.step * apart.step
        gaps = [multiple + apart.after + turn * apart.step for turn in (-1, 0, 1)]
    for gap in gaps:
        value = (gap - apart.constant) / slope
        if asked.question.kind is not Kind.DAY:
            yield asked, value, apart.used
        elif 1 <= value <= date.max.toordinal():
            yield asked, date.fromordinal(-(-value.numerator // value.denominator)), apart.used


def _days_meeting(moving: Node, other: Node, reading: _Reading) -> Iterator[_Crossing]:
    """Where a day that is moved by months meets a fixed one: the first day at it, the first day after it."""
    if not (isinstance(moving, Shift) and moving.months):
        return
    for line in reading.lines(other):
        if line.slopes:
            continue
        fixed = date.fromordinal(int(line.constant))
        for reached in (fixed, _next(fixed)):
            for asked, value in _unshifted(moving, reached, reading):
                yield asked, value, line.used


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _unshifted(
    node: Node, reached: date, reading: _Reading
) -> Iterator[tuple[_Asked, Fraction | date]]:
    """The first answers with which the node's day is a day or later."""
    match node:
        case Shift(day, months, days):
            guess = shift_day(shift_day(reached, 0, -days), -months, 0)
            first = guess.toordinal() - 4  # a shorter month moves the end by three days at most
            while shift_day(date.fromordinal(first), months, days) < reached:
                first += 1
            yield from _unshifted(day, date.fromordinal(first), reading)
        case Question(name) if name not in reading.given:
            yield _asked(node), reached
        case Field(name):
            question = _field(name, reading)
            if question is not None:
                yield _asked(question, reading.items), reached
        case _:
            return


# ── Dated values ──────────────────────────────────────────────────────────────────────────────


def _of_dates(node: Node, where: str) -> Iterator[Threshold]:
    """The days on which a dated value begins, may begin, ends or may end."""
    parameter = node.options if isinstance(node, Member) else node
    if not isinstance(parameter, Parameter):
        return
    for value in parameter.values:
        ends = [d for d in (value.sure_until, value.possible_until) if d is not None]
        starts = [d for d in (value.possible_from, value.sure_from) if d is not None]
        for day in dict.fromkeys([*starts, *(_next(end) for end in ends)]):
            reading = _Reading({})
            for asked, reached in _event(parameter.event, day, reading):
                yield Threshold(
                    question=asked.question,
                    value=reached,
                    unit=asked.question.unit,
                    where=where,
                    reference=value.reference,
                    dates=(day, None) if day in starts else (None, day - timedelta(days=1)),
                    parameters=(parameter.name,),
                    items=asked.items,
                    weak=value.confidence is Confidence.LOW,
                )


def _event(event: Node, day: date, reading: _Reading) -> Iterator[tuple[_Asked, Fraction | date]]:
    """The first answers with which an event falls on a day or after it."""
    if isinstance(event, Choose):
        for part in (event.then, event.otherwise):
            yield from _event(part, day, reading)
    else:
        yield from _unshifted(event, day, reading)
