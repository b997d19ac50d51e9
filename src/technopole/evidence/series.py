"""Series: one subject's measure over time, with every vintage of each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from technopole.evidence.observations import Kind, Observation
from technopole.evidence.periods import Period

__all__ = ["Point", "Series", "newest", "series_of"]

_BOUNDLESS: Final = Fraction(10**30)


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
        groups: dict[tuple[object, ...], list[Observation]] = {}
        for observation in self.observations:
            if observation.kind in wanted:
                groups.setdefault(_time(observation), []).append(observation)
        return tuple(
            Point(group[0].as_at, tuple(sorted(group, key=lambda o: (o.published, o.id))))
            for group in groups.values()
        )

    @property
    def latest(self) -> Observation | None:
        """The newest actual figure by the time it speaks of; None when there is none.

        A rounder figure does not displace a sharper one that it agrees with: where papers say "12"
        of October and "over 10" of the same year, 12 is what is known.
        """
        return newest([point.latest for point in self.points()])

    @property
    def line(self) -> tuple[Observation, ...]:
        """The actual figures that a line is drawn through, in the order of time.

        A rounder figure is left out where a sharper one of its time says the same: a line from 12 to
        "over 10" of the same year would draw a fall that no document tells of.
        """
        actual = [point.latest for point in self.points()]
        return tuple(
            rounder
            for rounder in actual
            if not any(
                _says_the_same(sharper, rounder) and _width(sharper) < _width(rounder)
                for sharper in actual
            )
        )


def newest(observations: Sequence[Observation]) -> Observation | None:
    """The last of observations in the order of time, or the sharpest that says the same of its time."""
    if not observations:
        return None
    last = observations[-1]
    same = [o for o in observations if _says_the_same(o, last)]
    return min(reversed(same), key=_width)


def _says_the_same(one: Observation, last: Observation) -> bool:
    if one is last:
        return True
    return (
        one.as_at is not None
        and last.as_at is not None
        and one.as_at.within(last.as_at)
        and one.figure.comparable_with(last.figure)
        and one.figure.agrees_with(last.figure)
    )


def _width(observation: Observation) -> Fraction:
    """How much room the claim leaves, in base units; a claim without a bound leaves the most."""
    interval = observation.figure.interval()
    if interval is None or interval.low is None or interval.high is None:
        return _BOUNDLESS
    return (interval.high - interval.low) * observation.figure.unit.factor


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
