"""The solver's own verdict on a partial case: what decides whether another reader's is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from technopole.rules.language import Award, Consistency, Scheme
from technopole.rules.nodes import Not
from technopole.rules.readers.prove.checks import Ground, today_of
from technopole.rules.readers.prove.encoding import CannotEncode, Encoding, Items, Reading
from technopole.rules.readers.prove.solving import (
    Budget,
    Found,
    check,
    greatest_cents,
    least_cents,
)

__all__ = ["Extent", "Judged", "judge"]

Expression = Any


@dataclass(frozen=True, slots=True)
class Extent:
    """What an award can come to over the completions that fit, floored to the cent.

    low, high:  the least and the greatest; high is None where there is no greatest.
    sure:       whether both are exact. Else completions reach from low to high, and perhaps beyond.
    """

    name: str
    low: Fraction
    high: Fraction | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What the completions of a partial case come to.

    can_fit:  whether some completion fits; None where the solver cannot tell.
    can_fail: whether some completion does not fit; None where the solver cannot tell.
    awards:   what each award can come to; empty where nothing fits.
    """

    can_fit: bool | None
    can_fail: bool | None
    awards: tuple[Extent, ...]


_TRUTH = {Found.YES: True, Found.NO: False, Found.UNTOLD: None}


def judge(
    scheme: Scheme,
    answers: Mapping[str, Any],
    on: date,
    consistency: Iterable[Consistency],
    budget: Budget,
) -> Judged:
    """Judge a partial case; see `technopole.rules.readers.prove.judged`."""
    ground = Ground.of(scheme, consistency, on, budget)
    known = {q.name: answers[q.name] for q in ground.asked if q.name in answers}
    given = {**today_of(scheme, on), **known}
    fits = ground.find(ground.eligible, given=given)
    fails = ground.find(Not(ground.eligible), given=given)
    if fits.found is not Found.YES:
        return Judged(_TRUTH[fits.found], _TRUTH[fails.found], ())
    awards = tuple(_extent(ground, award, given) for award in scheme.awards)
    return Judged(True, _TRUTH[fails.found], awards)


def _extent(ground: Ground, award: Award, given: Mapping[str, Any]) -> Extent:
    """From real cases the reach, from all lists its ends: where both agree it is exact."""
    real = _ends(ground, award, given, Items.FULL)
    every = _ends(ground, award, given, Items.ANY)
    low, high, sure = real
    return Extent(award.name, low, high, sure and every[2] and (low, high) == every[:2])


def _ends(
    ground: Ground, award: Award, given: Mapping[str, Any], items: Items
) -> tuple[Fraction, Fraction | None, bool]:
    encoding = Encoding(items=items)
    reading = Reading(encoding, given)
    try:
        holds: Sequence[Expression] = [
            reading.read(test) for test in (ground.eligible, *ground.consistent)
        ]
        paid = reading.read(award.value)
    except CannotEncode:
        return Fraction(0), None, False
    if check(encoding, holds, ground.budget)[0] is not Found.YES:
        return Fraction(0), None, False
    low, low_sure = least_cents(encoding, holds, paid, ground.budget)
    high, high_sure = greatest_cents(encoding, holds, paid, ground.budget)
    return (
        Fraction(max(0, low or 0), 100),
        None if high is None else Fraction(max(0, high), 100),
        low_sure and high_sure,
    )
