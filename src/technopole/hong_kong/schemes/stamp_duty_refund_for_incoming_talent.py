"""Stamp duty refund for incoming talent: what they paid more than a permanent resident would have.

Run by the Inland Revenue Department. The buyer paid Buyer's Stamp Duty and the first part of Ad
Valorem Stamp Duty; on becoming a permanent resident all but the duty at Scale 2 is given back.
"""

from technopole.hong_kong.questions import applicant, application, history, home, person, plans
from technopole.rules.language import (
    HKD,
    Fraction,
    Node,
    Parameter,
    applying,
    award,
    bare,
    choose,
    condition,
    date,
    gap,
    greatest,
    known,
    parameter,
    scheme,
    term,
    window,
)

# 1  Which purchases, and under which admission schemes.
bought_from = parameter(
    "bought_from",
    "date",
    en="First day on which the home may have been bought",
    zh_hant="購入住宅日期的首日",
    event=application.submitted_on,
    values={
        "2022-10-19": (
            date(2022, 10, 19),
            "blueprint-2022, Strategy (5) Target 02 Rec. (6), line 723",
        )
    },
)
bought_until = parameter(
    "bought_until",
    "date",
    en="Last day on which the home may have been bought",
    zh_hant="購入住宅日期的最後一日",
    event=application.submitted_on,
    values={"2022-10-19": (date(2023, 10, 24), "SD_IRD, FAQ title and Q1")},
)
designated_schemes = parameter(
    "designated_schemes",
    None,
    en="Admission schemes that count",
    zh_hant="指定人才入境計劃",
    event=home.acquired_on,
    values={
        "2022-10-19": (
            frozenset(
                {
                    "general-employment-policy",
                    "admission-scheme-for-mainland-talents-and-professionals",
                    "quality-migrant-admission-scheme",
                    "technology-talent-admission-scheme",
                    "immigration-arrangements-for-non-local-graduates",
                    "admission-scheme-for-the-second-generation",
                    "top-talent-pass-scheme",
                }
            ),
            "SD_IRD, FAQ",
        )
    },
)

# 2  What was paid, as shares of the value.
buyers_duty = parameter(
    "buyers_duty",
    "times",
    en="Buyer's Stamp Duty as a share of the value",
    zh_hant="買家印花稅佔價值的比例",
    event=home.acquired_on,
    values={
        "<=2022-10-19..2023-10-24": (Fraction(15, 100), "SD_ATA, last paragraph", "medium"),
        "2023-10-25..2024-02-27": (
            Fraction(75, 1000),
            "SD_S2C, Buyer's Stamp Duty paragraph",
            "medium",
        ),
    },
)
new_residential_duty = parameter(
    "new_residential_duty",
    "times",
    en="Ad Valorem Stamp Duty at Part 1 of Scale 1 (New Residential Stamp Duty) as a share of the value",
    zh_hant="第1標準第1部從價印花稅（新住宅印花稅）佔價值的比例",
    event=home.acquired_on,
    values={"<=2016-12-01..2023-10-24": (Fraction(15, 100), "SD_AVD, example 2", "medium")},
)

# 3  Scale 2, which is kept: a flat sum up to the first limit, then a rate for each band. Just above
#    a limit only a part of the excess is added, until the next rate is reached. The limits rose on
#    22 February 2023 at 11 o'clock, so on that day either may be right.
_RISE = "2023-02-22/2023-02-23"


def _limit(name: str, en: str, zh_hant: str, before: int, after: int) -> Parameter:
    """A limit of the scale, before and after it rose."""
    return parameter(
        name,
        HKD,
        en=en,
        zh_hant=zh_hant,
        event=home.acquired_on,
        values={
            "2010": (before, "SD_S2A, first table", "medium"),
            _RISE: (after, "SD_S2C, first table", "medium"),
        },
    )


def _percent(name: str, en: str, zh_hant: str, percent: Fraction) -> Parameter:
    """A rate of the scale, which has not changed since 2010."""
    return parameter(
        name,
        "percent",
        en=en,
        zh_hant=zh_hant,
        event=home.acquired_on,
        values={"2010": (percent, "SD_S2A, first table", "medium")},
    )


flat_until = _limit(
    "flat_until",
    "Value up to which the flat sum is due",
    "定額稅款適用的價值上限",
    2_000_000,
    3_000_000,
)
relief_1 = _limit(
    "relief_1",
    "Value from which the first rate is due in full",
    "全數適用第一級稅率的價值",
    2_351_760,
    3_528_240,
)
band_1 = _limit(
    "band_1",
    "Value up to which the first rate is due",
    "第一級稅率的價值上限",
    3_000_000,
    4_500_000,
)
relief_2 = _limit(
    "relief_2",
    "Value from which the second rate is due in full",
    "全數適用第二級稅率的價值",
    3_290_320,
    4_935_480,
)
band_2 = _limit(
    "band_2",
    "Value up to which the second rate is due",
    "第二級稅率的價值上限",
    4_000_000,
    6_000_000,
)
relief_3 = _limit(
    "relief_3",
    "Value from which the third rate is due in full",
    "全數適用第三級稅率的價值",
    4_428_570,
    6_642_860,
)
band_3 = _limit(
    "band_3",
    "Value up to which the third rate is due",
    "第三級稅率的價值上限",
    6_000_000,
    9_000_000,
)
relief_4 = _limit(
    "relief_4",
    "Value from which the fourth rate is due in full",
    "全數適用第四級稅率的價值",
    6_720_000,
    10_080_000,
)
band_4 = _limit(
    "band_4",
    "Value up to which the fourth rate is due",
    "第四級稅率的價值上限",
    20_000_000,
    20_000_000,
)
relief_5 = _limit(
    "relief_5",
    "Value from which the highest rate is due in full",
    "全數適用最高稅率的價值",
    21_739_120,
    21_739_120,
)

flat_sum = parameter(
    "flat_sum",
    HKD,
    en="Flat sum of the lowest band",
    zh_hant="最低級別的定額稅款",
    event=home.acquired_on,
    values={"2010": (100, "SD_S2A, first table", "medium")},
)
rate_1 = _percent("rate_1", "First rate", "第一級稅率", Fraction(3, 2))
rate_2 = _percent("rate_2", "Second rate", "第二級稅率", Fraction(9, 4))
rate_3 = _percent("rate_3", "Third rate", "第三級稅率", Fraction(3))
rate_4 = _percent("rate_4", "Fourth rate", "第四級稅率", Fraction(15, 4))
rate_5 = _percent("rate_5", "Highest rate", "最高稅率", Fraction(17, 4))
relief_rate = _percent(
    "relief_rate",
    "Part of the excess that is added just above a limit",
    "略高於級別上限時就超出部分計算的百分率",
    Fraction(10),
)


def _of(value: Node, percent: Node) -> Node:
    """So many percent of a value."""
    return value * (bare(percent) * Fraction(1, 100))


def _eased(limit: Node, at_limit: Node) -> Node:
    """The duty just above a limit: the duty at the limit and part of the excess."""
    return at_limit + _of(home.value - limit, relief_rate)


# From the highest band down: eased until the next rate is reached, then that rate in full.
above_band_4 = choose(
    home.value <= relief_5, _eased(band_4, _of(band_4, rate_4)), _of(home.value, rate_5)
)
in_band_4 = choose(home.value <= band_4, _of(home.value, rate_4), above_band_4)
above_band_3 = choose(home.value <= relief_4, _eased(band_3, _of(band_3, rate_3)), in_band_4)
in_band_3 = choose(home.value <= band_3, _of(home.value, rate_3), above_band_3)
above_band_2 = choose(home.value <= relief_3, _eased(band_2, _of(band_2, rate_2)), in_band_3)
in_band_2 = choose(home.value <= band_2, _of(home.value, rate_2), above_band_2)
above_band_1 = choose(home.value <= relief_2, _eased(band_1, _of(band_1, rate_1)), in_band_2)
in_band_1 = choose(home.value <= band_1, _of(home.value, rate_1), above_band_1)
above_flat = choose(home.value <= relief_1, _eased(flat_until, flat_sum), in_band_1)
scale_2 = choose(home.value <= flat_until, flat_sum, above_flat)

paid = home.value * (buyers_duty + new_residential_duty)

SCHEME = scheme(
    "stamp-duty-refund-for-incoming-talent",
    code="TAX-SD",
    en="Stamp duty refund for eligible incoming talent",
    zh_hant="合資格外來人才退還印花稅安排",
    summary=(
        "Gives incoming talent who became permanent residents back what they paid on a first home above the duty of a permanent resident.",
        "外來人才成為永久性居民後，可就首個住宅獲退還較永久性居民多繳的印花稅。",
    ),
    run_by="inland-revenue-department",
    confirmed=date(2024, 2, 28),
    window=window(
        application.submitted_on,
        first="2023-06-30",
        reference="SD_SOV, first paragraph",
        confidence="medium",
        says=(
            "Claims have been accepted since 30 June 2023.",
            "自2023年6月30日起接受退款申請。",
        ),
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("person"),
            en="A person applies.",
            zh_hant="由個人申請。",
            reference="blueprint-2022, Strategy (5) Target 02 Rec. (6), line 723",
        ),
        condition(
            "home",
            plans.buy_home,
            en="It is about a home that the person bought in Hong Kong.",
            zh_hant="申請涉及申請人在香港購買的住宅。",
            reference="blueprint-2022, Strategy (5) Target 02 Rec. (6), line 723",
        ),
        condition(
            "bought_from",
            home.acquired_on >= bought_from,
            en="The home was bought on or after 19 October 2022.",
            zh_hant="住宅於2022年10月19日或之後購入。",
            reference="blueprint-2022, Strategy (5) Target 02 Rec. (6), line 723",
        ),
        condition(
            "bought_until",
            home.acquired_on <= bought_until,
            en="The home was bought on or before 24 October 2023.",
            zh_hant="住宅於2023年10月24日或之前購入。",
            reference="SD_IRD, FAQ title and Q1",
        ),
        condition(
            "admitted",
            home.admission_scheme.is_in(designated_schemes),
            en="The person had come under one of the designated schemes.",
            zh_hant="申請人當時根據指定人才入境計劃來港。",
            reference="SD_IRD, FAQ",
        ),
        condition(
            "only_home",
            ~home.owned_another | home.other_sold_in_time,
            en="It was the person's only home in Hong Kong, or replaced the only one within 12 months.",
            zh_hant="該住宅是申請人在香港的唯一住宅，或於12個月內取代原有的唯一住宅。",
            reference="SD_IRD, Q1 condition 2",
        ),
        condition(
            "permanent_resident",
            person.residence.is_in("permanent"),
            en="The person is a permanent resident when claiming.",
            zh_hant="申請退款時已是香港永久性居民。",
            reference="SD_IRD, Q1 condition 5",
        ),
        condition(
            "still_owned",
            home.still_owned,
            en="The person still owns the home when claiming.",
            zh_hant="申請退款時仍擁有該住宅。",
            reference="SD_IRD, Q1 condition 5",
        ),
        condition(
            "first_refund",
            ~history.stamp_duty_refunded,
            en="The person has had no such refund before.",
            zh_hant="申請人從未獲此項退款。",
            reference="blueprint-2022, Strategy (5) Target 02 Rec. (6), line 723",
        ),
    ),
    awards=(
        award(
            "refund",
            greatest(paid - scale_2, 0),
            en="Refund: the two duties paid less the duty at Scale 2.",
            zh_hant="退款：已繳的兩項稅款減去按第2標準稅率計算的稅款。",
            reference="blueprint-2022, Strategy (5) Target 02 Rec. (6), line 723",
            within=(paid,),
        ),
    ),
    applying=applying(
        en="Pay first, claim later: claim from the Stamp Office of the Inland Revenue Department after becoming a permanent resident.",
        zh_hant="先繳稅、後退款：成為永久性居民後向稅務局印花稅署申請退款。",
        address="https://www.ird.gov.hk/eng/faq/et.htm",
        reference="SD_IRD, Q1",
    ),
    known=(
        known(
            en="The Blueprint speaks of permanent residence after seven years; the department asks only that the person is a permanent resident.",
            zh_hant="《藍圖》提到居港滿七年成為永久性居民；稅務局只要求申請人是永久性居民。",
            reference="blueprint-2022, Strategy (5) Target 02 Rec. (6), line 723",
        ),
        known(
            en="On 28 February 2024 the duties themselves were abolished.",
            zh_hant="有關稅項已於2024年2月28日撤銷。",
            reference="SD_END, paragraph 2",
        ),
        known(
            en="An agent's page shows a later Scale 2 with 100 dollars up to four million; it lies after the purchases that count here.",
            zh_hant="有代理網頁列出其後的第2標準稅率，400萬元或以下稅款100元；該表在此安排所涵蓋的購入日期之後。",
            reference="SD_S2D, first table",
        ),
    ),
    gaps=(
        gap(
            en="There is a deadline for claims (question 20 of the department's page); its length was not found.",
            zh_hant="退款申請設有期限（稅務局網頁問題20），為期多久未有資料。",
        ),
        gap(
            en="Purchases from 25 October 2023 lie outside this refund; whether another arrangement holds for them was not found.",
            zh_hant="2023年10月25日起購入的住宅不屬此安排；有否其他安排未有資料。",
        ),
        gap(
            en="The tables of Scale 2 come from estate agents' pages, which agree with the department's example and the Government's statement, not from the Ordinance.",
            zh_hant="第2標準稅率表取自地產代理網頁，與稅務局例子及政府公布相符，但並非取自法例。",
        ),
        gap(
            en="The limits rose on 22 February 2023 at 11 a.m.; of a purchase on that day only the bounds are given.",
            zh_hant="稅階於2023年2月22日上午11時調高；當日購入者只列範圍。",
        ),
        gap(
            en="An agency's page rounds duty up to the next dollar; this is not applied, so a refund may differ by less than two dollars.",
            zh_hant="有代理網頁稱稅款以進位至整元計算；此處不採用，退款因而可能有少於兩元之差。",
        ),
    ),
    also=("buyers-stamp-duty", "new-residential-stamp-duty"),
    terms=(
        term(
            paid,
            en="the two duties paid",
            zh_hant="已繳的兩項稅款",
        ),
        term(
            scale_2,
            en="the duty at Scale 2",
            zh_hant="按第2標準稅率計算的稅款",
        ),
    ),
)
