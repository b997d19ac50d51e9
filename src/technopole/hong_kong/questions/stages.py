"""The two stages of a project that turns a university's research into a business."""

from technopole.rules.language import Fraction, amount, form, number, yes_no

_WHAT = form(
    "stages",
    en="What would the project have in each stage?",
    zh_hant="項目在各階段的安排如何？",
)

begins_at_second = yes_no(
    "stages.begins_at_second",
    en="Does the project begin at the second stage?",
    zh_hant="項目是否直接由第二階段開始？",
    why=(
        "The first stage turns research into a product, the second brings it to the market.",
        "第一階段將研發成果轉化為產品，第二階段將成果推出市場。",
    ),
    yes=("the project begins at the second stage", "項目直接由第二階段開始"),
    no=("the project does not begin at the second stage", "項目並非直接由第二階段開始"),
)
first_months = number(
    "stages.first_months",
    group=_WHAT,
    en="How many months does the first stage take?",
    zh_hant="第一階段為期多少個月？",
    unit="months",
    most=600,
    example="30",
    noun=("the duration of the first stage", "第一階段期限"),
)
first_from_government = amount(
    "stages.first_from_government",
    group=_WHAT,
    en="How much is asked of the Government for the first stage?",
    zh_hant="第一階段向政府申請多少資助？",
    example="18000000",
    noun=("what is asked of the Government for the first stage", "第一階段向政府申請的款額"),
)
first_from_industry = amount(
    "stages.first_from_industry",
    group=_WHAT,
    en="How much does industry contribute to the first stage?",
    zh_hant="業界在第一階段出資多少？",
    example="6000000",
    noun=("industry's contribution to the first stage", "業界在第一階段的出資額"),
)
first_from_university = amount(
    "stages.first_from_university",
    group=_WHAT,
    en="How much does the university contribute to the first stage?",
    zh_hant="大學在第一階段出資多少？",
    example="4000000",
    noun=("the university's contribution to the first stage", "大學在第一階段的出資額"),
)
first_in_kind = amount(
    "stages.first_in_kind",
    group=_WHAT,
    en="How much of what industry and the university contribute to the first stage is in kind?",
    zh_hant="業界及大學在第一階段的出資中，實物部分佔多少？",
    example="2000000",
    noun=("the amount of the contributions in kind to the first stage", "第一階段的實物出資額"),
)
second_from_government = amount(
    "stages.second_from_government",
    group=_WHAT,
    en="How much is asked of the Government for the second stage?",
    zh_hant="第二階段向政府申請多少資助？",
    example="12000000",
    noun=("what is asked of the Government for the second stage", "第二階段向政府申請的款額"),
)
second_from_industry = amount(
    "stages.second_from_industry",
    group=_WHAT,
    en="How much does industry contribute to the second stage?",
    zh_hant="業界在第二階段出資多少？",
    example="12000000",
    noun=("industry's contribution to the second stage", "業界在第二階段的出資額"),
)
team_benefit_share = number(
    "stages.team_benefit_share",
    group=_WHAT,
    en="What share of the benefits of the intellectual property goes to the research team, in percent?",
    zh_hant="研發團隊可獲百分之幾的知識產權利益？",
    unit="percent",
    most=100,
    step=Fraction(1, 100),
    example="70",
    noun=("the team's share of the benefits", "研發團隊的利益比例"),
)
