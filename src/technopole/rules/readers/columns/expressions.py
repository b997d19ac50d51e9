"""The rules as Polars expressions: without a compiler, lazily, wherever Polars runs.

    decided(frame, schemes, on=…)     a table's answers in, what each scheme makes of them out
    expressions_of(program, seen)     one program as steps of expressions, to be put into any plan

The table has a column for each question, under the question's own name: money in whole cents and
any other number in steps of its finest decimal, as whole numbers; a day as Date; an option as
String, Enum or Categorical; yes or no as Boolean; a list as List of Struct. Null is "unknown", and
so is a column that is not there. For each scheme, by its short name such as TVP, there come out

    TVP.eligible           no, yes or unknown
    TVP.<award>.low        in cents; what is surely given if the case is eligible; 0 where it is not
    TVP.<award>.high       in cents; the most that it may be; null when that is unbounded
    TVP.condition.<name>   true, false, or null when open; only if asked for

and `refused`: the first question with an answer that it does not take. Such a row has no result.

Polars skips nulls when it seeks the least and takes the other branch where a test is null, hence no
answer is ever read with its null: a number becomes two ends, a truth becomes "surely" and "can". A
null end means only that there is none. Polars also wraps whole numbers silently; the program's
extents prove beforehand that none leaves 64 bits. The bounds are those of ranges without splitting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, reduce
from itertools import pairwise
from operator import and_, eq, le, lt, or_
from typing import Any, Final

import polars as pl
from polars._typing import PolarsDataType

from technopole.rules.language import Scheme
from technopole.rules.nodes import Kind, Operator
from technopole.rules.ranges import shift_day
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
    lowered,
    parts_of,
)

__all__ = ["ELIGIBLE", "REFUSED", "ColumnRefused", "Rule", "Seen", "Step", "Totals", "decided",
           "expressions_of"]  # fmt: skip

ELIGIBLE: Final = pl.Enum(["no", "yes", "unknown"])
REFUSED: Final = "refused"

_YES: Final = pl.lit(value=True)
_NO: Final = pl.lit(value=False)
_NOTHING: Final = pl.lit(None, dtype=pl.Int64)
_ZERO: Final = pl.lit(0, dtype=pl.Int64)
_EPOCH: Final = date(1970, 1, 1).toordinal()
_ROW: Final = "number of the row"
_PLACE: Final = "place in the list"

Asked = Column | ItemList


class ColumnRefused(TypeError):
    """A column of the table is of a type that no answer to its question has."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a column's answers before they are read; knowing more makes it quicker.

    missing:     whether some row may have no answer.
    first, last: the ordinals of the days between which all answers are, if known.
    fields:      of a list, the fields that every item answers.
    """

    missing: bool = True
    first: int | None = None
    last: int | None = None
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the items of a list, each a column of the table afterwards.

    outside: columns of the table that the items need.
    steps:   columns of the items, computed one step after another.
    sums:    by their names, what is summed up for each row; a row without items has none.
    """

    items: ItemList
    outside: tuple[str, ...]
    steps: tuple[Mapping[str, pl.Expr], ...]
    sums: Mapping[str, pl.Expr]


@dataclass(frozen=True, slots=True)
class Step:
    """Columns that are computed at once, from answers and from columns of earlier steps."""

    columns: Mapping[str, pl.Expr]
    totals: tuple[Totals, ...] = ()


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


def decided(
    frame: pl.DataFrame | pl.LazyFrame,
    schemes: Scheme | Iterable[Scheme],
    *,
    on: date | None = None,
    keep: Sequence[str] = (),
    conditions: bool = False,
    checked: bool = False,
) -> pl.LazyFrame:
    """Every row of a table decided under some schemes; collect it, or sink it into a file.

    frame:      of a DataFrame it is seen where nothing is missing, which makes the work less.
    on:         the day of asking, which stands for a missing day of application; without it what
                hangs on that day is unknown.
    keep:       columns of the table that come out too, such as what identifies a row.
    conditions: whether each condition's truth comes out.
    checked:    whether all answers are known to be such as their questions take; then there is no
                `refused`, and of answers outside a question's domain anything may be claimed.
    Raises ColumnRefused for a column of another type, TooWide for a rule beyond 64 bits.
    """
    programs = [lowered(one) for one in ([schemes] if isinstance(schemes, Scheme) else schemes)]
    asked = _asked(programs)
    types = frame.collect_schema()
    given = {name: one for name, one in asked.items() if name in types}
    for name, one in given.items():
        _check_type(name, one, types[name])
    seen = {name: _seen(frame, one, on) for name, one in given.items()}
    if on is not None:
        days = {n: o for n, o in asked.items() if isinstance(o, Column) and o.today}
        seen |= {n: _assumed(on) for n in days if n not in given}
    answers = frame.lazy().select(*keep, *_answers(asked, given, types, on, checked=checked))
    kept = [*keep, *([] if checked else [REFUSED])]
    results: dict[str, pl.Expr] = {}
    steps: list[Step] = []
    for program in programs:
        rule = expressions_of(program, seen)
        steps += rule.steps
        results |= dict(_results(program, rule, conditions=conditions))
    if not checked:
        good = pl.col(REFUSED).is_null()
        results = {name: pl.when(good).then(one) for name, one in results.items()}
    return _run(answers, kept, steps, results)


def expressions_of(program: Program, seen: Mapping[str, Seen]) -> Rule:
    """A program as expressions over answers as `decided` prepares them.

    A choice is then the code of its option, UInt8; a number Int64; a list stands beside the number of
    its items, which is null where the list is unknown. What is not in `seen` has no column.
    """
    check_width(program)
    reader = _Reader(program, seen, _Columns(program.code))
    eligible = reader.truth(program.eligible)
    judged = [~pl.col(name).fill_null(value=True) for name in program.judgements if name in seen]
    can = reduce(_both, (_not(one) for one in judged), eligible.maybe)
    surely = _both(eligible.surely, can)
    can = reader.columns.keep("can", can)
    awards = {}
    for name, line in program.awards:
        ends = reader.ends(line)
        low = pl.when(can).then(ends.low).otherwise(_ZERO)
        awards[name] = (
            low, low if ends.single else pl.when(can).then(ends.high).otherwise(_ZERO)
        )  # fmt: skip
    return Rule(
        steps=reader.columns.finished(),
        eligible=can.cast(pl.UInt8) * 2 - surely.cast(pl.UInt8),
        awards=awards,
        conditions={name: reader.truth(line).open for name, line in program.conditions},
    )


# ── What comes in, and what comes out ─────────────────────────────────────────────────────────


def _asked(programs: Iterable[Program]) -> dict[str, Asked]:
    asked: dict[str, Asked] = {}
    for program in programs:
        asked |= {one.name: one for one in program.columns}
        asked |= {one.name: one for one in program.lists}
        asked |= {name: Column(name, Kind.TRUTH, 1, 0, 1) for name in program.judgements}
    return asked


def _check_type(name: str, asked: Asked, found: PolarsDataType) -> None:
    """Refuse a column that no answer could stand in."""
    if found == pl.Null:
        return
    if isinstance(asked, ItemList):
        inner = found.inner if isinstance(found, pl.List) else None
        if not isinstance(inner, pl.Struct):
            raise ColumnRefused(f"{name} is {found}, but a list is wanted, List of Struct.")
        fields = {one.name: one for one in asked.fields}
        for one in inner.fields:
            if one.name not in fields:
                raise ColumnRefused(
                    f"{name} has no field {one.name}; it has {', '.join(sorted(fields))}."
                )
            _check_type(f"{name}.{one.name}", fields[one.name], one.dtype)
        return
    right, wanted = {
        Kind.NUMBER: (found.is_integer(), f"whole numbers in steps of 1/{asked.scale}"),
        Kind.DAY: (found == pl.Date, "Date"),
        Kind.CHOICE: (isinstance(found, pl.String | pl.Enum | pl.Categorical), "String or Enum"),
        Kind.TRUTH: (found == pl.Boolean, "Boolean"),
    }[asked.kind]
    if not right:
        raise ColumnRefused(f"{name} is {found}, but {wanted} is wanted. Convert the column first.")


def _seen(frame: pl.DataFrame | pl.LazyFrame, asked: Asked, on: date | None) -> Seen:
    """What a table that is there already shows of a column."""
    today = on if isinstance(asked, Column) and asked.today else None
    if isinstance(frame, pl.LazyFrame):
        return Seen(missing=today is None)
    found = frame[asked.name]
    missing = found.null_count() > 0
    if isinstance(asked, ItemList):
        fields = _fields_answered(found)
        return Seen(missing=missing, fields=fields)
    if asked.kind is not Kind.DAY or (missing and today is None):
        return Seen(missing=missing)
    days = [day for day in (found.min(), found.max(), today if missing else None)
            if isinstance(day, date)]  # fmt: skip
    if not days:
        return Seen(missing=missing)
    return Seen(missing=False, first=min(days).toordinal(), last=max(days).toordinal())


def _fields_answered(found: pl.Series) -> frozenset[str]:
    if not isinstance(found.dtype, pl.List):
        return frozenset()
    items = found.list.explode(keep_nulls=False, empty_as_null=False)
    if not isinstance(items.dtype, pl.Struct) or items.null_count():
        return frozenset()
    names = [one.name for one in items.dtype.fields]
    return frozenset(name for name in names if not items.struct.field(name).null_count())


def _assumed(on: date) -> Seen:
    return Seen(missing=False, first=on.toordinal(), last=on.toordinal())


def _answers(
    asked: Mapping[str, Asked],
    given: Mapping[str, Asked],
    types: Mapping[str, pl.DataType],
    on: date | None,
    *,
    checked: bool,
) -> Iterator[pl.Expr]:
    """The answers as the rule reads them, and what is refused."""
    refusals: list[pl.Expr] = []
    for name, one in asked.items():
        if name not in given:
            if on is not None and isinstance(one, Column) and one.today:
                yield pl.lit(on).alias(name)
            continue
        answer = pl.col(name)
        if types[name] == pl.Null:
            answer = answer.cast(_type_of(one))
        if isinstance(one, ItemList):
            yield answer
            yield answer.list.len().cast(pl.Int64).alias(_count_of(one))
        else:
            yield _answer(one, answer, on).alias(name)
        if not checked:
            refusals.append(pl.when(_refused(one, answer)).then(pl.lit(name)))
    if not checked:
        yield pl.coalesce(*refusals, pl.lit(None, dtype=pl.String)).alias(REFUSED)


def _answer(column: Column, answer: pl.Expr, on: date | None = None) -> pl.Expr:
    """An answer as the rule reads it; the day of asking where a day is missing that allows it."""
    match column.kind:
        case Kind.CHOICE:
            return answer.cast(pl.Enum(column.options), strict=False).to_physical().cast(pl.UInt8)
        case Kind.NUMBER:
            return answer.cast(pl.Int64)
        case Kind.DAY:
            # What lies outside is refused, and must not be moved beyond all calendars before.
            day = pl.when(_within(column, answer)).then(answer)
            return day.fill_null(on) if column.today and on is not None else day
        case _:
            return answer


def _type_of(asked: Asked) -> pl.DataType:
    if isinstance(asked, ItemList):
        return pl.List(pl.Struct({one.name: _type_of(one) for one in asked.fields}))
    return {Kind.NUMBER: pl.Int64(), Kind.DAY: pl.Date(), Kind.CHOICE: pl.String()}.get(
        asked.kind, pl.Boolean()
    )


def _count_of(items: ItemList) -> str:
    """The column that counts a list's items."""
    return f"{items.name}, how many"


def _refused(asked: Asked, answer: pl.Expr) -> pl.Expr:
    """Whether an answer is one that its question does not take."""
    if isinstance(asked, Column):
        return answer.is_not_null() & _outside(asked, answer)
    item = pl.element().struct
    bad = [
        item.field(one.name).is_not_null() & _outside(one, item.field(one.name))
        for one in asked.fields
        if one.kind is not Kind.TRUTH
    ]
    too_long = answer.list.len() > asked.most
    if not bad:
        return too_long
    return too_long | answer.list.eval(pl.any_horizontal(bad)).list.any()


def _outside(column: Column, answer: pl.Expr) -> pl.Expr:
    match column.kind:
        case Kind.CHOICE:
            return answer.cast(pl.Enum(column.options), strict=False).is_null()
        case Kind.TRUTH:
            return _NO
        case _:
            return ~_within(column, answer)


def _within(column: Column, answer: pl.Expr) -> pl.Expr:
    """Whether a number or a day is one that its question takes."""
    if column.kind is Kind.DAY:
        return answer.is_between(date.fromordinal(column.low), date.fromordinal(column.high))
    inside = answer.is_between(column.low, column.high)
    if column.step == 1:
        return inside
    return inside & (answer.cast(pl.Int64) % column.step == column.low % column.step)


def _results(program: Program, rule: Rule, *, conditions: bool) -> Iterator[tuple[str, pl.Expr]]:
    yield f"{program.code}.eligible", rule.eligible.cat.to(ELIGIBLE)
    for name, (low, high) in rule.awards.items():
        yield f"{program.code}.{name}.low", low
        yield f"{program.code}.{name}.high", high
    for name, truth in rule.conditions.items() if conditions else ():
        yield f"{program.code}.condition.{name}", truth


# ── Running the steps ─────────────────────────────────────────────────────────────────────────


def _run(
    frame: pl.LazyFrame,
    keep: Sequence[str],
    steps: Sequence[Step],
    results: Mapping[str, pl.Expr],
) -> pl.LazyFrame:
    """The results, from steps one after another, each carrying on only what is read later."""
    wanted = _names_in(results.values()) | set(keep)
    carried: list[list[str]] = []
    for step in reversed(steps):
        made = set(step.columns) | {name for totals in step.totals for name in totals.sums}
        carried.append(sorted(wanted))
        wanted = (wanted - made) | _read_by(step)
    for step, names in zip(steps, reversed(carried), strict=True):
        frame = frame.with_columns(**step.columns)
        for totals in step.totals:
            frame = _with_totals(frame, totals)
        frame = frame.select(names)
    return frame.with_columns(**results).select(*keep, *results)


def _read_by(step: Step) -> set[str]:
    read = _names_in(step.columns.values())
    for totals in step.totals:
        read |= {totals.items.name, *totals.outside}
    return read


def _names_in(expressions: Iterable[pl.Expr]) -> set[str]:
    return {name for one in expressions for name in one.meta.root_names()}


def _with_totals(frame: pl.LazyFrame, totals: Totals) -> pl.LazyFrame:
    """The table with the sums: its items are laid out under one another and summed up by row.

    A row without items is laid out as one without answers; nobody reads its sums.
    """
    name = totals.items.name
    answers = (
        _answer(one, pl.col(name).struct.field(one.name)).alias(_field(name, one.name))
        for one in totals.items.fields
    )
    items = (
        frame.select(name, *totals.outside)
        .with_row_index(_ROW)
        .with_columns(pl.int_ranges(pl.col(name).list.len()).alias(_PLACE))
        .explode(name, _PLACE, empty_as_null=True, keep_nulls=True)
        .select(_ROW, _PLACE, *totals.outside, *answers)
    )
    for step in totals.steps:
        items = items.with_columns(**step)
    sums = items.group_by(_ROW, maintain_order=True).agg(**totals.sums).drop(_ROW)
    return pl.concat([frame, sums], how="horizontal")


def _field(items: str, name: str) -> str:
    return f"{items} {name}"


# ── Values ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Ends:
    """Both ends of a number or a day.

    below, above: whether the low, the high end may be null: minus, plus infinity.
    exact:        of an answer that may be missing, the answer itself, null where it is.
    """

    low: pl.Expr
    high: pl.Expr
    below: bool = False
    above: bool = False
    exact: pl.Expr | None = None

    @property
    def single(self) -> bool:
        """Whether it is known in every row."""
        return self.low is self.high

    def each(self, apply: Callable[[pl.Expr], pl.Expr]) -> _Ends:
        """An operation that keeps order, on both ends."""
        low = apply(self.low)
        return _Ends(
            low, low if self.single else apply(self.high), self.below, self.above,
            None if self.exact is None else apply(self.exact),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Truth:
    """Whether something surely holds, and whether it can; neither is ever null."""

    surely: pl.Expr
    maybe: pl.Expr

    @property
    def single(self) -> bool:
        """Whether it is known in every row."""
        return self.surely is self.maybe

    @property
    def open(self) -> pl.Expr:
        """The truth, null where it is open."""
        if self.single:
            return self.surely
        return pl.when(self.surely == self.maybe).then(self.surely)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A choice: the code of its option, null where it is missing; nothing where there is no column."""

    code: pl.Expr | None
    missing: bool


_Value = _Ends | _Truth | _Choice


def _known(truth: pl.Expr) -> _Truth:
    return _Truth(truth, truth)


def _answered(truth: pl.Expr) -> _Truth:
    """The truth of an answer, or of a test of one, which is null where the answer is missing."""
    return _Truth(truth.fill_null(value=False), truth.fill_null(value=True))


_TRUE: Final = _known(_YES)
_FALSE: Final = _known(_NO)
_OPEN: Final = _Truth(_NO, _YES)


def _fixed(truth: bool) -> _Truth:
    return _TRUE if truth else _FALSE


def _both(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    if one is _NO or other is _NO:
        return _NO
    return other if one is _YES else one if other is _YES else one & other


def _either(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    if one is _YES or other is _YES:
        return _YES
    return other if one is _NO else one if other is _NO else one | other


def _not(one: pl.Expr) -> pl.Expr:
    return _NO if one is _YES else _YES if one is _NO else ~one


def _number(value: int | None) -> pl.Expr:
    return _NOTHING if value is None else pl.lit(value, dtype=pl.Int64)


def _day(ordinal: int | None) -> pl.Expr:
    return _NOTHING if ordinal is None else pl.lit(date.fromordinal(ordinal))


def _without_end(ends: Iterable[tuple[pl.Expr, bool]], value: pl.Expr) -> pl.Expr:
    """A value that has no end where one of these ends, each with whether it may be null, has none."""
    tests = [end.is_null() for end, may_be in ends if may_be]
    return pl.when(~reduce(_either, tests)).then(value) if tests else value


# ── Columns that are made ─────────────────────────────────────────────────────────────────────


@dataclass
class _Columns:
    """Columns in the steps that make them.

    steps: what each step makes; names are not used twice.
    since: for each column the first step that can read it; an answer is there from the beginning.
    """

    prefix: str
    steps: list[dict[str, pl.Expr]] = field(default_factory=list)
    totals: list[_ItemColumns] = field(default_factory=list)
    since: dict[str, int] = field(default_factory=dict)

    def keep(self, name: str, expression: pl.Expr, *, literals: bool = False) -> pl.Expr:
        """A column for an expression, unless it is as short itself; for literals only if asked for."""
        meta = expression.meta
        if meta.is_column() or (meta.is_literal() and not literals):
            return expression
        step = self.step_of(expression)
        full = f"{self.prefix} {name}"
        self.at(step)[full] = expression
        self.since[full] = step + 1
        return pl.col(full)

    def step_of(self, *expressions: pl.Expr) -> int:
        """The first step that can read all that some expressions need."""
        return max((self.since.get(name, 0) for name in _names_in(expressions)), default=0)

    def at(self, step: int) -> dict[str, pl.Expr]:
        while len(self.steps) <= step:
            self.steps.append({})
        return self.steps[step]

    def finished(self) -> tuple[Step, ...]:
        return tuple(
            Step(columns, tuple(one.finished() for one in self.totals if one.step == step))
            for step, columns in enumerate(self.steps)
        )


@dataclass
class _ItemColumns:
    """The columns of a list's items, and their sums, as one step of the table computes them."""

    items: ItemList
    step: int
    reader: _Reader
    sums: dict[str, pl.Expr] = field(default_factory=dict)

    def finished(self) -> Totals:
        steps = self.reader.columns.steps
        inside = {_field(self.items.name, one.name) for one in self.items.fields} | {_PLACE}
        inside |= {name for step in steps for name in step}
        read = _names_in([*self.sums.values(), *(one for step in steps for one in step.values())])
        return Totals(self.items, tuple(sorted(read - inside)), tuple(steps), self.sums)


# ── The lines of a program ────────────────────────────────────────────────────────────────────

_COMPARED: Final[Mapping[Operator, Callable[[pl.Expr, pl.Expr], pl.Expr]]] = {
    Operator.BELOW: lt, Operator.AT_MOST: le, Operator.EQUAL: eq,
}  # fmt: skip
_FLIPPED: Final = {Operator.ABOVE: Operator.BELOW, Operator.AT_LEAST: Operator.AT_MOST}


@dataclass
class _Reader:
    """The values of a program's lines so far: of a case, of one of a list's items, or of an unknown one.

    outside: the reader of the case, where this one reads items.
    known:   whether the items are there; else nothing is known of any.
    """

    program: Program
    seen: Mapping[str, Seen]
    columns: _Columns
    outside: _Reader | None = None
    known: bool = True
    values: dict[Ref, _Value] = field(default_factory=dict)
    unknown: dict[int, _Reader] = field(default_factory=dict)

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

    def value(self, ref: Ref) -> _Value:
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

    def in_columns(self, ref: Ref) -> _Value:
        """The value of a line, in columns of its own."""
        value = self.values[ref] if ref in self.values else self.computed(ref)
        open_item = " of an unknown item" if self.outside and not self.known else ""
        name, keep = f"{ref}{open_item}", self.columns.keep
        match value:
            case _Ends():
                low = keep(f"{name} low", value.low)
                high = low if value.single else keep(f"{name} high", value.high)
                value = _Ends(low, high, value.below, value.above, value.exact)
            case _Truth():
                surely = keep(f"{name} surely", value.surely)
                value = _Truth(surely, surely if value.single else keep(f"{name} can", value.maybe))
        self.values[ref] = value
        return value

    def ends(self, ref: Ref) -> _Ends:
        """Both ends of a number or a day."""
        value = self.value(ref)
        assert isinstance(value, _Ends)  # noqa: S101  lines have the kinds of their nodes
        return value

    def truth(self, ref: Ref) -> _Truth:
        """A truth."""
        value = self.value(ref)
        assert isinstance(value, _Truth)  # noqa: S101
        return value

    def extent(self, ref: Ref) -> Extent:
        return self.program.lines[ref].extent

    def computed(self, ref: Ref) -> _Value:  # noqa: C901, PLR0912  one arm an operation
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
                by = _number(factor)
                return self.ends(value) if factor == 1 else self.ends(value).each(lambda a: a * by)
            case Floored(value, divisor, up):
                by = _number(divisor)
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
                return self.joined(_both, parts)
            case Either(parts):
                return self.joined(_either, parts)
            case Negated(part):
                truth = self.truth(part)
                surely = _not(truth.maybe)
                return _Truth(surely, surely if truth.single else _not(truth.surely))
            case Chosen():
                return self.chosen(does)
            case Moved():
                return self.moved(does)

    # ── What is given ─────────────────────────────────────────────────────────────────────────

    def given(self, column: Column) -> _Value:
        seen = self.seen.get(column.name)
        if seen is None:
            return self.read(column, None, missing=True)
        return self.read(column, pl.col(column.name), missing=seen.missing)

    def given_of_item(self, items: ItemList, place: int) -> _Value:
        column = items.fields[place]
        if not self.known:
            return self.read(column, None, missing=True)
        answer = pl.col(_field(items.name, column.name))
        return self.read(column, answer, missing=column.name not in self.seen[items.name].fields)

    def read(self, column: Column, answer: pl.Expr | None, *, missing: bool) -> _Value:
        """An answer, or all that its question takes where there is none."""
        if column.kind is Kind.CHOICE:
            return _Choice(answer, missing)
        if column.kind is Kind.TRUTH:
            if answer is None:
                return _OPEN
            return _answered(answer) if missing else _known(answer)
        limit = _day if column.kind is Kind.DAY else _number
        low, high = limit(column.low), limit(column.high)
        if answer is None:
            return _Ends(low, high)
        if not missing:
            return _Ends(answer, answer)
        return _Ends(answer.fill_null(low), answer.fill_null(high), exact=answer)

    def constant(self, value: int, kind: Kind) -> _Value:
        if kind is Kind.TRUTH:
            return _fixed(bool(value))
        one = _day(value) if kind is Kind.DAY else _number(value)
        return _Ends(one, one)

    # ── Numbers and days ──────────────────────────────────────────────────────────────────────

    def added(self, parts: Sequence[_Ends]) -> _Ends:
        low = reduce(lambda a, b: a + b, (part.low for part in parts))
        single = all(part.single for part in parts)
        return _Ends(
            low, low if single else reduce(lambda a, b: a + b, (part.high for part in parts)),
            any(part.below for part in parts), any(part.above for part in parts),
        )  # fmt: skip

    def taken(self, left: Ref, right: Ref) -> _Ends:
        a, b = self.ends(left), self.ends(right)

        def less(one: pl.Expr, other: pl.Expr) -> pl.Expr:
            if self.program.lines[left].kind is not Kind.DAY:
                return one - other
            return one.to_physical().cast(pl.Int64) - other.to_physical().cast(pl.Int64)

        low = less(a.low, b.high)
        high = low if a.single and b.single else less(a.high, b.low)
        return _Ends(low, high, a.below or b.above, a.above or b.below)

    def smallest(self, parts: Sequence[_Ends]) -> _Ends:
        """The smallest; a low end that is infinite prevails, a high one never does."""
        low = pl.min_horizontal(part.low for part in parts)
        low = _without_end(((part.low, part.below) for part in parts), low)
        single = all(part.single for part in parts)
        high = low if single else pl.min_horizontal(part.high for part in parts)
        return _Ends(low, high, any(p.below for p in parts), all(p.above for p in parts))

    def largest(self, parts: Sequence[_Ends]) -> _Ends:
        """The largest; a high end that is infinite prevails, a low one never does."""
        high = pl.max_horizontal(part.high for part in parts)
        high = _without_end(((part.high, part.above) for part in parts), high)
        single = all(part.single for part in parts)
        low = high if single else pl.max_horizontal(part.low for part in parts)
        return _Ends(low, high, all(p.below for p in parts), any(p.above for p in parts))

    def multiplied(self, left: Ref, right: Ref) -> _Ends:
        """The least and the largest product of the ends; zero times what has no end is zero."""
        a, b = self.ends(left), self.ends(right)
        if a.single and b.single:
            product = a.low * b.low
            return _Ends(product, product)
        if min(self.extent(left).low, self.extent(right).low) >= 0 and not (a.below or b.below):
            return _Ends(
                a.low * b.low,
                _product((a.high, a.above), (b.high, b.above)),
                above=a.above or b.above,
            )
        corners = [
            (one, other)
            for one in ((a.low, a.below, -1), (a.high, a.above, 1))
            for other in ((b.low, b.below, -1), (b.high, b.above, 1))
        ]
        products = [_product(one[:2], other[:2]) for one, other in corners]
        low, high = pl.min_horizontal(products), pl.max_horizontal(products)
        endless = a.below or a.above or b.below or b.above
        if endless:
            low = pl.when(~reduce(_either, (_infinite(*c, -1) for c in corners))).then(low)
            high = pl.when(~reduce(_either, (_infinite(*c, 1) for c in corners))).then(high)
        return _Ends(low, high, endless, endless)

    def moved(self, does: Moved) -> _Ends:
        """A day moved: read off a table of all days that there may be."""
        extent = self.extent(does.day)
        table = pl.lit(_moves(extent.low, extent.high, does.months, does.days))
        first = _number(extent.low - _EPOCH)

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
        return _Ends(_day(low), _day(high))

    # ── Sums over items ───────────────────────────────────────────────────────────────────────

    def totalled(self, ref: Ref, does: Totalled) -> _Ends:
        """A sum over the items; over as many unknown ones as there may be where none are given."""
        listed = self.program.lists[does.items]
        seen = self.seen.get(listed.name)
        if seen is None:
            return self.unknown_total(does)
        given = self.given_total(ref, does, listed)
        if not seen.missing:
            return given
        unknown = self.unknown_total(does)
        missing = pl.col(_count_of(listed)).is_null()
        return _Ends(
            pl.when(missing).then(unknown.low).otherwise(given.low),
            pl.when(missing).then(unknown.high).otherwise(given.high),
            given.below or unknown.below, given.above or unknown.above,
        )  # fmt: skip

    def unknown_total(self, does: Totalled) -> _Ends:
        """Any number of unknown items, up to as many as there may be."""
        reader = self.unknown.setdefault(
            does.items, _Reader(self.program, self.seen, self.columns, outside=self, known=False)
        )
        reader.value(does.each)
        one = reader.in_columns(does.each)
        assert isinstance(one, _Ends)  # noqa: S101  only numbers are summed up
        limit = _number(does.limit)
        low = pl.when(one.low >= 0).then(_ZERO).otherwise(one.low * limit)
        high = pl.when(one.high <= 0).then(_ZERO).otherwise(one.high * limit)
        return _Ends(low, high, one.below, one.above)

    def given_total(self, ref: Ref, does: Totalled, listed: ItemList) -> _Ends:
        """The items that are given, summed up."""
        group = self.item_columns(does)
        reader = group.reader
        one = reader.ends(does.each)

        def summed(end: pl.Expr, which: str, *, may_be_null: bool) -> pl.Expr:
            # A literal would be summed up once a row, not once an item.
            each = reader.columns.keep(f"{ref} {which}", end, literals=True)
            if does.most is not None:
                each = pl.when(pl.col(_PLACE) < does.most).then(each).otherwise(_ZERO)
            total = each.sum()
            if may_be_null:
                total = pl.when(~each.is_null().any()).then(total)
            name = f"{self.columns.prefix} {ref} {which}"
            group.sums[name] = total
            self.columns.since[name] = group.step + 1
            return pl.when(pl.col(_count_of(listed)) == 0).then(_ZERO).otherwise(pl.col(name))

        low = summed(one.low, "sum of lows", may_be_null=one.below)
        high = low if one.single else summed(one.high, "sum of highs", may_be_null=one.above)
        return _Ends(low, high, one.below, one.above)

    def item_columns(self, does: Totalled) -> _ItemColumns:
        """Where a total's items are computed: together with those of other totals, if it can be."""
        listed = self.program.lists[does.items]
        step = self.step_for(does)
        for group in self.columns.totals:
            if group.items == listed and group.step >= step:
                return group
        others = (
            line.does
            for line in self.program.lines
            if isinstance(line.does, Totalled) and line.does.items == does.items
        )
        free = [one for one in others if not self.needs_a_total(one)]
        step = max((self.step_for(one) for one in free), default=step) if does in free else step
        inside = _Columns(f"{self.columns.prefix} {listed.name}")
        reader = _Reader(self.program, self.seen, inside, outside=self)
        self.columns.at(step)
        self.columns.totals.append(_ItemColumns(listed, step, reader))
        return self.columns.totals[-1]

    def step_for(self, does: Totalled) -> int:
        """The first step at which everything is there that a total's items need from outside."""
        needed: list[pl.Expr] = []
        for ref in self.needed_from_outside(does.each):
            match self.in_columns(ref):
                case _Ends(low, high):
                    needed += [low, high]
                case _Truth(surely, maybe):
                    needed += [surely, maybe]
        return self.columns.step_of(*needed)

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

    def joined(self, join: Callable[[pl.Expr, pl.Expr], pl.Expr], parts: Sequence[Ref]) -> _Truth:
        truths = [self.truth(part) for part in parts]
        surely = reduce(join, (one.surely for one in truths))
        if all(one.single for one in truths):
            return _known(surely)
        return _Truth(surely, reduce(join, (one.maybe for one in truths)))

    def compared(self, operator: Operator, left: Ref, right: Ref) -> _Truth:
        """Whether one is below another, at most it, or equal."""
        a, b = self.ends(left), self.ends(right)
        apply = _COMPARED[operator]
        if a.single and b.single:
            return _known(apply(a.low, b.low))
        # An answer compared with what is known: null where it is missing, which is as open.
        if a.exact is not None and b.single and self.open_if_missing(operator, left, right):
            return _answered(apply(a.exact, b.low))
        if b.exact is not None and a.single and self.open_if_missing(operator, right, left):
            return _answered(apply(a.low, b.exact))
        endless = a.below or a.above or b.below or b.above
        if operator is Operator.EQUAL:
            surely = (a.low == a.high) & (b.low == b.high) & (a.low == b.low)
            tests = [a.high >= b.low, b.high >= a.low]
        else:
            surely, tests = apply(a.high, b.low), [apply(a.low, b.high)]
        if not endless:
            return _Truth(surely, reduce(_both, tests))
        # Against an end that there is not, nothing is sure and everything can be.
        maybe = reduce(_both, (test.fill_null(value=True) for test in tests))
        return _Truth(surely.fill_null(value=False), maybe)

    def open_if_missing(self, operator: Operator, answer: Ref, other: Ref) -> bool:
        """Whether a comparison of an answer with anything that the other may be is open without it."""
        asked, known = self.extent(answer), self.extent(other)
        if operator is Operator.EQUAL:
            return asked.low <= known.low and known.high <= asked.high and asked.low < asked.high
        return asked.low < known.low and known.high < asked.high

    def chosen(self, does: Chosen) -> _Value:
        """One of two, or whatever both allow."""
        test = self.truth(does.condition)
        a, b = self.value(does.then), self.value(does.otherwise)
        if isinstance(a, _Truth) and isinstance(b, _Truth):
            return _chosen_truth(test, a, b)
        one, other = self.ends(does.then), self.ends(does.otherwise)
        below, above = one.below or other.below, one.above or other.above
        if test.single:
            low = pl.when(test.surely).then(one.low).otherwise(other.low)
            if one.single and other.single:
                return _Ends(low, low)
            high = pl.when(test.surely).then(one.high).otherwise(other.high)
            return _Ends(low, high, below, above)
        ends = ((one.low, one.below), (other.low, other.below))
        least = _without_end(ends, pl.min_horizontal(one.low, other.low))
        ends = ((one.high, one.above), (other.high, other.above))
        most = _without_end(ends, pl.max_horizontal(one.high, other.high))
        return _Ends(
            pl.when(test.surely).then(one.low).when(test.maybe).then(least).otherwise(other.low),
            pl.when(test.surely).then(one.high).when(test.maybe).then(most).otherwise(other.high),
            below, above,
        )  # fmt: skip

    def member(self, ref: Ref, mask: int) -> _Truth:
        """Whether a choice is one of the options whose bits are set."""
        choice = self.value(ref)
        assert isinstance(choice, _Choice)  # noqa: S101  it has the kind of its node
        every = (2 << self.extent(ref).high) - 1
        inside = mask & every
        if inside in (0, every):
            return _fixed(inside == every)
        if choice.code is None:
            return _OPEN
        truth = _one_of(choice.code, inside, every)
        return _answered(truth) if choice.missing else _known(truth)

    # ── Dated values ──────────────────────────────────────────────────────────────────────────

    def looked_up(self, table: Table) -> _Value:
        """A dated number, day or truth on the day of its event."""
        if table.kind is Kind.TRUTH:
            made = _End(_low_of, _every, _truth_of, _met_by_every)
            return _Truth(
                *self.read_off(table, made, _End(_high_of, _some, _truth_of, _met_by_some))
            )
        if table.kind is Kind.DAY:
            least = _End(_low_of, _least, _day, _least_met)
            return _Ends(*self.read_off(table, least, _End(_high_of, _most, _day, _most_met)))
        least = _End(_low_of, _least, _number, _least_met)
        low, high = self.read_off(table, least, _End(_bounded_high_of, _most, _number, _most_met))
        return _Ends(low, high, above=any(row.open for _, row in self.segments(table)))

    def member_of_dated(self, ref: Ref, table: Table) -> _Truth:
        """Whether a choice is in a dated list."""
        surely = _End(
            _low_of, _every, lambda bits: self.member(ref, bits or 0).surely, _met_by_every
        )
        maybe = _End(_high_of, _some, lambda bits: self.member(ref, bits or 0).maybe, _met_by_some)
        choice = self.value(ref)
        certain = isinstance(choice, _Choice) and not choice.missing
        return _Truth(*self.read_off(table, surely, maybe, certain=certain))

    def read_off(
        self, table: Table, low: _End, high: _End, *, certain: bool = True
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

    def one_end(self, table: Table, end: _End) -> pl.Expr:
        """One end of a dated value: by the day where there is one, else over all days that may be."""
        every = [(start, end.of(row)) for start, row in self.segments(table)]
        met = [every[0], *(b for a, b in pairwise(every) if a[1] != b[1])]
        if len(met) == 1:
            return end.make(met[0][1])
        joined = end.make(end.joined([key for _, key in met]))
        event = self.ends(self.program.timelines[table.timeline].event)
        if not event.low.meta.root_names() and not event.single:
            return joined
        day = event.low if event.single else event.exact
        if day is None:
            return end.over([(test, end.make(key)) for test, key in _met_by(event, met)])
        found: Any = pl.when(day < _day(met[1][0])).then(end.make(met[0][1]))
        for (_, key), (following, _) in pairwise(met[1:]):
            found = found.when(day < _day(following)).then(end.make(key))
        start, last = met[-1]
        if event.single:
            known: pl.Expr = found.otherwise(end.make(last))
            return known
        after: pl.Expr = found.when(day >= _day(start)).then(end.make(last)).otherwise(joined)
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


# ── Ends of dated values ──────────────────────────────────────────────────────────────────────

_Key = int | None
"""One end of a dated value in a segment: a number or a day; 0 or 1; bits of options; None for no end."""


@dataclass(frozen=True, slots=True)
class _End:
    """How one end of a dated value is found.

    of:     the end in a segment.
    joined: the end over several segments, all of which may be met.
    make:   the expression of an end.
    over:   the end over several segments, by the tests whether each is met.
    """

    of: Callable[[Dated], _Key]
    joined: Callable[[Sequence[_Key]], _Key]
    make: Callable[[_Key], pl.Expr]
    over: Callable[[Sequence[tuple[pl.Expr, pl.Expr]]], pl.Expr]


def _low_of(row: Dated) -> _Key:
    return row.low


def _high_of(row: Dated) -> _Key:
    return row.high


def _bounded_high_of(row: Dated) -> _Key:
    return None if row.open else row.high


def _least(keys: Sequence[_Key]) -> _Key:
    return min(key for key in keys if key is not None)


def _most(keys: Sequence[_Key]) -> _Key:
    return None if None in keys else max(key for key in keys if key is not None)


def _every(keys: Sequence[_Key]) -> _Key:
    return reduce(and_, (key or 0 for key in keys))


def _some(keys: Sequence[_Key]) -> _Key:
    return reduce(or_, (key or 0 for key in keys))


def _least_met(met: Sequence[tuple[pl.Expr, pl.Expr]]) -> pl.Expr:
    return pl.min_horizontal(pl.when(test).then(value) for test, value in met)


def _most_met(met: Sequence[tuple[pl.Expr, pl.Expr]]) -> pl.Expr:
    most = pl.max_horizontal(pl.when(test).then(value) for test, value in met)
    return pl.when(~reduce(_either, (test & value.is_null() for test, value in met))).then(most)


def _met_by_every(met: Sequence[tuple[pl.Expr, pl.Expr]]) -> pl.Expr:
    return reduce(_both, (_either(_not(test), value) for test, value in met))


def _met_by_some(met: Sequence[tuple[pl.Expr, pl.Expr]]) -> pl.Expr:
    return reduce(_either, (_both(test, value) for test, value in met))


def _met_by(event: _Ends, segments: Sequence[tuple[int, _Key]]) -> Iterator[tuple[pl.Expr, _Key]]:
    """Each segment with the test whether a run of days meets it."""
    for place, (start, key) in enumerate(segments):
        test = event.high >= _day(start) if place else _YES
        if place + 1 < len(segments):
            test = _both(test, event.low < _day(segments[place + 1][0]))
        yield test, key


# ── Small things ──────────────────────────────────────────────────────────────────────────────


def _product(one: tuple[pl.Expr, bool], other: tuple[pl.Expr, bool]) -> pl.Expr:
    """The product of two ends, each with whether it may be null; zero where one is zero."""
    product = one[0] * other[0]
    if not (one[1] or other[1]):
        return product
    return pl.when((one[0] == 0) | (other[0] == 0)).then(_ZERO).otherwise(product)


def _infinite(one: _Corner, other: _Corner, sign: int) -> pl.Expr:
    """Whether the product of two ends is infinite, with a sign."""
    if not (one[1] or other[1]):
        return _NO

    def has_sign(end: _Corner, wanted: int) -> pl.Expr:
        strictly = end[0] > 0 if wanted > 0 else end[0] < 0
        return strictly.fill_null(value=end[2] == wanted)

    without = _either(*(end[0].is_null() if end[1] else _NO for end in (one, other)))
    alike = has_sign(one, 1) & has_sign(other, sign)
    return without & (alike | (has_sign(one, -1) & has_sign(other, -sign)))


_Corner = tuple[pl.Expr, bool, int]
"""An end, whether it may be null, and the sign of the infinity that it is then."""


def _chosen_truth(test: _Truth, a: _Truth, b: _Truth) -> _Truth:
    surely = _either(_both(test.surely, a.surely), _both(_not(test.maybe), b.surely))
    maybe = _either(_both(test.maybe, a.maybe), _both(_not(test.surely), b.maybe))
    if test.single and a.single and b.single:
        return _known(surely)
    return _Truth(_either(surely, _both(a.surely, b.surely)), maybe)


def _one_of(code: pl.Expr, inside: int, every: int) -> pl.Expr:
    """Whether a code's bit is set; null where the code is."""
    if 2 * inside.bit_count() > every.bit_count():
        return ~_one_of(code, every & ~inside, every)
    codes = [place for place in range(every.bit_length()) if inside >> place & 1]
    return reduce(or_, (code == pl.lit(one, dtype=pl.UInt8) for one in codes))


def _truth_of(key: _Key) -> pl.Expr:
    return _YES if key else _NO


@lru_cache(maxsize=64)
def _moves(first: int, last: int, months: int, days: int) -> pl.Series:
    """Where each day from a first to a last one is moved to, as days since 1970."""
    moved = (shift_day(date.fromordinal(day), months, days) for day in range(first, last + 1))
    return pl.Series([day.toordinal() - _EPOCH for day in moved], dtype=pl.Int32)


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
