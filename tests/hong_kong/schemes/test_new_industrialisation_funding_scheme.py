"""The scheme's check points, and an independent oracle around every threshold."""

from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from technopole.hong_kong.schemes.new_industrialisation_funding_scheme import SCHEME
from technopole.rules.answers import read_answers
from technopole.rules.readers.decide import Eligible, Flag, decide

ON = date(2025, 6, 1)
FITS = {
    "company.incorporated_in_hong_kong": True,
    "project.smart_production_line": True,
    "project.total_cost": 9_000_000,
    "project.duration_months": 18,
    "history.nifs_running_projects": 0,
    "history.nifs_running_funding": 0,
}


def asked(changes=None, on=ON, without=()):
    given = {
        name: value for name, value in {**FITS, **(changes or {})}.items() if name not in without
    }
    return decide(SCHEME, read_answers(given, SCHEME.questions), on)


def oracle(cost, months, running, running_funding):
    """The rule worked out by hand, on whole cents: one third, at most 15 million, 45 in all."""
    third_cents = Fraction(cost) * 100 / 3
    grant_cents = min(third_cents, Fraction(15_000_000 * 100))
    fits = months <= 24 and running < 3 and running_funding * 100 + grant_cents <= 45_000_000 * 100
    return fits, Fraction(grant_cents.numerator // grant_cents.denominator, 100)


@pytest.mark.parametrize(
    ("cost", "grant"), [(9_000_000, 3_000_000), (45_000_000, 15_000_000), (70_000_000, 15_000_000)]
)
def test_the_check_points_hold(cost, grant):
    decision = asked({"project.total_cost": cost})
    assert decision.eligible is Eligible.YES
    assert (decision.awards[0].low, decision.awards[0].high) == (grant, grant)
    assert decision.missing == ()


EDGES = list(
    product(
        ["0", "0.01", "100", "44999999.99", "45000000", "45000000.01", "45000000.02"],
        [24, 25],
        [2, 3],
        [0, 30_000_000, 45_000_000],
    )
)


@pytest.mark.parametrize(("cost", "months", "running", "funding"), EDGES)
def test_every_edge_agrees_with_the_oracle(cost, months, running, funding):
    decision = asked({
        "project.total_cost": cost,
        "project.duration_months": months,
        "history.nifs_running_projects": running,
        "history.nifs_running_funding": funding,
    })  # fmt: skip
    fits, grant = oracle(Fraction(cost), months, running, funding)
    assert decision.eligible is (Eligible.YES if fits else Eligible.NO)
    assert [award.low for award in decision.awards] == ([grant] if fits else [])


def test_without_the_cost_the_grant_is_bounded_and_the_cost_is_asked():
    decision = asked(without=["project.total_cost"])
    assert decision.eligible is Eligible.YES
    assert (decision.awards[0].low, decision.awards[0].high) == (0, 15_000_000)
    assert [question.name for question in decision.missing] == ["project.total_cost"]


def test_an_unknown_does_not_say_no_and_a_known_no_settles_it():
    assert asked(without=["company.incorporated_in_hong_kong"]).eligible is Eligible.UNKNOWN
    refused = asked({"company.incorporated_in_hong_kong": False}, without=["project.total_cost"])
    assert refused.eligible is Eligible.NO
    assert refused.missing == ()


def test_with_nothing_known_it_says_neither_yes_nor_no():
    assert decide(SCHEME, {}, ON).eligible is Eligible.UNKNOWN


def test_the_committee_stands_apart_from_the_facts():
    decision = asked()
    assert [text.en for text in decision.subject_to] == [
        "The Vetting Committee supports the project."
    ]


def test_before_the_limits_are_known_it_is_flagged_and_not_guessed():
    decision = asked(on=date(2023, 6, 1))
    assert decision.eligible is Eligible.UNKNOWN
    assert Flag.VALUE_UNKNOWN in decision.flags


def test_after_the_day_of_confirmation_it_says_so():
    assert Flag.UNCONFIRMED in asked(on=date(2026, 6, 1)).flags
    assert Flag.UNCONFIRMED not in asked().flags
