"""Whether a passage bears a value, in every way in which the documents print one."""

import pytest

from technopole.evidence.figures import Figure
from technopole.evidence.readings import Reading, bears


@pytest.mark.parametrize(
    ("value", "unit", "passage"),
    [
        ("5000000000", "HKD", "an injection of $5 billion"),
        ("5000000000", "HKD", r"an injection of \$5 billion"),
        ("76564", "projects", "in all, 76 564 projects"),
        ("76564", "projects", "in all, 76,564 projects"),
        ("3755", "count", "3 755 (2021)"),
        ("12", "count", "twelve strategies"),
        ("21", "count", "twenty-one start-ups"),
        ("1/3", "ratio", "one-third of the cost"),
        ("1:2", "ratio", "on a 1 (Government) : 2 (company) matching basis"),
        ("2", "times", "doubled the subsidy"),
        ("3", "rank", "ranked third worldwide"),
        ("25", "ordinal", "the 25th anniversary"),
        ("0.99", "percent", "0.99% of GDP"),
        ("2024-10-31", "date", "as at the end of October 2024"),
        ("2015-11", "date", "In November 2015"),
        ("2025-Q3", "date", "in the third quarter of 2025"),
        ("2024-12", "date", "by end-2024"),
        ("2024-06", "date", "by mid-2024"),
        ("SY2021/22", "date", "from the 2021/22 school year"),
        ("1980s", "date", "since the 1980s"),
    ],
)
def test_a_printed_value_is_found(value, unit, passage):
    assert bears(Figure.of(value, unit), Reading.PRINTED, passage)


@pytest.mark.parametrize(
    ("value", "unit", "passage"),
    [
        ("57", "count", "56 smart production lines"),
        ("5000000000", "HKD", "an injection of $5 million"),
        ("2024-11", "date", "In October 2024"),
        ("2023-10", "date", "In October 2024"),
        ("1:3", "ratio", "on a 1:2 basis"),
    ],
)
def test_another_value_is_not_borne(value, unit, passage):
    assert not bears(Figure.of(value, unit), Reading.PRINTED, passage)


def test_an_implied_date_needs_only_the_part_that_is_printed():
    month = Figure.of("2024-09", "date")
    assert bears(month, Reading.IMPLIED, "opened in September")
    assert not bears(month, Reading.PRINTED, "opened in September")
    assert not bears(month, Reading.IMPLIED, "opened in August")


def test_a_misprint_needs_its_digits():
    assert bears(Figure.of("20000", "count"), Reading.GARBLED, "20.000 trainees")
    assert not bears(Figure.of("21000", "count"), Reading.GARBLED, "20.000 trainees")
