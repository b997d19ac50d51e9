"""What the pages of the plan show: the tree at a glance, and each node with all that hangs on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from technopole.evidence.measures import Measure
from technopole.evidence.observations import Kind, Observation
from technopole.evidence.series import Series
from technopole.evidence.sources import Source
from technopole.plan.indicators import Indicator, Role
from technopole.plan.initiatives import Initiative, StatusReport
from technopole.plan.packs import Pack
from technopole.plan.records import SUPPORT_KINDS
from technopole.plan.register import Entity, EntityKind, Statement
from technopole.plan.statuses import Status
from technopole.plan.tree import Level, Node

__all__ = [
    "Branch", "DirectionOutline", "IndicatorNow", "InitiativeReport", "KeyFigures", "KeySeries", "MoneyRow", "NodePage",
    "PlanPage", "Servant", "StrategyOutline", "node_page", "plan_page",
]  # fmt: skip

_INSTITUTION_KINDS: Final = (
    EntityKind.INSTITUTION,
    EntityKind.COMMITTEE,
    EntityKind.FACILITY,
    EntityKind.PLACE,
)
# Levels so high that a page with everything below would be the whole plan again.
_HIGH: Final = (Level.VISION, Level.MISSION, Level.DIRECTION)
_KEY_SERIES: Final = 6
_FEW_SECTIONS: Final = 3
_CURRENCIES: Final = frozenset({"HKD", "RMB", "USD", "EUR"})


@dataclass(frozen=True, slots=True)
class Branch:
    """A node with everything under it."""

    node: Node
    children: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class StrategyOutline:
    """A strategy in the plan's overview: its tree and how much hangs on it."""

    branch: Branch
    targets: int
    recommendations: int
    measures: int
    entities: int
    initiatives: int
    indicators: int

    @property
    def node(self) -> Node:
        """The strategy itself."""
        return self.branch.node


@dataclass(frozen=True, slots=True)
class DirectionOutline:
    """A direction with its strategies."""

    node: Node
    strategies: tuple[StrategyOutline, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan as a whole; `vision` is None before its document was published."""

    vision: Node | None
    missions: tuple[Node, ...]
    directions: tuple[DirectionOutline, ...]
    source: Source | None
    counts: Mapping[Level, int]

    @property
    def strategies(self) -> int:
        """How many strategies the plan has."""
        return self.counts[Level.STRATEGY]

    @property
    def targets(self) -> int:
        """How many targets it has."""
        return self.counts[Level.TARGET]

    @property
    def recommendations(self) -> int:
        """How many recommendations it has."""
        return self.counts[Level.RECOMMENDATION]

    @property
    def measures(self) -> int:
        """How many measures it has."""
        return self.counts[Level.MEASURE]


@dataclass(frozen=True, slots=True)
class Servant:
    """An entity that carries out or serves a node, or nodes under it.

    standing: the newest statement that says where it stands.
    nodes:    which of the nodes it serves, in the order of the plan.
    """

    entity: Entity
    standing: Statement | None
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class KeySeries:
    """What has been reached in one measure, oldest figure first."""

    series: Series
    measure: Measure
    figures: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """What a scheme has reached so far; `total` counts all figures that the documents give of it."""

    entity: Entity
    series: tuple[KeySeries, ...]
    total: int

    @property
    def more(self) -> bool:
        """Whether the documents give figures that are not among these."""
        return sum(len(key.figures) for key in self.series) < self.total


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """The newest figure of one series of money."""

    entity: Entity
    measure: Measure
    observation: Observation


@dataclass(frozen=True, slots=True)
class IndicatorNow:
    """An indicator with its newest figure, None where no document gives one, and its last target."""

    indicator: Indicator
    latest: Observation | None
    target: Observation


@dataclass(frozen=True, slots=True)
class InitiativeReport:
    """An initiative with the document that gives its newest status."""

    initiative: Initiative
    report: StatusReport
    source: Source


@dataclass(frozen=True, slots=True)
class NodePage:
    """One node of the plan.

    path:           the way from the vision down to its parent.
    previous, next: its neighbours on the same level, in the order of the plan.
    directions:  for vision and directions, the strategies under them in outline.
    branches:    for strategies and what is lower, everything under the node.
    schemes, institutions, others: who carries out the node or what is under it.
    source:      the document that the node was read from.
    initiatives, indicators: those of the node and of what is under it.
    key_figures, budgets, spending: gathered on the page of a strategy alone.
    """

    node: Node
    path: tuple[Node, ...]
    previous: Node | None
    next: Node | None
    directions: tuple[DirectionOutline, ...]
    branches: tuple[Branch, ...]
    schemes: tuple[Servant, ...]
    institutions: tuple[Servant, ...]
    others: tuple[Servant, ...]
    source: Source
    initiatives: tuple[InitiativeReport, ...]
    standings: tuple[tuple[Status, int], ...]
    indicators: tuple[IndicatorNow, ...]
    key_figures: tuple[KeyFigures, ...]
    budgets: tuple[MoneyRow, ...]
    spending: tuple[MoneyRow, ...]
    counts: Mapping[Level, int]

    @property
    def gathers(self) -> bool:
        """Whether it is a strategy, whose page gathers figures and money."""
        return self.node.level is Level.STRATEGY

    @property
    def long(self) -> bool:
        """Whether its sections are so many that a list of them helps."""
        carried_out = self.schemes or self.institutions or self.others
        money = self.budgets or self.spending
        sections = (
            *(self.key_figures, self.directions, self.branches, carried_out, self.initiatives),
            *(self.indicators, money),
        )
        return sum(map(bool, sections)) > _FEW_SECTIONS


def plan_page(pack: Pack) -> PlanPage:
    """The plan at a glance."""
    visions = pack.tree.of_level(Level.VISION)
    return PlanPage(
        vision=visions[0] if visions else None,
        missions=pack.tree.of_level(Level.MISSION),
        directions=tuple(
            _direction(pack, direction) for direction in pack.tree.of_level(Level.DIRECTION)
        ),
        source=pack.evidence.sources.get(pack.plan_source),
        counts=pack.tree.counts(),
    )


def _directions(pack: Pack, node: Node) -> tuple[DirectionOutline, ...]:
    """The directions at or under a node."""
    return tuple(
        _direction(pack, under)
        for under in pack.tree.below(node.id)
        if under.level is Level.DIRECTION
    )


def _direction(pack: Pack, direction: Node) -> DirectionOutline:
    children = pack.tree.children(direction.id)
    strategies = (child for child in children if child.level is Level.STRATEGY)
    return DirectionOutline(direction, tuple(_strategy(pack, child) for child in strategies))


def _strategy(pack: Pack, strategy: Node) -> StrategyOutline:
    below = pack.tree.below(strategy.id)
    levels = Counter(node.level for node in below)
    return StrategyOutline(
        branch=_branch(pack, strategy),
        targets=levels[Level.TARGET],
        recommendations=levels[Level.RECOMMENDATION],
        measures=levels[Level.MEASURE],
        entities=len({name for node in below for name in pack.servants_of_node.get(node.id, ())}),
        initiatives=sum(len(pack.initiatives_of_node.get(node.id, ())) for node in below),
        indicators=sum(len(pack.indicators_of_node.get(node.id, ())) for node in below),
    )


def _branch(pack: Pack, node: Node) -> Branch:
    return Branch(node, tuple(_branch(pack, child) for child in pack.tree.children(node.id)))


def node_page(pack: Pack, node_id: str) -> NodePage:
    """The page of a node. Raises KeyError when the plan has none of that id."""
    node = pack.tree.nodes[node_id]
    high = node.level in _HIGH
    below = pack.tree.below(node_id)
    gathered = (node,) if high else below
    level = pack.tree.of_level(node.level)
    place = level.index(node)
    servants = _servants(pack, gathered)
    schemes = tuple(s for s in servants if s.entity.kind in SUPPORT_KINDS)
    initiatives = tuple(i for under in gathered for i in pack.initiatives_of_node.get(under.id, ()))
    counted = Counter(initiative.status for initiative in initiatives)
    gathers = node.level is Level.STRATEGY
    return NodePage(
        node=node,
        path=pack.tree.path(node_id)[:-1],
        previous=level[place - 1] if place else None,
        next=level[place + 1] if place + 1 < len(level) else None,
        directions=_directions(pack, node) if high else (),
        branches=()
        if high
        else tuple(_branch(pack, child) for child in pack.tree.children(node_id)),
        schemes=schemes,
        institutions=tuple(s for s in servants if s.entity.kind in _INSTITUTION_KINDS),
        others=tuple(
            s for s in servants if s.entity.kind not in (*SUPPORT_KINDS, *_INSTITUTION_KINDS)
        ),
        source=pack.evidence.sources[node.anchor.source],
        initiatives=tuple(
            InitiativeReport(i, i.history[-1], pack.evidence.sources[i.history[-1].anchor.source])
            for i in initiatives
        ),
        standings=tuple((status, counted[status]) for status in Status if counted[status]),
        indicators=tuple(
            IndicatorNow(
                indicator,
                indicator.latest(pack.evidence),
                indicator.of_role(Role.TARGET)[-1].observation,
            )
            for under in gathered
            for indicator in pack.indicators_of_node.get(under.id, ())
        ),
        key_figures=_key_figures(pack, (s.entity for s in schemes)) if gathers else (),
        budgets=_money(pack, servants, Kind.BUDGET) if gathers else (),
        spending=_money(pack, servants, Kind.ACTUAL) if gathers else (),
        counts=Counter(under.level for under in below[1:]),
    )


def _servants(pack: Pack, below: tuple[Node, ...]) -> tuple[Servant, ...]:
    served: dict[str, list[Node]] = {}
    for node in below:
        for name in pack.servants_of_node.get(node.id, ()):
            served.setdefault(name, []).append(node)
    return tuple(
        Servant(pack.register.entities[name], pack.register.standing_of(name), tuple(nodes))
        for name, nodes in served.items()
    )


def _key_figures(pack: Pack, schemes: Iterable[Entity]) -> tuple[KeyFigures, ...]:
    found = []
    for entity in schemes:
        reached = [
            KeySeries(series, pack.evidence.measures[series.measure], figures)
            for series in pack.evidence.series_by_subject.get(entity.id, ())
            if (figures := tuple(point.latest for point in series.points()))
        ]
        if reached:
            # What was counted comes before money; among equals the better documented.
            reached.sort(key=lambda key: (_is_money(key.figures[-1]), -len(key.figures)))
            total = len(pack.evidence.by_subject[entity.id])
            found.append(KeyFigures(entity, tuple(reached[:_KEY_SERIES]), total))
    return tuple(found)


def _money(pack: Pack, servants: tuple[Servant, ...], kind: Kind) -> tuple[MoneyRow, ...]:
    rows = []
    for servant in servants:
        for series in pack.evidence.series_by_subject.get(servant.entity.id, ()):
            points = [point.latest for point in series.points(kind) if _is_money(point.latest)]
            if points:
                measure = pack.evidence.measures[series.measure]
                rows.append(MoneyRow(servant.entity, measure, points[-1]))
    return tuple(
        sorted(rows, key=lambda row: row.observation.figure.amount or Fraction(0), reverse=True)
    )


def _is_money(observation: Observation) -> bool:
    return observation.figure.unit.id in _CURRENCIES
