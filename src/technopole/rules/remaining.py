"""What is left of an expression once some answers are known: its open questions, and itself made smaller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

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
    Operator,
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

__all__ = ["hangs_on", "is_settled", "never_settles", "remaining"]

_BEYOND: Final = Fraction(10**60)
"""Stands for a dated value that nobody knows and nothing bounds."""


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


# ── What no answer settles ────────────────────────────────────────────────────────────────────


def never_settles(node: Node, known: Answers) -> bool:
    """Whether a test stays open however its questions are answered, for the sources leave a value open.

    It says so only where that is proven: a limit that nobody knows, say, that every answer may meet
    and may miss.
    """
    return _always_may(node, known, True) and _always_may(node, known, False)


def _always_may(node: Node, known: Answers, wanted: bool) -> bool:
    """Whether, however the questions are answered, the open dated values allow this truth."""
    truth = range_of(node, known)
    assert isinstance(truth, Truth)  # noqa: S101
    if not (truth.true if wanted else truth.false):
        return False
    if not (truth.false if wanted else truth.true):
        return True
    match node:
        case Not(part):
            return _always_may(part, known, not wanted)
        case All(parts) | AnyOf(parts) if isinstance(node, AnyOf) == wanted:
            return any(_always_may(part, known, wanted) for part in parts)
        case All(parts) | AnyOf(parts):
            still = [part for part in parts if not is_settled(range_of(part, known))]
            return len(still) == 1 and _always_may(still[0], known, wanted)
        case Parameter(_, event):
            return is_settled(range_of(event, known))
        case Member(_, Parameter(_, event) as listed):
            return range_of(listed, known) == Choices(None) and is_settled(range_of(event, known))
        case Comparison(_, left, _) if left.kind is Kind.NUMBER:
            return _may_compare(node, known, wanted)
        case _:
            return False


def _may_compare(node: Comparison, known: Answers, wanted: bool) -> bool:
    below = Counter(part.name for part in walk(node) if isinstance(part, Parameter))
    if max(below.values(), default=1) > 1:
        return False  # one value on both sides moves them together
    one, other, operator = node.left, node.right, node.operator
    if operator in (Operator.BELOW, Operator.AT_MOST):
        one, other = other, one
    if operator is Operator.EQUAL:
        return False
    strict = operator in (Operator.BELOW, Operator.ABOVE)
    # Now the test is whether `one` is above `other`, or at least it unless strict.
    if wanted:
        high, low = _at_end(one, known, top=True), _at_end(other, known, top=False)
        return _surely_reaches(high, low, strict=strict)
    low, high = _at_end(one, known, top=False), _at_end(other, known, top=True)
    return _surely_reaches(high, low, strict=not strict)


def _surely_reaches(high: Numbers | None, low: Numbers | None, *, strict: bool) -> bool:
    """Whether every number of the one range is above every number of the other, or at least it."""
    if high is None or low is None or high.low is None or low.high is None:
        return False
    return high.low > low.high if strict else high.low >= low.high


def _at_end(node: Node, known: Answers, *, top: bool) -> Numbers | None:
    """The numbers over all answers when every open dated value is at one end; None if not told."""
    found = range_of(node, known)
    assert isinstance(found, Numbers)  # noqa: S101
    if not any(isinstance(part, Parameter) for part in walk(node)) or is_settled(found):
        return found
    match node:
        case Parameter(_, event):
            if not is_settled(range_of(event, known)):
                return None
            end = found.high if top else found.low
            end = (_BEYOND if top else -_BEYOND) if end is None else end
            return Numbers(end, end)
        case Bare(value):
            return _at_end(value, known, top=top)
        case Sum(parts):
            ends = [_at_end(part, known, top=top) for part in parts]
            lows = [None if end is None else end.low for end in ends]
            highs = [None if end is None else end.high for end in ends]
            return None if None in ends else Numbers(_total(lows), _total(highs))
        case Product(left, right):
            one, other = _at_end(left, known, top=top), _at_end(right, known, top=top)
            return _multiplied(one, other)
        case _:
            return None


def _total(ends: Sequence[Fraction | None]) -> Fraction | None:
    known = [end for end in ends if end is not None]
    return sum(known, Fraction(0)) if len(known) == len(ends) else None


def _multiplied(one: Numbers | None, other: Numbers | None) -> Numbers | None:
    """The products of two ranges, neither of which goes below nothing."""
    if one is None or other is None or one.low is None or other.low is None:
        return None
    if one.low < 0 or other.low < 0:
        return None
    high = None if one.high is None or other.high is None else one.high * other.high
    return Numbers(one.low * other.low, high)
