"""What each applicant gets by both rules, as CSV that a spreadsheet takes for numbers and never for formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import polars as pl

from technopole.rules.nodes import Kind, Question
from technopole.site.support.what_if.bounds import ID, ROW
from technopole.site.support.what_if.comparing import NO_END, Measured

__all__ = ["result_csv"]

_WORDS: Final = {0: "no", 1: "yes", 2: "unknown"}
_IN_HUNDREDTHS: Final = frozenset({"HKD", "RMB", "USD", "EUR", "percent"})
_PIECE: Final = 10_000
_STARTS_FORMULA: Final = "^[=+\\-@\t\r]"


def result_csv(
    frame: pl.DataFrame, some: np.ndarray, before: Measured, after: Measured,
    questions: Sequence[Question],
) -> Iterator[bytes]:  # fmt: skip
    """A line an applicant, in the order of the table: the answers, and what each rule gives.

    some: the places of those measured; the others are eligible by neither rule.
    Lists stand in no column. Amounts are in dollars to the cent; a high end that there is none of is empty.
    """
    table = pl.DataFrame([*_names(frame), *_answers(frame, questions)])
    results = {
        **_measured("by_the_rule", before, some, frame.height),
        **_measured("by_your_figures", after, some, frame.height),
    }
    results |= _change(before, after, some, frame.height)
    whole = table.with_columns(**{name: pl.Series(values) for name, values in results.items()})
    for begin in range(0, max(whole.height, 1), _PIECE):
        piece = whole.slice(begin, _PIECE)
        yield piece.write_csv(include_header=begin == 0, include_bom=begin == 0).encode()


def _names(frame: pl.DataFrame) -> Iterator[pl.Series]:
    """The number of each row, and the name that its reader gave it."""
    if ROW in frame.columns:
        yield frame[ROW]
    else:
        yield pl.Series(ROW, range(1, frame.height + 1))
    if ID in frame.columns:
        yield frame.select(as_text(ID))[ID]


def as_text(name: str) -> pl.Expr:
    """A column of text that no spreadsheet takes for a formula."""
    cell = pl.col(name)
    return pl.when(cell.str.contains(_STARTS_FORMULA)).then("'" + cell).otherwise(cell).alias(name)


def _answers(frame: pl.DataFrame, questions: Sequence[Question]) -> Iterator[pl.Series]:
    for question in questions:
        if question.name not in frame.columns or question.kind is Kind.ITEMS:
            continue
        series = frame[question.name]
        if question.kind is Kind.NUMBER and question.unit.id in _IN_HUNDREDTHS:
            yield _decimals(series)
        elif question.kind is Kind.TRUTH:
            yield series.replace_strict({True: "yes", False: "no"}, return_dtype=pl.String)
        else:
            yield series


def _measured(name: str, found: Measured, some: np.ndarray, rows: int) -> Mapping[str, pl.Series]:
    eligible = np.zeros(rows, np.uint8)
    eligible[some] = found.eligible
    words = pl.Series(eligible).replace_strict(_WORDS, return_dtype=pl.String)
    return {
        f"eligible_{name}": words,
        f"low_{name}": _amounts(found.low, some, rows),
        f"high_{name}": _amounts(found.high, some, rows),
    }


def _change(
    before: Measured, after: Measured, some: np.ndarray, rows: int
) -> Mapping[str, pl.Series]:
    low, high = after.low - before.high, after.high - before.low
    return {"change_low": _amounts(low, some, rows), "change_high": _amounts(high, some, rows)}


def _amounts(values: np.ndarray, some: np.ndarray, rows: int) -> pl.Series:
    """Cents as dollars; nothing where there is no end."""
    whole = np.zeros(rows, np.int64)
    whole[some] = values
    endless = np.abs(whole) >= NO_END // 2
    series = pl.Series("cents", whole)
    if endless.any():
        series = series.to_frame().select(pl.when(~pl.lit(pl.Series(endless))).then("cents"))[
            "cents"
        ]
    return _decimals(series)


def _decimals(series: pl.Series) -> pl.Series:
    """Whole hundredths as decimals: 1234 as 12.34."""
    cell = pl.col(series.name)
    size = cell.abs()
    written = pl.format(
        "{}{}.{}",
        pl.when(cell < 0).then(pl.lit("-")).otherwise(pl.lit("")),
        size // 100,
        (size % 100).cast(pl.String).str.zfill(2),
    )
    return series.to_frame().select(written.alias(series.name))[series.name]
