"""Greater Bay Area Youth Employment Scheme, worked out by hand: the pilot of 2021."""

from datetime import date
from fractions import Fraction

ON = date(2021, 6, 1)
FITS = {
    "applicant.kind": "company",
    "plans.employ_young_graduates": True,
    "company.in_hong_kong_and_gba": True,
    "employment.starts_on": "2021-07-01",
    "person.residence": "permanent",
    "person.graduated_on": "2020-11-20",
    "employment.monthly_salary": "18000",
    "employment.innovation_and_technology": True,
    "employment.months": 16,
    "employment.months_in_hong_kong": 8,
}
CHECK_POINTS = ()


def oracle(a, on):
    start = a["employment.starts_on"]
    if (
        a["applicant.kind"] != "company"
        or not a["plans.employ_young_graduates"]
        or not a["company.in_hong_kong_and_gba"]
        or a["person.residence"] == "none"
        or start < date(2021, 1, 8)
        or date(2021, 8, 31) < start <= date(2022, 12, 31)
    ):
        return False, {}
    if start > date(2022, 12, 31):  # regular since 2023, on terms that are not known
        return None
    months, here = a["employment.months"], a["employment.months_in_hong_kong"]
    placed = not a["employment.innovation_and_technology"] or (
        6 <= here <= 12 and 6 <= months - here <= 12
    )
    fits = (
        placed
        and a["person.graduated_on"].year in {2019, 2020, 2021}
        and a["employment.monthly_salary"] >= 18_000
    )
    return fits, {"allowance": Fraction(10_000) * min(months, 18)}
