"""Innovation and Technology Support Programme: applied research by public bodies, platform or seed.

Run by the Innovation and Technology Commission since November 1999. R&D Centres apply at any time,
others within the yearly call. The day of submission selects the values.
"""

from technopole.hong_kong.questions import applicant, application, plans, project
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    calls,
    choose,
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

# 1  Platform projects, for a whole industry: industry pays a share, unless the Government asked for it.
sponsorship = parameter(
    "sponsorship",
    "times",
    en="Least share of a platform project that industry pays",
    zh_hant="業界贊助平台項目的最低比例",
    event=application.submitted_on,
    values={"<=2024": (Fraction(1, 10), "ITSP_ITF, FAQ")},
)
longest_platform = parameter(
    "longest_platform",
    "months",
    en="Longest platform project",
    zh_hant="平台項目最長期限",
    event=application.submitted_on,
    values={"<=2022": (24, "ITSP_SMU, Key Features", "medium")},
)

# 2  Seed projects, early and exploratory: a ceiling by who leads.
seed_ceiling_centre = parameter(
    "seed_ceiling_centre",
    HKD,
    en="Most for a seed project of an R&D Centre",
    zh_hant="研發中心種子項目最高資助額",
    event=application.submitted_on,
    values={"<=2022": (2_800_000, "ITSP_SMU, Key Features", "medium")},
)
seed_ceiling_other = parameter(
    "seed_ceiling_other",
    HKD,
    en="Most for a seed project of another body",
    zh_hant="其他機構種子項目最高資助額",
    event=application.submitted_on,
    values={"<=2022": (1_400_000, "ITSP_SMU, Key Features", "medium")},
)
longest_seed = parameter(
    "longest_seed",
    "months",
    en="Longest seed project",
    zh_hant="種子項目最長期限",
    event=application.submitted_on,
    values={"<=2022": (18, "ITSP_SMU, Key Features", "medium")},
)

call = calls(
    application.submitted_on,
    ("2024-11-25", "2025-02-28", "ITSP_ITF, Application"),
    every=False,  # the calls of earlier years are not in the sources
    closed_until="2025-03-31",  # it was the one call of the financial year 2024-25
)

centre = project.lead_body.is_in("rd-centre")
seed = project.research_form.is_in("seed")
platform = project.research_form.is_in("platform")
seed_ceiling = choose(centre, seed_ceiling_centre, seed_ceiling_other)

SCHEME = scheme(
    "innovation-and-technology-support-programme",
    code="ITSP",
    en="Innovation and Technology Support Programme (Platform and Seed)",
    zh_hant="創新及科技支援計劃（平台及種子）",
    summary=(
        "Pays for applied research by R&D Centres and designated public research institutes.",
        "資助研發中心及指定公營科研機構進行應用研究。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 2, 28),
    window=window(
        application.submitted_on,
        first="1999-11",
        reference="ITSP_ITF, first paragraph",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("university", "research-centre"),
            en="A public research body applies.",
            zh_hant="由公營科研機構申請。",
            reference="ITSP_ITF, Eligibility",
        ),
        condition(
            "plan",
            plans.research,
            en="It plans to carry out research and development.",
            zh_hant="申請者計劃進行研發。",
            reference="ITSP_ITF, first paragraph",
        ),
        condition(
            "lead",
            project.lead_body.is_in("rd-centre", "designated-institute"),
            en="An R&D Centre or a designated local public research institute leads.",
            zh_hant="由研發中心或指定本地公營科研機構牽頭。",
            reference="ITSP_ITF, Eligibility",
        ),
        condition(
            "form",
            project.research_form.is_in("platform", "seed"),
            en="It is a platform or a seed project.",
            zh_hant="屬平台或種子項目。",
            reference="ITSP_ITF, first paragraph",
        ),
        condition(
            "call",
            centre | call.test,
            en="An R&D Centre leads, or the yearly call is open; known call: 25 November 2024 to 28 February 2025.",
            zh_hant="由研發中心牽頭，或正接受該年度申請；已知申請期：2024年11月25日至2025年2月28日。",
            reference="ITSP_ITF, Application",
        ),
        condition(
            "sponsorship",
            ~platform
            | project.government_initiated
            | (project.industry_contribution >= project.total_cost * sponsorship),
            en="Industry pays a tenth of a platform project, unless a public body initiated it.",
            zh_hant="業界贊助平台項目成本的一成或以上，由公營機構發起者除外。",
            reference="ITSP_ITF, FAQ",
        ),
        condition(
            "seed_request",
            ~seed | (project.requested <= seed_ceiling),
            en="A seed project asks for no more than the ceiling of its lead.",
            zh_hant="種子項目的申請額不超過牽頭機構適用的上限。",
            reference="ITSP_SMU, Key Features",
        ),
        condition(
            "duration",
            project.duration_months <= choose(seed, longest_seed, longest_platform),
            en="The project takes no longer than its form allows.",
            zh_hant="項目期不超過該類項目所准期限。",
            reference="ITSP_SMU, Key Features",
        ),
    ),
    judgements=(
        judgement(
            "itsp_panel",
            en="The Research Projects Assessment Panel supports the project.",
            zh_hant="研究項目評審委員會支持該項目。",
            reference="ITSP_ITF, Application",
        ),
    ),
    awards=(
        award(
            "grant",
            choose(seed, least(project.requested, seed_ceiling), project.requested),
            en="Grant: what is asked for; for a seed project at most the ceiling.",
            zh_hant="資助額：申請額；種子項目以上限為限。",
            reference="ITSP_SMU, Key Features",
            within=(project.requested,),
            rises_with=(project.requested,),
        ),
    ),
    applying=applying(
        en="Apply to the Innovation and Technology Commission: R&D Centres at any time, others within the yearly call. "
        "A panel assesses the project, with an external review where needed.",
        zh_hant="向創新科技署申請：研發中心可隨時申請，其他機構須於每年申請期內申請；由委員會評審，如有需要另作外部評審。",
        address="https://www.itf.gov.hk/en/funding-programmes/supporting-research/itsp/itsp-platform-seed/index.html",
        reference="ITSP_ITF, Application",
    ),
    known=(
        known(
            en="The intellectual property belongs to the lead applicant. A seed project needs no sponsor.",
            zh_hant="知識產權歸主要申請者所有。種子項目無須業界贊助。",
            reference="ITSP_ITF, FAQ",
        ),
    ),
    gaps=(
        gap(
            en="The ceilings of seed projects come from a page that promotes investment; the Fund's own page was cut off "
            "before them.",
            zh_hant="種子項目的上限來自投資推廣網頁；基金網頁的文字在此之前中斷。",
        ),
        gap(
            en="No ceiling for platform projects was found.",
            zh_hant="未找到平台項目的資助上限。",
        ),
        gap(
            en="Only the call of 2024-25 is in the sources.",
            zh_hant="來源只載有2024-25年度的申請期。",
        ),
    ),
)
