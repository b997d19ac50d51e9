"""Dated values: what a scheme's ceiling, share or list was on a day, as far as anybody knows.

A value starts on a day (`2024-04-01`), somewhere within a month, year or range (`2024-09`,
`2021-03-02/2024-09`), or it was first *seen* in force (`<=2024-01`). In between nothing is guessed:
on a day on which two values may have been in force, both may; before a value was first seen, any
value may. A value with no known end stays in force and is flagged after the day on which it was
last confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from technopole.evidence.periods import Period

__all__ = [
    "Candidates",
    "Confidence",
    "DatedValue",
    "ParameterFaulty",
    "candidates",
    "dated_values",
]

Value = Fraction | bool | date | frozenset[str]


class ParameterFaulty(ValueError):
    """A parameter's dated values leave a gap, overlap or do not read."""


class Confidence(StrEnum):
    """How sure the reading of a value is; a low one never decides silently."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value and the days on which it is, or may be, in force.

    possible_from: the first day on which it may have been in force; None when nobody knows.
    sure_from:     the first day on which it surely was.
    sure_until:    the last day on which it surely was; None when no end is known.
    possible_until: the last day on which it may have been; None when no end is known.
    """

    value: Value
    possible_from: date | None
    sure_from: date
    sure_until: date | None
    possible_until: date | None
    reference: str
    confidence: Confidence

    def may_hold(self, first: date, last: date) -> bool:
        """Whether it may have been in force on some day of a run of days."""
        begins = self.possible_from is None or self.possible_from <= last
        ends = self.possible_until is None or self.possible_until >= first
        return begins and ends

    def surely_holds(self, first: date, last: date) -> bool:
        """Whether it was surely in force on every day of a run of days."""
        return self.sure_from <= first and (self.sure_until is None or last <= self.sure_until)


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a parameter may have been on a day, or on some day of a run of days.

    values: the values that may have been in force.
    open:   whether any other value may have been, for the documents do not reach so far.
    """

    values: tuple[DatedValue, ...]
    open: bool

    @property
    def certain(self) -> DatedValue | None:
        """The one value there can be, if there is one."""
        return self.values[0] if len(self.values) == 1 and not self.open else None


def dated_values(
    name: str, values: Mapping[str, tuple[Value, str] | tuple[Value, str, str]]
) -> tuple[DatedValue, ...]:
    """The dated values of a declaration, in the order of time.

    values: start to (value, reference) or (value, reference, confidence). A start is a period,
            `<=` and a period ("first seen in force then"), or `start..last day in force`.
    Raises ParameterFaulty when they overlap or leave a gap that no declared end explains.
    """
    read = [_read(name, start, entry) for start, entry in values.items()]
    ordered = sorted(read, key=lambda value: value.sure_from)
    if not ordered:
        raise ParameterFaulty(
            f"Parameter {name} has no value. Give at least one, dated and referenced."
        )
    return tuple(
        _closed(name, value, following)
        for value, following in zip(ordered, [*ordered[1:], None], strict=True)
    )


def _read(name: str, start: str, entry: Sequence[object]) -> DatedValue:
    text, _, until = start.partition("..")
    seen = text.startswith("<=")
    try:
        period = Period.parse(text.removeprefix("<="))
        end = Period.parse(until).last if until else None
    except ValueError as error:
        raise ParameterFaulty(f"Parameter {name}: {error}") from error
    if period.first is None or period.last is None:
        raise ParameterFaulty(
            f"Parameter {name}: “{start}” is open at one end. Name a day or a period."
        )
    value, reference, *rest = entry
    sure = str(rest[0]) if rest else Confidence.HIGH
    if sure not in list(Confidence):
        raise ParameterFaulty(
            f"Parameter {name} from {start}: “{sure}” is no confidence. Write high, medium or low."
        )
    return DatedValue(
        value=value,  # type: ignore[arg-type]
        possible_from=None if seen else period.first,
        sure_from=period.last if seen or not period.is_day else period.first,
        sure_until=end,
        possible_until=end,
        reference=str(reference),
        confidence=Confidence(sure),
    )


def _closed(name: str, value: DatedValue, following: DatedValue | None) -> DatedValue:
    """The value with the end that the next one's start gives it."""
    if following is None:
        return value
    if following.sure_from <= value.sure_from:
        raise ParameterFaulty(
            f"Parameter {name} has two values from {value.sure_from} on. Keep one, or date them apart."
        )
    latest = date.fromordinal(following.sure_from.toordinal() - 1)
    earliest = (
        value.sure_from
        if following.possible_from is None or following.possible_from <= value.sure_from
        else date.fromordinal(following.possible_from.toordinal() - 1)
    )
    if value.possible_until is not None:
        if value.possible_until < earliest:
            raise ParameterFaulty(
                f"Parameter {name} has no value between {value.possible_until} and {following.sure_from}. "
                "Declare what was in force then, or that nothing was."
            )
        earliest, latest = min(earliest, value.possible_until), min(latest, value.possible_until)
    return DatedValue(
        value.value, value.possible_from, value.sure_from, earliest, latest, value.reference,
        value.confidence,
    )  # fmt: skip


def candidates(values: Sequence[DatedValue], first: date, last: date) -> Candidates:
    """What may have been in force on some day from `first` to `last`.

    A value of low confidence may be right and may be not, so beside it any other may hold too.
    """
    possible = tuple(value for value in values if value.may_hold(first, last))
    known_from = min(value.sure_from for value in values)
    reaches_before = first < known_from
    reaches_after = all(
        value.possible_until is not None and value.possible_until < last for value in values
    )
    doubtful = any(value.confidence is Confidence.LOW for value in possible)
    return Candidates(possible, reaches_before or reaches_after or doubtful)
