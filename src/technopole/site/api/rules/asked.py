"""What a body asks, member by member: each fault is gathered, and all are told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from technopole.rules.answers import FIRST_DAY, LAST_DAY, AnswersRefused, Refusal, read_answers
from technopole.rules.language import Scheme
from technopole.rules.nodes import Question
from technopole.rules.ranges import Answer
from technopole.rules.rulebook import Rulebook
from technopole.site.api.refusals import Fault, from_faults, nearest
from technopole.site.api.rules.bodies import members
from technopole.site.support.rules import rulebook_of

__all__ = ["FIRST_DAY", "LAST_DAY", "Asked", "fault_of", "rules", "scheme_called"]

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHOWN: Final = 80


def rules() -> Rulebook:
    """The rules of the pack that the site shows."""
    return rulebook_of(settings.PACK)


def scheme_called(name: str, book: Rulebook) -> Scheme | Fault:
    """The scheme of that id or short name, in any case; else what is wrong with the name."""
    found = book.by_code.get(name.strip().lower())
    if found is not None:
        return found
    near = nearest(name[:_SHOWN], [*(s.code for s in book.schemes.values()), *book.schemes])
    hint = f"Did you mean “{near}”?" if near else "See /api/v1/schemes."
    return Fault("schemes", f"No scheme is called “{name[:_SHOWN]}”. {hint}", near)


def fault_of(refusal: Refusal) -> Fault:
    """An answer that cannot be taken, as a fault of the request."""
    return Fault(
        refusal.question or "answers", refusal.sentence, refusal.nearest or None, refusal.says
    )


class Asked:
    """The members of a body, read one by one; `settle` refuses the request if any was faulty.

    What a faulty member gives must not be used before `settle` was called.
    """

    def __init__(self, given: Mapping[str, Any], known: Sequence[str]) -> None:
        self.book = rules()
        self.faults = members(given, known)
        self._given = given

    def _wrong(self, name: str, what: str) -> None:
        self.faults.append(Fault(name, f"“{name}” {what}"))

    def flag(self, name: str, *, otherwise: bool = False) -> bool:
        """A member that is true or false."""
        value = self._given.get(name, otherwise)
        if isinstance(value, bool):
            return value
        self._wrong(name, "is neither true nor false.")
        return otherwise

    def day(self, name: str = "on") -> date:
        """The day of asking; today in Hong Kong where none is given."""
        value = self._given.get(name)
        if value is None:
            return timezone.localdate()
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            self._wrong(name, "is not a day. Write year, month and day, such as 2024-10-31.")
            return LAST_DAY
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self._wrong(name, f"is {value}, a day that does not exist.")
            return LAST_DAY
        if not FIRST_DAY <= day <= LAST_DAY:
            self._wrong(name, f"is {value}; give a day from {FIRST_DAY} to {LAST_DAY}.")
        return day

    def schemes(self, name: str = "schemes", *, most: int | None = None) -> tuple[Scheme, ...]:
        """The schemes named, each once; those whose rule runs where none is named.

        most: how many may be named, and then some must be.
        """
        value = self._given.get(name)
        if value is None:
            if most is not None:
                self._wrong(name, f"is missing. Name one to {most} schemes, such as [“NIFS”].")
            return self.book.executable
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._wrong(name, "is not a list of names. Write ids or short names of schemes.")
            return ()
        if not value:
            self._wrong(
                name,
                "is empty. Name a scheme, or leave it out."
                if most is None
                else f"is empty. Name one to {most} schemes, such as [“NIFS”].",
            )
        limit = len(self.book.schemes) if most is None else most
        if len(value) > limit:
            self._wrong(name, f"names {len(value):,} schemes; at most {limit} are taken.")
            return ()
        found: dict[str, Scheme] = {}
        for one in value:
            scheme = scheme_called(one, self.book)
            if isinstance(scheme, Fault):
                self.faults.append(scheme)
            elif scheme.entity in found:
                self._wrong(name, f"names {scheme.code} twice; name it once.")
            else:
                found[scheme.entity] = scheme
        return tuple(found.values())

    def running(self, name: str = "schemes", *, most: int | None = None) -> tuple[Scheme, ...]:
        """The schemes named, of which each must have a rule that runs."""
        chosen = self.schemes(name, most=most)
        for scheme in chosen:
            if not scheme.executable:
                self._wrong(
                    name,
                    f"names {scheme.code}, of which too little is published for a rule to run. "
                    f"See /api/v1/schemes/{scheme.entity}.",
                )
        return chosen

    def answers(self, questions: Sequence[Question], name: str = "answers") -> dict[str, Answer]:
        """The answers, typed; empty where none are given."""
        value = self._given.get(name)
        if value is None:
            self._wrong(name, "is missing. Give an object: a question's name, then its answer.")
            return {}
        if not isinstance(value, dict):
            self._wrong(name, "is not an object. Write a question's name, then its answer.")
            return {}
        try:
            return read_answers(value, questions, self.book.consistency)
        except AnswersRefused as error:
            self.faults += map(fault_of, error.refusals)
            return {}

    def unknown(self, questions: Sequence[Question], name: str = "unknown") -> frozenset[str]:
        """The names of questions that were answered with “I don't know”."""
        value = self._given.get(name)
        if value is None:
            return frozenset()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._wrong(name, "is not a list of names. Write names of questions.")
            return frozenset()
        known = {question.name for question in questions}
        strange = [one for one in dict.fromkeys(value) if one not in known]
        for one in strange[:_SHOWN]:
            near = nearest(one[:_SHOWN], known)
            hint = f"Did you mean “{near}”?" if near else "See /api/v1/questions."
            message = f"“{name}” names “{one[:_SHOWN]}”, which no rule asks. {hint}"
            self.faults.append(Fault(name, message, near))
        given = self._given.get("answers")
        if isinstance(given, dict):
            for one in known.intersection(value):
                if given.get(one) is not None:
                    self._wrong(name, f"names {one}, which is answered. Do one or the other.")
        return frozenset(value)

    def settle(self) -> None:
        """Refuse the request with every fault found, if there is one."""
        if self.faults:
            raise from_faults(self.faults)
