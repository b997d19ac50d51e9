"""Scores: how far forecasts were from what came, and whether their intervals held what they promised.

The CRPS (continuous ranked probability score) is the mean distance of the draws from what came, less
half the mean distance of the draws from one another: 0 is best, and a forecast without spread scores its
plain error, in the unit of the values. A forecast cannot better it by saying other than it believes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["crps_of_draws", "crps_of_quantiles", "held", "place_of"]

Floats = NDArray[np.float64]


def crps_of_draws(draws: Floats, actual: Floats | float) -> Floats:
    """The CRPS of equally likely draws along the last axis, in the unit of the values.

    >>> float(crps_of_draws(np.array([1.0, 3.0]), 2.0))
    0.5
    """
    ordered = np.sort(draws, axis=-1)
    count = ordered.shape[-1]
    error = np.abs(ordered - np.asarray(actual)[..., None]).mean(axis=-1)
    # Half the mean distance of all pairs, from the ordered draws: Σ (2i − m − 1)·x_i / m².
    weights = 2 * np.arange(1, count + 1) - count - 1
    scores: Floats = error - (ordered * weights).sum(axis=-1) / count**2
    return scores


def crps_of_quantiles(quantiles: Floats, levels: Sequence[float], actual: Floats | float) -> Floats:
    """Twice the mean pinball loss of quantiles along the last axis: the CRPS as far as the levels tell.

    For forecasts that give quantiles and no draws; levels evenly spaced, such as 0.05 to 0.95.
    """
    level = np.asarray(levels)
    short = np.asarray(actual)[..., None] - quantiles
    losses: Floats = 2 * np.maximum(level * short, (level - 1) * short).mean(axis=-1)
    return losses


def held(low: Floats | float, high: Floats | float, actual: Floats | float) -> NDArray[np.bool_]:
    """Whether an interval held what came; its ends count as held."""
    inside: NDArray[np.bool_] = (np.asarray(low) <= actual) & (np.asarray(actual) <= high)
    return inside


def place_of(draws: Floats, actual: float) -> float:
    """The share of draws under what came, those that equal it counting half: uniform if all is right."""
    return float(((draws < actual).mean() + (draws <= actual).mean()) / 2)
