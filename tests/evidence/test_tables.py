"""Faulty data files: every fault at once, with its place and how to mend it."""

import pytest
from tests.evidence.conftest import fact_row

from technopole.evidence.problems import Report
from technopole.evidence.store import read_evidence


def faults(files):
    report = Report()
    read_evidence(files, report)
    return sorted(str(problem) for problem in report.problems)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (fact_row("001-001", "services", "1,000"), "facts/old-paper.csv:2: The row has 16 cells"),
        (fact_row("001-001", "services", "many"), "facts/old-paper.csv:2, column value: “many” is not a number"),
        (fact_row("001-001", "services", "1", "thing"), "facts/old-paper.csv:2, column unit: “thing” is not a unit"),
        (fact_row("001-001", "servises", "1"), "column measure: “servises” is not in the registry"),
        (fact_row("001-001", "services", "1", as_at="soon"), "column as_at: “soon” is not a period"),
        (fact_row("001-001", "services", "1", kind="hope"), "column kind: “hope” is not a word of this column"),
        (fact_row("001-001", "services", "1", qualifier="roughly"), "column qualifier: “roughly” is not a word of this column"),
        (fact_row("001-001", "services", "1", "HKD"), "“services” is measured in count, not in HKD"),
        (fact_row("001-001", "services", "1", lines=(9, 3)), "Lines 9 to 3 are no range"),
        (fact_row("001-001", "services", "1", reading="derived"), "needs a note"),
        (fact_row("001-001", "services", "1", note="only English,"), "one language only"),
        (fact_row("002-001", "services", "1"), "does not begin with the number of old-paper"),
        (fact_row("001-001", "services", ""), "column value: The cell is empty"),
    ],
)  # fmt: skip
def test_a_faulty_row_is_told_with_file_line_and_column(files_of, row, expected):
    found = faults(files_of(old=[row]))
    assert any(expected in fault for fault in found), found


def test_all_faults_are_told_at_once(files_of):
    rows = [fact_row("001-001", "services", "x"), fact_row("001-002", "services", "1", "y")]
    assert len(faults(files_of(old=rows, new=[fact_row("002-001", "z", "1")]))) == 3


def test_a_duplicate_id_names_the_line_where_it_stands_already(files_of):
    row = fact_row("001-001", "services", "1")
    (fault,) = faults(files_of(old=[row, row]))
    assert "facts/old-paper.csv:3, column id: “001-001” stands already on line 2" in fault


def test_a_missing_file_and_a_wrong_header_are_told(files_of):
    files = files_of()
    del files["measures.csv"]
    files["facts/old-paper.csv"] = b"id,subject\n"
    told = faults(files)
    assert any(fault.startswith("measures.csv: The file is missing") for fault in told)
    assert any(
        "facts/old-paper.csv:1: The header is wrong (missing: measure" in fault for fault in told
    )


def test_a_file_that_is_not_utf8_is_told_with_its_line(files_of):
    files = files_of()
    files["measures.csv"] += b"\xff"
    assert any("measures.csv:8: The file is not UTF-8" in fault for fault in faults(files))
