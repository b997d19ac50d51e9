"""Technology Talent Admission Scheme, worked out by hand: four regimes, by the day of the application."""

from datetime import date
from fractions import Fraction

ON = date(2026, 2, 1)
FITS = {
    "applicant.kind": "company",
    "plans.admit_talent": True,
    "company.park_tenant": True,
    "company.business_registered": True,
    "company.substantive_business": True,
    "company.research_area": "robotics",
    "quota.talents": [
        {
            "talent.degree": "bachelor",
            "talent.top_university": True,
            "talent.years_of_experience": 1,
            "talent.pay": "40000",
            "talent.market_pay": "40000",
        }
    ],
    "quota.allotted_this_year": 0,
    "quota.local_employees": 0,
    "quota.local_interns": 0,
    "quota.issued": False,
    "quota.issued_on": "2025-01-15",
    "quota.visa_filed_on": "2026-01-15",
}
CHECK_POINTS = ("4",)

SEVEN = """biotechnology artificial-intelligence cybersecurity robotics data-analytics
    financial-technologies material-science""".split()
THIRTEEN = [
    *SEVEN,
    *"""5g-communications digital-entertainment green-technology integrated-circuit-design
    internet-of-things microelectronics""".split(),
]
FOURTEEN = [*THIRTEEN, "other-advanced-communications", "quantum-technology"]


def oracle(a, on):
    day = a["application.submitted_on"]
    persons = sum(1 for talent in a["quota.talents"] if qualifies(talent))
    if date(2018, 6, 1) <= day < date(2018, 6, 30):  # it began on some day of June 2018
        return None
    tests = [
        day >= date(2018, 6, 30),
        a["applicant.kind"] == "company",
        a["plans.admit_talent"],
        a["company.business_registered"] and a["company.substantive_business"],
        tenant(a, day),
        area(a["company.research_area"], day),
        persons >= 1,
        persons + a["quota.allotted_this_year"] <= 100,
        local(a, day, persons),
        visa(a),
    ]
    if False in tests:
        return False, {}
    return None if None in tests else (True, {"quota": Fraction(persons)})


def qualifies(talent):
    enough = talent["talent.degree"] != "bachelor" or talent["talent.years_of_experience"] >= 1
    return (
        talent["talent.top_university"]
        and enough
        and talent["talent.pay"] >= talent["talent.market_pay"]
    )


def tenant(a, day):
    if a["company.park_tenant"] or day >= date(2020, 12, 31):
        return True
    return None if day >= date(2020, 1, 1) else False


def area(asked, day):
    """Whether it is covered: surely, surely not, or on some day of a vague period."""
    if asked == "none":
        return False
    starts = {  # from which day it may be covered, and from which it surely is
        **dict.fromkeys(["other"], (date(2025, 12, 1), date(2025, 12, 31))),
        **dict.fromkeys(FOURTEEN, (date(2022, 12, 1), date(2022, 12, 31))),
        **dict.fromkeys(THIRTEEN, (date(2020, 1, 1), date(2020, 12, 31))),
        **dict.fromkeys(SEVEN, (date(2018, 6, 1), date(2018, 6, 30))),
    }
    maybe, surely = starts[asked]
    return True if day >= surely else None if day >= maybe else False


def local(a, day, persons):
    """One local employee and two interns for every three, or part of three, until December 2022."""
    threes = -(-persons // 3)
    enough = a["quota.local_employees"] >= threes and a["quota.local_interns"] >= 2 * threes
    if enough or day >= date(2022, 12, 31):
        return True
    return None if day >= date(2022, 12, 1) else False


def visa(a):
    if not a["quota.issued"]:
        return True
    issued, filed = a["quota.issued_on"], a["quota.visa_filed_on"]
    if issued < date(2020, 12, 31):  # the validity of twelve months was first seen in 2020
        return None
    if issued < date(2022, 12, 1):
        return filed <= years_later(issued, 1)
    if issued < date(2022, 12, 31) and years_later(issued, 1) < filed <= years_later(issued, 2):
        return None
    return filed <= years_later(issued, 2)


def years_later(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return date(day.year + years, 2, 28)
