"""The United Nations Statistics Division's progress chart.

The growth so far is carried on to the target's year; what it would cover of the way decides.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from technopole.evidence.wording import Text
from technopole.outlook.methods.growing import base_at_target, observed_part, rootless
from technopole.outlook.methods.method import (
    Basis,
    Case,
    Course,
    Grade,
    Holds,
    Judgement,
    Method,
    Rule,
    amount,
    graded,
    years,
)
from technopole.outlook.roots import root

__all__ = ["METHODS"]

_AGENCY: Final = Text("United Nations Statistics Division", "聯合國統計司")
_SOURCE: Final = Text(
    "UNSD, SDG Progress Chart, technical note 2023, as set out by Eustat, the Basque statistical office",
    "聯合國統計司《可持續發展目標進展圖》2023年技術說明，按巴斯克統計局（Eustat）的說明",
)
_ON_TRACK: Final = Grade("on-track", Text("Target met or on track", "已達標或按現時進度可達標"))
_FAIR: Final = Grade("fair", Text("Fair progress, to be accelerated", "進展尚可，但須加快"))
_STAGNATION: Final = Grade("stagnation", Text("Standstill or going back", "停滯或倒退"))
_ADVANCING: Final = Grade("on-track", Text("On track", "進度理想"))

_RULES: Final = (
    Rule(
        _ON_TRACK,
        Text(
            "95 % of the way or more by the target's year, or the newest figure meets the target",
            "到目標年份可完成全程95%或以上，或最新數字已達標",
        ),
    ),
    Rule(_FAIR, Text("10 % to less than 95 % of the way", "完成全程10%至不足95%")),
    Rule(_STAGNATION, Text("less than 10 % of the way", "完成全程不足10%")),
)
_TREND_RULES: Final = (
    Rule(
        _ADVANCING, Text("2 % a year or more in the right direction", "每年朝正確方向變動2%或以上")
    ),
    Rule(_FAIR, Text("0.5 % to less than 2 %", "0.5%至不足2%")),
    Rule(_STAGNATION, Text("less than 0.5 %", "不足0.5%")),
)
_EXPECTED: Final = Text(
    "Figure of the target's year at this growth", "按此增長率推算的目標年份數字"
)
_COVERED: Final = Text("Share of the way covered by then", "屆時完成全程的比例")


def _slowest(case: Case) -> Course:
    """The lowest class holds both standing still and going back: the figures tell which it is."""
    return Course.AWAY if case.moved() < 0 else Course.STILL


def _at_the_end_of_a_share(case: Case) -> bool:
    """The method's exception: within one point of a target of nothing or of the whole it is met."""
    whole = case.track.limit
    return (
        whole is not None
        and case.target in (0, whole)
        and abs(case.latest.value - case.target) <= whole / 100
    )


def _with_target(case: Case) -> Judgement:
    shown = years(case)
    if case.meets(case.latest.value) or _at_the_end_of_a_share(case):
        return graded(Course.REACHED, _RULES[0], shown, "latest", case.latest)
    refused = rootless(case.base.value, case.latest.value) or base_at_target(case)
    if refused is not None:
        return replace(refused, components=shown)
    _, observed_shown = observed_part(case)
    left = case.due - case.latest.year
    expected = root((case.latest.value / case.base.value) ** left, case.span) * case.latest.value
    way = case.target - case.base.value
    covered = (expected - case.base.value) * (1 / way)
    if covered >= Fraction(95, 100):
        course, rule = Course.ON_COURSE, _RULES[0]
    elif covered >= Fraction(10, 100):
        course, rule = Course.BEHIND, _RULES[1]
    else:
        course, rule = _slowest(case), _RULES[2]
    components = (
        *shown,
        observed_shown,
        amount("expected", _EXPECTED, expected, Holds.UNIT),
        amount("covered", _COVERED, covered, Holds.SHARE),
    )
    return graded(course, rule, components, "covered", case.base, case.latest)


def _trend(case: Case) -> Judgement:
    shown = years(case)
    refused = rootless(case.base.value, case.latest.value)
    if refused is not None:
        return replace(refused, components=shown)
    observed, observed_shown = observed_part(case)
    ahead = observed * case.direction
    if ahead >= Fraction(2, 100):
        course, rule = Course.ON_COURSE, _TREND_RULES[0]
    elif ahead >= Fraction(5, 1000):
        course, rule = Course.BEHIND, _TREND_RULES[1]
    else:
        course, rule = _slowest(case), _TREND_RULES[2]
    return graded(course, rule, (*shown, observed_shown), "observed_growth", case.base, case.latest)


METHODS: Final = (
    Method(
        id="unsd-target",
        name=Text("UNSD, against the target", "聯合國統計司（對照目標）"),
        agency=_AGENCY,
        formula=Text(
            "(latest × (1 + observed growth) ^ years left − base) ÷ (target − base)",
            "（最新數字 ×（1 + 至今每年增長率）^ 餘下年數 − 基準）÷（目標 − 基準）",
        ),
        rules=_RULES,
        source=_SOURCE,
        basis=Basis.GROWTH,
        needs_goal=True,
        needs_year=True,
        judge=_with_target,
    ),
    Method(
        id="unsd-trend",
        name=Text("UNSD, trend without a target", "聯合國統計司（不設目標的趨勢）"),
        agency=_AGENCY,
        formula=Text("observed growth a year from the base", "自基準年起的實際每年增長率"),
        rules=_TREND_RULES,
        source=_SOURCE,
        basis=Basis.PRESENT,
        needs_goal=False,
        needs_year=False,
        judge=_trend,
    ),
)
"""Against the target, and the trend without one."""
