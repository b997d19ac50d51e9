"""Every page there is, read as a browser reads it: no dead link, no figure without its source.

A sample by default; all of them with TECHNOPOLE_TEST_PAGES=all.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from justhtml import JustHTML
from tests.journeys.addresses import LANGUAGES, SEED, SINGLE, addresses, on_day, rules, sample

from technopole.plan.packs import Pack

_PAGES_A_DAY: Final = 80
_TIMELESS: Final = ("about/", "data/", "search/")  # say something even before the first document
_HTML_LANGUAGE: Final = {"en": "en-GB", "zh-hant": "zh-Hant-HK"}
_HAN: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
_WORDS: Final = re.compile(r"[A-Za-z]{2,}(?:[\s\-,’'()]+[A-Za-z&]{2,}){2,}")
_UNSPOKEN: Final = frozenset({"script", "style", "code", "kbd", "pre", "textarea", "title"})


@dataclass
class Read:
    """A page as a browser's parser reads it, with everything that is wrong in it."""

    text: str
    language: str
    faults: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        parsed = JustHTML(self.text, sanitize=False, collect_errors=True)
        self.faults += [f"not well-formed: {error}" for error in parsed.errors]
        headings = self._read(parsed.root, self.language)
        if headings != 1:
            self.faults.append(f"{headings} first headings")
        html = parsed.query("html")[0]
        if html.attrs.get("lang") != _HTML_LANGUAGE[self.language]:
            self.faults.append(f"the page calls its language {html.attrs.get('lang')}")

    def _read(self, node: Any, language: str) -> int:
        """Read a node and what is in it; gives the number of its first headings."""
        headings = 0
        for child in node.children or ():
            if child.name == "#text":
                self._read_text(child, language)
                continue
            held = child.attrs or {}
            self._read_element(child, held)
            headings += child.name == "h1"
            if child.name not in _UNSPOKEN:
                headings += self._read(child, held.get("lang") or language)
        return headings

    def _read_element(self, node: Any, held: dict[str, str]) -> None:
        if "style" in held or node.name == "style":
            self.faults.append(f"a style of its own: {node.to_html()[:90]}")
        if node.name == "script" and (not held.get("src") or node.children):
            self.faults.append(f"a script of its own: {node.to_html()[:90]}")
        self.faults += [f"a handler: {name}" for name in held if name.startswith("on")]
        if name := held.get("id"):
            if name in self.ids:
                self.faults.append(f"two elements are called {name}")
            self.ids.add(name)
        if node.name == "a" and "href" in held:
            self.links.append(held["href"] or "")
        if node.name == "span" and "fig" in (held.get("class") or "").split():
            self._read_figure(node)

    def _read_figure(self, node: Any) -> None:
        """A figure opens its source, except within a card, a link, or its own page's heading."""
        above = node.parent
        while above is not None and above.name != "#document":
            if (
                above.name in ("a", "h1")
                or "card" in ((above.attrs or {}).get("class") or "").split()
            ):
                return
            above = above.parent
        siblings = node.parent.children
        after = siblings[siblings.index(node) + 1 :]
        card = next((each for each in after if each.name == "details"), None)
        if card is None:
            self.faults.append(f"a figure without its source: {node.to_text()}")
            return
        links = [link.attrs.get("href", "") for link in card.query("a")]
        for part in ("/sources/", "/figures/", "/series/", "/corrections/"):
            if not any(part in link for link in links):
                self.faults.append(f"the card of {node.to_text()} does not lead to {part}")

    def _read_text(self, node: Any, language: str) -> None:
        text = " ".join((node.data or "").split())
        if language.startswith("zh"):
            if not _HAN.search(text) and _WORDS.search(text):
                self.faults.append(f"English not marked: {text[:80]}")
        elif _HAN.search(text):
            self.faults.append(f"Chinese not marked: {text[:80]}")


class Visitor:
    """Goes where links lead, once each."""

    def __init__(self, client: Client, edition: Pack) -> None:
        self.client = client
        self.edition = edition
        self.known: dict[str, frozenset[str]] = {}
        self.answers: dict[str, int] = {}
        self.ids: dict[str, set[str]] = {}

    @cached_property
    def ever(self) -> frozenset[str]:
        """Every page that is known on some day."""
        return frozenset(
            page for day in self.edition.days for page in addresses(self.edition.as_of(day))
        )

    def knows(self, page: str, day: str) -> bool:
        """Whether the page shows its thing on that day."""
        if day not in self.known:
            pack = self.edition.as_of(date.fromisoformat(day)) if day else self.edition
            self.known[day] = frozenset(addresses(pack))
        return page in self.known[day]

    def fault_of(self, link: str, here: str, read: Read) -> str | None:
        """Why a link of the page leads nowhere; None for one that leads somewhere."""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return self._fault_of_outside(link)
        if not parts.path and not parts.query:
            return None if parts.fragment in read.ids else f"no #{parts.fragment} on the page"
        if not link.startswith("/"):
            return f"not a whole address: {link}"
        language, _, page = parts.path[1:].partition("/")
        query = parse_qs(parts.query)
        day = query.pop("as_of", [""])[0]
        if language in LANGUAGES and page in self.ever and not query:
            if not self.knows(page, day) and not _changes_day(link, here):
                return f"leads to what is not known by then: {link}"
        elif (status := self._status(link.partition("#")[0])) != 200:
            return f"{status}: {link}"
        if parts.fragment and parts.fragment not in self._ids(link, language):
            return f"no such place on the page: {link}"
        return None

    @staticmethod
    def _fault_of_outside(link: str) -> str | None:
        if link.startswith("http://testserver/"):
            return f"names the host: {link}"
        # Some public pages that rules rest on are known under an address of that kind alone.
        old = {source.address for source in rules().sources.values()}
        old |= {s.applying.address for s in rules().schemes.values() if s.applying}
        if not link.startswith(("https://", "mailto:")) and link not in old:
            return f"not safe: {link}"
        return None

    def _status(self, link: str) -> int:
        if link not in self.answers:
            self.answers[link] = self.client.get(link).status_code
        return self.answers[link]

    def _ids(self, link: str, language: str) -> set[str]:
        page = link.partition("#")[0]
        if page not in self.ids:
            self.ids[page] = Read(self.client.get(page).content.decode(), language).ids
        return self.ids[page]


def _changes_day(link: str, here: str) -> bool:
    """Whether a link stays on the page and changes its day, or its language, alone."""
    there, at = urlsplit(link), urlsplit(here)
    return (
        there.path.partition("/")[2].partition("/")[2]
        == at.path.partition("/")[2].partition("/")[2]
    )


def test_every_page_is_whole_and_leads_somewhere(
    client: Client,
    loaded_pack: Pack,
    subtests: pytest.Subtests,
    language: str,
    day: date | None,
) -> None:
    """Answers, is well-formed, says its language, shows every figure's source, and has no dead link."""
    visitor = Visitor(client, loaded_pack)
    asked = day.isoformat() if day else ""
    everything = sorted(visitor.ever - set(SINGLE))
    seed = zlib.crc32(f"{SEED}{language}{asked}".encode())
    for page in (*SINGLE, *sample(everything, _PAGES_A_DAY, seed)):
        here = f"/{language}/{on_day(page, asked)}"
        with subtests.test(page=here):
            response = client.get(here)
            assert response.status_code == (200 if visitor.knows(page, asked) else 404)
            read = Read(response.content.decode(), language)
            dead = (visitor.fault_of(link, here, read) for link in read.links)
            assert read.faults + [fault for fault in dead if fault] == []
