"""From a program to the code of the machine.

Code is assembled for what is known of some rows: the questions that every row answers, and whether
every dated value is certain on its day. What is known has one end, not two, and so costs half; with
everything known it is the exact rule. Values that are the same in every row are worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final, Literal, Protocol

from technopole.rules.nodes import Kind, Operator
from technopole.rules.ranges import shift_day
from technopole.rules.readers.columns.machine import (
    INFINITY,
    MISSING,
    MISSING_CODE,
    Do,
)
from technopole.rules.transforms.integers import (
    Added,
    Both,
    Chosen,
    Column,
    Compared,
    Either,
    Fixed,
    Floored,
    Given,
    GivenOfItem,
    Largest,
    Line,
    LookUp,
    Moved,
    Multiplied,
    Negated,
    OneOf,
    OneOfDated,
    Operation,
    Program,
    Ref,
    Scaled,
    Smallest,
    Table,
    Taken,
    Totalled,
    parts_of,
)

__all__ = ["Code", "Input", "Register", "Step", "Tallies", "code_of", "code_of_total", "reached"]

Bank = Literal["numbers", "days", "codes"]

_EXACT_GUESS: Final = 2**50  # the quotient up to which `DIVIDE` is exact


# ── What it is made of ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Register:
    """A place to work in, for numbers or for truths."""

    bank: Bank
    number: int


@dataclass(frozen=True, slots=True)
class Input:
    """A column that comes in: a question's name, or an end of a total."""

    bank: Bank
    name: str


Place = Register | Input
Value = Place | int
"""A place, or a number that is the same in every row; a truth is 0 or 1."""
Ends = tuple[Value, Value]


@dataclass(frozen=True, slots=True)
class Step:
    """One operation, see `machine.Do`."""

    do: Do
    target: Register | None
    a: Place | None = None
    b: Place | int | None = None
    c: Place | None = None
    k: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """Steps, with what they need.

    inputs:    the columns that they read.
    registers: how many of each bank they work in.
    dated:     the tables of values: for each the first days of its segments, and the values.
    runs:      runs of days on which some value is not certain: first, last, first, last.
    moves:     ways of moving days: the first day that is met, then where each day from it on goes.
    """

    steps: tuple[Step, ...]
    inputs: tuple[Input, ...]
    registers: dict[str, int]
    dated: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    runs: tuple[tuple[int, ...], ...]
    moves: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Tallies:
    """Where code counts: places in one array."""

    program: Program

    @property
    def conditions(self) -> int:
        """For each condition how often it surely holds, and can; after no, yes and unknown."""
        return 3

    @property
    def waiting(self) -> int:
        """For each column, then each list: rows that are not a no but wait for its answer."""
        return self.conditions + 2 * len(self.program.conditions)

    @property
    def undated(self) -> int:
        """For each table: rows that are not a no but wait for its value on their day."""
        return self.waiting + len(self.program.columns) + len(self.program.lists)

    @property
    def unbounded(self) -> int:
        """For each award: rows in which it has no high end."""
        return self.undated + len(self.program.tables)

    @property
    def size(self) -> int:
        """How long the array is."""
        return self.unbounded + len(self.program.awards)


def total_input(program: Program, total: Ref, what: str) -> str:
    """The name of what comes in for a total: its `low`, its `high`, whether something is `missing`."""
    return f"{program.scheme}, total {total}, {what}"


def bank_of(column: Column) -> Bank:
    """Where a column's whole numbers are kept."""
    if column.kind is Kind.NUMBER:
        return "numbers"
    return "days" if column.kind is Kind.DAY else "codes"


# ── The code of a scheme, and of a total ──────────────────────────────────────────────────────


def code_of(
    program: Program, incomplete: frozenset[str], judged: tuple[str, ...], *, certain: bool
) -> Code:
    """The code that answers a scheme.

    incomplete: the questions, and the totals by the names of their low ends, that some row leaves open.
    judged:     the judgements that the table has columns for.
    certain:    leave blocks open of which some day has a dated value that is not certain; only
                where nothing is incomplete.
    """
    return _Assembly(program, incomplete, certain=certain).of_scheme(judged)


def code_of_total(program: Program, total: Ref, incomplete: frozenset[str]) -> Code:
    """The code that gives both ends of what a total sums, for each item as a row."""
    return _Assembly(program, incomplete, certain=False).of_total(total)


class _Joined(Protocol):
    def __call__(self, a: Value, b: Value, *, endless: bool) -> Value: ...


class _Assembly:
    """The steps so far; a step that is there already is used again."""

    def __init__(self, program: Program, incomplete: frozenset[str], *, certain: bool) -> None:
        self.program = program
        self.incomplete = incomplete
        self.certain = certain
        self.steps: list[Step] = []
        self.made: dict[Step, Register] = {}
        self.ends: dict[Ref, Ends] = {}
        self.dated: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        self.runs: list[tuple[int, ...]] = []
        self.moves: list[tuple[int, ...]] = []

    def of_scheme(self, judged: tuple[str, ...]) -> Code:
        program, tallies = self.program, Tallies(self.program)
        if self.certain:
            self.leave_uncertain()
        conditions = [self.both(line) for _, line in program.conditions]
        for c, ends in enumerate(conditions):
            for end, value in enumerate(ends):
                self.count(value, tallies.conditions + 2 * c + end)
        surely, maybe = self.both(program.eligible)
        for name in judged:
            agrees = self.truth(Do.IS_NOT_CODE, Input("codes", name), k=0)
            surely, maybe = self.and_(surely, agrees), self.and_(maybe, agrees)
        self.act(Do.ANSWER, self.as_truth(surely), self.as_truth(maybe), k=0)
        given = self.as_truth(maybe)
        amounts = [self.both(line) for _, line in program.awards]
        for a, ((_, line), (low, high)) in enumerate(zip(program.awards, amounts, strict=True)):
            self.act(Do.STORE, self.as_number(low), c=given, k=2 * a)
            if program.lines[line].extent.above and not self.certain:
                place = tallies.unbounded + a
                self.act(Do.STORE_END, self.as_number(high), place, given, k=2 * a + 1)
            elif not self.certain:
                self.act(Do.STORE, self.as_number(high), c=given, k=2 * a + 1)
        if not self.certain:
            self.count_waiting(given, [*conditions, *amounts])
        return self.finished()

    def of_total(self, total: Ref) -> Code:
        does = self.program.lines[total].does
        assert isinstance(does, Totalled)  # noqa: S101
        always = self.as_truth(1)
        for k, value in enumerate(self.both(does.each)):
            self.act(Do.STORE, self.as_number(value), c=always, k=k)
        return self.finished()

    def leave_uncertain(self) -> None:
        """Leave a block open in which a dated value is not certain."""
        sure = Register("codes", -1)
        runs = [(n, _unsure(self.program, n)) for n in range(len(self.program.timelines))]
        runs = [(n, found) for n, found in runs if found and self.of_row(n)]
        if not runs:
            return
        self.steps.append(Step(Do.SAY, sure, k=1))
        for number, found in runs:
            day, _ = self.both(self.program.timelines[number].event)
            self.runs.append(found)
            self.steps.append(Step(Do.CERTAIN, sure, self.as_number(day), k=len(self.runs) - 1))
        self.act(Do.STOP, sure)

    def of_row(self, timeline: int) -> bool:
        """Whether the day of a timeline is one a row, not one an item."""
        return self.program.lines[self.program.timelines[timeline].event].scope is None

    def count(self, truth: Value, place: int) -> None:
        """Count how often a truth holds."""
        if isinstance(truth, int):
            if truth:
                self.act(Do.COUNT_ALL, k=place)
        else:
            self.act(Do.COUNT, truth, k=place)

    def count_waiting(self, maybe: Place, outputs: Sequence[Ends]) -> None:
        """Count what a row that is not a no still waits for, by what its open outputs read."""
        lines = [line for _, line in (*self.program.conditions, *self.program.awards)]
        waits: dict[int, list[Value]] = {}
        for line, ends in zip(lines, outputs, strict=True):
            is_open = self.differ(*ends, truth=self.program.lines[line].kind is Kind.TRUTH)
            if is_open != 0:
                for place, missing in dict.fromkeys(self.may_miss(line)):
                    waits.setdefault(place, []).append(self.and_(is_open, missing))
        for place, found in waits.items():
            self.count(self.and_(self.any_(found), maybe), place)

    def may_miss(self, ref: Ref) -> Iterator[tuple[int, Value]]:
        """For what a line reads: its place in the tallies, and whether it is missing."""
        tallies = Tallies(self.program)
        for below in reached(self.program, ref):
            match self.program.lines[below].does:
                case Given(column) if self.program.columns[column].name in self.incomplete:
                    yield tallies.waiting + column, self.missing(self.program.columns[column])
                case Totalled(items) if total_input(self.program, below, "low") in self.incomplete:
                    missing = Input("codes", total_input(self.program, below, "missing"))
                    yield tallies.waiting + len(self.program.columns) + items, missing
                case LookUp(table) | OneOfDated(_, table):
                    if self.of_row(self.program.tables[table].timeline):
                        low, high = self.looked_up(table)
                        unsure = self.differ(low, high, truth=False)
                        if unsure != 0:
                            yield tallies.undated + table, unsure
                case _:
                    pass

    def missing(self, column: Column) -> Value:
        """Whether a question is not answered."""
        given = Input(bank_of(column), column.name)
        match column.kind:
            case Kind.NUMBER:
                return self.truth(Do.EQUAL_CONSTANT, given, k=MISSING)
            case Kind.DAY:
                return self.truth(Do.NO_DAY, given)
            case _:
                return self.truth(Do.IS_CODE, given, k=MISSING_CODE)

    # ── Steps ─────────────────────────────────────────────────────────────────────────────────

    def number(
        self, do: Do, a: Value | None = None, b: Value | None = None, c: Value | None = None, k: int = 0
    ) -> Register:  # fmt: skip
        """The register of an operation whose target is a number."""
        return self.step("numbers", Step(do, None, _place(a), _place(b), _place(c), k))

    def truth(
        self, do: Do, a: Value | None = None, b: Value | None = None, c: Value | None = None, k: int = 0
    ) -> Register:  # fmt: skip
        """The register of an operation whose target is a truth."""
        return self.step("codes", Step(do, None, _place(a), _place(b), _place(c), k))

    def step(self, bank: Bank, step: Step) -> Register:
        """The register of a step, new or found again."""
        if step not in self.made:
            target = Register(bank, len(self.made))
            self.steps.append(replace(step, target=target))
            self.made[step] = target
        return self.made[step]

    def act(
        self, do: Do, a: Place | None = None, b: Place | int | None = None, c: Place | None = None,
        k: int = 0,
    ) -> None:  # fmt: skip
        """An operation without a target."""
        self.steps.append(Step(do, None, a, b, c, k))

    def as_number(self, value: Value) -> Place:
        return self.number(Do.FILL, k=value) if isinstance(value, int) else value

    def as_truth(self, value: Value) -> Place:
        return self.truth(Do.SAY, k=value) if isinstance(value, int) else value

    # ── Lines ─────────────────────────────────────────────────────────────────────────────────

    def both(self, ref: Ref) -> Ends:
        """Both ends of a line; the same one twice where it is known."""
        if ref not in self.ends:
            line = self.program.lines[ref]
            self.ends[ref] = self.written(ref, line, line.does)
        return self.ends[ref]

    def written(self, ref: Ref, line: Line, does: Operation) -> Ends:  # noqa: C901, PLR0912
        match does:
            case Given(column):
                return self.given(self.program.columns[column])
            case GivenOfItem(items, column):
                return self.given(self.program.lists[items].fields[column])
            case Fixed(value):
                return value, value
            case LookUp(table):
                low, high = self.looked_up(table)
                if line.kind is not Kind.TRUTH:
                    return low, high
                return self.compared(Operator.AT_LEAST, low, 1), self.compared(
                    Operator.AT_LEAST, high, 1
                )
            case Scaled(value, factor):
                return self.on_both(value, lambda end: self.multiplied_by(end, factor))
            case Floored(value, divisor, up):
                extent = self.program.lines[value].extent
                small = extent.low >= 0 and extent.high // divisor < _EXACT_GUESS
                do = Do.DIVIDE_UP if up else Do.DIVIDE if small else Do.DIVIDE_ANY
                return self.on_both(value, lambda end: self.divided(do, end, divisor))
            case Added(parts):
                return self.folded(parts, self.added)
            case Smallest(parts):
                return self.folded(parts, self.lesser)
            case Largest(parts):
                return self.folded(parts, self.greater)
            case Taken(left, right):
                (la, ha), (lb, hb) = self.both(left), self.both(right)
                low = self.added(la, self.negated(hb), endless=line.extent.below)
                return low, self.added(ha, self.negated(lb), endless=line.extent.above)
            case Multiplied(left, right):
                return self.multiplied(line, left, right)
            case Totalled():
                return self.totalled(ref)
            case Compared(operator, left, right):
                return self.compared_ends(operator, self.both(left), self.both(right))
            case OneOf(choice, mask):
                return self.one_of(choice, mask, mask)
            case OneOfDated(choice, table):
                low, high = self.looked_up(table)
                return self.one_of(choice, low, high)
            case Both(parts):
                pairs = [self.both(part) for part in parts]
                return self.all_([low for low, _ in pairs]), self.all_([high for _, high in pairs])
            case Either(parts):
                pairs = [self.both(part) for part in parts]
                return self.any_([low for low, _ in pairs]), self.any_([high for _, high in pairs])
            case Negated(part):
                low, high = self.both(part)
                return self.not_(high), self.not_(low)
            case Chosen(condition, then, otherwise):
                return self.chosen(line, condition, then, otherwise)
            case Moved(day, months, days):
                low, high = self.both(day)
                return self.moved(day, low, months, days), self.moved(day, high, months, days)

    def given(self, column: Column) -> Ends:
        """An answer. A choice is its codes where all are known, else a set of bits."""
        found = Input(bank_of(column), column.name)
        known = column.name not in self.incomplete
        match column.kind:
            case Kind.NUMBER if known:
                return found, found
            case Kind.NUMBER:
                return (
                    self.number(Do.NUMBER_OR, found, k=column.low),
                    self.number(Do.NUMBER_OR, found, k=column.high),
                )
            case Kind.DAY if known:
                return (self.number(Do.DAY, found),) * 2
            case Kind.DAY:
                return (
                    self.number(Do.DAY_OR, found, k=column.low),
                    self.number(Do.DAY_OR, found, k=column.high),
                )
            case Kind.CHOICE if known:
                return found, found
            case Kind.CHOICE:
                return (self.number(Do.OPTIONS, found, k=(2 << column.high) - 1),) * 2
            case _ if known:
                return found, found
            case _:
                return self.truth(Do.IS_CODE, found, k=1), self.truth(Do.IS_NOT_CODE, found, k=0)

    def totalled(self, ref: Ref) -> Ends:
        low = Input("numbers", total_input(self.program, ref, "low"))
        if low.name not in self.incomplete:
            return low, low
        return low, Input("numbers", total_input(self.program, ref, "high"))

    def looked_up(self, table: int) -> Ends:
        """Both ends of a dated value; where it is certain, one value."""
        found = self.program.tables[table]
        starts = self.program.timelines[found.timeline].starts
        first, last = self.both(self.program.timelines[found.timeline].event)
        if self.certain:
            return (self.of_day(first, *_certain_values(found, starts)),) * 2
        lows = _changes(starts, [row.low for row in found.rows])
        highs = _changes(starts, [_high(found, n) for n in range(len(found.rows))])
        if first == last:
            return self.of_day(first, *lows), self.of_day(first, *highs)
        ways = (Do.DATED_LEAST, Do.DATED_MOST)
        if found.kind is Kind.CHOICE:
            ways = (Do.DATED_ALWAYS, Do.DATED_EVER)
        return (
            self.of_days(ways[0], first, last, *lows),
            self.of_days(ways[1], first, last, *highs),
        )

    def of_day(self, day: Value, starts: tuple[int, ...], values: tuple[int, ...]) -> Value:
        if len(values) == 1:
            return values[0]
        if isinstance(day, int):
            return next(v for s, v in reversed(list(zip(starts, values, strict=True))) if s <= day)
        return self.number(Do.DATED, day, k=self.table(starts, values))

    def of_days(
        self, do: Do, first: Value, last: Value, starts: tuple[int, ...], values: tuple[int, ...]
    ) -> Value:
        if len(values) == 1:
            return values[0]
        table = self.table(starts, values)
        return self.number(do, self.as_number(first), self.as_number(last), k=table)

    def table(self, starts: tuple[int, ...], values: tuple[int, ...]) -> int:
        if (starts, values) not in self.dated:
            self.dated.append((starts, values))
        return self.dated.index((starts, values))

    # ── Numbers ───────────────────────────────────────────────────────────────────────────────

    def endless(self, ref: Ref) -> bool:
        """Whether an end of a line may be infinite."""
        extent = self.program.lines[ref].extent
        return not self.certain and (extent.below or extent.above)

    def on_both(self, ref: Ref, written: Callable[[Value], Value]) -> Ends:
        """An operation that keeps order, on both ends; an infinite end stays so."""
        low, high = self.both(ref)
        results = []
        for end in (low, high):
            result = written(end)
            if self.endless(ref) and isinstance(end, int) and abs(end) >= INFINITY:
                result = end
            elif self.endless(ref) and not isinstance(end, int):
                result = self.number(Do.UNLESS_ENDLESS, end, self.as_number(result))
            results.append(result)
        return results[0], results[1]

    def multiplied_by(self, value: Value, factor: int) -> Value:
        if factor == 1:
            return value
        if isinstance(value, int):
            return value * factor
        return self.number(Do.MULTIPLY_CONSTANT, value, k=factor)

    def divided(self, do: Do, value: Value, divisor: int) -> Value:
        if isinstance(value, int):
            return -(-value // divisor) if do is Do.DIVIDE_UP else value // divisor
        return self.number(do, value, k=divisor)

    def folded(self, parts: Sequence[Ref], joined: _Joined) -> Ends:
        """The parts joined two at a time, at each end."""
        (low, high), *rest = [self.both(part) for part in parts]
        endless = any(self.endless(part) for part in parts)
        for other_low, other_high in rest:
            low = joined(low, other_low, endless=endless)
            high = joined(high, other_high, endless=endless)
        return low, high

    def added(self, a: Value, b: Value, *, endless: bool) -> Value:
        if isinstance(a, int):
            a, b = b, a
        if isinstance(a, int):
            ends = [end for end in (a, b) if isinstance(end, int) and abs(end) >= INFINITY]
            return ends[0] if ends else a + b  # type: ignore[operator]
        if isinstance(b, int):
            if abs(b) >= INFINITY:
                return b
            total = a if b == 0 else self.number(Do.ADD_CONSTANT, a, k=b)
            return self.number(Do.UNLESS_ENDLESS, a, total) if endless and b else total
        first, second = sorted((a, b), key=str)
        total = self.number(Do.ADD, first, second)
        if endless:
            total = self.number(Do.UNLESS_ENDLESS, first, total)
            total = self.number(Do.UNLESS_ENDLESS, second, total)
        return total

    def negated(self, value: Value) -> Value:
        return -value if isinstance(value, int) else self.number(Do.NEGATE, value)

    def lesser(self, a: Value, b: Value, *, endless: bool = False) -> Value:
        del endless  # infinity is larger than all others
        return self.extreme(a, b, Do.LEAST, Do.LEAST_CONSTANT, min)

    def greater(self, a: Value, b: Value, *, endless: bool = False) -> Value:
        del endless
        return self.extreme(a, b, Do.GREATEST, Do.GREATEST_CONSTANT, max)

    def extreme(
        self, a: Value, b: Value, do: Do, do_constant: Do, of_both: Callable[[int, int], int]
    ) -> Value:
        if a == b:
            return a
        if isinstance(a, int) and isinstance(b, int):
            return of_both(a, b)
        if isinstance(a, int):
            return self.number(do_constant, b, k=a)
        if isinstance(b, int):
            return self.number(do_constant, a, k=b)
        first, second = sorted((a, b), key=str)
        return self.number(do, first, second)

    def multiplied(self, line: Line, left: Ref, right: Ref) -> Ends:
        (la, ha), (lb, hb) = self.both(left), self.both(right)
        a, b = self.program.lines[left].extent, self.program.lines[right].extent
        endless = not self.certain and (line.extent.below or line.extent.above)
        if a.low >= 0 and b.low >= 0 and not (a.below or b.below):
            return self.product(la, lb, endless=False), self.product(ha, hb, endless=endless)
        corners = [self.product(x, y, endless=endless) for x in (la, ha) for y in (lb, hb)]
        low, high = corners[0], corners[0]
        for corner in corners[1:]:
            low, high = self.lesser(low, corner), self.greater(high, corner)
        return low, high

    def product(self, a: Value, b: Value, *, endless: bool) -> Value:
        if isinstance(a, int):
            a, b = b, a
        if isinstance(a, int) and isinstance(b, int):
            return _corner(a, b)
        if isinstance(b, int) and not endless:
            return 0 if b == 0 else self.multiplied_by(a, b)
        first, second = sorted((self.as_number(a), self.as_number(b)), key=str)
        return self.number(Do.MULTIPLY_ENDS if endless else Do.MULTIPLY, first, second)

    def moved(self, ref: Ref, day: Value, months: int, days: int) -> Value:
        if isinstance(day, int):
            return shift_day(date.fromordinal(day), months, days).toordinal()
        if months == 0:
            return self.number(Do.CLAMP, day, k=days)
        extent = self.program.lines[ref].extent
        table = _moves(extent.low, extent.high, months, days)
        if table not in self.moves:
            self.moves.append(table)
        return self.number(Do.MOVE, day, k=self.moves.index(table))

    # ── Truths ────────────────────────────────────────────────────────────────────────────────

    def compared_ends(self, operator: Operator, left: Ends, right: Ends) -> Ends:
        """Whether a comparison surely holds, and whether it can."""
        (la, ha), (lb, hb) = left, right
        match operator:
            case Operator.BELOW | Operator.AT_MOST:
                return self.compared(operator, ha, lb), self.compared(operator, la, hb)
            case Operator.ABOVE | Operator.AT_LEAST:
                return self.compared(operator, la, hb), self.compared(operator, ha, lb)
            case Operator.EQUAL:
                equal, at_most = Operator.EQUAL, Operator.AT_MOST
                if la == ha and lb == hb:
                    return (self.compared(equal, la, lb),) * 2
                alone = [self.compared(equal, x, y) for x, y in ((la, ha), (lb, hb), (la, lb))]
                meet = [self.compared(at_most, lb, ha), self.compared(at_most, la, hb)]
                return self.all_(alone), self.all_(meet)

    def compared(self, operator: Operator, a: Value, b: Value) -> Value:
        if isinstance(a, int) and isinstance(b, int):
            return int(_holds(operator, a, b))
        if a == b:
            return int(operator in {Operator.AT_MOST, Operator.EQUAL, Operator.AT_LEAST})
        if isinstance(a, int):
            return self.truth(_WITH_CONSTANT[_TURNED[operator]], b, k=a)
        if isinstance(b, int):
            return self.truth(_WITH_CONSTANT[operator], a, k=b)
        if operator in {Operator.ABOVE, Operator.AT_LEAST}:
            operator, a, b = _TURNED[operator], b, a
        return self.truth(_BETWEEN[operator], a, b)

    def one_of(self, choice: Ref, surely: Value, maybe: Value) -> Ends:
        """Whether a choice is among the options surely meant, and among those possibly meant."""
        code, _ = self.both(choice)
        if not isinstance(code, Input):  # a set of bits
            return self.only(choice, code, surely), self.meets(code, maybe)
        return self.has(code, surely), self.has(code, maybe)

    def has(self, code: Place, options: Value) -> Value:
        if isinstance(options, int):
            return self.truth(Do.ONE_OF, code, k=options)
        return self.truth(Do.ONE_OF_DATED, code, options)

    def meets(self, bits: Value, options: Value) -> Value:
        if isinstance(options, int):
            return self.truth(Do.SOME_OF, bits, k=options)
        return self.truth(Do.SOME_OF_DATED, bits, options)

    def only(self, choice: Ref, bits: Value, options: Value) -> Value:
        everything = (2 << self.program.lines[choice].extent.high) - 1
        if isinstance(options, int):
            return self.not_(self.truth(Do.SOME_OF, bits, k=everything & ~options))
        return self.truth(Do.ONLY_DATED, bits, options)

    def chosen(self, line: Line, condition: Ref, then: Ref, otherwise: Ref) -> Ends:
        surely, maybe = self.both(condition)
        (la, ha), (lb, hb) = self.both(then), self.both(otherwise)
        if surely == maybe:
            return self.pick(line, surely, la, lb), self.pick(line, surely, ha, hb)
        if line.kind is Kind.TRUTH:
            low, high = self.and_(la, lb), self.any_([ha, hb])
        else:
            low, high = self.lesser(la, lb), self.greater(ha, hb)
        return (
            self.pick(line, surely, la, self.pick(line, maybe, low, lb)),
            self.pick(line, surely, ha, self.pick(line, maybe, high, hb)),
        )

    def pick(self, line: Line, condition: Value, a: Value, b: Value) -> Value:
        if isinstance(condition, int):
            return a if condition else b
        if a == b:
            return a
        if line.kind is not Kind.TRUTH:
            return self.number(Do.PICK, self.as_number(a), self.as_number(b), condition)
        return self.truth(Do.PICK_TRUTH, self.as_truth(a), self.as_truth(b), condition)

    def and_(self, a: Value, b: Value) -> Value:
        if 0 in (a, b):
            return 0
        if b in {a, 1}:
            return a
        one, other = sorted((a, b), key=str)
        return b if a == 1 else self.truth(Do.BOTH, one, other)

    def or_(self, a: Value, b: Value) -> Value:
        if 1 in (a, b):
            return 1
        if b in {a, 0}:
            return a
        one, other = sorted((a, b), key=str)
        return b if a == 0 else self.truth(Do.EITHER, one, other)

    def all_(self, parts: Iterable[Value]) -> Value:
        found: Value = 1
        for part in parts:
            found = self.and_(found, part)
        return found

    def any_(self, parts: Iterable[Value]) -> Value:
        found: Value = 0
        for part in parts:
            found = self.or_(found, part)
        return found

    def not_(self, value: Value) -> Value:
        return 1 - value if isinstance(value, int) else self.truth(Do.NOT, value)

    def differ(self, low: Value, high: Value, *, truth: bool) -> Value:
        """Whether two ends differ."""
        if low == high:
            return 0
        if not truth:
            return self.not_(self.compared(Operator.EQUAL, low, high))
        if isinstance(low, int) or isinstance(high, int):
            known, other = (low, high) if isinstance(low, int) else (high, low)
            return self.not_(other) if known else other
        return self.truth(Do.DIFFER, low, high)

    # ── The end ───────────────────────────────────────────────────────────────────────────────

    def finished(self) -> Code:
        """What is not needed left out, and registers used again once they are free."""
        wanted: set[Register] = set()
        kept: list[Step] = []
        for step in reversed(self.steps):
            effect = step.target is None or step.do is Do.CERTAIN or step.target.number < 0
            if effect or step.target in wanted:
                kept.append(step)
                wanted.update(p for p in (step.a, step.b, step.c) if isinstance(p, Register))
        kept.reverse()
        steps, registers = _placed(kept)
        inputs = dict.fromkeys(
            place for s in steps for place in (s.a, s.b, s.c) if isinstance(place, Input)
        )
        return Code(
            tuple(steps), tuple(inputs), registers, tuple(self.dated), tuple(self.runs),
            tuple(self.moves),
        )  # fmt: skip


def _place(value: Value | None) -> Place | None:
    assert not isinstance(value, int)  # noqa: S101  what is the same in every row is worked out before
    return value


_TURNED: Final = {
    Operator.BELOW: Operator.ABOVE, Operator.AT_MOST: Operator.AT_LEAST, Operator.EQUAL: Operator.EQUAL,
    Operator.AT_LEAST: Operator.AT_MOST, Operator.ABOVE: Operator.BELOW,
}  # fmt: skip
_WITH_CONSTANT: Final = {
    Operator.BELOW: Do.BELOW_CONSTANT, Operator.AT_MOST: Do.AT_MOST_CONSTANT,
    Operator.EQUAL: Do.EQUAL_CONSTANT, Operator.AT_LEAST: Do.AT_LEAST_CONSTANT,
    Operator.ABOVE: Do.ABOVE_CONSTANT,
}  # fmt: skip
_BETWEEN: Final = {
    Operator.BELOW: Do.BELOW, Operator.AT_MOST: Do.AT_MOST, Operator.EQUAL: Do.EQUAL,
}  # fmt: skip


def _holds(operator: Operator, a: int, b: int) -> bool:
    match operator:
        case Operator.BELOW:
            return a < b
        case Operator.AT_MOST:
            return a <= b
        case Operator.EQUAL:
            return a == b
        case Operator.AT_LEAST:
            return a >= b
        case Operator.ABOVE:
            return a > b


def _corner(a: int, b: int) -> int:
    if a == 0 or b == 0:
        return 0
    if abs(a) >= INFINITY or abs(b) >= INFINITY:
        return INFINITY if (a > 0) == (b > 0) else -INFINITY
    return a * b


def reached(program: Program, ref: Ref) -> Iterator[Ref]:
    """A line and all that it reads, the days of its look-ups included."""
    does = program.lines[ref].does
    yield ref
    for part in parts_of(does):
        yield from reached(program, part)
    if isinstance(does, LookUp | OneOfDated):
        yield from reached(program, program.timelines[program.tables[does.table].timeline].event)


# ── Dated values ──────────────────────────────────────────────────────────────────────────────


def _high(table: Table, row: int) -> int:
    unbounded = table.rows[row].open and table.kind is Kind.NUMBER
    return INFINITY if unbounded else table.rows[row].high


def _changes(
    starts: Sequence[int], values: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The days on which another value begins, and the values."""
    changed = [n for n, value in enumerate(values) if n == 0 or value != values[n - 1]]
    return tuple(starts[n] for n in changed), tuple(values[n] for n in changed)


def _certain_values(table: Table, starts: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The same, where days on which none is certain do not matter."""
    certain = [(s, row.low) for s, row in zip(starts, table.rows, strict=True) if row.certain]
    if not certain:
        return (1,), (1,)  # the first day there is, where it is a day
    days, values = _changes([s for s, _ in certain], [v for _, v in certain])
    return (1, *days[1:]), values


def _unsure(program: Program, timeline: int) -> tuple[int, ...]:
    """The runs of days on which some value of a timeline is not certain: first, last, first, last."""
    starts = program.timelines[timeline].starts
    tables = [table for table in program.tables if table.timeline == timeline]
    runs: list[int] = []
    for n, start in enumerate(starts):
        if all(table.rows[n].certain for table in tables):
            continue
        last = starts[n + 1] - 1 if n + 1 < len(starts) else date.max.toordinal()
        if runs and runs[-1] == start - 1:
            runs[-1] = last
        else:
            runs += [start, last]
    return tuple(runs)


@lru_cache(maxsize=64)
def _moves(first: int, last: int, months: int, days: int) -> tuple[int, ...]:
    """The first day that is met, then where each day from it to the last one goes."""
    moved = (shift_day(date.fromordinal(day), months, days) for day in range(first, last + 1))
    return (first, *(day.toordinal() for day in moved))


# ── Registers ─────────────────────────────────────────────────────────────────────────────────


def _placed(steps: Sequence[Step]) -> tuple[list[Step], dict[str, int]]:
    """The steps with as few registers as they need; a target is never also an operand.

    Register 0 of truths stays with what says whether a block is certain.
    """
    last_use: dict[Register, int] = {}
    for n, step in enumerate(steps):
        for place in (step.a, step.b, step.c):
            if isinstance(place, Register):
                last_use[place] = n
    free: dict[str, list[int]] = {"numbers": [], "codes": []}
    count = {"numbers": 0, "codes": 1}
    placed: dict[Register, Register] = {}
    result = []

    def find(place: Place | int | None) -> Place | int | None:
        if isinstance(place, Register):
            return Register("codes", 0) if place.number < 0 else placed[place]
        return place

    for n, step in enumerate(steps):
        target = step.target
        if target is not None and target.number >= 0:
            if free[target.bank]:
                number = free[target.bank].pop()
            else:
                number = count[target.bank]
                count[target.bank] += 1
            placed[target] = Register(target.bank, number)
        a, b, c = find(step.a), find(step.b), find(step.c)
        kept = find(target)
        assert not isinstance(a, int)  # noqa: S101
        assert not isinstance(c, int)  # noqa: S101
        assert kept is None or isinstance(kept, Register)  # noqa: S101
        result.append(Step(step.do, kept, a, b, c, step.k))
        for place in {step.a, step.b, step.c}:
            if isinstance(place, Register) and place.number >= 0 and last_use[place] == n:
                free[place.bank].append(placed[place].number)
    return result, count
