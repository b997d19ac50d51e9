"""Green Tech Fund, worked out by hand: 2.5 to 30 million for institutes, to 20 for companies at 2:1."""

from datetime import date

ON = date(2026, 6, 1)
FITS = {
    "applicant.kind": "company",
    "plans.green_technology": True,
    "company.incorporated_in_hong_kong": True,
    "project.requested": "6000000",
    "project.total_cost": "9000000",
    "project.duration_months": 36,
}
CHECK_POINTS = ()


def oracle(a, on):
    day, kind, asked = a["application.submitted_on"], a["applicant.kind"], a["project.requested"]
    if (
        day < date(2020, 1, 1)
        or kind not in {"company", "university", "research-centre"}
        or not a["plans.green_technology"]
    ):
        return False, {}
    if kind == "company" and not a["company.incorporated_in_hong_kong"]:
        return False, {}
    if day < date(2020, 12, 31):  # the Fund began on some day of 2020
        return None
    if kind != "company":
        fits = 2_500_000 <= asked <= 30_000_000 and a["project.duration_months"] <= 60
        return fits, {"grant": asked}
    if day < date(2026, 5, 31):  # since when companies have these terms is not known
        return None
    fits = (
        2_500_000 <= asked <= 20_000_000
        and asked * 3 <= a["project.total_cost"] * 2
        and a["project.duration_months"] <= 36
    )
    return fits, {"grant": asked}
