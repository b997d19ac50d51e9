"""The programme that the person studies."""

from technopole.rules.language import amount, boxes, day, yes_no

_WHAT = boxes(
    "study",
    en="Which of these is true of the student? Tick everything that applies.",
    zh_hant="以下哪些符合學生的情況？請選出所有適用者。",
)

starts_on = day(
    "study.starts_on",
    en="When does the programme start?",
    zh_hant="課程於何時開始？",
    noun=("the start of the programme", "課程開始日期"),
)
local_student = yes_no(
    "study.local_student",
    en="Is a local student",
    zh_hant="屬本地學生",
    group=_WHAT,
    yes=("the person is a local student", "申請人屬本地學生"),
    no=("the person is not a local student", "申請人並非本地學生"),
)
programme_targeted = yes_no(
    "study.programme_targeted",
    en="Studies one of the programmes targeted by the University Grants Committee's fellowships",
    zh_hant="修讀教資會獎學金計劃的指定課程",
    register="university-grants-committee",
    group=_WHAT,
    yes=(
        "the programme is one of those targeted by the University Grants Committee's fellowships",
        "課程屬教資會獎學金計劃的指定課程",
    ),
    no=(
        "the programme is not one of those targeted by the University Grants Committee's fellowships",
        "課程不屬教資會獎學金計劃的指定課程",
    ),
)
programme_fee = amount(
    "study.programme_fee",
    en="What is the tuition fee of the whole programme's prescribed courses?",
    zh_hant="整個課程指定科目的學費是多少？",
    example="162100",
    noun=("the fee of the whole programme", "整個課程的學費"),
    most=10_000_000,
)
other_government_award = yes_no(
    "study.other_government_award",
    en="Has another government scholarship or subsidy for the programme, such as from the Continuing Education Fund",
    zh_hant="已就課程獲其他政府獎學金或資助，例如持續進修基金",
    group=_WHAT,
    yes=(
        "the person has another government scholarship or subsidy for the programme",
        "申請人已就課程獲其他政府獎學金或資助",
    ),
    no=(
        "the person has no other government scholarship or subsidy for the programme",
        "申請人沒有就課程獲其他政府獎學金或資助",
    ),
)
stem_programme = yes_no(
    "study.stem_programme",
    en="Is a full-time undergraduate or postgraduate student of science, technology, engineering or mathematics",
    zh_hant="為修讀科學、科技、工程或數學的全日制本科生或研究生",
    group=_WHAT,
    yes=(
        "the person is a full-time student of science, technology, engineering or mathematics",
        "申請人全日制修讀科學、科技、工程或數學",
    ),
    no=(
        "the person is not a full-time student of science, technology, engineering or mathematics",
        "申請人並非全日制修讀科學、科技、工程或數學",
    ),
)
local_university = yes_no(
    "study.local_university",
    en="Studies at one of the local universities that take part in the internship scheme",
    zh_hant="就讀於參與實習計劃的本地大學",
    group=_WHAT,
    yes=(
        "the person studies at a local university that takes part in the internship scheme",
        "申請人就讀於參與實習計劃的本地大學",
    ),
    no=(
        "the person does not study at a local university that takes part in the internship scheme",
        "申請人並非就讀於參與實習計劃的本地大學",
    ),
)
