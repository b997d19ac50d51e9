"""Distance Business Programme, worked out by hand: 100,000 a solution, 300,000 an enterprise, in 2020."""

from datetime import date
from fractions import Fraction

ON = date(2020, 9, 1)
FITS = {
    "applicant.kind": "company",
    "plans.adopt_technology": True,
    "company.business_started_on": "2019-12-31",
    "company.listed": False,
    "company.statutory_body": False,
    "company.subvented": False,
    "remote_business.solutions": [{"solution.cost": "90000", "solution.training_cost": "20000"}],
    "remote_business.applications_before": 0,
    "remote_business.granted_before": "0",
    "remote_business.other_categories": True,
    "remote_business.subscription_months": 12,
    "project.duration_months": 6,
}
CHECK_POINTS = ("99000", "300000")


def oracle(a, on):
    day = a["application.submitted_on"]
    solutions = a["remote_business.solutions"]
    before = a["remote_business.applications_before"]
    allowed = 1 if day < date(2020, 8, 31) else 2
    fits = (
        date(2020, 5, 18) <= day <= date(2020, 10, 31)
        and a["applicant.kind"] == "company"
        and a["plans.adopt_technology"]
        and a["company.business_started_on"] < date(2020, 1, 1)
        and not a["company.listed"]
        and not a["company.statutory_body"]
        and not a["company.subvented"]
        and sum(1 for solution in solutions if solution["solution.cost"] > 0) <= 3
        and before < allowed
        and (before == 0 or a["remote_business.other_categories"])
        and a["project.duration_months"] <= 6
        and a["remote_business.subscription_months"] <= 12
    )
    left = max(300_000 - a["remote_business.granted_before"], 0)
    grant = min(sum((paid(solution) for solution in solutions), Fraction(0)), left)
    return fits, {"grant": grant, "first_payment": Fraction(3, 10) * grant}


def paid(solution):
    cost = solution["solution.cost"]
    return min(cost + min(solution["solution.training_cost"], cost / 10), Fraction(100_000))
