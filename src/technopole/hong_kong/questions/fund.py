"""The venture fund that an investor raises."""

from technopole.rules.language import Fraction, amount, choice, form, number

_WHAT = form(
    "fund",
    en="What are the fund's figures?",
    zh_hant="基金的資料如何？",
)

market_capital = amount(
    "fund.market_capital",
    group=_WHAT,
    en="How much does the fund raise on the market, the Government's part left out?",
    zh_hant="基金在市場籌集多少資金（不包括政府出資）？",
    example="600000000",
    noun=("the capital raised on the market", "市場資金"),
)
government_committed = amount(
    "fund.government_committed",
    elsewhere=True,
    group=_WHAT,
    en="How much has the Government committed to the other funds of the enhanced scheme?",
    zh_hant="政府已向優化計劃下其他基金承諾出資多少？",
    example="0",
    register="innovation-and-technology-commission",
    noun=("what the Government has committed to other funds", "政府已承諾投入其他基金的款額"),
    why=(
        "All funds of the scheme share one total.",
        "計劃下各基金共用一個總額。",
    ),
)
sector = choice(
    "fund.sector",
    en="In which field does the fund invest?",
    zh_hant="基金投資於哪個領域？",
    options={
        "ai-and-data-science": ("Artificial intelligence and data science", "人工智能與數據科學"),
        "life-and-health": ("Life and health technology", "生命健康科技"),
        "advanced-manufacturing": (
            "Advanced manufacturing and new energy technology",
            "先進製造與新能源科技",
        ),
        "other": ("Another field", "其他領域"),
    },
    noun=("the fund's field", "基金投資範疇"),
)
ecosystem_share = number(
    "fund.ecosystem_share",
    group=_WHAT,
    en="What percentage of the fund goes into companies of Hong Kong's innovation and technology ecosystem?",
    zh_hant="基金有百分之幾投資於與香港創科生態圈相關的企業？",
    unit="percent",
    most=100,
    step=Fraction(1, 100),
    example="100",
    noun=("the share for companies of the ecosystem", "投資創科生態圈企業的比例"),
)
hong_kong_share = number(
    "fund.hong_kong_share",
    group=_WHAT,
    en="What percentage of the fund goes into Hong Kong companies?",
    zh_hant="基金有百分之幾投資於香港公司？",
    unit="percent",
    most=100,
    step=Fraction(1, 100),
    example="60",
    noun=("the share for Hong Kong companies", "投資香港公司的比例"),
)
local_spending = number(
    "fund.local_spending",
    group=_WHAT,
    en="What percentage of the money received does a company at least spend on its operation in Hong Kong?",
    zh_hant="獲投資企業最少把所得款項的百分之幾用於香港業務？",
    unit="percent",
    most=100,
    step=Fraction(1, 100),
    example="60",
    noun=("the share spent in Hong Kong", "在港開支比例"),
)
