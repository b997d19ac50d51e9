"""ISTAT's trend of the Italian indicators, as the statistical institute of South Tyrol publishes it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from technopole.evidence.wording import Text
from technopole.outlook.methods.growing import observed_part, rootless
from technopole.outlook.methods.method import (
    Basis,
    Case,
    Course,
    Grade,
    Judgement,
    Method,
    Rule,
    graded,
    years,
)

__all__ = ["METHODS"]

_CLEARLY_BETTER: Final = Rule(
    Grade("clear-improvement", Text("Clear improvement", "明顯改善")),
    Text("more than 5 % a year in the right direction", "每年朝正確方向變動超過5%"),
)
_BETTER: Final = Rule(
    Grade("slight-improvement", Text("Slight improvement", "略有改善")),
    Text("more than 1 %, up to 5 %", "超過1%至5%"),
)
_STABLE: Final = Rule(
    Grade("stable", Text("Stable", "大致不變")), Text("at most 1 % either way", "上下變動不超過1%")
)
_WORSE: Final = Rule(
    Grade("slight-worsening", Text("Slight worsening", "略為轉差")),
    Text("more than 1 %, up to 5 % in the wrong direction", "朝相反方向變動超過1%至5%"),
)
_CLEARLY_WORSE: Final = Rule(
    Grade("clear-worsening", Text("Clear worsening", "明顯轉差")),
    Text("more than 5 % a year in the wrong direction", "每年朝相反方向變動超過5%"),
)


def _trend(case: Case) -> Judgement:
    shown = years(case)
    refused = rootless(case.base.value, case.latest.value)
    if refused is not None:
        return replace(refused, components=shown)
    observed, observed_shown = observed_part(case)
    ahead = observed * case.direction
    if ahead > Fraction(5, 100):
        course, rule = Course.ON_COURSE, _CLEARLY_BETTER
    elif ahead > Fraction(1, 100):
        course, rule = Course.BEHIND, _BETTER
    elif ahead >= Fraction(-1, 100):
        course, rule = Course.STILL, _STABLE
    elif ahead >= Fraction(-5, 100):
        course, rule = Course.AWAY, _WORSE
    else:
        course, rule = Course.AWAY, _CLEARLY_WORSE
    return graded(course, rule, (*shown, observed_shown), "observed_growth", case.base, case.latest)


METHODS: Final = (
    Method(
        id="istat-trend",
        name=Text("ISTAT, trend", "意大利國家統計局（趨勢）"),
        agency=Text("ISTAT, ASTAT", "意大利國家統計局及南蒂羅爾統計局"),
        formula=Text("observed growth a year from the base", "自基準年起的實際每年增長率"),
        rules=(_CLEARLY_BETTER, _BETTER, _STABLE, _WORSE, _CLEARLY_WORSE),
        source=Text(
            "ASTAT, the South Tyrolean institute of statistics, sustainability indicators, page on trends",
            "南蒂羅爾統計局（ASTAT）可持續發展指標，趨勢說明頁",
        ),
        basis=Basis.PRESENT,
        needs_goal=False,
        needs_year=False,
        judge=_trend,
    ),
)
"""The trend; the method knows no targets."""
