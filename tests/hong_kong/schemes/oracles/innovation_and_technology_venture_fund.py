"""Innovation and Technology Venture Fund, enhanced, by hand: a third of the market's money, 150 to 250 million."""

from datetime import date

ON = date(2025, 3, 1)
FITS = {
    "applicant.kind": "investor",
    "plans.invest_in_technology": True,
    "fund.sector": "life-and-health",
    "fund.market_capital": "450000000",
    "fund.government_committed": "0",
    "fund.ecosystem_share": 100,
    "fund.hong_kong_share": 50,
    "fund.local_spending": 50,
}
CHECK_POINTS = ("150000000", "250000000")


def oracle(a, on):
    market = a["fund.market_capital"]
    commitment = min(market / 3, 250_000_000)
    fits = (
        date(2024, 12, 19) <= a["application.submitted_on"] <= date(2025, 3, 19)
        and a["applicant.kind"] == "investor"
        and a["plans.invest_in_technology"]
        and a["fund.sector"] != "other"
        and market >= 450_000_000
        and commitment >= 150_000_000
        and market + commitment >= 600_000_000
        and a["fund.government_committed"] + commitment <= 1_500_000_000
        and a["fund.ecosystem_share"] == 100
        and a["fund.hong_kong_share"] >= 50
        and a["fund.local_spending"] >= 50
    )
    return fits, {"commitment": commitment}
