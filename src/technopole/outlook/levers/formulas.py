"""The equations as formulas: read for their words, their units and another program's syntax.

The functions of `equations.py` run once on symbols instead of numbers. What comes out is one formula
a name, from which everything that speaks of the equations is made; none is ever written twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from technopole.evidence.wording import Language, Text
from technopole.outlook.levers.equations import QUANTITIES, begin, pass_a_year

__all__ = [
    "CLOCK", "Formula", "Formulas", "Name", "Operation", "UnitsDiffer", "formulas", "names_in",
    "power_of_units", "say_formula", "say_unit_of", "unit_of",
]  # fmt: skip

CLOCK: Final[Mapping[str, str]] = {"seen": "1", "later": "1", "first": "1", "one_year": "year"}
"""What the clock gives, with its unit: `seen` is 1 while figures of the next year are known, `later` 1 after,
`first` 1 in the first year."""


class Formula:
    """A formula of names and numbers; it is built by calculating with it."""

    __slots__ = ()

    def __add__(self, other: Formula | float) -> Formula:
        return Operation("+", self, _formula(other))

    def __radd__(self, other: float) -> Formula:
        return Operation("+", _formula(other), self)

    def __sub__(self, other: Formula | float) -> Formula:
        return Operation("-", self, _formula(other))

    def __rsub__(self, other: float) -> Formula:
        return Operation("-", _formula(other), self)

    def __mul__(self, other: Formula | float) -> Formula:
        return Operation("*", self, _formula(other))

    def __truediv__(self, other: Formula | float) -> Formula:
        return Operation("/", self, _formula(other))

    def __pow__(self, other: Formula | float) -> Formula:
        return Operation("^", self, _formula(other))


@dataclass(frozen=True, slots=True)
class Name(Formula):
    """A name in a formula.

    of: now, start, given or pulled, as the equations say it.
    """

    of: str
    id: str


@dataclass(frozen=True, slots=True)
class Number(Formula):
    """A number in a formula."""

    value: float


@dataclass(frozen=True, slots=True)
class Operation(Formula):
    """Two formulas joined by + - * / or ^."""

    sign: str
    left: Formula
    right: Formula


def _formula(value: Formula | float) -> Formula:
    return value if isinstance(value, Formula) else Number(value)


class _Names:
    """A bag that gives every name as a symbol, and keeps the formulas that it is given."""

    def __init__(self, of: str) -> None:
        object.__setattr__(self, "_of", of)
        object.__setattr__(self, "found", {})

    def __getattr__(self, name: str) -> Name:
        return Name(object.__getattribute__(self, "_of"), name)

    def __setattr__(self, name: str, formula: Formula) -> None:
        object.__getattribute__(self, "found")[name] = formula


@dataclass(frozen=True, slots=True)
class Formulas:
    """Every equation of the model.

    first: how each stock starts.  yearly: what is worked out each year, in order.
    """

    first: Mapping[str, Formula]
    yearly: Mapping[str, Formula]

    def names(self, of: str) -> frozenset[str]:
        """The names of a kind that the equations use: given, pulled, start or now."""
        everything = (*self.first.values(), *self.yearly.values())
        return frozenset(n.id for f in everything for n in names_in(f) if n.of == of)


@cache
def formulas() -> Formulas:
    """The equations, read once."""
    first, yearly = _Names("now"), _Names("now")
    begin(first, _Names("given"))
    pass_a_year(yearly, _Names("start"), _Names("given"), _Names("pulled"))
    return Formulas(dict(first.__dict__["found"]), dict(yearly.__dict__["found"]))


def names_in(formula: Formula) -> tuple[Name, ...]:
    """The names of a formula, from left to right."""
    match formula:
        case Name():
            return (formula,)
        case Operation(_, left, right):
            return (*names_in(left), *names_in(right))
        case _:
            return ()


# ── Units ─────────────────────────────────────────────────────────────────────────────────────

Powers = Mapping[str, int]


class UnitsDiffer(ValueError):
    """An equation adds persons to dollars, or gives another unit than it should."""


def power_of_units(unit: str) -> Powers:
    """What a unit such as "HKD/year/persons" is made of: each base with its power."""
    found: dict[str, int] = {}
    for index, part in enumerate(unit.split("/")):
        for base in part.split("*"):
            if base != "1":
                found[base] = found.get(base, 0) + (-1 if index else 1)
    return {base: power for base, power in found.items() if power}


def unit_of(formula: Formula, units: Mapping[str, Mapping[str, str]]) -> Powers:
    """The unit that a formula comes out in.

    units: of every name, by what it is of (now, start, given, pulled).
    Raises UnitsDiffer where unlike things are added, or a power is taken of something with a unit.
    """
    match formula:
        case Name(of, name):
            return power_of_units(units[of][name])
        case Operation(sign, left, right):
            one, other = unit_of(left, units), unit_of(right, units)
            if sign in "+-":
                if one != other:
                    raise UnitsDiffer(
                        f"{_plain(left)} is in {_units(one)}, {_plain(right)} in {_units(other)}."
                    )
                return one
            if sign == "^":
                if one or other:
                    raise UnitsDiffer(f"{_plain(left)} ^ {_plain(right)} needs two pure numbers.")
                return {}
            turn = 1 if sign == "*" else -1
            powers = {base: one.get(base, 0) + turn * other.get(base, 0) for base in {*one, *other}}
            return {base: power for base, power in powers.items() if power}
        case _:
            return {}


def _units(powers: Powers) -> str:
    return " · ".join(f"{base}^{power}" for base, power in sorted(powers.items())) or "pure numbers"


def _plain(formula: Formula) -> str:
    match formula:
        case Name(_, name):
            return name
        case Number(value):
            return f"{value:g}"
        case Operation(sign, left, right):
            return f"({_plain(left)} {sign} {_plain(right)})"
    raise TypeError(formula)


_BASES: Final[Mapping[str, Text]] = {
    "HKD": Text("HK$", "港元"),
    "persons": Text("persons", "人"),
    "firms": Text("firms", "家"),
    "year": Text("years", "年"),
}
_BELOW: Final[Mapping[str, Text]] = {
    "HKD": Text("for each HK$", "每港元"),
    "persons": Text("a head", "每人"),
    "firms": Text("a firm", "每家"),
    "year": Text("a year", "每年"),
}


def say_unit_of(unit: str, language: Language) -> str:
    """A unit in words: "HK$ a year a head", "每年每人港元"; empty for a pure number."""
    above, *below = unit.split("/")
    bases = [_BASES[base].in_language(language) for base in above.split("*") if base != "1"]
    per = [_BELOW[base].in_language(language) for base in below]
    if language == "zh-hant":
        return "".join((*per, *bases)) if bases else "".join(per)
    return " ".join(("-".join(bases), *per)).strip()


# ── Words ─────────────────────────────────────────────────────────────────────────────────────

_STRENGTH: Final[Mapping[str, int]] = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
_SIGNS: Final[Mapping[str, str]] = {"+": "+", "-": "−", "*": "×", "/": "÷", "^": "^"}
_AT_START: Final = Text("{name} at the start", "起始時的{name}")
_CLOCK_WORDS: Final[Mapping[str, Text]] = {
    "seen": Text("1 in known years, else 0", "已知年份為1，否則為0"),
    "later": Text("1 after the known years, else 0", "已知年份以後為1，否則為0"),
    "first": Text("1 in the first year, else 0", "首年為1，否則為0"),
    "one_year": Text("1 year", "1年"),
}


def say_formula(formula: Formula, words: Mapping[str, Text], language: Language) -> str:
    """A formula in words, each name said in the reader's language between signs of arithmetic.

    words: the names of coefficients and levers, by id; those of quantities are known here.
    """

    def say(part: Formula, least: int) -> str:
        match part:
            case Name(of, name):
                if of == "now" and name in _CLOCK_WORDS:
                    return f"[{_CLOCK_WORDS[name].in_language(language)}]"
                known = words[name] if of in ("given", "pulled") else QUANTITIES[name].name
                said = known.in_language(language)
                if of == "start":
                    said = _AT_START.in_language(language).format(name=said)
                return f"[{said}]"
            case Number(value):
                return f"{value:g}"
            case Operation(sign, left, right):
                strength = _STRENGTH[sign]
                # a − (b − c) and a ÷ (b × c) need their brackets, a + (b + c) does not matter
                after = strength + (sign in "-/^")
                said = f"{say(left, strength + (sign == '^'))} {_SIGNS[sign]} {say(right, after)}"
                return f"({said})" if strength < least else said
        raise TypeError(part)

    return say(formula, 0)
