"""Destatis: the weather symbols of the indicators of Germany's sustainable development strategy.

The mean yearly change of the last five years is carried on in a straight line to the target's year.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from technopole.evidence.wording import Text
from technopole.outlook.methods.method import (
    Basis,
    Case,
    Component,
    Course,
    Grade,
    Holds,
    Judgement,
    Method,
    Rule,
    graded,
    not_assessable,
    years,
)
from technopole.outlook.tracks import Point

__all__ = ["METHODS"]

_WINDOW: Final = 5

_SUN: Final = Rule(
    Grade(
        "sun", Text("Sun: the target will be reached or nearly so", "晴：按趨勢可達標或幾乎達標")
    ),
    Text("less than 5 % of today's distance left", "屆時餘下現時差距不足5%"),
)
_SLIGHTLY_CLOUDED: Final = Rule(
    Grade(
        "slightly-clouded", Text("Slightly clouded: narrowly missed", "大致晴朗：僅差少許未達標")
    ),
    Text("5 % to 20 % left", "餘下5%至20%"),
)
_CLOUD: Final = Rule(
    Grade("cloud", Text("Cloud: right direction, missed by far", "多雲：方向正確，但差距仍大")),
    Text("more than 20 % left", "餘下超過20%"),
)
_THUNDERSTORM: Final = Rule(
    Grade(
        "thunderstorm",
        Text("Thunderstorm: no nearer, or wrong direction", "雷暴：未有接近目標或方向錯誤"),
    ),
    Text("the distance does not shrink", "差距沒有收窄"),
)
_CHANGE: Final = Text("Mean yearly change", "平均每年變動")
_OUT_OF: Final = Text("Counted from", "起算年份")
_EXPECTED: Final = Text(
    "Figure of the target's year on a straight line", "按直線推算的目標年份數字"
)
_GAP: Final = Text("Distance left then, over today's", "屆時差距與現時差距之比")


def _start(case: Case) -> tuple[Point, tuple[Text, ...]]:
    """The figure that the mean change is counted from, and how that departs from the method.

    The mean of yearly changes is the whole change over the years between, so that gaps inside do not
    matter; what matters is how far back the first of the six figures is.
    """
    earlier = case.track.points[:-1]
    inside = [point for point in earlier if point.year >= case.latest.year - _WINDOW]
    start = inside[0] if inside else earlier[-1]
    if len(inside) == _WINDOW:
        return start, ()
    span, count = case.latest.year - start.year, len(inside or [start]) + 1
    over = "a year" if span == 1 else f"{span} years"
    return start, (
        Text(
            f"The method takes six yearly figures; there are {count} over {over}, and the line is drawn "
            "through the first and the last of them.",
            f"方法要求六個按年數字；現有{span}年間的{count}個數字，以首尾兩個連成直線。",
        ),
    )


def _judge(case: Case) -> Judgement:
    start, departures = _start(case)
    change = (case.latest.value - start.value) / (case.latest.year - start.year)
    expected = case.latest.value + change * (case.due - case.latest.year)
    components: tuple[Component, ...] = (
        *years(case),
        Component("window_start", _OUT_OF, Fraction(start.year), Holds.YEAR),
        Component("yearly_change", _CHANGE, change, Holds.UNIT_A_YEAR),
        Component("expected", _EXPECTED, expected, Holds.UNIT),
    )
    distance = abs(case.target - case.latest.value)
    missing = case.direction * (case.target - expected)
    if distance:
        components = (*components, Component("gap", _GAP, missing / distance, Holds.SHARE))
    elif missing > 0:
        return replace(
            not_assessable(
                "The newest figure equals the target, so that there is no distance to measure the fall against.",
                "最新數字與目標相同，沒有差距可作比較。",
            ),
            components=components,
            departures=departures,
        )
    if missing * 100 < distance * 5 or missing <= 0:
        course, rule = Course.ON_COURSE, _SUN
    elif missing * 100 <= distance * 20:
        course, rule = Course.ON_COURSE, _SLIGHTLY_CLOUDED
    elif change * case.direction > 0:
        course, rule = Course.BEHIND, _CLOUD
    else:
        course, rule = Course.AWAY if change else Course.STILL, _THUNDERSTORM
    if case.meets(case.latest.value) and case.meets(expected):
        course = Course.REACHED
    headline = "gap" if distance else "expected"
    judgement = graded(course, rule, components, headline, start, case.latest)
    return replace(judgement, departures=departures)


METHODS: Final = (
    Method(
        id="destatis",
        name=Text("Destatis, weather symbols", "德國聯邦統計局（天氣符號）"),
        agency=Text("Destatis", "德國聯邦統計局"),
        formula=Text(
            "(target − latest − mean yearly change of five years × years left) ÷ distance today",
            "（目標 − 最新數字 − 五年平均每年變動 × 餘下年數）÷ 現時差距",
        ),
        rules=(_SUN, _SLIGHTLY_CLOUDED, _CLOUD, _THUNDERSTORM),
        source=Text(
            "Destatis, dns-indikatoren.de, page on the status of indicators",
            "德國聯邦統計局dns-indikatoren.de，指標狀況說明頁",
        ),
        basis=Basis.LINE,
        needs_goal=True,
        needs_year=True,
        judge=_judge,
    ),
)
"""The weather symbol of a target."""
