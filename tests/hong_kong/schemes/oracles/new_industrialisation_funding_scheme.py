"""New Industrialisation Funding Scheme, worked out by hand: a third, 15 million, 45 million in all."""

from datetime import date
from fractions import Fraction

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "company",
    "plans.production_line": True,
    "company.incorporated_in_hong_kong": True,
    "project.smart_production_line": True,
    "project.total_cost": "9000000",
    "project.duration_months": 18,
    "history.nifs_running_projects": 1,
    "history.nifs_running_funding": "10000000",
}
CHECK_POINTS = ("3000000", "15000000")


def oracle(a, on):
    day = a["application.submitted_on"]
    grant = min(a["project.total_cost"] / 3, Fraction(15_000_000))
    if (
        day < date(2020, 7, 27)
        or a["applicant.kind"] != "company"
        or not a["plans.production_line"]
        or not a["company.incorporated_in_hong_kong"]
        or not a["project.smart_production_line"]
        or a["project.duration_months"] > 24
    ):
        return False, {}
    running, held = a["history.nifs_running_projects"], a["history.nifs_running_funding"]
    if running == 0:  # a first project was never limited by others
        return True, {"grant": grant}
    if day < date(2024, 1, 8):  # how many projects at a time, and how much, nobody says
        return None
    return running < 3 and held + grant <= 45_000_000, {"grant": grant}
