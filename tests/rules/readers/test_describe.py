"""A scheme as people read it: in words, over time, and by cases that leave nothing out."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.cases import completion
from tests.rules.strategies import small_schemes

from technopole.rules.language import amount, condition, day, parameter, scheme
from technopole.rules.ranges import Choices, Numbers, Truth
from technopole.rules.readers.describe import (
    cases,
    decision_table,
    describe,
    thresholds,
    timelines,
)
from technopole.rules.rulebook import read_rulebook

BOOK = read_rulebook("technopole.hong_kong")
NIFS = BOOK.by_code["nifs"]
NIAS = BOOK.by_code["nias"]
TAX = BOOK.by_code["tax-rd"]
ON = date(2025, 1, 15)
every_scheme = pytest.mark.parametrize("scheme", BOOK.executable, ids=lambda scheme: scheme.code)


@every_scheme
def test_every_scheme_reads_in_both_languages(scheme):
    said = describe(scheme, ON)
    for line in (*said.conditions, *said.awards):
        assert line.in_words.en.endswith(".")
        assert line.in_words.zh_hant.endswith("。")
        assert line.reference
    assert len(said.conditions) == len(scheme.conditions)
    assert len(said.gaps) == len(scheme.gaps)


@every_scheme
def test_every_parameter_says_since_when_each_value_holds(scheme):
    for timeline in timelines(scheme):
        assert timeline.name.zh_hant
        for value in timeline.values:
            assert value.when.en
            assert value.when.zh_hant
            assert value.value.en
            assert value.reference


@every_scheme
def test_the_decision_table_covers_all_time_without_overlap(scheme):
    for row in decision_table(scheme):
        assert row.versions[0].first is None
        assert row.versions[-1].last is None
        for before, after in zip(row.versions, row.versions[1:], strict=False):
            assert before.last + timedelta(days=1) == after.first
            assert before.in_words != after.in_words


def test_a_condition_changes_its_words_with_its_parameters():
    (cost,) = [row for row in decision_table(NIAS) if row.name == "cost"]
    said = [(v.first, v.in_words.en.rsplit("at least ")[-1]) for v in cost.versions]
    assert said[1:] == [
        (date(2024, 9, 16), "HK$300,000,000."),
        (date(2025, 11, 18), "HK$150,000,000."),
    ]
    assert "not known" in said[0][1]


def test_a_timeline_says_since_and_until_when():
    (cost,) = [line for line in timelines(NIAS) if "Least the project" in line.name.en]
    assert [(v.value.en, v.when.en, v.when.zh_hant) for v in cost.values] == [
        (
            "HK$300,000,000",
            "from 16 September 2024 until 17 November 2025",
            "自2024年9月16日起，至2025年11月17日止",
        ),
        ("HK$150,000,000", "from 18 November 2025", "自2025年11月18日起"),
    ]


@pytest.mark.parametrize(
    ("start", "en", "zh_hant"),
    [
        ("2024-10", "from some day in October 2024", "自2024年10月某日起"),
        ("2015", "from some day in 2015", "自2015年某日起"),
        ("2021-03-02/2022-12", "from some day between 2 March 2021 and 31 December 2022", "自2021年3月2日至2022年12月31日之間某日起"),
        ("<=2021", "seen in force by the end of 2021", "至遲於2021年底見有效"),
        ("<=2020-04", "seen in force by the end of April 2020", "至遲於2020年4月底見有效"),
        ("<=2024-01-30", "seen in force by 30 January 2024", "至遲於2024年1月30日見有效"),
    ],
)  # fmt: skip
def test_a_vague_start_is_said_as_vaguely(start, en, zh_hant):
    asked_on = day("asked_on", en="When?", zh_hant="何時？", noun=("the day", "日期"))
    limit = parameter("limit", "HKD", en="The limit", zh_hant="上限", event=asked_on, values={start: (7, "yearbook-2024, line 1")})  # fmt: skip
    here = scheme(
        "invented", code="INV", en="s", zh_hant="s", summary=("s", "s"), run_by="nobody",
        confirmed=date(2025, 1, 1),
        conditions=[condition("c", amount("a", en="a?", zh_hant="a？") <= limit, en="c", zh_hant="c", reference="yearbook-2024, line 1")],
    )  # fmt: skip
    (line,) = timelines(here)
    assert (line.values[0].when.en, line.values[0].when.zh_hant) == (en, zh_hant)


def test_a_share_and_its_ceiling_are_two_cases():
    table = cases(NIFS, ON)
    assert [question.name for question in table.questions] == ["project.total_cost"]
    assert [row.answers[0].en for row in table.rows] == [
        "up to HK$45,000,000",
        "HK$45,000,000.01 or more",
    ]
    assert [row.answers[0].zh_hant for row in table.rows] == [
        "45,000,000港元或以下",
        "45,000,000.01港元或以上",
    ]
    assert table.rows[0].outcome[0].en.startswith("One-third of ")
    assert table.rows[1].outcome[0].en == "HK$15,000,000."


def test_tiers_are_cases_of_their_own():
    table = cases(TAX, ON)
    assert [[answer.en for answer in row.answers] for row in table.rows] == [
        ["yes", "up to HK$2,000,000"],
        ["yes", "HK$2,000,000.01 or more"],
        ["no", ""],
    ]


def _lies_in(answer, range_):
    match range_:
        case Truth(true):
            return answer is true
        case Choices(options):
            return answer in options
        case Numbers(low, high):
            return low <= answer <= high


@settings(max_examples=150, deadline=None)
@given(small_schemes(), st.randoms(use_true_random=False))
def test_every_case_lies_in_exactly_one_row(scheme, rng):
    table = cases(scheme, ON)
    if table is None:
        return
    whole = completion(scheme, {}, rng)
    rows = [
        row
        for row in table.rows
        if all(
            not ranges or any(_lies_in(whole[question.name], one) for one in ranges)
            for question, ranges in zip(table.questions, row.ranges, strict=True)
        )
    ]
    assert len(rows) == 1


def test_the_thresholds_are_at_hand_beside_the_description():
    assert any(t.question.name == "project.total_cost" and t.value == 45_000_000 for t in thresholds(NIFS))  # fmt: skip
