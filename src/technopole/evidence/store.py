"""The body of evidence: everything known on a day, looked up by id, subject, measure and source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from technopole.evidence.contradictions import (
    Contradiction,
    Dispute,
    Resolution,
    Tension,
    find_contradictions,
    read_tensions,
)
from technopole.evidence.measures import Measure, read_measures
from technopole.evidence.observations import Observation, read_observations
from technopole.evidence.problems import Report
from technopole.evidence.series import Series, series_of
from technopole.evidence.sources import Source, read_sources
from technopole.evidence.tables import PackFiles

__all__ = ["Evidence", "read_evidence"]


@dataclass(frozen=True)
class Evidence:
    """The observations of a pack with the sources and measures they refer to.

    sources:      by id, in order of publication.
    measures:     by id.
    observations: by id, in the order of ids.
    """

    sources: Mapping[str, Source]
    measures: Mapping[str, Measure]
    observations: Mapping[str, Observation]
    tensions: tuple[Tension, ...]
    resolutions: tuple[Resolution, ...]

    def as_of(self, day: date) -> Evidence:
        """What was known on a day: the documents published by then and nothing read from others.

        A tension is known once all its sides are.
        """
        return Evidence(
            sources={s.id: s for s in self.sources.values() if s.published <= day},
            measures=self.measures,
            observations={o.id: o for o in self.observations.values() if o.published <= day},
            tensions=tuple(
                t for t in self.tensions if all(side.published <= day for side in t.sides)
            ),
            resolutions=self.resolutions,
        )

    @cached_property
    def by_subject(self) -> Mapping[str, tuple[Observation, ...]]:
        """The observations about each entity, in the order of ids."""
        return _grouped(self.observations, "subject")

    @cached_property
    def by_source(self) -> Mapping[str, tuple[Observation, ...]]:
        """The observations read from each document, in the order in which they stand there."""
        groups = _grouped(self.observations, "source")
        return {
            source: tuple(sorted(group, key=lambda o: (o.anchor.first, o.anchor.last, o.id)))
            for source, group in groups.items()
        }

    @cached_property
    def series(self) -> Mapping[str, Series]:
        """Every series, by its id `subject.measure`."""
        return {series.id: series for series in series_of(self.observations.values())}

    @cached_property
    def series_by_subject(self) -> Mapping[str, tuple[Series, ...]]:
        """The series of each entity."""
        groups: dict[str, list[Series]] = defaultdict(list)
        for series in self.series.values():
            groups[series.subject].append(series)
        return {subject: tuple(group) for subject, group in groups.items()}

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Every contradiction that the rule finds."""
        return find_contradictions(self.observations.values(), self.resolutions)

    @cached_property
    def disputes(self) -> Mapping[str, tuple[Dispute, ...]]:
        """The contradictions and tensions that each observation is a side of, by its id."""
        groups: dict[str, list[Dispute]] = defaultdict(list)
        disputes: list[Dispute] = [*self.contradictions, *self.tensions]
        for dispute in disputes:
            for side in dispute.sides:
                groups[side.id].append(dispute)
        return {name: tuple(group) for name, group in groups.items()}


def _grouped(
    observations: Mapping[str, Observation], attribute: str
) -> dict[str, tuple[Observation, ...]]:
    groups: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations.values():
        groups[getattr(observation, attribute)].append(observation)
    return {name: tuple(group) for name, group in groups.items()}


def read_evidence(files: PackFiles, report: Report) -> Evidence:
    """The evidence in a pack's files; whatever is wrong with them goes into the report."""
    sources = {source.id: source for source in read_sources(files, report)}
    measures = read_measures(files, report)
    observations = {o.id: o for o in read_observations(files, sources, measures, report)}
    tensions, resolutions = read_tensions(files, observations, report)
    return Evidence(sources, measures, observations, tensions, resolutions)
