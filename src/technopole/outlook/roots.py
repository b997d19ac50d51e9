"""Exact growth rates: rational numbers and their roots, compared without error, printed to stated digits.

Yearly growth is a root, and a root is seldom a rational number. A float would put a verdict that
stands at its threshold on the wrong side of it, so growth is kept as it is: a rational plus
rational multiples of roots. Its sign is found by enclosing it in ever smaller intervals; where it
might be zero, algebra decides, because positive real roots of rationals, none of which is a
rational multiple of another or of 1, are linearly independent over the rationals (Besicovitch 1940).
Hence every comparison ends, and ends right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Final

__all__ = ["Exact", "growth", "quotient", "root", "rounded"]

_FIRST_DIGITS: Final = 25
_DIGITS_BEFORE_ALGEBRA: Final = 100


@dataclass(frozen=True, slots=True)
class _Root:
    """The positive root of a positive rational; irrational, of the least degree that says the same."""

    radicand: Fraction
    degree: int

    def bounds(self, digits: int) -> tuple[Fraction, Fraction]:
        """Two decimals of so many places between which it lies, one unit of the last place apart."""
        scale = 10**digits
        numerator = self.radicand.numerator * scale**self.degree
        low = _whole_root(numerator // self.radicand.denominator, self.degree)
        return Fraction(low, scale), Fraction(low + 1, scale)

    def over(self, other: _Root) -> Fraction | None:
        """How many times the other it is, where that is rational; None where it is not."""
        degree = lcm(self.degree, other.degree)
        ratio = self.radicand ** (degree // self.degree) / other.radicand ** (
            degree // other.degree
        )
        return _rational_root(ratio, degree)


@dataclass(frozen=True, slots=True)
class Exact:
    """A real number: a rational plus rational multiples of roots.

    >>> growth(Fraction(100), Fraction(121), 2) == Fraction(1, 10)
    True
    """

    constant: Fraction
    terms: tuple[tuple[Fraction, _Root], ...] = ()

    def __add__(self, other: Exact | Fraction | int) -> Exact:
        if isinstance(other, Exact):
            return Exact(self.constant + other.constant, self.terms + other.terms)
        return Exact(self.constant + other, self.terms)

    def __sub__(self, other: Exact | Fraction | int) -> Exact:
        return self + (other * Fraction(-1) if isinstance(other, Exact) else -other)

    def __mul__(self, factor: Fraction | int) -> Exact:
        if factor == 0:
            return Exact(Fraction(0))
        terms = tuple((coefficient * factor, one) for coefficient, one in self.terms)
        return Exact(self.constant * factor, terms)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Exact | Fraction | int):
            return (self - other).sign() == 0
        return NotImplemented

    def __hash__(self) -> int:
        return hash(rounded(self, 10))

    def __lt__(self, other: Exact | Fraction | int) -> bool:
        return (self - other).sign() < 0

    def __le__(self, other: Exact | Fraction | int) -> bool:
        return (self - other).sign() <= 0

    def __gt__(self, other: Exact | Fraction | int) -> bool:
        return (self - other).sign() > 0

    def __ge__(self, other: Exact | Fraction | int) -> bool:
        return (self - other).sign() >= 0

    def __float__(self) -> float:
        low, high = self.bounds(40)
        return float((low + high) / 2)

    def sign(self) -> int:
        """-1, 0 or 1, exactly."""
        if not self.terms:
            return _sign(self.constant)
        number = self
        for digits in _precisions():
            low, high = number.bounds(digits)
            if low > 0 or high < 0:
                return 1 if low > 0 else -1
            if digits > _DIGITS_BEFORE_ALGEBRA and number is self:
                # So near to zero it may be zero: joined, independent roots say whether it is.
                number = self.joined()
                if not number.terms:
                    return _sign(number.constant)
        raise AssertionError("precisions never end")

    def joined(self) -> Exact:
        """The same number with no root that is a rational multiple of another."""
        parts: list[tuple[Fraction, _Root]] = []
        for coefficient, one in self.terms:
            for index, (other_coefficient, other) in enumerate(parts):
                ratio = one.over(other)
                if ratio is not None:
                    parts[index] = (other_coefficient + coefficient * ratio, other)
                    break
            else:
                parts.append((coefficient, one))
        return Exact(self.constant, tuple(part for part in parts if part[0] != 0))

    def bounds(self, digits: int) -> tuple[Fraction, Fraction]:
        """Two rationals between which it lies, the nearer the more digits."""
        low = high = self.constant
        for coefficient, one in self.terms:
            ends = [coefficient * end for end in one.bounds(digits)]
            low, high = low + min(ends), high + max(ends)
        return low, high


def root(radicand: Fraction, degree: int) -> Exact:
    """The positive real root. Raises ValueError for a radicand that is not above zero."""
    if radicand <= 0 or degree < 1:
        raise ValueError(f"There is no positive root of degree {degree} of {radicand}.")
    for factor in _prime_factors(degree):
        inner = _rational_root(radicand, factor)
        if inner is not None:
            radicand, degree = inner, degree // factor
    if degree == 1:
        return Exact(radicand)
    return Exact(Fraction(0), ((Fraction(1), _Root(radicand, degree)),))


def growth(first: Fraction, last: Fraction, years: int) -> Exact:
    """The compound growth a year from one value to another, as a share (0.05 for 5 %).

    Raises ValueError where there is none: a value of zero, or two of different sign.
    """
    if first == 0 or last == 0 or (first < 0) != (last < 0):
        raise ValueError(f"No compound growth leads from {first} to {last}.")
    return root(last / first, years) - 1


def rounded(number: Exact | Fraction, places: int) -> Decimal:
    """The number as a decimal of so many places, correctly rounded, half to even.

    >>> rounded(growth(Fraction(1), Fraction(2), 2), 10)
    Decimal('0.4142135624')
    """
    return quotient(number, Fraction(1), places)


def quotient(above: Exact | Fraction, below: Exact | Fraction, places: int) -> Decimal:
    """One number over another as a decimal, correctly rounded, half to even.

    Raises ZeroDivisionError when the divisor is zero.
    """
    numerator = above if isinstance(above, Exact) else Exact(above)
    divisor = below if isinstance(below, Exact) else Exact(below)
    side = divisor.sign()
    if side == 0:
        raise ZeroDivisionError("The divisor is zero.")
    if side < 0:
        numerator, divisor = numerator * -1, divisor * -1
    if not numerator.terms and not divisor.terms:
        return _decimal(round(numerator.constant / divisor.constant * 10**places), places)
    for digits in _precisions(places + 15):
        (low, high), (least, most) = numerator.bounds(digits), divisor.bounds(digits)
        if least <= 0:
            continue
        ends = (low / least, low / most, high / least, high / most)
        bottom, top = (min(ends) * 10**places, max(ends) * 10**places)
        if round(bottom) == round(top):
            return _decimal(round(bottom), places)
        if top - bottom < Fraction(1, 10**10):
            # It lies at a half, or too near to tell: the exact comparison tells.
            half = Fraction(round(bottom) + round(top), 2)
            above_half = (numerator - divisor * (half / 10**places)).sign()
            chosen = {-1: round(bottom), 0: round(half), 1: round(top)}[above_half]
            return _decimal(chosen, places)
    raise AssertionError("precisions never end")


def _precisions(first: int = _FIRST_DIGITS) -> Iterator[int]:
    digits = first
    while True:
        yield digits
        digits *= 2


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def _decimal(scaled: int, places: int) -> Decimal:
    return Decimal(f"{scaled}e-{places}")


def _rational_root(number: Fraction, degree: int) -> Fraction | None:
    """The positive root of a positive rational where it is rational; None where it is not."""
    numerator = _whole_root(number.numerator, degree)
    denominator = _whole_root(number.denominator, degree)
    exact = numerator**degree == number.numerator and denominator**degree == number.denominator
    return Fraction(numerator, denominator) if exact else None


def _whole_root(number: int, degree: int) -> int:
    """The greatest whole number whose power is not above a number that is zero or more."""
    if number < 2 or degree == 1:
        return number
    # Newton's step falls from any start above the root and stops at its floor.
    guess = 1 << -(-number.bit_length() // degree)
    while True:
        nearer = ((degree - 1) * guess + number // guess ** (degree - 1)) // degree
        if nearer >= guess:
            return guess
        guess = nearer


def _prime_factors(number: int) -> list[int]:
    factors, divisor = [], 2
    while divisor * divisor <= number:
        while number % divisor == 0:
            factors.append(divisor)
            number //= divisor
        divisor += 1
    return factors + [number] * (number > 1)
