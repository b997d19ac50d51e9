"""Which schemes fit, and what to ask next: over all schemes at once, with the fewest questions.

Some answers and some "don't know" give, for each scheme, whether it fits, might fit or does not;
the questions that still matter; those that are proven not to, and why; and the best next step, by
the decisions that its answer is expected to settle. What is settled stays settled, whatever is
answered later. What only a person can judge is never asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property, lru_cache, reduce
from itertools import product
from math import prod
from typing import Final, NamedTuple

from technopole.evidence.wording import Text
from technopole.rules.language import Condition, Consistency, Scheme
from technopole.rules.nodes import (
    Kind,
    Node,
    Parameter,
    Question,
    walk,
)
from technopole.rules.ranges import Answer, Answers, Days, Numbers, Range, Truth, point, range_of
from technopole.rules.remaining import hangs_on, is_settled, never_settles
from technopole.rules.thresholds import Threshold, turns

__all__ = ["AMOUNTS", "AMOUNTS_ASK", "AmountSoFar", "Because", "Interview", "Irrelevant", "Progress", "Prospect", "Standing", "Step"]  # fmt: skip

AMOUNTS: Final = "amounts"
"""The form in which all that is left is filled in, once every scheme is known to fit or not."""

AMOUNTS_ASK: Final = Text(
    "How much do these come to? The support goes by them.", "以下各項是多少？資助額按此計算。"
)
_CENT: Final = Fraction(1, 100)
_MOST_KEPT: Final = 1024  # readings of one condition that are kept: truths and options only
_MOST_CASES: Final = 64  # into which one condition is split where a question occurs more than once
_MOST_NAMED: Final = 3  # schemes that a reason names before it only counts them
_MOST_TOGETHER: Final = 64  # ways to tick the boxes of one group below one condition
_TICKED: Final = 0.25  # how often a box of a group is ticked
_BOX: Final = 0.125  # what a further box of a group costs to read, in questions
_FIELD: Final = 0.5  # what a further field of a form costs to fill in, in questions
_ELSEWHERE: Final = 2.0  # what it costs to ask somebody else for a figure, in questions
_ADVANCED: Final = 0.25  # what a condition that is found to hold is worth, in decisions
_EXACT: Final = 0.01  # what an amount that is found exactly is worth, in decisions


class Standing(StrEnum):
    """How a scheme stands to the answers so far."""

    FITS = "fits"
    MIGHT_FIT = "might-fit"
    DOES_NOT_FIT = "does-not-fit"


@dataclass(frozen=True, slots=True)
class AmountSoFar:
    """What an award gives if the scheme fits, floored to the cent; high is None when unbounded."""

    name: str
    says: Text
    unit: str
    low: Fraction
    high: Fraction | None

    @property
    def exact(self) -> bool:
        """Whether there is one amount."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Prospect:
    """What is known of one scheme so far.

    settled:    whether no answer that can still be asked for changes the standing.
    failing:    conditions that no completion of the answers can fulfil: the first of them, and those
                further ones of which every question is answered.
    hangs_on:   the questions that the standing hangs on and that can still be asked, in the rule's order.
    amounts:    what it gives if it fits; empty when it does not.
    amounts_on: the questions that the amounts hang on and that can still be asked.
    subject_to: the judgements that a person makes.
    left_open:  conditions that stay open whatever is answered yet: on a value that the sources leave
                open, or on what was answered with "I don't know".
    """

    scheme: Scheme
    standing: Standing
    settled: bool
    failing: tuple[Condition, ...]
    hangs_on: tuple[Question, ...]
    amounts: tuple[AmountSoFar, ...]
    amounts_on: tuple[Question, ...]
    subject_to: tuple[Text, ...]
    left_open: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Because:
    """Why one scheme no longer hangs on a question.

    failing: the condition that cannot be fulfilled; None when what the question could change holds anyway.
    """

    scheme: Scheme
    failing: Condition | None


@dataclass(frozen=True, slots=True)
class Irrelevant:
    """A question that no answer of which changes anything, with the reason in each scheme that asks it."""

    question: Question
    because: tuple[Because, ...]

    @property
    def says(self) -> Text:
        """The reasons as one sentence."""
        out = [why.scheme for why in self.because if why.failing is not None]
        kept = [why.scheme for why in self.because if why.failing is None]
        en, zh = [], []
        if out:
            en.append(
                f"{_listed_en(out)} {'does' if len(out) == 1 else 'do'} not fit whatever it is"
            )
            zh.append(f"無論如何作答，{_listed_zh(out)}均不適用")
        if kept:
            en.append(f"for {_listed_en(kept)} nothing hangs on it any more")
            zh.append(f"{_listed_zh(kept)}的結果不再取決於此")
        return Text("; ".join(en) + ".", "；".join(zh) + "。")


def _named(schemes: Sequence[Scheme]) -> tuple[Sequence[Scheme], int]:
    """The schemes that are named, and how many more there are: never one alone."""
    named = schemes if len(schemes) <= _MOST_NAMED + 1 else schemes[:_MOST_NAMED]
    return named, len(schemes) - len(named)


def _listed_en(schemes: Sequence[Scheme]) -> str:
    named, more = _named(schemes)
    names = [*(scheme.name.en for scheme in named), *([f"{more} more schemes"] if more else [])]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _listed_zh(schemes: Sequence[Scheme]) -> str:
    named, more = _named(schemes)
    names = "、".join(scheme.name.zh_hant for scheme in named)
    return f"{names}及另外{more}項計劃" if more else names


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked together: one question, the boxes of a group, or the fields of a form.

    group:   the group's name; empty for a question alone.
    settles: how many decisions and amounts an answer is expected to settle.
    words:   the question that is put, where neither the group nor the question says it.
    """

    group: str
    questions: tuple[Question, ...]
    settles: float
    words: Text | None = None

    @property
    def boxes(self) -> bool:
        """Whether it is answered by ticking what applies; the fields of a form are filled in instead."""
        return bool(self.group) and all(q.kind is Kind.TRUTH for q in self.questions)

    @property
    def asks(self) -> Text:
        """The question that it puts: a field that is alone speaks for itself."""
        first = self.questions[0].about
        if not self.boxes and len(self.questions) == 1:
            return first.wording
        return self.words or first.group_asks

    @property
    def asked(self) -> int:
        """How many questions it puts: the boxes of a group are one, each field of a form is one."""
        return 1 if self.boxes else len(self.questions)

    def ticked(self, names: AbstractSet[str]) -> dict[str, Answer]:
        """The answers that ticking these boxes gives: what is left unticked is a no."""
        return {question.name: question.name in names for question in self.questions}


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the interview stands.

    schemes:    every scheme, in the order in which the rulebook has them.
    implied:    answers that follow from the given ones, for nothing else would be consistent.
    steps:      all that still matters, the best first.
    moot:       the questions that a scheme hangs on, but that it is of no use to ask: the sources leave
                a value open, so that no answer settles anything.
    irrelevant: the unanswered questions that are proven not to matter.
    """

    schemes: tuple[Prospect, ...]
    implied: Mapping[str, Answer]
    steps: tuple[Step, ...]
    irrelevant: tuple[Irrelevant, ...]
    moot: tuple[Question, ...] = ()

    @property
    def next(self) -> Step | None:
        """The best next step; None when nothing that can be asked matters."""
        return self.steps[0] if self.steps else None

    @property
    def settled(self) -> bool:
        """Whether every scheme's standing is settled."""
        return all(prospect.settled for prospect in self.schemes)

    @property
    def matters(self) -> tuple[Question, ...]:
        """The questions that still matter, the best first."""
        return tuple(question for step in self.steps for question in step.questions)

    def standing(self, *standings: Standing) -> tuple[Prospect, ...]:
        """The schemes that stand so."""
        return tuple(prospect for prospect in self.schemes if prospect.standing in standings)


# ── One condition or award ────────────────────────────────────────────────────────────────────


class _Seen(NamedTuple):
    """A condition or award as the answers leave it.

    hangs_on: the questions that it hangs on.
    moot:     whether it stays open however they are answered, for the sources leave a value open.
    """

    range: Range
    hangs_on: tuple[Question, ...]
    moot: bool


class _Chances(NamedTuple):
    """How likely an answer makes a condition hold, and fail; the rest leaves it open."""

    holds: float
    fails: float


class _Part:
    """A condition's test or an award's value, with what it asks; its readings are kept where they may be."""

    def __init__(self, node: Node) -> None:
        self.node = node
        asked = Counter(part for part in walk(node) if isinstance(part, Question))
        self.questions = tuple(asked)
        self.names = tuple(question.name for question in self.questions)
        self.asked = frozenset(self.names)
        self._repeated = [question for question, places in asked.items() if places > 1]
        self._calendars = tuple(
            (place, _calendar(question, node))
            for place, question in enumerate(self.questions)
            if question.about.today and _only_selects(question, node)
        )
        self._personal = tuple(
            place
            for place, question in enumerate(self.questions)
            if question.kind not in (Kind.TRUTH, Kind.CHOICE) and not question.about.today
        )
        self._told: dict[str, list[Fraction | date]] = {}
        self._see = lru_cache(maxsize=_MOST_KEPT)(self._seen_with)
        self._weigh = lru_cache(maxsize=_MOST_KEPT)(self._weighed_with)

    def seen(self, known: Mapping[str, Answer]) -> _Seen:
        """Its range under the answers, and what it still hangs on."""
        values = self._values(known)
        return self._see(values) if self._may_keep(values) else self._seen_with(values)

    def chances(self, known: Mapping[str, Answer], asked: tuple[str, ...]) -> _Chances:
        """How likely it turns out to hold, and to fail, when these questions are answered together."""
        values = self._values(known)
        weigh = self._weigh if self._may_keep(values) else self._weighed_with
        return weigh(values, asked)

    def _values(self, known: Mapping[str, Answer]) -> tuple[Answer | None, ...]:
        """The answers in the order of the questions; one day stands for all that select the same values."""
        values = list(map(known.get, self.names))
        for place, days in self._calendars:
            day = values[place]
            if days and isinstance(day, date):
                after = bisect_right(days, day)
                values[place] = days[after - 1] if after else days[0] - timedelta(days=1)
        return tuple(values)

    def _may_keep(self, values: tuple[Answer | None, ...]) -> bool:
        """Whether a reading may be kept: amounts, numbers and days of a person are forgotten at once."""
        return all(values[place] is None for place in self._personal)

    def _known(self, values: tuple[Answer | None, ...]) -> dict[str, Answer]:
        pairs = zip(self.names, values, strict=True)
        return {name: value for name, value in pairs if value is not None}

    def _seen_with(self, values: tuple[Answer | None, ...]) -> _Seen:
        known = self._known(values)
        found = self._range(known)
        if is_settled(found):
            return _Seen(found, (), moot=False)
        moot = isinstance(found, Truth) and never_settles(self.node, known)
        return _Seen(found, hangs_on(self.node, known), moot)

    @cached_property
    def _cells(self) -> tuple[tuple[str, tuple[Range, ...]], ...]:
        return _split(self._repeated, self.node)

    def _range(self, known: Answers) -> Range:
        """The range, by cases where questions occur more than once and the plain one leaves it open.

        The cases are the same whatever is known, so that a further answer never widens the range.
        """
        found = range_of(self.node, known)
        if not self._repeated or is_settled(found):
            return found
        cells = [(name, cells) for name, cells in self._cells if name not in known]
        if not cells:
            return found
        cases = product(*([(name, cell) for cell in each] for name, each in cells))
        return reduce(_hull, (range_of(self.node, {**known, **dict(case)}) for case in cases))

    def _weighed_with(self, values: tuple[Answer | None, ...], asked: tuple[str, ...]) -> _Chances:
        known = self._known(values)
        ways = [self._likely(q, known) for q in self.questions if q.name in asked]
        if prod(len(way) for way in ways) > _MOST_TOGETHER:
            return _Chances(0.0, 0.0)
        names = [name for name in self.names if name in asked]
        holds = fails = 0.0
        for answered in product(*ways):
            chance = prod(weight for _, weight in answered)
            case = {name: value for name, (value, _) in zip(names, answered, strict=True)}
            truth = range_of(self.node, {**known, **case})
            assert isinstance(truth, Truth)  # noqa: S101
            holds += chance * (not truth.false)
            fails += chance * (not truth.true)
        return _Chances(holds, fails)

    def _likely(self, question: Question, known: Answers) -> list[tuple[Answer, float]]:
        """Answers that stand for all, each with how likely it is held to be; none where none are told.

        A truth is even, a box of a group is ticked one time in four, options are alike, and a number
        or a day lies as often in each stretch between two thresholds of the rule.
        """
        match question.kind:
            case Kind.TRUTH:
                yes = _TICKED if question.about.group else 0.5  # a truth of a group is a box
                return [(True, yes), (False, 1 - yes)]
            case Kind.CHOICE:
                options = question.about.options
                return [(option, 1 / len(options)) for option, _ in options]
            case Kind.NUMBER | Kind.DAY:
                stretches = self._stretches(question)
                if not stretches:
                    given = {n: a for n, a in known.items() if isinstance(a, Fraction | date)}
                    stretches = _one_of_each(question, turns(self.node, given)) if given else []
                return [(answer, 1 / len(stretches)) for answer in stretches]
            case _:
                return []

    def _stretches(self, question: Question) -> list[Fraction | date]:
        """An answer from each stretch between two thresholds, whatever else is answered."""
        found = self._told.get(question.name)
        if found is None:
            found = self._told[question.name] = _one_of_each(question, turns(self.node, {}))
        return found


def _one_of_each(question: Question, found: Iterable[Threshold]) -> list[Fraction | date]:
    """An answer below each threshold of a question, and one above the last."""
    mine = [t for t in found if t.items is None and t.question.name == question.name]
    mine.sort(key=lambda threshold: threshold.value)
    below = [threshold.near[0] for threshold in mine[:1]]
    return list(dict.fromkeys([*below, *(threshold.near[-1] for threshold in mine)]))


def _only_selects(question: Question, node: Node) -> bool:
    """Whether a day does nothing in an expression but select dated values."""
    parents = [part for part in walk(node) if question in part.children]
    return all(isinstance(part, Parameter) for part in parents)


def _calendar(question: Question, node: Node) -> list[date]:
    """The days on which the values that a question selects change."""
    values = [
        value
        for part in walk(node)
        if isinstance(part, Parameter) and part.event == question
        for value in part.values
    ]
    starts = {day for value in values for day in (value.possible_from, value.sure_from)}
    ends = {day for value in values for day in (value.sure_until, value.possible_until)}
    after = {day + timedelta(days=1) for day in ends if day is not None}
    return sorted(day for day in starts | after if day is not None)


def _split(repeated: Sequence[Question], node: Node) -> tuple[tuple[str, tuple[Range, ...]], ...]:
    """The questions whose cases are read one by one, with their cases: together all that there are."""
    simple = [q for q in repeated if q.kind in (Kind.TRUTH, Kind.CHOICE)]
    found: list[tuple[str, tuple[Range, ...]]] = []
    room = _MOST_CASES
    for question in [*simple, *(q for q in repeated if q not in simple)]:
        cells = _cells(question, node)
        if 1 < len(cells) <= room:
            found.append((question.name, cells))
            room //= len(cells)
    return tuple(found)


def _cells(question: Question, node: Node) -> tuple[Range, ...]:
    """A question's answers by cases: one by one, or cut before and after each threshold."""
    match question.kind:
        case Kind.TRUTH:
            return (point(True), point(False))
        case Kind.CHOICE:
            return tuple(point(option) for option, _ in question.about.options)
        case Kind.NUMBER | Kind.DAY:
            low, high = _place(question.about.low), _place(question.about.high)
            starts = {_place(answer) for answer in _near(question, node)}
            step = question.about.step if question.kind is Kind.NUMBER else Fraction(1)
            edges = [low, *sorted(start for start in starts if low < start <= high)]
            ends = [*(edge - step for edge in edges[1:]), high]
            runs = zip(edges, ends, strict=True)
            return tuple(_run(question, first, last) for first, last in runs)
        case _:
            return ()


def _near(question: Question, node: Node) -> list[Fraction | date]:
    """The answers beside the thresholds of an expression."""
    mine = (t for t in turns(node, {}) if t.items is None and t.question.name == question.name)
    return [answer for threshold in mine for answer in threshold.near]


def _place(value: Fraction | date | None) -> Fraction:
    assert value is not None  # noqa: S101  numbers and days are bounded
    return Fraction(value.toordinal()) if isinstance(value, date) else value


def _run(question: Question, first: Fraction, last: Fraction) -> Range:
    if question.kind is Kind.NUMBER:
        return Numbers(first, last)
    return Days(date.fromordinal(int(first)), date.fromordinal(int(last)))


def _hull(one: Range, other: Range) -> Range:
    """The range of both."""
    if isinstance(one, Truth) and isinstance(other, Truth):
        return Truth(one.true or other.true, one.false or other.false)
    assert isinstance(one, Numbers)  # noqa: S101  a condition is a truth, an award a number
    assert isinstance(other, Numbers)  # noqa: S101
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return Numbers(low, high)


# ── What honest answers imply ─────────────────────────────────────────────────────────────────


def _implied(
    tests: Sequence[tuple[Consistency, _Part]], given: Mapping[str, Answer]
) -> dict[str, Answer]:
    """The answers that follow from the given ones, for any other would be inconsistent."""
    known = dict(given)
    waiting = [part for _, part in tests]
    while True:
        found = {
            question.name: value
            for part in waiting
            if any(name in known for name in part.names)
            for question in part.questions
            if question.name not in known
            for value in _only(question, part.node, known)
        }
        if not found:
            return {name: value for name, value in known.items() if name not in given}
        known |= found


def _only(question: Question, node: Node, known: Mapping[str, Answer]) -> Iterator[Answer]:
    """The one answer that a test leaves to a question, if it leaves but one."""

    def refused(range_: Answer | Range) -> bool:
        truth = range_of(node, {**known, question.name: range_})
        return isinstance(truth, Truth) and not truth.true

    match question.kind:
        case Kind.TRUTH:
            left: list[Answer] = [value for value in (True, False) if not refused(value)]
        case Kind.CHOICE:
            left = [option for option, _ in question.about.options if not refused(option)]
        case Kind.NUMBER:
            low, high, step = question.about.low, question.about.high, question.about.step
            assert isinstance(low, Fraction)  # noqa: S101
            assert isinstance(high, Fraction)  # noqa: S101
            left = [low] if refused(Numbers(low + step, high)) and not refused(low) else []
        case _:
            left = []
    if len(left) == 1:
        yield left[0]


# ── The interview ─────────────────────────────────────────────────────────────────────────────


class _Open(NamedTuple):
    """A scheme that may fit, as the weighing of steps needs it."""

    tests: tuple[tuple[_Part, tuple[Question, ...]], ...]  # open conditions that can still be asked
    amounts: tuple[tuple[Question, ...], ...]  # what each open amount hangs on
    moot: tuple[Question, ...]  # what open conditions hang on that no answer settles


class _Rule:
    """A scheme made ready: its conditions and awards as parts."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.conditions = tuple((c, _Part(c.test)) for c in scheme.conditions)
        self.awards = tuple((a, _Part(a.value)) for a in scheme.awards)
        self.judgements = tuple(judgement.question for judgement in scheme.judgements)
        self.questions = scheme.questions


class Interview:
    """An interview over some schemes; build it once and ask it for every state.

    Readings of conditions are kept between states as far as they hang on truths and options; a
    person's amounts, numbers and days are never kept.
    """

    def __init__(self, schemes: Iterable[Scheme], consistency: Iterable[Consistency] = ()) -> None:
        self._rules = tuple(_Rule(scheme) for scheme in schemes if scheme.executable)
        self._tests = tuple((test, _Part(test.test)) for test in consistency)
        asked = [question for rule in self._rules for question in rule.questions]
        self.questions: tuple[Question, ...] = tuple(dict.fromkeys(asked))
        """Everything that may be asked."""
        self._today = tuple(q.name for q in self.questions if q.about.today)
        self._askers: dict[str, list[int]] = {}
        for place, rule in enumerate(self._rules):
            for question in rule.questions:
                self._askers.setdefault(question.name, []).append(place)

    def after(
        self, answers: Mapping[str, Answer], *, unknown: AbstractSet[str] = frozenset(), on: date
    ) -> Progress:
        """Where the interview stands after some answers.

        answers: as `read_answers` gives them.
        unknown: the names of questions that were answered with "I don't know": never asked again.
        on:      the day of asking, which stands for a missing day of application.
        """
        implied = _implied(self._tests, answers)
        known = dict.fromkeys(self._today, on) | dict(answers) | implied
        prospects: list[Prospect] = []
        still_open: list[_Open] = []
        for rule in self._rules:
            prospect, rest = _prospect(rule, known, unknown)
            prospects.append(prospect)
            if rest is not None:
                still_open.append(rest)
        steps = _steps(still_open, known)
        beside = {question.name for step in steps for question in step.questions}
        beside |= known.keys() | unknown
        open_ended = _each_once(rest.moot for rest in still_open)
        moot = tuple(question for question in open_ended if question.name not in beside)
        beside |= {question.name for question in moot}
        irrelevant = (
            Irrelevant(
                question,
                tuple(
                    Because(self._rules[place].scheme, next(iter(prospects[place].failing), None))
                    for place in self._askers[question.name]
                ),
            )
            for question in self.questions
            if question.name not in beside
        )
        return Progress(tuple(prospects), implied, steps, tuple(irrelevant), moot)


def _prospect(
    rule: _Rule, known: Mapping[str, Answer], unknown: AbstractSet[str]
) -> tuple[Prospect, _Open | None]:
    """What is known of a scheme, and what is left to ask for it; None when nothing is."""
    failing: list[Condition] = []
    tests: list[tuple[_Part, tuple[Question, ...]]] = []
    moot: list[tuple[Question, ...]] = []
    left_open: list[Condition] = []
    for condition, part in rule.conditions:
        # Once one fails, only what is answered in full is worth reading: it may fail too.
        if failing and not known.keys() >= part.asked:
            continue
        seen = part.seen(known)
        truth = seen.range
        assert isinstance(truth, Truth)  # noqa: S101
        if not truth.true:
            failing.append(condition)
        elif truth.false:
            askable = tuple(q for q in seen.hangs_on if q.name not in unknown)
            if askable and not seen.moot:
                tests.append((part, askable))
            else:
                moot.append(askable)
                left_open.append(condition)
    refused = any(known.get(question.name) is False for question in rule.judgements)
    if failing or refused:
        settled = Prospect(rule.scheme, Standing.DOES_NOT_FIT, True, tuple(failing), (), (), (), ())
        return settled, None
    amounts: list[AmountSoFar] = []
    amounts_on: list[tuple[Question, ...]] = []
    for award, part in rule.awards:
        seen = part.seen(known)
        amounts.append(_amount(award.name, award.says, part.node.unit.id, seen.range))
        askable = tuple(q for q in seen.hangs_on if q.name not in unknown)
        if askable:
            amounts_on.append(askable)
    prospect = Prospect(
        scheme=rule.scheme,
        standing=Standing.MIGHT_FIT if tests or moot else Standing.FITS,
        settled=not tests,
        failing=(),
        hangs_on=_each_once(askable for _, askable in tests),
        amounts=tuple(amounts),
        amounts_on=_each_once(amounts_on),
        subject_to=tuple(q.about.wording for q in rule.judgements if known.get(q.name) is not True),
        left_open=tuple(left_open),
    )
    return prospect, _Open(tuple(tests), tuple(amounts_on), _each_once(moot))


def _each_once(several: Iterable[tuple[Question, ...]]) -> tuple[Question, ...]:
    return tuple({q.name: q for questions in several for q in questions}.values())


def _amount(name: str, says: Text, unit: str, range_: Range) -> AmountSoFar:
    assert isinstance(range_, Numbers)  # noqa: S101
    low = Fraction(0) if range_.low is None else max(Fraction(0), range_.low)
    high = None if range_.high is None else max(Fraction(0), range_.high)
    return AmountSoFar(
        name, says, unit, low // _CENT * _CENT, None if high is None else high // _CENT * _CENT
    )


# ── Which step is best ────────────────────────────────────────────────────────────────────────


def _steps(still_open: Sequence[_Open], known: Mapping[str, Answer]) -> tuple[Step, ...]:
    """All that can still be asked and matters, the best first.

    What is filled in together for amounts alone waits until the scheme is known to fit.
    """
    members: dict[tuple[str, bool], dict[str, Question]] = {}
    touched: dict[tuple[str, bool], dict[int, None]] = {}
    wanted = {
        q.name
        for rest in still_open
        for askable in ([of for _, of in rest.tests] or rest.amounts)
        for q in askable
    }
    for place, rest in enumerate(still_open):
        asked = [askable for _, askable in rest.tests] + list(rest.amounts)
        for question in (question for askable in asked for question in askable):
            form = bool(question.about.group) and question.kind is not Kind.TRUTH
            waits = form and question.name not in wanted
            step = (question.about.group or question.name, waits)
            members.setdefault(step, {})[question.name] = question
            touched.setdefault(step, {})[place] = None
    found = []
    for order, (name, questions) in enumerate(members.items()):
        together = tuple(sorted(questions.values(), key=lambda question: question.about.place))
        settles = sum(_worth(still_open[place], questions.keys(), known) for place in touched[name])
        further = (_BOX if question.kind is Kind.TRUTH else _FIELD for question in together[1:])
        effort = 1 + sum(further) + _ELSEWHERE * sum(q.about.elsewhere for q in together)
        group = together[0].about.group
        found.append((-settles / effort, order, Step(group, together, settles)))
    steps = [step for _, _, step in sorted(found, key=lambda one: one[:2])]
    return tuple(steps) if any(rest.tests for rest in still_open) else _amounts_at_once(steps)


def _amounts_at_once(steps: Sequence[Step]) -> tuple[Step, ...]:
    """With every decision made, all that is left to fill in for the amounts is one form."""
    apart = [s for s in steps if any(q.kind in (Kind.TRUTH, Kind.ITEMS) for q in s.questions)]
    rest = [step for step in steps if step not in apart]
    fields = tuple(question for step in rest for question in step.questions)
    if len(rest) < 2:
        return tuple(steps)
    at_once = Step(AMOUNTS, fields, sum(step.settles for step in rest), AMOUNTS_ASK)
    return (*apart, at_once)


def _worth(rest: _Open, asked: AbstractSet[str], known: Mapping[str, Answer]) -> float:
    """How many decisions and amounts of one scheme the answers to a step are expected to settle.

    A scheme is settled by one condition that fails, or when all its conditions hold. A condition
    that is found to hold, or an amount that is found, is worth a part of that.
    """
    survives = holds_all = 1.0
    advanced = 0.0
    for part, askable in rest.tests:
        mine = tuple(question.name for question in askable if question.name in asked)
        chances = part.chances(known, mine) if mine else _Chances(0.0, 0.0)
        survives *= 1 - chances.fails
        holds_all *= chances.holds
        advanced += chances.holds if chances.holds + chances.fails else len(mine) / len(askable) / 2
    if rest.tests:
        decided = (1 - survives) + holds_all
        return decided + _ADVANCED * survives * advanced / len(rest.tests)
    if not rest.amounts:
        return 0.0
    covered = [sum(q.name in asked for q in askable) / len(askable) for askable in rest.amounts]
    return _EXACT * sum(covered) / len(covered)
