"""Innovation and Technology Fund for Better Living, by hand: nine-tenths of the cost, at most 5 million."""

from datetime import date
from fractions import Fraction

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "non-profit",
    "plans.better_living": True,
    "applicant.organisation": "swd-subvented-ngo",
    "project.profit_making": False,
    "project.months_to_roll_out": 12,
    "project.one_off": False,
    "project.years_in_use": 2,
    "project.eligible_cost": "1000000",
}
CHECK_POINTS = ("900000", "5000000")


def oracle(a, on):
    day = a["application.submitted_on"]
    if (
        day < date(2017, 5, 31)
        or a["applicant.kind"] not in ("non-profit", "university", "research-centre")
        or not a["plans.better_living"]
        or a["project.profit_making"]
        or a["project.months_to_roll_out"] > 12
        or not (a["project.one_off"] or a["project.years_in_use"] >= 2)
    ):
        return False, {}
    if day < date(2023, 12, 31):  # the list of leading organisations was first seen in 2023
        return None
    if a["applicant.organisation"] == "other":
        return False, {}
    return True, {"grant": min(Fraction(9, 10) * a["project.eligible_cost"], 5_000_000)}
