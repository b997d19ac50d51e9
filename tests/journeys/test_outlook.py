"""From the ranking of all targets to the numbers behind one verdict, and to every path of a forecast."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_from_the_least_likely_target_to_the_thresholds_of_a_method(visit: Visit) -> None:
    page = visit("en/outlook/")
    page.get_by_role("link", name="least likely first").click()
    page.wait_for_url("**order=unlikeliest")
    page.locator("table.ranking tbody tr").first.locator("th a").click()
    expect(page.locator("h1")).to_have_text(re.compile("manufacturing"))
    expect(page.locator("figure.fan svg").first).to_be_visible()
    table = page.locator("table.fan-table")
    expect(table).not_to_be_visible()
    page.get_by_text("The picture as a table").click()
    expect(table).to_be_visible()
    page.get_by_role("link", name="The numbers behind each verdict").click()
    behind = page.locator("details.method").first
    behind.locator("summary").first.click()
    expect(behind).to_contain_text("Growth so far over growth required")
    behind.get_by_role("link", name="The method and its thresholds").click()
    page.wait_for_url("**/outlook/methods/#eurostat-target")
    expect(page.locator("#eurostat-target")).to_contain_text("95 % of the required growth or more")


def test_every_path_of_a_forecast_can_be_kept(visit: Visit) -> None:
    page = visit("zh-hant/indicators/2.2/")
    page.get_by_text("以列表顯示").click()
    with page.expect_download() as kept:
        page.get_by_role("link", name=re.compile("4,000")).click()
    assert kept.value.suggested_filename == "2.2-paths.csv"
    assert kept.value.path().read_text().startswith("path,year,value\n1,2021,")
