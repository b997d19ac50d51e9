"""The numbers in what a pack says that documents report: each must be a figure that was read there.

A pack's own words may hold digits, for they repeat a passage. So each number in them, in either
language, must be that of a fact read from the same lines, or of a fact of the same document on the
very thing that is spoken of. Days, years and names (5G, Web3, Batch 2) are no amounts.

>>> [str(each.amount) for each in numbers_in("合共3.65億元，涉及2,060人。", "zh-hant")]
['365000000', '2060']
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from technopole.evidence.anchors import Anchor
from technopole.evidence.figures import Number, Ratio
from technopole.evidence.observations import Observation
from technopole.evidence.wording import LANGUAGES, Language, Text
from technopole.plan.packs import Pack

__all__ = ["Saying", "facts_near", "loose", "names_of", "numbers_in", "sayings_of", "unread"]


@dataclass(frozen=True, slots=True)
class Saying:
    """What a pack says of a thing, and the passage; `about` is the entity, empty for none."""

    text: Text
    anchor: Anchor
    about: str


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it is written in words, and how much it is."""

    text: str
    amount: Fraction


_SCALES: Final = {
    "": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "千": 10**3, "萬": 10**4, "百萬": 10**6, "千萬": 10**7, "億": 10**8, "十億": 10**9,
    "百億": 10**10, "千億": 10**11, "萬億": 10**12,
}  # fmt: skip
_SCALE: Final = "|".join(sorted((s for s in _SCALES if s), key=len, reverse=True))
# Not within a name such as 5G, Web3, COVID-19 or 1823A.
_NUMBER: Final = re.compile(
    rf"(?<![A-Za-z\d.,-])(\d[\d,]*(?:\.\d+)?)(?!\d|[A-Za-z])(?: ?({_SCALE}))?"
)
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_YEAR: Final = r"(?:19|20)\d\d(?!\d|,\d)(?:[-–/]\d\d(?:\d\d)?(?!\d))?"
_NO_AMOUNTS: Final = {
    "en": re.compile(
        rf"\b\d{{1,2}}(?:(?: to |-|–| and )\d{{1,2}})? (?=(?:{_MONTHS})\b)"
        rf"|(?:(?<=January )|(?<=May )|(?<=June )|(?<=July ))\d{{1,2}}\b"
        rf"|\b{_YEAR}\b|\b(?:Batch|Phase|Stage|Annex|Chapter) \d+",
    ),
    "zh-hant": re.compile(
        rf"{_YEAR}(?:年|學年|財政年度|年度)?"
        r"|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}(?:至\d{1,2})?日|第\d+(?=[批期階章])"
    ),
}


def numbers_in(words: str, language: Language) -> Iterator[Written]:
    """The amounts that words hold in digits, with the scale that stands behind them."""
    for found in _NUMBER.finditer(_NO_AMOUNTS[language].sub(" ", words)):
        digits, scale = found[1].rstrip(","), found[2] or ""
        yield Written(found[0].strip(), Fraction(digits.replace(",", "")) * _SCALES[scale])


def sayings_of(pack: Pack) -> tuple[Saying, ...]:
    """What a pack says of initiatives and entities, each from one passage."""
    return (
        *(
            Saying(report.says, report.anchor, each.entity or "")
            for each in pack.initiatives.values()
            for report in each.history
        ),
        *(Saying(each.says, each.anchor, each.entity) for each in pack.register.statements),
    )


def names_of(pack: Pack) -> tuple[str, ...]:
    """Every name of the pack that holds a digit, the longest first."""
    names = {
        name
        for entity in pack.register.entities.values()
        for name in (
            entity.name.en,
            entity.name.zh_hant,
            *(other.name for other in entity.names),
        )
    }
    names |= {
        name for each in pack.initiatives.values() for name in (each.name.en, each.name.zh_hant)
    }
    return tuple(
        sorted((n for n in names if any(sign.isdigit() for sign in n)), key=lambda n: (-len(n), n))
    )


def facts_near(saying: Saying, pack: Pack) -> tuple[Observation, ...]:
    """The facts read from a saying's own lines, and those of the document on the very same thing."""
    return tuple(
        fact
        for fact in pack.evidence.by_source.get(saying.anchor.source, ())
        if (fact.anchor.first <= saying.anchor.last and saying.anchor.first <= fact.anchor.last)
        or (saying.about and fact.subject == saying.about)
    )


def unread(saying: Saying, pack: Pack, names: Collection[str]) -> tuple[str, ...]:
    """The numbers of a saying, in either language, that no fact of its passage holds."""
    numbers = list(_all_numbers(saying.text, names))
    if not numbers:
        return ()
    amounts = {amount for fact in facts_near(saying, pack) for amount in _amounts(fact)}
    return tuple(dict.fromkeys(each.text for each in numbers if each.amount not in amounts))


def loose(text: Text, names: Collection[str]) -> tuple[str, ...]:
    """All numbers of words that come from no one passage."""
    return tuple(dict.fromkeys(each.text for each in _all_numbers(text, names)))


def _all_numbers(text: Text, names: Collection[str]) -> Iterator[Written]:
    for language in LANGUAGES:
        words = text.in_language(language)
        if any(sign.isdigit() for sign in words):
            for name in names:
                words = words.replace(name, " ")
            yield from numbers_in(words, language)


def _amounts(fact: Observation) -> tuple[Fraction, ...]:
    match fact.figure.value:
        case Number(low, high):
            return (low, high)
        case Ratio(parts):
            return parts
        case _:
            return ()
