"""New Industrialisation Funding Scheme: a share of the cost of a smart production line.

Until October 2023 the Re-industrialisation Funding Scheme. Run by the Innovation and Technology
Commission. The day of submission selects the values.
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
    judgement,
    known,
    least,
    parameter,
    scheme,
    window,
)

# 1  One-third of the cost, at most the ceiling.
share = parameter(
    "share",
    "times",
    en="Government's share of the cost",
    zh_hant="政府承擔的成本比例",
    event=application.submitted_on,
    values={
        "2020-07-27": (Fraction(1, 3), "yearbook-2024, New Industrialisation, line 143"),
    },
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a project may receive",
    zh_hant="每個項目最高資助額",
    event=application.submitted_on,
    values={"2020-07-27": (15_000_000, "yearbook-2024, New Industrialisation, line 143")},
)
longest = parameter(
    "longest",
    "months",
    en="Longest project, normally",
    zh_hant="項目一般最長期限",
    event=application.submitted_on,
    values={"2020-07-27": (24, "NIFS_SME, Funding Amount and Duration")},
)

# 2  Several projects at a time, up to a total. The factsheet dates both to January 2024; the press
#    names the day. Before it nobody says how many a company could run.
projects_at_a_time = parameter(
    "projects_at_a_time",
    "projects",
    en="Projects that an enterprise may run at a time",
    zh_hant="企業可同時進行的項目數目",
    event=application.submitted_on,
    values={
        "2024-01-08": (
            3,
            "factsheet-2025, lines 625-633; the day: NIFS_HKB, paragraph 3",
            "medium",
        ),
    },
)
total_ceiling = parameter(
    "total_ceiling",
    HKD,
    en="Most an enterprise may receive for its running projects",
    zh_hant="企業進行中項目合計最高資助額",
    event=application.submitted_on,
    values={
        "2024-01-08": (
            45_000_000,
            "factsheet-2025, lines 630-633; the day: NIFS_HKB, paragraph 3",
            "medium",
        ),
    },
)

first_project = history.nifs_running_projects.equals(0)
grant = least(project.total_cost * share, ceiling)

SCHEME = scheme(
    "new-industrialisation-funding-scheme",
    code="NIFS",
    en="New Industrialisation Funding Scheme",
    zh_hant="新型工業化資助計劃",
    summary=(
        "Pays one-third of the cost of a smart production line in Hong Kong, at most 15 million dollars.",
        "資助在香港設立智能生產線成本的三分之一，上限為1,500萬元。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 7, 30),
    window=window(application.submitted_on, first="2020-07-27", reference="NIFS_20, paragraph 4"),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="A company applies.",
            zh_hant="由公司申請。",
            reference="NIFS_SME, Eligibility",
        ),
        condition(
            "plan",
            plans.production_line,
            en="It plans to set up production in Hong Kong.",
            zh_hant="申請者計劃在香港設立生產設施。",
            reference="NIFS_SME, Funding Scope",
        ),
        condition(
            "incorporated",
            company.incorporated_in_hong_kong,
            en="The applicant is incorporated in Hong Kong.",
            zh_hant="申請者在香港註冊成立。",
            reference="NIFS_SME, Eligibility",
        ),
        condition(
            "smart",
            project.smart_production_line,
            en="The project sets up a new smart production line in Hong Kong.",
            zh_hant="項目在香港設立新的智能生產線。",
            reference="NIFS_SME, Funding Scope",
        ),
        condition(
            "duration",
            project.duration_months <= longest,
            en="The project takes no longer than the scheme normally allows.",
            zh_hant="項目期不超過計劃一般所准期限。",
            reference="NIFS_SME, Funding Amount and Duration",
        ),
        condition(
            "projects",
            first_project | (history.nifs_running_projects < projects_at_a_time),
            en="The applicant runs no other project, or fewer than the scheme allows at a time.",
            zh_hant="申請者沒有其他進行中的項目，或其數目少於計劃所准。",
            reference="factsheet-2025, lines 625-633",
        ),
        condition(
            "total",
            first_project | (history.nifs_running_funding + grant <= total_ceiling),
            en="The grants of its running projects and this one stay within the total.",
            zh_hant="進行中項目與本項目的資助合計不超過總上限。",
            reference="factsheet-2025, lines 630-633",
        ),
    ),
    judgements=(
        judgement(
            "nifs_vetting",
            en="The Vetting Committee supports the project.",
            zh_hant="評審委員會支持該項目。",
            reference="legco-2023, Annex 1 (2) item 6",
        ),
    ),
    awards=(
        award(
            "grant",
            grant,
            en="Grant: the Government's share of the cost, at most the ceiling.",
            zh_hant="資助額：按政府比例承擔成本，以上限為限。",
            reference="yearbook-2024, New Industrialisation, line 143",
            within=(ceiling, project.total_cost * share),
            rises_with=(project.total_cost,),
        ),
    ),
    applying=applying(
        en="Apply to the Innovation and Technology Commission at any time; the Vetting Committee assesses the project.",
        zh_hant="可隨時向創新科技署申請，由評審委員會評審。",
        address="https://www.itf.gov.hk",
        reference="NIFS_SME, Eligibility",
    ),
    known=(
        known(
            en="From July 2020 until October 2023 it was called the Re-industrialisation Funding Scheme.",
            zh_hant="計劃由2020年7月至2023年10月稱為再工業化資助計劃。",
            reference="legco-2023, Annex 1 (2), line 159",
        ),
        known(
            en="The grant is paid when the project is completed.",
            zh_hant="資助在項目完成後發放。",
            reference="NIFS_20, paragraph 4",
        ),
        known(
            en="A line is smart when all or a significant portion of it meets the criteria of smart manufacturing, "
            "such as the internet of things, real-time data, analytics, artificial intelligence, automation and "
            "robotics, sensors and actuators.",
            zh_hant="整條或大部分生產線符合智能製造的準則，例如應用物聯網、實時數據、數據分析、人工智能、"
            "自動化及機械人、感測器及致動器等，方屬智能生產線。",
            reference="NIFS_SME, Funding Scope; NIFS_FIOT, smart manufacturing criteria",
        ),
        known(
            en="Since June 2025 applications for at most 2.8 million dollars take a streamlined procedure.",
            zh_hant="自2025年6月起，申請資助額不超過280萬元的項目採用簡化程序。",
            reference="NIFS_LCQ, question preamble",
        ),
        known(
            en="A line that already runs may fit the Manufacturing and Production Line Upgrade Support Pilot Scheme, "
            "open since 18 November 2025: one dollar for two, at most 250,000 dollars a company.",
            zh_hant="已投產的生產線可考慮2025年11月18日推出的製造及生產線升級支援先導計劃："
            "以一對二方式配對，每間公司上限25萬元。",
            reference="NIAS_O25, paragraph 3",
        ),
    ),
    gaps=(
        gap(
            en="Whether a grant above what is left of the total is cut or refused is not stated; here it is refused.",
            zh_hant="資助額超出餘額時會削減抑或拒絕，文件沒有說明；此處視為拒絕。",
        ),
        gap(
            en="Whether the total of 45 million dollars holds for running projects or for life is not said in so many "
            "words; “at any one time” supports running projects, and so it is read here.",
            zh_hant="4,500萬元總上限適用於進行中項目抑或累計計算，文件沒有明言；「同一時間」一詞支持前者，此處照此理解。",
        ),
        gap(
            en="How many projects a company could run at a time before 8 January 2024 is not known: a page of 2020 "
            "names no limit, the announcement of 2023 suggests one.",
            zh_hant="2024年1月8日前可同時進行多少個項目並不清楚：2020年的網頁沒有提及上限，2023年的公布則似乎只准一個。",
        ),
        gap(
            en="The line must stay in Hong Kong for some time; how long was not found.",
            zh_hant="生產線須留港一段時間，但未找到具體年期。",
        ),
    ),
)
