"""A table's columns as a program reads them, as expressions: lazily, whatever the table's length.

What may stand in a column is said by `technopole.rules.readers.columns.reading`, which reads tables
that are there already. An answer that cannot be taken becomes null, and the row names its question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import gcd
from typing import Final

import polars as pl

from technopole.rules.nodes import Kind, Question
from technopole.rules.readers.columns.expressions.lines import Seen
from technopole.rules.readers.columns.expressions.steps import count_of
from technopole.rules.readers.columns.reading import Source, TableRefused, matched, steps_in_one
from technopole.rules.transforms.integers import Column, ItemList, column_of

__all__ = ["REFUSED", "Answers", "answers_of"]

REFUSED: Final = "refused"

_DIGITS: Final = 12
_DECIMAL: Final = rf"^-?(0|[1-9][0-9]{{0,24}})(\.[0-9]{{1,{_DIGITS}}}0*)?$"
_DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_LARGEST: Final = 10**38 - 1  # the largest that a Decimal holds


@dataclass(frozen=True, slots=True)
class Answers:
    """A table's columns, read.

    frame:   what is carried along, the questions' columns as `expressions_of` wants them, and `refused`.
    carried: the columns that answer no question.
    seen:    what is known of the questions' columns.
    """

    frame: pl.LazyFrame
    carried: tuple[str, ...]
    seen: Mapping[str, Seen]


def answers_of(
    frame: pl.DataFrame | pl.LazyFrame, questions: Iterable[Question], on: date | None
) -> Answers:
    """A table's columns as a program reads them; of a DataFrame it is seen what is complete.

    Raises TableRefused with every column that cannot be taken as it is.
    """
    asked = tuple(questions)
    types = frame.collect_schema()
    sources, carried = matched(types, asked)
    if REFUSED in carried:
        raise TableRefused([f"{REFUSED}: this column would be overwritten. Give it another name."])
    read = [_read(source, types[source.name], _looked_at(frame, source), on) for source in sources]
    columns = [column.alias(name) for one in read for name, column in one.columns.items()]
    seen = {one.question: one.seen for one in read}
    if on is not None:
        missing = [q.name for q in asked if q.about.today and q.name not in seen]
        columns += [pl.lit(on).alias(name) for name in missing]
        seen |= {name: Seen(False, on.toordinal(), on.toordinal()) for name in missing}
    refusals = [pl.when(one.refused).then(pl.lit(one.question)) for one in read]
    refused = pl.coalesce(*refusals, pl.lit(None, dtype=pl.String)).alias(REFUSED)
    # Beside a column of the table, literals are as long as the table.
    rows = frame.lazy().with_columns(*columns, refused)
    return Answers(
        rows.select(*carried, REFUSED, *(c.meta.output_name() for c in columns)), carried, seen
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """What a table that is there shows of a column: its least and its largest answer, if that tells."""

    missing: bool = True
    low: object = None
    high: object = None
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Read:
    """A question's column, with what belongs beside it, and where an answer cannot be taken."""

    question: str
    columns: Mapping[str, pl.Expr]
    seen: Seen
    refused: pl.Expr


def _looked_at(frame: pl.DataFrame | pl.LazyFrame, source: Source) -> _Look:
    if isinstance(frame, pl.LazyFrame):
        return _Look()
    found = frame[source.name]
    missing = found.null_count() > 0
    if isinstance(found.dtype, pl.List):
        return _Look(missing, fields=_always_answered(found))
    if found.dtype.is_integer() or found.dtype == pl.Date:
        return _Look(missing, found.min(), found.max())
    return _Look(missing)


def _always_answered(found: pl.Series) -> frozenset[str]:
    """The fields that every item of a list answers."""
    items = found.list.explode(keep_nulls=False, empty_as_null=False)
    if not isinstance(items.dtype, pl.Struct) or items.null_count():
        return frozenset()
    names = [one.name for one in items.dtype.fields]
    return frozenset(name for name in names if not items.struct.field(name).null_count())


# ── Reading ───────────────────────────────────────────────────────────────────────────────────


def _read(source: Source, dtype: pl.DataType, look: _Look, on: date | None) -> _Read:
    question, answer = source.question, pl.col(source.name)
    if question.kind is Kind.ITEMS:
        return _read_list(question, answer, dtype, look)
    value = _taken(source, answer, dtype, look)
    refused = answer.is_not_null() & value.is_null()
    days = [one.toordinal() for one in (look.low, look.high) if isinstance(one, date)]
    missing = look.missing
    if question.about.today and on is not None:
        value, missing = value.fill_null(on), False
        days += [on.toordinal()] * bool(days)
    seen = Seen(missing) if missing or not days else Seen(missing, min(days), max(days))
    return _Read(question.name, {question.name: value}, seen, refused)


def _read_list(question: Question, answer: pl.Expr, dtype: pl.DataType, look: _Look) -> _Read:
    """A list with its items' answers as whole numbers, and how many items there are."""
    columns = {one.name: column_of(one) for one in question.about.fields}
    most = int(question.about.high)  # type: ignore[arg-type]
    listed = ItemList(question.name, most, tuple(columns.values()))
    inner = dtype.inner if isinstance(dtype, pl.List) else None
    types = pl.Schema(inner.to_schema() if isinstance(inner, pl.Struct) else {})
    sources, _ = matched(types, question.about.fields)
    found: dict[str, pl.Expr] = {}
    faults = [pl.element().is_null()]
    for source in sources:
        field = pl.element().struct.field(source.name)
        found[source.question.name] = _taken(source, field, types[source.name], _Look())
        faults.append(field.is_not_null() & found[source.question.name].is_null())
    whole = pl.struct(
        found.get(name, pl.lit(None, dtype=_type_of(one))).alias(name)
        for name, one in columns.items()
    )
    fields = frozenset(s.question.name for s in sources if s.name in look.fields)
    if not types:
        answer = answer.cast(pl.List(pl.Struct({n: _type_of(one) for n, one in columns.items()})))
    count = answer.list.len().cast(pl.Int64)
    if types:
        answers, faulty = answer.list.eval(whole), answer.list.eval(pl.any_horizontal(faults))
        refused = (count > most) | faulty.list.any()
    else:
        answers, refused = answer, count > 0
    return _Read(
        question.name, {question.name: answers, count_of(listed): count},
        Seen(look.missing, fields=fields), refused,
    )  # fmt: skip


def _type_of(column: Column) -> pl.DataType:
    return {Kind.NUMBER: pl.Int64(), Kind.DAY: pl.Date(), Kind.CHOICE: pl.UInt8()}.get(
        column.kind, pl.Boolean()
    )


def _taken(source: Source, answer: pl.Expr, dtype: pl.DataType, look: _Look) -> pl.Expr:
    """An answer as its column's whole number; null where it cannot be taken."""
    column = column_of(source.question)
    if isinstance(dtype, pl.Null):
        return answer.cast(_type_of(column))
    text = isinstance(dtype, pl.String)
    match column.kind:
        case Kind.NUMBER if text:
            decimal = pl.when(answer.str.contains(_DECIMAL)).then(answer)
            return _of_decimal(column, decimal.cast(pl.Decimal(38, _DIGITS), strict=False), _DIGITS)
        case Kind.NUMBER if isinstance(dtype, pl.Decimal):
            return _of_decimal(column, answer, dtype.scale)
        case Kind.NUMBER:
            factor = steps_in_one(source.question)
            within = _between(answer, -(-column.low // factor), column.high // factor, look)
            return _on_steps(column, _times(within.cast(pl.Int64), factor))
        case Kind.DAY:
            days = answer
            if text:
                days = pl.when(answer.str.contains(_DAY)).then(answer)
                days = days.str.to_date("%Y-%m-%d", strict=False)
            return _between(days, date.fromordinal(column.low), date.fromordinal(column.high), look)
        case Kind.CHOICE:
            options = pl.Enum(column.options)
            named = answer if dtype == options else answer.cast(options, strict=False)
            return named.to_physical().cast(pl.UInt8)
        case _ if text:
            return pl.when(answer == "true").then(True).when(answer == "false").then(False)
        case _:
            return answer


def _between(answer: pl.Expr, low: int | date, high: int | date, look: _Look) -> pl.Expr:
    """The answers between two bounds, null for others; nothing to do where it is seen that all are."""
    if look.low is not None and low <= look.low and look.high <= high:  # type: ignore[operator]
        return answer
    return pl.when(answer.is_between(low, high)).then(answer)


def _of_decimal(column: Column, decimal: pl.Expr, digits: int) -> pl.Expr:
    """Decimals on the grid of a question, null for others."""
    ten = 10**digits
    low, high = -(-column.low * ten // column.scale), column.high * ten // column.scale
    whole = decimal.to_physical()
    whole = pl.when(whole.is_between(max(low, -_LARGEST), min(high, _LARGEST))).then(whole)
    common = gcd(ten, column.scale)
    by, times = ten // common, column.scale // common
    if by > 1:
        whole = pl.when(whole % by == 0).then(whole // by)
    return _on_steps(column, _times(whole.cast(pl.Int64), times))


def _times(value: pl.Expr, factor: int) -> pl.Expr:
    return value if factor == 1 else value * factor


def _on_steps(column: Column, whole: pl.Expr) -> pl.Expr:
    """The values on a question's steps, null for others."""
    if column.step == 1:
        return whole
    return pl.when((whole - column.low) % column.step == 0).then(whole)
