"""Exact amounts with units, which refuse arithmetic that means nothing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from technopole.evidence.units import UNITS, Unit

__all__ = ["Quantity", "UnitsClash", "exact_decimal"]

_PURE_NUMBER: Final = UNITS["times"]


class UnitsClash(TypeError):
    """Two quantities of different dimensions were added, compared or converted."""


def exact_decimal(amount: Fraction) -> str | None:
    """The amount as a decimal that loses nothing; None where no decimal is exact.

    >>> exact_decimal(Fraction(5, 4)), exact_decimal(Fraction(1480)), exact_decimal(Fraction(1, 3))
    ('1.25', '1480', None)
    """
    denominator, places = amount.denominator, {2: 0, 5: 0}
    for factor in places:
        while denominator % factor == 0:
            denominator //= factor
            places[factor] += 1
    if denominator != 1:
        return None
    decimals = max(places.values())
    digits = str(abs(amount.numerator) * 10**decimals // amount.denominator).rjust(
        decimals + 1, "0"
    )
    sign = "-" if amount < 0 else ""
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number of a unit.

    >>> Quantity.of(2, "ha").to("sq_m")
    Quantity(amount=Fraction(20000, 1), unit=Unit('sq_m'))
    """

    amount: Fraction
    unit: Unit

    @classmethod
    def of(cls, amount: Fraction | int | str, unit: str) -> Quantity:
        """A quantity from a number and a unit's id."""
        return cls(Fraction(amount), UNITS[unit])

    def __repr__(self) -> str:
        return f"Quantity(amount={self.amount!r}, unit=Unit({self.unit.id!r}))"

    def to(self, unit: str | Unit) -> Quantity:
        """The same quantity in another unit of its dimension. Raises UnitsClash."""
        target = UNITS[unit] if isinstance(unit, str) else unit
        self._check_same_kind(target, "converted to")
        return Quantity(self.amount * self.unit.factor / target.factor, target)

    def __add__(self, other: Quantity) -> Quantity:
        self._check_same_kind(other.unit, "added to")
        return Quantity(self.amount + other.to(self.unit).amount, self.unit)

    def __sub__(self, other: Quantity) -> Quantity:
        self._check_same_kind(other.unit, "reduced by")
        return Quantity(self.amount - other.to(self.unit).amount, self.unit)

    def __mul__(self, other: Quantity) -> Quantity:
        return self._combined(other, times=True)

    def __truediv__(self, other: Quantity) -> Quantity:
        return self._combined(other, times=False)

    def __lt__(self, other: Quantity) -> bool:
        self._check_same_kind(other.unit, "compared with")
        return self.amount * self.unit.factor < other.amount * other.unit.factor

    def _combined(self, other: Quantity, *, times: bool) -> Quantity:
        for unit in (self.unit, other.unit):
            if not unit.arithmetic:
                raise UnitsClash(
                    f"A value in {unit.id} only orders or labels: it has no arithmetic."
                )
        left, right = self.amount * self.unit.factor, other.amount * other.unit.factor
        dimension = (
            self.unit.dimension * other.unit.dimension
            if times
            else self.unit.dimension / other.unit.dimension
        )
        amount = left * right if times else left / right
        unit = _base_unit_of(dimension, self.unit)
        return Quantity(amount / unit.factor, unit)

    def _check_same_kind(self, unit: Unit, verb: str) -> None:
        if not (self.unit.arithmetic and unit.arithmetic):
            only = unit if self.unit.arithmetic else self.unit
            raise UnitsClash(f"A value in {only.id} only orders or labels: it has no arithmetic.")
        if self.unit.dimension != unit.dimension:
            raise UnitsClash(
                f"An amount in {self.unit.id} cannot be {verb} one in {unit.id}: "
                "they measure different things, or no exact rate leads from one to the other."
            )


def _base_unit_of(dimension: object, like: Unit) -> Unit:
    """The unit to state a product or quotient in: `like` if it fits, else the registry's first."""
    if dimension == _PURE_NUMBER.dimension:
        return _PURE_NUMBER
    if dimension == like.dimension:
        return like
    for unit in UNITS.values():
        if unit.dimension == dimension:
            return unit
    raise UnitsClash("No unit states the product or quotient of these two quantities.")
