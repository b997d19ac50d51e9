"""Guangdong-Hong Kong Technology Cooperation Funding Scheme, worked out by hand; it states no amount."""

from datetime import date

ON = date(2021, 10, 1)
FITS = {
    "applicant.kind": "university",
    "plans.research": True,
    "project.lead_body": "designated-institute",
    "project.research_form": "collaborative",
    "project.cooperation_category": "shenzhen-and-hong-kong",
    "project.total_cost": "4000000",
    "project.industry_contribution": "2500000",
    "project.duration_months": 18,
    "application.submitted_to_both_sides": True,
    "project.research_in_both_places": True,
    "project.announced_theme": True,
}
CHECK_POINTS = ()


def oracle(a, on):
    day, form = a["application.submitted_on"], a["project.research_form"]
    fits = (
        day >= date(2004, 9, 1)
        and a["applicant.kind"] in {"company", "university", "research-centre"}
        and a["plans.research"]
        and a["project.lead_body"] != "other"
        and form in {"platform", "collaborative"}
        and a["project.cooperation_category"] != "none"
    )
    if a["project.cooperation_category"] in {"guangdong-and-hong-kong", "shenzhen-and-hong-kong"}:
        fits = (
            fits
            and a["application.submitted_to_both_sides"]
            and a["project.research_in_both_places"]
            and a["project.announced_theme"]
        )
    if not fits:
        return False, {}
    if day < date(2020, 12, 31):  # first seen in 2020
        return None
    part = 2 if form == "collaborative" else 10
    enough = a["project.industry_contribution"] * part >= a["project.total_cost"]
    return enough and a["project.duration_months"] <= 24, {}
