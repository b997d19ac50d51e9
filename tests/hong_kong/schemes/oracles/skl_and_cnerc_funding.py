"""State Key Laboratories and CNERC branches, by hand: 10 million a year from 2019-20, 20 million in 2024-25."""

from datetime import date

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "university",
    "plans.state_laboratory": True,
    "project.requested": "25000000",
}
CHECK_POINTS = ()


def oracle(a, on):
    year, claimed = a["application.financial_year"], a["project.requested"]
    if a["applicant.kind"] not in ("university", "research-centre"):
        return False, {}
    if not a["plans.state_laboratory"]:
        return False, {}
    if date(2019, 4, 1) <= year <= date(2022, 3, 31):
        return True, {"payment": min(claimed, 10_000_000)}
    if year >= date(2024, 4, 1):
        return True, {"payment": min(claimed, 20_000_000)}
    if year >= date(2022, 4, 1) and claimed <= 10_000_000:  # below either ceiling
        return True, {"payment": claimed}
    return True, {"payment": None}
