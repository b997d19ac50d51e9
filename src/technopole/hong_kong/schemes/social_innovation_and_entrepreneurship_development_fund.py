"""Social Innovation and Entrepreneurship Development Fund: money for ventures against poverty and
exclusion, and Smart Silver, digital training for older people.

Run by the Innovation, Technology and Industry Bureau through intermediaries. The terms for ventures
are those of one intermediary, the Hong Kong Council of Social Service.
"""

from technopole.hong_kong.questions import applicant, application, person, plans, project
from technopole.rules.language import (
    HKD,
    applying,
    award,
    choose,
    condition,
    date,
    gap,
    judgement,
    known,
    parameter,
    scheme,
    window,
)

# 1  A prototype: a small sum without a match, for the cohorts of 2023. What followed is not known.
prototype_most = parameter(
    "prototype_most",
    HKD,
    en="Most for a prototype",
    zh_hant="原型階段最高資助額",
    event=application.submitted_on,
    values={"2023-04": (300_000, "SIE_T, table B", "medium")},
)
prototype_cohorts = parameter(
    "prototype_cohorts",
    "boolean",
    en="A cohort of prototypes is taken",
    zh_hant="正招募原型階段項目",
    no=("no cohort of prototypes is taken", "沒有招募原型階段項目"),
    event=application.submitted_on,
    values={"2023-04..2023-08": (True, "SIE_T, table B", "medium")},
)
prototype_shortest = parameter(
    "prototype_shortest",
    "months",
    en="Shortest prototype project",
    zh_hant="原型階段項目最短月數",
    event=application.submitted_on,
    values={"2023-04": (12, "SIE_T, table B", "medium")},
)
prototype_longest = parameter(
    "prototype_longest",
    "months",
    en="Longest prototype project",
    zh_hant="原型階段項目最長月數",
    event=application.submitted_on,
    values={"2023-04": (18, "SIE_T, table B", "medium")},
)

# 2  Above that the Fund gives a multiple of what the venture finds elsewhere.
middle_band_until = parameter(
    "middle_band_until",
    HKD,
    en="Sum up to which the lower match is enough",
    zh_hant="適用較低配對要求的款額上限",
    event=application.submitted_on,
    values={"2023": (900_000, "SIE_T, table A", "medium")},
)
middle_match = parameter(
    "middle_match",
    "times",
    ratio=True,
    en="Dollars of the Fund to a dollar of match, up to that sum",
    zh_hant="該款額或以下，每元配對資金可獲基金元數",
    event=application.submitted_on,
    values={"2023": (2, "SIE_T, table A", "medium")},
)
upper_match = parameter(
    "upper_match",
    "times",
    ratio=True,
    en="Dollars of the Fund to a dollar of match, above that sum",
    zh_hant="超出該款額時，每元配對資金可獲基金元數",
    event=application.submitted_on,
    values={"2023": (1, "SIE_T, table A", "medium")},
)

# 3  Smart Silver.
smart_silver = parameter(
    "smart_silver",
    "boolean",
    en="Smart Silver is given",
    zh_hant="Smart Silver計劃正在推行",
    no=("Smart Silver is not given", "Smart Silver計劃沒有推行"),
    event=application.submitted_on,
    values={
        "1990-01-01": (False, "yearbook-2024, line 171"),
        "2024-12": (True, "yearbook-2024, line 171"),
    },
)
smart_silver_age = parameter(
    "smart_silver_age",
    "years_of_age",
    en="Lowest age for Smart Silver",
    zh_hant="Smart Silver計劃最低年齡",
    event=application.submitted_on,
    values={"2024-12": (60, "yearbook-2024, line 171")},
)

elder = applicant.kind.is_in("person")
venture = ~elder
prototype = project.requested <= prototype_most
matched = choose(
    project.requested <= middle_band_until,
    project.requested <= project.matching_funds * middle_match,
    project.requested <= project.matching_funds * upper_match,
)

SCHEME = scheme(
    "social-innovation-and-entrepreneurship-development-fund",
    code="SIE",
    en="Social Innovation and Entrepreneurship Development Fund",
    zh_hant="社會創新及創業發展基金",
    summary=(
        "Funds ventures that ease poverty and exclusion, and digital training for people of 60 or more.",
        "資助紓解貧窮及社會排斥的創業項目，並為60歲或以上人士提供數碼培訓。",
    ),
    run_by="innovation-technology-and-industry-bureau",
    confirmed=date(2024, 12, 31),
    window=window(application.submitted_on, first="2013", reference="yearbook-2024, line 171"),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company", "non-profit", "person"),
            en="A social start-up applies; for Smart Silver an older person does.",
            zh_hant="由社會創業團隊申請；Smart Silver計劃則由長者參加。",
            reference="yearbook-2024, line 171",
        ),
        condition(
            "plan",
            choose(elder, plans.learn_digital_skills, plans.social_venture),
            en="A start-up plans a social venture; an older person wants to learn digital skills.",
            zh_hant="創業團隊計劃開展社會創業項目；長者希望學習數碼技能。",
            reference="yearbook-2024, line 171",
        ),
        condition(
            "smart_silver",
            ~elder | smart_silver,
            en="Smart Silver is given, since December 2024.",
            zh_hant="Smart Silver計劃自2024年12月起推行。",
            reference="yearbook-2024, line 171",
        ),
        condition(
            "age",
            ~elder | (person.age >= smart_silver_age),
            en="For Smart Silver, the person is old enough.",
            zh_hant="參加Smart Silver計劃的人士已達最低年齡。",
            reference="yearbook-2024, line 171",
        ),
        condition(
            "prototype",
            ~(venture & prototype) | prototype_cohorts,
            en="A prototype is asked for while a cohort is taken.",
            zh_hant="原型階段項目於招募期內申請。",
            reference="SIE_T, table B",
        ),
        condition(
            "prototype_duration",
            ~(venture & prototype)
            | (
                (project.duration_months >= prototype_shortest)
                & (project.duration_months <= prototype_longest)
            ),
            en="A prototype takes no less and no more months than it may.",
            zh_hant="原型階段項目的月數在規定範圍內。",
            reference="SIE_T, table B",
        ),
        condition(
            "match",
            ~(venture & ~prototype) | matched,
            en="For more than a prototype, the venture finds the match: half of what is asked for, or as much where it asks for more than the lower match allows.",
            zh_hant="超出原型階段款額的項目備有配對資金：申請款額的一半；款額較高者須與申請款額相同。",
            reference="SIE_T, table A",
        ),
    ),
    judgements=(
        judgement(
            "sie_vetting",
            en="The intermediary's committee supports the venture.",
            zh_hant="中介機構的委員會支持該項目。",
            reference="SIE_V, Tier table",
        ),
    ),
    awards=(
        award(
            "grant",
            choose(elder, 0, project.requested),
            en="Grant: what is asked for. Smart Silver gives training and help, no money.",
            zh_hant="資助額：申請款額。Smart Silver計劃提供培訓及支援，不設款額。",
            reference="SIE_T, table A",
            within=(project.requested,),
        ),
    ),
    applying=applying(
        en="Ventures apply to an intermediary such as the Hong Kong Council of Social Service, which interviews where a prototype asks for more than 200,000 dollars and vets by the size of the sum.",
        zh_hant="創業團隊向香港社會服務聯會等中介機構申請；原型階段申請款額超過20萬元須面談，並按款額分級評審。",
        address="https://socialinnovation.org.hk/en/how-to-apply/types-of-funding/",
        reference="SIE_T, note #",
    ),
    known=(
        known(
            en="The Fund has had one billion dollars: 500 million at its launch and 500 million in 2021-22.",
            zh_hant="基金共獲注資10億元：推出時5億元，2021-22年度5億元。",
            reference="legco-2021, Annex (9), lines 1331-1349",
        ),
        known(
            en="Smart Silver has 100 million dollars of it.",
            zh_hant="其中1億元用於Smart Silver計劃。",
            reference="yearbook-2024, line 171",
        ),
        known(
            en="A page with a misprint gives the tiers of vetting: up to 50,000 dollars the Vetting Committee; above that and below 500,000 the Joint Vetting Committee; from 500,000 on the Proposal Assessment Committee.",
            zh_hant="據一個有誤植的網頁，評審分級為：5萬元或以下由評審委員會；5萬元以上、50萬元以下由聯合評審委員會；50萬元或以上由項目評審委員會負責。",
            reference="SIE_V, Tier table",
        ),
        known(
            en="Since January 2021 a consortium has run the one-stop Gerontechnology Platform under the Fund.",
            zh_hant="自2021年1月起，基金委聘的中介聯盟營辦一站式樂齡科技平台。",
            reference="legco-2021, Annex (9), lines 1351-1363",
        ),
    ),
    gaps=(
        gap(
            en="Each intermediary has terms of its own; those of the Hong Kong Council of Social Service, of 2023, stand here.",
            zh_hant="各中介機構的條款不同；此處為香港社會服務聯會2023年的條款。",
        ),
        gap(
            en="Whether prototypes are taken after the cohorts of 2023 is not known.",
            zh_hant="2023年之後會否再招募原型階段項目，未有資料。",
        ),
    ),
    also=("smart-silver-digital-inclusion-programme-for-elders", "gerontechnology-platform"),
)
