"""Series: one subject's measure over time, with every vintage of each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from technopole.evidence.observations import Kind, Observation
from technopole.evidence.periods import Period

__all__ = ["Point", "Series", "series_of"]


@dataclass(frozen=True, slots=True)
class Point:
    """What the documents say of one time; more than one statement when several papers do.

    as_at:    the time; None when no document says.
    vintages: the statements in the order in which they became known; the last is the newest.
    """

    as_at: Period | None
    vintages: tuple[Observation, ...]

    @property
    def latest(self) -> Observation:
        """The statement that became known last."""
        return self.vintages[-1]


@dataclass(frozen=True, slots=True)
class Series:
    """Everything the documents say of one measure of one subject.

    observations: in the order of the time they speak of, then of publication.
    """

    subject: str
    measure: str
    observations: tuple[Observation, ...]

    @property
    def id(self) -> str:
        """The series' stable name, as addresses carry it."""
        return f"{self.subject}.{self.measure}"

    def points(self, *kinds: Kind) -> tuple[Point, ...]:
        """The points of these kinds (actual ones when none is named), in the order of time."""
        wanted = kinds or (Kind.ACTUAL,)
        chosen = [observation for observation in self.observations if observation.kind in wanted]
        return tuple(
            Point(vintages[0].as_at, tuple(sorted(vintages, key=lambda o: (o.published, o.id))))
            for _, group in groupby(chosen, key=_time)
            for vintages in [list(group)]
        )

    @property
    def latest(self) -> Observation | None:
        """The newest actual figure by the time it speaks of; None when there is none."""
        points = self.points()
        return points[-1].latest if points else None


def _time(observation: Observation) -> tuple[object, ...]:
    """Equal for statements of the same time; every undated statement stands by itself per paper."""
    if observation.as_at is None:
        return (None, observation.published)
    return (observation.as_at.first, observation.as_at.last)


def series_of(observations: Iterable[Observation]) -> tuple[Series, ...]:
    """The observations grouped into series, in the order of subject and measure."""
    groups: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for observation in observations:
        groups[observation.subject, observation.measure].append(observation)
    return tuple(
        Series(
            subject, measure, tuple(sorted(group, key=lambda o: (o.time_key, o.published, o.id)))
        )
        for (subject, measure), group in sorted(groups.items())
    )
