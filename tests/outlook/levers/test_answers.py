"""What a reader is answered: the same twice, nothing at zero, contributions that add up."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from technopole.evidence.measures import Good
from technopole.outlook.levers.answers import ask, shapley
from technopole.outlook.levers.running import Range, Refused, draw, run


def test_the_same_question_has_the_same_answer(model, full):
    one, other = ask(model, full, draws=200), ask(model, full, draws=200)
    assert one.outcomes["3.1"].pulled == other.outcomes["3.1"].pulled
    assert ask(model, full, draws=200, seed=1).outcomes["3.1"].pulled != one.outcomes["3.1"].pulled


def test_at_default_it_starts_at_the_newest_figures(model, pack):
    answer = ask(model)
    for name, outcome in answer.outcomes.items():
        indicator = pack.indicators[name]
        latest = indicator.latest(pack.evidence)
        year = latest.as_at.last.year
        value = float(outcome.default.median[answer.years.index(year)])
        figure = latest.figure
        wanted = float(
            figure.value.share() * 100 if figure.unit.holds == "ratio" else figure.value.low
        )
        assert value == pytest.approx(wanted, rel=1e-6), name


def test_levers_at_zero_change_nothing(model):
    answer = ask(model, dict.fromkeys(model.levers, 0.0), draws=100)
    assert answer.settings == {}
    for outcome in answer.outcomes.values():
        assert outcome.default == outcome.pulled
        assert set(outcome.whole) == {0.0}
        assert outcome.contributions == ()
    assert set(answer.outlay.median) == {0.0}


def test_bands_hold_their_median_and_widen(model):
    for outcome in ask(model).outcomes.values():
        fan = outcome.default
        assert all(
            low <= mid <= high for low, mid, high in zip(fan.low, fan.median, fan.high, strict=True)
        )
        assert fan.high[-1] - fan.low[-1] > fan.high[3] - fan.low[3]


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_shares_add_up_to_the_whole(model, data):
    chosen = data.draw(st.lists(st.sampled_from(sorted(model.levers)), unique=True, max_size=5))
    asked = {
        name: data.draw(st.floats(model.levers[name].least, model.levers[name].most))
        for name in chosen
    }
    answer = ask(model, asked, draws=50)
    for outcome in answer.outcomes.values():
        together = (
            np.sum([c.share for c in outcome.contributions], axis=0) if outcome.contributions else 0
        )
        assert np.allclose(together, outcome.whole, rtol=1e-9, atol=1e-9)


def test_one_lever_alone_is_its_whole_share(model):
    answer = ask(model, {"talent_admissions": 3000}, draws=100)
    outcome = answer.outcomes["3.1"]
    (only,) = outcome.contributions
    assert only.alone == only.share == outcome.whole


def test_shares_are_near_shapley_values(model, full):
    """Exact while levers meet in pairs; all nine at their most come within 2% of the whole."""
    pair = {"talent_admissions": 3000.0, "retention": 0.2}
    for asked, tolerance in ((pair, 1e-9), (full, 0.02)):
        exact = shapley(model, asked, draws=20)
        for name, outcome in ask(model, asked, draws=20).outcomes.items():
            scale = max(abs(outcome.whole[-1]), 1e-9)
            for found in outcome.contributions:
                assert abs(exact[name][found.lever][-1] - found.share[-1]) <= tolerance * scale


def test_a_lever_does_not_reach_into_the_past(model, full):
    answer = ask(model, full, draws=50)
    for outcome in answer.outcomes.values():
        assert outcome.default.median[:6] == outcome.pulled.median[:6]


def test_draws_are_common_whatever_the_levers(model, full):
    """A lever's effect is the difference of two worlds that differ in nothing else."""
    given = draw(model, 50)
    both = run(model, given, [{}, full], ["gdp"])["gdp"]
    assert np.array_equal(both[0], both[1])


def test_rows_do_not_touch_one_another(model, full):
    given = draw(model, 30)
    one = {"talent_admissions": 1000.0}
    together = run(model, given, [one, full, {}], ["practitioners"])["practitioners"]
    for row, asked in enumerate((one, full, {})):
        assert np.array_equal(
            together[row], run(model, given, [asked], ["practitioners"])["practitioners"][0]
        )


def test_half_of_the_draws_lie_below_the_middle(model):
    for name, values in draw(model, 1000).items():
        known = model.coefficients[name]
        assert known.low <= values.min() <= values.max() <= known.high
        if not known.fixed:
            assert (values < known.middle).sum() == 500


def test_another_coefficient_does_not_move_the_draws(model):
    fewer = replace(model, coefficients={"leaving_rate": model.coefficients["leaving_rate"]})
    assert np.array_equal(draw(fewer, 100)["leaving_rate"], draw(model, 100)["leaving_rate"])


def test_a_reader_s_own_assumption_counts(model):
    known = ask(model, draws=200).outcomes["3.1"].default
    own = ask(model, draws=200, assumed={"leaving_rate": Range(0.08, 0.08, 0.08),
                                         "practitioners_growth": Range(0, 0, 0)})  # fmt: skip
    assert own.outcomes["3.1"].default.median[-1] < known.median[-1]


def test_every_fault_of_a_question_is_told_at_once(model):
    with pytest.raises(Refused) as refused:
        ask(model, {"luck": 1, "talent_admissions": 1e9, "retention": float("nan")})
    assert [name for name, _ in refused.value.faults] == ["luck", "talent_admissions", "retention"]
    with pytest.raises(Refused) as refused:
        ask(model, assumed={"gdp_start": Range(1, 2, 3), "leaving_rate": Range(0.3, 0.2, 0.1),
                            "people_weight": Range(0, 1, 1e9), "luck": Range(0, 1, 2)})  # fmt: skip
    assert [name for name, _ in refused.value.faults] == [
        "gdp_start",
        "leaving_rate",
        "people_weight",
        "luck",
    ]


def test_assumptions_that_lead_below_nobody_are_refused(model):
    with pytest.raises(Refused, match="fewer than no people"):
        ask(model, draws=50, assumed={"practitioners_growth": Range(-0.5, -0.5, -0.5)})


@pytest.mark.parametrize("asked", [{"draws": 0}, {"draws": 10**9}, {"seed": -1}])
def test_draws_and_seed_have_bounds(model, asked):
    with pytest.raises(Refused):
        ask(model, **asked)


def test_a_band_holds_four_of_five_draws(model, full):
    outcome = ask(model, full, draws=137).outcomes["2.1"]
    for fan, paths in zip((outcome.default, outcome.pulled), outcome.paths, strict=True):
        wanted = np.quantile(paths, (0.1, 0.5, 0.9), axis=-1)
        assert np.allclose((fan.low, fan.median, fan.high), wanted, rtol=1e-12)


def test_one_draw_is_enough(model, full):
    fan = ask(model, full, draws=1).outcomes["1.1"].pulled
    assert fan.low == fan.median == fan.high


def test_reaching_counts_in_the_direction_of_good(model, full):
    outcome = ask(model, full, draws=100).outcomes["1.1"]
    assert outcome.reaching(10, 0.0, Good.UP) == (1.0, 1.0)
    assert outcome.reaching(10, 0.0, Good.DOWN) == (0.0, 0.0)
    without, pulled = outcome.reaching(10, 2.0, Good.UP)
    assert without < pulled


def test_money_is_what_the_levers_cost(model):
    """A fixed sum a year costs that sum from the first year on, and nothing before."""
    answer = ask(model, {"manufacturing_support": 1e9}, draws=50)
    start = answer.years.index(model.clock.levers_from)
    assert set(answer.outlay.median[:start]) == {0.0}
    assert answer.outlay.median[start] == pytest.approx(1e9)


def test_what_is_no_number_is_refused_in_a_sentence(model):
    lever = next(iter(model.levers))
    with pytest.raises(Refused, match=r"is set by a number, not by .0\.1."):
        ask(model, {lever: "0.1"})
    name = next(name for name, known in model.coefficients.items() if known.assumed)
    with pytest.raises(Refused, match="needs three numbers"):
        ask(model, assumed={name: Range("1", 2.0, 3.0)})
