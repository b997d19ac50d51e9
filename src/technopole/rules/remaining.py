"""What is left of an expression once some answers are known: its open questions, and itself made smaller."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from technopole.rules.nodes import (
    All,
    AnyOf,
    Bare,
    Choose,
    Comparison,
    Constant,
    DaysBetween,
    Difference,
    Greatest,
    Kind,
    Least,
    Member,
    Node,
    Not,
    Parameter,
    Product,
    Question,
    Rounded,
    Shift,
    Sum,
    Total,
    walk,
)
from technopole.rules.ranges import Answers, Choices, Days, Numbers, Range, Truth, range_of

__all__ = ["hangs_on", "is_settled", "remaining"]


def is_settled(range_: Range) -> bool:
    """Whether a range leaves one value."""
    match range_:
        case Truth(true, false):
            return true != false
        case Numbers(low, high):
            return low is not None and low == high
        case Days(first, last):
            return first == last
        case Choices(options):
            return options is not None and len(options) == 1


def hangs_on(node: Node, known: Answers) -> tuple[Question, ...]:
    """The open questions that a node's value may still hang on, each once, in the rule's order."""
    return tuple(dict.fromkeys(_open(node, known)))


def _open(node: Node, known: Answers) -> Iterator[Question]:
    if isinstance(node, Question):
        if node.name not in known:
            yield node
        return
    if isinstance(node, Total):
        yield from _open(node.items, known)
        yield from (q for q in walk(node.each) if isinstance(q, Question) and q.name not in known)
        return
    if is_settled(range_of(node, known)):
        return
    if isinstance(node, Choose):
        test = range_of(node.condition, known)
        assert isinstance(test, Truth)  # noqa: S101
        yield from _open(node.condition, known)
        if test.true:
            yield from _open(node.then, known)
        if test.false:
            yield from _open(node.otherwise, known)
        return
    for child in _in_play(node, known):
        yield from _open(child, known)
    if isinstance(node, Member) and isinstance(node.options, Parameter):
        yield from _open(node.options.event, known)


def _in_play(node: Node, known: Answers) -> Sequence[Node]:
    """The children that can still matter: of a smallest part, those that may be smaller than the rest."""
    if not isinstance(node, Least | Greatest):
        return node.children
    turned = -1 if isinstance(node, Greatest) else 1
    lows: list[Fraction | None] = []
    highs: list[Fraction | None] = []
    for part in node.parts:
        found = range_of(part, known)
        assert isinstance(found, Numbers)  # noqa: S101  nodes check kinds when they are built
        low, high = (found.low, found.high) if turned > 0 else (found.high, found.low)
        lows.append(None if low is None else low * turned)
        highs.append(None if high is None else high * turned)
    top = min((high for high in highs if high is not None), default=None)
    if top is None:
        return node.parts
    # One part that sets the bound stays; another that can at most reach it never matters.
    setter = highs.index(top)
    return [
        part
        for place, part in enumerate(node.parts)
        if place == setter or (low := lows[place]) is None or low < top
    ]


def remaining(node: Node, known: Answers) -> Node:
    """The node with what is settled as a constant, and without the parts that cannot matter."""
    if isinstance(node, Constant):
        return node
    if isinstance(node, Question) and node.kind is Kind.ITEMS:
        return node
    found = range_of(node, known)
    if is_settled(found) and not isinstance(found, Choices):
        return _constant(node, found)
    return _smaller(node, known)


def _constant(node: Node, settled: Range) -> Node:
    match settled:
        case Truth(true):
            return Constant(true, Kind.TRUTH)
        case Days(first):
            return Constant(first, Kind.DAY)
        case Numbers(low):
            assert low is not None  # noqa: S101  it is settled
            return Constant(low, Kind.NUMBER, node.unit)
        case _:
            return node


def _smaller(node: Node, known: Answers) -> Node:  # noqa: C901, PLR0912  one arm a node
    def all_of(parts: Sequence[Node]) -> tuple[Node, ...]:
        return tuple(remaining(part, known) for part in parts)

    match node:
        case Sum(parts):
            return _sum(all_of(parts))
        case Difference(left, right):
            first, second = all_of((left, right))
            return first if _is(second, 0) else Difference(first, second)
        case Product(left, right):
            first, second = all_of((left, right))
            if _is(first, 1) and second.unit == node.unit:
                return second
            return first if _is(second, 1) and first.unit == node.unit else Product(first, second)
        case Least() | Greatest():
            kept = all_of(_in_play(node, known))
            return kept[0] if len(kept) == 1 else type(node)(kept)
        case Choose(condition, then, otherwise):
            test = range_of(condition, known)
            assert isinstance(test, Truth)  # noqa: S101
            if not (test.true and test.false):
                return remaining(then if test.true else otherwise, known)
            return Choose(*all_of((condition, then, otherwise)))
        case All(parts) | AnyOf(parts):
            still = [part for part in parts if not is_settled(range_of(part, known))]
            kept = all_of(still)
            return kept[0] if len(kept) == 1 else type(node)(kept)
        case Not(part):
            return Not(remaining(part, known))
        case Comparison(operator, left, right):
            return Comparison(operator, *all_of((left, right)))
        case DaysBetween(earlier, later):
            return DaysBetween(*all_of((earlier, later)))
        case Rounded(value, step, up):
            return Rounded(remaining(value, known), step, up)
        case Bare(value):
            return Bare(remaining(value, known))
        case Shift(day, months, days):
            return Shift(remaining(day, known), months, days)
        case Total(items, each, most):
            return Total(items, remaining(each, known), most)
        case _:
            return node


def _sum(parts: tuple[Node, ...]) -> Node:
    """The sum with its constants added up."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, Sum) else (part,))]
    constants = [part for part in flat if isinstance(part, Constant)]
    others = [part for part in flat if not isinstance(part, Constant)]
    added = Fraction(0)
    for constant in constants:
        assert isinstance(constant.value, Fraction)  # noqa: S101
        added += constant.value
    if added:
        others.append(Constant(added, Kind.NUMBER, parts[0].unit))
    return others[0] if len(others) == 1 else Sum(tuple(others))


def _is(node: Node, value: int) -> bool:
    if not isinstance(node, Constant) or isinstance(node.value, bool | date):
        return False
    return node.value == value
