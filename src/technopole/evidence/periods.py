"""Days and periods, as the documents state them.

A document says "as at 31 October 2024", "in the third quarter of 2025", "in the 2021/22
school year", "by end-2024" or "in the 1980s". Each is a run of days, closed or open at one
end. The notation follows ISO 8601 where it has one, and stays readable where it has not:

    2024-10-31   2024-10   2024   2024-Q3   2024-H1   FY2024/25   SY2021/22   1980s
    a/b (from the first day of a to the last of b)   ../b (by b)   a/.. (not before a)
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

__all__ = ["NotAPeriod", "Period"]


class NotAPeriod(ValueError):
    """The text is not in the notation of periods."""


_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH: Final = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR: Final = re.compile(r"(\d{4})", re.ASCII)
_QUARTER: Final = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_HALF: Final = re.compile(r"(\d{4})-H([12])", re.ASCII)
_SPLIT_YEAR: Final = re.compile(r"(FY|SY)(\d{4})/(\d{2})", re.ASCII)
_DECADE: Final = re.compile(r"(\d{3})0s", re.ASCII)

# Hong Kong's financial year starts on 1 April, its school year on 1 September.
_SPLIT_YEAR_STARTS: Final = {"FY": 4, "SY": 9}


def _months(year: int, first_month: int, count: int) -> tuple[date, date]:
    """The first and last day of `count` months that start with `first_month` of `year`."""
    last_index = year * 12 + first_month - 1 + count - 1
    last_year, last_month = last_index // 12, last_index % 12 + 1
    last_day = monthrange(last_year, last_month)[1]
    return date(year, first_month, 1), date(last_year, last_month, last_day)


def _simple(text: str) -> tuple[date, date]:
    """The first and last day of one part of the notation. Raises NotAPeriod."""
    try:
        if found := _DAY.fullmatch(text):
            day = date(*(int(part) for part in found.groups()))
            return day, day
        if found := _MONTH.fullmatch(text):
            return _months(int(found[1]), int(found[2]), 1)
        if found := _YEAR.fullmatch(text):
            return _months(int(found[1]), 1, 12)
        if found := _QUARTER.fullmatch(text):
            return _months(int(found[1]), int(found[2]) * 3 - 2, 3)
        if found := _HALF.fullmatch(text):
            return _months(int(found[1]), int(found[2]) * 6 - 5, 6)
        if found := _DECADE.fullmatch(text):
            return _months(int(found[1]) * 10, 1, 120)
        if found := _SPLIT_YEAR.fullmatch(text):
            year = int(found[2])
            if int(found[3]) == (year + 1) % 100:
                return _months(year, _SPLIT_YEAR_STARTS[found[1]], 12)
    except ValueError as error:
        raise NotAPeriod(f"“{text}” names a day that does not exist ({error}).") from error
    raise NotAPeriod(
        f"“{text}” is not a period. Write a day (2024-10-31), a month (2024-10), a year (2024), "
        "a quarter (2024-Q3), a half-year (2024-H1), a financial or school year (FY2024/25, "
        "SY2021/22), a decade (1980s), or two of these with a slash between (2021/2023, ../2024, "
        "2025/..)."
    )


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days, both ends included; an end that is None is open.

    text: the notation it was read from, kept because "2024-Q4" and "2024-10/2024-12" say the
    same days in different words.

    >>> Period.parse("2025-Q3").last
    datetime.date(2025, 9, 30)
    >>> Period.parse("FY2024/25").iso()
    '2024-04-01/2025-03-31'
    """

    text: str
    first: date | None
    last: date | None

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read the notation described at the top of this module. Raises NotAPeriod."""
        return _parse(text)

    @classmethod
    def day(cls, day: date) -> Period:
        """The period of one day."""
        return cls(day.isoformat(), day, day)

    @property
    def is_day(self) -> bool:
        """Whether it is one single day."""
        return self.first is not None and self.first == self.last

    @property
    def days(self) -> int | None:
        """How many days it has; None when an end is open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    def iso(self) -> str:
        """The same days in ISO 8601: a day, or an interval of days; `..` stands for an open end."""
        if self.is_day and self.first is not None:
            return self.first.isoformat()
        first = ".." if self.first is None else self.first.isoformat()
        last = ".." if self.last is None else self.last.isoformat()
        return f"{first}/{last}"

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day."""
        starts_in_time = self.first is None or other.last is None or self.first <= other.last
        ends_in_time = other.first is None or self.last is None or other.first <= self.last
        return starts_in_time and ends_in_time

    def within(self, other: Period) -> bool:
        """Whether each of its days is a day of the other."""
        starts = other.first is None or (self.first is not None and other.first <= self.first)
        ends = other.last is None or (self.last is not None and self.last <= other.last)
        return starts and ends

    def same_days(self, other: Period) -> bool:
        """Whether they are the same run of days, however written."""
        return (self.first, self.last) == (other.first, other.last)

    def widened(self) -> Period:
        """The period with one more of its own length on either side: what "about" leaves open."""
        if self.first is None or self.last is None or self.days is None:
            return self
        step = timedelta(days=self.days)
        return Period(
            f"about {self.text}",
            self.first - min(step, self.first - date.min),
            self.last + min(step, date.max - self.last),
        )

    def up_to(self) -> Period:
        """Every day up to its last: what "by" says."""
        return Period(f"../{self.text}", None, self.last)

    def onwards(self) -> Period:
        """Every day from its first on: what "not before" says."""
        return Period(f"{self.text}/..", self.first, None)

    @property
    def sort_key(self) -> tuple[date, date]:
        """Orders periods by their last day, then their first; open ends stand outermost."""
        return (self.last or date.max, self.first or date.min)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period:
    if "/" in text and not _SPLIT_YEAR.fullmatch(text):
        # A split year has a slash of its own: cut at the slash that leaves two readable halves.
        for index in (i for i, mark in enumerate(text) if mark == "/"):
            left, right = text[:index], text[index + 1 :]
            try:
                first = None if left == ".." else _simple(left)[0]
                last = None if right == ".." else _simple(right)[1]
            except NotAPeriod:
                continue
            if first is None and last is None:
                break
            if first is not None and last is not None and first > last:
                raise NotAPeriod(f"“{text}” ends before it starts. Turn its two ends round.")
            return Period(text, first, last)
    first_day, last_day = _simple(text)
    return Period(text, first_day, last_day)
