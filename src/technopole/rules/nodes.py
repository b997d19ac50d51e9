"""What a rule means: a small typed tree that every reader walks.

Authors do not write nodes; `technopole.rules.language` builds them from declarations. Each node
checks kinds and units when it is built, so a rule that means nothing fails at its own line.
Numbers are exact: a share is a fraction, money is Hong Kong dollars as exact fractions of a dollar,
and nothing is rounded unless a `Rounded` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Final

from technopole.evidence.units import UNITS, Unit
from technopole.evidence.wording import Text
from technopole.rules.parameters import DatedValue

__all__ = [
    "All", "AnyOf", "Asking", "Bare", "Choose", "Comparison", "Constant", "DaysBetween", "Difference",
    "Field", "Greatest", "Kind", "Least", "Member", "Node", "Not", "Operator", "Parameter", "Product",
    "Question", "Rounded", "RuleMeansNothing", "Shift", "Sum", "Total", "walk",
]  # fmt: skip

PURE: Final = UNITS["times"]


class RuleMeansNothing(TypeError):
    """A rule compares, adds or combines what does not go together."""


class Kind(StrEnum):
    """What a node's value is."""

    NUMBER = "number"
    TRUTH = "truth"
    DAY = "day"
    CHOICE = "choice"
    ITEMS = "items"


class Operator(StrEnum):
    """How two values compare."""

    BELOW = "<"
    AT_MOST = "<="
    EQUAL = "=="
    AT_LEAST = ">="
    ABOVE = ">"


@cache
def _names_of_fields(of: type[Node]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(of))


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a rule; its children are its fields that are nodes, in order."""

    @property
    def kind(self) -> Kind:
        """What its value is."""
        raise NotImplementedError

    @property
    def unit(self) -> Unit:
        """The unit of a number; the pure number where none is stated."""
        return PURE

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes directly below, in the order in which they are written."""
        found: list[Node] = []
        for name in _names_of_fields(type(self)):  # type: ignore[arg-type]  # a class is hashable
            value = getattr(self, name)
            if isinstance(value, Node):
                found.append(value)
            elif isinstance(value, tuple):
                found.extend(part for part in value if isinstance(part, Node))
        return tuple(found)

    # ── What authors write ────────────────────────────────────────────────────────────────────

    def __add__(self, other: Operand) -> Sum:
        return Sum((self, as_node(other, self)))

    def __radd__(self, other: Operand) -> Sum:
        return Sum((as_node(other, self), self))

    def __sub__(self, other: Operand) -> Difference:
        return Difference(self, as_node(other, self))

    def __rsub__(self, other: Operand) -> Difference:
        return Difference(as_node(other, self), self)

    def __mul__(self, other: Operand) -> Product:
        return Product(self, as_node(other, None))

    def __rmul__(self, other: Operand) -> Product:
        return Product(as_node(other, None), self)

    def __truediv__(self, other: Operand) -> Product:
        raise RuleMeansNothing(
            f"{self} is divided by {other}. Multiply by Fraction(1, 3) for a third; of two amounts "
            "compare the products."
        )

    def __rtruediv__(self, other: Operand) -> Product:
        raise RuleMeansNothing(
            f"{other} is divided by {self}. Nothing is divided by an answer; compare the products."
        )

    def __le__(self, other: Operand) -> Comparison:
        return Comparison(Operator.AT_MOST, self, as_node(other, self))

    def __lt__(self, other: Operand) -> Comparison:
        return Comparison(Operator.BELOW, self, as_node(other, self))

    def __ge__(self, other: Operand) -> Comparison:
        return Comparison(Operator.AT_LEAST, self, as_node(other, self))

    def __gt__(self, other: Operand) -> Comparison:
        return Comparison(Operator.ABOVE, self, as_node(other, self))

    def equals(self, other: Operand) -> Comparison:
        """Whether two numbers or two days are the same (`==` compares the rules themselves)."""
        return Comparison(Operator.EQUAL, self, as_node(other, self))

    def is_in(self, *options: str | Parameter) -> Member:
        """Whether a choice is one of these options, or of a dated list of options."""
        if len(options) == 1 and isinstance(options[0], Parameter):
            return Member(self, options[0])
        return Member(self, frozenset(str(option) for option in options))

    def __and__(self, other: Node) -> All:
        return All((*_parts(self, All), *_parts(other, All)))

    def __or__(self, other: Node) -> AnyOf:
        return AnyOf((*_parts(self, AnyOf), *_parts(other, AnyOf)))

    def __invert__(self) -> Not:
        return Not(self)

    def __bool__(self) -> bool:
        raise RuleMeansNothing(
            "A rule is neither true nor false before it is answered. Write & for and, | for or, ~ for "
            "not, and two comparisons joined by & instead of a chain."
        )


Operand = Node | int | Fraction | date


def _parts(node: Node, kind: type[All | AnyOf]) -> tuple[Node, ...]:
    return node.parts if isinstance(node, kind) else (node,)


def as_node(value: Operand, like: Node | None) -> Node:
    """A constant as a node; a bare number takes the unit of what it stands beside."""
    if isinstance(value, Node):
        return value
    if isinstance(value, bool):
        return Constant(value, Kind.TRUTH)
    if isinstance(value, date):
        return Constant(value, Kind.DAY)
    if isinstance(value, float):
        raise RuleMeansNothing(f"{value} is a float. Write a whole number or Fraction(1, 3).")
    if not isinstance(value, int | Fraction):
        raise RuleMeansNothing(f"{value!r} is no number. Write a whole number or Fraction(1, 3).")
    unit = like.unit if like is not None and like.kind is Kind.NUMBER else PURE
    return Constant(Fraction(value), Kind.NUMBER, unit)


def _same_kind(what: str, parts: Sequence[Node], *kinds: Kind) -> None:
    for part in parts:
        if part.kind not in kinds:
            raise RuleMeansNothing(
                f"{what} takes {' or '.join(kinds)}, not a {part.kind} ({part})."
            )


def _same_unit(what: str, parts: Sequence[Node]) -> None:
    first = parts[0]
    for part in parts[1:]:
        if part.unit != first.unit:
            raise RuleMeansNothing(
                f"{what}: {first} is in {first.unit.id} but {part} is in {part.unit.id}. "
                "Compare and add amounts of one unit."
            )


# ── What is asked ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Asking:
    """How a question is asked, and what may be answered.

    why, example: empty where the question needs none.
    low, high:    the bounds of a number or a day, both included; None where there is none.
    step:         the distance between two neighbouring answers, such as a cent or one person.
    options:      the options of a choice, each with its words.
    fields:       the fields of each item, as questions of their own.
    register:     the id of the entity whose register could answer; empty where none could.
    elsewhere:    whether somebody else keeps the figure and the applicant has to ask for it.
    judgement:    whether only a person can answer, such as a panel.
    today:        whether the day of asking stands for a missing answer.
    group:        the name of the group that it is asked together with; empty where it is asked alone.
    group_asks:   the question that the group answers together: boxes ticked, or fields filled in.
    place:        its place in the group: the order in which the vocabulary declares them.
    noun:         what it asks for, as it stands in a sentence: "the project's total cost"; may be empty.
    yes, no:      what each answer says of a truth, in a sentence: "the company is listed"; may be empty.
    """

    wording: Text
    why: Text = Text("", "")  # noqa: RUF009  frozen
    example: str = ""
    low: Fraction | date | None = None
    high: Fraction | date | None = None
    step: Fraction = Fraction(1)
    options: tuple[tuple[str, Text], ...] = ()
    fields: tuple[Question, ...] = ()
    register: str = ""
    elsewhere: bool = False
    judgement: bool = False
    today: bool = False
    group: str = ""
    group_asks: Text = Text("", "")  # noqa: RUF009  frozen
    place: int = 0
    noun: Text = Text("", "")  # noqa: RUF009  frozen
    yes: Text = Text("", "")  # noqa: RUF009  frozen
    no: Text = Text("", "")  # noqa: RUF009  frozen


# ── Leaves ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A value that stands in the rule itself."""

    value: Fraction | bool | date
    constant_kind: Kind
    constant_unit: Unit = PURE

    @property
    def kind(self) -> Kind:
        return self.constant_kind

    @property
    def unit(self) -> Unit:
        return self.constant_unit

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Question(Node):
    """What is asked of the applicant, by its name in the vocabulary.

    about: how it is asked and what may be answered; two questions are the same by name and type.
    """

    name: str
    question_kind: Kind
    question_unit: Unit
    about: Asking = field(compare=False)

    @property
    def kind(self) -> Kind:
        return self.question_kind

    @property
    def unit(self) -> Unit:
        return self.question_unit

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """A dated value of the scheme, by its name, selected by the day of an event.

    values: in the order of time; a set of options stands for a list such as the sectors covered.
    denied: what it says of a truth that does not hold: "applications are not taken"; may be empty.
    ratio:  whether a pure number is so many dollars to one, "2:1", rather than a share, "50%".
    """

    name: str
    event: Node
    parameter_kind: Kind
    parameter_unit: Unit
    values: tuple[DatedValue, ...]
    wording: Text = field(compare=False)
    denied: Text = field(default=Text("", ""), compare=False)
    ratio: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        _same_kind(f"The event of parameter {self.name}", (self.event,), Kind.DAY)

    @property
    def kind(self) -> Kind:
        return self.parameter_kind

    @property
    def unit(self) -> Unit:
        return self.parameter_unit

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.event,)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Field(Node):
    """A field of the item that a `Total` looks at."""

    name: str
    field_kind: Kind
    field_unit: Unit = PURE

    @property
    def kind(self) -> Kind:
        return self.field_kind

    @property
    def unit(self) -> Unit:
        return self.field_unit

    def __str__(self) -> str:
        return f"each {self.name}"


# ── Numbers ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Number(Node):
    @property
    def kind(self) -> Kind:
        return Kind.NUMBER


@dataclass(frozen=True, slots=True)
class Sum(_Number):
    """The parts added up."""

    parts: tuple[Node, ...]

    def __post_init__(self) -> None:
        _same_kind("A sum", self.parts, Kind.NUMBER)
        _same_unit("A sum", self.parts)

    @property
    def unit(self) -> Unit:
        return self.parts[0].unit


@dataclass(frozen=True, slots=True)
class Difference(_Number):
    """The second taken from the first."""

    left: Node
    right: Node

    def __post_init__(self) -> None:
        _same_kind("A difference", (self.left, self.right), Kind.NUMBER)
        _same_unit("A difference", (self.left, self.right))

    @property
    def unit(self) -> Unit:
        return self.left.unit


@dataclass(frozen=True, slots=True)
class Product(_Number):
    """A number times a number, of which at least one has no unit."""

    left: Node
    right: Node

    def __post_init__(self) -> None:
        _same_kind("A product", (self.left, self.right), Kind.NUMBER)
        if PURE not in (self.left.unit, self.right.unit):
            raise RuleMeansNothing(
                f"{self.left} ({self.left.unit.id}) times {self.right} ({self.right.unit.id}): "
                "one side of a product must be a pure number, such as a share or `bare(persons)`."
            )

    @property
    def unit(self) -> Unit:
        return self.left.unit if self.left.unit != PURE else self.right.unit


@dataclass(frozen=True, slots=True)
class Least(_Number):
    """The smallest part."""

    parts: tuple[Node, ...]

    def __post_init__(self) -> None:
        _same_kind("The least", self.parts, Kind.NUMBER)
        _same_unit("The least", self.parts)

    @property
    def unit(self) -> Unit:
        return self.parts[0].unit


@dataclass(frozen=True, slots=True)
class Greatest(_Number):
    """The largest part."""

    parts: tuple[Node, ...]

    def __post_init__(self) -> None:
        _same_kind("The greatest", self.parts, Kind.NUMBER)
        _same_unit("The greatest", self.parts)

    @property
    def unit(self) -> Unit:
        return self.parts[0].unit


@dataclass(frozen=True, slots=True)
class Rounded(_Number):
    """The number rounded down, or up, to a whole multiple of a step: the only rounding there is."""

    value: Node
    step: Fraction
    up: bool = False

    def __post_init__(self) -> None:
        _same_kind("Rounding", (self.value,), Kind.NUMBER)

    @property
    def unit(self) -> Unit:
        return self.value.unit


@dataclass(frozen=True, slots=True)
class Bare(_Number):
    """A number without its unit: 3 persons as 3, so that it can multiply an amount."""

    value: Node

    def __post_init__(self) -> None:
        _same_kind("A bare number", (self.value,), Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class DaysBetween(_Number):
    """How many days lie between two days: the later less the earlier."""

    earlier: Node
    later: Node

    def __post_init__(self) -> None:
        _same_kind("Days between", (self.earlier, self.later), Kind.DAY)


@dataclass(frozen=True, slots=True)
class Total(_Number):
    """An expression summed over the items of a question, such as invoices or talents engaged.

    most: at most so many items count, the first ones; None when all do.
    """

    items: Question
    each: Node
    most: int | None = None

    def __post_init__(self) -> None:
        _same_kind("A total", (self.items,), Kind.ITEMS)
        _same_kind("A total", (self.each,), Kind.NUMBER)

    @property
    def unit(self) -> Unit:
        return self.each.unit


# ── Truths ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Truth(Node):
    @property
    def kind(self) -> Kind:
        return Kind.TRUTH


@dataclass(frozen=True, slots=True)
class Comparison(_Truth):
    """Whether two numbers or two days stand so to each other."""

    operator: Operator
    left: Node
    right: Node

    def __post_init__(self) -> None:
        _same_kind("A comparison", (self.left, self.right), Kind.NUMBER, Kind.DAY)
        if self.left.kind is not self.right.kind:
            raise RuleMeansNothing(
                f"{self.left} is a {self.left.kind} but {self.right} is a {self.right.kind}."
            )
        _same_unit("A comparison", (self.left, self.right))


@dataclass(frozen=True, slots=True)
class Member(_Truth):
    """Whether a choice is one of some options."""

    choice: Node
    options: frozenset[str] | Parameter

    def __post_init__(self) -> None:
        _same_kind("Membership", (self.choice,), Kind.CHOICE)
        options = self.options
        if isinstance(options, Parameter):
            _same_kind("A list of options", (options,), Kind.CHOICE)
            return
        asked = self.choice.about.options if isinstance(self.choice, Question) else ()
        unknown = sorted(options - {name for name, _ in asked}) if asked else []
        if unknown:
            raise RuleMeansNothing(f"{self.choice} has no option {', '.join(unknown)}.")


@dataclass(frozen=True, slots=True)
class All(_Truth):
    """Whether every part holds."""

    parts: tuple[Node, ...]

    def __post_init__(self) -> None:
        _same_kind("“and”", self.parts, Kind.TRUTH)


@dataclass(frozen=True, slots=True)
class AnyOf(_Truth):
    """Whether some part holds."""

    parts: tuple[Node, ...]

    def __post_init__(self) -> None:
        _same_kind("“or”", self.parts, Kind.TRUTH)


@dataclass(frozen=True, slots=True)
class Not(_Truth):
    """Whether the part does not hold."""

    part: Node

    def __post_init__(self) -> None:
        _same_kind("“not”", (self.part,), Kind.TRUTH)


# ── Either ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Choose(Node):
    """One of two values, by a condition."""

    condition: Node
    then: Node
    otherwise: Node

    def __post_init__(self) -> None:
        _same_kind("A choice between two", (self.condition,), Kind.TRUTH)
        if self.then.kind is not self.otherwise.kind:
            raise RuleMeansNothing(
                f"Either a {self.then.kind} or a {self.otherwise.kind}: both must be of one kind."
            )
        _same_unit("A choice between two", (self.then, self.otherwise))

    @property
    def kind(self) -> Kind:
        return self.then.kind

    @property
    def unit(self) -> Unit:
        return self.then.unit


@dataclass(frozen=True, slots=True)
class Shift(Node):
    """A day moved by months and days; the last day of a shorter month stands for a missing one."""

    day: Node
    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        _same_kind("A shift", (self.day,), Kind.DAY)

    @property
    def kind(self) -> Kind:
        return Kind.DAY


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, from the top down."""
    yield node
    for child in node.children:
        yield from walk(child)
