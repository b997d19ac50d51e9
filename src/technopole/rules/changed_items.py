"""Lists with one thing changed: one field of one item answered otherwise, or one item left out.

What comes close to an answer stands first. Which of the lists makes a difference is for the caller to
decide; here they are only made, each with the words that say what was changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from technopole.evidence.wording import Text
from technopole.rules.nodes import Kind, Node, Question
from technopole.rules.ranges import Answer
from technopole.rules.thresholds import turns
from technopole.rules.wording import say_answer

__all__ = ["Items", "changed_items"]

Items = tuple[Mapping[str, Answer], ...]
_MOST_ITEMS: Final = 12  # the items that a page has room for


def changed_items(
    tests: Sequence[Node], known: Mapping[str, Answer], things: Question, given: Items
) -> Iterator[Sequence[tuple[Items, Text]]]:
    """Lists that differ in one respect, each with what differs as “if …” in both languages.

    Those of which the first that makes a difference is enough come together, the nearest first.

    tests: the conditions whose thresholds say which numbers and days are worth trying.
    """
    rest = {name: answer for name, answer in known.items() if name != things.name}
    steps = [step for test in tests for step in turns(test, rest) if step.items == things]
    for place, item in enumerate(given[:_MOST_ITEMS]):
        for inner in things.about.fields:
            if inner.name not in item:
                continue
            near = [n for s in steps if s.question.name == inner.name for n in s.near]
            tried = [
                (
                    (*given[:place], {**item, inner.name: other}, *given[place + 1 :]),
                    _if_answered(place + 1, inner, other, item[inner.name]),
                )
                for other in _others(inner, item[inner.name], near)
            ]
            yield from (
                [tried] if inner.kind in (Kind.NUMBER, Kind.DAY) else [[one] for one in tried]
            )
    for place in range(min(len(given), _MOST_ITEMS)) if len(given) > 1 else ():
        number = place + 1
        without = (*given[:place], *given[number:])
        yield [(without, Text(f"If item {number} were left out", f"若不計第{number}項"))]


def _others(inner: Question, given: Answer, near: Sequence[Fraction | date]) -> list[Answer]:
    """The other answers worth trying, the nearest first."""
    match inner.kind:
        case Kind.TRUTH:
            return [not given]
        case Kind.CHOICE:
            return [option for option, _ in inner.about.options if option != given]
        case Kind.NUMBER | Kind.DAY:
            found = [answer for answer in dict.fromkeys(near) if answer != given]
            return sorted(found, key=lambda answer: abs(answer - given))  # type: ignore[operator]
        case _:
            return []


def _if_answered(number: int, inner: Question, other: Answer, given: Answer) -> Text:
    about = inner.about
    if isinstance(other, bool) and about.yes:
        says = about.yes if other else about.no
        return Text(f"If for item {number} {says.en}", f"若第{number}項中，{says.zh_hant}")
    now, before = say_answer(inner, other), say_answer(inner, given)
    noun = about.noun or Text(f"“{about.wording.en}”", f"「{about.wording.zh_hant}」")
    return Text(
        f"If for item {number} {noun.en} were {now.en} instead of {before.en}",
        f"若第{number}項的{noun.zh_hant}由{before.zh_hant}改為{now.zh_hant}",
    )
