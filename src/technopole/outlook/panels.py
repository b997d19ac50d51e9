"""Simulated panels: series whose future is known, to see whether intervals hold what they promise.

Four kinds of world, of which the forecasts' own model is one. Where growth slows, or where years only
scatter around a trend, the model is wrong, and the panel says by how much.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from technopole.outlook.histories import History
from technopole.outlook.settings import Scale

__all__ = ["FIRST_YEAR", "Panel", "Simulated", "simulated"]

Floats = NDArray[np.float64]

FIRST_YEAR = 2000


class Panel(StrEnum):
    """A kind of world.

    DRIFTING: amounts that grow at rates of their own, for good, with shocks that stay: as the model says.
    SHARES:   shares of a whole that wander on the scale of log odds: as the model says.
    SLOWING:  amounts whose growth fades by 15 per cent a year: the model does not know of fading.
    NOISY:    amounts that scatter around a steady trend: a good year says nothing of the next.
    """

    DRIFTING = "drifting"
    SHARES = "shares"
    SLOWING = "slowing"
    NOISY = "noisy"


@dataclass(frozen=True, slots=True)
class Simulated:
    """A panel: one row a series. past: what is shown to a forecast; future: what then came."""

    panel: Panel
    past: Floats
    future: Floats

    @property
    def limit(self) -> float | None:
        """The ceiling of its values; None where there is none."""
        return 100.0 if self.panel is Panel.SHARES else None

    def histories(self) -> list[History]:
        """The past as histories, of years from FIRST_YEAR on."""
        years = tuple(range(FIRST_YEAR, FIRST_YEAR + self.past.shape[1]))
        return [
            History(
                id=f"{self.panel}-{number:04}",
                years=years,
                values=tuple(row.tolist()),
                scale=Scale.LOG if self.limit is None else Scale.LOGIT,
                limit=self.limit,
            )
            for number, row in enumerate(self.past)
        ]


def simulated(panel: Panel, *, series: int, figures: int, ahead: int, seed: int) -> Simulated:
    """A seeded panel of series with so many figures, one a year, and so many years after them.

    A year's shock is about five per cent (between series: 2 to 11), a drift about three, give or take three.
    """
    draw = np.random.Generator(np.random.PCG64([seed, list(Panel).index(panel)]))
    length = figures + ahead
    start = draw.normal(5, 1.5, (series, 1))
    spread = 0.05 * np.exp(0.4 * draw.standard_normal((series, 1)))
    drift = 0.03 + 0.03 * draw.standard_normal((series, 1))
    shocks = spread * draw.standard_normal((series, length))
    match panel:
        case Panel.DRIFTING:
            levels = start + np.cumsum(drift + shocks, axis=1)
        case Panel.SHARES:
            levels = np.clip(start - 5, -3, 3) + 1.5 * np.cumsum(drift - 0.03 + shocks, axis=1)
        case Panel.SLOWING:
            levels = start + np.cumsum(3 * drift * 0.85 ** np.arange(length) + shocks, axis=1)
        case Panel.NOISY:
            levels = start + drift * np.arange(length) + shocks
    values = 100 / (1 + np.exp(-levels)) if panel is Panel.SHARES else np.exp(levels)
    return Simulated(panel, values[:, :figures], values[:, figures:])
