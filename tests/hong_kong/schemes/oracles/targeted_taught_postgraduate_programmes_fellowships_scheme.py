"""TPgFS, worked out by hand: tuition above 42,100 dollars, up to 120,000, in five cohorts."""

from datetime import date
from fractions import Fraction

ON = date(2024, 6, 1)
FITS = {
    "applicant.kind": "person",
    "plans.study": True,
    "study.programme_targeted": True,
    "study.starts_on": "2024-09-02",
    "study.local_student": True,
    "study.other_government_award": False,
    "study.programme_fee": "100000",
}
CHECK_POINTS = ("57900", "120000")


def oracle(a, on):
    if (
        a["applicant.kind"] != "person"
        or not a["plans.study"]
        or not a["study.programme_targeted"]
        or not a["study.local_student"]
        or a["study.other_government_award"]
        or a["study.starts_on"] < date(2020, 9, 1)
    ):
        return False, {}
    if a["study.starts_on"] > date(2025, 8, 31):  # what comes after the five cohorts is not known
        return None
    above = max(a["study.programme_fee"] - 42_100, Fraction(0))
    return True, {"fellowship": min(above, Fraction(120_000))}
