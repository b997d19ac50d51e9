"""New Industrialisation and Technology Training Programme, by hand: two-thirds to 500,000, later half to 250,000."""

from datetime import date
from fractions import Fraction

ON = date(2026, 3, 1)
FITS = {
    "applicant.kind": "company",
    "plans.train_staff": True,
    "company.business_registered": True,
    "company.subvented": False,
    "training.course_registered": True,
    "training.course_starts_on": "2026-06-01",
    "training.course_fee": "30000",
    "training.granted_this_year": "0",
    "training.trainees": [
        {
            "trainee.permanent_resident": True,
            "trainee.qualification_level": 4,
            "trainee.years_of_work": 1,
            "trainee.attendance": 100,
            "trainee.supported_this_year": False,
        }
    ],
}
CHECK_POINTS = ("20000", "0")


def oracle(a, on):
    start, submitted = a["training.course_starts_on"], a["application.submitted_on"]
    residents = [t for t in a["training.trainees"] if t["trainee.permanent_resident"]]
    if (
        start < date(2018, 8, 1)
        or a["applicant.kind"] != "company"
        or not a["plans.train_staff"]
        or not a["company.business_registered"]
        or a["company.subvented"]
        or not a["training.course_registered"]
        or not residents
    ):
        return False, {}
    if start < date(2024, 12, 31):  # background, attendance and lead time were first seen in 2024
        return None
    if (start - submitted).days < 35:
        return False, {}
    fit = [t for t in residents if t["trainee.attendance"] >= 70 and trained(t)]
    first = [t for t in fit if not t["trainee.supported_this_year"]]
    again = len(fit) - len(first)
    if start >= date(2026, 1, 10):
        return bool(first), {"grant": grant(a, len(first), Fraction(1, 2), 250_000)}
    # Whether a second course in a year was supported then is not known.
    if not first:
        return None if again else (False, {})
    if start > date(2024, 12, 31) or again:
        return True, {"grant": None}
    return True, {"grant": grant(a, len(first), Fraction(2, 3), 500_000)}


def trained(trainee):
    years = trainee["trainee.years_of_work"]
    return years >= 2 or (trainee["trainee.qualification_level"] >= 3 and years >= 1)


def grant(a, trainees, share, ceiling):
    left = max(ceiling - a["training.granted_this_year"], Fraction(0))
    return min(share * a["training.course_fee"] * trainees, left)
