"""What an interview keeps, whatever the rules are: settled is settled, irrelevant is irrelevant."""

import random
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.cases import completion
from tests.rules.oracle import supposed, verdict
from tests.rules.random_schemes import random_scheme

from technopole.rules.language import (
    HKD,
    amount,
    award,
    boxes,
    choice,
    condition,
    consistency,
    day,
    judgement,
    number,
    parameter,
    scheme,
    window,
    yes_no,
)
from technopole.rules.nodes import Kind
from technopole.rules.readers.decide import Eligible, decide
from technopole.rules.readers.interview import Interview, Standing

ON = date(2024, 10, 31)
NONE = frozenset()
seeds = st.integers(0, 10**9)


# ── Laws ──────────────────────────────────────────────────────────────────────────────────────


def drawn(seed):
    """A few random schemes over one vocabulary, a complete case that answers them all, and a source of luck."""
    rng = random.Random(seed)
    schemes = [random_scheme(rng, f"random-{place}") for place in range(3)]
    whole = {}
    for one in schemes:
        whole |= completed(one, whole, rng)
    return schemes, whole, rng


def completed(one, answers, rng):
    """A complete case of a scheme that keeps those of the answers that it asks for."""
    mine = {q.name: answers[q.name] for q in one.questions if q.name in answers}
    return completion(one, mine, rng)


def walked(interview, whole, rng, *, doubt=0.15, astray=0.3):
    """Every state of an interview in which the best step is answered, or any, or not known."""
    answers, unknown = {}, set()
    while True:
        progress = interview.after(answers, unknown=frozenset(unknown), on=ON)
        yield dict(answers), frozenset(unknown), progress
        if progress.next is None:
            return
        step = rng.choice(progress.steps) if rng.random() < astray else progress.next
        for question in step.questions:
            if rng.random() < doubt:
                unknown.add(question.name)
            else:
                answers[question.name] = whole[question.name]


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_what_is_settled_stays_settled_whatever_is_answered_later(seed):
    schemes, whole, rng = drawn(seed)
    states = [progress for _, _, progress in walked(Interview(schemes), whole, rng)]
    for before, after in pairwise(states):
        for then, now in zip(before.schemes, after.schemes, strict=True):
            if then.settled:
                assert (now.standing, now.settled) == (then.standing, True)
            for earlier, later in zip(then.amounts, now.amounts, strict=False):
                assert earlier.low <= later.low
                assert earlier.high is None or (later.high is not None and later.high <= earlier.high)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_no_completion_contradicts_a_standing_or_an_amount(seed):
    schemes, whole, rng = drawn(seed)
    for answers, _, progress in walked(Interview(schemes), whole, rng):
        for one, prospect in zip(schemes, progress.schemes, strict=True):
            case = completed(one, {**_today(one, ON), **answers}, rng)
            truth = verdict(one, case, supposed(one, rng))
            if prospect.standing is not Standing.MIGHT_FIT:
                assert truth.eligible == (prospect.standing is Standing.FITS)
            if truth.eligible:
                for so_far in prospect.amounts:
                    assert so_far.low * 100 <= truth.awards[so_far.name]
                    assert so_far.high is None or truth.awards[so_far.name] <= so_far.high * 100


def _facts(case):
    """The answers without what a person judges."""
    return {name: value for name, value in case.items() if not name.startswith("judgement.")}


def _today(one, on):
    return {question.name: on for question in one.questions if question.about.today}


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_an_irrelevant_question_may_be_answered_in_any_way(seed):
    schemes, whole, rng = drawn(seed)
    for answers, _, progress in walked(Interview(schemes), whole, rng):
        irrelevant = {one.question.name for one in progress.irrelevant}
        for one in schemes:
            values = supposed(one, rng)
            known = {**_today(one, ON), **answers}
            first = completed(one, known, rng)
            again = completed(one, known, rng)
            flipped = {n: again[n] if n in irrelevant else value for n, value in first.items()}
            mine, other = verdict(one, first, values), verdict(one, flipped, values)
            assert (mine.eligible, mine.awards) == (other.eligible, other.awards)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_next_step_matters_and_was_neither_answered_nor_given_up(seed):
    schemes, whole, rng = drawn(seed)
    interview = Interview(schemes)
    for answers, unknown, progress in walked(interview, whole, rng):
        open_names = {q.name for prospect in progress.schemes for q in (*prospect.hangs_on, *prospect.amounts_on)}  # fmt: skip
        assert {q.name for q in progress.matters} == open_names
        for question in progress.matters:
            assert question.name not in answers
            assert question.name not in unknown
            assert not question.about.judgement
            assert not question.about.today
        irrelevant = {one.question.name for one in progress.irrelevant}
        today = {q.name for q in interview.questions if q.about.today}
        moot = {question.name for question in progress.moot}
        assert not moot & (open_names | irrelevant)
        everything = open_names | irrelevant | moot | unknown | set(answers) | today
        assert everything >= {question.name for question in interview.questions}
        assert not irrelevant & open_names


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_at_the_end_everything_is_settled_and_exact_but_for_what_nobody_knows(seed):
    schemes, whole, rng = drawn(seed)
    *_, (answers, _, progress) = walked(Interview(schemes), whole, rng, doubt=0)
    assert progress.settled
    assert progress.matters == ()
    for one, prospect in zip(schemes, progress.schemes, strict=True):
        assert prospect.hangs_on == prospect.amounts_on == ()
        # Whoever answers the rest as well learns nothing new.
        case = _facts(completed(one, {**_today(one, ON), **answers}, rng))
        more = Interview([one]).after(case, on=ON).schemes[0]
        assert more.standing is prospect.standing
        assert more.amounts == prospect.amounts


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_the_order_of_answers_changes_nothing(seed):
    schemes, whole, rng = drawn(seed)
    interview = Interview(schemes)
    names = rng.sample(sorted(whole), k=len(whole) // 2)
    one = interview.after({name: whole[name] for name in names}, on=ON)
    other = Interview(schemes).after({name: whole[name] for name in reversed(names)}, on=ON)
    assert one == other


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_decide_never_says_the_opposite(seed):
    schemes, whole, rng = drawn(seed)
    for answers, _, progress in walked(Interview(schemes), whole, rng):
        for one, prospect in zip(schemes, progress.schemes, strict=True):
            found = decide(one, answers, ON).eligible
            if prospect.standing is Standing.FITS:
                assert found is Eligible.YES
            if prospect.standing is Standing.DOES_NOT_FIT:
                assert found is Eligible.NO


# ── By hand ───────────────────────────────────────────────────────────────────────────────────

plans = boxes("plans", en="What is planned?", zh_hant="計劃甚麼？")
kind = choice("kind", en="Who?", zh_hant="誰？", options={"firm": ("Firm", "企業"), "person": ("Person", "個人")})  # fmt: skip
research = yes_no("plans.research", en="Research", zh_hant="研究", group=plans)
training = yes_no("plans.training", en="Training", zh_hant="培訓", group=plans)
local = yes_no("local", en="Local?", zh_hant="本地？")
cost = amount("cost", en="Cost?", zh_hant="成本？")
running = number("running", en="How many are running?", zh_hant="進行中多少？", unit="projects", most=9)  # fmt: skip
granted = amount("granted", en="How much was granted for them?", zh_hant="共獲批多少？")
asked_on = day("asked_on", en="When?", zh_hant="何時？", today=True)
SAID = {"en": "Said.", "zh_hant": "如此。", "reference": "yearbook-2024, line 1"}
ceiling = parameter("ceiling", HKD, en="Ceiling", zh_hant="上限", event=asked_on, values={"2024-01-01": (100, "yearbook-2024, line 1")})  # fmt: skip


def made(code, *tests, awards=(), **more):
    return scheme(
        code.lower(), code=code, en=code, zh_hant=code, summary=("s", "s"), run_by="nobody",
        confirmed=date(2025, 12, 31),
        conditions=[condition(f"c{place}", test, **SAID) for place, test in enumerate(tests)],
        awards=[award("grant", value, **SAID) for value in awards], **more,
    )  # fmt: skip


FUND = made("FUND", kind.is_in("firm"), research, local, cost <= ceiling, awards=[cost])
TEACH = made("TEACH", kind.is_in("firm"), training, awards=[ceiling])
VISA = made("VISA", kind.is_in("person"))
ALL = Interview([FUND, TEACH, VISA])


def standings(progress):
    return {p.scheme.code: (p.standing.value, p.settled) for p in progress.schemes}


def test_first_comes_what_settles_most():
    progress = ALL.after({}, on=ON)
    assert [step.group or step.questions[0].name for step in progress.steps][:2] == ["kind", "plans"]  # fmt: skip
    assert progress.next.questions == (kind,)
    assert not progress.settled


def test_one_answer_settles_what_it_can_and_says_why_the_rest_does_not_matter():
    progress = ALL.after({"kind": "person"}, on=ON)
    assert standings(progress) == {
        "FUND": ("does-not-fit", True),
        "TEACH": ("does-not-fit", True),
        "VISA": ("fits", True),
    }
    assert progress.next is None
    why = {one.question.name: one for one in progress.irrelevant}
    assert why["cost"].because[0].failing.name == "c0"
    assert why["cost"].says.en == "FUND does not fit whatever it is."
    assert why["cost"].says.zh_hant == "無論如何作答，FUND均不適用。"
    assert set(why) == {"plans.research", "plans.training", "local", "cost"}


def test_boxes_that_are_not_ticked_are_a_no():
    step = ALL.after({"kind": "firm"}, on=ON).next
    assert step.group == "plans"
    assert step.questions == (research, training)
    ticked = step.ticked({"plans.research"})
    assert ticked == {"plans.research": True, "plans.training": False}
    progress = ALL.after({"kind": "firm", **ticked}, on=ON)
    assert standings(progress)["TEACH"] == ("does-not-fit", True)
    assert standings(progress)["FUND"] == ("might-fit", False)


def test_what_is_not_known_is_not_asked_again():
    given = {"kind": "firm", "plans.research": True, "plans.training": False, "cost": Fraction(7)}
    asked = ALL.after(given, on=ON)
    assert asked.next.questions == (local,)
    progress = ALL.after(given, unknown={"local"}, on=ON)
    assert progress.next is None
    assert progress.settled
    assert standings(progress)["FUND"] == ("might-fit", True)
    assert not any(one.question == local for one in progress.irrelevant)


def test_a_value_that_the_documents_do_not_give_leaves_a_scheme_open_with_nothing_to_ask():
    given = {"kind": "firm", "plans.research": True, "plans.training": True, "local": True, "cost": Fraction(7)}  # fmt: skip
    progress = ALL.after(given, on=date(2023, 6, 1))
    assert standings(progress)["FUND"] == ("might-fit", True)
    assert progress.next is None


def test_what_no_answer_settles_is_not_asked_for():
    weak = parameter("least", "projects", en="Least", zh_hant="最少", event=asked_on, values={"2020-01-01": (2, "a blog", "low")})  # fmt: skip
    unsure = made("UNSURE", kind.is_in("firm"), running >= weak, awards=[ceiling])
    progress = Interview([unsure]).after({"kind": "firm"}, on=ON)
    assert standings(progress)["UNSURE"] == ("might-fit", True)
    assert progress.next is None
    assert progress.moot == (running,)
    assert progress.irrelevant == ()


def test_the_amount_is_asked_for_once_the_scheme_fits():
    open_ended = made("OPEN", kind.is_in("firm"), awards=[cost])
    progress = Interview([open_ended]).after({"kind": "firm"}, on=ON)
    (prospect,) = progress.schemes
    assert prospect.standing is Standing.FITS
    assert prospect.settled
    assert prospect.amounts_on == (cost,)
    assert (prospect.amounts[0].low, prospect.amounts[0].exact) == (0, False)
    assert progress.next.questions == (cost,)
    done = Interview([open_ended]).after({"kind": "firm", "cost": Fraction(1999, 1000)}, on=ON)
    assert done.next is None
    assert done.schemes[0].amounts[0].low == Fraction(199, 100)
    assert done.schemes[0].amounts[0].exact


def test_what_follows_from_honest_answers_is_not_asked():
    limited = made("LIMIT", kind.is_in("firm"), granted <= 50, running < 3)
    honest = consistency("granted", (running > 0) | granted.equals(0), en="None is granted without.", zh_hant="沒有則無。")  # fmt: skip
    interview = Interview([limited], [honest])
    progress = interview.after({"kind": "firm", "running": Fraction(0)}, on=ON)
    assert progress.implied == {"granted": Fraction(0)}
    assert standings(progress)["LIMIT"] == ("fits", True)
    two = interview.after({"kind": "firm", "running": Fraction(2)}, on=ON)
    assert two.implied == {}
    assert two.next.questions == (granted,)
    other_way = interview.after({"kind": "firm", "granted": Fraction(10)}, on=ON)
    assert other_way.implied == {}


def test_one_answer_may_follow_from_another_that_follows():
    a, b, c = (yes_no(name, en=name, zh_hant=name) for name in "abc")
    links = [
        consistency("ab", ~a | b, en="a, so b.", zh_hant="甲則乙。"),
        consistency("bc", ~b | ~c, en="b, so not c.", zh_hant="乙則非丙。"),
        consistency("kind", ~kind.is_in("person") | a, en="Persons a.", zh_hant="個人則甲。"),
    ]
    progress = Interview([made("ONE", a, b, ~c, kind.is_in("person"))], links).after({"kind": "person"}, on=ON)  # fmt: skip
    assert progress.implied == {"a": True, "b": True, "c": False}
    assert progress.schemes[0].standing is Standing.FITS


def test_judgements_are_never_asked_but_said():
    judged = made("PANEL", local, judgements=[judgement("panel", en="The panel agrees.", zh_hant="評審同意。", reference="x, line 1")])  # fmt: skip
    interview = Interview([judged])
    progress = interview.after({"local": True}, on=ON)
    assert progress.next is None
    assert progress.schemes[0].standing is Standing.FITS
    assert [text.en for text in progress.schemes[0].subject_to] == ["The panel agrees."]
    refused = interview.after({"local": True, "judgement.panel": False}, on=ON)
    assert refused.schemes[0].standing is Standing.DOES_NOT_FIT
    agreed = interview.after({"local": True, "judgement.panel": True}, on=ON)
    assert agreed.schemes[0].subject_to == ()


def test_the_day_of_asking_stands_for_the_day_of_application():
    closed = made("CLOSED", local, window=window(asked_on, last="2024-06-30", reference="x, line 1"))  # fmt: skip
    interview = Interview([closed])
    assert interview.after({}, on=ON).schemes[0].standing is Standing.DOES_NOT_FIT
    assert interview.after({"asked_on": date(2024, 6, 30)}, on=ON).next.questions == (local,)


def test_two_tests_of_one_question_that_cannot_both_hold_are_seen():
    never = made("NEVER", (running < 2) & (running >= 2), local)
    assert Interview([never]).after({}, on=ON).schemes[0].standing is Standing.DOES_NOT_FIT


@pytest.mark.parametrize("kept", [True, False])
def test_a_persons_amounts_are_never_kept(kept):
    interview = Interview([FUND])
    given = {"kind": "firm", "local": True} if kept else {"cost": Fraction(12_345)}
    interview.after(given, on=ON)
    readings = [part._see.cache_info().currsize for rule in interview._rules for _, part in rule.conditions if any(q.kind is Kind.NUMBER for q in part.questions)]  # fmt: skip
    assert readings == ([1] if kept else [0])
