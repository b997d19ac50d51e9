"""Columns of JSON as a table: typed a column at a time, what cannot be taken by row and column.

A column of one kind (all truths, all whole numbers, all texts) becomes a column of the table as it
is; only one that mixes kinds, or holds lists, is looked at answer by answer, and each answer is then
read as a single case's would be. Nothing here is imported before somebody sends a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

import polars as pl

from technopole.evidence.quantities import exact_decimal
from technopole.rules.answers import AnswersRefused, Refusal, read_answers
from technopole.rules.nodes import Kind, Question
from technopole.rules.ranges import Answer
from technopole.rules.records import answer_record

__all__ = ["MOST_TOLD", "Cell", "Table", "as_array", "table_of"]

MOST_TOLD: Final = 1_000
"""How many bad cells are told; the first show what is wrong with the rest."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An answer that cannot be taken; rows are counted from 1."""

    row: int
    column: str
    refusal: Refusal


@dataclass(slots=True)
class Table:
    """A table of answers, null where a cell is bad."""

    frame: pl.DataFrame
    bad: list[Cell] = field(default_factory=list)
    bad_rows: set[int] = field(default_factory=set)


def table_of(columns: Mapping[str, Sequence[Any]], questions: Mapping[str, Question]) -> Table:
    """The columns as a table; each has the name of a question, and all the same length."""
    table = Table(pl.DataFrame())
    series = [_series(questions[name], values, table) for name, values in columns.items()]
    table.frame = pl.DataFrame(series)
    table.bad.sort(key=lambda cell: (cell.row, cell.column))
    del table.bad[MOST_TOLD:]
    return table


def _series(question: Question, values: Sequence[Any], table: Table) -> pl.Series:
    """A column as it is, where all its answers are of one kind; else answer by answer."""
    name = question.name
    try:
        match question.kind:
            case Kind.TRUTH:
                return pl.Series(name, values, pl.Boolean, strict=True)
            case Kind.DAY | Kind.CHOICE:
                return pl.Series(name, values, pl.String, strict=True)
            case Kind.NUMBER:
                kinds = set(map(type, values)) - {type(None)}
                if not kinds:
                    return pl.Series(name, values, pl.Null)
                if kinds == {int}:
                    return pl.Series(name, values, pl.Int64, strict=True)
                if kinds == {str}:
                    return pl.Series(name, values, pl.String, strict=True)
    except (TypeError, OverflowError):
        pass  # kinds are mixed, or a number has more than 64 bits
    return _read(question, values, table)


def _read(question: Question, values: Sequence[Any], table: Table) -> pl.Series:
    """A column read answer by answer, as text that says each exactly."""
    taken: list[Any] = []
    name = question.name
    for row, value in enumerate(values, start=1):
        try:
            answer = read_answers({name: value}, [question]).get(name)
        except AnswersRefused as error:
            table.bad_rows.add(row)
            if len(table.bad) < 2 * MOST_TOLD:
                table.bad += (Cell(row, name, refusal) for refusal in error.refusals)
            answer = None
        taken.append(None if answer is None else _plain(question, answer))
    return pl.Series(name, taken, _type(question), strict=True)


def _plain(question: Question, answer: Answer) -> Any:
    if isinstance(answer, tuple):
        fields = {field.name: field for field in question.about.fields}
        return [
            {name: _plain(fields[name], item[name]) if name in item else None for name in fields}
            for item in answer
        ]
    return exact_decimal(answer) if isinstance(answer, Fraction) else answer_record(answer)


def _type(question: Question) -> Any:
    match question.kind:
        case Kind.TRUTH:
            return pl.Boolean
        case Kind.ITEMS:
            fields = [pl.Field(field.name, _type(field)) for field in question.about.fields]
            return pl.List(pl.Struct(fields))
        case _:
            return pl.String


def as_array(column: pl.Series) -> bytes:
    """A column of whole numbers or of an enumeration as a JSON array, written by Polars."""
    text = column.cast(pl.String)
    if not column.dtype.is_integer():  # the words of an enumeration, which need no escaping
        text = pl.select('"' + text + '"').to_series()
    return b"[" + str(text.fill_null("null").str.join(",").item() or "").encode() + b"]"
