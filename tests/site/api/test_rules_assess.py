"""Whole tables over the API: columns in, columns out, the same as case by case; bad cells listed."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

pl = pytest.importorskip("polars")
pytest.importorskip("numba")

from technopole.rules.answers import read_answers  # noqa: E402
from technopole.rules.readers import columns as readers_columns  # noqa: E402
from technopole.rules.readers.decide import decide  # noqa: E402
from technopole.rules.rulebook import read_rulebook  # noqa: E402
from technopole.site.api.rules import assessing, busy, shapes  # noqa: E402
from technopole.site.api.shapes import Problem  # noqa: E402

JSON, PARQUET = "application/json", "application/vnd.apache.parquet"
DAY = "2024-10-15"
SCHEMES = ["NIFS", "TVP", "TAX-RD"]
CASES: list[dict[str, Any]] = [
    {"applicant.kind": "company", "plans.production_line": True, "company.incorporated_in_hong_kong": True,
     "project.smart_production_line": True, "project.total_cost": "9000000.01", "project.duration_months": 18,
     "history.nifs_running_projects": 0},
    {"applicant.kind": "company", "plans.production_line": True, "company.incorporated_in_hong_kong": True,
     "project.smart_production_line": True, "project.duration_months": 18, "history.nifs_running_projects": 0},
    {"applicant.kind": "company", "plans.research": True, "expenses.research_related_to_trade": True,
     "expenses.research_qualifying": True, "expenses.research_type_a": "0.99",
     "expenses.research_type_b": "2000000.03", "expenses.incurred_on": "2023-05-01"},
    {"applicant.kind": "person"},
    {},
    {"applicant.kind": "company", "application.submitted_on": "2019-01-01", "project.total_cost": "100000"},
]  # fmt: skip


def columns(cases: list[dict[str, Any]]) -> dict[str, list[Any]]:
    names = dict.fromkeys(name for case in cases for name in case)
    return {name: [case.get(name) for case in cases] for name in names}


def send(client: Client, body: Any, kind: str = JSON, query: str = "", accept: str = "*/*") -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(
        f"/api/v1/assess{query}", content, content_type=kind, headers={"Accept": accept}
    )


def answered(client: Client, body: Any) -> Any:
    response = send(client, body)
    assert response.status_code == 200, response.content.decode()
    given = response.json()
    shapes.AssessAnswer.model_validate(given)
    return given


def refused(response: Any, status: int = 400) -> Any:
    assert response.status_code == status, response.content.decode()
    Problem.model_validate(response.json())
    return response.json()


def parquet(frame: Any) -> bytes:
    content = io.BytesIO()
    frame.write_parquet(content)
    return content.getvalue()


def hundredths(amount: Fraction | None) -> int | None:
    return None if amount is None else int(amount * 100)


def as_decided(case: Mapping[str, Any], code: str) -> tuple[Any, ...]:
    book = read_rulebook("technopole.hong_kong")
    scheme = book.by_code[code.lower()]
    decision = decide(scheme, read_answers(case, book.questions), date.fromisoformat(DAY))
    given = {award.name: award for award in decision.awards}
    amounts = [
        (hundredths(given[a.name].low), hundredths(given[a.name].high))
        if a.name in given
        else (0, 0)
        for a in scheme.awards
    ]
    return decision.eligible.value, amounts


# ── Answers ───────────────────────────────────────────────────────────────────────────────────


def test_every_row_is_what_a_single_case_is_told(client: Client) -> None:
    """A single case is also split into cases, so that open bounds may be closer there."""
    given = answered(client, {"columns": columns(CASES), "schemes": SCHEMES, "on": DAY})
    assert (given["rows"], given["refused"], given["on"]) == (len(CASES), [], DAY)
    exact = 0
    for row, case in enumerate(CASES):
        for code in SCHEMES:
            found = given["schemes"][code]
            eligible, amounts = as_decided(case, code)
            assert found["eligible"][row] in (eligible, "unknown")
            for award, (low, high) in zip(found["awards"].values(), amounts, strict=True):
                assert award["low"][row] <= low
                assert award["high"][row] is None or award["high"][row] >= high
                exact += low == high == award["low"][row] == award["high"][row]
    assert exact >= 5


def test_parquet_gives_what_json_gives(client: Client) -> None:
    wanted = answered(client, {"columns": columns(CASES), "schemes": SCHEMES, "on": DAY})
    frame = pl.DataFrame(columns(CASES)).with_columns(pl.Series("case", range(len(CASES))))
    query = f"?schemes={','.join(SCHEMES)}&on={DAY}"
    assert send(client, parquet(frame), PARQUET, query).json() == wanted
    response = send(client, parquet(frame), PARQUET, query, accept=PARQUET)
    assert response["Content-Type"] == PARQUET
    assert response["Technopole-Refused-Rows"] == "0"
    table = pl.read_parquet(io.BytesIO(response.content))
    assert table["case"].to_list() == list(range(len(CASES)))
    for code in SCHEMES:
        assert table[f"{code}.eligible"].to_list() == wanted["schemes"][code]["eligible"]
        for award, amounts in wanted["schemes"][code]["awards"].items():
            assert table[f"{code}.{award}.low"].to_list() == amounts["low"]
            assert table[f"{code}.{award}.high"].to_list() == amounts["high"]


def test_json_can_be_answered_with_parquet(client: Client) -> None:
    body = {"columns": columns(CASES), "schemes": ["NIFS"], "on": DAY}
    response = send(client, body, accept=f"{PARQUET}, text/html")
    table = pl.read_parquet(io.BytesIO(response.content))
    assert table.columns == ["NIFS.eligible", "NIFS.grant.low", "NIFS.grant.high"]
    beside = json.loads(pl.read_parquet_metadata(io.BytesIO(response.content))["technopole"])
    assert beside["on"] == DAY
    assert set(beside["rule_versions"]) == {"NIFS"}


def test_kinds_of_answers_may_be_mixed_in_a_column(client: Client) -> None:
    """Whole cents, the same spelt out, dollars as text: one amount each."""
    same = {"project.total_cost": [900000000, {"cents": 900000000}, "9000000", "9000000.00", None]}
    rest = {name: [value] * 5 for name, value in CASES[1].items()}
    given = answered(client, {"columns": {**rest, **same}, "schemes": ["NIFS"], "on": DAY})
    grant = given["schemes"]["NIFS"]["awards"]["grant"]
    assert grant == {
        "unit": "HKD",
        "scale": 100,
        "low": [300000000] * 4 + [0],
        "high": [300000000] * 4 + [1500000000],
    }
    cents = {**rest, "project.total_cost": [900000000, 900000002, None, 0, 1]}
    given = answered(client, {"columns": cents, "schemes": ["NIFS"], "on": DAY})
    assert given["schemes"]["NIFS"]["awards"]["grant"]["low"] == [300000000, 300000000, 0, 0, 0]


def test_lists_are_columns_too(client: Client) -> None:
    book = read_rulebook("technopole.hong_kong")
    question = next(q for q in book.questions if q.about.fields)
    scheme = next(s for s in book.executable if question in s.questions)
    body = {"columns": {question.name: [[], None, [{}], "x"]}, "schemes": [scheme.code], "on": DAY}
    given = answered(client, body)
    assert [bad["row"] for bad in given["refused"]] == [4]
    eligible = given["schemes"][scheme.code]["eligible"]
    assert eligible[3] is None
    assert None not in eligible[:3]


def test_no_rows_are_no_fault(client: Client) -> None:
    given = answered(client, {"columns": {"project.total_cost": []}, "schemes": ["NIFS"]})
    assert given["schemes"]["NIFS"]["eligible"] == []


def test_without_names_every_scheme_whose_rule_runs_answers(client: Client) -> None:
    book = read_rulebook("technopole.hong_kong")
    given = answered(client, {"columns": {"applicant.kind": ["company"]}, "on": DAY})
    assert list(given["schemes"]) == [scheme.code for scheme in book.executable]


# ── Bad rows ──────────────────────────────────────────────────────────────────────────────────


def test_good_rows_are_answered_and_bad_cells_listed(client: Client) -> None:
    sent = columns(CASES[:1] * 6)
    sent["applicant.kind"][1] = "compny"
    sent["project.total_cost"][2] = "(2e5+4)/2"
    sent["project.duration_months"][2] = 1.5
    sent["plans.production_line"][3] = "yes"
    sent["project.total_cost"][4] = -1
    given = answered(client, {"columns": sent, "schemes": ["NIFS"], "on": DAY})
    assert given["refused_rows"] == 4
    assert [(bad["row"], bad["column"]) for bad in given["refused"]] == [
        (2, "applicant.kind"), (3, "project.duration_months"), (3, "project.total_cost"),
        (4, "plans.production_line"), (5, "project.total_cost"),
    ]  # fmt: skip
    assert all(bad["message"] for bad in given["refused"])
    found = given["schemes"]["NIFS"]
    assert found["eligible"] == ["yes", None, None, None, None, "yes"]
    assert found["awards"]["grant"]["low"] == [300000000, None, None, None, None, 300000000]


def test_rows_that_contradict_themselves_are_bad(client: Client) -> None:
    sent = {"project.total_cost": ["100", "100"], "project.requested": ["200", "50"]}
    given = answered(client, {"columns": sent, "schemes": ["NIFS"], "on": DAY})
    assert given["refused_rows"] == 1
    assert given["refused"][0]["row"] == 1
    assert given["schemes"]["NIFS"]["eligible"][0] is None


def test_bad_rows_of_parquet_are_told_beside_the_table(client: Client) -> None:
    frame = pl.DataFrame({"applicant.kind": ["company", "compny"]})
    query = f"?schemes=NIFS&on={DAY}"
    response = send(client, parquet(frame), PARQUET, query, accept=PARQUET)
    assert response["Technopole-Refused-Rows"] == "1"
    metadata = pl.read_parquet_metadata(io.BytesIO(response.content))
    (bad,) = json.loads(metadata["technopole"])["refused"]
    assert (bad["row"], bad["column"]) == (2, "applicant.kind")


def test_very_many_bad_cells_are_told_in_part(client: Client) -> None:
    sent = {"applicant.kind": ["compny"] * 3000, "project.total_cost": [1.5] * 3000}
    given = answered(client, {"columns": sent, "schemes": ["NIFS"], "on": DAY})
    assert given["refused_rows"] == 3000
    assert 0 < len(given["refused"]) <= 1000


# ── What is refused as a whole ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "parameters"),
    [
        ({}, ["columns"]),
        ({"columns": []}, ["columns"]),
        ({"columns": {}}, ["columns"]),
        ({"columns": {"project.total_cost": 5}}, ["project.total_cost"]),
        ({"columns": {"project.totl_cost": [5]}}, ["project.totl_cost"]),
        ({"columns": {"project.total_cost": [1], "applicant.kind": [None, None]}}, ["columns"]),
        ({"columns": {"x": [1], "project.total_cost": 1}, "on": "x", "schemes": ["XX"], "y": 1},
         ["y", "schemes", "on", "x", "project.total_cost"]),
        ({"columns": {"project.total_cost": [1]}, "schemes": ["ITF"]}, ["schemes"]),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_taken(client: Client, body: Any, parameters: list[str]) -> None:
    problem = refused(send(client, body))
    assert [error["parameter"] for error in problem["errors"]] == parameters


@pytest.mark.parametrize(
    "body", [b"PAR1", b"PAR1" + b"\xff" * 100 + b"PAR1", b"not parquet at all"]
)
def test_what_is_no_parquet_file_is_refused(client: Client, body: bytes) -> None:
    assert "Parquet" in refused(send(client, body, PARQUET, "?schemes=NIFS"))["detail"]


def test_a_broken_parquet_file_is_refused(client: Client) -> None:
    whole = parquet(pl.DataFrame({"project.total_cost": list(range(1000))}))
    for place in range(4, len(whole), max(1, len(whole) // 40)):
        broken = (
            whole[:place]
            + bytes(byte ^ 0xFF for byte in whole[place : place + 8])
            + whole[place + 8 :]
        )
        response = send(client, broken, PARQUET, "?schemes=NIFS")
        assert response.status_code in (200, 400), response.content


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        ({"project.totl_cost": [1]}, "Did you mean project.total_cost"),
        ({"project.total_cost": [1.5]}, "cannot hold this answer"),
        ({"plans.production_line": [1]}, "cannot hold this answer"),
    ],
)
def test_columns_of_parquet_that_cannot_be_taken(
    client: Client, frame: dict[str, Any], says: str
) -> None:
    problem = refused(send(client, parquet(pl.DataFrame(frame)), PARQUET, "?schemes=NIFS"))
    assert says in problem["detail"]
    assert problem["errors"][0]["parameter"] == next(iter(frame))


@pytest.mark.parametrize("query", ["?schemes=XX", "?on=yesterday", "?scheme=NIFS", "?schemes="])
def test_the_address_is_read_strictly(client: Client, query: str) -> None:
    refused(send(client, parquet(pl.DataFrame({"applicant.kind": ["company"]})), PARQUET, query))


def test_in_json_nothing_stands_in_the_address(client: Client) -> None:
    problem = refused(
        send(client, {"columns": {"applicant.kind": ["company"]}}, query="?on=2024-01-01")
    )
    assert problem["errors"][0]["parameter"] == "on"


def test_another_form_is_not_given(client: Client) -> None:
    assert refused(send(client, {"columns": {}}, accept="text/csv"), 406)["status"] == 406


# ── Limits ────────────────────────────────────────────────────────────────────────────────────


def test_so_many_rows_and_no_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "MOST_CELLS_JSON", 6)
    monkeypatch.setattr(assessing, "MOST_CELLS", 12)
    sent = {"columns": {"applicant.kind": ["company"] * 4}, "on": DAY}
    assert answered(client, {**sent, "schemes": ["NIFS"]})
    problem = refused(send(client, {**sent, "schemes": ["NIFS", "TVP"]}), 413)
    assert "at most 3" in problem["detail"]
    assert send(client, {**sent, "schemes": ["NIFS", "TVP"]}, accept=PARQUET).status_code == 200
    frame = parquet(pl.DataFrame(sent["columns"]))
    assert send(client, frame, PARQUET, "?schemes=NIFS,TVP").status_code == 413
    assert send(client, frame, PARQUET, "?schemes=NIFS,TVP", accept=PARQUET).status_code == 200


def test_so_long_a_body_and_no_longer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "MOST_BYTES", 100)
    assert "100" in refused(send(client, b" " * 101), 413)["detail"]


def test_so_many_lists_and_no_more(client: Client) -> None:
    body = b'{"columns": {"project.total_cost": [' + b"[]," * 1_000_000 + b"[]]}}"
    assert "lists and objects" in refused(send(client, body), 413)["detail"]


def test_so_long_and_no_longer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "MOST_SECONDS", -1.0)
    body = {"columns": {"applicant.kind": ["company"]}, "schemes": ["NIFS"]}
    assert "fewer rows" in refused(send(client, body), 413)["detail"]


def test_one_worker_assesses_for_one_at_a_time_and_one_may_wait(client: Client) -> None:
    body = {"columns": {"applicant.kind": ["company"]}, "schemes": ["NIFS"]}
    with assessing._slots._turn, assessing._slots._room, assessing._slots._room:
        response = send(client, body)
    assert refused(response, 503)
    assert response["Retry-After"] == "2"
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: send(Client(), body).status_code, range(2)))
    assert both == [200, 200]


def test_who_waits_is_not_held_for_long(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "_slots", busy.Slots("tables", retry_after=0, waiting=1))
    with assessing._slots.one():
        response = send(client, {"columns": {"applicant.kind": ["company"]}, "schemes": ["NIFS"]})
    assert refused(response, 503)


def test_without_its_libraries_the_sentence_says_what_to_install(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> Any:
        raise ModuleNotFoundError("No module named 'numba'", name="numba")

    monkeypatch.setattr(assessing, "_assess", missing)
    response = send(client, {"columns": {"applicant.kind": ["company"]}, "schemes": ["NIFS"]})
    assert "technopole[tables]" in refused(response, 503)["detail"]


def test_compiling_does_not_count_into_the_time_that_a_table_may_take(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first table after an installation waits for the compiler, which may take long on a busy machine."""
    clock = [0.0]

    def compile_slowly() -> None:
        clock[0] += 10 * assessing.MOST_SECONDS

    monkeypatch.setattr(assessing, "monotonic", lambda: clock[0])
    monkeypatch.setattr(readers_columns, "prepare", compile_slowly)
    body = {"columns": columns(CASES), "schemes": ["NIFS"], "on": DAY}
    assert send(client, body).status_code == 200
    assert clock[0] > assessing.MOST_SECONDS
