"""A question as it was typed, with everything that its words may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from technopole.plan.packs import Pack
from technopole.plan.synonyms import Synonym
from technopole.site.search.words import (
    Term,
    all_of,
    any_of,
    folded,
    id_word,
    is_chinese,
    key_of,
    phrase,
    quoted,
    runs,
    terms,
)

__all__ = ["Question", "Thesaurus", "excerpt", "marked", "plain", "thesaurus"]

_MOST_READINGS: Final = 6
_MOST_UNITS: Final = 24
_LONGEST: Final = 300


class Thesaurus:
    """A pack's synonyms, looked up either way."""

    def __init__(self, synonyms: Iterable[Synonym]) -> None:
        self.meanings: dict[str, list[str]] = {}
        for synonym in synonyms:
            self._add(synonym.word, synonym.means)
            self._add(synonym.means, synonym.word)
        self.longest = max((len(key.split()) for key in self.meanings), default=0)

    def _add(self, one: str, other: str) -> None:
        found = self.meanings.setdefault(key_of(one), [])
        if other not in found:
            found.append(other)


_thesauri: dict[str, Thesaurus] = {}


def thesaurus(pack: Pack) -> Thesaurus:
    """The thesaurus of a pack, made once a version."""
    if pack.version not in _thesauri:
        if len(_thesauri) > 1:
            _thesauri.clear()
        _thesauri[pack.version] = Thesaurus(pack.synonyms)
    return _thesauri[pack.version]


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a question that must be found: in the words typed, or in others of that meaning."""

    readings: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What somebody looks for.

    text:  as typed.
    units: what must all be found, in order.
    """

    text: str
    units: tuple[Unit, ...]

    @classmethod
    def of(cls, text: str, known: Thesaurus) -> Question:
        """Read a question."""
        pieces = list(runs(text))[:_MOST_UNITS]
        units: list[Unit] = []
        index = 0
        while index < len(pieces):
            if is_chinese(pieces[index]):
                units.append(Unit(_chinese_readings(pieces[index], known.meanings)))
                index += 1
                continue
            length = _longest_known(pieces, index, known)
            span = " ".join(pieces[index : index + max(length, 1)])
            also = known.meanings.get(key_of(span), []) if length else []
            units.append(Unit((span, *also)[:_MOST_READINGS]))
            index += max(length, 1)
        return cls(text, tuple(unit for unit in units if any(_read(r) for r in unit.readings)))

    def query(self, marks: str = "") -> str:
        """The `tsquery` that finds every unit; bound to words of these weights if any are named."""
        last = len(self.units) - 1
        words = all_of(
            any_of(
                phrase(_read(reading), marks=marks, open_end=place == last and order == 0)
                for order, reading in enumerate(unit.readings)
            )
            for place, unit in enumerate(self.units)
        )
        return any_of([words, quoted(id_word(self.text))]) if words else ""

    def loose_query(self) -> str:
        """The `tsquery` that finds any word of any unit."""
        return any_of(
            phrase([term], open_end=False)
            for unit in self.units
            for reading in unit.readings[:1]
            for term in _read(reading)
        )

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of names that answer the whole question exactly."""
        keys = [key_of(self.text)]
        if len(self.units) == 1:
            keys += [key_of(reading) for reading in self.units[0].readings]
        return tuple(dict.fromkeys(keys))

    @cached_property
    def marker(self) -> re.Pattern[str] | None:
        """What to mark in a text that was found."""
        parts: set[str] = set()
        for unit in self.units:
            for reading in unit.readings:
                for run in runs(reading):
                    if is_chinese(run):
                        parts.add(re.escape(run))
                        if len(run) > 3:
                            parts.update(re.escape(run[i : i + 2]) for i in range(len(run) - 1))
                    elif _read(run):
                        word = re.escape(run.casefold().removesuffix("'s").removesuffix("s"))
                        parts.add(rf"(?<![A-Za-z0-9]){word}[A-Za-z]*" if len(run) > 2
                                  else rf"(?<![A-Za-z0-9&]){word}(?![A-Za-z0-9&])")  # fmt: skip
        if not parts:
            return None
        return re.compile("|".join(sorted(parts, key=len, reverse=True)), re.IGNORECASE)


@lru_cache(maxsize=4096)
def _read(reading: str) -> tuple[Term, ...]:
    return tuple(terms(reading, asked=True))


def _chinese_readings(run: str, meanings: Mapping[str, list[str]]) -> tuple[str, ...]:
    """A run of characters, and the run with a word in it said otherwise."""
    readings = [run]
    for word in sorted((w for w in meanings if is_chinese(w) and w in run), key=len, reverse=True):
        readings += [
            run.replace(word, means) if is_chinese(means) else means for means in meanings[word]
        ]
    return tuple(dict.fromkeys(readings))[:_MOST_READINGS]


def _longest_known(pieces: list[str], index: int, known: Thesaurus) -> int:
    """How many of the next words together have a meaning in the thesaurus; 0 when none has."""
    for length in range(min(known.longest + 2, len(pieces) - index), 0, -1):
        span = pieces[index : index + length]
        if any(is_chinese(piece) for piece in span):
            continue
        if key_of(" ".join(span)) in known.meanings:
            return length
    return 0


def marked(text: str, marker: re.Pattern[str] | None) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is what was looked for."""
    if marker is None:
        return [(text, False)]
    pieces: list[tuple[str, bool]] = []
    end = 0
    for found in marker.finditer(text):
        if found.start() > end:
            pieces.append((text[end : found.start()], False))
        pieces.append((found.group(), True))
        end = found.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return pieces


def excerpt(text: str, marker: re.Pattern[str] | None, length: int = 220) -> str:
    """The part of a text around what was looked for."""
    if len(text) <= length:
        return text
    found = marker.search(text) if marker else None
    start = max(0, (found.start() if found else 0) - length // 3)
    if start:
        start = text.find(" ", start, start + 30) + 1 or start
    stop = start + length
    cut = text.rfind(" ", start + length - 30, stop) if stop < len(text) else len(text)
    piece = text[start : cut if cut > start else stop].strip()
    return f"{'… ' if start else ''}{piece}{' …' if stop < len(text) else ''}"


def plain(text: str) -> str:
    """A question's text as it is shown and asked again: white space collapsed, of a sane length."""
    return " ".join(folded(text).split())[:_LONGEST]
