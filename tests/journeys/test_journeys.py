"""Whole flows in a real browser, as visitors go them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import psycopg
import pytest
from playwright.sync_api import Locator, Page, expect
from tests.journeys.addresses import LANGUAGES, SINGLE, on_day
from tests.journeys.conftest import Server

from technopole.plan.packs import load

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

FACT: Final = "003-079"  # 56 smart production lines, in the 2023 paper
PLACE: Final = "Annex 1 (2) item 6"


def card_of(page: Page, fact: str) -> Locator:
    """The source card of a figure."""
    leads_there = page.locator(f'.card-foot a[href*="/figures/{fact}/"]')
    return page.locator("main details.figure").filter(has=leads_there).first


# ── From the first page to the place in the document ──────────────────────────────────────────


def test_three_clicks_from_home_to_the_place_behind_56_smart_production_lines(
    visit: Visit, server: Server
) -> None:
    page = visit("en/")
    page.locator('main a[href="/en/plan/S2/"]').first.click()
    card = card_of(page, FACT)
    card.locator("summary").click()
    assert "56" in card.locator("xpath=preceding-sibling::*[1]").inner_text()
    expect(card.locator(".card")).to_be_visible()
    expect(card).to_contain_text(PLACE)
    expect(card).to_contain_text("line 159 of the text")
    if server.sources:
        expect(card.locator(".passage")).to_contain_text("56 smart production lines")
        expect(card.locator(".passage")).to_contain_text("checked by its hash")
    card.locator(f'.card-foot a[href="/en/figures/{FACT}/"]').click()
    expect(page.locator("main")).to_contain_text(PLACE)
    if server.sources:
        expect(page.locator("dl.facts .passage")).to_contain_text("56 smart production lines")
        expect(page.locator("main")).to_contain_text("its hash is the one recorded")


def test_the_same_by_keyboard_alone(visit: Visit, server: Server) -> None:
    """Every stop of the way shows where the focus is."""
    page = visit("en/")
    tab_to(page, 'main a[href="/en/plan/S2/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/S2/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    card = card_of(page, FACT)
    mark = card.locator("summary")
    tab_to(page, lambda: mark.evaluate("mark => mark === document.activeElement"))
    page.keyboard.press("Enter")
    expect(card.locator(".card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(card.locator(".card")).to_be_hidden()
    expect(mark).to_be_focused()
    page.keyboard.press("Space")
    expect(card.locator(".card")).to_contain_text(PLACE)
    tab_to(page, f'.card-foot a[href="/en/figures/{FACT}/"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/figures/{FACT}/")
    expect(page.locator("main")).to_contain_text(PLACE)


def tab_to(page: Page, there: str | Callable[[], bool], most: int = 250) -> None:
    """Press Tab until the focus is there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => { const style = getComputedStyle(document.activeElement);
            return document.activeElement.matches('input, select, textarea')
                || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
                || style.boxShadow !== 'none'; }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML")
        if isinstance(there, str):
            if page.evaluate("there => document.activeElement.matches(there)", there):
                return
        elif there():
            return
    raise AssertionError(f"{most} presses of Tab do not get there")


@pytest.mark.parametrize("written", LANGUAGES)
def test_the_same_without_a_script_and_in_both_languages(
    visit: Visit, server: Server, written: str
) -> None:
    page = visit(f"{written}/", script=False)
    page.locator(f'main a[href="/{written}/plan/S2/"]').first.click()
    card = card_of(page, FACT)
    card.locator("summary").click()
    expect(card).to_contain_text(PLACE)
    if server.sources:
        expect(card.locator(".passage")).to_contain_text("56 smart production lines")
    card.locator(f'.card-foot a[href="/{written}/figures/{FACT}/"]').click()
    expect(page.locator("main")).to_contain_text(PLACE)
    expect(page.locator(".cite-page cite")).to_contain_text(f"/{written}/figures/{FACT}/")


def test_without_a_script_search_day_language_and_report_work(visit: Visit) -> None:
    page = visit("en/", script=False)
    page.locator("header #q").fill("InnoHK")
    page.locator("header form.search button").click()
    page.locator("main .hit").first.click()
    expect(page.locator("h1")).to_contain_text("InnoHK")
    page.locator("#as-of").fill("2023-12-31")
    page.locator("form.as-of button").click()
    expect(page.locator(".standing")).to_contain_text("As known on 31 December 2023")
    page.locator("nav.languages a").click()
    assert page.url.endswith("/zh-hant/entities/innohk/?as_of=2023-12-31")
    page.goto(f"en/corrections/{FACT}/")
    page.locator("textarea[name=wrong]").fill("Without a script.")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("h1")).to_have_text("Thank you")


# ── Language and day ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "place",
    ["", "plan/S2/", "indicators/1.1/", "register/?kind=scheme", "figures/004-001/", "search/?q=InnoHK",
     "sources/legco-2021/", "nothing/"],
)  # fmt: skip
def test_the_other_language_keeps_the_page_and_the_day(visit: Visit, place: str) -> None:
    asked = on_day(place, "2023-12-31")
    page = visit(f"en/{asked}")
    page.locator("nav.languages a").click()
    assert page.url.endswith(f"/zh-hant/{asked}")
    assert page.locator("html").get_attribute("lang") == "zh-Hant-HK"
    page.locator("nav.languages a").click()
    assert page.url.endswith(f"/en/{asked}")


def test_a_day_is_kept_from_page_to_page_until_it_is_given_up(visit: Visit) -> None:
    page = visit("en/")
    page.locator("#as-of").fill("2022-01-01")
    page.locator("form.as-of button").click()
    for link in page.locator("nav.sections a").all():
        page.goto(link.get_attribute("href") or "")
        expect(page.locator(".standing")).to_contain_text("As known on 1 January 2022: 1 of 5")
    page.goto("en/sources/legco-2021/?as_of=2022-01-01")
    page.locator("main table a").first.click()
    assert page.url.endswith("?as_of=2022-01-01")
    page.locator("header #q").fill("InnoHK")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    assert "as_of=2022-01-01" in page.url
    page.locator(".standing a").last.click()
    assert "as_of" not in page.url
    expect(page.locator(".standing")).to_contain_text("The documents reach up to")


@pytest.mark.parametrize("written", LANGUAGES)
def test_on_an_early_day_and_before_every_day_each_page_says_where_it_stands(
    visit: Visit, written: str
) -> None:
    page = visit(f"{written}/?as_of=2022-01-01")
    said = {"en": "1 January 2022", "zh-hant": "2022年1月1日"}[written]
    for place in SINGLE:
        answer = page.goto(f"{written}/{on_day(place, '2022-01-01')}")
        assert answer is not None
        assert answer.status == 200
        assert said in page.locator(".standing").inner_text().replace(" ", " ").replace("\xa0", " ")
        answer = page.goto(f"{written}/{on_day(place, '2021-10-30')}")
        assert answer is not None
        assert answer.status == 200, place
        if place.startswith(("about", "data", "search", "support/find", "support/what-if")):
            continue
        page.locator("main a.button").click()
        assert page.url.endswith(f"/{written}/{on_day(place, '2021-10-31')}")
        expect(page.locator("h1")).to_be_visible()


def test_what_was_not_named_yet_leads_to_the_day_on_which_it_was(visit: Visit) -> None:
    page = visit("en/plan/S2/?as_of=2022-01-01")
    expect(page.locator("main")).to_contain_text("31 December 2022")
    page.locator("main a.button").click()
    assert page.url.endswith("/en/plan/S2/?as_of=2022-12-31")
    expect(page.locator("h1")).to_contain_text("new industrialisation", ignore_case=True)


# ── Search ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("OGCIO", "Digital Policy Office"),
        ("Re-industrialisation Funding Scheme", "New Industrialisation Funding Scheme"),
        ("HKSTP", "Hong Kong Science and Technology Parks Corporation"),
        ("Cybreport", "Cyberport"),
        ("數碼港", "Cyberport"),
        ("資科辦", "Digital Policy Office"),
        ("創科基金", "Innovation and Technology Fund"),
        ("IT fund", "Innovation and Technology Fund"),
        ("I&T fund", "Innovation and Technology Fund"),
        ("56 smart production lines", "Smart production lines supported"),
    ],
)
def test_the_search_knows_old_short_misspelt_and_chinese_names(
    visit: Visit, typed: str, found: str
) -> None:
    page = visit("en/")
    page.locator("header #q").fill(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    hits = page.locator("main .hit").filter(has_text=found)
    expect(hits.first).to_be_visible()
    assert page.locator("header #q").input_value() == typed
    hits.first.click()
    expect(page.locator("main")).to_contain_text(found)


# ── Citing and reporting ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("place", [f"figures/{FACT}/", "plan/S2/"])
def test_a_citation_can_be_copied(visit: Visit, server: Server, place: str) -> None:
    page = visit(f"en/{place}", permissions=["clipboard-read", "clipboard-write"])
    if place.startswith("plan"):
        card = card_of(page, FACT)
        card.locator("summary").click()
    else:
        card = page.locator(".cite-page")
    button = card.get_by_role("button", name="Copy the citation")
    button.click()
    expect(card.locator("button.copy")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (card.locator("cite").first.text_content() or "").strip()
    assert copied.endswith(f"Technopole, figure {FACT}, {server.address}en/figures/{FACT}/")
    assert PLACE in copied


@pytest.mark.parametrize(
    ("written", "empty", "thanks"),
    [("en", "Say in a few words what is wrong.", "Thank you"), ("zh-hant", "", "")],
)
def test_an_error_is_reported_from_the_figure_itself(
    visit: Visit, server: Server, written: str, empty: str, thanks: str
) -> None:
    """An empty report is refused beside its field; a whole one is kept, in full."""
    page = visit(f"{written}/plan/S2/")
    card = card_of(page, FACT)
    card.locator("summary").click()
    card.locator(f'a[href="/{written}/corrections/{FACT}/"]').click()
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("alert")).to_contain_text(empty)
    expect(page.locator("textarea[name=wrong]")).to_have_attribute("aria-invalid", "true")
    told = f"The paper says 57, 文件說 57 ({written})."
    page.locator("textarea[name=wrong]").fill(told)
    page.locator("input[name=email]").fill("nobody")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("textarea[name=wrong]")).to_have_value(told)
    page.locator("input[name=email]").fill("")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/thanks/")
    expect(page.locator("h1")).to_contain_text(thanks)
    query = "SELECT count(*) FROM corrections_report WHERE fact = %s AND wrong = %s"
    with psycopg.connect(server.database) as connection:
        assert connection.execute(query, [FACT, told]).fetchone() == (1,)
    page.locator("main a.button").click()
    assert page.url.endswith(f"/{written}/figures/{FACT}/")


# ── Bad addresses ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("written", LANGUAGES)
def test_a_bad_address_says_so_and_offers_what_is_nearest(visit: Visit, written: str) -> None:
    page = visit(f"{written}/")
    answer = page.goto(f"{written}/entities/inohk/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text(
        re.compile({"en": "Nothing stands", "zh-hant": r"[\u4e00-\u9fff]{4}"}[written])
    )
    page.locator('main a[href$="/entities/innohk/"]').click()
    expect(page.locator("h1")).to_contain_text("InnoHK")
    answer = page.goto(f"{written}/plan/?as_of=13.11.2023")
    assert answer is not None
    assert answer.status == 400
    expect(page.locator("main")).to_contain_text("13.11.2023")
    expect(page.locator("main")).to_contain_text("2023-11-13")
    assert "Traceback" not in page.content()


def test_an_address_without_a_language_leads_to_the_readers(visit: Visit) -> None:
    page = visit("", locale="zh-HK")
    assert page.url.endswith("/zh-hant/")
    page = visit("plan/S2/", locale="en-GB")
    assert page.url.endswith("/en/plan/S2/")
    page = visit("", locale="fr-FR")
    assert page.url.endswith("/en/")


def test_the_place_is_the_one_that_the_pack_holds() -> None:
    """What these journeys look for is what the data say."""
    fact = load("hong_kong").evidence.observations[FACT]
    assert (fact.figure.text, fact.anchor.heading, fact.anchor.first) == ("56", PLACE, 159)
