"""Expressions in words: what a policy officer would write, in both languages."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from tests.rules.strategies import small_schemes

from technopole.evidence.wording import Text
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
here = yes_no("here", en="Here?", zh_hant="在此？", yes=("the applicant is here", "申請者在此"), no=("the applicant is not here", "申請者不在此"))  # fmt: skip
there = yes_no("there", en="There?", zh_hant="在彼？", yes=("the applicant is there", "申請者在彼"), no=("the applicant is not there", "申請者不在彼"))  # fmt: skip
public = yes_no("public", en="Public?", zh_hant="上市？", yes=("the company is public", "公司屬上市公司"), no=("the company is not public", "公司並非上市公司"))  # fmt: skip
kind = choice("kind", en="Who?", zh_hant="誰？", noun=("the applicant", "申請者"), options={"firm": ("A firm: of any size", "公司：規模不限"), "charity": ("Charity", "慈善機構"), "none": ("None", "皆非")})  # fmt: skip
lasts = number("lasts", en="How long?", zh_hant="多久？", unit="months", most=99, noun=("the duration", "為期"))  # fmt: skip
born_on = day("born_on", en="Born?", zh_hant="生於？", noun=("the day of birth", "出生日期"))
pay = amount("pay", en="Pay?", zh_hant="薪金？", noun=("the pay", "薪金"))
science = yes_no("science", en="Science?", zh_hant="理科？")
people = items("people", en="Who?", zh_hant="誰？", fields=(pay, science), noun=("the persons engaged", "受聘人士"))  # fmt: skip


def dated(name, unit, values):
    return parameter(name, unit, en="The limit", zh_hant="上限", event=asked_on, values=values)


third = dated("third", "times", {"2020-01-01": (Fraction(1, 3), "yearbook-2024, line 1")})
ceiling = dated("ceiling", HKD, {"2020-01-01": (15_000_000, "yearbook-2024, line 1"), "2024-09": (20_000_000, "yearbook-2024, line 2")})  # fmt: skip
doubtful = dated("doubtful", HKD, {"2020-01-01": (5, "a blog, line 1", "low")})
pay_limit = dated("pay_limit", HKD, {"2020-01-01": (7, "yearbook-2024, line 1")})
longest = dated("longest", "years", {"2020-01-01": (3, "yearbook-2024, line 4")})
trades = dated("trades", None, {"2020-01-01": (frozenset({"food", "retail"}), "yearbook-2024, line 3")})  # fmt: skip
SPRING = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("node", "en", "zh_hant"),
    [
        (least(cost * third, ceiling), "the smaller of one-third of the project's total cost and HK$15,000,000", "項目總成本的三分之一與15,000,000港元兩者中較低者"),
        (least(cost, spent, ceiling), "the smallest of the project's total cost, the answer to “How much is spent?” and HK$15,000,000", "項目總成本、「已用多少？」的答案與15,000,000港元當中最低者"),
        (cost * Fraction(7, 10) + spent, "the sum of 70% of the project's total cost and the answer to “How much is spent?”", "項目總成本的70%與「已用多少？」的答案之和"),
        (greatest(cost - 2_000_000, 0) * 2, "2 times (the project's total cost less HK$2,000,000, but not below zero)", "（項目總成本減去2,000,000港元（最少為零））的2倍"),
        (cost * 1, "the project's total cost", "項目總成本"),
        (greatest(cost, spent), "the larger of the project's total cost and the answer to “How much is spent?”", "項目總成本與「已用多少？」的答案兩者中較高者"),
        (bare(staff) * spent, "the number of staff times the answer to “How much is spent?”", "員工人數乘以「已用多少？」的答案"),
        (floored(cost, 100), "the project's total cost, rounded down to a multiple of HK$100", "項目總成本（向下取至100港元的倍數）"),
        (raised(cost, 1), "the project's total cost, rounded up to a multiple of HK$1", "項目總成本（向上取至1港元的倍數）"),
        (staff < 50, "the number of staff is less than 50", "員工人數少於50人"),
        (~(staff < 50), "the number of staff is at least 50", "員工人數不少於50人"),
        (asked_on <= date(2024, 12, 31), "the day of application is on or before 31 December 2024", "申請日期不遲於2024年12月31日"),
        (asked_on >= shifted(born_on, years=18), "the day of application is on or after 18 years after the day of birth", "申請日期不早於出生日期後18年"),
        (asked_on > shifted(born_on, months=-6, days=-1), "the day of application is after 6 months and 1 day before the day of birth", "申請日期遲於出生日期前6個月1日"),
        (days_between(born_on, asked_on) <= 30, "the number of days from the day of birth to the day of application is at most 30", "由出生日期至申請日期的日數不超過30日"),
        (listed, "the answer to “Is it listed?” is yes", "「是否上市？」的答案為是"),
        (~listed, "the answer to “Is it listed?” is no", "「是否上市？」的答案為否"),
        (~~listed, "the answer to “Is it listed?” is yes", "「是否上市？」的答案為是"),
        (research, "“Research” is ticked", "已選「研究」"),
        (~research, "“Research” is not ticked", "沒有選「研究」"),
        (trade.is_in("food", "retail"), "the trade is “Retail” or “Food”", "行業為「零售」或「餐飲」"),
        (~trade.is_in(trades), "the trade is not “Retail” or “Food”", "行業並非「零售」或「餐飲」"),
        (listed & (research | (staff >= 1)), "the answer to “Is it listed?” is yes; and (“Research” is ticked or the number of staff is at least 1)", "「是否上市？」的答案為是；並且（已選「研究」，或員工人數不少於1人）"),
        (~(listed & research), "if the answer to “Is it listed?” is yes, “Research” is not ticked", "若「是否上市？」的答案為是，則沒有選「研究」"),
        (choose(listed, cost, spent), "the project's total cost if the answer to “Is it listed?” is yes, otherwise the answer to “How much is spent?”", "若「是否上市？」的答案為是，則為項目總成本；否則為「已用多少？」的答案"),
        (total(people, least(each(pay), 18_000), most=4), "the total, over the persons engaged (the first 4 at most), of the smaller of the pay and HK$18,000", "就受聘人士（以首4項為限）逐一計算薪金與18,000港元兩者中較低者的總和"),
        (counted(people, each(science), unit="persons"), "the number of persons engaged to whom this applies (the answer to “Science?” is yes)", "符合以下條件的受聘人士數目（「理科？」的答案為是）"),
        (doubtful, "HK$5 (from a weak source)", "5港元（來源薄弱）"),
        (public, "the company is public", "公司屬上市公司"),
        (~public, "the company is not public", "公司並非上市公司"),
        (public & (staff >= 1), "the company is public and the number of staff is at least 1", "公司屬上市公司，並且員工人數不少於1人"),
        (~public | (staff >= 1), "if the company is public, the number of staff is at least 1", "若公司屬上市公司，則員工人數不少於1人"),
        (~public | ~research, "if the company is public, “Research” is not ticked", "若公司屬上市公司，則沒有選「研究」"),
        (~(public | research), "the company is not public and “Research” is not ticked", "公司並非上市公司，並且沒有選「研究」"),
        (choose(public, cost, choose(research, spent, 7)), "the project's total cost if the company is public, the answer to “How much is spent?” if “Research” is ticked, otherwise HK$7", "若公司屬上市公司，則為項目總成本；若已選「研究」，則為「已用多少？」的答案；否則為7港元"),
        (choose(public, research, staff >= 1), "if the company is public, “Research” is ticked; otherwise the number of staff is at least 1", "若公司屬上市公司，則已選「研究」；否則員工人數不少於1人"),
        (kind.is_in("firm"), "the applicant is a firm", "申請者為公司"),
        (~kind.is_in("none"), "the applicant is a firm or “Charity”", "申請者為公司或「慈善機構」"),
        (counted(people, each(science)).equals(0), "for each of the persons engaged, the answer to “Science?” is no", "就各受聘人士而言，「理科？」的答案為否"),
        (counted(people, each(science)) >= 1, "for at least one of the persons engaged, the answer to “Science?” is yes", "就受聘人士當中最少其一而言，「理科？」的答案為是"),
        (days_between(born_on, asked_on) + 1, "the number of days from the day of birth to the day of application (both included)", "由出生日期至申請日期的日數（首尾兩日計算在內）"),
        (bare(lasts) <= bare(longest) * 12, "the duration is at most 36 months", "為期不超過36個月"),
        (staff.equals(0) | (staff < 3), "the number of staff is less than 3", "員工人數少於3人"),
        ((asked_on <= shifted(born_on, years=1)) | (asked_on <= shifted(born_on, years=2)), "the day of application is at most 2 years after the day of birth", "申請日期不遲於出生日期後2年"),
        (cost <= choose(public, ceiling, pay_limit), "the project's total cost is at most HK$15,000,000 if the company is public, otherwise HK$7", "若公司屬上市公司，則項目總成本不超過15,000,000港元；否則項目總成本不超過7港元"),
        (trade.is_in("retail", "food") | research, "the trade is “Retail” or “Food”; or “Research” is ticked", "行業為「零售」或「餐飲」；或已選「研究」"),
        (here & ~there, "the applicant is here and is not there", "申請者在此，並且不在彼"),
        (cost * choose(public, third, Fraction(1, 2)), "one-third of the project's total cost if the company is public, otherwise half of the project's total cost", "若公司屬上市公司，則為項目總成本的三分之一；否則為項目總成本的一半"),
        (least(cost * third, cost * Fraction(1, 2)), "one-third of the project's total cost", "項目總成本的三分之一"),
        ((cost <= 1) | (cost <= choose(public, ceiling, pay_limit)), "the project's total cost is at most HK$15,000,000 if the company is public, otherwise HK$7", "若公司屬上市公司，則項目總成本不超過15,000,000港元；否則項目總成本不超過7港元"),
        (cost * (1 - third), "two-thirds of the project's total cost", "項目總成本的三分之二"),
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


anybody = parameter("anybody", "boolean", en="Firms of any size may apply", zh_hant="不限規模的公司均可申請", event=asked_on, values={"2020-01-01": (False, "yearbook-2024, line 5"), "2024-01": (True, "yearbook-2024, line 5")}, no=("only small firms may apply", "只限小型公司申請"))  # fmt: skip


@pytest.mark.parametrize(
    ("node", "on", "en", "zh_hant"),
    [
        (anybody | (staff < 50), date(2023, 1, 1), "the number of staff is less than 50", "員工人數少於50人"),
        (anybody | (staff < 50), SPRING, "firms of any size may apply", "不限規模的公司均可申請"),
        (anybody & (staff < 50), date(2023, 1, 1), "only small firms may apply", "只限小型公司申請"),
        (anybody & (staff < 50), SPRING, "the number of staff is less than 50", "員工人數少於50人"),
        (~anybody, SPRING, "only small firms may apply", "只限小型公司申請"),
        (anybody, date(2019, 1, 1), "firms of any size may apply (not known)", "不限規模的公司均可申請（未知）"),
        (anybody, date(2024, 1, 5), "firms of any size may apply (not certain)", "不限規模的公司均可申請（未能確定）"),
    ],
)  # fmt: skip
def test_what_the_day_settles_is_not_said(node, on, en, zh_hant):
    said = InWords(on).say(node)
    assert (said.en, said.zh_hant) == (en, zh_hant)


def test_a_part_of_the_rule_is_called_by_its_name():
    third_of_it = cost * third
    words = InWords(SPRING, terms={third_of_it: Text("the third", "三分之一份額")})
    said = words.say(least(third_of_it, ceiling))
    assert said == Text("the smaller of the third and HK$15,000,000", "三分之一份額與15,000,000港元兩者中較低者")  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(small_schemes())
def test_every_rule_has_words_in_both_languages(scheme):
    for root in scheme.roots:
        said = InWords(date(2024, 6, 30)).say(root)
        assert said.en
        assert said.zh_hant
