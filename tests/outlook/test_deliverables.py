"""Dated deliverables: a plain verdict of their own."""

from datetime import date

import pytest
from tests.outlook.examples import evidence, indicator, observation, read, target

from technopole.evidence.measures import Good
from technopole.evidence.observations import Kind
from technopole.evidence.wording import Text
from technopole.outlook.deliverables import Delivery, deliverables_of
from technopole.outlook.pace import assess
from technopole.outlook.settings import Done, Setting
from technopole.outlook.tracks import track_of

LATER = date(2025, 1, 1)


def fact(name, value, kind, qualifier="exact", published=date(2023, 1, 1)):
    return observation(
        name, value, None, unit="date", qualifier=qualifier, kind=kind, published=published
    )


def track(promise, *others, setting=None):
    goal = fact("goal", promise[0], Kind.TARGET, promise[1])
    whole = indicator(target(goal, promise[0]), unit="date", good=Good.NONE)
    return track_of(whole, evidence(goal, *others), setting or Setting())


def state(promise, *others, on=date(2026, 1, 1), setting=None):
    (found,) = deliverables_of(track(promise, *others, setting=setting), on)
    assert found.words.en
    assert found.words.zh_hant
    return found.state


MID_2024 = ("2024-06", "up_to")


@pytest.mark.parametrize(
    ("promise", "event", "expected"),
    [
        (MID_2024, ("2024-06-30", "exact"), Delivery.MET),
        (MID_2024, ("2023", "exact"), Delivery.MET),
        (MID_2024, ("2024-07-01", "exact"), Delivery.LATE),
        (MID_2024, ("2024-12-31", "up_to"), Delivery.DONE),
        (MID_2024, ("2024-06-30", "up_to"), Delivery.MET),
        (MID_2024, ("2024", "exact"), Delivery.DONE),
        (MID_2024, ("2025", "at_least"), Delivery.LATE),
        (("2024", "exact"), ("2024-09", "exact"), Delivery.MET),
        (("2024", "at_least"), ("2024-09", "exact"), Delivery.DONE),
    ],
)
def test_what_is_reported_as_done_is_met_late_or_untold(promise, event, expected):
    assert state(promise, fact("done", event[0], Kind.EVENT, event[1], LATER)) is expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2024, 6, 30), Delivery.OPEN),
        (date(2024, 7, 1), Delivery.UNREPORTED),
        (date(2031, 1, 1), Delivery.UNREPORTED),
    ],
)
def test_what_is_not_reported_is_open_until_its_last_day(on, expected):
    assert state(MID_2024, on=on) is expected


def test_a_promise_without_an_end_stays_open():
    assert state(("2024", "at_least")) is Delivery.OPEN


def test_a_later_paper_may_postpone_before_the_day_has_come():
    before = date(2024, 1, 1)
    later = fact("plan", "2026", Kind.PLAN, "at_least", date(2023, 6, 1))
    same = fact("plan", "2024", Kind.PLAN, "exact", date(2023, 6, 1))
    assert state(MID_2024, later, on=before) is Delivery.POSTPONED
    assert state(MID_2024, same, on=before) is Delivery.OPEN
    assert state(MID_2024, later) is Delivery.UNREPORTED
    (found,) = deliverables_of(track(MID_2024, later), before)
    assert found.facts == ("goal", "plan")


def test_a_statement_without_a_day_tells_that_it_was_done_by_its_publication():
    says = Text("It is open.", "已啟用。")
    other = fact("other", "2030", Kind.PLAN, "exact", date(2023, 1, 1))
    setting = Setting(done=(Done("thing", "paper", says),))
    assert state(MID_2024, other, setting=setting) is Delivery.MET
    assert state(("2022", "up_to"), other, setting=setting) is Delivery.DONE
    assert state(("2022", "at_least"), other, setting=setting) is Delivery.DONE


def test_the_newest_report_of_several_counts():
    early = fact("early", "2024-05", Kind.EVENT, published=date(2024, 6, 1))
    late = fact("late", "2024-09", Kind.EVENT, published=LATER)
    assert state(MID_2024, early, late) is Delivery.LATE
    assert state(MID_2024, early) is Delivery.MET


def test_a_panel_of_a_date_has_deliverables_and_no_rate_of_anything():
    found = assess(track(MID_2024), date(2026, 1, 1))
    assert found.goals == ()
    assert found.trend == ()
    assert [one.deadline for one in found.deliverables] == [date(2024, 6, 30)]
    numbers = read(observation("a", "1", "2020"))
    assert deliverables_of(numbers, date(2026, 1, 1)) == ()
