"""How both ends of a dated value are found: on a day, over a run of days, or over all that may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Final

import polars as pl

from technopole.rules.readers.columns.expressions.values import (
    YES,
    Ends,
    both,
    day,
    either,
    negated,
    number,
    truth_of,
)
from technopole.rules.transforms.integers import Dated

__all__ = [
    "DAYS", "NUMBERS", "TRUTHS", "End", "Key", "met_by", "possible_ends", "sure_ends",
]  # fmt: skip

Key = int | None
"""One end in a segment: a number or a day; 0 or 1; bits of options; None where there is no end."""

Met = Sequence[tuple[pl.Expr, pl.Expr]]
"""Segments: whether each is met, and its end."""


@dataclass(frozen=True, slots=True)
class End:
    """How one end of a dated value is found.

    of:     the end in a segment.
    joined: the end over several segments, all of which may be met.
    make:   the expression of an end.
    over:   the end over several segments, by the tests whether each is met.
    """

    of: Callable[[Dated], Key]
    joined: Callable[[Sequence[Key]], Key]
    make: Callable[[Key], pl.Expr]
    over: Callable[[Met], pl.Expr]


def met_by(event: Ends, segments: Sequence[tuple[int, Key]]) -> Iterator[tuple[pl.Expr, Key]]:
    """Each segment, given with its first day, with the test whether a run of days meets it."""
    for place, (start, key) in enumerate(segments):
        test = event.high >= day(start) if place else YES
        if place + 1 < len(segments):
            test = both(test, event.low < day(segments[place + 1][0]))
        yield test, key


def _low_of(row: Dated) -> Key:
    return row.low


def _high_of(row: Dated) -> Key:
    return row.high


def _bounded_high_of(row: Dated) -> Key:
    return None if row.open else row.high


def _least(keys: Sequence[Key]) -> Key:
    return min(key for key in keys if key is not None)


def _most(keys: Sequence[Key]) -> Key:
    return None if None in keys else max(key for key in keys if key is not None)


def _every(keys: Sequence[Key]) -> Key:
    return reduce(and_, (key or 0 for key in keys))


def _some(keys: Sequence[Key]) -> Key:
    return reduce(or_, (key or 0 for key in keys))


def _least_met(met: Met) -> pl.Expr:
    return pl.min_horizontal(pl.when(test).then(value) for test, value in met)


def _most_met(met: Met) -> pl.Expr:
    most = pl.max_horizontal(pl.when(test).then(value) for test, value in met)
    return pl.when(~reduce(either, (test & value.is_null() for test, value in met))).then(most)


def _met_by_every(met: Met) -> pl.Expr:
    return reduce(both, (either(negated(test), value) for test, value in met))


def _met_by_some(met: Met) -> pl.Expr:
    return reduce(either, (both(test, value) for test, value in met))


def sure_ends(make: Callable[[Key], pl.Expr]) -> End:
    """What surely holds: on every segment that is met."""
    return End(_low_of, _every, make, _met_by_every)


def possible_ends(make: Callable[[Key], pl.Expr]) -> End:
    """What can hold: on some segment that is met."""
    return End(_high_of, _some, make, _met_by_some)


NUMBERS: Final = (
    End(_low_of, _least, number, _least_met), End(_bounded_high_of, _most, number, _most_met)
)  # fmt: skip
DAYS: Final = End(_low_of, _least, day, _least_met), End(_high_of, _most, day, _most_met)
TRUTHS: Final = sure_ends(truth_of), possible_ends(truth_of)
