"""Names that are like a misspelt one, by the pieces of three letters that they share.

Only names are compared, some two thousand of them, in memory: over all text it would be slow and
find nothing that anybody meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from technopole.site.search.words import is_chinese, runs

__all__ = ["Like", "NameIndex", "distance"]

_ENOUGH: Final = 0.42
_CANDIDATES: Final = 40


@dataclass(frozen=True, slots=True)
class Named:
    """A name, and what bears it."""

    name: str
    kind: str
    ref: str


@dataclass(frozen=True, slots=True)
class Like:
    """A name that is like the one typed: 1 would be the same."""

    named: Named
    likeness: float


def _grams(text: str) -> set[str]:
    """Of a Latin word its pieces of three letters, ends marked; of Chinese each character."""
    found: set[str] = set()
    for run in runs(text):
        if is_chinese(run):
            found.update(run)
        else:
            word = f"  {run.casefold()} "
            found.update(word[index : index + 3] for index in range(len(word) - 2))
    return found


def distance(one: str, other: str, most: int) -> int:
    """How many letters are changed, missing, added or swapped; `most + 1` when it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


class NameIndex:
    """The names of a pack, and the words in them, by their pieces."""

    def __init__(self, names: Iterable[Named]) -> None:
        self.names = list(names)
        self._sizes: list[int] = []
        self._by_gram: dict[str, list[int]] = defaultdict(list)
        self._words: dict[str, str] = {}
        self._words_by_gram: dict[str, list[str]] = defaultdict(list)
        for index, named in enumerate(self.names):
            grams = _grams(named.name)
            self._sizes.append(len(grams))
            for gram in grams:
                self._by_gram[gram].append(index)
            for run in runs(named.name):
                if not is_chinese(run) and not run[0].isdigit():
                    word = run.casefold()
                    if word not in self._words:
                        self._words[word] = run
                        for gram in _grams(word):
                            self._words_by_gram[gram].append(word)

    def like(self, text: str, limit: int = 8) -> list[Like]:
        """The names most like a text, best first."""
        asked = _grams(text)
        shared: Counter[int] = Counter()
        for gram in asked:
            for index in self._by_gram.get(gram, ()):
                shared[index] += 1
        best: dict[tuple[str, str], Like] = {}
        for index, count in shared.most_common(_CANDIDATES * 4):
            named = self.names[index]
            of_asked, of_both = (
                count / len(asked),
                count / (len(asked) + self._sizes[index] - count),
            )
            score = 0.6 * of_asked + 0.4 * of_both
            key = (named.kind, named.ref)
            if score >= _ENOUGH and (key not in best or best[key].likeness < score):
                best[key] = Like(named, score)
        return sorted(best.values(), key=lambda like: (-like.likeness, like.named.name))[:limit]

    def knows(self, word: str) -> bool:
        """Whether the word stands in a name."""
        return word in self._words

    def nearest_word(self, word: str) -> str | None:
        """The word of a name, as written there, that a misspelt one most likely means; else None."""
        most = 1 if len(word) < 6 else 2 if len(word) < 11 else 3
        shared: Counter[str] = Counter()
        for gram in _grams(word):
            shared.update(self._words_by_gram.get(gram, ()))
        near = [
            (distance(word, candidate, most), -count, candidate)
            for candidate, count in shared.most_common(_CANDIDATES)
        ]
        found = min((one for one in near if one[0] <= most), default=None)
        return self._words[found[2]] if found else None
