"""Expressions in words: what a policy officer would write, in both languages."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from tests.rules.strategies import small_schemes

from technopole.rules.language import (
    HKD,
    amount,
    bare,
    boxes,
    choice,
    choose,
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
    shifted,
    total,
    yes_no,
)
from technopole.rules.sentences import InWords

cost = amount("cost", en="What does it cost?", zh_hant="成本多少？", noun=("the project's total cost", "項目總成本"))  # fmt: skip
spent = amount("spent", en="How much is spent?", zh_hant="已用多少？")
staff = number("staff", en="How many work there?", zh_hant="有多少人？", unit="persons", most=99, noun=("the number of staff", "員工人數"))  # fmt: skip
listed = yes_no("listed", en="Is it listed?", zh_hant="是否上市？")
research = yes_no("research", en="Research", zh_hant="研究", group=boxes("plans", en="What?", zh_hant="甚麼？"))  # fmt: skip
trade = choice("trade", en="Trade?", zh_hant="行業？", noun=("the trade", "行業"), options={"retail": ("Retail", "零售"), "food": ("Food", "餐飲"), "other": ("Other", "其他")})  # fmt: skip
asked_on = day(
    "asked_on", en="When?", zh_hant="何時？", noun=("the day of application", "申請日期")
)
born_on = day("born_on", en="Born?", zh_hant="生於？", noun=("the day of birth", "出生日期"))
pay = amount("pay", en="Pay?", zh_hant="薪金？", noun=("the pay", "薪金"))
science = yes_no("science", en="Science?", zh_hant="理科？")
people = items("people", en="Who?", zh_hant="誰？", fields=(pay, science), noun=("the persons engaged", "受聘人士"))  # fmt: skip


def dated(name, unit, values):
    return parameter(name, unit, en="The limit", zh_hant="上限", event=asked_on, values=values)


third = dated("third", "times", {"2020-01-01": (Fraction(1, 3), "yearbook-2024, line 1")})
ceiling = dated("ceiling", HKD, {"2020-01-01": (15_000_000, "yearbook-2024, line 1"), "2024-09": (20_000_000, "yearbook-2024, line 2")})  # fmt: skip
doubtful = dated("doubtful", HKD, {"2020-01-01": (5, "a blog, line 1", "low")})
trades = dated("trades", None, {"2020-01-01": (frozenset({"food", "retail"}), "yearbook-2024, line 3")})  # fmt: skip
SPRING = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("node", "en", "zh_hant"),
    [
        (least(cost * third, ceiling), "the smaller of one-third of the project's total cost and HK$15,000,000", "項目總成本的三分之一與15,000,000港元兩者中較低者"),
        (least(cost, spent, ceiling), "the smallest of the project's total cost, the answer to “How much is spent?” and HK$15,000,000", "項目總成本、「已用多少？」的答案與15,000,000港元當中最低者"),
        (cost * Fraction(7, 10) + spent, "the sum of 70% of the project's total cost and the answer to “How much is spent?”", "項目總成本的70%與「已用多少？」的答案之和"),
        (greatest(cost - 2_000_000, 0) * 2, "2 times (the project's total cost less HK$2,000,000, but not less than nothing)", "（項目總成本減去2,000,000港元（但不少於零））的2倍"),
        (cost * 1, "the project's total cost", "項目總成本"),
        (greatest(cost, spent), "the larger of the project's total cost and the answer to “How much is spent?”", "項目總成本與「已用多少？」的答案兩者中較高者"),
        (bare(staff) * spent, "the number of staff times the answer to “How much is spent?”", "員工人數乘以「已用多少？」的答案"),
        (floored(cost, 100), "the project's total cost, rounded down to a multiple of HK$100", "項目總成本（向下取至100港元的倍數）"),
        (raised(cost, 1), "the project's total cost, rounded up to a multiple of HK$1", "項目總成本（向上取至1港元的倍數）"),
        (staff < 50, "the number of staff is less than 50 persons", "員工人數少於50人"),
        (~(staff < 50), "the number of staff is at least 50 persons", "員工人數不少於50人"),
        (asked_on <= date(2024, 12, 31), "the day of application is on or before 31 December 2024", "申請日期不遲於2024年12月31日"),
        (asked_on >= shifted(born_on, years=18), "the day of application is on or after 18 years after the day of birth", "申請日期不早於出生日期後18年"),
        (asked_on > shifted(born_on, months=-6, days=-1), "the day of application is after 6 months and 1 day before the day of birth", "申請日期遲於出生日期前6個月1日"),
        (days_between(born_on, asked_on) <= 30, "the days from the day of birth to the day of application is at most 30", "由出生日期至申請日期的日數不多於30"),
        (listed, "the answer to “Is it listed?” is yes", "「是否上市？」的答案為是"),
        (~listed, "the answer to “Is it listed?” is no", "「是否上市？」的答案為否"),
        (~~listed, "the answer to “Is it listed?” is yes", "「是否上市？」的答案為是"),
        (research, "“Research” is ticked", "已選「研究」"),
        (~research, "“Research” is not ticked", "沒有選「研究」"),
        (trade.is_in("food", "retail"), "the trade is “Retail” or “Food”", "行業是「零售」或「餐飲」"),
        (~trade.is_in(trades), "the trade is not “Retail” or “Food”", "行業不是「零售」或「餐飲」"),
        (listed & (research | (staff >= 1)), "the answer to “Is it listed?” is yes; and (“Research” is ticked; or the number of staff is at least 1 person)", "「是否上市？」的答案為是；並且（已選「研究」；或員工人數不少於1人）"),
        (~(listed & research), "it is not so that the answer to “Is it listed?” is yes; and “Research” is ticked", "並非「是否上市？」的答案為是；並且已選「研究」"),
        (choose(listed, cost, spent), "the project's total cost if the answer to “Is it listed?” is yes, otherwise the answer to “How much is spent?”", "若「是否上市？」的答案為是，則為項目總成本，否則為「已用多少？」的答案"),
        (total(people, least(each(pay), 18_000), most=4), "the total over the persons engaged (the first 4 at most) of the smaller of the pay and HK$18,000", "就每項受聘人士（以首4項為限）計算薪金與18,000港元兩者中較低者的總和"),
        (counted(people, each(science), unit="persons"), "how many of the persons engaged there are of which the answer to “Science?” is yes", "受聘人士中符合「「理科？」的答案為是」者的數目"),
        (doubtful, "HK$5 (from a weak source)", "5港元（來源薄弱）"),
    ],
)  # fmt: skip
def test_an_expression_reads_as_a_sentence(node, en, zh_hant):
    said = InWords(SPRING).say(node)
    assert (said.en, said.zh_hant) == (en, zh_hant)


@pytest.mark.parametrize(
    ("on", "en", "zh_hant"),
    [
        (date(2019, 12, 31), "“The limit” (not known)", "「上限」（未知）"),
        (date(2024, 8, 31), "HK$15,000,000", "15,000,000港元"),
        (date(2024, 9, 15), "HK$15,000,000 or HK$20,000,000", "15,000,000港元或20,000,000港元"),
        (date(2024, 10, 1), "HK$20,000,000", "20,000,000港元"),
    ],
)
def test_a_parameter_is_said_as_far_as_it_is_known_on_the_day(on, en, zh_hant):
    said = InWords(on).say(ceiling)
    assert (said.en, said.zh_hant) == (en, zh_hant)


@settings(max_examples=100, deadline=None)
@given(small_schemes())
def test_every_rule_has_words_in_both_languages(scheme):
    for root in scheme.roots:
        said = InWords(date(2024, 6, 30)).say(root)
        assert said.en
        assert said.zh_hant
