"""Rules that mean nothing fails at their own line."""

from datetime import date
from fractions import Fraction

import pytest

from technopole.rules.language import amount, choice, day, least, number, parameter, total, yes_no
from technopole.rules.nodes import All, Kind, RuleMeansNothing, walk

cost = amount("project.cost", en="Cost?", zh_hant="成本？")
staff = number("company.staff", en="Staff?", zh_hant="員工？", unit="persons", most=1000)
listed = yes_no("company.listed", en="Listed?", zh_hant="上市？")
asked = day("application.day", en="Day?", zh_hant="日期？")
trade = choice(
    "company.trade", en="Trade?", zh_hant="行業？", options={"a": ("A", "甲"), "b": ("B", "乙")}
)
ceiling = parameter(
    "ceiling", "HKD", en="Most", zh_hant="上限", event=asked, values={"2020-01-01": (100, "r")}
)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (lambda: cost + staff, "project.cost is in HKD but company.staff is in persons"),
        (lambda: staff <= ceiling, "company.staff is in persons but ceiling is in HKD"),
        (lambda: cost * staff, "one side of a product must be a pure number"),
        (lambda: listed + 1, "takes number, not a truth"),
        (lambda: cost & listed, "takes truth, not a number"),
        (lambda: asked <= cost, "is a day but project.cost is a number"),
        (lambda: trade.is_in("c"), "has no option c"),
        (lambda: cost * 0.5, "is a float"),
        (lambda: cost <= "5", "'5' is no number"),
        (lambda: cost / 2, "divided by 2. Multiply by Fraction"),
        (lambda: cost / cost, "compare the products"),
        (lambda: 2 / cost, "Nothing is divided by an answer"),
        (lambda: total(cost, cost), "takes items"),
        (lambda: bool(cost <= 1), "neither true nor false before it is answered"),
        (lambda: 1 <= cost <= 2, "two comparisons joined by &"),
        (
            lambda: parameter(
                "p", "HKD", en="x", zh_hant="x", event=cost, values={"2020": (1, "r")}
            ),
            "takes day",
        ),
    ],
)
def test_what_does_not_go_together_is_refused_with_a_sentence(rule, sentence):
    with pytest.raises(RuleMeansNothing, match=sentence):
        rule()


def test_a_bare_number_takes_the_unit_of_what_it_stands_beside():
    assert (cost <= 5).right.unit.id == "HKD"
    assert least(cost, 5).parts[1].unit.id == "HKD"
    assert (cost * Fraction(1, 3)).unit.id == "HKD"


def test_and_joins_flat_and_the_tree_is_walked_from_the_top():
    rule = (cost <= 1) & listed & (asked >= date(2020, 1, 1))
    assert isinstance(rule, All)
    assert len(rule.parts) == 3
    assert next(iter(walk(rule))) is rule
    assert {
        node.name for node in walk(rule) if node.kind is Kind.DAY and hasattr(node, "name")
    } == {"application.day"}
