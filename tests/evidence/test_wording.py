"""Figures and periods in words, in both languages: one table of what is said."""

from decimal import Decimal

import pytest

from technopole.evidence.figures import Figure, Qualifier
from technopole.evidence.periods import Period
from technopole.evidence.units import UNITS, unit_named
from technopole.evidence.wording import LANGUAGES, Text, say_figure, say_period, say_unit

FIGURES = """
    value                      | unit         | qualifier | English                      | 中文
    460                        | count        | over      | over 460                     | 逾460
    14200                      | count        | about     | about 14,200                 | 約14,200
    1                          | persons      | exact     | 1 person                     | 1人
    35450                      | persons      | exact     | 35,450 persons               | 35,450人
    860000                     | persons      | over      | over 860,000 persons         | 逾86萬人
    427000                     | persons      | over      | over 427,000 persons         | 逾42.7萬人
    100000                     | persons      | at_least  | at least 100,000 persons     | 至少10萬人
    3150000                    | persons      | over      | over 3,150,000 persons       | 逾315萬人
    1234567                    | persons      | exact     | 1,234,567 persons            | 1,234,567人
    10000000                   | sq_ft        | up_to     | up to 10,000,000 sq ft       | 最多1,000萬平方呎
    22000000000                | count        | exact     | 22 billion                   | 220億
    108600                     | sq_m         | about     | about 108,600 sq m           | 約108,600平方米
    540                        | ha           | about     | about 540 ha                 | 約540公頃
    208                        | mPD          | exact     | 208 mPD                      | 208米（主水平基準以上）
    2306                       | HKD          | exact     | HK$2,306                     | 2,306港元
    25345                      | HKD          | exact     | HK$25,345                    | 25,345港元
    500000                     | HKD          | up_to     | up to HK$500,000             | 最多50萬港元
    31300000                   | HKD          | exact     | HK$31.3 million              | 3,130萬港元
    10000000                   | HKD          | at_least  | at least HK$10 million       | 至少1,000萬港元
    672000000                  | HKD          | about     | about HK$672 million         | 約6.72億港元
    1200000000                 | HKD          | nearly    | nearly HK$1.2 billion        | 近12億港元
    2790000000000              | RMB          | exact     | RMB 2.79 trillion            | 人民幣2.79萬億元
    620000000                  | RMB          | over      | over RMB 620 million         | 逾人民幣6.2億元
    1000000..2000000           | RMB          | exact     | RMB 1 million to RMB 2 million | 人民幣100萬至200萬元
    200000000000..1000000000000 | USD         | exact     | US$200 billion to US$1 trillion | 2,000億至1萬億美元
    43000000000                | EUR          | over      | over €43 billion             | 逾430億歐元
    1.13                       | percent      | exact     | 1.13%                        | 1.13%
    1.10                       | percent      | about     | about 1.10%                  | 約1.10%
    5..10                      | years        | exact     | 5 to 10 years                | 5至10年
    9.15                       | per_1000     | exact     | 9.15 per 1,000               | 9.15（每千人）
    2                          | times        | exact     | 2 times                      | 2倍
    76564                      | projects     | exact     | 76,564 projects              | 76,564個項目
    3                          | school_years | exact     | 3 school years               | 3個學年
    3                          | rank         | exact     | 3rd                          | 第3位
    11                         | rank         | exact     | 11th                         | 第11位
    10                         | rank         | up_to     | up to 10th                   | 前10位
    22                         | ordinal      | exact     | 22nd                         | 第22
    58:42                      | ratio        | exact     | 58 : 42                      | 58 : 42
    2/3                        | ratio        | over      | over 2/3                     | 逾2/3
    true                       | boolean      | exact     | yes                          | 是
    false                      | boolean      | exact     | no                           | 否
    2024-06                    | date         | up_to     | by June 2024                 | 不遲於2024年6月
    2026                       | date         | at_least  | not before 2026              | 不早於2026年
    2024-12-31                 | date         | over      | after 31 December 2024       | 遲於2024年12月31日
    2024                       | date         | nearly    | before 2024                  | 早於2024年
    2025-06                    | date         | about     | about June 2025              | 約於2025年6月
"""
PERIODS = """
    notation              | English                                          | 中文
    2024-10-31            | 31 October 2024                                  | 2024年10月31日
    2021-08               | August 2021                                      | 2021年8月
    2014                  | 2014                                             | 2014年
    2025-Q3               | third quarter of 2025                            | 2025年第三季
    2024-H1               | first half of 2024                               | 2024年上半年
    2024-H2               | second half of 2024                              | 2024年下半年
    FY2019/20             | financial year 2019–20                           | 2019-20財政年度
    SY2021/22             | school year 2021/22                              | 2021/22學年
    1980s                 | the 1980s                                        | 1980年代
    ../2024               | by 2024                                          | 不遲於2024年
    2024-07/..            | from July 2024                                   | 自2024年7月起
    2017/2021             | 2017 to 2021                                     | 2017至2021年
    2017/2021-10          | 2017 to October 2021                             | 2017年至2021年10月
    2018-10/2021-10       | October 2018 to October 2021                     | 2018年10月至2021年10月
    2021-08/2021-10       | August 2021 to October 2021                      | 2021年8月至10月
    FY2018/19/FY2020/21   | financial year 2018–19 to financial year 2020–21 | 2018-19財政年度至2020-21財政年度
"""


def _rows(table):
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()][
        1:
    ]


@pytest.mark.parametrize(("value", "unit", "qualifier", "english", "chinese"), _rows(FIGURES))
def test_a_figure_reads_naturally_in_both_languages(value, unit, qualifier, english, chinese):
    figure = Figure.of(value, unit_named(unit), Qualifier(qualifier))
    assert (say_figure(figure, "en"), say_figure(figure, "zh-hant")) == (english, chinese)


@pytest.mark.parametrize(("notation", "english", "chinese"), _rows(PERIODS))
def test_a_period_reads_naturally_in_both_languages(notation, english, chinese):
    period = Period.parse(notation)
    assert (say_period(period, "en"), say_period(period, "zh-hant")) == (english, chinese)


@pytest.mark.parametrize("unit", sorted(UNITS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_can_be_said(unit, language):
    """A unit without words would fail on the page that shows it first."""
    figure = {"date": "2024", "boolean": "true", "ratio": "1:2"}.get(unit, "2")
    say_unit(Figure.of(figure, unit_named(unit)), language)


def test_no_digit_is_lost_in_words():
    """However a number is scaled, its words mean exactly the number."""
    scales = {"萬億": 10**12, "億": 10**8, "萬": 10**4, "": 1}
    for number in (999_999, 1_000_000, 1_050_000, 1_234_500, 56_900_000, 123_456_789, 10**9 + 1):
        said = say_figure(Figure.of(str(number), unit_named("count")), "zh-hant").replace(",", "")
        word = next(word for word in scales if said.endswith(word))
        assert Decimal(said.removesuffix(word)) * scales[word] == number


def test_a_text_without_chinese_is_shown_as_english_and_says_so():
    name = Text("GBA InnoExpress", "")
    assert (name.in_language("zh-hant"), name.language_shown("zh-hant")) == (
        "GBA InnoExpress",
        "en",
    )
    both = Text("Science Park", "科學園")
    assert (both.in_language("zh-hant"), both.language_shown("zh-hant")) == ("科學園", "zh-hant")
