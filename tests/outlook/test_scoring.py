"""Scores: by hand, against their definition, and proper."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.outlook.scoring import crps_of_draws, crps_of_quantiles, held, place_of

DRAWS = st.lists(st.floats(-100, 100), min_size=1, max_size=12)


@given(DRAWS, st.floats(-100, 100))
def test_the_crps_is_its_definition(draws: list[float], actual: float) -> None:
    x = np.array(draws)
    defined = np.abs(x - actual).mean() - np.abs(x[:, None] - x[None, :]).mean() / 2
    assert float(crps_of_draws(x, actual)) == pytest.approx(defined, abs=1e-9)


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_a_forecast_without_spread_scores_its_error(said: float, actual: float) -> None:
    assert float(crps_of_draws(np.full(5, said), actual)) == pytest.approx(abs(said - actual))


def test_quantiles_score_nearly_as_draws_do() -> None:
    draws = np.random.default_rng(1).standard_normal(4000)
    levels = [place / 20 for place in range(1, 20)]
    for actual in (-1.0, 0.0, 2.0):
        by_draws = float(crps_of_draws(draws, actual))
        by_levels = float(crps_of_quantiles(np.quantile(draws, levels), levels, actual))
        assert by_levels == pytest.approx(by_draws, rel=0.1, abs=0.02)


def test_what_is_believed_scores_best() -> None:
    draw = np.random.default_rng(2)
    actual = draw.standard_normal(500)
    scores = [
        float(crps_of_draws(centre + spread * draw.standard_normal((500, 400)), actual).mean())
        for centre, spread in ((0, 1), (0.7, 1), (0, 0.3), (0, 3))
    ]
    assert scores[0] == min(scores)


def test_the_ends_of_an_interval_are_held_and_a_place_is_a_share() -> None:
    assert held(1.0, 2.0, 2.0)
    assert not held(1.0, 2.0, 2.1)
    assert place_of(np.array([1.0, 2.0, 2.0, 3.0]), 2.0) == 0.5
