"""Paths: the years to come drawn many times, as a random walk with drift or as a walk that never falls."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from technopole.outlook.histories import History, transformed
from technopole.outlook.pooling import NODES, Pool, Posterior, Unevenness, posterior
from technopole.outlook.settings import Scale

__all__ = ["Drawn", "Sources", "least_increase", "rising", "walking"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sources:
    """Three streams of random numbers, so that a change of one part leaves the others as they were."""

    paths: int
    parameters: np.random.Generator
    rounding: np.random.Generator
    years: np.random.Generator

    @classmethod
    def of(cls, seed: int, paths: int) -> Sources:
        """The streams of a seed."""
        seeds = np.random.SeedSequence(seed).spawn(3)
        return cls(paths, *(np.random.Generator(np.random.PCG64(seed)) for seed in seeds))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Paths on the way to a forecast. drift: of each path, on the scale on which it is required."""

    paths: Floats
    drift: Floats
    own: float
    pooled: int


def least_increase(history: History) -> float:
    """What stands for no increase: half of one where things are counted, else a thousandth of the figure."""
    return 0.5 if history.whole else (abs(history.values[-1]) or 1.0) / 1000


def _ends(history: History, sources: Sources) -> tuple[Floats, Floats]:
    """The first and the last figure of each path, anywhere in the room that each statement leaves."""
    if not history.room:
        first, last = history.values[0], history.values[-1]
        return np.full(sources.paths, first), np.full(sources.paths, last)
    uniform = sources.rounding.random((2, sources.paths))
    ends = []
    for place, row in ((0, uniform[0]), (-1, uniform[1])):
        low, high = history.room[place]
        if (
            history.scale is not Scale.LINEAR
        ):  # a room stays on its scale: above zero, under the limit
            low = max(low, history.values[place] / 2)
            limit = history.limit
            if history.scale is Scale.LOGIT and limit is not None:
                high = min(high, (history.values[place] + limit) / 2)
        ends.append(low + (high - low) * row)
    return ends[0], ends[1]


def _level(values: Floats, history: History) -> Floats:
    """Values on the scale of the history."""
    match history.scale:
        case Scale.LOG:
            return np.log(values)
        case Scale.LOGIT:
            limit = history.limit or 100.0
            inside = np.clip(values / limit, 1e-9, 1 - 1e-9)
            return np.log(inside / (1 - inside))
        case Scale.LINEAR:
            return values / history.unit


def _values(levels: Floats, history: History) -> Floats:
    """Levels of the scale as values, in place; never beyond what a float holds."""
    match history.scale:
        case Scale.LOG:
            np.clip(levels, -690, 690, out=levels)
            np.exp(levels, out=levels)
        case Scale.LOGIT:
            np.clip(levels, -690, 690, out=levels)
            np.exp(-levels, out=levels)
            levels += 1
            np.divide(history.limit or 100.0, levels, out=levels)
        case Scale.LINEAR:
            levels *= history.unit
    return levels


def walking(history: History, horizon: int, pool: Pool, sources: Sources) -> Drawn:
    """Random walks whose drift and variance are drawn from pool and figures together."""
    known = posterior(history.steps, pool)
    spread, drift = _parameters(known, sources)
    first, last = _ends(history, sources)
    start = _level(last, history)
    if history.room:
        # The roundness of both ends tilts the drift; the centre is linear in the figures' difference.
        tilt = (start - transformed(history.values[-1], history)) - (
            _level(first, history) - transformed(history.values[0], history)
        )
        drift += tilt / np.resize(known.years, sources.paths)
    levels = sources.years.standard_normal((horizon, sources.paths))
    levels *= spread
    levels += drift
    levels[0] += start
    np.cumsum(levels, axis=0, out=levels)
    return Drawn(_values(levels, history), drift, float(known.own.mean()), pool.series)


def _parameters(known: Posterior, sources: Sources) -> tuple[Floats, Floats]:
    """Standard deviation and drift of each path; path p takes the node p mod NODES of the pool."""
    rounds = -(-sources.paths // NODES)
    normal = sources.parameters.standard_normal((rounds, NODES)).ravel()[: sources.paths]
    chi = sources.parameters.standard_gamma(known.freedom / 2, (rounds, NODES)) * 2
    spread = (known.typical * np.sqrt(known.freedom / chi)).ravel()[: sources.paths]
    years = np.resize(known.years, sources.paths)
    return spread, np.resize(known.centre, sources.paths) + normal * spread / np.sqrt(years)


def rising(history: History, horizon: int, uneven: Unevenness, sources: Sources) -> Drawn:
    """Paths that never fall: yearly increases that are gamma, their rate drawn from the whole increase."""
    square = np.resize(uneven.values, sources.paths) ** 2
    span = history.years[-1] - history.years[0]
    first, last = _ends(history, sources)
    increase = np.maximum(last - first, least_increase(history))
    scale = increase / sources.parameters.standard_gamma(span / square)
    paths = sources.years.standard_gamma(1 / square, (horizon, sources.paths))
    paths *= scale
    paths[0] += last
    np.cumsum(paths, axis=0, out=paths)
    return Drawn(paths, scale / square, 1.0, uneven.series)
