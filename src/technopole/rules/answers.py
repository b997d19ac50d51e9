"""Reading answers from outside: typed, bounded, every fault told at once, nothing evaluated.

Answers come as plain JSON: truths as true and false, days and options as text, numbers as whole
numbers or canonical decimal text, money as canonical decimal text in dollars or, in an object
`{"cents": 1234}`, as whole cents. Any other text for a number is refused. What is null is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Final

from technopole.rules.nodes import Kind, Question
from technopole.rules.ranges import Answer

__all__ = ["AnswersRefused", "Refusal", "read_answers"]

_DECIMAL: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_CURRENCIES: Final = frozenset({"HKD", "RMB", "USD", "EUR"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """One answer that cannot be taken, and what to answer instead."""

    question: str
    sentence: str


class AnswersRefused(ValueError):
    """Some answers cannot be taken; nothing was computed from any of them."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(refusal.sentence for refusal in self.refusals))


def read_answers(given: Mapping[str, object], questions: Iterable[Question]) -> dict[str, Answer]:
    """The answers to known questions, typed. Raises AnswersRefused with every fault."""
    known = {question.name: question for question in questions}
    refusals: list[Refusal] = []
    answers: dict[str, Answer] = {}
    for name, value in given.items():
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            hint = (
                f"Did you mean {near[0]}?" if near else "See `technopole questions` for the names."
            )
            refusals.append(Refusal(name, f"{name}: no rule asks this. {hint}"))
        elif value is not None:
            try:
                answers[name] = _read(known[name], value)
            except _Unreadable as error:
                refusals.append(Refusal(name, f"{name}: {error}"))
    if refusals:
        raise AnswersRefused(refusals)
    return answers


class _Unreadable(ValueError):
    """Why one answer cannot be taken."""


def _read(question: Question, value: object) -> Answer:
    match question.kind:
        case Kind.TRUTH:
            if isinstance(value, bool):
                return value
            raise _Unreadable(f"{value!r} is neither true nor false. Answer true, false or null.")
        case Kind.NUMBER:
            return _number(question, value)
        case Kind.DAY:
            return _day(question, value)
        case Kind.CHOICE:
            return _option(question, value)
        case Kind.ITEMS:
            return _items(question, value)


def _number(question: Question, value: object) -> Fraction:
    money = question.unit.id in _CURRENCIES
    cents = value.get("cents") if isinstance(value, Mapping) and money and len(value) == 1 else None
    if isinstance(cents, int) and not isinstance(cents, bool):
        number = Fraction(cents, 100)
    elif isinstance(value, int) and not isinstance(value, bool):
        number = Fraction(value)
    elif isinstance(value, str) and _DECIMAL.fullmatch(value):
        number = Fraction(Decimal(value))
    else:
        example = '"1234.50"' if money else "12"
        raise _Unreadable(
            f"{value!r} is not a number. Write a whole number, or a decimal as text such as {example}."
        )
    low, high, step = question.about.low, question.about.high, question.about.step
    assert isinstance(low, Fraction)  # noqa: S101  a number's bounds are numbers
    assert isinstance(high, Fraction)  # noqa: S101
    if not low <= number <= high:
        raise _Unreadable(
            f"{value} is out of bounds. Answer from {low} to {high} {question.unit.id}."
        )
    if (number - low) % step:
        raise _Unreadable(
            f"{value} is finer than {step} {question.unit.id}. Round it to that step."
        )
    return number


def _day(question: Question, value: object) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None:
        raise _Unreadable(f"{value!r} is not a day. Write year, month and day, such as 2024-10-31.")
    first, last = question.about.low, question.about.high
    assert isinstance(first, date)  # noqa: S101
    assert isinstance(last, date)  # noqa: S101
    if not first <= day <= last:
        raise _Unreadable(f"{value} is out of bounds. Answer a day from {first} to {last}.")
    return day


def _option(question: Question, value: object) -> str:
    options = [name for name, _ in question.about.options]
    if isinstance(value, str) and value in options:
        return value
    near = get_close_matches(str(value), options, n=1, cutoff=0.5)
    hint = f"Did you mean “{near[0]}”?" if near else f"Answer one of: {', '.join(options)}."
    raise _Unreadable(f"{value!r} is not an option. {hint}")


def _items(question: Question, value: object) -> tuple[Mapping[str, Answer], ...]:
    most = question.about.high
    assert isinstance(most, Fraction)  # noqa: S101
    if not isinstance(value, list):
        raise _Unreadable("This is not a list. Write a list with one object an item.")
    if len(value) > most:
        raise _Unreadable(f"The list has {len(value)} items. At most {most} are taken.")
    items: list[Mapping[str, Answer]] = []
    faults: list[str] = []
    for number, item in enumerate(value, start=1):
        if not isinstance(item, Mapping):
            faults.append(f"item {number} is not an object with answers.")
            continue
        try:
            items.append(read_answers(item, question.about.fields))
        except AnswersRefused as error:
            faults.extend(f"item {number}, {refusal.sentence}" for refusal in error.refusals)
    if faults:
        raise _Unreadable(" ".join(faults))
    return tuple(items)
