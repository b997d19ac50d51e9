"""Reading figures back out of a passage, to prove that it bears the value recorded from it.

This is not an extractor: a person read the documents. It answers one question, "could these
words have been read as that value?", for numbers in digits and words, amounts with scales,
ratios, and dates whose year, month and day may stand apart. It is exact where it answers yes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Final

from technopole.evidence.figures import Figure, Number, Ratio
from technopole.evidence.periods import Period

__all__ = ["Reading", "bears"]


class Reading(StrEnum):
    """How a value stands in its passage."""

    PRINTED = "printed"
    """The figure, number word or date stands there."""
    IMPLIED = "implied"
    """Part of a date stands there; the context gives the rest."""
    COUNTED = "counted"
    """Counted from a list in the passage."""
    DERIVED = "derived"
    """Worked out from what is printed, as the note says."""
    GARBLED = "garbled"
    """Misprinted or misread by the scan: the digits stand there, the form is wrong."""


_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
            "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        start=1,
    )
}
_WORDS: Final[dict[str, Fraction]] = {
    **{word: Fraction(number) for number, word in enumerate(_ONES)},
    **{word: Fraction(10 * number) for number, word in enumerate(_TENS, start=2)},
    **{
        f"{tens}-{ones}": Fraction(10 * t + o)
        for t, tens in enumerate(_TENS, start=2)
        for o, ones in enumerate(_ONES[1:10], start=1)
    },
    **{word: Fraction(number) for word, number in _ORDINALS.items()},
    "once": Fraction(1),
    "single": Fraction(1),
    "only": Fraction(1),
    "top": Fraction(1),
    "top-notch": Fraction(1),
    "highest": Fraction(1),
    "largest": Fraction(1),
    "biggest": Fraction(1),
    "leading": Fraction(1),
    "twice": Fraction(2),
    "two-fold": Fraction(2),
    "twofold": Fraction(2),
    "double": Fraction(2),
    "doubled": Fraction(2),
    "doubling": Fraction(2),
    "both": Fraction(2),
    "second-largest": Fraction(2),
    "threefold": Fraction(3),
    "three-fold": Fraction(3),
    "triple": Fraction(3),
    "tripled": Fraction(3),
    "half": Fraction(1, 2),
    "one-half": Fraction(1, 2),
    "one-third": Fraction(1, 3),
    "two-thirds": Fraction(2, 3),
    "one-quarter": Fraction(1, 4),
    "three-quarters": Fraction(3, 4),
    "decade": Fraction(10),
    "century": Fraction(100),
    "hundred": Fraction(100),
    "hundreds": Fraction(100),
    "thousand": Fraction(1000),
    "million": Fraction(10**6),
    "billion": Fraction(10**9),
    "trillion": Fraction(10**12),
}
_SCALES: Final = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_MONTHS: Final = {
    name[: length or None]: number
    for number, name in enumerate(
        (
            "january february march april may june july august september october november december"
        ).split(),
        start=1,
    )
    for length in (0, 3)
}
_PER_CENT: Final = {"%": Fraction(1), "per cent": Fraction(1), "percent": Fraction(1)}

_DIGITS = r"\d{1,3}(?:[,   ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"hundred|thousand|million|billion|trillion"
_SCALED: Final = re.compile(
    rf"(?P<digits>{_DIGITS})(?:\s*-?\s*(?P<scale>{_SCALE}))?", re.IGNORECASE
)
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?")
_ORDINAL_DIGITS: Final = re.compile(r"(\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*", re.IGNORECASE)
_WORD_SCALED: Final = re.compile(
    rf"(?P<word>[a-z]+(?:-[a-z]+)?)\s+(?P<scale>{_SCALE})s?\b", re.IGNORECASE
)
_SPOKEN_FRACTION: Final = re.compile(
    r"\b(one|two|three)[ -](third|quarter|fifth|half)s?\b", re.IGNORECASE
)
_RATIO: Final = re.compile(
    r"(\d+(?:\.\d+)?)\s*(?:\([^)]*\))?\s*[:：]\s*(\d+(?:\.\d+)?)", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d|21\d\d)(?!\d)")
_SPLIT_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[/–—-]\s*(\d{2,4})(?!\d)")
_TURN_OF_PERIOD: Final = (
    (re.compile(r"\b(end|ends|end-|year-end|late|close)\b|\bend[- ]?(?=\d)", re.IGNORECASE), (12,)),
    (re.compile(r"\bmid\b|\bmid-|\bmiddle\b", re.IGNORECASE), (6,)),
    (re.compile(r"\bearly\b|\bbeginning\b|\bstart\b", re.IGNORECASE), (1,)),
)
_QUARTER: Final = re.compile(
    r"\b(first|second|third|fourth|last|1st|2nd|3rd|4th)\s+(quarter|half)\b|\bQ([1-4])\b",
    re.IGNORECASE,
)
_QUARTER_NUMBER: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4,
}  # fmt: skip


@lru_cache(maxsize=4096)
def _numbers(passage: str) -> frozenset[Fraction]:
    """Every number that the passage could be read to state."""
    return frozenset(_each_number(passage))


def _each_number(passage: str) -> Iterator[Fraction]:
    for found in _SCALED.finditer(passage):
        number = Fraction(re.sub(r"[,   ]", "", found["digits"]))
        yield number
        if found["scale"]:
            yield number * _SCALES[found["scale"].lower()]
    for found in _PLAIN.finditer(passage):
        # "in 2014 3 755 start-ups": a run that looks grouped may be two numbers side by side.
        yield Fraction(found[0])
    for found in _ORDINAL_DIGITS.finditer(passage):
        yield Fraction(found[1])
    for found in _WORD.finditer(passage):
        word = found[0].lower()
        if word in _WORDS:
            yield _WORDS[word]
        for part in word.split("-"):
            if part in _WORDS:
                yield _WORDS[part]
    for found in _WORD_SCALED.finditer(passage):
        if (word := found["word"].lower()) in _WORDS:
            yield _WORDS[word] * _SCALES[found["scale"].lower()]
    for found in _SPOKEN_FRACTION.finditer(passage):
        parts = {"half": 2, "third": 3, "quarter": 4, "fifth": 5}
        yield _WORDS[found[1].lower()] / parts[found[2].lower()]


def _ratios(passage: str) -> Iterator[tuple[Fraction, Fraction]]:
    for found in _RATIO.finditer(passage):
        yield Fraction(found[1]), Fraction(found[2])
    lowered = passage.lower()
    if "one-to-one" in lowered or "dollar-for-dollar" in lowered or "matching" in lowered:
        yield Fraction(1), Fraction(1)


def _years(passage: str) -> set[int]:
    years = {int(found[1]) for found in _YEAR.finditer(passage)}
    for found in _SPLIT_YEAR.finditer(passage):
        first = int(found[1])
        years.add(first)
        tail = found[2]
        years.add(int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail[-2:]))
    for found in re.finditer(r"(?<!\d)((?:18|19|20)\d)0s", passage):
        years.update(range(int(found[1]) * 10, int(found[1]) * 10 + 10))
    return years


def _months(passage: str) -> set[int]:
    months = {
        _MONTHS[word.lower()]
        for word in re.findall(r"[A-Za-z]+", passage)
        if word.lower() in _MONTHS
    }
    for pattern, numbers in _TURN_OF_PERIOD:
        if pattern.search(passage):
            months.update(numbers)
    for found in _QUARTER.finditer(passage):
        if found[3]:
            first, length = int(found[3]) * 3 - 2, 3
        else:
            length = 3 if found[2].lower() == "quarter" else 6
            number = min(_QUARTER_NUMBER[found[1].lower()], 12 // length)
            first = (number - 1) * length + 1
        months.update(range(first, first + length))
    return months


def _date_parts_printed(period: Period, passage: str) -> tuple[bool, bool]:
    """Whether all, and whether any, of a period's year, month and day stand in the passage."""
    years, months, numbers = _years(passage), _months(passage), _numbers(passage)
    checks: list[bool] = []
    ends = [end for end in (period.first, period.last) if end is not None]
    checks.extend(end.year in years for end in ends)
    notation = re.sub(r"[FS]Y\d{4}/\d{2}", "", period.text)
    if re.search(r"-\d{2}|-[QH]\d", notation):
        checks.extend(_month_stands(end, months) for end in ends)
    if re.search(r"\d{4}-\d{2}-\d{2}", notation):
        checks.extend(_day_stands(end, numbers, passage) for end in ends)
    return all(checks), any(checks)


def _month_stands(end: date, months: set[int]) -> bool:
    return end.month in months


def _day_stands(end: date, numbers: frozenset[Fraction], passage: str) -> bool:
    """A day is printed as its number; "end-2024" and "end of October" stand for the last day."""
    return Fraction(end.day) in numbers or bool(
        re.search(r"\bend\b|\bend-", passage, re.IGNORECASE)
    )


def _digits_stand(figure: Figure, passage: str) -> bool:
    """Whether the value's digits stand in the passage once all marks between digits are dropped."""
    wanted = re.sub(r"\D", "", figure.text)
    significant = wanted.rstrip("0") or wanted
    tokens = [re.sub(r"\D", "", token) for token in re.findall(r"\d[\d.,   ]*", passage)]
    return any(significant in token for token in tokens)


def bears(figure: Figure, reading: Reading, passage: str) -> bool:
    """Whether the passage (white space collapsed) bears the figure in the way `reading` says.

    What is counted or derived is not printed, so only the passage's hash speaks for it; the
    answer is then always yes.
    """
    passage = passage.replace("\\$", "$")
    match reading:
        case Reading.COUNTED | Reading.DERIVED:
            return True
        case Reading.GARBLED:
            if isinstance(figure.value, Period):
                return _date_parts_printed(figure.value, passage)[1]
            return _digits_stand(figure, passage)
        case Reading.PRINTED | Reading.IMPLIED:
            return _stands(figure, passage, whole=reading is Reading.PRINTED)


def _stands(figure: Figure, passage: str, *, whole: bool) -> bool:
    match figure.value:
        case Period():
            return _date_parts_printed(figure.value, passage)[0 if whole else 1]
        case Ratio(parts):
            if any(pair == parts for pair in _ratios(passage)):
                return True
            return all(part in _numbers(passage) for part in parts)
        case Number(low, high):
            numbers = _numbers(passage)
            return {low, high} <= numbers
        case _:
            return True
