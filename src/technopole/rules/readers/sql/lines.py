"""A program's lines as expressions of SQL: both ends of a number, a truth that may be open.

The ends are those of `technopole.rules.ranges`, on the whole numbers of `transforms.integers`: a
null low end is minus infinity, a null high end plus infinity, a null truth is open. A day that is
answered or not, and nothing between, keeps its own column, so that dated values are read off it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Final

from technopole.rules.language import Scheme
from technopole.rules.nodes import Kind, Operator, Parameter
from technopole.rules.readers.sql.expressions import Expressions, Ref, Type
from technopole.rules.transforms.integers import (
    Added,
    Both,
    Chosen,
    Column,
    Compared,
    Dated,
    Either,
    Fixed,
    Floored,
    Given,
    GivenOfItem,
    Largest,
    LookUp,
    Moved,
    Multiplied,
    Negated,
    OneOf,
    OneOfDated,
    Program,
    Scaled,
    Smallest,
    Table,
    Taken,
    Totalled,
)

__all__ = ["Ends", "Rule", "acceptable", "column_type", "rule_of"]

_TYPES: Final = {
    Kind.NUMBER: Type.WHOLE, Kind.TRUTH: Type.TRUTH, Kind.DAY: Type.DAY, Kind.CHOICE: Type.TEXT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ends:
    """The low and the high end of a number or a day.

    exact: of an answer, an expression that is it where it is given, and null where nothing is known.
    """

    low: Ref
    high: Ref
    exact: Ref | None = None


Value = Ends | Ref
"""Ends of a number or a day; a truth; or the text of a choice."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a scheme says of a row.

    eligible:   open where it hangs on what is missing.
    awards:     name and both ends, in hundredths of the award's unit; as they are if eligible.
    conditions: name and truth.
    refused:    whether a person has judged against the row; open where nobody has judged.
    """

    eligible: Ref
    awards: tuple[tuple[str, Ends], ...]
    conditions: tuple[tuple[str, Ref], ...]
    refused: Ref


def column_type(column: Column) -> Type:
    """The type that a question's column has."""
    return _TYPES[column.kind]


def rule_of(
    scheme: Scheme, program: Program, made: Expressions, columns: Collection[str], on: date | None
) -> Rule:
    """The expressions of a scheme's rule.

    made:    where they are kept; schemes may share it.
    columns: the questions that the table has a column for; the others are unknown.
    on:      the day of asking, which is filled in beforehand where a column lacks it; if any.
    """
    reader = _Reader(scheme, program, made, columns, on)
    conditions = []
    for condition, (name, line) in zip(scheme.conditions, program.conditions, strict=True):
        says = f"{condition.says.en} ({condition.reference})"
        conditions.append(
            (name, made.named(reader.truth(line), f"{scheme.code}.condition.{name}", says))
        )
    awards = []
    for award, (name, line) in zip(scheme.awards, program.awards, strict=True):
        ends, says = reader.ends(line), f"{award.says.en} ({award.reference})"
        awards.append((name, reader.named_ends(ends, f"{scheme.code}.if_eligible.{name}", says)))
    holds = made.both(truth for _, truth in conditions)
    judged = [
        made.negated(made.column(name, Type.TRUTH))
        for name in program.judgements
        if name in columns
    ]
    return Rule(
        made.named(holds, f"{scheme.code}.holds", "Whether all conditions hold."),
        tuple(awards),
        tuple(conditions),
        made.either(judged),
    )


def acceptable(made: Expressions, column: Column, value: Ref) -> Ref:
    """Whether an answer is one that its question takes; open where there is none."""
    if column.kind is Kind.TRUTH:
        return made.truth(True)
    if column.kind is Kind.CHOICE:
        return made.among(value, column.options)
    if column.kind is Kind.DAY:
        return made.between(value, made.day(column.low), made.day(column.high))
    only = made.only_whole(value)
    tests = [made.between(only, made.whole(column.low), made.whole(column.high))]
    if column.step > 1:
        rest = made.whole(column.low % column.step)
        tests.append(made.compare("=", made.modulo(value, column.step), rest))
    return made.both(tests)


@dataclass
class _Reader:
    """The values of a program's lines so far.

    unknown_item: whether the item looked at is one of which nothing is known.
    """

    scheme: Scheme
    program: Program
    made: Expressions
    columns: Collection[str]
    on: date | None
    unknown_item: bool = False
    values: dict[tuple[int, bool], Value] = field(default_factory=dict)

    def value(self, line: int) -> Value:
        """The value of a line; of an item's line, for an item or for the unknown one."""
        scope = self.program.lines[line].scope
        key = (line, scope is not None and self.unknown_item)
        if key not in self.values:
            self.values[key] = value = self.computed(line)
            self.explain(line, value)
        return self.values[key]

    def explain(self, line: int, value: Value) -> None:
        """A comment for what may become a column of its own."""
        says = self.program.lines[line].says
        scale = self.program.lines[line].scale
        where = f", in 1/{scale}" if scale > 1 else ""
        if isinstance(value, int):
            self.made.comments.setdefault(value, says)
        elif value.low == value.high:
            self.made.comments.setdefault(value.low, f"{says}{where}")
        else:
            self.made.comments.setdefault(value.low, f"At least: {says}{where}")
            self.made.comments.setdefault(value.high, f"At most: {says}{where}")

    def truth(self, line: int) -> Ref:
        """A truth, or the text of a choice."""
        value = self.value(line)
        assert isinstance(value, int)  # noqa: S101  lines have the kinds of their nodes
        return value

    def ends(self, line: int) -> Ends:
        """Both ends of a number or a day."""
        value = self.value(line)
        assert isinstance(value, Ends)  # noqa: S101
        return value

    def reach(self, *lines: int) -> int:
        """How far from zero the lines' whole numbers may be."""
        extents = [self.program.lines[line].extent for line in lines]
        return max(max(abs(extent.low), abs(extent.high)) for extent in extents)

    def named_ends(self, ends: Ends, name: str, says: str) -> Ends:
        """Both ends as columns of their own; one column where they are the same."""
        if ends.low == ends.high:
            both = self.made.named(ends.low, name, says)
            return Ends(both, both)
        return Ends(
            self.made.named(ends.low, f"{name}.low", f"At least: {says}"),
            self.made.named(ends.high, f"{name}.high", f"At most: {says}"),
        )

    def computed(self, line: int) -> Value:  # noqa: C901, PLR0912  one arm an operation
        """What a line computes."""
        made, reach = self.made, self.reach(line)
        does = self.program.lines[line].does
        match does:
            case Given(column):
                return self.given(self.program.columns[column])
            case GivenOfItem(items, column):
                return self.given(self.program.lists[items].fields[column], of_item=True)
            case Fixed(value):
                return self.fixed(value, self.program.lines[line].kind)
            case LookUp(table):
                return self.looked_up(self.program.tables[table])
            case Scaled(value, factor):
                by = made.whole(factor)
                ends = self.on_both(value, lambda end: made.multiply(end, by, reach))
                exact = self.ends(value).exact
                if exact is None:
                    return ends
                return replace(ends, exact=made.multiply(exact, by, reach))
            case Added(parts):
                read = [self.ends(part) for part in parts]
                return Ends(
                    made.add([one.low for one in read], reach),
                    made.add([one.high for one in read], reach),
                )
            case Taken(left, right):
                return self.taken(left, right, reach)
            case Multiplied(left, right):
                return self.multiplied(left, right, reach)
            case Smallest(parts):
                read = [self.ends(part) for part in parts]
                low = made.least(one.low for one in read)
                return Ends(
                    self.endless_if(low, [one.low for one in read]),
                    made.least(one.high for one in read),
                )
            case Largest(parts):
                read = [self.ends(part) for part in parts]
                high = made.greatest(one.high for one in read)
                return Ends(
                    made.greatest(one.low for one in read),
                    self.endless_if(high, [one.high for one in read]),
                )
            case Floored(value, divisor, up):
                return self.on_both(value, lambda end: self.floored(value, end, divisor, up=up))
            case Totalled():
                return self.totalled(does, reach)
            case Compared(operator, left, right):
                return self.compared(operator, left, right)
            case OneOf(choice, mask):
                return self.one_of(choice, mask, mask)
            case OneOfDated(choice, table):
                return self.one_of_dated(choice, self.program.tables[table])
            case Both(parts):
                return made.both(self.truth(part) for part in parts)
            case Either(parts):
                return made.either(self.truth(part) for part in parts)
            case Negated(part):
                return made.negated(self.truth(part))
            case Chosen():
                return self.chosen(does)
            case Moved(day, months, days):
                one = self.ends(day)
                return Ends(
                    made.moved(one.low, months, days),
                    made.moved(one.high, months, days),
                    None if one.exact is None else made.moved(one.exact, months, days),
                )

    # ── What is given ─────────────────────────────────────────────────────────────────────────

    def given(self, column: Column, *, of_item: bool = False) -> Value:
        """The answer, or all that its question takes where there is none."""
        made, type_ = self.made, column_type(column)
        if of_item:
            known = not self.unknown_item
            answer = made.field(column.name, type_) if known else made.nothing(type_)
        elif column.name in self.columns:
            assumed = column.today and self.on is not None
            answer = made.column(column.name, type_, nullable=not assumed)
        elif column.today and self.on is not None:
            answer = made.day(self.on.toordinal())
        else:
            answer = made.nothing(type_)
        if column.kind in (Kind.TRUTH, Kind.CHOICE):
            return answer
        limit = made.day if column.kind is Kind.DAY else made.whole
        return Ends(
            made.coalesce(answer, limit(column.low)),
            made.coalesce(answer, limit(column.high)),
            answer,
        )

    def fixed(self, value: int, kind: Kind) -> Value:
        """A constant of the rule."""
        if kind is Kind.TRUTH:
            return self.made.truth(bool(value))
        one = self.made.day(value) if kind is Kind.DAY else self.made.whole(value)
        return Ends(one, one, one)

    # ── Numbers ───────────────────────────────────────────────────────────────────────────────

    def on_both(self, line: int, apply: Callable[[Ref], Ref]) -> Ends:
        """An operation that keeps order, on both ends."""
        ends = self.ends(line)
        return Ends(apply(ends.low), apply(ends.high))

    def taken(self, left: int, right: int, reach: int) -> Ends:
        """The right taken from the left, numbers or days."""
        a, b = self.ends(left), self.ends(right)
        if self.program.lines[left].kind is Kind.DAY:
            return Ends(self.made.days(b.high, a.low), self.made.days(b.low, a.high))
        return Ends(
            self.made.subtract(a.low, b.high, reach), self.made.subtract(a.high, b.low, reach)
        )

    def endless_if(self, value: Ref, ends: Sequence[Ref]) -> Ref:
        """The value, without an end where one of the ends has none."""
        without = self.made.either(self.made.is_null(end) for end in ends)
        return self.made.case([(without, self.made.nothing(Type.WHOLE))], value)

    def multiplied(self, left: int, right: int, reach: int) -> Ends:
        """The least and the largest product of the ends; zero times what has no end is zero."""
        made = self.made
        a, b = self.ends(left), self.ends(right)
        one, other = self.program.lines[left].extent, self.program.lines[right].extent
        if one.low >= 0 and other.low >= 0 and not (one.below or other.below):
            return Ends(made.multiply(a.low, b.low, reach), self.product(a.high, b.high, reach))
        corners = [(x, y) for x in _both_ends(a) for y in _both_ends(b)]
        products = [self.product(x, y, reach) for (x, _), (y, _) in corners]
        downwards = made.either(self.endless(x, y, -1) for x, y in corners)
        upwards = made.either(self.endless(x, y, 1) for x, y in corners)
        no_end = made.nothing(Type.WHOLE)
        return Ends(
            made.case([(downwards, no_end)], made.least(products)),
            made.case([(upwards, no_end)], made.greatest(products)),
        )

    def product(self, one: Ref, other: Ref, reach: int) -> Ref:
        """The product of two ends, of which one may have no end."""
        made, zero = self.made, self.made.whole(0)
        product = made.multiply(one, other, reach)
        if not (made[one].nullable or made[other].nullable):
            return product
        nothing = made.either(
            made.compare("=", x, zero) for x, y in ((one, other), (other, one)) if made[y].nullable
        )
        return made.case([(nothing, zero)], product)

    def endless(self, one: tuple[Ref, int], other: tuple[Ref, int], sign: int) -> Ref:
        """Whether the product of two ends is infinite with a sign.

        one, other: an end, and the sign of the infinity that it is when it is null.
        """
        made = self.made

        def signed(end: tuple[Ref, int], wanted: int) -> Ref:
            ref, infinite = end
            strictly = made.compare(">" if wanted > 0 else "<", ref, made.whole(0))
            return made.case([(made.is_null(ref), made.truth(infinite == wanted))], strictly)

        infinite = made.either((made.is_null(one[0]), made.is_null(other[0])))
        ways = (made.both((signed(one, s), signed(other, s * sign))) for s in (-1, 1))
        return made.both((infinite, made.either(ways)))

    def floored(self, line: int, value: Ref, divisor: int, *, up: bool) -> Ref:
        """Divided by a whole number, down or up to a whole one; engines cut off towards zero."""
        made, extent = self.made, self.program.lines[line].extent
        reach = self.reach(line) + divisor
        zero, rest = made.whole(0), made.whole(divisor - 1)
        away = made.subtract(zero, value, reach)
        if up:
            positive = made.cut(made.add((value, rest), reach), divisor)
            negative = made.subtract(zero, made.cut(away, divisor), reach)
        else:
            positive = made.cut(value, divisor)
            raised = made.cut(made.add((away, rest), reach), divisor)
            negative = made.subtract(zero, raised, reach)
        if extent.low >= 0 and not extent.below:
            return positive
        return made.case([(made.compare("<", value, zero), negative)], positive)

    def totalled(self, does: Totalled, reach: int) -> Ends:
        """A sum over the items; over as many unknown ones as there may be where none are given."""
        made = self.made
        before, self.unknown_item = self.unknown_item, True
        one = self.ends(does.each)
        limit, zero = made.whole(does.limit), made.whole(0)
        unknown = Ends(
            self.bounded(one.low, made.least, limit, zero, reach),
            self.bounded(one.high, made.greatest, limit, zero, reach),
        )
        self.unknown_item = False
        name = self.program.lists[does.items].name
        if name in self.columns:
            each = self.ends(does.each)
            items = made.column(name, Type.LIST)
            low, high = made.total(items, each.low, each.high, does.most)
            first = "" if does.most is None else f", the first {does.most}"
            says = f"Each of {name}{first}: {self.program.lines[does.each].says}"
            made.comments.setdefault(made[low].args[0], says)
            missing = made.is_null(items)
            found = Ends(
                made.case([(missing, unknown.low)], low), made.case([(missing, unknown.high)], high)
            )
        else:
            found = unknown
        self.unknown_item = before
        return found

    def bounded(
        self, end: Ref, extreme: Callable[[Sequence[Ref]], Ref], limit: Ref, zero: Ref, reach: int
    ) -> Ref:
        """An end of a sum of unknown items, of which there may be none."""
        times = self.made.multiply(end, limit, reach)
        return self.endless_if(extreme((times, zero)), [times])

    # ── Truths and choices between two ────────────────────────────────────────────────────────

    def compared(self, operator: Operator, left: int, right: int) -> Ref:
        """Surely so, surely not, or open."""
        a, b = self.ends(left), self.ends(right)
        if self.open_without_answer(operator, left, right):
            sign = "=" if operator is Operator.EQUAL else str(operator)
            assert a.exact is not None  # noqa: S101  it is an answer
            return self.made.compare(sign, a.exact, b.low)
        if operator is Operator.EQUAL:
            return self.equal(a, b)
        if operator in (Operator.BELOW, Operator.AT_MOST):
            return self.ordered(str(operator), a, b)
        return self.ordered({Operator.ABOVE: "<", Operator.AT_LEAST: "<="}[operator], b, a)

    def open_without_answer(self, operator: Operator, left: int, right: int) -> bool:
        """Whether a comparison of an answer with a constant is open whenever the answer is missing."""
        fixed, extent = self.program.lines[right].does, self.program.lines[left].extent
        if not isinstance(fixed, Fixed) or self.ends(left).exact is None:
            return False
        least, most, value = extent.low, extent.high, fixed.value
        match operator:
            case Operator.EQUAL:
                return least <= value <= most and least < most
            case Operator.BELOW | Operator.AT_LEAST:
                return least < value <= most
            case _:
                return least <= value < most

    def equal(self, a: Ends, b: Ends) -> Ref:
        """Whether two numbers or days are the same."""
        made = self.made
        if a.low == a.high and b.low == b.high:
            return made.compare("=", a.low, b.low)
        apart = made.either((made.compare("<", a.high, b.low), made.compare("<", b.high, a.low)))
        pairs = ((a.low, a.high), (b.low, b.high), (a.low, b.low))
        same = made.both(made.compare("=", one, other) for one, other in pairs)
        return made.case([(apart, made.truth(False)), (same, made.truth(True))], made.truth(None))

    def ordered(self, sign: str, low: Ends, high: Ends) -> Ref:
        """Whether one is below another, or at most it."""
        made = self.made
        if low.low == low.high and high.low == high.high:
            return made.compare(sign, low.low, high.low)
        contrary = {"<": ">=", "<=": ">"}[sign]
        return made.case(
            [
                (made.compare(sign, low.high, high.low), made.truth(True)),
                (made.compare(contrary, low.low, high.high), made.truth(False)),
            ],
            made.truth(None),
        )

    def chosen(self, does: Chosen) -> Value:
        """One of two, or whatever both allow."""
        made, test = self.made, self.truth(does.condition)
        a, b = self.value(does.then), self.value(does.otherwise)
        if isinstance(a, int) or isinstance(b, int):
            assert isinstance(a, int)  # noqa: S101  both are of one kind
            assert isinstance(b, int)  # noqa: S101
            agreed = made.case([(made.compare("=", a, b), a)], made.truth(None))
            return self.by(test, a, b, agreed)
        low, high = made.least((a.low, b.low)), made.greatest((a.high, b.high))
        if self.program.lines[does.then].kind is not Kind.DAY:
            low = self.endless_if(low, (a.low, b.low))
            high = self.endless_if(high, (a.high, b.high))
        return Ends(self.by(test, a.low, b.low, low), self.by(test, a.high, b.high, high))

    def by(self, test: Ref, then: Ref, otherwise: Ref, either: Ref) -> Ref:
        """By a truth that may be open."""
        made = self.made
        if not made[test].nullable:
            return made.case([(test, then)], otherwise)
        return made.case([(test, then), (made.negated(test), otherwise)], either)

    def one_of(self, choice: int, surely: int, maybe: int) -> Ref:
        """Whether a choice is among some options.

        surely, maybe: the bits of the options surely among them, and of those possibly.
        """
        made, text = self.made, self.truth(choice)
        options = self.options(choice)
        every = (1 << len(options)) - 1
        surely, maybe = surely & every, maybe & every
        if surely == every or maybe == 0:
            return made.truth(surely == every)
        inside = made.among(text, _listed(options, surely)) if surely else made.truth(False)
        if surely == maybe:
            return inside
        outside = (
            made.among(text, _listed(options, every & ~maybe))
            if maybe != every
            else made.truth(False)
        )
        return made.case(
            [(inside, made.truth(True)), (outside, made.truth(False))], made.truth(None)
        )

    def options(self, choice: int) -> tuple[str, ...]:
        """The options of a question, in the order of their bits."""
        match self.program.lines[choice].does:
            case Given(column):
                return self.program.columns[column].options
            case GivenOfItem(items, column):
                return self.program.lists[items].fields[column].options
            case other:
                raise TypeError(f"{type(other).__name__} has no options.")

    # ── Dated values ──────────────────────────────────────────────────────────────────────────

    def looked_up(self, table: Table) -> Value:
        """A dated number, day or truth on the day of its event, as columns of its own."""
        made = self.made
        name = f"{self.scheme.code}.{table.parameter}"
        says = self.about(table)
        if table.kind is Kind.TRUTH:
            truth = self.read_off(
                table,
                lambda row: made.truth(bool(row.low) if row.low == row.high else None),
                self.truth_over_run,
            )
            return made.named(truth, name, says)
        ends = Ends(
            self.read_off(table, lambda row: self.low_of(table, row), self.least_over_run),
            self.read_off(table, lambda row: self.high_of(table, row), self.greatest_over_run),
        )
        return self.named_ends(ends, name, says)

    def low_of(self, table: Table, row: Dated) -> Ref:
        return self.made.day(row.low) if table.kind is Kind.DAY else self.made.whole(row.low)

    def high_of(self, table: Table, row: Dated) -> Ref:
        if table.kind is Kind.DAY:
            return self.made.day(row.high)
        return self.made.nothing(Type.WHOLE) if row.open else self.made.whole(row.high)

    def about(self, table: Table) -> str:
        """A dated value's name in words, and where it stands."""
        found = next((p for p in self.scheme.parameters if p.name == table.parameter), None)
        if not isinstance(found, Parameter):
            return table.parameter
        scale = f", in 1/{table.scale} {found.unit.id}" if table.scale > 1 else ""
        references = dict.fromkeys(value.reference for value in found.values)
        return f"{found.wording.en}{scale} ({'; '.join(references)})"

    def one_of_dated(self, choice: int, table: Table) -> Ref:
        """Whether a choice is in a dated list."""
        return self.read_off(
            table, lambda row: self.one_of(choice, row.low, row.high), self.truth_over_run
        )

    def read_off(
        self,
        table: Table,
        value: Callable[[Dated], Ref],
        over_run: Callable[[list[tuple[Ref, Ref]]], Ref],
    ) -> Ref:
        """A dated value: by the day where there is one, over all days that are possible otherwise.

        over_run: joins pairs of a test, whether a segment is met, and its value.
        """
        made = self.made
        timeline = self.program.timelines[table.timeline]
        event = self.ends(timeline.event)
        extent = self.program.lines[timeline.event].extent
        met = list(_segments(timeline.starts, extent.low, extent.high))
        segments = [(start, value(table.rows[place])) for place, start in met]
        if event.exact is None:
            return over_run(list(self.met_by(event, segments)))
        unknown = over_run([(made.truth(True), each) for _, each in segments])
        branches: list[tuple[Ref, Ref]] = []
        for (_, one), (start, other) in pairwise(segments):
            if one != other:
                branches.append((made.compare("<", event.exact, made.day(start)), one))
        last_start, last = segments[-1]
        if not made[event.exact].nullable:
            return made.case(branches, last)
        if branches:
            changed = made.day(last_start)
            for start, each in reversed(segments):
                if each != last:
                    break
                changed = made.day(start)
            branches.append((made.compare(">=", event.exact, changed), last))
            return made.case(branches, unknown)
        return unknown

    def met_by(self, event: Ends, segments: list[tuple[int, Ref]]) -> Iterator[tuple[Ref, Ref]]:
        """Each segment with the test whether a run of days meets it."""
        made = self.made
        for place, (start, value) in enumerate(segments):
            tests = []
            if place:
                tests.append(made.compare(">=", event.high, made.day(start)))
            if place + 1 < len(segments):
                tests.append(made.compare("<", event.low, made.day(segments[place + 1][0])))
            yield made.both(tests), value

    def least_over_run(self, met: list[tuple[Ref, Ref]]) -> Ref:
        """The least of the segments met; low ends always are."""
        nothing = self.made.nothing(Type.WHOLE)
        return self.made.least(self.made.case([(test, low)], nothing) for test, low in met)

    def greatest_over_run(self, met: list[tuple[Ref, Ref]]) -> Ref:
        """The largest of the segments met; without an end where one has none."""
        made = self.made
        nothing = made.nothing(Type.WHOLE)
        endless = made.either(test for test, high in met if made.is_null_literal(high))
        found = made.greatest(made.case([(test, high)], nothing) for test, high in met)
        return made.case([(endless, nothing)], found)

    def truth_over_run(self, met: list[tuple[Ref, Ref]]) -> Ref:
        """What all the segments met agree on; else open."""
        made = self.made

        def none_is_not(value: bool) -> Ref:
            return made.both(
                made.negated(made.both((test, made.is_not(each, value)))) for test, each in met
            )

        return made.case(
            [(none_is_not(True), made.truth(True)), (none_is_not(False), made.truth(False))],
            made.truth(None),
        )


def _both_ends(ends: Ends) -> tuple[tuple[Ref, int], tuple[Ref, int]]:
    """Each end with the sign of the infinity that it stands for when it is null."""
    return (ends.low, -1), (ends.high, 1)


def _listed(options: Sequence[str], mask: int) -> list[str]:
    return [option for code, option in enumerate(options) if mask >> code & 1]


def _segments(starts: Sequence[int], low: int, high: int) -> Iterator[tuple[int, int]]:
    """The places and first days of the segments that a run of days meets."""
    for place, start in enumerate(starts):
        following = starts[place + 1] if place + 1 < len(starts) else date.max.toordinal() + 1
        if start <= high and following > low:
            yield place, max(start, 1)
