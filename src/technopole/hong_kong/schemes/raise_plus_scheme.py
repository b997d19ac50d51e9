"""Research, Academic and Industry Sectors One-plus (RAISe+) Scheme: university research becomes a business.

Run by the Innovation and Technology Commission. Universities apply for their teams, in calls; the day
of submission selects the values. A project has two stages, or the second only.
"""

from technopole.hong_kong.questions import (
    applicant,
    application,
    plans,
    project,
    stages,
    university,
)
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
    term,
)

# A project that begins at the second stage has nothing in the first: the vocabulary's rules of
# consistency see to that, so that no formula need ask.

# 1  How much in all, and for how many teams.
least_grant = parameter(
    "least_grant",
    HKD,
    en="Least that a project may receive",
    zh_hant="每個項目最低資助額",
    event=application.submitted_on,
    values={"2023-10-18": (10_000_000, "factsheet-2025, lines 599-606")},
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most that a project may receive",
    zh_hant="每個項目最高資助額",
    event=application.submitted_on,
    values={"2023-10-18": (100_000_000, "factsheet-2025, lines 599-606")},
)
most_applications = parameter(
    "most_applications",
    "count",
    en="Applications that a university may make in a call",
    zh_hant="每所大學每期可提交的申請數目",
    event=application.submitted_on,
    values={"2023-10-18": (15, "RAISE_ITF, Application")},
)

# 2  The first stage: up to two dollars for each from industry and the university, half of it in kind.
first_matching = parameter(
    "first_matching",
    "times",
    ratio=True,
    en="Government's dollars for each dollar of industry and the university, first stage",
    zh_hant="第一階段政府與業界及大學的配對倍數",
    event=application.submitted_on,
    values={"2023-10-18": (2, "RAISE_ITF, Key Features")},
)
in_kind_share = parameter(
    "in_kind_share",
    "times",
    en="Share of industry's and the university's contribution that may be in kind",
    zh_hant="業界及大學出資中可為實物的比例",
    event=application.submitted_on,
    values={"2023-10-18": (Fraction(1, 2), "RAISE_O24, scheme bullets")},
)
longest_first = parameter(
    "longest_first",
    "months",
    en="Longest first stage, about",
    zh_hant="第一階段最長期限（約）",
    event=application.submitted_on,
    values={"2023-10-18": (36, "RAISE_ITF, Key Features")},
)

# 3  The second stage: one dollar for each from industry.
second_matching = parameter(
    "second_matching",
    "times",
    ratio=True,
    en="Government's dollars for each dollar of industry, second stage",
    zh_hant="第二階段政府與業界的配對倍數",
    event=application.submitted_on,
    values={"2023-10-18": (1, "RAISE_ITF, Key Features")},
)
longest_second_only = parameter(
    "longest_second_only",
    "months",
    en="Longest project that begins at the second stage",
    zh_hant="直接由第二階段開始的項目最長期限",
    event=application.submitted_on,
    values={"2023-10-18": (36, "RAISE_ITF, Key Features")},
)
longest = parameter(
    "longest",
    "months",
    en="Longest project of two stages",
    zh_hant="兩階段項目最長期限",
    event=application.submitted_on,
    values={"2023-10-18": (60, "RAISE_O24, scheme bullets")},
)

# 4  The team keeps most of what its intellectual property brings.
team_share = parameter(
    "team_share",
    "percent",
    en="Least share of the intellectual property's benefits for the team",
    zh_hant="研發團隊最少可獲的知識產權利益比例",
    event=application.submitted_on,
    values={"2023-10-18": (70, "RAISE_ITF, Key Features")},
)

second_only = stages.begins_at_second
contributed = stages.first_from_industry + stages.first_from_university
asked = stages.first_from_government + stages.second_from_government
first_grant = least(stages.first_from_government, contributed * first_matching)
second_grant = least(stages.second_from_government, stages.second_from_industry * second_matching)

SCHEME = scheme(
    "raise-plus-scheme",
    code="RAISE",
    en="Research, Academic and Industry Sectors One-plus (RAISe+) Scheme",
    zh_hant="「產學研1+計劃」",
    summary=(
        "Matches 10 to 100 million dollars for a university team that turns its research into a business.",
        "以配對方式資助大學團隊將研發成果轉化及商品化，每個項目1,000萬至1億元。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 10, 31),
    window=calls(
        application.submitted_on,
        ("2023-10-18", "2023-11-30", "RAISE_ITF, Application (2023 text)"),
        ("2024-09-06", "2024-10-31", "RAISE_ITF, Application (2024 text)"),
        ("2025-09-11", "2025-10-31", "RAISE_O25, Application Eligibility"),
        closed_until="2026-09-10",  # one call in 12 months, by RAISE_O25
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("university"),
            en="A university applies for its team.",
            zh_hant="由大學為其團隊申請。",
            reference="factsheet-2025, lines 601-603",
        ),
        condition(
            "plan",
            plans.commercialise_research,
            en="The team plans to turn its research results into a business.",
            zh_hant="團隊計劃將研發成果轉化為業務。",
            reference="factsheet-2025, lines 599-606",
        ),
        condition(
            "ugc_funded",
            university.funded_by_the_committee,
            en="It is one of the eight universities funded by the University Grants Committee.",
            zh_hant="屬八所教資會資助大學之一。",
            reference="factsheet-2025, lines 601-603",
        ),
        condition(
            "applications",
            university.applications_in_call <= most_applications,
            en="The university makes no more applications in the call than it may.",
            zh_hant="大學在該期的申請數目不超過上限。",
            reference="RAISE_ITF, Application",
        ),
        condition(
            "least_grant",
            asked >= least_grant,
            en="It asks for the least that the scheme grants, or more.",
            zh_hant="申請額不少於計劃的最低資助額。",
            reference="factsheet-2025, lines 599-606",
        ),
        condition(
            "most_grant",
            asked <= ceiling,
            en="It asks for the most that the scheme grants, or less.",
            zh_hant="申請額不超過計劃的最高資助額。",
            reference="factsheet-2025, lines 599-606",
        ),
        condition(
            "first_contributors",
            second_only | ((stages.first_from_industry > 0) & (stages.first_from_university > 0)),
            en="Both industry and the university contribute to the first stage, if there is one.",
            zh_hant="如有第一階段，業界及大學均須出資。",
            reference="RAISE_ITF, Key Features",
        ),
        condition(
            "first_matching",
            stages.first_from_government <= contributed * first_matching,
            en="In the first stage the Government pays at most two dollars for each from industry and the university.",
            zh_hant="在第一階段，業界及大學每出資一元，政府最多出資兩元。",
            reference="RAISE_ITF, Key Features",
        ),
        condition(
            "first_in_kind",
            stages.first_in_kind <= contributed * in_kind_share,
            en="At most half of what industry and the university contribute to the first stage is in kind.",
            zh_hant="業界及大學在第一階段的出資，實物部分不超過一半。",
            reference="RAISE_O24, scheme bullets",
        ),
        condition(
            "second_matching",
            stages.second_from_government <= stages.second_from_industry * second_matching,
            en="In the second stage the Government pays at most one dollar for each from industry.",
            zh_hant="在第二階段，業界每出資一元，政府最多出資一元。",
            reference="RAISE_ITF, Key Features",
        ),
        condition(
            "first_duration",
            stages.first_months <= longest_first,
            en="The first stage takes no longer than about three years.",
            zh_hant="第一階段不超過約三年。",
            reference="RAISE_ITF, Key Features",
        ),
        condition(
            "duration",
            project.duration_months <= choose(second_only, longest_second_only, longest),
            en="The whole project takes no longer than five years, or three if it begins at the second stage.",
            zh_hant="整個項目不超過五年；如直接由第二階段開始，則不超過三年。",
            reference="RAISE_O24, scheme bullets; RAISE_ITF, Key Features",
        ),
        condition(
            "team_share",
            stages.team_benefit_share >= team_share,
            en="The team gets at least 70 percent of the intellectual property's benefits.",
            zh_hant="研發團隊可獲不少於七成的知識產權利益。",
            reference="RAISE_ITF, Key Features",
        ),
    ),
    judgements=(
        judgement(
            "raise_reviews",
            en="The technical peer review and the business review find the project worthy.",
            zh_hant="項目通過技術同行評審及商業評審。",
            reference="RAISE_ITF, Assessment",
        ),
        judgement(
            "raise_steering_committee",
            en="The Steering Committee recommends it and the Commissioner for Innovation and Technology approves it.",
            zh_hant="督導委員會推薦項目，並獲創新科技署署長批准。",
            reference="RAISE_ITF, Assessment",
        ),
    ),
    awards=(
        award(
            "grant",
            least(first_grant + second_grant, ceiling),
            en="Grant: what is asked for both stages, each within its matching.",
            zh_hant="資助額：兩個階段所申請的款額，各以配對比例為限。",
            reference="RAISE_ITF, Key Features",
            within=(
                ceiling,
                contributed * first_matching + stages.second_from_industry * second_matching,
            ),
        ),
    ),
    applying=applying(
        en="The university applies to the Innovation and Technology Commission for its team within a call.",
        zh_hant="由大學在申請期內為團隊向創新科技署申請。",
        address="https://www.itf.gov.hk/en/funding-programmes/supporting-start-ups/raiseplus/index.html",
        reference="RAISE_ITF, Application",
    ),
    known=(
        known(
            en="The scheme has 10 billion dollars for at least 100 teams; the first 24 got over 1 billion in May 2024.",
            zh_hant="計劃撥款100億元，資助至少100個團隊；首批24個團隊於2024年5月獲資助逾10億元。",
            reference="blueprint-2022, Strategy (1) Target 02 i, line 407; factsheet-2025, lines 606-611",
        ),
        known(
            en="There is one call in twelve months; until 2024 there were to be two.",
            zh_hant="每12個月一期；2024年或以前則為兩期。",
            reference="RAISE_O25, Application Eligibility; RAISE_ITF, Application",
        ),
    ),
    gaps=(
        gap(
            en="The first stage may take “around” three years and both “around” five; how much longer is not said. "
            "Here 36 and 60 months are the limits.",
            zh_hant="第一階段「約」三年、兩階段合共「約」五年，可超出多少沒有說明；此處以36及60個月為限。",
        ),
        gap(
            en="Whether contributions in kind are limited in the second stage was not found.",
            zh_hant="未找到第二階段的實物出資是否設限。",
        ),
        gap(
            en="No rule was found on the age of a start-up that already exists.",
            zh_hant="未找到有關已成立初創企業年期的規定。",
        ),
        gap(
            en="The calls after that of autumn 2025 are not in the sources. That none opens before 11 September 2026 is "
            "read from “one call in twelve months”; look at the scheme's page for one that opens earlier.",
            zh_hant="來源未載2025年秋季以後的申請期。2026年9月11日前沒有申請期，是按「每12個月一期」推斷；"
            "如有提早開始者，請參閱計劃網頁。",
        ),
    ),
    terms=(
        university.FUNDED_BY_THE_COMMITTEE,
        term(asked, en="what is asked of the Government in all", zh_hant="向政府申請的總額"),
        term(
            contributed,
            en="what industry and the university contribute to the first stage",
            zh_hant="業界及大學在第一階段的出資總額",
        ),
    ),
)
