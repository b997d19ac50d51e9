"""How large a rule's numbers can get, and the whole counts that a reader would hold them in.

Readers that hold money as 64-bit whole numbers count each number in shares of its unit that are
fine enough for every value that it takes: cents for money, thirds of a cent after a share of 1/3.
Here both are worked out from the tree alone, whatever those readers do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Final

from technopole.evidence.wording import Text
from technopole.rules.nodes import (
    All,
    AnyOf,
    Bare,
    Choose,
    Comparison,
    Constant,
    DaysBetween,
    Difference,
    Field,
    Greatest,
    Kind,
    Least,
    Node,
    Not,
    Parameter,
    Product,
    Question,
    Rounded,
    Shift,
    Sum,
    Total,
)

__all__ = ["Counted", "Interval", "Unbounded", "bounds_of", "counts", "shares_of"]

_FIRST: Final = Fraction(date(1990, 1, 1).toordinal())
_LAST: Final = Fraction(date(2099, 12, 31).toordinal())

Interval = tuple[Fraction | None, Fraction | None]
"""The least and the greatest value; None where there is none."""
Fields = Mapping[str, Question]


class Unbounded(ValueError):
    """A number has no greatest or no least value."""

    def __init__(self, node: Node) -> None:
        super().__init__(f"{node} has no end.")
        self.says = Text(f"{node} has no end.", f"{node}沒有上限或下限。")


# ── Bounds ────────────────────────────────────────────────────────────────────────────────────


def bounds_of(node: Node, fields: Fields, *, known_only: bool) -> Interval:  # noqa: C901, PLR0912
    """Between what a number or a day (as its ordinal) lies, whatever is answered.

    fields:     the fields of the items around it.
    known_only: whether parameters take the values of the documents alone; else, where those leave
                a value open, any from zero up.
    """

    def of(child: Node) -> Interval:
        return bounds_of(child, fields, known_only=known_only)

    match node:
        case Constant(value):
            exact = _exact(value)
            return exact, exact
        case Question(name) | Field(name):
            asked = fields.get(name) if isinstance(node, Field) else node
            if asked is None:
                return None, None
            return _end(asked.about.low), _end(asked.about.high)
        case Parameter():
            return _of_values(node, known_only=known_only)
        case Sum(parts):
            lows, highs = _ends(of(part) for part in parts)
            return _sum(lows), _sum(highs)
        case Difference(left, right):
            (a, b), (c, d) = of(left), of(right)
            return _sum([a, _less(d)]), _sum([b, _less(c)])
        case Product(left, right):
            return _product(of(left), of(right))
        case Least(parts):
            lows, highs = _ends(of(part) for part in parts)
            some = [high for high in highs if high is not None]
            return _least(lows), min(some) if some else None
        case Greatest(parts):
            lows, highs = _ends(of(part) for part in parts)
            some = [low for low in lows if low is not None]
            return max(some) if some else None, _greatest(highs)
        case Rounded(inner, step, up):
            low, high = of(inner)
            return _to_step(low, step, up=up), _to_step(high, step, up=up)
        case Bare(inner):
            return of(inner)
        case DaysBetween(earlier, later):
            (a, b), (c, d) = of(later), of(earlier)
            return _sum([a, _less(d)]), _sum([b, _less(c)])
        case Total():
            low, high = bounds_of(node.each, fields_of(node.items), known_only=known_only)
            most = most_items(node)
            return (
                None if low is None else min(Fraction(0), low * most),
                None if high is None else max(Fraction(0), high * most),
            )
        case Choose(_, then, otherwise):
            lows, highs = _ends([of(then), of(otherwise)])
            return _least(lows), _greatest(highs)
        case Shift(day, months, days):
            low, high = of(day)
            # A month is never shorter than 28 days nor longer than 31.
            back, on = (31, 28) if months < 0 else (28, 31)
            return _sum([low, Fraction(months * back + days)]), _sum(
                [high, Fraction(months * on + days)]
            )
        case _:
            raise TypeError(f"{type(node).__name__} is neither a number nor a day.")


def fields_of(items: Question) -> dict[str, Question]:
    """The fields of a list's items, by name."""
    return {field.name: field for field in items.about.fields}


def most_items(total: Total) -> int:
    """How many items of its list a total counts at most."""
    most = total.items.about.high
    assert isinstance(most, Fraction)  # noqa: S101  a list says how long it may be
    return int(most) if total.most is None else min(int(most), total.most)


def _exact(value: object) -> Fraction:
    if isinstance(value, date):
        return Fraction(value.toordinal())
    assert isinstance(value, Fraction)  # noqa: S101  nodes check kinds when they are built
    return value


def _end(end: Fraction | date | None) -> Fraction | None:
    return None if end is None else _exact(end)


def _of_values(parameter: Parameter, *, known_only: bool) -> Interval:
    known = [_exact(value.value) for value in parameter.values]
    if known_only:
        return min(known), max(known)
    if parameter.kind is Kind.DAY:
        return min(_FIRST, *known), max(_LAST, *known)
    return min(Fraction(0), *known), None


def _ends(
    found: Iterator[Interval] | Sequence[Interval],
) -> tuple[list[Fraction | None], list[Fraction | None]]:
    pairs = list(found)
    return [low for low, _ in pairs], [high for _, high in pairs]


def _sum(values: Sequence[Fraction | None]) -> Fraction | None:
    some = [value for value in values if value is not None]
    return sum(some, Fraction(0)) if len(some) == len(values) else None


def _least(values: Sequence[Fraction | None]) -> Fraction | None:
    some = [value for value in values if value is not None]
    return min(some) if len(some) == len(values) else None


def _greatest(values: Sequence[Fraction | None]) -> Fraction | None:
    some = [value for value in values if value is not None]
    return max(some) if len(some) == len(values) else None


def _less(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def _product(one: Interval, other: Interval) -> Interval:
    (a, b), (c, d) = one, other
    if a is not None and b is not None and c is not None and d is not None:
        corners = [a * c, a * d, b * c, b * d]
        return min(corners), max(corners)
    if a is not None and c is not None and a >= 0 and c >= 0:
        return a * c, None if b is None or d is None else b * d
    return None, None


def _to_step(value: Fraction | None, step: Fraction, *, up: bool) -> Fraction | None:
    if value is None:
        return None
    return -(-value // step) * step if up else (value // step) * step


# ── Whole counts ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that a reader holds as a whole count.

    shares: into how many shares the unit is divided: 100 for cents, 300 for thirds of a cent.
    largest: the largest count, without its sign, that it can come to.
    items:  the list that it is computed for each item of; None outside lists.
    """

    node: Node
    shares: int
    largest: int
    items: Question | None


def shares_of(node: Node, fields: Fields) -> int:
    """Into how many shares a number's unit is divided so that every value of it is a whole count."""

    def of(child: Node) -> int:
        return shares_of(child, fields)

    match node:
        case Constant(value):
            return _exact(value).denominator
        case Question(name) | Field(name):
            asked = fields[name] if isinstance(node, Field) else node
            low = asked.about.low
            assert isinstance(low, Fraction)  # noqa: S101  a number's bounds are numbers
            return lcm(low.denominator, asked.about.step.denominator)
        case Parameter():
            return lcm(*(_exact(value.value).denominator for value in node.values))
        case Product(left, right):
            return of(left) * of(right)
        case Rounded(_, step):
            return step.denominator
        case DaysBetween():
            return 1
        case Total(items, each):
            return shares_of(each, fields_of(items))
        case Choose(_, then, otherwise):
            return lcm(of(then), of(otherwise))
        case Sum() | Difference() | Least() | Greatest() | Bare():
            return lcm(*(of(child) for child in node.children))
        case _:
            raise TypeError(f"{type(node).__name__} is no number.")


def counts(root: Node) -> Iterator[Counted]:
    """Every number of a rule as it is held, also where it is held in the shares of its neighbours.

    Raises Unbounded where a number has no end.
    """
    yield from _counts(root, {}, None)


def _counts(node: Node, fields: Fields, items: Question | None) -> Iterator[Counted]:
    if isinstance(node, Total):
        yield from _counts(node.each, fields_of(node.items), node.items)
        yield _counted(node, shares_of(node, fields), fields, items)
        return
    if isinstance(node, All | AnyOf | Not):
        for child in node.children:
            yield from _counts(child, fields, items)
        return
    numbers = [child for child in node.children if child.kind is Kind.NUMBER]
    for child in node.children:
        yield from _counts(child, fields, items)
    if node.kind is Kind.NUMBER:
        yield _counted(node, shares_of(node, fields), fields, items)
    if isinstance(node, Comparison | Sum | Difference | Least | Greatest | Choose) and numbers:
        # To be added or compared, its numbers are counted in shares that fit them all.
        together = lcm(*(shares_of(child, fields) for child in numbers))
        yield from (_counted(child, together, fields, items) for child in numbers)
    if isinstance(node, Rounded):
        shares = lcm(shares_of(node.value, fields), node.step.denominator)
        yield _counted(node.value, shares, fields, items)


def _counted(node: Node, shares: int, fields: Fields, items: Question | None) -> Counted:
    low, high = bounds_of(node, fields, known_only=True)
    if low is None or high is None:
        raise Unbounded(node)
    largest = max(abs(low), abs(high)) * shares
    return Counted(node, shares, int(-(-largest // 1)), items)
