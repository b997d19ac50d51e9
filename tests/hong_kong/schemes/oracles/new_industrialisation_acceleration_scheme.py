"""New Industrialisation Acceleration Scheme, worked out by hand, before and after it was halved."""

from datetime import date
from fractions import Fraction

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "company",
    "plans.production_line": True,
    "company.incorporated_in_hong_kong": True,
    "company.subvented": False,
    "company.sector": "advanced-manufacturing",
    "project.high_end_technology": True,
    "project.own_contribution": "300000000",
    "project.total_cost": "450000000",
    "project.duration_months": 30,
    "history.nias_projects": 1,
    "history.nias_granted": "120000000",
}
CHECK_POINTS = ("100000000", "200000000", "80000000")


def oracle(a, on):
    day = a["application.submitted_on"]
    if day < date(2024, 9, 16):
        return False, {}
    halved = day >= date(2025, 11, 18)
    own, cost = (100_000_000, 150_000_000) if halved else (200_000_000, 300_000_000)
    fits = (
        a["applicant.kind"] == "company"
        and a["plans.production_line"]
        and a["company.incorporated_in_hong_kong"]
        and not a["company.subvented"]
        and a["company.sector"]
        in {"life-and-health", "ai-and-data-science", "advanced-manufacturing"}
        and a["project.high_end_technology"]
        and a["project.own_contribution"] >= own
        and a["project.total_cost"] >= cost
        and a["history.nias_projects"] < 2
        and a["project.duration_months"] <= 36
    )
    left = 200_000_000 - a["history.nias_granted"]
    return fits, {"grant": min(a["project.total_cost"] / 3, max(left, Fraction(0)))}
