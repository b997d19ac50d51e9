"""What if, as people do it: with a mouse, by keyboard, without JavaScript, and with a table of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

TVP = "support/what-if/technology-voucher-programme/"
LONG_MS = 180_000  # the applicants are drawn and the machine compiled once a server


def answered(page: Page) -> Page:
    """The page, once it says what becomes of whom."""
    expect(page.locator("#opening")).to_be_visible(timeout=LONG_MS)
    return page


def test_a_slider_moves_over_exact_values_and_the_result_and_the_address_follow(
    visit: Visit, language: str
) -> None:
    page = answered(visit(f"{language}/{TVP}"))
    before = page.locator("#opening").inner_text()
    slider = page.locator("input[type=range][data-for=lever-share]")
    expect(slider).to_be_visible()
    stops = (slider.get_attribute("data-stops") or "").split("|")
    assert "1/3" in stops
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(stops.index("1/3")):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#lever-share")).to_have_value("1/3")
    assert slider.get_attribute("aria-valuetext") == "1/3"
    expect(page.locator("#outcome dl.said")).to_contain_text("1/3", timeout=LONG_MS)
    page.wait_for_url("**/?share=1%2F3", timeout=LONG_MS)
    assert page.locator("#opening").inner_text() != before
    expect(page.locator("#said")).to_have_text(page.locator("#opening").inner_text().strip())
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []


def test_a_field_moves_its_slider_and_a_fault_stands_at_once(visit: Visit) -> None:
    page = answered(visit(f"en/{TVP}"))
    page.locator("#lever-ceiling").fill("1,200,000")
    expect(page.locator("#outcome dl.said")).to_contain_text("HK$1,200,000", timeout=LONG_MS)
    slider = page.locator("input[type=range][data-for=lever-ceiling]")
    stops = (slider.get_attribute("data-stops") or "").split("|")
    assert stops[int(slider.input_value())] == "1,200,000"
    page.locator("#lever-ceiling").fill("plenty")
    expect(page.locator("#outcome .errors")).to_contain_text("is not a number", timeout=LONG_MS)
    page.get_by_text("Back to the rule’s own figures").click()
    expect(answered(page).locator("#lever-ceiling")).to_have_value("600,000")


def test_without_javascript_a_button_does_the_same(visit: Visit) -> None:
    answered(visit(f"en/{TVP}"))
    page = visit(f"en/{TVP}", script=False)
    assert page.locator("input[type=range]:visible").count() == 0
    page.locator("#lever-ceiling").fill("1200000")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.locator("#outcome dl.said")).to_contain_text("HK$1,200,000")
    assert page.locator("#outcome svg:visible").count() >= 1


def test_a_table_of_ones_own_takes_the_place_and_goes_again(visit: Visit, tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(
        "id,applicant.kind,plans.adopt_technology,project.total_cost\n"
        "a,company,yes,900000\nb,compny,yes,12\n"
    )
    page = visit(f"en/{TVP}table/")
    page.locator("#table").set_input_files(table)
    page.get_by_role("button", name="Send it").click()
    expect(page.locator("main")).to_contain_text("Rows that can be taken: 1 of 2.", timeout=LONG_MS)
    expect(page.locator("main")).to_contain_text("Did you mean “company”?")
    page.get_by_text("Go on with these rows").click()
    expect(answered(page).locator("main")).to_contain_text("of 1 applicants")
    page.get_by_text("Another table, or remove yours").click()
    page.get_by_role("button", name="Remove it now").click()
    expect(answered(page).locator("main")).to_contain_text("of 100,000 applicants")
