"""Partnership Research Programme, worked out by hand: industry half or more, the Government the rest."""

from datetime import date
from fractions import Fraction

ON = date(2024, 6, 1)
FITS = {
    "applicant.kind": "university",
    "plans.research": True,
    "project.lead_body": "designated-institute",
    "project.research_form": "collaborative",
    "project.total_cost": "6000000",
    "project.industry_contribution": "4000000",
    "project.duration_months": 30,
    "project.mainland_research_share": 30,
}
CHECK_POINTS = ()


def oracle(a, on):
    day = a["application.submitted_on"]
    fits = (
        day >= date(2019, 1, 1)
        and a["applicant.kind"] in {"company", "university", "research-centre"}
        and a["plans.research"]
        and a["project.lead_body"] != "other"
        and a["project.research_form"] == "collaborative"
    )
    if day < date(2019, 1, 31):  # launched some day in January 2019
        return None if fits else (False, {})
    cost, industry = a["project.total_cost"], a["project.industry_contribution"]
    fits = (
        fits and a["project.duration_months"] <= 36 and a["project.mainland_research_share"] <= 50
    )
    if fits and day < date(2023, 12, 31) and cost > 0:  # the share was first seen in 2023
        return None
    return fits and industry * 2 >= cost, {"grant": max(Fraction(0), cost - industry)}
