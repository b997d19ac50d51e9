"""Technology Voucher Programme, worked out by hand, regime by regime."""

from datetime import date
from fractions import Fraction

ON = date(2024, 6, 3)
FITS = {
    "applicant.kind": "company",
    "plans.adopt_technology": True,
    "company.business_registered": True,
    "company.incorporated_in_hong_kong": True,
    "company.statutory_body": False,
    "company.listed": False,
    "company.subvented": False,
    "company.substantive_business": True,
    "company.small_or_medium": True,
    "company.business_started_on": "2017-01-10",
    "history.tvp_running_projects": 0,
    "history.tvp_projects": 2,
    "history.tvp_granted": "150000",
    "project.other_public_money": False,
    "project.total_cost": "200000",
    "application.received_on": "2024-06-04",
}
CHECK_POINTS = ("150000", "600000", "100000")


def regime(day):
    """Share, total and number of projects on a day."""
    if day < date(2019, 2, 27):
        return Fraction(2, 3), 200_000, 3
    if day < date(2020, 4, 1):
        return Fraction(2, 3), 400_000, 4
    return Fraction(3, 4), 600_000, 6


def a_year_later(day):
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def oracle(a, on):
    day = a["application.submitted_on"]
    if day < date(2016, 11, 1) or day > date(2024, 12, 31):
        return False, {}
    share, total, most = regime(day)
    companies_too = day >= date(2019, 2, 27) and (
        a["company.incorporated_in_hong_kong"] or a["company.statutory_body"]
    )
    fits = (
        a["applicant.kind"] in {"company", "non-profit", "research-centre"}
        and a["plans.adopt_technology"]
        and (a["company.business_registered"] or companies_too)
        and not a["company.listed"]
        and not a["company.subvented"]
        and a["company.substantive_business"]
        and a["history.tvp_projects"] < most
        and not a["project.other_public_money"]
    )
    if day < date(2018, 2, 28):
        fits = (
            fits
            and a["company.small_or_medium"]
            and a_year_later(a["company.business_started_on"]) <= day
        )
    if day < date(2016, 11, 30):  # launched some day in November 2016, by its last
        return None
    if a["history.tvp_running_projects"] > 0:  # one at a time, as far as is known since April 2020
        if day >= date(2020, 4, 30):
            return False, {}
        return None if fits else (False, {})
    grant = min(share * a["project.total_cost"], max(Fraction(0), total - a["history.tvp_granted"]))
    received = a["application.received_on"]
    advance = Fraction(0) if received < date(2019, 12, 1) else grant / 4
    return fits, {"grant": grant, "advance": advance}
