"""The most that one may combine: which schemes go together, and what that gives at least.

A source may say that two schemes may be had side by side, or that they exclude each other; most say
nothing, and what nobody says is unknown. So there are two answers: the best combination of which
every pair is known to be allowed, and what would be possible if the silent pairs were allowed too.
Amounts of different currencies are never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations

from technopole.rules.language import Scheme, Stacking

__all__ = [
    "Combination",
    "Combined",
    "Offer",
    "Pair",
    "Together",
    "combined",
    "offers_of",
    "pair_of",
]


class Together(StrEnum):
    """Whether two schemes may be had side by side."""

    ALLOWED = "allowed"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a scheme that fits gives in one currency; high is None when unbounded."""

    scheme: Scheme
    currency: str
    low: Fraction
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two schemes, whether they go together, and the statements that say so; none where nobody does."""

    one: Scheme
    other: Scheme
    together: Together
    because: tuple[Stacking, ...]


@dataclass(frozen=True, slots=True)
class Combined:
    """Several schemes had together, with what they give.

    silent: the pairs of which no source says whether they go together.
    """

    offers: tuple[Offer, ...]
    low: Fraction
    high: Fraction | None
    silent: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """What can be combined in one currency.

    certain:  the best of which every pair is known to be allowed; one scheme alone always is.
    possible: the best if every pair were allowed of which nobody says that it is not.
    pairs:    every pair of the offers.
    """

    currency: str
    certain: Combined
    possible: Combined
    pairs: tuple[Pair, ...]


def offers_of(
    scheme: Scheme, amounts: Mapping[str, tuple[Fraction, Fraction | None]]
) -> tuple[Offer, ...]:
    """What a scheme that fits gives, one offer per currency.

    amounts: the lowest and the highest amount of each award, by its name. An award that does not
             add to what is received, such as a tax deduction, is no offer.
    """
    lows: dict[str, Fraction] = {}
    highs: dict[str, Fraction | None] = {}
    for award in scheme.awards:
        currency = award.value.unit.id
        if not award.paid or award.name not in amounts or currency not in _CURRENCIES:
            continue
        low, high = amounts[award.name]
        lows[currency] = lows.get(currency, Fraction(0)) + low
        before = highs.get(currency, Fraction(0))
        highs[currency] = None if before is None or high is None else before + high
    return tuple(Offer(scheme, currency, low, highs[currency]) for currency, low in lows.items())


_CURRENCIES = frozenset({"HKD", "RMB", "USD", "EUR"})


def combined(offers: Iterable[Offer]) -> tuple[Combination, ...]:
    """The best combinations of some offers, one answer per currency, in the order of the offers."""
    by_currency: dict[str, list[Offer]] = {}
    for offer in offers:
        by_currency.setdefault(offer.currency, []).append(offer)
    return tuple(_combination(currency, mine) for currency, mine in by_currency.items())


def _combination(currency: str, offers: Sequence[Offer]) -> Combination:
    pairs = {
        (one, other): pair_of(offers[one].scheme, offers[other].scheme)
        for one, other in combinations(range(len(offers)), 2)
    }
    allowed = {places for places, pair in pairs.items() if pair.together is Together.ALLOWED}
    open_too = {places for places, pair in pairs.items() if pair.together is not Together.EXCLUDED}
    certain, possible = _best(offers, allowed), _best(offers, open_too)
    return Combination(
        currency,
        _as_combined(offers, certain, pairs),
        _as_combined(offers, possible, pairs),
        tuple(pairs.values()),
    )


def pair_of(one: Scheme, other: Scheme) -> Pair:
    """Whether two schemes go together, as far as any source says.

    A statement about this very pair goes before one about any other public money; of two such
    statements that contradict each other nothing follows.
    """
    named = [*_about(one, other), *_about(other, one)]
    said = named or [*_about(one, None), *_about(other, None)]
    verdicts = {statement.allowed for statement in said}
    if not verdicts or (named and len(verdicts) == 2):
        return Pair(one, other, Together.UNKNOWN, tuple(said))
    if False in verdicts:
        because = tuple(statement for statement in said if not statement.allowed)
        return Pair(one, other, Together.EXCLUDED, because)
    return Pair(one, other, Together.ALLOWED, tuple(said))


def _about(scheme: Scheme, other: Scheme | None) -> Iterator[Stacking]:
    """What a scheme says of another; of any public money when there is none."""
    names = {""} if other is None else {other.entity, *other.also}
    yield from (statement for statement in scheme.stacking if statement.other in names)


def _best(offers: Sequence[Offer], together: set[tuple[int, int]]) -> tuple[int, ...]:
    """The offers with the largest sum of lows of which every pair goes together.

    Exact: every such set is looked at, the larger offers first, and a branch is left when all that
    remains cannot beat the best so far.
    """
    order = sorted(range(len(offers)), key=lambda place: (-offers[place].low, place))
    best: tuple[Fraction, int, tuple[int, ...]] = (Fraction(-1), 0, ())

    def extend(chosen: tuple[int, ...], total: Fraction, rest: Sequence[int]) -> None:
        nonlocal best
        # Of two combinations that give the same at least, the one of more schemes gives more at most.
        if (total, len(chosen)) > best[:2]:
            best = (total, len(chosen), chosen)
        for place, offer in enumerate(rest):
            left = rest[place:]
            ceiling = total + sum((offers[one].low for one in left), Fraction(0))
            if (ceiling, len(chosen) + len(left)) <= best[:2]:
                return
            after = [o for o in rest[place + 1 :] if (min(o, offer), max(o, offer)) in together]
            extend((*chosen, offer), total + offers[offer].low, after)

    extend((), Fraction(0), order)
    return tuple(sorted(best[2]))


def _as_combined(
    offers: Sequence[Offer], chosen: Sequence[int], pairs: Mapping[tuple[int, int], Pair]
) -> Combined:
    mine = tuple(offers[place] for place in chosen)
    highs = [offer.high for offer in mine]
    high: Fraction | None = Fraction(0)
    for one in highs:
        high = None if high is None or one is None else high + one
    silent = tuple(
        pairs[places]
        for places in combinations(chosen, 2)
        if pairs[places].together is Together.UNKNOWN
    )
    return Combined(mine, sum((offer.low for offer in mine), Fraction(0)), high, silent)
