"""A rule computed on one complete case, on exact fractions: what the solver says is read again here.

The solver finds a case; before it is shown, the rule itself is walked with its answers. A case
that does not hold up is not shown, so a mistake in the encoding cannot pass for a finding.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

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
)
from technopole.rules.parameters import candidates

__all__ = ["Case", "NotPossible", "value_of"]

Answers = Mapping[str, Any]


class NotPossible(ValueError):
    """A case supposes a value that no document leaves possible, or misses an answer."""


@dataclass(frozen=True, slots=True)
class Case:
    """Complete answers, and what is supposed where the documents leave a value open.

    answers:  by the question's name: fractions, truths, days, options, and lists of items.
    supposed: by the parameter's name and the day that selects its value.
    """

    answers: Answers
    supposed: Mapping[tuple[str, date], Any]


def value_of(node: Node, case: Case) -> Any:
    """The value of a node in a case. Raises NotPossible where the case is none."""
    return _value(node, case.answers, case)


def _value(node: Node, answers: Answers, case: Case) -> Any:  # noqa: C901, PLR0912  one arm a node
    def of(child: Node) -> Any:
        return _value(child, answers, case)

    match node:
        case Constant(value):
            return value
        case Question(name) | Field(name):
            if name not in answers:
                raise NotPossible(f"{name} is not answered.")
            return answers[name]
        case Parameter():
            return _held(node, of(node.event), case)
        case Sum(parts):
            return sum((of(part) for part in parts), Fraction(0))
        case Difference(left, right):
            return of(left) - of(right)
        case Product(left, right):
            return of(left) * of(right)
        case Least(parts):
            return min(of(part) for part in parts)
        case Greatest(parts):
            return max(of(part) for part in parts)
        case Rounded(inner, step, up):
            steps = of(inner) / step
            return (-(-steps // 1) if up else steps // 1) * step
        case Bare(inner):
            return of(inner)
        case DaysBetween(earlier, later):
            return Fraction((of(later) - of(earlier)).days)
        case Total(items, each, most):
            counted = of(items) if most is None else of(items)[:most]
            return sum((_value(each, {**answers, **i}, case) for i in counted), Fraction(0))
        case Comparison(operator, left, right):
            return _stands(operator, of(left), of(right))
        case Member(choice, options):
            return of(choice) in (of(options) if isinstance(options, Parameter) else options)
        case All(parts):
            return all(of(part) for part in parts)
        case AnyOf(parts):
            return any(of(part) for part in parts)
        case Not(part):
            return not of(part)
        case Choose(condition, then, otherwise):
            return of(then) if of(condition) else of(otherwise)
        case Shift(day, months, days):
            return _shifted(of(day), months, days)
        case _:
            raise TypeError(f"{type(node).__name__} has no value here: teach it to be proved.")


def _held(parameter: Parameter, day: date, case: Case) -> Any:
    """The value that a parameter had on a day: the one it can have had, or a possible one supposed."""
    found = candidates(parameter.values, day, day)
    if found.certain is not None:
        return found.certain.value
    value = case.supposed.get((parameter.name, day))
    possible = any(value == known.value for known in found.values)
    if (found.open or not found.values) and value is not None:
        possible = possible or parameter.kind is not Kind.NUMBER or value >= 0
    if not possible:
        raise NotPossible(f"{parameter.name} cannot have been {value} on {day}.")
    return value


def _stands(operator: Operator, left: Any, right: Any) -> bool:
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


def _shifted(day: date, months: int, days: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, length)) + timedelta(days=days)
