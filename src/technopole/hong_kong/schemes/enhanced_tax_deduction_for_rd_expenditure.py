"""Enhanced tax deduction for research and development: up to three dollars for each dollar spent.

Run by the Inland Revenue Department. The day on which expenditure is incurred selects the values.
"""

from technopole.hong_kong.questions import applicant, expenses, plans
from technopole.rules.language import (
    HKD,
    applying,
    award,
    choose,
    condition,
    date,
    gap,
    known,
    parameter,
    scheme,
    term,
    tiers,
    window,
)

# 1  Type B, on qualifying activities wholly in Hong Kong: three times the first part, twice the rest.
first_rate = parameter(
    "first_rate",
    "times",
    en="Deduction for each dollar of Type B expenditure, first part",
    zh_hant="乙類開支首部分的扣除倍數",
    event=expenses.incurred_on,
    values={"2018-04-01": (3, "factsheet-2025, R&D Activities: Encouraging Local, lines 582-593")},
)
first_part = parameter(
    "first_part",
    HKD,
    en="First part of Type B expenditure",
    zh_hant="乙類開支的首部分",
    event=expenses.incurred_on,
    values={"2018-04-01": (2_000_000, "factsheet-2025, lines 588-590")},
)
further_rate = parameter(
    "further_rate",
    "times",
    en="Deduction for each further dollar of Type B expenditure",
    zh_hant="乙類開支其餘部分的扣除倍數",
    event=expenses.incurred_on,
    values={"2018-04-01": (2, "factsheet-2025, line 590")},
)

# 2  Type A, and what is spent on other activities: once.
type_a_rate = parameter(
    "type_a_rate",
    "times",
    en="Deduction for each dollar of Type A expenditure",
    zh_hant="甲類開支的扣除倍數",
    event=expenses.incurred_on,
    values={"2018-04-01": (1, "TAX_CHA, Type A paragraph", "medium")},
)

type_b = choose(expenses.research_qualifying, expenses.research_type_b, 0)
type_a = expenses.research_type_a + choose(
    expenses.research_qualifying, 0, expenses.research_type_b
)
deduction = tiers(type_b, (first_part, first_rate), (None, further_rate)) + type_a * type_a_rate

SCHEME = scheme(
    "enhanced-tax-deduction-for-rd-expenditure",
    code="TAX-RD",
    en="Enhanced tax deduction for R&D expenditure",
    zh_hant="研發開支額外稅務扣減",
    summary=(
        "Lets a business deduct three times the first 2 million dollars of qualifying research expenditure, and twice the rest, from its profits.",
        "企業的合資格研發開支，首200萬元可獲三倍、其餘可獲兩倍稅務扣除。",
    ),
    run_by="inland-revenue-department",
    confirmed=date(2025, 3, 31),
    window=window(
        expenses.incurred_on,
        first="2018-04-01",
        reference="factsheet-2025, lines 592-593",
        says=(
            "The expenditure is incurred on or after 1 April 2018.",
            "開支於2018年4月1日或以後招致。",
        ),
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("company"),
            en="The taxpayer carries on a trade, profession or business.",
            zh_hant="納稅人經營行業、專業或業務。",
            reference="TAX_SMU, Funding Details",
        ),
        condition(
            "plan",
            plans.research,
            en="It carries out research and development.",
            zh_hant="進行研究及發展。",
            reference="factsheet-2025, lines 582-593",
        ),
        condition(
            "related",
            expenses.research_related_to_trade,
            en="The research is related to that trade, profession or business.",
            zh_hant="研發與該行業、專業或業務有關。",
            reference="TAX_SMU, Funding Details",
        ),
    ),
    awards=(
        award(
            "deduction",
            deduction,
            en="Deduction from assessable profits: by tiers for Type B, once for Type A, without a ceiling.",
            zh_hant="從應評稅利潤扣除的款額：乙類開支按級計算，甲類開支按一倍計算，不設上限。",
            reference="factsheet-2025, lines 582-593",
            within=((expenses.research_type_a + expenses.research_type_b) * first_rate,),
            rises_with=(expenses.research_type_a, expenses.research_type_b),
            paid=False,
        ),
    ),
    applying=applying(
        en="Claim it in the profits tax return of the year of assessment. There is no call and no panel; the Inland "
        "Revenue Department may ask the Commissioner for Innovation and Technology for advice.",
        zh_hant="在該課稅年度的利得稅報稅表申索。不設申請期及評審；稅務局可徵詢創新科技署署長的意見。",
        reference="TAX_REG, paragraph 2",
    ),
    known=(
        known(
            en="Type B is what is paid to designated local research institutions, to employees (no directors) directly "
            "and actively engaged in the research, and for consumables used directly in it; all heads are added "
            "before the first 2 million dollars are counted.",
            zh_hant="乙類開支包括付予指定本地研究機構的款項、直接並積極參與研發的僱員（不包括董事）的薪酬，以及直接用於研發的"
            "消耗品；各項先行合計，才計算首200萬元。",
            reference="TAX_CHA, Type B bullets; TAX_SMU, Funding Details",
        ),
        known(
            en="A director's pay doesn't count, though that of one who also works as an employee may be apportioned; "
            "software is no consumable.",
            zh_hant="董事酬金不計算在內，但兼任僱員者可按比例分攤；軟件不屬消耗品。",
            reference="TAX_LCC, staffing-cost and consumables bullets",
        ),
        known(
            en="A payment to an institution counts too if it is designated within six months after the payment.",
            zh_hant="研究機構如在付款後六個月內獲指定，有關付款亦計算在內。",
            reference="TAX_APL, first paragraph",
        ),
        known(
            en="The law is section 16B of and Schedule 45 to the Inland Revenue Ordinance, amended on 2 November 2018.",
            zh_hant="法例依據為《稅務條例》第16B條及附表45（2018年11月2日修訂）。",
            reference="TAX_HKI, first paragraph",
        ),
    ),
    gaps=(
        gap(
            en="What the first 2 million dollars are counted over is not said: a taxpayer's year of assessment, an "
            "activity or a group. Here it is one taxpayer in one year of assessment, the usual reading.",
            zh_hant="首200萬元以納稅人的課稅年度、個別活動抑或集團計算，文件沒有說明；此處按一般理解，以一名納稅人的一個課稅年度計算。",
        ),
        gap(
            en="What a qualifying activity is stands in Schedule 45, whose text was not found; only summaries were.",
            zh_hant="合資格活動的定義載於附表45，但未找到條文，只有摘要。",
        ),
        gap(
            en="An institution designated later can still change the deduction for an earlier payment.",
            zh_hant="研究機構其後獲指定，可令較早前付款的扣除額改變。",
        ),
    ),
    terms=(
        term(
            type_b,
            en="the enhanced expenditure",
            zh_hant="獲額外扣減的開支",
        ),
        term(
            type_a,
            en="the other expenditure",
            zh_hant="其他開支",
        ),
    ),
)
