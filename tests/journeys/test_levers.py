"""Levers, as people pull them: by keyboard, without JavaScript, and passed on as an address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
LEVERS = "outlook/levers/"


def test_a_slider_moves_and_the_result_and_the_address_follow(visit: Visit, language: str) -> None:
    page = visit(f"{language}/{LEVERS}?indicator=3.1")
    before = page.locator("#opening").inner_text()
    slider = page.locator("input[type=range][data-for=lever-retention]")
    expect(slider).to_be_visible()
    slider.focus()
    page.keyboard.press("End")
    expect(page.locator("#lever-retention")).to_have_value("30")
    expect(page.locator("#outcome #parts")).to_be_visible()
    page.wait_for_url("**/?indicator=3.1&retention=30")
    assert page.locator("#opening").inner_text() != before
    expect(page.locator("#said")).to_have_text(page.locator("#opening").inner_text().strip())
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
    after = page.locator("#opening").inner_text()
    page.reload()
    assert page.locator("#opening").inner_text() == after


def test_an_assumption_is_changed_and_a_fault_stands_at_once(visit: Visit) -> None:
    page = visit(f"en/{LEVERS}?indicator=3.1&retention=30")
    before = page.locator("#opening").inner_text()
    page.get_by_text("Assumed numbers, which you may change").click()
    page.locator('[id="lever-leaving_rate.high"]').fill("20")
    page.wait_for_url("**leaving_rate.high=20*")
    assert page.locator("#opening").inner_text() != before
    page.locator("#lever-retention").fill("plenty")
    expect(page.locator("#outcome .errors")).to_contain_text("is not a number")
    page.get_by_text("All levers to zero").click()
    expect(page.locator("#lever-retention")).to_have_value("0")


def test_without_javascript_a_button_does_the_same_and_the_address_stays_short(
    visit: Visit,
) -> None:
    page = visit(f"en/{LEVERS}", script=False)
    assert page.locator("input[type=range]:visible").count() == 0
    page.locator("#lever-retention").fill("10")
    page.get_by_role("button", name="Show what changes").first.click()
    page.wait_for_url("**/?retention=10")
    expect(page.locator("#parts")).to_be_visible()
