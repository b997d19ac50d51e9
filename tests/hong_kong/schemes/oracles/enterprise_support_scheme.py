"""Enterprise Support Scheme, worked out by hand: half, at most 10 million; a track up to 2.8 million."""

from datetime import date
from fractions import Fraction

ON = date(2026, 6, 1)
FITS = {
    "applicant.kind": "company",
    "plans.research": True,
    "company.incorporated_in_hong_kong": True,
    "company.business_registered": True,
    "company.subvented": False,
    "company.employees": 40,
    "application.small_business_track": True,
    "project.total_cost": "8000000",
    "project.requested": "2000000",
    "project.duration_months": 20,
}
CHECK_POINTS = ("4000000", "10000000")


def oracle(a, on):
    day = a["application.submitted_on"]
    if day < date(2015, 1, 1):
        return False, {}
    fits = (
        a["applicant.kind"] == "company"
        and a["plans.research"]
        and a["company.incorporated_in_hong_kong"]
        and a["company.business_registered"]
        and not a["company.subvented"]
    )
    if day < date(2015, 12, 31):  # begun some day in 2015
        return None if fits else (False, {})
    fits = fits and a["project.duration_months"] <= 24
    grant = min(a["project.total_cost"] / 2, Fraction(10_000_000))
    if a["application.small_business_track"]:
        if day < date(2026, 5, 31):  # since when the track exists is not known
            return None if fits else (False, {})
        fits = fits and a["company.employees"] < 100 and a["project.requested"] <= 2_800_000
        grant = min(grant, a["project.requested"])
    return fits, {"grant": grant}
