"""IT Innovation Lab in Secondary Schools Programme, worked out by hand: a million a round, two rounds."""

from datetime import date

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "school",
    "plans.school_activities": True,
    "school.level": "secondary",
    "school.finance_type": "aided",
    "school.hardware_only": False,
    "school.activities_end_on": "2026-08-31",
    "project.requested": "400000",
    "school.granted_this_round": "700000",
}
CHECK_POINTS = ()


def oracle(a, on):
    day = a["application.submitted_on"]
    if (
        not date(2020, 1, 1) <= day <= date(2025, 9, 30)
        or a["applicant.kind"] != "school"
        or not a["plans.school_activities"]
        or a["school.level"] != "secondary"
        or a["school.hardware_only"]
        or (day >= date(2023, 9, 1) and a["school.activities_end_on"] > date(2026, 8, 31))
    ):
        return False, {}
    if day < date(2020, 9, 1):  # rules are known from the school year 2020/21 on
        return None
    if a["school.finance_type"] == "private":
        return False, {}
    if day <= date(2020, 12, 30):  # the programme began on some day of 2020
        return None
    left = max(1_000_000 - a["school.granted_this_round"], 0)
    return True, {"grant": min(a["project.requested"], left)}
