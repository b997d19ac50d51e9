"""What cannot be taken is refused in the form of the address that was asked, whatever was sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from technopole.plan.packs import Pack
from technopole.site import wsgi
from technopole.site.api import shapes
from technopole.site.methods import ReadOnlyPages

READ = (
    "/en/", "/en/support/", "/zh-hant/support/", "/en/search/", "/en/data/", "/en/data/api/",
    "/en/support/schemes/nifs/", "/en/support/what-if/", "/en/support/find/result/",
)  # fmt: skip


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("enforced", [True, False])
def test_a_page_that_is_only_read_takes_no_form(
    loaded_pack: Pack, read_page: Callable[[Any], Any], subtests: pytest.Subtests, method: str, enforced: bool
) -> None:  # fmt: skip
    client = Client(enforce_csrf_checks=enforced)
    for address in READ:
        with subtests.test(address=address):
            response = getattr(client, method)(address, {"a": "b"}, content_type="application/json")
            assert response.status_code == 405
            assert response["Allow"] == "GET, HEAD"
            assert read_page(response).faults == []


def test_a_view_of_another_app_keeps_its_token() -> None:
    def theirs(request: HttpRequest) -> HttpResponse: ...  # type: ignore[empty-body]

    theirs.__module__ = "another.app"
    posted = RequestFactory().post("/en/")
    assert ReadOnlyPages(lambda _: HttpResponse()).process_view(posted, theirs, (), {}) is None


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_an_address_of_the_api_that_is_none_is_not_found_by_any_method(
    client: Client, loaded_pack: Pack, method: str
) -> None:
    problem = getattr(client, method)("/api/v1/decde")
    assert problem.status_code == 404
    assert problem.json()["errors"][0]["nearest"] == "/api/v1/decide"
    there = getattr(client, method)("/openfisca/calculat")
    assert there.status_code == 404
    assert "/openfisca/calculate" in there.json()["error"]


def test_a_wrong_name_of_the_site_is_told_in_the_form_that_was_asked(client: Client) -> None:
    host = {"HTTP_HOST": "evil.example"}
    problem = client.post("/api/v1/decide", b"{}", content_type="application/json", **host)  # type: ignore[arg-type]
    assert (problem.status_code, problem["Content-Type"]) == (400, "application/problem+json")
    shapes.Problem.model_validate(problem.json())
    assert "not reached as “evil.example”" in problem.json()["detail"]
    assert "evil.example" in client.get("/openfisca/variables", **host).json()["error"]  # type: ignore[arg-type]
    page = client.get("/en/", **host)  # type: ignore[arg-type]
    assert page.status_code == 400
    assert "not reached as “evil.example”" in page.content.decode()
    assert "ALLOWED_HOSTS" not in page.content.decode()


def test_a_form_that_is_too_long_says_so(client: Client, loaded_pack: Pack) -> None:
    response = client.post("/en/support/find/", {"a": "x" * 3_000_000}, content_type="application/x-www-form-urlencoded")  # fmt: skip
    assert response.status_code == 400
    assert "The form is longer than this page takes." in response.content.decode()
    assert "DATA_UPLOAD" not in response.content.decode()


# ── The rest of a body ────────────────────────────────────────────────────────────────────────


class Line:
    """A connection as gunicorn hands it over, with so many bytes still to come."""

    def __init__(self, bytes_left: int) -> None:
        self.left = bytes_left
        self.patience: float | None = None

    def gettimeout(self) -> float | None:
        return self.patience

    def settimeout(self, seconds: float | None) -> None:
        self.patience = seconds

    def read(self, most: int) -> bytes:
        taken = min(most, self.left)
        self.left -= taken
        return b"x" * taken

    readline = read


def sent(line: Line, **more: Any) -> tuple[str, bytes]:
    told: list[str] = []
    environ = {
        **RequestFactory().post("/api/v1/decide").environ, "CONTENT_LENGTH": str(line.left),
        "CONTENT_TYPE": "application/json", "wsgi.input": line, "SERVER_NAME": "testserver", **more,
    }  # fmt: skip
    answer = b"".join(wsgi.application(environ, lambda status, _headers, _why=None: told.append(status)))  # fmt: skip
    return told[0], answer


def test_what_is_left_of_a_body_that_is_refused_is_taken_off_the_line(loaded_pack: Pack) -> None:
    """Else whoever still sends is cut off, and never reads why."""
    line = Line(6_000_000)
    status, answer = sent(line, **{"gunicorn.socket": line})
    assert status.startswith("413")
    assert "at most 256,000" in json.loads(answer)["detail"]
    assert line.left == 0
    assert line.patience is None


def test_who_sends_without_end_is_cut_off(loaded_pack: Pack) -> None:
    line = Line(10**12)
    status, _ = sent(line, **{"gunicorn.socket": line})
    assert status.startswith("413")
    assert line.left > 10**11


def test_a_server_that_does_not_bound_a_body_is_not_read_on(loaded_pack: Pack) -> None:
    line = Line(6_000_000)
    assert sent(line)[0].startswith("413")
    assert line.left == 6_000_000
