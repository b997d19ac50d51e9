"""A window of calls: open within each, closed where a source says so, and else not known."""

from datetime import date

import pytest

from technopole.rules.language import SchemeFaulty, calls, day
from technopole.rules.nodes import Parameter
from technopole.rules.parameters import candidates

SUBMITTED = day("test.submitted_on", en="When?", zh_hant="何時？")
FIRST = ("2023-10-18", "2023-11-30", "a, first")
SECOND = ("2024-09-06", "2024-10-31", "a, second")


def is_open(window, on):
    """Whether applications are taken; None where the sources do not say."""
    assert isinstance(window.test, Parameter)
    found = candidates(window.test.values, on, on).certain
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("on", "taken"),
    [
        (date(2023, 10, 17), False),
        (date(2023, 10, 18), True),
        (date(2023, 11, 30), True),
        (date(2023, 12, 1), False),
        (date(2024, 10, 31), True),
        (date(2024, 11, 1), False),
        (date(2025, 9, 5), False),
        (date(2025, 9, 6), None),
    ],
)
def test_every_call_is_named_and_the_next_one_cannot_come_before_a_day(on, taken):
    assert is_open(calls(SUBMITTED, FIRST, SECOND, closed_until="2025-09-05"), on) is taken


@pytest.mark.parametrize(
    ("on", "taken"),
    [(date(2023, 10, 17), None), (date(2023, 12, 1), None), (date(2024, 9, 6), True)],
)
def test_where_not_every_call_is_named_another_day_is_not_known(on, taken):
    assert is_open(calls(SUBMITTED, FIRST, SECOND, every=False), on) is taken


def test_after_the_last_call_nothing_is_known():
    assert is_open(calls(SUBMITTED, FIRST), date(2023, 12, 1)) is None


def test_it_says_its_calls_in_both_languages():
    window = calls(SUBMITTED, FIRST, SECOND)
    assert "18 October 2023 to 30 November 2023" in window.says.en
    assert "2024年9月6日至2024年10月31日" in window.says.zh_hant


def test_calls_without_a_run_are_refused():
    with pytest.raises(SchemeFaulty, match="one run or more"):
        calls(SUBMITTED)
