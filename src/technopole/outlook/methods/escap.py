"""UN ESCAP's two indices, which all five regional commissions of the United Nations use.

The Current Status Index says how much of the way is behind; the Anticipated Progress Index how much
would be left in the target's year, by a line through all figures in which recent ones weigh more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from technopole.evidence.wording import Text
from technopole.outlook.methods.growing import base_at_target
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
    years,
)
from technopole.outlook.tracks import Point

__all__ = ["METHODS", "extrapolated"]

_AGENCY: Final = Text("United Nations ESCAP", "聯合國亞太經社會")
_SOURCE: Final = Text(
    "ESCAP, progress assessment methodology (data.unescap.org); UNECE, technical notes on the progress assessment",
    "聯合國亞太經社會《進展評估方法》（data.unescap.org）；聯合國歐洲經濟委員會進展評估技術說明",
)
_MAINTAIN: Final = Rule(
    Grade("maintain", Text("Maintain: the target will be reached", "保持：按趨勢可達標")),
    Text(
        "the line meets the target, or at most 10 % of the way is left",
        "推算可達標，或餘下路程不超過10%",
    ),
)
_ACCELERATE: Final = Rule(
    Grade("accelerate", Text("Accelerate: right way, too slow", "加快：方向正確但過慢")),
    Text("more than 10 %, up to 100 % of the way left", "餘下路程超過10%至100%"),
)
_REVERSE: Final = Rule(
    Grade("reverse", Text("Reverse: moving away", "扭轉：與目標背道而馳")),
    Text("more than 100 % of the way left", "餘下路程超過100%"),
)
_CURRENT: Final = Text(
    "Current Status Index, 0 at the base and 10 at the target", "現況指數（基準為0，目標為10）"
)
_EXPECTED: Final = Text("Figure of the target's year on the line", "按直線推算的目標年份數字")
_LEFT: Final = Text("Share of the way that would be left, in per cent", "屆時餘下路程的百分比")
_LEFT_UNWEIGHTED: Final = Text("The same with equal weights", "同上（各年權數相同）")


def extrapolated(points: Sequence[Point], year: int, weight: Callable[[Point], int]) -> Fraction:
    """The value in a year of the weighted straight line through at least two points, exactly."""
    weights = [Fraction(weight(point)) for point in points]
    total = sum(weights, Fraction(0))
    mean_year = sum((w * p.year for w, p in zip(weights, points, strict=True)), Fraction(0)) / total
    mean = sum((w * p.value for w, p in zip(weights, points, strict=True)), Fraction(0)) / total
    across = sum(
        (w * (p.year - mean_year) * (p.value - mean) for w, p in zip(weights, points, strict=True)),
        Fraction(0),
    )
    along = sum(
        (w * (p.year - mean_year) ** 2 for w, p in zip(weights, points, strict=True)), Fraction(0)
    )
    return mean + across / along * (year - mean_year)


def _current(case: Case) -> Judgement:
    shown = years(case)
    refused = base_at_target(case)
    if refused is not None:
        return replace(refused, components=shown)
    way = abs(case.target - case.base.value)
    index = 10 * case.direction * (case.latest.value - case.base.value) / way
    return Judgement(
        components=(*shown, Component("index", _CURRENT, index, Holds.SCORE)),
        used=(case.base, case.latest),
        headline="index",
    )


def _anticipated(case: Case) -> Judgement:
    points = case.track.points
    first = points[0].year
    expected = extrapolated(points, case.due, lambda point: point.year - first + 1)
    unweighted = extrapolated(points, case.due, lambda _: 1)
    shown = (*years(case), Component("expected", _EXPECTED, expected, Holds.UNIT))
    way = abs(case.target - case.base.value)
    left = 100 * abs(case.target - expected) / way if way else None
    if left is not None:
        left_unweighted = 100 * abs(case.target - unweighted) / way
        shown = (
            *shown,
            Component("index", _LEFT, left, Holds.PERCENT),
            Component("index_unweighted", _LEFT_UNWEIGHTED, left_unweighted, Holds.PERCENT),
        )
    if case.meets(expected):
        course = Course.REACHED if case.meets(case.latest.value) else Course.ON_COURSE
        return graded(course, _MAINTAIN, shown, "expected", *points)
    refused = base_at_target(case)
    if refused is not None or left is None:
        return replace(refused or Judgement(), components=shown)
    if left <= 10:
        course, rule = Course.ON_COURSE, _MAINTAIN
    elif left <= 100:
        course, rule = Course.BEHIND if left < 100 else Course.STILL, _ACCELERATE
    else:
        course, rule = Course.AWAY, _REVERSE
    return graded(course, rule, shown, "index", *points)


METHODS: Final = (
    Method(
        id="escap-current-status",
        name=Text("ESCAP, Current Status Index", "聯合國亞太經社會（現況指數）"),
        agency=_AGENCY,
        formula=Text(
            "10 × (latest − base) ÷ |target − base|, with the sign of good",
            "10 ×（最新數字 − 基準）÷ |目標 − 基準|，朝正確方向為正數",
        ),
        rules=(),
        source=_SOURCE,
        basis=Basis.PRESENT,
        needs_goal=True,
        needs_year=False,
        judge=_current,
    ),
    Method(
        id="escap-anticipated-progress",
        name=Text("ESCAP, Anticipated Progress Index", "聯合國亞太經社會（預期進展指數）"),
        agency=_AGENCY,
        formula=Text(
            "100 × |target − figure of its year on a weighted line through all figures| ÷ |target − base|",
            "100 × |目標 − 按所有數字加權直線推算的數字| ÷ |目標 − 基準|",
        ),
        rules=(_MAINTAIN, _ACCELERATE, _REVERSE),
        source=_SOURCE,
        basis=Basis.LINE,
        needs_goal=True,
        needs_year=True,
        judge=_anticipated,
        certain=False,
        doubt=Text(
            "The published texts say that recent years weigh more, not how much, and do not print the cut-offs of "
            "the classes. Here the weight rises by the same step every year; the index with equal weights stands "
            "beside it.",
            "已公布的文本只說近年數字權數較大，沒有列出權數，也沒有列出分級界線。這裏的權數逐年等量遞增，並列出權數相同時的指數。",
        ),
    ),
)
"""How much of the way is behind, and how much would be left."""
