"""What authors of schemes write: questions, parameters, conditions, judgements, awards, a scheme.

A scheme's page holds declarations and expressions only. `+ - *` work on amounts, `< <= >= >` and
`.equals()` compare, `& | ~` join, `.is_in()` tests a choice, and the functions below do the rest.
Everything that can be wrong with a declaration is refused here, with the sentence that mends it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import count
from typing import Final

from technopole.evidence.periods import Period
from technopole.evidence.units import Unit, unit_named
from technopole.evidence.wording import Text, say_period
from technopole.rules.nodes import (
    PURE,
    Asking,
    Bare,
    Choose,
    Constant,
    DaysBetween,
    Field,
    Greatest,
    Kind,
    Least,
    Node,
    Operand,
    Parameter,
    Question,
    Rounded,
    Shift,
    Sum,
    Total,
    as_node,
    walk,
)
from technopole.rules.parameters import Value, dated_values

__all__ = [
    "HKD", "Applying", "Award", "Condition", "Consistency", "Fraction", "Gap", "Group", "Judgement", "Known", "Node",
    "Parameter", "Question", "Scheme", "SchemeFaulty", "Stacking", "Term", "Text", "Window", "amount", "applying", "award", "bare",
    "boxes", "calls", "choice", "choose",
    "combines", "condition", "consistency", "counted", "date", "day", "days_between", "described", "each",
    "excludes", "floored", "form", "gap", "greatest", "items", "judgement", "known", "least", "number",
    "parameter", "raised", "scheme", "shifted", "term", "tiers", "total", "window", "yes_no",
]  # fmt: skip

HKD: Final = "HKD"
Declared = int | Value
"""What an author may write as a value; whole numbers become exact fractions."""

_EARLIEST: Final = "1990-01-01"  # the first day that any question takes
_CENT: Final = Fraction(1, 100)
_PLACES: Final = count(1)  # in which questions of groups stand
_MOST_MONEY: Final = Fraction(10**12)  # a trillion dollars: beyond any budget, within 64-bit cents


class SchemeFaulty(ValueError):
    """A scheme's declaration lacks something or contradicts itself."""


# ── The vocabulary ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that are asked together, with the one question that they answer: boxes, or a form."""

    name: str
    asks: Text


def boxes(name: str, *, en: str, zh_hant: str) -> Group:
    """A group of yes-or-no questions that are asked as one: tick what applies."""
    return _group(name, en, zh_hant)


def form(name: str, *, en: str, zh_hant: str) -> Group:
    """A group of numbers, days and choices that are filled in together; what is left empty is not known."""
    return _group(name, en, zh_hant)


def _group(name: str, en: str, zh_hant: str) -> Group:
    if not (en and zh_hant):
        raise SchemeFaulty(f"The group {name} needs its question in both languages.")
    return Group(name, Text(en, zh_hant))


def _together(asking: Asking, group: Group | None) -> Asking:
    if group is None:
        return asking
    return replace(asking, group=group.name, group_asks=group.asks, place=next(_PLACES))


def _question(name: str, kind: Kind, unit: Unit, asking: Asking) -> Question:
    for what, text in (
        ("wording", asking.wording),
        ("reason", asking.why),
        ("noun", asking.noun),
        ("yes", asking.yes),
        ("no", asking.no),
    ):
        if bool(text.en) != bool(text.zh_hant) or (what == "wording" and not text.en):
            raise SchemeFaulty(f"The question {name} needs its {what} in both languages.")
    if bool(asking.yes) != bool(asking.no):
        raise SchemeFaulty(f"The question {name} says what one answer means, and not the other.")
    return Question(name, kind, unit, asking)


def yes_no(
    name: str, *, en: str, zh_hant: str, why: tuple[str, str] = ("", ""), register: str = "",
    group: Group | None = None, yes: tuple[str, str] = ("", ""), no: tuple[str, str] = ("", ""),
) -> Question:  # fmt: skip
    """A question that is answered yes or no.

    register: the entity whose register could answer it, so that nobody need be asked.
    group:    the group of questions that are ticked together, such as what the applicant plans.
    yes, no:  what the answers say, as they stand in a sentence: "the company is listed", "the company
              is not listed".
    """
    asking = Asking(Text(en, zh_hant), Text(*why), register=register, yes=Text(*yes), no=Text(*no))
    return _question(name, Kind.TRUTH, PURE, _together(asking, group))


def amount(
    name: str, *, en: str, zh_hant: str, unit: str = HKD, most: Fraction | int = _MOST_MONEY,
    example: str = "1000000", why: tuple[str, str] = ("", ""), register: str = "",
    elsewhere: bool = False, group: Group | None = None, noun: tuple[str, str] = ("", ""),
) -> Question:  # fmt: skip
    """A question for an amount of money, zero or more, to the cent.

    elsewhere: whether somebody else keeps the figure, such as a fund's total: asked last; so below.
    group:     the form that it is filled in with; so below.
    noun:      what it asks for as it stands in a sentence, such as "the project's total cost"; so below.
    """
    asking = Asking(
        Text(en, zh_hant),
        Text(*why),
        example,
        Fraction(0),
        Fraction(most),
        _CENT,
        register=register,
        elsewhere=elsewhere,
        noun=Text(*noun),
    )
    return _question(name, Kind.NUMBER, unit_named(unit), _together(asking, group))


def number(
    name: str, *, en: str, zh_hant: str, unit: str, least: int = 0, most: int,
    step: Fraction | int = 1, example: str = "3", why: tuple[str, str] = ("", ""), register: str = "",
    elsewhere: bool = False, group: Group | None = None, noun: tuple[str, str] = ("", ""),
) -> Question:  # fmt: skip
    """A question for a number of a unit, such as persons, months or a share (unit `times`)."""
    asking = Asking(
        Text(en, zh_hant), Text(*why), example, Fraction(least), Fraction(most), Fraction(step),
        register=register, elsewhere=elsewhere, noun=Text(*noun),
    )  # fmt: skip
    return _question(name, Kind.NUMBER, unit_named(unit), _together(asking, group))


def day(
    name: str, *, en: str, zh_hant: str, first: date = date(1990, 1, 1), last: date = date(2099, 12, 31),
    today: bool = False, why: tuple[str, str] = ("", ""), register: str = "",
    group: Group | None = None, noun: tuple[str, str] = ("", ""),
) -> Question:  # fmt: skip
    """A question for a day; with `today` the day of asking stands for a missing answer."""
    asking = Asking(
        Text(en, zh_hant), Text(*why), "2024-10-31", first, last, register=register, today=today,
        noun=Text(*noun),
    )  # fmt: skip
    return _question(name, Kind.DAY, PURE, _together(asking, group))


def choice(
    name: str, *, en: str, zh_hant: str, options: Mapping[str, tuple[str, str]],
    why: tuple[str, str] = ("", ""), register: str = "", group: Group | None = None,
    noun: tuple[str, str] = ("", ""),
) -> Question:  # fmt: skip
    """A question with several options, of which one is answered."""
    if len(options) < 2:
        raise SchemeFaulty(f"The choice {name} needs two options or more.")
    asking = Asking(
        Text(en, zh_hant), Text(*why), next(iter(options)), register=register,
        options=tuple((option, Text(*words)) for option, words in options.items()), noun=Text(*noun),
    )  # fmt: skip
    return _question(name, Kind.CHOICE, PURE, _together(asking, group))


def items(
    name: str, *, en: str, zh_hant: str, fields: Sequence[Question], most: int = 200,
    why: tuple[str, str] = ("", ""), noun: tuple[str, str] = ("", ""),
) -> Question:  # fmt: skip
    """A question for a list of things, each described by the same few questions."""
    asking = Asking(
        Text(en, zh_hant), Text(*why), high=Fraction(most), fields=tuple(fields), noun=Text(*noun)
    )
    return _question(name, Kind.ITEMS, PURE, asking)


# ── Expressions ───────────────────────────────────────────────────────────────────────────────


def least(*parts: Operand) -> Least:
    """The smallest of several amounts: "whichever is lower", or a ceiling."""
    return Least(_alike(parts))


def greatest(*parts: Operand) -> Greatest:
    """The largest of several amounts; `greatest(0, x)` keeps a rest from going below nothing."""
    return Greatest(_alike(parts))


def _alike(parts: Sequence[Operand]) -> tuple[Node, ...]:
    like = next((part for part in parts if isinstance(part, Node)), None)
    return tuple(as_node(part, like) for part in parts)


def choose(condition: Node, then: Operand, otherwise: Operand) -> Choose:
    """One of two values, by a condition."""
    first, second = _alike((then, otherwise))
    return Choose(condition, first, second)


def tiers(value: Node, *bands: tuple[Operand | None, Operand]) -> Node:
    """An amount by tiers: each band's rate on the part of the value up to its limit.

    bands: (limit, rate) from the lowest on; the last limit is None where nothing caps it.
           `tiers(x, (2_000_000, 3), (None, 2))` is three times the first two million, twice the rest.
    """
    if not bands:
        raise SchemeFaulty("Tiers need one band or more: (limit, rate).")
    below: Operand = 0
    parts: list[Node] = []
    for limit, rate in bands:
        reached = value if limit is None else least(value, limit)
        parts.append((reached if below == 0 else greatest(reached - below, 0)) * rate)
        if limit is None:
            break
        below = limit
    return parts[0] if len(parts) == 1 else Sum(tuple(parts))


def floored(value: Node, step: Fraction | int) -> Rounded:
    """The value rounded down to a whole multiple of a step, only where the rule says so."""
    return Rounded(value, Fraction(step))


def raised(value: Node, step: Fraction | int) -> Rounded:
    """The value rounded up to a whole multiple of a step, only where the rule says so."""
    return Rounded(value, Fraction(step), up=True)


def bare(value: Node) -> Bare:
    """A number without its unit, so that it can multiply an amount: `bare(persons) * allowance`."""
    return Bare(value)


def shifted(
    value: Node, *, years: int = 0, months: int = 0, weeks: int = 0, days: int = 0
) -> Shift:
    """A day moved forward, or back with negative numbers."""
    return Shift(value, years * 12 + months, weeks * 7 + days)


def days_between(earlier: Node, later: Node) -> DaysBetween:
    """How many days lie between two days."""
    return DaysBetween(earlier, later)


def each(question: Question) -> Field:
    """A field of the item that a total looks at."""
    return Field(question.name, question.kind, question.unit)


def total(things: Question, of: Operand, *, most: int | None = None) -> Total:
    """An expression summed over the items of a list; with `most` only over the first so many.

    `total(things, 1)` counts them.
    """
    return Total(things, as_node(of, None), most)


def counted(things: Question, where: Node, *, unit: str = "count") -> Total:
    """How many items of a list fulfil a test, as so many of a unit, such as persons.

    where: an expression of `each(field)`, such as `each(talent.science)`.
    """
    one, none = (Constant(Fraction(n), Kind.NUMBER, unit_named(unit)) for n in (1, 0))
    return Total(things, Choose(where, one, none))


# ── Declarations ──────────────────────────────────────────────────────────────────────────────


def parameter(
    name: str, unit: str | None, *, en: str, zh_hant: str, event: Node,
    values: Mapping[str, tuple[Declared, str] | tuple[Declared, str, str]],
    no: tuple[str, str] = ("", ""), ratio: bool = False,
) -> Parameter:  # fmt: skip
    """A dated value with its references; `event` is the day that selects which one applies.

    unit: None for a list of options, `date` for a day, `boolean` for yes and no, of which the name says
          what yes means: "Enterprises of any size may apply".
    no:   what no means, as it stands in a sentence: "only small enterprises may apply".
    ratio: whether a number of the unit `times` is so many dollars to one, "2:1", and no share, "50%".
    """
    if not (en and zh_hant):
        raise SchemeFaulty(f"Parameter {name} needs its name in both languages.")
    kind = {None: Kind.CHOICE, "date": Kind.DAY, "boolean": Kind.TRUTH}.get(unit, Kind.NUMBER)
    exact = {
        start: ((_exact(entry[0]), *entry[1:]) if kind is Kind.NUMBER else entry)
        for start, entry in values.items()
    }
    for start, entry in values.items():
        if not entry[1]:
            raise SchemeFaulty(f"Parameter {name} from {start} has no reference.")
    known = unit_named(unit) if kind is Kind.NUMBER and unit is not None else PURE
    return Parameter(
        name, event, kind, known, dated_values(name, exact), Text(en, zh_hant), Text(*no), ratio
    )


def _exact(value: object) -> Fraction:
    if isinstance(value, bool | float) or not isinstance(value, int | Fraction):
        raise SchemeFaulty(f"{value!r} is not exact. Write a whole number or Fraction(1, 3).")
    return Fraction(value)


@dataclass(frozen=True, slots=True)
class Condition:
    """A test that must hold, with the sentence that says it and the clause it comes from."""

    name: str
    test: Node
    says: Text
    reference: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A question of judgement that a person answers, such as a panel; facts cannot settle it."""

    question: Question
    reference: str


@dataclass(frozen=True, slots=True)
class Award:
    """What is given: an expression, floored to the cent once where the rule is silent on rounding.

    within:     expressions that it never exceeds, such as its ceiling and its share of the cost; proved.
    rises_with: questions on a larger answer to which it never falls; proved.
    paid:       whether it adds to what is received; not so a tax deduction, a limit, or an advance on
                another award.
    """

    name: str
    value: Node
    says: Text
    reference: str
    within: tuple[Node, ...] = ()
    rises_with: tuple[Question, ...] = ()
    paid: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the sources leave open, shown to whoever asks."""

    says: Text


@dataclass(frozen=True, slots=True)
class Window:
    """When a scheme takes applications, as far as it is known.

    first, last: periods such as `2016-11` or `2024-12-31`; empty where nothing is known.
    """

    first: str
    last: str
    test: Node
    says: Text
    reference: str


@dataclass(frozen=True, slots=True)
class Stacking:
    """Whether this scheme may be combined with another; where nobody says so it is unknown.

    other: the id of the other scheme; empty where it is any other public money.
    """

    other: str
    allowed: bool
    says: Text
    reference: str


@dataclass(frozen=True, slots=True)
class Term:
    """What a part of the rule is called, so that sentences name it and spell it out once."""

    node: Node
    says: Text


@dataclass(frozen=True, slots=True)
class Applying:
    """Where and how one applies, and with which papers."""

    says: Text
    address: str
    papers: tuple[Text, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class Known:
    """Something that is known of a scheme without entering a computation."""

    says: Text
    reference: str


@dataclass(frozen=True, slots=True)
class Consistency:
    """What any honest set of answers fulfils; answers that break it are refused."""

    name: str
    test: Node
    says: Text


def condition(name: str, test: Node, *, en: str, zh_hant: str, reference: str) -> Condition:
    """A named condition."""
    if test.kind is not Kind.TRUTH:
        raise SchemeFaulty(f"Condition {name} is a {test.kind}; it must hold or not hold.")
    _said(f"Condition {name}", en, zh_hant, reference)
    return Condition(name, test, Text(en, zh_hant), reference)


def judgement(name: str, *, en: str, zh_hant: str, reference: str) -> Judgement:
    """A question that only a person can answer."""
    _said(f"Judgement {name}", en, zh_hant, reference)
    asking = Asking(Text(en, zh_hant), Text("", ""), "", judgement=True)
    return Judgement(Question(f"judgement.{name}", Kind.TRUTH, PURE, asking), reference)


def award(
    name: str, value: Node, *, en: str, zh_hant: str, reference: str, within: Sequence[Node] = (),
    rises_with: Sequence[Question] = (), paid: bool = True,
) -> Award:  # fmt: skip
    """What is given, in money or in another unit."""
    if value.kind is not Kind.NUMBER:
        raise SchemeFaulty(f"Award {name} is a {value.kind}; it must be a number.")
    for bound in within:
        if bound.kind is not Kind.NUMBER or bound.unit != value.unit:
            raise SchemeFaulty(f"Award {name} is in {value.unit.id}; {bound} cannot bound it.")
    _said(f"Award {name}", en, zh_hant, reference)
    return Award(name, value, Text(en, zh_hant), reference, tuple(within), tuple(rises_with), paid)


def gap(*, en: str, zh_hant: str) -> Gap:
    """Something the sources leave open."""
    _said("A gap", en, zh_hant, "its scheme's sources")
    return Gap(Text(en, zh_hant))


def window(
    event: Node, *, first: str = "", last: str = "", reference: str, confidence: str = "high",
    says: tuple[str, str] | None = None,
) -> Window:  # fmt: skip
    """When applications are taken: from `first` to `last`, both days or vaguer periods and both included.

    A day within a vague first or last period may lie in the window or outside; it is not guessed.
    says: its sentence in both languages, where what is dated is no application.
    """
    if not (first or last):
        raise SchemeFaulty("A window needs its first period, its last or both.")
    values: dict[str, tuple[Value, str, str]] = {_EARLIEST: (not first, reference, confidence)}
    if first:
        values[first] = (True, reference, confidence)
    if last:
        values[_after(last)] = (False, reference, confidence)
    named = Text("Applications are taken", "接受申請")
    test = Parameter(
        "window", event, Kind.TRUTH, PURE, dated_values("window", values),
        Text(says[0].rstrip("."), says[1].rstrip("。")) if says else named,
        Text("", "") if says else Text("applications are not taken", "不接受申請"),
    )  # fmt: skip
    en, zh_hant = says or _when(first, last)
    return Window(first, last, test, Text(en, zh_hant), reference)


def calls(
    event: Node, *runs: tuple[str, str, str], every: bool = True, closed_until: str = "",
    confidence: str = "high",
) -> Window:  # fmt: skip
    """When applications are taken in calls: runs of (first day, last day, reference), in order.

    every:        whether the sources name every call up to the last run. Where they don't, no other
                  day is known to be closed.
    closed_until: the last day after the last run on which surely no call is open. Later days are
                  not known, for another call may come.
    """
    if not runs:
        raise SchemeFaulty("Calls need one run or more: (first day, last day, reference).")
    shut = confidence if every else "low"
    values: dict[str, tuple[Value, str, str]] = {_EARLIEST: (False, runs[0][2], shut)}
    for first, last, reference in runs[:-1]:
        values[first] = (True, reference, confidence)
        values[_after(last)] = (False, reference, shut)
    first, last, reference = runs[-1]
    values[f"{first}..{last}"] = (True, reference, confidence)
    if closed_until:
        values[f"{_after(last)}..{closed_until}"] = (False, reference, confidence)
    test = Parameter(
        "call", event, Kind.TRUTH, PURE, dated_values("call", values),
        Text("A call is open", "正接受該期申請"),
        Text("no call is open", "現時並無申請期"),
    )  # fmt: skip
    said = [(_period_said(first), _period_said(last)) for first, last, _ in runs]
    en = "; ".join(f"{begins.en} to {ends.en}" for begins, ends in said)
    zh_hant = "；".join(f"{begins.zh_hant}至{ends.zh_hant}" for begins, ends in said)
    says = Text(f"A call is open. Known calls: {en}.", f"正接受該期申請。已知申請期：{zh_hant}。")
    references = "; ".join(dict.fromkeys(reference for _, _, reference in runs))
    return Window(runs[0][0], "", test, says, references)


def _after(last: str) -> str:
    """The start of what follows a last period: the next day, or the vague period itself."""
    period = Period.parse(last)
    assert period.last is not None  # noqa: S101  dated values refuse open periods
    return str(period.last + timedelta(days=1)) if period.is_day else last


def _when(first: str, last: str) -> tuple[str, str]:
    since, until = _period_said(first), _period_said(last)
    if not last:
        return f"Applications have been taken since {since.en}.", f"自{since.zh_hant}起接受申請。"
    if not first:
        return f"Applications were taken until {until.en}.", f"申請截至{until.zh_hant}。"
    return (
        f"Applications were taken from {since.en} until {until.en}.",
        f"由{since.zh_hant}起至{until.zh_hant}止接受申請。",
    )


def _period_said(text: str) -> Text:
    """A period in words; some day between two where only that is known."""
    if not text:
        return Text("", "")
    earliest, slash, latest = text.removeprefix("<=").partition("/")
    first, last = Period.parse(earliest), Period.parse(latest or earliest)
    if not slash:
        return Text(say_period(first, "en"), say_period(first, "zh-hant"))
    return Text(
        f"some day between {say_period(first, 'en')} and {say_period(last, 'en')}",
        f"{say_period(first, 'zh-hant')}至{say_period(last, 'zh-hant')}之間某日",
    )


def combines(other: str, *, en: str, zh_hant: str, reference: str) -> Stacking:
    """A source says that this scheme may be had beside another."""
    _said(f"Combining with {other}", en, zh_hant, reference)
    return Stacking(other, True, Text(en, zh_hant), reference)


def excludes(other: str, *, en: str, zh_hant: str, reference: str) -> Stacking:
    """A source says that this scheme and another exclude each other; "" is any public money."""
    _said(f"Excluding {other or 'other public money'}", en, zh_hant, reference)
    return Stacking(other, False, Text(en, zh_hant), reference)


def applying(
    *, en: str, zh_hant: str, reference: str, address: str = "",
    papers: Sequence[tuple[str, str]] = (),
) -> Applying:  # fmt: skip
    """Where and how one applies, with which papers, and what happens then."""
    _said("How to apply", en, zh_hant, reference)
    return Applying(Text(en, zh_hant), address, tuple(Text(*paper) for paper in papers), reference)


def known(*, en: str, zh_hant: str, reference: str) -> Known:
    """Something known of a scheme that no rule computes with: a budget, a count, a promise."""
    _said("What is known", en, zh_hant, reference)
    return Known(Text(en, zh_hant), reference)


def term(node: Node, *, en: str, zh_hant: str) -> Term:
    """What a part of the rule is called where it stands in a sentence, such as "the duty at Scale 2"."""
    _said("A term", en, zh_hant, "its scheme's sources")
    return Term(node, Text(en, zh_hant))


def consistency(name: str, test: Node, *, en: str, zh_hant: str) -> Consistency:
    """What any honest set of answers fulfils, said so that the reader sees how to mend them."""
    if test.kind is not Kind.TRUTH:
        raise SchemeFaulty(f"Consistency {name} is a {test.kind}; it must hold or not hold.")
    _said(f"Consistency {name}", en, zh_hant, "the meaning of its questions")
    return Consistency(name, test, Text(en, zh_hant))


def _said(what: str, en: str, zh_hant: str, reference: str) -> None:
    if not (en and zh_hant):
        raise SchemeFaulty(f"{what} needs its sentence in both languages.")
    if not reference:
        raise SchemeFaulty(f"{what} has no reference. Name the document and the place.")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme's rule: everything that decides, asks, counts, proves and explains.

    entity:    the id of the scheme in the register, or the id that it would have there.
    code:      its short name, such as TVP.
    name:      its name in both languages.
    summary:   what it does for whom, in a sentence.
    run_by:    the id of the body that runs it.
    confirmed: the day on which a person last found its values in force.
    also:      ids of further entities that this rule covers.
    known:     what is known of it beside the rule.
    terms:     what parts of its rule are called.
    """

    entity: str
    code: str
    name: Text
    summary: Text
    run_by: str
    confirmed: date
    window: Window | None
    conditions: tuple[Condition, ...]
    judgements: tuple[Judgement, ...]
    awards: tuple[Award, ...]
    stacking: tuple[Stacking, ...]
    applying: Applying | None
    known: tuple[Known, ...]
    gaps: tuple[Gap, ...]
    also: tuple[str, ...]
    terms: tuple[Term, ...] = ()

    @property
    def executable(self) -> bool:
        """Whether a rule runs; where none does the scheme is only described."""
        return bool(self.conditions)

    @property
    def roots(self) -> tuple[Node, ...]:
        """The expressions of its conditions and awards, in order."""
        return (*(c.test for c in self.conditions), *(a.value for a in self.awards))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that its rule needs, in the order in which it meets them."""
        found = (node for root in self.roots for node in walk(root))
        return tuple(dict.fromkeys(node for node in found if isinstance(node, Question)))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its dated parameters, in the order in which its rule meets them."""
        found = (node for root in self.roots for node in walk(root))
        return tuple(dict.fromkeys(node for node in found if isinstance(node, Parameter)))


def scheme(
    entity: str, *, code: str, en: str, zh_hant: str, summary: tuple[str, str], run_by: str,
    confirmed: date, conditions: Sequence[Condition], awards: Sequence[Award] = (),
    judgements: Sequence[Judgement] = (), window: Window | None = None,
    stacking: Sequence[Stacking] = (), applying: Applying | None = None,
    known: Sequence[Known] = (), gaps: Sequence[Gap] = (), also: Sequence[str] = (),
    terms: Sequence[Term] = (),
) -> Scheme:  # fmt: skip
    """A scheme whose rule runs. Raises SchemeFaulty when names repeat or one name means two things.

    Its window, if it has one, becomes its first condition.
    """
    opening = (
        () if window is None else (Condition("window", window.test, window.says, window.reference),)
    )
    if not conditions:
        raise SchemeFaulty(f"{entity} has no condition: with nothing known it would say yes.")
    declared = Scheme(
        entity=entity, code=code, name=Text(en, zh_hant), summary=Text(*summary), run_by=run_by,
        confirmed=confirmed, window=window, conditions=(*opening, *conditions),
        judgements=tuple(judgements), awards=tuple(awards), stacking=tuple(stacking),
        applying=applying, known=tuple(known), gaps=tuple(gaps), also=tuple(also), terms=tuple(terms),
    )  # fmt: skip
    _check(declared)
    return declared


def described(
    entity: str, *, code: str, en: str, zh_hant: str, summary: tuple[str, str], run_by: str,
    confirmed: date, known: Sequence[Known], applying: Applying | None = None,
    gaps: Sequence[Gap] = (), also: Sequence[str] = (),
) -> Scheme:  # fmt: skip
    """A scheme of which too little is published to compute an answer: what is known, and the gaps."""
    declared = Scheme(
        entity=entity, code=code, name=Text(en, zh_hant), summary=Text(*summary), run_by=run_by,
        confirmed=confirmed, window=None, conditions=(), judgements=(), awards=(), stacking=(),
        applying=applying, known=tuple(known), gaps=tuple(gaps), also=tuple(also),
    )  # fmt: skip
    _check(declared)
    return declared


def _check(declared: Scheme) -> None:
    _said(declared.entity, declared.name.en, declared.name.zh_hant, "its register entry")
    _said(f"{declared.entity}'s summary", declared.summary.en, declared.summary.zh_hant, "itself")
    names = [c.name for c in declared.conditions] + [a.name for a in declared.awards]
    names += [j.question.name for j in declared.judgements]
    for what, group in (
        ("condition, award or judgement", names),
        ("parameter", [parameter.name for parameter in declared.parameters]),
        ("question", [question.name for question in declared.questions]),
    ):
        twice = sorted({name for name in group if group.count(name) > 1})
        if twice:
            raise SchemeFaulty(
                f"{declared.entity}: the {what} {', '.join(twice)} is declared in two ways."
            )
