"""Days in the solver: moving a day by months on the real calendar, in whole numbers.

A day is its ordinal (1 January of year 1 is 1). A day's year, month and place in the month are
whole unknowns tied to it by the calendar's own sums, so nothing is tabled and nothing rounded.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import z3

__all__ = ["FIRST", "LAST", "Split", "moved", "split"]

Expression = Any

FIRST: Final = date(1801, 1, 1).toordinal()
LAST: Final = date(2199, 12, 31).toordinal()
"""Between these only 1900 and 2100 break the rule that every fourth year is a leap year."""

_BEFORE_MONTH: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_SHORT: Final = (3, 5, 8, 10)  # months of thirty days, counted from zero

Split = tuple[Expression, Expression, Expression]
"""Year, month counted from zero, and day of the month of a day."""


def split(day: Expression, name: str, context: z3.Context) -> tuple[Split, list[Expression]]:
    """The year, month and place in the month of a day, and what ties them to it."""
    year, month, place = (
        z3.Int(f"{part} of {name}", context) for part in ("year", "month", "place")
    )
    tied = [
        year >= 1801, year <= 2199, month >= 0, month <= 11,
        place >= 1, place <= _length(year, month),
        day == _start(year, month) + place,
    ]  # fmt: skip
    return (year, month, place), tied


def moved(parts: Split, months: int) -> Expression:
    """The ordinal of a day moved by months; the last day of a shorter month for a missing one."""
    year, month, place = parts
    if months % 12 == 0:
        year = year + months // 12
    else:
        count = year * 12 + month + months
        year, month = count / 12, count % 12
    length = _length(year, month)
    return _start(year, month) + z3.If(place <= length, place, length)


def _leap(year: Expression) -> Expression:
    return z3.And(year % 4 == 0, year != 1900, year != 2100)


def _start(year: Expression, month: Expression) -> Expression:
    """The ordinal of the day before a month's first."""
    past = year - 1
    # Of the eighteen centuries' last years before 1801 four are leap years and fourteen are not;
    # 1900 is one more that is not, and so is 2100.
    first = 365 * past + past / 4 - 14 - z3.If(year > 1900, 1, 0) - z3.If(year > 2100, 1, 0)
    before: Expression = z3.IntVal(_BEFORE_MONTH[-1], year.ctx)
    for number, days in reversed(list(enumerate(_BEFORE_MONTH[:-1]))):
        before = z3.If(month == number, days, before)
    return first + before + z3.If(z3.And(_leap(year), month >= 2), 1, 0)


def _length(year: Expression, month: Expression) -> Expression:
    february = z3.If(_leap(year), 29, 28)
    short = z3.Or(*(month == number for number in _SHORT))
    return z3.If(month == 1, february, z3.If(short, 30, z3.IntVal(31, year.ctx)))
