"""Papers on the site: chosen, read, taken away; nothing else can be asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from technopole.evidence.wording import LANGUAGES

pytestmark = pytest.mark.usefixtures("loaded_pack")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?kind=progress&as_of=2023-11-13", 200), ("?kind=factsheet&language=zh-hant", 200),
        ("?kind=brief&about=S2", 200), ("?kind=brief", 200), ("?kind=leaflet", 400),
        ("?kind=brief&about=S99", 400),
    ],
)  # fmt: skip
def test_every_shape_of_the_page_is_well_formed(
    client: Client, read_page: Callable[..., Any], language: str, query: str, status: int
) -> None:
    response = client.get(f"/{language}/outlook/paper/{query}")
    assert response.status_code == status
    page = read_page(response)
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    assert page.headings.count("h1") == 1


def test_a_paper_leads_to_its_figures_and_its_files(client: Client) -> None:
    page = client.get("/en/outlook/paper/?kind=progress&as_of=2023-11-13").content.decode()
    figures = re.findall(r'href="(/en/figures/[^"]+)"', page)
    assert len(figures) > 50
    assert client.get(figures[0].replace("&amp;", "&")).status_code == 200
    assert 'id="changes"' in page
    files = re.findall(r'href="(/api/v1/paper[^"]+)"', page)
    assert len(files) == 3
    html = next(file for file in files if file.endswith("format=html")).replace("&amp;", "&")
    assert client.get(html)["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?kind=leaflet", "no kind of paper"),
        ("?language=fr", "No paper is written in"),
        ("?kind=factsheet&kind=brief", "more than once"),
        ("?king=factsheet", "nothing called"),
        ("?kind=factsheet&as_of=2999-01-01", "before its day"),
        ("?kind=brief&about=nothing", "nothing in the plan"),
        ("?kind=brief&about=%00%F0%9F%98%80", "nothing in the plan"),
        ("?kind=brief&about=artificial-intelligence-subsidy-scheme&as_of=2022-12-31", "nothing in the plan"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_said(client: Client, query: str, says: str) -> None:
    response = client.get(f"/en/outlook/paper/{query}")
    assert response.status_code == 400
    assert says in response.content.decode()


def test_before_the_first_document_there_is_no_paper(client: Client) -> None:
    response = client.get("/en/outlook/paper/?kind=factsheet&as_of=2001-01-01")
    assert response.status_code == 200
    assert 'class="paper ' not in response.content.decode()


def test_who_comes_when_too_much_is_written_is_told_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from technopole.site.api.refusals import RefusedError
    from technopole.site.outlook.views import paper

    def busy(*_: object) -> bytes:
        raise RefusedError(503, "Others are being written.")

    monkeypatch.setattr(paper, "paper", busy)
    assert client.get("/en/outlook/paper/?kind=factsheet").status_code == 503
