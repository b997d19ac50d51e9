"""The pages of the evidence show each document, figure and disagreement with its ground."""

from fractions import Fraction
from pathlib import Path

import pytest

from technopole.evidence.anchors import passage_hash
from technopole.evidence.verify import Documents
from technopole.plan.packs import Pack
from technopole.site.portal.queries.evidence import (
    PassageState,
    contradictions_page,
    decimal_text,
    dispute_page,
    evidence_page,
    figure_page,
    find_dispute,
    series_page,
    source_page,
)


def test_the_landing_counts_what_was_read_from_where(arcadia: Pack):
    page = evidence_page(arcadia)
    assert (page.facts, page.series, page.contradictions, page.tensions) == (9, 6, 1, 1)
    by_id = {row.source.id: row for row in page.sources}
    assert (by_id["plan-22"].facts, by_id["plan-22"].nodes, by_id["plan-22"].statements) == (
        2,
        8,
        1,
    )
    assert by_id["paper-23"].disputed == 2


def test_a_document_is_shown_in_its_own_order_by_heading(arcadia: Pack):
    page = source_page(arcadia, "paper-23")
    assert [
        (group.heading, [line.observation.id for line in group.facts]) for group in page.groups
    ] == [
        ("para 7", ["003-001", "003-002"]),
        ("para 1", ["003-003", "003-004"]),
    ]


def test_a_contradiction_says_what_the_words_of_each_side_allow(arcadia: Pack):
    (row,) = contradictions_page(arcadia).contradictions
    assert row.id == "002-002~003-004"
    dispute = find_dispute(arcadia, row.id)
    assert dispute is not None
    first, second = dispute_page(arcadia, dispute).claims
    assert (first.low.text, first.high.text, first.low_open) == ("450", "460", True)
    assert (second.low.text, second.high.text) == ("460", "470")


def test_the_workings_of_a_tension_are_worked_out_from_its_facts(arcadia: Pack):
    dispute = find_dispute(arcadia, "money-a-line")
    assert dispute is not None
    (working,) = dispute_page(arcadia, dispute).workings
    assert (working.result.text, working.result.unit.id, working.rounded) == (
        "0.15",
        "times",
        False,
    )
    assert find_dispute(arcadia, "nothing") is None


@pytest.mark.parametrize(
    ("amount", "text", "rounded"),
    [
        (Fraction(540), "540", False),
        (Fraction(3, 2), "1.5", False),
        (Fraction(1, 3), "0.3333", True),
        (Fraction(200_000, 3), "66666.7", True),
    ],
)
def test_a_result_keeps_its_digits_where_it_can(amount: Fraction, text: str, rounded: bool):
    assert decimal_text(amount) == (text, rounded)


def test_a_series_page_names_its_documents_and_disputes(arcadia: Pack):
    page = series_page(arcadia, "app.users")
    assert [source.id for source in page.sources] == ["plan-22", "paper-23"]
    assert [row.id for row in page.disputes] == ["002-002~003-004"]
    (point,) = page.sheet.points
    assert [vintage.id for vintage in point.vintages] == ["002-002", "003-004"]


def test_a_figure_knows_its_vintages_and_the_rest_of_its_series(arcadia: Pack):
    page = figure_page(arcadia, "003-004")
    assert [vintage.id for vintage in page.vintages] == ["002-002"]
    assert page.others == ()
    lines = figure_page(arcadia, "003-001")
    assert [other.id for other in lines.others] == ["001-001", "002-001"]
    assert [node.id for node in lines.nodes] == ["S1.T1.R1.p1"]
    assert lines.passage_state is PassageState.NOT_GIVEN


def test_a_passage_is_shown_from_the_readers_copy_only_when_it_proves(
    arcadia: Pack, tmp_path: Path
):
    documents = Documents(tmp_path, arcadia.evidence.sources)
    assert figure_page(arcadia, "003-001", documents).passage_state is PassageState.MISSING
    (tmp_path / "paper-23.txt").write_text("one\ntwo\nthree\n")
    documents = Documents(tmp_path, arcadia.evidence.sources)
    changed = figure_page(arcadia, "003-001", documents)
    assert (changed.passage_state, changed.passage) == (PassageState.CHANGED, ())
    assert passage_hash(["one", "two"]) != changed.observation.anchor.passage
