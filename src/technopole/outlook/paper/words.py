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
    r"fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|[mbtr]+illions?|dozens?|scores?|twice|thrice|"
    r"one-\w+|two-\w+|three-\w+|"
    # a half, a third of it, a quarter; “second-hand” and “the third time” are no shares
    r"half|halves|halved|halving|(?:a|an|one|per|by a) (?:third(?! part| countr| person)|quarter|fifth|sixth|seventh|eighth|ninth|tenth)|"
    r"(?:thirds|fifths|sixths|sevenths|eighths|ninths|tenths|hundredths?|thousandths?)|"
    r"doubl(?:ed?|es|ing)|trebl(?:ed?|es|ing)|tripl(?:ed?|es|ing)|quadrupl(?:ed?|es|ing)|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|many|hundred|thousand)fold)\b",
    re.IGNORECASE,
)
# Of two letters and more; of other letters most are abbreviations (CV, XL).
_ROMAN: Final = re.compile(r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?<=[IVX])\b")
_CJK: Final = "〇零一二兩三四五六七八九十廿卅百千萬億兆壹貳叁參肆伍陸柒捌玖拾佰仟"
_WHOLE: Final = "二兩三四五六七八九"  # “one” is mostly no number: 一般, 統一
_CHINESE: Final = re.compile(
    rf"第[{_CJK}]+"  # an ordinal
    rf"|[{_CJK}]+分(?:之)?[{_WHOLE}一十百千萬](?!鐘|[A-Za-z])"  # a fraction
    rf"|(?=[{_CJK}]*[十百千萬億兆廿卅拾佰仟])(?!萬一|千萬別)[{_CJK}]{{2,}}"  # a number of several signs
    r"|[數幾][十百千萬億]+|成[千百]上[萬千]|[近逾過半]百(?=[個項家名間位人])"
    r"|(?<![上下])[逾過近約]?一?半(?=[數的以個年,，。；、]|$)|[逾過近]半|半數|一半|多半"  # a half
    rf"|翻[{_CJK}]*[番倍]|倍增|加倍|減半|[{_CJK}幾數]+倍|[{_CJK}]+[厘成](?![為立功果員熟長])"
    rf"|廿[{_CJK}]*|卅[{_CJK}]*"
    # a number before what is counted or measured; “另一個” and its like count nothing
    rf"|(?<![{_CJK}同另每某任唯單統])[{_CJK}]+"
    r"(?=[個項家間名位人次宗份倍元年月日所座條種類級期批組歲季層塊])"
    rf"|(?<![{_CJK}])[{_WHOLE}十]+(?=大(?![量力])|方面|[國地市省區校院局港島路點步輪度成](?!分))"
    r"|(?<![一-鿿])十(?![一-鿿])"
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
    written = _ENGLISH.search(text) or _ROMAN.search(text) or _CHINESE.search(text)
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
