"""The routes that users of OpenFisca know: their shapes, and what is different on purpose.

The shapes are those that OpenFisca's own server gives (openfisca-core 46), which runs in the
benchmark's environment and nowhere else.
"""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from technopole.rules.answers import read_answers
from technopole.rules.language import day as day_asked
from technopole.rules.language import parameter
from technopole.rules.readers.decide import decide
from technopole.rules.rulebook import read_rulebook
from technopole.site.api.openfisca.periods import NotAPeriodError, Span, span_of
from technopole.site.api.openfisca.situations import MOST_COMPUTED
from technopole.site.api.openfisca.variables import as_number, history, system_of

LINE: dict[str, Any] = {
    "applicant.kind": {"2025": "company"},
    "plans.production_line": {"ETERNITY": True},
    "company.incorporated_in_hong_kong": {"ETERNITY": True},
    "project.smart_production_line": {"2025-06": True},
    "project.total_cost": {"2025-06": 9000000},
    "project.duration_months": {"2025-06": 18},
    "history.nifs_running_projects": {"2025-06-01": 0},
}


def asked(*names: str, period: str = "2025-06") -> dict[str, Any]:
    return {name: {period: None} for name in names}


def post(client: Client, route: str, body: Any, status: int = 200) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body)
    response = client.post(f"/openfisca/{route}", content, content_type="application/json")
    assert response.status_code == status, response.content.decode()
    assert response["Country-Package"] == "technopole-hong_kong"
    assert response["Country-Package-Version"]
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


def get(client: Client, route: str, status: int = 200) -> Any:
    response = client.get(f"/openfisca/{route}")
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "application/json"
    return response.json()


# ── Calculate ─────────────────────────────────────────────────────────────────────────────────


def test_nulls_are_filled_in_and_all_else_stays(client: Client) -> None:
    body = {"applicants": {"a": {**LINE, **asked("nifs_eligible", "nifs_grant")}, "b": {}}}
    given = post(client, "calculate", body)
    assert given["applicants"]["b"] == {}
    filled = given["applicants"]["a"]
    assert list(filled) == list(body["applicants"]["a"])
    assert {name: filled[name] for name in LINE} == LINE
    assert filled["nifs_eligible"] == {"2025-06": True}
    assert filled["nifs_grant"] == {"2025-06": 3000000}


def test_amounts_are_exact_to_the_cent(client: Client) -> None:
    for cost, grant in (
        ("9000000.01", 3000000.00),
        ("44999999.98", 14999999.99),
        ("45000000.02", 15000000),
    ):
        body = json.dumps({"applicants": {"a": {**LINE, **asked("nifs_grant")}}})
        body = body.replace("9000000", cost, 1)
        given = post(client, "calculate", body.encode())["applicants"]["a"]
        assert given["nifs_grant"] == {"2025-06": grant}
        assert given["project.total_cost"] == {"2025-06": float(cost)}


def test_what_nobody_can_say_stays_null_and_has_bounds(client: Client) -> None:
    """OpenFisca takes a missing input for its default: a grant of 0, without a sign."""
    case = {name: value for name, value in LINE.items() if name != "project.total_cost"}
    names = (
        "nifs_eligible",
        "nifs_grant",
        "nifs_grant_low",
        "nifs_grant_high",
        "project.total_cost",
    )
    given = post(client, "calculate", {"applicants": {"a": {**case, **asked(*names)}}})
    filled = {name: given["applicants"]["a"][name]["2025-06"] for name in names}
    assert filled == {
        "nifs_eligible": True,
        "nifs_grant": None,
        "nifs_grant_low": 0,
        "nifs_grant_high": 15000000,
        "project.total_cost": None,
    }
    alone = post(client, "calculate", {"applicants": {"a": asked("nifs_eligible")}})
    assert alone["applicants"]["a"]["nifs_eligible"] == {"2025-06": None}


def test_where_the_answer_is_no_nothing_is_given(client: Client) -> None:
    case = {**LINE, "applicant.kind": {"2025": "person"}}
    names = ("nifs_eligible", "nifs_applicant", "nifs_grant", "nifs_grant_high")
    given = post(client, "calculate", {"applicants": {"a": {**case, **asked(*names)}}})
    assert [given["applicants"]["a"][name]["2025-06"] for name in names] == [False, False, 0, 0]


def test_a_period_is_computed_for_its_first_day(client: Client) -> None:
    """The scheme opened on 27 July 2020."""
    case = {name: {"ETERNITY": next(iter(value.values()))} for name, value in LINE.items()}
    periods = ("2020", "2020-07", "2020-08", "2020-07-26", "2020-07-27", "month:2020-08:2")
    case["nifs_eligible"] = dict.fromkeys(periods)
    given = post(client, "calculate", {"applicants": {"a": case}})["applicants"]["a"]
    assert list(given["nifs_eligible"].values()) == [False, False, True, False, True, True]


def test_an_answer_holds_in_its_period_and_the_shortest_first(client: Client) -> None:
    case = {
        **LINE,
        "project.total_cost": {"ETERNITY": 3000000, "2025": 6000000, "2025-06": 9000000},
        "nifs_grant": {"2025-06": None, "2025-07": None, "2024-06": None, "2025-06-15": None},
        "project.duration_months": {"ETERNITY": 18},
        "project.smart_production_line": {"ETERNITY": True},
        "applicant.kind": {"ETERNITY": "company"},
        "history.nifs_running_projects": {"ETERNITY": 0},
    }
    given = post(client, "calculate", {"applicants": {"a": case}})["applicants"]["a"]
    assert given["nifs_grant"] == {
        "2025-06": 3000000, "2025-07": 2000000, "2024-06": 1000000, "2025-06-15": 3000000
    }  # fmt: skip


def test_every_computed_variable_is_what_the_decision_says(client: Client) -> None:
    book, on = read_rulebook("technopole.hong_kong"), date(2025, 6, 1)
    names = [n for n, v in system_of("hong_kong").variables.items() if v.question is None]
    case = {name: {"ETERNITY": next(iter(value.values()))} for name, value in LINE.items()}
    given = post(client, "calculate", {"applicants": {"a": {**case, **asked(*names)}}})
    filled = {name: given["applicants"]["a"][name]["2025-06"] for name in names}
    answers = read_answers({n: v["ETERNITY"] for n, v in case.items()}, book.questions)
    for scheme in book.executable:
        decision = decide(scheme, answers, on)
        prefix = scheme.code.lower().replace("-", "_")
        truth = {"yes": True, "no": False, "unknown": None}
        assert filled[f"{prefix}_eligible"] is truth[decision.eligible.value]
        for reason in decision.reasons:
            assert filled[f"{prefix}_{reason.condition.name}"] is truth[reason.holds.value]
        for award in scheme.awards:
            low, high = filled[f"{prefix}_{award.name}_low"], filled[f"{prefix}_{award.name}_high"]
            exact = filled[f"{prefix}_{award.name}"]
            assert (exact == low == high) if exact is not None else (high is None or low <= high)


def test_lists_are_answers_too(client: Client) -> None:
    """OpenFisca has no such values; ours stand as they are sent to /decide."""
    system = system_of("hong_kong")
    name = next(
        n for n, v in system.variables.items() if v.question is not None and v.question.about.fields
    )
    body = {"applicants": {"a": {name: {"2025-06": [], "2025-07": None, "ETERNITY": []}}}}
    assert post(client, "calculate", body)["applicants"]["a"][name]["2025-07"] == []


# ── Trace ─────────────────────────────────────────────────────────────────────────────────────


def test_a_trace_has_values_dependencies_and_parameters(client: Client) -> None:
    body = {"applicants": {"a": {**LINE, **asked("nifs_grant")}, "b": {}}}
    given = post(client, "trace", body)
    assert set(given) == {"trace", "entitiesDescription", "requestedCalculations"}
    assert given["entitiesDescription"] == {"applicants": ["a", "b"]}
    assert given["requestedCalculations"] == ["nifs_grant<2025-06>"]
    node = given["trace"]["nifs_grant<2025-06>"]
    assert node["value"] == [3000000, None]
    assert node["parameters"] == {
        "nifs.share<2025-06-01>": "1/3",
        "nifs.ceiling<2025-06-01>": 15000000,
    }
    assert "nifs_eligible<2025-06>" in node["dependencies"]
    for found in given["trace"].values():
        assert set(found) == {"dependencies", "parameters", "value"}
        assert len(found["value"]) == 2
        assert set(found["dependencies"]) <= set(given["trace"])
    assert given["trace"]["project.total_cost<2025-06>"]["value"] == [9000000, None]


# ── What cannot be taken ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "status", "path", "says"),
    [
        ({"companies": {}}, 400, ["companies"], "applicants"),
        ({"applicant": {}}, 400, ["applicant"], "Did you mean “applicants”"),
        ({"applicants": []}, 400, ["applicants"], "not an object"),
        ({"applicants": {"a": 5}}, 400, ["applicants", "a"], "not an object"),
        ({"applicants": {"a": {"project.totl_cost": {}}}}, 404,
         ["applicants", "a", "project.totl_cost"], "Did you mean “project.total_cost”"),
        ({"applicants": {"a": {"project.total_cost": "5"}}}, 400,
         ["applicants", "a", "project.total_cost"], "by period"),
        ({"applicants": {"a": {"project.total_cost": {"202506": 5}}}}, 400,
         ["applicants", "a", "project.total_cost", "202506"], "not a period"),
        ({"applicants": {"a": {"project.total_cost": {"2025": "(2e5+4)/2"}}}}, 400,
         ["applicants", "a", "project.total_cost", "2025"], "is not a"),
        ({"applicants": {"a": {"project.total_cost": {"2025": True}}}}, 400,
         ["applicants", "a", "project.total_cost", "2025"], "is not a"),
        ({"applicants": {"a": {"project.total_cost": {"2025": 1.005}}}}, 400,
         ["applicants", "a", "project.total_cost", "2025"], "finer than"),
        ({"applicants": {"a": {"applicant.kind": {"2025": "compny"}}}}, 400,
         ["applicants", "a", "applicant.kind", "2025"], "Did you mean “company”"),
        ({"applicants": {"a": {"nifs_grant": {"2025": 5}}}}, 400,
         ["applicants", "a", "nifs_grant", "2025"], "computed"),
        ({"applicants": {"a": {"nifs_grant": {"ETERNITY": None}}}}, 400,
         ["applicants", "a", "nifs_grant", "ETERNITY"], "first day of a period"),
        ({"applicants": {"a": {"nifs_grant": {"1850": None}}}}, 400,
         ["applicants", "a", "nifs_grant", "1850"], "first day of a period"),
        ({"applicants": {"a": {"project.total_cost": {"2025": 100}, "project.requested": {"2025": 200},
                               "nifs_grant": {"2025": None}}}}, 400, ["applicants", "a"], ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("route", ["calculate", "trace"])
def test_a_fault_stands_at_its_place(
    client: Client, route: str, body: Any, status: int, path: list[str], says: str
) -> None:
    found = post(client, route, body, status)
    for name in path:
        assert list(found) == [name]
        found = found[name]
    assert says in found


def test_every_fault_is_told_at_once(client: Client) -> None:
    case = {
        "project.total_cost": {"2025": "x", "2024": "y"},
        "applicant.kind": {"2025": "compny"},
        "no.such": {"2025": 1},
        "nifs_grant": {"2025-06": None},
    }
    found = post(client, "calculate", {"applicants": {"a": case, "b": {"x": {}}}}, 400)
    assert set(found["applicants"]["a"]) == {"project.total_cost", "applicant.kind", "no.such"}
    assert set(found["applicants"]["a"]["project.total_cost"]) == {"2025", "2024"}
    assert set(found["applicants"]["b"]) == {"x"}


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[]", 400), (b'{"applicants": NaN}', 400), (b" " * 1_000_001, 413),
     (b'{"applicants": {}, "applicants": {}}', 400)],
)  # fmt: skip
def test_a_body_that_is_no_situation(client: Client, body: bytes, status: int) -> None:
    assert post(client, "calculate", body, status)["error"]


def test_a_situation_asks_for_so_much_and_no_more(client: Client) -> None:
    many = {str(n): asked("nifs_grant") for n in range(MOST_COMPUTED + 1)}
    assert "/api/v1/assess" in post(client, "calculate", {"applicants": many}, 413)["error"]
    some: dict[str, Any] = {str(n): {} for n in range(MOST_COMPUTED)}
    some["0"] = asked("nifs_grant", "tvp_grant")
    assert post(client, "calculate", {"applicants": some})
    assert post(client, "trace", {"applicants": some}, 413)["error"]


def test_very_many_faults_take_no_time_to_speak_of(client: Client) -> None:
    many = {f"project.total_cos{n}": {"2025": 1} for n in range(5_000)}
    found = post(client, "calculate", {"applicants": {"a": many}}, 404)
    assert len(found["applicants"]["a"]) <= 100


def test_a_fault_of_ours_is_told_without_its_cause(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from technopole.site.api.openfisca import situations

    def fail(scheme: object, answers: object, on: object) -> None:
        raise ValueError(f"cannot decide {answers}")

    monkeypatch.setattr(situations, "decide", fail)
    body = {"applicants": {"a": {**LINE, **asked("nifs_grant")}}}
    found = post(client, "calculate", body, 500)
    assert "9000000" not in str(found) + caplog.text


# ── What there is ─────────────────────────────────────────────────────────────────────────────


def test_parameters_are_listed_and_described(client: Client) -> None:
    listed = get(client, "parameters")
    assert listed["nifs.ceiling"] == {
        "description": "Most a project may receive",
        "href": "http://testserver/openfisca/parameter/nifs/ceiling",
    }
    for name in ("nifs/ceiling", "nifs.ceiling"):
        found = get(client, f"parameter/{name}")
        assert found["id"] == "nifs.ceiling"
        assert found["values"] == {"2020-07-27": 15000000}
        assert found["metadata"]["label"]["zh_hant"]
    node = get(client, "parameter/nifs")
    assert "ceiling" in node["subparams"]


def test_every_parameter_and_variable_that_is_listed_is_there(client: Client) -> None:
    for route in ("parameters", "variables"):
        for name, listed in list(get(client, route).items())[::9]:
            response = client.get(listed["href"])
            assert response.status_code == 200
            assert response.json()["id"] == name


def test_a_value_that_is_not_known_on_a_day_is_null(client: Client) -> None:
    on = day_asked("application.day", en="Day?", zh_hant="日期？")
    found = parameter(
        "share", "times", en="Share", zh_hant="比例", event=on,
        values={
            "<=2020-03": (Fraction(1, 3), "x, y"),
            "2022": (Fraction(1, 2), "x, y"),
            "2024-01-01..2024-12-31": (Fraction(2, 5), "x, y"),
        },
    )  # fmt: skip
    assert history(found) == {
        "2020-03-31": "1/3",  # first seen in force then; before it nobody knows
        "2022-01-01": None,  # some day of that year the new one began
        "2022-12-31": 0.5,
        "2024-01-01": 0.4,
        "2025-01-01": None,
    }


def test_variables_are_listed_and_described(client: Client) -> None:
    assert get(client, "variables")["nifs_grant"]["href"].endswith("/openfisca/variable/nifs_grant")
    grant = get(client, "variable/nifs_grant")
    assert grant["valueType"] == "Float"
    assert grant["entity"] == "applicant"
    assert grant["defaultValue"] is None
    assert "2020-07-27" in grant["formulas"]
    assert grant["references"]
    kind = get(client, "variable/applicant.kind")
    assert kind["valueType"] == "String"
    assert "company" in kind["possibleValues"]
    assert get(client, "variable/nifs_eligible")["valueType"] == "Boolean"
    assert get(client, "variable/project.duration_months")["valueType"] == "Int"


def test_there_is_one_kind_of_entity(client: Client) -> None:
    assert get(client, "entities")["applicant"]["plural"] == "applicants"


def test_the_description_is_openapi_with_examples_that_are_so(client: Client) -> None:
    from jsonschema import Draft202012Validator
    from openapi_spec_validator import validate

    document = get(client, "spec")
    validate(document)
    assert document["servers"] == [{"url": "http://testserver/openfisca"}]
    for path, methods in document["paths"].items():
        for route in methods.values():
            media = route["responses"]["200"]["content"]["application/json"]
            if "example" in media:
                Draft202012Validator({**document, **media["schema"]}).validate(media["example"])
            if "requestBody" in route:
                body = route["requestBody"]["content"]["application/json"]
                Draft202012Validator({**document, **body["schema"]}).validate(body["example"])
                assert post(client, path.strip("/"), body["example"]) == media["example"]


@pytest.mark.parametrize(
    ("route", "near"),
    [("parameter/nifs/ceilng", "nifs.ceiling"), ("variable/nifs_grnt", "nifs_grant"),
     ("variabls", "/openfisca/variables"), ("parameter/zzz", "")],
)  # fmt: skip
def test_what_is_not_there_names_the_nearest(client: Client, route: str, near: str) -> None:
    assert near in get(client, route, 404)["error"]


# ── Methods and caches ────────────────────────────────────────────────────────────────────────


def test_each_route_has_its_method(client: Client) -> None:
    for route, method, allow in (
        ("calculate", "get", "POST, OPTIONS"),
        ("trace", "put", "POST, OPTIONS"),
        ("parameters", "post", "GET, HEAD"),
        ("spec", "delete", "GET, HEAD"),
    ):
        response = getattr(client, method)(f"/openfisca/{route}")
        assert response.status_code == 405
        assert response["Allow"] == allow
        assert response.json()["error"]
    assert client.options("/openfisca/calculate").status_code == 204
    head, whole = client.head("/openfisca/parameters"), client.get("/openfisca/parameters")
    assert head.content == b""
    assert head["Content-Length"] == str(len(whole.content))


def test_what_has_not_changed_costs_nothing(client: Client) -> None:
    for route in ("parameters", "variable/nifs_grant", "spec", "entities"):
        first = client.get(f"/openfisca/{route}")
        again = client.get(f"/openfisca/{route}", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304
        assert client.get(f"/openfisca/{route}/").status_code in (200, 404)
    assert (
        client.post("/openfisca/calculate", "{}", content_type="application/json")["Cache-Control"]
        == "no-store"
    )


@pytest.mark.parametrize("kind", ["text/plain", ""])
def test_a_body_of_another_kind_is_not_read(client: Client, kind: str) -> None:
    response = client.post("/openfisca/calculate", b"{}", content_type=kind)
    assert response.status_code == 415


def test_parameters_of_the_address_are_refused(client: Client) -> None:
    assert client.get("/openfisca/variables?q=x").status_code == 400


# ── Periods and numbers ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-06-01", "2025-06-01", "2025-06-01"),
        ("day:2025-06-01", "2025-06-01", "2025-06-01"),
        ("day:2025-06-01:3", "2025-06-01", "2025-06-03"),
        ("month:2025-11:3", "2025-11-01", "2026-01-31"),
        ("month:2025-01-31", "2025-01-31", "2025-02-27"),
        ("year:2025-04:1", "2025-04-01", "2026-03-31"),
        ("year:2024-02-29", "2024-02-29", "2025-02-27"),
    ],
)
def test_a_period_is_a_run_of_days(text: str, first: str, last: str) -> None:
    assert span_of(text) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["", "25", "202506", "2025-13", "2025-02-30", "2025-6", "week:2025-W03", "day:2025", "month:2025",
     "2025:3", "0000", "9999", "year:9999:2", "2025-06-01T00", "month:2025-06:0", "２０２５"],
)  # fmt: skip
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriodError):
        span_of(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(3), "3"),
        (Fraction(1, 2), "0.5"),
        (Fraction(1, 3), '"1/3"'),
        (Fraction(99_999_999_999_999, 100), "999999999999.99"),
        (Fraction(1, 10**20), '"0.00000000000000000001"'),
    ],
)
def test_a_number_is_written_exactly(value: Fraction, written: str) -> None:
    assert json.dumps(as_number(value)) == written
