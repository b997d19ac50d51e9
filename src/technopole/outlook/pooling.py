"""What related series lend one another, so that two figures can be forecast at all.

Two figures give one change. From it alone nobody can tell how much a year's change varies, and
hardly what the drift is. So the series of a plan are taken as drawn from one pool: each has its own
drift and its own variance, and the pool says which drifts and variances are usual. What is usual is
learnt from all series together, beginning with assumptions that are declared (`Assumptions`) and
can be changed.

The model, on the scale on which a series moves, with steps of k years between two figures:

    change over k years   ~  Normal(k·drift, k·variance)
    drift | variance      ~  Normal(centre, variance / years)
    variance              ~  typical² · freedom / ChiSquare(freedom)

It is conjugate: what a series' figures say adds to what the pool says by sums (`posterior`), and the
future value, given one pool, is a Student-t. The pool's four numbers (centre, years, freedom,
typical) are themselves uncertain; `NODES` equally likely values of them stand for that, taken from
their joint posterior on a grid. NumPy only; nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma, log
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "NODES", "Assumptions", "Pool", "Posterior", "Steps", "Unevenness", "pool_of", "posterior",
    "unevenness_of",
]  # fmt: skip

Floats = NDArray[np.float64]

NODES: Final = 50
_STAGES: Final = 3  # each looks closer at where the one before found something
_GRID: Final = (7, 7, 5, 9)  # centre, years, freedom, typical
_REACH: Final = 3.0  # standard deviations to either side
_UNEVEN: Final = 25  # nodes of the unevenness and of its typical value


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is assumed before any figure is read; declared, shown, and the reader's to change.

    Changes are relative: 0.05 is about five per cent a year (on the log scale a log change, on the
    logit scale a change of the log odds, on the linear scale a share of the largest figure).
    A `…_spread` of a positive number is the standard deviation of its logarithm: 0.5 lets it be about
    a third of, or two and a half times, what is named.

    centre_spread:     how far from zero the pool's usual drift may lie (a standard deviation).
    typical:           how much a year's change usually varies around its drift.
    years:             how many years of figures the pool's drift is worth beside a series' own.
    freedom:           how many changes the pool's variance is worth beside a series' own.
    unevenness:        cumulative indicators: how much a year's increase varies, as a share of the usual one.
    unevenness_within: how far one series' unevenness may lie from the pool's, as a spread.
    """

    centre_spread: float = 0.03
    typical: float = 0.05
    typical_spread: float = 0.5
    years: float = 3.0
    years_spread: float = 1.0
    freedom: float = 5.0
    freedom_spread: float = 0.5
    unevenness: float = 0.6
    unevenness_spread: float = 0.4
    unevenness_within: float = 0.3


@dataclass(frozen=True, slots=True)
class Steps:
    """What a series says of its drift and variance, for the sums need nothing else.

    changes: how many; one less than its figures.
    years:   from the first figure to the last.
    mean:    the change a year from the first to the last.
    rest:    the squared changes around that mean, each divided by its years.
    """

    changes: int
    years: float
    mean: float
    rest: float

    @classmethod
    def of(cls, years: Sequence[int], levels: Sequence[float]) -> Steps:
        """The steps of figures at ascending years. A gap of k years counts as k steps."""
        if len(years) < 2:
            return cls(0, 0.0, 0.0, 0.0)
        span = float(years[-1] - years[0])
        mean = (levels[-1] - levels[0]) / span
        rest = 0.0
        for before, after, low, high in zip(years, years[1:], levels, levels[1:], strict=False):
            gap = after - before
            rest += (high - low - gap * mean) ** 2 / gap
        return cls(len(years) - 1, span, mean, rest)


@dataclass(frozen=True, slots=True)
class Pool:
    """What is usual among related series: `NODES` equally likely answers.

    series:  how many series spoke.
    changes: how many changes they have together.
    """

    series: int
    changes: int
    centre: Floats
    years: Floats
    freedom: Floats
    typical: Floats


@dataclass(frozen=True, slots=True)
class Posterior:
    """What pool and own figures say together; one value a node of the pool.

    drift ~ centre + Student-t(freedom) · typical / √years;  variance as in the pool.
    own:  the share that the series' own figures have in its drift.
    """

    centre: Floats
    years: Floats
    freedom: Floats
    typical: Floats
    own: Floats


def posterior(steps: Steps, pool: Pool) -> Posterior:
    """Add a series' own figures to its pool.

    years'     = years + span
    centre'    = (years·centre + span·mean) / years'
    freedom'   = freedom + changes
    typical'²  = (freedom·typical² + rest + years·span/years'·(mean − centre)²) / freedom'
    """
    years = pool.years + steps.years
    own = steps.years / years
    centre = pool.centre + own * (steps.mean - pool.centre)
    freedom = pool.freedom + steps.changes
    apart = own * pool.years * (steps.mean - pool.centre) ** 2
    squares = pool.freedom * pool.typical**2 + steps.rest + apart
    return Posterior(centre, years, freedom, np.sqrt(squares / freedom), own)


def pool_of(series: Sequence[Steps], assumptions: Assumptions) -> Pool:
    """What these series say is usual, beginning with the assumptions.

    The order of the series must be fixed by the caller (by id): sums of floats depend on it.
    """
    speaking = [steps for steps in series if steps.changes]
    means = np.array(
        [0.0, log(assumptions.years), log(assumptions.freedom), log(assumptions.typical)]
    )
    spreads = np.array(
        [
            assumptions.centre_spread, assumptions.years_spread, assumptions.freedom_spread,
            assumptions.typical_spread,
        ]
    )  # fmt: skip
    middle, width = means, spreads
    for stage in range(_STAGES):
        axes = [
            middle[i] + width[i] * np.linspace(-_REACH, _REACH, count)
            for i, count in enumerate(_GRID)
        ]
        weights = _weights(axes, means, spreads, speaking)
        if stage < _STAGES - 1:
            middle, width = _moments(axes, weights, width)
    chosen = _spread_evenly(weights.ravel(), NODES)
    at = np.unravel_index(chosen, weights.shape)
    return Pool(
        series=len(speaking),
        changes=sum(steps.changes for steps in speaking),
        centre=axes[0][at[0]],
        years=np.exp(axes[1][at[1]]),
        freedom=np.exp(axes[2][at[2]]),
        typical=np.exp(axes[3][at[3]]),
    )


def _weights(
    axes: Sequence[Floats], means: Floats, spreads: Floats, series: Sequence[Steps]
) -> Floats:
    """The posterior of the pool's four numbers on the grid of their axes; sums to one."""
    shape = tuple(len(axis) for axis in axes)
    logs = np.zeros(shape)
    for i, axis in enumerate(axes):
        logs += (-(((axis - means[i]) / spreads[i]) ** 2) / 2).reshape(_along(i))
    centre, years = axes[0], np.exp(axes[1])
    freedom, typical = np.exp(axes[2]), np.exp(axes[3])
    prior_squares = freedom[:, None] * typical[None, :] ** 2
    for steps in series:
        half = (freedom + steps.changes) / 2
        kept = np.array(
            [lgamma(a) - lgamma(b) for a, b in zip(half, freedom / 2, strict=True)]
        )  # fmt: skip
        logs += (0.5 * np.log(years / (years + steps.years))).reshape(_along(1))
        logs += kept.reshape(_along(2))
        shrink = years * steps.years / (years + steps.years)
        squares = steps.rest + shrink[None, :] * ((steps.mean - centre) ** 2)[:, None]
        logs -= half[None, None, :, None] * np.log(prior_squares + squares[:, :, None, None])
    logs += len(series) * ((freedom / 2)[:, None] * np.log(prior_squares))
    weights: Floats = np.exp(logs - logs.max())
    weights /= weights.sum()
    return weights


def _along(axis: int) -> tuple[int, ...]:
    return tuple(-1 if i == axis else 1 for i in range(len(_GRID)))


def _moments(axes: Sequence[Floats], weights: Floats, width: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each number; never closer than the grid can see."""
    middle, spread = np.empty(len(axes)), np.empty(len(axes))
    for i, axis in enumerate(axes):
        others = tuple(j for j in range(len(axes)) if j != i)
        share = weights.sum(axis=others)
        middle[i] = (share * axis).sum()
        step = axis[1] - axis[0]
        spread[i] = max(float(np.sqrt((share * (axis - middle[i]) ** 2).sum())), step / 3)
    return middle, np.minimum(spread, width)


def _spread_evenly(weights: Floats, count: int) -> NDArray[np.intp]:
    """So many places, each as often as its weight says, in the order of the places."""
    ends = np.cumsum(weights)
    places: NDArray[np.intp] = np.searchsorted(ends, (np.arange(count) + 0.5) / count * ends[-1])
    return places


# ── Cumulative indicators ─────────────────────────────────────────────────────────────────────
# Their figures count since a beginning and can only rise, so a step is not normal but gamma:
#     increase over k years  ~  Gamma(shape k/u², scale rate·u²)
# with the mean k·rate and the variance k·(rate·u)²: u is how uneven the years are, without a unit. The
# rate itself is log-normal around the one seen (the whole increase over the whole span), with the
# standard deviation u/√span that the sum of the years has: near what the figures say, with no longer tail.


@dataclass(frozen=True, slots=True)
class Unevenness:
    """How much a cumulative indicator's yearly increase varies, as a share of the usual one.

    values: `NODES` equally likely answers.
    series: how many series of the pool had more than one increase, and so a say.
    """

    values: Floats
    series: int


def unevenness_of(
    series: Sequence[Sequence[tuple[float, float]]], assumptions: Assumptions
) -> tuple[Unevenness, ...]:
    """The unevenness of each series, given the others: pairs of years and increase, all positive.

    The shares of the increases in their sum are Dirichlet with years/u², whatever the rate is: one
    increase says nothing, and then the others and the assumptions speak.
    """
    reach = np.linspace(-_REACH, _REACH, _UNEVEN)
    pooled = log(assumptions.unevenness) + assumptions.unevenness_spread * reach
    both = float(np.hypot(assumptions.unevenness_spread, assumptions.unevenness_within))
    own = log(assumptions.unevenness) + both * reach
    given = -(((own[None, :] - pooled[:, None]) / assumptions.unevenness_within) ** 2) / 2
    given -= np.log(np.exp(given).sum(axis=1, keepdims=True))  # each pooled value's own chances
    likely = np.array([_dirichlet(steps, np.exp(own)) for steps in series]).reshape(
        len(series), _UNEVEN
    )
    each = np.log(np.exp(given[None, :, :] + likely[:, None, :]).sum(axis=2))  # series × pooled
    prior = -(reach**2) / 2
    together = prior + each.sum(axis=0)
    answers = []
    for mine, alone in zip(likely, each, strict=True):
        others = together - alone
        weights = (np.exp(others - others.max())[:, None] * np.exp(given)).sum(axis=0)
        weights = weights * np.exp(mine - mine.max())
        places = _spread_evenly(weights / weights.sum(), NODES)
        speaking = sum(len(steps) > 1 for steps in series)
        answers.append(Unevenness(np.exp(own)[places], speaking))
    return tuple(answers)


def _dirichlet(steps: Sequence[tuple[float, float]], unevenness: Floats) -> Floats:
    """The log likelihood of the increases' shares at each unevenness."""
    if len(steps) < 2:
        return np.zeros_like(unevenness)
    total = sum(increase for _, increase in steps)
    found = np.empty_like(unevenness)
    for i, u in enumerate(unevenness):
        found[i] = lgamma(sum(years for years, _ in steps) / u**2) + sum(
            (years / u**2 - 1) * log(increase / total) - lgamma(years / u**2)
            for years, increase in steps
        )
    return found
