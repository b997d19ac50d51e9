"""Five visitors who look for support: what they say of themselves, and what they should hear.

The lists are worked out by hand from the sources of the rules; beside each stands how. A visitor
answers as people do: it ticks what is true, and fills in what it knows.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

__all__ = ["PERSONAS", "Persona"]


@dataclass(frozen=True)
class Persona:
    """A visitor: what it would answer, and what it should hear.

    on:      the day on which it asks.
    ticks:   the boxes that it ticks; every other box is a no.
    answers: what it answers to other questions, as plain JSON; what is not here it does not know.
    fits:    the schemes that fit, with the exact amount of each award that is asked after.
    might:   the schemes that might fit, because the sources leave a value open on that day.
    closed:  schemes for such visitors that take no applications on that day.
    steps:   how many steps it is asked at most, each a page.
    """

    on: date
    ticks: frozenset[str]
    answers: dict[str, Any]
    fits: dict[str, dict[str, int]]
    might: frozenset[str] = field(default_factory=frozenset)
    closed: frozenset[str] = field(default_factory=frozenset)
    steps: int = 10


DOCTOR = {
    "talent.degree": "doctor",
    "talent.institution": "local",
    "talent.science": True,
    "talent.may_work": True,
    "talent.owner_or_relative": False,
    "talent.months": "24",
}
BIOTECH_TICKS = frozenset(
    {
        "plans.start_up", "plans.patent", "plans.engage_research_talent", "plans.research",
        "company.incorporated_in_hong_kong", "company.business_registered",
        "company.substantive_business", "company.park_tenant",
        "expenses.research_related_to_trade", "expenses.research_qualifying",
    }
)  # fmt: skip
TEAM = {
    "applicant.kind": "university",
    "university.which": "hku",
    "university.applications_in_call": "5",
    "stages.begins_at_second": False,
    "stages.first_from_government": "18000000",
    "stages.first_from_industry": "6000000",
    "stages.first_from_university": "4000000",
    "stages.first_in_kind": "2000000",
    "stages.first_months": "30",
    "stages.second_from_government": "12000000",
    "stages.second_from_industry": "12000000",
    "stages.team_benefit_share": "70",
    "project.duration_months": "54",
}
RESTAURANT_TICKS = frozenset(
    {
        "plans.adopt_technology", "company.incorporated_in_hong_kong",
        "company.business_registered", "company.substantive_business", "project.solution_listed",
    }
)  # fmt: skip
RESTAURANT = {
    "applicant.kind": "company",
    "company.sector": "food-and-beverage",
    "company.employees": "12",
    "project.solution_price": "40000",
    "history.dtspp_granted": "0",
}

PERSONAS = {
    # ESS: half of 4 million. HKSTPC: 8 staff of whom 6 technical who own 40%, a year and a half old;
    # what Incu-Bio gives at most is in doubt since it was renewed. PAG: 90% of 200,000. RTH: two doctors for 24 months at 35,000 and
    # 10,000 for living a month. TAX-RD: three times the first 2 million of 3, twice the third, once 200,000.
    "biotech": Persona(
        on=date(2026, 11, 20),
        ticks=BIOTECH_TICKS,
        answers={
            "applicant.kind": "company",
            "project.research_form": "in-house",
            "project.duration_months": "18",
            "project.total_cost": "4000000",
            "incubation.science_park_programme": "incu-bio",
            "incubation.micro_fund_stream": "none",
            "person.age": "32",
            "company.incorporated_on": "2025-06-01",
            "company.employees": "8",
            "company.technical_staff": "6",
            "company.technical_team_equity": "40",
            "talents.engaged": [DOCTOR, DOCTOR],
            "talents.stream": "company",
            "patent.direct_cost": "200000",
            "expenses.research_type_b": "3000000",
            "expenses.research_type_a": "200000",
        },
        fits={
            "ESS": {"grant": 2_000_000},
            "HKSTPC": {},
            "PAG": {"grant": 180_000},
            "RTH": {"allowances": 2 * 24 * 45_000},
            "TAX-RD": {"deduction": 3 * 2_000_000 + 2 * 1_000_000 + 200_000},
        },
        steps=10,
    ),
    # NIFS: a third of 60 million is 20, the ceiling 15. NIAS wants 300 million.
    "manufacturer": Persona(
        on=date(2026, 11, 20),
        ticks=frozenset(
            {
                "plans.production_line", "company.incorporated_in_hong_kong",
                "company.business_registered", "company.substantive_business",
                "project.smart_production_line",
            }
        ),
        answers={
            "applicant.kind": "company",
            "company.sector": "other",
            "project.total_cost": "60000000",
            "project.own_contribution": "40000000",
            "project.duration_months": "18",
            "history.nifs_running_projects": "0",
        },
        fits={"NIFS": {"grant": 15_000_000}},
        steps=7,
    ),
    # RAISe+: 18 + 12 million, matched by 10 (two for one) and by 12; within 10 to 100 million.
    "university": Persona(
        on=date(2025, 10, 15),
        ticks=frozenset({"plans.commercialise_research"}),
        answers=TEAM,
        fits={"RAISE": {"grant": 30_000_000}},
        steps=6,
    ),
    # The same in November 2026, when the sources don't know of a call; the last one was a year ago.
    "university-later": Persona(
        on=date(2026, 11, 20),
        ticks=frozenset({"plans.commercialise_research"}),
        answers=TEAM,
        fits={},
        might=frozenset({"RAISE"}),
        steps=6,
    ),
    # DTSPP: half of 40,000. TVP closed at the end of 2024, D-Biz in 2020.
    "restaurant": Persona(
        on=date(2025, 3, 3),
        ticks=RESTAURANT_TICKS,
        answers=RESTAURANT,
        fits={"DTSPP": {"grant": 20_000}},
        closed=frozenset({"TVP", "DBIZ"}),
        steps=7,
    ),
    # The same once DTSPP took no more applications: it hears what is closed.
    "restaurant-later": Persona(
        on=date(2026, 11, 20),
        ticks=RESTAURANT_TICKS,
        answers=RESTAURANT,
        fits={},
        closed=frozenset({"TVP", "DBIZ", "DTSPP"}),
        steps=2,
    ),
    # IANG: back within six months of a degree from Hong Kong; 24 months, whatever the other routes say.
    "graduate": Persona(
        on=date(2026, 11, 20),
        ticks=frozenset({"plans.come_to_work"}),
        answers={
            "applicant.kind": "person",
            "person.place_of_study": "hong-kong",
            "person.graduated_on": "2026-07-15",
            "person.top_talent_degree": True,
            "person.income_last_year": "300000",
            "person.work_months_in_five_years": "3",
        },
        fits={"TALENT": {"stay": 24}},
        steps=4,
    ),
}  # fmt: skip
