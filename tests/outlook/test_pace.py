"""Pace: base years, where a target stands, refusals with their reason, and why methods differ."""

from datetime import date
from fractions import Fraction

import pytest
from tests.outlook.examples import ON, observation, panel, read, track

from technopole.evidence.measures import Good, Nature
from technopole.evidence.wording import Text
from technopole.outlook.methods.method import Component, Holds
from technopole.outlook.pace import Course, Standing, assess, base_of


def reasons(found):
    return {verdict.reason.en for verdict in found.verdicts}


# ── The base ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("baselines", "base", "words"),
    [
        ((), 2014, "names no baseline"),
        ((2014, 2020), 2020, "newest baseline"),
        ((2014, 2023), 2014, "before the plan"),
        ((2023,), 2014, "names no baseline"),
    ],
)
def test_progress_is_counted_from_the_plan_s_newest_baseline_before_the_newest_figure(
    baselines, base, words
):
    found = base_of(track({2014: 1, 2020: 2, 2023: 3}, baselines=baselines))
    assert found is not None
    assert found[0].year == base
    assert words in found[1].en
    assert found[1].zh_hant


def test_one_figure_has_no_base():
    assert base_of(track({2014: 1})) is None
    assert base_of(track({})) is None


# ── Where a target stands ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("points", "goal", "on", "standing"),
    [
        ({2022: 90}, (2030, 100), date(2024, 6, 30), Standing.OPEN),
        ({2022: 100}, (2030, 100), date(2024, 6, 30), Standing.REACHED_EARLY),
        ({2022: 90}, (2023, 100), date(2024, 6, 30), Standing.DUE),
        ({2022: 90}, (2023, 100), date(2023, 12, 31), Standing.OPEN),
        ({2022: 90, 2023: 100}, (2023, 100), date(2024, 6, 30), Standing.MET),
        ({2022: 90, 2023: 99}, (2023, 100), date(2024, 6, 30), Standing.MISSED),
        ({2022: 90, 2023: 99, 2024: 120}, (2023, 100), date(2025, 6, 30), Standing.MISSED),
        ({2022: 90, 2024: 120}, (2023, 100), date(2025, 6, 30), Standing.REACHED_SINCE),
        ({2022: 90, 2024: 95}, (2023, 100), date(2025, 6, 30), Standing.MISSED),
        ({}, (2023, 100), date(2024, 6, 30), Standing.DUE),
        ({}, (2030, 100), date(2024, 6, 30), Standing.UNKNOWN),
        ({}, (None, 100), date(2024, 6, 30), Standing.UNKNOWN),
        ({2022: 90}, (None, 100), date(2024, 6, 30), Standing.UNDATED),
        ({2022: 100}, (None, 100), date(2024, 6, 30), Standing.REACHED_EARLY),
    ],
)
def test_where_a_target_stands(points, goal, on, standing):
    found = panel(track(points, dict([goal])), on).goals[0]
    assert found.standing is standing
    assert found.words.en
    assert found.words.zh_hant


def test_a_total_that_had_passed_its_target_still_has_in_the_target_year():
    points = {2022: 90, 2023: 110, 2026: 130}
    counted = track(points, {2025: 100}, cumulative=True)
    assert panel(counted).goals[0].standing is Standing.MET
    level = track(points, {2025: 100})
    assert panel(level).goals[0].standing is Standing.REACHED_SINCE


@pytest.mark.parametrize(
    ("figures", "on", "standing"),
    [
        ([("95", "2023-08-31")], date(2023, 11, 13), Standing.OPEN),
        ([("95", "2023-08-31")], date(2024, 1, 1), Standing.DUE),
        ([("101", "2023-08-31")], date(2023, 11, 13), Standing.MET),
        ([("95", "2023-08-31"), ("99", "2024-08-31")], date(2024, 11, 13), Standing.MISSED),
        ([("95", "2023-08-31"), ("120", "2024")], date(2025, 1, 1), Standing.REACHED_SINCE),
        ([("95", "2023-12-31")], date(2024, 1, 1), Standing.MISSED),
        ([("95", "2023")], date(2023, 11, 13), Standing.OPEN),
    ],
)
def test_nothing_is_missed_before_the_year_is_over(figures, on, standing):
    facts = [observation(f"f{i}", value, as_at) for i, (value, as_at) in enumerate(figures)]
    start = observation("start", "50", "2021")
    known = read(start, *facts, goal=("100", "2023"), nature=Nature.CUMULATIVE)
    assert panel(known, on).goals[0].standing is standing


def test_a_figure_of_august_is_said_to_be_of_august():
    known = read(
        observation("a", "30", "2022"),
        observation("b", "56", "2023-08-31"),
        nature=Nature.CUMULATIVE,
    )
    verdict = next(v for v in panel(known).goals[0].verdicts if v.assessed)
    assert any("2023-08-31" in departure.en for departure in verdict.departures)
    within = read(
        observation("a", "30", "2022"),
        observation("b", "56", "2023-08-31"),
        goal=("100", "2023"),
        nature=Nature.CUMULATIVE,
    )
    assert any("stood within" in reason for reason in reasons(panel(within)))


def test_where_rounding_matters_the_verdict_says_so():
    """44,600 is "about": to 45,310 it is 610 to 810, and not only 710."""
    about = observation("a", "44600", "2022", qualifier="about")
    last = observation("b", "45310", "2023")
    (rounded,) = (
        departure
        for departure in panel(read(about, last, goal=("60000", "2030")))
        .goals[0]
        .verdicts[0]
        .departures
        if "rounded" in departure.en
    )
    assert "from 610 to 810" in rounded.en
    assert "610至810" in rounded.zh_hant
    far = observation("c", "55000", "2023")
    for plain in (
        read(about, far, goal=("60000", "2030")),
        track({2022: 10, 2023: 11}, {2030: 20}),
    ):
        departures = panel(plain).goals[0].verdicts[0].departures
        assert not any("rounded" in departure.en for departure in departures)


def test_without_a_direction_nothing_is_judged():
    found = panel(track({2020: 1, 2022: 2}, {2030: 5}, good=Good.NONE))
    assert found.goals[0].standing is Standing.NO_DIRECTION
    assert reasons(found) == {"The plan does not say which way is better."}


# ── Refusals ───────────────────────────────────────────────────────────────────────────────────


def test_no_figure_and_one_figure():
    assert reasons(panel(track({}, {2030: 5}))) == {"No figure is known yet."}
    one = panel(track({2020: 1}, {2030: 5}))
    assert reasons(one) == {"Only one figure is known, and a pace needs two."}
    assert one.base is None
    assert all(v.facts == ("2020", "goal-2030") for v in one.goals[0].verdicts)


def test_a_target_in_the_past_is_a_matter_of_fact():
    found = panel(track({2020: 80, 2024: 90}, {2023: 100}))
    for verdict in found.goals[0].verdicts:
        if verdict.method.needs_year:
            assert "is a fact" in verdict.reason.en
            assert verdict.component("target_year").value == 2023
        else:
            assert verdict.assessed


def test_a_target_without_a_year():
    found = panel(track({2020: 80, 2022: 90}, {None: 100}))
    for verdict in found.goals[0].verdicts:
        if verdict.method.needs_year:
            assert verdict.reason.en == "The target names no year."
        else:
            assert verdict.component("index").value == 5


def test_a_total_since_a_beginning_cannot_fall_and_has_no_trend():
    falling = panel(track({2020: 80, 2022: 70}, {2030: 100}, cumulative=True))
    assert all("cannot be of one count" in reason for reason in reasons(falling))
    rising = panel(track({2020: 80, 2022: 90}, {2030: 100}, cumulative=True))
    assert all("can only rise" in verdict.reason.en for verdict in rising.trend)
    judged = [v for v in rising.goals[0].verdicts if v.assessed]
    assert judged
    assert all(any("can only rise" in d.en for d in v.departures) for v in judged)


def test_gaps_between_years_do_not_matter_but_a_short_span_is_told():
    wide = panel(track({2001: 80, 2022: 90}, {2030: 100}))
    assert not any("rests on" in d.en for v in wide.verdicts for d in v.departures if v.method.id != "destatis")  # fmt: skip
    narrow = panel(track({2021: 80, 2022: 90}, {2030: 100}))
    told = [v for v in narrow.verdicts if v.assessed]
    assert all(any("rests on one year" in d.en for d in v.departures) for v in told)


def test_no_target_still_has_its_trend_and_its_facts():
    found = panel(track({2014: 80, 2018: 85, 2022: 90}))
    assert found.goals == ()
    (trend,) = [v for v in found.trend if v.method.id == "istat-trend"]
    assert trend.assessed
    assert trend.facts == ("2014", "2022")
    assert trend.goal is None


def test_every_refusal_is_in_both_languages_and_has_no_class():
    tracks = [
        track({}, {2030: 5}), track({2020: 1}, {2030: 5}), track({2020: 0, 2022: 1}, {2030: 5}),
        track({2020: -1, 2022: 1}, {2030: 5}), track({2020: 9, 2022: 1}, {2030: 5}),
        track({2020: 1, 2022: 5}, {2030: 5}), track({2020: 5, 2022: 1}, {2030: 5}),
        track({2020: 1, 2022: 2}, {2021: 5, None: 7}), track({2020: 1, 2022: 0}, {2030: 0}, good=Good.DOWN),
    ]  # fmt: skip
    for known in tracks:
        for verdict in panel(known).verdicts:
            assert bool(verdict.reason.en) == bool(verdict.reason.zh_hant)
            assert verdict.assessed != bool(verdict.reason)
            if not verdict.assessed:
                assert verdict.grade is None
                assert verdict.course is None


# ── Side by side ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("points", "goals", "words"),
    [
        ({2021: 100, 2022: 112}, {2040: 700}, "the same amount every year is not"),
        ({2021: 100, 2022: 90}, {2040: 1}, "growth in per cent, carried on, is not"),
        ({2018: 90, 2022: 91}, {2030: 300}, ""),
    ],
)
def test_it_says_why_methods_differ(points, goals, words):
    way = Good.DOWN if goals.get(2040) == 1 else Good.UP
    found = panel(track(points, goals, good=way)).goals[0]
    assert (words in found.difference.en) if words else not found.difference.en


def test_methods_may_be_chosen_and_answers_asked_for_by_name():
    known = track({2020: 80, 2022: 90}, {2030: 100})
    only = next(m for m in panel(known).verdicts if m.method.id == "destatis").method
    found = assess(known, ON, [only])
    (verdict,) = found.verdicts
    assert verdict.method is only
    assert verdict.component("nothing") is None
    assert verdict.headline == verdict.component("gap")
    assert verdict.course is Course.ON_COURSE
    assert found.trend == ()


def test_a_component_is_written_exactly_or_to_stated_digits():
    name = Text("n", "n")
    assert Component("a", name, Fraction(5, 4), Holds.SHARE).text() == "1.25"
    assert Component("a", name, Fraction(1, 3), Holds.SHARE).text() == "0.3333333333"
    assert Component("a", name, Fraction(1, 3), Holds.SHARE).text(2) == "0.33"
    assert Component("a", name, Fraction(5, 4), Holds.SHARE).text(1) == "1.2"
    assert Component("a", name, Fraction(5, 4), Holds.SHARE).exact


def test_conflicting_vintages_reach_the_panel_as_the_newest_with_the_other_told():
    known = read(
        observation("a", "10", "2018"),
        observation("old", "12", "2022"),
        observation("new", "15", "2022", published=date(2025, 1, 1)),
        goal=("30", "2030"),
    )
    found = panel(known)
    assert found.track.points[-1].value == 15
    assert [left.observation.id for left in found.track.left_out] == ["old"]
    assert all("old" not in verdict.facts for verdict in found.verdicts)
