"""Dated values: in force, perhaps in force, unknown; never guessed."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.rules.parameters import Confidence, ParameterFaulty, candidates, dated_values


def on(values, day):
    found = candidates(values, day, day)
    return sorted(value.value for value in found.values), found.open


STEP = dated_values("ceiling", {"2019-02-27": (400, "r1"), "2020-04-01": (600, "r2")})
SEEN = dated_values("share", {"<=2024-01": (2, "r1"), "2025-06": (1, "r2")})
ENDS = dated_values("window", {"2020-05-18..2020-10-31": (1, "r")})
WEAK = dated_values("rate", {"2020": (1, "r", "low")})


@pytest.mark.parametrize(
    ("values", "day", "expected"),
    [
        (STEP, date(2019, 2, 27), ([400], False)),
        (STEP, date(2020, 3, 31), ([400], False)),
        (STEP, date(2020, 4, 1), ([600], False)),
        (STEP, date(2019, 2, 26), ([], True)),
        (STEP, date(2099, 1, 1), ([600], False)),
        (SEEN, date(2024, 1, 30), ([2], True)),
        (SEEN, date(2024, 1, 31), ([2], False)),
        (SEEN, date(2025, 6, 15), ([1, 2], False)),
        (SEEN, date(2025, 6, 30), ([1], False)),
        (ENDS, date(2020, 10, 31), ([1], False)),
        (ENDS, date(2020, 11, 1), ([], True)),
        (WEAK, date(2021, 1, 1), ([1], True)),
    ],
)
def test_what_may_have_been_in_force_on_a_day(values, day, expected):
    assert on(values, day) == expected


def test_a_run_of_days_may_meet_several_values():
    found = candidates(STEP, date(2019, 3, 1), date(2021, 1, 1))
    assert [value.value for value in found.values] == [400, 600]
    assert found.certain is None


def test_two_values_from_one_day_on_are_refused():
    with pytest.raises(ParameterFaulty, match="two values from 2020-01-31"):
        dated_values("x", {"2020-01": (1, "r"), "2020-01-31": (2, "r")})


def test_a_gap_between_two_values_is_refused():
    with pytest.raises(ParameterFaulty, match="no value between 2020-06-30 and 2021-01-01"):
        dated_values("x", {"2020-01-01..2020-06-30": (1, "r"), "2021-01-01": (2, "r")})


@pytest.mark.parametrize("start", ["soon", "2020/..", ""])
def test_a_start_that_is_no_day_or_period_is_refused(start):
    with pytest.raises(ParameterFaulty, match="Parameter x"):
        dated_values("x", {start: (1, "r")})


@given(
    st.lists(st.dates(date(2000, 1, 1), date(2040, 1, 1)), min_size=1, max_size=5, unique=True),
    st.dates(date(1999, 1, 1), date(2041, 1, 1)),
)
def test_with_stated_days_there_is_always_one_value_or_none_known(starts, day):
    values = dated_values("x", {d.isoformat(): (Fraction(i), "r") for i, d in enumerate(starts)})
    found = candidates(values, day, day)
    started = [d for d in starts if d <= day]
    if started:
        assert found.certain.value == starts.index(max(started))
    else:
        assert found.open
        assert not found.values


def test_confidence_is_high_unless_said():
    assert STEP[0].confidence is Confidence.HIGH
    assert WEAK[0].confidence is Confidence.LOW


def test_a_run_of_days_that_outlasts_the_last_declared_end_leaves_the_value_open():
    values = dated_values("x", {"2020-01-01..2024-12-31": (1, "r")})
    assert not candidates(values, date(2020, 1, 1), date(2024, 12, 31)).open
    assert candidates(values, date(2020, 1, 1), date(2025, 1, 1)).open
    assert candidates(values, date(2025, 1, 1), date(2025, 1, 1)).open
