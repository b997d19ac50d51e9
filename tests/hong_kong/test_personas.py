"""Five visitors find what fits them, in about ten questions: the lists are written by hand from the rules' sources."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from technopole.hong_kong.population import as_answers, population
from technopole.rules.readers.decide import Eligible, decide
from technopole.rules.readers.interview import Interview, Standing
from technopole.rules.rulebook import read_rulebook

BOOK = read_rulebook("technopole.hong_kong")
INTERVIEW = Interview(BOOK.executable, BOOK.consistency)
SAME = {
    Standing.FITS: Eligible.YES,
    Standing.MIGHT_FIT: Eligible.UNKNOWN,
    Standing.DOES_NOT_FIT: Eligible.NO,
}


@dataclass(frozen=True)
class Persona:
    """A visitor: what it would answer, and what it should hear.

    ticks:   the boxes that it ticks; every other box is a no.
    answers: what it answers to other questions; what is not here it does not know.
    fits:    the schemes that fit, with the lowest amount of each award that is asked after.
    might:   the schemes that might fit, because the sources leave a value open on that day.
    """

    on: date
    ticks: frozenset[str]
    answers: dict[str, Any]
    fits: dict[str, dict[str, int]]
    might: frozenset[str] = field(default_factory=frozenset)


def money(amount):
    return Fraction(amount)


DOCTOR = {
    "talent.degree": "doctor",
    "talent.institution": "local",
    "talent.science": True,
    "talent.may_work": True,
    "talent.owner_or_relative": False,
    "talent.months": Fraction(24),
}

PERSONAS = {
    # PAG: 90% of 200,000. RTH: two doctors for 24 months at 35,000 and 10,000 for living a month.
    # CCMF: any local company with an idea. HKSTPC: its admission tests come from an undated older page.
    "a biotech start-up at the Science Park with two PhD hires and a patent": Persona(
        on=date(2025, 1, 15),
        ticks=frozenset(
            {
                "plans.start_up", "plans.patent", "plans.engage_research_talent",
                "company.incorporated_in_hong_kong", "company.business_registered",
                "company.substantive_business", "company.park_tenant",
            }
        ),
        answers={
            "applicant.kind": "company",
            "company.incorporated_on": date(2023, 6, 1),
            "company.employees": Fraction(8),
            "company.technical_staff": Fraction(6),
            "company.technical_team_equity": Fraction(40),
            "company.sector": "life-and-health",
            "incubation.science_park_programme": "incu-bio",
            "incubation.micro_fund_stream": "professional",
            "person.age": Fraction(32),
            "patent.direct_cost": money(200_000),
            "talents.engaged": (DOCTOR, DOCTOR),
            "talents.stream": "company",
        },
        fits={
            "PAG": {"grant": 180_000},
            "RTH": {"allowances": 2 * 24 * 45_000},
            "CCMF": {"grant": 100_000},
        },
        might=frozenset({"HKSTPC"}),
    ),
    # NIFS: a third of 60 million is 20, the ceiling 15. NIAS wants 300 million.
    "a plastics manufacturer with a 60-million line": Persona(
        on=date(2024, 10, 15),
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
            "project.total_cost": money(60_000_000),
            "project.own_contribution": money(40_000_000),
            "project.duration_months": Fraction(18),
            "history.nifs_running_projects": Fraction(0),
        },
        fits={"NIFS": {"grant": 15_000_000}},
    ),
    # RAISe+: 18 + 12 million, matched by 10 (two for one) and by 12; within 10 to 100 million.
    "a university team asking for 30 million": Persona(
        on=date(2024, 10, 15),
        ticks=frozenset({"plans.commercialise_research"}),
        answers={
            "applicant.kind": "university",
            "university.which": "hku",
            "university.applications_in_call": Fraction(5),
            "stages.begins_at_second": False,
            "stages.first_from_government": money(18_000_000),
            "stages.first_from_industry": money(6_000_000),
            "stages.first_from_university": money(4_000_000),
            "stages.first_in_kind": money(2_000_000),
            "stages.first_months": Fraction(30),
            "stages.second_from_government": money(12_000_000),
            "stages.second_from_industry": money(12_000_000),
            "stages.team_benefit_share": Fraction(70),
            "project.duration_months": Fraction(54),
        },
        fits={"RAISE": {"grant": 30_000_000}},
    ),
    # DTSPP: half of 40,000. TVP closed at the end of 2024, D-Biz in 2020.
    "a restaurant": Persona(
        on=date(2025, 3, 3),
        ticks=frozenset(
            {
                "plans.adopt_technology", "company.incorporated_in_hong_kong",
                "company.business_registered", "company.substantive_business",
                "project.solution_listed",
            }
        ),
        answers={
            "applicant.kind": "company",
            "company.sector": "food-and-beverage",
            "company.employees": Fraction(12),
            "project.solution_price": money(40_000),
            "history.dtspp_granted": money(0),
        },
        fits={"DTSPP": {"grant": 20_000}},
    ),
    # IANG: back within six months of a degree from Hong Kong; 24 months, whatever the other routes say.
    "a returning graduate": Persona(
        on=date(2025, 3, 3),
        ticks=frozenset({"plans.come_to_work"}),
        answers={
            "applicant.kind": "person",
            "person.place_of_study": "hong-kong",
            "person.graduated_on": date(2024, 11, 1),
            "person.top_talent_degree": True,
            "person.income_last_year": money(300_000),
            "person.work_months_in_five_years": Fraction(3),
            "person.top_talent_recent_graduates": Fraction(4_000),
        },
        fits={"TALENT": {"stay": 24}},
    ),
}  # fmt: skip


def journey(persona):
    """Every state until nothing that can be asked matters, and the steps that were asked."""
    answers, unknown, asked = {}, set(), []
    states = []
    while True:
        progress = INTERVIEW.after(answers, unknown=frozenset(unknown), on=persona.on)
        states.append(progress)
        if progress.next is None:
            return states, asked
        step = progress.next
        asked.append(step.group or step.questions[0].name)
        if step.group:
            answers |= step.ticked(persona.ticks)
            continue
        (question,) = step.questions
        if question.name in persona.answers:
            answers[question.name] = persona.answers[question.name]
        else:
            unknown.add(question.name)


by_name = pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS.keys())


@by_name
def test_each_finds_what_fits(persona):
    states, asked = journey(persona)
    end = states[-1]
    standing = {s: {p.scheme.code for p in end.standing(s)} for s in Standing}
    assert standing[Standing.FITS] == set(persona.fits), asked
    assert standing[Standing.MIGHT_FIT] == persona.might, asked
    amounts = {p.scheme.code: {a.name: a for a in p.amounts} for p in end.schemes}
    for code, awards in persona.fits.items():
        for name, amount in awards.items():
            assert amounts[code][name].low == amounts[code][name].high == amount


@by_name
def test_each_is_asked_about_ten_questions(persona):
    states, asked = journey(persona)
    settled = next(place for place, state in enumerate(states) if state.settled)
    assert settled <= 14, asked
    assert len(asked) <= 16, asked


@by_name
def test_nothing_is_asked_that_the_visitor_has_no_answer_to(persona):
    _, asked = journey(persona)
    boxes = {question.about.group for question in INTERVIEW.questions}
    assert [name for name in asked if name not in persona.answers and name not in boxes] == []


# ── Synthetic applicants, to the end ──────────────────────────────────────────────────────────


def test_whoever_answers_only_what_matters_hears_what_all_answers_would_say():
    table = population(150, questions=INTERVIEW.questions, seed=11)
    today = {question.name for question in INTERVIEW.questions if question.about.today}
    for truth in as_answers(table, INTERVIEW.questions):
        on = truth["application.submitted_on"]
        answers = {name: value for name, value in truth.items() if name in today}
        unknown = set()
        while (progress := INTERVIEW.after(answers, unknown=unknown, on=on)).next is not None:
            for question in progress.next.questions:
                if question.name in truth:
                    answers[question.name] = truth[question.name]
                else:
                    unknown.add(question.name)
        for prospect in progress.schemes:
            decision = decide(prospect.scheme, truth, on)
            assert SAME[prospect.standing] is decision.eligible, (prospect.scheme.code, answers)
            if prospect.standing is Standing.FITS:
                given = {award.name: (award.low, award.high) for award in decision.awards}
                assert {a.name: (a.low, a.high) for a in prospect.amounts} == given
