"""Mainland-Hong Kong Joint Funding Scheme: research run jointly on both sides, in calls with themes.

Run by the Innovation and Technology Commission and the Ministry of Science and Technology since April
2019. The day of submission selects the values, which were first seen in 2022. No amount is stated.
"""

from technopole.hong_kong.questions import applicant, application, plans, project
from technopole.rules.language import (
    Fraction,
    applying,
    calls,
    condition,
    date,
    gap,
    judgement,
    known,
    parameter,
    scheme,
    window,
)

# 1  What industry pays, by the form of the project.
platform_share = parameter(
    "platform_share",
    "times",
    en="Least share of a platform project that industry pays",
    zh_hant="業界贊助平台項目的最低比例",
    event=application.submitted_on,
    values={"<=2022": (Fraction(1, 10), "MHK_SMU, Key Features", "medium")},
)
collaborative_share = parameter(
    "collaborative_share",
    "times",
    en="Least share of a collaborative project that industry pays",
    zh_hant="業界承擔合作項目成本的最低比例",
    event=application.submitted_on,
    values={"<=2022": (Fraction(1, 2), "MHK_SMU, Key Features", "medium")},
)

# 2  How long it may take.
longest = parameter(
    "longest",
    "months",
    en="Longest project",
    zh_hant="項目最長期限",
    event=application.submitted_on,
    values={"<=2022": (24, "MHK_SMU, Key Features", "medium")},
)

# 3  The calls that the sources name; those of 2021 and 2023, if there were any, they don't.
call = calls(
    application.submitted_on,
    ("2019-04-24", "2019-06-12", "MHK_N19, body"),
    ("2020-04-24", "2020-06-15", "MHK_N20, body"),
    ("2022-05-10", "2022-06-30", "MHK_22, body"),
    ("2024-05-13", "2024-07-02", "MHK_ITF, Application"),
    every=False,
)

platform = project.research_form.is_in("platform")
collaborative = project.research_form.is_in("collaborative")
industry = project.industry_contribution

SCHEME = scheme(
    "mainland-hong-kong-joint-funding-scheme",
    code="MHKJFS",
    en="Mainland-Hong Kong Joint Funding Scheme",
    zh_hant="內地與香港聯合資助計劃",
    summary=(
        "Pays for research that Hong Kong's public bodies run jointly with partners in the Mainland.",
        "資助本港公營科研機構與內地夥伴共同進行的研發項目。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2024, 7, 2),
    window=window(
        application.submitted_on,
        first="2019-04-24",
        reference="MHK_N19, body",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("university", "research-centre"),
            en="A public research body applies.",
            zh_hant="由公營科研機構申請。",
            reference="MHK_SMU, Key Features",
        ),
        condition(
            "plan",
            plans.research,
            en="It plans to carry out research and development.",
            zh_hant="申請者計劃進行研發。",
            reference="blueprint-2022, Strategy (7) Target 03 Rec. (2), lines 937-939",
        ),
        condition(
            "call", call.test, en=call.says.en, zh_hant=call.says.zh_hant, reference=call.reference
        ),
        condition(
            "lead",
            project.lead_body.is_in("rd-centre", "designated-institute"),
            en="An R&D Centre or a designated local public research institute leads.",
            zh_hant="由研發中心或指定本地公營科研機構牽頭。",
            reference="MHK_SMU, Key Features",
        ),
        condition(
            "partner",
            project.mainland_partner,
            en="It has a partner in the Mainland.",
            zh_hant="有內地合作夥伴。",
            reference="MHK_SMU, Key Features",
        ),
        condition(
            "both_sides",
            application.submitted_to_both_sides,
            en="The project is put to the Commission and to the Ministry within the same call.",
            zh_hant="項目在同一申請期內向創新科技署及科學技術部提交。",
            reference="MHK_ITF, Application",
        ),
        condition(
            "both_places",
            project.research_in_both_places,
            en="The research is done in both places.",
            zh_hant="研發在兩地進行。",
            reference="blueprint-2022, Strategy (7) Target 03 Rec. (2), lines 937-939",
        ),
        condition(
            "theme",
            project.announced_theme,
            en="It falls under a theme of the call.",
            zh_hant="屬該申請期的主題。",
            reference="MHK_ITF, Application",
        ),
        condition(
            "form",
            project.research_form.is_in("platform", "collaborative"),
            en="It is a platform or a collaborative project.",
            zh_hant="屬平台或合作項目。",
            reference="MHK_SMU, Key Features",
        ),
        condition(
            "platform_share",
            ~platform | (industry >= project.total_cost * platform_share),
            en="Industry pays a tenth of a platform project or more.",
            zh_hant="業界贊助平台項目成本的一成或以上。",
            reference="MHK_SMU, Key Features",
        ),
        condition(
            "collaborative_share",
            ~collaborative | (industry >= project.total_cost * collaborative_share),
            en="Industry pays half of a collaborative project or more.",
            zh_hant="業界承擔合作項目成本的一半或以上。",
            reference="MHK_SMU, Key Features",
        ),
        condition(
            "duration",
            project.duration_months <= longest,
            en="The project takes no longer than the scheme allows.",
            zh_hant="項目期不超過計劃所准期限。",
            reference="MHK_SMU, Key Features",
        ),
    ),
    judgements=(
        judgement(
            "mhkjfs_vetting",
            en="Both sides support the project.",
            zh_hant="雙方均支持該項目。",
            reference="MHK_ITF, Application",
        ),
    ),
    applying=applying(
        en="Within a call the research body applies to the Innovation and Technology Commission and its partner to the "
        "Ministry of Science and Technology; a project put to one side only is rejected.",
        zh_hant="科研機構須於申請期內向創新科技署申請，內地夥伴則向科學技術部申請；只向一方提交者不獲受理。",
        address="https://www.itf.gov.hk/en/funding-programmes/supporting-research/mhkjfs/",
        reference="MHK_ITF, Application",
    ),
    known=(
        known(
            en="Each side funds and monitors its own applicant.",
            zh_hant="雙方各自資助及監察其申請者。",
            reference="MHK_ITF, Application",
        ),
        known(
            en="Themes of 2024: biotechnology (drugs for chronic diseases); artificial intelligence (security, "
            "brain-inspired, smart healthcare, smart city); sustainability engineering.",
            zh_hant="2024年主題：生物科技（慢性疾病藥物）；人工智能（安全、類腦、智慧醫療、智慧城市）；可持續發展工程。",
            reference="MHK_ITF, Application",
        ),
        known(
            en="18 projects had been approved for 31.3 million dollars by July 2021.",
            zh_hant="截至2021年7月共批出18個項目，涉款3,130萬元。",
            reference="legco-2021, Annex (3), lines 799-803",
        ),
    ),
    gaps=(
        gap(
            en="No amount or ceiling was found, so none is computed.",
            zh_hant="未找到資助額或上限，故不作計算。",
        ),
        gap(
            en="Themes change with every call; only those of 2024 are in the sources.",
            zh_hant="主題每期不同，來源只載有2024年的主題。",
        ),
        gap(
            en="Only the calls of 2019, 2020, 2022 and 2024 are in the sources; on other days it is not known whether one "
            "is open.",
            zh_hant="來源只載有2019、2020、2022及2024年的申請期；其他日子是否接受申請並不清楚。",
        ),
    ),
)
