"""HKSTPC incubation and pre-incubation: up to millions for a young company that does research.

Run by the Hong Kong Science and Technology Parks Corporation: Incu-App, Incu-Tech, Incu-Bio and,
before them, the pre-incubation programme Ideation.
"""

from technopole.hong_kong.questions import applicant, application, company, incubation, plans
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    choose,
    condition,
    date,
    gap,
    judgement,
    known,
    least,
    parameter,
    scheme,
    shifted,
)

# 1  Who is admitted to incubation. The page that says so is older and undated; nothing newer of
#    that weight was found, so it was surely in force when it was read, by May 2026.
least_staff = parameter(
    "least_staff",
    "persons",
    en="Fewest full-time staff in Incu-App",
    zh_hant="Incu-App最少全職員工人數",
    event=application.submitted_on,
    values={"<=2026-05": (1, "SP_FAQ, criteria 2")},
)
least_staff_of_technology = parameter(
    "least_staff_of_technology",
    "persons",
    en="Fewest full-time staff in Incu-Tech and Incu-Bio",
    zh_hant="Incu-Tech及Incu-Bio最少全職員工人數",
    event=application.submitted_on,
    values={"<=2026-05": (2, "SP_FAQ, criteria 2")},
)
two_years_only = parameter(
    "two_years_only",
    "boolean",
    en="Only companies of up to two years may apply",
    zh_hant="只接受成立不超過兩年的公司申請",
    no=("older companies may apply too", "成立較久的公司亦可申請"),
    event=application.submitted_on,
    values={"<=2026-05": (True, "SP_FAQ, criteria 1")},
)
technical_share = parameter(
    "technical_share",
    "times",
    en="Least share of technical staff among full-time staff",
    zh_hant="技術人員佔全職員工的最低比例",
    event=application.submitted_on,
    values={"<=2026-05": (Fraction(1, 2), "SP_FAQ, criteria 3")},
)
technical_equity = parameter(
    "technical_equity",
    "percent",
    en="Least share of the company owned by its technical team",
    zh_hant="技術團隊持有公司股權的最低比例",
    event=application.submitted_on,
    values={"<=2026-05": (10, "SP_FAQ, criteria 4")},
)

# 2  What is given at most: by all accounts the largest sum is that of Incu-Bio. The sources state
#    ceilings alone, so that a company gets all of it is of low confidence: it may be any part.
incubation_ceiling = parameter(
    "incubation_ceiling",
    HKD,
    en="Most support in incubation",
    zh_hant="培育計劃最高資助額",
    event=application.submitted_on,
    values={
        "2018": (
            4_000_000,
            "legco-2021, Annex (4) Capital injection into the HKSTPC, lines 873-889",
        )
    },
)
bio_ceiling = parameter(
    "bio_ceiling",
    HKD,
    en="Most support in Incu-Bio",
    zh_hant="Incu-Bio最高資助額",
    event=application.submitted_on,
    values={
        "2018": (
            4_000_000,
            "legco-2021, Annex (4) Capital injection into the HKSTPC, lines 873-889",
        ),
        # Renewed by October 2025 with up to 39.7 million, of which the terms were not found.
        "2021-11-01/2026-05": (6_000_000, "SP_BIO, Financial Aid Package", "low"),
    },
)
given = parameter(
    "given",
    HKD,
    en="Support that a company in incubation is given",
    zh_hant="培育公司實際獲批的資助額",
    event=application.submitted_on,
    values={
        "2018": (
            4_000_000,
            "legco-2021, Annex (4) Capital injection into the HKSTPC, lines 873-889",
            "low",
        )
    },
)
seed = parameter(
    "seed",
    HKD,
    en="Seed money before incubation",
    zh_hant="培育前計劃的種子資金",
    event=application.submitted_on,
    values={
        "2019": (100_000, "legco-2021, Annex (4) Capital injection into the HKSTPC, lines 883-889")
    },
)

pre_incubation = incubation.science_park_programme.is_in("ideation")
in_incubation = incubation.science_park_programme.is_in("incu-app", "incu-tech", "incu-bio")
bio = incubation.science_park_programme.is_in("incu-bio")
staff_needed = choose(
    incubation.science_park_programme.is_in("incu-app"), least_staff, least_staff_of_technology
)

SCHEME = scheme(
    "hkstpc-incubation-programmes",
    code="HKSTPC",
    en="HKSTPC Incubation Programmes",
    zh_hant="科技園公司培育計劃",
    summary=(
        "Brings up young research companies at the Science Park, with seed money before that.",
        "在科學園培育從事研發的初創公司，並在培育前提供種子資金。",
    ),
    run_by="hong-kong-science-and-technology-parks-corporation",
    confirmed=date(2021, 10, 31),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company") | (applicant.kind.is_in("person") & pre_incubation),
            en="A company applies; for pre-incubation a person may.",
            zh_hant="由公司申請；培育前計劃亦接受個人申請。",
            reference="legco-2021, Annex (4) Capital injection into the HKSTPC, lines 873-889",
        ),
        condition(
            "start_up",
            plans.start_up,
            en="The applicant plans to start or bring up a technology business.",
            zh_hant="申請者計劃創立或發展科技業務。",
            reference="legco-2021, Annex (4) Capital injection into the HKSTPC, lines 873-889",
        ),
        condition(
            "programme",
            pre_incubation | in_incubation,
            en="It is for one of the Science Park's programmes.",
            zh_hant="申請科技園公司其中一項計劃。",
            reference="legco-2021, Annex (4) Capital injection into the HKSTPC, lines 873-889",
        ),
        condition(
            "hong_kong_company",
            ~in_incubation | company.incorporated_in_hong_kong,
            en="For incubation, the company is registered in Hong Kong.",
            zh_hant="培育計劃的申請公司在香港註冊。",
            reference="SP_FAQ, criteria 1",
        ),
        condition(
            "young",
            ~in_incubation
            | ~two_years_only
            | (application.submitted_on <= shifted(company.incorporated_on, years=2)),
            en="For incubation, the company is no older than two years when it applies.",
            zh_hant="培育計劃的申請公司於申請時成立不超過兩年。",
            reference="SP_FAQ, criteria 1",
        ),
        condition(
            "staff",
            ~in_incubation | (company.employees >= staff_needed),
            en="For incubation, the company has the full-time staff that the programme asks for.",
            zh_hant="培育計劃的申請公司有計劃所需的全職員工。",
            reference="SP_FAQ, criteria 2",
        ),
        condition(
            "technical_staff",
            ~in_incubation | (company.technical_staff >= company.employees * technical_share),
            en="For incubation, enough of the full-time staff are technical.",
            zh_hant="培育計劃的申請公司的全職員工有足夠比例為技術人員。",
            reference="SP_FAQ, criteria 3",
        ),
        condition(
            "technical_equity",
            ~in_incubation | (company.technical_team_equity >= technical_equity),
            en="For incubation, the technical team owns enough of the company.",
            zh_hant="培育計劃的申請公司由技術團隊持有足夠股權。",
            reference="SP_FAQ, criteria 4",
        ),
    ),
    judgements=(
        judgement(
            "hkstpc_admission",
            en="The Corporation admits the company or the idea.",
            zh_hant="科技園公司取錄該公司或構思。",
            reference="SP_FAQ, criteria 1",
        ),
    ),
    awards=(
        award(
            "support",
            choose(
                pre_incubation,
                seed,
                least(given, choose(bio, bio_ceiling, incubation_ceiling)),
            ),
            en="Support: the seed money before incubation; in incubation what the Corporation gives over the programme, at most the ceiling.",
            zh_hant="資助額：培育前計劃為種子資金；培育計劃則為科技園公司在計劃期內批出的款額，以上限為限。",
            reference="legco-2021, Annex (4) Capital injection into the HKSTPC, lines 873-889",
        ),
    ),
    applying=applying(
        en="Apply to the Hong Kong Science and Technology Parks Corporation, all the year round; payments follow milestone meetings.",
        zh_hant="全年均可向香港科技園公司申請；資助按里程碑會議發放。",
        address="https://www.hkstp.org",
        reference="SP_FAQ, criteria 1",
    ),
    known=(
        known(
            en="Incu-Bio's ceiling is for four years; Incu-Tech takes three years.",
            zh_hant="Incu-Bio的上限涵蓋四年；Incu-Tech為期三年。",
            reference="SP_TECH, first paragraph",
        ),
        known(
            en="An unofficial note of about 2022 gives Incu-Tech up to 140,000 dollars at each of six milestones, up to 860,000 in all, and a rent subsidy of 450,000. It is too weak to compute with.",
            zh_hant="一份約2022年的非官方筆記指Incu-Tech六個里程碑每次最多14萬元，合共最多86萬元，另有45萬元租金資助。資料薄弱，不作計算。",
            reference="CIP_STUDY, second part",
        ),
        known(
            en="The 2023-24 Budget announced 110 million dollars for a co-acceleration programme.",
            zh_hant="2023-24年度財政預算案宣布撥款1.1億元推行共同加速計劃。",
            reference="HK01_LH, last paragraph",
        ),
        known(
            en="The Government will allocate 200 million dollars to incubate and accelerate life and health start-ups in the Hong Kong-Shenzhen park; its rules are not known.",
            zh_hant="政府將撥款2億元為港深創新及科技園的生命健康初創企業提供培育及加速支援；規則未明。",
            reference="yearbook-2024, line 105",
        ),
    ),
    gaps=(
        gap(
            en="The sources give only the most; how much of it a company gets, the Corporation decides. So the answer begins at nothing.",
            zh_hant="資料只列最高額，實際資助額由科技園公司決定，故答案由零起計。",
        ),
        gap(
            en="Four million dollars is the most over all programmes and fits the older Incu-Bio; what Incu-App and Incu-Tech give of it is known only from weak sources (Incu-Tech about 1.31 million).",
            zh_hant="400萬元為各項計劃的最高額，與舊有的Incu-Bio相符；Incu-App及Incu-Tech的實際資助額只見於薄弱資料（Incu-Tech約131萬元）。",
        ),
        gap(
            en="The admission criteria come from an older, undated page. A blog of 2026 says that a company may be three years old; it is not used.",
            zh_hant="取錄準則來自較舊而沒有日期的網頁。2026年一篇網誌稱公司成立年期可達三年，未予採用。",
        ),
        gap(
            en="Who is admitted to pre-incubation is known only from a copied page: persons of 18 or more with an identity card, or companies of up to two years. This is not tested here.",
            zh_hant="培育前計劃的取錄準則只見於轉載網頁：持身份證的18歲或以上人士，或成立不超過兩年的公司。此處不作判斷。",
        ),
        gap(
            en="A newspaper of 10 October 2025 reports that Incu-Bio was renewed, with up to 39.7 million dollars of support; "
            "its terms were not found, so the six million of the page are in doubt and no ceiling is given.",
            zh_hant="據2025年10月10日報章報道，Incu-Bio已更新，最高支援額為3,970萬元；詳情未有資料，網頁所列的600萬元因而存疑，此處不設上限。",
        ),
        gap(
            en="When Incu-Bio's ceiling rose from four to six million dollars is not known: some day after October 2021 and by May 2026.",
            zh_hant="Incu-Bio上限何時由400萬元增至600萬元未有資料：在2021年10月之後、2026年5月或之前。",
        ),
    ),
    also=("hkstpc-pre-incubation-programme",),
)
