"""Histories: a track as plain numbers, with the scale on which it moves and the room of each figure.

From here on the outlook computes in floats. Each figure keeps the room that its statement leaves:
"over 90" is more than 90 and at most 100, "1.0" is 0.95 to 1.05. A forecast starts anywhere in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import exp, floor, isfinite, log
from typing import Final

from technopole.evidence.figures import Figure, Number, Qualifier
from technopole.evidence.measures import Good
from technopole.evidence.wording import Text
from technopole.outlook.pooling import WANDERS, Steps
from technopole.outlook.settings import Scale
from technopole.outlook.tracks import Goal, Point, Track

__all__ = [
    "EDGE", "SMALLEST", "Aim", "History", "NotForecast", "aims_of", "histories_of", "history_of", "inverse", "refusal",
    "transformed",
]  # fmt: skip

# What is counted one by one.
_WHOLE: Final = frozenset({"count", "persons", "projects", "storeys"})
# A share stated as all or nothing has no log odds: it is read as this far from the end.
EDGE: Final = 0.005
SMALLEST: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as a number: the year whose figure counts, and which side of the value is good.

    name:   the fact that states it.
    strict: whether reaching the value itself is not enough ("over 100").
    ease:   the value that still counts as "about" what is stated; the value itself elsewhere.
    """

    name: str
    year: int
    value: float
    up: bool
    strict: bool = False
    ease: float | None = None


@dataclass(frozen=True)
class History:
    """Figures of ascending years, and what is known of their kind.

    id:         of the indicator or series; the seed hangs on it.
    room:       the least and the most that each figure may stand for.
    limit:      the ceiling of a share; None where there is none.
    floor:      what no value may fall below; None where there is no such.
    cumulative: whether the figures can only rise.
    whole:      whether values are counted one by one.
    pool:       which series lend one another what they know; series of one scale by default.
    moments:    when each figure stood, with a year for its end (August 2023 is 2022 and 8/12); the years
                themselves where nothing is said.
    """

    id: str
    years: tuple[int, ...]
    values: tuple[float, ...]
    scale: Scale = Scale.LOG
    room: tuple[tuple[float, float], ...] = ()
    limit: float | None = None
    floor: float | None = None
    cumulative: bool = False
    whole: bool = False
    pool: str = ""
    moments: tuple[float, ...] = ()

    @property
    def times(self) -> tuple[float, ...]:
        """The times between which it moves: a total since a beginning by the month, all else by whole years."""
        return self.moments if self.cumulative and self.moments else self.years

    @property
    def begins(self) -> int:
        """The first year to come: the one that still runs where the newest total is of its middle."""
        return floor(self.times[-1]) + 1

    @property
    def unfinished(self) -> tuple[int, ...]:
        """The years whose figures stood before the year was over."""
        return tuple(year for year, at in zip(self.years, self.moments, strict=False) if at < year)

    @property
    def count(self) -> int:
        """How many figures there are: n, which is always printed."""
        return len(self.values)

    @cached_property
    def unit(self) -> float:
        """The largest figure's size: one on the linear scale, so that changes are relative there too."""
        if self.scale is not Scale.LINEAR:
            return 1.0
        return max((abs(value) for value in self.values), default=0.0) or 1.0

    @cached_property
    def steps(self) -> tuple[Steps, ...]:
        """What it says of its drift and variance, on its scale, for each of WANDERS."""
        levels = [transformed(value, self) for value in self.values]
        return tuple(Steps.of(self.years, levels, wander) for wander in WANDERS)

    def known_in(self, year: int) -> History:
        """The history as it would have stood with the figures up to a year."""
        kept = sum(one <= year for one in self.years)
        return History(
            self.id, self.years[:kept], self.values[:kept], self.scale, self.room[:kept], self.limit,
            self.floor, self.cumulative, self.whole, self.pool, self.moments[:kept],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NotForecast:
    """No forecast, and why. n: how many figures there are."""

    id: str
    n: int
    reason: Text


def transformed(value: float, history: History) -> float:
    """The value on the scale on which the history moves."""
    match history.scale:
        case Scale.LOG:
            return log(value)
        case Scale.LOGIT:
            limit = history.limit or 100.0
            if value <= 0 or value >= limit:
                return log(EDGE / (1 - EDGE)) if value <= 0 else log((1 - EDGE) / EDGE)
            share = min(max(value / limit, SMALLEST), 1 - SMALLEST)
            return log(share / (1 - share))
        case Scale.LINEAR:
            return value / history.unit


def inverse(level: float, history: History) -> float:
    """The value at a level of the scale."""
    match history.scale:
        case Scale.LOG:
            return exp(level)
        case Scale.LOGIT:
            return (history.limit or 100.0) / (1 + exp(-level))
        case Scale.LINEAR:
            return level * history.unit


def refusal(history: History) -> NotForecast | None:
    """Why these figures carry no forecast; None when they do."""
    n, values = history.count, history.values
    malformed = _malformed(history)
    if malformed is not None:
        return malformed
    if n == 0:
        return NotForecast(history.id, n, Text(
            "There is no figure (n = 0), so there is nothing to forecast from.",
            "沒有數字（n = 0），因此無從推算。"))  # fmt: skip
    if n == 1:
        return NotForecast(history.id, n, Text(
            f"There is one figure, of {history.years[0]} (n = 1): no change is known, and none is assumed.",
            f"只有{history.years[0]}年一個數字（n = 1）：未知有何變化，亦不作假設。"))  # fmt: skip
    if not any(values):
        return NotForecast(history.id, n, Text(
            f"All figures are zero (n = {n}): nothing tells by how much a year might change.",
            f"所有數字均為零（n = {n}），無從得知每年可有多大變化。"))  # fmt: skip
    if history.scale is Scale.LOG and not history.cumulative and min(values) <= 0:
        return NotForecast(history.id, n, Text(
            f"A figure of zero or less has no rate of growth (n = {n}). Put it on the linear scale.",
            f"零或負數沒有增長率可言（n = {n}），請改用線性尺度。"))  # fmt: skip
    limit = history.limit or 100.0
    if history.scale is Scale.LOGIT and not all(0 <= value <= limit for value in values):
        return NotForecast(history.id, n, Text(
            f"A figure lies outside zero to {limit:g} (n = {n}), so it is no share of that whole.",
            f"有數字超出零至{limit:g}的範圍（n = {n}），並非整體的一部分。"))  # fmt: skip
    if history.cumulative and any(after < before for before, after in pairwise(values)):
        return NotForecast(history.id, n, Text(
            f"A cumulative figure fell (n = {n}), so the figures do not count the same thing.",
            f"累計數字出現下跌（n = {n}），即各數字的統計範圍並不相同。"))  # fmt: skip
    return None


def _malformed(history: History) -> NotForecast | None:
    """Why these are no figures of years at all, as what is typed in a notebook may be; None when they are."""
    n, years, times = history.count, history.years, history.times
    if len(years) != n or len(times) != n:
        return NotForecast(history.id, n, Text(
            f"{n} values stand beside {len(years)} years and {len(times)} times. Give each value its own.",
            f"{n}個數值與{len(years)}個年份及{len(times)}個時間不符，請逐一對應。"))  # fmt: skip
    for place, value in enumerate(history.values):
        if not isfinite(value):
            return NotForecast(history.id, n, Text(
                f"The value of {years[place]} is {value}, which is no number to forecast from. Leave that year out.",
                f"{years[place]}年的數值是{value}，不能據以推算，請略去該年。"))  # fmt: skip
    for one, other in (*pairwise(years), *pairwise(times)):
        if other <= one:
            return NotForecast(history.id, n, Text(
                f"{other:g} follows {one:g}: years must rise, each of them once. Put them in order.",
                f"{one:g}之後是{other:g}：年份必須由小至大排列，且不可重複。"))  # fmt: skip
    return None


def history_of(track: Track, pool: str = "") -> History:
    """The figures of a track as plain numbers. pool: of the pack's settings, if it names one."""
    points = track.points
    whole = track.indicator.unit.id in _WHOLE
    counted = whole or track.cumulative or track.limit is not None
    return History(
        id=track.indicator.id,
        years=tuple(point.year for point in points),
        values=tuple(float(point.value) for point in points),
        scale=track.scale,
        room=tuple(_room(point, track) for point in points),
        limit=None if track.limit is None else float(track.limit),
        floor=0.0 if counted and all(point.value >= 0 for point in points) else None,
        cumulative=track.cumulative,
        whole=whole,
        pool=pool,
        moments=tuple(float(point.moment) for point in points),
    )


def aims_of(track: Track) -> tuple[Aim, ...]:
    """The targets of a track that name the year whose figure counts, where a way is good."""
    if track.good is Good.NONE:
        return ()
    return tuple(_aim(goal, track) for goal in track.goals if goal.figure_year is not None)


def _aim(goal: Goal, track: Track) -> Aim:
    figure = goal.point.observation.figure
    up = track.good is Good.UP
    ease = None
    if figure.qualifier is Qualifier.ABOUT:
        low, high = _claimed(figure, goal.value, track)
        ease = low if up else high
    return Aim(
        name=goal.point.observation.id,
        year=goal.figure_year or 0,
        value=float(goal.value),
        up=up,
        strict=figure.qualifier is Qualifier.OVER,
        ease=ease,
    )


def _room(point: Point, track: Track) -> tuple[float, float]:
    """What the figure may stand for: its claim, and where it is stated flatly half of its last digit."""
    return _claimed(point.observation.figure, point.value, track)


def _claimed(figure: Figure, value: Fraction, track: Track) -> tuple[float, float]:
    if not isinstance(figure.value, Number):
        half = Fraction(1, 2) if track.indicator.unit.holds == "ratio" else Fraction(0)
        return float(value - half), float(value + half)  # 58:42 is stated in whole per cents
    step = figure.value.step * figure.unit.factor / track.indicator.unit.factor
    below, above = {
        # A whole number's zeros may be rounding or exact: where nothing says "about", it is taken as exact.
        Qualifier.EXACT: (step / 2, step / 2)
        if figure.value.step < 1
        else (Fraction(0), Fraction(0)),
        Qualifier.ABOUT: (step, step),
        Qualifier.OVER: (Fraction(0), step),
        Qualifier.NEARLY: (step, Fraction(0)),
        Qualifier.UP_TO: (Fraction(0), Fraction(0)),
        Qualifier.AT_LEAST: (Fraction(0), Fraction(0)),
    }[figure.qualifier]
    return float(value - below), float(value + above)


def histories_of(tracks: Mapping[str, Track], pools: Mapping[str, str]) -> Sequence[History]:
    """The histories of all tracks by id, in a fixed order."""
    return [history_of(tracks[name], pools.get(name, "")) for name in sorted(tracks)]
