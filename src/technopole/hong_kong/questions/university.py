"""The university that applies, and the scholar whom it brings."""

from technopole.rules.language import amount, choice, form, number, term

_WHICH = form(
    "university",
    en="Which university is it, and how often does it apply?",
    zh_hant="是哪所大學，本期提交多少項申請？",
)
_SCHOLAR = form(
    "scholar",
    en="On what terms is the scholar engaged?",
    zh_hant="聘用該學者的條件如何？",
)

which = choice(
    "university.which",
    group=_WHICH,
    en="Which university is it?",
    zh_hant="是哪所大學？",
    why=(
        "Some schemes are for the eight universities that the University Grants Committee funds, one for six.",
        "部分計劃只供八所教資會資助大學申請，有一項只供當中六所。",
    ),
    options={
        "cityu": ("City University of Hong Kong", "香港城市大學"),
        "hkbu": ("Hong Kong Baptist University", "香港浸會大學"),
        "lingnan": ("Lingnan University", "嶺南大學"),
        "cuhk": ("The Chinese University of Hong Kong", "香港中文大學"),
        "eduhk": ("The Education University of Hong Kong", "香港教育大學"),
        "polyu": ("The Hong Kong Polytechnic University", "香港理工大學"),
        "hkust": ("The Hong Kong University of Science and Technology", "香港科技大學"),
        "hku": ("The University of Hong Kong", "香港大學"),
        "other": ("Another university", "其他大學"),
    },
    noun=("the university", "大學"),
)
funded_by_the_committee = which.is_in(
    "cityu", "hkbu", "lingnan", "cuhk", "eduhk", "polyu", "hkust", "hku"
)
FUNDED_BY_THE_COMMITTEE = term(
    funded_by_the_committee,
    en="the university is one of the eight funded by the University Grants Committee",
    zh_hant="大學屬八所教資會資助大學之一",
)
of_the_start_up_scheme = which.is_in("cityu", "hkbu", "cuhk", "polyu", "hkust", "hku")
OF_THE_START_UP_SCHEME = term(
    of_the_start_up_scheme,
    en="the university is one of the six of the scheme",
    zh_hant="大學屬計劃內六所大學之一",
)
scholar_remuneration = amount(
    "university.scholar_remuneration",
    group=_SCHOLAR,
    en="How much does the university pay the scholar a year?",
    zh_hant="大學每年支付該學者多少薪酬？",
    example="2000000",
    noun=("the scholar's yearly pay", "學者年薪"),
    most=100_000_000,
)
scholar_years = number(
    "university.scholar_years",
    group=_SCHOLAR,
    en="For how many years is the scholar engaged?",
    zh_hant="聘用該學者多少年？",
    unit="years",
    most=60,
    example="5",
    noun=("the number of years of the engagement", "聘用年數"),
)
scholar_team_cost = amount(
    "university.scholar_team_cost",
    group=_SCHOLAR,
    en="What does the scholar's team cost over its first three years?",
    zh_hant="該學者的團隊首三年開支是多少？",
    example="4600000",
    noun=("the team's cost over three years", "團隊首三年開支"),
    most=1_000_000_000,
)
applications_in_call = number(
    "university.applications_in_call",
    group=_WHICH,
    en="How many applications does the university make in this call, this one included?",
    zh_hant="大學在本期連同此項共提交多少項申請？",
    unit="count",
    most=1000,
    example="5",
    noun=(
        "the number of applications that the university makes in the call",
        "大學在該期提交的申請數目",
    ),
    why=(
        "A university may make only so many applications in a call.",
        "每所大學每期可提交的申請數目設有上限。",
    ),
)
