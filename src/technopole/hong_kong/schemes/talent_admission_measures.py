"""Talent admission: the Top Talent Pass Scheme and the arrangements for non-local graduates.

Run by the Immigration Department. The General Employment Policy, the Admission Scheme for Mainland
Talents and Professionals and the Talent List stand beside them without a rule that was collected.
"""

from technopole.hong_kong.questions import applicant, application, person, plans
from technopole.rules.language import (
    HKD,
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
    shifted,
    term,
)

# 1  Top Talent Pass Scheme: high earners (A), experienced graduates of listed universities (B), and
#    recent ones (C) while the year's quota lasts.
top_talent_open = parameter(
    "top_talent_open",
    "boolean",
    en="The Top Talent Pass Scheme is open",
    zh_hant="高端人才通行證計劃接受申請",
    no=("the Top Talent Pass Scheme is not open", "高端人才通行證計劃不接受申請"),
    event=application.submitted_on,
    values={
        "1990-01-01": (False, "TT_DIM, paragraph 1"),
        "2022-12-28": (True, "TT_DIM, paragraph 1"),
    },
)
top_income = parameter(
    "top_income",
    HKD,
    en="Lowest income of the past year for category A",
    zh_hant="A類過去一年的最低收入",
    event=application.submitted_on,
    values={"2022-12-28": (2_500_000, "TT_DIM, Category A")},
)
experience = parameter(
    "experience",
    "years",
    en="Years of work in the past five that part category B from C",
    zh_hant="劃分B類與C類的過去五年工作經驗年數",
    event=application.submitted_on,
    values={"2022-12-28": (3, "TT_DIM, Category B")},
)
quota = parameter(
    "quota",
    "persons",
    en="Yearly quota of category C",
    zh_hant="C類年度配額",
    event=application.submitted_on,
    values={"2022-12-28": (10_000, "TT_DIM, Category C")},
)

# 2  Non-local graduates of Hong Kong, and for a trial of two years of campuses in the Mainland.
fresh_graduates = parameter(
    "fresh_graduates",
    "boolean",
    en="Graduates may apply within six months",
    zh_hant="畢業生可於六個月內申請",
    event=application.submitted_on,
    values={"<=2022": (True, "IA_BU, paragraph 1")},
)
gba_campuses = parameter(
    "gba_campuses",
    "boolean",
    en="Graduates of Hong Kong universities' campuses in the Greater Bay Area count too",
    zh_hant="亦涵蓋香港的大學在大灣區校園的畢業生",
    no=(
        "graduates of Hong Kong universities' campuses in the Greater Bay Area do not count",
        "不涵蓋香港的大學在大灣區校園的畢業生",
    ),
    event=application.submitted_on,
    values={
        "1990-01-01": (False, "IA_UST, paragraph 2"),
        # Announced on 19 October 2022 for two years; from which day is not known.
        "2022-10-19/2022-12-31..2024-10-18": (True, "IA_UST, paragraph 2"),
    },
)

# 3  How long one may stay at first.
top_talent_stay = parameter(
    "top_talent_stay",
    "months",
    en="First stay under the Top Talent Pass Scheme",
    zh_hant="高端人才通行證計劃首次逗留期限",
    event=application.submitted_on,
    values={"2022-12-28": (24, "TT_FRA, paragraph 1", "medium")},
)
top_earner_stay = parameter(
    "top_earner_stay",
    "months",
    en="Later first stay under category A",
    zh_hant="A類其後的首次逗留期限",
    event=application.submitted_on,
    values={"<=2026-05": (36, "TT_PP, Category A", "low")},
)
graduate_stay = parameter(
    "graduate_stay",
    "months",
    en="First stay of a non-local graduate",
    zh_hant="非本地畢業生首次逗留期限",
    event=application.submitted_on,
    values={
        "<=2022-10-18": (12, "IA_UST, paragraph 1"),
        "2022-10-19/2022-12-31": (24, "IA_UST, paragraph 1"),
    },
)

on = application.submitted_on
graduated = person.graduated_on
long_at_work = bare(person.work_months_in_five_years) >= bare(experience) * 12

top_earner = top_talent_open & (person.income_last_year >= top_income)
experienced = top_talent_open & person.top_talent_degree & long_at_work
recent = (
    top_talent_open
    & person.top_talent_degree
    & ~long_at_work
    & (graduated <= on)
    & (on <= shifted(graduated, years=5))
    & (person.top_talent_recent_graduates < quota)
)
graduate = (
    fresh_graduates
    & (
        person.place_of_study.is_in("hong-kong")
        | (person.place_of_study.is_in("gba-campus") & gba_campuses)
    )
    & (graduated <= on)
    & (on <= shifted(graduated, months=6))
)

SCHEME = scheme(
    "talent-admission-measures",
    code="TALENT",
    en="Talent admission: Top Talent Pass Scheme and arrangements for non-local graduates",
    zh_hant="人才入境：高端人才通行證計劃及非本地畢業生留港／回港就業安排",
    summary=(
        "Lets high earners, graduates of the world's top universities and non-local graduates of Hong Kong come or stay to work.",
        "容許高收入人士、全球頂尖大學畢業生及非本地畢業生來港或留港工作。",
    ),
    run_by="hksar-government",
    confirmed=date(2023, 2, 8),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("person"),
            en="A person applies.",
            zh_hant="由個人申請。",
            reference="blueprint-2022, Strategy (5) Target 02 Rec. (1), line 691",
        ),
        condition(
            "come_to_work",
            plans.come_to_work,
            en="The person plans to come or stay to work.",
            zh_hant="申請人計劃來港或留港工作。",
            reference="blueprint-2022, Strategy (5) Target 02 Rec. (1), line 691",
        ),
        condition(
            "route",
            top_earner | experienced | recent | graduate,
            en="One of the routes is open to the person: as a top earner; with a listed university's degree and three years of work; with such a degree of the past five years while the quota lasts; or as a non-local graduate within six months.",
            zh_hant="申請人符合其中一項途徑：高收入；持名單上大學的學位並具三年工作經驗；過去五年內取得該等學位而配額未滿；或為畢業六個月內的非本地畢業生。",
            reference="TT_DIM, Categories A to C",
        ),
    ),
    awards=(
        award(
            "stay",
            choose(
                top_earner,
                greatest(top_talent_stay, top_earner_stay),
                choose(experienced | recent, top_talent_stay, graduate_stay),
            ),
            en="First stay: that of a top earner may be longer than is surely known.",
            zh_hant="首次逗留期限：高收入人士的期限或較已確知者為長。",
            reference="TT_FRA, paragraph 1",
        ),
    ),
    applying=applying(
        en="Apply online to the Immigration Department; category C is granted in the order of application until the year's quota is used.",
        zh_hant="在網上向入境事務處申請；C類按申請先後批准，直至年度配額用完。",
        reference="TT_DIM, Category C",
    ),
    known=(
        known(
            en="By an agency's account, income for category A is taxable income from work or business, allowances, stock options and profits of one's own companies included, personal investments not. It is too weak to decide by.",
            zh_hant="據一間代理公司所述，A類收入指應課稅的受僱或營業收入，包括津貼、股票期權及自有公司利潤，不包括個人投資。資料薄弱，不據此判斷。",
            reference="TT_SKY, Category A",
        ),
        known(
            en="In 2022 the Government relaxed the General Employment Policy and the Admission Scheme for Mainland Talents and Professionals, and it keeps a Talent List of professions in short supply.",
            zh_hant="政府於2022年放寬一般就業政策及輸入內地人才計劃，並設人才清單列出短缺專業。",
            reference="blueprint-2022, Strategy (5) Target 02 Rec. (1) ii, line 692",
        ),
    ),
    gaps=(
        gap(
            en="A weak source gives category A a stay of 36 months since a day that was not found; the answer says at least 24.",
            zh_hant="有薄弱資料稱A類逗留期限已改為36個月，生效日期不明；答案只列最少24個月。",
        ),
        gap(
            en="The list of universities is not part of this rule: look whether yours is on it.",
            zh_hant="大學名單不在此規則之內：請自行查閱。",
        ),
        gap(
            en="The day on which the change of October 2022 for non-local graduates took effect, and whether the trial for campuses in the Greater Bay Area goes on after two years, were not found.",
            zh_hant="2022年10月公布的非本地畢業生安排何時生效，以及大灣區校園試行安排兩年後會否延續，未有資料。",
        ),
        gap(
            en="The terms of the General Employment Policy and the Admission Scheme for Mainland Talents and Professionals, and of graduates who return later, were not collected: a no here does not speak of them.",
            zh_hant="一般就業政策、輸入內地人才計劃及較後回港的畢業生的條款未有資料：此處的「不符合」不涉及這些途徑。",
        ),
    ),
    also=(
        "top-talent-pass-scheme",
        "immigration-arrangements-for-non-local-graduates",
        "general-employment-policy",
        "admission-scheme-for-mainland-talents-and-professionals",
        "talent-list",
    ),
    terms=(
        term(
            top_earner,
            en="the person falls into category A (top earners)",
            zh_hant="申請人屬A類（高收入人士）",
        ),
        term(
            experienced,
            en="the person falls into category B (graduates with experience)",
            zh_hant="申請人屬B類（具經驗的畢業生）",
        ),
        term(
            recent,
            en="the person falls into category C (recent graduates)",
            zh_hant="申請人屬C類（近年畢業生）",
        ),
        term(
            graduate,
            en="the person is a recent non-local graduate of Hong Kong",
            zh_hant="申請人為應屆非本地畢業生",
        ),
    ),
)
