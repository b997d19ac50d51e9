"""Days and periods, in the notation of the data files."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.evidence.periods import NotAPeriod, Period

days = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-10-31", "2024-10-31"),
        ("2024-02", "2024-02-01/2024-02-29"),
        ("2024", "2024-01-01/2024-12-31"),
        ("2024-Q3", "2024-07-01/2024-09-30"),
        ("2024-H2", "2024-07-01/2024-12-31"),
        ("FY2024/25", "2024-04-01/2025-03-31"),
        ("SY2021/22", "2021-09-01/2022-08-31"),
        ("SY1999/00", "1999-09-01/2000-08-31"),
        ("1980s", "1980-01-01/1989-12-31"),
        ("2018-08/2023-09-30", "2018-08-01/2023-09-30"),
        ("FY2018/19/FY2020/21", "2018-04-01/2021-03-31"),
        ("../2024-06", "../2024-06-30"),
        ("2025/..", "2025-01-01/.."),
    ],
)
def test_notation_says_these_days(text, iso):
    assert Period.parse(text).iso() == iso


@pytest.mark.parametrize(
    "text",
    ["", "2024-13", "2024-02-30", "2024-Q5", "FY2024/26", "next year", "../..", "2024/2023", "24"],
)
def test_other_texts_are_refused_with_a_sentence(text):
    with pytest.raises(NotAPeriod) as refusal:
        Period.parse(text)
    assert text in str(refusal.value)
    assert str(refusal.value).endswith(".")


@given(days, days)
def test_an_interval_reads_back_as_it_was_written(one, other):
    first, last = sorted((one, other))
    period = Period.parse(f"{first}/{last}")
    assert (period.first, period.last) == (first, last)
    assert period.days == (last - first).days + 1
    assert Period.parse(period.iso()).same_days(period)


@given(days, days, days, days)
def test_overlapping_is_mutual_and_means_a_shared_day(a, b, c, d):
    one = Period.parse("/".join(str(day) for day in sorted((a, b))))
    other = Period.parse("/".join(str(day) for day in sorted((c, d))))
    shared = max(one.first, other.first) <= min(one.last, other.last)
    assert one.overlaps(other) == other.overlaps(one) == shared


@given(days)
def test_by_and_not_before_meet_on_the_day_itself(day):
    period = Period.day(day)
    assert period.up_to().overlaps(period.onwards())
    assert not period.up_to().overlaps(Period.day(day + timedelta(days=1)))
    assert not period.onwards().overlaps(Period.day(day - timedelta(days=1)))


def test_about_a_month_reaches_into_its_neighbours():
    about_june = Period.parse("2024-06").widened()
    assert about_june.overlaps(Period.parse("2024-05"))
    assert about_june.overlaps(Period.parse("2024-07-15"))
    assert not about_june.overlaps(Period.parse("2024-09"))


@pytest.mark.parametrize("text", ["0001", "9999", "9999-12-31"])
def test_what_is_about_the_edge_of_the_calendar_ends_there(text):
    assert Period.parse(text).within(Period.parse(text).widened())
