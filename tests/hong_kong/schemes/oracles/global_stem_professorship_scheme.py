"""Global STEM Professorship Scheme, worked out by hand: half the pay, a million a year, five years."""

from datetime import date
from fractions import Fraction

ON = date(2024, 6, 1)
FITS = {
    "applicant.kind": "university",
    "plans.recruit_scholars": True,
    "university.which": "hku",
    "university.scholar_remuneration": "1500000",
    "university.scholar_years": 3,
    "university.scholar_team_cost": "4000000",
}
CHECK_POINTS = ("1000000", "750000")


def oracle(a, on):
    day = a["application.submitted_on"]
    if (
        day < date(2021, 6, 1)
        or a["applicant.kind"] != "university"
        or not a["plans.recruit_scholars"]
        or a["university.which"] == "other"
    ):
        return False, {}
    if day < date(2021, 6, 30):  # launched on some day of that June
        return None
    a_year = min(a["university.scholar_remuneration"] / 2, Fraction(1_000_000))
    return True, {
        "remuneration_a_year": a_year,
        "remuneration": a_year * min(a["university.scholar_years"], 5),
        "team": min(a["university.scholar_team_cost"], Fraction(4_600_000)),
    }
