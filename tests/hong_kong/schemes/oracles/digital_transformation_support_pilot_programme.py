"""Digital Transformation Support Pilot Programme, worked out by hand: half the price, at most 50,000."""

from datetime import date
from fractions import Fraction

ON = date(2025, 3, 3)
FITS = {
    "applicant.kind": "company",
    "plans.adopt_technology": True,
    "company.sector": "food-and-beverage",
    "company.substantive_business": True,
    "company.business_registered": True,
    "company.hawker_licence": False,
    "company.employees": 18,
    "company.listed": False,
    "company.statutory_body": False,
    "company.subvented": False,
    "project.solution_listed": True,
    "project.solution_price": "40000",
    "history.dtspp_granted": "10000",
}
CHECK_POINTS = ("20000", "50000")

OLD = {"retail", "food-and-beverage"}
NEW = OLD | {"tourism", "personal-services"}


def oracle(a, on):
    day = a["application.submitted_on"]
    if day < date(2023, 12, 1) or day >= date(2025, 5, 31):
        return False, {}
    fits = (
        a["applicant.kind"] == "company"
        and a["plans.adopt_technology"]
        and a["company.sector"] in (OLD if day < date(2024, 12, 1) else NEW)
        and a["company.substantive_business"]
        and (a["company.business_registered"] or a["company.hawker_licence"])
        and not a["company.listed"]
        and not a["company.statutory_body"]
        and not a["company.subvented"]
        and a["project.solution_listed"]
    )
    if day < date(2024, 12, 31):  # the limits are of 2024, but of which day in it is not said
        return None
    if a["company.employees"] >= 50:
        return False, {}
    if day >= date(2025, 5, 1):  # closed some day in May 2025
        return None if fits else (False, {})
    left = max(Fraction(0), 50_000 - a["history.dtspp_granted"])
    return fits, {"grant": min(a["project.solution_price"] / 2, left)}
