"""What an address asks of the levers: how far each is pulled, and what the reader assumes otherwise.

    ?talent_admissions=3000&retention=10&leaving_rate.middle=6&indicator=3.1

Numbers stand as people see them on the page: per cent where something is a part or a rate, millions
where it is money. What stands at its default is left out, so that an address stays short.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from technopole.evidence.wording import Language

if TYPE_CHECKING:
    from technopole.outlook.levers.declared import Coefficient, Lever, Model
    from technopole.outlook.levers.running import Range

__all__ = ["ENDS", "OTHERS", "Asked", "Shown", "read_asked", "shown_coefficient", "shown_lever"]

OTHERS: Final = ("as_of", "indicator", "part")
ENDS: Final = ("low", "middle", "high")
_NUMBER: Final = re.compile(r"[-−+]?[0-9]{1,15}(?:\.[0-9]{1,12})?", re.ASCII)
_BETWEEN: Final = re.compile(r"[\s,，]")
_LONGEST: Final = 40
_MOST_FAULTS: Final = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """How a number of the model is shown: times so much, before this unit."""

    times: float
    unit: str

    def written(self, value: float) -> str:
        """As a field has it: no marks between thousands, no digit that the value does not carry.

        >>> Shown(100.0, "%").written(0.055)
        '5.5'
        """
        return self._plain(value, 8)

    def usual(self, value: float) -> str:
        """The number that the model has, short enough to be read; it counts with all its digits."""
        return self._plain(value, 4)

    def _plain(self, value: float, digits: int) -> str:
        text = f"{value * self.times:.{digits}g}"
        if "e" in text:
            text = f"{float(text):.12f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text


def shown_lever(lever: Lever, language: Language) -> Shown:
    """How far a lever is pulled, as people say it."""
    match lever.unit:
        case "1":
            return Shown(100.0, "%")
        case "1/year":
            return Shown(100.0, _("percentage points a year"))
        case "HKD/year":
            return Shown(1e-6, _("HK$ million a year"))
        case _:
            return Shown(1.0, _unit(lever.unit, language))


def shown_coefficient(one: Coefficient, language: Language) -> Shown:
    """A coefficient, as people say it."""
    if one.unit == "1/year":
        return Shown(100.0, _("% a year"))
    if one.unit == "HKD/year":
        return Shown(1e-9, _("HK$ billion a year"))
    return Shown(1.0, _unit(one.unit, language))


def _unit(unit: str, language: Language) -> str:
    from technopole.outlook.levers.formulas import say_unit_of

    return say_unit_of(unit, language)


@dataclass(frozen=True)
class Asked:
    """What an address asks.

    levers:    those that are moved, in the model's units.
    assumed:   the reader's own ranges.
    indicator: the one that is looked at.
    typed:     what stands in fields, as it was typed.
    faults:    pairs of a field's name (empty for the whole) and what is wrong with it.
    """

    levers: dict[str, float]
    assumed: dict[str, Range]
    indicator: str
    typed: Mapping[str, str]
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything stands otherwise than the model has it."""
        return bool(self.levers or self.assumed)

    def query(self, model: Model, language: Language, **others: str) -> str:
        """What is asked, as the shortest piece of an address; empty where it is nothing."""
        pairs = [
            (name, shown_lever(model.levers[name], language).written(value))
            for name, value in self.levers.items()
        ]
        for name, own in self.assumed.items():
            one = model.coefficients[name]
            shown = shown_coefficient(one, language)
            pairs += [
                (f"{name}.{end}", shown.written(getattr(own, end)))
                for end in ENDS
                if getattr(own, end) != getattr(one, end)
            ]
        if self.indicator != next(iter(model.shows)):
            pairs.append(("indicator", self.indicator))
        found = urlencode([*pairs, *((name, value) for name, value in others.items() if value)])
        return f"?{found}" if found else ""


def read_asked(query: QueryDict, model: Model, language: Language) -> Asked:
    """Read an address; every fault of it is gathered, and nothing is taken from what is faulty."""
    first = next(iter(model.shows))
    names = _names(model)
    typed = {name: str(query[name])[:_LONGEST].strip() for name in query if name in names}
    asked = Asked({}, {}, first, typed)
    for name, values in query.lists():
        if name not in names and name not in OTHERS:
            near = get_close_matches(name, names, n=1, cutoff=0.6)
            hint = _(" Did you mean %(near)s?") % {"near": near[0]} if near else ""
            _wrong(asked, "", _("There is nothing called “%(name)s” here.") % {"name": name[:_LONGEST]} + hint)  # fmt: skip
        elif len(values) > 1:
            _wrong(asked, name, _("“%(name)s” is given more than once; give it once.") % {"name": name})  # fmt: skip
    indicator = query.get("indicator", "") or first
    if indicator in model.shows:
        asked = Asked(asked.levers, asked.assumed, indicator, typed, asked.faults)
    else:
        _wrong(asked, "indicator", _("The model does not show “%(name)s”.") % {"name": indicator[:_LONGEST]})  # fmt: skip
    for lever in model.levers.values():
        _read_lever(asked, lever, language)
    for one in model.coefficients.values():
        if one.assumed:
            _read_range(asked, one, language)
    return asked


def _names(model: Model) -> set[str]:
    """Every name that an address may carry, but the few that all pages know."""
    return set(model.levers) | {
        f"{name}.{end}" for name, one in model.coefficients.items() if one.assumed for end in ENDS
    }


def _wrong(asked: Asked, name: str, sentence: str) -> None:
    if len(asked.faults) < _MOST_FAULTS:
        asked.faults.append((name, sentence))


def _number(typed: str) -> float | None:
    plain = _BETWEEN.sub("", typed).removesuffix("%")
    return float(plain.replace("−", "-")) if _NUMBER.fullmatch(plain) else None


def _read_lever(asked: Asked, lever: Lever, language: Language) -> None:
    typed = asked.typed.get(lever.id, "")
    if not typed:
        return
    shown = shown_lever(lever, language)
    name = lever.name.in_language(language)
    number = _number(typed)
    if number is None:
        _wrong(asked, lever.id, _("%(name)s: “%(typed)s” is not a number.") % {"name": name, "typed": typed})  # fmt: skip
        return
    value = number / shown.times
    slack = 1e-9 * max(abs(lever.least), abs(lever.most))
    if not lever.least - slack <= value <= lever.most + slack:
        sentence = _("%(name)s goes from %(least)s to %(most)s, not to %(typed)s.")
        ends = {"least": shown.written(lever.least), "most": shown.written(lever.most)}
        _wrong(asked, lever.id, sentence % {"name": name, "typed": typed, **ends})
    elif value:
        asked.levers[lever.id] = min(max(value, lever.least), lever.most)


def _read_range(asked: Asked, one: Coefficient, language: Language) -> None:
    """The reader's own range; ends that are not given, or as the model has them, stand as they are."""
    shown = shown_coefficient(one, language)
    ends: dict[str, float] = {}
    own = False
    for end in ENDS:
        usual = getattr(one, end)
        typed = asked.typed.get(f"{one.id}.{end}", "")
        if not typed or typed == shown.usual(usual):
            ends[end] = usual
            continue
        number = _number(typed)
        if number is None:
            name = one.name.in_language(language)
            _wrong(asked, f"{one.id}.{end}", _("%(name)s: “%(typed)s” is not a number.") % {"name": name, "typed": typed})  # fmt: skip
            return
        ends[end], own = number / shown.times, True
    if not own:
        return
    from technopole.outlook.levers.running import Range

    found = Range(**ends)
    if fault := _fault_of(one, found, language):
        _wrong(asked, f"{one.id}.middle", fault)
    else:
        asked.assumed[one.id] = found


def _fault_of(one: Coefficient, own: Range, language: Language) -> str:
    """Why a range cannot be assumed; empty where it can."""
    name = one.name.in_language(language)
    if not own.low <= own.middle <= own.high:
        return _("%(name)s: the three numbers must rise from low to high.") % {"name": name}
    low, high = _WITHIN.get(one.unit, (-1.0, 1e15))
    if not low <= own.low <= own.high <= high:
        return _("%(name)s: that is beyond what its unit can mean.") % {"name": name}
    return ""


# As `outlook.levers.running` holds them: a share or a rate beyond these would turn stocks negative.
_WITHIN: Final[Mapping[str, tuple[float, float]]] = {"1": (0.0, 50.0), "1/year": (-0.5, 1.0)}
