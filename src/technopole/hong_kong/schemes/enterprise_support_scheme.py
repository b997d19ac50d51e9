"""Enterprise Support Scheme: one dollar for one, for a company's own research and development.

Run by the Innovation and Technology Commission since 2015. The day of first submission selects the
values. Small and medium companies may take a track of their own.
"""

from technopole.hong_kong.questions import applicant, application, company, plans, project
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    choose,
    combines,
    condition,
    date,
    gap,
    judgement,
    known,
    least,
    parameter,
    scheme,
    window,
)

# 1  Half of the cost, at most the ceiling.
share = parameter(
    "share",
    "times",
    en="Government's share of the cost",
    zh_hant="政府承擔的成本比例",
    event=application.submitted_on,
    values={"2015": (Fraction(1, 2), "ESS_24, Key Features")},
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a project may receive",
    zh_hant="每個項目最高資助額",
    event=application.submitted_on,
    values={"2015": (10_000_000, "ESS_24, Key Features")},
)
longest = parameter(
    "longest",
    "months",
    en="Longest project, generally",
    zh_hant="項目一般最長期限",
    event=application.submitted_on,
    values={"2015": (24, "ESS_24, Key Features")},
)

# 2  The track for small and medium companies. The page that states it bears no date: what is read here
#    was surely in force when the page was read.
small_employees_below = parameter(
    "small_employees_below",
    "persons",
    en="On the small companies' track, employees must be fewer than",
    zh_hant="中小企專項途徑下，僱員須少於",
    event=application.submitted_on,
    values={"<=2026-05": (100, "ESS_SME, Designated track for SMEs", "medium")},
)
small_ceiling = parameter(
    "small_ceiling",
    HKD,
    en="Most that may be asked for on the small companies' track",
    zh_hant="中小企專項途徑的申請額上限",
    event=application.submitted_on,
    values={"<=2026-05": (2_800_000, "ESS_SME, Designated track for SMEs", "medium")},
)

small_track = application.small_business_track
grant = least(project.total_cost * share, ceiling, choose(small_track, project.requested, ceiling))

SCHEME = scheme(
    "enterprise-support-scheme",
    code="ESS",
    en="Enterprise Support Scheme",
    zh_hant="企業支援計劃",
    summary=(
        "Pays half the cost of a company's own research and development project, at most 10 million dollars.",
        "資助公司自行研發項目的一半成本，上限為1,000萬元。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2024, 1, 31),
    window=window(
        application.submitted_on,
        first="2015",
        reference="ESS_24, first paragraph",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="A company applies, of any size.",
            zh_hant="由公司申請，規模不限。",
            reference="ESS_24, eligibility list",
        ),
        condition(
            "plan",
            plans.research,
            en="It plans to carry out research and development.",
            zh_hant="申請者計劃進行研發。",
            reference="ESS_24, first paragraph",
        ),
        condition(
            "incorporated",
            company.incorporated_in_hong_kong,
            en="The applicant is incorporated in Hong Kong.",
            zh_hant="申請者在香港註冊成立。",
            reference="ESS_24, eligibility list",
        ),
        condition(
            "registered",
            company.business_registered,
            en="It holds a valid business registration.",
            zh_hant="申請者持有有效的商業登記。",
            reference="ESS_24, eligibility list",
        ),
        condition(
            "not_subvented",
            ~company.subvented,
            en="It is no subvented organisation, nor a subsidiary of one.",
            zh_hant="申請者並非受資助機構或其附屬公司。",
            reference="ESS_24, eligibility list",
        ),
        condition(
            "duration",
            project.duration_months <= longest,
            en="The project takes no longer than the scheme generally allows.",
            zh_hant="項目期不超過計劃一般所准期限。",
            reference="ESS_24, Key Features",
        ),
        condition(
            "small",
            ~small_track | (company.employees < small_employees_below),
            en="On the small companies' track it has fewer employees than the limit.",
            zh_hant="如循中小企專項途徑申請，僱員人數須少於上限。",
            reference="ESS_SME, Designated track for SMEs",
        ),
        condition(
            "small_request",
            ~small_track | (project.requested <= small_ceiling),
            en="On the small companies' track it asks for no more than the limit.",
            zh_hant="如循中小企專項途徑申請，申請額不得超過上限。",
            reference="ESS_SME, Designated track for SMEs",
        ),
    ),
    judgements=(
        judgement(
            "ess_panel",
            en="The assessment panel of independent experts supports the project.",
            zh_hant="由獨立專家組成的評審委員會支持該項目。",
            reference="ESS_24, Key Features",
        ),
    ),
    awards=(
        award(
            "grant",
            grant,
            en="Grant: half of the cost, at most the ceiling; on the small companies' track at most what is asked for.",
            zh_hant="資助額：成本的一半，以上限為限；循中小企專項途徑者以申請額為限。",
            reference="ESS_24, Key Features",
            within=(ceiling, project.total_cost * share),
            rises_with=(project.total_cost,),
        ),
    ),
    stacking=(
        combines(
            "r-and-d-cash-rebate-scheme",
            en="The company may claim the cash rebate on what it pays itself for the project.",
            zh_hant="公司可就本身承擔的項目開支申領現金回贈。",
            reference="ESS_OLD, last bullet of What is ESS",
        ),
    ),
    applying=applying(
        en="Apply to the Innovation and Technology Commission at any time; a panel of independent experts assesses the "
        "project.",
        zh_hant="可隨時向創新科技署申請，由獨立專家組成的委員會評審。",
        address="https://www.itf.gov.hk/l-eng/ESS.asp",
        reference="ESS_24, Key Features",
    ),
    known=(
        known(
            en="The project may buy by quotation up to 1.36 million dollars; if it was first submitted before 31 January 2024, up to 1.4 million.",
            zh_hant="項目可以報價方式採購，以136萬元為限；首次提交日期在2024年1月31日之前者，以140萬元為限。",
            reference="ESS_24, 31 January 2024 notice",
        ),
        known(
            en="The company owns the intellectual property and pays nothing back.",
            zh_hant="知識產權歸公司所有，無須償還資助。",
            reference="ESS_24, Key Features",
        ),
        known(
            en="It pays for no general operations, expansion or financing.",
            zh_hant="不資助一般營運、擴充或融資。",
            reference="ESS_FAQ, Q4",
        ),
    ),
    gaps=(
        gap(
            en="The five documents give no figure for the scheme; all come from public pages.",
            zh_hant="五份文件均沒有載列計劃的數字，數字全部來自公開網頁。",
        ),
        gap(
            en="Since when the track for small and medium companies exists was not found.",
            zh_hant="未找到中小企專項途徑的推出日期。",
        ),
        gap(
            en="The weights of the five heads of assessment were not found.",
            zh_hant="未找到五項評審準則的比重。",
        ),
        gap(
            en="That the cash rebate may be had beside it stands on an older page only.",
            zh_hant="可同時申領現金回贈之說只見於較舊的網頁。",
        ),
    ),
)
