"""The application itself."""

from technopole.rules.language import day

submitted_on = day(
    "application.submitted_on",
    en="When is the application submitted for the first time?",
    zh_hant="申請首次於何時遞交？",
    why=(
        "Ceilings and shares change; the day of submission selects those that apply.",
        "資助上限及比例會改變，以遞交日期決定適用者。",
    ),
    today=True,
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
)
