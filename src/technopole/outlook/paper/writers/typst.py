"""A paper as PDF, set by Typst: tagged (PDF/UA-1), with bookmarks, and the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Final

from technopole.evidence.wording import Language
from technopole.outlook.paper.charts import Palette, draw
from technopole.outlook.paper.colophon import set_in
from technopole.outlook.paper.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Gallery,
    Paragraph,
    Picture,
    Section,
    Table,
)
from technopole.outlook.paper.footnotes import Footnotes, note_sentences
from technopole.outlook.paper.references import (
    NameReference,
    Part,
    SayingReference,
    Span,
    said,
    spans,
)
from technopole.outlook.paper.words import Words
from technopole.outlook.paper.writers.typesetter import compiler, queried

__all__ = ["markup", "page_count", "pdf", "pictures_png"]

_TEMPLATE: Final = "paper.typ"
_COUNTED: Final = "#context [#metadata(counter(page).final().first())<pages>]\n"
_GLUE: Final = "#sym.wj;"  # a mark stands with what it marks
_WHOLE: Final = 12  # rows of a table that is kept on one page


def pdf(document: Document, language: Language) -> bytes:
    """The paper as PDF/UA-1. Raises TypstError when Typst refuses it, as for a missing text."""
    moment = datetime(document.as_of.year, document.as_of.month, document.as_of.day, tzinfo=UTC)
    compiled = compiler().compile(
        input=markup(document, language).encode(),
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=moment,
    )
    return compiled if isinstance(compiled, bytes) else b"".join(compiled or [])


def pictures_png(document: Document, language: Language, ppi: float = 200) -> list[bytes]:
    """The pages as pictures, for who wants to look at them."""
    compiled = compiler().compile(input=markup(document, language).encode(), format="png", ppi=ppi)
    return [compiled] if isinstance(compiled, bytes) else list(compiled or [])


@lru_cache(maxsize=1)
def _template() -> str:
    return files(__package__).joinpath(_TEMPLATE).read_text("utf-8")


def markup(document: Document, language: Language) -> str:
    """The paper as Typst's own text: the template, then one call a block."""
    return "".join(_Setter(document, language).lines())


def _string(text: str) -> str:
    """A text as a string of Typst, which escapes as JSON does for what papers hold."""
    return json.dumps(text, ensure_ascii=False)


@dataclass(slots=True)
class _Setter:
    document: Document
    language: Language
    footnotes: Footnotes = field(init=False)
    paragraphs: int = 0

    def __post_init__(self) -> None:
        self.footnotes = Footnotes(short=self.document.compact)

    def lines(self) -> Iterator[str]:
        paper, language = self.document, self.language
        day = paper.as_of
        yield _template()
        yield (
            f"#show: paper.with(title: {_string(self.plain(paper.title))}, "
            f"author: {_string(self.plain(paper.author))}, "
            f"day: datetime(year: {day.year}, month: {day.month}, day: {day.day}), "
            f"chinese: {'true' if language == 'zh-hant' else 'false'}, "
            f"compact: {'true' if paper.compact else 'false'})\n"
        )
        subtitle = self.inline(paper.subtitle)
        opening = ", ".join(f"[{self.inline(line)}]" for line in paper.opening)
        yield f"#masthead(({opening},), [{subtitle}], compact: {'true' if paper.compact else 'false'})\n"
        for section in paper.sections:
            yield from self.section(section, 1)
        fonts = Paragraph((set_in("pdf"),))
        body = "".join(f"[{self.body(each)}]," for each in (*paper.colophon, fonts))
        yield f"#colophon(({body}))\n"

    def plain(self, part: Part) -> str:
        return said(part, self.language, self.document.numbers)

    def section(self, section: Section, depth: int) -> Iterator[str]:
        if depth == 1 or len(section.blocks) > 3:
            self.footnotes.new_section()
        title = self.inline(section.title)
        if section.annex:
            number = self.document.numbers[section.key].in_language(self.language)
            yield f"#annex({_string(number)}, [{title}])\n"
        else:
            yield f"#heading(level: {depth})[{title}]\n"
        for place, block in enumerate(section.blocks, 1):
            leads = isinstance((*section.blocks, None)[place], Bullets | Table)
            yield self.block(block, leads=leads)
        for inner in section.sections:
            yield from self.section(inner, depth + 1)

    def block(self, block: Block, *, leads: bool) -> str:
        match block:
            case Paragraph(numbered=True):
                self.paragraphs += 1
                kept = "true" if leads else "false"
                return f"#numbered({self.paragraphs}, leads: {kept})[{self.body(block)}]\n"
            case Paragraph():
                return f"#par[{self.body(block)}]\n"
            case Bullets(items):
                return f"#list({', '.join(f'[{self.body(item)}]' for item in items)})\n"
            case Table():
                return self.table(block)
            case Gallery(pictures):
                shown = ", ".join(self.picture(each) for each in pictures)
                return f"#gallery({shown})\n"

    def body(self, block: Paragraph) -> str:
        lead = f"#strong[{self.inline(block.lead)}]" if block.lead else ""
        between = '#" ";' if self.language == "en" else ""
        told = [self.inline(each) for each in block.sentences]
        return between.join([lead, *told] if lead else told)

    def table(self, table: Table) -> str:
        number = self.document.numbers[table.key].in_language(self.language)
        widths = ", ".join(f"{column.width}fr" for column in table.columns)
        right = ", ".join("right" if column.right else "left" for column in table.columns)
        heads = ", ".join(f"[{self.inline(column.head)}]" for column in table.columns)
        rows = "".join(f"  {', '.join(self.cell(each) for each in row)},\n" for row in table.rows)
        return (
            f"#listed({_string(number)}, [{self.inline(table.caption)}], columns: ({widths},), "
            f"aligned: ({right},), small: {_truth(table.small)}, "
            f"whole: {_truth(not table.small and len(table.rows) <= _WHOLE)}, heads: ({heads},),\n{rows})\n"
        )

    def cell(self, cell: Cell) -> str:
        lines = [self.inline(line) for line in cell.lines]
        if not lines:
            return "[]"
        first, *rest = lines
        shape = "#linebreak();{}" if cell.even else "#linebreak();#second[{}]"
        return "[" + first + "".join(shape.format(line) for line in rest) + "]"

    def picture(self, picture: Picture) -> str:
        svg = draw(picture.drawing, self.language, Palette(font=_FONTS))
        return (
            f"(drawing: bytes({_string(svg)}), caption: [{self.inline(picture.caption)}], "
            f"alternative: {_string(self.plain(picture.alternative))})"
        )

    def inline(self, part: Part) -> str:
        return "".join(
            self.span(marked.span) + self.mark(marked.number, first=marked.first)
            for marked in self.footnotes.marked(part, self.language)
        )

    def mark(self, number: int | None, *, first: bool) -> str:
        if number is None:
            return ""
        if not first:
            return f"{_GLUE}#footnote(<note-{number}>);"
        return f"{_GLUE}#[#footnote[#h(0.25em);{self.note(number)}]<note-{number}>];"

    def note(self, number: int) -> str:
        note = self.footnotes.notes[number - 1]
        between = '#" ";' if self.language == "en" else ""
        return between.join(
            "".join(self.span(span) for span in spans(each, self.language))
            for each in note_sentences(note)
        )

    def span(self, span: Span) -> str:
        if isinstance(span, Words):
            return f"#{_string(span.text)};"
        text = span.said(self.language, self.document.numbers)
        if not text:
            return ""
        if (
            self.language == "zh-hant"
            and isinstance(span, NameReference | SayingReference)
            and span.text.language_shown("zh-hant") == "en"
        ):
            return f'#text(lang: "en", region: none)[#{_string(text)};];'
        return f"#{_string(text)};"


def _truth(answer: bool) -> str:
    return "true" if answer else "false"


_FONTS: Final = "Libertinus Serif, Noto Serif TC"


def page_count(document: Document, language: Language) -> int:
    """How many pages the paper fills; it is laid out for that, and not drawn."""
    source = markup(document, language) + _COUNTED
    return int(json.loads(queried(source, "<pages>")))
