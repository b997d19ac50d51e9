"""Every page: in both languages, on any day, without a script or a style of its own."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from technopole.evidence.anchors import passage_hash
from technopole.plan.packs import Pack
from technopole.site.portal.passages import passage_of
from technopole.site.portal.views import errors

LANGUAGES = ("en", "zh-hant")
PAGES = (
    "", "plan/", "plan/S2/", "plan/S2.T1/", "initiatives/", "indicators/", "indicators/1.1/",
    "indicators/1.3/", "indicators/2.2/", "register/", "register/?kind=scheme", "support/",
    "entities/innohk/", "evidence/", "sources/yearbook-2024/", "figures/003-001/",
    "contradictions/", "changes/", "about/",
)  # fmt: skip
TIMELESS = ("about/",)

pytestmark = pytest.mark.usefixtures("loaded_pack")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_whole_and_holds_no_script_or_style(
    client: Client, read_page: Callable[[Any], Any], subtests: pytest.Subtests, language: str
) -> None:
    other = {"en": "zh-hant", "zh-hant": "en"}[language]
    for page in PAGES:
        with subtests.test(page=page):
            response = client.get(f"/{language}/{page}")
            assert response.status_code == 200
            read = read_page(response)
            assert read.faults == []
            assert sorted(read.ids) == sorted(set(read.ids)), "an id stands twice"
            assert read.headings.count("h1") == 1
            assert read.language == {"en": "en-GB", "zh-hant": "zh-Hant-HK"}[language]
            assert any(link.startswith(f"/{other}/{page}") for link in read.links)


def test_every_chart_specification_that_a_page_offers_can_be_fetched(client: Client) -> None:
    for page in ("indicators/1.1/", "indicators/3.1/"):
        text = client.get(f"/en/{page}").content.decode()
        (address,) = set(re.findall(r'href="([^"]+\.vl\.json)"', text))
        response = client.get(address)
        assert response.status_code == 200
        assert "vega-lite" in response.json()["$schema"]
    assert client.get("/en/charts/0000000000000000.vl.json").status_code == 404


# ── The day asked for ─────────────────────────────────────────────────────────────────────────


def test_every_link_of_a_page_keeps_the_day_asked_for(
    client: Client, read_page: Callable[[Any], Any], subtests: pytest.Subtests
) -> None:
    for page in ("", "indicators/", "indicators/1.1/", "entities/innohk/", "changes/", "evidence/"):
        with subtests.test(page=page):
            read = read_page(client.get(f"/en/{page}", {"as_of": "2023-06-01"}))
            for link in read.links:
                address = urlsplit(link)
                if not link.startswith("/en/") or address.path.endswith((".atom", ".json")):
                    continue
                asked = parse_qs(address.query).get("as_of")
                today = address.path == f"/en/{page}" and asked is None  # the way back to today
                assert today or (asked and len(asked[0]) == 10), link


def test_a_page_shows_what_was_known_on_the_day(client: Client) -> None:
    now = client.get("/en/").content.decode()
    then = client.get("/en/", {"as_of": "2022-12-31"}).content.decode()
    assert "Hong Kong Yearbook 2024" in now
    assert "Hong Kong Yearbook 2024" not in then
    assert "As known on 31 December 2022: 2 of 5 documents." in then


def test_before_the_first_document_every_page_says_so_and_offers_the_first_day(
    client: Client, read_page: Callable[[Any], Any], subtests: pytest.Subtests
) -> None:
    for page in PAGES:
        if page in TIMELESS:
            continue
        with subtests.test(page=page):
            separator = "&" if "?" in page else "?"
            response = client.get(f"/en/{page}{separator}as_of=2020-01-01")
            assert response.status_code == 200
            assert "Nothing was known yet on that day" in response.content.decode()
            read = read_page(response)
            assert any("as_of=2021-10-31" in link for link in read.links)
            assert read.faults == []


def test_a_date_that_cannot_be_read_is_a_400_that_says_how_to_write_one(
    client: Client, subtests: pytest.Subtests
) -> None:
    for asked in ("yesterday", "2023-13-01", "20231113", "2023-W46-1", "13.11.2023"):
        with subtests.test(asked=asked):
            response = client.get("/en/indicators/", {"as_of": asked})
            assert response.status_code == 400
            page = response.content.decode()
            assert f"“{asked}” is not a date; write it as year-month-day" in page
            assert 'name="q"' in page


def test_a_hostile_date_is_cut_and_escaped(client: Client) -> None:
    response = client.get("/en/", {"as_of": "<script>alert(1)</script>" * 20})
    page = response.content.decode()
    assert response.status_code == 400
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_an_empty_date_means_today(client: Client) -> None:
    page = client.get("/en/?as_of=").content.decode()
    assert "The documents reach up to 31 December 2025." in page


def test_what_no_document_had_named_by_then_says_since_when_it_is_known(
    client: Client, loaded_pack: Pack
) -> None:
    first, second = loaded_pack.days[:2]
    early = loaded_pack.as_of(first).register.entities
    late = next(name for name in loaded_pack.as_of(second).register.entities if name not in early)
    response = client.get(f"/en/entities/{late}/", {"as_of": first.isoformat()})
    assert response.status_code == 404
    assert f"as_of={second.isoformat()}" in response.content.decode()


# ── What cannot be shown ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_names_nothing_is_a_404_with_a_search(
    client: Client, read_page: Callable[[Any], Any], subtests: pytest.Subtests, language: str
) -> None:
    for page in ("nothing/", "indicators/9.9/", "entities/inohk/", "plan/S99/"):
        with subtests.test(page=page):
            response = client.get(f"/{language}/{page}")
            assert response.status_code == 404
            assert read_page(response).faults == []
            assert 'name="q"' in response.content.decode()


def test_a_404_offers_the_nearest_right_name(client: Client) -> None:
    assert "/en/entities/innohk/" in client.get("/en/entities/inohk/").content.decode()


def test_a_fault_of_ours_is_told_without_pack_or_traceback(read_page: Callable[[Any], Any]) -> None:
    request = RequestFactory().get("/en/")
    request.pack = request.edition = object()  # type: ignore[attr-defined]
    response = errors.server_error(request)
    assert response.status_code == 500
    assert "The fault is ours" in response.content.decode()
    assert read_page(response).faults == []


def test_a_form_of_another_site_is_refused_in_a_plain_sentence(
    client: Client, read_page: Callable[[Any], Any]
) -> None:
    response = client.post(
        "/en/support/find/", {"do": "answer"}, HTTP_ORIGIN="https://elsewhere.example"
    )
    assert response.status_code == 403
    assert "send it again" in response.content.decode()
    assert read_page(response).faults == []


def test_the_first_page_is_small(client: Client) -> None:
    """At most 150 KB over the wire, with style, script and picture."""
    folder = Path(errors.__file__).parent.parent / "static" / "portal"
    sizes = [len(gzip.compress(file.read_bytes())) for file in folder.iterdir()]
    sizes.append(len(gzip.compress(client.get("/en/").content)))
    assert sum(sizes) <= 150_000


# ── The figure ────────────────────────────────────────────────────────────────────────────────


def test_a_figure_opens_on_its_document_place_time_and_id(
    client: Client, loaded_pack: Pack
) -> None:
    observation = loaded_pack.indicators["1.1"].latest(loaded_pack.evidence)
    assert observation is not None
    page = client.get("/en/indicators/1.1/").content.decode()
    card = next(part for part in page.split("<details")[1:] if f"figures/{observation.id}/" in part)
    card = card.partition("</details>")[0]
    source = loaded_pack.evidence.sources[observation.source]
    series = f"/en/series/{observation.subject}.{observation.measure}/"
    place = observation.anchor.heading
    for said in ("Source of", source.title.en, place, "As at", series, "<cite>", "Report an error"):
        assert said.replace("&", "&amp;") in card, said
    assert f"Figure {observation.id}, permanent page" in card


def test_a_passage_is_shown_only_when_its_hash_proves(
    loaded_pack: Pack, settings: Any, tmp_path: Path
) -> None:
    anchor = next(iter(loaded_pack.evidence.observations.values())).anchor
    source = loaded_pack.evidence.sources[anchor.source]
    lines = [f"line {number}" for number in range(1, anchor.last + 3)]
    (tmp_path / source.file).write_text("\n".join(lines), "utf-8")
    settings.SOURCES_FOLDER = tmp_path
    assert passage_of(loaded_pack, anchor) is None
    held = lines[anchor.first - 1 : anchor.last]
    assert passage_of(loaded_pack, replace(anchor, passage=passage_hash(held))) == tuple(held)
    settings.SOURCES_FOLDER = None
    assert passage_of(loaded_pack, anchor) is None


def test_a_name_without_a_certain_chinese_form_is_marked_as_english(
    client: Client, loaded_pack: Pack
) -> None:
    entity = next(e for e in loaded_pack.register.entities.values() if not e.name.zh_hant)
    page = client.get(f"/zh-hant/entities/{entity.id}/").content.decode()
    assert '<h1><span lang="en">' in page


# ── A database that does not answer ───────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "fails",
    ["technopole.site.editions.queries.current_edition", "technopole.site.search.views.find"],
)
def test_a_database_that_does_not_answer_is_a_503_in_plain_words(
    client: Client,
    read_page: Callable[[Any], Any],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    fails: str,
) -> None:
    """Whether it is missed at once or in the middle of an answer."""

    def no_answer(*args: object, **more: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(fails, no_answer)
    response = client.get(f"/{language}/search/", {"q": "InnoHK"})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert read_page(response).faults == []
    said = {"en": "The database does not answer", "zh-hant": "資料庫沒有回應"}[language]
    assert said in response.content.decode()
    assert "connection refused" not in response.content.decode()


def test_the_api_says_the_same(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_answer(*args: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("technopole.site.editions.queries.current_edition", no_answer)
    response = client.get("/api/v1/facts")
    assert response.status_code == 503
    assert response.json()["title"] == "The database does not answer"
    assert client.get("/data/facts.csv").status_code == 503
