"""Sound always, sharp where it can be: what no completion can change is firm."""

from datetime import date
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from technopole.rules.language import (
    choice,
    choose,
    day,
    each,
    greatest,
    items,
    least,
    number,
    total,
    yes_no,
)
from technopole.rules.nodes import AnyOf, Comparison, Not, Operator
from technopole.rules.ranges import NO, YES, Numbers, Truth, range_of, truth_of
from technopole.rules.splitting import outcomes

x = yes_no("x", en="x", zh_hant="x")
y = yes_no("y", en="y", zh_hant="y")
n = number("n", en="n", zh_hant="n", unit="times", most=3)
m = number("m", en="m", zh_hant="m", unit="times", most=3)
c = choice("c", en="c", zh_hant="c", options={"a": ("a", "a"), "b": ("b", "b"), "d": ("d", "d")})
DOMAINS = {
    "x": [True, False],
    "y": [True, False],
    "n": [Fraction(i) for i in range(4)],
    "m": [Fraction(i) for i in range(4)],
    "c": ["a", "b", "d"],
}


def numbers(depth):
    """Rules for a number, so many levels deep."""
    leaf = st.sampled_from([n, m])
    if depth == 0:
        return leaf
    part, test = numbers(depth - 1), truths(depth - 1)
    return st.one_of(
        leaf,
        st.builds(lambda a, b: a + b, part, part),
        st.builds(lambda a, b: a - b, part, part),
        st.builds(lambda a, k: a * k, part, st.fractions(-2, 2, max_denominator=3)),
        st.builds(least, part, st.integers(0, 5)),
        st.builds(greatest, part, part),
        st.builds(choose, test, part, part),
    )


def truths(depth):
    """Rules that hold or do not, so many levels deep."""
    leaf = st.sampled_from([x, y]) | st.builds(
        lambda options: c.is_in(*options), st.sets(st.sampled_from("abd"), min_size=1)
    )
    if depth == 0:
        return leaf
    part, amount = truths(depth - 1), numbers(depth - 1)
    return st.one_of(
        leaf,
        st.builds(Not, part),
        st.builds(lambda a, b: a & b, part, part),
        st.builds(lambda a, b: a | b, part, part),
        st.builds(Comparison, st.sampled_from(list(Operator)), amount, amount),
    )


def completions(given):
    open_names = [name for name in DOMAINS if name not in given]
    for values in product(*(DOMAINS[name] for name in open_names)):
        yield {**given, **dict(zip(open_names, values, strict=True))}


def test_x_or_not_x_holds_whatever_x_is():
    assert outcomes(AnyOf((x, Not(x))), (), {}).eligible == YES


def test_two_thresholds_on_one_number_leave_nothing_between_them():
    assert outcomes((n < 2) | (n >= 2), (), {}).eligible == YES
    assert outcomes((n < 2) & (n >= 2), (), {}).eligible == NO
    assert outcomes((n > 2) & (n < 3), (), {}).eligible == NO


def test_an_unknown_part_decides_nothing_unless_another_part_does():
    assert truth_of(x & y, {"x": False}) == NO
    assert truth_of(x & y, {"x": True}) == Truth(true=True, false=True)
    assert truth_of(x | y, {"x": True}) == YES


def test_amounts_are_bounded_over_the_cases_that_can_be_eligible():
    found = outcomes((n >= 2) & x, (least(n * 10, 30),), {})
    assert found.amounts == (Numbers(Fraction(20), Fraction(30)),)


@settings(max_examples=60, deadline=None)
@given(
    truths(3),
    numbers(3),
    st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in DOMAINS.items()}),
)
def test_no_completion_contradicts_a_firm_answer_or_leaves_the_bounds(test, award, given):
    found = outcomes(test, (award,), given)
    for complete in completions(given):
        truth = truth_of(test, complete)
        assert truth.true != truth.false
        assert not truth.true or found.eligible.true
        assert not truth.false or found.eligible.false
        if truth.true:
            amount = range_of(award, complete)
            assert amount.low == amount.high
            bounds = found.amounts[0]
            assert bounds.low is None or bounds.low <= amount.low
            assert bounds.high is None or amount.low <= bounds.high


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.sampled_from([x, y, n <= 2, n < 4, c.is_in("a")]),
        lambda t: (
            st.builds(Not, t)
            | st.builds(lambda a, b: a & b, t, t)
            | st.builds(lambda a, b: a | b, t, t)
        ),
        max_leaves=8,
    )
)
def test_over_truths_options_and_thresholds_the_answer_is_exact(test):
    """Here splitting must see everything that enumeration sees."""
    found = outcomes(test, (), {}).eligible
    seen = {truth_of(test, complete).true for complete in completions({})}
    assert found == Truth(true=True in seen, false=False in seen)


def test_dates_are_split_where_a_comparison_changes():
    d = day("d", en="d", zh_hant="d")
    assert outcomes((d < date(2020, 1, 1)) | (d >= date(2020, 1, 1)), (), {}).eligible == YES


def test_a_missing_field_of_an_item_keeps_the_bounds_of_its_question():
    fee = number("fee", en="f", zh_hant="f", unit="times", least=-2, most=5)
    fees = items("fees", en="f", zh_hant="f", fields=(fee,), most=3)
    assert range_of(total(fees, each(fee)), {"fees": ({},)}) == Numbers(Fraction(-2), Fraction(5))
    assert range_of(total(fees, each(fee)), {}) == Numbers(Fraction(-6), Fraction(15))
