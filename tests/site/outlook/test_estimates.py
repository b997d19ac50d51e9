"""Numbers that were worked out are said to as many digits as they carry."""

from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from technopole.evidence.units import UNITS
from technopole.evidence.wording import Text
from technopole.outlook.methods.method import Component, Holds
from technopole.site.portal import fans
from technopole.site.portal.estimates import (
    say_chance,
    say_change,
    say_component,
    say_estimate,
    say_growth,
    say_times,
)
from technopole.site.portal.fans import Fan


@pytest.fixture(autouse=True)
def english() -> None:
    translation.activate("en")


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.0, "under 1%"),
        (0.0099, "under 1%"),
        (0.01, "1%"),
        (0.5, "50%"),
        (0.99, "99%"),
        (1.0, "over 99%"),
    ],
)
def test_what_no_path_or_every_path_reached_is_not_certain(chance: float, said: str) -> None:
    assert say_chance(chance) == said


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1.0824, "percent", "1.08%"),
        (4683.2, "HKD", "HK$4,680"),
        (7.66e9, "HKD", "HK$7.66 billion"),
        (42_050.1, "persons", "42,100 persons"),
        (Fraction(-3, 2), "HKD", "−HK$1.5"),
        (58.27, "ratio", "58.3%"),
        (0, "count", "0"),
    ],
)
def test_a_level_has_three_digits_and_its_unit(value: float, unit: str, said: str) -> None:
    assert say_estimate(value, UNITS[unit], "en") == said


def test_changes_growth_and_multiples_bear_their_signs() -> None:
    assert say_change(Fraction(-1, 30), UNITS["percent"], "en") == "−0.0333 points"
    assert say_change(Fraction(542), UNITS["HKD"], "en") == "+HK$542"
    assert say_change(0, UNITS["count"], "en") == "0"
    assert say_growth(Fraction(-299, 10_000)) == "−3.0%"
    assert (say_times(Fraction(24, 10)), say_times(Fraction(125, 10))) == ("2.4", "12")


def test_a_component_is_said_as_what_it_is() -> None:
    name = Text("a", "甲")
    said = {
        holds: say_component(Component("x", name, Fraction(5, 8), holds), UNITS["percent"], "en")
        for holds in Holds
    }
    assert said[Holds.SHARE] == "62.5%"
    assert said[Holds.GROWTH] == "62.5%"
    assert said[Holds.PERCENT] == "0.62%"
    assert said[Holds.UNIT] == "0.625%"
    assert said[Holds.UNIT_A_YEAR] == "0.625 points"
    assert say_component(
        Component("x", name, Fraction(2030), Holds.YEAR), UNITS["HKD"], "en"
    ) == "2030"  # fmt: skip


@given(st.lists(st.floats(0.1, 1e6), min_size=7, max_size=7).map(sorted), st.floats(1, 1e5))
def test_a_picture_holds_every_figure_and_the_middle_of_the_fan(
    row: list[float], figure: float
) -> None:
    fan = Fan((2020.0, figure), (2021,), (tuple(row),))
    top = fans.highest(fan, [Fraction(figure)])
    assert top >= Fraction(figure)
    assert top >= Fraction(row[3])
    assert top <= max(Fraction(row[5]), Fraction(figure))
