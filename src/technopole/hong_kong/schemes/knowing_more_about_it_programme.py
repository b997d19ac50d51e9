"""Knowing More About IT Programme: money for a primary school's activities on information technology.

Two rounds: the school years 2021/22 to 2023/24 and 2024/25 to 2025/26. Run by the Digital Policy Office,
until 2024 the Office of the Government Chief Information Officer.
"""

from technopole.hong_kong.questions import applicant, application, plans, school
from technopole.rules.language import (
    HKD,
    applying,
    award,
    condition,
    date,
    gap,
    greatest,
    least,
    parameter,
    scheme,
    window,
)

# 1  A one-off part within a total for each school and round. The total of the second round was not found.
one_off_ceiling = parameter(
    "one_off_ceiling",
    HKD,
    en="Most a school may receive as a one-off grant in a round",
    zh_hant="每所學校每輪一次過撥款上限",
    event=application.submitted_on,
    values={
        "2021-09-01": (200_000, "KNOW_FAQ, Funding Scope"),
        "2024-09-01": (150_000, "KNOW_FAQ, Funding Scope"),
    },
)
ceiling = parameter(
    "ceiling",
    HKD,
    en="Most a school may receive in a round",
    zh_hant="每所學校每輪最高資助額",
    event=application.submitted_on,
    values={"2021-09-01..2024-08-31": (400_000, "KNOW_N21, paragraph 2")},
)

one_off = least(school.one_off_requested, one_off_ceiling)
left_in_round = greatest(ceiling - school.granted_this_round, 0)

SCHEME = scheme(
    "knowing-more-about-it-programme",
    code="KNOWIT",
    en="Knowing More About IT Programme",
    zh_hant="奇趣IT識多啲",
    summary=(
        "Gives a publicly-funded primary school money for activities on information technology.",
        "資助公帑資助小學舉辦資訊科技課外活動。",
    ),
    run_by="digital-policy-office",
    confirmed=date(2025, 9, 6),
    window=window(
        application.submitted_on,
        first="2021-09-01",
        last="2025-09-30",
        reference="LAB_END, first paragraph",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("school"),
            en="A school applies.",
            zh_hant="由學校申請。",
            reference="legco-2021, Annex (5), lines 987-991",
        ),
        condition(
            "plan",
            plans.school_activities,
            en="It plans activities on information technology for its pupils.",
            zh_hant="學校計劃為學生舉辦資訊科技活動。",
            reference="blueprint-2022, Strategy (5) Target 01, line 669",
        ),
        condition(
            "primary",
            school.level.is_in("primary"),
            en="It is a primary school.",
            zh_hant="屬小學。",
            reference="legco-2021, Annex (5), lines 987-991",
        ),
        condition(
            "publicly_funded",
            school.finance_type.is_in("government", "aided", "caput", "direct-subsidy"),
            en="It is publicly funded.",
            zh_hant="屬公帑資助學校。",
            reference="legco-2021, Annex (5), lines 987-991",
        ),
        condition(
            "nothing_excluded",
            ~school.excluded_items,
            en="It asks for no study tours outside Hong Kong, no training of teachers and no information technology for "
            "ordinary teaching.",
            zh_hant="申請不包括境外考察團、教師培訓或一般教學所用的資訊科技。",
            reference="KNOW_FAQ, Funding Scope",
        ),
    ),
    awards=(
        award(
            "total",
            least(one_off + school.operating_requested, left_in_round),
            en="Grant in all: the one-off part and what is asked for the activities, at most what is left of the "
            "school's ceiling in the round.",
            zh_hant="總資助額：一次過撥款連同營運撥款，以學校該輪上限的餘額為限。",
            reference="KNOW_N21, paragraph 2",
            within=(ceiling,),
            rises_with=(school.operating_requested, school.one_off_requested),
        ),
        award(
            "one_off",
            one_off,
            en="One-off part: at most this much of the grant.",
            zh_hant="一次過撥款：資助額中最多為此數。",
            reference="KNOW_FAQ, Funding Scope",
            within=(one_off_ceiling, school.one_off_requested),
            rises_with=(school.one_off_requested,),
            paid=False,
        ),
    ),
    applying=applying(
        en="Schools applied from 1 September 2021. The last day was 30 September 2025.",
        zh_hant="計劃於2021年9月1日開始接受申請，截止日期為2025年9月30日。",
        address="https://it-lab.gov.hk/en/faq_know-it.php",
        reference="LAB_END, first paragraph",
    ),
    gaps=(
        gap(
            en="By which day a school's application falls into a round is not stated; here it is the day on which it is "
            "submitted.",
            zh_hant="申請以哪一日計入某輪，文件沒有說明；此處以遞交日期為準。",
        ),
        gap(
            en="The total of the second round for a school was not found; the amount of that round is open above.",
            zh_hant="未找到第二輪每所學校的總上限，因此該輪款額上限不詳。",
        ),
        gap(
            en="Yearly limits of the grant for running the activities were not found.",
            zh_hant="未找到每年營運撥款的限額。",
        ),
        gap(
            en="The paper of 2021 speaks of “all” publicly-funded primary schools without listing their kinds; here they "
            "are those of the programme for secondary schools.",
            zh_hant="2021年文件指「所有」公帑資助小學而沒有列出類別；此處沿用中學計劃的類別。",
        ),
    ),
)
