"""The course for which a company trains its staff."""

from technopole.rules.language import Fraction, amount, day, form, items, number, yes_no

_WHAT = form(
    "training",
    en="What about the course?",
    zh_hant="課程的資料如何？",
)

course_starts_on = day(
    "training.course_starts_on",
    group=_WHAT,
    en="When does the course start?",
    zh_hant="課程於何時開始？",
    why=(
        "The day on which the course starts selects the share and the ceiling.",
        "以課程開始日期決定適用的資助比例及上限。",
    ),
    noun=("the start of the course", "課程開始日期"),
)
course_registered = yes_no(
    "training.course_registered",
    en="Is it a registered public course, or a tailor-made course put up for approval with the grant?",
    zh_hant="是否已登記的公開課程，或隨資助申請一併提交審批的度身訂造課程？",
    register="vocational-training-council",
    yes=(
        "the course is a registered public course, or a tailor-made one put up for approval",
        "課程為已登記的公開課程，或提交審批的度身訂造課程",
    ),
    no=(
        "the course is neither a registered public course nor a tailor-made one put up for approval",
        "課程既非已登記的公開課程，亦非提交審批的度身訂造課程",
    ),
)
course_fee = amount(
    "training.course_fee",
    group=_WHAT,
    en="What is the course fee for each trainee?",
    zh_hant="每名學員的課程費用是多少？",
    example="30000",
    noun=("the course fee for each trainee", "每名學員的課程費用"),
    most=10_000_000,
)
permanent_resident = yes_no(
    "trainee.permanent_resident",
    en="Is the trainee a Hong Kong permanent resident?",
    zh_hant="學員是否香港永久性居民？",
    yes=("the trainee is a Hong Kong permanent resident", "學員為香港永久性居民"),
    no=("the trainee is not a Hong Kong permanent resident", "學員並非香港永久性居民"),
)
qualification_level = number(
    "trainee.qualification_level",
    en="Which level of the Qualifications Framework does the trainee hold?",
    zh_hant="學員持有資歷架構第幾級資歷？",
    unit="scale",
    most=7,
    example="4",
    noun=("the level of qualification", "資歷級別"),
)
years_of_work = number(
    "trainee.years_of_work",
    en="How many full years of related work has the trainee?",
    zh_hant="學員有多少年相關工作經驗？",
    unit="years",
    most=60,
    noun=("the number of years of work", "工作年數"),
)
attendance = number(
    "trainee.attendance",
    en="What percentage of the course does the trainee attend?",
    zh_hant="學員的出席率是百分之幾？",
    unit="percent",
    most=100,
    step=Fraction(1, 100),
    example="100",
    noun=("the attendance", "出席率"),
)
supported_this_year = yes_no(
    "trainee.supported_this_year",
    en="Has the trainee already had a course paid in part by the programme this financial year?",
    zh_hant="學員在本財政年度是否已有課程獲計劃資助？",
    yes=(
        "the trainee has already had a course paid in part this financial year",
        "學員在本財政年度已有課程獲資助",
    ),
    no=(
        "the trainee has had no other course paid in part this financial year",
        "學員在本財政年度未有其他課程獲資助",
    ),
)
trainees = items(
    "training.trainees",
    en="Whom does the company send to the course?",
    zh_hant="公司派出哪些學員？",
    fields=(
        permanent_resident,
        qualification_level,
        years_of_work,
        attendance,
        supported_this_year,
    ),
    noun=("the trainees", "學員"),
)
granted_this_year = amount(
    "training.granted_this_year",
    group=_WHAT,
    en="How much has the company been granted for courses that start in the same financial year?",
    zh_hant="就同一財政年度開課的課程，公司已獲批多少資助？",
    example="0",
    register="vocational-training-council",
    noun=("what was granted in the same financial year", "同一財政年度已批資助額"),
    why=(
        "A company has a ceiling for each financial year.",
        "每間公司設有每財政年度上限。",
    ),
    most=100_000_000,
)
