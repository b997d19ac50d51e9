"""The registry of measures: what the figures are figures of, each named once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from technopole.evidence.problems import Report
from technopole.evidence.tables import PackFiles, Row, Table, one_of
from technopole.evidence.units import Unit, unit_named
from technopole.evidence.wording import Text

__all__ = ["Good", "Measure", "Nature", "read_measures"]

FILE: Final = "measures.csv"
_TABLE: Final = Table(
    columns=(
        "id", "name_en", "name_zh_hant", "unit", "nature", "good", "definition_en", "definition_zh_hant",
    ),
    required=frozenset({"id", "name_en", "name_zh_hant", "unit", "nature", "good"}),
    key=("id",),
)  # fmt: skip


class Nature(StrEnum):
    """What kind of number a measure gives, hence what may be compared, added and trended."""

    STOCK = "stock"
    FLOW = "flow"
    CUMULATIVE = "cumulative"
    RATE = "rate"
    SHARE = "share"
    RATIO = "ratio"
    RANK = "rank"
    LIMIT = "limit"
    BUDGET = "budget"
    DATE = "date"
    DURATION = "duration"
    DIMENSION = "dimension"
    NUMBER = "number"


class Good(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure is a figure of.

    unit: the unit its figures are usually stated in; others of the same dimension may occur.
    """

    id: str
    name: Text
    unit: Unit
    nature: Nature
    good: Good
    definition: Text


def read_measures(files: PackFiles, report: Report) -> dict[str, Measure]:
    """The measures of a pack, by id."""
    measures = (_measure(row) for row in _TABLE.rows(files, FILE, report))
    return {measure.id: measure for measure in measures if measure is not None}


def _measure(row: Row) -> Measure | None:
    unit = row.read("unit", unit_named, "evidence.E002")
    nature = row.read("nature", one_of(Nature), "evidence.E003")
    good = row.read("good", one_of(Good), "evidence.E003")
    if unit is None or nature is None or good is None:
        return None
    return Measure(
        id=row["id"],
        name=Text(row["name_en"], row["name_zh_hant"]),
        unit=unit,
        nature=nature,
        good=good,
        definition=Text(row["definition_en"], row["definition_zh_hant"]),
    )
