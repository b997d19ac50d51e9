"""Innovation and Technology Venture Fund, enhanced scheme: a dollar for every three that a fund raises.

One call, from 19 December 2024 to 19 March 2025. The older co-investment model is described only. Run by
the Innovation and Technology Commission through a company of its own.
"""

from technopole.hong_kong.questions import applicant, application, fund, plans
from technopole.rules.language import (
    HKD,
    Fraction,
    applying,
    award,
    condition,
    date,
    gap,
    judgement,
    known,
    least,
    parameter,
    scheme,
    term,
    window,
)

# 1  A third of what the market gives, at least so much and at most so much.
matching = parameter(
    "matching",
    "times",
    ratio=True,
    en="Government's money for each dollar raised on the market",
    zh_hant="每元市場資金的政府出資",
    event=application.submitted_on,
    values={"2024-12-19": (Fraction(1, 3), "IV_ITF, Fund Manager Model")},
)
least_commitment = parameter(
    "least_commitment",
    HKD,
    en="Least that the Government puts into a fund",
    zh_hant="政府對每個基金的最低出資",
    event=application.submitted_on,
    values={"2024-12-19": (150_000_000, "IV_ITF, Fund Manager Model")},
)
most_commitment = parameter(
    "most_commitment",
    HKD,
    en="Most that the Government puts into a fund",
    zh_hant="政府對每個基金的最高出資",
    event=application.submitted_on,
    values={"2024-12-19": (250_000_000, "IV_ITF, Fund Manager Model")},
)

# 2  How large the fund is, and what all funds together may have of the Government.
least_market_capital = parameter(
    "least_market_capital",
    HKD,
    en="Least that a fund raises on the market",
    zh_hant="基金最低市場集資額",
    event=application.submitted_on,
    values={"2024-12-19": (450_000_000, "IV_BAST, paragraph 3")},
)
least_size = parameter(
    "least_size",
    HKD,
    en="Least size of a fund, the Government's part included",
    zh_hant="基金最低規模（包括政府出資）",
    event=application.submitted_on,
    values={"2024-12-19": (600_000_000, "IV_BAST, paragraph 3")},
)
for_all_funds = parameter(
    "for_all_funds",
    HKD,
    en="What the Government puts into all funds",
    zh_hant="政府對所有基金的出資總額",
    event=application.submitted_on,
    values={"2024-10": (1_500_000_000, "yearbook-2024, line 99")},
)

# 3  What the fund invests in.
SECTORS = frozenset({"ai-and-data-science", "life-and-health", "advanced-manufacturing"})
sectors = parameter(
    "sectors",
    None,
    en="Fields of the funds",
    zh_hant="基金的投資領域",
    event=application.submitted_on,
    values={"2024-12-19": (SECTORS, "IV_ITF, Fund Manager Model")},
)
ecosystem_share = parameter(
    "ecosystem_share",
    "percent",
    en="Part of the fund that goes into companies of Hong Kong's innovation and technology ecosystem",
    zh_hant="基金投資於與香港創科生態圈相關企業的比例",
    event=application.submitted_on,
    values={"2024-12-19": (100, "IV_ITF, Investment requirements")},
)
hong_kong_share = parameter(
    "hong_kong_share",
    "percent",
    en="Least part of the fund that goes into Hong Kong companies",
    zh_hant="基金投資於香港公司的最低比例",
    event=application.submitted_on,
    values={"2024-12-19": (50, "IV_ITF, Investment requirements")},
)
local_spending = parameter(
    "local_spending",
    "percent",
    en="Least part of the money received that a company spends on its operation in Hong Kong",
    zh_hant="獲投資企業把所得款項用於香港業務的最低比例",
    event=application.submitted_on,
    values={"2024-12-19": (50, "IV_ITF, Investment requirements")},
)

matched = fund.market_capital * matching
commitment = least(matched, most_commitment)

SCHEME = scheme(
    "innovation-and-technology-venture-fund",
    code="ITVF",
    en="Innovation and Technology Venture Fund",
    zh_hant="創科創投基金",
    summary=(
        "The Government puts a dollar beside every three that a venture fund raises for Hong Kong's technology firms.",
        "創投基金每籌集三元投資本港創科企業，政府出資一元。",
    ),
    run_by="innovation-and-technology-commission",
    confirmed=date(2025, 3, 19),
    window=window(
        application.submitted_on,
        first="2024-12-19",
        last="2025-03-19",
        reference="IV_BAST, first paragraph",
    ),
    conditions=(
        condition(
            "applicant",
            applicant.kind.is_in("investor"),
            en="A fund manager applies.",
            zh_hant="由基金管理人申請。",
            reference="IV_ITF, Fund Manager Model",
        ),
        condition(
            "plan",
            plans.invest_in_technology,
            en="It plans to invest in technology firms of Hong Kong.",
            zh_hant="申請者計劃投資香港的科技企業。",
            reference="IV_ITF, Fund Manager Model",
        ),
        condition(
            "field",
            fund.sector.is_in(sectors),
            en="The fund invests in one of the fields of the scheme.",
            zh_hant="基金投資於計劃所列領域。",
            reference="IV_ITF, Fund Manager Model",
        ),
        condition(
            "size",
            (fund.market_capital >= least_market_capital)
            & (commitment >= least_commitment)
            & (fund.market_capital + commitment >= least_size),
            en="The fund raises enough on the market for the Government's least part and the fund's least size.",
            zh_hant="基金的市場集資額足以達到政府最低出資及基金最低規模。",
            reference="IV_BAST, paragraph 3",
        ),
        condition(
            "all_funds",
            fund.government_committed + commitment <= for_all_funds,
            en="The Government's parts of all funds stay within its total.",
            zh_hant="政府對各基金的出資合計不超出總額。",
            reference="yearbook-2024, line 99",
        ),
        condition(
            "ecosystem",
            fund.ecosystem_share >= ecosystem_share,
            en="The whole fund goes into companies of Hong Kong's innovation and technology ecosystem.",
            zh_hant="基金全數投資於與香港創科生態圈相關的企業。",
            reference="IV_ITF, Investment requirements",
        ),
        condition(
            "hong_kong",
            fund.hong_kong_share >= hong_kong_share,
            en="Enough of the fund goes into Hong Kong companies.",
            zh_hant="基金投資於香港公司的比例達到要求。",
            reference="IV_ITF, Investment requirements",
        ),
        condition(
            "local_spending",
            fund.local_spending >= local_spending,
            en="A company spends enough of the money received on its operation in Hong Kong.",
            zh_hant="獲投資企業用於香港業務的款項比例達到要求。",
            reference="IV_ITF, Investment requirements",
        ),
    ),
    judgements=(
        judgement(
            "itvf_selection",
            en="The Government selects the fund manager.",
            zh_hant="基金管理人獲政府選中。",
            reference="IV_ITF, Fund Manager Model",
        ),
    ),
    awards=(
        award(
            "commitment",
            commitment,
            en="Government's commitment: a third of what the market gives, at most the ceiling.",
            zh_hant="政府出資：市場資金的三分之一，以上限為限。",
            reference="IV_ITF, Fund Manager Model",
            within=(most_commitment, matched),
            rises_with=(fund.market_capital,),
        ),
    ),
    applying=applying(
        en="Fund managers answered the Commission's call until 19 March 2025; no later call is known.",
        zh_hant="基金管理人須於2025年3月19日或之前向創新科技署提交申請；未知有否其後的徵集。",
        address="https://www.itf.gov.hk/en/funding-programmes/supporting-start-ups/itvf/index.html",
        reference="IV_BAST, first paragraph",
    ),
    known=(
        known(
            en="Under the older model of 2017 the Government invested about one dollar beside two of a selected partner.",
            zh_hant="在2017年的共同投資模式下，獲選夥伴每投資兩元，政府約投資一元。",
            reference="blueprint-2022, Strategy (3) Target 01, line 535",
        ),
        known(
            en="A partner of the older model needed $120 million of capital still to call and five years of life.",
            zh_hant="舊模式的夥伴須有1.2億元未催繳資本及五年剩餘年期。",
            reference="IV_OLD, eligibility 3-4",
        ),
        known(
            en="The last call for partners of the older model closed on 28 February 2022.",
            zh_hant="舊模式最近一次徵集夥伴於2022年2月28日截止。",
            reference="IV_SEL, first paragraph",
        ),
    ),
    gaps=(
        gap(
            en="Which start-ups a fund may invest in and how much in each was not found; the Commission's page has it.",
            zh_hant="未找到合資格初創企業的定義及每間企業的投資限額，請參閱創新科技署網頁。",
        ),
        gap(
            en="“About” 1:2 of the older model is a ratio over all deals, not of each.",
            zh_hant="舊模式「約」1比2是整體比例，並非逐項投資的比例。",
        ),
        gap(
            en="Of the $2 billion of 2017, $1.5 billion now serve the enhanced scheme; what becomes of the older model is "
            "not stated.",
            zh_hant="2017年的20億元中，15億元已調撥予優化計劃；舊模式其後安排沒有說明。",
        ),
    ),
    terms=(
        term(
            commitment,
            en="the Government's commitment",
            zh_hant="政府出資額",
        ),
    ),
)
