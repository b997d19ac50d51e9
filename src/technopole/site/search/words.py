"""Words of English and Chinese text, as the index keeps them and a question asks for them.

English words stay as they are written ("i&t", "r&d", "1.13"), folded to small letters, with their
singular beside them: a stemmer would turn "I&T" and "IT" into nothing. Chinese has no gaps between
words, so each two neighbouring characters make a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = [
    "Term", "Vector", "all_of", "any_of", "folded", "id_word", "is_chinese", "key_of", "phrase", "quoted", "runs",
    "terms",
]  # fmt: skip

_CHINESE: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER: Final = r"[^\W_" + _CHINESE + "]"
_RUN: Final = re.compile(
    rf"[{_CHINESE}]+|{_LETTER}+(?:[&.'@]{_LETTER}+)*\+?",
)
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LOOSE_AND: Final = re.compile(r"\b([A-Za-z]) ?& ?([A-Za-z])\b")
_NUMBER_AND_UNIT: Final = re.compile(
    r"(\d+(?:\.\d+)?)(m|mn|million|bn|b|billion|k|%)", re.IGNORECASE
)
_SCALES: Final = {
    "m": "million", "mn": "million", "million": "million",
    "bn": "billion", "b": "billion", "billion": "billion", "k": "thousand",
}  # fmt: skip
_STOP: Final = frozenset(
    "a an and are as at be by for from has in is its of on or that the their this to was were "
    "which will with".split()
)
_LAST_POSITION: Final = 16_383
_MOST_POSITIONS: Final = 255
_LONGEST_WORD: Final = 100


@dataclass(frozen=True, slots=True)
class Term:
    """One place of a text: the words that stand there, and where.

    words: alternatives of one another, the one written first.
    """

    position: int
    words: tuple[str, ...]


def folded(text: str) -> str:
    """The text with wide, ligature and typographic forms made plain; case is kept."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("\x00", "")
    return _LOOSE_AND.sub(r"\1&\2", _THOUSANDS.sub("", plain))


def is_chinese(run: str) -> bool:
    """Whether a run is of Chinese characters."""
    return bool(re.match(rf"[{_CHINESE}]", run))


def runs(text: str) -> Iterator[str]:
    """The runs of Chinese characters and the words of other scripts, as written."""
    for found in _RUN.finditer(folded(text)):
        run = found.group()
        measured = _NUMBER_AND_UNIT.fullmatch(run)
        if measured:
            yield measured[1]
            if scale := _SCALES.get(measured[2].lower()):
                yield scale
        else:
            yield run if is_chinese(run) else run[:_LONGEST_WORD]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _forms(run: str) -> tuple[str, ...]:
    """The forms under which a word is kept; none for a word that says nothing."""
    word = run.casefold().removesuffix("'s")
    # "it" is a pronoun and "IT" is not.
    if word in _STOP or (word == "it" and run != "IT"):
        return ()
    forms = [word, _singular(word)]
    if word.endswith("+"):
        forms.append(word[:-1])
    return tuple(dict.fromkeys(forms))


def terms(text: str, start: int = 1, *, asked: bool = False) -> Iterator[Term]:
    """The terms of a text, in order, from position `start` on.

    asked: read it as a question: "it" alone then means IT, and no form is added that would find
           what was not asked for.
    """
    position = start
    for run in runs(text):
        if is_chinese(run):
            for index in range(len(run) - 1):
                yield Term(position, (run[index : index + 2],))
                position += 1
            if not asked or len(run) == 1:
                # The last character by itself, so that one character can be found anywhere.
                yield Term(position, (run[-1],))
            position += 1
            continue
        forms = _forms("IT" if asked and run.casefold() == "it" else run)
        if asked and run.endswith("+"):
            forms = forms[:1]
        if forms:
            yield Term(position, forms)
        position += 1


def key_of(text: str) -> str:
    """A name's key: equal for names that are the same but for case, plural and little words.

    >>> key_of("The Hong Kong Science Parks"), key_of("數碼港")
    ('hong kong science park', '數碼港')
    """
    parts = []
    for run in runs(text):
        if is_chinese(run):
            parts.append(run)
        elif forms := _forms("IT" if run.casefold() == "it" else run):
            parts.append(forms[1] if len(forms) > 1 and not forms[0].endswith("+") else forms[0])
    return " ".join(parts) or folded(text).casefold().strip()


class Vector:
    """A document's words with their places and weights, as PostgreSQL's `tsvector` writes them.

    Weights: A the name, B other names and numbers, C what it is of, D the rest.
    """

    def __init__(self) -> None:
        self._places: dict[str, list[str]] = {}
        self._next = 1

    def add(self, text: str, weight: str) -> None:
        """Add a text; a gap keeps its words from making phrases with the text before."""
        last = self._next
        joined = _joined_hyphens(text)
        for term in (*terms(text, self._next), *(Term(self._next, (word,)) for word in joined)):
            last = max(last, term.position)
            if term.position > _LAST_POSITION:
                continue
            for word in term.words:
                places = self._places.setdefault(word, [])
                if len(places) < _MOST_POSITIONS:
                    places.append(f"{term.position}{weight}")
        self._next = last + 10

    def add_id(self, name: str) -> None:
        """Add an id as one word that no text holds."""
        self._places.setdefault(id_word(name), []).append("1A")

    def __str__(self) -> str:
        return " ".join(f"{quoted(word)}:{','.join(at)}" for word, at in self._places.items())


def id_word(name: str) -> str:
    """The word under which a thing is found by its id, typed with or without its marks."""
    return f"id:{key_of(name)}"


def _joined_hyphens(text: str) -> Iterator[str]:
    """Words with a hyphen as one word: "start-ups" as "startups" and "startup"."""
    for found in re.finditer(rf"{_LETTER}+(?:-{_LETTER}+)+", folded(text)):
        yield from _forms(found.group().replace("-", ""))


def quoted(word: str) -> str:
    """A word as a lexeme in PostgreSQL's notation."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def phrase(found: Sequence[Term], *, marks: str = "", open_end: bool = False) -> str:
    """The terms as a `tsquery`: each at its distance from the one before.

    marks:    weights to which the words are bound, such as "AB"; empty for any.
    open_end: let the last word be the beginning of a longer one.
    """
    parts: list[str] = []
    for index, term in enumerate(found):
        ends = open_end and index == len(found) - 1
        words = [_marked(word, marks, ends) for word in term.words]
        one = words[0] if len(words) == 1 else f"({' | '.join(words)})"
        if parts:
            parts.append(f"<{term.position - found[index - 1].position}>")
        parts.append(one)
    return " ".join(parts)


def _marked(word: str, marks: str, ends: bool) -> str:
    long_enough = len(word) >= 3 or is_chinese(word)
    star = "*" if ends and long_enough and not word[-1].isdigit() else ""
    flags = f"{star}{marks}"
    return f"{quoted(word)}:{flags}" if flags else quoted(word)


def any_of(queries: Iterable[str]) -> str:
    """A `tsquery` that one of several satisfies."""
    return " | ".join(f"({query})" for query in dict.fromkeys(queries) if query)


def all_of(queries: Iterable[str]) -> str:
    """A `tsquery` that all of several satisfy."""
    return " & ".join(f"({query})" for query in queries if query)
