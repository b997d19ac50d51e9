"""The documents that the evidence is read from, and when each became known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from technopole.evidence.periods import Period
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
    sources: dict[str, Source] = {}
    for row in _TABLE.rows(files, FILE, report):
        source = _source(row)
        if source is None:
            continue
        if source.number in sources:
            row.problem("number", f"“{source.number}” is the number of {sources[source.number].id}.",
                        "Give each document three digits of its own.", "evidence.E011")  # fmt: skip
        sources[source.number] = source
    return tuple(sorted(sources.values(), key=lambda source: source.published))


def _matching(pattern: str, wanted: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if re.fullmatch(pattern, text, re.ASCII) is None:
            raise ValueError(f"“{text}” is not {wanted}.")
        return text

    return read


_NUMBER: Final = _matching(r"\d{3}", "a number of three digits")
_DAY: Final = _matching(r"\d{4}-\d{2}-\d{2}", "a day such as 2023-11-13")
_PLAIN_NAME: Final = _matching(r"[^./\\][^/\\]*", "the plain name of a file")
_ADDRESS: Final = _matching(r"https?://[^\s<>\"']+", "an address that begins with https://")


def _day(text: str) -> date:
    return date.fromisoformat(_DAY(text))


def _source(row: Row) -> Source | None:
    published = row.read("published", _day, "evidence.E001")
    stated = row.read("published_as", Period.parse, "evidence.E001")
    read = (
        row.read("number", _NUMBER, "evidence.E011"),
        row.read("file", _PLAIN_NAME, "evidence.E011"),
        row.read("official_page", _ADDRESS, "evidence.E011"),
    )
    if published is None or stated is None or None in read:
        return None
    if stated.last != published:
        row.problem("published", f"{published} is not the last day of {stated.text}.",
                    "A document counts as known from the last day of what is stated.", "evidence.E011")  # fmt: skip
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
