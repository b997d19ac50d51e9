"""Cases as rows of a table, decided by SQL on an engine; and what `ranges` says of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import polars as pl
import psycopg
from tests.rules.cases import Case

from technopole.rules.language import Scheme
from technopole.rules.nodes import All, Kind
from technopole.rules.ranges import Numbers, range_of, truth_of
from technopole.rules.readers.columns import assess
from technopole.rules.readers.columns.expressions import decided
from technopole.rules.readers.sql import Engine, columns_of, sql_of, table_of
from technopole.rules.transforms.integers import Column, ItemList

Row = dict[str, Any]
"""A result: eligible, and for each award low and high in cents; the conditions' truths."""

ON = date(2024, 6, 1)


def with_today(scheme: Scheme, case: Case, on: date = ON) -> Case:
    """The case with the day of asking for each missing day that allows it, as `decide` reads it."""
    today = {q.name: on for q in scheme.questions if q.about.today}
    return today | case


def row_of(columns: Mapping[str, Column | ItemList], case: Case) -> Row:
    """A case as the columns of the table: cents and steps, ISO days, null for what is missing."""
    return {name: _plain(one, case.get(name)) for name, one in columns.items()}


def _plain(column: Column | ItemList, value: Any) -> Any:
    if isinstance(column, ItemList):
        return None if value is None else [
            {one.name: _plain(one, item.get(one.name)) for one in column.fields} for item in value
        ]  # fmt: skip
    if isinstance(value, Fraction):
        whole = value * column.scale
        assert whole.denominator == 1
        return int(whole)
    return value.isoformat() if isinstance(value, date) else value


def rows_of(schemes: Sequence[Scheme], cases: Iterable[Case]) -> list[Row]:
    """Cases as numbered rows of the schemes' table."""
    columns = columns_of(schemes)
    return [{"id": number, **row_of(columns, case)} for number, case in enumerate(cases)]


def as_lines(rows: Iterable[Row], path: Path) -> Path:
    """Rows as a file of JSON lines, which every engine reads."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def ranges_say(scheme: Scheme, case: Case, on: date = ON) -> Row:
    """What the ranges say, without splitting: what SQL must give, to the cent."""
    known = with_today(scheme, case, on)
    eligible = truth_of(All(tuple(c.test for c in scheme.conditions)), known)
    judged = [case.get(j.question.name) for j in scheme.judgements]
    no = not eligible.true or False in judged
    row: Row = {
        "eligible": "no" if no else "unknown" if eligible.false else "yes",
        "conditions": {c.name: _truth(truth_of(c.test, known)) for c in scheme.conditions},
        "awards": {},
    }
    for award in scheme.awards:
        amount = range_of(award.value, known)
        assert isinstance(amount, Numbers)
        low = 0 if amount.low is None else max(0, floor(amount.low * 100))
        high = None if amount.high is None else max(0, floor(amount.high * 100))
        row["awards"][award.name] = (0, 0) if no else (low, high)
    return row


def _truth(truth: Any) -> bool | None:
    return None if truth.true and truth.false else bool(truth.true)


def read_rows(
    schemes: Sequence[Scheme], names: Sequence[str], found: Iterable[Sequence[Any]]
) -> list[dict[str, Row]]:
    """An engine's rows, by the scheme's short name."""
    rows = []
    for values in found:
        one = dict(zip(names, values, strict=True))
        assert one["refused"] is None, one
        rows.append({scheme.code: _result(scheme, one) for scheme in schemes})
    return rows


def _result(scheme: Scheme, one: Row) -> Row:
    code = scheme.code
    return _awards_of(scheme, one) | {
        "eligible": one[f"{code}.eligible"],
        "conditions": {c.name: one[f"{code}.condition.{c.name}"] for c in scheme.conditions},
    }


def _awards_of(scheme: Scheme, one: Row) -> Row:
    ends = {
        a.name: (one[f"{scheme.code}.{a.name}.low"], one[f"{scheme.code}.{a.name}.high"])
        for a in scheme.awards
    }
    return {"awards": ends}


# ── Polars tables ─────────────────────────────────────────────────────────────────────────────


def frame_in_text(schemes: Sequence[Scheme], drawn: Iterable[Case]) -> pl.DataFrame:
    """Cases as a Polars table, numbers as decimal text and money in dollars, as offices have them."""
    columns = columns_of(schemes)
    rows = [
        {name: _in_text(one, case.get(name)) for name, one in columns.items()} for case in drawn
    ]
    types = {name: _polars_type(one) for name, one in columns.items()}
    return _frame(types, rows)


def _frame(types: Mapping[str, pl.DataType], rows: Sequence[Row]) -> pl.DataFrame:
    def dates(value: Any, type_: pl.DataType) -> Any:
        if isinstance(type_, pl.List) and value is not None:
            assert isinstance(type_.inner, pl.Struct)
            fields = {one.name: one.dtype for one in type_.inner.fields}
            return [{n: dates(item[n], t) for n, t in fields.items()} for item in value]  # type: ignore[arg-type]
        return date.fromisoformat(value) if isinstance(value, str) and type_ == pl.Date else value

    return pl.DataFrame(
        {name: [dates(row[name], type_) for row in rows] for name, type_ in types.items()},
        schema=dict(types),
    )


def _polars_type(column: Column | ItemList) -> pl.DataType:
    if isinstance(column, ItemList):
        return pl.List(pl.Struct({one.name: _polars_type(one) for one in column.fields}))
    return {Kind.DAY: pl.Date(), Kind.TRUTH: pl.Boolean()}.get(column.kind, pl.String())


def _in_text(column: Column | ItemList, value: Any) -> Any:
    if isinstance(column, ItemList):
        return None if value is None else [
            {one.name: _in_text(one, item.get(one.name)) for one in column.fields} for item in value
        ]  # fmt: skip
    if isinstance(value, Fraction):
        text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return _plain(column, value)


def on_polars(schemes: Sequence[Scheme], drawn: Sequence[Case]) -> list[dict[str, Row]]:
    """Cases decided by Polars expressions."""
    found = decided(frame_in_text(schemes, drawn), schemes, on=ON, conditions=True).collect()
    return read_rows(schemes, found.columns, found.rows())


def on_kernel(schemes: Sequence[Scheme], drawn: Sequence[Case]) -> list[dict[str, Row]]:
    """Cases decided by the compiled kernel, which counts conditions and does not give their truths."""
    found = assess(schemes, frame_in_text(schemes, drawn), ON)
    assert not found.bad
    columns = [name for name in found.verdicts.columns if "." in name]
    rows = found.verdicts.select(columns).rows(named=True)
    return [
        {scheme.code: _awards_of(scheme, row) | {"eligible": row[f"{scheme.code}.eligible"]} for scheme in schemes}
        for row in rows
    ]  # fmt: skip


# ── The engines ───────────────────────────────────────────────────────────────────────────────

Found = tuple[list[str], list[tuple[Any, ...]]]
"""The names of a result's columns, and its rows in the order of the first."""


def ask_duckdb(table: str, text: str, rows: Sequence[Row], folder: Path) -> Found:
    """What a query on DuckDB, in this process, gives for the rows of a table."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute(table)
        path = as_lines(rows, folder / "rows.jsonl")
        connection.execute(f"COPY applicants FROM '{path}' (FORMAT json)")
        connection.execute(text)
        names = [column[0] for column in connection.description]
        return names, sorted(connection.fetchall(), key=_first)


def ask_postgresql(
    table: str, text: str, rows: Sequence[Row], connection: psycopg.Connection[Any]
) -> Found:
    """What a query on PostgreSQL gives for the rows of a table that is gone afterwards."""
    with connection.transaction(force_rollback=True):
        connection.execute(table.encode())
        insert = (
            "INSERT INTO applicants SELECT * FROM jsonb_populate_recordset(NULL::applicants, %s)"
        )
        connection.execute(insert, [json.dumps(rows)])
        found = connection.execute(text.encode())
        assert found.description is not None
        return [column.name for column in found.description], sorted(found.fetchall(), key=_first)


def ask_spark(table: str, text: str, rows: Sequence[Row], folder: Path, session: Any) -> Found:
    """What a query on Spark gives for the rows of a table, by whatever executors it has."""
    columns = table[table.index("(") + 1 : table.rindex(")")]
    path = as_lines(rows, folder / "rows.jsonl")
    session.read.schema(columns).json(str(path)).createOrReplaceTempView("applicants")
    found = session.sql(text)
    return found.columns, sorted((tuple(row) for row in found.collect()), key=_first)


def _first(row: Sequence[Any]) -> Any:
    return row[0]


def on_duckdb(schemes: Sequence[Scheme], rows: Sequence[Row], folder: Path) -> list[dict[str, Row]]:
    """Rows decided by DuckDB."""
    return read_rows(schemes, *ask_duckdb(*_texts(schemes, Engine.DUCKDB), rows, folder))


def on_postgresql(
    schemes: Sequence[Scheme], rows: Sequence[Row], connection: psycopg.Connection[Any]
) -> list[dict[str, Row]]:
    """Rows decided by PostgreSQL."""
    return read_rows(
        schemes, *ask_postgresql(*_texts(schemes, Engine.POSTGRESQL), rows, connection)
    )


def on_spark(
    schemes: Sequence[Scheme], rows: Sequence[Row], folder: Path, session: Any
) -> list[dict[str, Row]]:
    """Rows decided by Spark."""
    return read_rows(schemes, *ask_spark(*_texts(schemes, Engine.SPARK), rows, folder, session))


def _texts(schemes: Sequence[Scheme], engine: Engine) -> tuple[str, str]:
    return table_of(schemes, engine), sql_of(schemes, engine, on=ON, conditions=True)
