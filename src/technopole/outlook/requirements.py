"""What it would take: the growth a target still needs, against what was achieved and the best there was.

All of it is exact. The growth of amounts in per cent is a root and shown to ten decimals; the year in
which a pace catches up is found by comparing whole powers, so that no rounding moves it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, lcm
from typing import Final

from technopole.evidence.measures import Good
from technopole.evidence.wording import Text
from technopole.outlook.pace import base_of
from technopole.outlook.roots import Exact, growth
from technopole.outlook.settings import NO_NOTE
from technopole.outlook.tracks import Goal, Point, Track, reaches

__all__ = [
    "HORIZON",
    "CatchUp",
    "Pace",
    "Requirement",
    "pace_between",
    "required_of",
    "requirements_of",
]

HORIZON: Final = 100
"""How many years after the newest figure a catch-up is looked for."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The way from one figure to another, as an amount a year and as growth a year.

    amount: in the indicator's unit for every year, with its sign.
    growth: as a share (0.05 is 5 %), exactly; None where per cent make no sense, as from zero or of a
            total since a beginning.
    years:  the time between the two, to the month where they are stated as of a day or month.
    """

    first: Point
    last: Point
    amount: Fraction
    growth: Exact | None

    @property
    def years(self) -> Fraction:
        """How many years lie between them."""
        return self.last.moment - self.first.moment

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts that it follows from."""
        return (self.first.observation.id, self.last.observation.id)


@dataclass(frozen=True, slots=True)
class CatchUp:
    """When a pace that goes on reaches the target.

    year:   the first year whose figure meets it; None when it does not within the horizon.
    reason: why not; empty otherwise.
    """

    year: int | None
    reason: Text


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one target still takes.

    latest:       the newest figure.
    left:         from the newest figure to the target, in the indicator's unit, with its sign; zero
                  or against the direction of good once it is met.
    left_percent: the same in per cent of the newest figure; None where that is zero.
    covered:      the share of the way from the base to the target that is behind; None where no way
                  leads there from the base.
    years_left:   from the newest figure to the end of the year of the target's figure, to the month
                  where the newest is stated as of a day or month; None without a year.
    amount:       what each of those years must bring, in the unit; None where none are left, or
                  nothing is.
    growth:       the yearly growth that leads there; None likewise, and where per cent make no sense.
    no_growth:    why there is no growth in per cent; empty otherwise.
    achieved:     the pace since the base; None with fewer than two figures.
    best_amount:  the stretch between two neighbouring figures that brought most a year in the
                  direction of good; None where no stretch went that way.
    best_growth:  the same by growth a year.
    by_amount:    when the pace since the base catches up, the same amount every year.
    by_growth:    when it does, the same growth every year.
    """

    goal: Goal
    latest: Point
    met: bool
    left: Fraction
    left_percent: Fraction | None
    covered: Fraction | None
    years_left: Fraction | None
    amount: Fraction | None
    growth: Exact | None
    no_growth: Text
    achieved: Pace | None
    best_amount: Pace | None
    best_growth: Pace | None
    by_amount: CatchUp
    by_growth: CatchUp

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts that it follows from."""
        paces = (self.achieved, self.best_amount, self.best_growth)
        found = [self.goal.point.observation.id, self.latest.observation.id]
        found += [fact for pace in paces if pace is not None for fact in pace.facts]
        return tuple(dict.fromkeys(found))

    @property
    def times_achieved(self) -> Fraction | None:
        """How many times the amount a year so far each year must bring; None where that makes no sense."""
        if self.amount is None or self.achieved is None:
            return None
        return _times(self.amount, self.achieved.amount)

    @property
    def times_best(self) -> Fraction | None:
        """How many times the best amount a year so far each year must bring; None likewise."""
        if self.amount is None or self.best_amount is None:
            return None
        return _times(self.amount, self.best_amount.amount)


def _times(wanted: Fraction, had: Fraction) -> Fraction | None:
    return wanted / had if had != 0 and (wanted > 0) == (had > 0) else None


_NO_POINTS: Final = Text(
    "Only one figure is known, and a pace needs two.", "只有一個數字，進度至少需要兩個。"
)
_MET: Final = Text("The target is met already.", "目標已經達到。")
_STILL: Final = Text("At the pace since the base nothing changes.", "自基準年起沒有變動。")
_AWAY: Final = Text(
    "The pace since the base leads away from the target.", "自基準年起的變動與目標背道而馳。"
)
_BEYOND: Final = Text(
    f"Not within {HORIZON} years of the newest figure.", f"最新數字之後{HORIZON}年內未能達到。"
)
_ZERO: Final = Text(
    "From zero, or across it, nothing grows by per cent.", "零或正負之間不能以百分率計算增長。"
)
_COUNTED: Final = Text(
    "A total since a beginning grows by what is added each year, not by per cent.",
    "由起始累計的總數按每年新增數量增加，不以百分率計算。",
)


def requirements_of(track: Track) -> tuple[Requirement, ...]:
    """What each target that is a number still takes; none without a figure or a direction of good."""
    return tuple(found for goal in track.goals if (found := required_of(track, goal)) is not None)


def required_of(track: Track, goal: Goal) -> Requirement | None:
    """What one target still takes; None without a figure or a direction of good."""
    latest, good = track.latest, track.good
    if latest is None or good is Good.NONE:
        return None
    based = base_of(track)
    base = based[0] if based else None
    left = goal.value - latest.value
    met = reaches(latest.value, goal.value, good)
    years_left = None if goal.figure_year is None else goal.figure_year - latest.moment
    ahead = years_left is not None and years_left > 0 and not met
    no_growth = _no_growth(track, latest.value, goal.value) if ahead else NO_NOTE
    by_growth = not track.cumulative
    paces = [pace_between(*pair, by_growth=by_growth) for pair in pairwise(track.points)]
    achieved = pace_between(base, latest, by_growth=by_growth) if base is not None else None
    return Requirement(
        goal=goal,
        latest=latest,
        met=met,
        left=left,
        left_percent=left / abs(latest.value) * 100 if latest.value else None,
        covered=_covered(base, latest, goal, good),
        years_left=years_left,
        amount=left / years_left if ahead and years_left else None,
        growth=(
            _growth(latest.value, goal.value, years_left)
            if ahead and years_left and not no_growth
            else None
        ),
        no_growth=no_growth,
        achieved=achieved,
        best_amount=_best_amount(paces, good),
        best_growth=None if track.cumulative else _best_growth(paces, good),
        by_amount=_by_amount(latest, goal, good, achieved),
        by_growth=_by_growth(track, latest, goal, achieved),
    )


def pace_between(first: Point, last: Point, *, by_growth: bool = True) -> Pace:
    """The pace from one point to a later one. by_growth: whether per cent make sense of such figures."""
    years = last.moment - first.moment
    same_side = (first.value > 0 and last.value > 0) or (first.value < 0 and last.value < 0)
    return Pace(
        first,
        last,
        (last.value - first.value) / years,
        _growth(first.value, last.value, years) if same_side and by_growth else None,
    )


def _growth(first: Fraction, last: Fraction, years: Fraction) -> Exact:
    """Growth a year over a number of years that need not be whole: the root of a whole power."""
    part = years.denominator
    return (
        growth(first**part, last**part, years.numerator)
        if part > 1
        else growth(first, last, years.numerator)
    )


def _no_growth(track: Track, latest: Fraction, wanted: Fraction) -> Text:
    if track.cumulative:
        return _COUNTED
    return NO_NOTE if latest * wanted > 0 else _ZERO


def _covered(base: Point | None, latest: Point, goal: Goal, good: Good) -> Fraction | None:
    if base is None or reaches(base.value, goal.value, good):
        return None
    return (latest.value - base.value) / (goal.value - base.value)


def _direction(good: Good) -> int:
    return 1 if good is Good.UP else -1


def _best_amount(paces: Iterable[Pace], good: Good) -> Pace | None:
    right = [pace for pace in paces if pace.amount * _direction(good) > 0]
    return max(right, key=lambda pace: pace.amount * _direction(good), default=None)


def _best_growth(paces: Iterable[Pace], good: Good) -> Pace | None:
    """By growth; of falling figures the steepest fall, of negative ones the steepest towards good."""
    best: tuple[Exact, Pace] | None = None
    for pace in paces:
        if pace.growth is None or pace.amount * _direction(good) <= 0:
            continue
        speed = pace.growth * pace.growth.sign()
        if best is None or speed > best[0]:
            best = (speed, pace)
    return None if best is None else best[1]


def _stuck(latest: Point, goal: Goal, good: Good, achieved: Pace | None) -> CatchUp | None:
    """Why no pace leads to the target; None where one may."""
    if reaches(latest.value, goal.value, good):
        return CatchUp(None, _MET)
    if achieved is None:
        return CatchUp(None, _NO_POINTS)
    if achieved.amount == 0:
        return CatchUp(None, _STILL)
    if achieved.amount * _direction(good) < 0:
        return CatchUp(None, _AWAY)
    return None


def _by_amount(latest: Point, goal: Goal, good: Good, achieved: Pace | None) -> CatchUp:
    stuck = _stuck(latest, goal, good, achieved)
    if stuck is not None or achieved is None:
        return stuck or CatchUp(None, _NO_POINTS)
    year = ceil(latest.moment + (goal.value - latest.value) / achieved.amount)
    return CatchUp(year, NO_NOTE) if year - latest.year <= HORIZON else CatchUp(None, _BEYOND)


def _by_growth(track: Track, latest: Point, goal: Goal, achieved: Pace | None) -> CatchUp:
    good = track.good
    stuck = _stuck(latest, goal, good, achieved)
    if stuck is not None or achieved is None:
        return stuck or CatchUp(None, _NO_POINTS)
    if track.cumulative:
        return CatchUp(None, _COUNTED)
    if achieved.growth is None or latest.value * goal.value <= 0:
        return CatchUp(None, _ZERO)
    # Growth for n years at the pace of `span` years reaches the target when
    # (last / first) ^ n is past (target / last) ^ span: whole powers, hence no root and no rounding.
    # Where a figure is of a month, both powers are raised by twelve, so that they stay whole.
    ratio = latest.value / achieved.first.value
    to_the_end = latest.year - latest.moment
    parts = lcm(achieved.years.denominator, to_the_end.denominator)
    wanted = (goal.value / latest.value) ** int(achieved.years * parts)
    grows = ratio > 1
    reached, a_year = ratio ** int(to_the_end * parts), ratio**parts
    for years in range(HORIZON + 1):
        if reached >= wanted if grows else reached <= wanted:
            return CatchUp(latest.year + years, NO_NOTE)
        reached *= a_year
    return CatchUp(None, _BEYOND)
