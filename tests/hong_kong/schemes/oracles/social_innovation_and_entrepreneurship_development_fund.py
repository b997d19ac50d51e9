"""SIE Fund, worked out by hand: matches above 300,000 dollars, prototypes in 2023, Smart Silver at 60."""

from datetime import date
from fractions import Fraction

ON = date(2025, 6, 1)
DOUBTFUL = "Whether prototypes are taken after the cohorts of 2023 is not known on any later day."
FITS = {
    "applicant.kind": "non-profit",
    "plans.social_venture": True,
    "plans.learn_digital_skills": False,
    "person.age": 40,
    "project.requested": "600000",
    "project.matching_funds": "300000",
    "project.duration_months": 24,
}
CHECK_POINTS = ()


def oracle(a, on):
    day, kind, asked = a["application.submitted_on"], a["applicant.kind"], a["project.requested"]
    if day < date(2013, 1, 1):
        return False, {}
    if kind == "person":
        if not a["plans.learn_digital_skills"] or day < date(2024, 12, 1):
            return False, {}
        if day < date(2024, 12, 31):
            return None
        return a["person.age"] >= 60, {"grant": Fraction(0)}
    if kind not in {"company", "non-profit"} or not a["plans.social_venture"]:
        return False, {}
    if day < date(2023, 4, 30):
        return None
    if asked <= 300_000:
        if not 12 <= a["project.duration_months"] <= 18:
            return False, {}
        return (True, {"grant": asked}) if day <= date(2023, 8, 31) else None
    if day < date(2023, 12, 31):  # the bands are of some day of 2023
        return None
    match = a["project.matching_funds"]
    return (asked <= 2 * match if asked <= 900_000 else asked <= match), {"grant": asked}
