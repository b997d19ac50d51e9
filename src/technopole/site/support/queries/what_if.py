"""What the what-if pages show: the schemes that can be asked, the levers, and what becomes of whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from technopole.evidence.observations import Observation
from technopole.evidence.units import Unit
from technopole.evidence.wording import Language, Text
from technopole.plan.packs import Pack
from technopole.rules.language import Scheme
from technopole.rules.transforms.amend import NewValue
from technopole.rules.wording import say_money_between, say_number
from technopole.site.support.rules import rulebook_of
from technopole.site.support.what_if.applicants import Synthetic, synthetic_of
from technopole.site.support.what_if.levers import Asked, Lever, levers_of
from technopole.site.support.what_if.starting import (
    StartingRule,
    can_be_asked,
    days_of,
    usual_day,
)

if TYPE_CHECKING:
    from technopole.site.support.what_if.comparing import Amount, Bin, Comparison, Group, Totals
    from technopole.site.support.what_if.traits import Traits

__all__ = [
    "ChoosePage", "Control", "Outcome", "WhatIfPage", "choose_page", "outcome_of", "query_of", "what_if_page",
]  # fmt: skip

_MORE: Final = "+"
_LESS: Final = "−"


# ── Choosing ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Choice:
    """A scheme that can be asked, and of which day its rule is."""

    scheme: Scheme
    day: date
    levers: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """What facts of the documents set in the synthetic table."""

    says: Text
    facts: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """The schemes with amounts and figures, those whose rule runs without, and what the applicants are."""

    choices: tuple[Choice, ...]
    without: tuple[Scheme, ...]
    applicants: Synthetic | None
    calibration: tuple[Calibration, ...]


def choose_page(pack: Pack, on: date) -> ChoosePage:
    """The schemes that can be asked, in the order of their names."""
    schemes = [scheme for scheme in rulebook_of(pack.id).executable if can_be_asked(scheme)]
    choices = [
        Choice(
            scheme,
            usual_day(scheme, on),
            sum(p.kind.value == "number" for p in scheme.parameters),
        )
        for scheme in schemes
    ]
    without = tuple(one for one in rulebook_of(pack.id).executable if not can_be_asked(one))
    return ChoosePage(tuple(choices), without, synthetic_of(pack.id), _calibration(pack))


def _calibration(pack: Pack) -> tuple[Calibration, ...]:
    synthetic = synthetic_of(pack.id)
    known = pack.evidence.observations
    return tuple(
        Calibration(source.says, tuple(known[fact] for fact in source.facts if fact in known))
        for source in (synthetic.calibrated_on if synthetic else ())
    )


# ── Levers ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Control:
    """A lever as the page shows it.

    value:    what stands in its field.
    ticked:   the options that are ticked.
    now:      its value on the rule's day, in words.
    changed:  whether another value is asked.
    fault:    why what was written cannot be taken; empty where it can.
    place:    of the slider's stops the one nearest to the value.
    stops:    the slider's stops as they are written, with a bar between them.
    """

    lever: Lever
    value: str
    ticked: frozenset[str]
    now: str
    changed: bool
    fault: str
    place: int
    stops: str

    @property
    def id(self) -> str:
        """The id of its field."""
        return f"lever-{self.lever.name}"


def _control(lever: Lever, asked: Asked, language: Language) -> Control:
    faults = [fault for name, fault in asked.faults if name == lever.name]
    value = asked.values.get(lever.name, lever.now)
    typed = asked.typed.get(lever.name)
    written = lever.written(value)  # type: ignore[arg-type]
    shown = typed if faults and typed is not None else written
    return Control(
        lever=lever,
        value=shown,
        ticked=value if isinstance(value, frozenset) else frozenset(),
        now=lever.said(lever.now, language),
        changed=lever.name in asked.values,
        fault=faults[0] if faults else "",
        place=_place(lever, value),
        stops=_stops_of(lever),
    )


@lru_cache(maxsize=1024)
def _stops_of(lever: Lever) -> str:
    return "|".join(lever.written(stop) for stop in lever.stops)


def _place(lever: Lever, value: object) -> int:
    """Of the slider's stops the one nearest to a value."""
    if not lever.stops or not isinstance(value, Fraction):
        return 0
    above = min(bisect_left(lever.stops, value), len(lever.stops) - 1)
    below = max(above - 1, 0)
    nearer_below = value - lever.stops[below] < lever.stops[above] - value
    return below if nearer_below else above


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """A scheme's what-if.

    days:     days whose rule can be asked about, newest first.
    usual:    whether the rule is that of the usual day.
    today:    whether that is today, or the day as of which the site is read.
    said:     the changed figures: what each is, before and after.
    faults:   everything that cannot be taken.
    query:    what is asked, as a piece of an address; empty where nothing is.
    reset:    the same without the changed figures.
    """

    rule: StartingRule
    days: tuple[date, ...]
    usual: bool
    today: bool
    controls: tuple[Control, ...]
    said: tuple[tuple[Text, str, str], ...]
    faults: tuple[str, ...]
    query: str
    reset: str


def what_if_page(
    rule: StartingRule, on: date, asked: Asked, others: Mapping[str, str], language: Language
) -> WhatIfPage:
    """The page of a scheme's what-if, without what becomes of whom.

    others: what else stands in the address, such as whose table it is.
    """
    levers = levers_of(rule)
    usual = usual_day(rule.scheme, on)
    days = days_of(rule.scheme, on)
    kept = {**({} if rule.day == usual else {"day": rule.day.isoformat()}), **others}
    return WhatIfPage(
        rule=rule,
        days=tuple(sorted({*days, rule.day}, reverse=True)),
        usual=rule.day == usual,
        today=rule.day == on,
        controls=tuple(_control(lever, asked, language) for lever in levers),
        said=tuple(
            (
                lever.wording,
                lever.said(lever.now, language),
                lever.said(asked.values[lever.name], language),  # type: ignore[arg-type]
            )
            for lever in levers
            if lever.name in asked.values
        ),
        faults=tuple(fault for _, fault in asked.faults),
        query=query_of(levers, asked.values, kept),
        reset=query_of(levers, {}, kept),
    )


def query_of(
    levers: Sequence[Lever], values: Mapping[str, NewValue], others: Mapping[str, str]
) -> str:
    """What is asked as a piece of an address, with a question mark before it; only what differs."""
    pairs = [
        (lever.name, text)
        for lever in levers
        if lever.name in values
        for text in lever.in_address(values[lever.name])  # type: ignore[arg-type]
    ]
    found = urlencode([*pairs, *others.items()])
    return f"?{found}" if found else ""


# ── What becomes of whom ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _In:
    """How amounts are said."""

    unit: Unit
    language: Language


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule gives, in words.

    unknown: of how many it is not known whether they are eligible.
    open:    of how many who are eligible the amount is not known.
    """

    eligible: int
    unknown: int
    open: int
    total: str
    mean: str | None
    median: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """How two amounts differ.

    way:  more, less, same or unsure.
    says: by how much, with its sign.
    size: the same without a sign; empty where the way is not sure.
    """

    way: str
    says: str
    size: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """Changes of one size: how many, in all how much, and how long the bar is, of a thousand."""

    range: str
    side: str
    count: int
    amount: str
    length: int
    at: int


@dataclass(frozen=True, slots=True)
class GroupSaid:
    """What becomes of a group."""

    name: str
    eligible_before: int
    eligible_after: int
    unknown_after: int
    before: str
    after: str
    change: Change
    gain: int
    lose: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a table's applicants.

    changed: whether another rule stands beside that of the day.
    more:    how many more are surely eligible; below zero, fewer.
    scale:   what the changes by size are counted in: one, thousand or million of the currency.
    traits:  by the name of the question: the groups that anything happens to.
    """

    rows: int
    changed: bool
    before: Said
    after: Said
    more: int
    total: Change
    mean: Change | None
    median: Change | None
    gain: int
    gain_amount: str
    lose: int
    lose_amount: str
    same: int
    unsure: int
    enter: int
    leave: int
    bars: tuple[Bar, ...]
    scale: str
    traits: tuple[tuple[str, tuple[GroupSaid, ...]], ...]

    @property
    def chart_height(self) -> int:
        """The height of the picture of the changes."""
        return 26 * len(self.bars) + 4


def outcome_of(
    found: Comparison, traits: Traits, rule: StartingRule, names: Mapping[str, Mapping[str, str]],
    *, changed: bool, language: Language,
) -> Outcome:  # fmt: skip
    """What becomes of whom, in words.

    names: for the questions that people are grouped by, the words of their options.
    """
    unit = _In(rule.unit, language)
    scale, divisor = _scale(found.bins)
    most = max((each.count for each in found.bins), default=0)
    return Outcome(
        rows=found.rows,
        changed=changed,
        before=_said(found.before, unit),
        after=_said(found.after, unit),
        more=found.after.eligible - found.before.eligible,
        total=_change(found.before.total, found.after.total, unit),
        mean=_maybe_change(found.before.mean, found.after.mean, unit),
        median=_maybe_change(found.before.median, found.after.median, unit),
        gain=found.gain.count,
        gain_amount=_money(found.gain.amount, unit),
        lose=found.lose.count,
        lose_amount=_money(found.lose.amount, unit),
        same=found.same,
        unsure=found.unsure,
        enter=found.enter,
        leave=found.leave,
        bars=tuple(
            Bar(
                _range(each, divisor),
                "lose" if _loses(each) else "gain",
                each.count,
                _signed(each.amount, unit),
                -(-each.count * 1000 // most) if most else 0,
                26 * place + 4,
            )
            for place, each in enumerate(found.bins)
        ),
        scale=scale,
        traits=tuple(
            (trait, _groups(groups, traits.names[trait], names.get(trait, {}), unit))
            for trait, groups in found.groups.items()
        ),
    )


def _said(totals: Totals, unit: _In) -> Said:
    return Said(
        totals.eligible,
        totals.unknown,
        totals.open,
        _money(totals.total, unit),
        _money(totals.mean, unit) if totals.mean else None,
        _money(totals.median, unit) if totals.median else None,
    )


def _money(amount: Amount, unit: _In) -> str:
    high = None if amount.high is None else Fraction(amount.high, 100)
    said = say_money_between(Fraction(amount.low, 100), high, unit.unit)
    return said.in_language(unit.language)


def _signed(cents: int, unit: _In) -> str:
    return ("" if cents == 0 else _MORE if cents > 0 else _LESS) + _unsigned(cents, unit)


def _unsigned(cents: int, unit: _In) -> str:
    return say_number(Fraction(abs(cents), 100), unit.unit).in_language(unit.language)


def _maybe_change(before: Amount | None, after: Amount | None, unit: _In) -> Change | None:
    return _change(before, after, unit) if before and after else None


def _change(before: Amount, after: Amount, unit: _In) -> Change:
    """How an amount changes; where ends leave it open, between the least and the most it can."""
    if before.high is None or after.high is None:
        return Change("unsure", _("not known"))
    low, high = after.low - before.high, after.high - before.low
    way = "same" if low == high == 0 else "more" if low >= 0 else "less" if high <= 0 else "unsure"
    if low == high:
        return Change(way, _signed(low, unit), _unsigned(low, unit))
    if way == "unsure":
        return Change(way, _ends(_signed(low, unit), _signed(high, unit)))
    ends = (low, high) if way == "more" else (high, low)
    sizes = [_unsigned(end, unit) for end in ends]
    return Change(way, _ends(*(_signed(end, unit) for end in ends)), _ends(*sizes))


def _ends(low: str, high: str) -> str:
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def _groups(
    groups: Sequence[Group], names: Sequence[str], words: Mapping[str, str], unit: _In
) -> tuple[GroupSaid, ...]:
    return tuple(
        GroupSaid(
            words.get(name, name),
            group.eligible_before,
            group.eligible_after,
            group.unknown_after,
            _money(group.before, unit),
            _money(group.after, unit),
            _change(group.before, group.after, unit),
            group.gain,
            group.lose,
        )
        for group, name in zip(groups, names, strict=True)
        if group.eligible_before or group.eligible_after or group.unknown_after
    )


# ── Sizes of changes ──────────────────────────────────────────────────────────────────────────


def _loses(each: Bin) -> bool:
    return each.upto is not None and each.upto <= 0


def _scale(bins: Sequence[Bin]) -> tuple[str, int]:
    """What the ends of the bins are counted in, so that none has decimals but of small sums."""
    ends = [abs(end) for each in bins for end in (each.over, each.upto) if end]
    if ends and all(end % 100_000_000 == 0 for end in ends):
        return "million", 100_000_000
    if ends and all(end % 100_000 == 0 for end in ends):
        return "thousand", 100_000
    return "one", 100


def _range(each: Bin, divisor: int) -> str:
    """From where to where a change lies, its further end included: "+50 to +100"."""
    sign = _LESS if _loses(each) else _MORE
    inner, outer = (each.upto, each.over) if _loses(each) else (each.over, each.upto)
    near = _plain(abs(inner or 0), divisor)
    if outer is None:
        return _("beyond %(end)s") % {"end": f"{sign}{near}"}
    far = _plain(abs(outer), divisor)
    if not inner:
        return _("up to %(end)s") % {"end": f"{sign}{far}"}
    return _ends(f"{sign}{near}", f"{sign}{far}")


def _plain(cents: int, divisor: int) -> str:
    whole, rest = divmod(cents, divisor)
    return f"{whole:,}.{rest:02}" if rest else f"{whole:,}"
