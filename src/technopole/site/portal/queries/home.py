"""What the first page shows: the plan at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from technopole.evidence.contradictions import Contradiction, Tension
from technopole.plan.indicators import IndicatorSet
from technopole.plan.packs import Pack
from technopole.plan.records import SUPPORT_KINDS
from technopole.plan.tree import Level, Node
from technopole.site.portal.kept import kept
from technopole.site.portal.queries.changes import SourceChanges, changes_page
from technopole.site.portal.queries.indicators import IndicatorRow, indicator_rows

__all__ = ["HomePage", "StrategyGlance", "home_page"]


@dataclass(frozen=True, slots=True)
class StrategyGlance:
    """A strategy with what hangs on it; `support` counts schemes, funds, programmes and tax measures."""

    node: Node
    measures: int
    support: int
    entities: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """The plan at a glance."""

    indicators: tuple[IndicatorRow, ...]
    directions: tuple[tuple[Node, tuple[StrategyGlance, ...]], ...]
    strategies: int
    newest: SourceChanges | None
    contradictions: tuple[Contradiction, ...]
    tensions: tuple[Tension, ...]
    facts: int
    entities: int
    sources: int

    @property
    def facts_said(self) -> str:
        """How many figures, with thousands apart."""
        return f"{self.facts:,}"

    @property
    def entities_said(self) -> str:
        """How many entities, with thousands apart."""
        return f"{self.entities:,}"


def home_page(pack: Pack) -> HomePage:
    """The first page, worked out once a pack."""
    return kept(pack, "home", lambda: _home_page(pack))


def _home_page(pack: Pack) -> HomePage:
    changes = changes_page(pack).sources
    return HomePage(
        indicators=indicator_rows(pack, IndicatorSet.DEVELOPMENT),
        directions=tuple(
            (direction, tuple(_glance(node, pack) for node in _strategies(direction, pack)))
            for direction in pack.tree.of_level(Level.DIRECTION)
        ),
        strategies=len(pack.tree.of_level(Level.STRATEGY)),
        newest=changes[0] if changes else None,
        contradictions=pack.evidence.contradictions,
        tensions=pack.evidence.tensions,
        facts=len(pack.evidence.observations),
        entities=len(pack.register.entities),
        sources=len(pack.evidence.sources),
    )


def _strategies(direction: Node, pack: Pack) -> tuple[Node, ...]:
    return tuple(node for node in pack.tree.below(direction.id) if node.level is Level.STRATEGY)


def _glance(strategy: Node, pack: Pack) -> StrategyGlance:
    below = pack.tree.below(strategy.id)
    served_by = {name for node in below for name in pack.servants_of_node.get(node.id, ())}
    entities = [e for name, e in pack.register.entities.items() if name in served_by]
    return StrategyGlance(
        node=strategy,
        measures=sum(node.level is Level.MEASURE for node in below),
        support=sum(entity.kind in SUPPORT_KINDS for entity in entities),
        entities=len(entities),
    )
