"""The read API on Hong Kong's pack."""

from __future__ import annotations

import gzip
import json
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from technopole.plan.packs import Pack
from technopole.plan.records import fact_record
from technopole.site.api import shapes
from technopole.site.api.listings import COLLECTIONS
from technopole.site.api.outlook import shapes as outlook_shapes
from technopole.site.api.refusals import nearest
from technopole.site.api.rules import shapes as rule_shapes

LISTS = ("sources", "facts", "measures", "series", "contradictions", "plan", "entities",
         "initiatives", "indicators")  # fmt: skip
ANSWERS = {
    "sources": (shapes.SourceList, shapes.SourceAnswer),
    "facts": (shapes.FactList, shapes.FactAnswer),
    "measures": (shapes.MeasureList, shapes.MeasureAnswer),
    "series": (shapes.SeriesList, shapes.SeriesAnswer),
    "contradictions": (shapes.ContradictionList, shapes.ContradictionAnswer),
    "plan": (shapes.NodeList, shapes.NodeAnswer),
    "entities": (shapes.EntityList, shapes.EntityAnswer),
    "initiatives": (shapes.InitiativeList, shapes.InitiativeAnswer),
    "indicators": (shapes.IndicatorList, shapes.IndicatorAnswer),
}
# A pack in a database is the same for every example: nothing needs to be reset between them.
pytestmark = pytest.mark.usefixtures("loaded_pack")
on_one_pack = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)


def get(client: Client, address: str, **query: Any) -> Any:
    response = client.get(f"/api/v1/{address}", query)
    assert response.status_code == 200, response.content.decode()
    return json.loads(response.content)


def refused(client: Client, address: str, status: int = 400) -> Any:
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    problem = json.loads(response.content)
    shapes.Problem.model_validate(problem)
    assert problem["status"] == status
    assert problem["detail"]
    return problem


def everything(client: Client, address: str, **query: Any) -> list[Any]:
    page = get(client, address, **query)
    items = list(page["items"])
    while page["next"]:
        page = json.loads(client.get(page["next"]).content)
        items += page["items"]
    return items


# ── Answers ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", LISTS)
def test_lists_and_single_answers_are_as_described(client: Client, name: str) -> None:
    of_list, of_one = ANSWERS[name]
    page = get(client, name, limit=1000)
    of_list.model_validate(page)
    assert page["count"] >= len(page["items"]) > 0
    for item in page["items"][:: max(1, len(page["items"]) // 5)]:
        answer = get(client, f"{name}/{item['id']}")
        of_one.model_validate(answer)
        assert answer["item"] == item


@pytest.mark.parametrize("name", [*LISTS, "pack", "search?q=innohk"])
def test_every_answer_names_version_and_day(client: Client, loaded_pack: Pack, name: str) -> None:
    answer = json.loads(client.get(f"/api/v1/{name}").content)
    assert answer["pack"] == "hong_kong"
    assert answer["pack_version"] == loaded_pack.version
    assert answer["as_of"] == loaded_pack.days[-1].isoformat()


def test_a_fact_is_what_the_command_line_gives(client: Client, loaded_pack: Pack) -> None:
    facts = everything(client, "facts", limit=1000)
    assert facts == [
        fact_record(o, loaded_pack) for o in loaded_pack.evidence.observations.values()
    ]


def test_the_root_leads_everywhere(client: Client) -> None:
    root = get(client, "")
    assert set(root["routes"]) == {
        *LISTS, "pack", "search", "schemes", "questions", "budgets", "outlook", "levers", "paper",
    }  # fmt: skip
    needs = {"search": {"q": "innohk"}, "paper": {"kind": "factsheet", "format": "html"}}
    for name, address in root["routes"].items():
        query = needs.get(name, {})
        assert client.get(address, query).status_code == 200


def test_search_leads_to_things_that_exist(client: Client) -> None:
    found = get(client, "search", q="OGCIO", limit=50)
    shapes.SearchAnswer.model_validate(found)
    assert found["items"][0]["id"] == "digital-policy-office"
    for item in found["items"]:
        assert client.get(item["address"]).status_code == 200


# ── Pages ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("limit", [7, 100, 1000])
def test_pages_give_everything_once_and_in_order(client: Client, name: str, limit: int) -> None:
    whole = get(client, name, limit=1000)
    if limit == 7 and whole["count"] > 150:
        pytest.skip("150 small pages would say no more")
    ids = [item["id"] for item in everything(client, name, limit=limit)]
    assert len(ids) == len(set(ids)) == whole["count"]
    if COLLECTIONS[name].by_id:
        assert ids == sorted(ids)


@on_one_pack
@given(limit=st.integers(1, 1000), kind=st.sampled_from(["", "actual", "target", "event"]))
def test_pages_of_any_size_give_the_same(client: Client, limit: int, kind: str) -> None:
    chosen = {"kind": kind} if kind else {}
    first = get(client, "facts", limit=limit, **chosen)
    whole = everything(client, "facts", limit=1000, **chosen)
    assert first["items"] == whole[:limit]
    assert first["count"] == len(whole)
    assert (first["next"] is None) == (limit >= len(whole))


def test_a_cursor_survives_what_is_gone_and_what_is_new(client: Client) -> None:
    """It names the last id that was given, so an id that no longer exists still has a place."""
    from technopole.site.api.cursors import write_cursor

    items = get(client, "facts", cursor=write_cursor("facts", "001-0005"), limit=1)["items"]
    assert items[0]["id"] > "001-0005"


@on_one_pack
@given(cursor=st.text(min_size=1, max_size=60))
def test_no_cursor_is_guessed(client: Client, cursor: str) -> None:
    response = client.get(f"/api/v1/facts?{urlencode({'cursor': cursor}, errors='replace')}")
    assert response.status_code in (200, 400)
    if response.status_code == 400:
        assert json.loads(response.content)["errors"][0]["parameter"] == "cursor"


# ── Filters ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("facts", {"source": "legco-2023"}),
        ("facts", {"subject": "innohk"}),
        ("facts", {"source": "legco-2023", "kind": "target"}),
        ("facts", {"unit": "HKD", "qualifier": "over"}),
        ("facts", {"reading": "counted"}),
        ("entities", {"kind": "scheme"}),
        ("plan", {"level": "strategy"}),
        ("plan", {"level": "measure", "standing": "new"}),
        ("initiatives", {"status": "completed"}),
        ("indicators", {"set": "development"}),
        ("measures", {"nature": "stock", "good": "up"}),
        ("contradictions", {"kind": "tension"}),
    ],
)
def test_filters_choose_exactly(client: Client, name: str, query: dict[str, str]) -> None:
    whole = everything(client, name, limit=1000)
    chosen = everything(client, name, limit=1000, **query)
    wanted = [item for item in whole if all(item[key] == query[key] for key in query)]
    assert chosen == wanted
    assert chosen


def test_ids_can_be_bounded(client: Client) -> None:
    ids = [f["id"] for f in everything(client, "facts", from_id="003-010", to_id="003-019")]
    assert ids == [f"003-{number:03}" for number in range(10, 20)]
    assert get(client, "facts", from_id="z", to_id="a")["items"] == []


def test_a_node_gathers_what_is_below_it(client: Client) -> None:
    below = everything(client, "plan", under="S2", limit=1000)
    assert {"S2", "S2.T1"} <= {node["id"] for node in below}
    assert all("S2" in node["path"] for node in below)
    initiatives = everything(client, "initiatives", node="S2", limit=1000)
    assert {i["node"] for i in initiatives} <= {node["id"] for node in below}


def test_disputed_facts_are_sides_of_disputes(client: Client) -> None:
    disputed = everything(client, "facts", disputed="yes", limit=1000)
    assert disputed
    for fact in disputed[:5]:
        ids = {d["id"] for d in everything(client, "contradictions", fact=fact["id"])}
        assert ids == set(fact["disputes"])


# ── As of ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_of_the_day_asked_for(client: Client, loaded_pack: Pack, name: str) -> None:
    day = date(2022, 6, 30)
    answer = get(client, name, as_of=day.isoformat(), limit=1000)
    assert answer["as_of"] == day.isoformat()
    assert answer["count"] == len(list(COLLECTIONS[name].records(loaded_pack.as_of(day))))


def test_before_the_first_document_nothing_is_known(client: Client) -> None:
    for name in ("sources", "facts", "series", "contradictions", "plan", "entities"):
        assert get(client, name, as_of="2021-10-30")["count"] == 0


def test_what_was_not_known_yet_says_since_when_it_is(client: Client) -> None:
    problem = refused(client, "/api/v1/facts/000-001?as_of=2023-01-01", 404)
    assert "since 2025-03-31" in problem["detail"]


# ── Refusals ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [*LISTS, "pack", "facts/000-001", "search", ""])
@on_one_pack
@given(
    parameter=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
        lambda text: text != "q" and not text.startswith("\x00")
    )
)
def test_no_unknown_parameter_passes(client: Client, name: str, parameter: str) -> None:
    known = {"as_of", "limit", "cursor", *COLLECTIONS[name].filters} if name in COLLECTIONS else {
        "as_of", "limit", "kind"
    }  # fmt: skip
    if parameter in known | {"from_id", "to_id"}:
        return
    problem = refused(client, f"/api/v1/{name}?{urlencode({parameter: 'x'})}")
    assert parameter in [error["parameter"] for error in problem["errors"]]


@pytest.mark.parametrize(
    ("query", "parameter", "near"),
    [
        ("sourc=legco-2023", "sourc", "source"),
        ("asof=2023-11-13", "asof", "as_of"),
        ("offset=3", "offset", None),
        ("source=legco-2022", "source", "legco-2023"),
        ("subject=inohk", "subject", "innohk"),
        ("kind=actul", "kind", "actual"),
        ("kind=zzz", "kind", None),
        ("unit=HKDD", "unit", "HKD"),
        ("disputed=true", "disputed", None),
        ("limit=0", "limit", None),
        ("limit=1001", "limit", None),
        ("limit=ten", "limit", None),
        ("limit=10.0", "limit", None),
        ("limit=1_0", "limit", None),
        ("limit=%201", "limit", None),
        ("limit=-1", "limit", None),
        ("limit=", "limit", None),
        ("as_of=yesterday", "as_of", None),
        ("as_of=2023-02-30", "as_of", None),
        ("as_of=20231113", "as_of", None),
        ("as_of=1699833600", "as_of", None),
        ("as_of=2023-11-13T00:00", "as_of", None),
        ("as_of=", "as_of", None),
        ("source=", "source", None),
        ("cursor=abc", "cursor", None),
        ("limit=5&limit=6", "limit", None),
        ("source=legco-2023&source=legco-2021", "source", None),
    ],
)
def test_a_refusal_names_the_parameter_and_the_nearest_right_one(
    client: Client, query: str, parameter: str, near: str | None
) -> None:
    (error,) = refused(client, f"/api/v1/facts?{query}")["errors"]
    assert error["parameter"] == parameter
    assert error["nearest"] == near
    assert parameter in error["message"]


def test_all_faults_of_a_kind_are_told_together(client: Client) -> None:
    problem = refused(client, "/api/v1/facts?sourc=x&subjct=y")
    assert [error["nearest"] for error in problem["errors"]] == ["source", "subject"]
    problem = refused(client, "/api/v1/facts?limit=x&as_of=y&kind=z")
    assert {error["parameter"] for error in problem["errors"]} == {"limit", "as_of", "kind"}


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/api/v1/facts/003-9999", None),
        ("/api/v1/entities/inohk", "innohk"),
        ("/api/v1/plan/S99", None),
        ("/api/v1/factz", "/api/v1/facts"),
        ("/api/v1/facts/000-001/more", "/api/v1/facts"),
        ("/api/v1/%00", None),
        ("/api/v1/facts/", "/api/v1/facts"),
    ],
)
def test_what_does_not_exist_is_a_404_of_the_same_shape(
    client: Client, address: str, near: str | None
) -> None:
    problem = refused(client, address, 404)
    if near:
        assert problem["errors"][0]["nearest"] == near


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_every_address_is_only_read(client: Client, method: str) -> None:
    for address in ("/api/v1/facts", "/api/v1/openapi.json", "/data/facts.csv"):
        response = getattr(client, method)(address)
        assert response.status_code == 405
        assert response["Content-Type"] == "application/problem+json"
        assert response["Allow"] == "GET, HEAD"


def test_a_fault_of_ours_is_told_without_its_cause(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from technopole.site.api import answers

    def fail(*_: object) -> None:
        raise RuntimeError("the secret cause")

    monkeypatch.setattr(answers, "snapshot_of", fail)
    response = client.get("/api/v1/facts")
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert b"secret" not in response.content


def test_nearest_forgets_case() -> None:
    assert nearest("AS_OF", ["as_of", "limit"]) == "as_of"
    assert nearest("zzz", ["as_of", "limit"]) is None


# ── Caches ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "address", ["/api/v1/facts?limit=3", "/api/v1/pack", "/api/v1/search?q=x", "/data/facts.csv",
                "/api/v1/openapi.json", "/api/v1/entities/innohk"]
)  # fmt: skip
def test_what_has_not_changed_costs_nothing(client: Client, address: str) -> None:
    first = client.get(address)
    assert first["Last-Modified"]
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    since = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    assert since.status_code == 304
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_tag_belongs_to_one_address(client: Client) -> None:
    tags = {client.get(f"/api/v1/facts?limit={n}")["ETag"] for n in range(1, 6)}
    assert len(tags) == 5


def test_a_refusal_is_not_kept(client: Client) -> None:
    response = client.get("/api/v1/facts?limit=0", headers={"If-None-Match": "*"})
    assert response.status_code == 400
    assert response["Cache-Control"] == "no-store"


def test_compressed_or_not_it_is_the_same(client: Client) -> None:
    plain = client.get("/api/v1/facts")
    for _ in range(2):
        packed = client.get("/api/v1/facts", headers={"Accept-Encoding": "gzip"})
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert packed["ETag"] == f"W/{plain['ETag']}"
        assert "Accept-Encoding" in packed["Vary"]


def test_head_is_get_without_its_body(client: Client) -> None:
    got, head = client.get("/api/v1/facts"), client.head("/api/v1/facts")
    assert head.status_code == 200
    assert head.content == b""
    assert head["Content-Length"] == str(len(got.content))
    assert head["ETag"] == got["ETag"]


def test_any_page_may_read_it(client: Client) -> None:
    assert client.get("/api/v1/facts?limit=1")["Access-Control-Allow-Origin"] == "*"


# ── Its description ───────────────────────────────────────────────────────────────────────────


def test_the_description_is_openapi(client: Client) -> None:
    from openapi_spec_validator import validate

    document = json.loads(client.get("/api/v1/openapi.json").content)
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_every_route_has_an_example_that_is_as_described(client: Client) -> None:
    document = json.loads(client.get("/api/v1/openapi.json").content)
    read = {path: methods["get"] for path, methods in document["paths"].items() if "get" in methods}
    of_outlook = ("outlook", "outlook/{id}", "outlook/{id}/draws", "levers", "paper")
    assert len(read) == 2 * len((*LISTS, "schemes", "questions", "budgets")) + 2 + len(of_outlook)
    assert "application/json" not in read.pop("/api/v1/paper")["responses"]["200"]["content"]
    for path, route in read.items():
        media = route["responses"]["200"]["content"]["application/json"]
        name = media["schema"]["$ref"].rsplit("/", 1)[-1]
        known = (shapes, rule_shapes, outlook_shapes)
        shape = next(getattr(room, name) for room in known if hasattr(room, name))
        shape.model_validate(media["example"])
        assert {"200", "304", "400", "404"} <= set(route["responses"]), path


def test_every_record_is_as_the_description_says(client: Client) -> None:
    """Judged by a validator that knows the document alone, as a client's generator does."""
    from jsonschema import Draft202012Validator

    document = json.loads(client.get("/api/v1/openapi.json").content)
    for path, methods in document["paths"].items():
        if "{id}" in path or path.endswith("/paper") or "get" not in methods:
            continue
        shape = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        query = {"q": "InnoHK"} if path.endswith("/search") else {"limit": "1000"}
        single = path.endswith(("/pack", "/levers"))
        answer = json.loads(client.get(path, {} if single else query).content)
        Draft202012Validator({**document, **shape}).validate(answer)


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_reference_shows_every_route(client: Client, language: str) -> None:
    page = client.get(f"/{language}/data/api/").content.decode()
    for name in LISTS:
        assert f"/api/v1/{name}/{{id}}" in page
    assert "<script>" not in page
