"""Technology Voucher Programme: a share of the cost of technology, up to a total for each applicant.

Run by the Innovation and Technology Commission from November 2016, with the Productivity Council as
its secretariat from June 2021. Three regimes: at first, from 27 February 2019, from 1 April 2020.
Closed to new applications after 31 December 2024. The day of first submission selects the values;
that of receipt selects the advance.
"""

from technopole.hong_kong.questions import (
    applicant,
    application,
    company,
    history,
    plans,
    project,
)
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    condition,
    date,
    excludes,
    gap,
    greatest,
    judgement,
    known,
    least,
    parameter,
    scheme,
    shifted,
    term,
    window,
)

# 1  The money: a share of the cost, up to what is left of the total, over so many projects.
share = parameter(
    "share",
    "times",
    en="Government's share of the cost",
    zh_hant="政府承擔的成本比例",
    event=application.submitted_on,
    values={
        "2016-11": (Fraction(2, 3), "TVP_AIM, body", "medium"),
        "2020-04-01": (
            Fraction(3, 4),
            "legco-2021, Annex (7), lines 1251-1253; the day: TVP_HKEJ, body",
            "medium",
        ),
    },
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most an applicant may receive in all",
    zh_hant="每名申請者累計最高資助額",
    event=application.submitted_on,
    values={
        "2016-11": (200_000, "TVP_ITF, measure 3 of 27 Feb 2019"),
        "2019-02-27": (400_000, "TVP_ITF, measure 3 of 27 Feb 2019"),
        "2020-04-01": (
            600_000,
            "legco-2021, Annex (7), lines 1253-1257; the day: TVP_HKEJ, body",
            "medium",
        ),
    },
)
most_projects = parameter(
    "most_projects",
    "projects",
    en="Projects that an applicant may have approved in all",
    zh_hant="每名申請者累計獲批項目數目上限",
    event=application.submitted_on,
    values={
        "2016-11": (3, "TVP_ITF, measure 4 of 27 Feb 2019"),
        "2019-02-27": (4, "TVP_ITF, measure 4 of 27 Feb 2019"),
        "2020-04-01": (6, "TVP_HKPC, Key Features"),
    },
)
projects_at_a_time = parameter(
    "projects_at_a_time",
    "projects",
    en="Projects that an applicant may run at a time",
    zh_hant="可同時進行的項目數目",
    event=application.submitted_on,
    values={"<=2020-04": (1, "TVP_PITCH, paragraph 4", "medium")},
)

# 2  Who: at first small and medium enterprises with a year of business, from 28 February 2018 any size.
any_size = parameter(
    "any_size",
    "boolean",
    en="Enterprises of any size may apply",
    zh_hant="不限規模的企業均可申請",
    no=("only small and medium enterprises may apply", "只限中小企業申請"),
    event=application.submitted_on,
    values={
        "2016-11": (False, "TVP_ITF, 28 Feb 2018 relaxation"),
        "2018-02-28": (True, "TVP_ITF, 28 Feb 2018 relaxation"),
    },
)
new_business = parameter(
    "new_business",
    "boolean",
    en="Enterprises in business for less than a year may apply",
    zh_hant="營業不足一年的企業亦可申請",
    no=("only enterprises in business for a year may apply", "只限營業滿一年的企業申請"),
    event=application.submitted_on,
    values={
        "2016-11": (False, "TVP_ITF, 28 Feb 2018 relaxation"),
        "2018-02-28": (True, "TVP_ITF, 28 Feb 2018 relaxation"),
    },
)
other_entities = parameter(
    "other_entities",
    "boolean",
    en="Incorporated companies and statutory bodies without business registration may apply",
    zh_hant="沒有商業登記的法團及法定機構亦可申請",
    no=("only registered businesses may apply", "只限持有商業登記者申請"),
    event=application.submitted_on,
    values={
        "2016-11": (False, "TVP_ITF, measure 2 of 27 Feb 2019", "medium"),
        "2019-02-27": (True, "TVP_HKPC, eligibility"),
    },
)

# 3  An advance, which the applicant matches; the rest is paid when the report is accepted.
advance_share = parameter(
    "advance_share",
    "times",
    en="Share of the grant that may be paid in advance",
    zh_hant="可預先發放的資助比例",
    event=application.received_on,
    values={
        "1990-01-01": (0, "TVP_PR19, paragraphs 1-2"),  # none before
        "2019-12-01": (Fraction(1, 4), "TVP_PR19, paragraphs 1-2"),
    },
)

left = greatest(ceiling - history.tvp_granted, 0)
grant = least(project.total_cost * share, left)

SCHEME = scheme(
    "technology-voucher-programme",
    code="TVP",
    en="Technology Voucher Programme",
    zh_hant="科技券",
    summary=(
        "Paid three-quarters of the cost of technology, up to 600,000 dollars an applicant, until the end of 2024.",
        "資助採用科技的成本的四分之三，每名申請者上限60萬元；申請已於2024年底截止。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2024, 12, 31),
    window=window(
        application.submitted_on,
        first="2016-11",
        last="2024-12-31",
        reference="TVP_END, first paragraph; TVP_ITF, first paragraph",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company", "non-profit", "research-centre"),
            en="A business, an incorporated body or a statutory body applies.",
            zh_hant="由企業、法團或法定機構申請。",
            reference="TVP_HKPC, eligibility",
        ),
        condition(
            "plan",
            plans.adopt_technology,
            en="It plans to adopt technology.",
            zh_hant="申請者計劃採用科技。",
            reference="legco-2021, Annex (7), lines 1247-1259",
        ),
        condition(
            "entity",
            company.business_registered
            | (other_entities & (company.incorporated_in_hong_kong | company.statutory_body)),
            en="It is registered as a business; since 27 February 2019 a company incorporated in Hong Kong or a "
            "statutory body may apply too.",
            zh_hant="申請者持有商業登記；自2019年2月27日起，在香港成立的法團及法定機構亦可申請。",
            reference="TVP_HKPC, eligibility; TVP_ITF, measure 2 of 27 Feb 2019",
        ),
        condition(
            "not_listed",
            ~company.listed,
            en="It is no listed company.",
            zh_hant="申請者並非上市公司。",
            reference="TVP_HKPC, eligibility",
        ),
        condition(
            "not_subvented",
            ~company.subvented,
            en="It is no subvented organisation, nor a subsidiary of one.",
            zh_hant="申請者並非受資助機構或其附屬公司。",
            reference="TVP_HKPC, eligibility",
        ),
        condition(
            "substantive",
            company.substantive_business,
            en="It carries on substantive business in Hong Kong.",
            zh_hant="申請者在香港有實質業務運作。",
            reference="TVP_ITF, 28 Feb 2018 relaxation",
        ),
        condition(
            "size",
            any_size | company.small_or_medium,
            en="Until 27 February 2018 it is a small or medium enterprise; since then any size will do.",
            zh_hant="在2018年2月27日或以前須為中小企業，其後不限規模。",
            reference="TVP_ITF, 28 Feb 2018 relaxation",
        ),
        condition(
            "a_year",
            new_business
            | (shifted(company.business_started_on, years=1) <= application.submitted_on),
            en="Until 27 February 2018 it has been in business for a year; since then this is not asked.",
            zh_hant="在2018年2月27日或以前須已營業一年，其後並無此要求。",
            reference="TVP_ITF, 28 Feb 2018 relaxation",
        ),
        condition(
            "running",
            history.tvp_running_projects.equals(0)
            | (history.tvp_running_projects < projects_at_a_time),
            en="No other project of the programme is running.",
            zh_hant="沒有其他進行中的科技券項目。",
            reference="TVP_PITCH, paragraph 4",
        ),
        condition(
            "projects",
            history.tvp_projects < most_projects,
            en="Fewer projects have been approved for it than the programme allows.",
            zh_hant="累計獲批項目少於計劃所准。",
            reference="TVP_HKPC, Key Features",
        ),
        condition(
            "no_other_money",
            ~project.other_public_money,
            en="No other public money of Hong Kong pays for the same expenditure.",
            zh_hant="同一開支沒有獲香港其他公帑資助。",
            reference="TVP_PITCH, paragraphs 2-4",
        ),
    ),
    judgements=(
        judgement(
            "tvp_committee",
            en="The Programme Committee supports the project and the Commissioner for Innovation and Technology "
            "approves it.",
            zh_hant="計劃委員會支持該項目，並獲創新科技署署長批准。",
            reference="TVP_ITF, first paragraph",
        ),
    ),
    awards=(
        award(
            "grant",
            grant,
            en="Grant: the Government's share of the cost, at most what is left of the total.",
            zh_hant="資助額：按政府比例承擔成本，以累計上限的餘額為限。",
            reference="legco-2021, Annex (7), lines 1251-1257",
            within=(ceiling, project.total_cost * share),
            rises_with=(project.total_cost,),
        ),
        award(
            "advance",
            grant * advance_share,
            en="Advance: what of the grant may be paid early if the applicant pays as much; the rest follows when the "
            "report is accepted.",
            zh_hant="預付款：資助額中可預先發放的部分（申請者須等額配對），餘款在報告獲接納後發放。",
            reference="TVP_PR19, paragraphs 1-2",
            within=(grant,),
            paid=False,
        ),
    ),
    stacking=(
        excludes(
            "",
            en="Expenditure that the programme pays must have no other public money of Hong Kong.",
            zh_hant="獲計劃資助的開支不得再獲香港其他公帑資助。",
            reference="TVP_PITCH, paragraphs 2-4",
        ),
    ),
    applying=applying(
        en="The programme is closed. Applications went to its secretariat, the Hong Kong Productivity Council, until "
        "31 December 2024.",
        zh_hant="計劃已截止申請。截至2024年12月31日，申請由秘書處香港生產力促進局處理。",
        address="https://www.hkpc.org/en/technology-voucher-programme",
        reference="TVP_END, first paragraph",
    ),
    known=(
        known(
            en="A project normally ends within 12 months.",
            zh_hant="項目一般須於12個月內完成。",
            reference="TVP_BUY, paragraph 2",
        ),
        known(
            en="Entities that share a shareholder of 30 percent or more count as one applicant.",
            zh_hant="有同一股東持股三成或以上的實體視作同一申請者。",
            reference="TVP_TSQ, paragraph 4",
        ),
        known(
            en="When the ceiling rose in 2019, applications already in hand kept the old one unless they were withdrawn "
            "and filed again.",
            zh_hant="2019年提高上限時，處理中的申請仍按舊上限，除非撤回後重新遞交。",
            reference="TVP_ITF, measure 3 of 27 Feb 2019",
        ),
        known(
            en="Until the end of November 2024 it approved 37,059 applications for 6.6 billion dollars.",
            zh_hant="截至2024年11月底共批出37,059宗申請，涉款66億元。",
            reference="TVP_END, paragraph 3",
        ),
    ),
    gaps=(
        gap(
            en="Whether the rise of April 2020 reached applications already in hand is not said; here the day of first "
            "submission decides, as in 2019.",
            zh_hant="2020年4月的提升是否適用於處理中的申請，文件沒有說明；此處如2019年般以首次遞交日期為準。",
        ),
        gap(
            en="That related entities count as one comes from a vendor's page.",
            zh_hant="相關實體視作同一申請者之說來自服務商網頁。",
        ),
        gap(
            en="A vendor's page speaks of at most half of the cost for off-the-shelf goods and of 3,000 dollars for an "
            "audit; too weak a source to decide by, so neither is applied.",
            zh_hant="有服務商網頁稱現成產品不得超過成本一半、審計費上限3,000元；來源不足為據，此處不予採用。",
        ),
        gap(
            en="What counted as a small or medium enterprise until February 2018 is not in the sources.",
            zh_hant="2018年2月或以前如何界定中小企業，來源沒有說明。",
        ),
    ),
    terms=(
        term(
            grant,
            en="the grant",
            zh_hant="資助額",
        ),
    ),
)
