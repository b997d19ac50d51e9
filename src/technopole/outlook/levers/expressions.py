"""A number worked out from facts: `(001-025 / 002-236) ** (1/3) - 1`.

A data file says from which facts a number follows, and the number is worked out each time, so that
no derived digit is typed. Facts count in base units: HK$, persons, and a share of 1.11% as 0.0111; a
ratio such as 58:42 counts by its first part's share of the whole, 0.58.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Final

from technopole.evidence.figures import Number, Ratio
from technopole.evidence.observations import Observation

__all__ = ["Expression", "NotAnExpression", "base_value", "read_expression"]

_FACT: Final = re.compile(r"\b\d{3}-\d{3}\b")
_SIGNS: Final[Mapping[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_LONGEST: Final = 300


class NotAnExpression(ValueError):
    """The text cannot be worked out; the message says why."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A number, or a sum of facts and numbers.

    text:  as written.  facts: the ids it names, each once, in order.
    """

    text: str
    facts: tuple[str, ...]
    _tree: ast.expr

    def value(self, observations: Mapping[str, Observation]) -> float:
        """What it comes to. Raises NotAnExpression, as for a fact that is no number or a division by zero."""
        try:
            found = _worked_out(self._tree, observations)
        except (ArithmeticError, TypeError) as error:
            raise NotAnExpression(f"“{self.text}” cannot be worked out: {error}.") from error
        if isinstance(found, complex) or not isfinite(found):
            raise NotAnExpression(f"“{self.text}” comes to no number.")
        return float(found)


def read_expression(text: object) -> Expression:
    """Read a number or an expression. Raises NotAnExpression."""
    if not isinstance(text, str):
        if isinstance(text, bool) or not isinstance(text, (int, float)) or not isfinite(text):
            raise NotAnExpression(f"“{text}” is no number.")
        return Expression(f"{text:g}", (), ast.Constant(text))
    if len(text) > _LONGEST:
        raise NotAnExpression(f"It is longer than {_LONGEST} signs.")
    facts = tuple(dict.fromkeys(_FACT.findall(text)))
    try:
        tree = ast.parse(
            _FACT.sub(lambda m: f"_{m[0].replace('-', '_')}", text.strip()), mode="eval"
        )
    except (SyntaxError, ValueError) as error:
        raise NotAnExpression(f"“{text}” cannot be read.") from error
    _check(tree.body, text)
    return Expression(text, facts, tree.body)


def _check(node: ast.expr, text: str) -> None:
    match node:
        case ast.BinOp(left, sign, right) if type(sign) in _SIGNS:
            _check(left, text)
            _check(right, text)
        case ast.UnaryOp(ast.USub(), part):
            _check(part, text)
        case ast.Constant(value) if type(value) in (int, float):
            pass
        case ast.Name(name) if re.fullmatch(r"_\d{3}_\d{3}", name):
            pass
        case _:
            raise NotAnExpression(
                f"“{text}” holds something other than facts, numbers, + - * / ** and brackets."
            )


def _worked_out(node: ast.expr, observations: Mapping[str, Observation]) -> float:
    match node:
        case ast.BinOp(left, sign, right):
            one, other = _worked_out(left, observations), _worked_out(right, observations)
            return _SIGNS[type(sign)](one, other)
        case ast.UnaryOp(_, part):
            return -_worked_out(part, observations)
        case ast.Constant(value):
            return float(str(value))
        case ast.Name(name):
            return float(base_value(observations[name[1:].replace("_", "-")]))
    raise TypeError(node)


def base_value(observation: Observation) -> Fraction:
    """A fact in base units. Raises NotAnExpression where it is no single number."""
    figure = observation.figure
    match figure.value:
        case Ratio() as ratio:
            return ratio.share()
        case Number() as number if not number.is_range:
            return number.low * figure.unit.factor
    raise NotAnExpression(f"Fact {observation.id} is not one number.")
