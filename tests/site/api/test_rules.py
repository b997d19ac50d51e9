"""The routes of the rules: what they answer, and what is the same at the command line."""

from __future__ import annotations

import json
import logging
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from technopole.rules.answers import read_answers
from technopole.rules.explain import changes, explained
from technopole.rules.readers.decide import decide
from technopole.rules.receipts import rule_version
from technopole.rules.records import decision_record, described_record
from technopole.rules.rulebook import Rulebook, read_rulebook
from technopole.site.api.rules import shapes

LINE = {
    "applicant.kind": "company",
    "plans.production_line": True,
    "company.incorporated_in_hong_kong": True,
    "project.smart_production_line": True,
    "project.total_cost": "9000000.00",
    "project.duration_months": 18,
    "history.nifs_running_projects": 0,
}
DAY = "2025-06-01"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return read_rulebook("technopole.hong_kong")


def send(client: Client, route: str, body: Any, **headers: str) -> Any:
    """Send a body, as JSON unless it is bytes."""
    content = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(
        f"/api/v1/{route}", content, content_type="application/json", headers=headers
    )


def answer(client: Client, route: str, body: Any) -> Any:
    response = send(client, route, body)
    assert response.status_code == 200, response.content.decode()
    return response.json()


# ── Schemes and questions ─────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("loaded_pack")
class TestReading:
    def get(self, client: Client, address: str, **query: Any) -> Any:
        response = client.get(f"/api/v1/{address}", query)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    def test_schemes_are_those_of_the_command_line(self, client: Client) -> None:
        from typer.testing import CliRunner

        from technopole.cli.main import app

        given = self.get(client, "schemes", limit=1000)
        shapes.SchemeList.model_validate(given)
        printed = CliRunner().invoke(app, ["schemes", "--format", "jsonl"]).stdout.splitlines()
        listed = {record["scheme"]: record for record in map(json.loads, printed)}
        assert {item["scheme"] for item in given["items"]} == set(listed)
        for item in given["items"]:
            # A status that no document reports is read off a window, on the day of asking.
            kept = {k: v for k, v in item.items() if k not in ("code", "status")}
            assert kept == {k: v for k, v in listed[item["scheme"]].items() if k != "status"}

    def test_every_scheme_with_a_rule_is_there_in_full(
        self, client: Client, book: Rulebook
    ) -> None:
        for scheme in list(book.schemes.values())[::6]:
            by_id = self.get(client, f"schemes/{scheme.entity}", on=DAY)
            shapes.SchemeAnswer.model_validate(by_id)
            assert self.get(client, f"schemes/{scheme.code}", on=DAY) == by_id
            assert self.get(client, f"schemes/{scheme.code.lower()}", on=DAY) == by_id
            rule = by_id["item"]["rule"]
            assert rule["rule_version"] == rule_version(scheme)
            assert [c["condition"] for c in rule["conditions"]] == [
                condition.name for condition in scheme.conditions
            ]
            assert len(rule["parameters"]) == len(scheme.parameters)

    def test_words_come_in_both_languages(self, client: Client) -> None:
        item = self.get(client, "schemes/NIFS", on=DAY)["item"]
        for record in (
            item["names"],
            item["summary"],
            item["rule"]["window"]["says"],
            item["rule"]["conditions"][1]["exactly"],
            item["rule"]["awards"][0]["says"],
            item["rule"]["parameters"][0]["selected_by"],
            item["rule"]["gaps"][0],
        ):
            assert record["en"]
            assert any("\u4e00" <= sign <= "\u9fff" for sign in record["zh_hant"])

    def test_a_scheme_without_a_rule_of_its_own_says_whose_covers_it(self, client: Client) -> None:
        item = self.get(client, "schemes/top-talent-pass-scheme")["item"]
        assert item["rule"] is None
        assert item["rule_of"] == "talent-admission-measures"

    def test_a_described_scheme_has_what_is_known_and_no_condition(self, client: Client) -> None:
        item = self.get(client, "schemes/ITF")["item"]
        assert item["executable"] is False
        assert item["rule"]["conditions"] == []
        assert item["rule"]["known"]

    @pytest.mark.parametrize(
        ("name", "near"),
        [("NFIS", "NIFS"), ("new-industrialization-funding-scheme", "new-industrialisation-funding-scheme")],
    )  # fmt: skip
    def test_a_misspelt_scheme_is_a_404_with_the_nearest(
        self, client: Client, name: str, near: str
    ) -> None:
        response = client.get(f"/api/v1/schemes/{name}")
        assert response.status_code == 404
        assert response.json()["errors"][0]["nearest"] == near

    @pytest.mark.parametrize(
        ("query", "key", "value"),
        [
            ({"executable": "yes"}, "executable", True),
            ({"kind": "fund"}, "kind", "fund"),
            ({"status": "operating"}, "status", "operating"),
        ],
    )
    def test_schemes_are_chosen(
        self, client: Client, query: dict[str, str], key: str, value: Any
    ) -> None:
        whole = self.get(client, "schemes", limit=1000)["items"]
        chosen = self.get(client, "schemes", limit=1000, **query)["items"]
        assert chosen == [item for item in whole if item[key] == value]
        assert chosen

    def test_questions_of_a_scheme_are_those_that_its_rule_asks(
        self, client: Client, book: Rulebook
    ) -> None:
        scheme = book.by_code["nifs"]
        given = self.get(client, "questions", scheme="NIFS", limit=1000)
        shapes.QuestionList.model_validate(given)
        wanted = {q.name for q in scheme.questions} | {j.question.name for j in scheme.judgements}
        assert {item["question"] for item in given["items"]} == wanted
        assert (
            self.get(client, "questions", scheme=scheme.entity, limit=1000)["items"]
            == given["items"]
        )
        one = self.get(client, "questions/project.total_cost")
        shapes.QuestionAnswer.model_validate(one)
        assert scheme.entity in one["item"]["asked_by"]

    def test_every_question_is_listed_once(self, client: Client, book: Rulebook) -> None:
        given = self.get(client, "questions", limit=1000)
        assert [item["question"] for item in given["items"]] == [q.name for q in book.questions]

    def test_what_has_not_changed_costs_nothing(self, client: Client) -> None:
        for address in ("schemes", "schemes/NIFS", "questions?scheme=NIFS"):
            first = client.get(f"/api/v1/{address}")
            again = client.get(f"/api/v1/{address}", headers={"If-None-Match": first["ETag"]})
            assert again.status_code == 304

    def test_a_tag_is_of_one_version_of_the_rules(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from technopole.site.api import answers

        for address in ("schemes", "schemes/NIFS", "questions"):
            before = client.get(f"/api/v1/{address}")["ETag"]
            monkeypatch.setattr(answers, "rules_version", lambda _: "another")
            assert client.get(f"/api/v1/{address}")["ETag"] != before
            monkeypatch.undo()

    def test_a_scheme_that_no_document_had_named_is_not_listed(self, client: Client) -> None:
        now = {item["scheme"] for item in self.get(client, "schemes", limit=1000)["items"]}
        query = {"as_of": "2021-12-31", "limit": 1000}
        then = {item["scheme"] for item in self.get(client, "schemes", **query)["items"]}
        assert then < now
        assert "patent-application-grant" in now - then
        assert client.get("/api/v1/schemes/PAG", {"as_of": "2021-12-31"}).status_code == 404

    def test_post_is_refused_where_it_is_read(self, client: Client) -> None:
        response = client.post("/api/v1/schemes")
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"


# ── Decide ────────────────────────────────────────────────────────────────────────────────────


def test_a_decision_is_what_the_command_line_gives(client: Client, book: Rulebook) -> None:
    """Nothing of it needs the database: these tests have none."""
    given = answer(client, "decide", {"answers": LINE, "schemes": ["NIFS"], "on": DAY})
    shapes.DecideAnswer.model_validate(given)
    scheme, on = book.by_code["nifs"], date.fromisoformat(DAY)
    answers = read_answers(LINE, book.questions)
    decision = decide(scheme, answers, on)
    assert given["decisions"] == [
        decision_record(
            scheme,
            decision,
            explained(scheme, decision, answers),
            changes(scheme, answers, on),
            rule_version(scheme),
        )
    ]
    (decided,) = given["decisions"]
    assert decided["eligible"] == "yes"
    assert decided["award"] == {"low": "3000000", "high": "3000000", "currency": "HKD"}
    assert decided["subject_to"][0]["zh_hant"]


def test_without_reasons_in_words_the_answer_is_the_same(client: Client) -> None:
    body = {"answers": LINE, "on": DAY}
    full = answer(client, "decide", body)
    brief = answer(client, "decide", {**body, "explain": False})
    shapes.DecideAnswer.model_validate(brief)
    for one, other in zip(full["decisions"], brief["decisions"], strict=True):
        for key in ("scheme", "on", "eligible", "subject_to", "award", "missing", "flags",
                    "rule_version", "code", "outside", "refused"):  # fmt: skip
            assert one[key] == other[key]
        assert [(r["condition"], r["holds"]) for r in one["reasons"]] == [
            (r["condition"], r["holds"]) for r in other["reasons"]
        ]


def test_without_names_every_scheme_whose_rule_runs_decides(client: Client, book: Rulebook) -> None:
    given = answer(client, "decide", {"answers": {}, "explain": False})
    assert [d["scheme"] for d in given["decisions"]] == [s.entity for s in book.executable]
    assert given["on"] == timezone.localdate().isoformat()


def test_unknown_is_no_zero(client: Client) -> None:
    partial = {name: value for name, value in LINE.items() if name != "project.total_cost"}
    for answers in (partial, {**partial, "project.total_cost": None}):
        (decided,) = answer(client, "decide", {"answers": answers, "schemes": ["NIFS"], "on": DAY})[
            "decisions"
        ]
        assert decided["eligible"] == "yes"
        assert decided["award"] == {"low": "0", "high": "15000000", "currency": "HKD"}
        assert decided["missing"] == ["project.total_cost"]


def test_a_described_scheme_says_that_no_rule_runs(client: Client, book: Rulebook) -> None:
    scheme = book.by_code["itf"]
    given = answer(client, "decide", {"answers": {}, "schemes": ["ITF"], "on": DAY})
    assert given["decisions"] == [
        described_record(scheme, date.fromisoformat(DAY), rule_version(scheme))
    ]
    shapes.DecideAnswer.model_validate(given)


def test_schemes_come_in_the_order_asked_for(client: Client) -> None:
    body = {"answers": {}, "schemes": ["TVP", "technology-talent-admission-scheme", "nifs"]}
    codes = [d["code"] for d in answer(client, "decide", {**body, "explain": False})["decisions"]]
    assert codes == ["TVP", "TECHTAS", "NIFS"]


def test_a_receipt_is_computed_again(client: Client) -> None:
    body = {"answers": LINE, "schemes": ["NIFS"], "on": DAY, "receipt": True, "explain": False}
    (decided,) = answer(client, "decide", body)["decisions"]
    text = decided["receipt"]
    for sent in ({"receipt": text}, text.encode(), text.encode() + b"\n"):
        replayed = answer(client, "receipts/replay", sent)
        shapes.ReplayAnswer.model_validate(replayed)
        assert replayed["same"] is True
        assert replayed["receipt"] == text
    forged = answer(client, "receipts/replay", text.replace('"3000000"', '"3000001"').encode())
    assert forged["same"] is False
    assert "changed" in forged["says"]["en"]
    assert forged["says"]["zh_hant"]


@pytest.mark.parametrize(
    "body",
    [{}, {"receipt": 5}, {"receipt": "{}"}, {"receipt": "no"}, {"kind": "technopole.receipt/1"}],
)
def test_what_is_no_receipt_is_refused(client: Client, body: Any) -> None:
    response = send(client, "receipts/replay", body)
    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == ["receipt"]


# ── Interview ─────────────────────────────────────────────────────────────────────────────────


def test_an_interview_asks_says_and_leaves_out(client: Client, book: Rulebook) -> None:
    first = answer(client, "interview", {"answers": {}, "on": DAY})
    shapes.InterviewAnswer.model_validate(first)
    assert {s["scheme"] for s in first["schemes"]} == {s.entity for s in book.executable}
    assert first["next"]["ask"][0]["question"] in first["next"]["questions"]
    second = answer(client, "interview", {"answers": LINE, "on": DAY})
    standing = {s["code"]: s["standing"] for s in second["schemes"]}
    assert standing["NIFS"] == "fits"
    asked = {name for step in second["steps"] for name in step["questions"]}
    left_out = {one["question"] for one in second["irrelevant"]}
    assert not asked & left_out
    assert not (asked | left_out) & set(LINE)
    assert all(one["says"]["en"] and one["says"]["zh_hant"] for one in second["irrelevant"])


def test_what_is_not_known_is_not_asked_again(client: Client) -> None:
    first = answer(client, "interview", {"answers": {}, "on": DAY})
    names = first["next"]["questions"]
    second = answer(client, "interview", {"answers": {}, "unknown": names, "on": DAY})
    assert not {q for step in second["steps"] for q in step["questions"]} & set(names)


# ── Prove ─────────────────────────────────────────────────────────────────────────────────────


def test_a_rule_is_proved(client: Client) -> None:
    pytest.importorskip("z3")
    given = answer(client, "prove", {"schemes": ["SKL"], "on": DAY})
    shapes.ProveAnswer.model_validate(given)
    assert {proof["scheme"] for proof in given["proofs"]} == {"skl-and-cnerc-funding"}
    assert {proof["status"] for proof in given["proofs"]} <= {"proved", "not-proved"}
    # Kept for the day: the very same proofs, milliseconds and all.
    assert answer(client, "prove", {"schemes": ["SKL"], "on": DAY}) == given


def test_where_no_time_is_left_it_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("z3")
    from technopole.site.api.rules import proving

    monkeypatch.setattr(proving, "MOST_SECONDS", 0.0)
    given = answer(client, "prove", {"schemes": ["TTO"], "on": "2024-02-03"})
    assert "not-proved" in {proof["status"] for proof in given["proofs"]}


def test_without_a_solver_the_sentence_says_what_to_install(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from technopole.rules.readers import prove
    from technopole.rules.readers.prove import SolverMissing

    def missing(*_: object, **__: object) -> Any:
        raise SolverMissing("Install it with: pip install technopole[proofs]")

    monkeypatch.setattr(prove, "proofs", missing)
    response = send(client, "prove", {"schemes": ["TTO"], "on": "2024-02-04"})
    assert response.status_code == 503
    assert "technopole[proofs]" in response.json()["detail"]


def test_one_worker_proves_for_one_at_a_time(client: Client) -> None:
    from technopole.site.api.rules import proving

    with proving._slots.one():
        response = send(client, "prove", {"schemes": ["NIFS"]})
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert response["Content-Type"] == "application/problem+json"


# ── Methods, and who may ask ──────────────────────────────────────────────────────────────────

ROUTES = ("decide", "interview", "assess", "prove", "receipts/replay")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_what_is_sent_to_takes_post_alone(client: Client, route: str, method: str) -> None:
    response = getattr(client, method)(f"/api/v1/{route}")
    assert response.status_code == 405
    assert response["Allow"] == "POST, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("route", ROUTES)
def test_a_browser_is_told_that_any_page_may_ask(client: Client, route: str) -> None:
    asked = client.options(
        f"/api/v1/{route}",
        headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"},
    )
    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Origin"] == "*"
    assert asked["Access-Control-Allow-Methods"] == "POST"
    assert "Content-Type" in asked["Access-Control-Allow-Headers"]
    for body in ({}, b"{"):
        response = send(client, route, body, Origin="https://example.org")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies


# ── Nothing of it stays ───────────────────────────────────────────────────────────────────────


def test_answers_never_reach_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from technopole.site.api.rules import deciding

    def fail(scheme: object, answers: object, on: object) -> None:
        raise ValueError(f"cannot decide {answers}")

    monkeypatch.setattr(deciding, "decide", fail)
    with caplog.at_level(logging.DEBUG):
        response = send(client, "decide", {"answers": {"project.total_cost": "7654321"}})
        refused = send(client, "decide", {"answers": {"project.total_cost": "x7654321"}})
    assert response.status_code == 500
    assert refused.status_code == 400
    assert b"7654321" not in response.content
    assert "7654321" not in caplog.text
    assert "ValueError" in caplog.text


# ── The description ───────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("loaded_pack")
def test_what_is_sent_and_answered_is_described_with_examples(client: Client) -> None:
    from jsonschema import Draft202012Validator

    from technopole.site.api.routes import BODIES

    document = client.get("/api/v1/openapi.json").json()
    sent = {
        route["operationId"]: (path, route)
        for path, methods in document["paths"].items()
        for method, route in methods.items()
        if method == "post"
    }
    assert set(sent) == set(BODIES)
    for name, (path, route) in sent.items():
        media = route["requestBody"]["content"]["application/json"]
        assert media["schema"]["$ref"].endswith(BODIES[name].shape.__name__)
        assert {"200", "400", "411", "413", "415"} <= set(route["responses"])
        Draft202012Validator({**document, **media["schema"]}).validate(media["example"])
        given = route["responses"]["200"]["content"]["application/json"]
        validator = Draft202012Validator({**document, **given["schema"]})
        validator.validate(given["example"])
        response = send(client, path.removeprefix("/api/v1/"), media["example"])
        if response.status_code == 503:
            assert name in ("prove", "assess")  # what they need is not installed here
            continue
        assert response.status_code == 200, response.content.decode()
        validator.validate(response.json())
        if name not in ("interview", "prove"):  # of which the examples are cut
            assert response.json() == given["example"]


@pytest.mark.usefixtures("loaded_pack")
@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_the_reference_shows_what_is_sent(client: Client, language: str) -> None:
    page = client.get(f"/{language}/data/api/").content.decode()
    for route in ROUTES:
        assert f"POST /api/v1/{route}" in page
    for status in (400, 404, 405, 406, 408, 411, 413, 415, 500, 503):
        assert f'id="refused-{status}"' in page


@pytest.mark.usefixtures("loaded_pack")
def test_the_root_names_what_is_sent_to(client: Client) -> None:
    posted = client.get("/api/v1/").json()["post"]
    assert {address.partition("/api/v1/")[2] for address in posted.values()} >= set(ROUTES)
