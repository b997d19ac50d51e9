"""Cyberport Creative Micro Fund: a hundred thousand dollars to try an early idea for six months.

Run by Hong Kong Cyberport Management Company Limited.
"""

from technopole.hong_kong.questions import (
    applicant,
    application,
    company,
    history,
    incubation,
    person,
    plans,
)
from technopole.rules.language import (
    HKD,
    applying,
    award,
    condition,
    date,
    excludes,
    gap,
    judgement,
    known,
    parameter,
    scheme,
)

# 1  A fixed grant for a fixed period.
grant = parameter(
    "grant",
    HKD,
    en="Grant to a project",
    zh_hant="每個項目的資助額",
    event=application.submitted_on,
    values={"<=2018": (100_000, "CCMF_FAQ, Q1")},
)
period = parameter(
    "period",
    "months",
    en="Length of a project",
    zh_hant="項目為期",
    event=application.submitted_on,
    values={"<=2018": (6, "CCMF_FAQ, Q1")},
)

# 2  Ages at the deadline. The Young Entrepreneur Programme first looked at the principal applicant
#    only and took people up to 35; later it looks at everybody and takes people up to 30.
youngest = parameter(
    "youngest",
    "years_of_age",
    en="Lowest age",
    zh_hant="最低年齡",
    event=application.submitted_on,
    values={"<=2021": (18, "CCMF_FAQ, Q3")},
)
oldest_young_entrepreneur = parameter(
    "oldest_young_entrepreneur",
    "years_of_age",
    en="Highest age in the Young Entrepreneur Programme",
    zh_hant="青年創業計劃的最高年齡",
    event=application.submitted_on,
    values={
        "<=2021": (35, "CCMF_OLD, Q3"),
        "2022-01-01/2026-05": (30, "CCMF_FAQ, Q3"),
    },
)
everybody_counts = parameter(
    "everybody_counts",
    "boolean",
    en="The ages of all members and owners count in the Young Entrepreneur Programme",
    zh_hant="青年創業計劃計算所有成員及擁有人的年齡",
    no=(
        "only the age of the principal applicant counts in the Young Entrepreneur Programme",
        "青年創業計劃只計算主要申請人的年齡",
    ),
    event=application.submitted_on,
    values={
        "<=2021": (False, "CCMF_OLD, Q3"),
        "2022-01-01/2026-05": (True, "CCMF_FAQ, Q3"),
    },
)

young_entrepreneur = incubation.micro_fund_stream.is_in("young-entrepreneur")
all_members_fit = (incubation.youngest_member >= youngest) & (
    incubation.oldest_member <= oldest_young_entrepreneur
)

SCHEME = scheme(
    "cyberport-creative-micro-fund",
    code="CCMF",
    en="Cyberport Creative Micro Fund",
    zh_hant="數碼港創意微型基金",
    summary=(
        "Gives 100,000 dollars to try an early idea over six months.",
        "以10萬元資助早期構思，為期六個月。",
    ),
    run_by="hong-kong-cyberport-management-company-limited",
    confirmed=date(2025, 12, 31),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company", "person"),
            en="A person or a company applies.",
            zh_hant="由個人或公司申請。",
            reference="CCMF_FAQ, Q3",
        ),
        condition(
            "start_up",
            plans.start_up,
            en="The applicant plans to start or bring up a technology business.",
            zh_hant="申請者計劃創立或發展科技業務。",
            reference="CCMF_FAQ, Q1",
        ),
        condition(
            "stream",
            ~incubation.micro_fund_stream.is_in("none"),
            en="It is for one of the fund's programmes.",
            zh_hant="申請基金的其中一項計劃。",
            reference="CCMF_FAQ, Q3",
        ),
        condition(
            "identity_card",
            ~applicant.kind.is_in("person") | ~person.residence.is_in("none"),
            en="A person holds a Hong Kong identity card.",
            zh_hant="個人申請者持有香港身份證。",
            reference="CCMF_FAQ, Q3",
        ),
        condition(
            "incorporated",
            ~applicant.kind.is_in("company") | company.incorporated_in_hong_kong,
            en="A company is incorporated in Hong Kong.",
            zh_hant="公司申請者在香港註冊成立。",
            reference="CCMF_FAQ, Q3",
        ),
        condition(
            "adult",
            person.age >= youngest,
            en="Whoever applies is old enough at the deadline.",
            zh_hant="申請人於截止日期已達最低年齡。",
            reference="CCMF_FAQ, Q3",
        ),
        condition(
            "young",
            ~young_entrepreneur | (person.age <= oldest_young_entrepreneur),
            en="In the Young Entrepreneur Programme, whoever applies is young enough at the deadline.",
            zh_hant="青年創業計劃的申請人於截止日期不超過最高年齡。",
            reference="CCMF_FAQ, Q3",
        ),
        condition(
            "all_young",
            ~young_entrepreneur | ~everybody_counts | all_members_fit,
            en="Since it looks at everybody, all members and owners are of these ages too.",
            zh_hant="計劃改為計算所有人後，全部成員及擁有人均符合年齡要求。",
            reference="CCMF_FAQ, Q3",
        ),
        condition(
            "not_incubation_too",
            ~history.incubation_applied_in_intake,
            en="The same project is not put to the Cyberport Incubation Programme in the same intake, for then only that application is considered.",
            zh_hant="同一項目並無在同期申請數碼港培育計劃，否則只會考慮後者。",
            reference="CCMF_FAQ, Q2",
        ),
    ),
    judgements=(
        judgement(
            "ccmf_vetting",
            en="Cyberport selects the project.",
            zh_hant="該項目獲數碼港選中。",
            reference="CCMF_PRG, Application Timeline",
        ),
    ),
    awards=(
        award(
            "grant",
            grant,
            en="Grant for the project.",
            zh_hant="項目資助額。",
            reference="CCMF_FAQ, Q1",
        ),
        award(
            "period",
            period,
            en="Length of the project.",
            zh_hant="項目為期。",
            reference="CCMF_FAQ, Q1",
            paid=False,
        ),
    ),
    stacking=(
        excludes(
            "cyberport-incubation-programme",
            en="Of one project put to both in one intake, only the application to the Cyberport Incubation Programme is considered.",
            zh_hant="同一項目同期申請兩項計劃，只會考慮數碼港培育計劃的申請。",
            reference="CCMF_FAQ, Q2",
        ),
    ),
    applying=applying(
        en="Apply to Cyberport online before the deadline of an intake; there are four a year. The deadlines of the 2025 timeline are 1 April, 2 July and 2 October 2025 and 2 January 2026.",
        zh_hant="於每期截止日期前在網上向數碼港申請，每年四期。2025年時間表的截止日期為2025年4月1日、7月2日、10月2日及2026年1月2日。",
        address="https://www.cyberport.hk/entrepreneurship/hong_kong_programme",
        reference="CCMF_PRG, Application Timeline",
    ),
    known=(
        known(
            en="By an interview of 2023 the grant is paid as 10,000, 45,000 and 45,000 dollars. It is too weak a source to compute with.",
            zh_hant="據2023年一篇訪問，資助分1萬、4.5萬及4.5萬元三期發放。資料薄弱，不作計算。",
            reference="CCMF_BLK, interview",
        ),
    ),
    gaps=(
        gap(
            en="When the Young Entrepreneur Programme went from 35 to 30 years, and from the principal applicant to everybody, is not known: some day after 2021 and by May 2026.",
            zh_hant="青年創業計劃何時由35歲改為30歲、由只計主要申請人改為計算所有人，未有資料：在2021年之後、2026年5月或之前。",
        ),
    ),
)
