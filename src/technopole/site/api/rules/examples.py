"""Examples for the reference: a case out of the questions' own examples, answered by the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any, Final

from django.conf import settings

from technopole.evidence.wording import Text
from technopole.plan.packs import Pack
from technopole.rules.answers import AnswersRefused, read_answers
from technopole.rules.language import Award, Scheme
from technopole.rules.nodes import Kind, Question
from technopole.rules.readers.decide import Eligible, decide
from technopole.rules.readers.prove.proof import Check, Proof, Status, proof_record
from technopole.rules.receipts import rule_version
from technopole.rules.records import Record
from technopole.rules.rule_records import rule_record
from technopole.rules.rulebook import Rulebook
from technopole.rules.wording import known_end
from technopole.site.api.listings import as_json
from technopole.site.api.rules.deciding import decisions, replayed
from technopole.site.api.rules.interviewing import progress
from technopole.site.support.rules import rulebook_of

__all__ = ["case_of", "rule_examples", "scheme_example"]

_SHORTEST: Final = 3  # questions of a scheme that is worth showing


def scheme_example(records: Sequence[Record], pack: Pack) -> Record:
    """One scheme in full: the one of the other examples, or the first that is listed."""
    book = rulebook_of(pack.id)
    case = case_of(book)
    if case is None:
        return {**records[0], "rule_of": None, "rule": None}
    scheme, on, _ = case
    brief = next(record for record in records if record["scheme"] == scheme.entity)
    return {**brief, "rule_of": scheme.entity, "rule": rule_record(scheme, book, on)}


def rule_examples(pack: Pack) -> dict[str, tuple[Any, Any]]:
    """What may be sent to a route below the root, and what it answers; none where no rule runs."""
    case = case_of(rulebook_of(pack.id))
    if case is None:
        return {}
    scheme, on, answers = case
    decide_asked = {
        "answers": answers,
        "schemes": [scheme.code],
        "on": on.isoformat(),
        "receipt": True,
    }
    decided = decisions(decide_asked)
    first = dict(list(answers.items())[:2])
    interview_asked = {"answers": first, "on": on.isoformat()}
    receipt = {"receipt": decided["decisions"][0]["receipt"]}
    return {
        "decide": (decide_asked, decided),
        "interview": (interview_asked, _shortened(progress(interview_asked))),
        "assess": _table(scheme, on, answers),
        "prove": _proof(scheme, on, answers),
        "receipts/replay": (receipt, replayed(as_json(receipt))),
    }


def _table(scheme: Scheme, on: date, answers: Record) -> tuple[Record, Record]:
    """A table of two cases, the second with one answer turned round, and what comes of it.

    Told from the decisions of both, so that nobody who reads the reference waits for the machine.
    """
    book = rulebook_of(settings.PACK)
    turned = next(name for name, value in answers.items() if value is True)
    cases = (answers, {**answers, turned: False})
    decided = [decide(scheme, read_answers(case, book.questions), on) for case in cases]
    asked = {
        "columns": {name: [case[name] for case in cases] for name in answers},
        "schemes": [scheme.code],
        "on": on.isoformat(),
    }

    def amounts(award: Award) -> Record:
        given = [next((a for a in d.awards if a.name == award.name), None) for d in decided]
        lows = [0 if one is None else int(one.low * 100) for one in given]
        ends = [Fraction(0) if one is None else known_end(one.low, one.high) for one in given]
        highs = [None if end is None else int(end * 100) for end in ends]
        return {"unit": award.value.unit.id, "scale": 100, "low": lows, "high": highs}

    answered = {
        "scheme": scheme.entity,
        "rule_version": rule_version(scheme),
        "eligible": [decision.eligible.value for decision in decided],
        "awards": {award.name: amounts(award) for award in scheme.awards},
    }
    return asked, {
        "pack": settings.PACK,
        "on": on.isoformat(),
        "rows": len(cases),
        "refused_rows": 0,
        "refused": [],
        "schemes": {scheme.code: answered},
    }


def _proof(scheme: Scheme, on: date, answers: Record) -> tuple[Record, Record]:
    """What is asked to be proved, and the first thing that is: that the case of the other examples fits."""
    says = Text(f"Some case fits on {on}.", f"在{on}有符合資格的個案。")
    proof = Proof(
        scheme.entity, Check.SATISFIABLE, "", Status.PROVED, says, witness=answers, milliseconds=3.2
    )
    asked = {"schemes": [scheme.code], "on": on.isoformat()}
    named = {"scheme": scheme.entity, "code": scheme.code, "rule_version": rule_version(scheme)}
    return asked, {
        "pack": settings.PACK,
        "on": on.isoformat(),
        "proofs": [named | proof_record(proof)],
    }


def _shortened(found: Record) -> Record:
    """The first things of each list, so that a reader sees them all."""
    return {key: value[:2] if isinstance(value, list) else value for key, value in found.items()}


def case_of(book: Rulebook) -> tuple[Scheme, date, dict[str, Any]] | None:
    """A scheme and answers with which it is eligible, made of what its questions show as examples."""
    for scheme in sorted(book.executable, key=lambda one: (not one.awards, len(one.questions))):
        if len(scheme.questions) < _SHORTEST:
            continue
        for on, given in _guesses(scheme):
            try:
                answers = read_answers(given, book.questions, book.consistency)
            except AnswersRefused:
                continue
            if decide(scheme, answers, on).eligible is Eligible.YES:
                return scheme, on, given
    return None


def _guesses(scheme: Scheme) -> Iterator[tuple[date, dict[str, Any]]]:
    on = scheme.confirmed
    asked = [question for question in scheme.questions if not question.about.today]
    for truth, number in product((True, False), (None, "0")):
        yield on, {question.name: _shown(question, truth, number) for question in asked}


def _shown(question: Question, truth: bool, number: str | None) -> Any:
    about = question.about
    match question.kind:
        case Kind.TRUTH:
            return truth or bool(about.group)
        case Kind.CHOICE:
            return about.options[0][0]
        case Kind.ITEMS:
            return [{field.name: _shown(field, truth, number) for field in about.fields}]
        case Kind.DAY:
            return about.example
        case Kind.NUMBER:
            return number or about.example
