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
