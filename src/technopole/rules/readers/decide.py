"""One case decided: yes, no or depends; the amount or its bounds; what is missing; the reasons.

Facts decide `eligible`; what only a person can judge stands apart in `subject_to`. No firm answer is
ever contradicted by a completion of the missing answers. A case with everything known goes through
the scheme as a plain function; any other is narrowed and split. Both give the same decision.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from technopole.evidence.units import Unit
from technopole.evidence.wording import Text
from technopole.rules.language import Award, Condition, Scheme, Window
from technopole.rules.nodes import (
    All,
    AnyOf,
    Choose,
    Constant,
    Field,
    Kind,
    Node,
    Parameter,
    Question,
    Total,
    walk,
)
from technopole.rules.parameters import Candidates, Confidence, DatedValue, candidates
from technopole.rules.ranges import Answer, Answers, Days, Numbers, Truth, range_of
from technopole.rules.sentences import say_day
from technopole.rules.splitting import weighed
from technopole.rules.transforms.functions import Functions, Plain, Ranges
from technopole.rules.transforms.integers import lowered

__all__ = [
    "Answered", "AwardRange", "Decision", "Eligible", "Flag", "Reason", "Used", "answer", "decide",
    "decide_slowly",
]  # fmt: skip


class Eligible(StrEnum):
    """What the facts say."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Flag(StrEnum):
    """What a reader of a decision must know about the ground it stands on."""

    NOT_YET = "not-yet"
    """The case is dated before the scheme took applications."""
    CLOSED = "closed"
    """The case is dated after the scheme had closed."""
    ASSUMED_TODAY = "assumed-today"
    """No day was given, so the day of asking stands for it."""
    UNCONFIRMED = "unconfirmed"
    """A value is used beyond the day on which it was last found in force."""
    VALUE_UNKNOWN = "value-unknown"
    """The documents do not say what a value was on that day."""
    VALUE_UNSURE = "value-unsure"
    """On that day one of two values was in force; it is not known which."""
    LOW_CONFIDENCE = "low-confidence"
    """A value comes from a source too weak to decide by."""
    NOTHING_LEFT = "nothing-left"
    """The facts do not speak against it, and still nothing is paid: a ceiling is used up, or there is no cost."""


@dataclass(frozen=True, slots=True)
class Used:
    """A parameter as it was read: the values that may have been in force, and how firmly.

    days: the run of days that select it, one for each item where they differ; first and last are
          apart where the day is not answered.
    """

    parameter: Parameter
    found: Candidates
    days: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition with what became of it, the answers it looked at and the values it used."""

    condition: Condition
    holds: Eligible
    answered: tuple[tuple[Question, Answer], ...]
    missing: tuple[Question, ...]
    used: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class AwardRange:
    """What is given if the case is eligible, floored to the hundredth; high is None when unbounded."""

    name: str
    says: Text
    low: Fraction
    high: Fraction | None
    used: tuple[Used, ...]
    unit: Unit


@dataclass(frozen=True, slots=True)
class Decision:
    """What a scheme's rule says of one case.

    subject_to: what a person has yet to judge; empty when the answer is no.
    awards:     the amounts if eligible; empty when the case is not.
    missing:    the open questions that the answer still hangs on, in the order in which the rule asks.
    outside:    the sentence that says why nothing was computed, where the case lies outside the
                scheme's window; else None.
    refused:    what a person judged against the case; with one of these the answer is no.
    """

    scheme: str
    on: date
    eligible: Eligible
    subject_to: tuple[Text, ...]
    awards: tuple[AwardRange, ...]
    reasons: tuple[Reason, ...]
    missing: tuple[Question, ...]
    flags: tuple[Flag, ...]
    gaps: tuple[Text, ...]
    outside: Text | None = None
    refused: tuple[Text, ...] = ()


class _Case(NamedTuple):
    """A case as it is decided.

    known:   the answers that the scheme asks for, the day of asking among them where it stands in.
    assumed: the names of the questions for which it stands in.
    """

    standing: _Standing
    answers: Mapping[str, Answer]
    known: Mapping[str, Answer]
    on: date
    assumed: tuple[str, ...]


class Answered(NamedTuple):
    """The answer alone: each award's least and most in hundredths of its unit, if eligible."""

    eligible: Eligible
    hundredths: tuple[tuple[int, int | None], ...]


def decide(scheme: Scheme, answers: Mapping[str, Answer], on: date) -> Decision:
    """Decide one case on a day.

    answers: as `read_answers` gives them; answers to questions that the scheme does not ask are left.
    on:      the day of asking, which stands for a missing day of application.
    """
    standing = _standing_of(scheme)
    plain = standing.plain(answers, on)
    if plain is not None:
        return _quickly(standing, answers, on, plain)
    ends = standing.ends(answers, on)
    firm = _firm(standing, answers, ends)
    return _slowly(standing, answers, on, ends) if firm is None else _quickly(standing, answers, on, firm)  # fmt: skip


def decide_slowly(scheme: Scheme, answers: Mapping[str, Answer], on: date) -> Decision:
    """The same decision by narrowing and splitting alone, without the scheme's plain function."""
    return _slowly(_standing_of(scheme), answers, on, None)


def answer(scheme: Scheme, answers: Mapping[str, Answer], on: date) -> Answered:
    """Whether the case is eligible and what it is given, without reasons: as `decide` says."""
    standing = _standing_of(scheme)
    plain = standing.plain(answers, on)
    if plain is None:
        ends = standing.ends(answers, on)
        plain = _firm(standing, answers, ends)
    if plain is None:
        decision = _slowly(standing, answers, on, ends)
        return Answered(
            decision.eligible,
            tuple((_hundredths(a.low), _most_hundredths(a.high)) for a in decision.awards),
        )
    holds, _, amounts = plain
    if not holds:
        return _NOTHING
    for name in standing.judged:
        if answers.get(name) is False:
            return _NOTHING
    return Answered(Eligible.YES, tuple([(amount, amount) for amount in amounts]))


_NOTHING: Final = Answered(Eligible.NO, ())


def _hundredths(amount: Fraction) -> int:
    return int(amount * 100)


def _most_hundredths(amount: Fraction | None) -> int | None:
    return None if amount is None else int(amount * 100)


# ── What is the same for every case of a scheme ───────────────────────────────────────────────


class _Standing:
    """What is worked out once for a scheme.

    plain:     the scheme as a function of complete answers; None where they are not, or a value is not certain.
    judged:    the names of the questions that a person judges.
    paid:      the names of the awards that add to what is received.
    asked:     for each condition its questions.
    read:      for each condition, and for each award, the parameters that it reads, with their list.
    forks:     for each of these its expression where it reads a parameter that it need not, on some
               branch; else None.
    grounds:   the values used by each, by the days that select them: few days are ever asked about.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        functions = Functions(lowered(scheme))
        self.plain = functions.plain
        self._ends = functions.ranges
        self.questions = scheme.questions
        self.names = frozenset(question.name for question in scheme.questions)
        self.today = tuple(q for q in scheme.questions if q.about.today)
        self.needed = self.names - {question.name for question in self.today}
        self.judged = tuple(judgement.question.name for judgement in scheme.judgements)
        self.paid = frozenset(award.name for award in scheme.awards if award.paid)
        self.tests = tuple(condition.test for condition in scheme.conditions)
        self.asked = tuple(_questions(test) for test in self.tests)
        self.read = (
            *(_read(test) for test in self.tests),
            *(_read(award.value) for award in scheme.awards),
        )
        values = (*self.tests, *(award.value for award in scheme.awards))
        self.forks = tuple(value if _forks(value) else None for value in values)
        self.gaps = tuple(gap.says for gap in scheme.gaps)
        self.open_judgements = tuple(j.question.about.wording for j in scheme.judgements)
        events = {
            id(p.event): p.event for reads in self.read for p, items in reads if items is None
        }
        self.events = tuple(events.values())
        self.of_items = any(items is not None for reads in self.read for _, items in reads)
        self.grounds: OrderedDict[tuple[object, ...], _Ground] = OrderedDict()

    def ends(self, answers: Mapping[str, Answer], on: date) -> Ranges:
        """The ends of each condition and award by themselves, whatever is missing: sound, and quick."""
        return self._ends({**{question.name: on for question in self.today}, **answers}, on)

    def ground(self, known: Answers) -> _Ground:
        """The values that a case stands on."""
        key = tuple([_day_of(event, known) for event in self.events])
        if self.of_items:
            return _Ground(self, known)
        found = self.grounds.get(key)
        if found is None:
            found = self.grounds[key] = _Ground(self, known)
            if len(self.grounds) > _MOST_GROUNDS:
                self.grounds.popitem(last=False)
        return found


class _Ground:
    """The parameters' values on the days of one case, and what must be said of them."""

    def __init__(self, standing: _Standing, known: Answers) -> None:
        used: dict[tuple[int, str], Used] = {}
        for reads in standing.read:
            for parameter, items in reads:
                key = (id(parameter), "" if items is None else items.name)
                if key not in used:
                    used[key] = _used(parameter, items, known)
        self.used = tuple(
            tuple(used[id(p), "" if items is None else items.name] for p, items in reads)
            for reads in standing.read
        )
        confirmed = standing.scheme.confirmed
        self.flags = tuple(
            frozenset(flag for use in uses for flag in _flags_of(use, confirmed))
            for uses in self.used
        )
        self.of_parameters: dict[int, set[Flag]] = {}
        for uses in self.used:
            for use in uses:
                found = self.of_parameters.setdefault(id(use.parameter), set())
                found.update(_flags_of(use, confirmed))
        everything: frozenset[Flag] = frozenset().union(*self.flags)
        self.ordered = tuple(flag for flag in Flag if flag in everything)


_HOLDS: Final = Constant(True, Kind.TRUTH)
_FAILS: Final = Constant(False, Kind.TRUTH)
_MOST_STANDINGS: Final = 256
_MOST_GROUNDS: Final = 64
_standings: OrderedDict[int, _Standing] = OrderedDict()


def _standing_of(scheme: Scheme) -> _Standing:
    """What is known of a scheme, worked out when it is first asked about.

    Kept by the scheme's identity, for to compare two schemes would take longer than to decide.
    """
    found = _standings.get(id(scheme))
    if found is not None and found.scheme is scheme:
        return found
    made = _standings[id(scheme)] = _Standing(scheme)
    if len(_standings) > _MOST_STANDINGS:
        _standings.popitem(last=False)
    return made


def _questions(node: Node) -> tuple[Question, ...]:
    found = dict.fromkeys(below for below in walk(node) if isinstance(below, Question))
    return tuple(found)


def _read(node: Node) -> tuple[tuple[Parameter, Question | None], ...]:
    """The parameters below a node; with the list where the day is one of each item."""
    return tuple(dict.fromkeys(_read_below(node, None)))


def _read_below(node: Node, items: Question | None) -> Iterator[tuple[Parameter, Question | None]]:
    if isinstance(node, Parameter):
        of_item = any(isinstance(below, Field) for below in walk(node.event))
        yield node, items if of_item else None
    for child in node.children:
        within = node.items if isinstance(node, Total) and child is node.each else items
        yield from _read_below(child, within)


# ── The values used ───────────────────────────────────────────────────────────────────────────


def _day_of(event: Node, known: Answers) -> object:
    """The day of an event: what its parameters' values are kept by."""
    if isinstance(event, Question):
        return known.get(event.name)
    found = range_of(event, known)
    assert isinstance(found, Days)  # noqa: S101  a parameter's event is a day
    return (found.first, found.last)


def _used(parameter: Parameter, items: Question | None, known: Answers) -> Used:
    days = tuple(dict.fromkeys(_days(parameter, items, known)))
    found = [candidates(parameter.values, first, last) for first, last in days]
    values = [value for value in parameter.values if any(value in one.values for one in found)]
    return Used(parameter, Candidates(tuple(values), any(one.open for one in found)), days)


def _days(
    parameter: Parameter, items: Question | None, known: Answers
) -> Iterator[tuple[date, date]]:
    cases: Sequence[Answers] = [known]
    if items is not None:
        given = known.get(items.name)
        cases = [{**known, **item} for item in given] if isinstance(given, tuple) else []
    for case in cases:
        day = range_of(parameter.event, case)
        assert isinstance(day, Days)  # noqa: S101
        yield day.first, day.last


def _flags_of(use: Used, confirmed: date) -> Iterator[Flag]:
    """What must be said of a value that is used; of a day that is not answered, only what holds on any."""
    for first, last in use.days:
        found = candidates(use.parameter.values, first, last)
        if any(value.confidence is Confidence.LOW for value in found.values):
            yield Flag.LOW_CONFIDENCE
        elif first == last and found.open:
            yield Flag.VALUE_UNKNOWN
        elif first == last and len({value.value for value in found.values}) > 1:
            yield Flag.VALUE_UNSURE
        if first > confirmed and any(value.possible_until is None for value in found.values):
            yield Flag.UNCONFIRMED


# ── Everything known ──────────────────────────────────────────────────────────────────────────


def _quickly(
    standing: _Standing, answers: Mapping[str, Answer], on: date, plain: Plain
) -> Decision:
    scheme = standing.scheme
    case = _case(standing, answers, on)
    known = case.known
    holds, each, amounts = plain
    if scheme.window is not None and not each[0]:
        outside = _outside(case, scheme.window)
        if outside is not None:
            return outside
    ground = standing.ground(known)
    reasons = tuple(
        [
            Reason(
                condition,
                Eligible.YES if held else Eligible.NO,
                tuple([(question, known[question.name]) for question in asked]),
                (),
                used,
            )
            for condition, held, asked, used in zip(
                scheme.conditions, each, standing.asked, ground.used, strict=False
            )
        ]
    )
    awards: tuple[AwardRange, ...] = ()
    if holds:
        first = len(each)
        awards = tuple(
            [
                AwardRange(
                    award.name,
                    award.says,
                    amount := Fraction(whole, 100),
                    amount,
                    ground.used[first + place],
                    award.value.unit,
                )
                for place, (award, whole) in enumerate(zip(scheme.awards, amounts, strict=True))
            ]
        )
    return _decision(case, ground, Eligible.YES if holds else Eligible.NO, reasons, awards=awards)


def _firm(standing: _Standing, answers: Mapping[str, Answer], ends: Ranges) -> Plain | None:
    """What the plain function would give of a complete case in which every value that may hold gives the same."""
    if not answers.keys() >= standing.needed:
        return None
    _, conditions, awards = ends
    if any(surely != maybe for surely, maybe in conditions):
        return None
    each = tuple([surely for surely, _ in conditions])
    holds = all(each)
    if holds and any(low != high for low, high in awards):
        return None
    return holds, each, tuple([low for low, _ in awards])


# ── Something missing ─────────────────────────────────────────────────────────────────────────


def _slowly(
    standing: _Standing, answers: Mapping[str, Answer], on: date, ends: Ranges | None
) -> Decision:
    """Decide by narrowing and splitting; what its ends settle need not be looked at."""
    scheme = standing.scheme
    case = _case(standing, answers, on)
    known = case.known
    if scheme.window is not None:
        outside = _outside(case, scheme.window)
        if outside is not None:
            return outside
    tests, amounts = _open_parts(standing, ends)
    found = weighed(tests, amounts, known)
    ground = standing.ground(known)
    reasons = tuple(
        Reason(
            condition,
            _eligible(truth),
            tuple((q, known[q.name]) for q in asked if q.name in known),
            missing,
            used,
        )
        for condition, truth, asked, missing, used in zip(
            scheme.conditions, found.tests, standing.asked, found.hang_on, ground.used, strict=False
        )
    )
    eligible = _eligible(found.eligible)
    uses = ground.used[len(scheme.conditions) :]
    awards: tuple[AwardRange, ...] = ()
    if eligible is not Eligible.NO:
        awards = tuple(
            _bounded(award, amount, used)
            for award, amount, used in zip(scheme.awards, found.amounts, uses, strict=True)
            if amount is not None
        )
    hanging = dict.fromkeys(q for asked in (*found.hang_on, *found.vary_by) for q in asked)
    missing = () if eligible is Eligible.NO else _in_order(standing, hanging)
    return _decision(case, ground, eligible, reasons, awards=awards, missing=missing)


def _open_parts(standing: _Standing, ends: Ranges | None) -> tuple[list[Node], list[Node]]:
    """The tests and the amounts to weigh: what the ends settle as a constant, and no amount of a sure no."""
    tests: list[Node] = list(standing.tests)
    amounts = [award.value for award in standing.scheme.awards]
    if ends is None:
        return tests, amounts
    (_, can_hold), conditions, awards = ends
    for place, (surely, maybe) in enumerate(conditions):
        if surely == maybe:
            tests[place] = _HOLDS if surely else _FAILS
    if not can_hold:
        return tests, []
    for place, (low, high) in enumerate(awards):
        if low == high:
            amounts[place] = Constant(Fraction(low, 100), Kind.NUMBER)
    return tests, amounts


def _in_order(standing: _Standing, missing: Iterable[Question]) -> tuple[Question, ...]:
    """Questions in the order in which the rule asks; a field of an item stands for its list."""
    names = {question.name for question in missing}
    lists = {
        question.name
        for question in standing.questions
        if any(field.name in names for field in question.about.fields)
    }
    return tuple(q for q in standing.questions if q.name in names | lists)


def _bounded(award: Award, amount: Numbers, used: tuple[Used, ...]) -> AwardRange:
    low = Fraction(0) if amount.low is None else max(Fraction(0), amount.low)
    high = None if amount.high is None else _floored(max(Fraction(0), amount.high))
    return AwardRange(award.name, award.says, _floored(low), high, used, award.value.unit)


def _floored(amount: Fraction) -> Fraction:
    return Fraction(amount.numerator * 100 // amount.denominator, 100)


def _eligible(truth: Truth) -> Eligible:
    if truth.true and truth.false:
        return Eligible.UNKNOWN
    return Eligible.YES if truth.true else Eligible.NO


# ── Both ──────────────────────────────────────────────────────────────────────────────────────


def _case(standing: _Standing, answers: Mapping[str, Answer], on: date) -> _Case:
    """The case with the answers that the scheme asks for."""
    known = {name: answers[name] for name in standing.names if name in answers}
    assumed = tuple([q.name for q in standing.today if q.name not in known])
    for name in assumed:
        known[name] = on
    return _Case(standing, answers, known, on, assumed)


def _decision(
    case: _Case,
    ground: _Ground,
    eligible: Eligible,
    reasons: tuple[Reason, ...],
    *,
    awards: tuple[AwardRange, ...],
    missing: tuple[Question, ...] = (),
) -> Decision:
    """The decision with what people have judged, and the flags of what it stands on."""
    standing, answers = case.standing, case.answers
    refused: tuple[Text, ...] = ()
    subject_to = standing.open_judgements if eligible is not Eligible.NO else ()
    judged = {name: answers[name] for name in standing.judged if name in answers}
    flags = _flags(case, ground, eligible, reasons)
    if judged:
        pairs = list(zip(standing.judged, standing.open_judgements, strict=True))
        refused = tuple(words for name, words in pairs if judged.get(name) is False)
        if refused:
            eligible, subject_to, awards, missing = Eligible.NO, (), (), ()
        elif subject_to:
            subject_to = tuple(words for name, words in pairs if name not in judged)
    if _gives_nothing(standing, awards):
        flags = (*flags, Flag.NOTHING_LEFT)
    return Decision(
        standing.scheme.entity, case.on, eligible, subject_to, awards, reasons, missing, flags,
        standing.gaps, None, refused,
    )  # fmt: skip


def _gives_nothing(standing: _Standing, awards: tuple[AwardRange, ...]) -> bool:
    """Whether awards are to be paid, and each of them is surely nothing."""
    paid = [award.high for award in awards if award.name in standing.paid]
    return bool(paid) and not any(high is None or high for high in paid)


def _flags(
    case: _Case, ground: _Ground, eligible: Eligible, reasons: tuple[Reason, ...]
) -> tuple[Flag, ...]:
    """The flags of the values that the answer stands on, in the order in which they are declared.

    A no stands on the conditions that fail, and on nothing else; and nothing stands on a value that
    only a branch reads which was not taken.
    """
    flags = ground.ordered
    if flags:
        failing = [reason.holds is Eligible.NO for reason in reasons]
        if eligible is not Eligible.NO or not any(failing):  # they fail together: all are ground
            failing = [True] * len(ground.flags)
        present: set[Flag] = set()
        open_forks: list[tuple[Node, frozenset[Flag]]] = []
        for stands, found, fork in zip(failing, ground.flags, case.standing.forks, strict=False):
            if stands and found:
                if fork is None:
                    present |= found
                else:
                    open_forks.append((fork, found))
        for fork, found in open_forks:
            if not found <= present:  # else there is nothing that a branch could spare
                present |= _flags_on(fork, case.known, ground)
        flags = tuple([flag for flag in flags if flag in present])
    return (Flag.ASSUMED_TODAY, *flags) if case.assumed else flags


def _forks(node: Node) -> bool:
    """Whether a parameter stands on a branch, so that it may not be needed."""
    if isinstance(node, Choose | All | AnyOf):
        return any(isinstance(below, Parameter) for below in walk(node))
    return any(_forks(child) for child in node.children)


def _flags_on(node: Node, known: Answers, ground: _Ground) -> set[Flag]:
    """The flags of the values below a node that its value was worked out from."""
    match node:
        case Parameter():
            return ground.of_parameters.get(id(node), set())
        case All() | AnyOf():
            return _founded(node, known, ground)[1]
        case Choose(condition, then, otherwise):
            truth, found = _founded(condition, known, ground)
            if truth.true:
                found = found | _flags_on(then, known, ground)
            if truth.false:
                found = found | _flags_on(otherwise, known, ground)
            return found
        case _:
            return {flag for child in node.children for flag in _flags_on(child, known, ground)}


_SURELY: Final = Truth(true=True, false=False)
_SURELY_NOT: Final = Truth(true=False, false=True)


def _founded(node: Node, known: Answers, ground: _Ground) -> tuple[Truth, set[Flag]]:
    """Whether a test holds, and the flags of the values that this stands on.

    One part that holds settles “or”, and one that fails settles “and”: the best founded one does.
    """
    if not isinstance(node, All | AnyOf):
        truth = range_of(node, known)
        assert isinstance(truth, Truth)  # noqa: S101  a test is a truth
        return truth, _flags_on(node, known, ground)
    settled, other = (_SURELY, _SURELY_NOT) if isinstance(node, AnyOf) else (_SURELY_NOT, _SURELY)
    enough: set[Flag] | None = None
    together: set[Flag] = set()
    is_open = False
    for part in node.parts:
        truth, found = _founded(part, known, ground)
        if truth == settled:
            if not found:
                return settled, found
            if enough is None or len(found) < len(enough):
                enough = found
        is_open = is_open or truth != other
        together |= found
    if enough is not None:
        return settled, enough
    return (Truth(true=True, false=True) if is_open else other), together


# ── Outside the window ────────────────────────────────────────────────────────────────────────


def _outside(case: _Case, window: Window) -> Decision | None:
    """The no of a case dated before the scheme existed or after it closed; None for any other."""
    standing, known = case.standing, case.known
    scheme = standing.scheme
    opened = _opened(window)
    condition = scheme.conditions[0]
    test = window.test
    assert isinstance(test, Parameter)  # noqa: S101  `window` makes it
    day = range_of(test.event, known)
    assert isinstance(day, Days)  # noqa: S101
    found = candidates(test.values, day.first, day.last)
    if opened is None or found.open or any(value.value for value in found.values):
        return None
    assumed = any(question.name in case.assumed for question in standing.asked[0])
    flag = Flag.NOT_YET if day.last < opened.sure_from else Flag.CLOSED
    reason = Reason(
        condition,
        Eligible.NO,
        tuple((q, known[q.name]) for q in standing.asked[0] if q.name in known),
        (),
        (Used(test, found, ((day.first, day.last),)),),
    )
    return Decision(
        scheme.entity, case.on, Eligible.NO, (), (), (reason,), (),
        (flag, Flag.ASSUMED_TODAY) if assumed else (flag,), standing.gaps,
        _outside_sentence(window, day, flag),
    )  # fmt: skip


def _opened(window: Window) -> DatedValue | None:
    """The dated value that says that the scheme takes applications."""
    test = window.test
    assert isinstance(test, Parameter)  # noqa: S101
    return next((value for value in test.values if value.value is True), None)


def _outside_sentence(window: Window, day: Days, flag: Flag) -> Text:
    dated = say_day(day.first)
    if day.first != day.last:
        last = say_day(day.last)
        dated = Text(f"{dated.en} to {last.en}", f"{dated.zh_hant}至{last.zh_hant}")
    if flag is Flag.NOT_YET:
        return Text(
            f"{window.says.en} This case is dated {dated.en}, before that.",
            f"{window.says.zh_hant}本個案的日期為{dated.zh_hant}，早於該日期。",
        )
    return Text(
        f"{window.says.en} This case is dated {dated.en}, after that.",
        f"{window.says.zh_hant}本個案的日期為{dated.zh_hant}，遲於該日期。",
    )
