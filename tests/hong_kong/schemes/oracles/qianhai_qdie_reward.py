"""Qianhai's reward, worked out by hand in renminbi: 2%, half a million each, two million a year."""

from datetime import date
from fractions import Fraction

ON = date(2023, 5, 1)
FITS = {
    "applicant.kind": "investor",
    "plans.invest_in_technology": True,
    "investment.qianhai_enterprise": True,
    "investment.target": "incubated",
    "investment.amount_in_renminbi": "10000000",
    "history.qianhai_rewards_this_year": "0",
}
CHECK_POINTS = ("200000", "500000", "0")


def oracle(a, on):
    day = a["application.submitted_on"]
    if (
        day < date(2022, 9, 1)
        or a["applicant.kind"] != "investor"
        or not a["plans.invest_in_technology"]
        or not a["investment.qianhai_enterprise"]
    ):
        return False, {}
    if day < date(2022, 9, 30):  # announced on some day of that September
        return None
    if a["investment.target"] == "other":
        return False, {}
    left = max(2_000_000 - a["history.qianhai_rewards_this_year"], Fraction(0))
    return True, {"reward": min(a["investment.amount_in_renminbi"] / 50, Fraction(500_000), left)}
