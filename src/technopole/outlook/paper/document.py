"""The model of a paper: sections with numbered paragraphs, tables, pictures, and a colophon.

One document holds both languages; a writer makes of it a PDF, a Word file or a page in one of them.
Everything is frozen, and no block holds a text that is not a sentence with its references.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from technopole.evidence.wording import Language, Text
from technopole.outlook.paper.charts import Drawing
from technopole.outlook.paper.references import (
    NoteReference,
    Numbers,
    Part,
    Reference,
    Sentence,
    spans,
)
from technopole.outlook.paper.words import Words

__all__ = [
    "Block", "Bullets", "Cell", "Column", "Document", "Gallery", "Paragraph", "Picture", "Section",
    "Table", "cell",
]  # fmt: skip

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together.

    lead:     what it is about, in bold before its first sentence; None for none.
    numbered: whether it bears a number, counted through the whole paper.
    """

    sentences: tuple[Sentence, ...]
    lead: Sentence | None = None
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: each part on a line of its own; none where nothing is known.

    even: whether all lines weigh the same; else the first is the figure and the rest tell of it.
    """

    lines: tuple[Part, ...]
    even: bool = False


def cell(*lines: Part) -> Cell:
    """A cell of these lines."""
    return Cell(lines)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, how wide it is among its sisters, and where its text stands."""

    head: Sentence
    width: int = 1
    right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; the first column names the rows.

    small: set in smaller type, for long lists.
    """

    key: str
    caption: Sentence
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    small: bool = False

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"Table {self.key}: row {number} has {len(row)} cells for {len(self.columns)} "
                    "columns. Give each row a cell a column, an empty one where nothing is known."
                )


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its caption and, for who cannot see it, what it shows in words."""

    drawing: Drawing
    caption: Sentence
    alternative: Sentence


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures side by side."""

    pictures: tuple[Picture, ...]


Block = Paragraph | Bullets | Table | Gallery


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the paper under a heading of its own.

    annex: whether it stands after the paper and is lettered; it begins a page.
    """

    key: str
    title: Sentence
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    annex: bool = False

    def walk(self, depth: int = 1) -> Iterator[tuple[int, Section]]:
        """The section and those within it, each with its depth."""
        yield depth, self
        for inner in self.sections:
            yield from inner.walk(depth + 1)


@dataclass(frozen=True)
class Document:
    """A whole paper in both languages.

    subtitle: of which day it is.
    opening:  lines above the title: what it is and for whom.
    as_of:    only what documents published by that day say stands in it.
    version:  the version of the pack that it was composed from.
    colophon: the paragraph that says how it was made.
    compact:  whether it must fit a page or so: smaller type, columns, no annexes.
    """

    kind: str
    title: Sentence
    subtitle: Sentence
    opening: tuple[Sentence, ...]
    author: Sentence
    as_of: date
    version: str
    sections: tuple[Section, ...]
    colophon: tuple[Paragraph, ...]
    compact: bool = False

    @cached_property
    def numbers(self) -> Numbers:
        """What each annex and table is called."""
        called: dict[str, Text] = {}
        letters = iter(_LETTERS)
        tables = 0
        for section in self.sections:
            if section.annex:
                letter = next(letters)
                called[section.key] = Text(f"Annex {letter}", f"附件{letter}")
            for _depth, each in section.walk():
                for block in each.blocks:
                    if isinstance(block, Table):
                        tables += 1
                        called[block.key] = Text(f"Table {tables}", f"表{tables}")
        return called

    def parts(self) -> Iterator[Part]:
        """Every sentence of the paper, in the order in which it is read."""
        yield from self.opening
        yield self.title
        yield self.subtitle
        yield self.author
        for section in self.sections:
            for _depth, each in section.walk():
                yield each.title
                for block in each.blocks:
                    yield from parts_of(block)
        for paragraph in self.colophon:
            yield from parts_of(paragraph)

    def references(self) -> Iterator[Reference]:
        """Every reference of the paper, those in its footnotes included."""
        for part in self.parts():
            yield from _references(part)

    def facts(self) -> tuple[str, ...]:
        """The ids of all facts that it refers to, in the order of ids."""
        return tuple(sorted({fact for each in self.references() for fact in each.facts}))


def parts_of(block: Block) -> Iterator[Part]:
    """The sentences of a block."""
    match block:
        case Paragraph(sentences, lead):
            yield from (lead,) if lead else ()
            yield from sentences
        case Bullets(items):
            for item in items:
                yield from parts_of(item)
        case Table(caption=caption, columns=columns, rows=rows):
            yield caption
            yield from (column.head for column in columns)
            yield from (line for row in rows for each in row for line in each.lines)
        case Gallery(pictures):
            for picture in pictures:
                yield picture.caption
                yield picture.alternative


def _references(part: Part, language: Language = "en") -> Iterator[Reference]:
    for span in spans(part, language):
        if isinstance(span, Words):
            continue
        yield span
        note = span.note
        if note is not None:
            for remark in note.remarks:
                yield from _references(remark, language)
        if isinstance(span, NoteReference):
            continue
