"""The figure: a value, its unit, and how firmly the document says it.

"Over 460" and "about 1.1 per cent" are claims about a range. How wide, is the last stated
digit's doing: "over x" is (x, x + step], "nearly x" [x - step, x), "about x" x ± step, where a
step is one unit of the last digit that carries information. So "over 460" contradicts "over
450", and "about 1.1" agrees with 1.13.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from technopole.evidence.periods import NotAPeriod, Period
from technopole.evidence.quantities import Quantity
from technopole.evidence.units import Unit, unit_named

__all__ = [
    "Figure", "Interval", "NotAValue", "Number", "Qualifier", "Ratio", "Value", "parse_value",
]  # fmt: skip


class NotAValue(ValueError):
    """The text is not a value of that unit."""


class Qualifier(StrEnum):
    """How firmly a document says a value."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    UP_TO = "up_to"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of exact numbers; an end that is None is unbounded, an open end is excluded."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self._starts_before_end_of(other) and other._starts_before_end_of(self)

    def _starts_before_end_of(self, other: Interval) -> bool:
        if self.low is None or other.high is None or self.low < other.high:
            return True
        return self.low == other.high and not (self.low_open or other.high_open)


@dataclass(frozen=True, slots=True)
class Number:
    """An exact number, or an honest range where the document names only bounds.

    step: one unit of its last stated digit; zero for a fraction, which is stated exactly.
    """

    low: Fraction
    high: Fraction
    step: Fraction

    @property
    def is_range(self) -> bool:
        """Whether only bounds are known."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Ratio:
    """Two or more parts against one another, such as Government : company = 1 : 2."""

    parts: tuple[Fraction, ...]

    def share(self, index: int = 0) -> Fraction:
        """The part's share of the whole."""
        return self.parts[index] / sum(self.parts, Fraction(0))


Value = Number | Ratio | Period | bool

_DECIMAL: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_FRACTION: Final = re.compile(r"-?[1-9][0-9]*/[1-9][0-9]*")
_RATIO: Final = re.compile(r"[0-9]+(\.[0-9]+)?(:[0-9]+(\.[0-9]+)?)+")


def _step(text: str) -> Fraction:
    """One unit of the last stated digit: 0.1 for "1.0", 10 for "460", 1 for "7".

    A whole number's trailing zeros may be rounding or exact; they are taken as rounding.
    """
    digits = text.lstrip("-")
    if "." in digits:
        return Fraction(1, 10 ** len(digits.split(".")[1]))
    zeros = len(digits) - len(digits.rstrip("0"))
    return Fraction(10 ** min(zeros, len(digits) - 1))


def _number(text: str) -> Number:
    if _DECIMAL.fullmatch(text):
        amount = Fraction(Decimal(text))
        return Number(amount, amount, _step(text))
    if _FRACTION.fullmatch(text):
        amount = Fraction(text)
        return Number(amount, amount, Fraction(0))
    low, found, high = text.partition("..")
    if found:
        lower, upper = _number(low), _number(high)
        if lower.low > upper.high:
            raise NotAValue(f"“{text}” ends below its start. Turn its two ends round.")
        return Number(lower.low, upper.high, min(lower.step, upper.step))
    raise NotAValue(
        f"“{text}” is not a number. Write digits without separators (1480, 0.99), a fraction "
        "(2/3) or a range (1000..2000)."
    )


def parse_value(text: str, unit: Unit) -> Value:
    """Read a canonical value in the form that its unit asks for. Raises NotAValue."""
    match unit.holds:
        case "date":
            try:
                return Period.parse(text)
            except NotAPeriod as error:
                raise NotAValue(str(error)) from error
        case "boolean":
            if text not in ("true", "false"):
                raise NotAValue(f"“{text}” is neither “true” nor “false”.")
            return text == "true"
        case "ratio":
            if _RATIO.fullmatch(text):
                return Ratio(tuple(Fraction(Decimal(part)) for part in text.split(":")))
            return _number(text)
        case "number":
            return _number(text)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as a document states it.

    text: the canonical value, as data files and programs carry it ("1480", "2/3", "2024-Q3").

    >>> Figure.of("460", "count", "over").agrees_with(Figure.of("450", "count", "over"))
    False
    >>> Figure.of("1.1", "percent", "about").agrees_with(Figure.of("1.13", "percent"))
    True
    """

    text: str
    value: Value
    unit: Unit
    qualifier: Qualifier

    @classmethod
    def of(cls, text: str, unit: str | Unit, qualifier: str = "exact") -> Figure:
        """Read a figure. Raises NotAValue, UnknownUnit, or ValueError for the qualifier."""
        known = unit_named(unit) if isinstance(unit, str) else unit
        return cls(text, parse_value(text, known), known, Qualifier(qualifier))

    @property
    def quantity(self) -> Quantity | None:
        """The exact amount with its unit; None for ranges, ratios, dates, yes and no."""
        if isinstance(self.value, Number) and not self.value.is_range:
            return Quantity(self.value.low, self.unit)
        return None

    @property
    def amount(self) -> Fraction | None:
        """The exact amount in the figure's own unit, where there is one."""
        return self.quantity.amount if self.quantity else None

    def interval(self) -> Interval | None:
        """The numbers that the claim allows, in the figure's unit; None if it is not a number."""
        if not isinstance(self.value, Number):
            return None
        low, high, step = self.value.low, self.value.high, self.value.step
        match self.qualifier:
            case Qualifier.EXACT:
                return Interval(low, high)
            case Qualifier.ABOUT:
                return Interval(low - step, high + step)
            case Qualifier.OVER:
                return Interval(low, high + step, low_open=True)
            case Qualifier.NEARLY:
                return Interval(low - step, high, high_open=True)
            case Qualifier.UP_TO:
                return Interval(None, high)
            case Qualifier.AT_LEAST:
                return Interval(low, None)

    def days(self) -> Period | None:
        """The days that a date allows: "by" and "not before" are open at one end."""
        if not isinstance(self.value, Period):
            return None
        match self.qualifier:
            case Qualifier.UP_TO | Qualifier.NEARLY:
                return self.value.up_to()
            case Qualifier.AT_LEAST | Qualifier.OVER:
                return self.value.onwards()
            case Qualifier.ABOUT:
                return self.value.widened()
            case Qualifier.EXACT:
                return self.value

    def comparable_with(self, other: Figure) -> bool:
        """Whether the two can be set against each other at all."""
        if type(self.value) is not type(other.value):
            return False
        return self.unit == other.unit or (
            self.unit.arithmetic
            and other.unit.arithmetic
            and self.unit.dimension == other.unit.dimension
        )

    def agrees_with(self, other: Figure) -> bool:
        """Whether one true value could stand behind both, within what each one states.

        Raises ValueError when they are not comparable.
        """
        if not self.comparable_with(other):
            raise ValueError(
                f"{self.text} {self.unit.id} and {other.text} {other.unit.id} do not compare."
            )
        mine, theirs = self.interval(), other.interval()
        if mine is not None and theirs is not None:
            return mine.meets(_rescaled(theirs, other.unit.factor / self.unit.factor))
        my_days, their_days = self.days(), other.days()
        if my_days is not None and their_days is not None:
            return my_days.overlaps(their_days)
        if isinstance(self.value, Ratio) and isinstance(other.value, Ratio):
            return len(self.value.parts) == len(other.value.parts) and all(
                self.value.share(i) == other.value.share(i) for i in range(len(self.value.parts))
            )
        return self.value == other.value


def _rescaled(interval: Interval, factor: Fraction) -> Interval:
    low = None if interval.low is None else interval.low * factor
    high = None if interval.high is None else interval.high * factor
    return Interval(low, high, interval.low_open, interval.high_open)
