"""Finding things: exact names first, then names, then text; a misspelt name by its likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from django.db import connection

from technopole.evidence.wording import Language, Text
from technopole.plan.packs import Pack
from technopole.site.search.documents import KINDS, holds, names_of
from technopole.site.search.likeness import Like, NameIndex
from technopole.site.search.models import Document
from technopole.site.search.questions import (
    Question,
    excerpt,
    marked,
    plain,
    thesaurus,
)
from technopole.site.search.words import is_chinese, runs

__all__ = ["Hit", "Match", "Results", "search"]

_MOST_NAME_INDEXES: Final = 12
_MOST_ROWS: Final = 4_000
_RANKS: Final = "{0.05, 0.25, 0.6, 1.0}"


class Match(IntEnum):
    """How a thing was found; the lower the better."""

    EXACT = 0
    NAME = 1
    WORDS = 2
    LIKENESS = 3
    SOME_WORDS = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found.

    title:    in both languages.
    excerpt:  the text around what was looked for; empty when its name alone says it.
    language: of the excerpt.
    """

    kind: str
    ref: str
    match: Match
    title: Text
    excerpt: str
    language: Language
    title_pieces: Sequence[tuple[str, bool]]
    excerpt_pieces: Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Results:
    """What a question found.

    counts:       how many things of each kind, those beyond the limit included.
    did_you_mean: the question as it may have been meant, and as these results answer it when
                  nothing answers the one typed.
    """

    text: str
    hits: Sequence[Hit]
    counts: Mapping[str, int]
    did_you_mean: str | None

    @property
    def total(self) -> int:
        """How many things were found in all."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the index that matches."""

    id: int
    kind: str
    ref: str
    language: str
    match: Match
    score: float


def search(
    pack: Pack,
    text: str,
    *,
    language: Language,
    kinds: Collection[str] = KINDS,
    limit: int = 20,
    a_kind: int | None = None,
) -> Results:
    """What a pack, as it was known on its day, holds for a question in either language.

    language: that of the reader: of two texts that match, the one in it is shown.
    limit:    how many hits at most; `a_kind` bounds those of one kind.
    """
    asked = plain(text)
    question = Question.of(asked, thesaurus(pack))
    meant: str | None = None
    if not question.units or not pack.days:
        return Results(asked, (), {}, None)
    found = _rows(pack, question)
    if not found:
        meant = _corrected(pack, asked)
        if meant is not None:
            question = Question.of(meant, thesaurus(pack))
            found = _rows(pack, question)
        if not found:
            likes = _names(pack).like(asked)
            meant = _closest(likes)
            found = {**_rows(pack, question, loose=True), **_like_rows(pack, likes)}
    best = {key: row for key, row in found.items() if holds(pack, *key)}
    counts = Counter(kind for kind, _ in best)
    chosen = sorted(
        (row for key, row in best.items() if key[0] in kinds),
        key=lambda row: (row.match, -row.score, row.kind, row.ref),
    )
    if a_kind is not None:
        taken: Counter[str] = Counter()
        kept = []
        for row in chosen:
            taken[row.kind] += 1
            if taken[row.kind] <= a_kind:
                kept.append(row)
        chosen = kept
    hits = _hits(pack, chosen[:limit], question, language)
    return Results(asked, hits, {kind: counts[kind] for kind in KINDS if counts[kind]}, meant)


def _rows(pack: Pack, question: Question, *, loose: bool = False) -> dict[tuple[str, str], _Row]:
    """The best row of each thing that matches."""
    query = question.loose_query() if loose else question.query()
    named = query if loose else question.query("AB")
    if not query:
        return {}
    sql = f"""
        SELECT id, kind, ref, language, names && %s, vector @@ %s::tsquery,
               ts_rank('{_RANKS}', vector, %s::tsquery, 1) + weight
        FROM {Document._meta.db_table}
        WHERE pack_id = %s AND known_from <= %s AND vector @@ %s::tsquery
        LIMIT {_MOST_ROWS}
    """  # noqa: S608, SLF001  the only parts put in are the table's name and numbers
    values = (list(question.keys), named, query, pack.id, pack.days[-1], query)
    best: dict[tuple[str, str], _Row] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for number, kind, ref, language, exact, in_name, score in cursor.fetchall():
            match = Match.EXACT if exact else Match.NAME if in_name else Match.WORDS
            if loose:
                match = Match.SOME_WORDS
            row = _Row(number, kind, ref, language, match, score)
            known = best.get((kind, ref))
            if known is None or (row.match, -row.score) < (known.match, -known.score):
                best[kind, ref] = row
    return best


_name_indexes: dict[tuple[str, date], NameIndex] = {}


def _names(pack: Pack) -> NameIndex:
    """The names known in a pack on its day, gathered once."""
    key = (pack.version, pack.days[-1])
    found = _name_indexes.get(key)
    if found is None:
        if len(_name_indexes) >= _MOST_NAME_INDEXES:
            _name_indexes.clear()
        found = _name_indexes[key] = NameIndex(names_of(pack))
    return found


def _corrected(pack: Pack, asked: str) -> str | None:
    """The question with each word that stands in no name put right; None when nothing is put right."""
    index = _names(pack)
    words, changed = [], False
    for run in runs(asked):
        word = run.casefold()
        near = None
        if not is_chinese(run) and len(run) >= 4 and not run.isdigit() and not index.knows(word):
            near = index.nearest_word(word)
        words.append(near or run)
        changed = changed or near is not None
    return " ".join(words) if changed else None


def _closest(likes: Sequence[Like]) -> str | None:
    return likes[0].named.name if likes else None


def _like_rows(pack: Pack, likes: Sequence[Like]) -> dict[tuple[str, str], _Row]:
    return {
        (like.named.kind, like.named.ref): _Row(
            0, like.named.kind, like.named.ref, "", Match.LIKENESS, like.likeness
        )
        for like in likes
    }


def _hits(pack: Pack, rows: Sequence[_Row], question: Question, language: Language) -> list[Hit]:
    """The hits of some rows, their texts read in one query."""
    if not rows:
        return []
    sql = f"""
        SELECT d.id, d.kind, d.ref, d.language, d.part, d.title, d.text
        FROM unnest(%s::text[], %s::text[]) AS asked (kind, ref)
        JOIN {Document._meta.db_table} d
          ON d.pack_id = %s AND d.kind = asked.kind AND d.ref = asked.ref
        WHERE d.part = '' OR d.id = ANY(%s)
    """  # noqa: S608, SLF001
    values = ([r.kind for r in rows], [r.ref for r in rows], pack.id, [r.id for r in rows])
    titles: dict[tuple[str, str], dict[str, str]] = {}
    texts: dict[tuple[str, str], dict[str, str]] = {}
    matched: dict[int, tuple[Language, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        for number, kind, ref, spoken, part, title, text in cursor.fetchall():
            matched[number] = (spoken, text)
            if not part:
                titles.setdefault((kind, ref), {})[spoken] = title
                texts.setdefault((kind, ref), {})[spoken] = text
    hits = []
    for row in rows:
        title = titles.get((row.kind, row.ref), {})
        shown = Text(title.get("en", row.ref), title.get("zh-hant", ""))
        spoken, text = _shown_text(
            row, texts.get((row.kind, row.ref), {}), matched, question, language
        )
        marker = question.marker
        part = excerpt(text, marker)
        hits.append(
            Hit(
                row.kind, row.ref, row.match, shown, part, spoken,
                marked(shown.in_language(language), marker), marked(part, marker),
            )
        )  # fmt: skip
    return hits


def _shown_text(
    row: _Row,
    texts: Mapping[str, str],
    matched: Mapping[int, tuple[Language, str]],
    question: Question,
    language: Language,
) -> tuple[Language, str]:
    """The text to quote: what matched, in the reader's language where that says it, too."""
    own = texts.get(language, "")
    if question.marker and question.marker.search(own):
        return language, own
    if row.id in matched:
        spoken, text = matched[row.id]
        if spoken == language or (question.marker and question.marker.search(text)):
            return spoken, text
    return language, own
