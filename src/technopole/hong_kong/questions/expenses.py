"""What a taxpayer spends on research and development in one year of assessment."""

from technopole.rules.language import amount, boxes, day, yes_no

_WHAT = boxes(
    "expenses",
    en="Which of these is true of the research? Tick everything that applies.",
    zh_hant="以下哪些符合研發的情況？請選出所有適用者。",
)

incurred_on = day(
    "expenses.incurred_on",
    en="When is the expenditure incurred?",
    zh_hant="開支於何時招致？",
    today=True,
    noun=("the day on which the expenditure is incurred", "開支招致日期"),
)
research_related_to_trade = yes_no(
    "expenses.research_related_to_trade",
    en="Is related to the taxpayer's trade, profession or business",
    zh_hant="與納稅人的行業、專業或業務有關",
    group=_WHAT,
    yes=(
        "the research is related to the taxpayer's trade, profession or business",
        "研發與納稅人的行業、專業或業務有關",
    ),
    no=(
        "the research is not related to the taxpayer's trade, profession or business",
        "研發與納稅人的行業、專業或業務無關",
    ),
)
research_qualifying = yes_no(
    "expenses.research_qualifying",
    en="Is qualifying research and development, carried out wholly in Hong Kong",
    zh_hant="屬全部在香港進行的合資格研發活動",
    why=(
        "Schedule 45 to the Inland Revenue Ordinance says which activities qualify.",
        "《稅務條例》附表45訂明何謂合資格研發活動。",
    ),
    group=_WHAT,
    yes=(
        "the research is qualifying research carried out wholly in Hong Kong",
        "研發屬全部在香港進行的合資格研發活動",
    ),
    no=(
        "the research is not qualifying research carried out wholly in Hong Kong",
        "研發並非全部在香港進行的合資格研發活動",
    ),
)
research_type_b = amount(
    "expenses.research_type_b",
    en="How much goes to designated local research institutions, pay of own research staff and consumables "
    "for the research?",
    zh_hant="付予指定本地研究機構、研發僱員薪酬及研發消耗品的開支共多少？",
    why=(
        "Type B expenditure of one taxpayer in one year of assessment. Directors' pay and software don't count.",
        "指一名納稅人在一個課稅年度的乙類開支；董事酬金及軟件不計算在內。",
    ),
    example="5000000",
    noun=("the Type B expenditure", "乙類開支"),
)
research_type_a = amount(
    "expenses.research_type_a",
    en="How much other expenditure on the research is deductible?",
    zh_hant="其他可扣除的研發開支是多少？",
    why=(
        "Type A expenditure of one taxpayer in one year of assessment.",
        "指一名納稅人在一個課稅年度的甲類開支。",
    ),
    example="1000000",
    noun=("the Type A expenditure", "甲類開支"),
)
