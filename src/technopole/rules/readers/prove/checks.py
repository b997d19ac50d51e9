"""The checks of one scheme: each a search for the case that would refute it, or that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from math import lcm
from time import perf_counter
from typing import Any, Final

import z3

from technopole.evidence.wording import Text
from technopole.rules.language import Award, Condition, Consistency, Scheme
from technopole.rules.nodes import (
    PURE,
    All,
    AnyOf,
    Comparison,
    Constant,
    Field,
    Greatest,
    Kind,
    Node,
    Not,
    Operator,
    Parameter,
    Question,
    Rounded,
    walk,
)
from technopole.rules.parameters import DatedValue, candidates
from technopole.rules.readers.prove.bounds import Counted, Unbounded, counts
from technopole.rules.readers.prove.encoding import Encoding, Reading
from technopole.rules.readers.prove.plain import Case, value_of
from technopole.rules.readers.prove.proof import (
    Check,
    Proof,
    Status,
    answers_file,
    named,
    supposed_file,
)
from technopole.rules.readers.prove.solving import (
    TOO_HARD,
    Answer,
    Budget,
    Claim,
    Found,
    Query,
    ask,
)
from technopole.rules.wording import say_answer, say_number

__all__ = ["Ground", "checks_of", "equal_except", "timed", "title_of", "today_of"]

_MOST_COUNT: Final = 2**63 - 1
_CENTS: Final = 100
_MOST_ROUNDS: Final = 8

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a check stands on.

    consistent: what any honest set of answers fulfils, as far as it touches the scheme.
    asked:      every question that the scheme or these statements ask, in order.
    on:         the day that stands for a missing day of application.
    """

    scheme: Scheme
    consistent: tuple[Node, ...]
    asked: tuple[Question, ...]
    on: date
    budget: Budget

    @classmethod
    def of(
        cls, scheme: Scheme, consistency: Iterable[Consistency], on: date, budget: Budget
    ) -> Ground:
        """The ground for a scheme; statements that touch none of its questions are left out."""
        asked = dict.fromkeys(scheme.questions)
        for award in scheme.awards:
            for root in (*award.within, *award.rises_with):
                asked.update(dict.fromkeys(_questions(root)))
        tests = _touching(consistency, asked)
        for test in tests:
            asked.update(dict.fromkeys(_questions(test)))
        return cls(scheme, tests, tuple(asked), on, budget)

    @property
    def eligible(self) -> Node:
        """That every condition holds."""
        return All(tuple(condition.test for condition in self.scheme.conditions))

    def find(
        self,
        *tests: Node,
        given: Given | None = None,
        certain: bool = False,
        also: Sequence[Given] = (),
    ) -> Answer:
        """Search for a case in which all of these hold, and what honest answers fulfil.

        given:   answers that are settled.
        certain: only cases in which the documents leave no value open.
        also:    values of open parameters with which they must hold as well.
        """
        wanted = All((*tests, *self.consistent))

        def claim(encoding: Encoding) -> Claim:
            reading = Reading(encoding, given)
            holds = [reading.read(wanted)]
            holds += [
                Reading(encoding, given, label=str(number), supposed=values).read(wanted)
                for number, values in enumerate(also)
            ]
            return Claim([*holds, *(reading.certain if certain else [])], [reading])

        return ask(Query(claim, lambda cases: value_of(wanted, cases[0]) is True), self.budget)

    def find_firm(self, *tests: Node, given: Given | None = None) -> Answer:
        """As `find`, for a case in which they hold whatever the documents leave open.

        Where no value is open that is plain. Else a case is found, then the values of open
        parameters that would undo it, then a case that holds with these too, and so on.
        """
        firm = self.find(*tests, given=given, certain=True)
        if firm.found is not Found.NO:
            return firm
        undoing: list[Given] = []
        for _ in range(_MOST_ROUNDS):
            firm = self.find(*tests, given=given, also=undoing)
            if firm.found is not Found.YES:
                return firm
            answers = firm.cases[0].answers
            undone = self.find(Not(All(tests)), given=answers)
            if undone.found is Found.NO:
                return Answer(Found.YES, (Case(answers, {}),))
            if undone.found is Found.UNTOLD:
                return undone
            undoing.append({name: v for (name, _), v in undone.cases[0].supposed.items()})
        return Answer(Found.UNTOLD, reason=TOO_HARD)

    def said(self, case: Case) -> dict[str, object]:
        """A case as a file of answers."""
        return answers_file(case, self.asked)


def _questions(node: Node) -> Iterator[Question]:
    return (part for part in walk(node) if isinstance(part, Question))


def _touching(
    consistency: Iterable[Consistency], asked: Mapping[Question, None]
) -> tuple[Node, ...]:
    """The statements that share a question with the rule, directly or through one another."""
    left = [statement.test for statement in consistency]
    reached = set(asked)
    taken: list[Node] = []
    while near := [test for test in left if reached & set(_questions(test))]:
        left = [test for test in left if test not in near]
        taken += near
        reached.update(*(set(_questions(test)) for test in near))
    return tuple(taken)


def today_of(scheme: Scheme, on: date) -> dict[str, Any]:
    """The answers that the day of asking stands for."""
    return {
        q.name: on
        for q in scheme.questions
        if q.about.today
        and isinstance(q.about.low, date)
        and isinstance(q.about.high, date)
        and q.about.low <= on <= q.about.high
    }


def checks_of(ground: Ground) -> Iterator[Callable[[], Proof]]:
    """Every check of a scheme but its cliffs, in order, ready to be run."""
    scheme = ground.scheme
    yield lambda: satisfiable(ground)
    for condition in scheme.conditions:
        yield lambda condition=condition: needed(ground, condition)  # type: ignore[misc]
    for award in scheme.awards:
        yield lambda award=award: not_negative(ground, award)  # type: ignore[misc]
        for bound in award.within:
            yield lambda award=award, bound=bound: within(ground, award, bound)  # type: ignore[misc]
        for question in award.rises_with:
            yield lambda award=award, question=question: rises(ground, award, question)  # type: ignore[misc]
    for parameter in scheme.parameters:
        yield lambda parameter=parameter: dates(ground, parameter)  # type: ignore[misc]
    yield lambda: overflow(ground)


# ── Conditions ────────────────────────────────────────────────────────────────────────────────


def satisfiable(ground: Ground) -> Proof:
    """Some case fits: on the day of asking, or else on another."""
    scheme, on = ground.scheme, ground.on
    proof = _opened(ground, Check.SATISFIABLE, "")
    today = today_of(scheme, on)
    if today:
        now = ground.find_firm(ground.eligible, given=today)
        if now.found is Found.YES:
            says = Text(f"Some case fits on {on}.", f"在{on}有符合資格的個案。")
            return _shown(proof, ground, now, says)
    firm = ground.find_firm(ground.eligible)
    if firm.found is Found.YES:
        days = [str(firm.cases[0].answers[q]) for q in today if q in firm.cases[0].answers]
        when = f" on {days[0]}" if days else ""
        then = f"，例如在{days[0]}" if days else ""
        none = f"; none does on {on}" if today else ""
        nobody = f"；在{on}則沒有" if today else ""
        says = Text(
            f"Some case fits, for example{when}{none}.", f"有符合資格的個案{then}{nobody}。"
        )
        return _shown(proof, ground, firm, says)
    loose = ground.find(ground.eligible)
    if loose.found is Found.YES:
        says = Text(
            "A case fits only if values are supposed that no document states.",
            "只有假設文件沒有說明的數值，才有符合資格的個案。",
        )
        return replace(_shown(proof, ground, loose, says), status=Status.NOT_PROVED)
    if Found.UNTOLD in (firm.found, loose.found):
        return _untold(proof, loose if loose.found is Found.UNTOLD else firm)
    says = Text(
        "No case can fit: the conditions exclude one another.", "條件互相排斥，沒有個案可符合資格。"
    )
    return replace(proof, status=Status.REFUTED, says=says)


def needed(ground: Ground, condition: Condition) -> Proof:
    """In some case this condition alone fails, so it is neither dead nor said by the others."""
    proof = _opened(ground, Check.NEEDED, condition.name)
    others = [c for c in ground.scheme.conditions if c is not condition]
    fails = Not(condition.test)
    alone = ground.find_firm(*(c.test for c in others), fails)
    if alone.found is not Found.YES:
        alone = ground.find(*(c.test for c in others), fails)
    if alone.found is Found.YES:
        says = Text(
            f"“{_bare(condition.says.en)}” decides: there is a case in which it alone fails.",
            f"「{_bare(condition.says.zh_hant)}」起決定作用：有個案只因不符合此條件而不合資格。",
        )
        return _shown(proof, ground, alone, says)
    if alone.found is Found.UNTOLD:
        return _untold(proof, alone)
    ever = ground.find(fails)
    if ever.found is Found.UNTOLD:
        return _untold(proof, ever)
    if ever.found is Found.NO:
        says = Text(
            f"“{_bare(condition.says.en)}” never fails: it could be left out.",
            f"「{_bare(condition.says.zh_hant)}」永遠成立，可以刪去。",
        )
        return replace(proof, status=Status.REFUTED, says=says)
    because = _implying(ground, fails, others)
    en = ", ".join(f"“{_bare(c.says.en)}”" for c in because)
    zh = "、".join(f"「{_bare(c.says.zh_hant)}」" for c in because)
    says = Text(
        f"“{_bare(condition.says.en)}” follows from {en}: it could be left out.",
        f"「{_bare(condition.says.zh_hant)}」已包含於{zh}，可以刪去。",
    )
    return replace(proof, status=Status.REFUTED, says=says, witness=ground.said(ever.cases[0]))


def _implying(ground: Ground, fails: Node, others: Sequence[Condition]) -> list[Condition]:
    """As few of the other conditions as it takes to imply one; each is left out that can be."""
    kept = list(others)
    for condition in others:
        rest = [c for c in kept if c is not condition]
        if ground.find(*(c.test for c in rest), fails).found is Found.NO:
            kept = rest
    return kept


# ── Awards ────────────────────────────────────────────────────────────────────────────────────


def not_negative(ground: Ground, award: Award) -> Proof:
    """An award is never below nothing where the case fits, so nothing need be held back."""
    proof = _opened(ground, Check.NOT_NEGATIVE, award.name)
    below = Comparison(Operator.BELOW, award.value, _nothing(award.value))
    says = Text(
        f"{title_of(award).en} is never below zero.",
        f"{title_of(award).zh_hant}永不少於零。",
    )

    def against(certain: bool) -> Answer:
        return ground.find(ground.eligible, below, certain=certain)

    def refuted(found: Answer) -> Text:
        value = say_number(value_of(award.value, found.cases[0]), award.value.unit)
        return Text(
            f"{title_of(award).en} comes to {value.en} in this case, before it is held at zero.",
            f"在此個案中{title_of(award).zh_hant}在以零為下限前為{value.zh_hant}。",
        )

    return _proved_unless(proof, ground, against, says, refuted, concerned=[award.value])


def within(ground: Ground, award: Award, bound: Node) -> Proof:
    """What is paid never exceeds a bound where the case fits."""
    proof = _opened(ground, Check.WITHIN, award.name)
    paid = _paid(award)
    # Before it is floored it is larger and simpler: what is proved so is proved.
    tests = [Comparison(Operator.ABOVE, node, bound) for node in (_held_at_nothing(award), paid)]
    limit = named(bound)
    says = Text(
        f"{title_of(award).en} never exceeds {limit.en}.",
        f"{title_of(award).zh_hant}永不超過{limit.zh_hant}。",
    )

    def against(certain: bool) -> Answer:
        rough = ground.find(ground.eligible, tests[0], certain=certain)
        if rough.found is Found.NO:
            return rough
        return ground.find(ground.eligible, tests[1], certain=certain)

    def refuted(found: Answer) -> Text:
        unit = award.value.unit
        value, most = (say_number(value_of(node, found.cases[0]), unit) for node in (paid, bound))
        return Text(
            f"{title_of(award).en} comes to {value.en} in this case, more than {limit.en}, {most.en}.",
            f"在此個案中{title_of(award).zh_hant}為{value.zh_hant}，超過{limit.zh_hant}（{most.zh_hant}）。",
        )

    return _proved_unless(proof, ground, against, says, refuted, concerned=[award.value, bound])


def rises(ground: Ground, award: Award, question: Question) -> Proof:
    """Of two cases that fit and differ in one answer alone, the larger answer is paid no less."""
    proof = _opened(ground, Check.RISES, award.name)
    if question.kind not in (Kind.NUMBER, Kind.DAY):
        reason = Text(
            f"{question.name} is a {question.kind}; only a number or a day rises",
            f"{question.name}並非數字或日期，無所謂上升",
        )
        return _untold(proof, Answer(Found.UNTOLD, reason=reason))
    what = named(question)
    says = Text(
        f"{title_of(award).en} never falls as {what.en} rises.",
        f"{title_of(award).zh_hant}不會隨{what.zh_hant}上升而下降。",
    )

    def against(certain: bool) -> Answer:
        rough = _falling(ground, question, _held_at_nothing(award), certain=certain)
        if rough.found is Found.NO:
            return rough
        return _falling(ground, question, _paid(award), certain=certain)

    def refuted(found: Answer) -> Text:
        unit = award.value.unit
        before, after = (say_number(value_of(_paid(award), case), unit) for case in found.cases)
        low, high = (say_answer(question, value_of(question, case)) for case in found.cases)
        return Text(
            f"{title_of(award).en} falls from {before.en} to {after.en} as {what.en} rises from {low.en} to {high.en}.",
            f"{what.zh_hant}由{low.zh_hant}升至{high.zh_hant}時，{title_of(award).zh_hant}由{before.zh_hant}降至{after.zh_hant}。",
        )

    return _proved_unless(proof, ground, against, says, refuted, concerned=[award.value])


def _falling(ground: Ground, question: Question, paid: Node, *, certain: bool) -> Answer:
    """The search for two cases that fit and differ in one answer alone, the larger paid less."""
    wanted = All((ground.eligible, *ground.consistent))

    def claim(encoding: Encoding) -> Claim:
        less, more = Reading(encoding), Reading(encoding, own={question.name: None}, label="more")
        holds = [
            less.read(wanted),
            more.read(wanted),
            more.read(question) > less.read(question),
            more.read(paid) < less.read(paid),
        ]
        if certain:
            holds += [*less.certain, *more.certain]
        return Claim(holds, [less, more])

    def confirm(cases: Sequence[Case]) -> bool:
        less, more = cases
        return (
            value_of(wanted, less) is True
            and value_of(wanted, more) is True
            and value_of(question, more) > value_of(question, less)
            and value_of(paid, more) < value_of(paid, less)
        )

    return ask(Query(claim, confirm), ground.budget)


def _held_at_nothing(award: Award) -> Node:
    return Greatest((award.value, _nothing(award.value)))


def _paid(award: Award) -> Node:
    """An award as it is paid: held at nothing and floored to the cent."""
    return Rounded(_held_at_nothing(award), Fraction(1, _CENTS))


def _nothing(node: Node) -> Node:
    return Constant(Fraction(0), Kind.NUMBER, node.unit)


# ── Dated values ──────────────────────────────────────────────────────────────────────────────


def dates(ground: Ground, parameter: Parameter) -> Proof:
    """On each day of the window at most one value surely holds, and on each some value may.

    Days on which the sources leave open which value held are named; they refute nothing.
    """
    proof = _opened(ground, Check.DATES, parameter.name)
    first, last = _span(ground.scheme, parameter)
    for earlier, later in _pairs(parameter.values):
        day = _both_sure(earlier, later)
        if day is not None and first <= day <= last:
            says = Text(
                f"On {day} both {_value(earlier)} and {_value(later)} are in force. Date them apart.",
                f"在{day}，{_value(earlier)}與{_value(later)}同時生效，請分開日期。",
            )
            return replace(proof, status=Status.REFUTED, says=says)
    open_runs: list[tuple[date, date]] = []
    for start, end in _runs(parameter.values, first, last):
        found = candidates(parameter.values, start, start)
        if found.certain is not None:
            continue
        inside = parameter.values[0].sure_from <= start <= _last_end(parameter.values)
        if not found.values and inside:
            says = Text(
                f"From {start} to {end} there is no value, between one that ended and the next.",
                f"由{start}至{end}沒有數值：前者已終止而後者未開始。",
            )
            return replace(proof, status=Status.REFUTED, says=says)
        open_runs.append((start, end))
    en, zh = _stretches(open_runs)
    whose = named(parameter)
    says = Text(f"{whose.en}: one value a day{en}.", f"{whose.zh_hant}：每日一個數值{zh}。")
    return replace(proof, status=Status.PROVED, says=says)


def _span(scheme: Scheme, parameter: Parameter) -> tuple[date, date]:
    """The days on which the event of a parameter may fall: within the window, where it is the same."""
    asked = [node for node in walk(parameter.event) if isinstance(node, Question)]
    lows = [q.about.low for q in asked if isinstance(q.about.low, date)]
    highs = [q.about.high for q in asked if isinstance(q.about.high, date)]
    first = lows[0] if parameter.event in asked else date(1990, 1, 1)
    last = highs[0] if parameter.event in asked else date(2099, 12, 31)
    window = scheme.window
    if (
        window is not None
        and isinstance(window.test, Parameter)
        and window.test.event == parameter.event
        and parameter.name != window.test.name
    ):
        opens = [v for v in window.test.values if v.value is True]
        first = max(first, min(v.possible_from or first for v in opens))
        last = min(last, max(v.possible_until or last for v in opens))
    return first, last


def _pairs(values: Sequence[DatedValue]) -> Iterator[tuple[DatedValue, DatedValue]]:
    return ((one, other) for i, one in enumerate(values) for other in values[i + 1 :])


def _both_sure(one: DatedValue, other: DatedValue) -> date | None:
    """The first day on which two values are both surely in force."""
    start = max(one.sure_from, other.sure_from)
    sure = one.surely_holds(start, start) and other.surely_holds(start, start)
    return start if sure else None


def _last_end(values: Sequence[DatedValue]) -> date:
    """The last day of the value that comes last; none if it runs on."""
    last = values[-1].possible_until
    return date.max if last is None else last


def _runs(values: Sequence[DatedValue], first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days cut into runs on each of which the same values may hold."""
    one = timedelta(days=1)
    cuts = {first}
    for value in values:
        cuts |= {day for day in (value.possible_from, value.sure_from) if day is not None}
        ends = (value.sure_until, value.possible_until)
        cuts |= {end + one for end in ends if end is not None and end < date.max}
    starts = sorted(day for day in cuts if first <= day <= last)
    merged: list[tuple[date, date]] = []
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        end = last if following is None else following - one
        found = candidates(values, start, start)
        if merged and candidates(values, merged[-1][0], merged[-1][0]) == found:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return iter(merged)


def _stretches(runs: Sequence[tuple[date, date]]) -> tuple[str, str]:
    if not runs:
        return "", ""
    joined: list[tuple[date, date]] = []
    for start, end in runs:
        if joined and joined[-1][1] + timedelta(days=1) == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    en = ", ".join(f"from {start} to {end}" for start, end in joined)
    zh = "、".join(f"由{start}至{end}" for start, end in joined)
    return f"; declared unknown {en}", f"；聲明為未知的時段：{zh}"


def _value(dated: DatedValue) -> str:
    if isinstance(dated.value, frozenset):
        return ", ".join(sorted(dated.value))
    return str(dated.value)


# ── Whole counts ──────────────────────────────────────────────────────────────────────────────


def overflow(ground: Ground) -> Proof:
    """Every number of the rule fits into 63 bits and a sign, as a count of the shares it needs."""
    proof = _opened(ground, Check.OVERFLOW, "")
    try:
        held = list(_held(ground.scheme))
    except Unbounded as error:
        return _untold(proof, Answer(Found.UNTOLD, reason=error.says))
    if not held:
        says = Text("The rule holds no number.", "規則沒有數字。")
        return replace(proof, status=Status.PROVED, says=says)
    largest = max(held, key=lambda counted: counted.largest)
    for counted in sorted(held, key=lambda counted: -counted.largest):
        if counted.largest <= _MOST_COUNT:
            break
        refuted = _overflowing(proof, ground, counted)
        if refuted is not None:
            return refuted
    says = Text(
        f"Every number fits into 64 bits: the largest count has {_bits(largest.largest)} bits.",
        f"所有數字均可用64位元表示：最大者佔{_bits(largest.largest)}位元。",
    )
    return replace(proof, status=Status.PROVED, says=says)


def _bits(count: int) -> int:
    return min(63, count.bit_length())


def _held(scheme: Scheme) -> Iterator[Counted]:
    """Every number of a scheme as a count; an award also in the cents that it is floored to."""
    for condition in scheme.conditions:
        yield from counts(condition.test)
    for award in scheme.awards:
        for counted in counts(award.value):
            yield counted
            if counted.node is award.value and counted.items is None:
                cents = lcm(counted.shares, _CENTS)
                largest = counted.largest * (cents // counted.shares)
                yield replace(counted, shares=cents, largest=largest)


def _overflowing(proof: Proof, ground: Ground, counted: Counted) -> Proof | None:
    """The proof that a number outgrows 63 bits; None if the answers that it would take are none."""
    what = named(counted.node)
    says = Text(
        f"{_capital(what.en)} can outgrow a 64-bit whole number, counted in 1/{counted.shares}. "
        "Give its questions a closer bound.",
        f"{what.zh_hant}以1/{counted.shares}為單位時可超出64位元整數，請收窄相關問題的上限。",
    )
    if any(isinstance(node, Field) for node in walk(counted.node)):
        return replace(proof, status=Status.NOT_PROVED, says=says)
    limit = Fraction(_MOST_COUNT + 1, counted.shares)
    above, below = (
        Comparison(operator, counted.node, Constant(sign * limit, Kind.NUMBER, counted.node.unit))
        for operator, sign in ((Operator.AT_LEAST, 1), (Operator.AT_MOST, -1))
    )
    found = ground.find(AnyOf((above, below)), certain=True)
    if found.found is Found.NO:
        return None
    if found.found is Found.UNTOLD:
        return replace(_untold(proof, found), says=says)
    return replace(
        proof, status=Status.REFUTED, says=says, counterexample=ground.said(found.cases[0])
    )


# ── Two versions ──────────────────────────────────────────────────────────────────────────────


def equal_except(old: Ground, new: Scheme, region: Node) -> Proof:
    """Outside a region two versions answer alike: the same cases fit and are awarded the same.

    Values that the documents leave open are supposed alike in both.
    """
    proof = _opened(old, Check.EQUAL, "")
    both = Ground.of(new, (), old.on, old.budget)
    asked = tuple(dict.fromkeys((*old.asked, *both.asked, *_questions(region))))
    outside = All((Not(region), *old.consistent))
    awards = _alike(old.scheme, new)

    def claim(encoding: Encoding, *, certain: bool) -> Claim:
        before, after = Reading(encoding), Reading(encoding)
        fitted, fits = before.read(old.eligible), after.read(both.eligible)
        differs = [fitted != fits]
        for one, other in awards:
            differs.append(z3.And(fitted, fits, before.read(one) != after.read(other)))
        holds = [before.read(outside), z3.Or(*differs)]
        if certain:
            holds += [*before.certain, *after.certain]
        return Claim(holds, [before, after])

    def confirm(cases: Sequence[Case]) -> bool:
        before, after = cases
        if value_of(outside, before) is not True:
            return False
        fitted, fits = value_of(old.eligible, before), value_of(both.eligible, after)
        return bool(fitted != fits) or any(
            value_of(one, before) != value_of(other, after) for one, other in awards
        )

    def against(certain: bool) -> Answer:
        return ask(Query(partial(claim, certain=certain), confirm), old.budget)

    says = Text(
        "Outside the stated region both versions answer alike.",
        "在所述範圍以外，兩個版本的結果相同。",
    )

    def refuted(found: Answer) -> Text:
        case, other = found.cases
        fitted, fits = value_of(old.eligible, case), value_of(both.eligible, other)
        if fitted != fits:
            return Text(
                f"Outside the stated region this case {'fits' if fitted else 'does not fit'} the one "
                f"version and {'fits' if fits else 'does not fit'} the other.",
                f"在所述範圍以外，此個案{'符合' if fitted else '不符合'}一個版本而"
                f"{'符合' if fits else '不符合'}另一版本。",
            )
        return Text(
            "Outside the stated region this case is awarded different amounts.",
            "在所述範圍以外，此個案在兩個版本所得款額不同。",
        )

    return _proved_unless(
        proof, replace(old, asked=asked), against, says, refuted, concerned=new.roots
    )


def _alike(old: Scheme, new: Scheme) -> list[tuple[Node, Node]]:
    """The awards of two versions as they are paid; one that only one version has pays nothing else."""
    before = {award.name: _paid(award) for award in old.awards}
    after = {award.name: _paid(award) for award in new.awards}
    return [
        (
            before[name] if name in before else _nothing(after[name]),
            after[name] if name in after else _nothing(before[name]),
        )
        for name in dict.fromkeys((*before, *after))
    ]


# ── How a proof ends ──────────────────────────────────────────────────────────────────────────


def _opened(ground: Ground, check: Check, about: str) -> Proof:
    return Proof(ground.scheme.entity, check, about, Status.NOT_PROVED, Text("", ""))


def _shown(proof: Proof, ground: Ground, found: Answer, says: Text) -> Proof:
    """Proved by a case that there is."""
    case = found.cases[0]
    return replace(
        proof, status=Status.PROVED, says=_supposing(says, case), witness=ground.said(case),
        supposed=supposed_file(case),
    )  # fmt: skip


def _proved_unless(
    proof: Proof,
    ground: Ground,
    against: Callable[[bool], Answer],
    says: Text,
    refuted: Callable[[Answer], Text],
    *,
    concerned: Sequence[Node],
) -> Proof:
    """Proved where there is no case against it; refuted by a case that supposes nothing.

    against:   searches for the case; with true only where the documents leave no value open.
    concerned: the expressions whose open values matter.
    Where a case stands against it that supposes a value, it is neither: no sum is capped by a
    ceiling that nobody knows.
    """
    found = against(False)
    if any(case.supposed for case in found.cases):
        firm = against(True)
        if firm.found is Found.NO:
            return _only_where_known(proof, says, found.cases, concerned)
        found = firm
    match found.found:
        case Found.NO:
            return replace(proof, status=Status.PROVED, says=says)
        case Found.UNTOLD:
            return _untold(proof, found)
        case Found.YES:
            return replace(
                proof, status=Status.REFUTED, says=refuted(found),
                counterexample=ground.said(found.cases[0]),
            )  # fmt: skip


def _only_where_known(
    proof: Proof, says: Text, cases: Sequence[Case], concerned: Sequence[Node]
) -> Proof:
    """Not proved in general, but proved wherever the documents state every value."""
    supposed = dict.fromkeys(name for case in cases for name, _ in case.supposed)
    read = {p.name for node in concerned for p in walk(node) if isinstance(p, Parameter)}
    names = [name for name in supposed if name in read] or list(supposed)
    en, zh = ", ".join(names), "、".join(names)
    return replace(
        proof,
        status=Status.NOT_PROVED,
        says=Text(
            f"{says.en} This is proved where the documents state every value, but not where they "
            f"leave one open: {en}.",
            f"{says.zh_hant}此點在文件說明所有數值時已證明；在文件沒有說明下列數值時則否：{zh}。",
        ),
    )


def _untold(proof: Proof, found: Answer) -> Proof:
    en, zh_hant = found.reason.en.rstrip("."), found.reason.zh_hant.rstrip("。")
    says = Text(f"Not proved: {en}.", f"未能證明：{zh_hant}。")
    return replace(proof, status=Status.NOT_PROVED, says=says)


def _supposing(says: Text, case: Case) -> Text:
    """The sentence with what its case supposes of values that the documents leave open."""
    if not case.supposed:
        return says
    values = {name: _said(value) for (name, _), value in case.supposed.items()}
    en = ", ".join(f"{name} {value}" for name, value in values.items())
    zh = "、".join(f"{name}為{value}" for name, value in values.items())
    return Text(
        f"{says.en} This supposes {en}, which the documents leave open.",
        f"{says.zh_hant}此處假設文件沒有說明的{zh}。",
    )


def _said(value: Any) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "nothing"
    return say_number(value, PURE).en if isinstance(value, Fraction) else str(value).lower()


def title_of(award: Award) -> Text:
    """An award by the words before the colon of its sentence: “Grant”."""
    en, zh_hant = (re.split("[:：]", words)[0] for words in (award.says.en, award.says.zh_hant))
    return Text(f"“{_bare(en)}”", f"「{_bare(zh_hant)}」")


def _bare(sentence: str) -> str:
    """A sentence without its full stop, to stand inside another."""
    return sentence.rstrip(".。")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def timed(check: Callable[[], Proof]) -> Proof:
    """A check, run, with how long it took."""
    begun = perf_counter()
    proof = check()
    return replace(proof, milliseconds=round((perf_counter() - begun) * 1000, 1))
