"""What authors of schemes write: questions, parameters, conditions, judgements, awards, a scheme.

A scheme's page holds declarations and expressions only. `+ - *` work on amounts, `< <= >= >` and
`.equals()` compare, `& | ~` join, `.is_in()` tests a choice, and the functions below do the rest.
Everything that can be wrong with a declaration is refused here, with the sentence that mends it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from technopole.evidence.units import Unit, unit_named
from technopole.evidence.wording import Text
from technopole.rules.nodes import (
    PURE,
    Asking,
    Choose,
    DaysBetween,
    Field,
    Floor,
    Greatest,
    Kind,
    Least,
    Node,
    Operand,
    Parameter,
    Question,
    Shift,
    Total,
    as_node,
    walk,
)
from technopole.rules.parameters import Value, dated_values

__all__ = [
    "HKD", "Award", "Condition", "Fraction", "Gap", "Judgement", "Scheme", "SchemeFaulty", "amount",
    "award", "choice", "choose", "condition", "date", "day", "days_between", "each", "floored", "gap",
    "greatest", "items", "judgement", "least", "number", "parameter", "scheme", "shifted", "total",
    "yes_no",
]  # fmt: skip

HKD: Final = "HKD"
Declared = int | Value
"""What an author may write as a value; whole numbers become exact fractions."""

_CENT: Final = Fraction(1, 100)
_MOST_MONEY: Final = Fraction(10**12)  # a trillion dollars: beyond any budget, within 64-bit cents


class SchemeFaulty(ValueError):
    """A scheme's declaration lacks something or contradicts itself."""


# ── The vocabulary ────────────────────────────────────────────────────────────────────────────


def _question(name: str, kind: Kind, unit: Unit, asking: Asking) -> Question:
    for what, text in (("wording", asking.wording), ("reason", asking.why)):
        if bool(text.en) != bool(text.zh_hant) or (what == "wording" and not text.en):
            raise SchemeFaulty(f"The question {name} needs its {what} in both languages.")
    return Question(name, kind, unit, asking)


def yes_no(
    name: str, *, en: str, zh_hant: str, why: tuple[str, str] = ("", ""), register: str = ""
) -> Question:
    """A question that is answered yes or no.

    register: the entity whose register could answer it, so that nobody need be asked.
    """
    asking = Asking(Text(en, zh_hant), Text(*why), register=register)
    return _question(name, Kind.TRUTH, PURE, asking)


def amount(
    name: str, *, en: str, zh_hant: str, unit: str = HKD, most: Fraction | int = _MOST_MONEY,
    example: str = "1000000", why: tuple[str, str] = ("", ""), register: str = "",
) -> Question:  # fmt: skip
    """A question for an amount of money, zero or more, to the cent."""
    asking = Asking(
        Text(en, zh_hant),
        Text(*why),
        example,
        Fraction(0),
        Fraction(most),
        _CENT,
        register=register,
    )
    return _question(name, Kind.NUMBER, unit_named(unit), asking)


def number(
    name: str, *, en: str, zh_hant: str, unit: str, least: int = 0, most: int,
    step: Fraction | int = 1, example: str = "3", why: tuple[str, str] = ("", ""), register: str = "",
) -> Question:  # fmt: skip
    """A question for a number of a unit, such as persons, months or a share (unit `times`)."""
    asking = Asking(
        Text(en, zh_hant), Text(*why), example, Fraction(least), Fraction(most), Fraction(step),
        register=register,
    )  # fmt: skip
    return _question(name, Kind.NUMBER, unit_named(unit), asking)


def day(
    name: str, *, en: str, zh_hant: str, first: date = date(1990, 1, 1), last: date = date(2099, 12, 31),
    today: bool = False, why: tuple[str, str] = ("", ""), register: str = "",
) -> Question:  # fmt: skip
    """A question for a day; with `today` the day of asking stands for a missing answer."""
    asking = Asking(
        Text(en, zh_hant), Text(*why), "2024-10-31", first, last, register=register, today=today
    )
    return _question(name, Kind.DAY, PURE, asking)


def choice(
    name: str, *, en: str, zh_hant: str, options: Mapping[str, tuple[str, str]],
    why: tuple[str, str] = ("", ""), register: str = "",
) -> Question:  # fmt: skip
    """A question with several options, of which one is answered."""
    if len(options) < 2:
        raise SchemeFaulty(f"The choice {name} needs two options or more.")
    asking = Asking(
        Text(en, zh_hant), Text(*why), next(iter(options)), register=register,
        options=tuple((option, Text(*words)) for option, words in options.items()),
    )  # fmt: skip
    return _question(name, Kind.CHOICE, PURE, asking)


def items(
    name: str, *, en: str, zh_hant: str, fields: Sequence[Question], most: int = 200,
    why: tuple[str, str] = ("", ""),
) -> Question:  # fmt: skip
    """A question for a list of things, each described by the same few questions."""
    asking = Asking(Text(en, zh_hant), Text(*why), high=Fraction(most), fields=tuple(fields))
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


def floored(value: Node, step: Fraction | int) -> Floor:
    """The value rounded down to a whole multiple of a step, only where the rule says so."""
    return Floor(value, Fraction(step))


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


def total(things: Question, of: Node, *, most: int | None = None) -> Total:
    """An expression summed over the items of a list; with `most` only over the first so many."""
    return Total(things, of, most)


# ── Declarations ──────────────────────────────────────────────────────────────────────────────


def parameter(
    name: str, unit: str | None, *, en: str, zh_hant: str, event: Node,
    values: Mapping[str, tuple[Declared, str] | tuple[Declared, str, str]],
) -> Parameter:  # fmt: skip
    """A dated value with its references; `event` is the day that selects which one applies.

    unit: None for a list of options, `date` for a day, `boolean` for yes and no.
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
    return Parameter(name, event, kind, known, dated_values(name, exact), Text(en, zh_hant))


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
    """What is given: an expression, floored to the cent once where the rule is silent on rounding."""

    name: str
    value: Node
    says: Text
    reference: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the sources leave open, shown to whoever asks."""

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


def award(name: str, value: Node, *, en: str, zh_hant: str, reference: str) -> Award:
    """What is given, in money or in another unit."""
    if value.kind is not Kind.NUMBER:
        raise SchemeFaulty(f"Award {name} is a {value.kind}; it must be a number.")
    _said(f"Award {name}", en, zh_hant, reference)
    return Award(name, value, Text(en, zh_hant), reference)


def gap(*, en: str, zh_hant: str) -> Gap:
    """Something the sources leave open."""
    return Gap(Text(en, zh_hant))


def _said(what: str, en: str, zh_hant: str, reference: str) -> None:
    if not (en and zh_hant):
        raise SchemeFaulty(f"{what} needs its sentence in both languages.")
    if not reference:
        raise SchemeFaulty(f"{what} has no reference. Name the document and the place.")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme's rule: everything that decides, asks, counts, proves and explains.

    entity:    the id of the scheme in the register.
    confirmed: the day on which a person last found its values in force.
    """

    entity: str
    confirmed: date
    conditions: tuple[Condition, ...]
    judgements: tuple[Judgement, ...]
    awards: tuple[Award, ...]
    gaps: tuple[Gap, ...]

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
    entity: str, *, confirmed: date, conditions: Sequence[Condition], awards: Sequence[Award] = (),
    judgements: Sequence[Judgement] = (), gaps: Sequence[Gap] = (),
) -> Scheme:  # fmt: skip
    """A scheme. Raises SchemeFaulty when names repeat or one name means two things."""
    declared = Scheme(
        entity, confirmed, tuple(conditions), tuple(judgements), tuple(awards), tuple(gaps)
    )
    names = [c.name for c in conditions] + [a.name for a in awards]
    names += [j.question.name for j in judgements]
    for what, group in (
        ("condition, award or judgement", names),
        ("parameter", [parameter.name for parameter in declared.parameters]),
        ("question", [question.name for question in declared.questions]),
    ):
        twice = sorted({name for name in group if group.count(name) > 1})
        if twice:
            raise SchemeFaulty(f"{entity}: the {what} {', '.join(twice)} is declared in two ways.")
    if not conditions:
        raise SchemeFaulty(f"{entity} has no condition: with nothing known it would say yes.")
    return declared
