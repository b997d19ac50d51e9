"""The tests' own tools: the oracle works sums out by hand, and cases fall where rules turn."""

import random
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.cases import Case, cases, complete_case, completion, edges, partial
from tests.rules.oracle import NotKnown, nodes_of, verdict
from tests.rules.random_schemes import random_schemes
from tests.rules.strategies import partial_cases, small_schemes

from technopole.rules.answers import read_answers
from technopole.rules.language import amount, award, condition, day, least, parameter, scheme
from technopole.rules.nodes import Kind
from technopole.rules.ranges import range_of

applied = day("applied", en="applied", zh_hant="applied")
cost = amount("cost", en="cost", zh_hant="cost")
ceiling = parameter(
    "ceiling", "HKD", en="ceiling", zh_hant="ceiling", event=applied,
    values={"2020-04-01": (200_000, "guide, 1"), "2022-07": (600_000, "guide, 2")},
)  # fmt: skip
THIRD = scheme(
    "third", code="THIRD", en="third", zh_hant="third", summary=("A third.", "三分之一。"),
    run_by="nobody", confirmed=date(2024, 12, 31),
    conditions=(condition("costs", cost > 1000, en="It costs.", zh_hant="成本。", reference="guide"),),
    awards=(
        award("grant", least(cost * Fraction(1, 3), ceiling), en="A third.", zh_hant="三分之一。", reference="guide"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("applied", "cost", "cents"),
    [
        (date(2020, 4, 1), Fraction(100_000, 100), None),
        (date(2020, 4, 1), Fraction(100_001, 100), 33_333),
        (date(2020, 4, 1), Fraction(600_000), 20_000_000),
        (date(2020, 4, 1), Fraction(60_000_001, 100), 20_000_000),
        (date(2022, 8, 1), Fraction(60_000_001, 100), 20_000_000),
        (date(2022, 8, 1), Fraction(60_000_003, 100), 20_000_001),
    ],
)
def test_the_oracle_gives_what_the_sum_gives_by_hand(applied, cost, cents):
    found = verdict(THIRD, {"applied": applied, "cost": cost})
    assert found.awards == (None if cents is None else {"grant": cents})


def test_the_oracle_supposes_nothing_where_the_documents_are_silent():
    for on in (date(2020, 3, 31), date(2022, 7, 15)):
        with pytest.raises(NotKnown):
            verdict(THIRD, {"applied": on, "cost": Fraction(9000)})


def test_cases_fall_on_both_sides_of_thresholds_and_dates():
    """At, one step under and one step over: the constant, the meeting of share and ceiling, each date."""
    drawn = [case for case in cases(THIRD, 1, 1500) if len(case) == 2]
    costs = Counter(case["cost"] for case in drawn)
    days = Counter(case["applied"] for case in drawn)
    for edge in (1000, 600_000, 1_800_000):
        assert all(costs[Fraction(edge * 100 + step, 100)] for step in (-1, 0, 1)), edge
    for turn in (date(2020, 4, 1), date(2022, 7, 1), date(2022, 7, 31)):
        assert all(days[date.fromordinal(turn.toordinal() + step)] for step in (-1, 0, 1)), turn


def test_every_kind_of_node_occurs_in_random_schemes():
    seen = {type(node).__name__ for one in random_schemes(0, 150) for node in nodes_of(one)}
    from technopole.rules import nodes

    assert seen >= set(nodes.__all__) - {
        "Asking", "Kind", "Node", "Operator", "RuleMeansNothing", "walk",
    }  # fmt: skip


def test_every_answer_is_one_that_its_question_takes():
    rng = random.Random(3)
    for one in (THIRD, *random_schemes(1, 30)):
        for _ in range(10):
            whole = complete_case(one, rng)
            for case in (whole, completion(one, partial(whole, rng), rng)):
                assert read_answers(_as_json(case), edges(one).questions) == case


def _as_json(case: Case) -> dict[str, object]:
    def plain(value: object) -> object:
        if isinstance(value, tuple):
            return [_as_json(item) for item in value]
        if isinstance(value, Fraction):
            places = Decimal(value.numerator) / Decimal(value.denominator)
            assert Fraction(places) == value
            return f"{places:f}"
        return value.isoformat() if isinstance(value, date) else value

    return {name: plain(value) for name, value in case.items()}


def test_a_completion_keeps_what_was_answered():
    rng = random.Random(4)
    for one in random_schemes(2, 30):
        given = partial(complete_case(one, rng), rng)
        whole = completion(one, given, rng)
        assert set(whole) == {question.name for question in edges(one).questions}
        for name, value in given.items():
            if isinstance(value, tuple):
                assert all(
                    item.items() <= full.items()
                    for item, full in zip(value, whole[name], strict=True)
                )
            else:
                assert whole[name] == value


@settings(max_examples=25)
@given(st.data())
def test_hypothesis_draws_schemes_and_cases(data):
    one = data.draw(small_schemes())
    case = data.draw(partial_cases(one))
    for node in nodes_of(one):
        if node.kind is not Kind.ITEMS:
            range_of(node, case)
