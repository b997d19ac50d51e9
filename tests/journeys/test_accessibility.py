"""No page breaks a rule of axe-core: every template with its extremes, and a seeded sample of all pages.

All pages, in both languages, light and dark: TECHNOPOLE_TEST_PAGES=all.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.journeys.addresses import LANGUAGES, SEED, addresses, hong_kong, sample

pytestmark = pytest.mark.browser

LookAt = Callable[..., Page]

_SCHEMES: Final = ("light", "dark")
_BATCHES: Final = 10  # for the workers to share
# Light and dark differ in colours alone.
_COLOURS: Final = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
_EVERYTHING: Final = {"resultTypes": ["violations"]}


def broken(page: Page, options: dict[str, object]) -> list[str]:
    """What axe-core finds: the rule, and the elements that break it."""
    return [
        f"{rule['id']}: {rule['help']}: "
        + "; ".join(node["html"][:160] for node in rule["nodes"][:3])
        for rule in Axe().run(page, options=options).response["violations"]
    ]


def test_every_template_keeps_the_rules_in_its_extremes(
    look_at: LookAt, extreme: str, language: str
) -> None:
    """Everything in English by light and in Chinese by dark; the dark's colours in English, too."""
    page = look_at(f"{language}/{extreme}", dark=language != "en")
    assert broken(page, _EVERYTHING) == []
    if language == "en":
        page.emulate_media(color_scheme="dark")
        assert broken(page, _COLOURS) == []


def test_an_open_source_card_keeps_the_rules(look_at: LookAt, language: str) -> None:
    page = look_at(f"{language}/indicators/1.1/")
    page.locator("main details.figure summary").first.click()
    assert broken(page, _EVERYTHING) == []
    page.emulate_media(color_scheme="dark")
    assert broken(page, _COLOURS) == []


def test_a_refused_report_keeps_the_rules(look_at: LookAt, language: str) -> None:
    page = look_at(f"{language}/corrections/003-079/")
    page.locator("main form button[type=submit]").click()
    assert broken(page, _EVERYTHING) == []


@pytest.mark.parametrize("batch", range(_BATCHES))
def test_a_sample_of_all_pages_keeps_the_rules(
    look_at: LookAt, subtests: pytest.Subtests, batch: int
) -> None:
    """A hundred pages, a quarter of them in each language and scheme."""
    everything = list(itertools.product(addresses(hong_kong()), LANGUAGES, _SCHEMES))
    for address, language, scheme in sample(everything, 100, SEED)[batch::_BATCHES]:
        with subtests.test(page=f"{language}/{address}", scheme=scheme):
            page = look_at(f"{language}/{address}", dark=scheme == "dark")
            assert broken(page, _EVERYTHING) == []
