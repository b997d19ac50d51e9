"""Figures: what a claim allows, and when two claims cannot both be true."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.evidence.figures import Figure, NotAValue, Qualifier

numbers = st.integers(0, 10**13).map(str) | st.decimals(0, 10**6, places=2).map(str)
qualifiers = st.sampled_from(list(Qualifier))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("460", "over"), ("450", "over"), False),
        (("1.1", "about"), ("1.13", "exact"), True),
        (("700000000", "nearly"), ("700000000", "over"), False),
        (("14200", "about"), ("14200", "over"), True),
        (("5", "exact"), ("5", "over"), False),
        (("5", "exact"), ("5", "at_least"), True),
        (("10", "up_to"), ("12", "exact"), False),
        (("1000..2000", "exact"), ("1500", "exact"), True),
    ],
)
def test_claims_agree_only_within_what_each_states(one, other, agree):
    left, right = (Figure.of(text, "count", qualifier) for text, qualifier in (one, other))
    assert left.agrees_with(right) is agree
    assert right.agrees_with(left) is agree


@given(numbers, qualifiers)
def test_every_figure_agrees_with_itself(text, qualifier):
    figure = Figure.of(text, "count", qualifier)
    assert figure.agrees_with(figure)


@given(numbers, qualifiers, numbers, qualifiers)
def test_agreement_is_mutual(one, one_qualifier, other, other_qualifier):
    left, right = Figure.of(one, "HKD", one_qualifier), Figure.of(other, "HKD", other_qualifier)
    assert left.agrees_with(right) == right.agrees_with(left)


def test_areas_in_different_units_are_compared_after_conversion():
    assert Figure.of("87", "ha").agrees_with(Figure.of("870000", "sq_m"))
    assert not Figure.of("87", "ha").agrees_with(Figure.of("870001", "sq_m"))


def test_money_of_two_currencies_does_not_compare():
    dollars, renminbi = Figure.of("1", "HKD"), Figure.of("1", "RMB")
    assert not dollars.comparable_with(renminbi)
    with pytest.raises(ValueError, match="do not compare"):
        dollars.agrees_with(renminbi)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("2024", "exact"), ("2024-09", "exact"), True),
        (("2023", "exact"), ("2024-09", "exact"), False),
        (("2025", "up_to"), ("2025-Q3", "exact"), True),
        (("2024-06", "up_to"), ("2024-07", "exact"), False),
        (("2026", "at_least"), ("2025", "exact"), False),
        (("2025-06", "about"), ("2025-07-10", "exact"), True),
    ],
)
def test_dates_agree_when_a_day_fits_both(one, other, agree):
    left, right = (Figure.of(text, "date", qualifier) for text, qualifier in (one, other))
    assert left.agrees_with(right) is agree


def test_ratios_agree_by_their_shares():
    assert Figure.of("1:2", "ratio").agrees_with(Figure.of("50:100", "ratio"))
    assert not Figure.of("56:44", "ratio").agrees_with(Figure.of("58:42", "ratio"))


def test_fractions_stay_exact():
    assert Figure.of("2/3", "times").amount == Fraction(2, 3)


@pytest.mark.parametrize("text", ["1,000", "1 000", "abc", "", "1e9", "٣", "5..1"])
def test_a_value_that_is_not_canonical_is_refused_with_a_sentence(text):
    with pytest.raises(NotAValue):
        Figure.of(text, "count")
