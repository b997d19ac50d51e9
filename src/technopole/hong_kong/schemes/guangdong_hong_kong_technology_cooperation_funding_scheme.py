"""Guangdong-Hong Kong Technology Cooperation Funding Scheme: research shared with Guangdong or Shenzhen.

Run by the Innovation and Technology Commission with the Department of Science and Technology of
Guangdong and the Science, Technology and Innovation Bureau of Shenzhen. The day of submission
selects the values, which were first seen in 2020. No amount is stated: the cost decides.
"""

from technopole.hong_kong.questions import applicant, application, plans, project
from technopole.rules.language import (
    Fraction,
    applying,
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
    values={"<=2020": (Fraction(1, 10), "TCFS_IHK, platform paragraph")},
)
collaborative_share = parameter(
    "collaborative_share",
    "times",
    en="Least share of a collaborative project that industry pays",
    zh_hant="業界承擔合作項目成本的最低比例",
    event=application.submitted_on,
    values={"<=2020": (Fraction(1, 2), "TCFS_IHK, collaborative paragraph")},
)

# 2  How long it may take.
longest = parameter(
    "longest",
    "months",
    en="Longest project",
    zh_hant="項目最長期限",
    event=application.submitted_on,
    values={"<=2020": (24, "TCFS_HSU, Key Features 1")},
)

platform = project.research_form.is_in("platform")
collaborative = project.research_form.is_in("collaborative")
both_pay = project.cooperation_category.is_in("guangdong-and-hong-kong", "shenzhen-and-hong-kong")
industry = project.industry_contribution

SCHEME = scheme(
    "guangdong-hong-kong-technology-cooperation-funding-scheme",
    code="TCFS",
    en="Guangdong-Hong Kong Technology Cooperation Funding Scheme",
    zh_hant="粵港科技合作資助計劃",
    summary=(
        "Pays for research projects of Hong Kong's public bodies shared with Guangdong or Shenzhen.",
        "資助本港公營科研機構與廣東或深圳合作的研發項目。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2020, 12, 31),
    window=window(
        application.submitted_on,
        first="2004-09",
        reference="TCFS_IHK, first paragraph",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company", "university", "research-centre"),
            en="A public research body applies, for a collaborative project together with a company.",
            zh_hant="由公營科研機構申請；合作項目須與公司一同申請。",
            reference="TCFS_IHK, first paragraph",
        ),
        condition(
            "plan",
            plans.research,
            en="The applicant plans to carry out research and development.",
            zh_hant="申請者計劃進行研發。",
            reference="factsheet-2025, I&T co-operation with the Mainland, lines 383-391",
        ),
        condition(
            "lead",
            project.lead_body.is_in("rd-centre", "designated-institute"),
            en="An R&D Centre or a designated local public research institute leads.",
            zh_hant="由研發中心或指定本地公營科研機構牽頭。",
            reference="TCFS_IHK, first paragraph",
        ),
        condition(
            "cooperation",
            ~project.cooperation_category.is_in("none"),
            en="The research is shared between Hong Kong and Guangdong or Shenzhen.",
            zh_hant="研發由香港與廣東或深圳合作進行。",
            reference="factsheet-2025, I&T co-operation with the Mainland, lines 383-391",
        ),
        condition(
            "form",
            project.research_form.is_in("platform", "collaborative"),
            en="It is a platform or a collaborative project.",
            zh_hant="屬平台或合作項目。",
            reference="TCFS_IHK, platform paragraph",
        ),
        condition(
            "platform_share",
            ~platform | (industry >= project.total_cost * platform_share),
            en="Industry pays a tenth of a platform project or more.",
            zh_hant="業界贊助平台項目成本的一成或以上。",
            reference="TCFS_IHK, platform paragraph",
        ),
        condition(
            "collaborative_share",
            ~collaborative | (industry >= project.total_cost * collaborative_share),
            en="Industry pays half of a collaborative project or more.",
            zh_hant="業界承擔合作項目成本的一半或以上。",
            reference="TCFS_IHK, collaborative paragraph",
        ),
        condition(
            "duration",
            project.duration_months <= longest,
            en="The project takes no longer than the scheme allows.",
            zh_hant="項目期不超過計劃所准期限。",
            reference="TCFS_HSU, Key Features 1",
        ),
        condition(
            "both_sides",
            ~both_pay | application.submitted_to_both_sides,
            en="A project that both sides pay for is put to both at the same time.",
            zh_hant="由雙方資助的項目須同時向雙方提交。",
            reference="TCFS_HSU, Key Features 2",
        ),
        condition(
            "both_places",
            ~both_pay | project.research_in_both_places,
            en="The research of a project that both sides pay for is done in both places.",
            zh_hant="由雙方資助的項目須在兩地進行研發。",
            reference="TCFS_HSU, Key Features 2",
        ),
        condition(
            "theme",
            ~both_pay | project.announced_theme,
            en="A project that both sides pay for falls under an announced theme.",
            zh_hant="由雙方資助的項目須屬已公布的主題。",
            reference="TCFS_HSU, Key Features 2",
        ),
    ),
    judgements=(
        judgement(
            "tcfs_vetting",
            en="The side or sides that pay support the project.",
            zh_hant="出資的一方或雙方支持該項目。",
            reference="TCFS_HSU, Key Features 2",
        ),
    ),
    applying=applying(
        en="Apply within the yearly call with its themes: to the Innovation and Technology Commission, and for a project "
        "that both sides pay for also to the authorities in Guangdong or Shenzhen, or it is rejected.",
        zh_hant="須於每年公布主題的申請期內向創新科技署申請；由雙方資助的項目須同時向廣東或深圳當局提交，否則不獲受理。",
        reference="TCFS_HSU, Key Features 2",
    ),
    known=(
        known(
            en="Hong Kong pays for category A, Guangdong or Shenzhen for B, Guangdong and Hong Kong for C1, Shenzhen and "
            "Hong Kong for C2; each monitors its own part.",
            zh_hant="A類由香港資助，B類由廣東或深圳資助，C1類由粵港雙方資助，C2類由深港雙方資助；各自監察其部分。",
            reference="TCFS_HSU, Key Features 2",
        ),
        known(
            en="In 2021 a project of more than 50 million dollars needed the Finance Committee's approval.",
            zh_hant="2021年，逾5,000萬元的項目須經財務委員會批准。",
            reference="TCFS_UST, Funding Limit",
        ),
        known(
            en="Over 410 projects had been approved for 1.09 billion dollars by November 2024.",
            zh_hant="截至2024年11月共批出逾410個項目，涉款10.9億元。",
            reference="factsheet-2025, I&T co-operation with the Mainland, lines 383-391",
        ),
    ),
    gaps=(
        gap(
            en="No amount or ceiling is stated, so none is computed.",
            zh_hant="文件沒有載明資助額或上限，故不作計算。",
        ),
        gap(
            en="The page asks industry for half of a collaborative project for it to own the intellectual property; here "
            "half is a condition. An old page speaks of 30 percent for R&D Centres, too weak a source to decide by.",
            zh_hant="網頁指業界須承擔合作項目的一半方可擁有知識產權；此處視為申請條件。有舊網頁指研發中心項目只需三成，來源不足為據。",
        ),
        gap(
            en="The paper of 2021 says that projects are supported since 2007, other pages that the scheme began in "
            "September 2004; their counts of projects can't be one series.",
            zh_hant="2021年文件指自2007年起資助項目，其他網頁則指計劃於2004年9月推出；兩者的項目數目不屬同一系列。",
        ),
        gap(
            en="The days of the yearly calls and their themes are not in the sources: a project that fits here fits while "
            "a call is open.",
            zh_hant="來源未載每年申請期的日期及主題：此處符合者仍須於申請期內申請。",
        ),
    ),
)
