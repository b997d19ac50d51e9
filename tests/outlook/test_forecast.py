"""Forecasts: laws of chance, worlds by hand, and what the pack's own indicators get."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import erf, log, sqrt

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from technopole.outlook.drawing import Drawing
from technopole.outlook.forecast import (
    LEVELS,
    PATHS,
    Chance,
    Forecast,
    forecast_of,
    forecasts_of,
    seed_of,
)
from technopole.outlook.histories import Aim, History, NotForecast, refusal
from technopole.outlook.pooling import Assumptions
from technopole.outlook.settings import Scale
from technopole.plan import packs

DAY = date(2024, 6, 30)
VALUES = st.lists(st.floats(1, 1e6), min_size=2, max_size=15)
FEW = settings(max_examples=25, deadline=None)


def made(history: History, *aims: Aim, paths: int = 1000, until: int | None = None) -> Forecast:
    answer = forecast_of([history], DAY, {history.id: aims}, paths=paths, until=until)[0]
    assert isinstance(answer, Forecast)
    return answer


def history(values: list[float], scale: Scale = Scale.LOG, **more: object) -> History:
    years = tuple(range(2000, 2000 + len(values)))
    return History("a", years, tuple(values), scale, **more)  # type: ignore[arg-type]


@FEW
@given(VALUES, st.floats(0.1, 1e7), st.floats(1, 3), st.booleans())
def test_a_target_further_off_is_never_likelier(
    values: list[float], near: float, factor: float, up: bool
) -> None:
    far = near * factor if up else near / factor
    last = 2000 + len(values) - 1
    forecast = made(history(values), Aim("near", last + 5, near, up), Aim("far", last + 5, far, up))
    first, second = (chance.chance for chance in forecast.chances)
    assert first is not None
    assert second is not None
    assert second <= first


@FEW
@given(VALUES, st.floats(1e-3, 1e3))
@example([9.0, 1.0], 0.25)
def test_other_units_give_the_same_chances(values: list[float], unit: float) -> None:
    last = 2000 + len(values) - 1
    goal = values[-1] * 1.3
    one = made(history(values), Aim("x", last + 4, goal, up=True))
    other = made(history([v * unit for v in values]), Aim("x", last + 4, goal * unit, up=True))
    assert one.chances[0].chance == pytest.approx(other.chances[0].chance, abs=0.002)
    assert np.array(one.fan) * unit == pytest.approx(np.array(other.fan), rel=1e-6)


@FEW
@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=8), st.floats(0.01, 100))
def test_the_linear_scale_follows_its_unit_too(values: list[float], unit: float) -> None:
    assume(any(abs(value) > 1e-3 for value in values))
    one = made(history(values, Scale.LINEAR), until=2020)
    other = made(history([v * unit for v in values], Scale.LINEAR), until=2020)
    assert np.array(one.fan) * unit == pytest.approx(np.array(other.fan), rel=1e-6, abs=1e-6 * unit)


@FEW
@given(st.lists(st.floats(0, 100), min_size=2, max_size=8))
@example([1e-300, 100.0])
@example([100.0, 100.0])
def test_shares_stay_shares(values: list[float]) -> None:
    assume(any(values))
    paths = made(history(values, Scale.LOGIT, limit=100.0, floor=0.0), until=2025).paths
    assert np.isfinite(paths).all()
    assert (paths >= 0).all()
    assert (paths <= 100).all()


@FEW
@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=8).map(sorted))
def test_cumulative_figures_never_fall(values: list[float]) -> None:
    assume(values[-1] > 1e-3)
    forecast = made(history(values, Scale.LINEAR, cumulative=True, floor=0.0), until=2020)
    paths = forecast.paths
    assert np.isfinite(paths).all()
    assert (np.diff(paths, axis=0) >= 0).all()
    assert (paths[0] >= values[-1]).all()


@FEW
@given(st.lists(st.integers(0, 50), min_size=2, max_size=6))
def test_what_is_counted_stays_whole_and_never_falls_under_zero(values: list[int]) -> None:
    assume(any(values))
    forecast = made(
        history([float(v) for v in values], Scale.LINEAR, whole=True, floor=0.0), until=2012
    )
    assert (forecast.paths >= 0).all()
    assert (forecast.paths == np.rint(forecast.paths)).all()


@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("kind", ["log", "still", "logit", "linear", "cumulative"])
def test_two_three_and_four_figures_give_numbers(count: int, kind: str) -> None:
    given_histories = {
        "log": history([100.0 * 1.1**i for i in range(count)]),
        "still": history([7.0] * count),
        "logit": history([0.0, 40.0, 55.0, 100.0][:count], Scale.LOGIT, limit=100.0),
        "linear": history([-1.0, 0.0, 3.0, 2.0][:count], Scale.LINEAR),
        "cumulative": history([0.0, 5.0, 5.0, 9.0][:count], Scale.LINEAR, cumulative=True, whole=True),
    }  # fmt: skip
    forecast = made(given_histories[kind], Aim("x", 2012, 50.0, up=True), until=2015)
    assert np.isfinite(np.array(forecast.fan)).all()
    assert np.isfinite(forecast.drift).all()
    chance = forecast.chances[0].chance
    assert chance is not None
    assert 0 <= chance <= 1
    assert f"n = {count}" in forecast.knowledge.en
    assert f"n = {count}" in forecast.knowledge.zh_hant


def test_the_same_seed_gives_the_same_paths_in_any_company_and_order() -> None:
    one, two = history([1.0, 1.2, 1.1]), replace(history([5.0, 6.0]), id="b")
    together = forecast_of([one, two], DAY, until=2010)
    turned = forecast_of([two, one], DAY, until=2010)
    for a, b in zip(together, reversed(turned), strict=True):
        assert isinstance(a, Forecast)
        assert isinstance(b, Forecast)
        assert (a.paths == b.paths).all()
        assert a.fan == b.fan
    again = together[0]
    assert isinstance(again, Forecast)
    assert (again.drawing.draw().paths == again.paths).all()


def test_another_day_or_name_gives_other_paths_and_a_longer_horizon_only_more() -> None:
    one = history([1.0, 1.2, 1.1])
    assert seed_of("a", DAY) != seed_of("a", date(2024, 7, 1)) != seed_of("b", date(2024, 7, 1))
    short, long = made(one, until=2006), made(one, until=2012)
    assert (short.paths == long.paths[: len(short.paths)]).all()


def test_a_random_walk_with_drift_meets_its_closed_form_where_figures_are_many() -> None:
    """With 250 figures the parameters are known: log-normal around the drift, variance h·σ² (1 + h/T)."""
    draw = np.random.default_rng(3)
    drift, spread, ahead, count = 0.04, 0.05, 10, 250
    levels = np.cumsum(drift + spread * draw.standard_normal(count)) - 10
    one = history(list(np.exp(levels)))
    changes = np.diff(levels)
    mean, sd = changes.mean(), changes.std(ddof=1)
    centre = levels[-1] + ahead * mean
    width = sd * sqrt(ahead * (1 + ahead / (count - 1)))
    goal = float(np.exp(centre + 0.5 * width))
    forecast = made(one, Aim("x", 1999 + count + ahead, goal, up=True), paths=40_000)
    median, chance = forecast.chances[0].median, forecast.chances[0].chance
    assert median is not None
    assert log(median) == pytest.approx(centre, abs=0.1 * width)
    assert chance == pytest.approx((1 - erf(0.5 / sqrt(2))) / 2, abs=0.03)
    low, high = forecast.chances[0].interval or (1.0, 1.0)
    assert log(high) - log(low) == pytest.approx(2 * 1.2816 * width, rel=0.08)


def test_more_figures_narrow_the_interval_on_average() -> None:
    draw = np.random.default_rng(5)
    widths: dict[int, list[float]] = {2: [], 5: [], 12: []}
    worlds = [np.exp(np.cumsum(0.03 + 0.05 * draw.standard_normal(12))) for _ in range(40)]
    for count, found in widths.items():
        histories = [
            History(f"w{i}", tuple(range(2012 - count, 2012)), tuple(world[-count:].tolist()))
            for i, world in enumerate(worlds)
        ]
        for forecast in forecast_of(histories, DAY, until=2021, paths=500):
            assert isinstance(forecast, Forecast)
            low, high = forecast.interval(2021) or (1.0, 1.0)
            found.append(log(high / low))
    assert np.mean(widths[2]) > np.mean(widths[5]) > np.mean(widths[12])


def test_a_pool_narrows_what_two_figures_leave_open() -> None:
    """Ten series that hardly vary lend their calm to one with two figures."""
    calm = [
        replace(history([100 + 0.1 * i + 0.05 * (j % 2) for j in range(12)]), id=f"c{i}")
        for i in range(10)
    ]
    short = replace(history([50.0, 50.5]), id="short")
    alone = made(short, until=2010).interval(2010) or (0.0, 0.0)
    pooled = forecast_of([*calm, short], DAY, until=2015, paths=1000)[-1]
    assert isinstance(pooled, Forecast)
    among = pooled.interval(2010) or (0.0, 0.0)
    assert among[1] - among[0] < (alone[1] - alone[0]) / 2
    assert pooled.pooled == 11


def test_falling_is_good_where_the_aim_says_so() -> None:
    falling = history([58.0, 55.0, 52.0, 50.0], Scale.LOGIT, limit=100.0)
    down, up = made(falling, Aim("d", 2008, 45.0, up=False), Aim("u", 2008, 45.0, up=True)).chances
    assert (down.chance or 0) > 0.5 > (up.chance or 0)
    assert (down.chance or 0) + (up.chance or 0) == pytest.approx(1)
    assert down.requirement is not None
    assert up.requirement is not None
    assert down.requirement.place == pytest.approx(1 - up.requirement.place)


def test_qualifiers_of_targets() -> None:
    """Over 12 asks for 13 where things are counted; about 12 is also told for the least that it allows."""
    counted = history([10.0, 11.0, 11.0, 12.0], whole=True, floor=0.0)
    plain, strict, about, eased = made(
        counted,
        Aim("plain", 2005, 12.0, up=True),
        Aim("over", 2005, 12.0, up=True, strict=True),
        Aim("about", 2005, 12.0, up=True, ease=11.0),
        Aim("least", 2005, 11.0, up=True),
    ).chances
    assert (strict.chance or 1) < (plain.chance or 0)
    assert about.chance == plain.chance
    assert about.eased == eased.chance


def test_the_required_growth_by_hand_and_its_place() -> None:
    """From 100 to 200 in ten years is 7.18 per cent a year; half of the drifts lie under the middle one."""
    walk = history([80.0, 90.0, 100.0])
    forecast = made(walk, Aim("double", 2012, 200.0, up=True))
    requirement = forecast.chances[0].requirement
    assert requirement is not None
    assert requirement.growth == pytest.approx(2**0.1 - 1)
    middle = forecast.drift[LEVELS.index(0.5)]
    at_middle = made(walk, Aim("middle", 2012, 100 * (1 + middle) ** 10, up=True)).chances[0]
    assert at_middle.requirement is not None
    assert at_middle.requirement.place == pytest.approx(0.5, abs=0.01)


def test_a_year_that_is_known_or_past_gets_no_chance_and_a_reason() -> None:
    gap = History("a", (2010, 2014), (10.0, 12.0))
    known, unknown = made(gap, Aim("k", 2014, 13.0, up=True), Aim("u", 2012, 11.0, up=True)).chances
    assert (known.chance, known.met, unknown.chance, unknown.met) == (None, False, None, None)
    assert "misses" in known.why.en
    assert "cannot be told" in unknown.why.en
    assert known.why.zh_hant
    assert unknown.why.zh_hant


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        (History("a", (), ()), "no figure"),
        (History("a", (2020,), (5.0,)), "one figure"),
        (history([0.0, 0.0, 0.0], Scale.LINEAR), "All figures are zero"),
        (history([0.0, 4.0]), "linear scale"),
        (history([50.0, 104.0], Scale.LOGIT, limit=100.0), "outside"),
        (history([5.0, 4.0], cumulative=True), "fell"),
    ],
)
def test_figures_that_carry_no_forecast_say_why(bad: History, word: str) -> None:
    answer = forecast_of([bad], DAY)[0]
    assert isinstance(answer, NotForecast)
    assert word in answer.reason.en
    assert f"n = {bad.count}" in answer.reason.en
    assert f"n = {bad.count}" in answer.reason.zh_hant
    assert answer == refusal(bad)


def test_a_rounded_figure_widens_the_forecast() -> None:
    sharp = replace(history([1.2, 1.0]), room=((1.2, 1.2), (1.0, 1.0)))
    rounded = replace(sharp, room=((1.15, 1.25), (0.95, 1.05)))
    calm = Assumptions(typical=0.002, typical_spread=0.1, centre_spread=0.001)
    widths = []
    for one in (sharp, rounded):
        forecast = forecast_of([one], DAY, until=2005, assumptions=calm, paths=1000)[0]
        assert isinstance(forecast, Forecast)
        low, high = forecast.interval(2002) or (0.0, 0.0)
        widths.append(high - low)
    assert widths[1] > widths[0]


def test_paths_and_assumptions_can_be_downloaded() -> None:
    forecast = made(history([100.0, 110.0]), until=2003)
    columns = forecast.draws()
    assert {len(column) for column in columns.values()} == {2 * 1000}
    assert set(columns["year"].tolist()) == {2002, 2003}
    assert (columns["value"][:1000] == forecast.values_in(2002)).all()
    stated = forecast.stated()
    assert stated["seed"] == str(seed_of("a", DAY))
    assert stated["assumed_typical"] == Assumptions().typical
    assert stated["figures"] == 2


def test_paths_that_cannot_be_shared_out_are_refused() -> None:
    with pytest.raises(ValueError, match="multiple of 100"):
        forecast_of([history([1.0, 2.0])], DAY, paths=150)


def test_every_indicator_of_the_pack_gets_a_forecast_or_a_reason() -> None:
    pack = packs.load("hong_kong")
    found = forecasts_of(pack, pack.days[-1], paths=500)
    assert {"1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "4.1"} <= found.keys()
    for number in ("1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "4.1"):
        forecast = found[number]
        assert isinstance(forecast, Forecast)
        assert [chance.aim.year for chance in forecast.chances] == [2025, 2030]
        assert all(0 <= (chance.chance or 0) <= 1 for chance in forecast.chances)
    for one in found.values():
        assert isinstance(one, Forecast) or one.reason.zh_hant


def test_between_two_publications_nothing_changes_and_before_the_first_there_is_nothing() -> None:
    pack = packs.load("hong_kong")
    day = pack.days[-1]
    later = forecasts_of(pack, date(day.year + 1, 6, 1), paths=200)
    at = forecasts_of(pack, day, paths=200)
    assert isinstance(later["1.1"], Forecast)
    assert isinstance(at["1.1"], Forecast)
    assert later["1.1"].fan == at["1.1"].fan
    assert forecasts_of(pack, date(1990, 1, 1)) == {}


def test_the_default_is_four_thousand_paths() -> None:
    forecast = forecast_of([history([1.0, 2.0])], DAY)[0]
    assert isinstance(forecast, Forecast)
    assert isinstance(forecast.drawing, Drawing)
    assert forecast.paths.shape == (1, PATHS) == (1, 4000)
    assert forecast.chances == ()
    assert Chance.__slots__


# ── Totals of August ───────────────────────────────────────────────────────────────────────────


def test_a_total_of_august_is_forecast_to_december_first() -> None:
    """26 in the eight months to August are 39 a year, and December is a third of a year away."""
    known = History(
        "total", (2022, 2023), (30.0, 56.0), cumulative=True, moments=(2022.0, 2022 + 8 / 12)
    )
    (made,) = forecast_of(
        [known], date(2023, 11, 13), {"total": [Aim("a", 2023, 60.0, up=True)]}, until=2024
    )
    assert isinstance(made, Forecast)
    assert made.years == (2023, 2024)
    assert made.drift[LEVELS.index(0.5)] == pytest.approx(39, rel=0.02)
    december, later = made.paths.mean(axis=1) - 56
    assert (later - december) / december == pytest.approx(3, rel=0.1)
    assert made.chances[0].chance is not None
    assert "by the month" in made.knowledge.en
    whole = History("total", (2022, 2023), (30.0, 56.0), cumulative=True)
    (plain,) = forecast_of([whole], date(2023, 11, 13), until=2024)
    assert isinstance(plain, Forecast)
    assert plain.years == (2024,)


def test_a_stock_of_august_is_counted_as_the_year_s_and_says_so() -> None:
    known = History("stock", (2021, 2023), (50.0, 56.0), moments=(2021.0, 2022 + 8 / 12))
    aims = {"stock": [Aim("a", 2023, 60.0, up=True)]}
    (made,) = forecast_of([known], date(2023, 11, 13), aims)
    assert isinstance(made, Forecast)
    assert made.years == (2024,)
    assert "(2023)" in made.knowledge.en
    assert made.chances[0].met is None
    assert "before the year was over" in made.chances[0].why.en


# ── What is typed in a notebook ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("years", "values", "why"),
    [
        ((2014, 2020), (1.0, float("nan")), "is nan, which is no number"),
        ((2014, 2020), (float("inf"), 2.0), "is inf, which is no number"),
        ((2014, 2014), (1.0, 2.0), "2014 follows 2014"),
        ((2020, 2014), (1.0, 2.0), "2014 follows 2020"),
        ((2014, 2020, 2021), (1.0, 2.0), "2 values stand beside 3 years"),
    ],
)
def test_what_is_no_history_is_refused_in_a_sentence(
    years: tuple[int, ...], values: tuple[float, ...], why: str
) -> None:
    good = History("good", (2014, 2020), (1.0, 2.0))
    refused, forecast = forecast_of([History("bad", years, values), good], DAY)
    assert isinstance(refused, NotForecast)
    assert why in refused.reason.en
    assert refused.reason.zh_hant
    assert isinstance(forecast, Forecast)
