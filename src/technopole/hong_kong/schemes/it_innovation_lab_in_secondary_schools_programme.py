"""IT Innovation Lab in Secondary Schools Programme: up to a million for a school's activities in three years.

Two rounds: the school years 2020/21 to 2022/23 and 2023/24 to 2025/26. Run by the Digital Policy Office,
until 2024 the Office of the Government Chief Information Officer.
"""

from technopole.hong_kong.questions import applicant, application, plans, project, school
from technopole.rules.language import (
    HKD,
    applying,
    award,
    condition,
    date,
    gap,
    greatest,
    known,
    least,
    parameter,
    scheme,
    window,
)

# 1  A ceiling for each school and round. The day of application decides the round.
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a school may receive in a round of three school years",
    zh_hant="每所學校每輪（三個學年）最高資助額",
    event=application.submitted_on,
    values={
        "2020-09-01": (1_000_000, "LAB_ABOUT, Programme Objective"),
        "2023-09-01": (1_000_000, "LAB_HK01, body", "medium"),
    },
)

# 2  Publicly-funded schools, of four kinds.
FUNDED = frozenset({"government", "aided", "caput", "direct-subsidy"})
schools = parameter(
    "schools",
    None,
    en="Kinds of schools that may apply",
    zh_hant="可申請的學校類別",
    event=application.submitted_on,
    values={"2020-09-01": (FUNDED, "LAB_FAQ, A4")},
)

# 3  Activities of the second round end by a day.
SECOND_ROUND = date(2023, 9, 1)
last_activity = parameter(
    "last_activity",
    "date",
    en="Last day of activities of the second round",
    zh_hant="第二輪活動最後日期",
    event=application.submitted_on,
    values={"2023-09-01": (date(2026, 8, 31), "LAB_END, first paragraph")},
)

left_in_round = greatest(ceiling - school.granted_this_round, 0)

SCHEME = scheme(
    "it-innovation-lab-in-secondary-schools-programme",
    code="ITLAB",
    en="IT Innovation Lab in Secondary Schools Programme",
    zh_hant="中學IT創新實驗室",
    summary=(
        "Gives a publicly-funded secondary school up to $1 million for activities on information technology.",
        "向每所公帑資助中學提供最多100萬元，舉辦資訊科技課外活動。",
    ),
    run_by="digital-policy-office",
    confirmed=date(2025, 9, 6),
    window=window(
        application.submitted_on,
        first="2020",
        last="2025-09-30",
        reference="LAB_END, first paragraph",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("school"),
            en="A school applies.",
            zh_hant="由學校申請。",
            reference="LAB_FAQ, A4",
        ),
        condition(
            "plan",
            plans.school_activities,
            en="It plans activities on information technology for its pupils.",
            zh_hant="學校計劃為學生舉辦資訊科技活動。",
            reference="blueprint-2022, Strategy (5) Target 01, line 669",
        ),
        condition(
            "secondary",
            school.level.is_in("secondary"),
            en="It is a secondary school.",
            zh_hant="屬中學。",
            reference="LAB_FAQ, A4",
        ),
        condition(
            "publicly_funded",
            school.finance_type.is_in(schools),
            en="It is a government, aided, caput or Direct Subsidy Scheme school.",
            zh_hant="屬官立、資助、按位津貼或直接資助計劃學校。",
            reference="LAB_FAQ, A4",
        ),
        condition(
            "not_hardware_alone",
            ~school.hardware_only,
            en="It does not ask for hardware alone.",
            zh_hant="並非只申請購置硬件。",
            reference="LAB_FAQ, A3",
        ),
        condition(
            "activities",
            (application.submitted_on < SECOND_ROUND) | (school.activities_end_on <= last_activity),
            en="The activities of the second round end in time.",
            zh_hant="第二輪活動於限期前完結。",
            reference="LAB_END, first paragraph",
        ),
    ),
    awards=(
        award(
            "grant",
            least(project.requested, left_in_round),
            en="Grant: what is asked for, at most what is left of the school's ceiling in the round.",
            zh_hant="資助額：申請款額，以學校該輪上限的餘額為限。",
            reference="LAB_ABOUT, Programme Objective",
            within=(ceiling, project.requested),
            rises_with=(project.requested,),
        ),
    ),
    applying=applying(
        en="Schools applied with a plan for the year, signed by the principal. The last day was 30 September 2025.",
        zh_hant="學校須提交由校長簽署的全年計劃。截止日期為2025年9月30日。",
        address="https://it-lab.gov.hk/en/about.php",
        reference="LAB_END, first paragraph",
    ),
    known=(
        known(
            en="The programme aimed at nine schools in ten, primary and secondary, in the school year 2024/25.",
            zh_hant="計劃以2024/25學年九成中小學參與為目標。",
            reference="legco-2023, Annex 2 (2) item 8, line 225",
        ),
    ),
    gaps=(
        gap(
            en="By which day a school's application falls into a round is not stated; here it is the day on which it is "
            "submitted.",
            zh_hant="申請以哪一日計入某輪，文件沒有說明；此處以遞交日期為準。",
        ),
        gap(
            en="The ceiling of the second round comes from a newspaper's report of the Budget of 2023; the paper of 2023 "
            "gives no amount.",
            zh_hant="第二輪上限來自報章對2023年《財政預算案》的報道；2023年文件沒有列出款額。",
        ),
        gap(
            en="The factsheet says that over 1,000 schools applied and nearly $700 million were approved, the Yearbook that "
            "nearly 1,000 schools joined and more than $700 million: two measures.",
            zh_hant="《香港便覽》指超過1,000所學校申請、批出近7億元；《香港年報》指近1,000所學校參與、"
            "批出超過7億元，兩者量度不同。",
        ),
        gap(
            en="A provider describes an online form with a signed copy within five working days; no official page was seen.",
            zh_hant="有服務機構指須網上申請並於五個工作天內交回簽署文本；未見官方資料。",
        ),
    ),
)
