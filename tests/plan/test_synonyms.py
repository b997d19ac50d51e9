"""Synonyms: what people type for what the documents call otherwise."""

from __future__ import annotations

from technopole.evidence.problems import Report
from technopole.plan.packs import load
from technopole.plan.synonyms import read_synonyms

HEAD = b"word,means,language\n"


def test_a_pack_may_do_without() -> None:
    report = Report()
    assert read_synonyms({}, report) == ()
    assert not report.problems


def test_a_wrong_language_is_reported_with_its_line() -> None:
    report = Report()
    read_synonyms({"synonyms.csv": HEAD + "創科,創新科技,zh\n".encode()}, report)
    assert [(p.file, p.line, p.column) for p in report.problems] == [
        ("synonyms.csv", 2, "language")
    ]


def test_hong_kongs_synonyms_are_many_and_none_stands_twice() -> None:
    synonyms = load("hong_kong").synonyms
    assert len(synonyms) >= 40
    assert {s.language for s in synonyms} == {"en", "zh-hant"}
    assert all(s.word != s.means for s in synonyms)
