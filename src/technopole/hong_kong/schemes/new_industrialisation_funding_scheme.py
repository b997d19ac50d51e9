"""New Industrialisation Funding Scheme: a share of the cost of a smart production line.

Until 2023 the Re-industrialisation Funding Scheme. Run by the Innovation and Technology Commission.
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
    values={"<=2024-12-31": (Fraction(1, 3), "yearbook-2024, New Industrialisation, line 143")},
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a project may receive",
    zh_hant="每個項目最高資助額",
    event=application.submitted_on,
    values={"<=2024-12-31": (15_000_000, "yearbook-2024, New Industrialisation, line 143")},
)

# 2  Several projects at a time, up to a total.
projects_at_a_time = parameter(
    "projects_at_a_time",
    "projects",
    en="Projects that an enterprise may run at a time",
    zh_hant="企業可同時進行的項目數目",
    event=application.submitted_on,
    values={"2024-01": (3, "factsheet-2025, lines 625-633")},
)
total_ceiling = parameter(
    "total_ceiling",
    HKD,
    en="Most an enterprise may receive for its running projects",
    zh_hant="企業進行中項目合計最高資助額",
    event=application.submitted_on,
    values={"2024-01": (45_000_000, "factsheet-2025, lines 630-633")},
)
longest = parameter(
    "longest",
    "months",
    en="Longest project",
    zh_hant="項目最長期限",
    event=application.submitted_on,
    values={"<=2024-12-31": (24, "NIFS_SME, Funding Amount and Duration", "medium")},
)

grant = least(project.total_cost * share, ceiling)

SCHEME = scheme(
    "new-industrialisation-funding-scheme",
    code="NIFS",
    en="New Industrialisation Funding Scheme",
    zh_hant="新型工業化資助計劃",
    summary=(
        "Pays one-third of the cost of a smart production line in Hong Kong.",
        "資助在香港設立智能生產線成本的三分之一。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 12, 31),
    window=window(application.submitted_on, first="2020-07", reference="legco-2021, Annex 1"),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="A company applies.",
            zh_hant="由公司申請。",
            reference="NIFS_SME, Eligibility",
        ),
        condition(
            "production_line",
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
            en="The project takes no longer than the scheme allows.",
            zh_hant="項目期不超過計劃所准期限。",
            reference="NIFS_SME, Funding Amount and Duration",
        ),
        condition(
            "projects",
            history.nifs_running_projects < projects_at_a_time,
            en="The applicant runs fewer projects than the scheme allows at a time.",
            zh_hant="申請者進行中的項目少於計劃所准數目。",
            reference="factsheet-2025, lines 625-633",
        ),
        condition(
            "total",
            history.nifs_running_funding + grant <= total_ceiling,
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
        en="Apply to the Innovation and Technology Commission at any time; the Vetting Committee decides.",
        zh_hant="可隨時向創新科技署申請，由評審委員會審批。",
        address="https://www.itf.gov.hk",
        reference="NIFS_SME, Application",
    ),
    gaps=(
        gap(
            en="Whether a grant above what is left of the total is cut or refused is not stated; here it is refused.",
            zh_hant="資助額超出餘額時會削減抑或拒絕，文件沒有說明；此處視為拒絕。",
        ),
    ),
)
