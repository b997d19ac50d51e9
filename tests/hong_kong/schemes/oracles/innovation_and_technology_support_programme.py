"""Innovation and Technology Support Programme, worked out by hand: platform and seed."""

from datetime import date

ON = date(2025, 1, 15)
FITS = {
    "applicant.kind": "university",
    "plans.research": True,
    "project.lead_body": "designated-institute",
    "project.research_form": "platform",
    "project.government_initiated": False,
    "project.industry_contribution": "500000",
    "project.total_cost": "5000000",
    "project.requested": "1200000",
    "project.duration_months": 18,
}
CHECK_POINTS = ()


def oracle(a, on):  # noqa: C901  a rule is one piece
    day = a["application.submitted_on"]
    form, centre = a["project.research_form"], a["project.lead_body"] == "rd-centre"
    fits = (
        day >= date(1999, 11, 1)
        and a["applicant.kind"] in {"university", "research-centre"}
        and a["plans.research"]
        and a["project.lead_body"] != "other"
        and form in {"platform", "seed"}
    )
    if not fits:
        return False, {}
    if day < date(2022, 12, 31):  # nothing of it was seen before
        return None
    asked, months = a["project.requested"], a["project.duration_months"]
    if form == "seed":
        if asked > (2_800_000 if centre else 1_400_000) or months > 18:
            return False, {}
    elif months > 24:
        return False, {}
    elif not a["project.government_initiated"]:
        if day < date(2024, 12, 31):  # the share of industry was seen in 2024
            if a["project.total_cost"] > 0:
                return None
        elif a["project.industry_contribution"] * 10 < a["project.total_cost"]:
            return False, {}
    if not centre:
        if date(2025, 3, 1) <= day <= date(2025, 3, 31):
            return False, {}
        if not date(2024, 11, 25) <= day <= date(2025, 2, 28):
            return None
    return True, {"grant": asked}
