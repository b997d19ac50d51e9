"""Units and quantities: what converts, what adds, and what is refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technopole.evidence.quantities import Quantity, UnitsClash
from technopole.evidence.units import UNITS, UnknownUnit, unit_named

amounts = st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=1000)
areas = st.sampled_from(["sq_m", "sq_ft", "ha"])


def test_hectares_convert_to_square_metres_exactly():
    assert Quantity.of("87", "ha").to("sq_m").amount == 870_000


def test_a_square_foot_is_the_square_of_the_international_foot():
    assert Quantity.of(1, "sq_ft").to("sq_m").amount == Fraction(9290304, 100_000_000)


@given(amounts, areas, areas)
def test_converting_there_and_back_changes_nothing(amount, here, there):
    quantity = Quantity.of(amount, here)
    assert quantity.to(there).to(here) == quantity


@given(amounts, amounts, areas, areas)
def test_adding_does_not_depend_on_the_unit(one, other, here, there):
    total = Quantity.of(one, here) + Quantity.of(other, there)
    assert (
        total.to("sq_m").amount
        == Quantity.of(one, here).to("sq_m").amount + Quantity.of(other, there).to("sq_m").amount
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HKD", "RMB"),
        ("HKD", "USD"),
        ("persons", "projects"),
        ("sq_m", "HKD"),
        ("years", "school_years"),
    ],
)
def test_different_things_do_not_add_or_convert(one, other):
    with pytest.raises(UnitsClash, match=f"in {one} cannot be .* in {other}"):
        Quantity.of(1, one) + Quantity.of(1, other)
    with pytest.raises(UnitsClash):
        Quantity.of(1, one).to(other)


@pytest.mark.parametrize("unit", ["rank", "date", "ordinal", "mPD"])
def test_what_only_orders_has_no_arithmetic(unit):
    with pytest.raises(UnitsClash, match="no arithmetic"):
        Quantity.of(1, unit) + Quantity.of(1, unit)


def test_persons_divided_by_a_rate_give_persons():
    labour_force = Quantity.of(45310, "persons") / Quantity.of("11.56", "per_1000")
    assert labour_force.unit is UNITS["persons"]
    assert round(labour_force.amount) == 3_919_550


def test_the_same_unit_divided_is_a_pure_number():
    assert (Quantity.of(3, "HKD") / Quantity.of(2, "HKD")) == Quantity.of("3/2", "times")


def test_an_unknown_unit_is_told_with_the_nearest_right_one():
    with pytest.raises(UnknownUnit, match=r"“person” is not a unit\. Did you mean “persons”\?"):
        unit_named("person")
