"""Mainland-Hong Kong Joint Funding Scheme, worked out by hand; it states no amount."""

from datetime import date

ON = date(2024, 6, 3)
FITS = {
    "applicant.kind": "research-centre",
    "plans.research": True,
    "project.lead_body": "rd-centre",
    "project.mainland_partner": True,
    "application.submitted_to_both_sides": True,
    "project.research_in_both_places": True,
    "project.announced_theme": True,
    "project.research_form": "collaborative",
    "project.total_cost": "4000000",
    "project.industry_contribution": "2400000",
    "project.duration_months": 18,
}
CHECK_POINTS = ()


def oracle(a, on):
    day, form = a["application.submitted_on"], a["project.research_form"]
    fits = (
        day >= date(2019, 4, 24)
        and a["applicant.kind"] in {"university", "research-centre"}
        and a["plans.research"]
        and a["project.lead_body"] != "other"
        and a["project.mainland_partner"]
        and a["application.submitted_to_both_sides"]
        and a["project.research_in_both_places"]
        and a["project.announced_theme"]
        and form in {"platform", "collaborative"}
    )
    if not fits:
        return False, {}
    if day < date(2022, 12, 31):  # shares and duration were first seen in 2022
        return None
    part = 2 if form == "collaborative" else 10
    enough = a["project.industry_contribution"] * part >= a["project.total_cost"]
    if not enough or a["project.duration_months"] > 24:
        return False, {}
    return (True, {}) if date(2024, 5, 13) <= day <= date(2024, 7, 2) else None
