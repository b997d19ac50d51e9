"""The signs that people write with an amount: only those of the question's own currency are taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["SIGNS"]

SIGNS: Final[Mapping[str, str]] = {
    "HKD": r"^(HK\$|HKD|\$)|(港元|元)$",
    "RMB": r"^(RMB|人民幣|¥)|元$",
    "percent": "%$",
}
"""By unit, what may stand before or behind a number; "US$5" and "1,5" are no amounts of Hong Kong dollars."""
