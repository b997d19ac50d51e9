"""A paper as a page: semantic HTML that stands by itself, or a piece of it for another page.

The colours are the portal's own tokens, so that a paper shown there follows it into the dark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Final

from technopole.evidence.wording import Language, Text
from technopole.outlook.paper.charts import Palette, draw
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
    DateReference,
    FactReference,
    NameReference,
    Part,
    SayingReference,
    Span,
    said,
    spans,
)
from technopole.outlook.paper.words import Words

__all__ = ["fragment", "page"]

_STYLE: Final = "paper.css"
_TONGUES: Final = {"en": "en-GB", "zh-hant": "zh-Hant-HK"}
_NOTES: Final = Text("Notes", "註釋")
_BACK: Final = Text("Back to the text", "返回內文")
_PALETTE: Final = Palette(
    ink="var(--ink)", soft="var(--soft)", rule="var(--rule)", accent="var(--accent)",
    tint="var(--accent-tint)", paper="var(--paper)", font="inherit",
)  # fmt: skip


def page(document: Document, language: Language) -> str:
    """The paper as a whole page without anything outside it: no script, no font, no picture elsewhere."""
    title = escape(said(document.title, language, document.numbers))
    return (
        f'<!DOCTYPE html>\n<html lang="{_TONGUES[language]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n"
        f"{fragment(document, language)}</main>\n</body>\n</html>\n"
    )


def fragment(document: Document, language: Language, top: int = 1) -> str:
    """The paper as one `article` for a page that brings its own style.

    top: the level of its title's heading.
    """
    return "".join(_Writer(document, language, top).lines())


@lru_cache(maxsize=1)
def _style() -> str:
    return files(__package__).joinpath(_STYLE).read_text("utf-8")


@dataclass(slots=True)
class _Writer:
    document: Document
    language: Language
    top: int
    footnotes: Footnotes = field(init=False)
    paragraphs: int = 0
    marks: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.footnotes = Footnotes(short=True)  # notes at the end are written once

    def lines(self) -> Iterator[str]:
        paper = self.document
        yield f'<article class="paper paper-{paper.kind}" lang="{_TONGUES[self.language]}">\n<header>\n'
        yield "".join(
            f'<p class="paper-opening">{self.inline(line)}</p>\n' for line in paper.opening
        )
        yield f"<h{self.top}>{self.inline(paper.title)}</h{self.top}>\n"
        yield f'<p class="paper-subtitle">{self.inline(paper.subtitle)}</p>\n</header>\n'
        for section in paper.sections:
            yield from self.section(section, 1)
        yield from self.notes()
        yield '<footer class="paper-colophon">\n'
        yield "".join(f"<p>{self.body(each)}</p>\n" for each in paper.colophon)
        yield "</footer>\n</article>\n"

    def section(self, section: Section, depth: int) -> Iterator[str]:
        level = min(self.top + depth, 6)
        title = self.inline(section.title)
        if section.annex:
            number = self.document.numbers[section.key].in_language(self.language)
            title = f"{escape(number)} {title}"
        yield f'<section id="{section.key}">\n<h{level}>{title}</h{level}>\n'
        for block in section.blocks:
            yield self.block(block)
        for inner in section.sections:
            yield from self.section(inner, depth + 1)
        yield "</section>\n"

    def block(self, block: Block) -> str:
        match block:
            case Paragraph(numbered=True):
                self.paragraphs += 1
                number = f'<span class="paper-number">{self.paragraphs}.</span> '
                return f'<p id="paragraph-{self.paragraphs}">{number}{self.body(block)}</p>\n'
            case Paragraph():
                return f"<p>{self.body(block)}</p>\n"
            case Bullets(items):
                shown = "".join(f"<li>{self.body(item)}</li>\n" for item in items)
                return f"<ul>\n{shown}</ul>\n"
            case Table():
                return self.table(block)
            case Gallery(pictures):
                shown = "".join(self.picture(each) for each in pictures)
                return f'<div class="paper-gallery">\n{shown}</div>\n'

    def body(self, block: Paragraph) -> str:
        gap = " " if self.language == "en" else ""
        told = [self.inline(each) for each in block.sentences]
        lead = [f"<strong>{self.inline(block.lead)}</strong>"] if block.lead else []
        return gap.join([*lead, *told])

    def table(self, table: Table) -> str:
        number = escape(self.document.numbers[table.key].in_language(self.language))
        caption = f"<strong>{number}</strong> {self.inline(table.caption)}"
        heads = "".join(
            f'<th scope="col"{_right(column.right)}>{self.inline(column.head)}</th>'
            for column in table.columns
        )
        rows = "".join(self.row(row, table) for row in table.rows)
        small = ' class="paper-small"' if table.small else ""
        return (
            f'<div class="paper-table" role="region" tabindex="0" aria-labelledby="{table.key}-name">'
            f'<table id="{table.key}"{small}>\n<caption id="{table.key}-name">{caption}</caption>\n'
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
        )

    def row(self, row: tuple[Cell, ...], table: Table) -> str:
        first, *rest = row
        # A row without a head of its own goes on with the one above.
        head = f'<th scope="row">{self.cell(first)}</th>' if first.lines else "<td></td>"
        others = "".join(
            f"<td{_right(column.right)}>{self.cell(each)}</td>"
            for each, column in zip(rest, table.columns[1:], strict=True)
        )
        return f"<tr>{head}{others}</tr>\n"

    def cell(self, each: Cell) -> str:
        lines = [self.inline(line) for line in each.lines]
        if each.even or len(lines) < 2:
            return "<br>".join(lines)
        return lines[0] + "".join(f"<br><small>{line}</small>" for line in lines[1:])

    def picture(self, picture: Picture) -> str:
        svg = draw(picture.drawing, self.language, _PALETTE)
        words = escape(said(picture.alternative, self.language, self.document.numbers), quote=True)
        named = svg.replace("<svg ", f'<svg role="img" aria-label="{words}" ', 1)
        return f"<figure>\n{named}\n<figcaption>{self.inline(picture.caption)}</figcaption>\n</figure>\n"

    def inline(self, part: Part) -> str:
        return "".join(
            self.span(marked.span) + self.mark(marked.number)
            for marked in self.footnotes.marked(part, self.language)
        )

    def mark(self, number: int | None) -> str:
        if number is None:
            return ""
        times = self.marks[number] = self.marks.get(number, 0) + 1
        name = f"mark-{number}" if times == 1 else f"mark-{number}-{times}"
        return (
            f'<sup class="paper-mark"><a id="{name}" href="#note-{number}" '
            f'role="doc-noteref">{number}</a></sup>'
        )

    def span(self, span: Span) -> str:
        if isinstance(span, Words):
            return escape(span.text, quote=False)
        text = escape(span.said(self.language, self.document.numbers), quote=False)
        match span:
            case FactReference(observation):
                return f'<data value="{observation.id}">{text}</data>'
            case DateReference(period) if period.is_day:
                return f'<time datetime="{period.iso()}">{text}</time>'
            case NameReference() | SayingReference() if (
                self.language == "zh-hant" and span.text.language_shown("zh-hant") == "en"
            ):
                return f'<span lang="en-GB">{text}</span>'
            case _:
                return text

    def notes(self) -> Iterator[str]:
        if not self.footnotes.notes:
            return
        level = self.top + 1
        back = escape(_BACK.in_language(self.language), quote=True)
        title = _NOTES.in_language(self.language)
        yield f'<section class="paper-notes" role="doc-endnotes">\n<h{level}>{title}</h{level}>\n<ol>\n'
        gap = " " if self.language == "en" else ""
        for number, note in enumerate(self.footnotes.notes, 1):
            told = gap.join(
                "".join(self.span(span) for span in spans(each, self.language))
                for each in note_sentences(note)
            )
            yield (
                f'<li id="note-{number}">{told} <a href="#mark-{number}" role="doc-backlink" '
                f'aria-label="{back}">↩</a></li>\n'
            )
        yield "</ol>\n</section>\n"


def _right(right: bool) -> str:
    return ' class="paper-right"' if right else ""
