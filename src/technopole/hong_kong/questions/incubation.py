"""The programmes that bring up start-ups."""

from technopole.rules.language import choice, form, number

PROGRAMMES = form(
    "incubation",
    en="Which programmes for start-ups would it be, and who applies?",
    zh_hant="擬申請哪些初創企業計劃，由誰申請？",
)
_AGES = form(
    "team_ages",
    en="How old are the applicant's team and owners?",
    zh_hant="團隊成員及擁有人的年齡如何？",
)

science_park_programme = choice(
    "incubation.science_park_programme",
    en="Which programme of the Science Park is applied for?",
    zh_hant="申請科技園公司的哪項計劃？",
    group=PROGRAMMES,
    options={
        "ideation": (
            "Pre-incubation (Ideation): for an idea that is not yet a business",
            "培育前計劃（Ideation）：供尚未成為業務的構思申請",
        ),
        "incu-app": (
            "Incu-App: for web and mobile applications",
            "Incu-App：供網上及流動應用程式公司申請",
        ),
        "incu-tech": ("Incu-Tech: for other technology", "Incu-Tech：供其他科技公司申請"),
        "incu-bio": ("Incu-Bio: for biomedical technology", "Incu-Bio：供生物醫藥科技公司申請"),
        "none": ("None of them", "不申請這些計劃"),
    },
    noun=("the programme of the Science Park", "科技園公司計劃"),
)
micro_fund_stream = choice(
    "incubation.micro_fund_stream",
    en="Which programme of the Cyberport Creative Micro Fund is applied for?",
    zh_hant="申請數碼港創意微型基金的哪項計劃？",
    group=PROGRAMMES,
    options={
        "professional": ("Professional Programme", "專業計劃"),
        "young-entrepreneur": (
            "Hong Kong Young Entrepreneur Programme",
            "香港青年創業計劃",
        ),
        "none": ("None of them", "不申請這些計劃"),
    },
    noun=("the programme of the micro fund", "微型基金計劃"),
)
youngest_member = number(
    "incubation.youngest_member",
    group=_AGES,
    en="How old is the youngest of the applicant's team or owners?",
    zh_hant="團隊成員或擁有人中最年輕者多少歲？",
    unit="years_of_age",
    most=120,
    example="22",
    noun=("the age of the youngest member", "最年輕成員的年齡"),
    why=(
        "One programme sets ages for all members and owners.",
        "有計劃對所有成員及擁有人設年齡限制。",
    ),
)
oldest_member = number(
    "incubation.oldest_member",
    group=_AGES,
    en="How old is the oldest of the applicant's team or owners?",
    zh_hant="團隊成員或擁有人中最年長者多少歲？",
    unit="years_of_age",
    most=120,
    example="28",
    noun=("the age of the oldest member", "最年長成員的年齡"),
    why=(
        "One programme sets ages for all members and owners.",
        "有計劃對所有成員及擁有人設年齡限制。",
    ),
)
