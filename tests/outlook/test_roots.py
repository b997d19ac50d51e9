"""Exact growth: compared without error, printed correctly rounded."""

from decimal import Decimal, getcontext, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.outlook.roots import Exact, growth, quotient, root, rounded

amounts = st.fractions(min_value="1/1000", max_value=1000, max_denominator=1000)
degrees = st.integers(1, 12)


def decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def test_a_root_that_is_rational_is_the_rational():
    assert root(Fraction(16, 81), 4) == Fraction(2, 3)
    assert root(Fraction(4, 9), 4) == root(Fraction(2, 3), 2)
    assert growth(Fraction(100), Fraction("110.5"), 1) == Fraction("0.105")


def test_a_growth_equals_no_rational_however_near():
    ten_years = Fraction("1.01") ** 10
    assert growth(Fraction(1), ten_years, 10) == Fraction(1, 100)
    for exponent in (20, 60, 150):
        hair = Fraction(1, 10**exponent)
        assert growth(Fraction(1), ten_years + hair, 10) > Fraction(1, 100)
        assert growth(Fraction(1), ten_years - hair, 10) < Fraction(1, 100)


def test_roots_that_are_multiples_of_one_another_cancel_exactly():
    assert (root(Fraction(8), 2) - root(Fraction(2), 2) * 2).sign() == 0
    assert (root(Fraction(54), 3) - root(Fraction(2), 3) * 3).sign() == 0
    assert (root(Fraction(2), 2) + root(Fraction(3), 2) - root(Fraction(5), 2)).sign() == 1
    assert root(Fraction(2), 2) * 0 == 0


@given(amounts, degrees)
def test_a_root_lies_within_its_bounds(radicand, degree):
    low, high = root(radicand, degree).bounds(30)
    assert low**degree <= radicand <= high**degree
    assert high - low <= Fraction(1, 10**30)


@given(amounts, amounts, degrees, degrees)
def test_the_order_of_roots_is_that_of_their_powers(one, other, first, second):
    expected = one**second - other**first
    assert (root(one, first) - root(other, second)).sign() == (expected > 0) - (expected < 0)


@given(amounts, amounts, degrees, st.integers(0, 12))
def test_growth_is_printed_as_a_longer_computation_gives_it(first, last, years, places):
    with localcontext() as context:
        context.prec = 60
        long = (decimal(last / first).ln() / years).exp() - 1
        expected = long.quantize(Decimal(1).scaleb(-places))
    shown = rounded(growth(first, last, years), places)
    exact = growth(first, last, years)
    assert abs(shown - expected) <= (Decimal(1).scaleb(-places) if not exact.terms else 0)


@given(amounts, amounts, amounts, degrees)
def test_a_quotient_is_rounded_correctly(one, other, below, degree):
    above = root(one, degree) - other
    shown = Fraction(quotient(above, below, 8))
    exact = above * (1 / below)
    assert exact - shown <= Fraction(1, 2 * 10**8)
    assert exact - shown >= -Fraction(1, 2 * 10**8)


def test_a_quotient_at_a_half_goes_to_the_even_digit():
    two = root(Fraction(2), 2)
    assert quotient(two, two * 8, 2) == Decimal("0.12")
    assert quotient(two * 3, two * 8, 2) == Decimal("0.38")
    assert quotient(two * -3, two * 8, 2) == Decimal("-0.38")
    assert quotient(Fraction(1), Fraction(-8), 2) == Decimal("-0.12")


def test_no_growth_leads_from_zero_nor_across_it():
    for first, last in ((0, 5), (5, 0), (-5, 5), (5, -5)):
        with pytest.raises(ValueError, match="No compound growth"):
            growth(Fraction(first), Fraction(last), 2)
    assert growth(Fraction(-4), Fraction(-9), 2) == Fraction(1, 2)
    with pytest.raises(ValueError, match="no positive root"):
        root(Fraction(-4), 2)
    with pytest.raises(ZeroDivisionError):
        quotient(Fraction(1), root(Fraction(4), 2) - 2, 3)


def test_it_compares_with_plain_numbers_and_goes_to_a_float():
    two = root(Fraction(2), 2)
    assert Fraction(141, 100) < two < Fraction(142, 100)
    assert two <= root(Fraction(2), 2)
    assert two >= 1
    assert two != "two"
    assert float(two) == pytest.approx(2**0.5, rel=1e-15)
    assert hash(two) == hash(root(Fraction(4), 4))
    assert Exact(Fraction(3)) == 3
    assert getcontext().prec >= 28
