"""Levers: the figures of a rule that a what-if may change, with their bounds, and what was asked.

A figure is asked by its name in the address: `share=1/3`, `ceiling=800000`, `sectors=retail`. These
are values of a policy, not a person's answers, so they may stand there. A number may be written as
a decimal, a percentage or a fraction, with thousands apart; it is exact, or it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from technopole.evidence.quantities import exact_decimal
from technopole.evidence.wording import Language, Text
from technopole.rules.nodes import PURE, Kind, Member, Parameter, Question, walk
from technopole.rules.parameters import Confidence, Value, candidates
from technopole.rules.transforms.amend import NewValue
from technopole.rules.wording import say_day, say_number, say_unit_alone
from technopole.site.support.asking import plain_number
from technopole.site.support.what_if.starting import MONEY, StartingRule, gates

__all__ = ["Asked", "Lever", "levers_of", "read_asked"]

_ANY_DAY: Final = date(2000, 1, 1)  # a held scheme is the same on all
_FIRST_DAY: Final = date(1990, 1, 1)
_LAST_DAY: Final = date(2099, 12, 31)
_TIMES_ITS_GREATEST: Final = 10
_LONGEST: Final = 40
_MOST_STOPS: Final = 400
_NUMBER: Final = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,9})?)(%?)|([0-9]{1,9})/([1-9][0-9]{0,5})")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_THIRDS: Final = tuple(Fraction(n, 12) for n in (3, 4, 6, 8, 9))
_TRUTHS: Final = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True, eq=False)
class Lever:
    """A figure of the rule.

    now:         its value on the rule's day; None where that is not known.
    weak:        whether that is so because its only source decides nothing.
    least, most: the bounds of a number, both included.
    step:        what a number is a whole multiple of.
    stops:       the numbers that a slider offers, rising; the value of the day is one of them.
    options:     what a list may hold, each with its words.
    """

    parameter: Parameter
    now: Value | None
    weak: bool = False
    least: Fraction = Fraction(0)
    most: Fraction = Fraction(0)
    step: Fraction = Fraction(1)
    stops: tuple[Fraction, ...] = ()
    options: tuple[tuple[str, Text], ...] = ()

    @property
    def name(self) -> str:
        """Its name in the address."""
        return self.parameter.name

    @property
    def kind(self) -> str:
        """How it is asked: number, truth, day or choice."""
        return self.parameter.kind.value

    @property
    def wording(self) -> Text:
        """What it is, in words."""
        return self.parameter.wording

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole, at most all of it."""
        return self.parameter.unit == PURE and self.most == 1

    @property
    def before(self) -> str:
        """What stands before its field: a currency's sign."""
        return {"HKD": "HK$", "RMB": "RMB", "USD": "US$", "EUR": "€"}.get(
            self.parameter.unit.id, ""
        )

    @property
    def behind(self) -> Text:
        """What stands behind its field: a unit; empty for money, and for shares, which bear their sign."""
        return Text("", "") if self.before else say_unit_alone(self.parameter.unit)

    def written(self, value: Value | None) -> str:
        """A value as it stands in the field: 600,000, 50%, 1/3, 2024-10-31, yes."""
        match value:
            case None:
                return ""
            case bool():
                return "yes" if value else "no"
            case date():
                return value.isoformat()
            case frozenset():
                return ",".join(sorted(value))
        if self.is_share:
            percent = exact_decimal(value * 100)
            if percent is not None and len(percent.partition(".")[2]) <= 2:
                return f"{percent}%"
        exact = exact_decimal(value)
        if exact is None:
            return f"{value.numerator}/{value.denominator}"
        whole, point, decimals = exact.partition(".")
        return f"{int(whole):,}{point}{decimals}"

    def in_address(self, value: Value) -> list[str]:
        """A value as it stands in an address; an empty list is said by an empty text."""
        if isinstance(value, frozenset):
            return sorted(value) or [""]
        return [self.written(value).replace(",", "")]

    def said(self, value: Value | None, language: Language) -> str:
        """A value in words."""
        match value:
            case None:
                return _("not known")
            case bool():
                return _("yes") if value else _("no")
            case date():
                return say_day(value).in_language(language)
            case frozenset():
                words = [
                    words.in_language(language) for name, words in self.options if name in value
                ]
                return _(", ").join(words) or _("none")
        if self.parameter.unit == PURE:
            return self.written(value)
        return say_number(value, self.parameter.unit).in_language(language)


# ── Which levers a rule has ───────────────────────────────────────────────────────────────────


@lru_cache(maxsize=256)
def levers_of(rule: StartingRule) -> tuple[Lever, ...]:
    """The figures of a rule, numbers first; windows and calls are left out."""
    closed = {gate.name for gate in gates(rule.held)}
    original = {parameter.name: parameter for parameter in rule.scheme.parameters}
    found = [
        _lever(rule, parameter, original[parameter.name])
        for parameter in rule.held.parameters
        if parameter.name not in closed
    ]
    return tuple(sorted(found, key=lambda lever: lever.parameter.kind is not Kind.NUMBER))


def _lever(rule: StartingRule, parameter: Parameter, original: Parameter) -> Lever:
    found = candidates(parameter.values, _ANY_DAY, _ANY_DAY)
    now = None if found.certain is None else found.certain.value
    weak = any(
        value.confidence is Confidence.LOW
        for value in candidates(original.values, rule.day, rule.day).values
    )
    match parameter.kind:
        case Kind.NUMBER:
            return _number_lever(rule, parameter, original, now, weak=weak)
        case Kind.CHOICE:
            return Lever(parameter, now, weak, options=_options(rule, parameter))
        case _:
            return Lever(parameter, now, weak)


def _number_lever(
    rule: StartingRule, parameter: Parameter, original: Parameter, now: Value | None, *, weak: bool
) -> Lever:
    known = [value.value for value in original.values if isinstance(value.value, Fraction)]
    greatest = max(known)
    is_part = min(known) < 1 or "share" in parameter.name
    share = parameter.unit == PURE and greatest <= 1 and is_part
    percent = parameter.unit.id == "percent" and greatest <= 100
    whole = parameter.unit != PURE and parameter.unit.id not in MONEY and not percent
    if share or percent:
        most = Fraction(1 if share else 100)
    else:
        most = max(greatest * _TIMES_ITS_GREATEST, Fraction(100 if whole else 10))
    scale = next(t.scale for t in rule.shape.tables if t.parameter == parameter.name)
    step = Fraction(1, scale)
    start = now if isinstance(now, Fraction) else greatest
    return Lever(
        parameter, now, weak, Fraction(0), most, step, _stops(start, known, most, step, whole=whole)
    )  # fmt: skip


def _stops(
    now: Fraction, known: Iterable[Fraction], most: Fraction, step: Fraction, *, whole: bool
) -> tuple[Fraction, ...]:
    """Round numbers from nothing to about thrice the value, and every value that there has been.

    >>> [int(stop) for stop in _stops(Fraction(3), [Fraction(2)], Fraction(100), Fraction(1), whole=True)]
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    """
    middle = now or max(known) or Fraction(1)
    top = min(most, max(middle * 3, Fraction(10)) if whole else middle * 3)
    grain = Fraction(10) ** (len(str(int(middle))) - 2) if middle >= 1 else Fraction(1, 100)
    if most == 1:
        top, grain = (
            (Fraction(1), Fraction(1, 100)) if middle > Fraction(1, 10)
            else (Fraction(1, 5), Fraction(1, 200))
        )  # fmt: skip
    if whole:
        grain = max(grain, Fraction(1))
    grain = max(grain, step)
    stops = {grain * n for n in range(min(int(top / grain), _MOST_STOPS) + 1)}
    if most == 1:
        stops |= {third for third in _THIRDS if third <= top and third % step == 0}
    stops |= {value for value in (*known, now) if value <= most}
    return tuple(sorted(stops))


def _options(rule: StartingRule, parameter: Parameter) -> tuple[tuple[str, Text], ...]:
    """The options of the question that a list is compared with."""
    for root in rule.held.roots:
        for node in walk(root):
            if (
                isinstance(node, Member)
                and node.options == parameter
                and isinstance(node.choice, Question)
            ):
                return node.choice.about.options
    return ()


# ── What is asked ─────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Asked:
    """What an address asks.

    values: what differs from the rule of the day, by name.
    typed:  what was written in each field.
    faults: why something cannot be taken, by the lever's name; empty for what names no lever.
    """

    values: dict[str, NewValue] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)


def read_asked(
    query: QueryDict, levers: Iterable[Lever], language: Language, others: Iterable[str] = ()
) -> Asked:
    """What the address asks of the levers; every fault at once.

    others: names that mean something else in the address.
    """
    asked = Asked()
    known = {lever.name: lever for lever in levers}
    reserved = set(others)
    for name in query:
        lever = known.get(name)
        given = query.getlist(name)
        if lever is None and name not in reserved:
            asked.faults.append(("", _unknown(name, known)))
            continue
        if len(given) > 1 and not (lever and lever.parameter.kind is Kind.CHOICE):
            asked.faults.append((name if lever else "", _repeated(name, given)))
            continue
        if lever is None:
            continue
        value = _read(lever, given, language, asked)
        if value is not None and value != lever.now:
            asked.values[name] = value
    return asked


def _repeated(name: str, given: list[str]) -> str:
    sentence = _("“%(name)s” stands in the address %(times)s times; give it once.")
    return sentence % {"name": name, "times": f"{len(given):,}"}


def _unknown(name: str, known: Mapping[str, Lever]) -> str:
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in name[:_LONGEST])
    near = get_close_matches(name[:200], known, n=1, cutoff=0.5)
    if near:
        sentence = _("The rule has no figure “%(name)s”. Did you mean “%(near)s”?")
        return sentence % {"name": shown, "near": near[0]}
    sentence = _("The rule has no figure “%(name)s”; its figures are: %(names)s.")
    return sentence % {"name": shown, "names": ", ".join(known)}


def _read(lever: Lever, given: list[str], language: Language, asked: Asked) -> NewValue | None:
    """One value; None where nothing is asked, or where it cannot be taken."""
    if lever.parameter.kind is Kind.CHOICE:
        return _read_list(lever, given, asked)
    (typed,) = (one.strip() for one in given)
    asked.typed[lever.name] = typed[:_LONGEST]
    if not typed:
        return None
    try:
        match lever.parameter.kind:
            case Kind.NUMBER:
                return _read_number(lever, typed, language)
            case Kind.DAY:
                return _read_day(typed)
            case _:
                return _read_truth(typed)
    except _Unreadable as error:
        fault = f"{lever.wording.in_language(language)}{pgettext('after a name', ': ')}{error}"
        asked.faults.append((lever.name, fault))
        return None


class _Unreadable(ValueError):
    """Why a value cannot be taken, in the page's language."""


def _read_number(lever: Lever, typed: str, language: Language) -> Fraction:
    shown = typed[:_LONGEST]
    found = None
    if len(typed) <= _LONGEST:
        plain = plain_number(typed, lever.parameter.unit)
        found = _NUMBER.fullmatch(re.sub(r"\s*([%/])\s*", r"\1", plain))
    percent_is_meant = lever.parameter.unit == PURE
    if found is None or (
        found[2] and not percent_is_meant and lever.parameter.unit.id != "percent"
    ):
        example = lever.written(lever.now if lever.now is not None else lever.stops[-1])
        sentence = _("“%(typed)s” is not a number. Write one such as %(example)s.")
        raise _Unreadable(sentence % {"typed": shown, "example": example})
    if found[3]:
        value = Fraction(int(found[3]), int(found[4]))
    else:
        value = Fraction(found[1])
        if found[2] and percent_is_meant:
            value /= 100
    if not lever.least <= value <= lever.most:
        least, most = (lever.said(end, language) for end in (lever.least, lever.most))
        sentence = _("“%(typed)s” is out of bounds. Give %(least)s to %(most)s.")
        said = sentence % {"typed": shown, "least": least, "most": most}
        if lever.is_share and not found[2] and value <= 100:
            meant = exact_decimal(value)
            said += " " + _("Did you mean %(meant)s?") % {"meant": f"{meant}%"} if meant else ""
        raise _Unreadable(said)
    if value % lever.step:
        sentence = _("“%(typed)s” is too fine. Keep to steps of %(step)s.")
        if lever.is_share:
            sentence = _(
                "“%(typed)s” is too fine. Keep to tenths of a percent, or to a fraction such as 1/3."
            )
        step = lever.said(lever.step, language)
        raise _Unreadable(sentence % {"typed": shown, "step": step})
    return value


def _read_day(typed: str) -> date:
    try:
        found = date.fromisoformat(typed) if _DAY.fullmatch(typed) else None
    except ValueError:
        found = None
    if found is None or not _FIRST_DAY <= found <= _LAST_DAY:
        sentence = _("“%(typed)s” is not a day. Write year, month and day, such as 2024-10-31.")
        raise _Unreadable(sentence % {"typed": typed[:_LONGEST]})
    return found


def _read_truth(typed: str) -> bool:
    if typed not in _TRUTHS:
        raise _Unreadable(_("“%(typed)s” is neither yes nor no.") % {"typed": typed[:_LONGEST]})
    return _TRUTHS[typed]


def _read_list(lever: Lever, given: list[str], asked: Asked) -> NewValue | None:
    """The options ticked; the empty one that a form always sends says that the list was shown."""
    names = {name for name, _words in lever.options}
    ticked = {one for one in given if one}
    for one in sorted(ticked - names):
        near = get_close_matches(one[:200], names, n=1, cutoff=0.5)
        listed = near or sorted(names)
        sentence = _("“%(typed)s” is not an option; there is: %(options)s.")
        said = sentence % {"typed": one[:_LONGEST], "options": ", ".join(listed)}
        asked.faults.append((lever.name, said))
    asked.typed[lever.name] = ",".join(sorted(ticked & names))
    return frozenset(ticked) if ticked <= names else None
