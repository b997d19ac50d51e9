"""Papers as wholes: golden text, both languages, the right documents, the right number of pages."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from technopole.evidence.wording import LANGUAGES, Language
from technopole.outlook import paper
from technopole.outlook.paper.composing import KINDS, Composer, stands_elsewhere
from technopole.outlook.paper.document import Bullets, Document, Gallery, Paragraph, Section, Table
from technopole.outlook.paper.footnotes import Footnotes, note_sentences
from technopole.outlook.paper.proving import Unproven, faults
from technopole.outlook.paper.references import (
    CountReference,
    EstimateReference,
    FactReference,
    NameReference,
    NumberingReference,
    Part,
    SayingReference,
    Sentence,
    Span,
    messages_of,
    said,
    sentence,
    spans,
)
from technopole.outlook.paper.setting import Setting
from technopole.outlook.paper.words import Words, free_number
from technopole.plan.indicators import level
from technopole.plan.packs import Pack
from technopole.plan.register import EntityKind
from technopole.plan.statuses import Status

from .conftest import NOW, THEN

GOLDEN = Path(__file__).parent / "golden"


def plain(document: Document, language: Language) -> str:  # noqa: C901  one writer more, in one piece
    """A paper as text: what people read, with the marks of footnotes and the footnotes themselves."""
    notes = Footnotes()
    lines: list[str] = []

    def text(part: Part) -> str:
        return "".join(
            word(marked.span) + (f"[{marked.number}]" if marked.number else "")
            for marked in notes.marked(part, language)
        )

    def word(span: Span) -> str:
        if isinstance(span, EstimateReference):
            return "~"  # what a forecast says is tested where forecasts are
        return span.text if isinstance(span, Words) else span.said(language, document.numbers)

    def block(each: object) -> None:
        match each:
            case Paragraph(sentences, lead):
                lines.append(" ".join(text(s) for s in ((lead,) if lead else ()) + sentences))
            case Bullets(items):
                for item in items:
                    block(item)
            case Table(key=key, caption=caption, columns=columns, rows=rows):
                lines.append(f"{document.numbers[key].in_language(language)}: {text(caption)}")
                lines.append(" | ".join(text(c.head) for c in columns))
                lines.extend(
                    " | ".join(" / ".join(text(x) for x in c.lines) for c in row) for row in rows
                )
            case Gallery(pictures):
                lines.extend(f"[{text(p.alternative)}]" for p in pictures)

    def section(each: Section, depth: int) -> None:
        notes.new_section()
        lines.extend(["", f"{'#' * depth} {text(each.title)}"])
        for one in each.blocks:
            block(one)
        for inner in each.sections:
            section(inner, depth + 1)

    lines += [text(document.title), text(document.subtitle)]
    for each in document.sections:
        section(each, 1)
    lines.append("")
    for number, note in enumerate(notes.notes, 1):
        told = " ".join(said(s, language, document.numbers) for s in note_sentences(note))
        lines.append(f"[{number}] {told}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_small_paper_reads_as_it_should(small_paper: Document, language: Language) -> None:
    """To judge a change: write the file anew, and read the difference as a reader would."""
    assert plain(small_paper, language) == (GOLDEN / f"ruritania-{language}.txt").read_text("utf-8")


@pytest.mark.parametrize("day", [date(2021, 11, 1), date(2022, 12, 31), THEN, NOW])
@pytest.mark.parametrize("kind", ["progress", "factsheet"])
def test_a_paper_of_any_day_is_complete_in_both_languages(
    hong_kong: Pack, kind: str, day: date
) -> None:
    document = paper.compose(kind, hong_kong, day)
    assert faults(document, hong_kong.as_of(day)) == []
    for part in document.parts():
        for message in messages_of(part):
            assert message.en
            assert message.zh_hant
        told = said(part, "zh-hant", document.numbers)
        words = said(part, "en", document.numbers)
        # What is Chinese nowhere is a name, a number or a place in a document.
        if isinstance(part, Sentence) and len(part.message.en) > 1:
            assert (
                told != words
                or not any(c.isalpha() for c in words.replace("HK", ""))
                or "…" in told
            )


@pytest.mark.parametrize("day", [THEN, NOW])
def test_only_what_was_known_that_day_stands_in_a_paper(hong_kong: Pack, day: date) -> None:
    document = paper.compose("progress", hong_kong, day)
    known = hong_kong.evidence.observations
    assert document.facts()
    assert all(known[fact].published <= day for fact in document.facts())
    assert document.version == hong_kong.version


def test_no_message_of_any_paper_holds_a_number(hong_kong: Pack) -> None:
    for about in (None, "S2", "new-industrialisation-funding-scheme"):
        kind = "brief" if about else "progress"
        for part in paper.compose(kind, hong_kong, NOW, about).parts():
            for message in messages_of(part):
                for piece in (*message.en, *message.zh_hant):
                    assert not hasattr(piece, "text") or free_number(piece.text) is None


def test_the_paper_continues_the_last_panel_paper(hong_kong: Pack) -> None:
    setting = Setting(papers=("legco-2021", "legco-2023"))
    assert Composer(hong_kong, THEN, setting).last.id == "legco-2021"  # type: ignore[union-attr]
    assert Composer(hong_kong, NOW, setting).last.id == "legco-2023"  # type: ignore[union-attr]
    assert Composer(hong_kong, date(2021, 10, 31), setting).last is None


def test_contradicted_figures_say_so_in_their_footnote(hong_kong: Pack) -> None:
    document = paper.compose("factsheet", hong_kong, NOW)
    notes = [r.note for r in document.references() if isinstance(r, FactReference) and r.note]
    told = {said(remark, "en") for note in notes for remark in note.remarks}
    assert (
        "Contradicted, for the same time, by over 450 (the Yearbook, Smart City and Digital Economy)."
        in told
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "about", "pages"),
    [
        ("factsheet", None, 2),
        ("brief", "S1", 1),
        ("brief", "S6", 1),
        ("brief", "new-industrialisation-funding-scheme", 1),
        ("brief", "innovation-and-technology-fund", 1),
        ("brief", "iam-smart", 1),
    ],
)
def test_short_papers_are_short(
    hong_kong: Pack, kind: str, about: str | None, pages: int, language: Language
) -> None:
    from technopole.outlook.paper.writers.typst import page_count

    assert page_count(paper.compose(kind, hong_kong, NOW, about), language) <= pages


@pytest.mark.parametrize(
    ("kind", "day", "about", "why"),
    [
        ("progress", date(2020, 1, 1), None, "the first document was published on 2021-10-31"),
        ("brief", NOW, None, "A brief is about one thing"),
        ("brief", NOW, "S99", "neither a node of the plan nor an entity"),
        ("brief", THEN, "artificial-intelligence-subsidy-scheme", "it is since 2025-03-31"),
        ("progress", NOW, "S2", "A progress paper is about the whole plan"),
    ],
)
def test_what_cannot_be_written_says_why(
    hong_kong: Pack, kind: str, day: date, about: str | None, why: str
) -> None:
    with pytest.raises(paper.NoPaper, match=why):
        paper.compose(kind, hong_kong, day, about)


def test_references_that_lead_nowhere_are_all_told(ruritania: Pack, small_paper: Document) -> None:
    stranger = next(iter(ruritania.evidence.observations.values()))
    wrong = Section(
        "wrong",
        sentence("Wrong", "錯誤"),
        (
            Paragraph(
                (
                    sentence(
                        "{figure}.",
                        "{figure}。",
                        figure=FactReference(replace(stranger, id="999-001")),
                    ),
                    sentence("{annex}.", "{annex}。", annex=NumberingReference("annex-nowhere")),
                    sentence("{count}.", "{count}。", count=CountReference(("a", "a"))),
                )
            ),
        ),
    )
    found = faults(replace(small_paper, sections=(*small_paper.sections, wrong)), ruritania)
    assert found == [
        (
            "999-001 was not known on 2027-02-01, or says something else. Take figures from the pack as "
            "of the paper's day."
        ),
        "“annex-nowhere” is no table or annex of this paper. Point at one that it has.",
        "A count of 2 things counts one twice: a, a.",
    ]
    assert str(Unproven(found)).startswith("The paper was not written: 3 references do not lead")


def test_a_footnote_is_written_out_once_a_section(progress: Document) -> None:
    notes = Footnotes()
    section = next(s for s in progress.sections if s.key == "progress")
    part = next(
        s for inner in section.sections for b in inner.blocks if isinstance(b, Bullets)
        for s in b.items[0].sentences
    )  # fmt: skip
    first = [m for m in notes.marked(part, "en") if m.number]
    again = [m for m in notes.marked(part, "en") if m.number]
    notes.new_section()
    anew = [m for m in notes.marked(part, "en") if m.number]
    assert [(m.number, m.first) for m in (*first, *again, *anew)] == [
        (1, True),
        (1, False),
        (2, True),
    ]


# The same figure was read from a picture's caption, a few lines further.
_NOT_BOUND = {("500", "Offers around 500 flats to R&D staff.")}
_NAME = re.compile(r"Batch \d|Phase \d|Stage \d")
_DAY = re.compile(r"\d{1,2} (?=January|February|March|April|May|June|July|August|September|October|November|December)")  # fmt: skip
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[/-]\d\d)?\b")


@pytest.mark.parametrize("day", [THEN, NOW])
def test_numbers_in_what_documents_are_said_to_report_are_facts_too(
    hong_kong: Pack, day: date
) -> None:
    """Dates aside, each digit of a saying belongs to a fact that was read from the same lines."""
    known, left = hong_kong.evidence.observations, set()
    for each in paper.compose("progress", hong_kong, day).references():
        if not isinstance(each, SayingReference) or not each.text.en or each.anchor is None:
            continue
        if each.text in {tension.reason for tension in hong_kong.evidence.tensions}:
            continue  # a reason is ours, and its figures stand beside it
        amounts = [level(known[fact].figure) for fact in each.bound]
        plain_text = _NAME.sub("", _YEAR.sub("", _DAY.sub("", each.text.en)))
        for number, scale in re.findall(r"(\d[\d,]*(?:\.\d+)?)( million| billion)?", plain_text):
            factor = {" million": 10**6, " billion": 10**9}.get(scale, 1)
            value = Fraction(number.replace(",", "")) * factor
            if value not in amounts:
                left.add((number, each.text.en))
    assert left <= _NOT_BOUND


def told(document: Document, language: Language = "en") -> str:
    """Everything that a paper says, without its footnotes."""
    return " ".join(said(part, language, document.numbers) for part in document.parts())


def test_a_limit_of_the_list_is_not_told_as_a_fact_about_documents(hong_kong: Pack) -> None:
    """All 150 initiatives were listed from two documents; the others bring reports on them only."""
    document = paper.compose("progress", hong_kong, NOW)
    assert (
        "follows 150 initiatives, listed from the 2021 paper (90) and the 2023 paper (60). From the "
        "Blueprint, the factsheet and the Yearbook come reports on them, but none is listed from these"
    ) in told(document)
    for words in ("adds to the initiatives", "New since: none", "Not reported on since"):
        assert words not in told(document)
    assert "沒有在該文件已匯報的舉措以外增添新舉措" not in told(document, "zh-hant")


@pytest.mark.parametrize("day", [THEN, NOW])
def test_what_is_first_named_is_counted_with_every_kind(hong_kong: Pack, day: date) -> None:
    setting = Setting(papers=("legco-2021", "legco-2023"))
    composer = Composer(hong_kong, day, setting)
    new = set(composer.pack.register.entities) - set(composer.before.register.entities)  # type: ignore[union-attr]
    document = paper.compose("progress", hong_kong, day)
    annex = next(s for s in document.sections if s.key == "annex-named")
    (table,) = annex.blocks
    assert isinstance(table, Table)
    named = [
        span.id
        for row in table.rows
        for span in spans(row[1].lines[0], "en")
        if isinstance(span, NameReference)
    ]
    assert sorted(named) == sorted(new)
    assert f"The register knows {len(new)} things from the newer documents" in told(document)


@pytest.mark.parametrize(
    ("then", "now", "moved"),
    [
        (Status.ONGOING, Status.OPERATING, False),
        (Status.RENAMED, Status.OPERATING, False),
        (Status.HELD, Status.ONGOING, False),
        (Status.PROPOSED, Status.NAMED, False),
        (Status.PLANNED, Status.OPERATING, True),
        (Status.UNDER_WAY, Status.COMPLETED, True),
        (Status.OPERATING, Status.CLOSED, True),
    ],
)
def test_another_word_for_the_same_stage_is_no_move(then: Status, now: Status, moved: bool) -> None:
    assert stands_elsewhere(then, now) is moved


def test_every_kind_of_thing_can_be_counted() -> None:
    assert set(KINDS) == set(EntityKind)


def test_targets_of_several_measures_say_what_each_is_of(hong_kong: Pack) -> None:
    document = paper.compose("progress", hong_kong, NOW)
    annex = next(s for s in document.sections if s.key == "annex-indicators")
    cells = [
        [said(line, "en") for line in row[3].lines]
        for table in annex.blocks
        if isinstance(table, Table)
        for row in table.rows
    ]
    several = [lines for lines in cells if len(lines) > 1]
    assert any("Launched: 2023" in lines for lines in several)
    assert all(": " in line for lines in several for line in lines)
