"""The equations as formulas: whole, said in both languages, and the same as what runs."""

from types import SimpleNamespace

import pytest

from technopole.outlook.levers.equations import QUANTITIES, STOCKS, pass_a_year
from technopole.outlook.levers.formulas import (
    Name,
    Number,
    Operation,
    UnitsDiffer,
    formulas,
    names_in,
    power_of_units,
    say_formula,
    say_unit_of,
    unit_of,
)

WORDS = {"rate": QUANTITIES["gdp"].name}


def test_every_quantity_has_an_equation_and_every_equation_is_told():
    read = formulas()
    assert set(read.first) == set(STOCKS)
    assert set(read.yearly) | set(read.first) == set(QUANTITIES)
    assert not set(read.yearly) & set(read.first)
    for stock in STOCKS.values():
        assert {*stock.inflows, *stock.outflows} <= set(read.yearly)


def test_no_flow_is_counted_into_or_out_of_two_stocks_unless_it_is_people_who_arrive():
    inflows = [flow for stock in STOCKS.values() for flow in stock.inflows]
    assert sorted(f for f in inflows if inflows.count(f) > 1) == ["arrived", "arrived"]


def test_every_name_and_reason_stands_in_both_languages():
    for quantity in QUANTITIES.values():
        assert all((quantity.name.en, quantity.name.zh_hant, quantity.why.en, quantity.why.zh_hant))


def test_an_equation_uses_only_what_stands_above_it():
    """So that the page can be read, and run, from top to bottom."""
    known = set(STOCKS) | {"seen", "later", "first", "one_year"}
    for name, formula in formulas().yearly.items():
        assert {n.id for n in names_in(formula) if n.of == "now"} <= known, name
        known.add(name)


def worked_out(formula, bags):
    match formula:
        case Name(of, name):
            return getattr(bags[of], name)
        case Number(value):
            return value
        case Operation(sign, left, right):
            one, other = worked_out(left, bags), worked_out(right, bags)
            return {"+": lambda: one + other, "-": lambda: one - other, "*": lambda: one * other,
                    "/": lambda: one / other, "^": lambda: one**other}[sign]()  # fmt: skip
    raise AssertionError(formula)


def test_what_is_printed_is_what_runs(model):
    given = SimpleNamespace(**{name: c.middle for name, c in model.coefficients.items()})
    pulled = SimpleNamespace(**{name: lever.most / 2 for name, lever in model.levers.items()})
    stocks = {name: 3.0 + 7 * index for index, name in enumerate(STOCKS)}
    now = SimpleNamespace(seen=0.0, later=1.0, first=0.0, one_year=1.0, **stocks)
    start = SimpleNamespace(**dict.fromkeys(QUANTITIES, 2.5))
    pass_a_year(now, start, given, pulled)
    bags = {"now": now, "start": start, "given": given, "pulled": pulled}
    for name, formula in formulas().yearly.items():
        assert worked_out(formula, bags) == pytest.approx(getattr(now, name), rel=1e-12), name


def test_a_formula_is_said_in_both_languages(model):
    words = {**{n: c.name for n, c in model.coefficients.items()},
             **{n: lever.name for n, lever in model.levers.items()}}  # fmt: skip
    left = formulas().yearly["left"]
    assert say_formula(left, words, "en") == (
        "[innovation and technology practitioners] × [part of practitioners who leave in a year] "
        "× (1 − [Retention: part of those leaving who stay])"
    )
    assert say_formula(left, words, "zh-hant") == (
        "[創科從業員] × [每年離開的從業員所佔部分] × (1 − [挽留人才：離開者中獲挽留的部分])"
    )


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (Number(1) - (Number(2) - Number(3)), "1 − (2 − 3)"),
        (Number(1) - Number(2) - Number(3), "1 − 2 − 3"),
        (Number(1) / (Number(2) * Number(3)), "1 ÷ (2 × 3)"),
        (Number(1) * (Number(2) + Number(3)), "1 × (2 + 3)"),
        ((Number(1) * Number(2)) ** Number(3), "(1 × 2) ^ 3"),
        (Number(2) ** (Number(3) ** Number(2)), "2 ^ (3 ^ 2)"),
        ((Number(2) ** Number(3)) ** Number(2), "(2 ^ 3) ^ 2"),
        (Name("given", "rate") + Number(0.5), "[gross domestic product] + 0.5"),
        (Name("start", "gdp") * Number(2), "[gross domestic product at the start] × 2"),
    ],
)
def test_brackets_stand_where_they_matter(formula, said):
    assert say_formula(formula, WORDS, "en") == said


def test_unlike_things_are_not_added():
    units = {"now": {"people": "persons", "money": "HKD", "half": "1"}}
    people, money, half = (Name("now", name) for name in ("people", "money", "half"))
    assert unit_of(money / people, units) == power_of_units("HKD/persons")
    assert unit_of((people / people) ** half, units) == {}
    for wrong in (people + money, people - Number(1), people**half, half**money):
        with pytest.raises(UnitsDiffer):
            unit_of(wrong, units)


@pytest.mark.parametrize(
    ("unit", "en", "zh"),
    [
        ("HKD/year/persons", "HK$ a year a head", "每年每人港元"),
        ("persons*year", "persons-years", "人年"),
        ("persons/year", "persons a year", "每年人"),
        ("1", "", ""),
        ("1/year", "a year", "每年"),
    ],
)
def test_units_are_said(unit, en, zh):
    assert say_unit_of(unit, "en") == en
    assert say_unit_of(unit, "zh-hant") == zh
