"""What a proof says: what was looked at, how it ended, in words, with a case that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from technopole.evidence.quantities import exact_decimal
from technopole.evidence.wording import Text
from technopole.rules.nodes import Asking, Kind, Member, Node, Parameter, Question
from technopole.rules.readers.prove.plain import Case
from technopole.rules.sentences import InWords

__all__ = [
    "Amounts",
    "Check",
    "Cliff",
    "Edge",
    "Proof",
    "Status",
    "answers_file",
    "named",
    "supposed_file",
]

_MONEY: Final = frozenset({"HKD", "RMB", "USD", "EUR"})


class Check(StrEnum):
    """What is looked at."""

    SATISFIABLE = "satisfiable"
    """Some case fits."""
    NEEDED = "needed"
    """A condition is neither dead nor said by the others: in some case it alone fails."""
    WITHIN = "within"
    """An award never exceeds a bound that its scheme declares."""
    NOT_NEGATIVE = "not-negative"
    """An award never has to be held at nothing."""
    RISES = "rises"
    """An award never falls as an answer rises that its scheme declares it to rise with."""
    DATES = "dates"
    """A parameter has one value a day: no gap, no overlap but what is declared unknown."""
    OVERFLOW = "overflow"
    """Every number fits into a 64-bit whole number, in shares of its unit fine enough for it."""
    CLIFFS = "cliffs"
    """Where an award falls, or is lost, as one answer rises by a step: all such places, as information."""
    EQUAL = "equal"
    """Two versions answer alike outside a stated region."""


class Status(StrEnum):
    """How a check ended."""

    PROVED = "proved"
    REFUTED = "refuted"
    NOT_PROVED = "not-proved"


Amounts = Mapping[str, Fraction]
"""What is awarded, by the award's name, floored to the cent."""


class Edge(StrEnum):
    """How a cliff lies."""

    FIXED = "fixed"
    """At that value, whatever else is answered."""
    MOVING = "moving"
    """At a value that hangs on the other answers; this is one of many."""
    SLOPE = "slope"
    """No edge: the award falls all along, step by step."""


@dataclass(frozen=True, slots=True)
class Cliff:
    """Where one more step of an answer costs the award, or a part of it.

    question: the answer that rises, from `below` to `above`.
    because:  the condition that then fails, or the award that then falls.
    before, after: what is awarded at `below` and at `above`; `after` is None where nothing fits.
              The other answers are such that the loss is large.
    answers:  all of them, with `below`, as a file of answers.
    """

    question: Question
    below: Fraction
    above: Fraction
    because: str
    edge: Edge
    before: Amounts
    after: Amounts | None
    answers: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Proof:
    """One check of one scheme.

    about:          the condition, award or parameter it is about; empty where it is about the scheme.
    says:           what came out, in a sentence.
    counterexample: answers that show why it is refuted, in the shape that `check --answers` takes.
    witness:        answers that show a thing that can be, in the same shape.
    supposed:       the values that the case supposes where the documents leave them open, by name.
    milliseconds:   how long it took.
    """

    scheme: str
    check: Check
    about: str
    status: Status
    says: Text
    counterexample: Mapping[str, object] | None = None
    witness: Mapping[str, object] | None = None
    supposed: Mapping[str, object] = field(default_factory=dict)
    cliffs: tuple[Cliff, ...] = ()
    milliseconds: float = field(default=0.0, compare=False)


# ── As files and words ────────────────────────────────────────────────────────────────────────


def answers_file(case: Case, questions: Iterable[Question]) -> dict[str, object]:
    """A case as the JSON that answers come in, in the order of the questions."""
    return {q.name: _plain(q, case.answers[q.name]) for q in questions if q.name in case.answers}


def supposed_file(case: Case) -> dict[str, object]:
    """What a case supposes, by parameter, as JSON."""
    return {name: _json(value) for (name, _), value in sorted(case.supposed.items(), key=str)}


def _plain(question: Question, value: Any) -> object:
    if question.kind is Kind.ITEMS:
        fields = question.about.fields
        return [
            {f.name: _plain(f, item[f.name]) for f in fields if f.name in item} for item in value
        ]
    if isinstance(value, Fraction):
        whole = value.denominator == 1 and question.unit.id not in _MONEY
        return int(value) if whole else exact_decimal(value)
    return _json(value)


def _json(value: Any) -> object:
    match value:
        case bool() | str():
            return value
        case Fraction():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return sorted(value)


_LONGEST: Final = 240  # of an expression in a sentence that is still read


def named(node: Node) -> Text:
    """An expression in words, its parameters by their names, for it is meant on every day."""
    said = InWords(date.min).say(_by_name(node))
    if len(said.en) > _LONGEST:
        return Text("the bound that its scheme declares", "計劃所聲明的上限")
    return said


def _by_name(node: Node) -> Node:
    """The expression with questions of their names in the place of its parameters."""
    if isinstance(node, Parameter):
        quoted = Text(f"“{node.wording.en}”", f"「{node.wording.zh_hant}」")
        return Question(node.name, node.kind, node.unit, Asking(node.wording, noun=quoted))
    parts: list[Any] = []
    names: tuple[str, ...] = node.__match_args__  # its fields, in the order in which it is built
    for name in names:
        part = getattr(node, name)
        if isinstance(part, Node) and not (isinstance(node, Member) and name == "options"):
            part = _by_name(part)
        elif isinstance(part, tuple):
            part = tuple(_by_name(child) if isinstance(child, Node) else child for child in part)
        parts.append(part)
    return type(node)(*parts)


def proof_record(proof: Proof) -> dict[str, object]:
    """A proof as JSON for programs, without its scheme: amounts as exact text, nothing lost."""
    return {
        "check": str(proof.check),
        "about": proof.about,
        "status": str(proof.status),
        "says": {"en": proof.says.en, "zh_hant": proof.says.zh_hant},
        "counterexample": proof.counterexample,
        "witness": proof.witness,
        "supposed": dict(proof.supposed),
        "cliffs": [_cliff_record(cliff) for cliff in proof.cliffs],
        "milliseconds": proof.milliseconds,
    }


def _cliff_record(cliff: Cliff) -> dict[str, object]:
    def amounts(paid: Amounts | None) -> dict[str, object] | None:
        return (
            None if paid is None else {name: exact_decimal(value) for name, value in paid.items()}
        )

    return {
        "question": cliff.question.name,
        "below": exact_decimal(cliff.below),
        "above": exact_decimal(cliff.above),
        "because": cliff.because,
        "edge": str(cliff.edge),
        "before": amounts(cliff.before),
        "after": amounts(cliff.after),
        "answers": cliff.answers,
    }
