"""Units, their dimensions, and which of them convert exactly.

A unit belongs to a dimension, a product of base dimensions with whole exponents. Hectares and
square feet share one and convert; Hong Kong dollars and renminbi are two dimensions, for no
exact rate leads from one to the other. A unit that only orders or labels (a rank, a date) has
no arithmetic at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from typing import Final, Literal

__all__ = ["UNITS", "Dimension", "Unit", "UnknownUnit", "unit_named"]

_Holds = Literal["number", "ratio", "date", "boolean"]


class UnknownUnit(LookupError):
    """No unit has that name."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A product of base dimensions: pairs of name and exponent, sorted, none of exponent zero."""

    powers: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, powers: Mapping[str, int]) -> Dimension:
        """The dimension with these exponents; zeros fall away."""
        return cls(tuple(sorted((name, power) for name, power in powers.items() if power)))

    def __mul__(self, other: Dimension) -> Dimension:
        powers = dict(self.powers)
        for name, power in other.powers:
            powers[name] = powers.get(name, 0) + power
        return Dimension.of(powers)

    def __truediv__(self, other: Dimension) -> Dimension:
        return self * Dimension(tuple((name, -power) for name, power in other.powers))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the documents.

    id:         how data files name it.
    dimension:  what it measures.
    factor:     how many base units of its dimension one of it is, exactly.
    holds:      what its values are: numbers, ratios such as 1:2, dates, or yes and no.
    arithmetic: whether adding and multiplying its values means anything.
    """

    id: str
    dimension: Dimension
    factor: Fraction = Fraction(1)
    holds: _Holds = "number"
    arithmetic: bool = True


def _base(name: str) -> Dimension:
    return Dimension(((name, 1),))


_AREA: Final = Dimension((("length", 2),))
_TIME: Final = _base("calendar months")
_NONE: Final = Dimension()
# The international foot is 0.3048 m by definition, so a square foot is exactly this many sq m.
_SQUARE_FOOT: Final = Fraction(3048, 10000) ** 2

UNITS: Final[Mapping[str, Unit]] = {
    unit.id: unit
    for unit in (
        Unit("HKD", _base("Hong Kong dollars")),
        Unit("RMB", _base("renminbi")),
        Unit("USD", _base("United States dollars")),
        Unit("EUR", _base("euros")),
        Unit("percent", _NONE, Fraction(1, 100)),
        Unit("per_mille", _NONE, Fraction(1, 1000)),
        Unit("per_1000", _NONE, Fraction(1, 1000)),
        Unit("times", _NONE),
        Unit("ratio", _NONE, holds="ratio"),
        Unit("persons", _base("persons")),
        Unit("projects", _base("projects")),
        Unit("count", _base("things")),
        Unit("man_years", _base("person-years")),
        Unit("storeys", _base("storeys")),
        Unit("sq_m", _AREA),
        Unit("sq_ft", _AREA, _SQUARE_FOOT),
        Unit("ha", _AREA, Fraction(10_000)),
        Unit("mPD", _base("metres above Principal Datum"), arithmetic=False),
        Unit("months", _TIME),
        Unit("years", _TIME, Fraction(12)),
        Unit("years_of_age", _base("years of age")),
        Unit("school_years", _base("school years")),
        Unit("days", _base("days")),
        Unit("weeks", _base("days"), Fraction(7)),
        Unit("hours", _base("hours")),
        Unit("per_year", _NONE / _TIME, Fraction(1, 12)),
        Unit("rank", _base("rank"), arithmetic=False),
        Unit("ordinal", _base("ordinal"), arithmetic=False),
        Unit("scale", _base("scale"), arithmetic=False),
        Unit("date", _base("date"), holds="date", arithmetic=False),
        Unit("boolean", _base("yes or no"), holds="boolean", arithmetic=False),
    )
}
"""Every unit that a fact may bear, by id."""


def unit_named(name: str) -> Unit:
    """The unit of that id. Raises UnknownUnit, which names the nearest right one."""
    try:
        return UNITS[name]
    except KeyError:
        near = get_close_matches(name, UNITS, n=1, cutoff=0.5)
        hint = f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join(UNITS)}."
        raise UnknownUnit(f"“{name}” is not a unit. {hint}") from None
