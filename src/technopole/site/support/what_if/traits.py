"""The traits that applicants are counted by: what they are, their trade, how many work for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from technopole.site.support.what_if.bounds import KIND, SECTOR, SIZE
from technopole.site.support.what_if.comparing import Grouping

if TYPE_CHECKING:
    import polars as pl

__all__ = ["COLUMNS", "SIZES", "Traits", "traits_of"]

COLUMNS: Final = (KIND, SECTOR, SIZE)
SIZES: Final = (10, 50, 100)
"""Where a class of size begins: fewer than 10 employees, 10 to 49, 50 to 99, 100 or more."""


@dataclass(frozen=True, eq=False)
class Traits:
    """Groupings of a table's rows by trait.

    names: what each group is: an option's name, a class of size, or empty for rows that do not say.
    """

    groupings: Mapping[str, Grouping]
    names: Mapping[str, tuple[str, ...]]


def traits_of(frame: pl.DataFrame) -> Traits:
    """The groups of the rows of a table, by each trait that it has a column for."""
    groupings: dict[str, Grouping] = {}
    names: dict[str, tuple[str, ...]] = {}
    for column in COLUMNS:
        if column not in frame.columns:
            continue
        codes, found = _by_size(frame) if column == SIZE else _by_option(frame, column)
        groupings[column] = Grouping(codes, len(found))
        names[column] = tuple(found)
    return Traits(groupings, names)


def _by_option(frame: pl.DataFrame, column: str) -> tuple[np.ndarray, Sequence[str]]:
    values = frame[column].fill_null("")
    found = values.unique().sort().to_list()
    order = {name: place for place, name in enumerate([*filter(None, found), ""])}
    codes = values.replace_strict(list(order), list(order.values())).to_numpy().astype(np.uint8)
    return codes, list(order)


def _by_size(frame: pl.DataFrame) -> tuple[np.ndarray, Sequence[str]]:
    staff = frame[SIZE]
    codes = np.searchsorted(np.array(SIZES), staff.fill_null(0).to_numpy(), side="right")
    codes[staff.is_null().to_numpy()] = len(SIZES) + 1
    names = [str(place) for place in range(len(SIZES) + 1)]
    return codes.astype(np.uint8), [*names, ""]
