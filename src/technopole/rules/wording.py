"""Exact values as people read them, in both languages: every digit, for a rule turns on a cent."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from technopole.evidence.figures import Figure
from technopole.evidence.periods import Period
from technopole.evidence.quantities import exact_decimal
from technopole.evidence.units import Unit
from technopole.evidence.wording import Text, say_period, say_unit
from technopole.rules.nodes import PURE, Question
from technopole.rules.ranges import Answer

__all__ = [
    "BEYOND_ANY_AWARD",
    "known_end",
    "say_about",
    "say_answer",
    "say_award",
    "say_day",
    "say_money_between",
    "say_no_items",
    "say_number",
    "say_rate",
    "say_unit_alone",
]

# The sign before an amount in English, and what stands before and behind it in Chinese.
_CURRENCIES: Final = {
    "HKD": ("HK$", "", "港元"),
    "RMB": ("RMB ", "人民幣", "元"),
    "USD": ("US$", "", "美元"),
    "EUR": ("€", "", "歐元"),
}
_YES_NO: Final = {True: Text("yes", "是"), False: Text("no", "否")}


def say_number(value: Fraction, unit: Unit) -> Text:
    """A number with its unit: "HK$3,000,000", "3 persons", "1/3" / 「3,000,000港元」."""
    written = _digits(value, money=unit.id in _CURRENCIES)
    if unit.id in _CURRENCIES:
        sign, before, behind = _CURRENCIES[unit.id]
        minus = "-" if value < 0 else ""
        return Text(f"{minus}{sign}{written.lstrip('-')}", f"{before}{written}{behind}")
    if unit == PURE:
        return Text(written, written)
    figure = Figure.of(exact_decimal(value) or f"{value.numerator}/{value.denominator}", unit)
    en, chinese = say_unit(figure, "en"), say_unit(figure, "zh-hant")
    joint = "" if en in ("", "%", "‰") else " "
    return Text(f"{written}{joint}{en}", f"{written}{chinese}")


def say_rate(value: Fraction, *, ratio: bool = False) -> Text:
    """What a rule multiplies by: a share "50%", "1/3", "300%", or dollars to a dollar "2:1"."""
    if ratio:
        said = f"{value.numerator}:{value.denominator}"
    else:
        percent = exact_decimal(value * 100)
        said = f"{value.numerator}/{value.denominator}" if percent is None else f"{percent}%"
    return Text(said, said)


def say_unit_alone(unit: Unit) -> Text:
    """What stands behind a field for numbers of a unit: "persons" / 「人」; empty for a pure number."""
    several = say_number(Fraction(2), unit)
    return Text(several.en.removeprefix("2").strip(), several.zh_hant.removeprefix("2"))


def say_money_between(low: Fraction, high: Fraction | None, unit: Unit) -> Text:
    """An amount, or the bounds that it lies in: "up to HK$15,000,000", "HK$1 to HK$2"."""
    least, most = say_number(low, unit), None if high is None else say_number(high, unit)
    if most is None:
        return Text(f"{least.en} or more", f"{least.zh_hant}或以上") if low else Text(
            "an amount without a known limit", "金額上限不詳"
        )  # fmt: skip
    if low == high:
        return least
    if low == 0:
        return Text(f"up to {most.en}", f"最多{most.zh_hant}")
    return Text(f"{least.en} to {most.en}", f"{least.zh_hant}至{most.zh_hant}")


BEYOND_ANY_AWARD: Final = 10**9  # no ceiling of any scheme comes near a billion
_DEPENDS: Final = Text("depends on your answers", "視乎答案而定")


def known_end(low: Fraction, high: Fraction | None) -> Fraction | None:
    """The upper end of an award; None where it comes from nothing but what may be typed.

    >>> known_end(Fraction(0), Fraction(900_000_000_000)) is None
    True
    >>> known_end(Fraction(0), Fraction(4_000_000))
    Fraction(4000000, 1)
    """
    return None if high is None or (high > BEYOND_ANY_AWARD and low != high) else high


def say_award(low: Fraction, high: Fraction | None, unit: Unit, *, open_still: bool) -> Text:
    """An award, or its bounds. A bound that comes from nothing but what may be typed is none.

    open_still: whether it still hangs on answers that are missing.
    """
    if open_still and low == 0 and (high is None or high > BEYOND_ANY_AWARD):
        return _DEPENDS
    return say_money_between(low, high, unit)


def say_day(day: date) -> Text:
    """A day in words."""
    period = Period.day(day)
    return Text(say_period(period, "en"), say_period(period, "zh-hant"))


def say_about(said: Text) -> Text:
    """A value that is rounded: "about HK$277,777.78"."""
    return Text(f"about {said.en}", f"約{said.zh_hant}")


def say_no_items() -> Text:
    """A list in which nothing stands."""
    return Text("none", "沒有")


def say_answer(question: Question, answer: Answer) -> Text:
    """An answer in words; a list as the number of its items."""
    match answer:
        case bool():
            return _YES_NO[answer]
        case Fraction():
            return say_number(answer, question.unit)
        case date():
            return say_day(answer)
        case str():
            return dict(question.about.options).get(answer, Text(answer, answer))
        case _:
            count = len(answer)
            return Text(f"{count} item{'' if count == 1 else 's'}", f"{count}項")


def _digits(value: Fraction, *, money: bool) -> str:
    """The exact decimal with its thousands separated, or the fraction where no decimal is exact."""
    text = exact_decimal(value)
    if text is None:
        return f"{value.numerator}/{value.denominator}"
    whole, _, decimals = text.lstrip("-").partition(".")
    if money and decimals:
        decimals = decimals.ljust(2, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{int(whole):,}{'.' if decimals else ''}{decimals}"
