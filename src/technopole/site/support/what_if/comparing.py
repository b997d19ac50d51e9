"""Two rules over one table of applicants: what each gives, and who gains and loses between them.

Amounts are whole cents in 64 bits; nothing is rounded but averages, down to the cent. Where an
answer or a figure is missing, an amount is between two ends, and who may gain or lose is counted
apart from who surely does: unknown is never zero.

Only this module's caller loads NumPy with it, after the workers have forked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = [
    "NO_END",
    "Amount",
    "Bin",
    "Comparison",
    "Group",
    "Grouping",
    "Measured",
    "Side",
    "Totals",
    "compare",
    "measured",
    "totals_of",
]  # fmt: skip

Whole = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

NO, YES, UNKNOWN = 0, 1, 2
NO_END: Final = 2**60
"""The high end of an amount that nothing bounds."""

_BINS: Final = 6  # on either side of nothing
_ROUND: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in cents, or the ends between which it lies; `high` None where there is none."""

    low: int
    high: int | None

    @property
    def exact(self) -> bool:
        """Whether both ends are one."""
        return self.low == self.high


@dataclass(frozen=True, eq=False)
class Measured:
    """What a rule gives to each row.

    eligible:  0 no, 1 yes, 2 unknown.
    low, high: what it receives, between these; nothing where it is not eligible, and where it may
               not be, from nothing on. One array where every row is exact.
    """

    eligible: npt.NDArray[np.uint8]
    low: Whole
    high: Whole

    @property
    def exact(self) -> bool:
        """Whether every amount is known."""
        return self.low is self.high

    def of(self, rows: npt.NDArray[np.intp]) -> Measured:
        """What it gives to some of the rows."""
        low = self.low[rows]
        return Measured(self.eligible[rows], low, low if self.exact else self.high[rows])


@dataclass(frozen=True, slots=True)
class Totals:
    """What a rule gives in all.

    unknown: of how many it is not known whether they are eligible.
    open:    of how many who are eligible the amount is not known.
    total:   what all receive.
    mean, median: of those surely eligible; None where there is none.
    """

    eligible: int
    unknown: int
    open: int
    total: Amount
    mean: Amount | None
    median: Amount | None


@dataclass(frozen=True, slots=True)
class Side:
    """Those who gain, or those who lose: how many, and what in all (never below zero)."""

    count: int
    amount: Amount


@dataclass(frozen=True, slots=True)
class Bin:
    """Changes of amount above `over`, up to `upto`, in cents; both below zero for losses.

    over, upto: None where the last bin on a side has no end.
    """

    over: int | None
    upto: int | None
    count: int
    amount: int


@dataclass(frozen=True, eq=False)
class Grouping:
    """Which group each row belongs to, from 0 to `groups` - 1."""

    codes: npt.NDArray[np.uint8]
    groups: int


@dataclass(frozen=True, slots=True)
class Group:
    """What becomes of a group of rows."""

    eligible_before: int
    eligible_after: int
    unknown_after: int
    before: Amount
    after: Amount
    gain: int
    lose: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What becomes of a table's rows when one rule takes the place of another.

    gain, lose:     who surely receives more, or less.
    same:           how many surely receive the same, nothing included.
    unsure:         of how many it cannot be said.
    enter, leave:   how many are surely eligible only after, or only before.
    bins:           the exact changes by size, losses first; largest losses at the top.
    groups:         by trait, in the order of its groups.
    """

    rows: int
    before: Totals
    after: Totals
    gain: Side
    lose: Side
    same: int
    unsure: int
    enter: int
    leave: int
    bins: tuple[Bin, ...]
    groups: Mapping[str, tuple[Group, ...]]


def measured(
    eligible: npt.NDArray[np.uint8], lows: list[Whole], highs: list[Whole], *, complete: bool
) -> Measured:
    """What a rule gives to each row, of what it gives by each award if eligible.

    highs:    below zero where nothing bounds them.
    complete: whether no row has anything missing, so that highs need not be looked at.
    """
    low: Whole = lows[0] if len(lows) == 1 else np.sum(lows, axis=0, dtype=np.int64)
    if complete:
        return Measured(eligible, low, low)
    low = np.where(eligible == YES, low, 0)
    high = np.zeros_like(low)
    endless = np.zeros(len(low), dtype=bool)
    for one in highs:
        high += np.maximum(one, 0)
        endless |= one < 0
    high = np.where(endless, NO_END, high)
    high = np.where(eligible == NO, 0, high)
    return Measured(eligible, low, high)


def totals_of(found: Measured) -> Totals:
    """What a rule gives in all."""
    yes = found.eligible == YES
    count = int(yes.sum())
    unknown = 0 if found.exact else int((found.eligible == UNKNOWN).sum())
    lows = found.low[yes]
    highs = lows if found.exact else found.high[yes]
    return Totals(
        eligible=count,
        unknown=unknown,
        open=0 if found.exact else int((lows != highs).sum()),
        total=_total(found.low, found.high),
        mean=_between(_mean(lows), _mean(highs)) if count else None,
        median=_between(_median(lows), _median(highs)) if count else None,
    )


def _total(low: Whole, high: Whole) -> Amount:
    least = int(low.sum())
    if high is low:
        return Amount(least, least)
    endless = len(high) > 0 and int(high.max()) >= NO_END
    return Amount(least, None if endless else int(high.sum()))


def _between(low: int, high: int) -> Amount:
    return Amount(low, None if high >= NO_END else high)


def _mean(values: Whole) -> int:
    if int(values.max()) >= NO_END:
        return NO_END
    return int(values.sum()) // len(values)


def _median(values: Whole) -> int:
    """The middle one, or half-way between the two in the middle, down to the cent."""
    middle = len(values) // 2
    if len(values) % 2:
        return int(np.partition(values, middle)[middle])
    lower, upper = np.partition(values, (middle - 1, middle))[middle - 1 : middle + 1]
    return (int(lower) + int(upper)) // 2


def compare(
    before: Measured, after: Measured, groupings: Mapping[str, Grouping], known: Totals | None = None,
    *, rows: int | None = None,
) -> Comparison:  # fmt: skip
    """Who gains and who loses when `after` takes the place of `before`.

    known: the totals of `before`, if they have been worked out.
    rows:  how many applicants there are, where those who are eligible under neither are left out.
    """
    rows = len(before.eligible) if rows is None else rows
    # Most applicants ask for something else, and get nothing before and after.
    some = np.flatnonzero((before.eligible != NO) | (after.eligible != NO))
    was, will = before.of(some), after.of(some)
    exact = was.exact and will.exact
    least = will.low - was.high
    most = least if exact else will.high - was.low
    gain, lose = least > 0, most < 0
    winners, losers = int(gain.sum()), int(lose.sum())
    unsure = 0 if exact else int(((least <= 0) & (most >= 0) & (least != most)).sum())
    return Comparison(
        rows=rows,
        before=known or totals_of(before),
        after=totals_of(will),
        gain=Side(winners, _total(least[gain], least[gain] if exact else most[gain])),
        lose=Side(losers, _lost(least[lose], most[lose])),
        same=rows - winners - losers - unsure,
        unsure=unsure,
        enter=int(((was.eligible == NO) & (will.eligible == YES)).sum()),
        leave=int(((was.eligible == YES) & (will.eligible == NO)).sum()),
        bins=_bins(least if exact else least[least == most]),
        groups={
            name: _groups(Grouping(grouping.codes[some], grouping.groups), was, will, gain, lose)
            for name, grouping in groupings.items()
        },
    )


def _lost(least: Whole, most: Whole) -> Amount:
    """Losses as amounts above zero."""
    low = -int(most.sum())
    endless = len(least) > 0 and int(least.min()) <= -NO_END // 2
    return Amount(low, None if endless else -int(least.sum()))


def _groups(
    by: Grouping, was: Measured, will: Measured, gain: Bools, lose: Bools
) -> tuple[Group, ...]:
    codes, groups = by.codes, by.groups

    def counted(which: Bools) -> list[int]:
        return [int(n) for n in np.bincount(codes[which], minlength=groups)]

    columns = [
        counted(was.eligible == YES),
        counted(will.eligible == YES),
        counted(will.eligible == UNKNOWN),
        _amounts(codes, groups, was),
        _amounts(codes, groups, will),
        counted(gain),
        counted(lose),
    ]
    return tuple(Group(*row) for row in zip(*columns, strict=True))


def _amounts(codes: npt.NDArray[np.uint8], groups: int, found: Measured) -> list[Amount]:
    lows = _sums(codes, groups, found.low)
    if found.exact:
        return [Amount(low, low) for low in lows]
    endless = found.high >= NO_END
    without = np.bincount(codes[endless], minlength=groups)
    highs = _sums(codes, groups, np.where(endless, 0, found.high))
    return [
        Amount(low, None if none else high)
        for low, high, none in zip(lows, highs, without, strict=True)
    ]


def _sums(codes: npt.NDArray[np.uint8], groups: int, values: Whole) -> list[int]:
    """The sum of some values in each group, in whole numbers throughout."""
    sums = np.zeros(groups, np.int64)
    np.add.at(sums, codes, values)
    return [int(n) for n in sums]


# ── By size ───────────────────────────────────────────────────────────────────────────────────


def _bins(changes: Whole) -> tuple[Bin, ...]:
    """Changes by size, in steps that read well, the same to both sides; no bin where nothing changes."""
    changed = changes[changes != 0]
    if not len(changed):
        return ()
    sizes = np.abs(changed)
    nearly_all = int(np.partition(sizes, (len(sizes) - 1) * 49 // 50)[(len(sizes) - 1) * 49 // 50])
    step = _step(nearly_all, _BINS - 1)
    open_ended = int(sizes.max()) > step * _BINS
    places = np.minimum((sizes - 1) // step, _BINS - 1)
    found = []
    for sign in (-1, 1):
        here = changed * sign > 0
        counts = np.bincount(places[here], minlength=_BINS)
        furthest = int(np.flatnonzero(counts)[-1]) if counts.any() else -1
        side = []
        for place in range(furthest + 1):
            inner, outer = place * step * sign, (place + 1) * step * sign
            end = None if open_ended and place == _BINS - 1 else outer
            over, upto = (inner, end) if sign > 0 else (end, inner)
            amount = int(changed[here & (places == place)].sum())
            side.append(Bin(over, upto, int(counts[place]), amount))
        found += side if sign > 0 else side[::-1]
    return tuple(found)


def _step(most: int, count: int) -> int:
    """The smallest round number of cents of which `count` reach `most`."""
    least = -(-most // count)
    power = 1
    while True:
        for digit in _ROUND:
            if digit * power >= least:
                return digit * power
        power *= 10
