"""Compound growth, observed and required: what Eurostat, Open SDG, the UN and ISTAT all begin with."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from technopole.evidence.wording import Text
from technopole.outlook.methods.method import (
    Case,
    Component,
    Holds,
    Judgement,
    amount,
    not_assessable,
)
from technopole.outlook.roots import Exact, growth
from technopole.outlook.tracks import Point

__all__ = ["OBSERVED", "REQUIRED", "base_at_target", "observed_part", "required_part", "rootless"]

OBSERVED: Final = Text("Growth a year so far", "至今每年增長率")
REQUIRED: Final = Text("Growth a year required from the base", "自基準年起所需的每年增長率")


def rootless(*values: Fraction) -> Judgement | None:
    """Why compound growth between the values has no meaning; None where it has."""
    if any(value == 0 for value in values):
        return not_assessable(
            "A figure is zero, and from zero nothing grows by per cent. No small number is put in its place.",
            "其中一個數字為零，不能以百分率計算增長；這裏不會以微小數字代替零。",
        )
    if any(value < 0 for value in values):
        return not_assessable(
            "A figure is below zero, and compound growth has no meaning there.",
            "其中一個數字為負數，複合增長率沒有意義。",
        )
    return None


def base_at_target(case: Case) -> Judgement | None:
    """Why nothing is required of a base that meets the target already; None where it does not."""
    if not case.meets(case.base.value):
        return None
    return not_assessable(
        "The base figure meets the target already, so that no growth towards it is required.",
        "基準數字已達目標，無須再向目標增長。",
    )


def observed_part(case: Case, base: Point | None = None) -> tuple[Exact, Component]:
    """The growth a year from the base to the latest figure, with its component."""
    start = base or case.base
    found = growth(start.value, case.latest.value, case.latest.year - start.year)
    return found, amount("observed_growth", OBSERVED, found, Holds.GROWTH)


def required_part(case: Case) -> tuple[Exact, Component]:
    """The growth a year that leads from the base to the target, with its component."""
    found = growth(case.base.value, case.target, case.due - case.base.year)
    return found, amount("required_growth", REQUIRED, found, Holds.GROWTH)
