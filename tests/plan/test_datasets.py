"""The flat tables: each row has exactly the columns that are described."""

from __future__ import annotations

import pytest

from technopole.plan.datasets import DATASETS, Dataset
from technopole.plan.packs import Pack, load

_TYPES = {"text": (str,), "whole number": (int,), "yes or no": (bool,)}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load("hong_kong")


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS.keys())
def test_every_row_has_the_columns_in_their_order_and_of_their_type(
    dataset: Dataset, pack: Pack
) -> None:
    rows = list(dataset.rows(pack))
    assert rows
    for row in rows:
        assert list(row) == [column.name for column in dataset.columns]
        for column in dataset.columns:
            cell = row[column.name]
            assert cell is None or type(cell) in _TYPES[column.holds], (column.name, cell)
            assert cell != "", f"{column.name}: an absent value is nothing, not an empty text"


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS.keys())
def test_every_column_is_explained_in_both_languages(dataset: Dataset) -> None:
    for column in dataset.columns:
        assert column.says.en
        assert column.says.zh_hant


def test_the_tables_of_a_day_are_those_of_the_documents_known_then(pack: Pack) -> None:
    then = pack.as_of(pack.days[1])
    facts = list(DATASETS["facts"].rows(then))
    assert 0 < len(facts) < len(list(DATASETS["facts"].rows(pack)))
    assert all(str(row["published"]) <= pack.days[1].isoformat() for row in facts)
