"""What related series lend one another, so that two figures can be forecast at all.

Two figures give one change. From it alone nobody can tell how much a year's change varies, and
hardly what the drift is. So the series of a plan are taken as drawn from one pool: each has its own
drift and its own variance, and the pool says which drifts and variances are usual. What is usual is
learnt from all series together, beginning with assumptions that are declared (`Assumptions`) and
can be changed.

The model, on the scale on which a series moves, year by year:

    change of a year      ~  Normal(drift of the year, variance)
    drift of a year       ~  Normal(drift of the year before, wander · variance)
    drift now | variance  ~  Normal(centre, variance / years)
    variance              ~  typical² · freedom / ChiSquare(freedom)

Given the wander it is conjugate: what a series' figures say adds to what the pool says by sums
(`posterior`), and a future value is a Student-t. A change over k years is the sum of k. Whether drifts
last (wander 0) or fade and turn is a trait of the pool, learnt like its other four numbers (centre, years,
freedom, typical); `NODES` equally likely answers stand for what is known of them, taken from
their joint posterior on a grid. NumPy only; nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import lgamma, log
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "NODES", "WANDERS", "Assumptions", "Pool", "Posterior", "Steps", "Unevenness", "pool_of", "posterior",
    "unevenness_of",
]  # fmt: skip

Floats = NDArray[np.float64]

NODES: Final = 50
_HAIR: Final = 1e-6
# How far a drift may move in a year: its variance, as a share of the variance of the year's change.
WANDERS: Final = (0.0, 0.02, 0.1)
_AT_ONCE: Final = 32  # series whose sums fit the processor's cache
_STAGES: Final = 3  # each looks closer at where the one before found something
_GRID: Final = (7, 6, 4, 7)  # centre, years, freedom, typical
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
    steady:            the chance that the drifts of a pool are steady; the rest, in equal parts, that they wander.
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
    steady: float = 0.5
    unevenness: float = 0.6
    unevenness_spread: float = 0.4
    unevenness_within: float = 0.3


@dataclass(frozen=True, slots=True)
class Steps:
    """What a series says of its drift and variance, given a wander; the sums need nothing else.

    changes: how many; one less than its figures.
    years:   how many years of a steady drift its figures are worth: their span where the wander is 0.
    mean:    the drift now that its figures alone would say; the mean change a year where the wander is 0.
    rest:    the squared changes around it, each by its variance.
    size:    half of the logarithm of the determinant of the changes' covariance.
    first, last: how much the first and the last figure weigh in years · mean.
    """

    changes: int
    years: float
    mean: float
    rest: float
    size: float = 0.0
    first: float = 1.0
    last: float = 1.0

    @classmethod
    def of(cls, years: Sequence[int], levels: Sequence[float], wander: float = 0.0) -> Steps:
        """The steps of figures at ascending years. A gap of k years counts as k steps."""
        if len(years) < 2:
            return cls(0, 0.0, 0.0, 0.0)
        change = np.diff(np.asarray(levels, dtype=np.float64))
        weights, inverse, size = _covariance(tuple(years), wander)
        worth = float(weights @ np.diff(years))
        mean = float(weights @ change) / worth
        rest = max(float(change @ inverse @ change) - worth * mean**2, 0.0)
        return cls(
            len(change), worth, mean, rest, size, float(weights[0]), float(weights[-1])
        )  # fmt: skip


@lru_cache(maxsize=1024)
def _covariance(years: tuple[int, ...], wander: float) -> tuple[Floats, Floats, float]:
    """For changes between these years, by unit variance: weights of the drift now, inverse, half log determinant.

    The drift j years back differs from the drift now by j steps, so the drifts of two years, i and j
    back, share the variance min(i, j) · wander beside what both share with the drift now.
    """
    gaps = np.diff(years)
    back = np.arange(years[-1] - years[0])[::-1]
    of = np.repeat(np.arange(len(gaps)), gaps)
    member = (of[None, :] == np.arange(len(gaps))[:, None]).astype(np.float64)
    shared = np.minimum(back[:, None], back[None, :]) * wander + np.eye(len(back))
    covariance = member @ shared @ member.T
    inverse: Floats = np.linalg.inv(covariance)
    return gaps @ inverse, inverse, float(np.linalg.slogdet(covariance)[1]) / 2


@dataclass(frozen=True, slots=True)
class Pool:
    """What is usual among related series: `NODES` equally likely answers.

    series:  how many series spoke.
    changes: how many changes they have together.
    wander:  which of WANDERS.
    """

    series: int
    changes: int
    wander: NDArray[np.intp]
    centre: Floats
    years: Floats
    freedom: Floats
    typical: Floats


@dataclass(frozen=True, slots=True)
class Posterior:
    """What pool and own figures say together; one value a node of the pool.

    drift ~ centre + Student-t(freedom) · typical / √years;  variance as in the pool.
    wander:      a year's standard deviation of the drift, as a share of that of the year's change.
    own:         the share that the series' own figures have in its drift.
    first, last: by how much the drift falls and rises with the first and the last figure.
    """

    centre: Floats
    years: Floats
    freedom: Floats
    typical: Floats
    wander: Floats
    own: Floats
    first: Floats
    last: Floats


def posterior(steps: Sequence[Steps], pool: Pool) -> Posterior:
    """Add a series' own figures, its steps for each of WANDERS, to its pool.

    years'     = years + own years
    centre'    = (years·centre + own years·mean) / years'
    freedom'   = freedom + changes
    typical'²  = (freedom·typical² + rest + years·own years/years'·(mean − centre)²) / freedom'
    """
    worth, mean, rest, first, last = (
        np.array([getattr(one, name) for one in steps])[pool.wander]
        for name in ("years", "mean", "rest", "first", "last")
    )
    years = pool.years + worth
    own = worth / years
    centre = pool.centre + own * (mean - pool.centre)
    freedom = pool.freedom + steps[0].changes
    apart = own * pool.years * (mean - pool.centre) ** 2
    squares = pool.freedom * pool.typical**2 + rest + apart
    typical = np.sqrt(squares / freedom)
    wander = np.sqrt(np.array(WANDERS))[pool.wander]
    return Posterior(centre, years, freedom, typical, wander, own, first / years, last / years)


def pool_of(series: Sequence[Sequence[Steps]], assumptions: Assumptions) -> Pool:
    """What these series, each by its steps for each of WANDERS, say is usual.

    The order of the series must be fixed by the caller (by id): sums of floats depend on it.
    """
    speaking = [steps for steps in series if steps[0].changes]
    means = np.array(
        [0.0, log(assumptions.years), log(assumptions.freedom), log(assumptions.typical)]
    )
    spreads = np.array(
        [
            assumptions.centre_spread, assumptions.years_spread, assumptions.freedom_spread,
            assumptions.typical_spread,
        ]
    )  # fmt: skip
    numbers, weights, evidence = [], [], []
    for kind in range(len(WANDERS)):
        axes, likely, found = _searched(means, spreads, [steps[kind] for steps in speaking])
        grid = np.meshgrid(*axes, indexing="ij")
        numbers.append(np.array([axis.ravel() for axis in grid]))
        weights.append(likely.ravel())
        evidence.append(found)
    wandering = (1 - assumptions.steady) / (len(WANDERS) - 1)
    shares = np.exp(np.array(evidence) - max(evidence))
    shares *= [assumptions.steady, *[wandering] * (len(WANDERS) - 1)]
    chosen = _spread_evenly(
        np.concatenate([w * s for w, s in zip(weights, shares, strict=True)]), NODES
    )
    number = np.concatenate(numbers, axis=1)[:, chosen]
    return Pool(
        series=len(speaking),
        changes=sum(steps[0].changes for steps in speaking),
        wander=chosen // len(weights[0]),
        centre=number[0],
        years=np.exp(number[1]),
        freedom=np.exp(number[2]),
        typical=np.exp(number[3]),
    )


def _searched(
    means: Floats, spreads: Floats, series: Sequence[Steps]
) -> tuple[list[Floats], Floats, float]:
    """The axes of the grid where the pool's numbers are likely, how likely, and the log evidence."""
    middle, width = means, spreads
    for stage in range(_STAGES):
        axes = [
            middle[i] + width[i] * np.linspace(-_REACH, _REACH, count)
            for i, count in enumerate(_GRID)
        ]
        weights, evidence = _weights(axes, means, spreads, series)
        if stage < _STAGES - 1:
            middle, width = _moments(axes, weights, width)
    cells = sum(log(axis[1] - axis[0]) for axis in axes)
    return axes, weights, evidence + cells - sum(steps.size for steps in series)


def _weights(
    axes: Sequence[Floats], means: Floats, spreads: Floats, series: Sequence[Steps]
) -> tuple[Floats, float]:
    """The posterior of the pool's four numbers on the grid of their axes, which sums to one, and its log sum."""
    shape = tuple(len(axis) for axis in axes)
    logs = np.zeros(shape)
    for i, axis in enumerate(axes):
        logs += (-(((axis - means[i]) / spreads[i]) ** 2) / 2).reshape(_along(i))
    centre, years = axes[0], np.exp(axes[1])
    freedom, typical = np.exp(axes[2]), np.exp(axes[3])
    prior_squares = freedom[:, None] * typical[None, :] ** 2
    for begin in range(0, len(series), _AT_ONCE):
        some = series[begin : begin + _AT_ONCE]
        worth, mean, rest = (
            np.array([getattr(steps, name) for steps in some])[:, None]
            for name in ("years", "mean", "rest")
        )
        changes = [steps.changes for steps in some]
        together = years / (years + worth)
        logs += (0.5 * np.log(together).sum(axis=0)).reshape(_along(1))
        logs += np.sum([_kept(freedom, count) for count in changes], axis=0).reshape(_along(2))
        apart = ((mean - centre) ** 2)[:, :, None] * (together * worth)[:, None, :]
        squares = (rest[:, :, None] + apart)[:, :, :, None, None] + prior_squares
        half = (freedom + np.array(changes)[:, None]) / 2
        logs -= np.einsum("sabcd,sc->abcd", np.log(squares, out=squares), half)
    logs += len(series) * ((freedom / 2)[:, None] * np.log(prior_squares))
    most = float(logs.max())
    weights: Floats = np.exp(logs - most)
    total = float(weights.sum())
    return weights / total, most + log(total)


def _kept(freedom: Floats, changes: int) -> Floats:
    """What the constants of the Student-t of so many changes leave that hangs on the freedom."""
    return np.array([lgamma((one + changes) / 2) - lgamma(one / 2) for one in freedom])


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
    """So many places, each as often as its weight says, in the order of the places.

    Equal weights end where a plain count would look, and the last bit of a sum would choose: hence a hair less.
    """
    ends = np.cumsum(weights)
    looked = (np.arange(count) + 0.5 - _HAIR) / count
    places: NDArray[np.intp] = np.searchsorted(ends, looked * ends[-1])
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
