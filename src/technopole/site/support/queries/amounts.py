"""What a scheme gives if it fits, in words: one place for every page, with the bounds of `decide`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from secrets import token_bytes
from typing import Final

from technopole.evidence.wording import Text
from technopole.rules.language import Scheme
from technopole.rules.ranges import Answer
from technopole.rules.readers.decide import Decision, decide
from technopole.rules.wording import say_award

__all__ = ["amounts_of", "amounts_so_far"]

# People go to and fro between a few answers; what they said must not be found in memory for it.
_MOST_KEPT: Final = 512
_KEY: Final = token_bytes(32)
_kept: Final[dict[tuple[str, str, date, bytes], tuple[tuple[Text, Text], ...]]] = {}


def amounts_of(scheme: Scheme, decision: Decision) -> tuple[tuple[Text, Text], ...]:
    """Each award, and how much it is; one that is paid by no one and nothing is left out."""
    paid = {award.name for award in scheme.awards if award.paid}
    return tuple(
        (
            award.says,
            say_award(award.low, award.high, award.unit, open_still=bool(decision.missing)),
        )
        for award in decision.awards
        if award.name in paid or award.high != 0
    )


def amounts_so_far(
    pack_id: str, scheme: Scheme, answers: Mapping[str, Answer], on: date
) -> tuple[tuple[Text, Text], ...]:
    """The same for some answers, decided once; kept by a digest under this process's own key."""
    asked = {question.name for question in scheme.questions}
    mine = {name: answer for name, answer in answers.items() if name in asked}
    said = repr(sorted(mine.items())).encode()
    case = pack_id, scheme.entity, on, blake2b(said, key=_KEY, digest_size=20).digest()
    found = _kept.get(case)
    if found is None:
        found = amounts_of(scheme, decide(scheme, mine, on))
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[case] = found
    return found
