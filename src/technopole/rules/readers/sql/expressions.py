"""Expressions of SQL before they are text: each kept once, simplified as it is made.

Whole numbers, truths, days and texts as every engine has them. `NULL` is not a value here but says
something: of a truth that it is open, of an end of a range that there is none. The constructors keep
to that reading, which is SQL's own for `AND`, `OR`, `NOT`, comparisons and arithmetic, and for
`least` and `greatest`, which skip nulls.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

__all__ = ["Expression", "Expressions", "Ref", "Type"]

Ref = int
"""An expression, by its place in `Expressions.all`."""

LONGEST: Final = 2**63
"""From here on a whole number needs more than 64 bits."""


_Order = tuple[int, str]
"""What literals of one type sort by: a number, or a day as ISO writes it."""


class Type(StrEnum):
    """What an expression's value is, as far as engines differ on it."""

    LITERAL = "literal"  # a whole number in the text: engines give it the narrowest type
    WHOLE = "whole"  # 64 bits
    WIDE = "wide"  # beyond 64 bits
    TRUTH = "truth"
    DAY = "day"
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression.

    op:   what it does; `writing` has a phrase for each.
    args: the expressions that it reads.
    text: what else belongs to it: a literal, a column's name, a sign.
    item: whether it can only be computed for an item of a list.
    """

    op: str
    args: tuple[Ref, ...]
    text: str
    type: Type
    nullable: bool
    item: bool


@dataclass
class Expressions:
    """All expressions of a query; what was made before is found again."""

    all: list[Expression] = field(default_factory=list)
    known: dict[Expression, Ref] = field(default_factory=dict)
    comments: dict[Ref, str] = field(default_factory=dict)

    def __getitem__(self, ref: Ref) -> Expression:
        return self.all[ref]

    def _made(
        self, op: str, args: Iterable[Ref], type_: Type, *, nullable: bool, text: str = "",
        item: bool = False,
    ) -> Ref:  # fmt: skip
        read = tuple(args)
        item = item or any(self.all[ref].item for ref in read)
        made = Expression(op, read, text, type_, nullable, item)
        if made not in self.known:
            self.all.append(made)
            self.known[made] = len(self.all) - 1
        return self.known[made]

    # ── Leaves ────────────────────────────────────────────────────────────────────────────────

    def column(self, name: str, type_: Type, *, nullable: bool = True) -> Ref:
        """A column of the table, or of an earlier step."""
        return self._made("column", (), type_, nullable=nullable, text=name)

    def field(self, name: str, type_: Type) -> Ref:
        """A field of the item that a total looks at."""
        return self._made("field", (), type_, nullable=True, text=name, item=True)

    def whole(self, value: int) -> Ref:
        """A whole number."""
        return self._made("whole", (), Type.LITERAL, nullable=False, text=str(value))

    def truth(self, value: bool | None) -> Ref:
        """True, false, or open."""
        text = {True: "TRUE", False: "FALSE", None: ""}[value]
        if value is None:
            return self.nothing(Type.TRUTH)
        return self._made("truth", (), Type.TRUTH, nullable=False, text=text)

    def day(self, ordinal: int) -> Ref:
        """A day, by its ordinal."""
        iso = date.fromordinal(ordinal).isoformat()
        return self._made("day", (), Type.DAY, nullable=False, text=iso)

    def words(self, value: str) -> Ref:
        """A text."""
        return self._made("text", (), Type.TEXT, nullable=False, text=value)

    def nothing(self, type_: Type) -> Ref:
        """Null: open, or without an end."""
        return self._made("null", (), type_, nullable=True)

    def is_null_literal(self, ref: Ref) -> bool:
        """Whether the expression is null whatever the row."""
        return self.all[ref].op == "null"

    def literal(self, ref: Ref) -> int | None:
        """The whole number that stands there, if one does."""
        return int(self.all[ref].text) if self.all[ref].op == "whole" else None

    def named(self, ref: Ref, name: str, comment: str) -> Ref:
        """The expression as a column of its own, with a comment."""
        found = self.all[ref]
        if found.op in ("whole", "truth", "day", "null") and found.type is not Type.TRUTH:
            return ref
        made = self._made("named", (ref,), found.type, nullable=found.nullable, text=name)
        self.comments[made] = comment
        return made

    # ── Whole numbers ─────────────────────────────────────────────────────────────────────────

    def add(self, parts: Sequence[Ref], reach: int) -> Ref:
        """The parts added up.

        reach: how far from zero the result may be, here and below.
        """
        if any(self.is_null_literal(part) for part in parts):
            return self.nothing(Type.WHOLE)
        total = sum(value for part in parts if (value := self.literal(part)) is not None)
        rest = [part for part in parts if self.literal(part) is None]
        if not rest:
            return self.whole(total)
        read = [*rest, *([self.whole(total)] if total else [])]
        return read[0] if len(read) == 1 else self._arithmetic("+", read, reach)

    def subtract(self, left: Ref, right: Ref, reach: int) -> Ref:
        """The right taken from the left."""
        a, b = self.literal(left), self.literal(right)
        if self.is_null_literal(left) or self.is_null_literal(right):
            return self.nothing(Type.WHOLE)
        if a is not None and b is not None:
            return self.whole(a - b)
        return left if b == 0 else self._arithmetic("-", (left, right), reach)

    def multiply(self, left: Ref, right: Ref, reach: int) -> Ref:
        """The product; null where one is null."""
        a, b = self.literal(left), self.literal(right)
        if self.is_null_literal(left) or self.is_null_literal(right):
            return self.nothing(Type.WHOLE)
        if a is not None and b is not None:
            return self.whole(a * b)
        if a == 1:
            return right
        return left if b == 1 else self._arithmetic("*", (left, right), reach)

    def _arithmetic(self, sign: str, parts: Sequence[Ref], reach: int) -> Ref:
        types = {self.all[part].type for part in parts}
        nullable = any(self.all[part].nullable for part in parts)
        if reach >= LONGEST and Type.WIDE not in types:
            parts = [self.cast(parts[0], Type.WIDE), *parts[1:]]
            types.add(Type.WIDE)
        type_ = Type.WIDE if Type.WIDE in types else Type.WHOLE
        return self._made(sign, parts, type_, nullable=nullable)

    def cut(self, value: Ref, divisor: int) -> Ref:
        """The number divided, its fraction cut off."""
        found = self.all[value]
        number = self.literal(value)
        if number is not None:
            return self.whole(abs(number) // divisor * (1 if number >= 0 else -1))
        if self.is_null_literal(value):
            return value
        return self._made("cut", (value, self.whole(divisor)), found.type, nullable=found.nullable)

    def modulo(self, value: Ref, divisor: int) -> Ref:
        """What is left of a number after whole divisors, zero or more also below zero."""
        found = self.all[value]
        return self._made(
            "modulo", (value, self.whole(divisor)), found.type, nullable=found.nullable
        )

    def only_whole(self, value: Ref) -> Ref:
        """The same number; an engine refuses it, with the whole query, where it is not of a whole type."""
        return self._made("only whole", (value,), Type.WHOLE, nullable=self.all[value].nullable)

    def cast(self, value: Ref, type_: Type) -> Ref:
        """The same value in another type."""
        found = self.all[value]
        if found.type is type_:
            return value
        return self._made("cast", (value,), type_, nullable=found.nullable, text=str(type_))

    def least(self, parts: Iterable[Ref]) -> Ref:
        """The smallest part that is not null; null where all are."""
        return self._extreme("least", parts)

    def greatest(self, parts: Iterable[Ref]) -> Ref:
        """The largest part that is not null; null where all are."""
        return self._extreme("greatest", parts)

    def _extreme(self, op: str, parts: Iterable[Ref]) -> Ref:
        apart = list(dict.fromkeys(parts))
        read = [part for part in apart if not self.is_null_literal(part)]
        if not read:
            return apart[0]
        fixed = [part for part in read if self.all[part].op in ("whole", "day")]
        rest = [part for part in read if part not in fixed]
        if fixed:
            rest.append((min if op == "least" else max)(fixed, key=self._order))
        if len(rest) == 1:
            return rest[0]
        types = {self.all[part].type for part in rest}
        type_ = Type.WHOLE if types == {Type.LITERAL, Type.WHOLE} else max(types, key=_width)
        nullable = all(self.all[part].nullable for part in rest)
        return self._made(op, rest, type_, nullable=nullable)

    def _order(self, literal: Ref) -> _Order:
        number = self.literal(literal)
        return (0, self.all[literal].text) if number is None else (number, "")

    # ── Truths ────────────────────────────────────────────────────────────────────────────────

    def compare(self, sign: str, left: Ref, right: Ref) -> Ref:
        """A comparison; open where a side is null."""
        a, b = self.all[left], self.all[right]
        if "null" in (a.op, b.op):
            return self.truth(None)
        if a.op == b.op and a.op in ("whole", "day"):
            return self.truth(_stands(sign, self._order(left), self._order(right)))
        return self._made(
            "compare", (left, right), Type.TRUTH, nullable=a.nullable or b.nullable, text=sign
        )

    def both(self, parts: Iterable[Ref]) -> Ref:
        """Whether all hold."""
        return self._joined("AND", parts, "FALSE", "TRUE")

    def either(self, parts: Iterable[Ref]) -> Ref:
        """Whether one holds."""
        return self._joined("OR", parts, "TRUE", "FALSE")

    def _joined(self, op: str, parts: Iterable[Ref], deciding: str, idle: str) -> Ref:
        read = [part for part in dict.fromkeys(parts) if self.all[part].text != idle or self.all[part].op != "truth"]  # fmt: skip
        if any(self.all[p].op == "truth" and self.all[p].text == deciding for p in read):
            return self.truth(deciding == "TRUE")
        if not read:
            return self.truth(idle == "TRUE")
        if len(read) == 1:
            return read[0]
        return self._made(op, read, Type.TRUTH, nullable=any(self.all[p].nullable for p in read))

    def negated(self, part: Ref) -> Ref:
        """Whether it does not hold."""
        found = self.all[part]
        if found.op == "truth":
            return self.truth(found.text == "FALSE")
        if found.op == "null":
            return part
        if found.op == "NOT":
            return found.args[0]
        return self._made("NOT", (part,), Type.TRUTH, nullable=found.nullable)

    def is_null(self, part: Ref) -> Ref:
        """Whether the value is null."""
        found = self.all[part]
        if found.op == "null" or not found.nullable:
            return self.truth(found.op == "null")
        return self._made("IS NULL", (part,), Type.TRUTH, nullable=False)

    def is_not(self, part: Ref, value: bool) -> Ref:
        """Whether a truth is anything but this: the other, or open."""
        found = self.all[part]
        if found.op in ("truth", "null"):
            return self.truth(found.text != str(value).upper())
        return self._made("IS NOT", (part,), Type.TRUTH, nullable=False, text=str(value).upper())

    def between(self, value: Ref, low: Ref, high: Ref) -> Ref:
        """Whether a value lies between two others, both included; open where it is null."""
        nullable = self.all[value].nullable
        return self._made("BETWEEN", (value, low, high), Type.TRUTH, nullable=nullable)

    def among(self, choice: Ref, options: Sequence[str]) -> Ref:
        """Whether a text is one of these; open where it is null."""
        if self.is_null_literal(choice):
            return self.truth(None)
        read = (choice, *(self.words(option) for option in options))
        return self._made("IN", read, Type.TRUTH, nullable=self.all[choice].nullable)

    # ── Any type ──────────────────────────────────────────────────────────────────────────────

    def coalesce(self, value: Ref, otherwise: Ref) -> Ref:
        """The value, or the other where it is null."""
        found = self.all[value]
        if found.op == "null":
            return otherwise
        if not found.nullable or value == otherwise:
            return value
        return self._made(
            "coalesce", (value, otherwise), found.type, nullable=self.all[otherwise].nullable
        )

    def case(self, branches: Iterable[tuple[Ref, Ref]], otherwise: Ref) -> Ref:
        """The value of the first branch whose test holds, else the other."""
        read: list[tuple[Ref, Ref]] = []
        for test, value in branches:
            found = self.all[test]
            if found.op == "truth" and found.text == "TRUE":
                otherwise = value
                break
            if found.op not in ("null", "truth"):
                read.append((test, value))
        while read and read[-1][1] == otherwise:
            read.pop()
        if not read:
            return otherwise
        args = [ref for branch in read for ref in branch] + [otherwise]
        values = [*(value for _, value in read), otherwise]
        types = {self.all[value].type for value in values if not self.is_null_literal(value)}
        if not types:
            return otherwise
        type_ = max(types, key=_width)
        nullable = any(self.all[value].nullable for value in values)
        if type_ is Type.LITERAL:  # a table of small numbers would be a narrow one
            made = self._made("case", args, Type.LITERAL, nullable=nullable)
            return self.cast(made, Type.WHOLE)
        return self._made("case", args, type_, nullable=nullable)

    # ── Days and lists ────────────────────────────────────────────────────────────────────────

    def moved(self, day: Ref, months: int, days: int) -> Ref:
        """A day moved by months, then by days."""
        found = self.all[day]
        if found.op == "null" or not (months or days):
            return day
        return self._made(
            "moved", (day,), Type.DAY, nullable=found.nullable, text=f"{months} {days}"
        )

    def days(self, earlier: Ref, later: Ref) -> Ref:
        """How many days lie between."""
        a, b = self.all[earlier], self.all[later]
        if a.op == b.op == "day":
            between = date.fromisoformat(b.text) - date.fromisoformat(a.text)
            return self.whole(between.days)
        return self._made("days", (earlier, later), Type.WHOLE, nullable=a.nullable or b.nullable)

    def total(self, items: Ref, low: Ref, high: Ref, most: int | None) -> tuple[Ref, Ref]:
        """Both ends of a sum over the items of a list; null where the list is."""
        text = "" if most is None else str(most)
        wide = Type.WIDE in (self.all[low].type, self.all[high].type)
        type_ = Type.WIDE if wide else Type.WHOLE
        both = Expression("total", (items, low, high), text, type_, True, False)
        if both not in self.known:
            self.all.append(both)
            self.known[both] = len(self.all) - 1
        made = (self.known[both],)
        return (
            self._made("end", made, type_, nullable=True, text="low"),
            self._made("end", made, type_, nullable=True, text="high"),
        )


def _width(type_: Type) -> int:
    return list(Type).index(type_)


def _stands(sign: str, one: _Order, other: _Order) -> bool:
    match sign:
        case "=":
            return one == other
        case "<":
            return one < other
        case "<=":
            return one <= other
        case ">":
            return one > other
        case _:
            return one >= other
