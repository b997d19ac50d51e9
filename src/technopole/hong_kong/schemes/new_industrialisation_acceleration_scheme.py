"""New Industrialisation Acceleration Scheme: one dollar for two, for large smart production facilities.

Run by the Innovation and Technology Commission since September 2024. The day of submission selects
the values; on 18 November 2025 what an enterprise must bring along was halved.
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
    gap,
    greatest,
    judgement,
    known,
    least,
    parameter,
    scheme,
    window,
)

# 1  Who: an enterprise in a strategic industry. The Commission's page counts advanced manufacturing
#    and new energy as one of three; so does the question.
sectors = parameter(
    "sectors",
    None,
    en="Industries supported",
    zh_hant="支援的產業",
    event=application.submitted_on,
    values={
        "2024-09-16": (
            frozenset({"life-and-health", "ai-and-data-science", "advanced-manufacturing"}),
            "factsheet-2025, lines 637-639",
        ),
    },
)

# 2  What it must bring: its own money, and a project of some size.
least_contribution = parameter(
    "least_contribution",
    HKD,
    en="Least the enterprise must invest itself",
    zh_hant="企業最低出資額",
    event=application.submitted_on,
    values={
        "2024-09-16": (200_000_000, "legco-2023, para 7, lines 40-42"),
        "2025-11-18": (100_000_000, "NIAS_O25, paragraph 4", "medium"),
    },
)
least_cost = parameter(
    "least_cost",
    HKD,
    en="Least the project must cost",
    zh_hant="項目最低成本",
    event=application.submitted_on,
    values={
        "2024-09-16": (300_000_000, "NIAS_ITF, Key Features"),
        "2025-11-18": (150_000_000, "NIAS_O25, paragraph 4", "medium"),
    },
)
longest = parameter(
    "longest",
    "months",
    en="Longest project, normally",
    zh_hant="項目一般最長期限",
    event=application.submitted_on,
    values={"2024-09-16": (36, "NIAS_ITF, Key Features")},
)
most_projects = parameter(
    "most_projects",
    "projects",
    en="Projects that an enterprise may have",
    zh_hant="每間企業的項目數目上限",
    event=application.submitted_on,
    values={"2024-09-16": (2, "NIAS_ITF, Key Features")},
)

# 3  What it gets: one-third of the cost, at most what is left of the ceiling.
share = parameter(
    "share",
    "times",
    en="Government's share of the cost",
    zh_hant="政府承擔的成本比例",
    event=application.submitted_on,
    values={"2024-09-16": (Fraction(1, 3), "NIAS_ITF, Key Features")},
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most an enterprise may receive",
    zh_hant="每間企業最高資助額",
    event=application.submitted_on,
    values={"2024-09-16": (200_000_000, "factsheet-2025, lines 637-641")},
)

left = greatest(ceiling - history.nias_granted, 0)
grant = least(project.total_cost * share, left)

SCHEME = scheme(
    "new-industrialisation-acceleration-scheme",
    code="NIAS",
    en="New Industrialisation Acceleration Scheme",
    zh_hant="新型工業加速計劃",
    summary=(
        "Pays one-third of the cost of a large smart production facility in a strategic industry, at most 200 million dollars an enterprise.",
        "資助策略性產業的大型智能生產設施成本的三分之一，每間企業上限為2億元。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 11, 19),
    window=window(
        application.submitted_on,
        first="2024-09-16",
        reference="NIAS_XH, first paragraph",
        confidence="medium",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="A company applies.",
            zh_hant="由公司申請。",
            reference="NIAS_ITF, Eligibility",
        ),
        condition(
            "plan",
            plans.production_line,
            en="It plans to set up production in Hong Kong.",
            zh_hant="申請者計劃在香港設立生產設施。",
            reference="factsheet-2025, lines 635-643",
        ),
        condition(
            "incorporated",
            company.incorporated_in_hong_kong,
            en="The applicant is incorporated in Hong Kong.",
            zh_hant="申請者在香港註冊成立。",
            reference="NIAS_ITF, Eligibility",
        ),
        condition(
            "not_subvented",
            ~company.subvented,
            en="It is no subvented organisation, nor a subsidiary of one.",
            zh_hant="申請者並非受資助機構或其附屬公司。",
            reference="NIAS_ITF, Eligibility",
        ),
        condition(
            "sector",
            company.sector.is_in(sectors),
            en="It works in an industry that the scheme supports.",
            zh_hant="申請者屬計劃支援的產業。",
            reference="factsheet-2025, lines 637-639",
        ),
        condition(
            "high_end",
            project.high_end_technology,
            en="The facilities involve high-end and advanced technology.",
            zh_hant="設施涉及高端先進技術。",
            reference="NIAS_ITF, Eligibility",
        ),
        condition(
            "contribution",
            project.own_contribution >= least_contribution,
            en="The enterprise itself invests what the scheme asks for, or more.",
            zh_hant="企業本身的出資不少於計劃所要求。",
            reference="legco-2023, para 7, lines 40-42; NIAS_O25, paragraph 4",
        ),
        condition(
            "cost",
            project.total_cost >= least_cost,
            en="The project costs what the scheme asks for, or more.",
            zh_hant="項目成本不少於計劃所要求。",
            reference="NIAS_ITF, Key Features; NIAS_O25, paragraph 4",
        ),
        condition(
            "projects",
            history.nias_projects < most_projects,
            en="The enterprise has had fewer projects than the scheme allows.",
            zh_hant="企業已獲支援的項目少於計劃所准。",
            reference="NIAS_ITF, Key Features",
        ),
        condition(
            "duration",
            project.duration_months <= longest,
            en="The project takes no longer than the scheme normally allows.",
            zh_hant="項目期不超過計劃一般所准期限。",
            reference="NIAS_ITF, Key Features",
        ),
    ),
    judgements=(
        judgement(
            "nias_vetting",
            en="The Vetting Committee supports the project.",
            zh_hant="評審委員會支持該項目。",
            reference="NIAS_ITF, Eligibility",
        ),
    ),
    awards=(
        award(
            "grant",
            grant,
            en="Grant: the Government's share of the cost, at most what is left of the ceiling.",
            zh_hant="資助額：按政府比例承擔成本，以上限餘額為限。",
            reference="factsheet-2025, lines 637-643",
            within=(ceiling, project.total_cost * share),
            rises_with=(project.total_cost,),
        ),
    ),
    applying=applying(
        en="Apply to the Innovation and Technology Commission; the New Industrialisation Vetting Committee "
        "assesses the project.",
        zh_hant="向創新科技署申請，由新型工業化評審委員會評審。",
        address="https://www.itf.gov.hk/en/funding-programmes/facilitating-technology/nias/index.html",
        reference="NIAS_ITF, Eligibility",
    ),
    known=(
        known(
            en="Enterprises that it supports may engage further research talents (RTH-NIAS) and bring in staff "
            "from outside (TechTAS-NIAS).",
            zh_hant="獲支援企業可另聘研究人才（RTH-NIAS）及引入外地員工（TechTAS-NIAS）。",
            reference="NIAS_LCQ, question preamble",
        ),
        known(
            en="Since 18 November 2025 it also supports up to 10 technical persons, one dollar for one.",
            zh_hant="自2025年11月18日起，另以一對一方式資助最多10名技術人員。",
            reference="NIAS_TV, paragraph 3",
        ),
        known(
            en="The first project that it supported, in February 2025, costs about 600 million dollars and gets about "
            "200 million; the second, in April 2025, over 400 million and about 140 million.",
            zh_hant="首個獲支援項目（2025年2月）成本約6億元，獲資助約2億元；第二個（2025年4月）成本逾4億元，獲資助約1.4億元。",
            reference="NIAS_PR, paragraph 1; NIAS_A25, paragraph 1",
        ),
    ),
    gaps=(
        gap(
            en="The paper of 2023 asks for an investment of 200 million dollars without saying whose; the Commission's "
            "page makes it the enterprise's own share, and so it is read here.",
            zh_hant="2023年的文件要求投資2億元而沒有說明由誰出資；創新科技署網頁指為企業本身的出資，此處照此理解。",
        ),
        gap(
            en="The factsheet counts the ceiling of 200 million dollars for an enterprise, the Commission's page also "
            "for a project; here it holds for the enterprise's projects together.",
            zh_hant="2億元上限在便覽中以企業計，在創新科技署網頁亦以項目計；此處以企業各項目合計。",
        ),
        gap(
            en="Whether applications already in hand benefit from the halving of 18 November 2025 is not known; here "
            "the day of first submission decides. The new values come from news of the announcement.",
            zh_hant="2025年11月18日減半的安排是否適用於處理中的申請並不清楚；此處以首次遞交日期為準。新數值來自有關公布的新聞報道。",
        ),
        gap(
            en="Documents name four fields, the Commission's page three groups: advanced manufacturing and new energy "
            "technology are one there.",
            zh_hant="文件列出四個領域，創新科技署網頁則為三組，先進製造與新能源科技合為一組。",
        ),
    ),
)
