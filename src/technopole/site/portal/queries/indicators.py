"""What the pages of the indicators show."""

from __future__ import annotations

from collections.abc import Sequence
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
from technopole.plan.tree import Node

__all__ = [
    "IndicatorPage", "IndicatorRow", "IndicatorsPage", "Way", "indicator_page", "indicator_rows",
    "indicators_page",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in a table: where it stood first, where it stands, where it is to go."""

    indicator: Indicator
    first: Observation | None
    latest: Observation | None
    targets: tuple[IndicatorPoint, ...]
    node: Node | None


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """The indicators by where they come from."""

    groups: tuple[tuple[IndicatorSet, tuple[IndicatorRow, ...]], ...]
    total: int


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
    ways: tuple[Way, ...]
    points: tuple[IndicatorPoint, ...]
    series: Series | None
    vintages: tuple[Point, ...]
    sources: tuple[Source, ...]
    disputes: tuple[Contradiction | Tension, ...]
    entities: tuple[Entity, ...]
    previous: Indicator | None
    next: Indicator | None


def indicator_rows(pack: Pack, group: IndicatorSet) -> tuple[IndicatorRow, ...]:
    """The indicators of one origin, in the plan's order."""
    return tuple(_row(each, pack) for each in pack.indicators.values() if each.set is group)


def _row(indicator: Indicator, pack: Pack) -> IndicatorRow:
    baselines = indicator.of_role(Role.BASELINE)
    return IndicatorRow(
        indicator=indicator,
        first=baselines[0].observation if baselines else None,
        latest=indicator.latest(pack.evidence),
        targets=indicator.of_role(Role.TARGET),
        node=pack.tree.nodes.get(indicator.node),
    )


def indicators_page(pack: Pack) -> IndicatorsPage:
    """Every indicator known."""
    groups = tuple((group, rows) for group in IndicatorSet if (rows := indicator_rows(pack, group)))
    return IndicatorsPage(groups, len(pack.indicators))


def indicator_page(pack: Pack, name: str) -> IndicatorPage:
    """One indicator. Raises KeyError when the pack does not know it."""
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
        ways=tuple(_ways(indicator, pack)),
        points=points,
        series=series,
        vintages=series.points(*dict.fromkeys(o.kind for o in series.observations)) if series else (),
        sources=tuple(source for name, source in evidence.sources.items() if name in read_from),
        disputes=tuple(disputes.values()),
        entities=_entities(indicator, pack),
        previous=siblings[place - 1] if place else None,
        next=siblings[place + 1] if place + 1 < len(siblings) else None,
    )


def _ways(indicator: Indicator, pack: Pack) -> Sequence[Way]:
    ways = []
    for target in indicator.of_role(Role.TARGET):
        distance = indicator.distance(target, pack.evidence)
        if distance is None:
            continue
        reached = level(distance.latest.figure)
        wanted = level(target.observation.figure)
        start = level(distance.baseline.observation.figure) if distance.baseline else None
        if reached is None or wanted is None:
            continue
        gone = None if start is None else reached - start
        whole = None if start is None else wanted - start
        ways.append(Way(distance, start, reached, wanted, gone, whole))
    return ways


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
