"""What was known on a day, and that asking again gives the same answer."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.conftest import HEADER, MEASURES, SOURCES, fact_row

from technopole.evidence.observations import Kind
from technopole.evidence.problems import Report
from technopole.evidence.store import read_evidence

OLD = [
    fact_row("001-001", "services", "150", as_at="2021-09"),
    fact_row("001-002", "services", "200", as_at="2022", kind="target"),
]
NEW = [
    fact_row("002-001", "services", "155", as_at="2021-09"),
    fact_row("002-002", "services", "320", as_at="2023-10"),
]
FILES = {
    "sources.csv": SOURCES.encode(),
    "measures.csv": MEASURES.encode(),
    "facts/old-paper.csv": (HEADER + "".join(OLD)).encode(),
    "facts/new-paper.csv": (HEADER + "".join(NEW)).encode(),
    "tensions.toml": b"",
}
EVIDENCE = read_evidence(FILES, Report())


def test_before_the_first_document_nothing_is_known():
    known = EVIDENCE.as_of(date(2021, 10, 30))
    assert not known.sources
    assert not known.observations


def test_between_two_documents_only_the_first_is_known():
    known = EVIDENCE.as_of(date(2023, 11, 12))
    assert set(known.observations) == {"001-001", "001-002"}
    assert not known.contradictions


def test_on_its_day_of_publication_a_document_is_known():
    assert set(EVIDENCE.as_of(date(2023, 11, 13)).observations) == set(EVIDENCE.observations)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_an_old_day_answers_the_same_whatever_became_known_since(day, later):
    """Asking of a day within what was known on a later day is asking of that day."""
    early, late = sorted((day, later))
    assert EVIDENCE.as_of(late).as_of(early).observations == EVIDENCE.as_of(early).observations


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_what_is_known_only_grows(day, later):
    early, late = sorted((day, later))
    assert set(EVIDENCE.as_of(early).observations) <= set(EVIDENCE.as_of(late).observations)


def test_a_point_keeps_its_vintages_in_the_order_in_which_they_became_known():
    series = EVIDENCE.series["thing.services"]
    first, second = series.points()
    assert [vintage.id for vintage in first.vintages] == ["001-001", "002-001"]
    assert first.latest.id == "002-001"
    assert second.latest.id == "002-002"
    assert series.latest.id == "002-002"
    assert [point.latest.id for point in series.points(Kind.TARGET)] == ["001-002"]


def test_a_dispute_is_found_from_each_of_its_sides():
    (contradiction,) = EVIDENCE.contradictions
    assert EVIDENCE.disputes["001-001"] == EVIDENCE.disputes["002-001"] == (contradiction,)


def test_a_rounder_figure_does_not_displace_a_sharper_one_of_the_same_time(evidence_of):
    evidence = evidence_of(
        old=[fact_row("001-001", "services", "12", as_at="2021-10")],
        new=[fact_row("002-001", "services", "10", qualifier="over", as_at="2021")],
    )
    assert evidence.series["thing.services"].latest.id == "001-001"


def test_a_line_leaves_out_a_rounder_figure_that_would_draw_a_fall(evidence_of):
    evidence = evidence_of(
        old=[fact_row("001-001", "services", "12", as_at="2021-10")],
        new=[
            fact_row("002-001", "services", "10", qualifier="over", as_at="2021"),
            fact_row("002-002", "services", "14", as_at="2022"),
        ],
    )
    assert [o.id for o in evidence.series["thing.services"].line] == ["001-001", "002-002"]


def test_a_later_figure_displaces_an_earlier_one_however_round(evidence_of):
    evidence = evidence_of(
        old=[fact_row("001-001", "services", "12", as_at="2021-10")],
        new=[fact_row("002-001", "services", "10", qualifier="over", as_at="2022")],
    )
    assert evidence.series["thing.services"].latest.id == "002-001"
