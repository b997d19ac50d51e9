"""The way to a target: sums that a reader can check with pencil and paper."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.utils import translation

from technopole.evidence.units import unit_named
from technopole.plan import packs
from technopole.site.portal.arithmetic import say_difference, say_share, steps
from technopole.site.portal.queries.indicators import indicator_page


@pytest.fixture(autouse=True)
def in_english() -> None:
    translation.activate("en")


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        ("0.19", "percent", "0.19 percentage points"),
        ("-8", "ratio", "−8 percentage points"),
        ("1425", "HKD", "HK$1,425"),
        ("14690", "persons", "14,690 persons"),
        ("-3", "count", "−3"),
    ],
)
def test_differences_are_said_in_their_unit(amount: str, unit: str, said: str) -> None:
    assert say_difference(Fraction(amount), unit_named(unit), "en") == said


def test_a_rounded_share_says_so() -> None:
    assert say_share(Fraction(37, 56)) == "about 66%"
    assert say_share(Fraction(1, 2)) == "50%"
    assert say_share(Fraction(-1, 3)) == "about −33%"


def test_the_steps_lead_from_the_first_figure_to_what_is_left() -> None:
    page = indicator_page(packs.load("hong_kong"), "1.1")
    way = page.ways[0]
    first, newest, target = (Fraction(text) for text in ("0.74", "1.11", "1.3"))
    assert (way.start, way.reached, way.wanted) == (first, newest, target)
    whole, covered, share, left = steps(way, "en")
    assert (whole.working, whole.result) == ("1.3% − 0.74%", "0.56 percentage points")
    assert (covered.working, covered.result) == ("1.11% − 0.74%", "0.37 percentage points")
    assert (share.working, share.result) == ("0.37 ÷ 0.56", "about 66%")
    assert (left.working, left.result) == ("1.3% − 1.11%", "0.19 percentage points")


def test_a_figure_that_moves_away_from_its_target_is_said_to() -> None:
    page = indicator_page(packs.load("hong_kong"), "1.3")
    assert all(way.moved_away for way in page.ways)
