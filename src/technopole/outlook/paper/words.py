"""The words of a paper, which hold no number: a number enters only through a reference.

A digit that somebody types is a number that nobody can check. So words are looked at where they
are written, in both languages, and refused when they hold one, as a digit or written out:

>>> Message.of("The fund holds HK$10 billion.", "基金有100億元。")
Traceback (most recent call last):
...
technopole.outlook.paper.words.FreeNumber: “The fund holds HK$10 billion.” holds the number “10”. ...
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from technopole.evidence.wording import Language

__all__ = ["FreeNumber", "Message", "Slot", "SlotsDiffer", "Words", "free_number"]

_SLOT: Final = re.compile(r"\{([a-z_]+)\}")
_ENGLISH: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|[mbtr]+illions?|dozens?|twice|thrice|"
    r"one-\w+|two-\w+|three-\w+)\b",
    re.IGNORECASE,
)
_CJK: Final = "〇零一二兩三四五六七八九十百千萬億兆"
_CHINESE: Final = re.compile(
    rf"第[{_CJK}]+"  # an ordinal
    rf"|[{_CJK}]+分之[{_CJK}]+"  # a fraction
    rf"|(?=[{_CJK}]*[十百千萬億兆])[{_CJK}]{{2,}}"  # a number of several signs
    # a number before what is counted or measured; “另一個” and its like count nothing
    rf"|(?<![{_CJK}同另每某任唯單統])[{_CJK}]+"
    r"(?=[個項家間名位人次宗份倍成元年月日所座條種類級期批組歲季層塊])",
)


class FreeNumber(ValueError):
    """Words hold a number that comes from nowhere."""


class SlotsDiffer(ValueError):
    """The two languages of a message do not say the same things, or one of them says nothing."""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words of one language. Raises FreeNumber when they hold a number."""

    text: str

    def __post_init__(self) -> None:
        refuse_number(self.text, self.text)


@dataclass(frozen=True, slots=True)
class Slot:
    """The place in a message where a reference stands."""

    name: str


def free_number(text: str) -> str | None:
    """The first number in words, as a digit of any script or written out; None when there is none.

    >>> free_number("Web3"), free_number("約十億元"), free_number("twelve lines"), free_number("一般而言")
    ('3', '十億', 'twelve', None)
    """
    for index, sign in enumerate(text):
        if sign.isnumeric() and unicodedata.category(sign) != "Lo":
            found = re.match(r"[\d.,]*\d|.", text[index:])
            return found[0] if found else sign
    written = _ENGLISH.search(text) or _CHINESE.search(text)
    return written[0] if written else None


def refuse_number(text: str, whole: str) -> None:
    """Raise FreeNumber when the text holds a number; `whole` is what the error quotes."""
    number = free_number(text)
    if number is not None:
        raise FreeNumber(
            f"“{whole}” holds the number “{number}”. A paper's numbers enter through references: put a "
            "place such as {figure} there and give it a FactReference (a figure of a document), a "
            "CountReference (how many of something), a DerivedReference (worked out from figures), a "
            "DateReference (a day, a year), a NameReference (a name such as 1823 or Web3) or a "
            "NumberingReference (a section or table of the paper)."
        )


@dataclass(frozen=True, slots=True)
class Message:
    """The same sentence in English and in Traditional Chinese, with named places for references.

    en, zh_hant: words and slots in the order of that language; both have the same slots.
    """

    en: tuple[Words | Slot, ...]
    zh_hant: tuple[Words | Slot, ...]

    @classmethod
    def of(cls, en: str, zh_hant: str) -> Message:
        """Read a message. Raises FreeNumber, or SlotsDiffer when one language lacks something."""
        if not (en.strip() and zh_hant.strip()):
            raise SlotsDiffer(f"“{en or zh_hant}” stands in one language only. Write it in both.")
        if set(_SLOT.findall(en)) != set(_SLOT.findall(zh_hant)):
            only = sorted(set(_SLOT.findall(en)) ^ set(_SLOT.findall(zh_hant)))
            raise SlotsDiffer(
                f"“{en}” and “{zh_hant}” do not name the same places: {', '.join(only)} stands in "
                "one language only. Name each place in both."
            )
        return cls(tuple(_parts(en)), tuple(_parts(zh_hant)))

    @property
    def slots(self) -> frozenset[str]:
        """The names of its places."""
        return frozenset(part.name for part in self.en if isinstance(part, Slot))

    def parts(self, language: Language) -> tuple[Words | Slot, ...]:
        """Its words and places in the order of a language."""
        return self.zh_hant if language == "zh-hant" else self.en


def _parts(text: str) -> Iterator[Words | Slot]:
    end = 0
    for found in _SLOT.finditer(text):
        if found.start() > end:
            yield _words(text[end : found.start()], text)
        yield Slot(found[1])
        end = found.end()
    if end < len(text):
        yield _words(text[end:], text)


def _words(text: str, whole: str) -> Words:
    refuse_number(text, whole)
    if "{" in text or "}" in text:
        raise SlotsDiffer(
            f"“{whole}” has a brace that opens no place. Write places as {{name}}, in small letters."
        )
    return Words(text)
