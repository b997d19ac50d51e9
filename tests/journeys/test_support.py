"""Finding support in a real browser without JavaScript, as the people whom it is for go it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

# What each would answer, and the boxes that each would tick; to the rest nobody knows the answer.
MANUFACTURER = {
    "applicant.kind": "company",
    "plans.production_line": "yes",
    "company.incorporated_in_hong_kong": "yes",
    "company.sector": "other",
    "project.smart_production_line": "yes",
    "project.duration_months": "18",
    "project.total_cost": "60,000,000",
    "history.nifs_running_projects": "0",
}
RESTAURANT = {
    "applicant.kind": "company",
    "plans.adopt_technology": "yes",
    "company.incorporated_in_hong_kong": "yes",
    "company.sector": "food-and-beverage",
}
TEAM = {
    "applicant.kind": "university",
    "plans.commercialise_research": "yes",
    "project.requested": "30,000,000",
}


def answer(page: Page, known: Mapping[str, str], most: int = 12) -> int:
    """Answer what is asked until nothing is, or so many questions; gives how many were asked."""
    for asked in range(most):
        form = page.locator("form.question")
        if not form.count():
            return asked
        do = "answer"
        fields = form.locator("input[name^='a.']")
        if fields.first.get_attribute("type") == "checkbox":
            for box in fields.all():
                if known.get((box.get_attribute("name") or "")[2:]) == "yes":
                    box.check()
        else:
            value = known.get((fields.first.get_attribute("name") or "")[2:])
            if value is None:
                do = "unknown"
            elif fields.first.get_attribute("type") == "radio":
                form.locator(f'input[value="{value}"]').check()
            else:
                fields.first.fill(value)
        form.locator(f"button[value={do}]").click()
        expect(page.locator(".errors")).to_have_count(0)
    return most


def codes(page: Page, standing: str) -> list[str]:
    """The short names of the schemes that stand so."""
    found = page.locator(f".stand.{standing} .scheme-so-far h3 .quiet")
    return [text.strip() for text in found.all_inner_texts()]


def test_a_manufacturer_finds_what_pays_its_line(visit: Visit, language: str) -> None:
    page = visit(f"{language}/support/find/")  # axe waits for its own timers, which need scripts
    assert answer(page, MANUFACTURER) <= 10
    assert codes(page, "fits") == ["NIFS"]
    expect(page.locator(".stand.fits")).to_contain_text("15,000,000")
    page.locator(".done a.button").click()
    expect(page.locator("article.result")).to_contain_text("15,000,000")
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []


def test_a_restaurant_is_told_that_what_there_was_has_closed(visit: Visit) -> None:
    page = visit("en/support/find/", script=False)
    assert answer(page, RESTAURANT) <= 6
    assert codes(page, "fits") == []
    page.locator("details summary").first.click()
    closed = page.locator(".stand.does-not-fit li").filter(has_text="Digital Transformation")
    expect(closed).to_contain_text("until May 2025")


def test_a_university_team_is_told_what_its_project_may_receive(visit: Visit) -> None:
    page = visit("en/support/find/", script=False, width=390)
    assert answer(page, TEAM) <= 12
    schemes = codes(page, "fits") + codes(page, "might-fit")
    assert "RAISE" in schemes
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(wide) is False


def test_a_wrong_amount_leads_to_its_field_by_keyboard(visit: Visit) -> None:
    page = visit("en/support/schemes/new-industrialisation-funding-scheme/check/")
    page.locator('input[name="a.project.total_cost"]').fill("lots")
    page.locator("form.question button[type=submit]").first.press("Enter")
    page.locator(".errors a").first.press("Enter")
    assert page.evaluate("location.hash") == "#a-project-total_cost"
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
