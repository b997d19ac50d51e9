"""The judge of the readers: a rule computed on complete answers, plainly, on exact fractions.

It walks the tree by itself and shares nothing with `ranges`, so that a mistake there shows. Where
the documents leave a value open, a `Values` says which value is supposed to have held.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from technopole.rules.language import Scheme
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
from technopole.rules.parameters import Confidence, DatedValue

Values = Callable[[Parameter, date], Any]
"""Which value a parameter had on a day."""


class NotKnown(LookupError):
    """The documents do not say which value a parameter had on a day."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rule says of a complete case.

    awards: in hundredths of their unit (cents, for money), by name; None when the case is not eligible.
    """

    eligible: bool
    awards: Mapping[str, int] | None
    conditions: Mapping[str, bool]


def verdict(scheme: Scheme, answers: Mapping[str, Any], values: Values | None = None) -> Verdict:
    """The rule computed on a complete case. Raises NotKnown where a value is open and not supposed."""
    values = the_only_value if values is None else values
    holds = {c.name: value_of(c.test, answers, values) for c in scheme.conditions}
    if not all(holds.values()):
        return Verdict(False, None, holds)
    return Verdict(
        True,
        {a.name: max(0, floor(100 * value_of(a.value, answers, values))) for a in scheme.awards},
        holds,
    )


# ── Dated values ──────────────────────────────────────────────────────────────────────────────


def may_have_held(parameter: Parameter, on: date) -> tuple[list[DatedValue], bool]:
    """The values that may have been in force on a day, and whether any other may have been."""
    found = [
        v
        for v in parameter.values
        if (v.possible_from or date.min) <= on <= (v.possible_until or date.max)
    ]
    before_the_documents = all(on < v.sure_from for v in parameter.values)
    weak = any(v.confidence is Confidence.LOW for v in found)
    return found, before_the_documents or weak or not found


def the_only_value(parameter: Parameter, on: date) -> Any:
    """The value in force, where the documents say so."""
    found, any_other = may_have_held(parameter, on)
    if any_other or len(found) != 1:
        raise NotKnown(f"{parameter.name} on {on}")
    return found[0].value


def supposed(scheme: Scheme, rng: random.Random) -> Values:
    """Values drawn, once for a parameter and a day, from all that the documents leave possible."""
    drawn: dict[tuple[str, date], Any] = {}
    options = sorted(
        {option for q in scheme.questions if q.kind is Kind.CHOICE for option, _ in q.about.options}
    )

    def value(parameter: Parameter, on: date) -> Any:
        key = (parameter.name, on)
        if key not in drawn:
            found, any_other = may_have_held(parameter, on)
            possible = [v.value for v in found]
            if any_other:
                possible.append(_any_value(parameter, options, rng))
            drawn[key] = rng.choice(possible)
        return drawn[key]

    return value


def _any_value(parameter: Parameter, options: list[str], rng: random.Random) -> Any:
    match parameter.kind:
        case Kind.NUMBER:
            known = [v.value for v in parameter.values]
            assert all(isinstance(value, Fraction) for value in known)
            return rng.choice([Fraction(0), Fraction(1), *known, 2 * max(known), max(known) / 3])
        case Kind.TRUTH:
            return rng.random() < 0.5
        case Kind.DAY:
            return date(1990, 1, 1) + timedelta(days=rng.randrange(40_176))
        case _:
            return frozenset(option for option in options if rng.random() < 0.5)


# ── The tree ──────────────────────────────────────────────────────────────────────────────────


def value_of(node: Node, answers: Mapping[str, Any], values: Values) -> Any:  # noqa: C901, PLR0912
    """The value of a node: a fraction, a truth, a day, an option or a set of options."""

    def of(child: Node) -> Any:
        return value_of(child, answers, values)

    match node:
        case Constant(value):
            return value
        case Question(name) | Field(name):
            return answers[name]
        case Parameter(event=event):
            return values(node, of(event))
        case Sum(parts):
            return sum(of(part) for part in parts)
        case Difference(left, right):
            return of(left) - of(right)
        case Product(left, right):
            return of(left) * of(right)
        case Least(parts):
            return min(of(part) for part in parts)
        case Greatest(parts):
            return max(of(part) for part in parts)
        case Rounded(inner, step, up):
            below = step * floor(of(inner) / step)
            return below if not up or below == of(inner) else below + step
        case Bare(inner):
            return of(inner)
        case DaysBetween(earlier, later):
            return Fraction(of(later).toordinal() - of(earlier).toordinal())
        case Total(items, each, most):
            counted = answers[items.name][:most]
            return sum(
                (value_of(each, {**answers, **item}, values) for item in counted), Fraction(0)
            )
        case Comparison(operator, left, right):
            return _stand(operator, of(left), of(right))
        case Member(choice, options):
            return of(choice) in (of(options) if isinstance(options, Node) else options)
        case All(parts):
            return all(of(part) for part in parts)
        case AnyOf(parts):
            return any(of(part) for part in parts)
        case Not(part):
            return not of(part)
        case Choose(condition, then, otherwise):
            return of(then) if of(condition) else of(otherwise)
        case Shift(day, months, days):
            return _moved(of(day), months, days)
        case _:
            raise TypeError(f"The oracle does not know {type(node).__name__}.")


def _stand(operator: Operator, left: Any, right: Any) -> bool:
    match operator:
        case Operator.BELOW:
            return bool(left < right)
        case Operator.AT_MOST:
            return bool(left <= right)
        case Operator.EQUAL:
            return bool(left == right)
        case Operator.AT_LEAST:
            return bool(left >= right)
        case Operator.ABOVE:
            return bool(left > right)


def _moved(day: date, months: int, days: int) -> date:
    """Month by month on the calendar; a day that the month lacks gives way to the one before it."""
    year, month = divmod(day.year * 12 + (day.month - 1) + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number) + timedelta(days=days)
        except ValueError:
            continue
    raise ValueError(f"{day} moved by {months} months is on no calendar.")


def nodes_of(scheme: Scheme) -> list[Node]:
    """Every node of a scheme's rule, each once, from the top down."""
    return list(dict.fromkeys(node for root in scheme.roots for node in walk(root)))
