"""Paths: the years to come drawn many times, as a random walk with drift or as a walk that never falls."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from technopole.outlook.histories import EDGE, SMALLEST, History, transformed
from technopole.outlook.pooling import NODES, Pool, Posterior, Unevenness, posterior
from technopole.outlook.settings import Scale

__all__ = ["Drawing", "Drawn", "Sources", "least_increase"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sources:
    """Four streams of random numbers, so that a change of one part leaves the others as they were.

    paths: a multiple of twice the pool's nodes.
    """

    paths: int
    parameters: np.random.Generator
    rounding: np.random.Generator
    years: np.random.Generator
    wandering: np.random.Generator

    @classmethod
    def of(cls, seed: int, paths: int) -> Sources:
        """The streams of a seed."""
        seeds = np.random.SeedSequence(seed).spawn(4)
        return cls(paths, *(np.random.Generator(np.random.PCG64(seed)) for seed in seeds))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Paths: one row a year, one column a path.

    drift: of each path, a year: on the history's scale, or in its unit where it is cumulative.
    own:   the share that the history's own figures have in its drift.
    """

    paths: Floats
    drift: Floats
    own: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the paths of a history hang on; drawn as often as wanted, always the same.

    years: how many years, from the first to come.
    count: how many paths.
    pool:  what its pool lends it.
    """

    history: History
    years: int
    seed: int
    count: int
    pool: Pool | Unevenness

    def draw(self) -> Drawn:
        """The paths, within what the history's kind allows."""
        history, sources = self.history, Sources.of(self.seed, self.count)
        if isinstance(self.pool, Unevenness):
            drawn = _rising(history, self.years, self.pool, sources)
        else:
            drawn = _walking(history, self.years, self.pool, sources)
        paths = drawn.paths
        if history.floor is not None:
            np.maximum(paths, history.floor, out=paths)
        if history.limit is not None:
            np.minimum(paths, history.limit, out=paths)
        if history.whole:
            np.rint(paths, out=paths)
        return drawn


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
        # A room stays on its scale: above zero, under the limit.
        if history.scale is not Scale.LINEAR:
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
            inside = np.clip(values / limit, SMALLEST, 1 - SMALLEST)
            inside = np.where(values <= 0, EDGE, np.where(values >= limit, 1 - EDGE, inside))
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


def _walking(history: History, horizon: int, pool: Pool, sources: Sources) -> Drawn:
    """Random walks whose drift and variance are drawn from pool and figures together."""
    known = posterior(history.steps, pool)
    spread, drift = _parameters(known, sources)
    first, last = _ends(history, sources)
    start = _level(last, history)
    if history.room:
        # The drift is linear in the first and the last figure: their roundness tilts it.
        up = start - transformed(history.values[-1], history)
        down = _level(first, history) - transformed(history.values[0], history)
        drift += up * _each(known.last, sources)
        drift -= down * _each(known.first, sources)
    half = sources.paths // 2
    levels = np.empty((horizon, sources.paths))
    steady = int((known.wander == 0).sum()) * half // NODES  # the pool's steady nodes come first
    wander = np.repeat(known.wander, half // NODES)[steady:] * spread[steady:half]
    before, lead, follow = start, drift[:half].copy(), drift[half:].copy()
    for year in levels:  # a year at a time stays in the processor's cache
        moved = sources.wandering.standard_normal(half - steady)
        moved *= wander
        lead[steady:] += moved
        follow[steady:] -= moved
        normal = sources.years.standard_normal(half)
        normal *= spread[:half]
        np.add(lead, normal, out=year[:half])
        np.subtract(follow, normal, out=year[half:])
        year += before
        before = year
    return Drawn(_values(levels, history), drift, float(known.own.mean()))


def _each(nodes: Floats, sources: Sources) -> Floats:
    """A value of each node as a value of each path; the halves are alike, and each goes node by node."""
    return np.tile(np.repeat(nodes, sources.paths // 2 // NODES), 2)


def _parameters(known: Posterior, sources: Sources) -> tuple[Floats, Floats]:
    """Standard deviation and drift of each path.

    The second half of the paths mirrors the first: with the same standard deviation, its normal
    numbers have the other sign. Each path is as likely as before, and chance errs less.
    """
    half = (NODES, sources.paths // 2 // NODES)
    normal = sources.parameters.standard_normal(half)
    chi = sources.parameters.standard_gamma((known.freedom / 2)[:, None], half)
    spread = (known.typical * np.sqrt(known.freedom / 2))[:, None] / np.sqrt(chi)
    normal *= spread
    normal /= np.sqrt(known.years)[:, None]
    drift = known.centre[:, None]
    drifts = np.concatenate(((drift + normal).ravel(), (drift - normal).ravel()))
    return np.concatenate((spread.ravel(), spread.ravel())), drifts


def _rising(history: History, horizon: int, uneven: Unevenness, sources: Sources) -> Drawn:
    """Paths that never fall: yearly increases are gamma; their rate is drawn around the one seen."""
    half = sources.paths // 2
    unevenness = np.repeat(uneven.values, half // NODES)
    span = history.times[-1] - history.times[0]
    first, last = _ends(history, sources)
    rate = np.maximum(last - first, least_increase(history)) / span
    off = np.exp(sources.parameters.standard_normal(half) * unevenness / np.sqrt(span))
    rate[:half] *= off
    rate[half:] /= off
    shape = np.tile(1 / unevenness**2, 2)
    lengths = np.ones((horizon, 1))  # of the first year to come only what is left of it
    lengths[0] = history.begins - history.times[-1]
    paths = sources.years.standard_gamma(shape * lengths, (horizon, sources.paths))
    paths *= rate / shape
    paths[0] += last
    np.cumsum(paths, axis=0, out=paths)
    return Drawn(paths, rate, 1.0)
