"""Knowing More About IT Programme, worked out by hand: 400,000 of which 200,000 once, later 150,000 once."""

from datetime import date

ON = date(2023, 6, 1)
FITS = {
    "applicant.kind": "school",
    "plans.school_activities": True,
    "school.level": "primary",
    "school.finance_type": "government",
    "school.excluded_items": False,
    "school.one_off_requested": "250000",
    "school.operating_requested": "150000",
    "school.granted_this_round": "100000",
}
CHECK_POINTS = ()


def oracle(a, on):
    day = a["application.submitted_on"]
    if (
        not date(2021, 9, 1) <= day <= date(2025, 9, 30)
        or a["applicant.kind"] != "school"
        or not a["plans.school_activities"]
        or a["school.level"] != "primary"
        or a["school.finance_type"] == "private"
        or a["school.excluded_items"]
    ):
        return False, {}
    if day < date(2024, 9, 1):
        once = min(a["school.one_off_requested"], 200_000)
        left = max(400_000 - a["school.granted_this_round"], 0)
        return True, {"one_off": once, "total": min(once + a["school.operating_requested"], left)}
    once = min(a["school.one_off_requested"], 150_000)
    nothing = once + a["school.operating_requested"] == 0
    return True, {"one_off": once, "total": 0 if nothing else None}
