"""Talent admission, worked out by hand: the Top Talent Pass Scheme and non-local graduates."""

from datetime import date
from fractions import Fraction

ON = date(2025, 6, 1)
DOUBTFUL = "A weak source gives top earners 36 months since a day that nobody states."
FITS = {
    "applicant.kind": "person",
    "plans.come_to_work": True,
    "person.income_last_year": "600000",
    "person.top_talent_degree": True,
    "person.work_months_in_five_years": 40,
    "person.graduated_on": "2019-07-01",
    "person.place_of_study": "elsewhere",
    "person.top_talent_recent_graduates": 4_000,
}
CHECK_POINTS = ()


def oracle(a, on):
    day, graduated = a["application.submitted_on"], a["person.graduated_on"]
    if a["applicant.kind"] != "person" or not a["plans.come_to_work"]:
        return False, {}
    scheme = day >= date(2022, 12, 28)
    listed, months = a["person.top_talent_degree"], a["person.work_months_in_five_years"]
    if scheme and a["person.income_last_year"] >= 2_500_000:
        return True, {"stay": None}
    if scheme and listed and months >= 36:
        return True, {"stay": Fraction(24)}
    fresh_enough = graduated <= day <= later(graduated, 60)
    if (
        scheme
        and listed
        and fresh_enough
        and months < 36
        and a["person.top_talent_recent_graduates"] < 10_000
    ):
        return True, {"stay": Fraction(24)}
    place = a["person.place_of_study"]
    if place == "elsewhere" or not graduated <= day <= later(graduated, 6):
        return False, {}
    if place == "gba-campus" and day < date(2022, 10, 19):
        return False, {}
    if day < date(2022, 12, 31):  # six months are first seen in 2022
        return None
    if place == "gba-campus" and day > date(2024, 10, 18):  # two years are over; and then?
        return None
    return True, {"stay": Fraction(24)}


def later(day, months):
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date(year, month, last)
            except ValueError:
                continue
    raise AssertionError
