"""Questions as form fields: what a page shows for each, and what is read back from it.

A field's name is the question's, with `a.` before it; the boxes of a list of things carry the
item's number and the field behind. People may write thousands with commas or spaces, and the sign
of the amount's own currency; everything else, "1,5" and "US$5" included, is left for
`technopole.rules.answers` to refuse. An empty field is no answer; "I don't know" is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict

from technopole.evidence.units import Unit
from technopole.evidence.wording import Text
from technopole.rules.answers import ANSWERED_TWICE, AnswersRefused, Written, read_answers
from technopole.rules.nodes import Kind, Question
from technopole.rules.wording import say_unit_alone
from technopole.site.support.signs import SIGNS

__all__ = [
    "DO_NOT_KNOW",
    "MOST_ROWS",
    "Asked",
    "Field",
    "Row",
    "fields_of",
    "plain_number",
    "read_form",
]

DO_NOT_KNOW: Final = "?"
_PREFIX: Final = "a."
_LONGEST: Final = 40
MOST_ROWS: Final = 12
_THOUSANDS: Final = re.compile(r"(?<![0-9.])(-?[0-9]{1,3}(?:[\s,，][0-9]{3})+)(?=\.|$)")
_YES_NO: Final = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of a list, each of its fields as a question of its own."""

    number: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A question as a page shows it.

    typed:  what was typed or chosen; empty where nothing was.
    faults: why it cannot be taken.
    rows:   the things of a list.
    more:   whether another row may be added.
    """

    question: Question
    name: str
    typed: str = ""
    faults: tuple[Text, ...] = ()
    rows: tuple[Row, ...] = ()
    more: bool = False

    @property
    def id(self) -> str:
        """The element's id."""
        return self.name.replace(".", "-")

    @property
    def kind(self) -> str:
        """How it is asked: as a truth, a number, a day, a choice or items."""
        return self.question.kind.value

    @property
    def unit(self) -> Text:
        """What stands behind the number."""
        return say_unit_alone(self.question.unit)

    @property
    def money(self) -> str:
        """The currency's sign; empty where it is no amount of money."""
        return {"HKD": "HK$", "RMB": "RMB", "USD": "US$", "EUR": "€"}.get(self.question.unit.id, "")


@dataclass(slots=True)
class Asked:
    """What a form gave: answers as plain JSON, None for "I don't know"; and what cannot be taken."""

    answers: dict[str, Any] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)

    @property
    def faulty(self) -> tuple[Field, ...]:
        """The fields with a fault, those of lists included."""
        inner = [one for each in self.fields for row in each.rows for one in row.fields]
        return tuple(one for one in (*self.fields, *inner) if one.faults)


def fields_of(
    questions: Iterable[Question], answers: Mapping[str, Any], *, rows: int = 1
) -> tuple[Field, ...]:
    """The questions as fields, filled with the answers that there are.

    rows: how many things of a list are asked for at least.
    """
    return tuple(_filled(question, answers, rows) for question in questions)


def _filled(question: Question, answers: Mapping[str, Any], rows: int) -> Field:
    name = _PREFIX + question.name
    given = answers.get(question.name)
    if question.kind is not Kind.ITEMS:
        typed = DO_NOT_KNOW if question.name in answers and given is None else _typed(given)
        return Field(question, name, typed)
    items: Sequence[Mapping[str, Any]] = given if isinstance(given, list) else ()
    most = min(MOST_ROWS, int(question.about.high or MOST_ROWS))  # type: ignore[arg-type]
    count = min(most, max(rows, len(items)))
    return Field(
        question,
        name,
        rows=tuple(
            Row(
                number,
                tuple(
                    Field(
                        inner,
                        f"{name}.{number}.{inner.name}",
                        _typed(items[number - 1].get(inner.name)) if number <= len(items) else "",
                    )
                    for inner in question.about.fields
                ),
            )
            for number in range(1, count + 1)
        ),
        more=count < most,
    )


def _typed(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case {"cents": int(cents)}:
            return f"{cents // 100}.{cents % 100:02}"
        case _:
            return str(value)


def read_form(posted: QueryDict, questions: Iterable[Question], *, boxes: bool = False) -> Asked:
    """What a form says of some questions.

    boxes: whether an unticked truth is a no, as in a group that is ticked together.
    """
    asked = Asked()
    for question in questions:
        if question.kind is Kind.ITEMS:
            _read_items(posted, question, asked)
        else:
            _read_one(posted, question, asked, boxes=boxes)
    return asked


def _read_one(posted: QueryDict, question: Question, asked: Asked, *, boxes: bool) -> None:
    name = _PREFIX + question.name
    typed = posted.get(name, "").strip()
    if _is_twice(posted, name):
        asked.fields.append(Field(question, name, "", (ANSWERED_TWICE,)))
        return
    if typed == DO_NOT_KNOW:
        asked.answers[question.name] = None
        asked.fields.append(Field(question, name, typed))
        return
    if not typed and not boxes:
        asked.fields.append(Field(question, name))
        return
    value = (typed == "yes") if boxes and question.kind is Kind.TRUTH else _value(question, typed)
    faults = _faults(question, value)
    if not faults:
        asked.answers[question.name] = value
    asked.fields.append(Field(question, name, typed[:_LONGEST], faults))


def _read_items(posted: QueryDict, question: Question, asked: Asked) -> None:
    """A list: rows in which nothing is filled in fall away; a row with a fault keeps what was typed."""
    name = _PREFIX + question.name
    if posted.get(name, "") == DO_NOT_KNOW:
        asked.answers[question.name] = None
        asked.fields.append(Field(question, name, DO_NOT_KNOW))
        return
    items, rows = [], []
    for number in range(1, MOST_ROWS + 1):
        row = Asked()
        for inner in question.about.fields:
            typed = posted.get(f"{name}.{number}.{inner.name}", "").strip()
            value = _value(inner, typed)
            faults = _faults(inner, value) if typed else ()
            if _is_twice(posted, f"{name}.{number}.{inner.name}"):
                faults = (ANSWERED_TWICE,)
            if typed and not faults:
                row.answers[inner.name] = value
            row.fields.append(
                Field(inner, f"{name}.{number}.{inner.name}", typed[:_LONGEST], faults)
            )
        if any(one.typed for one in row.fields):
            items.append(row.answers)
            rows.append(Row(number, tuple(row.fields)))
    whole = Field(question, name, rows=tuple(rows))
    if items and not any(one.faults for row in rows for one in row.fields):
        faults = _faults(question, items)
        whole = Field(question, name, faults=faults, rows=tuple(rows))
        if not faults:
            asked.answers[question.name] = items
    asked.fields.append(whole)


def _is_twice(posted: QueryDict, name: str) -> bool:
    """Whether a field came with more than one answer, so that nobody knows which is meant."""
    return len({typed.strip() for typed in posted.getlist(name)}) > 1


def _value(question: Question, typed: str) -> Any:
    """What was typed as the plain JSON that answers are read from."""
    match question.kind:
        case Kind.TRUTH:
            return _YES_NO.get(typed, typed)
        case Kind.NUMBER:
            plain = plain_number(typed, question.unit)
            plain = re.sub(r"^(-?)0+(?=\d)", r"\1", plain)
            return re.sub(r"(\.\d*?)0+$", r"\1", plain).removesuffix(".") if "." in plain else plain
        case _:
            return typed


def plain_number(typed: str, unit: Unit) -> str:
    """A number as people write it, without its currency's sign and without marks between thousands."""
    signs = SIGNS.get(unit.id)
    plain = (re.sub(signs, "", typed.strip()) if signs else typed).strip()
    return _THOUSANDS.sub(lambda found: re.sub(r"[\s,，]", "", found[1]), plain)


def _faults(question: Question, value: Any) -> tuple[Text, ...]:
    try:
        read_answers({question.name: value}, [question], written=Written.FORM)
    except AnswersRefused as error:
        return tuple(refusal.says for refusal in error.refusals)
    return ()
