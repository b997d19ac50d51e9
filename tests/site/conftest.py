"""What the portal's tests share: reading a page as a browser would, without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass
class Page(HTMLParser):
    """A page read for what must never stand in one."""

    text: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    language: str = ""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self._open: list[str] = []
        self.feed(self.text)
        if self._open:
            self.faults.append(f"left open: {self._open}")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        held = dict(attributes)
        if "style" in held or tag == "style":
            self.faults.append(f"inline style at {self.getpos()}")
        if tag == "script" and not held.get("src"):
            self.faults.append(f"inline script at {self.getpos()}")
        if any(name.startswith("on") for name in held):
            self.faults.append(f"inline handler at {self.getpos()}")
        if tag in ("details", "div", "ul", "table") and "p" in self._open:
            self.faults.append(f"<{tag}> inside <p> at {self.getpos()}")
        if tag == "html":
            self.language = held.get("lang") or ""
        if tag == "a" and held.get("href"):
            self.links.append(held["href"] or "")
        if held.get("id"):
            self.ids.append(held["id"] or "")
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else at {self.getpos()}")


@pytest.fixture
def read_page() -> Callable[[HttpResponse], Page]:
    """The page in an answer, read as a browser would."""
    return lambda response: Page(response.content.decode())
