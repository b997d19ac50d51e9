"""What the rule calls a contradiction, what it leaves alone, and what a tension must say."""

import pytest
from tests.evidence.conftest import fact_row

from technopole.evidence.problems import PackRefused, Report
from technopole.evidence.store import read_evidence


def ids(evidence):
    return [contradiction.id for contradiction in evidence.contradictions]


def test_values_beyond_their_precision_at_one_time_contradict(evidence_of):
    evidence = evidence_of(
        old=[fact_row("001-001", "services", "460", qualifier="over", as_at="2024-12-31")],
        new=[fact_row("002-001", "services", "450", qualifier="over", as_at="2024-12-31")],
    )
    assert ids(evidence) == ["001-001~002-001"]


def test_the_month_and_its_last_day_are_one_time(evidence_of):
    evidence = evidence_of(
        old=[fact_row("001-001", "services", "460", as_at="2024-12")],
        new=[fact_row("002-001", "services", "450", as_at="2024-12-31")],
    )
    assert ids(evidence) == ["001-001~002-001"]


@pytest.mark.parametrize(
    "other",
    [
        fact_row("002-001", "services", "450", as_at="2025-01"),
        fact_row("002-001", "services", "450", as_at="2024"),
        fact_row("002-001", "services", "450", as_at=""),
        fact_row("002-001", "services", "450", as_at="2024-12", kind="target"),
        fact_row("002-001", "services", "450", as_at="2024-12", subject="other"),
        fact_row("002-001", "services", "460", qualifier="at_least", as_at="2024-12"),
    ],
    ids=["later", "whole year", "undated", "a target", "another subject", "agrees"],
)
def test_what_speaks_of_something_else_does_not_contradict(evidence_of, other):
    evidence = evidence_of(
        old=[fact_row("001-001", "services", "460", as_at="2024-12")], new=[other]
    )
    assert ids(evidence) == []


def test_an_event_happens_once_whatever_its_as_at(evidence_of):
    evidence = evidence_of(
        old=[fact_row("001-001", "launch", "2020-12", "date", as_at="", kind="event")],
        new=[fact_row("002-001", "launch", "2021-01", "date", as_at="2023", kind="event")],
    )
    assert ids(evidence) == ["001-001~002-001"]


def test_three_statements_joined_by_clashes_are_one_contradiction(evidence_of):
    evidence = evidence_of(
        old=[fact_row("001-001", "services", "10"), fact_row("001-002", "services", "20")],
        new=[fact_row("002-001", "services", "30")],
    )
    assert ids(evidence) == ["001-001~001-002~002-001"]


TENSION = """
[[tension]]
id = "labour-force"
kind = "derived"
facts = ["001-001", "001-002"]
title_en = "The implied labour force"
title_zh_hant = "隱含勞動人口"
reason_en = "Both figures imply it."
reason_zh_hant = "兩個數字隱含此數。"
[[tension.working]]
label_en = "Implied labour force"
label_zh_hant = "隱含勞動人口"
"""
RESOLUTION = """
[[resolution]]
facts = ["001-001", "001-002"]
by = "Bureau"
reason_en = "The second counts all."
reason_zh_hant = "後者計算全部。"
"""
PEOPLE = fact_row("001-001", "people", "45310", "persons")
RATE = fact_row("001-002", "rate", "11.56", "per_1000")
NOBODY = fact_row("001-003", "people", "0", "persons", as_at="2020")


def test_a_working_is_computed_from_facts(evidence_of):
    tension = evidence_of(
        old=[PEOPLE, RATE], tensions=TENSION + 'quotient = ["001-001", "001-002"]'
    )
    (working,) = tension.tensions[0].workings
    assert working.result().unit.id == "persons"
    assert round(working.result().amount) == 3_919_550


def test_growth_is_the_yearly_rate_that_leads_from_one_to_the_other(evidence_of):
    rows = [
        fact_row("001-001", "people", "100", "persons"),
        fact_row("001-002", "people", "121", "persons", as_at="2023"),
    ]
    growth = TENSION + 'compound_growth = {from = "001-001", to = "001-002", steps = 2}'
    (working,) = evidence_of(old=rows, tensions=growth).tensions[0].workings
    assert working.result() == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("tensions", "sentence"),
    [
        (TENSION + 'sum = ["001-001", "001-002"]', "cannot be worked out"),
        (TENSION + 'quotient = ["001-001", "001-999"]', "“001-999”, which is no fact"),
        (TENSION.replace('kind = "derived"', 'kind = "mood"'), "“mood” is not known"),
        (TENSION.replace("reason_zh_hant", "reason_zh"), "missing in one language"),
        ("[[tension", "tensions.toml:1: The file is not TOML"),
        ('[tension]\nid = "x"', "tensions.toml:1, column tension: “tension” is no list of tables"),
        ("tension = 5", "“tension” is no list of tables"),
        ('tension = ["x"]', "“tension” is no list of tables"),
        ('[[tensoin]]\nid = "x"', "column tensoin: “tensoin” is nothing that this file holds"),
        (TENSION.replace("kind =", "kynd ="), "kynd is not known"),
        (TENSION.replace('id = "labour-force"', ""), "id is missing, or is no id"),
        (TENSION.replace('"labour-force"', '"labour force"'), "id is missing, or is no id"),
        (
            TENSION.replace('title_en = "The implied labour force"', "title_en = 5"),
            "in one language",
        ),
        (TENSION.replace("[[tension.working]]", "[tension.working]"), "“working” is no list"),
        (TENSION + 'quotient = ["001-001", "001-002", "001-001"]', "is a quotient of 3 facts"),
        (TENSION + 'compound_growth = "x"', "has no number of yearly steps"),
        (
            TENSION + 'compound_growth = {from = "001-001", steps = "x"}',
            "no number of yearly steps",
        ),
        (TENSION + 'quotient = ["001-002", "001-003"]', "cannot be worked out"),
        (RESOLUTION, "are not the sides of a contradiction"),
        (RESOLUTION.replace('by = "Bureau"', 'by = ""'), "by is missing"),
        ("resolution = 5", "“resolution” is no list of tables"),
    ],
)
def test_a_faulty_tension_is_refused_with_its_name_and_place(evidence_of, tensions, sentence):
    with pytest.raises(PackRefused) as refusal:
        evidence_of(old=[PEOPLE, RATE, NOBODY], tensions=tensions)
    assert sentence in str(refusal.value)
    assert "tensions.toml" in str(refusal.value)


def test_tensions_that_are_not_utf8_are_refused_with_their_line(files_of):
    files = files_of(old=[PEOPLE, RATE], tensions=TENSION)
    files["tensions.toml"] = files["tensions.toml"].replace(b"The implied", b"The \xff implied")
    report = Report()
    read_evidence(files, report)
    assert "tensions.toml:6: The file is not UTF-8." in {str(p)[:39] for p in report.problems}
