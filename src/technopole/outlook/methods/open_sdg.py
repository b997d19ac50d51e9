"""Open SDG, the platform of some forty statistical offices, with the method of Statistics Canada.

Its score from -5 to 5 is meant for averaging several series; it is shown for one, where it falls
into the same bands as the class. Its code puts 0.001 in the place of a zero; nothing of the kind is
done here. Its defaults (base 2015, target 2030, falling is good) are given by the plan instead.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from technopole.evidence.wording import Text
from technopole.outlook.methods.growing import OBSERVED, REQUIRED
from technopole.outlook.methods.method import (
    PLACES,
    Basis,
    Case,
    Component,
    Course,
    Grade,
    Holds,
    Judgement,
    Method,
    Rule,
    amount,
    graded,
    not_assessable,
    years,
)
from technopole.outlook.roots import Exact, growth, quotient, root, rounded

__all__ = ["METHODS"]

_AGENCY: Final = Text("Open SDG, Statistics Canada", "Open SDG及加拿大統計局")
_SOURCE: Final = Text(
    "Open SDG 2.4, docs/progress-methodology.md; sdg-build, sdg/ProgressMeasure.py",
    "Open SDG 2.4，docs/progress-methodology.md；sdg-build，sdg/ProgressMeasure.py",
)

_ACHIEVED: Final = Rule(
    Grade("target-achieved", Text("Target achieved", "目標已達到")),
    Text("the newest figure meets the target, whatever the trend", "最新數字已達目標，不論趨勢"),
)
_SUBSTANTIAL: Final = Grade("substantial", Text("Substantial progress", "進展良好"))
_MODERATE: Final = Grade("moderate", Text("Moderate progress", "進展中等"))
_LIMITED: Final = Grade("limited", Text("Limited progress", "進展有限"))
_DETERIORATION: Final = Grade("deterioration", Text("Deterioration", "情況惡化"))

_TARGET_RULES: Final = (
    Rule(_SUBSTANTIAL, Text("95 % of the required growth or more", "達所需增長率的95%或以上")),
    Rule(_MODERATE, Text("60 % to less than 95 %", "60%至不足95%")),
    Rule(_LIMITED, Text("0 % to less than 60 %", "0%至不足60%")),
    Rule(_DETERIORATION, Text("below 0 %", "低於0%")),
)
_TREND_RULES: Final = (
    Rule(
        _SUBSTANTIAL,
        Text("1.5 % a year or more, times the coefficient", "每年1.5%（乘以系數）或以上"),
    ),
    Rule(
        _MODERATE,
        Text("0.5 % to less than 1.5 %, times the coefficient", "0.5%至不足1.5%（乘以系數）"),
    ),
    Rule(
        _LIMITED, Text("0 % to less than 0.5 %, times the coefficient", "0%至不足0.5%（乘以系數）")
    ),
    Rule(_DETERIORATION, Text("below 0 %", "低於0%")),
)
_COURSES: Final = (Course.ON_COURSE, Course.BEHIND, Course.BEHIND, Course.AWAY)

_RATIO: Final = Text("Growth so far over growth required", "至今增長率與所需增長率之比")
_SCORE: Final = Text("Score from -5 to 5", "評分（-5至5）")
_COEFFICIENT: Final = Text("Coefficient for the nearness of the limit", "接近極限的調整系數")
_BEST: Final = Fraction(5)


def _broken(*values: Fraction) -> Judgement | None:
    """Why the method's growth between the values has no meaning; None where it has."""
    if any(value == 0 for value in values):
        return not_assessable(
            "A figure is zero, and from zero nothing grows by per cent. The method's own code puts 0.001 in its "
            "place; that is not done here.",
            "其中一個數字為零，不能以百分率計算增長。方法的程式會以0.001代替零，這裏不這樣做。",
        )
    if any(value > 0 for value in values) and any(value < 0 for value in values):
        return not_assessable(
            "The figures change their sign, and compound growth has no meaning across zero.",
            "數字由正轉負或由負轉正，複合增長率沒有意義。",
        )
    return None


def _sign(case: Case) -> int:
    """The method's own factor: growth of negative figures counts the other way round."""
    return case.direction if case.base.value > 0 else -case.direction


def _class(course: int, ahead: Exact) -> Course:
    """No movement at all is in the lowest class that is not deterioration, and is no progress."""
    return Course.STILL if ahead.sign() == 0 else _COURSES[course]


def _with_target(case: Case) -> Judgement:
    shown = years(case)
    if case.meets(case.latest.value):
        score = Component("score", _SCORE, _BEST, Holds.SCORE)
        return graded(Course.REACHED, _ACHIEVED, (*shown, score), "latest", case.latest)
    refused = _broken(case.base.value, case.latest.value, case.target)
    if refused is None and case.base.value == case.target:
        refused = not_assessable(
            "The base figure equals the target, so that the required growth is zero and nothing divides by it.",
            "基準數字與目標相同，所需增長率為零，無法相除。",
        )
    if refused is not None:
        return replace(refused, components=shown)
    observed = growth(case.base.value, case.latest.value, case.span)
    required = growth(case.base.value, case.target, case.due - case.base.year)
    ahead = observed * _sign(case)
    wanted = required * required.sign()
    thresholds = (Fraction(95, 100), Fraction(60, 100))
    course = next((i for i, share in enumerate(thresholds) if ahead >= wanted * share), None)
    if course is None:
        course = 2 if ahead.sign() >= 0 else 3
    ratio = amount("ratio", _RATIO, ahead, Holds.SHARE, over=wanted)
    components = (
        *shown,
        amount("observed_growth", OBSERVED, observed, Holds.GROWTH),
        amount("required_growth", REQUIRED, required, Holds.GROWTH),
        ratio,
        _scored(ahead, wanted, fast=course < 2),
    )
    return graded(
        _class(course, ahead), _TARGET_RULES[course], components, "ratio", case.base, case.latest
    )


def _scored(ahead: Exact, wanted: Exact, *, fast: bool) -> Component:
    """The score of a ratio, by the two straight lines that meet near 60 %; kept within -5 and 5."""
    slope, start = (
        (Fraction("7.1429"), Fraction("-4.2857"))
        if fast
        else (Fraction("4.1667"), Fraction("-2.5"))
    )
    score = quotient(ahead * slope + wanted * start, wanted, PLACES)
    return Component("score", _SCORE, min(max(score, Decimal(-5)), Decimal(5)), Holds.SCORE)


def _coefficient(case: Case) -> Exact:
    """1 less the nearness of the base to the natural limit, to the power of 4.44; 1 without a limit.

    A ceiling limits only what is meant to rise.
    """
    limit = case.track.limit
    if limit is None or limit == 0 or case.direction < 0:
        return Exact(Fraction(1))
    base, ceiling = abs(case.base.value), abs(limit)
    if base >= 2 * ceiling:
        return Exact(Fraction(1))
    nearness = (base if base <= ceiling else 2 * ceiling - base) / ceiling
    return root(nearness**111, 25) * -1 + 1  # 4.44 is 111/25


def _trend(case: Case) -> Judgement:
    shown = years(case)
    refused = _broken(case.base.value, case.latest.value)
    if refused is not None:
        return replace(refused, components=shown)
    observed = growth(case.base.value, case.latest.value, case.span)
    coefficient = _coefficient(case)
    ahead = observed * _sign(case)
    thresholds = (Fraction(15, 1000), Fraction(5, 1000), Fraction(0))
    course = next(
        (i for i, share in enumerate(thresholds) if ahead >= coefficient * share), len(thresholds)
    )
    components = (
        *shown,
        amount("observed_growth", OBSERVED, observed, Holds.GROWTH),
        amount("coefficient", _COEFFICIENT, coefficient, Holds.SHARE),
        Component("score", _SCORE, _trend_score(ahead, coefficient, course), Holds.SCORE),
    )
    return graded(
        _class(course, ahead),
        _TREND_RULES[course],
        components,
        "observed_growth",
        case.base,
        case.latest,
    )


def _trend_score(ahead: Exact, coefficient: Exact, course: int) -> Decimal:
    """The score of a yearly growth: straight lines between the thresholds, kept within -5 and 5."""
    if course == len(_TREND_RULES) - 1:
        return max(rounded(ahead * 125 - Fraction(5, 2), PLACES), Decimal(-5))
    if coefficient.sign() == 0:
        return Decimal(5)  # at the limit, and not falling from it
    slope, start = ((500, Fraction(-5)), (250, Fraction(-5, 4)), (500, Fraction(-5, 2)))[course]
    score = quotient(ahead * slope + coefficient * start, coefficient, PLACES)
    return min(score, Decimal(5))


METHODS: Final = (
    Method(
        id="open-sdg-target",
        name=Text("Open SDG, against the target", "Open SDG（對照目標）"),
        agency=_AGENCY,
        formula=Text(
            "observed growth a year ÷ required growth a year, both from the base year; achieved where the newest "
            "figure meets the target; score 7.1429 R − 4.2857 from R = 60 % on, else 4.1667 R − 2.5",
            "自基準年起的實際每年增長率 ÷ 所需每年增長率（R）；最新數字達標即為已達到；R達60%時評分為7.1429R − 4.2857，否則為4.1667R − 2.5",
        ),
        rules=(_ACHIEVED, *_TARGET_RULES),
        source=_SOURCE,
        basis=Basis.GROWTH,
        needs_goal=True,
        needs_year=True,
        judge=_with_target,
    ),
    Method(
        id="open-sdg-trend",
        name=Text("Open SDG, trend without a target", "Open SDG（不設目標的趨勢）"),
        agency=_AGENCY,
        formula=Text(
            "observed growth a year from the base; near a natural limit the thresholds shrink by 1 − (base ÷ limit) ^ 4.44",
            "自基準年起的實際每年增長率；接近自然極限時，界線按1 −（基準 ÷ 極限）^ 4.44收窄",
        ),
        rules=_TREND_RULES,
        source=_SOURCE,
        basis=Basis.PRESENT,
        needs_goal=False,
        needs_year=False,
        judge=_trend,
    ),
)
"""Against the target, and the trend without one."""
