"""Every turn of a rule is among its thresholds, with the day and the place that it comes from."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from technopole.rules.language import (
    award,
    bare,
    choose,
    condition,
    counted,
    day,
    days_between,
    each,
    floored,
    greatest,
    items,
    least,
    number,
    parameter,
    raised,
    scheme,
    shifted,
    tiers,
    total,
    window,
    yes_no,
)
from technopole.rules.nodes import All, AnyOf, Comparison, Not, Operator
from technopole.rules.ranges import range_of, truth_of
from technopole.rules.thresholds import thresholds

cost = number("cost", en="Cost", zh_hant="成本", unit="times", most=40)
other = number("other", en="Other", zh_hant="其他", unit="times", most=40)
agreed = yes_no("agreed", en="Agreed?", zh_hant="同意嗎？")
asked_on = day(
    "asked_on", en="Asked on", zh_hant="申請日期", first=date(2020, 1, 1), last=date(2026, 12, 31)
)
born_on = day(
    "born_on", en="Born on", zh_hant="出生日期", first=date(2000, 1, 1), last=date(2010, 12, 31)
)
pay = number("pay", en="Pay", zh_hant="薪金", unit="times", most=100)
people = items("people", en="People", zh_hant="人員", fields=(pay,), most=10)
ceiling = parameter(
    "ceiling", "times", en="Ceiling", zh_hant="上限", event=asked_on,
    values={"2020-01-01": (10, "yearbook-2024, line 1"), "2023-05": (15, "yearbook-2024, line 2")},
)  # fmt: skip
third = Fraction(1, 3)


def rule(test=None, value=None, **more):
    """A scheme of one condition and one award."""
    return scheme(
        "invented", code="INV", en="Invented", zh_hant="虛構", summary=("Invented.", "虛構。"),
        run_by="nobody", confirmed=date(2025, 12, 31),
        conditions=[condition("test", agreed if test is None else test, en="It holds.", zh_hant="成立。", reference="yearbook-2024, line 9")],
        awards=() if value is None else [award("grant", value, en="Grant", zh_hant="資助", reference="yearbook-2024, line 9")],
        **more,
    )  # fmt: skip


def found(declared, question, given=None):
    return [t.value for t in thresholds(declared, given) if t.question == question]


def numbers(depth):
    """Rules for a number of one question, so many levels deep."""
    if depth == 0:
        return st.just(cost)
    part, test = numbers(depth - 1), truths(depth - 1)
    return st.one_of(
        part,
        st.builds(lambda a, k: a * k, part, st.fractions(-2, 2, max_denominator=4)),
        st.builds(lambda a, b: a + b, part, part),
        st.builds(lambda a, b: a - b, part, part),
        st.builds(least, part, st.integers(0, 40)),
        st.builds(greatest, part, part),
        st.builds(choose, test, part, part),
    )


def truths(depth):
    """Rules over one question that hold or do not, so many levels deep."""
    amount = numbers(max(depth - 1, 0))
    comparing = st.builds(Comparison, st.sampled_from(list(Operator)), amount, amount | st.integers(0, 40).map(lambda n: cost * 0 + n))  # fmt: skip
    if depth == 0:
        return comparing
    part = truths(depth - 1)
    return st.one_of(
        comparing,
        st.builds(Not, part),
        st.builds(lambda a, b: All((a, b)), part, part),
        st.builds(lambda a, b: AnyOf((a, b)), part, part),
    )


@settings(max_examples=150, deadline=None)
@given(truths(2))
def test_between_two_neighbouring_thresholds_a_condition_never_changes(test):
    near = {answer for t in thresholds(rule(test)) for answer in t.near}
    held = [truth_of(test, {"cost": Fraction(n)}) for n in range(41)]
    changes = [n for n in range(1, 41) if held[n] != held[n - 1]]
    assert all({Fraction(n), Fraction(n - 1)} <= near for n in changes)


@settings(max_examples=150, deadline=None)
@given(numbers(3))
def test_between_two_neighbouring_thresholds_an_award_is_a_straight_line(value):
    near = {answer for t in thresholds(rule(value=value)) for answer in t.near}
    amounts = [range_of(value, {"cost": Fraction(n)}) for n in range(41)]
    steps = [amounts[n + 1].low - amounts[n].low for n in range(40)]
    bends = [n for n in range(1, 40) if steps[n] != steps[n - 1]]
    assert all(Fraction(n) in near for n in bends)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([floored, raised]),
    st.fractions("1/4", 3, max_denominator=4),
    st.integers(0, 9),
    st.integers(1, 7),
    st.integers(0, 40),
    st.sampled_from(list(Operator)),
    st.booleans(),
)
def test_what_is_rounded_turns_at_a_multiple_of_its_step(
    rounding, slope, inside, step, limit, operator, turned
):
    value = rounding(cost * slope + inside, step) + 2
    bound = cost * 0 + limit
    test = Comparison(operator, bound, value) if turned else Comparison(operator, value, bound)
    near = {answer for t in thresholds(rule(test)) for answer in t.near}
    held = [truth_of(test, {"cost": Fraction(n)}) for n in range(41)]
    changes = [n for n in range(1, 41) if held[n] != held[n - 1]]
    assert all({Fraction(n), Fraction(n - 1)} <= near for n in changes)


def test_a_share_meets_its_ceiling_at_the_ceiling_over_the_share_in_every_version():
    turning = {t.value: t for t in thresholds(rule(value=least(cost * third, ceiling))) if t.question == cost}  # fmt: skip
    assert list(turning) == [30]  # 45 is beyond what can be answered
    assert turning[Fraction(30)].dates == (date(2020, 1, 1), date(2023, 5, 30))
    assert turning[Fraction(30)].reference == "yearbook-2024, line 1"
    assert turning[Fraction(30)].parameters == ("ceiling",)
    assert turning[Fraction(30)].near == (29, 30, 31)


def test_a_threshold_between_two_answers_names_both():
    (between,) = thresholds(rule(cost * 3 <= 10))
    assert between.value == Fraction(10, 3)
    assert between.near == (3, 4)


def test_the_days_on_which_a_value_may_and_surely_begins_are_thresholds():
    days = found(rule(value=least(cost, ceiling)), asked_on)
    assert days == [date(2023, 5, 1), date(2023, 5, 31)]


def test_a_window_has_its_first_day_and_the_day_after_its_last():
    declared = rule(window=window(asked_on, first="2021-03-01", last="2024-12-31", reference="yearbook-2024, line 9"))  # fmt: skip
    assert found(declared, asked_on) == [date(2021, 3, 1), date(2025, 1, 1)]


def test_a_parameter_on_a_shifted_event_turns_earlier():
    late = parameter(
        "late", "times", en="Late", zh_hant="較遲", event=shifted(asked_on, months=1),
        values={"2020-01-01": (1, "yearbook-2024, line 1"), "2024-03-31": (2, "yearbook-2024, line 1")},
    )  # fmt: skip
    assert found(rule(value=late), asked_on) == [date(2024, 3, 1)]  # 29 February gives 29 March


@pytest.mark.parametrize("operator", list(Operator))
@pytest.mark.parametrize("months", [-13, -1, 1, 6, 24])
@pytest.mark.parametrize("limit", [date(2004, 2, 29), date(2005, 2, 28), date(2005, 3, 31)])
def test_a_day_moved_by_months_turns_only_at_its_thresholds(operator, months, limit):
    test = Comparison(operator, shifted(born_on, months=months, days=2), _fixed(limit))  # fmt: skip
    near = {answer for t in thresholds(rule(test)) for answer in t.near}
    days = [date(2000, 1, 1) + timedelta(days=n) for n in range(4018)]
    held = [truth_of(test, {"born_on": one}) for one in days]
    assert all(
        {days[n], days[n - 1]} <= near for n in range(1, len(days)) if held[n] != held[n - 1]
    )


def _fixed(limit):
    return parameter("limit", "date", en="Limit", zh_hant="限期", event=asked_on, values={"2020-01-01": (limit, "yearbook-2024, line 1")})  # fmt: skip


def test_days_between_a_fixed_day_and_an_answer_are_solved():
    assert found(rule(days_between(_fixed(date(2005, 1, 1)), born_on) <= 30), born_on) == [
        date(2005, 1, 31)
    ]


def test_what_hangs_on_two_questions_has_a_threshold_once_the_other_is_given():
    test = cost + other <= 30
    assert found(rule(test), cost) == []
    assert found(rule(test), cost, {"other": Fraction(12)}) == [18]
    assert found(rule(test), other, {"other": Fraction(12), "cost": Fraction(4)}) == [26]
    assert found(rule(test), cost, {"other": Fraction(12), "cost": Fraction(4)}) == [18]


def test_a_given_day_leaves_only_the_values_of_that_day():
    declared = rule(cost * 3 <= ceiling * 3)
    assert found(declared, cost) == [10, 15]
    assert found(declared, cost, {"asked_on": date(2024, 1, 1)}) == [15]
    assert found(declared, cost, {"asked_on": date(2023, 5, 20)}) == [10, 15]


def test_a_number_of_items_and_the_fields_of_an_item_have_thresholds():
    value = total(people, least(each(pay), 18), most=4)
    declared = rule(total(people, bare(each(pay) * 0 + 1)) <= 6, value)
    assert found(declared, pay) == [18]
    assert [t.items for t in thresholds(declared) if t.question == pay] == [people]
    assert found(declared, people) == [4, 6]


def test_tiers_turn_at_their_limits():
    assert found(rule(value=tiers(cost, (12, 3), (25, 2), (None, 1))), cost) == [12, 25]


def test_how_many_items_fulfil_a_test_has_a_threshold_in_their_number():
    assert found(rule(counted(people, each(pay) >= 20) >= _six), people) == [6]  # fmt: skip


_six = parameter("six", "count", en="Six", zh_hant="六", event=asked_on, values={"2020-01-01": (6, "yearbook-2024, line 1")})  # fmt: skip
