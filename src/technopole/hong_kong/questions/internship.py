"""The internship of a student."""

from technopole.rules.language import boxes, day, number, yes_no

_WHAT = boxes(
    "internship",
    en="Which of these is true of the internship? Tick everything that applies.",
    zh_hant="以下哪些符合實習的情況？請選出所有適用者。",
)

starts_on = day(
    "internship.starts_on",
    en="When does the internship start?",
    zh_hant="實習於何時開始？",
    noun=("the start of the internship", "實習開始日期"),
)
ends_on = day(
    "internship.ends_on",
    en="When does the internship end?",
    zh_hant="實習於何時結束？",
    noun=("the end of the internship", "實習結束日期"),
)
full_time = yes_no(
    "internship.full_time",
    en="Is full-time (one university counts 35 hours a week as such)",
    zh_hant="屬全職（有大學以每周35小時為準）",
    why=(
        "Universities say what is full-time; one takes 35 hours a week.",
        "何謂全職由大學訂明，有大學以每周35小時為準。",
    ),
    group=_WHAT,
    yes=("the internship is full-time", "實習屬全職"),
    no=("the internship is not full-time", "實習並非全職"),
)
in_hong_kong = yes_no(
    "internship.in_hong_kong",
    en="Takes place in Hong Kong",
    zh_hant="在香港進行",
    group=_WHAT,
    yes=("the internship takes place in Hong Kong", "實習在香港進行"),
    no=("the internship does not take place in Hong Kong", "實習並非在香港進行"),
)
at_research_centre = yes_no(
    "internship.at_research_centre",
    en="Is at a research centre funded by the Government or at the Hong Kong Productivity Council",
    zh_hant="在政府資助的研發中心或香港生產力促進局進行",
    group=_WHAT,
    yes=(
        "the internship is at a research centre funded by the Government or at the Hong Kong Productivity Council",
        "實習在政府資助的研發中心或香港生產力促進局進行",
    ),
    no=(
        "the internship is neither at a research centre funded by the Government nor at the Hong Kong Productivity Council",
        "實習並非在政府資助的研發中心或香港生產力促進局進行",
    ),
)
days_paid = number(
    "internship.days_paid",
    en="For how many days was an internship already paid in this academic year, from 1 September to 31 August?",
    zh_hant="本學年（9月1日至8月31日）內已有多少日實習獲發津貼？",
    unit="days",
    most=366,
    example="0",
    noun=("the number of days of internship paid before", "本學年已獲資助的實習日數"),
    why=(
        "Only so many days are paid in an academic year.",
        "每學年獲發津貼的日數設有上限。",
    ),
)
