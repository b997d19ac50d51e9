"""The synthetic applicants: always the same, consistent, decidable, near the averages that are known."""

from datetime import date
from fractions import Fraction
from io import BytesIO

import polars as pl
import pytest

from technopole.hong_kong.population import as_answers, calibration, population
from technopole.plan.packs import load
from technopole.rules.nodes import Kind
from technopole.rules.ranges import range_of
from technopole.rules.readers.decide import Eligible, decide
from technopole.rules.rulebook import read_rulebook

BOOK = read_rulebook("technopole.hong_kong")
QUESTIONS = tuple(question for question in BOOK.questions if not question.about.judgement)
ON = date(2025, 3, 31)


@pytest.fixture(scope="module")
def table():
    return population(12_000, questions=QUESTIONS)


def bytes_of(frame):
    written = BytesIO()
    frame.write_ipc(written)
    return written.getvalue()


def test_the_same_seed_gives_the_same_bytes():
    assert bytes_of(population(500, seed=7)) == bytes_of(population(500, seed=7))
    assert bytes_of(population(500, seed=7)) != bytes_of(population(500, seed=8))


def test_another_column_wanted_changes_no_other():
    one = population(300, questions=QUESTIONS[:1])
    assert one.equals(population(300, questions=QUESTIONS).select(one.columns))


def test_there_is_a_column_for_each_question_and_no_other(table):
    assert set(population(10).columns) == {question.name for question in QUESTIONS}
    assert table.columns == [question.name for question in QUESTIONS]


def test_a_question_that_is_not_drawn_is_named():
    class Unheard:
        name = "unheard.of"

    with pytest.raises(LookupError, match=r"no column for unheard\.of"):
        population(10, questions=[Unheard()])


@pytest.fixture(scope="module")
def cases(table):
    return list(as_answers(table.head(4000), QUESTIONS))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_answer_may_be_given(question, cases):
    answers = [case[question.name] for case in cases if question.name in case]
    assert answers
    for answer in answers:
        assert_may_be_given(question, answer)


def assert_may_be_given(question, answer):
    about = question.about
    match question.kind:
        case Kind.TRUTH:
            assert answer in (True, False)
        case Kind.CHOICE:
            assert answer in dict(about.options)
        case Kind.ITEMS:
            assert 0 < len(answer) <= about.high
            for item in answer:
                assert item.keys() == {one.name for one in about.fields}
                for one in about.fields:
                    assert_may_be_given(one, item[one.name])
        case Kind.NUMBER:
            assert about.low <= answer <= about.high
            assert (answer - about.low) % about.step == 0
        case Kind.DAY:
            assert about.low <= answer <= about.high


def test_every_row_is_consistent_and_lacks_nothing_that_a_scheme_asks(cases):
    for answers in cases[:300]:
        for test in BOOK.consistency:
            assert range_of(test.test, answers).true, test.name
        for scheme in BOOK.executable:
            assert decide(scheme, answers, ON).missing == ()


def test_every_scheme_meets_applicants(table):
    plans = table.select(pl.col("^plans\\..*$").sum())
    assert min(plans.row(0)) >= 15
    kinds = table["applicant.kind"].value_counts()
    assert len(kinds) == 7


def facts():
    return load().evidence.observations


def test_every_calibration_names_facts_that_there_are_in_both_languages():
    known = facts()
    for one in calibration():
        assert one.facts
        assert all(fact in known for fact in one.facts)
        assert one.says.en.endswith(".")
        assert one.says.zh_hant.endswith("。")


@pytest.mark.parametrize(
    ("code", "plan", "money", "number"),
    [
        ("NIFS", "production_line", "001-118", "001-117"),
        ("TVP", "adopt_technology", "004-181", "004-182"),
        ("NITTP", "train_staff", "000-068", "000-066"),
        ("RTH", "engage_research_talent", "001-088", "001-089"),
        ("TSSSU", "start_up", "001-065", "001-066"),
    ],
)
def test_average_grants_come_near_the_averages_that_are_known(code, plan, money, number, table):
    scheme = BOOK.by_code[code.lower()]
    rows = table.filter(pl.col(f"plans.{plan}")).head(900)
    grants = []
    for answers in as_answers(rows, scheme.questions):
        found = decide(scheme, answers, ON)
        if found.eligible is Eligible.YES:
            paid = {award.name for award in scheme.awards if award.paid}
            grants.append(sum(award.low for award in found.awards if award.name in paid))
    known = facts()
    expected = known[money].figure.amount / known[number].figure.amount
    assert len(grants) > 20
    assert Fraction(1, 2) < sum(grants) / len(grants) / expected < 2
