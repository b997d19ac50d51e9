"""R&D Cash Rebate Scheme, worked out by hand: 30 percent, then 40; a month to register, two years to claim."""

from datetime import date
from fractions import Fraction

ON = date(2020, 6, 1)
FITS = {
    "applicant.kind": "company",
    "plans.research": True,
    "company.incorporated_in_hong_kong": True,
    "company.business_registered": True,
    "company.subvented": False,
    "project.itf_funded": False,
    "project.research_form": "commissioned",
    "project.customisation": False,
    "project.company_research_spending": "1000000",
    "project.starts_on": "2018-01-15",
    "application.preregistered_on": "2018-01-20",
    "project.completed_on": "2019-12-31",
}
CHECK_POINTS = ("400000", "1600000")


def after_months(day, months):
    """The same day so many months on; the last of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def oracle(a, on):
    claim, start = a["application.submitted_on"], a["project.starts_on"]
    partnership = a["project.research_form"] == "commissioned"
    fits = (
        claim >= date(2010, 4, 1)
        and a["applicant.kind"] == "company"
        and a["plans.research"]
        and (a["company.incorporated_in_hong_kong"] or a["company.business_registered"])
        and not a["company.subvented"]
        and (partnership or a["project.itf_funded"])
        and not (partnership and a["project.customisation"])
        and claim <= after_months(a["project.completed_on"], 24)
    )
    if partnership:
        fits = fits and a["application.preregistered_on"] <= after_months(start, 1)
    if not fits:
        return False, {}
    if claim < date(2013, 4, 1) or (partnership and start < date(2013, 4, 1)):
        return None  # the deadlines of those days are not known
    rise = date(2016, 2, 24)
    spent = a["project.company_research_spending"]
    if claim < rise:
        return True, {"rebate": spent * 3 / 10}
    if start >= rise:
        return True, {"rebate": spent * 2 / 5}
    return True, {"rebate": None if spent > 0 else Fraction(0)}
