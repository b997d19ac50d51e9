"""Situations read and computed: every null is filled in, or stays where nobody can say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final

from django.conf import settings

from technopole.rules.answers import AnswersRefused, Written, read_answers
from technopole.rules.language import Scheme
from technopole.rules.ranges import Answer
from technopole.rules.readers.decide import Decision, Used, decide
from technopole.rules.records import answer_record
from technopole.site.api.openfisca.periods import NotAPeriodError, Span, span_of
from technopole.site.api.openfisca.variables import (
    ENTITIES,
    System,
    Variable,
    What,
    as_number,
    plain_value,
    prefix_of,
    system_of,
)
from technopole.site.api.refusals import nearest
from technopole.site.api.rules.asked import FIRST_DAY, LAST_DAY
from technopole.site.api.rules.bodies import parse

__all__ = ["MOST_COMPUTED", "SituationRefused", "calculate", "trace"]

MOST_COMPUTED: Final = 500
"""How many decisions one situation may ask for: an applicant, a day and a scheme each."""

_MOST_FAULTS: Final = 100
_SHOWN: Final = 80
_LONGEST_EXPONENT: Final = 30
_MONEY: Final = frozenset({"HKD", "RMB", "USD", "EUR"})

Path = tuple[str, ...]


class SituationRefused(ValueError):
    """A situation that cannot be computed, with a sentence at each place that is faulty."""

    def __init__(self, faults: Mapping[Path, str], status: int = 400) -> None:
        super().__init__("; ".join(faults.values()))
        self.status = status
        self.error: dict[str, Any] = {}
        for path, says in faults.items():
            place = self.error
            for name in path[:-1]:
                deeper = place.setdefault(name, {})
                if not isinstance(deeper, dict):  # the whole of it is refused already
                    break
                place = deeper
            else:
                place.setdefault(path[-1], says)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A null that is to be filled in."""

    applicant: str
    variable: Variable
    period: str
    span: Span

    @property
    def name(self) -> str:
        """As a trace names it."""
        return f"{self.variable.id}<{self.period}>"


@dataclass(slots=True)
class _Read:
    """A situation as it was read, with what is wrong with it."""

    given: dict[str, dict[str, dict[str, tuple[Span, Any]]]] = field(default_factory=dict)
    asked: list[_Asked] = field(default_factory=list)
    faults: dict[Path, str] = field(default_factory=dict)
    unknown: int = 0

    def wrong(self, path: Path, says: str) -> None:
        """Note what is wrong at a place; the first hundred show what is wrong with the rest."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults[path] = says

    def settle(self) -> None:
        """Refuse the situation if anything is wrong: 404 where names alone are not known."""
        if self.faults:
            names_alone = self.unknown == len(self.faults)
            raise SituationRefused(self.faults, 404 if names_alone else 400)


def calculate(body: bytes) -> dict[str, Any]:
    """The situation with its nulls filled in. Raises RefusedError or SituationRefused."""
    situation = _Situation.of(body)
    situation.bound(every_applicant=False)
    found: dict[str, Any] = json.loads(body)
    for one in situation.asked:
        found[ENTITIES][one.applicant][one.variable.id][one.period] = situation.value(one)
    return found


def trace(body: bytes) -> dict[str, Any]:
    """How each null of a situation is filled in. Raises RefusedError or SituationRefused."""
    situation = _Situation.of(body)
    situation.bound(every_applicant=True)
    nodes: dict[str, Any] = {}
    for one in situation.asked:
        situation.trace(one.variable, one.period, one.span, nodes)
    return {
        "trace": nodes,
        "entitiesDescription": {ENTITIES: list(situation.given)},
        "requestedCalculations": list(dict.fromkeys(one.name for one in situation.asked)),
    }


# ── Reading ───────────────────────────────────────────────────────────────────────────────────


def _exactly(written: str) -> str:
    """A JSON number with decimals as canonical decimal text: nothing of it is rounded."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    if abs(number.adjusted()) > _LONGEST_EXPONENT:
        return written  # no answer is as large or as fine; it will be refused as it stands
    return format(number, "f")


def _read(body: bytes, system: System) -> _Read:
    given = parse(body, decimals=_exactly)
    read = _Read()
    for name in given:
        if name != ENTITIES:
            near = nearest(name[:_SHOWN], [ENTITIES])
            hint = f"Did you mean “{near}”?" if near else f"There is one kind: {ENTITIES}."
            read.wrong((name[:_SHOWN],), f"No kind of entity is called so. {hint}")
    applicants = given.get(ENTITIES, {})
    if not isinstance(applicants, dict):
        read.wrong(
            (ENTITIES,), "This is not an object. Write an applicant's name, then its variables."
        )
        return read
    for applicant, variables in applicants.items():
        _read_applicant(applicant, variables, system, read)
    return read


def _read_applicant(applicant: str, variables: Any, system: System, read: _Read) -> None:
    here = (ENTITIES, applicant)
    read.given[applicant] = {}
    if not isinstance(variables, dict):
        read.wrong(
            here, "This is not an object. Write a variable's name, then its values by period."
        )
        return
    for name, periods in variables.items():
        variable = system.variables.get(name)
        if variable is None:
            among = system.variables if read.unknown < 20 else ()
            near = nearest(name[:_SHOWN], among)
            hint = f"Did you mean “{near}”?" if near else "See /openfisca/variables."
            read.unknown += len(read.faults) < _MOST_FAULTS
            read.wrong((*here, name[:_SHOWN]), f"No variable is called so. {hint}")
        elif not isinstance(periods, dict):
            example = '{"2025-06": null}' if variable.question is None else '{"ETERNITY": …}'
            read.wrong((*here, name), f"This has no period. Write values by period: {example}.")
        else:
            for period, value in periods.items():
                _read_value((*here, name, period), variable, value, read)


def _read_value(path: Path, variable: Variable, value: Any, read: _Read) -> None:
    _, applicant, name, period = path
    try:
        span = span_of(period)
    except NotAPeriodError as error:
        read.wrong(path, str(error))
        return
    if value is None:
        if variable.question is None and (
            span.first is None or not FIRST_DAY <= span.first <= LAST_DAY
        ):
            says = (
                f"This is computed for the first day of a period, from {FIRST_DAY} to {LAST_DAY}."
            )
            read.wrong(path, says)
        else:
            read.asked.append(_Asked(applicant, variable, period, span))
    elif variable.question is None:
        read.wrong(path, "This is computed from the rule. Send null to have it filled in.")
    else:
        if type(value) is int and variable.question.unit.id in _MONEY:
            value = str(value)  # a number is dollars there; a whole number is cents to our reader
        read.given[applicant].setdefault(name, {})[period] = (span, value)


# ── Computing ─────────────────────────────────────────────────────────────────────────────────


class _Situation:
    """Applicants with their answers, and the decisions made for them, each once."""

    def __init__(self, system: System, read: _Read) -> None:
        self.system = system
        self.given = read.given
        self.asked = read.asked
        self._answers: dict[tuple[str, date], dict[str, Answer]] = {}
        self._decisions: dict[tuple[str, date, str], Decision] = {}

    @classmethod
    def of(cls, body: bytes) -> _Situation:
        """Read a situation, and refuse it with every fault."""
        system = system_of(settings.PACK)
        read = _read(body, system)
        situation = cls(system, read)
        situation._take_answers(read)
        read.settle()
        return situation

    def bound(self, *, every_applicant: bool) -> None:
        """Refuse more decisions than are taken at once; a trace has one for every applicant."""
        wanted = {
            ("" if every_applicant else one.applicant, one.span.first, one.variable.scheme.entity)
            for one in self.asked
            if one.variable.scheme is not None
        }
        count = len(wanted) * (len(self.given) if every_applicant else 1)
        if count > MOST_COMPUTED:
            says = (
                f"This asks for {count:,} decisions; at most {MOST_COMPUTED} are taken. "
                "Send tables to /api/v1/assess."
            )
            raise SituationRefused({("error",): says}, 413)

    def _take_answers(self, read: _Read) -> None:
        """Type the answers of each applicant on each day that is asked about, and the rest alone."""
        questions, consistency = self.system.book.questions, self.system.book.consistency
        days: dict[str, set[date]] = {name: set() for name in self.given}
        for one in self.asked:
            if one.span.first is not None:
                days[one.applicant].add(one.span.first)
        for applicant, variables in self.given.items():
            left = {(name, period) for name, periods in variables.items() for period in periods}
            for day in sorted(days[applicant]):
                chosen = dict(self._on(applicant, day))
                left -= {(name, period) for name, (period, _) in chosen.items()}
                values = {name: value for name, (_, value) in chosen.items()}
                try:
                    self._answers[applicant, day] = read_answers(
                        values, questions, consistency, written=Written.COLUMN
                    )
                except AnswersRefused as error:
                    for refusal in error.refusals:
                        path: Path = (ENTITIES, applicant)
                        if refusal.question in chosen:
                            path = (*path, refusal.question, chosen[refusal.question][0])
                        read.wrong(path, refusal.says.en)
            for name, period in sorted(left):
                try:
                    question = self.system.variables[name].question
                    assert question is not None  # noqa: S101  only answers are given
                    value = variables[name][period][1]
                    read_answers({name: value}, [question], written=Written.COLUMN)
                except AnswersRefused as error:
                    read.wrong((ENTITIES, applicant, name, period), error.refusals[0].says.en)

    def _on(self, applicant: str, day: date) -> Iterator[tuple[str, tuple[str, Any]]]:
        """The answers that hold on a day, each of the shortest period that the day lies in."""
        for name, periods in self.given[applicant].items():
            holding = [
                (span.length, p, value) for p, (span, value) in periods.items() if span.holds(day)
            ]
            if holding:
                _, period, value = min(holding, key=lambda one: one[0])
                yield name, (period, value)

    def _answers_on(self, applicant: str, day: date) -> dict[str, Answer]:
        if (applicant, day) not in self._answers:
            values = {name: value for name, (_, value) in self._on(applicant, day)}
            found = read_answers(values, self.system.book.questions)
            self._answers[applicant, day] = found
        return self._answers[applicant, day]

    def decision(self, applicant: str, scheme: Scheme, day: date) -> Decision:
        """What a scheme's rule says of an applicant on a day."""
        key = (applicant, day, scheme.entity)
        if key not in self._decisions:
            self._decisions[key] = decide(scheme, self._answers_on(applicant, day), day)
        return self._decisions[key]

    def value(self, one: _Asked) -> Any:
        """What is filled in for a null."""
        return self._value(one.applicant, one.variable, one.span)

    def _value(self, applicant: str, variable: Variable, span: Span) -> Any:
        if variable.scheme is not None:
            assert span.first is not None  # noqa: S101  reading saw to it
            return variable.value(self.decision(applicant, variable.scheme, span.first))
        question = variable.question
        assert question is not None  # noqa: S101  it is one or the other
        periods = self.given[applicant].get(variable.id, {})
        if span.first is None:
            lasting = [value for held, value in periods.values() if held.first is None]
            return lasting[0] if lasting else None
        found = self._answers_on(applicant, span.first).get(variable.id)
        if found is None and question.about.today:
            return span.first.isoformat()
        if isinstance(found, Fraction):
            return as_number(found)
        return None if found is None else answer_record(found)

    # ── Tracing ───────────────────────────────────────────────────────────────────────────────

    def trace(self, variable: Variable, period: str, span: Span, nodes: dict[str, Any]) -> str:
        """Put a variable and what it hangs on among the nodes; gives its name there."""
        name = f"{variable.id}<{period}>"
        if name in nodes:
            return name
        node: dict[str, Any] = {"dependencies": [], "parameters": {}, "value": []}
        nodes[name] = node
        node["value"] = [self._value(applicant, variable, span) for applicant in self.given]
        for below in self._below(variable):
            node["dependencies"].append(self.trace(below, period, span, nodes))
        if variable.scheme is not None and span.first is not None:
            for applicant in self.given:
                decision = self.decision(applicant, variable.scheme, span.first)
                for use in _uses(variable, decision):
                    node["parameters"] |= _parameters(variable.scheme, use)
        return name

    def _below(self, variable: Variable) -> list[Variable]:
        scheme = variable.scheme
        if scheme is None:
            return []
        known = self.system.variables
        prefix = prefix_of(scheme)
        if variable.what is What.ELIGIBLE:
            return [known[f"{prefix}_{condition.name}"] for condition in scheme.conditions]
        asked = [known[question.name] for question in variable.asked]
        return asked if variable.what is What.CONDITION else [known[f"{prefix}_eligible"], *asked]


def _uses(variable: Variable, decision: Decision) -> tuple[Used, ...]:
    """The parameters that a condition or an award was decided with."""
    for reason in decision.reasons:
        if reason.condition is variable.condition:
            return reason.used
    for award in decision.awards:
        if variable.award is not None and award.name == variable.award.name:
            return award.used
    return ()


def _parameters(scheme: Scheme, use: Used) -> dict[str, Any]:
    certain = use.found.certain
    value = None if certain is None else plain_value(certain, use.parameter)
    return {
        f"{prefix_of(scheme)}.{use.parameter.name}<{first.isoformat()}>": value
        for first, _ in use.days
    }
