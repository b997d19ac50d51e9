"""What a taxpayer spends on research and development in one year of assessment."""

from technopole.hong_kong.questions.project import TRUE_OF_IT
from technopole.rules.language import amount, day, form, yes_no

_AMOUNTS = form(
    "expenses_amounts",
    en="How much is spent on the research in the year of assessment?",
    zh_hant="課稅年度內的研發開支是多少？",
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
    en="Is research related to the applicant's own trade, profession or business",
    zh_hant="研發與申請者本身的行業、專業或業務有關",
    group=TRUE_OF_IT,
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
    en="Is qualifying research and development under the Inland Revenue Ordinance, carried out wholly in Hong Kong",
    zh_hant="屬《稅務條例》所指的合資格研發活動，並全部在香港進行",
    why=(
        "Schedule 45 to the Inland Revenue Ordinance says which activities qualify.",
        "《稅務條例》附表45訂明何謂合資格研發活動。",
    ),
    group=TRUE_OF_IT,
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
    group=_AMOUNTS,
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
    group=_AMOUNTS,
    en="How much other expenditure on the research is deductible?",
    zh_hant="其他可扣除的研發開支是多少？",
    why=(
        "Type A expenditure of one taxpayer in one year of assessment.",
        "指一名納稅人在一個課稅年度的甲類開支。",
    ),
    example="1000000",
    noun=("the Type A expenditure", "甲類開支"),
)
