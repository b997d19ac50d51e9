"""The way to a target in steps that a reader can work out again with pencil and paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from technopole.evidence.figures import Figure, Number, Qualifier
from technopole.evidence.units import Unit
from technopole.evidence.wording import Language
from technopole.site.portal.queries.figures import say_figure
from technopole.site.portal.queries.indicators import Way

__all__ = ["Step", "say_difference", "say_level", "say_share", "steps"]

_SHARES: Final = frozenset({"percent", "ratio"})


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum: what it gives, how, and the result."""

    label: str
    working: str
    result: str


def steps(way: Way, language: Language) -> tuple[Step, ...]:
    """The lines below the figures themselves: the whole way, what is covered, what is left."""
    return tuple(_steps(way, language))


def _steps(way: Way, language: Language) -> Iterator[Step]:
    unit = way.distance.target.observation.figure.unit
    if way.start is not None and way.whole is not None and way.gone is not None and way.whole:
        yield Step(
            _("The whole way"),
            _less(way.wanted, way.start, unit, language),
            say_difference(way.whole, unit, language),
        )
        yield Step(
            _("Covered so far"),
            _less(way.reached, way.start, unit, language),
            say_difference(way.gone, unit, language),
        )
        share = way.gone / way.whole
        working = f"{_term(way.gone, unit, language)} ÷ {_term(way.whole, unit, language)}"
        yield Step(_("Share of the way covered"), working, say_share(share))
    yield Step(
        _("Left"),
        _less(way.wanted, way.reached, unit, language),
        say_difference(way.distance.left, unit, language),
    )


def say_level(amount: Fraction, unit: Unit, language: Language) -> str:
    """A level in words: a ratio's as the per cent that it counts by."""
    if unit.id == "ratio":
        return f"{_bare(amount)}%"
    text = _bare(amount).replace(",", "").replace("−", "-")
    return say_figure(
        Figure(text, Number(amount, amount, Fraction(0)), unit, Qualifier.EXACT), language
    )


def say_difference(amount: Fraction, unit: Unit, language: Language) -> str:
    """A difference in words; between shares it is percentage points."""
    if unit.id in _SHARES:
        return _("%(number)s percentage points") % {"number": _bare(amount)}
    if amount < 0:
        return f"−{say_level(-amount, unit, language)}"
    return say_level(amount, unit, language)


def _term(amount: Fraction, unit: Unit, language: Language) -> str:
    """A difference within a sum: between shares the number alone."""
    return _bare(amount) if unit.id in _SHARES else say_difference(amount, unit, language)


def say_share(share: Fraction) -> str:
    """A share in whole per cent, marked as rounded where it is."""
    percent = share * 100
    rounded = (Decimal(percent.numerator) / Decimal(percent.denominator)).quantize(
        Decimal(1), ROUND_HALF_UP
    )
    said = f"{rounded:,}%".replace("-", "−")
    return said if percent == int(rounded) else _("about %(share)s") % {"share": said}


def _less(one: Fraction, other: Fraction, unit: Unit, language: Language) -> str:
    return f"{say_level(one, unit, language)} − {say_level(other, unit, language)}"


def _bare(amount: Fraction) -> str:
    """The number alone, exact; figures are decimals, so that their differences are."""
    denominator, places = amount.denominator, 0
    while denominator > 1 and places < 6:
        places += 1
        denominator = (amount * 10**places).denominator
    number = Decimal(amount.numerator) / Decimal(amount.denominator)
    return f"{number:,.{places}f}".replace("-", "−")
