"""The keys of a progress paper's annexes, by which its sentences point at them."""

from __future__ import annotations

from typing import Final

__all__ = ["DISPUTES", "FIGURES", "INDICATORS", "INITIATIVES", "NAMED", "SOURCES"]

INITIATIVES: Final = "annex-initiatives"
NAMED: Final = "annex-named"
INDICATORS: Final = "annex-indicators"
DISPUTES: Final = "annex-disputes"
FIGURES: Final = "annex-figures"
SOURCES: Final = "annex-sources"
