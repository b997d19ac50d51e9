"""Cyberport Creative Micro Fund, worked out by hand: 100,000 dollars, ages by programme and day."""

from datetime import date
from fractions import Fraction

ON = date(2026, 7, 2)
FITS = {
    "applicant.kind": "person",
    "plans.start_up": True,
    "person.residence": "resident",
    "company.incorporated_in_hong_kong": False,
    "person.age": 26,
    "incubation.micro_fund_stream": "young-entrepreneur",
    "incubation.youngest_member": 22,
    "incubation.oldest_member": 28,
    "history.incubation_applied_in_intake": False,
}
CHECK_POINTS = ()


def oracle(a, on):
    day, kind, age = a["application.submitted_on"], a["applicant.kind"], a["person.age"]
    if not a["plans.start_up"] or a["history.incubation_applied_in_intake"]:
        return False, {}
    if a["incubation.micro_fund_stream"] == "none":
        return False, {}
    if kind == "person":
        may = a["person.residence"] != "none"
    else:
        may = kind == "company" and a["company.incorporated_in_hong_kong"]
    if not may:
        return False, {}
    if day < date(2021, 12, 31):  # no age is known for earlier days
        return None
    given = {"grant": Fraction(100_000), "period": Fraction(6)}
    if a["incubation.micro_fund_stream"] == "professional":
        return age >= 18, given
    formerly = 18 <= age <= 35
    now = (
        18 <= age <= 30
        and a["incubation.youngest_member"] >= 18
        and a["incubation.oldest_member"] <= 30
    )
    if day == date(2021, 12, 31):
        return formerly, given
    if day >= date(2026, 5, 31):
        return now, given
    return (now, given) if now == formerly else None
