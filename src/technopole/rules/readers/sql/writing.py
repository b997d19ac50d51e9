"""From expressions to the text of one query: steps of named columns, each computed once.

What is read in several places becomes a column of a step, with a comment; what is read once is
written where it is read. A step reads only columns of the steps before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from technopole.rules.readers.sql.dialects import Dialect, ItemSteps
from technopole.rules.readers.sql.expressions import Expressions, Ref, Type

__all__ = ["Layout", "Writer", "comment"]

_OR, _AND, _NOT, _COMPARISON, _SUM, _PRODUCT, _ATOM = range(7)
_WIDTH: Final = 96
_INDENT: Final = "  "
_PLAIN: Final = frozenset({"column", "field", "whole", "truth", "day", "text", "null"})

_SHORT: Final = frozenset({"coalesce", "compare", "IS NULL", "NOT"})


def comment(text: str) -> str:
    """A comment that cannot end before its line does."""
    return f"-- {' '.join(text.split())}"


@dataclass
class Layout:
    """Which expressions become columns, and in which step.

    outputs: what is asked for in the end; each must be named or plain.
    """

    made: Expressions
    outputs: Sequence[Ref]
    fields: Mapping[str, Sequence[tuple[str, Type]]]
    levels: dict[Ref, int] = field(default_factory=dict)

    @cached_property
    def reached(self) -> list[Ref]:
        """Every expression that is needed, each after those that it reads."""
        order: list[Ref] = []
        seen: set[Ref] = set()
        stack = [(ref, False) for ref in reversed(self.outputs)]
        while stack:
            ref, done = stack.pop()
            if done:
                order.append(ref)
            elif ref not in seen:
                seen.add(ref)
                stack.append((ref, True))
                stack.extend((arg, False) for arg in reversed(self.made[ref].args))
        return order

    @cached_property
    def kept(self) -> frozenset[Ref]:
        """What becomes a column of its own."""
        made, uses = self.made, Counter[Ref]()
        beside_items: set[Ref] = set()
        for ref in self.reached:
            for arg in made[ref].args:
                uses[arg] += 1
                if made[ref].item and not made[arg].item:
                    beside_items.add(arg)
        return frozenset(
            ref
            for ref in self.reached
            if made[ref].op in ("named", "total")
            or (not self.plain(ref) and (uses[ref] > 1 or ref in beside_items))
        )

    def plain(self, ref: Ref) -> bool:
        """Whether it is as short to write again as to read from a column."""
        found = self.made[ref]
        if found.op in _PLAIN:
            return True
        return found.op in _SHORT and all(self.plain(arg) for arg in found.args)

    def level(self, ref: Ref) -> int:
        """The step after which an expression can be written; a column is there one step later."""
        if ref not in self.levels:
            found = self.made[ref]
            below = max((self.available(arg) for arg in found.args), default=0)
            self.levels[ref] = below
        return self.levels[ref]

    def available(self, ref: Ref) -> int:
        """The first step whose columns an expression can be read from."""
        item = self.made[ref].item
        return self.level(ref) + (1 if ref in self.kept and not item else 0)

    @cached_property
    def steps(self) -> list[list[Ref]]:
        """The columns of each step after the answers themselves."""
        steps: dict[int, list[Ref]] = {}
        for ref in self.reached:
            if ref in self.kept and not self.made[ref].item:
                steps.setdefault(self.level(ref), []).append(ref)
        return [self.paired(steps[level]) for level in sorted(steps)]

    def paired(self, step: Sequence[Ref]) -> list[Ref]:
        """The columns of a step in their order, but low ends beside their high ends."""
        stems = [self.made[ref].text.removesuffix(".low").removesuffix(".high") for ref in step]
        place: dict[str, int] = {}
        for number, (ref, stem) in enumerate(zip(step, stems, strict=True)):
            place.setdefault(stem if self.made[ref].op == "named" else str(number), number)
        key = {
            ref: (place.get(stem, number), -self.made[ref].text.endswith(".low"))
            for number, (ref, stem) in enumerate(zip(step, stems, strict=True))
        }
        return sorted(step, key=key.__getitem__)

    @cached_property
    def carried(self) -> list[list[str]]:
        """For each step the names of earlier columns that something after it still reads."""
        made, steps = self.made, self.steps
        order = {ref: None for ref in self.reached if made[ref].op == "column"}
        order |= {ref: None for step in steps for ref in step}
        wanted = self.read_by(self.outputs)
        carried: list[list[str]] = []
        for step in reversed(steps):
            kept = wanted - set(step)
            carried.append([self.names.get(ref, made[ref].text) for ref in order if ref in kept])
            wanted = kept | self.read_by(arg for ref in step for arg in made[ref].args)
        return carried[::-1]

    def read_by(self, roots: Iterable[Ref]) -> set[Ref]:
        """The columns, of the answers or of steps, that expressions read where they are written."""
        found: set[Ref] = set()
        ahead, seen = list(roots), set[Ref]()
        while ahead:
            ref = ahead.pop()
            if ref in seen:
                continue
            seen.add(ref)
            column = self.made[ref].op == "column"
            if column or (ref in self.kept and not self.made[ref].item):
                found.add(ref)
            else:
                ahead.extend(self.made[ref].args)
        return found

    @cached_property
    def names(self) -> dict[Ref, str]:
        """The names of columns; what has none of its own is numbered in the order of the text."""
        names: dict[Ref, str] = {}
        for ref in [ref for step in self.steps for ref in step]:
            found = self.made[ref]
            names[ref] = found.text if found.op == "named" else f"part {len(names) + 1}"
        return names


@dataclass
class Writer:
    """Writes expressions in a dialect."""

    layout: Layout
    dialect: Dialect
    inside: dict[Ref, str] = field(default_factory=dict)

    def column(self, ref: Ref) -> str:
        """A column of a step, with its comment."""
        made = self.layout.made
        found = made[ref]
        text = self.text(found.args[0]) if found.op == "named" else self.text(ref, fresh=True)
        says = made.comments.get(ref, "")
        lines = [comment(says)] if says else []
        lines.append(f"{text} AS {self.dialect.name(self.layout.names[ref])}")
        return "\n".join(lines)

    def step(self, number: int, keep: Sequence[str]) -> str:
        """A step, from 1 on: what is carried on, then its new columns.

        keep: names of columns that every step carries on.
        """
        say = self.dialect
        before = "answers" if number == 1 else f"step_{number - 1}"
        names = dict.fromkeys((*keep, *self.layout.carried[number - 1]))
        parts = [_wrapped([say.name(name) for name in names])]
        parts += [self.column(ref) for ref in self.layout.steps[number - 1]]
        inner = _indented(",\n".join(part for part in parts if part), 2 * _INDENT)
        return f"step_{number} AS (\n  SELECT\n{inner}\n  FROM {before}{say.fence}\n)"

    def text(self, ref: Ref, least: int = _OR, *, fresh: bool = False) -> str:
        """An expression as text, in brackets where what stands around binds closer.

        fresh: written out even if it is a column.
        """
        if not fresh:
            if ref in self.inside:
                return self.dialect.field(self.inside[ref])
            if ref in self.layout.names:
                return self.dialect.name(self.layout.names[ref])
        written, strength = self._written(ref)
        return f"({written})" if strength < least else written

    def _written(self, ref: Ref) -> tuple[str, int]:  # noqa: C901, PLR0912  one arm a phrase
        found, say = self.layout.made[ref], self.dialect
        args = found.args
        match found.op:
            case "column":
                return say.name(found.text), _ATOM
            case "field":
                return say.field(found.text), _ATOM
            case "whole":
                return found.text, _ATOM if not found.text.startswith("-") else _SUM
            case "truth":
                return found.text, _ATOM
            case "null":
                return f"CAST(NULL AS {say.types[found.type]})", _ATOM
            case "day":
                return f"DATE '{found.text}'", _ATOM
            case "text":
                return say.words(found.text), _ATOM
            case "named":
                return self._written(args[0])
            case "+":
                return " + ".join(self.text(arg, _PRODUCT) for arg in args), _SUM
            case "-":
                return f"{self.text(args[0], _SUM)} - {self.text(args[1], _PRODUCT)}", _SUM
            case "*":
                return " * ".join(self.text(arg, _ATOM) for arg in args), _PRODUCT
            case "cut":
                value, divisor = (self.text(arg, _ATOM) for arg in args)
                return say.cut(value, divisor, wide=found.type is Type.WIDE), _PRODUCT
            case "modulo":
                value, divisor = (self.text(arg, _ATOM) for arg in args)
                return f"({value} % {divisor} + {divisor}) % {divisor}", _PRODUCT
            case "only whole":  # `|` is there for whole numbers only
                return f"({self.text(args[0], _ATOM)} | 0)", _ATOM
            case "cast":
                return f"CAST({self.text(args[0])} AS {say.types[Type(found.text)]})", _ATOM
            case "least" | "greatest" | "coalesce":
                return f"{found.op}({', '.join(self.text(arg) for arg in args)})", _ATOM
            case "compare":
                left, right = (self.text(arg, _SUM) for arg in args)
                return f"{left} {found.text} {right}", _COMPARISON
            case "AND" | "OR":
                strength = _AND if found.op == "AND" else _OR
                return self._joined(found.op, [self.text(a, strength + 1) for a in args]), strength
            case "NOT" if self.layout.made[args[0]].op == "IS NULL":
                tested = self.layout.made[args[0]].args[0]
                return f"{self.text(tested, _ATOM)} IS NOT NULL", _COMPARISON
            case "NOT":
                return f"NOT {self.text(args[0], _ATOM)}", _NOT
            case "IS NULL":
                return f"{self.text(args[0], _ATOM)} IS NULL", _COMPARISON
            case "IS NOT":
                return f"{self.text(args[0], _ATOM)} IS NOT {found.text}", _COMPARISON
            case "BETWEEN":
                value, low, high = (self.text(arg, _SUM) for arg in args)
                return f"{value} BETWEEN {low} AND {high}", _COMPARISON
            case "IN":
                options = ", ".join(self.text(arg) for arg in args[1:])
                return f"{self.text(args[0], _SUM)} IN ({options})", _COMPARISON
            case "case":
                return self._case(args), _ATOM
            case "moved":
                by_months, by_days = (int(part) for part in found.text.split())
                return say.moved(self.text(args[0], _ATOM), by_months, by_days), _ATOM
            case "days":
                return say.days(self.text(args[0], _ATOM), self.text(args[1], _ATOM)), _ATOM
            case "total":
                return self._total(ref), _ATOM
            case "end":
                wide = found.type is Type.WIDE
                return say.end(self.text(args[0]), found.text, wide=wide), _ATOM
            case other:
                raise TypeError(f"There is no phrase for {other}: teach _written to say it.")

    def _joined(self, op: str, parts: Sequence[str]) -> str:
        short = f" {op} ".join(parts)
        if len(short) <= _WIDTH and "\n" not in short:
            return short
        return f"\n{op} ".join(_indented(part, _INDENT, first=False) for part in parts)

    def _case(self, args: Sequence[Ref]) -> str:
        branches = [
            f"WHEN {_indented(self.text(test), '    ', first=False)} THEN {self._branch(value)}"
            for test, value in zip(args[:-1:2], args[1:-1:2], strict=True)
        ]
        otherwise = self.layout.made[args[-1]]
        last = [] if otherwise.op == "null" else [f"ELSE {self.text(args[-1])}"]
        short = f"CASE {' '.join([*branches, *last])} END"
        if len(short) <= _WIDTH and "\n" not in short:
            return short
        return _indented("\n".join(["CASE", *branches, *last]), _INDENT, first=False) + "\nEND"

    def _branch(self, value: Ref) -> str:
        """The value of a branch; a null takes the type of the other branches."""
        return "NULL" if self.layout.made[value].op == "null" else self.text(value)

    def _total(self, ref: Ref) -> str:
        """A sum over items, with what is computed for each item in steps of its own."""
        made = self.layout.made
        found = made[ref]
        items, low, high = found.args
        per_item = self._per_item((low, high))
        uses = Counter(arg for each in per_item for arg in made[each].args)
        shared = [
            each for each in per_item
            if not self.layout.plain(each) and (uses[each] > 1 or made[each].op == "named")
        ]  # fmt: skip
        levels: dict[Ref, int] = {}
        for each in per_item:
            levels[each] = max(
                (levels[a] + (a in shared) for a in made[each].args if made[a].item), default=0
            )
        steps: list[tuple[tuple[str, str], ...]] = []
        names = {each: f"item part {place}" for place, each in enumerate(shared, start=1)}
        inside = self.inside
        self.inside = {}
        for level in sorted({levels[each] for each in shared}):
            now = [each for each in shared if levels[each] == level]
            steps.append(tuple((names[each], self.text(each, fresh=True)) for each in now))
            self.inside |= {each: names[each] for each in now}
        list_name = made[items].text
        used = sorted({made[each].text for each in per_item if made[each].op == "field"})
        written = self.dialect.total(
            ItemSteps(
                items=self.text(items), fields=tuple(self.layout.fields[list_name]),
                used=tuple(used), steps=tuple(steps), low=self.text(low), high=self.text(high),
                most=int(found.text) if found.text else None, wide=found.type is Type.WIDE,
            )
        )  # fmt: skip
        self.inside = inside
        return written

    def _per_item(self, roots: Iterable[Ref]) -> list[Ref]:
        """Everything below that is computed for each item, each after what it reads."""
        made = self.layout.made
        order: dict[Ref, None] = {}

        def visit(ref: Ref) -> None:
            if made[ref].item and ref not in order:
                for arg in made[ref].args:
                    visit(arg)
                order[ref] = None

        for root in roots:
            visit(root)
        return list(order)


def _wrapped(names: Iterable[str]) -> str:
    """Names after one another, on as many lines as they need."""
    lines: list[str] = []
    for name in names:
        if lines and len(lines[-1]) + len(name) < _WIDTH:
            lines[-1] += f", {name}"
        else:
            lines.append(name)
    return ",\n".join(lines)


def _indented(text: str, indent: str, *, first: bool = True) -> str:
    moved = text.replace("\n", f"\n{indent}")
    return f"{indent}{moved}" if first else moved
