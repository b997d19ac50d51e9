"""Cases as rows of a table, decided by SQL on an engine; and what `ranges` says of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

from tests.rules.cases import Case

from technopole.rules.language import Scheme
from technopole.rules.nodes import All
from technopole.rules.ranges import Numbers, range_of, truth_of
from technopole.rules.readers.sql import columns_of
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
    """An engine's rows, by the scheme's short name, in the order of their ids."""
    rows = []
    for values in sorted(found, key=lambda values: values[0]):
        one = dict(zip(names, values, strict=True))
        assert one["refused"] is None, one
        rows.append({scheme.code: _result(scheme, one) for scheme in schemes})
    return rows


def _result(scheme: Scheme, one: Row) -> Row:
    code = scheme.code
    return {
        "eligible": one[f"{code}.eligible"],
        "conditions": {c.name: one[f"{code}.condition.{c.name}"] for c in scheme.conditions},
        "awards": {
            a.name: (one[f"{code}.{a.name}.low"], one[f"{code}.{a.name}.high"])
            for a in scheme.awards
        },
    }
