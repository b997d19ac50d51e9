"""The pages of plan, register and evidence answer, keep the day, and refuse kindly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from technopole.plan.packs import load

PAGES = [
    "plan/", "plan/V/", "plan/M1/", "plan/D1/", "plan/S1/", "plan/S2/", "plan/S1.T1/", "plan/S1.T1.R1/",
    "plan/S1.T1.R1.p1/", "initiatives/", "initiatives/?status=planned&strategy=S2",
    "initiatives/?status=planned&strategy=S1", "register/", "register/?kind=scheme", "register/?kind=award",
    "entities/line-scheme/", "entities/old-fund/", "entities/agency/", "entities/app/", "entities/silent/",
    "support/", "support/?strategy=S1", "support/?strategy=S2", "evidence/", "sources/paper-21/",
    "sources/plan-22/", "sources/paper-23/", "series/line-scheme.lines_supported/", "series/app.users/",
    "series/line-scheme.launch/", "figures/001-001/", "figures/002-001/", "figures/003-004/",
    "contradictions/", "contradictions/002-002~003-004/", "contradictions/money-a-line/",
]  # fmt: skip


def _main(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


@pytest.mark.parametrize("language", ["en", "zh-hant"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_with_one_heading_and_no_seam(site: Client, page: str, language: str):
    """No template syntax and no Python value shows through."""
    answer = site.get(f"/{language}/{page}")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("<h1") == 1
    for seam in ("{{", "{%", "None<", ">None", "Text(", "0x", "%("):
        assert seam not in _main(html)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_keeps_the_day_and_leads_somewhere(site: Client, page: str):
    """On a day before the last paper; where to report an error is the same on every day."""
    day = "2022-12-31"
    answer = site.get(f"/en/{page}{'&' if '?' in page else '?'}as_of={day}")
    if answer.status_code == 404:
        assert "2023" in answer.content.decode()
        return
    html = re.sub(r"<a [^>]*>Report an error</a>", "", _main(answer.content.decode()))
    inside = re.findall(r'href="(/en/[^"]*)"', html)
    assert inside
    for link in set(inside):
        if "/charts/" not in link:
            assert f"as_of={day}" in link
        assert site.get(link.replace("&amp;", "&")).status_code == 200, link


def test_every_figure_opens_its_source(site: Client):
    """Document, heading, id, permanent page: without a script."""
    html = site.get("/en/plan/S1/").content.decode()
    cards = re.findall(r'<details class="figure".*?</details>', html, flags=re.DOTALL)
    (lines,) = [card for card in cards if "003-001" in card and "/en/figures/003-001/" in card][:1]
    assert "para 7" in lines
    assert "/en/sources/paper-23/" in lines


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("entities/line-schem/", "Line Scheme"),
        ("entities/Line-Scheme/", "Line Scheme"),
        ("plan/S1.T1.R9/", "Title of S1.T1"),
        ("sources/paper-22/", "paper-2"),
        ("series/line-scheme.lines/", "lines supported"),
        ("figures/003-009/", "003-00"),
        ("contradictions/money-line/", "Money a line"),
    ],
)
def test_a_name_that_nothing_bears_is_refused_with_the_nearest(
    site: Client, address: str, near: str
):
    answer = site.get(f"/en/{address}")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert address.split("/")[1] in html
    assert near in html


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("plan/S1/", "30 June 2022"),
        ("entities/app/", "30 June 2022"),
        ("figures/003-001/", "30 June 2023"),
        ("series/line-scheme.approved/", "30 June 2023"),
        ("contradictions/money-a-line/", "30 June 2023"),
        ("sources/paper-23/", "30 June 2023"),
    ],
)
def test_what_was_not_known_yet_says_since_when_it_is(site: Client, address: str, first: str):
    answer = site.get(f"/en/{address}?as_of=2021-12-31")
    assert answer.status_code == 404
    assert first in answer.content.decode()


@pytest.mark.parametrize(
    "page", ["register/?kind=schemes", "initiatives/?status=done", "support/?strategy=S9"]
)
def test_a_choice_that_is_none_is_refused_with_the_choices(site: Client, page: str):
    answer = site.get(f"/en/{page}")
    assert answer.status_code == 400
    assert "is no choice for" in answer.content.decode()


def test_before_the_plan_its_page_says_when_it_came(site: Client):
    html = site.get("/en/plan/?as_of=2021-12-31").content.decode()
    assert "30 June 2022" in html


def test_what_the_documents_do_not_say_is_said(site: Client):
    assert "do not say where it stands" in site.get("/en/entities/app/").content.decode()
    assert "give no figure of it" in site.get("/en/entities/agency/").content.decode()
    assert "undated" in site.get("/en/figures/001-002/").content.decode()


def test_a_figure_shows_its_passage_only_from_a_copy_that_proves(
    site: Client, settings: Any, tmp_path: Path
):
    settings.SOURCES_FOLDER = None
    assert "keeps places and hashes" in site.get("/en/figures/003-001/").content.decode()
    settings.SOURCES_FOLDER = tmp_path
    assert "does not hold this one" in site.get("/en/figures/003-001/").content.decode()


def test_from_home_the_place_behind_56_smart_production_lines_is_three_clicks_away(
    monkeypatch: pytest.MonkeyPatch,
):
    """Home, strategy 2, the mark beside the figure."""
    pack = load()
    monkeypatch.setattr("technopole.site.editions.queries.current", lambda: pack)
    visitor = Client()
    assert "/en/plan/S2/" in visitor.get("/en/").content.decode()
    html = visitor.get("/en/plan/S2/").content.decode()
    cards = re.findall(
        r'<span class="fig">(?:(?!<span class="fig">).)*?</details>', html, flags=re.DOTALL
    )
    (card,) = [card for card in cards if "/en/figures/003-079/" in card]
    assert '<span class="fig-n">56</span>' in card
    assert "Annex 1 (2) item 6" in card
    fact = pack.evidence.observations["003-079"]
    assert f"line {fact.anchor.first} of the text" in card
