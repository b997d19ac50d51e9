"""Technology Start-up Support Scheme for Universities: seed money for start-ups of six universities' members.

Two parts since the financial year 2023-24: TSSSU-O for young start-ups, TSSSU+ with matching private
investment. Run by the Innovation and Technology Commission through the universities.
"""

from technopole.hong_kong.questions import (
    applicant,
    application,
    company,
    plans,
    project,
    start_up_scheme,
    university,
)
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
    least,
    parameter,
    scheme,
    shifted,
    window,
)

# 1  What a start-up may have in a financial year, and for how many years in a row.
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a start-up may receive in a financial year",
    zh_hant="每間初創企業每財政年度最高資助額",
    event=application.financial_year,
    values={"2019-04-01": (1_500_000, "TSS_SME, Funding Amount")},
)
most_years = parameter(
    "most_years",
    "years",
    en="Most consecutive years of funding under a part",
    zh_hant="每部分最多連續資助年期",
    event=application.financial_year,
    values={"2019-04-01": (3, "TSS_OKT, table (c)")},
)

# 2  What a university may give in a financial year. Until 2022-23 there was one part.
university_ceiling = parameter(
    "university_ceiling",
    HKD,
    en="Most a university may give to all its start-ups in a financial year, under TSSSU-O",
    zh_hant="每所大學每財政年度在TSSSU-O下最高資助總額",
    event=application.financial_year,
    values={
        "2014-04-01": (4_000_000, "TSS_UST17, first paragraphs"),
        "2019-04-01": (8_000_000, "legco-2021, Annex (1) Additional provision, lines 644-656"),
        "2023-04-01": (8_000_000, "TSS_SME, Funding Amount"),
    },
)
university_ceiling_plus = parameter(
    "university_ceiling_plus",
    HKD,
    en="Most a university may give to all its start-ups in a financial year, under TSSSU+",
    zh_hant="每所大學每財政年度在TSSSU+下最高資助總額",
    event=application.financial_year,
    values={"2023-04-01": (8_000_000, "TSS_SME, Funding Amount")},
)

# 3  TSSSU+ matches private investment: a dollar for a dollar.
matching = parameter(
    "matching",
    "times",
    ratio=True,
    en="Private investment for each dollar of support, under TSSSU+",
    zh_hant="TSSSU+下每元資助所需的私人投資",
    event=application.financial_year,
    values={"2023-04-01": (1, "TSS_ITF, first paragraph")},
)

# 4  How old the start-up may be when the call closes: two years in its first year of TSSSU-O, seven
#    under TSSSU+. Whether this is asked is dated; neither number is known ever to have been another.
two_years_only = parameter(
    "two_years_only",
    "boolean",
    en="Under TSSSU-O only start-ups of up to two years are taken at first",
    zh_hant="在TSSSU-O下首次申請只接受註冊不超過兩年的初創企業",
    no=("older start-ups are taken at first, too", "註冊較久的初創企業亦可首次申請"),
    event=application.financial_year,
    values={"2014-04-01": (True, "TSS_ITF, eligibility 1")},
)
seven_years_only = parameter(
    "seven_years_only",
    "boolean",
    en="Under TSSSU+ only start-ups of up to seven years are taken",
    zh_hant="在TSSSU+下只接受註冊不超過七年的初創企業",
    no=("older start-ups are taken, too", "註冊較久的初創企業亦可申請"),
    event=application.financial_year,
    values={"2023-04-01": (True, "TSS_ITF, eligibility 1")},
)
plus = start_up_scheme.component.is_in("plus")
closes = start_up_scheme.call_closes_on
at_most_two_years_old = closes <= shifted(company.incorporated_on, years=2)
at_most_seven_years_old = closes <= shifted(company.incorporated_on, years=7)

SCHEME = scheme(
    "technology-start-up-support-scheme-for-universities",
    code="TSSSU",
    en="Technology Start-up Support Scheme for Universities",
    zh_hant="大學科技初創企業資助計劃",
    summary=(
        "Gives start-ups of members of six universities up to $1.5 million a year, for three years.",
        "資助六所大學成員的初創企業，每年最多150萬元，為期三年。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 3, 31),
    window=window(
        application.financial_year,
        first="2014-04-01",
        reference="TSS_UST17, first paragraphs",
        says=(
            "Start-ups have been funded since the financial year 2014-15.",
            "自2014-15財政年度起資助初創企業。",
        ),
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company", "university"),
            en="A start-up or a team in a university applies.",
            zh_hant="由初創企業或大學團隊申請。",
            reference="yearbook-2024, line 101",
        ),
        condition(
            "plan",
            plans.start_up,
            en="It starts a technology business or brings up a young one.",
            zh_hant="申請者創立科技業務或培育初創企業。",
            reference="yearbook-2024, line 101",
        ),
        condition(
            "university",
            choose(
                applicant.kind.is_in("university"),
                university.of_the_start_up_scheme,
                company.from_start_up_university,
            ),
            en="Members of one of the six universities of the scheme founded the start-up, or their team in it applies.",
            zh_hant="初創企業由計劃內六所大學之一的成員創立，或由該大學的團隊申請。",
            reference="yearbook-2024, line 101 and footnote 3",
        ),
        condition(
            "amount",
            project.requested <= ceiling,
            en="It asks for no more than a start-up may receive in a financial year.",
            zh_hant="申請款額不超過每間初創企業每財政年度的上限。",
            reference="TSS_SME, Funding Amount",
        ),
        condition(
            "years",
            start_up_scheme.years_funded < most_years,
            en="It has not yet been funded for as many years as the part allows.",
            zh_hant="尚未用盡該部分的資助年期。",
            reference="TSS_OKT, table (c)",
        ),
        condition(
            "not_plus_before",
            plus | ~company.had_start_up_scheme_plus,
            en="Whoever has been funded under TSSSU+ is not funded under TSSSU-O any more.",
            zh_hant="曾獲TSSSU+資助者不得再獲TSSSU-O資助。",
            reference="TSS_OKT, table (c)",
        ),
        condition(
            "age",
            choose(
                plus,
                ~seven_years_only | at_most_seven_years_old,
                ~two_years_only | at_most_two_years_old | (start_up_scheme.years_funded >= 1),
            ),
            en="When the call closes it has been registered for at most two years (TSSSU-O, in its first year) or "
            "seven (TSSSU+).",
            zh_hant="申請截止時，註冊不超過兩年（TSSSU-O，首年）或七年（TSSSU+）。",
            reference="TSS_ITF, eligibility 1",
        ),
        condition(
            "matching",
            ~plus | (start_up_scheme.private_investment >= project.requested * matching),
            en="Under TSSSU+ it has private investment of no less than it asks for.",
            zh_hant="在TSSSU+下，私人投資不少於申請款額。",
            reference="TSS_ITF, eligibility 3",
        ),
        condition(
            "university_total",
            start_up_scheme.university_committed + project.requested
            <= choose(plus, university_ceiling_plus, university_ceiling),
            en="The university stays within its total for the financial year.",
            zh_hant="大學全年資助總額不超出上限。",
            reference="TSS_SME, Funding Amount",
        ),
    ),
    judgements=(
        judgement(
            "tsssu_university_panel",
            en="The university's selection panel chooses the start-up.",
            zh_hant="獲大學遴選委員會選中。",
            reference="TSS_ITF, first paragraph",
        ),
    ),
    awards=(
        award(
            "grant",
            least(project.requested, ceiling),
            en="Grant for the financial year: what is asked for, at most the ceiling.",
            zh_hant="該財政年度資助額：申請款額，以上限為限。",
            reference="TSS_SME, Funding Amount",
            within=(ceiling, project.requested),
            rises_with=(project.requested,),
        ),
    ),
    applying=applying(
        en="Apply to the university in its own call; its panel selects. The Commission pays the university after the "
        "financial year, with an advance of up to half.",
        zh_hant="於所屬大學公布的申請期向大學申請，由大學遴選。創新科技署於財政年度完結後向大學付款，"
        "並可預支最多一半。",
        address="https://www.itf.gov.hk/en/funding-programmes/supporting-start-ups/tsssu/index.html",
        reference="TSS_SME, Funding Amount",
    ),
    known=(
        known(
            en="Until 2022-23 the scheme had one part; TSSSU+ came in 2023-24, with a total of its own for each university.",
            zh_hant="2022-23年度或以前計劃不分部分；2023-24年度起增設TSSSU+，每所大學另設總額。",
            reference="TSS_SME, Funding Amount; TSS_ITF, first paragraph",
        ),
    ),
    gaps=(
        gap(
            en="The factsheet and the Yearbook state $16 million a university a year without the split into two times 8; "
            "the paper of 2021 says that 8 million was a doubling.",
            zh_hant="《香港便覽》及《香港年報》只列每所大學每年1,600萬元，沒有列出兩部分各800萬元；"
            "2021年文件指800萬元已是倍增。",
        ),
        gap(
            en="Whether a start-up may draw three years under TSSSU-O and then three under TSSSU+ is not stated; the "
            "other way round it may not.",
            zh_hant="初創企業可否先獲TSSSU-O三年資助、再獲TSSSU+三年資助，文件沒有說明；次序相反則不可。",
        ),
        gap(
            en="How much of the start-up a university's member must own is a rule of the university: one asked for 10% in "
            "2017.",
            zh_hant="大學成員須持有多少股權由大學訂明，有大學在2017年要求10%。",
        ),
    ),
    terms=(university.OF_THE_START_UP_SCHEME,),
)
