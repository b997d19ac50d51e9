"""A table's columns as whole numbers; what cannot be taken, by row and column.

A column has the name of its question. Null is "unknown". What may stand in it:

    money      dollars as Decimal or as canonical decimal text such as "1234.50"; or whole numbers,
               which are cents, as everywhere else
    a number   whole numbers, Decimal, or canonical decimal text
    a day      Date, or text such as 2024-10-31
    a choice   the option as String, Categorical or Enum
    yes or no  Boolean, or the texts true and false
    a list     List of Struct, with a field for each question about an item; or JSON as text, such as
               [{"talent.degree": "master"}], the only form that a cell of CSV can have

Floats are refused, for they hold no cents. No Python loop runs over good answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import Any, Final

import polars as pl

from technopole.rules.answers import AnswersRefused, Written, read_answers
from technopole.rules.nodes import Kind, Question
from technopole.rules.transforms.integers import Column, column_of

__all__ = [
    "TYPES",
    "Listed",
    "Source",
    "TableRefused",
    "Whole",
    "cents_columns",
    "fault_of",
    "matched",
    "read_column",
    "said",
    "steps_in_one",
]

_MONEY: Final = frozenset({"HKD", "RMB", "USD", "EUR"})
_CENTS: Final = 100  # in one of each
_SHOWN: Final = 80
_TWICE: Final = re.compile(r"(.+)_duplicated_[0-9]+")  # as Polars names what stands twice in CSV
_DIGITS: Final = 12  # after the point; what has more is finer than any question asks
_DECIMAL: Final = rf"^-?(0|[1-9][0-9]{{0,24}})(\.[0-9]{{1,{_DIGITS}}}0*)?$"
_DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_LARGEST: Final = 10**38 - 1  # the largest that a Decimal holds


class TableRefused(ValueError):
    """The table's columns cannot be taken as they are; nothing was computed."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


@dataclass(frozen=True, slots=True)
class Source:
    """A column of a table, and the question that it answers."""

    name: str
    question: Question


@dataclass(frozen=True, slots=True)
class Whole:
    """A column as whole numbers: Int64, Date, Boolean, or UInt8 codes; null where nothing is answered.

    bad: where the answer cannot be taken; None where all can.
    """

    values: pl.Series
    bad: pl.Series | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A column of lists: how many items each row has (null where unknown), and all items end to end."""

    counts: pl.Series
    fields: Mapping[str, pl.Series]
    bad: pl.Series | None = None


# ── Which columns answer what ─────────────────────────────────────────────────────────────────


def matched(
    schema: Mapping[str, pl.DataType], questions: Iterable[Question]
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The columns that answer questions, and those that are carried along as they are.

    A column with a name of questions' form, such as `company.size`, that no question has is refused,
    for it may be misspelt. Raises TableRefused with every fault.
    """
    known = {question.name: question for question in questions}
    sources: list[Source] = []
    carried: list[str] = []
    faults: list[str] = []
    for name, dtype in schema.items():
        asked = known.get(name)
        if asked is None:
            fault = _unknown(name, known)
            if fault:
                faults.append(fault)
            else:
                carried.append(name)
            continue
        source = Source(name, asked)
        faults += _type_faults(source, dtype)
        sources.append(source)
    if faults:
        raise TableRefused(faults)
    return tuple(sources), tuple(carried)


def _unknown(name: str, known: Mapping[str, Question]) -> str:
    """Why a column is refused that no question has the name of; nothing where it is carried along."""
    if (twice := _TWICE.fullmatch(name)) and twice[1] in known:
        return f"{twice[1]}: this heading stands twice. Keep one of the columns."
    if name.count(";") > 1 or (";" in name and name.partition(";")[0] in known):
        return f"{name[:_SHOWN]}: these are several headings. Put commas between columns."
    near = get_close_matches(name[:_SHOWN], known, n=1, cutoff=0.8)
    if near:
        return f"{name}: no rule asks this. Did you mean {near[0]}?"
    if "." in name:
        return (
            f"{name}: no rule asks this. See `technopole questions` for the names; "
            "a column that is only to be carried along has no point in its name."
        )
    return ""


def _type_faults(source: Source, dtype: pl.DataType) -> Iterator[str]:
    """Why a column's type cannot hold answers to its question."""
    kind = source.question.kind
    text = isinstance(dtype, pl.String)
    number = dtype.is_integer() or text or dtype.is_decimal()
    numbers = (
        "dollars as decimals or as text, or whole numbers of cents"
        if source.question.unit.id in _MONEY
        else "whole numbers, decimals, or decimals as text"
    )
    takes, wanted = {
        Kind.NUMBER: (number, numbers),
        Kind.DAY: (text or isinstance(dtype, pl.Date), "days, or text such as 2024-10-31"),
        Kind.CHOICE: (text or isinstance(dtype, pl.Enum | pl.Categorical), "options as text"),
        Kind.TRUTH: (text or isinstance(dtype, pl.Boolean), "true and false, or these two words as text"),
        Kind.ITEMS: (
            text or (isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct | pl.Null)),
            "lists of records, or lists in JSON as text",
        ),
    }[kind]  # fmt: skip
    if not takes and not isinstance(dtype, pl.Null):
        yield f"{source.name}: a column of {_in_words(dtype)} cannot hold this answer. Give {wanted}."
    elif isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct):
        try:
            fields = {one.name: _instance(one.dtype) for one in dtype.inner.fields}
            _, carried = matched(fields, source.question.about.fields)
        except TableRefused as error:
            yield from (f"{source.name}, {sentence}" for sentence in error.sentences)
        else:
            yield from (f"{source.name}, {name}: no rule asks this of an item." for name in carried)


def _in_words(dtype: pl.DataType) -> str:
    """What a column holds, as people say it who do not know this library's names."""
    match dtype:
        case pl.String() | pl.Categorical() | pl.Enum():
            return "text"
        case pl.Boolean():
            return "true and false"
        case pl.Date():
            return "days"
        case pl.Datetime() | pl.Time() | pl.Duration():
            return "times"
        case pl.List() | pl.Array():
            return f"lists of {_in_words(_instance(dtype.inner))}"
        case pl.Struct():
            return "records"
        case _ if dtype.is_float():
            return "binary fractions, which hold no cents,"
        case _ if dtype.is_integer():
            return "whole numbers"
        case _ if dtype.is_decimal():
            return "decimals"
        case _:
            return "bytes" if isinstance(dtype, pl.Binary) else "nothing"


def _instance(dtype: Any) -> pl.DataType:
    found: pl.DataType = dtype() if isinstance(dtype, type) else dtype
    return found


# ── Reading ───────────────────────────────────────────────────────────────────────────────────


def read_column(source: Source, answers: pl.Series, on: date) -> Whole | Listed:
    """A column as whole numbers; a missing day of application is the day of asking."""
    question = source.question
    if question.kind is Kind.ITEMS:
        return _items(source, answers, on)
    column = column_of(question)
    if isinstance(answers.dtype, pl.Null):
        answers = answers.cast(_TYPES[question.kind])
    match question.kind:
        case Kind.NUMBER:
            return _number(column, answers, steps_in_one(question))
        case Kind.DAY:
            whole = _day(column, answers)
            filled = whole.values.fill_null(on) if question.about.today else whole.values
            if question.about.today and whole.bad is not None:
                filled = whole.values
            return Whole(filled, whole.bad)
        case Kind.CHOICE:
            return _choice(column, answers)
        case _:
            return _truth(answers)


_TYPES: Final[dict[Kind, type[pl.DataType]]] = {
    Kind.NUMBER: pl.Int64, Kind.DAY: pl.Date, Kind.CHOICE: pl.String, Kind.TRUTH: pl.Boolean,
}  # fmt: skip


TYPES: Final[dict[Kind, type[pl.DataType]]] = _TYPES | {Kind.CHOICE: pl.UInt8}
"""What a column is read into."""


def steps_in_one(question: Question) -> int:
    """What a whole number in a column stands for on the question's grid: a cent of money, else one."""
    scale = column_of(question).scale
    return scale // _CENTS if question.unit.id in _MONEY else scale


def cents_columns(
    schema: Mapping[str, pl.DataType], questions: Iterable[Question]
) -> tuple[str, ...]:
    """The columns of money that hold whole numbers, and so cents; those of lists by the list's name."""
    found: list[str] = []
    for question in questions:
        dtype = schema.get(question.name)
        if question.kind is Kind.ITEMS:
            inner = dtype.inner if isinstance(dtype, pl.List) else None
            if isinstance(inner, pl.Struct):
                fields = {one.name: _instance(one.dtype) for one in inner.fields}
                items = cents_columns(fields, question.about.fields)
                found += (f"{question.name}, {name}" for name in items)
        elif question.unit.id in _MONEY and dtype is not None and dtype.is_integer():
            found.append(question.name)
    return tuple(found)


def _kept(answers: pl.Series, values: pl.Series) -> Whole:
    """Values that are null where an answer could not be taken."""
    if values.null_count() == answers.null_count():
        return Whole(values)
    return Whole(values, values.is_null() & answers.is_not_null())


def _where(values: pl.Series, holds: pl.Series) -> pl.Series:
    """The values where something holds, else null."""
    return pl.select(pl.when(holds).then(values)).to_series()


def _number(column: Column, answers: pl.Series, factor: int) -> Whole:
    if isinstance(answers.dtype, pl.String):
        decimals = _where(answers, answers.str.contains(_DECIMAL)).cast(pl.Decimal(38, _DIGITS))
        return _kept(answers, _decimal(column, decimals))
    if answers.dtype.is_decimal():
        return _kept(answers, _decimal(column, answers))
    taken = _between(answers, -(-column.low // factor), column.high // factor).cast(pl.Int64)
    return _kept(answers, _on_steps(column, taken * factor if factor != 1 else taken))


def _between(values: pl.Series, low: int, high: int) -> pl.Series:
    """The values between two bounds, the others null; mostly all are, and nothing is done."""
    least, most = values.min(), values.max()
    if least is None or (low <= least and most <= high):  # type: ignore[operator]
        return values
    return _where(values, values.is_between(low, high))


def _decimal(column: Column, decimals: pl.Series) -> pl.Series:
    """Decimals on the grid of a question, the others null."""
    dtype = decimals.dtype
    assert isinstance(dtype, pl.Decimal)  # noqa: S101
    ten = 10**dtype.scale
    low, high = -(-column.low * ten // column.scale), column.high * ten // column.scale
    whole = _between(
        decimals.to_physical(), max(low, -_LARGEST), min(high, _LARGEST)
    ).alias("whole")  # fmt: skip
    common = gcd(ten, column.scale)
    by, times = ten // common, column.scale // common
    part = pl.col("whole")
    value = (part if by == 1 else pl.when(part % by == 0).then(part // by)).cast(pl.Int64)
    return _on_steps(column, whole.to_frame().select(value * times).to_series())


def _on_steps(column: Column, whole: pl.Series) -> pl.Series:
    """The values on a question's steps, the others null."""
    if column.step == 1:
        return whole
    return _where(whole, (whole - column.low) % column.step == 0)


def _day(column: Column, answers: pl.Series) -> Whole:
    days = answers
    if isinstance(answers.dtype, pl.String):
        days = _where(answers, answers.str.contains(_DAY)).str.to_date("%Y-%m-%d", strict=False)
    low, high = date.fromordinal(column.low), date.fromordinal(column.high)
    least, most = days.min(), days.max()
    if least is not None and not (low <= least and most <= high):  # type: ignore[operator]
        days = _where(days, days.is_between(low, high))
    return _kept(answers, days)


def _choice(column: Column, answers: pl.Series) -> Whole:
    options = pl.Enum(column.options)
    named = answers if answers.dtype == options else answers.cast(options, strict=False)
    return _kept(answers, named.to_physical().cast(pl.UInt8))


def _truth(answers: pl.Series) -> Whole:
    if isinstance(answers.dtype, pl.Boolean):
        return Whole(answers)
    said = pl.when(answers == "true").then(True).when(answers == "false").then(False)
    return _kept(answers, pl.select(said).to_series())


def _items(source: Source, answers: pl.Series, on: date) -> Listed:
    question = source.question
    dtype = answers.dtype
    if isinstance(dtype, pl.String):
        return _items_in_json(question, answers)
    if not (isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct)):
        answers = answers.cast(pl.List(pl.Struct({"": pl.Null})))
        dtype = answers.dtype
    counts = answers.list.len().cast(pl.Int64)
    items = answers.list.explode(empty_as_null=False, keep_nulls=False)
    most = question.about.high
    assert isinstance(most, Fraction)  # noqa: S101  a list has its most
    bad = [(counts > int(most)).fill_null(value=False)] if _largest(counts) > most else []
    faults = [items.is_null()] if items.null_count() else []
    fields: dict[str, pl.Series] = {}
    assert isinstance(dtype, pl.List)  # noqa: S101
    names = [] if items.dtype == pl.Null else [f.name for f in dtype.inner.fields]  # type: ignore[union-attr]
    sources, _ = matched(
        {name: items.struct.field(name).dtype for name in names if name}, question.about.fields
    )
    for of_item in sources:
        read = read_column(of_item, items.struct.field(of_item.name), on)
        assert isinstance(read, Whole)  # noqa: S101  a list within a list is no rule's
        fields[of_item.question.name] = read.values
        if read.bad is not None:
            faults.append(read.bad)
    if faults:
        bad.append(_rows_of(counts, reduce(pl.Series.__or__, faults)))
    return Listed(counts, fields, reduce(pl.Series.__or__, bad) if bad else None)


def _items_in_json(question: Question, answers: pl.Series) -> Listed:
    """Lists in JSON, each checked as a single case's would be; what is written alike is read once."""
    found = {cell: _list_of(question, cell) for cell in answers.unique().drop_nulls()}
    rows = [None if cell is None else found[cell] for cell in answers]
    held = [item for row in rows if row is not None for item in row]
    counts = pl.Series([None if row is None else len(row) for row in rows], dtype=pl.Int64)
    fields = {
        one.name: pl.Series([item.get(one.name) for item in held], dtype=TYPES[one.kind])
        for one in question.about.fields
    }
    bad = counts.is_null() & answers.is_not_null()
    return Listed(counts, fields, bad if bad.any() else None)


def _list_of(question: Question, cell: str) -> list[dict[str, Any]] | None:
    """A list in JSON as whole numbers, days, codes and truths; None where it cannot be taken."""
    try:
        read = read_answers({question.name: _parsed(cell)}, [question])[question.name]
    except (ValueError, RecursionError):
        return None
    assert isinstance(read, tuple)  # noqa: S101  the answer to a list
    columns = {one.name: column_of(one) for one in question.about.fields}
    return [{name: _on_grid(columns[name], value) for name, value in item.items()} for item in read]


def _on_grid(column: Column, value: object) -> object:
    match value:
        case Fraction():
            return int(value * column.scale)
        case str():
            return column.options.index(value)
        case _:
            return value


class _Twice(ValueError):
    """Something in a list is answered twice."""


def _parsed(cell: str) -> object:
    """A list in a cell. Raises ValueError for what is no JSON, or answers something twice."""
    return json.loads(cell, object_pairs_hook=_once, parse_constant=float)


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice
    return found


def _largest(counts: pl.Series) -> int:
    found = counts.max()
    return found if isinstance(found, int) else 0


def _rows_of(counts: pl.Series, faults: pl.Series) -> pl.Series:
    """In which rows some item has a fault."""
    rows = pl.select(
        pl.int_range(len(counts)).repeat_by(counts.fill_null(0)).explode(empty_as_null=False)
    ).to_series()  # fmt: skip
    faulty = rows.filter(faults).unique()
    return pl.select(pl.int_range(len(counts)).is_in(faulty.implode())).to_series()


# ── What is said of a bad answer ──────────────────────────────────────────────────────────────


def fault_of(source: Source, value: object) -> str:
    """The sentence that says why an answer cannot be taken, as a single case would be told."""
    written = Written.COLUMN
    try:
        if source.question.kind is Kind.ITEMS and isinstance(value, str):
            value, written = _parsed(value), Written.JSON
        answers = {source.question.name: said(value)}
        read_answers(answers, [source.question], written=written)
    except AnswersRefused as error:
        return error.refusals[0].sentence
    except _Twice:
        return f"{source.name}: an item answers a question twice. Answer each once."
    except (ValueError, RecursionError):
        fields = source.question.about.fields
        shown = ", ".join(f'"{one.name}": …' for one in fields[:2])
        return f"{source.name}: this is no list in JSON. Write one such as [{{{shown}}}]."
    return f"{source.name}: {value!r} cannot be taken. Write it as `technopole questions` shows."


def said(value: object) -> object:
    """A value of a table as an answer would be written."""
    match value:
        case Decimal():
            return re.sub(r"\.?0+$", "", f"{value:f}") if "." in f"{value:f}" else f"{value:f}"
        case date():
            return value.isoformat()
        case Mapping():
            return {name: said(one) for name, one in value.items()}
        case str():
            return {"true": True, "false": False}.get(value, value)
        case Sequence():
            return [said(one) for one in value]
        case _:
            return value
