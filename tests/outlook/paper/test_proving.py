"""The last look refuses whatever is not the pack's, however it is dressed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from technopole.evidence.periods import Period
from technopole.evidence.wording import Text
from technopole.outlook import paper
from technopole.outlook.paper.document import Document, Paragraph, Section
from technopole.outlook.paper.proving import faults
from technopole.outlook.paper.references import (
    CountReference,
    DateReference,
    DerivedReference,
    EstimateReference,
    NameReference,
    Naming,
    Operation,
    Reference,
    SayingReference,
    sentence,
)
from technopole.outlook.paper.sayings import names_of, numbers_in, sayings_of, unread
from technopole.plan.packs import Pack

from .conftest import NOW, THEN


def with_reference(document: Document, reference: Reference) -> Document:
    told = sentence("Look: {it}.", "請看：{it}。", it=reference)
    wrong = Section("wrong", sentence("Wrong", "錯誤"), (Paragraph((told,)),))
    return replace(document, sections=(*document.sections, wrong))


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (
            lambda _pack: NameReference(Text("HK$999 billion", ""), Naming.PLACE, "HK$999 billion"),
            "is not the name of the place in a source",
        ),
        (
            lambda _pack: NameReference(Text("999-999", "999-999"), Naming.FACT, "999-999"),
            "is not the name of the fact",
        ),
        (lambda _pack: EstimateReference(0.42, None, ()), "is nothing that a forecast says"),
        (
            lambda _pack: DateReference(Period.parse("1999"), "nothing"),
            "no day or period of nothing",
        ),
        (lambda _pack: DateReference(Period.parse("1999"), "paper"), "no day or period of paper"),
        (lambda _pack: DateReference(Period.parse("1999"), "plan"), "no day or period of plan"),
        (
            lambda _pack: DateReference(Period.parse("1999"), "003-079"),
            "no day or period of 003-079",
        ),
        (
            lambda _pack: CountReference(("nobody", "nowhere")),
            "nobody, nowhere. Count what it holds",
        ),
        (
            # persons and a ratio
            lambda pack: derived(pack, Operation.LEFT, "002-254", "002-243"),
            "have different units",
        ),
        (lambda pack: derived(pack, Operation.LEFT, "002-254"), "takes 2 facts"),
        (
            lambda pack: derived(pack, Operation.COVERED, "002-254", "002-255", "002-254"),
            "or the way is nil",
        ),
        (
            # very early start-ups, and all supported: declared not to compare
            lambda pack: derived(pack, Operation.COVERED, "003-145", "001-066", "003-146"),
            "do not compare",
        ),
        (
            lambda pack: replace(a_saying(pack), anchor=replace(a_saying(pack).anchor, first=1)),
            "is nothing that the pack says",
        ),
        (lambda pack: replace(a_saying(pack), bound=("999-999",)), "is bound to 999-999"),
    ],
)
def test_what_is_typed_is_refused(
    hong_kong: Pack, make: Callable[[Pack], Reference], why: str
) -> None:
    document = paper.compose("progress", hong_kong, NOW)
    assert faults(document, hong_kong) == []
    (found,) = faults(with_reference(document, make(hong_kong)), hong_kong)
    assert why in found


def derived(pack: Pack, operation: Operation, *facts: str) -> DerivedReference:
    return DerivedReference(operation, tuple(pack.evidence.observations[f] for f in facts))


def a_saying(pack: Pack) -> SayingReference:
    report = pack.initiatives["innocell"].history[-1]
    return SayingReference(report.says, report.anchor)


def test_every_number_of_every_saying_was_read_from_its_passage(hong_kong: Pack) -> None:
    names = names_of(hong_kong)
    assert {
        each.text.en: left
        for each in sayings_of(hong_kong)
        if (left := unread(each, hong_kong, names))
    } == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [("上限2億元", "上限9.99億元"), ("up to HK$200 million", "up to HK$999 million")],
)
def test_a_number_changed_in_a_saying_stops_the_paper_in_either_language(
    hong_kong: Pack, old: str, new: str
) -> None:
    table = hong_kong.files["initiative_statuses.csv"].decode()
    assert old in table
    files = {**hong_kong.files, "initiative_statuses.csv": table.replace(old, new).encode()}
    changed = Pack.read("hong_kong", files)
    with pytest.raises(paper.Unproven, match=r"holds 9\.?99"):
        paper.compose("progress", changed, THEN)


@pytest.mark.parametrize(
    ("words", "language", "amounts"),
    [
        ("At least 50 projects, HK$1.5 billion by 31 March 2025", "en", [50, 1_500_000_000]),
        ("Web3, 5G, COVID-19, Phase 2 and Batch 1 of 2024-25", "en", []),
        ("預留3.65億元，2024年2月8日起，2024-25學年", "zh-hant", [365_000_000]),
        ("逾86萬人、6,500萬元、5G、第2期", "zh-hant", [860_000, 65_000_000]),
        ("by 1 to 3 July, over 2,000 lines and 2000 more", "en", [2000]),
    ],
)
def test_numbers_in_words_are_read_with_their_scale(
    words: str, language: str, amounts: list[int]
) -> None:
    assert [each.amount for each in numbers_in(words, language)] == amounts  # type: ignore[arg-type]


def test_a_tension_is_remarked_in_short_papers_and_not_reckoned_across(hong_kong: Pack) -> None:
    about = "technology-start-up-support-scheme-for-universities"
    page = paper.written(paper.compose("brief", hong_kong, NOW, about), "html", "en").decode()
    assert "539" in page
    assert "77%" not in page
    assert "not comparable" in page
    assert "Not counted like related figures" in page
    chinese = paper.written(paper.compose("brief", hong_kong, NOW, about), "html", "zh-hant")
    assert "不可比較" in chinese.decode()
