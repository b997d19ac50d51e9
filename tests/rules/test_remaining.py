"""What is left of an expression says the same as the whole, and names all that can still change it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.cases import completion, partial
from tests.rules.strategies import small_schemes

from technopole.rules.language import (
    choose,
    day,
    greatest,
    least,
    number,
    parameter,
    yes_no,
)
from technopole.rules.nodes import Constant, Kind
from technopole.rules.ranges import OPEN, range_of
from technopole.rules.remaining import hangs_on, never_settles, remaining

x = yes_no("x", en="x", zh_hant="x")
n = number("n", en="n", zh_hant="n", unit="times", most=9)
m = number("m", en="m", zh_hant="m", unit="times", most=9)


def test_a_part_that_cannot_be_the_smallest_no_longer_matters():
    assert hangs_on(least(n, m + 9), {}) == (n,)
    assert remaining(least(n, m + 9), {}) == n
    assert hangs_on(greatest(n + 9, m), {}) == (n,)
    assert hangs_on(least(n, m), {}) == (n, m)


def test_the_branch_that_is_not_taken_no_longer_matters():
    assert hangs_on(choose(x, n, m), {"x": True}) == (n,)
    assert remaining(choose(x, n, m), {"x": False}) == m
    assert hangs_on(choose(x, n, m), {}) == (x, n, m)


def test_what_is_settled_is_a_constant():
    assert remaining((n > 9) & x, {}) == Constant(False, Kind.TRUTH)
    assert remaining((n >= 0) & x, {}) == x
    assert hangs_on((n > 9) & x, {}) == ()


@settings(max_examples=200, deadline=None)
@given(small_schemes(), st.randoms(use_true_random=False))
def test_what_is_left_says_the_same_on_every_completion(scheme, rng):
    known = partial(completion(scheme, {}, rng), rng)
    whole = completion(scheme, known, rng)
    for root in scheme.roots:
        assert range_of(remaining(root, known), whole) == range_of(root, whole)


@settings(max_examples=200, deadline=None)
@given(small_schemes(), st.randoms(use_true_random=False))
def test_a_question_that_nothing_hangs_on_changes_nothing(scheme, rng):
    known = partial(completion(scheme, {}, rng), rng)
    one, other = completion(scheme, known, rng), completion(scheme, known, rng)
    for root in scheme.roots:
        asked = {question.name for question in hangs_on(root, known)}
        mixed = {name: one[name] if name in asked else other[name] for name in one}
        assert range_of(root, {**mixed, **known}) == range_of(root, {**one, **known})


on = day("on", en="on", zh_hant="on")
weak = parameter("weak", "times", en="w", zh_hant="w", event=on, values={"2020-01-01": (5, "blog", "low")})  # fmt: skip
late = parameter("late", "times", en="l", zh_hant="l", event=on, values={"2020-01-01": (5, "p, 1"), "2024-05": (7, "p, 2")})  # fmt: skip
MAY = {"on": date(2024, 5, 15)}


@pytest.mark.parametrize(
    ("test", "known", "never"),
    [
        (n >= weak, MAY, True),
        (n < weak, MAY, True),
        (~(n >= weak), MAY, True),
        (n > weak, MAY, False),  # none is never more, whatever it is
        (n <= late, MAY, False),
        (n >= weak, {}, False),  # the day may select a value that is known
        (x & (n >= weak), MAY, False),  # x may be a no
        (x & (n >= weak), {**MAY, "x": True}, True),
        (x | (n >= weak), {**MAY, "x": False}, True),
        (m * weak <= n, MAY, False),  # nothing of it is nothing, whatever it is
        (m * weak <= n, {**MAY, "m": Fraction(3)}, True),
        (n + weak >= m + 3, MAY, False),
        (weak >= n + weak, MAY, False),
        ((n >= 2) & (n >= weak), MAY, False),
        (n.equals(weak), MAY, False),
    ],
)  # fmt: skip
def test_what_no_answer_settles_is_proven(test, known, never):
    assert never_settles(test, known) is never


@settings(max_examples=200, deadline=None)
@given(small_schemes(), st.randoms(use_true_random=False))
def test_what_never_settles_stays_open_on_every_completion(scheme, rng):
    known = partial(completion(scheme, {}, rng), rng)
    for condition in scheme.conditions:
        if never_settles(condition.test, known):
            whole = completion(scheme, known, rng)
            assert range_of(condition.test, whole) == OPEN
