"""Every kind of page: narrow and wide, light, dark and on paper; and never a fault in the console."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LookAt = Callable[..., Page]

_BRIGHTNESS = """() => {
    let color = getComputedStyle(document.body).backgroundColor;
    if (color === 'rgba(0, 0, 0, 0)') color = getComputedStyle(document.documentElement).backgroundColor;
    if (color === 'rgba(0, 0, 0, 0)') return 1;
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}"""

_WIDER_THAN_THE_SCREEN = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('main *, header *, footer *')].filter(
        (element) => element.getBoundingClientRect().right > width + 1);
    return [document.documentElement.scrollWidth, ...wide.slice(0, 5).map(
        (element) => element.outerHTML.slice(0, 120))];
}"""


def test_a_page_fits_a_phone_keeps_the_dark_and_prints(
    look_at: LookAt, extreme: str, language: str
) -> None:
    """What the browser reports of scripts, styles, policy and third parties fails the test too."""
    page = look_at(f"{language}/{extreme}", width=360, dark=True)
    assert page.evaluate(_WIDER_THAN_THE_SCREEN) == []
    assert page.locator("h1").is_visible()
    assert page.evaluate(_BRIGHTNESS) < 0.25, "the dark page is not dark"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.evaluate(_WIDER_THAN_THE_SCREEN) == []
    page.emulate_media(color_scheme="light")
    assert page.evaluate(_BRIGHTNESS) > 0.75, "the light page is not light"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(_BRIGHTNESS) > 0.9, "paper is white"
    assert page.locator("h1").is_visible()
    assert not page.locator("header form.search").is_visible(), "a form on paper"
