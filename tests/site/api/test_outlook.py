"""The outlook's routes: what they answer, what is the same at the command line, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import polars as pl
import pytest
from django.test import Client

from technopole.plan.packs import Pack
from technopole.site.api import shapes as usual
from technopole.site.api.outlook import shapes

pytestmark = pytest.mark.usefixtures("loaded_pack")
DAY = "2026-06-30"


def get(client: Client, address: str, **query: Any) -> Any:
    response = client.get(f"/api/v1/{address}", query)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def ask(client: Client, body: Any) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body)
    return client.post("/api/v1/levers/ask", content, content_type="application/json")


def refused(response: Any, status: int = 400) -> list[tuple[str, str | None]]:
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    usual.Problem.model_validate(problem)
    assert problem["detail"]
    return [(error["parameter"], error["nearest"]) for error in problem["errors"]]


# ── Where each target stands ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("day", [DAY, "2023-11-13"])
def test_outlooks_are_those_of_the_command_line(client: Client, day: str) -> None:
    from typer.testing import CliRunner

    from technopole.cli.main import app

    given = get(client, "outlook", as_of=day, limit=1000)
    shapes.OutlookList.model_validate(given)
    printed = CliRunner().invoke(app, ["outlook", "--as-of", day, "--format", "jsonl"]).stdout
    assert given["items"] == [json.loads(line) for line in printed.splitlines()]
    assert given["items"][0]["on"] == given["as_of"] == day


def test_one_outlook_is_that_of_the_list(client: Client) -> None:
    chosen = get(client, "outlook", as_of=DAY, set="development")
    assert [item["indicator"] for item in chosen["items"]] == [
        "1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "4.1",
    ]  # fmt: skip
    for item in chosen["items"]:
        answer = get(client, f"outlook/{item['indicator']}", as_of=DAY)
        shapes.OutlookAnswer.model_validate(answer)
        assert answer["item"] == item
    assert get(client, "outlook", as_of=DAY, indicator="1.1")["items"] == chosen["items"][:1]


def test_pages_of_outlooks_go_on(client: Client) -> None:
    first = get(client, "outlook", as_of=DAY, limit=5)
    second = json.loads(client.get(first["next"]).content)
    ids = [item["indicator"] for page in (first, second) for item in page["items"]]
    assert ids == [
        item["indicator"] for item in get(client, "outlook", as_of=DAY, limit=10)["items"]
    ]


def test_before_the_first_document_there_is_none(client: Client) -> None:
    assert get(client, "outlook", as_of="2001-01-01")["items"] == []
    assert get(client, "budgets", as_of="2001-01-01")["items"] == []
    for address in ("outlook/1.1", "outlook/1.1/draws", "levers"):
        refused(client.get(f"/api/v1/{address}?as_of=2001-01-01"), 404)
    refused(client.get("/api/v1/paper?kind=progress&as_of=2001-01-01"), 404)


def test_draws_have_the_same_numbers_in_every_form(client: Client) -> None:
    query = {"as_of": DAY}
    item = get(client, "outlook/1.1/draws", **query)["item"]
    rows = list(
        csv.DictReader(
            io.StringIO(
                client.get("/api/v1/outlook/1.1/draws", {**query, "format": "csv"}).content.decode()
            )
        )
    )
    content = client.get("/api/v1/outlook/1.1/draws", {**query, "format": "parquet"}).content
    frame = pl.read_parquet(io.BytesIO(content))
    values = [value for year in item["values"] for value in year]
    assert [float(row["value"]) for row in rows] == frame["value"].to_list() == values
    assert len(rows) == len(item["years"]) * 4000
    assert pl.read_parquet_metadata(io.BytesIO(content))["seed"] == item["seed"]


def test_a_date_has_no_draws_and_says_so(client: Client) -> None:
    dates = [
        item for item in get(client, "outlook", as_of=DAY, limit=1000)["items"]
        if item["unit"] == "date"
    ]  # fmt: skip
    problem = client.get(f"/api/v1/outlook/{dates[0]['indicator']}/draws?as_of={DAY}")
    assert refused(problem, 404)
    few = next(
        item for item in get(client, "outlook", as_of=DAY, limit=1000)["items"]
        if item["forecast"] and "reason" in item["forecast"]
    )  # fmt: skip
    response = client.get(f"/api/v1/outlook/{few['indicator']}/draws?as_of={DAY}")
    refused(response, 404)
    assert response.json()["errors"][0]["says"] == few["forecast"]["reason"]


@pytest.mark.parametrize(
    ("address", "status", "faults"),
    [
        ("outlook?indicator=1.9", 400, [("indicator", None)]),
        ("outlook?set=developments", 400, [("set", "development")]),
        ("outlook?sett=development", 400, [("sett", "set")]),
        ("outlook?as_of=soon", 400, [("as_of", None)]),
        ("outlook?as_of=2026-01-01&as_of=2026-01-01", 400, [("as_of", None)]),
        ("outlook/1.9", 404, [("id", None)]),
        ("outlook/1.1/draws?format=xlsx", 400, [("format", None)]),
        ("outlook/1.1/draws?paths=9", 400, [("paths", None)]),
        ("budgets?entity=innohkk", 400, [("entity", "innohk")]),
        ("levers?levers=1", 400, [("levers", None)]),
        ("paper", 400, [("kind", None)]),
        ("paper?kind=progres", 400, [("kind", "progress")]),
        ("paper?kind=progress&format=xls&language=fr", 400, [("language", None), ("format", None)]),
        ("paper?kind=progress&about=S2", 400, [("about", None)]),
        ("paper?kind=brief", 400, [("about", None)]),
        ("paper?kind=brief&about=S99", 404, [("about", None)]),
        ("paper?kind=factsheet&as_of=2999-01-01", 400, [("as_of", None)]),
    ],
)
def test_what_is_refused(
    client: Client, address: str, status: int, faults: list[tuple[str, str | None]]
) -> None:
    found = refused(client.get(f"/api/v1/{address}"), status)
    assert [name for name, _ in found] == [name for name, _ in faults]
    assert all(near == right for (_, near), (_, right) in zip(found, faults, strict=True) if right)


# ── Budgets ───────────────────────────────────────────────────────────────────────────────────


def test_budgets_are_listed_and_found(client: Client) -> None:
    listed = get(client, "budgets", limit=1000)
    shapes.BudgetList.model_validate(listed)
    assert listed["count"] == len(listed["items"]) > 20
    for item in listed["items"][:3]:
        assert get(client, f"budgets/{item['budget']}")["item"] == item
        assert item in get(client, "budgets", entity=item["entity"])["items"]


# ── Levers ────────────────────────────────────────────────────────────────────────────────────


def test_the_model_is_told_whole(client: Client) -> None:
    model = get(client, "levers")["item"]
    shapes.LeverModel.model_validate(model)
    assert len(model["levers"]) == 9
    assert len(model["shows"]) == 8
    assert model["limits"]
    for one in model["coefficients"]:
        assert one["facts"] or one["reason"], "neither a source nor a reason"
    for part in (*model["levers"], *model["coefficients"], *model["equations"]):
        assert part["name"]["en"]
        assert part["name"]["zh_hant"]


def test_levers_at_zero_change_nothing(client: Client) -> None:
    for body in ({}, {"levers": {"retention": 0}}):
        item = ask(client, body).json()["item"]
        assert item["levers"] == {}
        for one in item["indicators"]:
            assert one["without"] == one["with"]
            assert set(one["added"]) == {0.0}


def test_contributions_add_up(client: Client) -> None:
    answer = ask(client, {"levers": {"talent_admissions": 3000, "retention": 0.1}})
    assert answer["Cache-Control"] == "no-store"
    shapes.LeversAskAnswer.model_validate(answer.json())
    item = answer.json()["item"]
    for one in item["indicators"]:
        for year, whole in enumerate(one["added"]):
            shares = sum(part["share"][year] for part in one["contributions"])
            assert shares == pytest.approx(whole, rel=1e-6, abs=1e-9)
    people = next(one for one in item["indicators"] if one["indicator"] == "3.1")
    assert people["added"][-1] > 0
    assert all(0 <= target["without"] <= target["with"] <= 1 for target in people["targets"])


def test_the_same_question_has_the_same_answer(client: Client) -> None:
    body = {"levers": {"matched_rd": 1e9}, "indicators": ["1.1"], "draws": 200, "seed": 7}
    first, again = ask(client, body), ask(client, body)
    assert first.content == again.content
    assert [one["indicator"] for one in first.json()["item"]["indicators"]] == ["1.1"]


def test_an_own_assumption_is_taken(client: Client) -> None:
    body = {"assumed": {"leaving_rate": {"low": 0.05, "middle": 0.05, "high": 0.05}}}
    usual_band, own = ask(client, {}).json()["item"], ask(client, body).json()["item"]
    people = [
        next(one for one in item["indicators"] if one["indicator"] == "3.1")["with"]
        for item in (usual_band, own)
    ]
    assert people[1] != people[0]


HUGE = b'{"levers": {"retention": 1' + b"0" * 400 + b"}}"


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ({"levers": {"retention": "0.1"}}, [("retention", None)]),
        ({"levers": {"retention": True}}, [("retention", None)]),
        ({"levers": {"retention": None}}, [("retention", None)]),
        ({"levers": {"retention": 0.31}}, [("retention", None)]),
        ({"levers": {"retentoin": 0.1}}, [("retentoin", "retention")]),
        ({"levers": []}, [("levers", None)]),
        (HUGE, [("retention", None)]),
        (b'{"levers": {"retention": 1e999}}', [("retention", None)]),
        (b'{"levers": {"retention": NaN}}', []),
        (b'{"levers": {"retention": 0.1, "retention": 0.2}}', [("retention", None)]),
        ({"assumed": {"rd_start": {"low": 1, "middle": 2, "high": 3}}}, [("rd_start", None)]),
        ({"assumed": {"leaving_rate": [1, 2, 3]}}, [("leaving_rate", None)]),
        ({"assumed": {"leaving_rate": {"low": 1, "middle": 2}}}, [("leaving_rate", None)]),
        ({"assumed": {"leaving_rate": {"low": 0.3, "middle": 0.2, "high": 0.4}}}, [("leaving_rate", None)]),
        ({"assumed": {"leaving_rate": {"low": 0.3, "middle": "x", "high": 0.4}}}, [("leaving_rate", None)]),
        ({"indicators": "1.1"}, [("indicators", None)]),
        ({"indicators": ["9.9"]}, [("indicators", None)]),
        ({"draws": 0}, [("draws", None)]),
        ({"draws": 20_001}, [("draws", None)]),
        ({"draws": 10.0}, [("draws", None)]),
        ({"draws": "10"}, [("draws", None)]),
        ({"seed": -1}, [("seed", None)]),
        ({"as_of": "soon"}, [("as_of", None)]),
        ({"as_of": 5}, [("as_of", None)]),
        ({"lever": {}}, [("lever", "levers")]),
        (
            {"levers": {"retention": 9, "x": 1}, "assumed": {"y": 1}, "draws": "a", "more": 1},
            [("more", None), ("draws", None), ("x", None), ("retention", None), ("y", None)],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_of_levers(
    client: Client, body: Any, faults: list[tuple[str, str | None]]
) -> None:
    assert refused(ask(client, body)) == faults


def test_levers_are_asked_by_post_alone(client: Client) -> None:
    assert client.get("/api/v1/levers/ask").status_code == 405
    assert client.post("/api/v1/levers").status_code == 405
    refused(ask(client, {"as_of": "2023-11-13"}), 404)


# ── Papers ────────────────────────────────────────────────────────────────────────────────────


def test_a_paper_is_that_of_the_command_line(
    client: Client, loaded_pack: Pack, tmp_path: Any, settings: Any
) -> None:
    from typer.testing import CliRunner

    from technopole.cli.main import app

    settings.PAPERS_FOLDER = tmp_path / "papers"
    begins = {"pdf": b"%PDF", "docx": b"PK", "html": b"<!DOCTYPE html>"}
    for form, begin in begins.items():
        out = tmp_path / f"sheet.{form}"
        how = ["paper", "--kind", "factsheet", "--as-of", DAY, "--language", "zh-hant"]
        assert CliRunner().invoke(app, [*how, "--out", str(out)]).exit_code == 0
        query = {"kind": "factsheet", "as_of": DAY, "language": "zh-hant", "format": form}
        first = client.get("/api/v1/paper", query)
        assert first.content == out.read_bytes()
        assert first.content.startswith(begin)
        assert f"technopole-factsheet-{DAY}-zh-hant.{form}" in first["Content-Disposition"]
        again = client.get("/api/v1/paper", query, headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
    kept = list((tmp_path / "papers").iterdir())
    assert len(kept) == 3
    for path in kept:  # what is kept is what is given
        path.write_bytes(b"kept")
    assert client.get("/api/v1/paper", query).content == b"kept"


def test_few_papers_are_kept(
    client: Client, tmp_path: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from technopole.site.api import papers

    settings.PAPERS_FOLDER = tmp_path
    monkeypatch.setattr(papers, "_MOST_FILES", 2)
    for day in ("2026-01-01", "2026-01-02", "2026-01-03"):
        query = {"kind": "brief", "about": "S2", "format": "html", "as_of": day}
        assert client.get("/api/v1/paper", query).status_code == 200
    assert len(list(tmp_path.iterdir())) == 2


def test_the_description_says_what_a_paper_is(client: Client) -> None:
    from jsonschema import Draft202012Validator

    document = client.get("/api/v1/openapi.json").json()
    content = document["paths"]["/api/v1/paper"]["get"]["responses"]["200"]["content"]
    assert "application/pdf" in content
    levers = document["paths"]["/api/v1/levers"]["get"]["responses"]["200"]["content"]
    shape = levers["application/json"]["schema"]
    Draft202012Validator({**document, **shape}).validate(get(client, "levers"))
