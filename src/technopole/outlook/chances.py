"""How a chance is rounded, in one place, so that site, command line and papers say the same."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

__all__ = ["ALL", "NONE", "whole_per_cent"]

NONE: Final = 0
"""Under one per cent: that no path reached it does not make it impossible."""
ALL: Final = 100
"""Over 99 per cent: that every path reached it does not make it certain."""


def whole_per_cent(chance: float) -> int:
    """A chance between nothing and all in whole per cent: NONE under 1 %, ALL over 99 %.

    chance: from the draws, not rounded before: rounding twice makes 4 of 3.475.

    >>> [whole_per_cent(chance) for chance in (0.0, 0.0099, 0.03475, 0.9901, 1.0)]
    [0, 0, 3, 100, 100]
    """
    if chance < 0.01:
        return NONE
    if chance > 0.99:
        return ALL
    return int((Decimal(str(chance)) * 100).to_integral_value(ROUND_HALF_EVEN))
