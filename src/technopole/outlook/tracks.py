"""Tracks: what the methods see of an indicator, one figure a year, with all that was left out and why.

A method needs a series of numbers; the evidence holds statements. This module is the only place
where the one becomes the other, so that pace, requirements and forecasts judge the same figures:

- a figure belongs to the year in which its time ends (school year 2021/22 to 2022);
- of several figures of a year the last counts, and a sharper one before a rounder one that says the same;
- of several papers on the same time the one published last counts;
- a figure without a date, a range, a part of a year of a yearly flow, a figure from before a break in
  definition stands in `left_out` with its reason. Nothing is filled in, and nothing disappears.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from technopole.evidence.contradictions import Tension
from technopole.evidence.figures import Ratio
from technopole.evidence.measures import Good, Nature
from technopole.evidence.observations import Kind, Observation
from technopole.evidence.periods import Period
from technopole.evidence.series import newest
from technopole.evidence.store import Evidence
from technopole.evidence.wording import Text
from technopole.outlook.settings import NO_NOTE, Scale, Setting, settings_of
from technopole.plan.indicators import Indicator, IndicatorPoint, Role, level
from technopole.plan.packs import Pack

__all__ = [
    "Goal", "LeftOut", "Point", "Report", "Scale", "Track", "reaches", "track_of", "tracks_of", "year_of",
]  # fmt: skip

_FULL_YEAR: Final = range(
    360, 372
)  # what papers call a year: 52 weeks to twelve months and a few days
_NOTHING_SET: Final = Setting()
_STANDING: Final = frozenset({Nature.CUMULATIVE, Nature.STOCK})
"""What stands at a moment, so that the time between two figures is that between their days."""
_MID_MONTH: Final = 16

_UNDATED: Final = Text("No document says when it held.", "沒有文件說明這個數字屬於何時。")
_SEVERAL_YEARS: Final = Text(
    "It covers several years, and one figure a year counts.",
    "這個數字涵蓋多年，而這裏每年只計一個數字。",
)
_PART_OF_A_YEAR: Final = Text(
    "It covers a part of a year; it does not compare with figures of whole years.",
    "這個數字只涵蓋一年中的一段時間，不能與全年數字比較。",
)
_NOT_A_NUMBER: Final = Text("It is not one single number.", "這不是單一個數字。")
_OTHER_UNIT: Final = Text(
    "It is stated in another kind of unit than the indicator.", "這個數字的單位與指標不同。"
)
_OLDER_VINTAGE: Final = Text(
    "A later paper says something else of the same time; the one published last counts.",
    "其後的文件對同一時間有不同說法，以最後公布的為準。",
)
_UNSETTLED: Final = Text(
    "Two figures published on the same day contradict each other; neither is preferred.",
    "同日公布的兩個數字互相矛盾，兩者均不採用。",
)
_SAYS_THE_SAME: Final = Text(
    "Another figure says the same, and as sharply or more.", "另一個同樣或更精確的數字說法相同。"
)
_EARLIER_IN_YEAR: Final = Text(
    "A later figure of the same year counts.", "同年另有較後的數字，以較後者為準。"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure that counts for a year, in the indicator's unit (a ratio by its first part, in per cent).

    at: when it stood, for a running total or a stock that a document states as of a day, month or
        quarter: years, to the month, with the year itself for its end (August 2023 is 2022 and 8/12).
        None where the figure is of a whole year.
    """

    year: int
    value: Fraction
    observation: Observation
    at: Fraction | None = None

    @property
    def moment(self) -> Fraction:
        """When it stood, with a year for its end."""
        return Fraction(self.year) if self.at is None else self.at

    @property
    def before_the_end(self) -> bool:
        """Whether it stood before its year was over, so that the year may have brought more."""
        return self.moment < self.year


@dataclass(frozen=True, slots=True)
class Goal:
    """A target that is a number.

    year_named:  the year that the plan speaks of (2027); None when none is named.
    figure_year: the year whose figure counts (2025); None when none is named.
    """

    point: IndicatorPoint
    year_named: int | None
    figure_year: int | None
    value: Fraction


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that does not count, and why."""

    observation: Observation
    reason: Text


@dataclass(frozen=True, slots=True)
class Report:
    """A statement of the register that reports something as done, at the latest when it was published.

    entity, source: where the register holds it, with its anchor.
    """

    entity: str
    source: str
    published: date
    says: Text


@dataclass(frozen=True, slots=True)
class Track:
    """What the methods see of an indicator.

    indicator:  as it was known: without targets that no document had set yet.
    points:     at most one a year, the oldest first.
    goals:      the targets that are numbers, the earliest first, those without a year last.
    scale:      on which it moves.
    limit:      the ceiling of a share in the indicator's unit; None where there is none.
    cumulative: whether the figures count since a beginning, so that they can only rise.
    events:     for an indicator that is a date: what the documents report as done.
    reports:    for an indicator that is a date: statements that report it as done without a day.
    announced:  for an indicator that is a date: days that documents plan for it, its targets among them.
    tensions:   declared differences of definition that touch a point or a goal.
    note:       what the pack says of the definition.
    """

    indicator: Indicator
    points: tuple[Point, ...]
    goals: tuple[Goal, ...]
    scale: Scale
    limit: Fraction | None
    cumulative: bool
    left_out: tuple[LeftOut, ...]
    events: tuple[Observation, ...] = ()
    reports: tuple[Report, ...] = ()
    announced: tuple[Observation, ...] = ()
    tensions: tuple[Tension, ...] = ()
    note: Text = NO_NOTE

    @property
    def good(self) -> Good:
        """Which way is better."""
        return self.indicator.good

    @property
    def latest(self) -> Point | None:
        """The newest point; None when there is none."""
        return self.points[-1] if self.points else None


def reaches(value: Fraction, wanted: Fraction, good: Good) -> bool:
    """Whether a value is at its target or past it in the direction of good."""
    return value >= wanted if good is Good.UP else value <= wanted


def year_of(period: Period) -> int | None:
    """The year that a time counts for: the one in which it ends; None when its end is open."""
    return None if period.last is None else period.last.year


def tracks_of(pack: Pack) -> Mapping[str, Track]:
    """The track of every indicator of a pack, or of its view as of a day, by the indicator's id."""
    settings = settings_of(pack)
    return {
        indicator.id: track_of(indicator, pack.evidence, settings.get(indicator.id, _NOTHING_SET))
        for indicator in pack.indicators.values()
    }


def track_of(indicator: Indicator, evidence: Evidence, setting: Setting = _NOTHING_SET) -> Track:
    """The track of an indicator in the evidence as it was known.

    evidence: as of the day that is asked for; what it does not hold is not known, targets included.
    setting:  what the pack's outlook.toml says of the indicator.
    """
    known = replace(
        indicator,
        points=tuple(p for p in indicator.points if p.observation.id in evidence.observations),
    )
    measure = evidence.measures.get(indicator.measure)
    nature = measure.nature if measure else Nature.NUMBER
    points, left_out = _points(known, nature, evidence, setting)
    goals, no_goals = _goals(known)
    limit = setting.limit if setting.limit is not None else _limit(known, nature)
    return Track(
        indicator=known,
        points=points,
        goals=goals,
        scale=_scale(points, goals, limit, setting),
        limit=limit,
        cumulative=nature is Nature.CUMULATIVE,
        left_out=(*left_out, *no_goals),
        events=_dated(known, evidence, Kind.EVENT),
        reports=tuple(
            Report(done.entity, done.source, evidence.sources[done.source].published, done.says)
            for done in setting.done
            if done.source in evidence.sources
        ),
        announced=_dated(known, evidence, Kind.PLAN, Kind.TARGET),
        tensions=_tensions((p.observation for p in points), goals, evidence),
        note=setting.note,
    )


def _value(observation: Observation, indicator: Indicator) -> Fraction | None:
    """The figure in the indicator's unit; None where it is no single number."""
    figure = observation.figure
    if isinstance(figure.value, Ratio):
        return level(figure) if sum(figure.value.parts) else None
    found = level(figure)
    return None if found is None else found * figure.unit.factor / indicator.unit.factor


def _points(
    indicator: Indicator, nature: Nature, evidence: Evidence, setting: Setting
) -> tuple[tuple[Point, ...], tuple[LeftOut, ...]]:
    declared = {exclusion.fact for exclusion in setting.left_out}
    # A figure of another series stands here only to be named as one that does not compare.
    left_out = [
        LeftOut(evidence.observations[exclusion.fact], exclusion.reason)
        for exclusion in setting.left_out
        if exclusion.fact in evidence.observations
    ]
    if indicator.unit.holds in ("date", "boolean"):
        return (), tuple(left_out)
    years: dict[int, list[Observation]] = defaultdict(list)
    series = evidence.series.get(indicator.series)
    for observation in series.observations if series else ():
        if observation.kind is not Kind.ACTUAL or observation.id in declared:
            continue
        reason = _unfit(observation, indicator, nature, setting)
        year = None if observation.as_at is None else year_of(observation.as_at)
        if reason is not None or year is None:
            left_out.append(LeftOut(observation, reason or _UNDATED))
        else:
            years[year].append(observation)
    points = []
    for year, candidates in sorted(years.items()):
        chosen, passed_over = _chosen(candidates)
        left_out += passed_over
        value = None if chosen is None else _value(chosen, indicator)
        if chosen is not None and value is not None:
            points.append(Point(year, value, chosen, _moment(chosen.as_at, nature)))
    order = sorted(left_out, key=lambda left: (left.observation.time_key, left.observation.id))
    return tuple(points), tuple(order)


def _moment(period: Period | None, nature: Nature) -> Fraction | None:
    """When a running total or a stock stood, to the nearest end of a month; None for whole years."""
    if nature not in _STANDING or period is None or period.last is None or period.days is None:
        return None
    if period.days >= _FULL_YEAR.start:
        return None
    last = period.last
    return last.year - 1 + Fraction(last.month if last.day >= _MID_MONTH else last.month - 1, 12)


def _unfit(
    observation: Observation, indicator: Indicator, nature: Nature, setting: Setting
) -> Text | None:
    """Why a figure of the series cannot stand for a year; None when it can."""
    unit = observation.figure.unit
    if unit.dimension != indicator.unit.dimension or unit.holds != indicator.unit.holds:
        return _OTHER_UNIT
    if _value(observation, indicator) is None:
        return _NOT_A_NUMBER
    if observation.as_at is None or observation.as_at.last is None:
        return _UNDATED
    days = observation.as_at.days
    if days is None or days >= _FULL_YEAR.stop:
        return _SEVERAL_YEARS
    if nature is Nature.FLOW and 1 < days < _FULL_YEAR.start:
        return _PART_OF_A_YEAR
    for change in setting.breaks:
        if observation.as_at.last.year < change.year:
            return change.reason
    return None


def _chosen(candidates: Sequence[Observation]) -> tuple[Observation | None, list[LeftOut]]:
    """The figure that counts of those of one year, and the others with their reasons.

    None when the last ones contradict one another and became known on the same day.
    """
    times: dict[tuple[object, object], list[Observation]] = defaultdict(list)
    for observation in candidates:
        period = observation.as_at
        times[(period.last, period.first) if period else (None, None)].append(observation)
    kept: list[Observation] = []
    left_out: list[LeftOut] = []
    for group in times.values():
        group.sort(key=lambda observation: (observation.published, observation.id))
        last = group[-1]
        rivals = [
            o for o in group
            if o.published == last.published and not o.figure.agrees_with(last.figure)
        ]  # fmt: skip
        if rivals:
            left_out += [LeftOut(o, _UNSETTLED) for o in (*rivals, last)]
        else:
            kept.append(last)
        for other in group[:-1]:
            if other in rivals:
                continue
            if not rivals and other.figure.agrees_with(last.figure):
                kept.insert(-1, other)  # `newest` takes the sharper of those that say the same
            else:
                left_out.append(LeftOut(other, _OLDER_VINTAGE))
    kept.sort(key=lambda observation: (observation.time_key, observation.published, observation.id))
    chosen = newest(kept)
    for other in kept:
        if chosen is not None and other is not chosen:
            same = other.figure.agrees_with(chosen.figure)
            left_out.append(LeftOut(other, _SAYS_THE_SAME if same else _EARLIER_IN_YEAR))
    return chosen, left_out


def _goals(indicator: Indicator) -> tuple[tuple[Goal, ...], list[LeftOut]]:
    """The targets that are numbers of the indicator's unit, and those that should be and are not.

    A date beside an amount ("in 2023") says when, and is no target of its own.
    """
    if indicator.unit.holds in ("date", "boolean"):
        return (), []
    goals: list[Goal] = []
    left_out: list[LeftOut] = []
    for point in indicator.of_role(Role.TARGET):
        observation = point.observation
        unit = observation.figure.unit
        if unit.holds == "date":
            continue
        if unit.dimension != indicator.unit.dimension or unit.holds != indicator.unit.holds:
            left_out.append(LeftOut(observation, _OTHER_UNIT))
        elif (value := _value(observation, indicator)) is None:
            left_out.append(LeftOut(observation, _NOT_A_NUMBER))
        else:
            year = year_of(point.figure_period) if point.figure_period else None
            goals.append(Goal(point, point.year_named, year, value))
    goals.sort(key=lambda goal: (goal.figure_year is None, goal.figure_year or 0))
    return tuple(goals), left_out


def _dated(indicator: Indicator, evidence: Evidence, *kinds: Kind) -> tuple[Observation, ...]:
    """What the documents say of these kinds on an indicator that is a date, in the order of publication."""
    series = evidence.series.get(indicator.series)
    if series is None or indicator.unit.holds != "date":
        return ()
    found = (o for o in series.observations if o.kind in kinds and o.figure.days() is not None)
    return tuple(sorted(found, key=lambda observation: (observation.published, observation.id)))


def _limit(indicator: Indicator, nature: Nature) -> Fraction | None:
    """The ceiling that follows from the measure: a share of a whole ends at the whole."""
    if indicator.unit.holds == "ratio":
        return Fraction(100)  # its first part's share, in per cent
    if nature is Nature.SHARE:
        return 1 / indicator.unit.factor
    return None


def _scale(
    points: Iterable[Point], goals: Iterable[Goal], limit: Fraction | None, setting: Setting
) -> Scale:
    if setting.scale is not None:
        return setting.scale
    values = [point.value for point in points] + [goal.value for goal in goals]
    if any(value <= 0 for value in values):
        return Scale.LINEAR
    if limit is not None and all(value < limit for value in values):
        return Scale.LOGIT
    return Scale.LOG


def _tensions(
    used: Iterable[Observation], goals: Iterable[Goal], evidence: Evidence
) -> tuple[Tension, ...]:
    facts = {o.id for o in used} | {goal.point.observation.id for goal in goals}
    return tuple(
        tension for tension in evidence.tensions if any(side.id in facts for side in tension.sides)
    )
