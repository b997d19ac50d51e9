"""What it would take: left, needed, achieved, the best stretch, and when a pace catches up."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outlook.examples import observation, read, track

from technopole.evidence.measures import Good, Nature
from technopole.outlook.requirements import HORIZON, requirements_of
from technopole.outlook.roots import root, rounded
from technopole.outlook.tracks import tracks_of
from technopole.plan import packs


def required(*arguments, **more):
    (found,) = requirements_of(track(*arguments, **more))
    return found


def test_the_whole_of_a_plain_case():
    found = required({2014: 100, 2018: 160, 2020: 180, 2022: 190}, {2027: 300}, baselines=(2018,))
    assert found.left == 110
    assert found.left_percent == Fraction(11000, 190)
    assert found.covered == Fraction(30, 140)
    assert found.years_left == 5
    assert found.amount == 22
    assert rounded(found.growth, 6) == rounded(root(Fraction(300, 190), 5) - 1, 6)
    assert found.achieved.first.year == 2018
    assert found.achieved.amount == Fraction(30, 4)
    assert (found.best_amount.first.year, found.best_amount.amount) == (2014, 15)
    assert found.best_growth.first.year == 2014
    assert found.times_achieved == Fraction(22) / Fraction(30, 4)
    assert found.times_best == Fraction(22, 15)
    assert found.by_amount.year == 2022 + 15
    assert not found.met
    assert found.facts == ("goal-2027", "2022", "2018", "2014")


def test_the_best_stretch_by_growth_may_be_another_than_by_amount():
    found = required({2018: 10, 2019: 20, 2020: 35}, {2027: 300})
    assert found.best_amount.first.year == 2019
    assert found.best_growth.first.year == 2018


def test_where_falling_is_good():
    found = required({2018: 60, 2020: 58, 2022: 50}, {2027: 40}, good=Good.DOWN)
    assert found.left == -10
    assert found.amount == -2
    assert found.growth < 0
    assert found.best_amount.amount == -4
    assert found.best_growth.first.year == 2020
    assert found.times_best == Fraction(1, 2)
    assert found.by_amount.year == 2022 + 4
    assert found.by_growth.year == 2022 + 5


def test_a_total_since_a_beginning_is_told_in_additions():
    found = required({2022: 30, 2023: 56, 2024: 90}, {2027: 130}, cumulative=True)
    assert found.growth is None
    assert "added each year" in found.no_growth.en
    assert found.best_growth is None
    assert found.best_amount.amount == 34
    assert found.by_amount.year == 2026
    assert "added each year" in found.by_growth.reason.en


@pytest.mark.parametrize(
    ("points", "goal", "reason"),
    [
        ({2018: 90, 2022: 100}, 100, "met already"),
        ({2022: 90}, 100, "needs two"),
        ({2018: 90, 2022: 90}, 100, "nothing changes"),
        ({2018: 95, 2022: 90}, 100, "leads away"),
        ({2018: "89.99", 2022: 90}, 1000, f"Not within {HORIZON} years"),
    ],
)
def test_a_pace_that_never_catches_up_says_why(points, goal, reason):
    found = required(points, {2030: goal})
    for end in (found.by_amount, found.by_growth):
        assert end.year is None
        assert reason in end.reason.en
        assert end.reason.zh_hant


def test_from_zero_nothing_grows_by_per_cent():
    found = required({2014: 0, 2020: 12}, {2025: 18})
    assert found.achieved.growth is None
    assert rounded(found.growth, 4) == rounded(root(Fraction(3, 2), 5) - 1, 4)
    assert "zero" in found.by_growth.reason.en
    at_zero = required({2020: 0}, {2025: 18})
    assert at_zero.left_percent is None
    assert at_zero.growth is None
    assert "zero" in at_zero.no_growth.en
    assert at_zero.amount == Fraction(18, 5)
    to_zero = required({2018: 12, 2020: 10}, {2025: 0}, good=Good.DOWN)
    assert to_zero.growth is None
    assert to_zero.by_amount.year == 2030


def test_below_zero_the_amounts_are_told():
    found = required({2018: -10, 2022: -8}, {2030: -5})
    assert found.left_percent == Fraction(300, 8)
    assert found.by_amount.year == 2028
    assert found.by_growth.year == 2031
    assert found.best_growth is not None


def test_a_target_without_a_year_or_in_the_past_needs_nothing_a_year():
    undated = required({2020: 80, 2022: 90}, {None: 100})
    assert undated.years_left is None
    assert undated.amount is None
    assert undated.by_amount.year == 2024
    past = required({2020: 80, 2022: 90}, {2021: 100})
    assert past.years_left == -1
    assert past.amount is None
    assert past.growth is None
    met = required({2020: 80, 2022: 110}, {2025: 100})
    assert met.met
    assert met.left == -10
    assert met.amount is None
    assert met.times_achieved is None


def test_without_a_figure_or_a_direction_there_is_nothing_to_require():
    assert requirements_of(track({}, {2030: 5})) == ()
    assert requirements_of(track({2020: 1}, {2030: 5}, good=Good.NONE)) == ()
    assert requirements_of(track({2020: 1})) == ()


def test_a_base_that_meets_the_target_has_no_way_behind():
    assert required({2018: 120, 2022: 90}, {2030: 100}).covered is None
    alone = required({2022: 90}, {2030: 100})
    assert alone.covered is None
    assert alone.achieved is None
    assert alone.times_best is None


positive = st.fractions(min_value=1, max_value=500, max_denominator=20)


@given(positive, positive, positive, st.integers(1, 8), st.sampled_from([Good.UP, Good.DOWN]))
def test_the_year_of_catching_up_is_the_first_whose_figure_meets_the_target(
    base, latest, goal, span, good
):
    """Checked by the exact projection of every year, root and all."""
    found = required({2020 - span: base, 2020: latest}, {2040: goal}, good=good)
    if found.by_growth.year is None:
        return
    direction = 1 if good is Good.UP else -1

    def meets(years):
        projected = root((latest / base) ** years, span) * latest
        return (projected - goal) * direction >= 0

    years = found.by_growth.year - 2020
    assert meets(years)
    assert not meets(years - 1)
    years = found.by_amount.year - 2020 if found.by_amount.year else None
    if years is not None:
        change = (latest - base) / span
        assert (latest + change * years - goal) * direction >= 0
        assert (latest + change * (years - 1) - goal) * direction < 0


@given(positive, positive, st.integers(1, 20))
def test_the_needed_growth_leads_exactly_to_the_target(latest, goal, years):
    found = required({2020: latest}, {2020 + years: goal})
    if found.growth is None:
        assert found.met
        return
    assert (found.growth + 1) == root(goal / latest, years)
    assert latest + found.amount * years == goal


@given(
    st.dictionaries(st.integers(2000, 2022), positive, min_size=2, max_size=6),
    positive,
    st.sampled_from([Good.UP, Good.DOWN]),
)
def test_no_stretch_beats_the_best_one(points, goal, good):
    found = required(points, {2030: goal}, good=good)
    direction = 1 if good is Good.UP else -1
    if found.achieved.amount * direction > 0:
        assert found.best_amount.amount * direction >= found.achieved.amount * direction
    if found.best_amount is None:
        assert found.achieved.amount * direction <= 0


# ── Figures of August ──────────────────────────────────────────────────────────────────────────


def dated(*figures, goal=("130", "2027"), nature=Nature.CUMULATIVE):
    """The track of figures stated as of a year, a month or a day."""
    facts = (observation(f"f{i}", value, as_at) for i, (value, as_at) in enumerate(figures))
    return read(*facts, goal=goal, nature=nature)


def test_a_total_of_august_is_counted_to_august():
    """30 at the end of 2022, 56 in August, 90 sixteen months later: 39 a year, then 25.5."""
    (found,) = requirements_of(dated(("30", "2022"), ("56", "2023-08-31"), ("90", "2024-12-31")))
    assert found.best_amount.first.year == 2022
    assert found.best_amount.amount == 39
    assert found.achieved.growth is None
    assert found.years_left == 3
    (early,) = requirements_of(dated(("30", "2022"), ("56", "2023-08-31")))
    assert early.years_left == Fraction(52, 12)
    assert early.amount == Fraction(74) / Fraction(52, 12)
    assert early.by_amount.year == 2025
    (same,) = requirements_of(dated(("30", "2022"), ("56", "2023-08-31"), goal=("60", "2023")))
    assert same.by_amount.year == 2023


def test_the_growth_of_a_stock_is_counted_to_its_month():
    (found,) = requirements_of(
        dated(("50", "2021-10"), ("400", "2025-Q1"), goal=("800", "2026"), nature=Nature.STOCK)
    )
    assert found.achieved.years == Fraction(41, 12)
    assert found.achieved.growth == root(Fraction(8) ** 12, 41) - 1
    assert found.growth == root(Fraction(2) ** 12, 21) - 1
    assert found.by_growth.year == 2026


def test_the_hong_kong_companies_are_not_said_to_have_come_at_34_a_year():
    pack = packs.load("hong_kong").as_of(date(2026, 11, 21))
    found = requirements_of(tracks_of(pack)["K2-10a1"])[0]
    assert found.best_amount.amount == 39
    assert found.best_amount.last.before_the_end
