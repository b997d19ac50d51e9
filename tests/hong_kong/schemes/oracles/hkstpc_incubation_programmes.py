"""HKSTPC incubation, worked out by hand: seed money of 100,000, else up to a ceiling: no exact sum."""

from datetime import date
from fractions import Fraction

ON = date(2026, 6, 1)
FITS = {
    "applicant.kind": "company",
    "incubation.science_park_programme": "incu-bio",
    "plans.start_up": True,
    "company.incorporated_in_hong_kong": True,
    "company.incorporated_on": "2024-09-15",
    "company.employees": 6,
    "company.technical_staff": 4,
    "company.technical_team_equity": 40,
}
CHECK_POINTS = ()
DOUBTFUL = (
    "how much of the ceiling a company in incubation gets, for the sources state the ceiling alone"
)


def oracle(a, on):
    day, kind = a["application.submitted_on"], a["applicant.kind"]
    programme = a["incubation.science_park_programme"]
    if not a["plans.start_up"] or programme == "none":
        return False, {}
    if programme == "ideation":
        seed = Fraction(100_000) if day >= date(2019, 12, 31) else None
        return kind in {"company", "person"}, {"support": seed}
    if kind != "company" or not a["company.incorporated_in_hong_kong"]:
        return False, {}
    if day < date(2026, 5, 31):  # the criteria are undated: since when they hold is not known
        return None
    fits = (
        day <= two_years_after(a["company.incorporated_on"])
        and a["company.employees"] >= (1 if programme == "incu-app" else 2)
        and 2 * a["company.technical_staff"] >= a["company.employees"]
        and a["company.technical_team_equity"] >= 10
    )
    return fits, {"support": None}  # the sources say "up to" and no more


def two_years_after(day):
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + 2, day.month, last)
