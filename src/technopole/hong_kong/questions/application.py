"""The application itself."""

from technopole.hong_kong.questions.project import TRUE_OF_IT
from technopole.rules.language import day, yes_no

submitted_on = day(
    "application.submitted_on",
    en="When is the application submitted for the first time?",
    zh_hant="申請首次於何時遞交？",
    why=(
        "Ceilings and shares change; the day of submission selects those that apply.",
        "資助上限及比例會改變，以遞交日期決定適用者。",
    ),
    today=True,
    noun=("the day of first submission", "首次遞交申請的日期"),
)
financial_year = day(
    "application.financial_year",
    en="For which financial year is the money? Give any day of it; it begins on 1 April.",
    zh_hant="款項屬哪個財政年度？請填該年度（由4月1日起）任何一日。",
    why=(
        "Yearly ceilings change from one financial year to the next.",
        "每年上限按財政年度而定。",
    ),
    today=True,
    noun=("the financial year", "財政年度"),
)
received_on = day(
    "application.received_on",
    en="When does the secretariat receive the application?",
    zh_hant="秘書處於何時收到申請？",
    noun=("the day on which the application is received", "收到申請的日期"),
)
small_business_track = yes_no(
    "application.small_business_track",
    en="Is applied for under the track for small and medium enterprises",
    zh_hant="循中小企專項途徑申請",
    group=TRUE_OF_IT,
    yes=(
        "the application is made under the track for small and medium enterprises",
        "申請循中小企專項途徑提出",
    ),
    no=(
        "the application is not made under the track for small and medium enterprises",
        "申請並非循中小企專項途徑提出",
    ),
)
preregistered_on = day(
    "application.preregistered_on",
    en="When was the commissioned project registered in advance?",
    zh_hant="委託項目於何時預先登記？",
    noun=("the day of registration in advance", "預先登記日期"),
)
submitted_to_both_sides = yes_no(
    "application.submitted_to_both_sides",
    en="Is also put to the Mainland authorities within the same call",
    zh_hant="在同一期內亦向內地當局提交",
    group=TRUE_OF_IT,
    yes=(
        "the project is also put to the Mainland authorities within the same call",
        "項目在同一期內亦向內地當局提交",
    ),
    no=(
        "the project is not also put to the Mainland authorities within the same call",
        "項目沒有在同一期內亦向內地當局提交",
    ),
)
