"""Columns made one step after another, so that what is read twice is computed once and plans stay small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from technopole.rules.transforms.integers import ItemList

__all__ = ["PLACE", "Made", "Step", "Totals", "count_of", "field_of", "names_in", "run"]

PLACE: Final = "place in the list"
_ROW: Final = "number of the row"


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the items of a list, each a column of the table afterwards.

    outside: columns of the table that the items need.
    steps:   columns of the items, computed one step after another.
    sums:    by their names, what is summed up for each row; of a row without items it says nothing.
    """

    items: ItemList
    outside: tuple[str, ...]
    steps: tuple[Mapping[str, pl.Expr], ...]
    sums: Mapping[str, pl.Expr]


@dataclass(frozen=True, slots=True)
class Step:
    """Columns that are computed at once, from answers and from columns of earlier steps."""

    columns: Mapping[str, pl.Expr]
    totals: tuple[Totals, ...] = ()


def count_of(items: ItemList) -> str:
    """The column that counts a list's items; null where the list is unknown."""
    return f"{items.name}, how many"


def field_of(items: str, name: str) -> str:
    """The column of a field, once the items are laid out."""
    return f"{items} {name}"


def names_in(expressions: Iterable[pl.Expr]) -> set[str]:
    """The columns that expressions read."""
    return {name for one in expressions for name in one.meta.root_names()}


# ── Making columns ────────────────────────────────────────────────────────────────────────────


@dataclass
class Made:
    """The columns of a table that are made, by the step that makes them.

    prefix: what their names begin with, so that no two rules make the same.
    since:  for each the first step that can read it; answers are there from the beginning.
    """

    prefix: str
    steps: list[dict[str, pl.Expr]] = field(default_factory=list)
    totals: list[tuple[int, Totals]] = field(default_factory=list)
    since: dict[str, int] = field(default_factory=dict)

    def keep(self, name: str, expression: pl.Expr, *, literals: bool = False) -> pl.Expr:
        """A column for an expression, unless it is as short itself; for a literal only if asked for."""
        meta = expression.meta
        if meta.is_column() or (meta.is_literal() and not literals):
            return expression
        step = self.step_of(expression)
        full = self.named(name, step)
        self.at(step)[full] = expression
        return pl.col(full)

    def named(self, name: str, step: int) -> str:
        """The whole name of a column that a step makes."""
        full = f"{self.prefix} {name}"
        self.since[full] = step + 1
        return full

    def step_of(self, *expressions: pl.Expr) -> int:
        """The first step that can read all that some expressions need."""
        return max((self.since.get(name, 0) for name in names_in(expressions)), default=0)

    def at(self, step: int) -> dict[str, pl.Expr]:
        """The columns of a step, by their names."""
        while len(self.steps) <= step:
            self.steps.append({})
        return self.steps[step]

    def finished(self) -> tuple[Step, ...]:
        """All steps."""
        return tuple(
            Step(columns, tuple(totals for at, totals in self.totals if at == step))
            for step, columns in enumerate(self.steps)
        )


# ── Running them ──────────────────────────────────────────────────────────────────────────────


def run(
    frame: pl.LazyFrame, keep: Sequence[str], steps: Sequence[Step], results: Mapping[str, pl.Expr]
) -> pl.LazyFrame:
    """The kept columns and the results; between the steps only what is read later is carried on."""
    wanted = names_in(results.values()) | set(keep)
    carried: list[list[str]] = []
    for step in reversed(steps):
        made = set(step.columns) | {name for totals in step.totals for name in totals.sums}
        carried.append(sorted(wanted))
        wanted = (wanted - made) | _read_by(step)
    for step, names in zip(steps, reversed(carried), strict=True):
        frame = frame.with_columns(**step.columns)
        for totals in step.totals:
            frame = _with_totals(frame, totals)
        frame = frame.select(names)
    return frame.with_columns(**results).select(*keep, *results)


def _read_by(step: Step) -> set[str]:
    read = names_in(step.columns.values())
    for totals in step.totals:
        read |= {totals.items.name, *totals.outside}
    return read


def _with_totals(frame: pl.LazyFrame, totals: Totals) -> pl.LazyFrame:
    """The table with the sums: its items are laid out under one another and summed up by row.

    A row without items is laid out as one item without answers; nobody reads its sums.
    """
    name = totals.items.name
    answers = (
        pl.col(name).struct.field(one.name).alias(field_of(name, one.name))
        for one in totals.items.fields
    )
    items = (
        frame.select(name, *totals.outside)
        .with_row_index(_ROW)
        .with_columns(pl.int_ranges(pl.col(name).list.len()).alias(PLACE))
        .explode(name, PLACE, empty_as_null=True, keep_nulls=True)
        .select(_ROW, PLACE, *totals.outside, *answers)
    )
    for step in totals.steps:
        items = items.with_columns(**step)
    sums = items.group_by(_ROW, maintain_order=True).agg(**totals.sums).drop(_ROW)
    return pl.concat([frame, sums], how="horizontal")
