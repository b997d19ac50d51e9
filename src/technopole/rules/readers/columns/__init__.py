"""Millions of cases at once: a Polars table of answers in, a Polars table of verdicts out.

    assess(schemes, frame, on)                 a table in memory
    assess_file(schemes, source, out, on)      a Parquet or CSV file of any length; memory stays flat

The columns of the table are named after the questions (`reading` says what may stand in them); null,
and a column that is not there, is "unknown". Each row has its own days; where the day of application
is not answered it is the day of asking. For each scheme there come out, under its short name,

    TVP.eligible         no, yes or unknown; a judgement answered no makes it no
    TVP.<award>.low      in cents, or hundredths of the award's unit: what is surely given if the
                         case is eligible, 0 where it is not
    TVP.<award>.high     the most that may be given; null where nothing bounds it

rounded down as `decide` rounds. What a person has yet to judge is the same for every row, the
scheme's judgements, and is not repeated. A firm answer is never contradicted by a completion of what
is missing; `decide`, which also splits cases, may find firm or closer what is open or wider here.

Rows with an answer that cannot be taken, or that contradict themselves, have null everywhere and
are listed with their row (from 1), column and a sentence; the others are answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from technopole.rules.language import Consistency, Scheme
from technopole.rules.nodes import Question
from technopole.rules.readers.columns.asked import questions_of
from technopole.rules.readers.columns.files import scanned
from technopole.rules.readers.columns.reading import TableRefused, cents_columns
from technopole.rules.readers.columns.results import (
    ELIGIBLE,
    Assessment,
    BadRow,
    ConditionCount,
    Counts,
)
from technopole.rules.transforms.integers import Program

__all__ = [
    "ELIGIBLE", "Assessment", "BadRow", "ConditionCount", "Counts", "TableRefused", "assess",
    "assess_file", "cents_columns", "prepare", "questions_of", "schema_of",
]  # fmt: skip


# What assesses brings Numba along, which who wants only the expressions of Polars need not wait for.


def prepare() -> None:
    """Compile what assesses, or take it from the cache, before anybody waits for it."""
    from technopole.rules.readers.columns import assessing

    assessing.prepare()


def assess(
    schemes: Sequence[Scheme],
    frame: pl.DataFrame,
    on: date,
    *,
    consistency: Sequence[Consistency] = (),
    questions: Iterable[Question] = (),
    programs: Sequence[Program] = (),
    progress: Callable[[int], None] | None = None,
) -> Assessment:
    """Every row of a table under every scheme.

    on:          the day of asking, which stands for a missing day of application.
    consistency: what any honest set of answers fulfils; rows that break it are bad.
    questions:   further questions that the table may have columns for; their answers are left.
    programs:    the schemes in whole numbers, in the same order, where the caller has them already.
    progress:    is told now and then how many rows are done, from any thread.
    Raises TableRefused when columns cannot be taken, TooWide for a rule beyond 64 bits.
    """
    from technopole.rules.readers.columns.assessing import Assessor

    assessor = Assessor(schemes, frame.schema, on, consistency, questions, programs=programs)
    return assessor.table(frame, progress)


def assess_file(
    schemes: Sequence[Scheme],
    source: Path,
    out: Path,
    on: date,
    *,
    consistency: Sequence[Consistency] = (),
    questions: Iterable[Question] = (),
    progress: Callable[[int], None] | None = None,
) -> Assessment:
    """A Parquet or CSV file assessed into another, chunk by chunk: memory does not grow with it.

    In a CSV file everything is read as text, and so exactly: money is dollars; an empty field is unknown;
    a list is JSON; a row with more or fewer cells than headings is bad, and the others are answered.
    Raises TableRefused when columns cannot be taken, or when a file's name has another ending.
    """
    from technopole.rules.readers.columns.assessing import Assessor

    rows = scanned(source)
    types = rows.collect_schema()
    assessor = Assessor(schemes, types, on, consistency, questions)
    if len(assessor.carried) == len(types):
        raise TableRefused(
            ["No column is named as a question. See `technopole questions` for the names."]
        )
    return assessor.file(source, out, progress)


def schema_of(source: Path) -> pl.Schema:
    """The types of a Parquet or CSV file's columns."""
    return scanned(source).collect_schema()
