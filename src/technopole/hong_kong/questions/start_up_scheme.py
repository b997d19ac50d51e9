"""The start-up of a university's member, and what it had of the university's scheme before."""

from technopole.rules.language import amount, choice, day, form, number

_WHAT = form(
    "start_up_scheme",
    en="What has the start-up had of the university's scheme, and of investors?",
    zh_hant="初創企業已獲多少大學計劃資助及私人投資？",
)

component = choice(
    "start_up_scheme.component",
    en="Under which part of the scheme does the start-up apply?",
    zh_hant="初創企業申請計劃的哪一部分？",
    options={
        "original": ("TSSSU-O: for young start-ups", "TSSSU-O：新成立的初創企業"),
        "plus": ("TSSSU+: with matching private investment", "TSSSU+：配對私人投資"),
    },
    noun=("the part of the scheme", "計劃部分"),
)
call_closes_on = day(
    "start_up_scheme.call_closes_on",
    group=_WHAT,
    en="When does the university's call for applications close?",
    zh_hant="大學的申請於何時截止？",
    noun=("the end of the university's call", "大學截止申請日期"),
)
years_funded = number(
    "start_up_scheme.years_funded",
    group=_WHAT,
    en="For how many years in a row has the start-up been funded under this part?",
    zh_hant="初創企業在此部分已連續獲資助多少年？",
    unit="years",
    most=20,
    example="0",
    noun=("the number of years funded before", "連續獲資助的年數"),
    why=(
        "A start-up is funded for only so many years.",
        "每間初創企業的資助年期設有上限。",
    ),
)
private_investment = amount(
    "start_up_scheme.private_investment",
    group=_WHAT,
    en="How much private investment does the start-up have in the matching period?",
    zh_hant="初創企業在配對期內獲多少私人投資？",
    example="1500000",
    noun=("the private investment", "私人投資額"),
)
university_committed = amount(
    "start_up_scheme.university_committed",
    elsewhere=True,
    group=_WHAT,
    en="How much has the university already committed under this part for the same financial year?",
    zh_hant="大學在同一財政年度已就此部分批出多少資助？",
    example="6000000",
    why=(
        "Each university has a yearly total for all its start-ups; its office knows what is left.",
        "每所大學設全年總額，餘額可向大學查詢。",
    ),
    noun=("what the university has committed", "大學已批出的款額"),
)
