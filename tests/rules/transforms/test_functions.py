"""The compiled functions say what the tree says: exactly, and with the same ends where it is open."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.strategies import complete_cases, partial_cases, small_schemes
from tests.rules.transforms.test_integers import GRANT

from technopole.rules.nodes import All
from technopole.rules.ranges import Choices, Days, Numbers, Truth, range_of, truth_of
from technopole.rules.readers.decide import Eligible, decide
from technopole.rules.transforms.functions import functions_of, to_whole
from technopole.rules.transforms.integers import lowered

ON = date(2024, 6, 1)


def with_today(scheme, answers):
    today = {q.name: ON for q in scheme.questions if q.about.today}
    return {**today, **answers}


def ends_of_the_tree(scheme, answers):
    """What `ranges` shall give, from the tree itself."""
    known = with_today(scheme, answers)
    test = All(tuple(one.test for one in scheme.conditions))
    amounts = [range_of(one.value, known) for one in scheme.awards]
    return (
        ends(truth_of(test, known)),
        tuple(ends(truth_of(one.test, known)) for one in scheme.conditions),
        tuple(
            (hundredths(amount.low or Fraction(0)), hundredths(amount.high)) for amount in amounts
        ),
    )


def ends(truth):
    return (not truth.false, truth.true)


def hundredths(amount):
    return None if amount is None else max(Fraction(0), amount) * 100 // 1


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_ranges_have_the_ends_of_the_tree(data):
    scheme = data.draw(small_schemes())
    answers = data.draw(partial_cases(scheme))
    assert functions_of(scheme).ranges(answers, ON) == ends_of_the_tree(scheme, answers)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_plain_is_what_the_tree_says_or_nothing_where_something_is_unknown(data):
    scheme = data.draw(small_schemes())
    answers = data.draw(complete_cases(scheme))
    plain = functions_of(scheme).plain(answers, ON)
    eligible, conditions, awards = ends_of_the_tree(scheme, answers)
    if plain is None:
        return
    assert eligible == (plain[0], plain[0])
    assert conditions == tuple((holds, holds) for holds in plain[1])
    assert awards == tuple((amount, amount) for amount in plain[2])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_plain_is_what_decide_says(data):
    scheme = data.draw(small_schemes())
    answers = data.draw(complete_cases(scheme))
    plain = functions_of(scheme).plain(answers, ON)
    if plain is None:
        return
    judged = {q.question.name: True for q in scheme.judgements}
    decision = decide(scheme, {**answers, **judged}, ON)
    assert decision.eligible is (Eligible.YES if plain[0] else Eligible.NO)
    held = dict(zip((one.name for one in scheme.conditions), plain[1], strict=True))
    for reason in decision.reasons:
        assert reason.holds is (Eligible.YES if held[reason.condition.name] else Eligible.NO)
    if plain[0]:
        assert [(a.low * 100, a.high * 100) for a in decision.awards] == [(a, a) for a in plain[2]]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_completion_lies_within_the_ranges(data):
    scheme = data.draw(small_schemes())
    complete = data.draw(complete_cases(scheme))
    left_out = data.draw(st.sets(st.sampled_from(sorted(complete) or [""])))
    known = {name: value for name, value in complete.items() if name not in left_out}
    functions = functions_of(scheme)
    plain = functions.plain(with_today(scheme, complete), ON)
    if plain is None or any(q.about.today and q.name in left_out for q in scheme.questions):
        return
    eligible, conditions, awards = functions.ranges(known, ON)
    assert eligible[0] <= plain[0] <= eligible[1]
    for holds, (surely, maybe) in zip(plain[1], conditions, strict=True):
        assert surely <= holds <= maybe
    for amount, (low, high) in zip(plain[2], awards, strict=True):
        assert low <= amount
        assert high is None or amount <= high


@pytest.mark.parametrize(
    ("answers", "known"),
    [
        ({"cost": Fraction(3), "asked": date(2023, 5, 1)}, True),
        ({"cost": Fraction(3)}, False),
        ({"asked": date(2023, 5, 1)}, False),
        ({"cost": Fraction(3), "asked": date(2019, 1, 1)}, False),  # before any share is known
        ({"cost": Fraction(3), "asked": date(2024, 5, 1)}, False),  # a share of low confidence
        ({"cost": Fraction(3), "asked": date(2025, 1, 1)}, False),  # after the ceiling's last day
    ],
)
def test_plain_leaves_what_is_not_certain_to_the_slower_ways(answers, known):
    assert (functions_of(GRANT).plain(answers, ON) is not None) is known


def test_an_answer_may_be_a_range():
    ranges = functions_of(GRANT).ranges(
        {
            "cost": Numbers(Fraction(30), Fraction(90)),
            "asked": Days(date(2020, 1, 1), date(2023, 6, 1)),
        },
        ON,
    )
    assert ranges == ((True, True), ((True, True),), ((0, 3000),))
    known = functions_of(GRANT).ranges(
        {"cost": Numbers(Fraction(30), Fraction(90)), "asked": date(2023, 6, 1)}, ON
    )
    assert known[2] == ((1000, 3000),)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_ranges_for_answers_read_ranges_as_the_tree_does(data):
    scheme = data.draw(small_schemes())
    answers = dict(data.draw(partial_cases(scheme)))
    for question in scheme.questions:
        answer = answers.get(question.name)
        match answer:
            case bool():
                answers[question.name] = Truth(true=answer, false=not answer)
            case str():
                first = question.about.options[0][0]
                answers[question.name] = Choices(frozenset({answer, first}))
            case Fraction():
                answers[question.name] = Numbers(question.about.low, answer)
            case date():
                answers[question.name] = Days(answer, question.about.high)
    assert functions_of(scheme).ranges(answers, ON) == ends_of_the_tree(scheme, answers)


def test_an_answer_has_one_whole_number():
    cost, asked = lowered(GRANT).columns
    assert to_whole(cost, Fraction(1234, 100)) == 1234
    assert to_whole(asked, date(1990, 1, 1)) == asked.low
    with pytest.raises(TypeError, match="a list has no whole number"):
        to_whole(cost, ())
