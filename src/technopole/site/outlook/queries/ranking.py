"""Every target by how likely it is, or how it stands, or why nothing can be said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from technopole.evidence.wording import Text
from technopole.outlook.deliverables import Deliverable, Delivery
from technopole.outlook.pace import Course
from technopole.outlook.tracks import Point, Track
from technopole.plan.indicators import IndicatorSet
from technopole.plan.packs import Pack
from technopole.plan.tree import Level, Node
from technopole.site.portal.queries.prospects import (
    Evidence,
    courses_of,
    evidence_of,
    forecast_in,
    outlooks_on,
    refusal_in,
)

if TYPE_CHECKING:
    from technopole.outlook.overview import GoalOutlook, Outlook

__all__ = ["Dated", "Likely", "Order", "Ranking", "Unsaid", "ranking"]


class Order(StrEnum):
    """In which order the targets with a chance stand."""

    LIKELIEST = "likeliest"
    UNLIKELIEST = "unlikeliest"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Likely:
    """A target with its chance.

    n:       how many figures the forecast rests on.
    courses: how many methods see it on each course.
    """

    track: Track
    target: GoalOutlook
    chance: float
    n: int
    courses: tuple[tuple[Course, int], ...]

    @property
    def latest(self) -> Point | None:
        """The newest figure."""
        return self.track.latest


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated deliverable and what shows how it stands."""

    track: Track
    evidence: Evidence

    @property
    def deliverable(self) -> Deliverable:
        """How it stands."""
        return self.evidence.deliverable


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A target that is a number and has no chance, with the reason."""

    track: Track
    target: GoalOutlook
    reason: Text


@dataclass(frozen=True, slots=True)
class Ranking:
    """All targets known on a day, as far as they were asked for.

    strategies: those that any target serves, for choosing one.
    """

    likely: tuple[Likely, ...]
    dated: tuple[tuple[Delivery, tuple[Dated, ...]], ...]
    unsaid: tuple[Unsaid, ...]
    strategies: tuple[Node, ...]
    sets: tuple[IndicatorSet, ...]

    @property
    def deliverables(self) -> tuple[Dated, ...]:
        """The dated deliverables, however they stand."""
        return tuple(row for _state, rows in self.dated for row in rows)

    @property
    def total(self) -> int:
        """How many targets there are."""
        return len(self.likely) + len(self.deliverables) + len(self.unsaid)


_NO_YEAR: Final = Text("The target names no year.", "目標沒有訂明年份。")


def ranking(
    pack: Pack, day: date, group: IndicatorSet | None, strategy: Node | None, order: Order
) -> Ranking:
    """Every target of the indicators asked for."""
    outlooks = outlooks_on(pack, day)
    asked = [
        outlook
        for outlook in outlooks.values()
        if (group is None or outlook.track.indicator.set is group)
        and (strategy is None or strategy in _path(outlook, pack))
    ]
    likely = _ordered((row for outlook in asked for row in _likely(outlook)), order)
    deliverables = [
        Dated(outlook.track, evidence_of(found, pack))
        for outlook in asked
        for found in outlook.panel.deliverables
    ]
    served = {node.id for outlook in outlooks.values() for node in _path(outlook, pack)}
    return Ranking(
        likely=likely,
        dated=tuple(
            (state, rows)
            for state in Delivery
            if (rows := tuple(row for row in deliverables if row.deliverable.state is state))
        ),
        unsaid=tuple(row for outlook in asked for row in _unsaid(outlook)),
        strategies=tuple(n for n in pack.tree.of_level(Level.STRATEGY) if n.id in served),
        sets=tuple(
            each
            for each in IndicatorSet
            if any(o.track.indicator.set is each for o in outlooks.values())
        ),
    )


def _path(outlook: Outlook, pack: Pack) -> tuple[Node, ...]:
    node = outlook.track.indicator.node
    return pack.tree.path(node) if node in pack.tree.nodes else ()


def _likely(outlook: Outlook) -> Iterable[Likely]:
    forecast = forecast_in(outlook)
    for target in outlook.goals:
        chance = target.chance.chance if target.chance else None
        if forecast is not None and chance is not None:
            yield Likely(outlook.track, target, chance, forecast.n, courses_of(target))


def _ordered(rows: Iterable[Likely], order: Order) -> tuple[Likely, ...]:
    match order:
        case Order.LIKELIEST:
            return tuple(sorted(rows, key=lambda row: -row.chance))
        case Order.UNLIKELIEST:
            return tuple(sorted(rows, key=lambda row: row.chance))
        case Order.PLAN:
            return tuple(rows)


def _unsaid(outlook: Outlook) -> Iterable[Unsaid]:
    refused = refusal_in(outlook)
    for target in outlook.goals:
        if target.chance is not None and target.chance.chance is not None:
            continue
        if target.chance is not None and target.chance.why:
            reason = target.chance.why
        elif refused is not None:
            reason = refused.reason
        else:
            reason = _NO_YEAR
        yield Unsaid(outlook.track, target, reason)
