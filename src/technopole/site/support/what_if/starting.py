"""The rule that a what-if starts from: a scheme with the values of one day for every applicant.

That day is today, or, where a scheme takes no applications any more or a figure of it is not known
today, the last day on which it did and all were. The values of that day hold whatever the day of an
application, so that the same rule meets everybody, and a change of it meets everybody too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Final

from technopole.evidence.units import Unit
from technopole.rules.language import Award, Scheme
from technopole.rules.nodes import Kind, Parameter, walk
from technopole.rules.parameters import candidates
from technopole.rules.transforms.amend import amended, held_on
from technopole.rules.transforms.integers import Program, lowered
from technopole.site.support.rules import rulebook_of

__all__ = [
    "MONEY", "StartingRule", "can_be_asked", "days_of", "gates", "starting_rule", "usual_day",
    "without_figures",
]  # fmt: skip

MONEY: Final = frozenset({"HKD", "RMB", "USD", "EUR"})
_MOST_DAYS: Final = 12
_TWELFTH: Final = Fraction(1, 12)
_ANY_DAY: Final = date(2000, 1, 1)  # a held scheme is the same on all


@dataclass(frozen=True, slots=True, eq=False)
class StartingRule:
    """A scheme held at the values of a day, and what is counted of it.

    held:    the scheme with the values of the day on every day.
    shape:   the held scheme in whole numbers, its shares on steps that thirds and quarters fit too:
             every change of its figures has the same shape, so that nothing is compiled for it.
    counted: the awards whose sum is what an applicant receives; where nothing is paid out, as in a
             tax deduction, its first amount of money.
    """

    scheme: Scheme
    day: date
    held: Scheme
    shape: Program
    counted: tuple[Award, ...]

    @property
    def unit(self) -> Unit:
        """The currency of what is counted."""
        return self.counted[0].value.unit


def can_be_asked(scheme: Scheme) -> bool:
    """Whether a scheme has amounts of money and figures that could be others."""
    numbers = any(parameter.kind is Kind.NUMBER for parameter in scheme.parameters)
    return numbers and bool(_counted(scheme))


def _counted(scheme: Scheme) -> tuple[Award, ...]:
    amounts = [award for award in scheme.awards if award.value.unit.id in MONEY]
    paid = [award for award in amounts if award.paid] or amounts[:1]
    return tuple(award for award in paid if award.value.unit == paid[0].value.unit)


@lru_cache(maxsize=256)
def starting_rule(pack_id: str, entity: str, day: date) -> StartingRule:
    """The rule of a scheme on a day."""
    scheme = rulebook_of(pack_id).schemes[entity]
    held = held_on(scheme, day)
    return StartingRule(scheme, day, held, _shape(held), _counted(scheme))


def _shape(held: Scheme) -> Program:
    """The held scheme with its shares on twelfths, beside hundredths and thousandths.

    There is room for shares thrice as large, and for the whole at least.
    """
    shares = {
        parameter.name: max(Fraction(1), 3 * value) + _TWELFTH
        for parameter in held.parameters
        if parameter.kind is Kind.NUMBER and parameter.unit.id == "times"
        if isinstance(value := _on(parameter, _ANY_DAY), Fraction)
    }
    return lowered(held, like=lowered(amended(held, shares)))


def without_figures(held: Scheme) -> Scheme | None:
    """The conditions that no figure changes: who fails one is refused whatever the figures are.

    None where a scheme has no such condition.
    """
    fixed = tuple(
        condition
        for condition in held.conditions
        if not any(isinstance(node, Parameter) for node in walk(condition.test))
    )
    if not fixed:
        return None
    return replace(held, window=None, conditions=fixed, judgements=(), awards=())


# ── Days ──────────────────────────────────────────────────────────────────────────────────────


def usual_day(scheme: Scheme, on: date) -> date:
    """The last day up to `on` on which applications were taken and every figure was known."""
    days = _turning_days(scheme, on)
    numbers = [p for p in scheme.parameters if p.kind is Kind.NUMBER]
    for day in days:
        if _takes_applications(scheme, day) and all(_on(p, day) is not None for p in numbers):
            return day
    return next((day for day in days if _takes_applications(scheme, day)), on)


def days_of(scheme: Scheme, on: date) -> tuple[date, ...]:
    """Days worth asking about, newest first: the usual one, and those on which a value began."""
    begun = {value.sure_from for parameter in scheme.parameters for value in parameter.values}
    usual = usual_day(scheme, on)
    days = {day for day in begun if day <= on and _takes_applications(scheme, day)}
    return tuple(sorted(days | {usual}, reverse=True)[:_MOST_DAYS])


def _turning_days(scheme: Scheme, on: date) -> list[date]:
    """`on`, and the days before it on which a value began or ended, newest first."""
    values = [value for parameter in scheme.parameters for value in parameter.values]
    days = {day for value in values for day in (value.sure_from, value.sure_until) if day}
    return sorted({day for day in days if day <= on} | {on}, reverse=True)


def gates(scheme: Scheme) -> Iterator[Parameter]:
    """The conditions that a day alone decides: windows and calls."""
    for condition in scheme.conditions:
        if isinstance(condition.test, Parameter) and condition.test.kind is Kind.TRUTH:
            yield condition.test


def _takes_applications(scheme: Scheme, day: date) -> bool:
    return all(_on(gate, day) is True for gate in gates(scheme))


def _on(parameter: Parameter, day: date) -> object:
    """The one value that there can be on a day; None where it is not certain."""
    certain = candidates(parameter.values, day, day).certain
    return None if certain is None else certain.value
