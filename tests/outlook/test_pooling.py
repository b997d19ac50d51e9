"""Pooling: the sums by hand, and what the pool's word is worth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from technopole.outlook.pooling import (
    NODES,
    WANDERS,
    Assumptions,
    Pool,
    Steps,
    pool_of,
    posterior,
    unevenness_of,
)


def steps_of(years: list[int], levels: list[float]) -> tuple[Steps, ...]:
    return tuple(Steps.of(years, levels, wander) for wander in WANDERS)


def one_answer(
    *, centre: float = 0.0, years: float = 2.0, freedom: float = 4.0, typical: float = 0.1
) -> Pool:
    """A pool that is certain of itself, and of steady drifts."""
    return Pool(
        1, 0, np.zeros(NODES, np.intp),
        *(np.full(NODES, one) for one in (centre, years, freedom, typical)),
    )  # fmt: skip


def test_steps_of_three_figures_by_hand() -> None:
    """0 in 2014, 0.6 in 2020, 1.2 in 2023: 0.1 a year, then 0.2; together 1.2 in nine years."""
    steps = Steps.of([2014, 2020, 2023], [0.0, 0.6, 1.2])
    mean = 1.2 / 9
    assert steps.changes == 2
    assert steps.years == pytest.approx(9)
    assert steps.mean == pytest.approx(mean)
    assert steps.rest == pytest.approx((0.6 - 6 * mean) ** 2 / 6 + (0.6 - 3 * mean) ** 2 / 3)


def test_a_gap_of_k_years_counts_as_k_steps() -> None:
    """A figure on the straight line between two changes nothing but the count of changes."""
    with_it = Steps.of([2000, 2003, 2010], [1.0, 1.3, 2.0])
    without = Steps.of([2000, 2010], [1.0, 2.0])
    assert (with_it.years, with_it.mean) == pytest.approx((without.years, without.mean))
    assert with_it.rest == pytest.approx(without.rest) == pytest.approx(0)


def test_a_wandering_drift_is_told_by_the_last_changes_and_is_worth_fewer_years() -> None:
    years, levels = list(range(2000, 2009)), [0, 1, 2, 3, 4, 4.1, 4.2, 4.3, 4.4]
    steady, some, much = (Steps.of(years, levels, wander) for wander in WANDERS)
    assert steady.mean == pytest.approx(0.55)
    assert steady.mean > some.mean > much.mean
    assert steady.years > some.years > much.years


def test_the_covariance_of_two_yearly_changes_by_hand() -> None:
    """The older change carries one step of wandering more: weights 1/(1+w) and 1, so worth 1 + 1/(1+w)."""
    steps = Steps.of([2000, 2001, 2002], [0.0, 1.0, 3.0], wander=0.1)
    older = 1 / 1.1
    assert steps.years == pytest.approx(1 + older)
    assert steps.mean == pytest.approx((2.0 + older * 1.0) / (1 + older))
    assert steps.size == pytest.approx(np.log(1.1) / 2)
    assert (steps.first, steps.last) == pytest.approx((older, 1))


def test_posterior_by_hand() -> None:
    """Two years of the pool at 0 with 4 degrees of 0.1, six own years of 0.3: all sums by hand."""
    known = posterior(steps_of([2014, 2020], [0.0, 1.8]), one_answer())
    assert known.years[0] == pytest.approx(8)
    assert known.own[0] == pytest.approx(0.75)
    assert known.centre[0] == pytest.approx(0.225)
    assert known.freedom[0] == pytest.approx(5)
    squares = 4 * 0.01 + 0 + 2 * 6 / 8 * 0.3**2
    assert known.typical[0] == pytest.approx((squares / 5) ** 0.5)


def test_without_series_the_pool_is_what_is_assumed() -> None:
    assumed = Assumptions()
    pool = pool_of([], assumed)
    assert pool.series == 0
    assert np.median(pool.typical) == pytest.approx(assumed.typical, rel=0.15)
    assert np.median(pool.years) == pytest.approx(assumed.years, rel=0.5)
    assert abs(pool.centre.mean()) < assumed.centre_spread / 2
    assert (pool.wander == 0).mean() == pytest.approx(assumed.steady, abs=0.05)


def test_many_series_overrule_the_assumptions() -> None:
    """A hundred series of a volatility three times the assumed one, and a drift of ten per cent."""
    draw = np.random.default_rng(7)
    years = list(range(2000, 2012))
    series = [
        steps_of(years, list(np.cumsum(0.1 + 0.15 * draw.standard_normal(12)))) for _ in range(100)
    ]
    pool = pool_of(series, Assumptions())
    assert np.median(pool.typical) == pytest.approx(0.15, rel=0.1)
    assert np.median(pool.centre) == pytest.approx(0.1, abs=0.02)
    assert (pool.wander == 0).mean() > 0.8
    assert (pool.series, pool.changes) == (100, 1100)


def test_drifts_that_fade_are_found_to_wander() -> None:
    draw = np.random.default_rng(8)
    years = list(range(2000, 2012))
    fading = 0.15 * 0.8 ** np.arange(12)
    series = [
        steps_of(years, list(np.cumsum(fading + 0.03 * draw.standard_normal(12))))
        for _ in range(40)
    ]
    assert (pool_of(series, Assumptions()).wander > 0).all()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.floats(-0.5, 0.5), st.integers(1, 9)), min_size=1, max_size=6))
def test_a_pool_is_finite_whatever_its_series_say(changes: list[tuple[float, int]]) -> None:
    pool = pool_of(
        [steps_of([2000, 2000 + gap], [0.0, change]) for change, gap in changes], Assumptions()
    )
    for numbers in (pool.centre, pool.years, pool.freedom, pool.typical):
        assert np.isfinite(numbers).all()
    assert (pool.typical > 0).all()
    assert len(pool.centre) == NODES


def test_even_years_speak_for_an_even_pool() -> None:
    """Ten equal increases are more even than assumed; one increase says nothing of itself and hears the others."""
    even = [(1.0, 100.0)] * 10
    alone = unevenness_of([[(1.0, 5.0)]], Assumptions())[0]
    first, second = unevenness_of([even, [(1.0, 5.0)]], Assumptions())
    assert alone.series == 0
    assert np.median(alone.values) == pytest.approx(Assumptions().unevenness, rel=0.1)
    assert np.median(first.values) < np.median(second.values) < np.median(alone.values)
    assert second.series == 1
