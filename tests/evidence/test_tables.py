"""Faulty data files: every fault at once, with its place and how to mend it."""

import pytest
from tests.evidence.conftest import fact_row

from technopole.evidence.problems import PackRefused, Report
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


@pytest.mark.parametrize("spoilt", [b"\0", "\u202e".encode(), b"\x1b"])
def test_a_sign_that_nobody_sees_is_told_with_its_line(files_of, spoilt):
    files = files_of()
    files["measures.csv"] = files["measures.csv"].replace(b"Area", b"Ar" + spoilt + b"ea")
    (fault,) = faults(files)
    assert fault.startswith("measures.csv:3: The line holds a sign that nobody sees (U+")


def test_a_byte_order_mark_is_told_by_its_name_and_alone(files_of):
    files = files_of(old=[fact_row("001-001", "services", "1")])
    files["measures.csv"] = b"\xef\xbb\xbf" + files["measures.csv"]
    (fault,) = faults(files)
    assert fault.startswith("measures.csv:1: The file begins with a byte order mark. Save it")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (fact_row("001-001", "services", "1", passage="zz"), "column passage: “zz” is no SHA-256"),
        (fact_row("001-001", "services", "1", lines=("1_0", 3)), "“1_0” is not a whole number"),
        (fact_row("001-001", "services", "1", lines=("１", 3)), "“１” is not a whole number"),
        (fact_row("001-001", "services", "1", lines=(1, "9" * 30)), "is not a whole number"),
        (fact_row("001-0 01", "services", "1"), "“001-0 01” is no id"),
    ],
)
def test_an_anchor_or_an_id_that_is_none_is_refused(files_of, row, expected):
    (fault,) = faults(files_of(old=[row]))
    assert expected in fault


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("new-paper,002", "new-paper,001", "column number: “001” is the number of old-paper"),
        ("new-paper,002", "new-paper,2", "“2” is not a number of three digits"),
        ("new.txt", "../new.txt", "“../new.txt” is not the plain name of a file"),
        ("https://example.org/new", "javascript:alert(1)", "is not an address that begins with"),
        ("2021-10-31,2021-10", "2021-10-30,2021-10", "2021-10-30 is not the last day of 2021-10"),
        ("2021-10-31,2021-10", "20211031,2021-10", "“20211031” is not a day"),
    ],
)
def test_a_source_that_cannot_be_one_is_refused(files_of, old, new, expected):
    files = files_of()
    files["sources.csv"] = files["sources.csv"].decode().replace(old, new).encode()
    told = faults(files)
    assert any(expected in fault and fault.startswith("sources.csv:") for fault in told), told


def test_what_only_follows_from_an_unreadable_file_is_counted_and_not_told(files_of):
    files = files_of(old=[fact_row(f"001-{i:03}", "services", "1") for i in range(1, 40)])
    files["measures.csv"] = b"id\n"
    report = Report()
    read_evidence(files, report)
    with pytest.raises(PackRefused) as refusal:
        report.raise_if_any()
    told = str(refusal.value).splitlines()
    assert len(refusal.value.problems) == 40
    assert told[0] == "The pack has 40 faults; nothing was loaded."
    assert told[1].startswith("measures.csv:1: The header is wrong")
    assert told[2:] == [
        "39 more name what a file above should hold; they may go once it is mended."
    ]
