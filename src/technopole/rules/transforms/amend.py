"""A scheme with other values: what a reform would say, or what an older version said.

The scheme itself is untouched; the amended one shares every part that does not change with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Final, TypeVar

from technopole.rules.language import Scheme
from technopole.rules.nodes import Kind, Member, Node, Parameter, Question, walk
from technopole.rules.parameters import Confidence, DatedValue, Value, candidates

__all__ = ["REFERENCE", "AmendmentRefused", "NewValue", "amended", "held_on"]

REFERENCE: Final = "supposed"
"""What stands in an amended value for the document that it comes from."""

NewValue = Value | int | set[str]
"""What a parameter may be set to; a whole number becomes an exact fraction."""

N = TypeVar("N", bound=Node)


class AmendmentRefused(ValueError):
    """A parameter that there is not, or a value that it cannot take; nothing was amended."""


def amended(scheme: Scheme, values: Mapping[str, NewValue], since: date | None = None) -> Scheme:
    """The scheme with other values of its parameters, wherever its rule reads them.

    values: by the parameter's name: a whole number or a fraction in its unit, a truth, a day, or
            the set of options that its list is to hold.
    since:  the first day of the new values; without it they hold on every day.
    Raises AmendmentRefused with every fault, and for an unknown name the nearest right one.
    """
    known = _parameters(scheme)
    faults: list[str] = []
    new: dict[str, tuple[DatedValue, ...]] = {}
    for name, value in values.items():
        try:
            new[name] = _dated(scheme, known, name, value, since)
        except AmendmentRefused as error:
            faults.append(str(error))
    if faults:
        raise AmendmentRefused(" ".join(faults))
    return _replaced(scheme, new)


def held_on(scheme: Scheme, day: date) -> Scheme:
    """The scheme with the values of one day on every day, its window included.

    What is not known of that day is not known of any: two values that may have been in force then
    may be in force always, and where any may have been, any may.
    """
    known = _parameters(scheme)
    return _replaced(scheme, {name: _held(node, day) for name, node in known.items()})


def _held(parameter: Parameter, day: date) -> tuple[DatedValue, ...]:
    """Dated values of which the same may hold on every day as now on one."""
    found = candidates(parameter.values, day, day)
    if found.open:
        # A weak value decides nothing, so beside it any other may hold.
        least_sure = found.values[:1] or parameter.values[:1]
        return tuple(
            DatedValue(v.value, None, date.min, None, None, v.reference, Confidence.LOW)
            for v in least_sure
        )
    last = len(found.values) - 1
    return tuple(
        DatedValue(
            value=value.value,
            possible_from=None,
            sure_from=date.min if place == 0 else date.max,
            sure_until=None if place == last else date.min,
            possible_until=None,
            reference=value.reference,
            confidence=value.confidence,
        )
        for place, value in enumerate(found.values)
    )


def _parameters(scheme: Scheme) -> dict[str, Parameter]:
    """The scheme's parameters by name."""
    known: dict[str, Parameter] = {}
    for root in _roots(scheme):
        for node in walk(root):
            if isinstance(node, Parameter):
                known.setdefault(node.name, node)
    return known


def _roots(scheme: Scheme) -> Iterator[Node]:
    """Every expression of a scheme, the bounds of its awards included."""
    yield from scheme.roots
    for award in scheme.awards:
        yield from award.within


# ── The new values ────────────────────────────────────────────────────────────────────────────


def _dated(
    scheme: Scheme, known: Mapping[str, Parameter], name: str, value: NewValue, since: date | None
) -> tuple[DatedValue, ...]:
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}?" if near else f"It has: {', '.join(known)}."
        raise AmendmentRefused(f"{scheme.code} has no parameter “{name}”. {hint}")
    fitting = _fitting(scheme, known[name], value)
    first = since or date.min
    old_values = known[name].values if since else ()
    before = tuple(_ended(old, first) for old in old_values if _begins_before(old, first))
    begun = DatedValue(fitting, first, first, None, None, REFERENCE, Confidence.HIGH)
    return (*before, begun)


def _begins_before(value: DatedValue, day: date) -> bool:
    return value.possible_from is None or value.possible_from < day


def _ended(value: DatedValue, first: date) -> DatedValue:
    """An old value that ends, at the latest, on the day before the new one begins."""
    eve = first - timedelta(days=1)
    return replace(
        value,
        sure_until=eve if value.sure_until is None else min(value.sure_until, eve),
        possible_until=eve if value.possible_until is None else min(value.possible_until, eve),
    )


def _fitting(scheme: Scheme, parameter: Parameter, value: NewValue) -> Value:
    """The value as the parameter holds it. Raises AmendmentRefused where it cannot."""
    match parameter.kind:
        case Kind.NUMBER if isinstance(value, int | Fraction) and not isinstance(value, bool):
            if value < 0:
                raise AmendmentRefused(
                    f"{parameter.name} cannot be {value}: no value of a parameter is below zero."
                )
            return Fraction(value)
        case Kind.TRUTH if isinstance(value, bool):
            return value
        case Kind.DAY if isinstance(value, date):
            return value
        case Kind.CHOICE if isinstance(value, set | frozenset):
            return _options(scheme, parameter, frozenset(value))
    wanted = {
        Kind.NUMBER: f"a whole number or a fraction of {parameter.unit.id}, such as 3 or Fraction(1, 3)",
        Kind.TRUTH: "true or false",
        Kind.DAY: "a day, such as date(2024, 4, 1)",
    }.get(parameter.kind, "a set of options")
    raise AmendmentRefused(f"{parameter.name} cannot be {value!r}: give {wanted}.")


def _options(scheme: Scheme, parameter: Parameter, wanted: frozenset[str]) -> frozenset[str]:
    asked = {
        option
        for root in _roots(scheme)
        for node in walk(root)
        if isinstance(node, Member)
        and isinstance(node.options, Parameter)
        and node.options.name == parameter.name
        and isinstance(node.choice, Question)
        for option, _ in node.choice.about.options
    }
    for option in sorted(wanted - asked) if asked else ():
        near = get_close_matches(option, asked, n=1, cutoff=0.5)
        hint = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(sorted(asked))}."
        raise AmendmentRefused(f"{parameter.name} cannot hold “{option}”. {hint}")
    return wanted


# ── The tree with them ────────────────────────────────────────────────────────────────────────


def _replaced(scheme: Scheme, new: Mapping[str, tuple[DatedValue, ...]]) -> Scheme:
    done: dict[int, Node] = {}

    def to(node: N) -> N:
        return _node(node, new, done)

    return replace(
        scheme,
        window=scheme.window and replace(scheme.window, test=to(scheme.window.test)),
        conditions=tuple(
            condition if (test := to(condition.test)) is condition.test
            else replace(condition, test=test)
            for condition in scheme.conditions
        ),
        awards=tuple(
            replace(award, value=to(award.value), within=tuple(to(bound) for bound in award.within))
            for award in scheme.awards
        ),
    )  # fmt: skip


def _node(node: N, new: Mapping[str, tuple[DatedValue, ...]], done: dict[int, Node]) -> N:
    """The node with the new values below it; the node itself where nothing below it changes.

    done: what has become of each node, by its identity: a grant that the rule reads in three
          places is amended once, and is one grant afterwards too.
    """
    if id(node) in done:
        return done[id(node)]  # type: ignore[return-value]
    parts: list[Any] = []
    changed = False
    names: tuple[str, ...] = node.__match_args__  # its fields, in the order in which it is built
    for name in names:
        part = getattr(node, name)
        fresh: Any = part
        if isinstance(part, Node):
            fresh = _node(part, new, done)
        elif isinstance(part, tuple):
            if isinstance(node, Parameter):
                fresh = new.get(node.name, part)
            elif part and isinstance(part[0], Node):
                fresh = tuple(_node(child, new, done) for child in part)
                if all(one is other for one, other in zip(fresh, part, strict=True)):
                    fresh = part
        changed = changed or fresh is not part
        parts.append(fresh)
    done[id(node)] = type(node)(*parts) if changed else node
    return done[id(node)]  # type: ignore[return-value]
