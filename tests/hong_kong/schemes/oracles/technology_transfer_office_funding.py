"""Funding for Technology Transfer Offices, worked out by hand: 8 million a year, 16 million from 2024-25."""

from datetime import date

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "university",
    "plans.technology_transfer": True,
    "university.which": "hku",
    "project.requested": "20000000",
}
CHECK_POINTS = ()


def oracle(a, on):
    year = a["application.financial_year"]
    if (
        a["applicant.kind"] != "university"
        or not a["plans.technology_transfer"]
        or a["university.which"] == "other"
    ):
        return False, {}
    if year < date(2019, 4, 1):
        return True, {"payment": None}
    cap = 8_000_000 if year <= date(2024, 3, 31) else 16_000_000
    return True, {"payment": min(a["project.requested"], cap)}
