"""Enhanced tax deduction, worked out by hand: 3 × to 2 million, 2 × the rest, 1 × Type A."""

from datetime import date
from fractions import Fraction

ON = date(2025, 1, 15)
FITS = {
    "applicant.kind": "company",
    "plans.research": True,
    "expenses.research_related_to_trade": True,
    "expenses.research_qualifying": True,
    "expenses.research_type_b": "5000000",
    "expenses.research_type_a": "1000000",
}
CHECK_POINTS = ("0", "3000000", "6000000", "12000000")


def oracle(a, on):
    fits = (
        a["expenses.incurred_on"] >= date(2018, 4, 1)
        and a["applicant.kind"] == "company"
        and a["plans.research"]
        and a["expenses.research_related_to_trade"]
    )
    b, once = a["expenses.research_type_b"], a["expenses.research_type_a"]
    if not a["expenses.research_qualifying"]:
        b, once = Fraction(0), once + b
    enhanced = 3 * b if b <= 2_000_000 else 6_000_000 + 2 * (b - 2_000_000)
    return fits, {"deduction": enhanced + once}
