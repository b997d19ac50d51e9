"""The outlook's pages and each indicator's: both languages, any day, every number with its evidence."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from technopole.outlook.methods import METHODS
from technopole.plan import packs

LANGUAGES = ("en", "zh-hant")
PAGES = (
    "outlook/", "outlook/?set=development", "outlook/?strategy=S3&order=unlikeliest", "outlook/?set=work&order=plan",
    "outlook/budgets/", "outlook/track-record/", "outlook/methods/", "indicators/2.2/", "indicators/X06/", "indicators/X13/",
    "indicators/X25/", "indicators/K2-7a/", "indicators/X05/",
)  # fmt: skip
DAYS = ("2021-11-01", "2022-12-31", "2023-11-13")
DEVELOPMENT = ("1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "4.1")

pytestmark = pytest.mark.usefixtures("loaded_pack")


def text_of(client: Client, address: str, **query: str) -> str:
    """What a page says, without its tags."""
    html = client.get(address, query).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


# ── Whole pages ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_whole_and_holds_no_script_or_style(
    client: Client, read_page: Callable[[Any], Any], subtests: pytest.Subtests, language: str
) -> None:
    other = {"en": "zh-hant", "zh-hant": "en"}[language]
    for page in (*PAGES, *(f"indicators/{name}/" for name in DEVELOPMENT)):
        with subtests.test(page=page):
            response = client.get(f"/{language}/{page}")
            assert response.status_code == 200
            read = read_page(response)
            assert read.faults == []
            assert sorted(read.ids) == sorted(set(read.ids)), "an id stands twice"
            assert read.headings.count("h1") == 1
            assert any(link.startswith(f"/{other}/{page.partition('?')[0]}") for link in read.links)
            for seam in ("None<", ">None", "Text(", "0x", "Fraction("):
                assert seam not in response.content.decode()


def test_a_page_on_an_earlier_day_knows_no_more_than_then(
    client: Client, read_page: Callable[[Any], Any], subtests: pytest.Subtests
) -> None:
    for day in DAYS:
        for page in ("outlook/", "outlook/budgets/", "outlook/track-record/", "outlook/methods/"):
            with subtests.test(day=day, page=page):
                response = client.get(f"/en/{page}", {"as_of": day})
                assert response.status_code == 200
                read = read_page(response)
                assert read.faults == []
                for link in read.links:
                    if link.startswith("/en/") and not urlsplit(link).path.endswith(
                        (".json", ".atom")
                    ):
                        asked = parse_qs(urlsplit(link).query).get("as_of")
                        today = urlsplit(link).path == f"/en/{page}" and asked is None
                        assert today or asked, link
    then = text_of(client, "/en/indicators/1.1/", as_of="2022-12-31")
    assert "2 figures, 2014 to 2020 (n = 2)" in then
    assert "none yet for this indicator" in then


def test_before_the_first_document_every_page_says_so(
    client: Client, subtests: pytest.Subtests
) -> None:
    for page in ("outlook/", "outlook/budgets/", "outlook/track-record/", "outlook/methods/"):
        with subtests.test(page=page):
            response = client.get(f"/en/{page}", {"as_of": "2020-01-01"})
            assert "Nothing was known yet on that day" in response.content.decode()


def test_what_cannot_be_chosen_is_refused_with_the_choices(
    client: Client, subtests: pytest.Subtests
) -> None:
    for query in ({"set": "odd"}, {"order": "odd"}, {"strategy": "S99"}, {"as_of": "yesterday"}):
        with subtests.test(query=query):
            response = client.get("/en/outlook/", query)
            assert response.status_code == 400
            assert "<h1" in response.content.decode()
    assert "likeliest, unlikeliest, plan" in text_of(client, "/en/outlook/", order="odd")
    assert client.post("/en/outlook/").status_code == 405


# ── One indicator on one screen ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", DEVELOPMENT)
def test_a_development_indicator_says_all_that_is_promised(client: Client, name: str) -> None:
    html = client.get(f"/en/indicators/{name}/").content.decode()
    text = text_of(client, f"/en/indicators/{name}/")
    assert re.search(r"If what is known goes on, the chance is \S+( 1%)? for 2027 and ", text)
    assert "How it stands, and the chance" in text
    assert re.search(r"\(n = \d\)", text)
    assert "Track record:" in text
    for method in METHODS:
        assert method.name.en.removesuffix(", against the target") in text
    assert "Needed every year" in text
    assert "Achieved, " in text
    assert "At the achieved pace" in text
    assert "Rests on" in text
    (alternative,) = set(re.findall(r'aria-label="(Chart of [^"]*)"', html))
    assert "reach the target of" in alternative
    (spec,) = set(re.findall(r'href="([^"]+\.vl\.json)"', html))
    layers = client.get(spec).json()["layer"]
    assert [layer["mark"]["type"] for layer in layers[:4]] == ["area", "area", "area", "line"]


def test_how_an_earlier_forecast_fared_stands_beside_the_chance(client: Client) -> None:
    text = text_of(client, "/en/indicators/1.1/")
    assert "The forecast of 31 December 2022 (n = 2) put 2023 at" in text
    assert "it came to 1.11%, inside." in text


def test_a_figure_that_does_not_count_stands_there_with_its_reason(client: Client) -> None:
    text = text_of(client, "/en/indicators/2.1/")
    assert "Does not count:" in text
    assert "The Yearbook counts start-ups found in a survey of Invest Hong Kong" in text


def test_a_number_without_a_forecast_says_why(client: Client) -> None:
    text = text_of(client, "/en/indicators/X17/")
    assert "No chance is given. There is one figure, of 2022 (n = 1)" in text
    assert "Needed every year" in text


def test_a_dated_deliverable_shows_how_it_stands_and_by_what(client: Client) -> None:
    late = text_of(client, "/en/indicators/X06/")
    assert "The date is past; nothing in the evidence reports it as done" in late
    assert "A later paper names: not before 2026" in late
    done = text_of(client, "/en/indicators/X13/")
    assert "Done in time" in done
    assert "Reported as done:" in done
    then = text_of(client, "/en/indicators/X13/", as_of="2023-06-01")
    assert "Not due yet" in then


# ── Downloads ─────────────────────────────────────────────────────────────────────────────────


def test_every_path_can_be_had_and_the_chance_counted_from_them(client: Client) -> None:
    response = client.get("/en/outlook/paths/1.1.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="1.1-paths.csv"' in response.headers["Content-Disposition"]
    rows = list(csv.DictReader(response.getvalue().decode().splitlines()))
    last = [float(row["value"]) for row in rows if row["year"] == "2030"]
    assert len(last) == 4_000
    assert len(rows) == 4_000 * 7
    share = sum(value >= 2 for value in last) / len(last)
    assert f"and {100 * share:.0f}% for 2032" in text_of(client, "/en/indicators/1.1/")
    assumed = client.get("/en/outlook/assumptions/1.1.csv").getvalue().decode()
    assert "seed," in assumed
    assert "paths,4000" in assumed


def test_paths_of_another_day_and_paths_that_do_not_exist(client: Client) -> None:
    then = client.get("/en/outlook/paths/1.1.csv", {"as_of": "2022-12-31"}).getvalue().decode()
    assert then.splitlines()[1].startswith("1,2021,")
    none = client.get("/en/outlook/paths/X13.csv")
    assert none.status_code == 404
    assert "Nothing is forecast of this indicator" in none.content.decode()
    near = client.get("/en/outlook/paths/11.1.csv")
    assert near.status_code == 404


# ── The ranking ───────────────────────────────────────────────────────────────────────────────


def chances(client: Client, **query: str) -> list[float]:
    html = client.get("/en/outlook/", query).content.decode()
    return [float(width) for width in re.findall(r'class="part" width="([\d.]+)"', html)]


def test_targets_are_ranked_by_chance_and_can_be_chosen(client: Client) -> None:
    ranked = chances(client)
    assert ranked == sorted(ranked, reverse=True)
    assert chances(client, order="unlikeliest") == ranked[::-1]
    assert sorted(chances(client, order="plan"), reverse=True) == ranked
    assert len(chances(client, set="development")) == 16
    assert len(chances(client, strategy="S2", set="development")) == 2
    assert chances(client, set="dated-target") == []


def test_the_ranking_leaves_no_target_out(client: Client) -> None:
    html = client.get("/en/outlook/").content.decode()
    for name in packs.load("hong_kong").indicators:
        assert f'href="/en/indicators/{name}/"' in html


# ── Budgets, the record, the methods ──────────────────────────────────────────────────────────


def test_budgets_say_of_when_their_figures_are_and_what_is_missing(client: Client) -> None:
    text = text_of(client, "/en/outlook/budgets/")
    assert "HKSTPC Corporate Venture Fund" in text
    assert "That day is past; no later document says how much is left." in text
    assert "from September 2027, with no end before 2100" in text
    assert "Money and count are never stated for the same day." in text
    assert "No document says how much was set aside." in text
    assert "No document says how much of it was used." in text


def test_the_record_says_how_few_cases_it_rests_on_and_where_others_score_better(
    client: Client,
) -> None:
    text = text_of(client, "/en/outlook/track-record/")
    assert "So few prove nothing." in text
    assert "too few to tell much" in text
    assert "statsforecast 2.1.1 Theta scores better than our model." in text
    assert "Our model scores best." in text
    early = text_of(client, "/en/outlook/track-record/", as_of="2021-11-01")
    assert "No track record yet" in early


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_method_has_its_place_with_formula_thresholds_and_source(
    client: Client, read_page: Callable[[Any], Any], language: Any
) -> None:
    response = client.get(f"/{language}/outlook/methods/")
    text = unescape(response.content.decode())
    assert {method.id for method in METHODS} <= set(read_page(response).ids)
    for method in METHODS:
        for said in (method.formula, method.source, *(rule.when for rule in method.rules)):
            assert said.in_language(language) in text
        if not method.certain:
            assert method.doubt.in_language(language) in text
