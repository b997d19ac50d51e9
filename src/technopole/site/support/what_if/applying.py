"""A rule over columns that are laid out once: what the many runs of a what-if have in common.

A table of applicants holds whole numbers (money and percentages in hundredths), days, options as
text, truths, and lists of structs; null is "unknown". `given_of` lays it out as the machine reads it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from technopole.rules.nodes import Kind
from technopole.rules.readers.columns.assembly import bank_of
from technopole.rules.readers.columns.machine import MISSING, MISSING_CODE, MISSING_DAY
from technopole.rules.readers.columns.passes import Items, Pass, Rows, Verdicts
from technopole.rules.transforms.integers import (
    Column,
    Extent,
    Given,
    Line,
    Program,
    check_width,
)
from technopole.site.support.what_if.comparing import NO, UNKNOWN, Measured, measured

__all__ = ["given_of", "measure", "not_refused", "warm"]

Array = npt.NDArray[np.int64] | npt.NDArray[np.int32] | npt.NDArray[np.uint8]

_MISSING = {"numbers": MISSING, "days": MISSING_DAY, "codes": MISSING_CODE}
_TYPES: dict[str, type] = {"numbers": np.int64, "days": np.int32, "codes": np.uint8}


def given_of(program: Program, frame: pl.DataFrame) -> Rows:
    """The columns that a program reads; a question without a column is answered in no row."""
    there = [column for column in program.columns if column.name in frame.columns]
    lists = [items for items in program.lists if items.name in frame.columns]
    return Rows(
        size=frame.height,
        columns={column.name: _laid(column, frame[column.name]) for column in there},
        incomplete=frozenset(c.name for c in there if frame[c.name].null_count()),
        lists={items.name: _items(items.fields, frame[items.name]) for items in lists},
    )


def _laid(column: Column, answers: pl.Series, *, more: int = 0) -> Array:
    """One column as the machine reads it.

    more: how many missing answers stand behind the last one.
    """
    bank = bank_of(column)
    if column.kind is Kind.CHOICE:
        answers = answers.cast(pl.Enum(column.options)).to_physical()
    elif column.kind is Kind.DAY:
        answers = answers.cast(pl.Date).to_physical()
    laid: Array = np.full(len(answers) + more, _MISSING[bank], _TYPES[bank])
    known = answers.is_not_null().to_numpy()
    laid[: len(answers)][known] = answers.drop_nulls().to_numpy()
    return laid


def _items(fields: tuple[Column, ...], answers: pl.Series) -> Items:
    """A column of lists, its items end to end, one more behind them that is missing."""
    counts = answers.list.len().fill_null(-1).to_numpy().astype(np.int64)
    lengths = np.maximum(counts, 0)
    items = answers.drop_nulls().explode(empty_as_null=False)
    held = items.struct.fields
    return Items(
        start=np.cumsum(lengths) - lengths,
        count=counts,
        fields={
            one.name: _laid(
                one,
                items.struct.field(one.name)
                if one.name in held
                else pl.Series([None] * len(items)),
                more=1,
            )
            for one in fields
        },
    )


def measure(program: Program, given: Rows, counted: tuple[int, ...]) -> Measured:
    """What a program gives to each row.

    counted: the places of the awards whose sum is wanted.
    Raises TooWide where 64 bits might not hold an amount.
    """
    verdicts, some_open = _run(program, given)
    lows = [verdicts.amounts[2 * place] for place in counted]
    highs = [verdicts.amounts[2 * place + 1] for place in counted]
    # An answer that is missing may matter to nobody, and then all is known none the less.
    complete = not some_open or (
        not (verdicts.eligible == UNKNOWN).any()
        and all(np.array_equal(low, high) for low, high in zip(lows, highs, strict=True))
    )
    return measured(verdicts.eligible, lows, highs, complete=complete)


def not_refused(program: Program | None, frame: pl.DataFrame) -> npt.NDArray[np.intp]:
    """The places of the rows that a program's conditions do not surely refuse; all without one."""
    if program is None:
        return np.arange(frame.height)
    verdicts, _ = _run(program, given_of(program, frame))
    return np.flatnonzero(verdicts.eligible != NO)


def _run(program: Program, given: Rows) -> tuple[Verdicts, bool]:
    check_width(program)
    one = Pass([program], frozenset([*given.columns, *given.lists]))
    verdicts = Verdicts.of(program, given.size)
    (some_open,) = one.run(given, [verdicts], 0, one.room(), one.tallies())
    return verdicts, some_open


def warm() -> None:
    """Load the machine, or compile it where that was not done before: it runs over one row."""
    truth = Column("nothing", Kind.TRUTH, 1, 0, 1)
    line = Line(Given(0), Kind.TRUTH, 1, Extent(0, 1), None, "nothing")
    program = Program("", "", (truth,), (), (), (), (line,), (("nothing", 0),), 0, (), ())
    for answers in ([True], [None]):
        _run(program, given_of(program, pl.DataFrame({"nothing": answers})))
