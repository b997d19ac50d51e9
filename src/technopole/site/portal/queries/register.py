"""What the pages of the register show: entities by kind, each one's own page, support, initiatives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from technopole.evidence.measures import Measure
from technopole.evidence.observations import Kind
from technopole.evidence.periods import Period
from technopole.evidence.series import Point, Series
from technopole.evidence.sources import Source
from technopole.plan.indicators import Indicator
from technopole.plan.initiatives import Initiative, StatusReport
from technopole.plan.packs import Pack
from technopole.plan.records import SUPPORT_KINDS
from technopole.plan.register import Entity, EntityKind, Link, Relation, Statement
from technopole.plan.statuses import Status
from technopole.plan.tree import Level, Node
from technopole.site.portal.queries.disputes import DisputeRow, dispute_rows

__all__ = [
    "DocumentSide", "EntityPage", "EntityRow", "InitiativeRow", "InitiativesPage", "KindGroup",
    "LinkGroup", "Move", "RegisterPage", "SeriesSheet", "Shelf", "ShelfName", "SupportPage",
    "SupportRow", "TimelineEntry", "TimelineStop", "entity_page", "initiatives_page", "register_page", "support_page",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in a list.

    standing:  the newest statement that says where it stands; None when no document says.
    figures:   how many figures the documents give of it.
    documents: the documents that speak of it, oldest first.
    """

    entity: Entity
    standing: Statement | None
    figures: int
    documents: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The entities of one kind; `count` is how many there are, whether or not they are listed."""

    kind: EntityKind
    count: int
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register: of one kind with all it holds in rows, or of every kind as an index."""

    kind: EntityKind | None
    total: int
    groups: tuple[KindGroup, ...]
    rows: tuple[EntityRow, ...]


def register_page(pack: Pack, kind: EntityKind | None) -> RegisterPage:
    """The entities of a kind with their standing; without a kind the index of all."""
    groups = tuple(
        KindGroup(each, len(members), () if kind else members)
        for each in EntityKind
        if (members := pack.register.of_kind(each))
    )
    rows = tuple(_row(pack, entity) for entity in pack.register.of_kind(kind)) if kind else ()
    return RegisterPage(kind, len(pack.register.entities), groups, rows)


def _row(pack: Pack, entity: Entity) -> EntityRow:
    figures = pack.evidence.by_subject.get(entity.id, ())
    statements = pack.register.statements_of.get(entity.id, ())
    speaking = {figure.source for figure in figures} | {s.anchor.source for s in statements}
    return EntityRow(
        entity=entity,
        standing=pack.register.standing_of(entity.id),
        figures=len(figures),
        documents=tuple(s for s in pack.evidence.sources.values() if s.id in speaking),
    )


class ShelfName(StrEnum):
    """The groups that an entity's figures are shown in."""

    RESULTS = "results"
    TARGETS = "targets"
    MONEY = "money"
    RULES = "rules"
    DATES = "dates"


_SHELVES: Final = {
    Kind.ACTUAL: ShelfName.RESULTS,
    Kind.TARGET: ShelfName.TARGETS,
    Kind.PLAN: ShelfName.TARGETS,
    Kind.BUDGET: ShelfName.MONEY,
    Kind.PARAMETER: ShelfName.RULES,
    Kind.EVENT: ShelfName.DATES,
}


@dataclass(frozen=True, slots=True)
class SeriesSheet:
    """A series as a page shows it.

    points:   every time that it speaks of, in order, whatever the kind of the figures.
    charted:  whether a chart makes sense: two or more times that are known, with numbers.
    feeds:    the indicators that it feeds.
    """

    series: Series
    measure: Measure
    points: tuple[Point, ...]
    charted: bool
    feeds: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Series of one group; those with more than one point come first."""

    name: ShelfName
    sheets: tuple[SeriesSheet, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A standing that one document tells of an entity, or of an initiative about it.

    initiative: the initiative that it was reported for; None for the entity itself.
    moved:      whether it differs from the one before in the same history.
    """

    status: Status
    as_at: Period | None
    initiative: Initiative | None
    moved: bool


@dataclass(frozen=True, slots=True)
class TimelineStop:
    """A document in an entity's history, with every standing that it tells."""

    source: Source
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class DocumentSide:
    """What one document says of an entity; empty `statements` when it only gives figures."""

    source: Source
    statements: tuple[Statement, ...]
    reports: tuple[tuple[Initiative, StatusReport], ...]
    figures: int


@dataclass(frozen=True, slots=True)
class Move:
    """How an entity stood when it was first spoken of and how it stands now."""

    first: Statement
    first_source: Source
    latest: Statement
    latest_source: Source


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The entities at the other end of one relation; `outgoing` when the link leads away from here."""

    relation: Relation
    outgoing: bool
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All that is known of one entity."""

    row: EntityRow
    timeline: tuple[TimelineStop, ...]
    sides: tuple[DocumentSide, ...]
    move: Move | None
    shelves: tuple[Shelf, ...]
    links: tuple[LinkGroup, ...]
    carries_out: tuple[Node, ...]
    serves: tuple[Node, ...]
    initiatives: tuple[Initiative, ...]
    disputes: tuple[DisputeRow, ...]

    @property
    def entity(self) -> Entity:
        """The entity itself."""
        return self.row.entity

    @property
    def spoken_of(self) -> bool:
        """Whether a document says more of it than figures."""
        return any(side.statements or side.reports for side in self.sides)


def entity_page(pack: Pack, entity_id: str) -> EntityPage:
    """The page of an entity. Raises KeyError when the register has none of that id."""
    entity = pack.register.entities[entity_id]
    row = _row(pack, entity)
    initiatives = pack.initiatives_of_entity.get(entity_id, ())
    carried = pack.nodes_of_entity.get(entity_id, ())
    served = (
        link.other
        for link in pack.register.links_from.get(entity_id, ())
        if link.relation is Relation.SERVES
    )
    figures = pack.evidence.by_subject.get(entity_id, ())
    return EntityPage(
        row=row,
        timeline=_timeline(
            pack, entity, pack.register.statements_of.get(entity_id, ()), initiatives
        ),
        sides=tuple(_side(pack, entity_id, source, initiatives) for source in row.documents),
        move=_move(pack, entity_id),
        shelves=shelves_of(pack, pack.evidence.series_by_subject.get(entity_id, ())),
        links=_links(pack, entity_id),
        carries_out=_nodes(pack, carried),
        serves=_nodes(pack, (node for node in served if node not in carried)),
        initiatives=initiatives,
        disputes=dispute_rows(
            pack,
            tuple(
                {
                    dispute.id: dispute
                    for figure in figures
                    for dispute in pack.evidence.disputes.get(figure.id, ())
                }.values()
            ),
        ),
    )


def _nodes(pack: Pack, names: Iterable[str]) -> tuple[Node, ...]:
    return tuple(pack.tree.nodes[name] for name in names if name in pack.tree.nodes)


def _timeline(
    pack: Pack,
    entity: Entity,
    statements: tuple[Statement, ...],
    initiatives: tuple[Initiative, ...],
) -> tuple[TimelineStop, ...]:
    told: dict[str, list[TimelineEntry]] = {}

    def tell(history: Iterable[Statement | StatusReport], initiative: Initiative | None) -> None:
        for step, moved in _with_moves(history):
            entries = told.setdefault(step.anchor.source, [])
            alike = [e for e in entries if e.status is step.status and e.initiative == initiative]
            if step.as_at is None and alike:
                continue
            if step.as_at is not None:
                # A standing with its time says more than the same one without.
                entries[:] = [
                    e for e in entries if e not in alike or e.as_at not in (None, step.as_at)
                ]
            entries.append(TimelineEntry(step.status, step.as_at, initiative, moved))

    tell((s for s in statements if s.status is not Status.NAMED), None)
    for initiative in initiatives:
        # An initiative that bears the entity's own name tells the entity's own history.
        tell(initiative.history, None if initiative.name == entity.name else initiative)
    return tuple(
        TimelineStop(source, tuple(told[source.id]))
        for source in pack.evidence.sources.values()
        if source.id in told
    )


def _with_moves(
    history: Iterable[Statement | StatusReport],
) -> list[tuple[Statement | StatusReport, bool]]:
    steps, before = [], None
    for step in history:
        steps.append((step, before is not None and before is not step.status))
        before = step.status
    return steps


def _side(
    pack: Pack, entity_id: str, source: Source, initiatives: tuple[Initiative, ...]
) -> DocumentSide:
    return DocumentSide(
        source=source,
        statements=tuple(
            s
            for s in pack.register.statements_of.get(entity_id, ())
            if s.anchor.source == source.id
        ),
        reports=tuple(
            (initiative, report)
            for initiative in initiatives
            for report in initiative.history
            if report.anchor.source == source.id
        ),
        figures=sum(f.source == source.id for f in pack.evidence.by_subject.get(entity_id, ())),
    )


def _move(pack: Pack, entity_id: str) -> Move | None:
    telling = [
        s for s in pack.register.statements_of.get(entity_id, ()) if s.status is not Status.NAMED
    ]
    if len({s.anchor.source for s in telling}) < 2:
        return None
    first, latest = telling[0], telling[-1]
    sources = pack.evidence.sources
    return Move(first, sources[first.anchor.source], latest, sources[latest.anchor.source])


def shelves_of(pack: Pack, series: Iterable[Series]) -> tuple[Shelf, ...]:
    """Series as sheets, grouped by what their figures are; results come first."""
    shelves: dict[ShelfName, list[SeriesSheet]] = {name: [] for name in ShelfName}
    for each in series:
        kinds = {observation.kind for observation in each.observations}
        name = next(shelf for kind, shelf in _SHELVES.items() if kind in kinds)
        shelves[name].append(series_sheet(pack, each))
    return tuple(
        Shelf(
            name, tuple(sorted(sheets, key=lambda sheet: (not sheet.charted, -len(sheet.points))))
        )
        for name, sheets in shelves.items()
        if sheets
    )


def series_sheet(pack: Pack, series: Series) -> SeriesSheet:
    """A series with what a page needs beside it."""
    points = series.points(*Kind)
    numbers = {
        (point.as_at.first, point.as_at.last)
        for point in points
        if point.as_at is not None and point.latest.figure.unit.holds in ("number", "ratio")
    }
    return SeriesSheet(
        series=series,
        measure=pack.evidence.measures[series.measure],
        points=points,
        charted=len(numbers) >= 2,
        feeds=pack.indicators_of_series.get(series.id, ()),
    )


def _links(pack: Pack, entity_id: str) -> tuple[LinkGroup, ...]:
    entities = pack.register.entities
    leaving: dict[Relation, list[Entity]] = {}
    arriving: dict[Relation, list[Entity]] = {}
    for link in pack.register.links_from.get(entity_id, ()):
        if link.relation is not Relation.SERVES:
            leaving.setdefault(link.relation, []).append(entities[link.other])
    for link in pack.register.links_to.get(entity_id, ()):
        arriving.setdefault(link.relation, []).append(entities[link.entity])
    return tuple(
        LinkGroup(relation, outgoing, _by_name(group[relation]))
        for outgoing, group in ((True, leaving), (False, arriving))
        for relation in Relation
        if relation in group
    )


def _by_name(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda entity: entity.name.en.casefold()))


@dataclass(frozen=True, slots=True)
class SupportRow:
    """A scheme, fund, programme or tax measure: who runs it, where it stands, what it serves."""

    row: EntityRow
    run_by: tuple[Entity, ...]
    strategies: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class SupportPage:
    """Everything that gives support, by kind, and the strategies that it serves."""

    groups: tuple[tuple[EntityKind, tuple[SupportRow, ...]], ...]
    strategies: tuple[Node, ...]
    strategy: Node | None
    total: int


def support_page(pack: Pack, strategy: Node | None = None) -> SupportPage:
    """The schemes, funds, programmes and tax measures; of one strategy when one is named."""
    rows = [_support_row(pack, entity) for entity in pack.register.of_kind(*SUPPORT_KINDS)]
    chosen = [row for row in rows if strategy is None or strategy in row.strategies]
    groups = (
        (kind, tuple(row for row in chosen if row.row.entity.kind is kind))
        for kind in SUPPORT_KINDS
    )
    return SupportPage(
        groups=tuple((kind, members) for kind, members in groups if members),
        strategies=pack.tree.of_level(Level.STRATEGY),
        strategy=strategy,
        total=len(chosen),
    )


def _support_row(pack: Pack, entity: Entity) -> SupportRow:
    links = pack.register.links_from.get(entity.id, ())
    return SupportRow(
        row=_row(pack, entity),
        run_by=tuple(
            pack.register.entities[link.other] for link in links if link.relation is Relation.RUN_BY
        ),
        strategies=_strategies(pack, entity.id, links),
    )


def _strategies(pack: Pack, entity_id: str, links: tuple[Link, ...]) -> tuple[Node, ...]:
    nodes = (
        *pack.nodes_of_entity.get(entity_id, ()),
        *(link.other for link in links if link.relation is Relation.SERVES),
    )
    found = {
        strategy.id: strategy
        for node in nodes
        if node in pack.tree.nodes
        and (strategy := pack.tree.above(node, Level.STRATEGY)) is not None
    }
    return tuple(found[name] for name in sorted(found))


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative with its newest report."""

    initiative: Initiative
    node: Node | None
    strategy: Node | None
    entity: Entity | None
    report: StatusReport
    source: Source
    reports: int


@dataclass(frozen=True, slots=True)
class InitiativesPage:
    """The initiatives that fit the chosen status and strategy, with counts for choosing others.

    statuses:   how many there are of each status within the chosen strategy.
    strategies: how many there are of each strategy within the chosen status.
    """

    rows: tuple[InitiativeRow, ...]
    total: int
    status: Status | None
    strategy: Node | None
    statuses: tuple[tuple[Status, int], ...]
    strategies: tuple[tuple[Node, int], ...]


def initiatives_page(
    pack: Pack, status: Status | None = None, strategy: Node | None = None
) -> InitiativesPage:
    """The initiatives, of one status or one strategy when these are named."""
    rows = [_initiative_row(pack, initiative) for initiative in pack.initiatives.values()]
    of_strategy = [row for row in rows if strategy is None or row.strategy == strategy]
    of_status = [row for row in rows if status is None or row.report.status is status]
    statuses = Counter(row.report.status for row in of_strategy)
    strategies = Counter(row.strategy.id for row in of_status if row.strategy)
    return InitiativesPage(
        rows=tuple(row for row in of_strategy if status is None or row.report.status is status),
        total=len(rows),
        status=status,
        strategy=strategy,
        statuses=tuple((each, statuses[each]) for each in Status if statuses[each]),
        strategies=tuple(
            (node, strategies[node.id])
            for node in pack.tree.of_level(Level.STRATEGY)
            if strategies[node.id]
        ),
    )


def _initiative_row(pack: Pack, initiative: Initiative) -> InitiativeRow:
    node = pack.tree.nodes.get(initiative.node)
    return InitiativeRow(
        initiative=initiative,
        node=node,
        strategy=pack.tree.above(node.id, Level.STRATEGY) if node else None,
        entity=pack.register.entities.get(initiative.entity) if initiative.entity else None,
        report=initiative.history[-1],
        source=pack.evidence.sources[initiative.history[-1].anchor.source],
        reports=len(initiative.history),
    )
