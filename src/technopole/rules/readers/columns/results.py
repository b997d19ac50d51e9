"""What comes of a table: verdicts, bad rows, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

__all__ = ["ELIGIBLE", "Assessment", "BadRow", "ConditionCount", "Counts"]

ELIGIBLE: Final = pl.Enum(["no", "yes", "unknown"])


@dataclass(frozen=True, slots=True)
class BadRow:
    """An answer that cannot be taken, or answers that contradict one another.

    row:    from 1, without a header.
    column: the column, or the columns, that the sentence is about.
    """

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ConditionCount:
    """In how many rows a condition holds, fails and is open."""

    name: str
    holds: int
    fails: int
    open: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of all good rows under one scheme.

    conditions: in the scheme's order, each counted for itself.
    waiting:    for each question in how many rows it is unanswered while a condition or an award
                that reads it is open, where the answer is not already no.
    undated:    the same for each dated value that is not certain on the row's day.
    unbounded:  for each award in how many rows nothing bounds it.
    """

    yes: int
    no: int
    unknown: int
    conditions: tuple[ConditionCount, ...]
    waiting: Mapping[str, int]
    undated: Mapping[str, int]
    unbounded: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What becomes of a table.

    verdicts: a row for each row of the table: columns carried along, then those of each scheme. Of a
              table that was assessed from file to file it is empty.
    bad:      what cannot be taken, in the order of rows; the first thousand.
    bad_rows: how many rows are bad in all.
    counts:   by the scheme's id.
    """

    verdicts: pl.DataFrame
    rows: int
    bad: tuple[BadRow, ...]
    bad_rows: int
    counts: Mapping[str, Counts]
