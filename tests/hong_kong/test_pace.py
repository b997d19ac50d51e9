"""The pace of Hong Kong's 68 indicators: none breaks on any day, and the eight are as worked by hand."""

from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest

from technopole.outlook.deliverables import Delivery
from technopole.outlook.pace import Panel, Standing, assess
from technopole.outlook.requirements import Requirement, requirements_of
from technopole.outlook.tracks import tracks_of
from technopole.plan.packs import load

TODAY = date(2026, 11, 21)
DAYS = (
    date(1999, 1, 1), date(2021, 10, 30), date(2021, 10, 31), date(2022, 12, 31), date(2023, 11, 13),
    date(2025, 3, 31), TODAY, date(2033, 1, 1),
)  # fmt: skip


@cache
def panels(day: date) -> dict[str, Panel]:
    pack = load("hong_kong").as_of(day)
    return {name: assess(track, day) for name, track in tracks_of(pack).items()}


@cache
def needed(name: str, year: int, day: date = TODAY) -> Requirement:
    track = panels(day)[name].track
    return next(r for r in requirements_of(track) if r.goal.year_named == year)


def told(name: str, year: int, day: date = TODAY) -> dict[str, str | None]:
    (goal,) = [g for g in panels(day)[name].goals if g.goal.year_named == year]
    return {v.method.id: v.grade.id if v.grade else None for v in goal.verdicts}


def number(name: str, year: int, method: str, component: str, day: date = TODAY) -> str:
    (goal,) = [g for g in panels(day)[name].goals if g.goal.year_named == year]
    (verdict,) = [v for v in goal.verdicts if v.method.id == method]
    return verdict.component(component).text(4)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_indicator_has_its_panel_on_every_day(day):
    pack = load("hong_kong").as_of(day)
    found = panels(day)
    assert found.keys() == pack.indicators.keys()
    for panel in found.values():
        known = pack.evidence.observations
        for verdict in panel.verdicts:
            assert verdict.grade or verdict.reason or verdict.headline
            assert all(fact in known for fact in verdict.facts)
        for requirement in requirements_of(panel.track):
            assert all(fact in known for fact in requirement.facts)
        for deliverable in panel.deliverables:
            assert all(fact in known for fact in deliverable.facts)
        assert panel.goals or panel.deliverables


def test_before_the_first_document_there_is_nothing_to_judge():
    assert panels(DAYS[0]) == {}
    assert len(panels(TODAY)) == 68


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_answer_depends_on_what_was_known_and_not_on_what_came_later(day):
    for panel in panels(day).values():
        assert all(point.observation.published <= day for point in panel.track.points)
        assert all(goal.goal.point.observation.published <= day for goal in panel.goals)


def test_r_and_d_as_a_share_of_gdp():
    """0.99 in 2020, 1.11 in 2023, 1.3 wanted of 2025 and 2 of 2030; worked by hand."""
    panel = panels(TODAY)["1.1"]
    assert panel.base.year == 2020
    assert [goal.standing for goal in panel.goals] == [Standing.DUE, Standing.OPEN]
    assert number("1.1", 2027, "eurostat-target", "observed_growth") == "0.0389"
    assert number("1.1", 2027, "eurostat-target", "ratio") == "0.6942"
    assert number("1.1", 2027, "destatis", "expected") == "1.19"
    assert number("1.1", 2027, "destatis", "gap") == "0.5789"
    assert number("1.1", 2027, "escap-current-status", "index") == "3.8710"
    assert told("1.1", 2032)["eurostat-target"] == "insufficient"
    assert needed("1.1", 2032).amount == Fraction("0.89") / 7
    assert needed("1.1", 2032).by_amount.year == 2046


def test_r_and_d_per_head_divides_the_methods():
    """2,306 in 2014 and 3,575 in 2020: 5,000 by 2025 is met by growth, and missed by a straight line."""
    assert told("1.2", 2027) == {
        "eurostat-target": "significant", "open-sdg-target": "substantial", "unsd-target": "on-track",
        "escap-current-status": None, "escap-anticipated-progress": "accelerate", "destatis": "cloud",
    }  # fmt: skip
    (first, _) = panels(TODAY)["1.2"].goals
    assert "straight line" in first.difference.en
    assert number("1.2", 2027, "destatis", "expected") == "4632.5"


def test_the_public_share_of_r_and_d_went_the_wrong_way():
    """56:44 in 2014, 58:42 in 2020; it is meant to fall to 50:50 and 40:60."""
    for year in (2027, 2032):
        found = told("1.3", year)
        assert found["eurostat-target"] == "away"
        assert found["destatis"] == "thunderstorm"
        assert found["escap-anticipated-progress"] == "reverse"
    assert needed("1.3", 2027).left == -8
    assert needed("1.3", 2027).amount == Fraction(-8, 5)
    assert needed("1.3", 2027).best_amount is None
    assert needed("1.3", 2027).by_growth.year is None


def test_start_ups_leave_out_the_survey_that_may_count_others():
    panel = panels(TODAY)["2.1"]
    assert [point.value for point in panel.track.points] == [1065, 3755]
    assert [left.observation.id for left in panel.track.left_out] == ["001-055"]
    assert panel.track.tensions
    assert told("2.1", 2027)["destatis"] == "sun"


def test_unicorns_are_a_total_that_stood_still_for_the_one_year_that_is_known():
    panel = panels(TODAY)["2.2"]
    assert panel.track.cumulative
    assert [point.value for point in panel.track.points] == [0, 12, 12]
    assert told("2.2", 2027)["unsd-target"] == "stagnation"
    assert all("can only rise" in v.reason.en for v in panel.trend)
    assert needed("2.2", 2032).amount == Fraction(
        108, 55
    )  # 18 in the nine years and two months from October 2021
    assert needed("2.2", 2032).growth is None


def test_practitioners():
    panel = panels(TODAY)["3.1"]
    assert [point.year for point in panel.track.points] == [2014, 2019, 2020]
    assert panel.base.year == 2014
    assert needed("3.1", 2027).amount == 2938
    assert needed("3.1", 2027).best_amount.amount == 1830
    assert told("3.2", 2032)["eurostat-target"] == "insufficient"


def test_the_share_of_manufacturing_fell():
    assert told("4.1", 2032)["eurostat-target"] == "away"
    assert number("4.1", 2027, "escap-anticipated-progress", "index") == "222.2222"
    assert needed("4.1", 2032).amount == Fraction(4, 10)


def test_r_and_d_was_judged_from_2014_before_the_yearbook():
    """On 13 November 2023 the newest figure was the plan's own baseline of 2020."""
    panel = panels(date(2023, 11, 13))["1.1"]
    assert panel.base.year == 2014
    assert "before the plan" in panel.base_reason.en
    assert panel.goals[0].standing is Standing.OPEN


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        ("X22", TODAY, Delivery.MET),
        ("X13", TODAY, Delivery.MET),
        ("X14", TODAY, Delivery.DONE),
        ("K2-4", TODAY, Delivery.DONE),
        ("K1-4", TODAY, Delivery.MET),
        ("X20", TODAY, Delivery.DONE),
        ("X20", date(2025, 3, 31), Delivery.UNREPORTED),
        ("X11", TODAY, Delivery.OPEN),
        ("X06", date(2023, 11, 13), Delivery.POSTPONED),
        ("X06", TODAY, Delivery.UNREPORTED),
    ],
)
def test_dated_deliverables(name, day, state):
    assert [d.state for d in panels(day)[name].deliverables] == [state]


def test_the_first_of_a_year_makes_a_target_of_the_year_before_due():
    last = date(2025, 12, 31)
    assert panels(last)["3.1"].goals[0].standing is Standing.OPEN
    assert panels(last + timedelta(1))["3.1"].goals[0].standing is Standing.DUE


def test_the_lampposts_were_reached_some_time_after_the_target_year():
    (goal,) = panels(TODAY)["X25"].goals
    assert goal.standing is Standing.REACHED_SINCE
