"""The public record of each thing of the evidence: what every program outside is given.

The command line's JSON lines, the API and the downloads all come from these functions, so that
one thing has one shape. A record is a plain dictionary, ready for JSON:

- values are text ("1480", "2/3", "2024-Q3"), so that no reader loses a digit;
- days are ISO 8601, and a time of several days is an interval of days (`a/b`);
- words in both languages are `{"en": …, "zh_hant": …}`; `zh_hant` is null where there is none.

Keys are only ever added, at the end: `docs/reference/stability.md` holds the promise.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from technopole.evidence.anchors import Anchor
from technopole.evidence.contradictions import Contradiction, Resolution, Tension, Working
from technopole.evidence.measures import Measure
from technopole.evidence.observations import Kind, Observation
from technopole.evidence.periods import Period
from technopole.evidence.quantities import Quantity, exact_decimal
from technopole.evidence.series import Series
from technopole.evidence.sources import Source
from technopole.evidence.store import Evidence
from technopole.evidence.wording import Text

__all__ = [
    "NameOf", "Record", "contradiction_record", "exact_text", "measure_record",
    "observation_record", "place_record", "series_record", "source_record", "tension_record",
    "text_record", "time_record",
]  # fmt: skip

Record = dict[str, Any]
"""A plain dictionary of text, whole numbers, truth values, null, lists and dictionaries."""

NameOf = Callable[[str], Text]
"""Gives the name of an entity by its id; the register lies a floor above the evidence."""

_GROWTH_DIGITS: Final = 6


def text_record(text: Text) -> Record | None:
    """Words in both languages; null when there are none."""
    return {"en": text.en, "zh_hant": text.zh_hant or None} if text else None


def time_record(period: Period | None) -> str | None:
    """An ISO day, an interval of days, or null when no time is stated."""
    return None if period is None else period.iso()


def place_record(anchor: Anchor) -> Record:
    """Where a passage stands, with the hash that proves it."""
    return {
        "source": anchor.source,
        "heading": anchor.heading,
        "lines": [anchor.first, anchor.last],
        "passage": anchor.passage,
    }


def exact_text(amount: Fraction) -> str:
    """The exact decimal, or the fraction itself where no decimal is exact.

    >>> exact_text(Fraction(5, 4)), exact_text(Fraction(2, 3)), exact_text(Fraction(1480))
    ('1.25', '2/3', '1480')
    """
    return exact_decimal(amount) or f"{amount.numerator}/{amount.denominator}"


def observation_record(observation: Observation, evidence: Evidence, name_of: NameOf) -> Record:
    """A fact. Up to `lines` the keys are those that `technopole facts` promises.

    evidence: names the measure and knows the disputes, as of the day that is asked about.
    """
    subject, measure = name_of(observation.subject), evidence.measures[observation.measure].name
    figure, anchor = observation.figure, observation.anchor
    return {
        "id": observation.id,
        "source": observation.source,
        "subject": observation.subject,
        "subject_name": subject.en,
        "measure": observation.measure,
        "value": figure.text,
        "unit": figure.unit.id,
        "qualifier": figure.qualifier.value,
        "as_at": time_record(observation.as_at),
        "kind": observation.kind.value,
        "published": observation.published.isoformat(),
        "heading": anchor.heading,
        "lines": [anchor.first, anchor.last],
        "measure_name": measure.en,
        "names": {"subject": text_record(subject), "measure": text_record(measure)},
        "as_at_stated": observation.as_at.text if observation.as_at else None,
        "reading": observation.reading.value,
        "note": text_record(observation.note),
        "passage": anchor.passage,
        "series": f"{observation.subject}.{observation.measure}",
        "disputes": [dispute.id for dispute in evidence.disputes.get(observation.id, ())],
    }


def source_record(source: Source, evidence: Evidence) -> Record:
    """A document, with how many facts were read from it."""
    return {
        "id": source.id,
        "title": text_record(source.title),
        "short": text_record(source.short),
        "publisher": text_record(source.publisher),
        "published": source.published.isoformat(),
        "published_stated": source.published_as,
        "published_inferred": source.inferred,
        "official_page": source.official_page,
        "condition": text_record(source.condition),
        "number": source.number,
        "file": source.file,
        "facts": len(evidence.by_source.get(source.id, ())),
    }


def measure_record(measure: Measure) -> Record:
    """What a figure can be a figure of."""
    return {
        "id": measure.id,
        "name": text_record(measure.name),
        "unit": measure.unit.id,
        "nature": measure.nature.value,
        "good": measure.good.value,
        "definition": text_record(measure.definition),
    }


def series_record(series: Series, evidence: Evidence, name_of: NameOf) -> Record:
    """One subject's measure over time: a point a time and kind, each with its vintages."""
    subject, measure = name_of(series.subject), evidence.measures[series.measure]
    return {
        "id": series.id,
        "subject": series.subject,
        "subject_name": subject.en,
        "measure": series.measure,
        "measure_name": measure.name.en,
        "names": {"subject": text_record(subject), "measure": text_record(measure.name)},
        "nature": measure.nature.value,
        "good": measure.good.value,
        "points": [
            {
                "kind": kind.value,
                "as_at": time_record(point.as_at),
                "value": point.latest.figure.text,
                "unit": point.latest.figure.unit.id,
                "qualifier": point.latest.figure.qualifier.value,
                "fact": point.latest.id,
                "vintages": [vintage.id for vintage in point.vintages],
            }
            for kind in Kind
            for point in series.points(kind)
        ],
    }


def contradiction_record(
    contradiction: Contradiction, evidence: Evidence, name_of: NameOf
) -> Record:
    """Documents that disagree, with every side in full."""
    sides = [observation_record(side, evidence, name_of) for side in contradiction.sides]
    subject, measure = name_of(contradiction.subject), evidence.measures[contradiction.measure].name
    return {
        "id": contradiction.id,
        "kind": "contradiction",
        "subject": contradiction.subject,
        "subject_name": subject.en,
        "measure": contradiction.measure,
        "measure_name": measure.en,
        "sides": sides,
        "names": {"subject": text_record(subject), "measure": text_record(measure)},
        "resolution": _resolution_record(contradiction.resolution),
    }


def tension_record(tension: Tension, evidence: Evidence, name_of: NameOf) -> Record:
    """Figures that seem to clash and do not compare, with the reason and the arithmetic."""
    return {
        "id": tension.id,
        "kind": "tension",
        "why": tension.kind.value,
        "title": text_record(tension.title),
        "reason": text_record(tension.reason),
        "sides": [observation_record(side, evidence, name_of) for side in tension.sides],
        "workings": [_working_record(working) for working in tension.workings],
    }


def _resolution_record(resolution: Resolution | None) -> Record | None:
    if resolution is None:
        return None
    return {
        "facts": list(resolution.facts),
        "by": resolution.by,
        "reason": text_record(resolution.reason),
    }


def _working_record(working: Working) -> Record:
    result = working.result()
    exact = isinstance(result, Quantity)
    return {
        "label": text_record(working.label),
        "operation": working.kind.value,
        "facts": [operand.id for operand in working.operands],
        "steps": working.steps or None,
        "value": exact_text(result.amount)
        if isinstance(result, Quantity)
        else f"{result:.{_GROWTH_DIGITS}f}",
        "unit": result.unit.id if isinstance(result, Quantity) else "times",
        "exact": exact,
    }
