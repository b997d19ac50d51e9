"""Downloads: the same rows in every form."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import polars as pl
import pytest
from django.test import Client

from technopole.plan.datasets import DATASETS
from technopole.plan.packs import Pack

pytestmark = pytest.mark.usefixtures("loaded_pack")


def rows_of(client: Client, name: str, query: str = "") -> dict[str, list[list[Any]]]:
    text = client.get(f"/data/{name}.csv{query}").content.decode()
    answer = json.loads(client.get(f"/data/{name}.json{query}").content)
    frame = pl.read_parquet(io.BytesIO(client.get(f"/data/{name}.parquet{query}").content))
    assert frame.columns == [column.name for column in DATASETS[name].columns]
    return {
        "csv": list(csv.reader(io.StringIO(text)))[1:],
        "json": [list(row.values()) for row in answer["items"]],
        "parquet": [list(row) for row in frame.iter_rows()],
    }


@pytest.mark.parametrize("name", DATASETS)
def test_every_form_holds_the_same_rows(client: Client, loaded_pack: Pack, name: str) -> None:
    rows = rows_of(client, name)
    assert rows["json"] == rows["parquet"] == DATASETS[name].cells(loaded_pack)
    as_text = [
        ["" if c is None else str(c).lower() if isinstance(c, bool) else str(c) for c in row]
        for row in rows["json"]
    ]
    assert rows["csv"] == as_text


def test_a_day_can_be_asked_for(client: Client, loaded_pack: Pack) -> None:
    day = loaded_pack.days[0]
    rows = rows_of(client, "facts", f"?as_of={day}")
    assert len(rows["csv"]) == len(loaded_pack.as_of(day).evidence.observations)
    response = client.get(f"/data/facts.csv?as_of={day}")
    assert (
        f"technopole-facts-{day}-{loaded_pack.version[:12]}.csv" in response["Content-Disposition"]
    )


def test_a_parquet_file_says_what_it_is_of(client: Client, loaded_pack: Pack) -> None:
    content = client.get("/data/entities.parquet").content
    metadata = pl.read_parquet_metadata(io.BytesIO(content))
    assert metadata["pack_version"] == loaded_pack.version
    assert metadata["as_of"] == loaded_pack.days[-1].isoformat()


def test_before_the_first_document_the_files_have_columns_and_no_rows(client: Client) -> None:
    for name in DATASETS:
        if name != "measures":  # the registry of measures belongs to the pack, not to a day
            assert rows_of(client, name, "?as_of=2001-01-01")["csv"] == []


@pytest.mark.parametrize(
    ("address", "status", "near"),
    [
        ("/data/fact.csv", 404, "facts.csv"),
        ("/data/facts.xlsx", 404, "facts.csv"),
        ("/data/facts", 404, None),
        ("/data/facts.csv?asof=2023-01-01", 400, "as_of"),
        ("/data/facts.csv?as_of=soon", 400, None),
    ],
)
def test_a_refusal_helps(client: Client, address: str, status: int, near: str | None) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    if near:
        assert near in response.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_page_lists_every_table_with_its_files(client: Client, language: str) -> None:
    page = client.get(f"/{language}/data/?as_of=2022-12-31").content.decode()
    for name in DATASETS:
        for form in ("csv", "json", "parquet"):
            assert f"/data/{name}.{form}?as_of=2022-12-31" in page
