"""Observations: one figure, of one thing, read from one place of one document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Final

from technopole.evidence.anchors import Anchor
from technopole.evidence.figures import Figure, Qualifier, parse_value
from technopole.evidence.measures import Measure
from technopole.evidence.periods import Period
from technopole.evidence.problems import Report
from technopole.evidence.readings import Reading
from technopole.evidence.sources import Source
from technopole.evidence.tables import PackFiles, Row, Table, digits, one_of
from technopole.evidence.units import unit_named
from technopole.evidence.wording import Text

__all__ = ["ANCHOR_COLUMNS", "Kind", "Observation", "read_anchor", "read_observations"]

ANCHOR_COLUMNS: Final = ("heading", "first_line", "last_line", "passage")
_SHA256: Final = re.compile("[0-9a-f]{64}")

_TABLE: Final = Table(
    columns=(
        "id", "subject", "measure", "value", "unit", "qualifier", "as_at", "kind",
        *ANCHOR_COLUMNS, "reading", "note_en", "note_zh_hant",
    ),
    required=frozenset(
        {"id", "subject", "measure", "value", "unit", "qualifier", "kind", *ANCHOR_COLUMNS, "reading"}
    ),
    key=("id",),
)  # fmt: skip


class Kind(StrEnum):
    """What a figure claims to be."""

    ACTUAL = "actual"
    TARGET = "target"
    PARAMETER = "parameter"
    BUDGET = "budget"
    PLAN = "plan"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure with its source; once published it is never changed, only joined by others.

    subject:   the id of the entity it is about.
    as_at:     when it held; None when the document does not say, and then it held at some time
               up to its publication.
    published: when it became known, the publication of its document.
    reading:   how the value stands in the passage.
    """

    id: str
    subject: str
    measure: str
    figure: Figure
    as_at: Period | None
    kind: Kind
    anchor: Anchor
    published: date
    reading: Reading
    note: Text

    @property
    def source(self) -> str:
        """The id of the document it was read from."""
        return self.anchor.source

    @property
    def time_key(self) -> tuple[date, date]:
        """Orders observations by the time they speak of; the undated stand at their publication."""
        return self.as_at.sort_key if self.as_at else (self.published, self.published)


def read_anchor(row: Row, source: str) -> Anchor | None:
    """The anchor in a row's columns `heading`, `first_line`, `last_line` and `passage`."""
    first = row.read("first_line", digits, "evidence.E004")
    last = row.read("last_line", digits, "evidence.E004")
    if first is None or last is None:
        return None
    if not 1 <= first <= last:
        row.problem("first_line", f"Lines {first} to {last} are no range.",
                    "Give the first and the last line, counted from 1.", "evidence.E004")  # fmt: skip
        return None
    if _SHA256.fullmatch(row["passage"]) is None:
        row.problem("passage", f"“{row['passage'][:64]}” is no SHA-256.",
                    "Let scripts/anchor.py print it.", "evidence.E004")  # fmt: skip
        return None
    return Anchor(source, row["heading"], first, last, row["passage"])


def read_observations(
    files: PackFiles, sources: Mapping[str, Source], measures: Mapping[str, Measure], report: Report
) -> tuple[Observation, ...]:
    """Every fact of a pack, one file a source, in the order of ids."""
    observations = [
        observation
        for source in sources.values()
        for row in _TABLE.rows(files, f"facts/{source.id}.csv", report)
        if (observation := _observation(row, source, measures)) is not None
    ]
    return tuple(sorted(observations, key=lambda observation: observation.id))


def _observation(row: Row, source: Source, measures: Mapping[str, Measure]) -> Observation | None:
    if not row["id"].startswith(f"{source.number}-"):
        row.problem("id", f"“{row['id']}” does not begin with the number of {source.id}.",
                    f"Facts of this file are {source.number}-001 and on.", "evidence.E005")  # fmt: skip
    measure = measures.get(row["measure"])
    if measure is None:
        row.problem("measure", f"“{row['measure']}” is not in the registry of measures.",
                    "Correct it, or add it to measures.csv.", "evidence.E006")  # fmt: skip
    if bool(row["note_en"]) != bool(row["note_zh_hant"]):
        row.problem("note_zh_hant", "The note stands in one language only.",
                    "Write it in both, or in neither.", "evidence.E007")  # fmt: skip
    figure = _figure(row)
    as_at = row.read("as_at", Period.parse, "evidence.E001") if row["as_at"] else None
    kind = row.read("kind", one_of(Kind), "evidence.E003")
    reading = row.read("reading", one_of(Reading), "evidence.E003")
    anchor = read_anchor(row, source.id)
    if figure is not None and measure is not None and not _fits(figure, measure):
        row.problem("unit", f"“{row['measure']}” is measured in {measure.unit.id}, not in {figure.unit.id}.",
                    "Correct the unit, or name another measure.", "evidence.E008")  # fmt: skip
        return None
    if figure is None or measure is None or kind is None or reading is None or anchor is None:
        return None
    if reading in (Reading.COUNTED, Reading.DERIVED, Reading.GARBLED) and not row["note_en"]:
        row.problem("note_en", f"A value that is {reading} needs a note that says how.",
                    "Say in both languages how the value follows from the passage.", "evidence.E009")  # fmt: skip
    return Observation(
        id=row["id"],
        subject=row["subject"],
        measure=measure.id,
        figure=figure,
        as_at=as_at,
        kind=kind,
        anchor=anchor,
        published=source.published,
        reading=reading,
        note=Text(row["note_en"], row["note_zh_hant"]),
    )


def _figure(row: Row) -> Figure | None:
    unit = row.read("unit", unit_named, "evidence.E002")
    qualifier = row.read("qualifier", one_of(Qualifier), "evidence.E003")
    if unit is None or qualifier is None:
        return None
    value = row.read("value", partial(parse_value, unit=unit), "evidence.E001")
    return None if value is None else Figure(row["value"], value, unit, qualifier)


def _fits(figure: Figure, measure: Measure) -> bool:
    return figure.unit == measure.unit or (
        figure.unit.arithmetic
        and measure.unit.arithmetic
        and figure.unit.dimension == measure.unit.dimension
    )
