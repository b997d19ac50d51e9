"""Bad input to the routes of the rules: told in a sentence, all at once, and nothing computed from it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.test import Client, RequestFactory

from technopole.site.api import shapes
from technopole.site.api.refusals import RefusedError
from technopole.site.api.rules.bodies import read_body

JSON = "application/json"


def refused(client: Client, route: str, body: Any, status: int = 400, kind: str = JSON) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body)
    response = client.post(f"/api/v1/{route}", content, content_type=kind)
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    shapes.Problem.model_validate(problem)
    assert problem["detail"]
    return problem


def faults(problem: Any) -> list[tuple[str, str | None]]:
    return [(error["parameter"], error["nearest"]) for error in problem["errors"]]


# ── Answers ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "given", "near", "says"),
    [
        ("project.total_cost", "(2e5+4)/2", None, "is not a"),
        ("project.total_cost", "9,000,000", None, "is not a"),
        ("project.total_cost", " 9000000", None, "is not a"),
        ("project.total_cost", "1e6", None, "is not a"),
        ("project.total_cost", 1.5, None, "is not a"),
        ("project.total_cost", True, None, "is not a"),
        ("project.total_cost", {"cents": "5"}, None, "is not a"),
        ("project.total_cost", {"cents": 5, "more": 1}, None, "is not a"),
        ("project.total_cost", -1, None, "out of bounds"),
        ("project.total_cost", "0.001", None, "finer than"),
        ("project.total_cost", 10**30, None, "out of bounds"),
        ("project.total_cost", [], None, "is not a"),
        ("project.duration_months", "twelve", None, "is not a"),
        ("project.duration_months", "1.5", None, "finer than"),
        ("plans.production_line", "yes", None, "neither true nor false"),
        ("plans.production_line", 1, None, "neither true nor false"),
        ("applicant.kind", "compny", "company", "not an option"),
        ("applicant.kind", 5, None, "not an option"),
        ("application.submitted_on", "2025-02-30", None, "not a day"),
        ("application.submitted_on", "1066-10-14", None, "out of bounds"),
        ("application.submitted_on", 20250601, None, "not a day"),
        ("project.totl_cost", 5, "project.total_cost", "No rule asks this"),
        ("", 5, None, "No rule asks this"),
    ],
)
def test_an_answer_that_cannot_be_taken(
    client: Client, name: str, given: Any, near: str | None, says: str
) -> None:
    for route in ("decide", "interview"):
        (error,) = refused(client, route, {"answers": {name: given}})["errors"]
        assert error["parameter"] == (name or "answers")
        assert error["nearest"] == near
        assert says in error["message"]
        assert error["says"]["zh_hant"]


def test_answers_that_cannot_go_together(client: Client) -> None:
    answers = {"project.total_cost": "100", "project.requested": "200"}
    (error,) = refused(client, "decide", {"answers": answers})["errors"]
    assert error["parameter"] == "answers"
    assert error["says"]["en"]
    assert error["says"]["zh_hant"]


def test_everything_that_is_wrong_is_said_at_once(client: Client) -> None:
    body = {
        "anwers": {},
        "answers": {"project.total_cost": "x", "applicant.kind": "compny", "no.such": 1},
        "schemes": ["NIFS", "nifs", "XXXX", "ITF"],
        "on": "2025-13-01",
        "explain": "yes",
    }
    assert faults(refused(client, "decide", body)) == [
        ("anwers", "answers"),
        ("project.total_cost", None),
        ("applicant.kind", "company"),
        ("no.such", None),
        ("schemes", None),
        ("schemes", None),
        ("on", None),
        ("explain", None),
    ]


@pytest.mark.parametrize(
    ("route", "body", "parameter"),
    [
        ("decide", {}, "answers"),
        ("decide", {"answers": None}, "answers"),
        ("decide", {"answers": []}, "answers"),
        ("decide", {"answers": {}, "schemes": "NIFS"}, "schemes"),
        ("decide", {"answers": {}, "schemes": []}, "schemes"),
        ("decide", {"answers": {}, "schemes": [5]}, "schemes"),
        ("prove", {"schemes": []}, "schemes"),
        ("decide", {"answers": {}, "schemes": ["NIFS"] * 1000}, "schemes"),
        ("decide", {"answers": {}, "schemes": [""]}, "schemes"),
        ("decide", {"answers": {}, "on": "20250601"}, "on"),
        ("decide", {"answers": {}, "on": 5}, "on"),
        ("decide", {"answers": {}, "on": "1066-10-14"}, "on"),
        ("decide", {"answers": {}, "on": "2025-06-01T00:00"}, "on"),
        ("decide", {"answers": {}, "receipt": 1}, "receipt"),
        ("decide", {"answers": {}, "format": "json"}, "format"),
        ("interview", {}, "answers"),
        ("interview", {"answers": {}, "unknown": "x"}, "unknown"),
        ("interview", {"answers": {}, "unknown": [1]}, "unknown"),
        ("interview", {"answers": {}, "unknown": ["project.totl_cost"]}, "unknown"),
        ("interview", {"answers": {"project.total_cost": "1"}, "unknown": ["project.total_cost"]}, "unknown"),
        ("interview", {"answers": {}, "schemes": ["NIFS"]}, "schemes"),
        ("prove", {}, "schemes"),
        ("prove", {"schemes": ["ITF"]}, "schemes"),
        ("prove", {"schemes": ["NIFS", "TVP", "NIAS", "ESS", "GTF", "PRP"]}, "schemes"),
        ("prove", {"schemes": ["NIFS"], "seconds": 600}, "seconds"),
    ],
)  # fmt: skip
def test_a_member_that_cannot_be_taken(
    client: Client, route: str, body: Any, parameter: str
) -> None:
    problem = refused(client, route, body)
    assert {name for name, _ in faults(problem)} == {parameter}


# ── Bodies ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{", "not JSON (line 1"),
        (b"[]", "not an object"),
        (b'"x"', "not an object"),
        (b"null", "not an object"),
        (b'{"answers": NaN}', "NaN"),
        (b'{"answers": -Infinity}', "Infinity"),
        (b'{"answers": {}, "answers": {}}', "given twice"),
        (b'{"answers": {"a.b": 1, "a.b": 2}}', "given twice"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b'{"answers": {"project.total_cost": ' + b"9" * 5000 + b"}}", "too long"),
        (b"{'answers': {}}", "not JSON"),
        (b'{"answers": {}} trailing', "not JSON"),
    ],
)
def test_a_body_that_is_no_object(client: Client, body: bytes, says: str) -> None:
    status = 413 if len(body) > 256_000 else 400
    problem = refused(client, "decide", body, status)
    if status == 400:
        assert says in problem["detail"]


def test_deep_nesting_is_refused(client: Client) -> None:
    problem = refused(client, "decide", b'{"a":' * 20_000)
    assert "nested" in problem["detail"] or "not JSON" in problem["detail"]


@pytest.mark.parametrize(
    ("route", "most"),
    [
        ("decide", 256_000),
        ("interview", 256_000),
        ("prove", 16_000),
        ("receipts/replay", 1_000_000),
    ],
)
def test_a_body_that_is_too_long(client: Client, route: str, most: int) -> None:
    problem = refused(client, route, b" " * (most + 1), 413)
    assert f"{most:,}" in problem["detail"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/xml"]
)
def test_a_body_of_another_kind(client: Client, kind: str) -> None:
    assert "application/json" in refused(client, "decide", b"{}", 415, kind)["detail"]


def test_a_charset_does_no_harm(client: Client) -> None:
    response = client.post(
        "/api/v1/decide", '{"answers":{},"schemes":["NIFS"],"explain":false}',
        content_type="application/json; charset=utf-8",
    )  # fmt: skip
    assert response.status_code == 200


def test_a_compressed_body_is_not_read(client: Client) -> None:
    response = client.post(
        "/api/v1/decide", b"x", content_type=JSON, headers={"Content-Encoding": "gzip"}
    )
    assert response.status_code == 415


@pytest.mark.parametrize("meta", [{"HTTP_TRANSFER_ENCODING": "chunked"}, {"CONTENT_LENGTH": ""}])
def test_a_body_without_its_length_is_not_read(meta: dict[str, str]) -> None:
    request = RequestFactory().post("/", b"{}", content_type=JSON)
    request.META |= meta
    with pytest.raises(RefusedError) as caught:
        read_body(request, 100)
    assert caught.value.status == 411


def test_a_body_that_ends_early_is_refused() -> None:
    request = RequestFactory().post("/", b"{}", content_type=JSON)
    request.META["CONTENT_LENGTH"] = "10"
    request._stream = io.BytesIO(b"{}")  # type: ignore[attr-defined]
    with pytest.raises(RefusedError) as caught:
        read_body(request, 100)
    assert caught.value.status == 400


def test_parameters_are_refused(client: Client) -> None:
    response = client.post("/api/v1/decide?schemes=NIFS", "{}", content_type=JSON)
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "schemes"


def test_very_many_wrong_names_take_no_time_to_speak_of(client: Client) -> None:
    many = {f"project.total_cos{number}": 1 for number in range(990)}
    assert len(refused(client, "decide", {"answers": many})["errors"]) == 990
    strange = {f"x{number}": 1 for number in range(20_000)}
    assert len(refused(client, "decide", strange)["errors"]) < 50
    over = {f"project.total_cos{number}": 1 for number in range(1_500)}
    assert len(refused(client, "decide", {"answers": over})["errors"]) == 1


def test_no_scheme_to_prove_says_how_many_may_be_named(client: Client) -> None:
    problem = refused(client, "prove", {"schemes": []})
    assert problem["detail"] == "“schemes” is empty. Name one to 5 schemes, such as [“NIFS”]."


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_json_does_not_have_for_a_number_is_said(client: Client, word: str) -> None:
    body = b'{"answers": {"project.total_cost": %b}}' % word.encode()
    said = refused(client, "decide", body)["detail"]
    assert said == f"The body holds {word}, which JSON does not have. Leave out what is not known, or give null."  # fmt: skip
    as_text = {"answers": {"project.total_cost": word}}
    assert f"'{word}' is not an amount." in refused(client, "decide", as_text)["detail"]


@pytest.mark.parametrize(
    ("route", "body"),
    [
        ("decide", rb'{"answers": {}, "schemes": ["\ud800"]}'),
        ("decide", rb'{"\ud800": {}}'),
        ("interview", rb'{"answers": {"\uDFFF": 1}}'),
        ("assess", rb'{"columns": {"applicant.kind": ["\ud800"]}, "schemes": ["NIFS"]}'),
        ("assess", rb'{"columns": {"\ud800": [1]}}'),
        ("receipts/replay", rb'{"receipt": "\ud800"}'),
    ],
)
def test_half_of_a_sign_is_refused(client: Client, route: str, body: bytes) -> None:
    assert "half of a sign" in refused(client, route, body)["detail"]


def test_a_whole_sign_in_two_halves_and_a_mark_of_the_order_of_bytes_are_text(
    client: Client,
) -> None:
    said = refused(client, "decide", rb'{"answers": {}, "schemes": ["\ud83d\ude00"]}')["detail"]
    assert "No scheme is called “😀”." in said
    body = b'\xef\xbb\xbf{"answers": {}, "schemes": ["NIFS"]}'
    assert client.post("/api/v1/decide", body, content_type=JSON).status_code == 200


@pytest.mark.parametrize("day", ["٢٠٢٥-06-01", "2025-6-1", "2025-02-30", "+025-06-01"])
def test_a_day_is_written_in_plain_digits(client: Client, day: str) -> None:
    problem = refused(client, "decide", {"answers": {}, "on": day})
    assert faults(problem) == [("on", None)]
