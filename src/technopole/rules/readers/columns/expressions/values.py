"""What a line of a program is as expressions: two ends, a truth that may be open, a choice.

Polars skips nulls where it seeks the least, and takes the other branch where a test is null. So no
answer is read with its null: a number becomes two ends, a truth "surely" and "can". A null end then
says only that there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import Final

import polars as pl

from technopole.rules.ranges import shift_day

__all__ = [
    "EPOCH", "FALSE", "NO", "NOTHING", "OPEN", "TRUE", "YES", "ZERO", "Choice", "Corner", "Ends",
    "Truth", "Value", "answered", "both", "chosen_truth", "day", "either", "infinite", "known",
    "moves", "negated", "number", "one_of", "product", "truth_of", "without_end",
]  # fmt: skip

YES: Final = pl.lit(value=True)
NO: Final = pl.lit(value=False)
NOTHING: Final = pl.lit(None, dtype=pl.Int64)
ZERO: Final = pl.lit(0, dtype=pl.Int64)
EPOCH: Final = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends of a number or a day.

    below, above: whether the low, the high end may be null: minus, plus infinity.
    exact:        of an answer that may be missing, the answer itself, null where it is.
    """

    low: pl.Expr
    high: pl.Expr
    below: bool = False
    above: bool = False
    exact: pl.Expr | None = None

    @property
    def single(self) -> bool:
        """Whether it is known in every row."""
        return self.low is self.high

    def each(self, apply: Callable[[pl.Expr], pl.Expr]) -> Ends:
        """An operation that keeps order, on both ends."""
        low = apply(self.low)
        return Ends(
            low, low if self.single else apply(self.high), self.below, self.above,
            None if self.exact is None else apply(self.exact),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether something surely holds, and whether it can; neither is ever null."""

    surely: pl.Expr
    maybe: pl.Expr

    @property
    def single(self) -> bool:
        """Whether it is known in every row."""
        return self.surely is self.maybe

    @property
    def open(self) -> pl.Expr:
        """The truth, null where it is open."""
        if self.single:
            return self.surely
        return pl.when(self.surely == self.maybe).then(self.surely)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice: the code of its option, null where it is missing; nothing where there is no column."""

    code: pl.Expr | None
    missing: bool


Value = Ends | Truth | Choice


def known(truth: pl.Expr) -> Truth:
    """A truth that is known in every row."""
    return Truth(truth, truth)


def answered(truth: pl.Expr) -> Truth:
    """The truth of an answer, or of a test of one, which is null where the answer is missing."""
    return Truth(truth.fill_null(value=False), truth.fill_null(value=True))


TRUE: Final = known(YES)
FALSE: Final = known(NO)
OPEN: Final = Truth(NO, YES)


# ── Truths ────────────────────────────────────────────────────────────────────────────────────


def both(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """One and the other, neither of them null; what is settled beforehand leaves no trace."""
    if one is NO or other is NO:
        return NO
    return other if one is YES else one if other is YES else one & other


def either(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """One or the other, neither of them null."""
    if one is YES or other is YES:
        return YES
    return other if one is NO else one if other is NO else one | other


def negated(one: pl.Expr) -> pl.Expr:
    """Not so; never null."""
    return NO if one is YES else YES if one is NO else ~one


def chosen_truth(test: Truth, a: Truth, b: Truth) -> Truth:
    """One of two truths by a third; what both allow where that is open."""
    surely = either(both(test.surely, a.surely), both(negated(test.maybe), b.surely))
    if test.single and a.single and b.single:
        return known(surely)
    maybe = either(both(test.maybe, a.maybe), both(negated(test.surely), b.maybe))
    return Truth(either(surely, both(a.surely, b.surely)), maybe)


def truth_of(holds: int | None) -> pl.Expr:
    """A truth that stands in the rule."""
    return YES if holds else NO


def one_of(code: pl.Expr, inside: int, every: int) -> pl.Expr:
    """Whether the bit of a code is set; null where the code is.

    every: the bits of all options; the fewer of those inside and those outside are looked for.
    """
    if 2 * inside.bit_count() > every.bit_count():
        return ~one_of(code, every & ~inside, every)
    codes = [place for place in range(every.bit_length()) if inside >> place & 1]
    return reduce(or_, (code == pl.lit(one, dtype=pl.UInt8) for one in codes))


# ── Numbers and days ──────────────────────────────────────────────────────────────────────────


def number(value: int | None) -> pl.Expr:
    """A number that stands in the rule; None for an end that there is not."""
    return NOTHING if value is None else pl.lit(value, dtype=pl.Int64)


def day(ordinal: int | None) -> pl.Expr:
    """A day that stands in the rule."""
    return NOTHING if ordinal is None else pl.lit(date.fromordinal(ordinal))


def without_end(ends: Iterable[tuple[pl.Expr, bool]], value: pl.Expr) -> pl.Expr:
    """A value that has no end where one of these ends, each with whether it may be null, has none."""
    tests = [end.is_null() for end, may_be in ends if may_be]
    return pl.when(~reduce(either, tests)).then(value) if tests else value


Corner = tuple[pl.Expr, bool, int]
"""An end, whether it may be null, and the sign of the infinity that it is then."""


def product(one: Corner, other: Corner) -> pl.Expr:
    """The product of two ends; zero where one is zero, null where else one is infinite."""
    times = one[0] * other[0]
    if not (one[1] or other[1]):
        return times
    return pl.when((one[0] == 0) | (other[0] == 0)).then(ZERO).otherwise(times)


def infinite(one: Corner, other: Corner, sign: int) -> pl.Expr:
    """Whether the product of two ends is infinite, with a sign."""
    if not (one[1] or other[1]):
        return NO

    def has_sign(end: Corner, wanted: int) -> pl.Expr:
        strictly = end[0] > 0 if wanted > 0 else end[0] < 0
        return strictly.fill_null(value=end[2] == wanted)

    without = either(*(end[0].is_null() if end[1] else NO for end in (one, other)))
    alike = has_sign(one, 1) & has_sign(other, sign)
    return without & (alike | (has_sign(one, -1) & has_sign(other, -sign)))


@lru_cache(maxsize=64)
def moves(first: int, last: int, months: int, days: int) -> pl.Series:
    """Where each day from a first to a last one is moved to, as days since 1970."""
    moved = (shift_day(date.fromordinal(one), months, days) for one in range(first, last + 1))
    return pl.Series([one.toordinal() - EPOCH for one in moved], dtype=pl.Int32)
