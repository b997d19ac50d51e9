"""How numbers that were worked out are said: to as many digits as they carry, in the indicator's unit."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from technopole.evidence.figures import Figure, Number, Qualifier
from technopole.evidence.quantities import exact_decimal
from technopole.evidence.units import Unit
from technopole.evidence.wording import Language, say_figure
from technopole.outlook.chances import ALL, NONE, whole_per_cent
from technopole.outlook.roots import Exact, rounded

if TYPE_CHECKING:
    from technopole.outlook.methods.method import Component

__all__ = [
    "say_chance",
    "say_change",
    "say_component",
    "say_estimate",
    "say_growth",
    "say_times",
    "word_of",
]

_SHARES: Final = frozenset({"percent", "ratio"})
_WHOLE: Final = frozenset({"count", "persons", "projects", "storeys"})
_DIGITS: Final = 3


def say_chance(chance: float) -> str:
    """Whole per cent; what no path or every path reached is not certain."""
    percent = whole_per_cent(chance)
    if percent == NONE:
        return _("under 1%")
    return _("over 99%") if percent == ALL else f"{percent}%"


def say_estimate(value: Fraction | float, unit: Unit, language: Language) -> str:
    """A level to three significant digits: more would claim what nobody knows."""
    return _said(_significant(value), unit, language)


def word_of(unit: Unit, language: Language) -> str:
    """The word that follows a number of the unit, which an interval says but once; empty for signs."""
    said = say_figure(
        Figure("2", Number(Fraction(2), Fraction(2), Fraction(0)), unit, Qualifier.EXACT), language
    )
    word = said.removeprefix("2").strip()
    return word if said.startswith("2") and word not in ("%", "‰") else ""


def say_change(value: Fraction | float, unit: Unit, language: Language) -> str:
    """A change with its sign, to three significant digits; between shares it is percentage points."""
    change = _significant(value)
    sign = "+" if change > 0 else "−" if change < 0 else ""
    if unit.id in _SHARES:
        return _("%(number)s points") % {"number": sign + _plain(abs(change))}
    return sign + _said(abs(change), unit, language)


def say_growth(growth: Exact | Fraction | float) -> str:
    """Growth a year in per cent to one decimal, with its sign.

    >>> say_growth(Fraction(1, 20)), say_growth(-0.0312)
    ('+5.0%', '−3.1%')
    """
    percent = (
        Decimal(str(growth * 100)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        if isinstance(growth, float)
        else rounded(growth * 100, 1)
    )
    sign = "+" if percent > 0 else "−" if percent < 0 else ""
    return f"{sign}{abs(percent):,}%"


def say_times(times: Fraction) -> str:
    """How many times, to one decimal; from ten on in whole numbers."""
    places = 0 if times >= 10 else 1
    return f"{rounded(times, places):,}"


def say_component(component: Component, unit: Unit, language: Language, places: int = 4) -> str:
    """A number that a verdict was worked out from, as what it is; marked where digits were cut."""
    text = component.text(10)
    value = Fraction(text)
    match component.holds.value:
        case "year" | "years":
            return text
        case "growth" | "share":
            return _decimal(value * 100, max(places - 2, 1)) + "%"
        case "percent":
            return _decimal(value, max(places - 2, 1)) + "%"
        case "score":
            return _decimal(value, 2)
        case "unit-a-year" if unit.id in _SHARES:
            return _("%(number)s points") % {"number": _decimal(value, places)}
        case _:
            if abs(value) >= 1_000_000:
                return _said(Fraction(f"{float(value):.4g}"), unit, language)
            if abs(value) >= 1000 or unit.id in _WHOLE:
                return _said(
                    Fraction(rounded(value, 1 if unit.id in _WHOLE else 0)), unit, language
                )
            return _said(Fraction(rounded(value, places)), unit, language)


def _decimal(value: Fraction, places: int) -> str:
    """The number, whole where it is, else rounded to so many places."""
    shown = f"{rounded(value, places):,.{places}f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown).replace("-", "−")


def _significant(value: Fraction | float) -> Fraction:
    """To three significant digits; whole numbers stay whole."""
    exact = Fraction(value)
    if not exact:
        return exact
    return Fraction(f"{float(exact):.{_DIGITS}g}")


def _said(value: Fraction, unit: Unit, language: Language) -> str:
    if unit.id == "ratio":
        return f"{_plain(value)}%"
    if value < 0:
        return f"−{_said(-value, unit, language)}"
    text = exact_decimal(value) or str(float(value))
    return say_figure(
        Figure(text, Number(value, value, Fraction(0)), unit, Qualifier.EXACT), language
    )


def _plain(value: Fraction) -> str:
    text = exact_decimal(value) or str(float(value))
    whole, _dot, rest = text.partition(".")
    grouped = f"{int(whole):,}"
    return (f"{grouped}.{rest}" if rest else grouped).replace("-", "−")
