"""Indicators: what a plan measures itself by, with baselines and targets as printed and as figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from technopole.evidence.figures import Figure, Number, Ratio
from technopole.evidence.measures import Good
from technopole.evidence.observations import Kind, Observation
from technopole.evidence.periods import Period
from technopole.evidence.problems import Report
from technopole.evidence.series import newest
from technopole.evidence.store import Evidence
from technopole.evidence.tables import PackFiles, Row, Table, digits, one_of
from technopole.evidence.units import Unit, unit_named
from technopole.evidence.wording import Text

__all__ = [
    "Distance", "Indicator", "IndicatorPoint", "IndicatorSet", "Role", "level", "read_indicators",
]  # fmt: skip

_INDICATORS: Final = Table(
    columns=(
        "id", "set", "number", "name_en", "name_zh_hant", "node", "subject", "measure", "unit", "good",
        "note_en", "note_zh_hant",
    ),
    required=frozenset(
        {"id", "set", "number", "name_en", "name_zh_hant", "node", "subject", "measure", "unit", "good"}
    ),
    key=("id",),
)  # fmt: skip
_POINTS: Final = Table(
    columns=("indicator", "role", "printed", "column_head", "year_named", "figure_period", "fact"),
    required=frozenset({"indicator", "role", "printed", "fact"}),
    key=("indicator", "role", "fact"),
)


class IndicatorSet(StrEnum):
    """Where an indicator comes from."""

    DEVELOPMENT = "development"
    DATED_TARGET = "dated-target"
    WORK = "work"


class Role(StrEnum):
    """What a printed cell is."""

    BASELINE = "baseline"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class IndicatorPoint:
    """A cell of an indicator's table: as printed, and the figure that holds its value.

    column_head:   the head as printed, such as "2027 (Figures of 2025)"; empty outside tables.
    year_named:    the year that the plan speaks of (2027); None when none is named.
    figure_period: the time whose figure counts (2025); None when none is named.
    """

    role: Role
    printed: str
    column_head: str
    year_named: int | None
    figure_period: Period | None
    observation: Observation


@dataclass(frozen=True, slots=True)
class Distance:
    """The arithmetic of what is left to a target.

    covered: the share of the way from the first baseline to the target; None when they are equal.
    """

    latest: Observation
    target: IndicatorPoint
    baseline: IndicatorPoint | None
    left: Fraction
    covered: Fraction | None
    met: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    """What the plan measures itself by.

    node:   the node of the plan that it serves.
    series: the id of the series that feeds it.
    """

    id: str
    set: IndicatorSet
    number: str
    name: Text
    node: str
    subject: str
    measure: str
    unit: Unit
    good: Good
    note: Text
    points: tuple[IndicatorPoint, ...]

    @property
    def series(self) -> str:
        """The id of the series that feeds it."""
        return f"{self.subject}.{self.measure}"

    def of_role(self, role: Role) -> tuple[IndicatorPoint, ...]:
        """The baselines or the targets, in the order of time."""
        chosen = (point for point in self.points if point.role is role)
        return tuple(sorted(chosen, key=lambda point: point.observation.time_key))

    def as_of(self, day: date) -> Indicator | None:
        """The indicator as it was known on a day; None when no document had set it yet."""
        points = tuple(point for point in self.points if point.observation.published <= day)
        if not any(point.role is Role.TARGET for point in points):
            return None
        return Indicator(
            self.id, self.set, self.number, self.name, self.node, self.subject, self.measure,
            self.unit, self.good, self.note, points,
        )  # fmt: skip

    def latest(self, evidence: Evidence) -> Observation | None:
        """The newest figure of its series that is stated in its own unit.

        What happened counts where the indicator is a date: the event is what became of the target.
        """
        series = evidence.series.get(self.series)
        if series is None:
            return None
        kinds = (Kind.EVENT,) if self.unit.holds == "date" else (Kind.ACTUAL,)
        points = (point.latest for point in series.points(*kinds))
        return newest([o for o in points if o.figure.unit.dimension == self.unit.dimension])

    def distance(self, target: IndicatorPoint, evidence: Evidence) -> Distance | None:
        """How far the newest figure is from a target; None where the arithmetic makes no sense.

        A ratio such as 58:42 counts by its first part's share of the whole.
        """
        latest = self.latest(evidence)
        wanted = level(target.observation.figure)
        if latest is None or wanted is None or self.good is Good.NONE:
            return None
        reached = level(latest.figure)
        if (
            reached is None
            or latest.figure.unit.dimension != target.observation.figure.unit.dimension
        ):
            return None
        baselines = [
            point
            for point in self.of_role(Role.BASELINE)
            if point.observation.figure.unit == self.unit
        ]
        baseline = baselines[0] if baselines else None
        start = level(baseline.observation.figure) if baseline else None
        covered = None if start is None or start == wanted else (reached - start) / (wanted - start)
        met = reached >= wanted if self.good is Good.UP else reached <= wanted
        return Distance(latest, target, baseline, wanted - reached, covered, met)


def level(figure: Figure) -> Fraction | None:
    """The one number that a figure reaches, for arithmetic and pictures; None where it has none.

    A ratio such as 58:42 counts by its first part's share of the whole, in per cent.
    """
    match figure.value:
        case Number() as number if not number.is_range:
            return number.low
        case Ratio() as ratio:
            return ratio.share() * 100
        case _:
            return None


def read_indicators(
    files: PackFiles,
    evidence: Evidence,
    nodes: Collection[str],
    entities: Collection[str],
    report: Report,
) -> Mapping[str, Indicator]:
    """The indicators of a pack, by id, each point tied to its fact."""
    rows = list(_INDICATORS.rows(files, "indicators.csv", report))
    known = {row["id"] for row in rows}
    points: dict[str, list[IndicatorPoint]] = defaultdict(list)
    for row in _POINTS.rows(files, "indicator_points.csv", report):
        there = (
            row.refers("indicator", known, "plan.E004"),
            row.refers("fact", evidence.observations, "plan.E004"),
        )
        if all(there) and (point := _point(row, evidence)) is not None:
            points[row["indicator"]].append(point)
    indicators: dict[str, Indicator] = {}
    for row in rows:
        row.refers("node", nodes, "plan.E004")
        row.refers("subject", entities, "plan.E004")
        row.refers("measure", evidence.measures, "plan.E004")
        indicator = _indicator(row, tuple(points[row["id"]]))
        if indicator is None:
            continue
        if not indicator.of_role(Role.TARGET):
            row.problem("id", f"“{indicator.id}” has no target.", "Add one to indicator_points.csv.",
                        "plan.E006")  # fmt: skip
        indicators[indicator.id] = indicator
    return indicators


def _point(row: Row, evidence: Evidence) -> IndicatorPoint | None:
    role = row.read("role", one_of(Role), "plan.E002")
    year = row.read("year_named", digits, "plan.E002") if row["year_named"] else None
    period = (
        row.read("figure_period", Period.parse, "evidence.E001") if row["figure_period"] else None
    )
    if role is None:
        return None
    return IndicatorPoint(
        role, row["printed"], row["column_head"], year, period, evidence.observations[row["fact"]]
    )


def _indicator(row: Row, points: tuple[IndicatorPoint, ...]) -> Indicator | None:
    group = row.read("set", one_of(IndicatorSet), "plan.E002")
    unit = row.read("unit", unit_named, "evidence.E002")
    good = row.read("good", one_of(Good), "plan.E002")
    if group is None or unit is None or good is None:
        return None
    return Indicator(
        id=row["id"],
        set=group,
        number=row["number"],
        name=Text(row["name_en"], row["name_zh_hant"]),
        node=row["node"],
        subject=row["subject"],
        measure=row["measure"],
        unit=unit,
        good=good,
        note=Text(row["note_en"], row["note_zh_hant"]),
        points=points,
    )
