"""The public record of a scheme's rule: its conditions, awards, dated values and thresholds, with sources.

`technopole.rules.records` says how records read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from technopole.evidence.records import exact_text, text_record
from technopole.rules.language import Applying, Scheme, Stacking
from technopole.rules.nodes import Kind
from technopole.rules.parameters import DatedValue, Value
from technopole.rules.readers.describe import InForce, Line, Timeline, describe, timelines
from technopole.rules.receipts import rule_version
from technopole.rules.records import Record, answer_record
from technopole.rules.rulebook import Rulebook
from technopole.rules.thresholds import Threshold, thresholds

__all__ = ["rule_record"]


def rule_record(scheme: Scheme, book: Rulebook, on: date) -> Record:
    """A scheme's rule with the values of a day in its words, and every value over time.

    Keys of lists are null or empty where too little is published for a rule to run.
    """

    def cited(reference: str) -> Record:
        return _cited(reference, book)

    said = describe(scheme, on)
    window = scheme.window
    return {
        "rule_version": rule_version(scheme),
        "confirmed": scheme.confirmed.isoformat(),
        "on": on.isoformat(),
        "also": list(scheme.also),
        "window": None
        if window is None
        else {
            "first": window.first or None,
            "last": window.last or None,
            "says": text_record(window.says),
            **cited(window.reference),
        },
        "conditions": [_line("condition", line, cited) for line in said.conditions],
        "judgements": [
            {
                "question": judgement.question.name,
                "says": text_record(judgement.question.about.wording),
                **cited(judgement.reference),
            }
            for judgement in scheme.judgements
        ],
        "awards": [
            {
                **_line("award", line, cited),
                "unit": award.value.unit.id,
                "paid": award.paid,
            }
            for award, line in zip(scheme.awards, said.awards, strict=True)
        ],
        "parameters": [_timeline(line, cited) for line in timelines(scheme)],
        "thresholds": [_threshold(one) for one in thresholds(scheme)],
        "stacking": [_stacking(one, cited) for one in scheme.stacking],
        "applying": _applying(scheme.applying, cited),
        "known": [
            {"says": text_record(known.says), **cited(known.reference)} for known in scheme.known
        ],
        "gaps": [text_record(gap.says) for gap in scheme.gaps],
    }


def _cited(reference: str, book: Rulebook) -> Record:
    """A reference as it is written, and the public pages that it names."""
    pages = [book.source_of(part) for part in reference.split(";")]
    return {
        "reference": reference,
        "pages": [
            {"key": page.key, "title": page.title, "address": page.address or None}
            for page in dict.fromkeys(pages)
            if page is not None
        ],
    }


def _line(what: str, line: Line, cited: Callable[[str], Record]) -> Record:
    return {
        what: line.name,
        "says": text_record(line.says),
        "exactly": text_record(line.in_words),
        **cited(line.reference),
    }


def _timeline(line: Timeline, cited: Callable[[str], Record]) -> Record:
    parameter = line.parameter
    return {
        "parameter": parameter.name,
        "says": text_record(line.name),
        "kind": parameter.kind.value,
        "unit": parameter.unit.id if parameter.kind is Kind.NUMBER else None,
        "selected_by": text_record(line.event),
        "values": [
            _dated(dated, words, cited)
            for dated, words in zip(parameter.values, line.values, strict=True)
        ],
    }


def _dated(dated: DatedValue, words: InForce, cited: Callable[[str], Record]) -> Record:
    return {
        "value": _value(dated.value),
        "says": text_record(words.value),
        "when": text_record(words.when),
        "possible_from": _day(dated.possible_from),
        "from": dated.sure_from.isoformat(),
        "until": _day(dated.sure_until),
        "possible_until": _day(dated.possible_until),
        "confidence": dated.confidence.value,
        **cited(dated.reference),
    }


def _value(value: Value) -> Any:
    if isinstance(value, bool | date | Fraction):
        return answer_record(value)
    return sorted(value)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _threshold(one: Threshold) -> Record:
    first, last = one.dates
    return {
        "question": one.holder.name,
        "field": None if one.items is None else one.question.name,
        "value": one.value.isoformat() if isinstance(one.value, date) else exact_text(one.value),
        "unit": None if isinstance(one.value, date) else one.unit.id,
        "where": one.where,
        "near": [answer_record(answer) for answer in one.near],
        "first": _day(first),
        "last": _day(last),
        "parameters": list(one.parameters),
        "weak": one.weak,
        "reference": one.reference,
    }


def _stacking(one: Stacking, cited: Callable[[str], Record]) -> Record:
    return {
        "other": one.other or None,
        "allowed": one.allowed,
        "says": text_record(one.says),
        **cited(one.reference),
    }


def _applying(known: Applying | None, cited: Callable[[str], Record]) -> Record | None:
    if known is None:
        return None
    return {
        "says": text_record(known.says),
        "address": known.address or None,
        "papers": [text_record(paper) for paper in known.papers],
        **cited(known.reference),
    }
