"""What the pages of the indicators show."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from technopole.evidence.contradictions import Contradiction, Tension
from technopole.evidence.observations import Observation
from technopole.evidence.series import Point, Series
from technopole.evidence.sources import Source
from technopole.plan.indicators import (
    Distance,
    Indicator,
    IndicatorPoint,
    IndicatorSet,
    Role,
    level,
)
from technopole.plan.packs import Pack
from technopole.plan.register import Entity
from technopole.plan.tree import Level, Node
from technopole.site.portal.kept import kept

__all__ = [
    "IndicatorPage", "IndicatorRow", "IndicatorsPage", "Way", "indicator_page", "indicator_rows",
    "indicators_page",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in a table: where it stood first, where it stands, where it is to go.

    targets: each with the way to it, where the arithmetic makes sense.
    """

    indicator: Indicator
    first: Observation | None
    latest: Observation | None
    targets: tuple[tuple[IndicatorPoint, Way | None], ...]
    node: Node | None


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """The indicators by where they come from."""

    groups: tuple[tuple[IndicatorSet, tuple[IndicatorRow, ...]], ...]
    total: int

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways to all targets for which the arithmetic makes sense."""
        rows = (row for _group, rows in self.groups for row in rows)
        return tuple(way for row in rows for _target, way in row.targets if way is not None)


@dataclass(frozen=True, slots=True)
class Way:
    """The arithmetic of the way to one target, step by step.

    start, reached, wanted: the levels; for a ratio, its first part's share in per cent.
    gone, whole:            what was covered since the first baseline, of how much in all.
    """

    distance: Distance
    start: Fraction | None
    reached: Fraction
    wanted: Fraction
    gone: Fraction | None
    whole: Fraction | None

    @property
    def moved_away(self) -> bool:
        """Whether the newest figure is farther from the target than the first one was."""
        return bool(self.gone and self.whole) and (self.gone or 0) * (self.whole or 0) < 0


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator with all that is known of it.

    points:   every cell that the plan prints, baselines first.
    vintages: the times of its series, each with every statement of it.
    """

    indicator: Indicator
    node: Node | None
    path: tuple[Node, ...]
    latest: Observation | None
    targets: tuple[tuple[IndicatorPoint, Way | None], ...]
    points: tuple[IndicatorPoint, ...]
    series: Series | None
    vintages: tuple[Point, ...]
    sources: tuple[Source, ...]
    disputes: tuple[Contradiction | Tension, ...]
    entities: tuple[Entity, ...]
    measures: tuple[Node, ...]
    previous: Indicator | None
    next: Indicator | None

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways to its targets, where the arithmetic makes sense."""
        return tuple(way for _target, way in self.targets if way is not None)


def indicator_rows(pack: Pack, group: IndicatorSet) -> tuple[IndicatorRow, ...]:
    """The indicators of one origin, in the plan's order."""
    return tuple(_row(each, pack) for each in pack.indicators.values() if each.set is group)


def _row(indicator: Indicator, pack: Pack) -> IndicatorRow:
    baselines = indicator.of_role(Role.BASELINE)
    return IndicatorRow(
        indicator=indicator,
        first=baselines[0].observation if baselines else None,
        latest=indicator.latest(pack.evidence),
        targets=tuple(
            (target, _way(indicator, target, pack)) for target in indicator.of_role(Role.TARGET)
        ),
        node=pack.tree.nodes.get(indicator.node),
    )


def indicators_page(pack: Pack) -> IndicatorsPage:
    """Every indicator known."""
    return kept(pack, "indicators", lambda: _indicators_page(pack))


def _indicators_page(pack: Pack) -> IndicatorsPage:
    groups = tuple((group, rows) for group in IndicatorSet if (rows := indicator_rows(pack, group)))
    return IndicatorsPage(groups, len(pack.indicators))


def indicator_page(pack: Pack, name: str) -> IndicatorPage:
    """One indicator. Raises KeyError when the pack does not know it."""
    return kept(pack, ("indicator", name), lambda: _indicator_page(pack, name))


def _indicator_page(pack: Pack, name: str) -> IndicatorPage:
    indicator = pack.indicators[name]
    evidence = pack.evidence
    series = evidence.series.get(indicator.series)
    points = (*indicator.of_role(Role.BASELINE), *indicator.of_role(Role.TARGET))
    shown = {point.observation.id: point.observation for point in points}
    if series is not None:
        shown |= {observation.id: observation for observation in series.observations}
    disputes = {d.id: d for fact in shown for d in evidence.disputes.get(fact, ())}
    read_from = {observation.source for observation in shown.values()}
    node = pack.tree.nodes.get(indicator.node)
    siblings = [each for each in pack.indicators.values() if each.set is indicator.set]
    place = siblings.index(indicator)
    return IndicatorPage(
        indicator=indicator,
        node=node,
        path=pack.tree.path(node.id) if node else (),
        latest=indicator.latest(evidence),
        targets=_row(indicator, pack).targets,
        points=points,
        series=series,
        vintages=series.points(*dict.fromkeys(o.kind for o in series.observations))
        if series
        else (),
        sources=tuple(source for name, source in evidence.sources.items() if name in read_from),
        disputes=tuple(disputes.values()),
        entities=_entities(indicator, pack),
        measures=tuple(
            each
            for each in (pack.tree.below(node.id) if node else ())
            if each.level is Level.MEASURE
        ),
        previous=siblings[place - 1] if place else None,
        next=siblings[place + 1] if place + 1 < len(siblings) else None,
    )


def _way(indicator: Indicator, target: IndicatorPoint, pack: Pack) -> Way | None:
    distance = indicator.distance(target, pack.evidence)
    if distance is None:
        return None
    reached = level(distance.latest.figure)
    wanted = level(target.observation.figure)
    start = level(distance.baseline.observation.figure) if distance.baseline else None
    if reached is None or wanted is None:
        return None
    if start is None:
        return Way(distance, None, reached, wanted, None, None)
    return Way(distance, start, reached, wanted, reached - start, wanted - start)


def _entities(indicator: Indicator, pack: Pack) -> tuple[Entity, ...]:
    """The entities that carry out the node that the indicator serves, or what is under it."""
    if indicator.node not in pack.tree.nodes:
        return ()
    names = dict.fromkeys(
        name
        for node in pack.tree.below(indicator.node)
        for name in pack.servants_of_node.get(node.id, ())
    )
    return tuple(pack.register.entities[name] for name in names if name in pack.register.entities)
