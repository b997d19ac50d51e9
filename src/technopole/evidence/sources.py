"""The documents that the evidence is read from, and when each became known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from technopole.evidence.problems import Report
from technopole.evidence.tables import PackFiles, Row, Table
from technopole.evidence.wording import Text

__all__ = ["Source", "read_sources"]

FILE: Final = "sources.csv"
_TABLE: Final = Table(
    columns=(
        "id", "number", "title_en", "title_zh_hant", "short_en", "short_zh_hant", "publisher_en",
        "publisher_zh_hant", "published", "published_as", "file", "official_page",
        "condition_en", "condition_zh_hant",
    ),
    required=frozenset(
        {"id", "number", "title_en", "title_zh_hant", "short_en", "short_zh_hant", "publisher_en",
         "publisher_zh_hant", "published", "published_as", "file", "official_page"}
    ),
    key=("id",),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A public document.

    number:        the three digits that begin the ids of its facts.
    published:     the day from which it counts as known.
    inferred:      whether that day is the last of a vague period rather than a printed date.
    published_as:  the publication date as far as it is stated, in the notation of periods.
    file:          its text's file name in a reader's own folder of documents.
    official_page: where its publisher publishes it.
    condition:     what a reader of the text should know of its state; empty when nothing.
    """

    id: str
    number: str
    title: Text
    short: Text
    publisher: Text
    published: date
    inferred: bool
    published_as: str
    file: str
    official_page: str
    condition: Text


def read_sources(files: PackFiles, report: Report) -> tuple[Source, ...]:
    """The sources of a pack, in order of publication."""
    sources = (_source(row) for row in _TABLE.rows(files, FILE, report))
    return tuple(sorted((s for s in sources if s is not None), key=lambda source: source.published))


def _source(row: Row) -> Source | None:
    published = row.read("published", date.fromisoformat, "evidence.E001")
    if published is None:
        return None
    return Source(
        id=row["id"],
        number=row["number"],
        title=Text(row["title_en"], row["title_zh_hant"]),
        short=Text(row["short_en"], row["short_zh_hant"]),
        publisher=Text(row["publisher_en"], row["publisher_zh_hant"]),
        published=published,
        inferred=row["published_as"] != row["published"],
        published_as=row["published_as"],
        file=row["file"],
        official_page=row["official_page"],
        condition=Text(row["condition_en"], row["condition_zh_hant"]),
    )
