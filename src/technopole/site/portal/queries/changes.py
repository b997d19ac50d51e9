"""What became known with each document: what it added, what it changed, what it contradicted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from technopole.evidence.contradictions import Contradiction, Tension
from technopole.evidence.measures import Measure
from technopole.evidence.observations import Observation
from technopole.evidence.sources import Source
from technopole.plan.initiatives import Initiative, StatusReport
from technopole.plan.packs import Pack
from technopole.plan.register import Entity
from technopole.site.portal.kept import kept

__all__ = ["ChangesPage", "Revision", "SourceChanges", "StatusChange", "changes_page"]


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that a later document states anew for the same subject, measure and time."""

    subject: Entity
    measure: Measure
    before: Observation
    after: Observation

    @property
    def changed(self) -> bool:
        """Whether the value is another, rather than the same one stated again."""
        return (self.before.figure.text, self.before.figure.qualifier) != (
            self.after.figure.text,
            self.after.figure.qualifier,
        )


@dataclass(frozen=True, slots=True)
class StatusChange:
    """An initiative that a document reports at another status than the one before it."""

    initiative: Initiative
    before: StatusReport
    after: StatusReport


@dataclass(frozen=True, slots=True)
class SourceChanges:
    """What one document brought.

    facts:     every figure read from it.
    entities:  the entities that no earlier document had named.
    revisions: the figures that it states anew and otherwise.
    disputes:  the contradictions and tensions that it completed.
    """

    source: Source
    facts: tuple[Observation, ...]
    entities: tuple[Entity, ...]
    initiatives: tuple[Initiative, ...]
    revisions: tuple[Revision, ...]
    statuses: tuple[StatusChange, ...]
    disputes: tuple[Contradiction | Tension, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The documents, newest first."""

    sources: tuple[SourceChanges, ...]


def changes_page(pack: Pack) -> ChangesPage:
    """What became known when, as the pack knows it; worked out once a pack."""
    newest_first = reversed(tuple(pack.evidence.sources.values()))
    return kept(
        pack,
        "changes",
        lambda: ChangesPage(tuple(_changes(pack, source) for source in newest_first)),
    )


def _changes(pack: Pack, source: Source) -> SourceChanges:
    days = [day for day in pack.days if day < source.published]
    earlier = pack.as_of(days[-1]) if days else None
    known = pack.as_of(source.published)
    named_before = earlier.register.entities if earlier else {}
    reported_before = earlier.initiatives if earlier else {}
    disputed_before = {each.id for each in _disputes(earlier)} if earlier else set()
    return SourceChanges(
        source=source,
        facts=pack.evidence.by_source.get(source.id, ()),
        entities=tuple(
            e for name, e in known.register.entities.items() if name not in named_before
        ),
        initiatives=tuple(
            i for name, i in known.initiatives.items() if name not in reported_before
        ),
        revisions=tuple(each for each in _revisions(known, source) if each.changed),
        statuses=tuple(_status_changes(known, source)),
        disputes=tuple(each for each in _disputes(known) if each.id not in disputed_before),
    )


def _disputes(pack: Pack) -> tuple[Contradiction | Tension, ...]:
    return (*pack.evidence.contradictions, *pack.evidence.tensions)


def _revisions(pack: Pack, source: Source) -> Iterable[Revision]:
    for series in pack.evidence.series.values():
        for point in series.points(*{observation.kind for observation in series.observations}):
            before = [v for v in point.vintages if v.published < source.published]
            after = [v for v in point.vintages if v.source == source.id]
            if point.as_at is not None and before and after:
                subject = pack.register.entities[series.subject]
                measure = pack.evidence.measures[series.measure]
                yield Revision(subject, measure, before[-1], after[-1])


def _status_changes(pack: Pack, source: Source) -> Iterable[StatusChange]:
    for initiative in pack.initiatives.values():
        for before, after in zip(initiative.history, initiative.history[1:], strict=False):
            if after.anchor.source == source.id and before.status is not after.status:
                yield StatusChange(initiative, before, after)
