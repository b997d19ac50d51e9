"""Global STEM Professorship Scheme: half the pay of a renowned scholar, and money for the team.

Run by the Innovation and Technology Commission with the universities funded by the University
Grants Committee.
"""

from technopole.hong_kong.questions import applicant, application, plans, university
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    bare,
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

# 1  Half of what the scholar is actually paid, at most a million a year and five years.
share = parameter(
    "share",
    "times",
    en="Share of the actual remuneration",
    zh_hant="佔實際薪酬的比例",
    event=application.submitted_on,
    values={"2021-06": (Fraction(1, 2), "GS_RON, paragraph 1", "medium")},
)
yearly_ceiling = parameter(
    "yearly_ceiling",
    HKD,
    en="Most for the remuneration of a scholar in a year",
    zh_hant="每名學者每年薪酬資助上限",
    event=application.submitted_on,
    values={"2021-06": (1_000_000, "GS_RON, paragraph 1", "medium")},
)
most_years = parameter(
    "most_years",
    "years",
    en="Most years for which remuneration is subsidised",
    zh_hant="薪酬資助的最長年期",
    event=application.submitted_on,
    values={"2021-06": (5, "GS_RON, paragraph 1", "medium")},
)

# 2  The team, over three years.
team_ceiling = parameter(
    "team_ceiling",
    HKD,
    en="Most for the scholar's team over three years",
    zh_hant="學者團隊三年資助上限",
    event=application.submitted_on,
    values={"2021-06": (4_600_000, "GS_RON, paragraph 1", "medium")},
)

a_year = least(university.scholar_remuneration * share, yearly_ceiling)
years = bare(least(university.scholar_years, most_years))

SCHEME = scheme(
    "global-stem-professorship-scheme",
    code="GSPS",
    en="Global STEM Professorship Scheme",
    zh_hant="傑出創科學人計劃",
    summary=(
        "Pays half of a renowned scholar's remuneration for up to five years, and helps to pay the team.",
        "資助知名學者一半薪酬，最長五年，並資助其團隊。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2021, 6, 30),
    window=window(
        application.submitted_on, first="2021-06", reference="legco-2021, para 20, lines 479-491"
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("university"),
            en="A university nominates.",
            zh_hant="由大學提名。",
            reference="legco-2021, para 20, lines 479-491",
        ),
        condition(
            "scholars",
            plans.recruit_scholars,
            en="It plans to bring a renowned scholar to Hong Kong.",
            zh_hant="大學計劃延攬知名學者來港。",
            reference="blueprint-2022, Strategy (5) Target 02, line 686",
        ),
        condition(
            "ugc_funded",
            university.funded_by_the_committee,
            en="It is one of the eight universities funded by the University Grants Committee.",
            zh_hant="屬八所教資會資助大學之一。",
            reference="GS_RON, paragraph 2",
        ),
    ),
    judgements=(
        judgement(
            "gsps_assessment",
            en="The nomination is supported: the scholar is internationally renowned in innovation and technology.",
            zh_hant="提名獲支持：該學者在創科界享譽國際。",
            reference="legco-2021, para 20, lines 479-491",
        ),
    ),
    awards=(
        award(
            "remuneration_a_year",
            a_year,
            en="Remuneration subsidy in a year: the share of the actual remuneration, at most the ceiling.",
            zh_hant="每年薪酬資助：按比例資助實際薪酬，以上限為限。",
            reference="GS_RON, paragraph 1",
            within=(yearly_ceiling, university.scholar_remuneration * share),
            rises_with=(university.scholar_remuneration,),
            paid=False,
        ),
        award(
            "remuneration",
            a_year * years,
            en="Remuneration subsidy in all: over all years that are subsidised.",
            zh_hant="薪酬資助總額：整個資助期合計。",
            reference="GS_RON, paragraph 1",
            within=(yearly_ceiling * bare(most_years),),
            rises_with=(university.scholar_remuneration, university.scholar_years),
        ),
        award(
            "team",
            least(university.scholar_team_cost, team_ceiling),
            en="Team subsidy over three years: what the team costs, at most the ceiling.",
            zh_hant="三年團隊資助：資助團隊開支，以上限為限。",
            reference="GS_RON, paragraph 1",
            within=(team_ceiling, university.scholar_team_cost),
            rises_with=(university.scholar_team_cost,),
        ),
    ),
    applying=applying(
        en="The university nominates scholars to the Innovation and Technology Commission, in tranches.",
        zh_hant="由大學分批向創新科技署提名學者。",
        reference="legco-2021, para 20, lines 479-491",
    ),
    known=(
        known(
            en="The Government estimated two billion dollars over five years.",
            zh_hant="政府預計五年開支為20億元。",
            reference="GS_PA20, para 55",
        ),
    ),
    gaps=(
        gap(
            en="A subsidy to set up the scholar's laboratory exists; its amount was not found.",
            zh_hant="計劃另設實驗室資助，款額未有資料。",
        ),
        gap(
            en="The amounts are those of the time of approval, as a member of the Legislative Council reports them.",
            zh_hant="款額為批款時的安排，據一名立法會議員所述。",
        ),
        gap(
            en="Whether the team subsidy is a share of the cost is not stated; here it covers the cost up to the ceiling.",
            zh_hant="團隊資助是否按開支比例計算，文件沒有說明；此處視為在上限內資助全部開支。",
        ),
    ),
    terms=(university.FUNDED_BY_THE_COMMITTEE,),
)
