"""The programme that the person studies."""

from technopole.rules.language import amount, day, yes_no

starts_on = day(
    "study.starts_on",
    en="When does the programme start?",
    zh_hant="課程於何時開始？",
    noun=("the start of the programme", "課程開始日期"),
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
    noun=("the fee of the whole programme", "整個課程的學費"),
)
other_government_award = yes_no(
    "study.other_government_award",
    en="Does the person get another government scholarship or subsidy for it, such as from the Continuing Education Fund?",
    zh_hant="是否就該課程獲其他政府獎學金或資助，例如持續進修基金？",
)
stem_programme = yes_no(
    "study.stem_programme",
    en="Is the person a full-time undergraduate or postgraduate student of science, technology, "
    "engineering or mathematics?",
    zh_hant="是否修讀科學、科技、工程或數學的全日制本科生或研究生？",
)
local_university = yes_no(
    "study.local_university",
    en="Is it a programme of one of the local universities that take part in the internship scheme?",
    zh_hant="課程是否由參與實習計劃的本地大學開辦？",
)
