"""The programme that the person studies."""

from technopole.rules.language import amount, day, yes_no

starts_on = day(
    "study.starts_on",
    en="When does the programme start?",
    zh_hant="課程於何時開始？",
)
local_student = yes_no(
    "study.local_student",
    en="Is the person a local student?",
    zh_hant="是否本地學生？",
)
programme_targeted = yes_no(
    "study.programme_targeted",
    en="Is it one of the programmes targeted by the University Grants Committee's fellowships?",
    zh_hant="是否教資會獎學金計劃指定的課程？",
    register="university-grants-committee",
)
programme_fee = amount(
    "study.programme_fee",
    en="What is the tuition fee of the whole programme's prescribed courses?",
    zh_hant="整個課程指定科目的學費是多少？",
    example="162100",
)
other_government_award = yes_no(
    "study.other_government_award",
    en="Does the person get another government scholarship or subsidy for it, such as from the Continuing Education Fund?",
    zh_hant="是否就該課程獲其他政府獎學金或資助，例如持續進修基金？",
)
