"""Dated deliverables: an indicator whose unit is a date is met, late, open or overdue, and no rate of anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from technopole.evidence.observations import Observation
from technopole.evidence.wording import Text
from technopole.outlook.tracks import Report, Track
from technopole.plan.indicators import IndicatorPoint, Role

__all__ = ["Deliverable", "Delivery", "deliverables_of"]


class Delivery(StrEnum):
    """How a promise with a date stands on a day."""

    MET = "met"
    """Reported as done, in time."""
    LATE = "late"
    """Reported as done, after its date."""
    DONE = "done"
    """Reported as done; whether in time, the documents do not tell."""
    OPEN = "open"
    """Its date is still to come, and nothing reports it as done."""
    POSTPONED = "postponed"
    """Nothing reports it as done, and a later paper names a later date."""
    UNREPORTED = "unreported"
    """Its date is past, and nothing in the evidence reports it as done."""


_WORDS: Final = {
    Delivery.MET: Text("Done in time", "如期完成"),
    Delivery.LATE: Text("Done, later than promised", "已完成，但遲於承諾日期"),
    Delivery.DONE: Text(
        "Reported as done; the documents do not tell whether in time",
        "文件報告已完成，但沒有說明是否如期",
    ),
    Delivery.OPEN: Text("Not due yet", "尚未到期"),
    Delivery.POSTPONED: Text("A later paper names a later date", "其後的文件訂明較後的日期"),
    Delivery.UNREPORTED: Text(
        "The date is past; nothing in the evidence reports it as done",
        "日期已過，現有證據沒有顯示已完成",
    ),
}


@dataclass(frozen=True, slots=True)
class Deliverable:
    """How one promise of a date stands.

    point:     the promise, as printed.
    deadline:  its last day; None where the promise has no end.
    event:     the fact that reports it as done, with its day; the newest where several do.
    report:    the first statement that reports it as done without a day.
    announced: the newest date that a paper after the promise names; None where none does.
    """

    point: IndicatorPoint
    deadline: date | None
    state: Delivery
    event: Observation | None
    report: Report | None
    announced: Observation | None

    @property
    def words(self) -> Text:
        """The state in words."""
        return _WORDS[self.state]

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts that the state follows from."""
        known = (self.point.observation, self.event, self.announced)
        return tuple(fact.id for fact in known if fact is not None)


def deliverables_of(track: Track, on: date) -> tuple[Deliverable, ...]:
    """Each target of an indicator that is a date, as it stands on a day; none for another indicator."""
    if track.indicator.unit.holds != "date":
        return ()
    return tuple(
        _deliverable(point, track, on)
        for point in track.indicator.of_role(Role.TARGET)
        if point.observation.figure.days() is not None
    )


def _deliverable(point: IndicatorPoint, track: Track, on: date) -> Deliverable:
    promised = point.observation.figure.days()
    deadline = None if promised is None else promised.last
    event = track.events[-1] if track.events else None
    later = [
        o
        for o in track.announced
        if o.published > point.observation.published and o.id != point.observation.id
    ]
    announced = later[-1] if later else None
    report = min(track.reports, key=lambda told: told.published, default=None)
    state = _state(deadline, event, report, announced, on)
    return Deliverable(point, deadline, state, event, report, announced)


def _state(
    deadline: date | None,
    event: Observation | None,
    report: Report | None,
    announced: Observation | None,
    on: date,
) -> Delivery:
    if event is not None:
        done = event.figure.days()
        if deadline is None or done is None:
            return Delivery.DONE
        if done.last is not None and done.last <= deadline:
            return Delivery.MET
        if done.first is not None and done.first > deadline:
            return Delivery.LATE
        return Delivery.DONE
    if report is not None:
        in_time = deadline is not None and report.published <= deadline
        return Delivery.MET if in_time else Delivery.DONE
    if deadline is None:
        return Delivery.OPEN
    expected = announced.figure.days() if announced is not None else None
    if on <= deadline:
        # "Not before 2026" after "in 2025": the promise is given up before its day has come.
        first = expected.first if expected is not None else None
        return Delivery.POSTPONED if first is not None and first > deadline else Delivery.OPEN
    return Delivery.UNREPORTED
