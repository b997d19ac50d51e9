"""Artificial Intelligence Subsidy Scheme, worked out by hand: seven-tenths of the price, up to nine in an exceptional case."""

from datetime import date
from fractions import Fraction

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "company",
    "plans.computing_power": True,
    "computing.list_price": "1000000",
    "computing.exceptional": False,
}
CHECK_POINTS = ()


def oracle(a, on):
    day = a["application.submitted_on"]
    if (
        day < date(2024, 10, 1)
        or a["applicant.kind"] not in ("university", "research-centre", "company")
        or not a["plans.computing_power"]
    ):
        return False, {}
    if day < date(2024, 10, 31):  # it began on some day of October 2024
        return None
    if a["computing.exceptional"]:  # "up to" nine-tenths
        return True, {"subsidy": None}
    return True, {"subsidy": Fraction(7, 10) * a["computing.list_price"]}
