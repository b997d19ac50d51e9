"""Patent Application Grant, worked out by hand: nine-tenths of the direct cost, at most 250,000, once."""

from datetime import date
from fractions import Fraction

ON = date(2020, 5, 1)
FITS = {
    "applicant.kind": "company",
    "plans.patent": True,
    "company.incorporated_in_hong_kong": True,
    "person.residence": "none",
    "patent.owned_before": False,
    "patent.granted_before": False,
    "patent.related_company_granted": False,
    "patent.direct_cost": "100000",
}
CHECK_POINTS = ("90000", "250000")


def oracle(a, on):
    resident = a["person.residence"] in {"permanent", "seven-years"}
    local = {"company": a["company.incorporated_in_hong_kong"], "person": resident}
    if (
        not a["plans.patent"]
        or not local.get(a["applicant.kind"], False)
        or a["patent.owned_before"]
        or a["patent.granted_before"]
        or a["patent.related_company_granted"]
    ):
        return False, {}
    if a["application.submitted_on"] < date(2020, 4, 30):  # first seen in April 2020
        return True, {"grant": None}
    return True, {"grant": min(Fraction(9, 10) * a["patent.direct_cost"], 250_000)}
