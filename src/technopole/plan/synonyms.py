"""Words that people type and the documents do not use, with what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from technopole.evidence.problems import Report
from technopole.evidence.tables import PackFiles, Row, Table
from technopole.evidence.wording import LANGUAGES, Language

__all__ = ["Synonym", "read_synonyms"]

FILE: Final = "synonyms.csv"
_TABLE: Final = Table(
    columns=("word", "means", "language"),
    required=frozenset({"word", "means", "language"}),
    key=("word", "means"),
)


@dataclass(frozen=True, slots=True)
class Synonym:
    """A short, old or everyday word, and words that the documents use for the same.

    Either finds the other. A word may mean several things, one row each.
    """

    word: str
    means: str
    language: Language


def read_synonyms(files: PackFiles, report: Report) -> tuple[Synonym, ...]:
    """The synonyms of a pack; a pack may do without."""
    if FILE not in files:
        return ()
    return tuple(
        Synonym(row["word"], row["means"], language)
        for row in _TABLE.rows(files, FILE, report)
        if (language := _language(row)) is not None
    )


def _language(row: Row) -> Language | None:
    for language in LANGUAGES:
        if row["language"] == language:
            return language
    row.problem("language", f"“{row['language']}” is not a language.",
                f"Use one of: {', '.join(LANGUAGES)}.", "plan.E002")  # fmt: skip
    return None
