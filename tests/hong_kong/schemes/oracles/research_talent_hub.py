"""Research Talent Hub, worked out by hand, talent by talent."""

from datetime import date
from fractions import Fraction

ON = date(2025, 6, 1)
_DOCTOR = {
    "talent.degree": "doctor",
    "talent.institution": "top-100",
    "talent.science": True,
    "talent.may_work": True,
    "talent.owner_or_relative": False,
    "talent.months": 30,
}
FITS = {
    "applicant.kind": "company",
    "plans.engage_research_talent": True,
    "talents.stream": "acceleration-scheme",
    "talents.engaged": [
        _DOCTOR,
        {**_DOCTOR, "talent.degree": "bachelor", "talent.institution": "local"},
        {**_DOCTOR, "talent.degree": "master", "talent.months": 12},
    ],
}
CHECK_POINTS = ("45000", "10000")

EARLY = {"bachelor": 18_000, "master": 21_000, "doctor": 32_000}
LATE = {"bachelor": 20_000, "master": 23_000, "doctor": 35_000}


def suits(talent, day):
    degree, place = talent["talent.degree"], talent["talent.institution"]
    known_place = place == "local" or (
        place == "top-100" and (degree == "doctor" or day >= date(2021, 3, 2))
    )
    return (
        talent["talent.science"]
        and known_place
        and talent["talent.may_work"]
        and not talent["talent.owner_or_relative"]
        and talent["talent.months"] <= 36
    )


def oracle(a, on):
    day, engaged = a["talents.engaged_on"], a["talents.engaged"]
    accelerated = a["talents.stream"] == "acceleration-scheme"
    if day < date(2020, 7, 1):
        return False, {}
    fits = (
        a["applicant.kind"] in {"company", "university", "research-centre", "non-profit"}
        and a["plans.engage_research_talent"]
        and len(engaged) >= 1
        and all(suits(talent, day) for talent in engaged)
    )
    if day < date(2020, 7, 31):  # opened some day in July 2020
        return None if fits else (False, {})
    if not fits:
        return False, {}
    if len(engaged) > 1:
        if day < date(2024, 12, 31):  # the quota was first seen in 2024
            return None
        if len(engaged) > (40 if accelerated else 4):
            return False, {}
    # Which ceilings held between March 2021 and September 2024 is not said.
    if date(2021, 3, 2) <= day < date(2024, 9, 30):
        return True, {"first_monthly": None, "further_monthly": None, "allowances": None} | (
            {"further_monthly": Fraction(0)} if not accelerated else {}
        )
    caps = EARLY if day < date(2021, 3, 2) else LATE
    living = 10_000 if day >= date(2022, 12, 31) else 0

    def monthly(slot, talent):
        ceiling = Fraction(caps[talent["talent.degree"]])
        if slot >= 4:
            return ceiling / 2
        return ceiling + (living if talent["talent.degree"] == "doctor" else 0)

    amounts = [monthly(slot, talent) for slot, talent in enumerate(engaged)]
    return True, {
        "first_monthly": sum(amounts[:4]),
        "further_monthly": Fraction(sum(amounts[4:])),
        "allowances": sum(
            amount * talent["talent.months"]
            for amount, talent in zip(amounts, engaged, strict=True)
        ),
    }
