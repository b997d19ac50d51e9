"""The public records of schemes, questions and decisions: what every program outside is given.

The command line's JSON and the API come from these functions, so that one thing has one shape. Values
are exact text, days are ISO 8601, words in both languages are `{"en": …, "zh_hant": …}`; keys are only
ever added, at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from technopole.evidence.records import Record, exact_text, text_record
from technopole.evidence.wording import Text
from technopole.rules.explain import Change, Changes, Explanation, Said, say_flag
from technopole.rules.language import Scheme
from technopole.rules.nodes import Kind, Parameter, Question
from technopole.rules.parameters import DatedValue, Value, candidates
from technopole.rules.ranges import Answer
from technopole.rules.readers.decide import AwardRange, Decision, Eligible, Used
from technopole.rules.wording import known_end

__all__ = [
    "NO_RULE", "Record", "answer_record", "answers_record", "asked_by", "award_record", "change_record", "decision_record",
    "described_record", "outcome_record", "question_record", "said_record", "scheme_record", "used_record",
]  # fmt: skip

_MONEY: Final = frozenset({"HKD", "RMB", "USD", "EUR"})
NO_RULE: Final = "no-rule"
"""The flag of a scheme of which too little is published to compute an answer."""


# ── Answers and questions ─────────────────────────────────────────────────────────────────────


def answer_record(answer: Answer) -> Any:
    """An answer as `read_answers` takes it: numbers as canonical decimal text, days as ISO days."""
    match answer:
        case bool() | str():
            return answer
        case Fraction():
            return exact_text(answer)
        case date():
            return answer.isoformat()
        case _:
            return [{name: answer_record(one) for name, one in item.items()} for item in answer]


def question_record(question: Question) -> Record:
    """A question: how it is asked and what may be answered."""
    about = question.about
    number = question.kind is Kind.NUMBER
    return {
        "question": question.name,
        "kind": question.kind.value,
        "unit": question.unit.id if number else None,
        "wording": text_record(about.wording),
        "why": text_record(about.why),
        "noun": text_record(about.noun),
        "example": about.example or None,
        "low": _bound(about.low),
        "high": _bound(about.high),
        "step": exact_text(about.step) if number else None,
        "options": [{"option": name, "says": text_record(words)} for name, words in about.options],
        "fields": [question_record(field) for field in about.fields],
        "register": about.register or None,
        "group": about.group or None,
        "judgement": about.judgement,
        "today": about.today,
    }


def _bound(value: Fraction | date | None) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else exact_text(value)


def scheme_record(scheme: Scheme, on: date) -> Record:
    """A scheme that the rules know, in the keys that `technopole schemes` promises.

    For one that is in no register: its status is what its window says of a day, or unknown.
    """
    return {
        "scheme": scheme.entity,
        "name": scheme.name.en,
        "kind": "scheme",
        "executable": scheme.executable,
        "status": _status(scheme, on),
        "run_by": [scheme.run_by],
        "questions": [question.name for question in scheme.questions],
        "sources": list(dict.fromkeys(_keys(scheme))),
        "names": text_record(scheme.name),
        "summary": text_record(scheme.summary),
    }


def asked_by(schemes: Iterable[Scheme]) -> dict[str, list[str]]:
    """The names of the questions that each entity's rule asks, by the entity's id."""
    return {
        entity: [question.name for question in scheme.questions]
        for scheme in schemes
        for entity in (*scheme.also, scheme.entity)
    }


def _status(scheme: Scheme, on: date) -> str | None:
    test = None if scheme.window is None else scheme.window.test
    if not isinstance(test, Parameter):
        return None
    found = candidates(test.values, on, on).certain
    if found is None:
        return None
    if found.value:
        return "open"
    opened = [value.sure_from for value in test.values if value.value]
    return "closed" if opened and opened[0] <= on else "announced"


def _keys(scheme: Scheme) -> Iterator[str]:
    """The keys of the sources that its references begin with."""
    references = [condition.reference for condition in scheme.conditions]
    references += [award.reference for award in scheme.awards]
    references += [known.reference for known in scheme.known]
    references += [value.reference for one in scheme.parameters for value in one.values]
    for reference in references:
        for part in reference.split(";"):
            yield part.partition(",")[0].strip()


# ── Decisions ─────────────────────────────────────────────────────────────────────────────────


def outcome_record(decision: Decision) -> Record:
    """The answer alone, without reasons."""
    return {
        "eligible": decision.eligible.value,
        "subject_to": [text_record(text) for text in decision.subject_to],
        "award": _main_award(decision),
        "missing": [question.name for question in decision.missing],
        "flags": [flag.value for flag in decision.flags],
        "outside": None if decision.outside is None else text_record(decision.outside),
        "refused": [text_record(text) for text in decision.refused],
    }


def _main_award(decision: Decision) -> Record:
    """The scheme's first award of money: what completions can come to, nothing among them unless it is yes."""
    award = next((a for a in decision.awards if a.unit.id in _MONEY), None)
    if award is None:
        return {"low": "0", "high": "0", "currency": "HKD"}
    low = award.low if decision.eligible is Eligible.YES else Fraction(0)
    high = known_end(award.low, award.high)
    return {
        "low": exact_text(low),
        "high": None if high is None else exact_text(high),
        "currency": award.unit.id,
    }


def award_record(award: AwardRange) -> Record:
    """An award, if the case is eligible; `high` is null where nothing bounds it but what may be typed."""
    high = known_end(award.low, award.high)
    return {
        "award": award.name,
        "says": text_record(award.says),
        "low": exact_text(award.low),
        "high": None if high is None else exact_text(high),
        "unit": award.unit.id,
    }


def decision_record(
    scheme: Scheme,
    decision: Decision,
    explanation: Explanation,
    changes: Changes,
    rule_version: str,
) -> Record:
    """A decision with its reasons. Up to `rule_version` the keys are those that `check` promises."""
    outcome = outcome_record(decision)
    return {
        "scheme": decision.scheme,
        "on": decision.on.isoformat(),
        "eligible": outcome["eligible"],
        "subject_to": outcome["subject_to"],
        "award": outcome["award"],
        "reasons": [
            {
                "condition": reason.condition.name,
                "says": text_record(reason.condition.says),
                "holds": reason.holds.value,
                "reference": reason.condition.reference,
                "answered": {q.name: answer_record(answer) for q, answer in reason.answered},
                "missing": [question.name for question in reason.missing],
                "parameters": [used_record(use) for use in reason.used],
                "because": [said_record(step) for step in said.below],
            }
            for reason, said in zip(decision.reasons, explanation.conditions, strict=True)
        ],
        "missing": outcome["missing"],
        "flags": outcome["flags"],
        "rule_version": rule_version,
        "code": scheme.code,
        "name": text_record(scheme.name),
        "says": text_record(explanation.opening),
        "awards": [
            {
                **award_record(award),
                "parameters": [used_record(use) for use in award.used],
                "because": [said_record(step) for step in said.below],
            }
            for award, said in zip(decision.awards, explanation.awards, strict=True)
        ],
        "outside": outcome["outside"],
        "refused": outcome["refused"],
        "what_would_change": [change_record(change) for change in changes.changes],
        "flag_notes": [text_record(say_flag(flag)) for flag in decision.flags],
        "gaps": [text_record(gap) for gap in decision.gaps],
        "applying": _applying(scheme),
    }


def described_record(scheme: Scheme, on: date, rule_version: str) -> Record:
    """The same keys for a scheme of which too little is published to compute an answer."""
    says = Text(
        f"{scheme.name.en}: too little is published to compute an answer.",
        f"{scheme.name.zh_hant}：已公布的資料不足以計算答案。",
    )
    return {
        "scheme": scheme.entity,
        "on": on.isoformat(),
        "eligible": Eligible.UNKNOWN.value,
        "subject_to": [],
        "award": {"low": "0", "high": None, "currency": "HKD"},
        "reasons": [],
        "missing": [],
        "flags": [NO_RULE],
        "rule_version": rule_version,
        "code": scheme.code,
        "name": text_record(scheme.name),
        "says": text_record(says),
        "awards": [],
        "outside": None,
        "refused": [],
        "what_would_change": [],
        "flag_notes": [text_record(says)],
        "gaps": [text_record(gap.says) for gap in scheme.gaps],
        "applying": _applying(scheme),
    }


def _applying(scheme: Scheme) -> Record | None:
    known = scheme.applying
    if known is None:
        return None
    return {
        "says": text_record(known.says),
        "address": known.address or None,
        "papers": [text_record(paper) for paper in known.papers],
        "reference": known.reference,
    }


def said_record(said: Said) -> Record:
    """A sentence with those that it rests on."""
    return {
        "says": text_record(said.says),
        "holds": None if said.holds is None else said.holds.value,
        "reference": said.reference or None,
        "confidence": None if said.confidence is None else said.confidence.value,
        "below": [said_record(step) for step in said.below],
    }


def used_record(use: Used) -> Record:
    """A parameter as it was read: every value that may have been in force, with its source."""
    return {
        "parameter": use.parameter.name,
        "says": text_record(use.parameter.wording),
        "unit": use.parameter.unit.id if use.parameter.kind is Kind.NUMBER else None,
        "days": [
            first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
            for first, last in use.days
        ],
        "values": [_dated_record(value) for value in use.found.values],
        "any_other": use.found.open,
    }


def _dated_record(dated: DatedValue) -> Record:
    return {
        "value": _value(dated.value),
        "reference": dated.reference,
        "confidence": dated.confidence.value,
        "from": dated.sure_from.isoformat(),
        "until": None if dated.sure_until is None else dated.sure_until.isoformat(),
    }


def _value(value: Value) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, Fraction):
        return exact_text(value)
    return value.isoformat() if isinstance(value, date) else sorted(value)


def change_record(change: Change) -> Record:
    """One change of an answer, and what the decision then is."""
    return {
        "question": change.question.name,
        "from": answer_record(change.given),
        "to": [answer_record(answer) for answer in change.to],
        "becomes": change.becomes.value,
        "says": text_record(change.says),
    }


def answers_record(answers: Mapping[str, Answer]) -> Record:
    """Answers as a file of answers holds them."""
    return {name: answer_record(answer) for name, answer in answers.items()}
