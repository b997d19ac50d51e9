"""How long each watched scheme's money lasts, what a year takes, and what a result cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from technopole.evidence.measures import Measure
from technopole.evidence.observations import Observation
from technopole.evidence.units import Unit
from technopole.outlook.budgets import Budget, Cost, Stretch, budgets_of
from technopole.plan.packs import Pack
from technopole.plan.register import Entity
from technopole.site.portal.kept import kept

__all__ = ["BudgetRow", "BudgetsPage", "CostRow", "budgets_page"]


@dataclass(frozen=True, slots=True)
class CostRow:
    """What one of something cost, or why that is not known."""

    measure: Measure
    cost: Cost


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A scheme's money.

    unit: of its sums.
    used: what its documents count as used; None where they count nothing.
    """

    entity: Entity
    budget: Budget
    unit: Unit
    used: Measure | None
    costs: tuple[CostRow, ...]

    @property
    def latest(self) -> Observation | None:
        """The newest figure of what was used."""
        return self.budget.use.latest

    @property
    def stretch(self) -> Stretch | None:
        """The last stretch between two figures."""
        return self.budget.use.stretches[-1] if self.budget.use.stretches else None

    @property
    def settled(self) -> bool:
        """Whether the day on which it is used up can be worked out."""
        return self.budget.use.exhaustion.why_not is None


@dataclass(frozen=True, slots=True)
class BudgetsPage:
    """The watched schemes by what is known of them.

    lasting:  those of which a day follows, the earliest first.
    open:     those with a sum and a use from which no day follows.
    unsummed: those of which no document states the sum; unused: of which none states a use.
    """

    lasting: tuple[BudgetRow, ...]
    open: tuple[BudgetRow, ...]
    unsummed: tuple[BudgetRow, ...]
    unused: tuple[BudgetRow, ...]

    @property
    def total(self) -> int:
        """How many schemes are watched of which anything is known."""
        return len(self.lasting) + len(self.open) + len(self.unsummed) + len(self.unused)

    @property
    def with_use(self) -> tuple[BudgetRow, ...]:
        """Those of which a use is known."""
        return (*self.lasting, *self.open, *self.unsummed)

    @property
    def with_stretches(self) -> tuple[BudgetRow, ...]:
        """Those of which a pace is known."""
        return tuple(row for row in self.with_use if row.stretch)

    @property
    def with_costs(self) -> tuple[BudgetRow, ...]:
        """Those whose results are asked for."""
        return tuple(row for row in self.with_use if row.costs)

    @property
    def changes(self) -> int:
        """From how many changes of pace the intervals were learnt."""
        return next((row.budget.use.exhaustion.changes for row in self.lasting), 0)


def budgets_page(pack: Pack) -> BudgetsPage:
    """The watched schemes' money as the pack, whole or as of a day, knows it."""
    return kept(pack, "budgets", lambda: _budgets_page(pack))


def _budgets_page(pack: Pack) -> BudgetsPage:
    rows = tuple(_rows(budgets_of(pack), pack))
    lasting = [row for row in rows if row.settled]
    lasting.sort(
        key=lambda row: (row.budget.use.exhaustion.day is None, row.budget.use.exhaustion.day)
    )
    rest = [row for row in rows if not row.settled]
    return BudgetsPage(
        lasting=tuple(lasting),
        open=tuple(row for row in rest if row.budget.set_aside and row.latest),
        unsummed=tuple(row for row in rest if not row.budget.set_aside and row.latest),
        unused=tuple(row for row in rest if not row.latest),
    )


def _rows(budgets: Iterable[Budget], pack: Pack) -> Iterable[BudgetRow]:
    measures = pack.evidence.measures
    for budget in budgets:
        entity = pack.register.entities.get(budget.watch.entity)
        if entity is None:
            continue
        figures = (*budget.sums, *budget.use.figures)
        yield BudgetRow(
            entity=entity,
            budget=budget,
            unit=figures[0].figure.unit,
            used=measures.get(budget.use.measure),
            costs=tuple(
                CostRow(measures[cost.measure], cost)
                for cost in budget.use.costs
                if cost.measure in measures
            ),
        )
