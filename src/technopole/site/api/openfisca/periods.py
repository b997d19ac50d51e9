"""Periods as OpenFisca writes them: `2025`, `2025-06`, `2025-06-01`, `month:2025-06:3`, `ETERNITY`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

__all__ = ["NotAPeriodError", "Span", "span_of"]

_PERIOD: Final = re.compile(
    r"(?:(?P<unit>year|month|day):)?(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?"
    r"(?::(?P<size>[1-9]\d{0,3}))?",
    re.ASCII,
)
_ORDER: Final = ("day", "month", "year")


class NotAPeriodError(ValueError):
    """The text is no period; the message says how one is written."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text[:40]}” is not a period. Write 2025, 2025-06, 2025-06-01, month:2025-06:3 or ETERNITY."
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A run of days; both ends are None for all time."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first is None or self.last is None or self.first <= day <= self.last

    @property
    def length(self) -> int:
        """How many days it has; all time has more than any."""
        if self.first is None or self.last is None:
            return date.max.toordinal()
        return (self.last - self.first).days


@lru_cache(maxsize=4096)
def span_of(text: str) -> Span:
    """The days of a period. Raises NotAPeriodError.

    >>> span_of("month:2025-06:2")
    Span(first=datetime.date(2025, 6, 1), last=datetime.date(2025, 7, 31))
    """
    if text.upper() == "ETERNITY":
        return Span(None, None)
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise NotAPeriodError(text)
    stated = "day" if found["day"] else "month" if found["month"] else "year"
    unit, size = found["unit"] or stated, int(found["size"] or 1)
    if found["size"] and not found["unit"]:
        raise NotAPeriodError(text)
    if _ORDER.index(unit) < _ORDER.index(stated) or (unit == "day" and stated != "day"):
        raise NotAPeriodError(text)
    try:
        first = date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
        return Span(first, _after(first, unit, size) - timedelta(days=1))
    except (ValueError, OverflowError) as error:
        raise NotAPeriodError(text) from error


def _after(first: date, unit: str, size: int) -> date:
    if unit == "day":
        return first + timedelta(days=size)
    months = first.year * 12 + first.month - 1 + size * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    # A run of months that begins on a 31st ends where the shorter month does.
    for day in range(first.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, first.day)
