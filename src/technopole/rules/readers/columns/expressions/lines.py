"""A program's lines as Polars expressions: both ends of a number, a truth that may be open.

The ends are those of `technopole.rules.ranges`, on the whole numbers of `transforms.integers`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, reduce
from itertools import pairwise
from operator import add, eq, le, lt
from typing import Any, Final

import polars as pl

from technopole.rules.nodes import Kind, Operator
from technopole.rules.ranges import shift_day
from technopole.rules.readers.columns.expressions.dated import (
    DAYS,
    NUMBERS,
    TRUTHS,
    End,
    met_by,
    possible_ends,
    sure_ends,
)
from technopole.rules.readers.columns.expressions.steps import (
    PLACE,
    Made,
    Step,
    Totals,
    count_of,
    field_of,
    names_in,
)
from technopole.rules.readers.columns.expressions.values import (
    EPOCH,
    FALSE,
    OPEN,
    TRUE,
    ZERO,
    Choice,
    Ends,
    Truth,
    Value,
    answered,
    both,
    chosen_truth,
    day,
    either,
    infinite,
    known,
    moves,
    negated,
    number,
    one_of,
    product,
    without_end,
)
from technopole.rules.transforms.integers import (
    Added,
    Both,
    Chosen,
    Column,
    Compared,
    Dated,
    Either,
    Extent,
    Fixed,
    Floored,
    Given,
    GivenOfItem,
    ItemList,
    Largest,
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
    check_width,
    parts_of,
)

__all__ = ["Rule", "Seen", "expressions_of"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a column before it is read; knowing more makes a rule quicker, never other.

    missing:     whether some row may have no answer.
    first, last: the ordinals of the days between which all answers are, if known.
    fields:      of a list, the fields that every item answers.
    """

    missing: bool = True
    first: int | None = None
    last: int | None = None
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """A program as expressions.

    eligible:   0 no, 1 yes, 2 unknown.
    awards:     both ends in hundredths of the award's unit; 0 where the answer is no, and a null
                high end where nothing bounds it.
    conditions: each condition's truth; null where it is open.
    """

    steps: tuple[Step, ...]
    eligible: pl.Expr
    awards: Mapping[str, tuple[pl.Expr, pl.Expr]]
    conditions: Mapping[str, pl.Expr]


def expressions_of(program: Program, seen: Mapping[str, Seen]) -> Rule:
    """A program as expressions over its questions' columns.

    Each has the question's name: a number as Int64 in steps of the question's scale, a day as Date,
    yes or no as Boolean, a choice as the UInt8 code of its option, a list as List of Struct of such
    beside the number of its items (`count_of`); null is unknown. All answers are within their
    questions' domains. A question that is not in `seen` has no column. Raises TooWide where 64 bits
    might not hold the rule, for Polars would wrap around without a word.
    """
    check_width(program)
    made = Made(program.code)
    reader = _Reader(program, seen, made)
    eligible = reader.truth(program.eligible)
    judged = (pl.col(name).fill_null(value=True) for name in program.judgements if name in seen)
    can = made.keep("can", reduce(both, judged, eligible.maybe))
    awards = {}
    for name, line in program.awards:
        ends = reader.ends(line)
        low = pl.when(can).then(ends.low).otherwise(ZERO)
        high = low if ends.single else pl.when(can).then(ends.high).otherwise(ZERO)
        awards[name] = (low, high)
    conditions = {name: reader.truth(line).open for name, line in program.conditions}
    made.totals += [(group.step, group.finished()) for group in reader.groups]
    return Rule(
        steps=made.finished(),
        eligible=can.cast(pl.UInt8) * 2 - both(eligible.surely, can).cast(pl.UInt8),
        awards=awards,
        conditions=conditions,
    )


_COMPARED: Final[Mapping[Operator, Callable[[pl.Expr, pl.Expr], pl.Expr]]] = {
    Operator.BELOW: lt, Operator.AT_MOST: le, Operator.EQUAL: eq,
}  # fmt: skip
_FLIPPED: Final = {Operator.ABOVE: Operator.BELOW, Operator.AT_LEAST: Operator.AT_MOST}


@dataclass
class _Group:
    """The items of a list as one step of the table lays them out, with what is summed up of them.

    step: the step of the table; all that the items need from outside is there by then.
    """

    items: ItemList
    step: int
    reader: _Reader
    sums: dict[str, pl.Expr] = field(default_factory=dict)

    def finished(self) -> Totals:
        """The sums, and every column that they need from outside."""
        steps = self.reader.made.steps
        inside = {field_of(self.items.name, one.name) for one in self.items.fields} | {PLACE}
        inside |= {name for step in steps for name in step}
        read = names_in([*self.sums.values(), *(one for step in steps for one in step.values())])
        return Totals(self.items, tuple(sorted(read - inside)), tuple(steps), self.sums)


@dataclass
class _Reader:
    """The values of a program's lines so far: of a case, of one of a list's items, or of an unknown one.

    outside: the reader of the case, where this one reads items.
    known:   whether the items are there; else nothing is known of any.
    """

    program: Program
    seen: Mapping[str, Seen]
    made: Made
    outside: _Reader | None = None
    known: bool = True
    values: dict[Ref, Value] = field(default_factory=dict)
    unknown: dict[int, _Reader] = field(default_factory=dict)
    groups: list[_Group] = field(default_factory=list)

    @cached_property
    def uses(self) -> Counter[Ref]:
        """How often each line is read, for what is read often becomes a column."""
        if self.outside is not None:
            return self.outside.uses
        program, uses = self.program, Counter[Ref]()
        for line in program.lines:
            uses.update(parts_of(line.does))
            uses.update(_read_twice(program, line.does))
        uses.update(program.timelines[table.timeline].event for table in program.tables)
        uses.update(ref for _, ref in (*program.conditions, *program.awards))
        return uses

    def value(self, ref: Ref) -> Value:
        """The value of a line; a column by then where it is read more than once."""
        if ref not in self.values:
            outside = self.outside
            if outside is not None and self.program.lines[ref].scope is None:
                self.values[ref] = outside.in_columns(ref) if self.known else outside.value(ref)
            elif self.uses[ref] > 1:
                self.values[ref] = self.in_columns(ref)
            else:
                self.values[ref] = self.computed(ref)
        return self.values[ref]

    def in_columns(self, ref: Ref) -> Value:
        """The value of a line, in columns of its own."""
        value = self.values[ref] if ref in self.values else self.computed(ref)
        open_item = " of an unknown item" if self.outside and not self.known else ""
        name, keep = f"{ref}{open_item}", self.made.keep
        match value:
            case Ends():
                low = keep(f"{name} low", value.low)
                high = low if value.single else keep(f"{name} high", value.high)
                value = Ends(low, high, value.below, value.above, value.exact)
            case Truth():
                surely = keep(f"{name} surely", value.surely)
                value = Truth(surely, surely if value.single else keep(f"{name} can", value.maybe))
        self.values[ref] = value
        return value

    def ends(self, ref: Ref) -> Ends:
        """Both ends of a number or a day."""
        value = self.value(ref)
        assert isinstance(value, Ends)  # noqa: S101  lines have the kinds of their nodes
        return value

    def truth(self, ref: Ref) -> Truth:
        """A truth."""
        value = self.value(ref)
        assert isinstance(value, Truth)  # noqa: S101
        return value

    def extent(self, ref: Ref) -> Extent:
        return self.program.lines[ref].extent

    def computed(self, ref: Ref) -> Value:  # noqa: C901, PLR0912  one arm an operation
        """What a line computes."""
        does = self.program.lines[ref].does
        match does:
            case Given(column):
                return self.given(self.program.columns[column])
            case GivenOfItem(items, column):
                return self.given_of_item(self.program.lists[items], column)
            case Fixed(value):
                return self.constant(value, self.program.lines[ref].kind)
            case LookUp(table):
                return self.looked_up(self.program.tables[table])
            case Scaled(value, factor):
                by = number(factor)
                return self.ends(value) if factor == 1 else self.ends(value).each(lambda a: a * by)
            case Floored(value, divisor, up):
                by = number(divisor)
                apply = (lambda a: -(-a // by)) if up else (lambda a: a // by)
                return self.ends(value).each(apply)
            case Added(parts):
                return self.added([self.ends(part) for part in parts])
            case Taken(left, right):
                return self.taken(left, right)
            case Multiplied(left, right):
                return self.multiplied(left, right)
            case Smallest(parts):
                return self.smallest([self.ends(part) for part in parts])
            case Largest(parts):
                return self.largest([self.ends(part) for part in parts])
            case Totalled():
                return self.totalled(ref, does)
            case Compared(operator, left, right):
                if operator in _FLIPPED:
                    return self.compared(_FLIPPED[operator], right, left)
                return self.compared(operator, left, right)
            case OneOf(choice, mask):
                return self.member(choice, mask)
            case OneOfDated(choice, table):
                return self.member_of_dated(choice, self.program.tables[table])
            case Both(parts):
                return self.joined(both, parts)
            case Either(parts):
                return self.joined(either, parts)
            case Negated(part):
                truth = self.truth(part)
                surely = negated(truth.maybe)
                return Truth(surely, surely if truth.single else negated(truth.surely))
            case Chosen():
                return self.chosen(does)
            case Moved():
                return self.moved(does)

    # ── What is given ─────────────────────────────────────────────────────────────────────────

    def given(self, column: Column) -> Value:
        seen = self.seen.get(column.name)
        if seen is None:
            return self.read(column, None, missing=True)
        return self.read(column, pl.col(column.name), missing=seen.missing)

    def given_of_item(self, items: ItemList, place: int) -> Value:
        column = items.fields[place]
        if not self.known:
            return self.read(column, None, missing=True)
        answer = pl.col(field_of(items.name, column.name))
        return self.read(column, answer, missing=column.name not in self.seen[items.name].fields)

    def read(self, column: Column, answer: pl.Expr | None, *, missing: bool) -> Value:
        """An answer, or all that its question takes where there is none."""
        if column.kind is Kind.CHOICE:
            return Choice(answer, missing)
        if column.kind is Kind.TRUTH:
            if answer is None:
                return OPEN
            return answered(answer) if missing else known(answer)
        limit = day if column.kind is Kind.DAY else number
        low, high = limit(column.low), limit(column.high)
        if answer is None:
            return Ends(low, high)
        if not missing:
            return Ends(answer, answer)
        return Ends(answer.fill_null(low), answer.fill_null(high), exact=answer)

    def constant(self, value: int, kind: Kind) -> Value:
        if kind is Kind.TRUTH:
            return TRUE if value else FALSE
        one = day(value) if kind is Kind.DAY else number(value)
        return Ends(one, one)

    # ── Numbers and days ──────────────────────────────────────────────────────────────────────

    def added(self, parts: Sequence[Ends]) -> Ends:
        low = reduce(add, (part.low for part in parts))
        single = all(part.single for part in parts)
        high = low if single else reduce(add, (part.high for part in parts))
        return Ends(low, high, any(p.below for p in parts), any(p.above for p in parts))

    def taken(self, left: Ref, right: Ref) -> Ends:
        a, b = self.ends(left), self.ends(right)

        def less(one: pl.Expr, other: pl.Expr) -> pl.Expr:
            if self.program.lines[left].kind is not Kind.DAY:
                return one - other
            return one.to_physical().cast(pl.Int64) - other.to_physical().cast(pl.Int64)

        low = less(a.low, b.high)
        high = low if a.single and b.single else less(a.high, b.low)
        return Ends(low, high, a.below or b.above, a.above or b.below)

    def smallest(self, parts: Sequence[Ends]) -> Ends:
        """The smallest; a low end that is infinite prevails, a high one never does."""
        low = pl.min_horizontal(part.low for part in parts)
        low = without_end(((part.low, part.below) for part in parts), low)
        single = all(part.single for part in parts)
        high = low if single else pl.min_horizontal(part.high for part in parts)
        return Ends(low, high, any(p.below for p in parts), all(p.above for p in parts))

    def largest(self, parts: Sequence[Ends]) -> Ends:
        """The largest; a high end that is infinite prevails, a low one never does."""
        high = pl.max_horizontal(part.high for part in parts)
        high = without_end(((part.high, part.above) for part in parts), high)
        single = all(part.single for part in parts)
        low = high if single else pl.max_horizontal(part.low for part in parts)
        return Ends(low, high, all(p.below for p in parts), any(p.above for p in parts))

    def multiplied(self, left: Ref, right: Ref) -> Ends:
        """The least and the largest product of the ends; zero times what has no end is zero."""
        a, b = self.ends(left), self.ends(right)
        if a.single and b.single:
            exact = a.low * b.low
            return Ends(exact, exact)
        ((a_low, a_high), (b_low, b_high)) = (
            ((one.low, one.below, -1), (one.high, one.above, 1)) for one in (a, b)
        )
        if min(self.extent(left).low, self.extent(right).low) >= 0 and not (a.below or b.below):
            return Ends(a.low * b.low, product(a_high, b_high), above=a.above or b.above)
        corners = [(one, other) for one in (a_low, a_high) for other in (b_low, b_high)]
        products = [product(one, other) for one, other in corners]
        low, high = pl.min_horizontal(products), pl.max_horizontal(products)
        if not (a.below or a.above or b.below or b.above):
            return Ends(low, high)
        downwards = reduce(either, (infinite(one, other, -1) for one, other in corners))
        upwards = reduce(either, (infinite(one, other, 1) for one, other in corners))
        return Ends(
            pl.when(~downwards).then(low), pl.when(~upwards).then(high), below=True, above=True
        )

    def moved(self, does: Moved) -> Ends:
        """A day moved: read off a table of all days that there may be."""
        extent = self.extent(does.day)
        table = pl.lit(moves(extent.low, extent.high, does.months, does.days))
        first = number(extent.low - EPOCH)

        def move(day: pl.Expr) -> pl.Expr:
            place = day.to_physical().cast(pl.Int64) - first
            return table.gather(place).cast(pl.Date)

        ends = self.ends(does.day)
        if ends.low.meta.root_names():
            return ends.each(move)
        # A table is read by rows; what no row tells is moved beforehand.
        low, high = (
            shift_day(date.fromordinal(end), does.months, does.days).toordinal()
            for end in (extent.low, extent.high)
        )
        return Ends(day(low), day(high))

    # ── Sums over items ───────────────────────────────────────────────────────────────────────

    def totalled(self, ref: Ref, does: Totalled) -> Ends:
        """A sum over the items; over as many unknown ones as there may be where none are given."""
        listed = self.program.lists[does.items]
        seen = self.seen.get(listed.name)
        if seen is None:
            return self.unknown_total(does)
        given = self.given_total(ref, does, listed)
        if not seen.missing:
            return given
        unknown = self.unknown_total(does)
        missing = pl.col(count_of(listed)).is_null()
        return Ends(
            pl.when(missing).then(unknown.low).otherwise(given.low),
            pl.when(missing).then(unknown.high).otherwise(given.high),
            given.below or unknown.below, given.above or unknown.above,
        )  # fmt: skip

    def unknown_total(self, does: Totalled) -> Ends:
        """Any number of unknown items, up to as many as there may be."""
        reader = self.unknown.setdefault(
            does.items, _Reader(self.program, self.seen, self.made, outside=self, known=False)
        )
        reader.value(does.each)
        one = reader.in_columns(does.each)
        assert isinstance(one, Ends)  # noqa: S101  only numbers are summed up
        limit = number(does.limit)
        low = pl.when(one.low >= 0).then(ZERO).otherwise(one.low * limit)
        high = pl.when(one.high <= 0).then(ZERO).otherwise(one.high * limit)
        return Ends(low, high, one.below, one.above)

    def given_total(self, ref: Ref, does: Totalled, listed: ItemList) -> Ends:
        """The items that are given, summed up."""
        group = self.group_of(does)
        reader = group.reader
        one = reader.ends(does.each)

        def summed(end: pl.Expr, which: str, *, may_be_null: bool) -> pl.Expr:
            # A literal would be summed up once a row, not once an item.
            each = reader.made.keep(f"{ref} {which}", end, literals=True)
            if does.most is not None:
                each = pl.when(pl.col(PLACE) < does.most).then(each).otherwise(ZERO)
            total = each.sum()
            if may_be_null:
                total = pl.when(~each.is_null().any()).then(total)
            name = self.made.named(f"{ref} {which}", group.step)
            group.sums[name] = total
            return pl.when(pl.col(count_of(listed)) == 0).then(ZERO).otherwise(pl.col(name))

        low = summed(one.low, "sum of lows", may_be_null=one.below)
        high = low if one.single else summed(one.high, "sum of highs", may_be_null=one.above)
        return Ends(low, high, one.below, one.above)

    def group_of(self, does: Totalled) -> _Group:
        """Where a total's items are laid out: together with those of other totals, if it can be."""
        listed = self.program.lists[does.items]
        step = self.step_for(does)
        for group in self.groups:
            if group.items == listed and group.step >= step:
                return group
        others = [
            line.does
            for line in self.program.lines
            if isinstance(line.does, Totalled)
            and line.does.items == does.items
            and not self.needs_a_total(line.does)
        ]
        if does in others:
            step = max(self.step_for(one) for one in others)
        inside = Made(f"{self.made.prefix} {listed.name}")
        group = _Group(listed, step, _Reader(self.program, self.seen, inside, outside=self))
        self.made.at(step)
        self.groups.append(group)
        return group

    def step_for(self, does: Totalled) -> int:
        """The first step at which everything is there that a total's items need from outside."""
        needed: list[pl.Expr] = []
        for ref in self.needed_from_outside(does.each):
            match self.in_columns(ref):
                case Ends(low, high):
                    needed += [low, high]
                case Truth(surely, maybe):
                    needed += [surely, maybe]
        return self.made.step_of(*needed)

    def needed_from_outside(self, ref: Ref) -> Iterator[Ref]:
        """The lines of the case that a line of an item reads."""
        line = self.program.lines[ref]
        if line.scope is None:
            yield ref
            return
        for part in self.read_by(line.does):
            yield from self.needed_from_outside(part)

    def needs_a_total(self, does: Totalled) -> bool:
        """Whether a total's items need another total first."""
        ahead = list(self.needed_from_outside(does.each))
        while ahead:
            found = self.program.lines[ahead.pop()].does
            if isinstance(found, Totalled):
                return True
            ahead += self.read_by(found)
        return False

    def read_by(self, does: Operation) -> tuple[Ref, ...]:
        """The lines that an operation reads, the day of a look-up included."""
        if isinstance(does, LookUp | OneOfDated):
            timeline = self.program.timelines[self.program.tables[does.table].timeline]
            return (*parts_of(does), timeline.event)
        return parts_of(does)

    # ── Truths, and what is chosen by them ────────────────────────────────────────────────────

    def joined(self, join: Callable[[pl.Expr, pl.Expr], pl.Expr], parts: Sequence[Ref]) -> Truth:
        truths = [self.truth(part) for part in parts]
        surely = reduce(join, (one.surely for one in truths))
        if all(one.single for one in truths):
            return known(surely)
        return Truth(surely, reduce(join, (one.maybe for one in truths)))

    def compared(self, operator: Operator, left: Ref, right: Ref) -> Truth:
        """Whether one is below another, at most it, or equal."""
        a, b = self.ends(left), self.ends(right)
        apply = _COMPARED[operator]
        if a.single and b.single:
            return known(apply(a.low, b.low))
        # An answer compared with what is known: null where it is missing, which is as open.
        if a.exact is not None and b.single and self.open_if_missing(operator, left, right):
            return answered(apply(a.exact, b.low))
        if b.exact is not None and a.single and self.open_if_missing(operator, right, left):
            return answered(apply(a.low, b.exact))
        endless = a.below or a.above or b.below or b.above
        if operator is Operator.EQUAL:
            surely = (a.low == a.high) & (b.low == b.high) & (a.low == b.low)
            tests = [a.high >= b.low, b.high >= a.low]
        else:
            surely, tests = apply(a.high, b.low), [apply(a.low, b.high)]
        if not endless:
            return Truth(surely, reduce(both, tests))
        # Against an end that there is not, nothing is sure and everything can be.
        maybe = reduce(both, (test.fill_null(value=True) for test in tests))
        return Truth(surely.fill_null(value=False), maybe)

    def open_if_missing(self, operator: Operator, answer: Ref, other: Ref) -> bool:
        """Whether a comparison of an answer with anything that the other may be is open without it."""
        asked, known = self.extent(answer), self.extent(other)
        if operator is Operator.EQUAL:
            return asked.low <= known.low and known.high <= asked.high and asked.low < asked.high
        return asked.low < known.low and known.high < asked.high

    def chosen(self, does: Chosen) -> Value:
        """One of two, or whatever both allow."""
        test = self.truth(does.condition)
        a, b = self.value(does.then), self.value(does.otherwise)
        if isinstance(a, Truth) and isinstance(b, Truth):
            return chosen_truth(test, a, b)
        one, other = self.ends(does.then), self.ends(does.otherwise)
        below, above = one.below or other.below, one.above or other.above
        if test.single:
            low = pl.when(test.surely).then(one.low).otherwise(other.low)
            if one.single and other.single:
                return Ends(low, low)
            high = pl.when(test.surely).then(one.high).otherwise(other.high)
            return Ends(low, high, below, above)
        ends = ((one.low, one.below), (other.low, other.below))
        least = without_end(ends, pl.min_horizontal(one.low, other.low))
        ends = ((one.high, one.above), (other.high, other.above))
        most = without_end(ends, pl.max_horizontal(one.high, other.high))
        return Ends(
            pl.when(test.surely).then(one.low).when(test.maybe).then(least).otherwise(other.low),
            pl.when(test.surely).then(one.high).when(test.maybe).then(most).otherwise(other.high),
            below, above,
        )  # fmt: skip

    def member(self, ref: Ref, mask: int) -> Truth:
        """Whether a choice is one of the options whose bits are set."""
        choice = self.value(ref)
        assert isinstance(choice, Choice)  # noqa: S101  it has the kind of its node
        every = (2 << self.extent(ref).high) - 1
        inside = mask & every
        if inside in (0, every):
            return TRUE if inside else FALSE
        if choice.code is None:
            return OPEN
        truth = one_of(choice.code, inside, every)
        return answered(truth) if choice.missing else known(truth)

    # ── Dated values ──────────────────────────────────────────────────────────────────────────

    def looked_up(self, table: Table) -> Value:
        """A dated number, day or truth on the day of its event."""
        if table.kind is Kind.TRUTH:
            return Truth(*self.read_off(table, *TRUTHS))
        if table.kind is Kind.DAY:
            return Ends(*self.read_off(table, *DAYS))
        low, high = self.read_off(table, *NUMBERS)
        return Ends(low, high, above=any(row.open for _, row in self.segments(table)))

    def member_of_dated(self, ref: Ref, table: Table) -> Truth:
        """Whether a choice is in a dated list."""
        surely = sure_ends(lambda bits: self.member(ref, bits or 0).surely)
        maybe = possible_ends(lambda bits: self.member(ref, bits or 0).maybe)
        choice = self.value(ref)
        certain = isinstance(choice, Choice) and not choice.missing
        return Truth(*self.read_off(table, surely, maybe, certain=certain))

    def read_off(
        self, table: Table, low: End, high: End, *, certain: bool = True
    ) -> tuple[pl.Expr, pl.Expr]:
        """Both ends of a dated value; one expression for both where they cannot differ.

        certain: whether what the value is asked about is known.
        """
        segments = self.segments(table)
        ends = [(low.of(row), high.of(row)) for _, row in segments]
        known = self.ends(self.program.timelines[table.timeline].event).single
        one = self.one_end(table, low)
        if certain and all(a == b for a, b in ends) and (known or len(set(ends)) == 1):
            return one, one
        return one, self.one_end(table, high)

    def one_end(self, table: Table, end: End) -> pl.Expr:
        """One end of a dated value: by the day where there is one, else over all days that may be."""
        every = [(start, end.of(row)) for start, row in self.segments(table)]
        met = [every[0], *(b for a, b in pairwise(every) if a[1] != b[1])]
        if len(met) == 1:
            return end.make(met[0][1])
        joined = end.make(end.joined([key for _, key in met]))
        event = self.ends(self.program.timelines[table.timeline].event)
        if not event.low.meta.root_names() and not event.single:
            return joined
        on = event.low if event.single else event.exact
        if on is None:
            return end.over([(test, end.make(key)) for test, key in met_by(event, met)])
        found: Any = pl.when(on < day(met[1][0])).then(end.make(met[0][1]))
        for (_, key), (following, _) in pairwise(met[1:]):
            found = found.when(on < day(following)).then(end.make(key))
        start, last = met[-1]
        if event.single:
            known: pl.Expr = found.otherwise(end.make(last))
            return known
        after: pl.Expr = found.when(on >= day(start)).then(end.make(last)).otherwise(joined)
        return after

    def segments(self, table: Table) -> list[tuple[int, Dated]]:
        """The segments of a dated value that its event can meet, each with its first day."""
        timeline = self.program.timelines[table.timeline]
        first, last = self.days_of(timeline.event)
        ends = [*(start - 1 for start in timeline.starts[1:]), date.max.toordinal()]
        return [
            (start, row)
            for start, end, row in zip(timeline.starts, ends, table.rows, strict=True)
            if start <= last and end >= first
        ]

    def days_of(self, ref: Ref) -> tuple[int, int]:
        """The first and the last day that a line may be, as far as it is seen."""
        extent, does = self.extent(ref), self.program.lines[ref].does
        if isinstance(does, Given):
            seen = self.seen.get(self.program.columns[does.column].name, Seen())
            if seen.first is not None and seen.last is not None:
                return max(extent.low, seen.first), min(extent.high, seen.last)
        return extent.low, extent.high


def _read_twice(program: Program, does: Operation) -> tuple[Ref, ...]:
    """The lines whose ends are read more than once when an operation is computed."""
    parts = parts_of(does)
    extents = [program.lines[part].extent for part in parts]
    match does:
        case Chosen():
            return parts
        case Multiplied():
            return parts if any(e.low < 0 or e.below or e.above for e in extents) else ()
        case Smallest() | Largest():
            return parts if any(e.below or e.above for e in extents) else ()
        case Compared(Operator.EQUAL):
            return parts
        case _:
            return ()
