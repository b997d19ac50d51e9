"""Tracks: one figure a year, and every other one left out with its reason."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from tests.outlook.examples import baseline, evidence, indicator, observation, read, target

from technopole.evidence.contradictions import Tension, TensionKind
from technopole.evidence.measures import Good, Nature
from technopole.evidence.observations import Kind
from technopole.evidence.wording import Text
from technopole.outlook.settings import Break, Done, Exclusion, Setting
from technopole.outlook.tracks import Scale, reaches, track_of, year_of

LATER = date(2025, 1, 1)
WHY = Text("It counts something else.", "統計範圍不同。")


def values(track):
    return {point.year: point.value for point in track.points}


def left_out(track):
    return {left.observation.id: left.reason.en for left in track.left_out}


def test_a_figure_counts_for_the_year_in_which_its_time_ends():
    track = read(
        observation("a", "1", "2019"),
        observation("b", "2", "SY2019/20"),
        observation("c", "3", "2021-10-31"),
        observation("d", "4", "2022-03"),
    )
    assert values(track) == {2019: 1, 2020: 2, 2021: 3, 2022: 4}
    assert [goal.figure_year for goal in track.goals] == [2030]


def test_the_paper_published_last_counts_and_the_other_is_told():
    track = read(
        observation("old", "12", "2020"), observation("new", "15", "2020", published=LATER)
    )
    assert values(track) == {2020: 15}
    assert "later paper" in left_out(track)["old"]


def test_of_two_that_agree_the_sharper_counts_whichever_is_newer():
    track = read(
        observation("sharp", "12", "2020-10"),
        observation("round", "10", "2020", qualifier="over", published=LATER),
    )
    assert values(track) == {2020: 12}
    assert "says the same" in left_out(track)["round"]
    same_time = read(
        observation("sharp", "35450", "2020"),
        observation("round", "35500", "2020", qualifier="about", published=LATER),
    )
    assert values(same_time) == {2020: 35450}
    assert "says the same" in left_out(same_time)["round"]


def test_two_that_clash_on_one_day_of_publication_are_both_left_out():
    track = read(observation("a", "12", "2020"), observation("b", "15", "2020"))
    assert values(track) == {}
    assert set(left_out(track)) == {"a", "b"}
    assert all("neither is preferred" in reason for reason in left_out(track).values())


def test_a_later_clash_leaves_the_year_to_its_earlier_figure():
    track = read(
        observation("early", "9", "2020-03-31"),
        observation("a", "12", "2020-12-31"),
        observation("b", "15", "2020-12-31"),
    )
    assert values(track) == {2020: 9}
    assert set(left_out(track)) == {"a", "b"}


def test_the_last_of_a_year_counts():
    track = read(observation("a", "12", "2020-03-31"), observation("b", "15", "2020-09-30"))
    assert values(track) == {2020: 15}
    assert "same year" in left_out(track)["a"]


@pytest.mark.parametrize(
    ("fact", "word"),
    [
        (observation("x", "7", None), "when it held"),
        (observation("x", "7", "2019/.."), "when it held"),
        (observation("x", "7", "../2019"), "several years"),
        (observation("x", "7", "2017/2021"), "several years"),
        (observation("x", "5..9", "2019"), "single number"),
        (observation("x", "2", "2019", unit="persons"), "unit"),
    ],
)
def test_what_cannot_stand_for_a_year_is_left_out_with_its_reason(fact, word):
    track = read(fact, observation("a", "1", "2020"))
    assert values(track) == {2020: 1}
    assert word in left_out(track)["x"]


def test_a_part_of_a_year_is_no_yearly_flow_but_a_level():
    half = observation("x", "7", "2021-H1")
    year = observation("a", "12", "2020")
    assert "part of a year" in left_out(read(half, year, nature=Nature.FLOW))["x"]
    assert values(read(half, year, nature=Nature.STOCK)) == {2020: 12, 2021: 7}


def test_plans_and_budgets_are_no_figures():
    track = read(observation("a", "1", "2020"), observation("b", "5", "2021", kind=Kind.PLAN))
    assert values(track) == {2020: 1}
    assert not track.left_out


def test_figures_in_another_unit_of_the_same_kind_are_converted():
    track = read(
        observation("a", "2", "2020", unit="ha"),
        observation("b", "30000", "2021", unit="sq_m"),
        goal=("5", "2030"), unit="ha",
    )  # fmt: skip
    assert values(track) == {2020: 2, 2021: 3}


def test_a_ratio_counts_by_its_first_part():
    track = read(
        observation("a", "58:42", "2020", unit="ratio"),
        observation("b", "0:0", "2021", unit="ratio"),
        observation("c", "7", "2022", unit="percent"),
        goal=("50:50", "2030"), unit="ratio", good=Good.DOWN, nature=Nature.RATIO,
    )  # fmt: skip
    assert values(track) == {2020: 58}
    assert [goal.value for goal in track.goals] == [50]
    assert track.limit == 100
    assert track.scale is Scale.LOGIT
    assert "single number" in left_out(track)["b"]
    assert "unit" in left_out(track)["c"]


def test_a_break_in_definition_leaves_out_what_was_before():
    track = read(
        observation("a", "1", "2018"), observation("b", "9", "2019"), observation("c", "11", "2020"),
        setting=Setting(breaks=(Break(2019, WHY),)),
    )  # fmt: skip
    assert values(track) == {2019: 9, 2020: 11}
    assert left_out(track)["a"] == WHY.en


def test_a_declared_figure_is_left_out_even_of_another_series():
    other = observation("other", "70", "2021", measure="all_lines")
    mine = observation("a", "1", "2020")
    setting = Setting(left_out=(Exclusion("other", WHY), Exclusion("a", WHY), Exclusion("not-yet", WHY)))  # fmt: skip
    track = read(mine, other, setting=setting)
    assert values(track) == {}
    assert left_out(track) == {"other": WHY.en, "a": WHY.en}


def test_only_what_was_known_counts_targets_included():
    facts = [observation("a", "1", "2020"), observation("b", "2", "2021", published=LATER)]
    goal = observation("goal", "9", "2030", kind=Kind.TARGET, published=LATER)
    whole = indicator(target(goal, "2030"))
    then = evidence(*facts, goal).as_of(date(2024, 1, 1))
    track = track_of(whole, then)
    assert values(track) == {2020: 1}
    assert track.goals == ()
    assert track.indicator.points == ()


def test_before_the_first_fact_there_is_nothing_and_nothing_breaks():
    fact = observation("a", "1", "2020")
    track = track_of(indicator(baseline(fact)), evidence(fact).as_of(date(1999, 1, 1)))
    assert track.points == ()
    assert track.latest is None
    assert track.goals == ()
    assert track.left_out == ()


@pytest.mark.parametrize(
    ("facts", "nature", "unit", "goal", "scale", "limit"),
    [
        (("1", "2"), Nature.STOCK, "count", "9", Scale.LOG, None),
        (("0", "2"), Nature.CUMULATIVE, "count", "9", Scale.LINEAR, None),
        (("-1", "2"), Nature.NUMBER, "count", "9", Scale.LINEAR, None),
        (("1", "2"), Nature.SHARE, "percent", "9", Scale.LOGIT, 100),
        (("1", "2"), Nature.SHARE, "percent", "100", Scale.LOG, 100),
        (("1", "2"), Nature.SHARE, "per_1000", "9", Scale.LOGIT, 1000),
        (("1", "2"), Nature.RATE, "percent", "9", Scale.LOG, None),
    ],
)
def test_the_scale_follows_from_the_measure_and_the_figures(
    facts, nature, unit, goal, scale, limit
):
    track = read(
        *(observation(str(i), v, str(2020 + i), unit=unit) for i, v in enumerate(facts)),
        goal=(goal, "2030"), unit=unit, nature=nature,
    )  # fmt: skip
    assert track.scale is scale
    assert track.limit == limit
    assert track.cumulative == (nature is Nature.CUMULATIVE)


def test_the_pack_may_say_scale_limit_and_note():
    setting = Setting(scale=Scale.LINEAR, limit=Fraction(50), note=WHY)
    track = read(observation("a", "1", "2020"), setting=setting)
    assert (track.scale, track.limit, track.note) == (Scale.LINEAR, 50, WHY)


def test_a_target_that_is_no_number_of_the_unit_is_told_and_a_date_beside_one_is_not():
    fact = observation("a", "1", "2020")
    cells = {
        "persons": observation("p", "9", "2030", unit="persons", kind=Kind.TARGET),
        "range": observation("r", "5..9", "2030", kind=Kind.TARGET),
        "when": observation("w", "2030", None, unit="date", kind=Kind.TARGET),
    }
    whole = indicator(*(target(cell, "2030") for cell in cells.values()))
    track = track_of(whole, evidence(fact, *cells.values()))
    assert track.goals == ()
    assert set(left_out(track)) == {"p", "r"}


def test_goals_stand_in_the_order_of_their_years_the_undated_last():
    cells = [
        target(observation("x", "9", None, kind=Kind.TARGET)),
        target(observation("y", "8", "2032", kind=Kind.TARGET), "2030", 2032),
        target(observation("z", "7", "2027", kind=Kind.TARGET), "2025", 2027),
        target(observation("o", "6", "2024", kind=Kind.TARGET), "2024-12/.."),
    ]
    track = track_of(indicator(*cells), evidence(*(cell.observation for cell in cells)))
    assert [goal.figure_year for goal in track.goals] == [2025, 2030, None, None]
    assert [goal.year_named for goal in track.goals][:2] == [2027, 2032]


def test_a_tension_that_touches_a_point_or_a_goal_stands_beside_it():
    fact, far = observation("a", "1", "2020"), observation("far", "4", "2021", measure="other")
    one = Tension("one", TensionKind.DEFINITION, WHY, WHY, (fact, far), ())
    other = Tension("other", TensionKind.SCOPE, WHY, WHY, (far,), ())
    goal = target(observation("g", "9", "2030", kind=Kind.TARGET), "2030")
    known = evidence(fact, far, goal.observation, tensions=(one, other))
    assert track_of(indicator(goal), known).tensions == (one,)


def test_an_indicator_that_is_a_date_has_events_and_announcements_but_no_points():
    facts = [
        observation("goal", "2024-06", None, unit="date", qualifier="up_to", kind=Kind.TARGET),
        observation("later", "2025", None, unit="date", kind=Kind.PLAN, published=LATER),
        observation("done", "2024-12-31", None, unit="date", kind=Kind.EVENT, published=LATER),
    ]
    setting = Setting(done=(Done("thing", "paper", WHY), Done("thing", "not-yet", WHY)))
    whole = indicator(target(facts[0], "2024-06"), unit="date", good=Good.NONE)
    track = track_of(whole, evidence(*facts), setting)
    assert track.points == ()
    assert track.goals == ()
    assert [o.id for o in track.announced] == ["goal", "later"]
    assert [o.id for o in track.events] == ["done"]
    assert [report.source for report in track.reports] == ["paper"]


def test_a_measure_that_nobody_registered_is_a_plain_number():
    fact = observation("a", "1", "2020")
    known = replace(evidence(fact), measures={})
    assert track_of(indicator(), known).cumulative is False


def test_what_reaches_a_target_and_what_year_a_time_counts_for():
    assert reaches(Fraction(5), Fraction(5), Good.UP)
    assert reaches(Fraction(5), Fraction(5), Good.DOWN)
    assert not reaches(Fraction(4), Fraction(5), Good.UP)
    assert not reaches(Fraction(6), Fraction(5), Good.DOWN)
    open_ended = observation("a", "1", "2024-12/..").as_at
    assert open_ended is not None
    assert year_of(open_ended) is None
