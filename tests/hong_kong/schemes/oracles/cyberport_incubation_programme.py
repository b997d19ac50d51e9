"""Cyberport Incubation Programme, worked out by hand: up to half a million over 24 months, since 2018."""

from datetime import date
from fractions import Fraction

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "company",
    "plans.start_up": True,
    "project.digital_technology": True,
}
CHECK_POINTS = ()
DOUBTFUL = "how much of the ceiling a start-up gets, for the sources state the ceiling alone"


def oracle(a, on):
    fits = (
        a["applicant.kind"] == "company" and a["plans.start_up"] and a["project.digital_technology"]
    )
    if not fits:
        return False, {}
    if a["application.submitted_on"] < date(2018, 12, 31):  # some day of 2018; before, less
        return True, {"subsidy": None, "length": None}
    return True, {"subsidy": None, "length": Fraction(24)}
