"""What the New Industrialisation Funding Scheme says of incomplete cases, its committee and its dates."""

from datetime import date

from tests.hong_kong.schemes.oracles.new_industrialisation_funding_scheme import FITS

from technopole.hong_kong.schemes.new_industrialisation_funding_scheme import SCHEME
from technopole.rules.answers import read_answers
from technopole.rules.readers.decide import Decision, Eligible, Flag, decide

ON = date(2025, 6, 1)


def asked(changes=None, on=ON, without=()) -> Decision:
    given = {
        name: value for name, value in {**FITS, **(changes or {})}.items() if name not in without
    }
    return decide(SCHEME, read_answers(given, SCHEME.questions), on)


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


def test_a_first_project_never_hung_on_the_limits_for_several():
    first = {"history.nifs_running_projects": 0, "history.nifs_running_funding": "0"}
    assert asked(first, on=date(2023, 6, 1)).eligible is Eligible.YES


def test_before_the_limits_for_several_are_known_it_is_flagged_and_not_guessed():
    decision = asked(on=date(2023, 6, 1))
    assert decision.eligible is Eligible.UNKNOWN
    assert Flag.VALUE_UNKNOWN in decision.flags


def test_after_the_day_of_confirmation_it_says_so():
    assert Flag.UNCONFIRMED in asked(on=date(2026, 6, 1)).flags
    assert Flag.UNCONFIRMED not in asked().flags
