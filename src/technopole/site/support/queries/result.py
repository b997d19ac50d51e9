"""What the printable result shows: each scheme that fits or might, why, and how to apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from technopole.evidence.units import unit_named
from technopole.evidence.wording import Text
from technopole.rules.combining import Pair, combined, offers_of
from technopole.rules.language import Scheme
from technopole.rules.wording import say_money_between
from technopole.site.support.queries.check import CaseDecided, decided
from technopole.site.support.queries.find import FindPage, find_page
from technopole.site.support.rules import rulebook_of

__all__ = ["ResultPage", "Sum", "result_page"]


@dataclass(frozen=True, slots=True)
class Sum:
    """What may be combined, where more than one scheme that fits gives money.

    certain:  the schemes that sources allow side by side, and what they give.
    possible: what would come of all pairs of which nobody says that they exclude each other.
    silent:   the pairs of which no source says anything.
    """

    certain: tuple[Scheme, ...]
    certain_amount: Text
    possible: tuple[Scheme, ...]
    possible_amount: Text
    silent: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The result on a day."""

    on: date
    found: FindPage
    fits: tuple[CaseDecided, ...]
    might_fit: tuple[CaseDecided, ...]
    together: tuple[Sum, ...]


def result_page(pack_id: str, given: Mapping[str, Any], on: date) -> ResultPage:
    """The result of some answers. Raises AnswersRefused when they cannot be taken."""
    found = find_page(pack_id, given, on)
    schemes = rulebook_of(pack_id).schemes
    fits = tuple(decided(pack_id, schemes[one.scheme.entity], given, on) for one in found.fits)
    return ResultPage(
        on,
        found,
        fits,
        tuple(decided(pack_id, schemes[one.scheme.entity], given, on) for one in found.might_fit),
        tuple(_sums(fits)),
    )


def _sums(fits: Iterable[CaseDecided]) -> Iterator[Sum]:
    offers = [
        offer
        for case in fits
        for offer in offers_of(
            case.scheme, {award.name: (award.low, award.high) for award in case.decision.awards}
        )
    ]
    for combination in combined(offers):
        certain, possible = combination.certain, combination.possible
        if not combination.pairs:
            continue
        unit = unit_named(combination.currency)
        yield Sum(
            tuple(offer.scheme for offer in certain.offers),
            say_money_between(certain.low, certain.high, unit),
            tuple(offer.scheme for offer in possible.offers),
            say_money_between(possible.low, possible.high, unit),
            possible.silent,
        )
