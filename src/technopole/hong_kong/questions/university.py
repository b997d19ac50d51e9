"""The university that applies, and the scholar whom it brings."""

from technopole.rules.language import amount, number, yes_no

ugc_funded = yes_no(
    "university.ugc_funded",
    en="Is it one of the eight universities funded by the University Grants Committee?",
    zh_hant="是否八所教資會資助大學之一？",
    register="university-grants-committee",
)
scholar_remuneration = amount(
    "university.scholar_remuneration",
    en="How much does the university pay the scholar a year?",
    zh_hant="大學每年支付該學者多少薪酬？",
    example="2000000",
    noun=("the scholar's yearly pay", "學者年薪"),
)
scholar_years = number(
    "university.scholar_years",
    en="For how many years is the scholar engaged?",
    zh_hant="聘用該學者多少年？",
    unit="years",
    most=60,
    example="5",
    noun=("the number of years of the engagement", "聘用年數"),
)
scholar_team_cost = amount(
    "university.scholar_team_cost",
    en="What does the scholar's team cost over its first three years?",
    zh_hant="該學者的團隊首三年開支是多少？",
    example="4600000",
    noun=("the team's cost over three years", "團隊首三年開支"),
)
in_start_up_scheme = yes_no(
    "university.in_start_up_scheme",
    en="Is the applicant, or was its start-up founded by members of, one of City University of Hong Kong, Hong "
    "Kong Baptist University, The Chinese University of Hong Kong, The Hong Kong Polytechnic University, The "
    "Hong Kong University of Science and Technology and The University of Hong Kong?",
    zh_hant="申請者是否以下大學之一，或其初創企業是否由該等大學的成員創立：香港城市大學、香港浸會大學、"
    "香港中文大學、香港理工大學、香港科技大學、香港大學？",
)
applications_in_call = number(
    "university.applications_in_call",
    en="How many applications does the university make in this call, this one included?",
    zh_hant="大學在本期連同此項共提交多少項申請？",
    unit="count",
    most=1000,
    example="5",
    noun=("the number of the university's applications in the call", "大學在該期的申請數目"),
)
