"""A scheme in whole numbers only: what the quick readers, columns and SQL, compute with.

`lowered(scheme)` gives a `Program`: a list of lines, each computed from earlier ones by one of some
twenty operations. Every line holds a whole number:

    a number   `whole / scale`: an amount of money in cents has the scale 100; a third of it keeps
               exact with the scale 300
    a truth    0 or 1
    a day      its ordinal, as `date.toordinal` counts
    a choice   the place of the option in its question's `options`, from 0

Each line carries its extent: the bounds that follow from the questions' declared domains, from the
dated values and from every step in between, so that whoever computes in 64 bits knows beforehand
that nothing overflows (`check_width`). Comparisons and sums come with both sides on one scale.

A range reader computes two whole numbers a line, `low` and `high`, and `low` may be minus, `high`
plus infinity where the extent says so (a dated value that nobody knows is zero or more). For truths
low is 1 where it surely holds and high is 1 where it can. For a choice it keeps the set of options
that are possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from math import gcd, inf, lcm
from typing import Final

from technopole.rules.language import Scheme
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
from technopole.rules.parameters import DatedValue, candidates
from technopole.rules.ranges import shift_day

__all__ = [
    "Added", "Both", "Chosen", "Column", "Compared", "Dated", "Either", "Extent", "Fixed", "Floored",
    "Given", "GivenOfItem", "ItemList", "Largest", "Line", "LookUp", "Moved", "Multiplied", "Negated",
    "OneOf", "OneOfDated", "Operation", "Program", "Ref", "Scaled", "Smallest", "Table", "Taken",
    "Timeline", "TooWide", "Totalled", "check_width", "column_of", "lowered", "lowered_tests",
]  # fmt: skip

Ref = int
"""A line of a program, by its place in `Program.lines`."""

_HEADROOM: Final = (1000, 100, 10, 1)
_MONEY: Final = frozenset({"HKD", "RMB", "USD", "EUR"})
_SHARES: Final = frozenset({"times", "percent"})
_FIRST: Final = date(1990, 1, 1)  # an unknown day lies between these two
_LAST: Final = date(2099, 12, 31)
_WIDEST: Final = 2**62  # the rest of 64 bits stands for infinity in the readers that need one


class TooWide(ValueError):
    """A line of a program may leave the whole numbers that a machine word holds."""


# ── What is given ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Column:
    """A question as whole numbers.

    scale:     how many of the whole numbers make one of a number's unit, such as 100 cents; else 1.
    low, high: the least and the largest that may be answered.
    step:      the distance between two neighbouring answers.
    options:   the options of a choice, in the order of their codes; else empty.
    today:     whether the day of asking stands for a missing answer.
    """

    name: str
    kind: Kind
    scale: int
    low: int
    high: int
    step: int = 1
    options: tuple[str, ...] = ()
    today: bool = False


@dataclass(frozen=True, slots=True)
class ItemList:
    """A question for a list: its fields as columns, and how many items it takes."""

    name: str
    most: int
    fields: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """What a dated value is in one segment of its timeline.

    low, high: a number, day or truth: the least and the largest candidate;
               a list of options: the bits of the options surely in it, and of those possibly in it.
    open:      whether any other value may have been in force. Low and high are then, for a number 0
               and (beyond what is known) unbounded, for a day the first and last that there are,
               for a truth 0 and 1, for a list no option and all.
    certain:   whether there is one candidate only, and not open.
    """

    low: int
    high: int
    open: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days on which any dated value of one event changes.

    event:  the line of the day that selects.
    starts: the ordinal of the first day of each segment, rising; the first is 1, the first day there is.
    """

    event: Ref
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A dated value: one row for each segment of its timeline.

    parameter:   the parameter's name in the scheme.
    timeline:    the place of its timeline in `Program.timelines`.
    options:     what the bits of a list stand for, from the lowest on; empty for other kinds.
    may_be_open: whether a row is open, or may become so when the scheme is amended.
    """

    parameter: str
    kind: Kind
    scale: int
    timeline: int
    rows: tuple[Dated, ...]
    may_be_open: bool
    options: tuple[str, ...] = ()


# ── What is done ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Given:
    """The answer of a column: `Program.columns[column]`."""

    column: int


@dataclass(frozen=True, slots=True)
class GivenOfItem:
    """The answer of a field of the item that a `Totalled` looks at."""

    items: int
    column: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """A whole number that stands in the rule itself."""

    value: int


@dataclass(frozen=True, slots=True)
class LookUp:
    """A dated number, day or truth: `Program.tables[table]` on the day of its timeline's event.

    Over a run of days it is between the least low and the largest high of the segments that it meets.
    """

    table: int


@dataclass(frozen=True, slots=True)
class Scaled:
    """A number times a whole constant above zero: it changes the scale, or multiplies."""

    value: Ref
    factor: int


@dataclass(frozen=True, slots=True)
class Added:
    """The parts, all of one scale, added up."""

    parts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """The right taken from the left, both of one scale or both days (a number of days then)."""

    left: Ref
    right: Ref


@dataclass(frozen=True, slots=True)
class Multiplied:
    """The product; scales multiply too. An unbounded end times zero is zero."""

    left: Ref
    right: Ref


@dataclass(frozen=True, slots=True)
class Smallest:
    """The smallest part."""

    parts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest part."""

    parts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Floored:
    """The number divided by a whole constant above zero, down to a whole number (or up), also below zero."""

    value: Ref
    divisor: int
    up: bool = False


@dataclass(frozen=True, slots=True)
class Totalled:
    """A line summed over the items of a list; the first `most` only, if given.

    each:  a line; with everything of the scope `items` that it needs it is computed once an item.
    limit: how many items there may be when the list is not answered; then, with the line's range for
           an unknown item, the least is `min(0, low × limit)` and the largest `max(0, high × limit)`.
    """

    items: int
    each: Ref
    most: int | None
    limit: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Whether two numbers of one scale, or two days, stand so to each other."""

    operator: Operator
    left: Ref
    right: Ref


@dataclass(frozen=True, slots=True)
class OneOf:
    """Whether a choice is one of some options: bit `code` of `mask` is set."""

    choice: Ref
    mask: int


@dataclass(frozen=True, slots=True)
class OneOfDated:
    """Whether a choice is one of a dated list of options, `Program.tables[table]`.

    On one day it surely is where `low` has its bit, and can be where `high` has. Over a run of days
    the sure bits are those of every segment together, the possible ones those of any.
    """

    choice: Ref
    table: int


@dataclass(frozen=True, slots=True)
class Both:
    """Whether every part holds."""

    parts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Whether some part holds."""

    parts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """Whether the part does not hold."""

    part: Ref


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of two numbers of one scale, two days or two truths, by a condition.

    Where the condition is open, from the lesser of both lows to the larger of both highs.
    """

    condition: Ref
    then: Ref
    otherwise: Ref


@dataclass(frozen=True, slots=True)
class Moved:
    """A day moved by months and days; the last day of a shorter month stands for a missing one."""

    day: Ref
    months: int
    days: int


Operation = (
    Given | GivenOfItem | Fixed | LookUp | Scaled | Added | Taken | Multiplied | Smallest | Largest
    | Floored | Totalled | Compared | OneOf | OneOfDated | Both | Either | Negated | Chosen | Moved
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extent:
    """What a line's whole number can be, at least and at most, wherever it is known.

    below, above: whether, when something is missing, it may be unbounded that way.
    """

    low: int
    high: int
    below: bool = False
    above: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One step of a program.

    scale: how many of its whole numbers make one of a number's unit; 1 for other kinds.
    scope: the list over whose items it is computed, as a place in `Program.lists`; None for once a case.
    says:  what it is, in short, for messages and comments.
    """

    does: Operation
    kind: Kind
    scale: int
    extent: Extent
    scope: int | None
    says: str


@dataclass(frozen=True, slots=True)
class Program:
    """A scheme in whole numbers; lines come after those that they need.

    conditions: name and line of each condition, a truth.
    eligible:   the line of all conditions together.
    awards:     name and line of each award: zero or more, in hundredths of its unit (cents of money),
                rounded down. What is given if the case is eligible.
    judgements: the questions that only a person answers; where one is answered no, the case is refused.
    """

    scheme: str
    code: str
    columns: tuple[Column, ...]
    lists: tuple[ItemList, ...]
    timelines: tuple[Timeline, ...]
    tables: tuple[Table, ...]
    lines: tuple[Line, ...]
    conditions: tuple[tuple[str, Ref], ...]
    eligible: Ref
    awards: tuple[tuple[str, Ref], ...]
    judgements: tuple[str, ...]

    @property
    def widest(self) -> Line:
        """The line whose whole numbers reach furthest."""
        return max(self.lines, key=lambda line: max(-line.extent.low, line.extent.high))


def check_width(program: Program, most: int = _WIDEST) -> None:
    """Raises TooWide when a line may reach beyond `most`: then no machine word computes it."""
    for line in program.lines:
        if max(-line.extent.low, line.extent.high) >= most:
            raise TooWide(
                f"{program.scheme}: “{line.says}” may be anything from {line.extent.low} to "
                f"{line.extent.high} in units of 1/{line.scale}, which leaves 64 bits. "
                "Bound its questions closer with `most`, or give its shares smaller denominators."
            )


def lowered(scheme: Scheme, *, like: Program | None = None) -> Program:
    """The program of a scheme's conditions and awards.

    Shares also keep to hundredths and thousandths where there is room, so that other values on
    these steps make a program of the same shape. With `like` the scales and the openness of that
    program are kept wherever the values allow: an amended scheme then differs from its original in
    the rows of its tables alone.
    """
    for headroom in _HEADROOM:
        program = _Lowering(scheme.entity, scheme.code, headroom, like).of_scheme(scheme)
        widest = program.widest.extent
        if max(-widest.low, widest.high) < _WIDEST:
            return program
    return program


def lowered_tests(name: str, tests: Sequence[tuple[str, Node]]) -> Program:
    """The program of some tests without awards, such as what any honest set of answers fulfils."""
    lowering = _Lowering(name, name, 1, None)
    return lowering.finished(tuple((test, lowering.of(node)) for test, node in tests), (), ())


# ── How it is made ────────────────────────────────────────────────────────────────────────────


@dataclass
class _Lowering:
    """The lines so far; a line that is there already is used again."""

    scheme: str
    code: str
    headroom: int
    like: Program | None
    columns: dict[str, Column] = field(default_factory=dict)
    lists: dict[str, ItemList] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    events: list[Ref] = field(default_factory=list)
    dated: list[tuple[Parameter, tuple[str, ...], Table]] = field(default_factory=list)
    known: dict[tuple[Operation, int, Kind], Ref] = field(default_factory=dict)
    looking_at: Question | None = None

    def of_scheme(self, scheme: Scheme) -> Program:
        conditions = tuple((c.name, self.of(c.test)) for c in scheme.conditions)
        awards = tuple((a.name, self.award(a.value)) for a in scheme.awards)
        judgements = tuple(judgement.question.name for judgement in scheme.judgements)
        return self.finished(conditions, awards, judgements)

    def finished(
        self,
        conditions: tuple[tuple[str, Ref], ...],
        awards: tuple[tuple[str, Ref], ...],
        judgements: tuple[str, ...],
    ) -> Program:
        eligible = self.joined(Both, tuple(line for _, line in conditions), "all conditions")
        timelines = tuple(
            Timeline(event, _starts(p for p, _, table in self.dated if table.timeline == number))
            for number, event in enumerate(self.events)
        )
        tables = tuple(
            replace(table, rows=_rows(parameter, options, table.scale, timelines[table.timeline]))
            for parameter, options, table in self.dated
        )
        return Program(
            scheme=self.scheme, code=self.code, columns=tuple(self.columns.values()),
            lists=tuple(self.lists.values()), timelines=timelines, tables=tables,
            lines=tuple(self.lines), conditions=conditions, eligible=eligible, awards=awards,
            judgements=judgements,
        )  # fmt: skip

    def award(self, value: Node) -> Ref:
        """Never below zero, in hundredths of its unit, rounded down."""
        line = self.of(value)
        found = self.lines[line]
        if found.extent.low < 0 or found.extent.below:
            nothing = self.line(Fixed(0), Kind.NUMBER, found.scale, "0")
            says = f"{found.says}, not below 0"
            line = self.line(Largest((nothing, line)), Kind.NUMBER, found.scale, says)
        return self.floored(line, Fraction(1, 100), f"{found.says}, in hundredths", up=False)

    # ── One node ──────────────────────────────────────────────────────────────────────────────

    def of(self, node: Node) -> Ref:  # noqa: C901, PLR0912  one arm a node
        """The line of a node."""
        says = named(node)
        match node:
            case Constant(value):
                return self.constant(value, says)
            case Question() | Field():
                return self.given(node)
            case Parameter():
                return self.looked_up(node)
            case Sum(parts):
                return self.level(Added, parts, says)
            case Least(parts):
                return self.level(Smallest, parts, says)
            case Greatest(parts):
                return self.level(Largest, parts, says)
            case Difference(left, right):
                one, other = self.on_one_scale((left, right))
                return self.line(Taken(one, other), Kind.NUMBER, self.lines[one].scale, says)
            case DaysBetween(earlier, later):
                start, end = self.of(earlier), self.of(later)
                return self.line(Taken(end, start), Kind.NUMBER, 1, says)
            case Product(left, right):
                return self.product(left, right, says)
            case Rounded(value, step, up):
                whole = self.floored(self.of(value), step, says, up=up)
                return self.scaled(whole, step.numerator, step.denominator, says)
            case Bare(value):
                return self.of(value)
            case Total():
                return self.total(node, says)
            case Comparison(operator, left, right):
                one, other = (
                    self.on_one_scale((left, right))
                    if left.kind is Kind.NUMBER
                    else (self.of(left), self.of(right))
                )
                return self.line(Compared(operator, one, other), Kind.TRUTH, 1, says)
            case Member(choice, options):
                return self.member(choice, options, says)
            case All(parts):
                return self.joined(Both, tuple(self.of(part) for part in parts), says)
            case AnyOf(parts):
                return self.joined(Either, tuple(self.of(part) for part in parts), says)
            case Not(part):
                return self.line(Negated(self.of(part)), Kind.TRUTH, 1, says)
            case Choose(condition, then, otherwise):
                test = self.of(condition)
                one, other = (
                    self.on_one_scale((then, otherwise))
                    if then.kind is Kind.NUMBER
                    else (self.of(then), self.of(otherwise))
                )
                return self.line(Chosen(test, one, other), then.kind, self.lines[one].scale, says)
            case Shift(day, months, days):
                return self.line(Moved(self.of(day), months, days), Kind.DAY, 1, says)
            case _:
                raise TypeError(f"{type(node).__name__} has no whole numbers: teach lowering it.")

    def constant(self, value: Fraction | bool | date, says: str) -> Ref:
        if isinstance(value, bool):
            return self.line(Fixed(int(value)), Kind.TRUTH, 1, says)
        if isinstance(value, date):
            return self.line(Fixed(value.toordinal()), Kind.DAY, 1, says)
        return self.line(Fixed(value.numerator), Kind.NUMBER, value.denominator, says)

    def given(self, node: Question | Field) -> Ref:
        if isinstance(node, Question):
            column = self.columns.setdefault(node.name, column_of(node))
            place = list(self.columns).index(node.name)
            return self.line(Given(place), node.kind, column.scale, node.name)
        listed = self.looking_at
        if listed is None:
            raise TypeError(f"{node} stands outside of a total over items.")
        items = list(self.lists).index(listed.name)
        fields = self.lists[listed.name].fields
        names = [one.name for one in fields]
        if node.name not in names:
            raise TypeError(f"{node}: the items of {listed.name} have no such field.")
        place = names.index(node.name)
        return self.line(GivenOfItem(items, place), node.kind, fields[place].scale, str(node))

    def level(
        self, operation: Callable[[tuple[Ref, ...]], Operation], parts: Sequence[Node], says: str
    ) -> Ref:
        """An operation on parts of one scale."""
        lines = self.on_one_scale(parts)
        if len(lines) == 1:
            return lines[0]
        return self.line(operation(lines), Kind.NUMBER, self.lines[lines[0]].scale, says)

    def on_one_scale(self, parts: Sequence[Node]) -> tuple[Ref, ...]:
        """The lines of some numbers, brought to their common scale."""
        lines = [self.of(part) for part in parts]
        common = lcm(*(self.lines[line].scale for line in lines))
        return tuple(
            self.scaled(line, common // self.lines[line].scale, common, self.lines[line].says)
            for line in lines
        )

    def scaled(self, line: Ref, factor: int, scale: int, says: str) -> Ref:
        """A line times a whole number above zero, on a scale of its own."""
        found = self.lines[line]
        if factor == 1 and found.scale == scale:
            return line
        if isinstance(found.does, Fixed):
            return self.line(Fixed(found.does.value * factor), Kind.NUMBER, scale, says)
        if isinstance(found.does, Scaled):
            return self.scaled(found.does.value, found.does.factor * factor, scale, says)
        return self.line(Scaled(line, factor), Kind.NUMBER, scale, says)

    def product(self, left: Node, right: Node, says: str) -> Ref:
        one, other = self.of(left), self.of(right)
        for line, by in ((one, self.lines[other]), (other, self.lines[one])):
            if isinstance(by.does, Fixed) and by.does.value > 0:
                scale = self.lines[line].scale
                common = gcd(by.does.value, scale)
                return self.scaled(line, by.does.value // common, scale // common * by.scale, says)
        scale = self.lines[one].scale * self.lines[other].scale
        return self.line(Multiplied(one, other), Kind.NUMBER, scale, says)

    def floored(self, line: Ref, step: Fraction, says: str, *, up: bool) -> Ref:
        """How many whole steps are in a number; the scale is that of the steps, kept by the caller."""
        ratio = Fraction(step.denominator, self.lines[line].scale * step.numerator)
        scaled = self.scaled(line, ratio.numerator, self.lines[line].scale * ratio.numerator, says)
        scale = 100 if step == Fraction(1, 100) else 1
        if ratio.denominator == 1:
            return self.scaled(scaled, 1, scale, says)
        return self.line(Floored(scaled, ratio.denominator, up), Kind.NUMBER, scale, says)

    def total(self, node: Total, says: str) -> Ref:
        about = node.items.about
        if any(one.kind is Kind.ITEMS for one in about.fields):
            raise TypeError(
                f"{node.items.name} has a list within its items; a total reads one list."
            )
        assert isinstance(about.high, Fraction)  # noqa: S101  a list has its most
        longest = int(about.high)
        self.lists.setdefault(
            node.items.name,
            ItemList(node.items.name, longest, tuple(column_of(one) for one in about.fields)),
        )
        outside, self.looking_at = self.looking_at, node.items
        each = self.of(node.each)
        self.looking_at = outside
        items = list(self.lists).index(node.items.name)
        limit = longest if node.most is None else node.most
        return self.line(
            Totalled(items, each, node.most, limit), Kind.NUMBER, self.lines[each].scale, says
        )

    def member(self, choice: Node, options: frozenset[str] | Parameter, says: str) -> Ref:
        if isinstance(choice, Choose):
            test = self.of(choice.condition)
            then, otherwise = (
                self.member(branch, options, says) for branch in (choice.then, choice.otherwise)
            )
            return self.line(Chosen(test, then, otherwise), Kind.TRUTH, 1, says)
        line = self.of(choice)
        known = self.options_of(line)
        if isinstance(options, Parameter):
            table = self.table(options, known)
            return self.line(OneOfDated(line, table), Kind.TRUTH, 1, says)
        return self.line(OneOf(line, _mask(options, known)), Kind.TRUTH, 1, says)

    def options_of(self, line: Ref) -> tuple[str, ...]:
        match self.lines[line].does:
            case Given(column):
                return list(self.columns.values())[column].options
            case GivenOfItem(items, column):
                return list(self.lists.values())[items].fields[column].options
            case _:
                raise TypeError(f"“{self.lines[line].says}” is no question with options.")

    def looked_up(self, parameter: Parameter) -> Ref:
        table = self.table(parameter, ())
        _, _, found = self.dated[table]
        return self.line(LookUp(table), found.kind, found.scale, parameter.name)

    def table(self, parameter: Parameter, options: tuple[str, ...]) -> int:
        """The place of a dated value's table."""
        for place, (one, its_options, _) in enumerate(self.dated):
            if one == parameter and its_options == options:
                return place
        event = self.of(parameter.event)
        if event not in self.events:
            self.events.append(event)
        timeline = self.events.index(event)
        before = self.before(parameter.name)
        scale = _scale(parameter, self.headroom, before)
        rows = _rows(parameter, options, scale, Timeline(event, _starts((parameter,))))
        openness = any(row.open for row in rows) or (before is not None and before.may_be_open)
        table = Table(parameter.name, parameter.kind, scale, timeline, rows, openness, options)
        self.dated.append((parameter, options, table))
        return len(self.dated) - 1

    def before(self, name: str) -> Table | None:
        """The table of the same parameter in the program that this one shall be like."""
        tables = self.like.tables if self.like is not None else ()
        return next((table for table in tables if table.parameter == name), None)

    def joined(
        self, operation: Callable[[tuple[Ref, ...]], Operation], parts: tuple[Ref, ...], says: str
    ) -> Ref:
        apart = tuple(dict.fromkeys(parts))
        return apart[0] if len(apart) == 1 else self.line(operation(apart), Kind.TRUTH, 1, says)

    def line(self, does: Operation, kind: Kind, scale: int, says: str) -> Ref:
        """The line of an operation, new or found again."""
        key = (does, scale, kind)
        if key not in self.known:
            line = Line(does, kind, scale, self.extent(does), self.scope(does), says)
            self.lines.append(line)
            self.known[key] = len(self.lines) - 1
        return self.known[key]

    # ── What follows from the lines below ─────────────────────────────────────────────────────

    def scope(self, does: Operation) -> int | None:
        below: tuple[Ref, ...]
        match does:
            case GivenOfItem(items):
                return items
            case Given() | Fixed() | Totalled():
                return None
            case LookUp(table):
                below = (self.events[self.dated[table][2].timeline],)
            case OneOfDated(choice, table):
                below = (choice, self.events[self.dated[table][2].timeline])
            case _:
                below = parts_of(does)
        return next((s for ref in below if (s := self.lines[ref].scope) is not None), None)

    def extent(self, does: Operation) -> Extent:  # noqa: C901, PLR0912  one arm an operation
        match does:
            case Given(column):
                asked = list(self.columns.values())[column]
                return Extent(asked.low, asked.high)
            case GivenOfItem(items, column):
                asked = list(self.lists.values())[items].fields[column]
                return Extent(asked.low, asked.high)
            case Fixed(value):
                return Extent(value, value)
            case LookUp(table):
                return _extent_of_rows(self.dated[table][2])
            case Scaled(value, factor):
                a = self.lines[value].extent
                return replace(a, low=a.low * factor, high=a.high * factor)
            case Added(parts):
                ends = [self.lines[part].extent for part in parts]
                return Extent(
                    sum(e.low for e in ends), sum(e.high for e in ends),
                    any(e.below for e in ends), any(e.above for e in ends),
                )  # fmt: skip
            case Taken(left, right):
                a, b = self.lines[left].extent, self.lines[right].extent
                return Extent(
                    a.low - b.high, a.high - b.low, a.below or b.above, a.above or b.below
                )
            case Multiplied(left, right):
                return _product(self.lines[left].extent, self.lines[right].extent)
            case Smallest(parts):
                return _smallest([self.lines[part].extent for part in parts])
            case Largest(parts):
                return _mirrored(_smallest([_mirrored(self.lines[part].extent) for part in parts]))
            case Floored(value, divisor, up):
                a = self.lines[value].extent
                low, high = (
                    -(-end // divisor) if up else end // divisor for end in (a.low, a.high)
                )
                return replace(a, low=low, high=high)
            case Totalled(_, each, _, limit):
                a = self.lines[each].extent
                return replace(a, low=min(0, a.low * limit), high=max(0, a.high * limit))
            case Chosen(_, then, otherwise):
                a, b = self.lines[then].extent, self.lines[otherwise].extent
                return Extent(
                    min(a.low, b.low), max(a.high, b.high), a.below or b.below, a.above or b.above
                )
            case Moved(day, months, days):
                a = self.lines[day].extent
                low, high = (
                    shift_day(date.fromordinal(end), months, days).toordinal()
                    for end in (a.low, a.high)
                )
                return Extent(low, high)
            case _:
                return Extent(0, 1)


def parts_of(does: Operation) -> tuple[Ref, ...]:
    """The lines that an operation reads; the day of a look-up stands in its timeline."""
    match does:
        case Scaled(value) | Floored(value):
            return (value,)
        case Added(parts) | Smallest(parts) | Largest(parts) | Both(parts) | Either(parts):
            return parts
        case Taken(left, right) | Multiplied(left, right) | Compared(_, left, right):
            return (left, right)
        case OneOf(choice) | OneOfDated(choice):
            return (choice,)
        case Negated(part) | Moved(part):
            return (part,)
        case Chosen(condition, then, otherwise):
            return (condition, then, otherwise)
        case Totalled(_, each):
            return (each,)
        case _:
            return ()


def column_of(question: Question) -> Column:
    """A question that is no list, as whole numbers."""
    about = question.about
    match question.kind:
        case Kind.NUMBER:
            low, high = about.low, about.high
            assert isinstance(low, Fraction)  # noqa: S101  a number has its bounds
            assert isinstance(high, Fraction)  # noqa: S101
            scale = lcm(low.denominator, about.step.denominator)
            return Column(
                question.name, Kind.NUMBER, scale, int(low * scale), int(high * scale // 1),
                int(about.step * scale),
            )  # fmt: skip
        case Kind.DAY:
            first, last = about.low, about.high
            assert isinstance(first, date)  # noqa: S101
            assert isinstance(last, date)  # noqa: S101
            return Column(
                question.name, Kind.DAY, 1, first.toordinal(), last.toordinal(), today=about.today
            )
        case Kind.CHOICE:
            options = tuple(name for name, _ in about.options)
            return Column(question.name, Kind.CHOICE, 1, 0, len(options) - 1, options=options)
        case _:
            return Column(question.name, Kind.TRUTH, 1, 0, 1)


def _scale(parameter: Parameter, headroom: int, before: Table | None) -> int:
    """The scale of a dated number: its values' own, cents for money, finer steps for shares."""
    if parameter.kind is not Kind.NUMBER:
        return 1
    own = lcm(*(v.value.denominator for v in parameter.values if isinstance(v.value, Fraction)))
    if before is not None and before.scale % own == 0:
        return before.scale
    if parameter.unit.id in _MONEY:
        return lcm(own, 100)
    return lcm(own, headroom) if parameter.unit.id in _SHARES else own


def _starts(parameters: Iterable[Parameter]) -> tuple[int, ...]:
    """The ordinals of the days on which what may be in force changes."""
    starts = {1}
    for parameter in parameters:
        for value in parameter.values:
            starts.add(value.sure_from.toordinal())
            if value.possible_from is not None:
                starts.add(value.possible_from.toordinal())
            if value.possible_until is not None and value.possible_until < date.max:
                starts.add((value.possible_until + timedelta(days=1)).toordinal())
    return tuple(sorted(starts))


def _rows(
    parameter: Parameter, options: tuple[str, ...], scale: int, timeline: Timeline
) -> tuple[Dated, ...]:
    return tuple(
        _row(parameter, options, scale, date.fromordinal(start)) for start in timeline.starts
    )


def _row(parameter: Parameter, options: tuple[str, ...], scale: int, day: date) -> Dated:
    found = candidates(parameter.values, day, day)
    if found.open or not found.values:
        low, high = {
            Kind.NUMBER: (0, 0),
            Kind.DAY: (_FIRST.toordinal(), _LAST.toordinal()),
            Kind.TRUTH: (0, 1),
        }.get(parameter.kind, (0, (1 << len(options)) - 1))
        return Dated(low, high, open=True, certain=False)
    wholes = [_whole(value, options, scale) for value in found.values]
    if parameter.kind is Kind.CHOICE:
        surely, maybe = wholes[0], wholes[0]
        for mask in wholes[1:]:
            surely, maybe = surely & mask, maybe | mask
        return Dated(surely, maybe, open=False, certain=len(wholes) == 1)
    return Dated(min(wholes), max(wholes), open=False, certain=len(wholes) == 1)


def _whole(dated: DatedValue, options: tuple[str, ...], scale: int) -> int:
    match dated.value:
        case bool(truth):
            return int(truth)
        case Fraction() as number:
            return int(number * scale)
        case date() as day:
            return day.toordinal()
        case frozenset() as chosen:
            return _mask(chosen, options)
    raise TypeError(f"{dated.value!r} is no value that a rule knows.")


def _mask(chosen: frozenset[str], options: tuple[str, ...]) -> int:
    return sum(1 << code for code, option in enumerate(options) if option in chosen)


def _extent_of_rows(table: Table) -> Extent:
    """What a look-up can give, whatever the day; with the ends that an unknown value has."""
    if table.kind is Kind.TRUTH:
        return Extent(0, 1)
    unknown = (_FIRST, _LAST) if table.kind is Kind.DAY else ()
    ends = [day.toordinal() for day in unknown] or [0]
    ends = [*(ends if table.may_be_open else ()), *(row.low for row in table.rows)]
    ends += [row.high for row in table.rows]
    return Extent(min(ends), max(ends), above=table.may_be_open and table.kind is Kind.NUMBER)


def _mirrored(extent: Extent) -> Extent:
    return Extent(-extent.high, -extent.low, extent.above, extent.below)


def _smallest(parts: Sequence[Extent]) -> Extent:
    bounded = [part.high for part in parts if not part.above]
    return Extent(
        min(part.low for part in parts),
        min(bounded) if bounded else max(part.high for part in parts),
        any(part.below for part in parts),
        all(part.above for part in parts),
    )


def _product(one: Extent, other: Extent) -> Extent:
    corners = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
    reach = [_endless(a, b) for a in _ends(one) for b in _ends(other) if inf in (abs(a), abs(b))]
    zero = [0] if reach else []
    return Extent(
        min(corners + zero), max(corners + zero), any(r < 0 for r in reach), any(r > 0 for r in reach)
    )  # fmt: skip


def _ends(extent: Extent) -> tuple[float, ...]:
    """The signs of a range's ends, and its infinite ones."""
    ends: list[float] = [(end > 0) - (end < 0) for end in (extent.low, extent.high)]
    return (*ends, *([-inf] * extent.below), *([inf] * extent.above))


def _endless(one: float, other: float) -> float:
    return 0 if 0 in (one, other) else one * other


def named(node: Node) -> str:
    """A node in short, for messages and comments."""
    text = _named(node)
    return text if len(text) <= 100 else f"{text[:97]}…"


def _named(node: Node) -> str:  # noqa: C901, PLR0912  one arm a node
    match node:
        case Sum(parts):
            return " + ".join(map(_inner, parts))
        case Difference(left, right):
            return f"{_inner(left)} - {_inner(right)}"
        case Product(left, right):
            return f"{_inner(left)} × {_inner(right)}"
        case Least(parts):
            return f"least of {', '.join(map(_inner, parts))}"
        case Greatest(parts):
            return f"greatest of {', '.join(map(_inner, parts))}"
        case Comparison(operator, left, right):
            return f"{_inner(left)} {operator} {_inner(right)}"
        case Member(choice, options):
            among = options.name if isinstance(options, Parameter) else ", ".join(sorted(options))
            return f"{_inner(choice)} is one of {among}"
        case All(parts):
            return " and ".join(map(_inner, parts))
        case AnyOf(parts):
            return " or ".join(map(_inner, parts))
        case Not(part):
            return f"not {_inner(part)}"
        case Choose(condition, then, otherwise):
            return f"{_inner(then)} if {_inner(condition)} else {_inner(otherwise)}"
        case Shift(day, months, days):
            return f"{_inner(day)} and {months} months, {days} days"
        case DaysBetween(earlier, later):
            return f"days from {_inner(earlier)} to {_inner(later)}"
        case Rounded(value, step, up):
            return f"{_inner(value)} rounded {'up' if up else 'down'} to {step}"
        case Total(items, of):
            return f"total over {items.name} of {_inner(of)}"
        case Bare(value):
            return _named(value)
        case _:
            return str(node)


def _inner(node: Node) -> str:
    text = _named(node)
    return text if " " not in text or len(node.children) < 2 else f"({text})"
