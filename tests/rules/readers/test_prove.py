"""Each check can fail, and says so with a case; what is proved holds of every case there is."""

import builtins
import random
import sys
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.rules.cases import complete_case, completion, partial
from tests.rules.oracle import supposed, value_of, verdict
from tests.rules.random_schemes import random_scheme

from technopole.rules.answers import read_answers
from technopole.rules.language import (
    HKD,
    amount,
    award,
    bare,
    choice,
    choose,
    condition,
    consistency,
    counted,
    day,
    days_between,
    each,
    floored,
    greatest,
    items,
    least,
    number,
    parameter,
    raised,
    scheme,
    shifted,
    total,
    window,
    yes_no,
)
from technopole.rules.nodes import Comparison, Constant, Kind, Not, Operator
from technopole.rules.parameters import Confidence, DatedValue
from technopole.rules.readers.prove import (
    Check,
    SolverMissing,
    Status,
    equal_except,
    judged,
    proofs,
)
from technopole.rules.readers.prove.proof import Edge
from technopole.rules.rulebook import read_rulebook
from technopole.rules.transforms.amend import amended

ON = date(2024, 10, 31)
WORDS = {"en": "Said so.", "zh_hant": "如此說。"}
CITED = {**WORDS, "reference": "invented, 1"}
PROVED, REFUTED, NOT_PROVED = Status.PROVED, Status.REFUTED, Status.NOT_PROVED

asked_on = day("asked_on", **WORDS, today=True)
started_on = day("started_on", **WORDS)
cost = amount("cost", **WORDS, most=10**9)
had = amount("had", **WORDS, most=10**9)
staff = number("staff", **WORDS, unit="persons", most=1000)
kind = choice("kind", **WORDS, options={"a": ("a", "甲"), "b": ("b", "乙"), "c": ("c", "丙")})
local = yes_no("local", **WORDS)
fee = amount("fee", **WORDS, most=10**6)
hired = yes_no("hired", **WORDS)
things = items("things", **WORDS, fields=(fee, hired), most=200)


def value(name, unit, values, event=asked_on):
    dated = {start: (entry, "invented, 2") for start, entry in values.items()}
    return parameter(name, unit, **WORDS, event=event, values=dated)


share = value("share", "times", {"2020-01-01": Fraction(1, 3), "2023-01-01": Fraction(1, 2)})
ceiling = value("ceiling", HKD, {"2020-01-01": 600_000})
GRANT = least(cost * share, ceiling)


def invented(*conditions, awards=(), window=None):
    """A scheme with these conditions, in order named c0, c1 and so on."""
    return scheme(
        "invented-scheme", code="INV", en="Invented", zh_hant="虛構", summary=("en", "zh"),
        run_by="nobody", confirmed=date(2024, 1, 1), awards=awards, window=window,
        conditions=[condition(f"c{i}", test, **CITED) for i, test in enumerate(conditions)],
    )  # fmt: skip


def granted(value, within=(), rises_with=()):
    return award("grant", value, **CITED, within=within, rises_with=rises_with)


def proofs_of(found, check, about=None, **options):
    run = proofs(found, on=ON, **options)
    return [p for p in run if p.check is check and about in (None, p.about)]


def proof_of(found, check, about=None, **options):
    (proof,) = proofs_of(found, check, about, **options)
    return proof


def read(found, file):
    """A counterexample read again as `check` reads it."""
    return read_answers(file, found.questions)


# ── Each check, proved and refuted ────────────────────────────────────────────────────────────

SOUND = invented(
    kind.is_in("a", "b"),
    local,
    staff < 100,
    window=window(asked_on, first="2020-01-01", reference="invented, 0"),
    awards=(granted(GRANT, within=(ceiling, cost * share), rises_with=(cost,)),),
)


def test_a_sound_scheme_is_proved_in_every_respect():
    found = list(proofs(SOUND, on=ON))
    assert {proof.check for proof in found} == set(Check) - {Check.EQUAL}
    assert {proof.status for proof in found} == {PROVED}
    assert all(proof.says.en and proof.says.zh_hant for proof in found)


def test_a_scheme_that_nobody_can_fit_is_refuted():
    proof = proof_of(invented(staff < 100, staff >= 100), Check.SATISFIABLE)
    assert proof.status is REFUTED


def test_steps_of_an_answer_count_nobody_lies_between_two_persons():
    proof = proof_of(invented((staff > 99) & (staff < 100)), Check.SATISFIABLE)
    assert proof.status is REFUTED
    assert proof_of(invented((cost > 99) & (cost < 100)), Check.SATISFIABLE).status is PROVED


def test_a_scheme_that_is_closed_today_fitted_somebody_before():
    closed = invented(
        local, window=window(asked_on, first="2020", last="2021", reference="invented, 0")
    )
    proof = proof_of(closed, Check.SATISFIABLE)
    assert proof.status is PROVED
    assert "none does on 2024-10-31" in proof.says.en
    assert proof.witness["asked_on"] < "2022"


def test_a_scheme_that_fits_only_by_supposing_what_no_document_states_is_not_proved():
    never = value("never", "boolean", {"2020-01-01..2020-01-01": False})
    proof = proof_of(invented(local & never), Check.SATISFIABLE)
    assert proof.status is NOT_PROVED
    assert "no document states" in proof.says.en
    assert proof.supposed == {"never": True}


def test_a_case_is_firm_where_what_is_open_makes_no_difference_to_it():
    """Whichever way `weak` is, one of two ways in is open; no document tells which."""
    early = value("early", "boolean", {"2020-01-01..2020-12-31": True})
    late = value("late", "boolean", {"2022-01-01": True})
    proof = proof_of(invented(early | late), Check.SATISFIABLE)
    assert proof.status is PROVED
    assert not proof.supposed


def test_a_condition_that_never_fails_is_dead():
    proof = proof_of(invented(local, staff >= 0), Check.NEEDED, "c1")
    assert proof.status is REFUTED
    assert "never fails" in proof.says.en


def test_a_condition_that_others_imply_is_named_with_them():
    found = invented(staff < 100, local, staff <= 150, kind.is_in("a"))
    (proof,) = [p for p in proofs_of(found, Check.NEEDED) if p.status is not PROVED]
    assert proof.about == "c2"
    assert proof.status is REFUTED
    assert "follows from “Said so”:" in proof.says.en


def test_what_honest_answers_fulfil_is_supposed_of_every_case():
    statement = consistency("c", Not(local) | (staff < 50), **WORDS)
    found = invented(local, staff < 100)
    assert proof_of(found, Check.NEEDED, "c1").status is PROVED
    assert proof_of(found, Check.NEEDED, "c1", consistency=[statement]).status is REFUTED


def test_an_award_above_its_bound_is_refuted_with_a_case():
    broken = invented(local, awards=(granted(cost * share, within=(ceiling,)),))
    proof = proof_of(broken, Check.WITHIN)
    assert proof.status is REFUTED
    answers = read(broken, proof.counterexample)
    assert not proof.supposed
    assert verdict(broken, answers).awards["grant"] > 60_000_000


def test_a_bound_that_breaks_only_by_supposing_a_value_is_not_proved_and_names_it():
    seen = value("seen", "times", {"<=2021-12-31": Fraction(1, 3)})
    loose = invented(local, awards=(granted(cost * seen, within=(cost,)),))
    proof = proof_of(loose, Check.WITHIN)
    assert proof.status is NOT_PROVED
    assert "proved where the documents state every value" in proof.says.en
    assert proof.says.en.endswith("seen.")
    held = invented(local, awards=(granted(cost * least(seen, 1), within=(cost,)),))
    assert proof_of(held, Check.WITHIN).status is PROVED


def test_an_award_that_would_be_below_nothing_is_refuted():
    proof = proof_of(invented(local, awards=(granted(ceiling - had),)), Check.NOT_NEGATIVE)
    assert proof.status is REFUTED
    held = granted(greatest(ceiling - had, 0))
    assert proof_of(invented(local, awards=(held,)), Check.NOT_NEGATIVE).status is PROVED


def test_an_award_that_falls_where_it_should_rise_is_refuted_with_both_sides():
    falling = choose(staff < 100, cost * Fraction(1, 2), cost * Fraction(1, 3))
    found = invented(local, awards=(granted(falling, rises_with=(cost, staff)),))
    by_cost, by_staff = proofs_of(found, Check.RISES)
    assert by_cost.status is PROVED
    assert by_staff.status is REFUTED
    assert "falls from" in by_staff.says.en


def test_rising_is_asked_of_cases_that_fit_alone():
    lost = invented(staff < 100, awards=(granted(bare(staff) * ceiling, rises_with=(staff,)),))
    assert proof_of(lost, Check.RISES).status is PROVED


@pytest.mark.parametrize("exact", [True, False])
def test_a_number_that_outgrows_64_bits_is_refuted_with_a_case(exact):
    """A billion in cents times a billion is beyond 2 to the 63rd; a hundred times is not."""
    vast = number("vast", **WORDS, unit="times", most=10**9 if exact else 100)
    proof = proof_of(invented(local, awards=(granted(cost * vast),)), Check.OVERFLOW)
    assert proof.status is (REFUTED if exact else PROVED)
    if exact:
        case = proof.counterexample
        assert Fraction(case["cost"]) * case["vast"] * 100 >= 2**63


def test_fine_shares_count_in_the_size_of_a_number():
    """A billion is counted in shares of 37^6 of a cent where it is compared with such a share."""
    fine = cost
    for _ in range(6):
        fine = fine * Fraction(1, 37)
    assert proof_of(invented(local, awards=(granted(fine),)), Check.OVERFLOW).status is PROVED
    proof = proof_of(invented(fine <= cost), Check.OVERFLOW)
    assert proof.status is REFUTED


def dated(value, first, last=None):
    return DatedValue(value, first, first, last, last, "invented, 3", Confidence.HIGH)


def with_values(*values):
    """A scheme whose ceiling has these values, as no declaration could give it."""
    odd = replace(ceiling, values=values)
    return invented(local, awards=(granted(least(cost, odd)),))


def test_a_gap_between_two_values_is_refuted_and_an_overlap_too():
    first, until, then = date(2020, 1, 1), date(2020, 12, 31), date(2021, 2, 1)
    gap = with_values(dated(Fraction(1), first, until), dated(Fraction(2), then))
    proof = proof_of(gap, Check.DATES, "ceiling")
    assert proof.status is REFUTED
    assert "From 2021-01-01 to 2021-01-31" in proof.says.en
    overlap = with_values(dated(Fraction(1), first), dated(Fraction(2), then))
    proof = proof_of(overlap, Check.DATES, "ceiling")
    assert proof.status is REFUTED
    assert "On 2021-02-01" in proof.says.en
    sound = with_values(dated(Fraction(1), first, date(2021, 1, 31)), dated(Fraction(2), then))
    assert proof_of(sound, Check.DATES, "ceiling").status is PROVED


def test_what_the_sources_leave_open_is_named_and_refutes_nothing():
    seen = value("seen", HKD, {"<=2021": 5, "2022-06": 7})
    found = invented(
        local, awards=(granted(least(cost, seen)),),
        window=window(asked_on, first="2020-01-01", last="2023-12-31", reference="invented, 0"),
    )  # fmt: skip
    proof = proof_of(found, Check.DATES, "seen")
    assert proof.status is PROVED
    assert "unknown from 2020-01-01 to 2021-12-30, from 2022-06-01 to 2022-06-29" in proof.says.en


# ── Cliffs ────────────────────────────────────────────────────────────────────────────────────


def test_a_cliff_is_listed_with_what_is_lost_there():
    proof = proof_of(SOUND, Check.CLIFFS)
    (cliff,) = proof.cliffs
    assert (cliff.question, cliff.below, cliff.above) == (staff, 99, 100)
    assert (cliff.before["grant"], cliff.after) == (600_000, None)
    assert cliff.edge is Edge.FIXED
    assert verdict(SOUND, read(SOUND, cliff.answers)).eligible


def test_an_award_that_drops_is_a_cliff_with_both_amounts():
    dropping = choose(staff < 100, ceiling, ceiling * Fraction(1, 2))
    proof = proof_of(invented(local, awards=(granted(dropping),)), Check.CLIFFS)
    (cliff,) = proof.cliffs
    assert (cliff.below, cliff.before["grant"], cliff.after["grant"]) == (99, 600_000, 300_000)


def test_an_edge_that_moves_and_a_slope_are_told_apart_from_a_fixed_one():
    found = invented(had + GRANT <= 900_000, awards=(granted(GRANT),))
    edges = {cliff.question.name: cliff.edge for cliff in proof_of(found, Check.CLIFFS).cliffs}
    assert edges == {"had": Edge.MOVING, "cost": Edge.MOVING}
    sloping = invented(local, awards=(granted(greatest(ceiling - had, 0)),))
    (cliff,) = proof_of(sloping, Check.CLIFFS).cliffs
    assert cliff.edge is Edge.SLOPE


# ── Two versions ──────────────────────────────────────────────────────────────────────────────


def test_an_amended_version_is_equal_outside_the_region_of_its_amendment():
    since = date(2025, 1, 1)
    new = amended(SOUND, {"ceiling": 900_000}, since=since)
    late = Comparison(Operator.AT_LEAST, asked_on, Constant(since, Kind.DAY))
    dear = Comparison(Operator.ABOVE, cost, Constant(Fraction(1_200_000), Kind.NUMBER, cost.unit))
    assert equal_except(SOUND, new, late & dear).status is PROVED
    proof = equal_except(SOUND, new, Not(late))
    assert proof.status is REFUTED
    answers = read(SOUND, proof.counterexample)
    assert answers["asked_on"] >= since
    assert verdict(SOUND, answers) != verdict(new, answers)


def test_versions_that_let_in_others_differ():
    wider = replace(SOUND, conditions=SOUND.conditions[:-1])
    proof = equal_except(SOUND, wider, staff >= 100)
    assert proof.status is PROVED
    proof = equal_except(SOUND, wider, staff >= 101)
    assert proof.status is REFUTED
    assert proof.counterexample["staff"] == 100


def test_versions_that_pay_less_than_a_cent_apart_pay_the_same():
    third = invented(local, awards=(granted(floored(cost * Fraction(1, 3), Fraction(1, 100))),))
    plain = invented(local, awards=(granted(cost * Fraction(1, 3)),))
    assert equal_except(third, plain, staff > 1000).status is PROVED


# ── Lists and days ────────────────────────────────────────────────────────────────────────────


def test_what_holds_of_lists_is_proved_of_lists_of_any_length():
    fees = total(things, each(fee))
    found = invented(
        counted(things, each(hired), unit="persons") >= 1,
        awards=(granted(least(fees * Fraction(1, 2), ceiling), within=(fees,)),),
    )
    assert proof_of(found, Check.WITHIN).status is PROVED
    capped = total(things, least(each(fee), 1000))
    most = Constant(Fraction(200_000), Kind.NUMBER, fee.unit)
    short = invented(local, awards=(granted(capped, within=(fees, most)),))
    assert [proof.status for proof in proofs_of(short, Check.WITHIN)] == [PROVED, PROVED]


def test_a_list_that_breaks_a_bound_is_shown_item_by_item():
    broken = total(things, choose(each(hired), each(fee), 0))
    bound = Constant(Fraction(2_500_000), Kind.NUMBER, fee.unit)
    found = invented(local, awards=(granted(broken, within=(bound,)),))
    proof = proof_of(found, Check.WITHIN)
    assert proof.status is REFUTED
    answers = read(found, proof.counterexample)
    assert len(answers["things"]) in {3, 4}
    assert value_of(broken, answers, None) > bound.value


def test_only_a_long_list_breaks_this_bound_and_it_is_shown():
    bound = Constant(Fraction(199_500_000), Kind.NUMBER, fee.unit)
    found = invented(local, awards=(granted(total(things, each(fee)), within=(bound,)),))
    proof = proof_of(found, Check.WITHIN)
    assert proof.status is REFUTED
    assert len(read(found, proof.counterexample)["things"]) == 200


@given(
    day_=st.dates(date(1990, 1, 1), date(2099, 12, 31)), months=st.integers(-120, 120),
    days=st.integers(-40, 40),
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_days_move_in_the_solver_as_on_the_calendar(day_, months, days):
    moved = shifted(started_on, months=months, days=days)
    there = value_of(moved, {"started_on": day_}, None)
    stays = days_between(started_on, moved).equals((there - day_).days)
    found = invented(stays & started_on.equals(day_))
    assert judged(found, {}, ON).can_fit is True
    assert judged(found, {"started_on": day_}, ON).can_fail is False


founded_on = day("founded_on", **WORDS, first=date(1810, 1, 1), last=date(2190, 12, 31))


@given(day_=st.dates(date(1810, 1, 1), date(2190, 12, 31)), months=st.integers(-48, 48))
@example(day_=date(1899, 2, 28), months=12)
@example(day_=date(1900, 1, 31), months=1)
@example(day_=date(1901, 3, 1), months=-12)
@example(day_=date(1896, 2, 29), months=48)
@example(day_=date(2100, 1, 31), months=1)
@example(day_=date(2101, 1, 1), months=-1)
@settings(max_examples=15, deadline=None)
def test_days_of_centuries_without_a_leap_day_move_as_on_the_calendar(day_, months):
    moved = shifted(founded_on, months=months)
    there = value_of(moved, {"founded_on": day_}, None)
    found = invented(days_between(founded_on, moved).equals((there - day_).days))
    told = judged(found, {"founded_on": day_}, ON)
    assert (told.can_fit, told.can_fail) == (True, False)


def test_a_rule_outside_the_calendar_is_not_proved_and_says_so_in_both_languages():
    ancient_on = day("ancient_on", **WORDS, first=date(1700, 1, 1))
    found = invented(shifted(ancient_on, months=1) <= asked_on)
    (open_,) = {proof.says for proof in proofs_of(found, Check.SATISFIABLE)}
    assert (
        open_.en
        == "Not proved: A day that is moved may leave the calendar, 1801-01-01 to 2199-12-31."
    )
    assert open_.zh_hant == "未能證明：推移後的日期可能超出日曆範圍（1801-01-01至2199-12-31）。"


# ── The judge of partial answers ──────────────────────────────────────────────────────────────

n = number("n", **WORDS, unit="times", least=-1, most=2)
m = number("m", **WORDS, unit="times", most=2, step=Fraction(1, 2))
few = items("few", **WORDS, fields=(n,), most=2)
TINY = {
    "n": [Fraction(i) for i in range(-1, 3)],
    "m": [Fraction(i, 2) for i in range(5)],
    "local": [True, False],
    "kind": ["a", "b", "c"],
    "few": [
        tuple({"n": Fraction(i)} for i in of)
        for size in range(3)
        for of in product(range(-1, 3), repeat=size)
    ],
}


def tiny_numbers(depth):
    leaf = st.sampled_from([n, m, total(few, each(n)), total(few, each(n) * m, most=1)])
    if not depth:
        return leaf
    part = tiny_numbers(depth - 1)
    return st.one_of(
        leaf,
        st.builds(lambda a, b: a + b, part, part),
        st.builds(lambda a, b: a - b, part, part),
        st.builds(lambda a, b: a * b, part, part),
        st.builds(lambda a, k: a * k, part, st.fractions(-1, 2, max_denominator=3)),
        st.builds(floored, part, st.sampled_from([1, Fraction(2, 3)])),
        st.builds(raised, part, st.sampled_from([1, Fraction(2, 3)])),
        st.builds(least, part, part),
        st.builds(greatest, part, part),
        st.builds(choose, tiny_truths(depth - 1), part, part),
    )


def tiny_truths(depth):
    leaf = st.sampled_from([local, kind.is_in("a"), kind.is_in("b", "c")])
    if not depth:
        return leaf
    part, of = tiny_truths(depth - 1), tiny_numbers(depth - 1)
    return st.one_of(
        st.builds(Not, part),
        st.builds(lambda a, b: a & b, part, part),
        st.builds(lambda a, b: a | b, part, part),
        st.builds(Comparison, st.sampled_from(list(Operator)), of, of),
    )


@given(test=tiny_truths(2), given=tiny_numbers(2), data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_judge_agrees_with_trying_every_completion(test, given, data):
    found = invented(test, awards=(granted(given),))
    asked = [name for name in TINY if name in {q.name for q in found.questions}]
    known = {
        name: data.draw(st.sampled_from(TINY[name]), label=name)
        for name in asked
        if data.draw(st.booleans(), label=f"{name} known")
    }
    left = [name for name in asked if name not in known]
    verdicts = [
        verdict(found, {**known, **dict(zip(left, values, strict=True))})
        for values in product(*(TINY[name] for name in left))
    ]
    paid = [Fraction(v.awards["grant"], 100) for v in verdicts if v.eligible]
    judgement = judged(found, known, ON)
    assert judgement.can_fit is bool(paid)
    assert judgement.can_fail is (len(paid) < len(verdicts))
    for extent in judgement.awards:
        assert extent.sure
        assert (extent.low, extent.high) == (min(paid), max(paid))


@given(seed=st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_the_judge_contradicts_no_completion_of_any_rule(seed):
    rng = random.Random(seed)
    found = random_scheme(rng)
    case = partial(complete_case(found, rng), rng)
    judgement = judged(found, case, ON, seconds=5)
    case |= {q.name: ON for q in found.questions if q.about.today and q.name not in case}
    for _ in range(20):
        outcome = verdict(found, completion(found, case, rng), supposed(found, rng))
        if not outcome.eligible:
            assert judgement.can_fail is not False
            continue
        assert judgement.can_fit is not False
        for extent in judgement.awards:
            paid = Fraction(outcome.awards[extent.name], 100)
            assert not extent.sure or extent.low <= paid
            assert not extent.sure or extent.high is None or paid <= extent.high


def test_an_award_that_hangs_on_an_open_value_has_no_greatest():
    early = date(2019, 12, 31)
    judgement = judged(SOUND, {"cost": Fraction(900)}, early)
    assert judgement.can_fit is False
    found = invented(local, awards=(granted(GRANT),))
    (extent,) = judged(found, {"cost": Fraction(900)}, early).awards
    assert (extent.low, extent.high, extent.sure) == (0, None, True)
    (extent,) = judged(found, {"cost": Fraction(900)}, ON).awards
    assert (extent.low, extent.high, extent.sure) == (450, 450, True)


# ── Bounds, sameness, and the solver itself ───────────────────────────────────────────────────


def test_the_same_is_said_twice():
    assert list(proofs(SOUND, on=ON)) == list(proofs(SOUND, on=ON))


def test_when_the_time_is_over_what_is_left_is_not_proved_and_says_so():
    found = list(proofs(SOUND, on=ON, seconds=0))
    assert {p.status for p in found if p.check in {Check.NEEDED, Check.WITHIN}} == {NOT_PROVED}
    assert {p.says.en for p in found if p.check is Check.WITHIN} == {
        "Not proved: too hard for the time given."
    }


def test_without_the_solver_a_sentence_says_how_to_install_it(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "z3":
            raise ModuleNotFoundError(name=name)
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "z3", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SolverMissing, match=r"pip install technopole\[proofs\]"):
        next(proofs(SOUND, on=ON))


# ── The schemes themselves ────────────────────────────────────────────────────────────────────

BOOK = read_rulebook("technopole.hong_kong")


# What of the schemes is not proved, by code: (check, about) and the reason. Nothing is, and a change
# that leaves something unproved writes it here with its reason, or mends it.
UNPROVED: dict[str, dict[tuple[str, str], str]] = {}


@pytest.mark.parametrize("found", BOOK.executable, ids=lambda scheme: scheme.code)
def test_every_scheme_is_proved(found):
    ended = list(proofs(found, on=ON, consistency=BOOK.consistency))
    refuted = [proof for proof in ended if proof.status is REFUTED]
    assert [f"{p.check} {p.about}: {p.says.en} {p.counterexample}" for p in refuted] == []
    open_ = {(str(p.check), p.about): p.says.en for p in ended if p.status is NOT_PROVED}
    assert open_ == UNPROVED.get(found.code, {})
    for proof in ended:
        for file in (proof.counterexample, proof.witness, *(c.answers for c in proof.cliffs)):
            if file is not None:
                read_answers(file, (*BOOK.questions, *_beside(BOOK)))


def _beside(book):
    from technopole.rules.nodes import Question, walk

    tests = [statement.test for statement in book.consistency]
    return [node for test in tests for node in walk(test) if isinstance(node, Question)]
