"""STEM Internship Scheme, worked out by hand: 350, later 373 dollars a day, 28 days or more, 90 a year."""

from datetime import date
from fractions import Fraction

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "person",
    "plans.internship": True,
    "study.stem_programme": True,
    "study.local_university": True,
    "study.local_student": True,
    "internship.at_research_centre": False,
    "internship.in_hong_kong": True,
    "internship.full_time": True,
    "internship.starts_on": "2025-06-02",
    "internship.ends_on": "2025-08-30",
    "internship.days_paid": 0,
}
CHECK_POINTS = ("10444", "33570")


def oracle(a, on):
    start, end = a["internship.starts_on"], a["internship.ends_on"]
    days = (end - start).days + 1
    if (
        start < date(2020, 6, 1)
        or a["applicant.kind"] != "person"
        or not a["plans.internship"]
        or not a["study.stem_programme"]
        or not (a["study.local_student"] or a["internship.in_hong_kong"])
        or not a["internship.full_time"]
    ):
        return False, {}
    if not a["study.local_university"]:
        if not a["internship.at_research_centre"]:
            return False, {}
        if start < date(2022, 12, 31):  # the extension was first seen in December 2022
            return None
    if start < date(2020, 6, 30):  # it began on some day of June 2020
        return None
    if days < 28:
        return False, {}
    payable = max(min(Fraction(days), 90 - a["internship.days_paid"]), 0)
    if start <= date(2022, 12, 19):
        return True, {"allowance": payable * 350}
    if start < date(2023, 9, 30):  # the allowance rose on some day in between
        return True, {"allowance": None}
    return True, {"allowance": payable * 373}
