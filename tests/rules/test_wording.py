"""Exact values in words."""

from datetime import date
from fractions import Fraction

import pytest

from technopole.evidence.units import UNITS
from technopole.rules.answers import read_answers
from technopole.rules.language import choice, yes_no
from technopole.rules.readers.decide import decide
from technopole.rules.records import award_record
from technopole.rules.rulebook import read_rulebook
from technopole.rules.wording import say_answer, say_day, say_money_between, say_number, say_rate


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh_hant"),
    [
        (Fraction(3_000_000), "HKD", "HK$3,000,000", "3,000,000港元"),
        (Fraction(19_999_999_999, 100), "HKD", "HK$199,999,999.99", "199,999,999.99港元"),
        (Fraction(1, 2), "HKD", "HK$0.50", "0.50港元"),
        (Fraction(250_000), "RMB", "RMB 250,000", "人民幣250,000元"),
        (Fraction(1), "persons", "1 person", "1人"),
        (Fraction(24), "months", "24 months", "24個月"),
        (Fraction(1, 3), "times", "1/3", "1/3"),
        (Fraction(5), "percent", "5%", "5%"),
    ],
)
def test_a_number_is_said_with_every_digit(value, unit, en, zh_hant):
    said = say_number(value, UNITS[unit])
    assert (said.en, said.zh_hant) == (en, zh_hant)


@pytest.mark.parametrize(
    ("low", "high", "en"),
    [
        (0, 15, "up to HK$15"),
        (3, 15, "HK$3 to HK$15"),
        (15, 15, "HK$15"),
        (3, None, "HK$3 or more"),
        (0, None, "an amount without a known limit"),
    ],
)
def test_bounds_are_said_as_bounds(low, high, en):
    bound = None if high is None else Fraction(high)
    assert say_money_between(Fraction(low), bound, UNITS["HKD"]).en == en


def test_days_options_and_lists_are_said_in_both_languages():
    assert say_day(date(2024, 10, 31)).zh_hant == "2024年10月31日"
    trade = choice("a.b", en="?", zh_hant="？", options={"x": ("Ex", "甲"), "y": ("Why", "乙")})
    assert say_answer(trade, "x").zh_hant == "甲"
    assert say_answer(yes_no("a.c", en="?", zh_hant="？"), True).en == "yes"


@pytest.mark.parametrize(
    ("value", "ratio", "en"),
    [
        (Fraction(1), False, "100%"),
        (Fraction(3), False, "300%"),
        (Fraction(1, 2), False, "50%"),
        (Fraction(3, 40), False, "7.5%"),
        (Fraction(1, 3), False, "1/3"),
        (Fraction(1), True, "1:1"),
        (Fraction(2), True, "2:1"),
        (Fraction(1, 3), True, "1:3"),
    ],
)
def test_a_rate_is_said_as_schemes_say_it(value, ratio, en):
    assert say_rate(value, ratio=ratio).en == say_rate(value, ratio=ratio).zh_hant == en


def test_an_end_that_comes_from_what_may_be_typed_is_none():
    (rule,) = [s for s in read_rulebook("technopole.hong_kong").executable if s.code == "AISS"]
    said = {"applicant.kind": "company", "plans.computing_power": True}
    day = date(2025, 6, 1)
    open_ = decide(rule, read_answers(said, rule.questions), day)
    assert [award_record(award)["high"] for award in open_.awards] == [None]
    told = {**said, "computing.list_price": "1000000"}
    bounded = decide(rule, read_answers(told, rule.questions), day)
    assert [award_record(award)["high"] for award in bounded.awards] == ["900000"]
