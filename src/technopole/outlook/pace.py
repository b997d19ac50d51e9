"""Pace: where every target stands, and what each official method makes of the way there, side by side.

No single badge is honest: the same figures are on track by one method and too slow by another, for
one carries on growth in per cent and another amounts, and each has thresholds of its own. So the
panel shows them all, with the numbers each verdict was worked out from, and says why they differ.
What a method cannot judge it does not judge: the reason stands in the verdict's place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from technopole.evidence.measures import Good
from technopole.evidence.records import exact_text
from technopole.evidence.wording import Text
from technopole.outlook.deliverables import Deliverable, deliverables_of
from technopole.outlook.methods import METHODS
from technopole.outlook.methods.method import (
    Basis,
    Case,
    Component,
    Course,
    Grade,
    Holds,
    Judgement,
    Method,
    Verdict,
    not_assessable,
    years,
)
from technopole.outlook.tracks import Goal, Point, Track, reaches, year_of
from technopole.plan.indicators import Role

__all__ = [
    "METHODS", "Basis", "Component", "Course", "GoalPanel", "Grade", "Holds", "Method", "Panel", "Standing",
    "Verdict", "assess", "base_of", "standing_of",
]  # fmt: skip


class Standing(StrEnum):
    """How a target that is a number stands on a day, by the figures alone."""

    MET = "met"
    """The figure of the target's year is known and meets it."""
    MISSED = "missed"
    """The figure of the target's year, or of a later one, is known and does not meet it."""
    REACHED_EARLY = "reached-early"
    """The newest figure meets it, before its year."""
    REACHED_SINCE = "reached-since"
    """A later figure meets it; the one of the target's year is not known."""
    DUE = "due"
    """The target's year is over, and its figure is not known yet."""
    OPEN = "open"
    """The target's year is still to come, and the newest figure does not meet it."""
    UNDATED = "undated"
    """The target names no year, and the newest figure does not meet it."""
    UNKNOWN = "unknown"
    """The target's year is still to come or not named, and there is no figure."""
    NO_DIRECTION = "no-direction"
    """The plan does not say which way is better."""


_STANDINGS: Final = {
    Standing.MET: Text("Met", "已達標"),
    Standing.MISSED: Text("Not met", "未能達標"),
    Standing.REACHED_EARLY: Text("Reached before its year", "提前達標"),
    Standing.REACHED_SINCE: Text(
        "Reached; whether by its year is not known", "已達標，但未知是否在目標年份前達到"
    ),
    Standing.DUE: Text(
        "Its year is over; the figure is not known yet", "目標年份已過，數字尚未公布"
    ),
    Standing.OPEN: Text("Still open", "尚未到期"),
    Standing.UNDATED: Text("Not reached; no year is set", "尚未達到，且沒有訂明年份"),
    Standing.UNKNOWN: Text("No figure yet", "尚無數字"),
    Standing.NO_DIRECTION: Text("No direction is set", "沒有訂明方向"),
}


@dataclass(frozen=True, slots=True)
class GoalPanel:
    """One target: how it stands, what the methods say, and why they differ where they do.

    difference: empty where all that have an answer take the same course.
    """

    goal: Goal
    standing: Standing
    verdicts: tuple[Verdict, ...]
    difference: Text

    @property
    def words(self) -> Text:
        """The standing in words."""
        return _STANDINGS[self.standing]


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything that the methods say of one indicator.

    on:           the day on which it is asked whether a date is past.
    base:         the figure that progress is counted from; None with fewer than two figures.
    base_reason:  why that one; empty without a base.
    goals:        the targets that are numbers.
    trend:        the methods that need no target.
    deliverables: the targets that are dates.
    """

    track: Track
    on: date
    base: Point | None
    base_reason: Text
    goals: tuple[GoalPanel, ...]
    trend: tuple[Verdict, ...]
    deliverables: tuple[Deliverable, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every verdict, target by target, then the trend."""
        return (*(v for goal in self.goals for v in goal.verdicts), *self.trend)


def assess(track: Track, on: date, methods: Iterable[Method] = METHODS) -> Panel:
    """Every method on every target of an indicator.

    on: usually the day that the evidence is asked as of.
    """
    asked = tuple(methods)
    based = base_of(track)
    goals = []
    for goal in track.goals:
        standing = standing_of(track, goal, on)
        verdicts = tuple(
            _verdict(method, track, goal, based) for method in asked if method.needs_goal
        )
        goals.append(GoalPanel(goal, standing, verdicts, _difference(verdicts)))
    of_numbers = track.indicator.unit.holds in ("number", "ratio")
    return Panel(
        track=track,
        on=on,
        base=based[0] if based else None,
        base_reason=based[1] if based else Text("", ""),
        goals=tuple(goals),
        trend=tuple(
            _verdict(method, track, None, based)
            for method in asked
            if of_numbers and not method.needs_goal
        ),
        deliverables=deliverables_of(track, on),
    )


def base_of(track: Track) -> tuple[Point, Text] | None:
    """The figure that progress is counted from, and why that one; None with fewer than two figures.

    The methods name a base year of their own (2015 for the SDGs), which means nothing to another
    plan; all of them let it be set. So it is the plan's: its newest baseline that is older than the
    newest figure. Where the plan names none, the oldest figure.
    """
    earlier = track.points[:-1]
    if not earlier:
        return None
    named = {
        year_of(point.observation.as_at)
        for point in track.indicator.of_role(Role.BASELINE)
        if point.observation.as_at is not None
        and point.observation.subject == track.indicator.subject
        and point.observation.measure == track.indicator.measure
    }
    baselines = [point for point in earlier if point.year in named]
    if not baselines:
        return earlier[0], Text(
            "The plan names no baseline older than the newest figure: progress is counted from the oldest figure.",
            "計劃沒有列出早於最新數字的起點，進展由最早的數字起計。",
        )
    base = baselines[-1]
    if track.points[-1].year in named:
        return base, Text(
            "The newest figure is the plan's own newest baseline: progress is counted from the baseline before "
            "it, and so shows what went before the plan.",
            "最新數字就是計劃最新的起點，進展由之前的起點起計，所示為計劃推行前的情況。",
        )
    return base, Text(
        "Progress is counted from the plan's newest baseline.", "進展由計劃最新的起點起計。"
    )


def standing_of(track: Track, goal: Goal, on: date) -> Standing:
    """How a target stands on a day, by the figures alone."""
    good, due, latest = track.good, goal.figure_year, track.latest
    if good is Good.NONE:
        return Standing.NO_DIRECTION
    over = due is not None and (
        _end_of(goal, due) < on or (latest is not None and latest.year > due)
    )
    if latest is None:
        return Standing.DUE if over else Standing.UNKNOWN
    met = reaches(latest.value, goal.value, good)
    if due is None:
        return Standing.REACHED_EARLY if met else Standing.UNDATED
    if latest.year < due:
        if met:
            return Standing.REACHED_EARLY
        return Standing.DUE if over else Standing.OPEN
    by_then = [point for point in track.points if point.year <= due]
    in_time = next((point for point in by_then if point.year == due), None)
    if in_time is None and track.cumulative:
        # What was counted up to some earlier day is still counted in the target's year.
        in_time = next((p for p in by_then if reaches(p.value, goal.value, good)), None)
    if in_time is not None and reaches(in_time.value, goal.value, good):
        return Standing.MET
    if not over:
        return Standing.OPEN  # the year still runs: what it lacks may come
    if in_time is not None and in_time.before_the_end:
        # Short of it in August; what the rest of the year brought is not known, unless later figures tell.
        if latest is in_time:
            return Standing.DUE
        return Standing.REACHED_SINCE if met else Standing.MISSED
    if in_time is not None:
        return Standing.MISSED
    return Standing.REACHED_SINCE if met else Standing.MISSED


def _end_of(goal: Goal, due: int) -> date:
    """The last day of the time that the target's figure is of."""
    period = goal.point.figure_period
    return period.last if period is not None and period.last is not None else date(due, 12, 31)


def _verdict(
    method: Method, track: Track, goal: Goal | None, based: tuple[Point, Text] | None
) -> Verdict:
    refused = _refused(method, track, goal, based)
    if refused is not None or based is None:
        return Verdict(method, goal, refused or Judgement(), _facts(goal, track.points[-1:]))
    judgement = method.judge(Case(track, *based, goal))
    used = judgement.used or (based[0], track.points[-1])
    if judgement.grade is not None or judgement.headline:
        judgement = replace(judgement, departures=(*judgement.departures, *_caveats(track, used)))
    return Verdict(method, goal, judgement, _facts(goal, used))


def _caveats(track: Track, used: Sequence[Point]) -> tuple[Text, ...]:
    """What to know of any verdict on such figures."""
    found = []
    years = max(point.year for point in used) - min(point.year for point in used)
    if len(used) > 1 and years < _FIRM:
        found.append(
            Text("It rests on one year.", "結果只按一年的變動計算。")
            if years == 1
            else Text(f"It rests on {years} years.", f"結果只按{years}年的變動計算。")
        )
    found += [_of_a_part(point) for point in used if point.before_the_end]
    rounded = _rounded(track, used) if len(used) > 1 else None
    if rounded is not None:
        found.append(rounded)
    if track.cumulative:
        found.append(_ONLY_RISES)
    return tuple(found)


def _rounded(track: Track, used: Sequence[Point]) -> Text | None:
    """That the change between the figures hangs on how they were rounded; None where it hardly does."""
    first, *_, last = sorted(used, key=lambda point: point.year)
    rooms = []
    for point in (first, last):
        room = point.observation.figure.interval()
        if room is None or room.low is None or room.high is None:
            return None
        factor = point.observation.figure.unit.factor / track.indicator.unit.factor
        rooms.append((room.low * factor, room.high * factor))
    (first_low, first_high), (last_low, last_high) = rooms
    least, most = last_low - first_high, last_high - first_low
    if (most - least) < _MATTERS * abs(last.value - first.value):
        return None
    if most == least:
        return None
    low, high = exact_text(least), exact_text(most)
    return Text(
        f"It rests on rounded figures (“about”, “over”): the change between them is anything from {low} to {high}.",
        f"結果按約數計算（「約」、「逾」等）：兩個數字之間的變動可以是{low}至{high}。",
    )


def _of_a_part(point: Point) -> Text:
    stated = point.observation.as_at.text if point.observation.as_at else str(point.year)
    return Text(
        f"The figure of {point.year} stood before the year was over ({stated}); the method counts whole years and "
        "takes it for the year's.",
        f"{point.year}年的數字屬年內數字（{stated}），並非年底數字；此方法以全年計算，視之為該年的數字。",
    )


_FIRM: Final = 3
_MATTERS: Final = Fraction(1, 10)
"""What part of the change the figures' room must be to be worth a word."""
_ONLY_RISES: Final = Text(
    "The figures count since a beginning and can only rise; the method cannot tell a standstill from a fall.",
    "數字由起始累計，只升不跌；此方法無法分辨停滯與倒退。",
)


def _refused(
    method: Method, track: Track, goal: Goal | None, based: tuple[Point, Text] | None
) -> Judgement | None:
    """Why no method of that kind can judge the track; None where this one may try."""
    if track.good is Good.NONE:
        return not_assessable(
            "The plan does not say which way is better.", "計劃沒有說明數字上升還是下降較佳。"
        )
    if not track.points:
        return not_assessable("No figure is known yet.", "尚無數字可供評估。")
    if based is None:
        return not_assessable(
            "Only one figure is known, and a pace needs two.",
            "只有一個數字，評估進度至少需要兩個。",
        )
    if track.cumulative and any(
        later.value < earlier.value
        for earlier, later in zip(track.points, track.points[1:], strict=False)
    ):
        return not_assessable(
            "The figures count since a beginning and yet fall, so that they cannot be of one count.",
            "數字由起始累計卻出現下跌，不可能屬同一統計。",
        )
    if not method.needs_goal and track.cumulative:
        return not_assessable(
            "The figures count since a beginning and can only rise, so that a trend without a target says nothing.",
            "數字由起始累計，只升不跌，不設目標的趨勢沒有意義。",
        )
    if goal is None or not method.needs_year:
        return None
    return _out_of_time(Case(track, *based, goal))


def _out_of_time(case: Case) -> Judgement | None:
    due = case.goal.figure_year if case.goal else None
    if due is None:
        return not_assessable("The target names no year.", "目標沒有訂明年份。")
    if due == case.latest.year and case.latest.before_the_end:
        return replace(
            not_assessable(
                "The newest figure stood within the target's year, and the methods count whole years: none is left to "
                "judge a pace by.",
                "最新數字屬目標年份之內，而各方法以全年計算，沒有餘下年份可評估進度。",
            ),
            components=years(case),
        )
    if due <= case.latest.year:
        return replace(
            not_assessable(
                "The figures reach the target's year: whether it was met is a fact, and there is no pace to judge.",
                "數字已涵蓋目標年份：是否達標已成事實，無須評估進度。",
            ),
            components=years(case),
        )
    return None


def _facts(goal: Goal | None, used: Sequence[Point]) -> tuple[str, ...]:
    names = [point.observation.id for point in used]
    if goal is not None:
        names.append(goal.point.observation.id)
    return tuple(dict.fromkeys(names))


_GOOD_ENOUGH: Final = frozenset({Course.REACHED, Course.ON_COURSE})


def _difference(verdicts: Sequence[Verdict]) -> Text:
    """Why methods disagree on whether the pace is enough; empty where they do not."""
    views: dict[Basis, set[bool]] = {Basis.GROWTH: set(), Basis.LINE: set()}
    for verdict in verdicts:
        if verdict.course is not None and verdict.method.basis in views:
            views[verdict.method.basis].add(verdict.course in _GOOD_ENOUGH)
    growth, line = views[Basis.GROWTH], views[Basis.LINE]
    if len(growth | line) < 2:
        return Text("", "")
    if growth == {True} and line == {False}:
        return Text(
            "Growth in per cent, carried on, is fast enough; the same amount every year is not. Methods that "
            "compound the growth and methods that draw a straight line therefore differ.",
            "若每年增長率不變，進度足夠；若每年增加的數量不變，則不足夠。按複合增長和按直線推算的方法因此結果不同。",
        )
    if growth == {True}:
        return Text(
            "Growth in per cent, carried on, is fast enough; the same amount every year falls short, and the methods "
            "that draw a straight line differ in how near a miss they let pass.",
            "若每年增長率不變，進度足夠；若每年增加的數量不變，則略有不足，而按直線推算的方法對差距的容許程度各有不同。",
        )
    if growth == {False} and line == {True}:
        return Text(
            "The same amount every year is fast enough; growth in per cent, carried on, is not. Methods that draw "
            "a straight line and methods that compound the growth therefore differ.",
            "若每年變動的數量不變，進度足夠；若每年增長率不變，則不足夠。按直線和按複合增長推算的方法因此結果不同。",
        )
    return Text(
        "The methods look at different years and draw their lines between enough and too little at different "
        "places, and so they differ.",
        "各方法所看的年份不同，劃分「足夠」與「不足」的界線亦不同，結果因此有別。",
    )
