"""Initiatives: what the Government set out to do, and where each stood on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from technopole.evidence.anchors import Anchor
from technopole.evidence.observations import ANCHOR_COLUMNS, read_anchor
from technopole.evidence.periods import Period
from technopole.evidence.problems import Report
from technopole.evidence.sources import Source
from technopole.evidence.tables import PackFiles, Row, Table, one_of
from technopole.evidence.wording import Text
from technopole.plan.statuses import Status

__all__ = ["Initiative", "StatusReport", "read_initiatives"]

_INITIATIVES: Final = Table(
    columns=("id", "name_en", "name_zh_hant", "node", "entity"),
    required=frozenset({"id", "name_en", "name_zh_hant", "node"}),
    key=("id",),
)
_STATUSES: Final = Table(
    columns=("initiative", "source", "status", "as_at", "says_en", "says_zh_hant", *ANCHOR_COLUMNS),
    required=frozenset(
        {"initiative", "source", "status", "says_en", "says_zh_hant", *ANCHOR_COLUMNS}
    ),
)


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What one document reports of an initiative, in our words."""

    status: Status
    as_at: Period | None
    says: Text
    anchor: Anchor
    published: date


@dataclass(frozen=True, slots=True)
class Initiative:
    """Something the Government set out to do.

    node:    the node of the plan that it belongs to.
    entity:  the entity that it is about; None when it concerns nothing in the register.
    history: the reports, oldest first; the last one tells where it stands.
    """

    id: str
    name: Text
    node: str
    entity: str | None
    history: tuple[StatusReport, ...]

    def as_of(self, day: date) -> Initiative | None:
        """The initiative as it was known on a day; None when no document had named it yet."""
        history = tuple(report for report in self.history if report.published <= day)
        if not history:
            return None
        return Initiative(self.id, self.name, self.node, self.entity, history)

    @property
    def status(self) -> Status:
        """Where it stands by the newest report."""
        return self.history[-1].status


def read_initiatives(
    files: PackFiles,
    sources: Mapping[str, Source],
    nodes: Collection[str],
    entities: Collection[str],
    report: Report,
) -> Mapping[str, Initiative]:
    """The initiatives of a pack, by id, each with its history."""
    rows = list(_INITIATIVES.rows(files, "initiatives.csv", report))
    known = {row["id"] for row in rows}
    histories: dict[str, list[StatusReport]] = defaultdict(list)
    for row in _STATUSES.rows(files, "initiative_statuses.csv", report):
        there = (
            row.refers("initiative", known, "plan.E004"),
            row.refers("source", sources, "plan.E004"),
        )
        if all(there) and (status := _status(row, sources)) is not None:
            histories[row["initiative"]].append(status)
    initiatives: dict[str, Initiative] = {}
    for row in rows:
        row.refers("node", nodes, "plan.E004")
        if row["entity"]:
            row.refers("entity", entities, "plan.E004")
        history = sorted(
            histories[row["id"]], key=lambda status: (status.published, status.anchor.first)
        )
        if not history:
            row.problem("id", f"“{row['id']}” has no status.", "Add a row to initiative_statuses.csv.",
                        "plan.E005")  # fmt: skip
            continue
        initiatives[row["id"]] = Initiative(
            id=row["id"],
            name=Text(row["name_en"], row["name_zh_hant"]),
            node=row["node"],
            entity=row["entity"] or None,
            history=tuple(history),
        )
    return initiatives


def _status(row: Row, sources: Mapping[str, Source]) -> StatusReport | None:
    status = row.read("status", one_of(Status), "plan.E002")
    as_at = row.read("as_at", Period.parse, "evidence.E001") if row["as_at"] else None
    anchor = read_anchor(row, row["source"])
    if status is None or anchor is None:
        return None
    return StatusReport(
        status=status,
        as_at=as_at,
        says=Text(row["says_en"], row["says_zh_hant"]),
        anchor=anchor,
        published=sources[row["source"]].published,
    )
