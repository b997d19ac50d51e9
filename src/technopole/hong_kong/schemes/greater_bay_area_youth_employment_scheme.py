"""Greater Bay Area Youth Employment Scheme: an allowance to employers of young graduates.

Run by the Labour Department; the Innovation and Technology Bureau looked after its technology posts.
A pilot in 2021, regular since 2023 on terms that were not collected.
"""

from technopole.hong_kong.questions import applicant, company, employment, person, plans
from technopole.rules.language import (
    HKD,
    applying,
    award,
    bare,
    condition,
    date,
    gap,
    known,
    least,
    parameter,
    scheme,
)

# What the pilot said holds for it alone: since 2023 other terms may apply, so nothing is known.
_PILOT = "2021-01-08..2022-12-31"

# 1  When the employment may start.
pilot = parameter(
    "pilot",
    "boolean",
    en="An employment may start",
    zh_hant="可開始僱用",
    no=("no employment may start", "不可開始僱用"),
    event=employment.starts_on,
    values={
        "1990-01-01": (False, "GBA_IHK, paragraph 3"),
        "2021-01-08": (True, "GBA_IHK, paragraph 3"),
        "2021-09-01..2022-12-31": (False, "GBA_MB, item 5", "medium"),
    },
)

# 2  Who is employed, and at what salary.
lowest_salary = parameter(
    "lowest_salary",
    HKD,
    en="Lowest monthly salary",
    zh_hant="最低月薪",
    event=employment.starts_on,
    values={_PILOT: (18_000, "GBA_JI, paragraph 2")},
)
degree_from = parameter(
    "degree_from",
    "date",
    en="First day of the years in which the degree was awarded",
    zh_hant="頒授學位年份的首日",
    event=employment.starts_on,
    values={_PILOT: (date(2019, 1, 1), "GBA_JI, paragraph 2")},
)
degree_until = parameter(
    "degree_until",
    "date",
    en="Last day of the years in which the degree was awarded",
    zh_hant="頒授學位年份的最後一日",
    event=employment.starts_on,
    values={_PILOT: (date(2021, 12, 31), "GBA_JI, paragraph 2")},
)

# 3  A technology post is spent partly here and partly there.
least_in_each = parameter(
    "least_in_each",
    "months",
    en="Fewest months of a technology post in each of the two places",
    zh_hant="創科職位在兩地各自最少月數",
    event=employment.starts_on,
    values={_PILOT: (6, "GBA_MB, item 5", "medium")},
)
most_in_each = parameter(
    "most_in_each",
    "months",
    en="Most months of a technology post in each of the two places",
    zh_hant="創科職位在兩地各自最多月數",
    event=employment.starts_on,
    values={_PILOT: (12, "GBA_MB, item 5", "medium")},
)

# 4  The allowance.
allowance = parameter(
    "allowance",
    HKD,
    en="Allowance for a graduate and month",
    zh_hant="每名畢業生每月津貼",
    event=employment.starts_on,
    values={_PILOT: (10_000, "GBA_IHK, paragraph 3")},
)
most_months = parameter(
    "most_months",
    "months",
    en="Most months of allowance",
    zh_hant="津貼最長月數",
    event=employment.starts_on,
    values={_PILOT: (18, "GBA_IHK, paragraph 3")},
)

in_hong_kong = employment.months_in_hong_kong
in_the_mainland = employment.months - employment.months_in_hong_kong

SCHEME = scheme(
    "greater-bay-area-youth-employment-scheme",
    code="GBAYES",
    en="Greater Bay Area Youth Employment Scheme",
    zh_hant="大灣區青年就業計劃",
    summary=(
        "Pays employers 10,000 dollars a month for each young graduate whom they post to the Greater Bay Area, for up to 18 months.",
        "僱主每聘請一名青年畢業生到大灣區工作，每月獲1萬元津貼，最長18個月。",
    ),
    run_by="labour-department",
    confirmed=date(2021, 8, 31),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="An enterprise applies.",
            zh_hant="由企業申請。",
            reference="legco-2021, Annex (5), lines 1021-1033",
        ),
        condition(
            "young_graduates",
            plans.employ_young_graduates,
            en="It plans to employ young graduates in the Greater Bay Area.",
            zh_hant="企業計劃聘請青年畢業生到大灣區工作。",
            reference="legco-2021, Annex (5), lines 1021-1033",
        ),
        condition(
            "both_places",
            company.in_hong_kong_and_gba,
            en="It operates both in Hong Kong and in a Mainland city of the Greater Bay Area.",
            zh_hant="企業在香港及大灣區內地城市均有業務。",
            reference="GBA_IHK, paragraph 3",
        ),
        condition(
            "start",
            pilot,
            en="The employment starts within the pilot: from 8 January to 31 August 2021.",
            zh_hant="僱用於試行期內開始：2021年1月8日至8月31日。",
            reference="GBA_MB, item 5",
        ),
        condition(
            "resident",
            ~person.residence.is_in("none"),
            en="The graduate is a Hong Kong resident.",
            zh_hant="該畢業生為香港居民。",
            reference="GBA_JI, paragraph 2",
        ),
        condition(
            "degree",
            (person.graduated_on >= degree_from) & (person.graduated_on <= degree_until),
            en="The degree was awarded in the years that count.",
            zh_hant="學位於指定年份頒授。",
            reference="GBA_JI, paragraph 2",
        ),
        condition(
            "salary",
            employment.monthly_salary >= lowest_salary,
            en="The monthly salary is no less than the lowest.",
            zh_hant="月薪不低於最低水平。",
            reference="GBA_JI, paragraph 2",
        ),
        condition(
            "technology_post",
            ~employment.innovation_and_technology
            | (
                (in_hong_kong >= least_in_each)
                & (in_hong_kong <= most_in_each)
                & (in_the_mainland >= least_in_each)
                & (in_the_mainland <= most_in_each)
            ),
            en="A post in innovation and technology is spent long enough, and not too long, in Hong Kong and in the Mainland city alike.",
            zh_hant="創科職位在香港及內地城市工作的月數均不少於下限、不多於上限。",
            reference="GBA_MB, item 5",
        ),
    ),
    awards=(
        award(
            "allowance",
            allowance * bare(least(employment.months, most_months)),
            en="Allowance for one graduate: to the employer, over all months that count.",
            zh_hant="每名畢業生的津貼：發給僱主，以計算在內的月數合計。",
            reference="GBA_IHK, paragraph 3",
            within=(allowance * bare(most_months), allowance * bare(employment.months)),
            rises_with=(employment.months,),
        ),
    ),
    applying=applying(
        en="The employer applies to the Labour Department.",
        zh_hant="由僱主向勞工處申請。",
        address="https://www.jijis.org.hk/site/gbayes",
        reference="GBA_JI, paragraph 2",
    ),
    known=(
        known(
            en="The pilot had 2,000 places, of which about 700 for innovation and technology.",
            zh_hant="試行計劃設2,000個名額，其中約700個屬創科職位。",
            reference="GBA_IHK, paragraph 3",
        ),
        known(
            en="The scheme has been regular since 2023.",
            zh_hant="計劃自2023年起恆常化。",
            reference="GBA_L25, question preamble",
        ),
    ),
    gaps=(
        gap(
            en="The terms since the scheme became regular in 2023 were not collected.",
            zh_hant="計劃2023年恆常化後的條款未有資料。",
        ),
        gap(
            en="Newspapers before the launch gave other figures for technology posts (26,000 dollars, 400 places); the text of the launch is used.",
            zh_hant="推出前報章所載的創科職位數字（26,000元、400個名額）有別；此處採用推出時的文件。",
        ),
    ),
)
