"""Technology Start-up Support Scheme for Universities, by hand: 1.5 million a year, three years, 8 million in all."""

from datetime import date

ON = date(2025, 6, 1)
FITS = {
    "applicant.kind": "company",
    "plans.start_up": True,
    "university.which": "other",
    "company.from_start_up_university": True,
    "company.had_start_up_scheme_plus": False,
    "project.requested": "1500000",
    "company.incorporated_on": "2024-02-29",
    "start_up_scheme.component": "plus",
    "start_up_scheme.call_closes_on": "2025-01-31",
    "start_up_scheme.years_funded": 0,
    "start_up_scheme.private_investment": "1500000",
    "start_up_scheme.university_committed": "6500000",
}
CHECK_POINTS = ()


def oracle(a, on):
    year = a["application.financial_year"]
    requested, before = a["project.requested"], a["start_up_scheme.university_committed"]
    plus = a["start_up_scheme.component"] == "plus"
    closes, registered = a["start_up_scheme.call_closes_on"], a["company.incorporated_on"]
    if a["applicant.kind"] == "university":
        founded = a["university.which"] not in ("lingnan", "eduhk", "other")
    else:
        founded = a["company.from_start_up_university"]
    if plus:  # how old a start-up might be before 2023-24, when TSSSU+ came, is not known
        young = closes <= years_later(registered, 7) or year < date(2023, 4, 1)
    else:
        young = closes <= years_later(registered, 2) or a["start_up_scheme.years_funded"] > 0
    if (
        year < date(2014, 4, 1)
        or a["applicant.kind"] not in ("company", "university")
        or not a["plans.start_up"]
        or not founded
        or not young
        or (not plus and a["company.had_start_up_scheme_plus"])
    ):
        return False, {}
    if not plus and year < date(2019, 4, 1) and before + requested > 4_000_000:
        return False, {}
    if year < date(2019, 4, 1):  # what one start-up could have then is not known
        return None
    if requested > 1_500_000 or a["start_up_scheme.years_funded"] >= 3:
        return False, {}
    if plus and year < date(2023, 4, 1):  # TSSSU+ is known from 2023-24 on
        return None
    if before + requested > 8_000_000:
        return False, {}
    if plus and a["start_up_scheme.private_investment"] < requested:
        return False, {}
    return True, {"grant": requested}


def years_later(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return date(day.year + years, 2, 28)
