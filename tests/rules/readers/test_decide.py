"""One case decided: sound whatever is missing, sharp as a solver, the same by either way."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.cases import complete_case, completion, partial
from tests.rules.oracle import NotKnown, supposed, verdict
from tests.rules.random_schemes import random_scheme

from technopole.rules.language import (
    HKD,
    amount,
    award,
    choose,
    condition,
    day,
    gap,
    greatest,
    judgement,
    least,
    number,
    parameter,
    scheme,
    window,
    yes_no,
)
from technopole.rules.nodes import Not
from technopole.rules.readers.decide import Eligible, Flag, answer, decide, decide_slowly
from technopole.rules.rulebook import read_rulebook

ON = date(2025, 6, 1)
SCHEMES = read_rulebook("technopole.hong_kong").executable
seeds = st.integers(0, 10**9)


# ── Laws ──────────────────────────────────────────────────────────────────────────────────────


def contradicted(one, decision, whole, values):
    """Whether a complete case shows that a decision on a part of it was too sure."""
    found = verdict(one, whole, values)
    known = {Eligible.YES: True, Eligible.NO: False, Eligible.UNKNOWN: found.eligible}
    if known[decision.eligible] != found.eligible:
        return True
    if decision.outside is None:
        for reason in decision.reasons:
            wanted = {Eligible.YES: True, Eligible.NO: False}.get(reason.holds)
            if wanted is not None and wanted != found.conditions[reason.condition.name]:
                return True
    if not found.eligible:
        return False
    return any(
        not (a.low * 100 <= found.awards[a.name] and (a.high is None or found.awards[a.name] <= a.high * 100))
        for a in decision.awards
    )  # fmt: skip


def drawn(one, rng):
    """A part of a case, on which people have judged nothing, and completions of it."""
    judged = {judgement.question.name for judgement in one.judgements}

    def facts(case):
        return {name: answer for name, answer in case.items() if name not in judged}

    case = facts(partial(complete_case(one, rng), rng))
    today = {q.name: ON for q in one.questions if q.about.today}
    return case, [facts(completion(one, {**today, **case}, rng)) for _ in range(4)]


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_no_completion_of_a_random_scheme_contradicts_a_decision(seed):
    rng = random.Random(seed)
    one = random_scheme(rng)
    case, wholes = drawn(one, rng)
    decision = decide(one, case, ON)
    for whole in wholes:
        assert not contradicted(one, decision, whole, supposed(one, rng))


@pytest.mark.parametrize("one", SCHEMES, ids=lambda one: one.code)
def test_no_completion_contradicts_a_decision(one):
    rng = random.Random(one.entity)
    for _ in range(25):
        case, wholes = drawn(one, rng)
        decision = decide(one, case, ON)
        for whole in wholes:
            assert not contradicted(one, decision, whole, supposed(one, rng))


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_the_plain_function_and_narrowing_give_the_same_decision(seed):
    rng = random.Random(seed)
    one = random_scheme(rng)
    case = complete_case(one, rng)
    assert decide(one, case, ON) == decide_slowly(one, case, ON)


@pytest.mark.parametrize("one", SCHEMES, ids=lambda one: one.code)
def test_both_ways_and_the_answer_alone_agree(one):
    rng = random.Random(one.entity)
    for turn in range(20):
        case = complete_case(one, rng)
        if turn % 2:
            case = partial(case, rng)
        decision = decide(one, case, ON)
        assert decision == decide_slowly(one, case, ON)
        alone = answer(one, case, ON)
        assert alone.eligible is decision.eligible
        assert [(low, high) for low, high in alone.hundredths] == [
            (a.low * 100, None if a.high is None else a.high * 100) for a in decision.awards
        ]


@pytest.mark.parametrize("one", SCHEMES, ids=lambda one: one.code)
def test_a_complete_case_with_known_values_is_decided_to_the_cent(one):
    rng = random.Random(one.code)
    for _ in range(20):
        case = complete_case(one, rng)
        for judged in one.judgements:
            case[judged.question.name] = True
        try:
            found = verdict(one, case)
        except NotKnown:
            continue
        decision = decide(one, case, ON)
        assert decision.eligible is (Eligible.YES if found.eligible else Eligible.NO)
        assert {a.name: (a.low * 100, a.high * 100) for a in decision.awards} == {
            name: (cents, cents) for name, cents in (found.awards or {}).items()
        }
        assert decision.missing == ()


@pytest.mark.parametrize("one", SCHEMES, ids=lambda one: one.code)
def test_what_is_not_missing_changes_nothing(one):
    """Two completions that agree on what is missing come to one answer, unless sources leave it open."""
    rng = random.Random(one.entity)
    for _ in range(10):
        case, (first, second, *_) = drawn(one, rng)
        decision = decide(one, case, ON)
        kept = {q.name: first[q.name] for q in decision.missing}
        firm = decide(one, {**first}, ON), decide(one, {**second, **kept}, ON)
        if all(
            Flag.VALUE_UNKNOWN not in d.flags and Flag.VALUE_UNSURE not in d.flags for d in firm
        ):
            assert firm[0].eligible is firm[1].eligible


# ── The solver judges ─────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize("one", SCHEMES, ids=lambda one: one.code)
def test_a_decision_is_as_firm_as_the_solver_s(one):
    pytest.importorskip("z3")
    from technopole.rules.readers.prove import judged

    rng = random.Random(one.code)
    for _ in range(3):
        case, _ = drawn(one, rng)
        decision = decide(one, case, ON)
        if decision.outside is not None:
            continue
        found = judged(one, case, ON, seconds=20)
        if found.can_fit is None or found.can_fail is None:
            continue
        firm = {(True, False): Eligible.YES, (False, True): Eligible.NO}
        assert decision.eligible is firm.get((found.can_fit, found.can_fail), Eligible.UNKNOWN)
        for mine, extent in zip(decision.awards, found.awards, strict=False):
            if extent.sure:
                assert mine.low <= extent.low
                assert mine.high is None or (extent.high is not None and mine.high >= extent.high)


# ── What a decision says ──────────────────────────────────────────────────────────────────────

asked = day("asked", en="Day?", zh_hant="日期？", today=True)
started = day("started", en="Start?", zh_hant="開始？")
cost = amount("cost", en="Cost?", zh_hant="成本？")
staff = number("staff", en="Staff?", zh_hant="員工？", unit="persons", most=100)
local = yes_no("local", en="Local?", zh_hant="本地？")


def dated(values, name="ceiling", event=asked, unit=HKD):
    return parameter(name, unit, en="Most", zh_hant="上限", event=event, values=values)


def held(name, test):
    return condition(name, test, en=f"{name} holds.", zh_hant=f"{name}成立。", reference="guide, 1")


def built(*conditions, award_of=None, judged=(), opened=None, confirmed=date(2025, 12, 31)):
    awards = () if award_of is None else (
        award("grant", award_of, en="Grant.", zh_hant="資助額。", reference="guide, 2"),
    )  # fmt: skip
    return scheme(
        "trial", code="TRY", en="Trial scheme", zh_hant="試驗計劃", summary=("It tries.", "試驗。"),
        run_by="nobody", confirmed=confirmed, window=opened, conditions=conditions, awards=awards,
        judgements=judged, gaps=(gap(en="Open.", zh_hant="未明。"),),
    )  # fmt: skip


STEP = dated({"2020-01-01": (100, "r1"), "2022-06": (300, "r2")})


def test_an_unknown_answer_is_never_zero():
    one = built(held("large", cost >= 100), award_of=cost * Fraction(1, 3))
    found = decide(one, {}, ON)
    assert found.eligible is Eligible.UNKNOWN
    assert found.missing == (cost,)
    assert found.awards[0].low == Fraction(3333, 100)
    assert found.awards[0].high == Fraction(10**14 // 3, 100)


def test_a_question_that_decides_nothing_is_not_missing():
    one = built(held("either", local | Not(local) | (staff > 3)))
    found = decide(one, {}, ON)
    assert found.eligible is Eligible.YES
    assert found.missing == ()


def test_answers_to_questions_that_the_scheme_does_not_ask_are_left():
    one = built(held("local", local))
    assert decide(one, {"local": True, "cost": Fraction(1)}, ON) == decide(one, {"local": True}, ON)


def test_conditions_that_hold_alone_may_fail_together():
    one = built(held("few", staff < 5), held("many", staff > 5))
    found = decide(one, {}, ON)
    assert found.eligible is Eligible.NO
    assert {reason.holds for reason in found.reasons} == {Eligible.UNKNOWN}
    assert found.missing == ()


def test_an_award_is_floored_to_the_cent_once():
    one = built(held("local", local), award_of=least(cost * Fraction(2, 3), STEP))
    found = decide(one, {"local": True, "cost": Fraction(1, 100), "asked": date(2023, 1, 1)}, ON)
    assert (found.awards[0].low, found.awards[0].high) == (0, 0)


@pytest.mark.parametrize(
    ("on", "flags", "high"),
    [
        (date(2021, 1, 1), (), 100),
        (date(2022, 6, 15), (Flag.VALUE_UNSURE,), 300),
        (date(2019, 1, 1), (Flag.VALUE_UNKNOWN,), None),
        (date(2026, 1, 1), (Flag.UNCONFIRMED,), 300),
    ],
)
def test_how_firm_a_value_is_on_a_day_is_flagged(on, flags, high):
    one = built(held("local", local), award_of=STEP)
    found = decide(one, {"local": True, "asked": on}, ON)
    assert found.eligible is Eligible.YES
    assert found.flags == flags
    assert found.awards[0].high == high


def test_a_weak_value_never_decides():
    weak = dated({"2020-01-01": (100, "blog, 1", "low")})
    one = built(held("small", cost <= weak), award_of=weak)
    found = decide(one, {"cost": Fraction(1), "asked": ON}, ON)
    assert found.eligible is Eligible.UNKNOWN
    assert found.flags == (Flag.LOW_CONFIDENCE,)
    assert found.missing == ()
    assert found.awards[0].high is None


def test_a_no_is_flagged_only_for_what_it_stands_on():
    weak = dated({"2020-01-01": (100, "blog, 1", "low")})
    one = built(held("small", cost <= weak), held("local", local))
    found = decide(one, {"local": False, "cost": Fraction(1), "asked": ON}, ON)
    assert found.eligible is Eligible.NO
    assert found.flags == ()


def test_a_value_on_a_branch_that_is_not_taken_is_not_flagged():
    """Of a choice the side taken, of “or” a part that holds, of “and” a part that fails."""
    late = date(2026, 1, 1)  # after the day on which values were last confirmed
    given = {"asked": late, "cost": Fraction(50)}

    def flags(local_is, *tests, value=cost):
        one = built(*tests, award_of=value)
        said = decide(one, {**given, "local": local_is}, ON).flags
        assert decide_slowly(one, {**given, "local": local_is}, ON).flags == said
        return said

    either = choose(local, STEP, cost)
    assert flags(True, held("sure", cost >= 0), value=either) == (Flag.UNCONFIRMED,)
    assert flags(False, held("sure", cost >= 0), value=either) == ()
    assert flags(True, held("or", local | (cost <= STEP))) == ()
    assert flags(False, held("or", local | (cost <= STEP))) == (Flag.UNCONFIRMED,)
    assert flags(False, held("and", local & (cost <= STEP))) == ()
    assert flags(True, held("and", local & (cost <= STEP))) == (Flag.UNCONFIRMED,)
    assert flags(False, held("not", Not(local & (cost <= STEP)))) == ()
    nothing = built(held("or", local | (cost <= STEP)))
    assert decide(nothing, given, ON).flags == (Flag.UNCONFIRMED,)  # the other part is not answered


def test_the_day_of_asking_stands_for_a_missing_day_and_is_said():
    one = built(held("late", asked >= date(2025, 1, 1)))
    assert decide(one, {}, date(2025, 1, 1)).eligible is Eligible.YES
    assert decide(one, {}, date(2024, 12, 31)).eligible is Eligible.NO
    assert decide(one, {}, ON).flags == (Flag.ASSUMED_TODAY,)
    assert decide(one, {"asked": ON}, ON).flags == ()


def test_a_value_that_a_missing_day_selects_is_not_flagged_as_unsure():
    one = built(held("small", cost <= dated({"2020": (5, "r"), "2022": (9, "r")}, event=started)))
    found = decide(one, {"cost": Fraction(7)}, ON)
    assert found.missing == (started,)
    assert Flag.VALUE_UNSURE not in found.flags


# ── Judgement ─────────────────────────────────────────────────────────────────────────────────

PANEL = judgement("panel", en="The panel likes it.", zh_hant="評審團認可。", reference="guide, 3")


def test_what_only_a_person_can_judge_stands_apart():
    one = built(held("local", local), judged=(PANEL,))
    assert [t.en for t in decide(one, {"local": True}, ON).subject_to] == ["The panel likes it."]
    assert decide(one, {"local": False}, ON).subject_to == ()
    judged = decide(one, {"local": True, "judgement.panel": True}, ON)
    assert (judged.eligible, judged.subject_to) == (Eligible.YES, ())


def test_a_judgement_against_the_case_is_a_no():
    one = built(held("local", local), judged=(PANEL,), award_of=cost)
    found = decide(one, {"local": True, "judgement.panel": False}, ON)
    assert found.eligible is Eligible.NO
    assert [text.en for text in found.refused] == ["The panel likes it."]
    assert (found.awards, found.missing) == ((), ())
    assert answer(one, {"local": True, "cost": Fraction(1), "judgement.panel": False}, ON).eligible is Eligible.NO  # fmt: skip


# ── The window ────────────────────────────────────────────────────────────────────────────────

OPEN = window(asked, first="2020-05-18", last="2021-03", reference="guide, 4")


@pytest.mark.parametrize(
    ("day_asked", "flag", "word"),
    [
        (date(2020, 5, 17), Flag.NOT_YET, "before that"),
        (date(2021, 4, 1), Flag.CLOSED, "after that"),
    ],
)
def test_outside_its_window_the_answer_is_one_clear_no(day_asked, flag, word):
    one = built(held("local", local), opened=OPEN, award_of=cost)
    for found in (decide(one, {"asked": day_asked}, ON), decide(one, {"asked": day_asked, "local": True, "cost": Fraction(1)}, ON)):  # fmt: skip
        assert found.eligible is Eligible.NO
        assert found.flags == (flag,)
        assert (found.awards, found.missing, found.subject_to) == ((), (), ())
        assert [reason.condition.name for reason in found.reasons] == ["window"]
        assert word in found.outside.en
        assert found.outside.zh_hant


def test_within_its_window_nothing_is_said_of_it():
    one = built(held("local", local), opened=OPEN)
    found = decide(one, {"asked": date(2020, 5, 18), "local": True}, ON)
    assert (found.eligible, found.outside) == (Eligible.YES, None)


def test_a_vague_end_of_a_window_is_not_guessed():
    one = built(held("local", local), opened=OPEN)
    found = decide(one, {"asked": date(2021, 3, 15), "local": True}, ON)
    assert found.eligible is Eligible.UNKNOWN
    assert Flag.VALUE_UNSURE in found.flags
    assert found.missing == ()


def test_a_window_hangs_on_a_day_that_is_not_answered():
    one = built(held("local", local), opened=window(started, first="2020-05-18", reference="guide, 4"))  # fmt: skip
    found = decide(one, {"local": True}, ON)
    assert (found.eligible, found.missing) == (Eligible.UNKNOWN, (started,))


@pytest.mark.parametrize("one", [s for s in SCHEMES if s.window], ids=lambda one: one.code)
def test_every_scheme_says_clearly_that_it_did_not_exist_yet(one):
    test = one.window.test
    (event,) = [q for q in one.questions if q is test.event or q == test.event] or [None]
    opened = next((v for v in test.values if v.value), None)
    if event is None or opened is None or opened.possible_from is None:
        pytest.skip("its window hangs on no single day")
    before = max(date(1990, 1, 1), opened.possible_from - timedelta(days=1))
    found = decide(one, {event.name: before}, ON)
    if opened.possible_from > date(1990, 1, 1) and opened.confidence != "low":
        assert found.flags == (Flag.NOT_YET,)
        assert found.outside is not None


# ── Nothing left ──────────────────────────────────────────────────────────────────────────────


def test_a_yes_that_gives_nothing_says_so():
    """It fits and nothing is left: neither a no, which no source gives, nor a yes without a word."""
    used = amount("used", en="granted so far", zh_hant="已批款額")
    one = built(held("local", local), award_of=greatest(cost - used, 0))
    given = {"local": True, "cost": Fraction(10), "asked": ON}
    for granted, left in ((9, False), (10, True), (11, True)):
        found = decide(one, {**given, "used": Fraction(granted)}, ON)
        assert (found.eligible, Flag.NOTHING_LEFT in found.flags) == (Eligible.YES, left)
        assert decide_slowly(one, {**given, "used": Fraction(granted)}, ON) == found
    assert Flag.NOTHING_LEFT not in decide(one, given, ON).flags
    gone = decide(one, {**given, "used": Fraction(10), "local": False}, ON)
    assert Flag.NOTHING_LEFT not in gone.flags


@pytest.mark.parametrize(
    ("code", "name", "ceiling", "on"),
    [
        ("TVP", "history.tvp_granted", 600_000, date(2024, 6, 1)),
        ("DTSPP", "history.dtspp_granted", 50_000, date(2025, 3, 1)),
        ("NIAS", "history.nias_granted", 200_000_000, date(2025, 12, 1)),
        ("QDIE", "history.qianhai_rewards_this_year", None, date(2024, 6, 1)),
    ],
)
def test_a_used_up_total_is_told_in_every_scheme_that_has_one(code, name, ceiling, on):
    one = next(scheme for scheme in SCHEMES if scheme.code == code)
    (question,) = (q for q in one.questions if q.name == name)
    used = Fraction(ceiling or question.about.high)
    nothing = decide(one, {name: used}, on)
    assert Flag.NOTHING_LEFT in nothing.flags
    assert nothing.awards[0].high == 0
    assert Flag.NOTHING_LEFT not in decide(one, {name: Fraction(0)}, on).flags
