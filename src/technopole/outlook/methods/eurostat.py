"""Eurostat's reports on progress towards the Sustainable Development Goals in the EU.

With a target it sets the growth so far against the growth required from the same base year; without
one it looks at the growth of the last fifteen and of the last five years.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from technopole.evidence.wording import Text
from technopole.outlook.methods.growing import (
    base_at_target,
    observed_part,
    required_part,
    rootless,
)
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
    not_assessable,
    years,
)

__all__ = ["METHODS"]

_AGENCY: Final = Text("Eurostat", "歐盟統計局")
_SOURCE: Final = Text(
    "Eurostat, Sustainable development in the European Union: monitoring report on progress towards the "
    "SDGs in an EU context, annex on the method",
    "歐盟統計局《歐洲聯盟的可持續發展：在歐盟背景下邁向可持續發展目標的進展監察報告》附錄：方法",
)
_DOUBT: Final = Text(
    "The names of the classes and the idea were read; the printed table of thresholds was not at hand and is "
    "given as it is generally quoted.",
    "已查閱級別名稱和方法原理；未能取得原文的界線表，所列界線為一般引用的數值。",
)

_SIGNIFICANT: Final = Rule(
    Grade("significant", Text("Significant progress", "進展顯著")),
    Text("95 % of the required growth or more", "達所需增長率的95%或以上"),
)
_MODERATE: Final = Rule(
    Grade("moderate", Text("Moderate progress", "進展中等")),
    Text("60 % to less than 95 %", "60%至不足95%"),
)
_INSUFFICIENT: Final = Rule(
    Grade("insufficient", Text("Insufficient progress", "進展不足")),
    Text("0 % to less than 60 %", "0%至不足60%"),
)
_AWAY: Final = Rule(
    Grade("away", Text("Moving away from the target", "與目標背道而馳")),
    Text("below 0 %", "低於0%"),
)
_RATIO: Final = Text("Growth so far over growth required", "至今增長率與所需增長率之比")


def _with_target(case: Case) -> Judgement:
    shown = years(case)
    refused = rootless(case.base.value, case.latest.value, case.target) or base_at_target(case)
    if refused is not None:
        return replace(refused, components=shown)
    observed, observed_shown = observed_part(case)
    required, required_shown = required_part(case)
    components = (
        *shown,
        observed_shown,
        required_shown,
        amount("ratio", _RATIO, observed, Holds.SHARE, over=required),
    )
    # The required growth has the sign of good, so that times it a threshold keeps its sense.
    ahead = observed * case.direction
    wanted = required * case.direction
    if ahead >= wanted * Fraction(95, 100):
        course, rule = Course.ON_COURSE, _SIGNIFICANT
    elif ahead >= wanted * Fraction(60, 100):
        course, rule = Course.BEHIND, _MODERATE
    elif ahead.sign() >= 0:
        course, rule = Course.BEHIND if ahead.sign() else Course.STILL, _INSUFFICIENT
    else:
        course, rule = Course.AWAY, _AWAY
    return graded(course, rule, components, "ratio", case.base, case.latest)


_TREND_SIGNIFICANT: Final = Rule(
    Grade("significant", Text("Significant progress", "進展顯著")),
    Text("1 % a year or more in the right direction", "每年朝正確方向變動1%或以上"),
)
_TREND_MODERATE: Final = Rule(
    Grade("moderate", Text("Moderate progress", "進展中等")),
    Text("0 % to less than 1 % in the right direction", "每年朝正確方向變動0%至不足1%"),
)
_TREND_AWAY: Final = Rule(
    Grade("moderate-away", Text("Moderate movement away", "中度倒退")),
    Text("less than 1 % a year in the wrong direction", "每年朝相反方向變動不足1%"),
)
_TREND_FAR_AWAY: Final = Rule(
    Grade("significant-away", Text("Significant movement away", "顯著倒退")),
    Text("1 % a year or more in the wrong direction", "每年朝相反方向變動1%或以上"),
)


def _trend(case: Case, period: int, least: int) -> Judgement:
    """Growth over the last `period` years, for which at least `least` years must be at hand."""
    earlier = [p for p in case.track.points[:-1] if p.year >= case.latest.year - period]
    if not earlier or case.latest.year - earlier[0].year < least:
        return not_assessable(
            f"No figure is between {least} and {period} years older than the newest one.",
            f"沒有比最新數字早{least}至{period}年的數字。",
            years(case)[2:4],
        )
    base = earlier[0]
    shown = years(case, base)
    refused = rootless(base.value, case.latest.value)
    if refused is not None:
        return replace(refused, components=shown)
    observed, observed_shown = observed_part(case, base)
    ahead = observed * case.direction
    if ahead >= Fraction(1, 100):
        course, rule = Course.ON_COURSE, _TREND_SIGNIFICANT
    elif ahead.sign() >= 0:
        course, rule = Course.BEHIND if ahead.sign() else Course.STILL, _TREND_MODERATE
    elif ahead > Fraction(-1, 100):
        course, rule = Course.AWAY, _TREND_AWAY
    else:
        course, rule = Course.AWAY, _TREND_FAR_AWAY
    judgement = graded(course, rule, (*shown, observed_shown), "observed_growth", base, case.latest)
    covered = case.latest.year - base.year
    if covered == period:
        return judgement
    return replace(
        judgement,
        departures=(
            Text(
                f"The method looks at {period} years; the figures cover {covered} of them.",
                f"方法以{period}年為期，現有數字只涵蓋其中{covered}年。",
            ),
        ),
    )


def _long(case: Case) -> Judgement:
    return _trend(case, 15, 10)


def _short(case: Case) -> Judgement:
    return _trend(case, 5, 3)


_TREND_FORMULA: Final = Text(
    "(latest ÷ oldest figure of the period) ^ (1 ÷ years) − 1, counted as progress where it goes the right way",
    "（最新數字 ÷ 期內最早數字）^（1 ÷ 年數）− 1，朝正確方向者計作進展",
)
_TREND_DOUBT: Final = Text(
    "The periods were read; the thresholds are given as they are generally quoted. That at least ten of the "
    "fifteen years, and three of the five, must be covered is our rule.",
    "已查閱評估期；界線為一般引用的數值。長期須涵蓋至少十年、短期至少三年，是本系統的規定。",
)

METHODS: Final = (
    Method(
        id="eurostat-target",
        name=Text("Eurostat, against the target", "歐盟統計局（對照目標）"),
        agency=_AGENCY,
        formula=Text(
            "observed growth a year ÷ required growth a year, both from the base year",
            "自基準年起的實際每年增長率 ÷ 所需每年增長率",
        ),
        rules=(_SIGNIFICANT, _MODERATE, _INSUFFICIENT, _AWAY),
        source=_SOURCE,
        basis=Basis.GROWTH,
        needs_goal=True,
        needs_year=True,
        judge=_with_target,
        certain=False,
        doubt=_DOUBT,
    ),
    *(
        Method(
            id=name,
            name=words,
            agency=_AGENCY,
            formula=_TREND_FORMULA,
            rules=(_TREND_SIGNIFICANT, _TREND_MODERATE, _TREND_AWAY, _TREND_FAR_AWAY),
            source=_SOURCE,
            basis=Basis.PRESENT,
            needs_goal=False,
            needs_year=False,
            judge=judge,
            certain=False,
            doubt=_TREND_DOUBT,
        )
        for name, words, judge in (
            (
                "eurostat-long-term",
                Text("Eurostat, trend of fifteen years", "歐盟統計局（十五年趨勢）"),
                _long,
            ),
            (
                "eurostat-short-term",
                Text("Eurostat, trend of five years", "歐盟統計局（五年趨勢）"),
                _short,
            ),
        )
    ),
)
"""Against the target, and without one in the long and in the short term."""
