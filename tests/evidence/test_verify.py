"""Proving anchors: what still stands, and how a change is named."""

import pytest
from tests.evidence.conftest import fact_row

from technopole.evidence.anchors import passage_hash
from technopole.evidence.verify import Documents, check_observation

LINES = ["Heading", "", "There are  over 460", " services today.", "The end."]


@pytest.fixture
def evidence(evidence_of):
    return evidence_of(
        old=[
            fact_row(
                "001-001",
                "services",
                "460",
                qualifier="over",
                lines=(3, 4),
                passage=passage_hash(LINES[2:4]),
            )
        ]
    )


@pytest.fixture
def check(evidence, tmp_path):
    def run(text):
        if text is not None:
            (tmp_path / "old.txt").write_text(text, "utf-8")
        return check_observation(
            evidence.observations["001-001"], Documents(tmp_path, evidence.sources)
        )

    return run


def test_a_passage_that_stands_is_proven(check):
    assert check("\n".join(LINES)) is None


def test_reflowed_white_space_changes_nothing(check):
    assert check("\n".join(LINES).replace("  over", " over   ")) is None


def test_a_changed_digit_is_named_by_id_file_and_line(check):
    assert str(check("\n".join(LINES).replace("460", "450"))) == (
        "001-001  old.txt:3  The passage of lines 3 to 4 has changed."
    )


def test_a_moved_passage_is_named_with_where_it_stands_now(check):
    assert "moved to lines 4 to 5" in str(check("New line\n" + "\n".join(LINES)))


def test_a_missing_file_and_a_short_one_are_named(check):
    assert "old.txt:0  The file is missing" in str(check(None))
    assert "ends at line 2" in str(check("one\ntwo"))


def test_a_passage_that_does_not_bear_its_value_is_named(evidence_of, tmp_path):
    evidence = evidence_of(
        old=[fact_row("001-001", "services", "99", lines=(3, 4), passage=passage_hash(LINES[2:4]))]
    )
    (tmp_path / "old.txt").write_text("\n".join(LINES), "utf-8")
    broken = check_observation(
        evidence.observations["001-001"], Documents(tmp_path, evidence.sources)
    )
    assert "does not bear 99 count (printed)" in str(broken)


def test_the_passage_is_shown_only_when_it_proves(evidence, tmp_path):
    (tmp_path / "old.txt").write_text("\n".join(LINES), "utf-8")
    anchor = evidence.observations["001-001"].anchor
    assert Documents(tmp_path, evidence.sources).passage(anchor) == tuple(LINES[2:4])
    (tmp_path / "old.txt").write_text("\n".join(LINES).replace("460", "461"), "utf-8")
    assert Documents(tmp_path, evidence.sources).passage(anchor) is None
