"""Targeted Taught Postgraduate Programmes Fellowships Scheme: what the tuition costs above a floor.

A pilot of five cohorts by the University Grants Committee.
"""

from technopole.hong_kong.questions import applicant, plans, study
from technopole.rules.language import (
    HKD,
    applying,
    award,
    condition,
    date,
    excludes,
    gap,
    greatest,
    judgement,
    known,
    least,
    parameter,
    scheme,
)

# 1  Five cohorts; academic years are taken to run from September to August. Whether there is a
#    later arrangement is not known, so after the last cohort nothing is.
cohort = parameter(
    "cohort",
    "boolean",
    en="A cohort starts in that academic year",
    zh_hant="該學年有新一屆學員",
    no=("no cohort starts in that academic year", "該學年沒有新一屆學員"),
    event=study.starts_on,
    values={
        "1990-01-01": (False, "TPG, first paragraph"),
        "2020-09-01..2025-08-31": (True, "TPG, first paragraph"),
    },
)

# 2  The student pays the first part of the tuition; the fellowship the rest, up to its ceiling.
student_pays = parameter(
    "student_pays",
    HKD,
    en="Tuition that the student pays at least",
    zh_hant="學生最少自付的學費",
    event=study.starts_on,
    values={"2020-09-01": (42_100, "TPG, Amount of fellowship")},
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most for a student for the whole programme",
    zh_hant="每名學生整個課程的獎學金上限",
    event=study.starts_on,
    values={"2020-09-01": (120_000, "TPG, Amount of fellowship")},
)

above_the_floor = greatest(study.programme_fee - student_pays, 0)

SCHEME = scheme(
    "targeted-taught-postgraduate-programmes-fellowships-scheme",
    code="TPGFS",
    en="Targeted Taught Postgraduate Programmes Fellowships Scheme",
    zh_hant="指定研究院修課課程獎學金計劃",
    summary=(
        "Pays the tuition of local students on targeted master's programmes above 42,100 dollars, up to 120,000.",
        "資助修讀指定研究院修課課程的本地學生42,100元以上的學費，上限12萬元。",
    ),
    run_by="university-grants-committee",
    confirmed=date(2022, 12, 31),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("person"),
            en="A person applies.",
            zh_hant="由個人申請。",
            reference="blueprint-2022, Strategy (5) Target 01, line 670",
        ),
        condition(
            "study",
            plans.study,
            en="The person studies for a taught postgraduate degree.",
            zh_hant="申請人修讀研究院修課課程。",
            reference="blueprint-2022, Strategy (5) Target 01, line 670",
        ),
        condition(
            "targeted",
            study.programme_targeted,
            en="The programme is one of those targeted.",
            zh_hant="課程屬指定課程。",
            reference="blueprint-2022, Strategy (5) Target 01, line 670",
        ),
        condition(
            "cohort",
            cohort,
            en="The programme starts with one of the five cohorts of the pilot, 2020/21 to 2024/25.",
            zh_hant="課程於試行計劃五屆（2020/21至2024/25學年）之一開課。",
            reference="TPG, first paragraph",
        ),
        condition(
            "local",
            study.local_student,
            en="The person is a local student.",
            zh_hant="申請人為本地學生。",
            reference="blueprint-2022, Strategy (5) Target 01, line 670",
        ),
        condition(
            "no_other_award",
            ~study.other_government_award,
            en="The person has no other government scholarship or subsidy for it.",
            zh_hant="申請人沒有就該課程獲其他政府獎學金或資助。",
            reference="TPG_FAQ, A1",
        ),
    ),
    judgements=(
        judgement(
            "tpgfs_merit",
            en="The university selects the student on merit.",
            zh_hant="大學按成績擇優選取該學生。",
            reference="TPG, Number of fellowship",
        ),
    ),
    awards=(
        award(
            "fellowship",
            least(above_the_floor, ceiling),
            en="Fellowship: the tuition above what the student pays, at most the ceiling.",
            zh_hant="獎學金：學費減去學生自付部分，以上限為限。",
            reference="TPG, Amount of fellowship",
            within=(ceiling, study.programme_fee),
            rises_with=(study.programme_fee,),
        ),
    ),
    stacking=(
        excludes(
            "",
            en="A fellow may hold no other government scholarship or subsidy for the programme, the Continuing Education Fund included.",
            zh_hant="得獎學生不得就該課程獲其他政府獎學金或資助，包括持續進修基金。",
            reference="TPG_FAQ, A1",
        ),
    ),
    applying=applying(
        en="The universities that offer the programmes select the fellows.",
        zh_hant="由開辦課程的大學選取得獎學生。",
        address="https://www.ugc.edu.hk/eng/ugc/activity/targeted_postgraduate_scheme.html",
        reference="TPG, Number of fellowship",
    ),
    known=(
        known(
            en="There were 500 places in the first cohort and 1,000 in each later one.",
            zh_hant="首屆設500個名額，其後每屆1,000個。",
            reference="TPG, Number of fellowship",
        ),
    ),
    gaps=(
        gap(
            en="The pilot has five cohorts; what is arranged after the 2024/25 academic year was not collected.",
            zh_hant="試行計劃設五屆；2024/25學年後的安排未有資料。",
        ),
        gap(
            en="The sources name academic years only; here one runs from 1 September to 31 August.",
            zh_hant="文件只列學年；此處以9月1日至翌年8月31日為一學年。",
        ),
    ),
)
