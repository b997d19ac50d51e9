"""What the journeys share: every address of the site, a server as people start it, and a browser.

The server is `technopole serve` itself, one a worker, on a database of its own in the run's
PostgreSQL. The browser lives as long as a module: while Playwright runs, its thread has a running
loop, in which Django's models refuse to work, so no test here touches a model.

    TECHNOPOLE_TEST_PAGES=all make test ARGS="tests/journeys"    every page, not a sample
    TECHNOPOLE_TEST_PAGES=300 …                                  a larger sample
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)
from tests.journeys.addresses import LANGUAGES, extremes

from technopole.site.postgres import OWNER_ROLE, EmbeddedPostgres

_START_SECONDS = 60


# ── A server, as people start it ──────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Server:
    """Where it answers, its database for looking at without Django, and the folder of the documents."""

    address: str
    database: str
    sources: str | None


@pytest.fixture(scope="session")
def server(postgres: EmbeddedPostgres) -> Iterator[Server]:
    """`technopole serve`, with the documents where TECHNOPOLE_SOURCES names their folder."""
    name = f"technopole_journeys_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    postgres.prepare_database(name)
    sources = os.environ.get("TECHNOPOLE_SOURCES")
    with ExitStack() as stack:
        data = Path(tempfile.mkdtemp(prefix="technopole-journeys-"))
        stack.callback(shutil.rmtree, data, ignore_errors=True)
        said = stack.enter_context((data / "said").open("w+"))
        environment = {n: v for n, v in os.environ.items() if n != "DJANGO_SETTINGS_MODULE"}
        process = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", "from technopole.cli.main import app; app()",
                 "serve", "--port", "0", "--data", str(data), *(["--sources", sources] if sources else [])],
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env=environment | {
                    "DATABASE_URL": postgres.url(database=name),
                    "DATABASE_OWNER_URL": postgres.url(OWNER_ROLE, name),
                    "WEB_CONCURRENCY": "1",
                    "COLUMNS": "200",
                },
            )
        )  # fmt: skip
        stack.callback(process.terminate)
        deadline = time.monotonic() + _START_SECONDS
        while not (found := re.search(r"http://127\.0\.0\.1:\d+/", (data / "said").read_text())):
            assert process.poll() is None, (data / "said").read_text()
            assert time.monotonic() < deadline, (data / "said").read_text()
            time.sleep(0.05)
        yield Server(found[0], postgres.url(database=name), sources)


# ── A browser ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
                  "--disable-component-update", "--disable-quic", "--no-first-run"],
        )  # fmt: skip
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a page must never do: report an error, break the policy, or ask somebody else."""

    address: str
    faults: list[str] = field(default_factory=list)

    def on_console(self, message: ConsoleMessage) -> None:
        # A page that answers 404 or 400 is an error to the console; its status is asserted in the test.
        its_own = message.text.startswith("Failed to load resource") and "/static/" not in (
            message.location.get("url", "")
        )
        if message.type in ("error", "warning") and not its_own:
            self.faults.append(f"console {message.type}: {message.text}")

    def on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and not request.url.startswith(self.address):
            self.faults.append(f"third party: {request.url}")


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Open a page as a visitor: `visit("en/plan/", dark=True)`. What a page must never do fails the test."""
    watch = Watch(server.address)
    with ExitStack() as stack:
        yield partial(_visit, browser, server, watch, stack)
    assert watch.faults == []


def _visit(
    browser: Browser,
    server: Server,
    watch: Watch,
    stack: ExitStack,
    page: str,
    *,
    width: int = 1280,
    dark: bool = False,
    script: bool = True,
    **more: Any,
) -> Page:
    context: BrowserContext = browser.new_context(
        base_url=server.address,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
        **more,
    )
    stack.callback(context.close)
    context.set_default_timeout(10_000)
    context.on("console", watch.on_console)
    context.on("request", watch.on_request)
    context.on("weberror", lambda error: watch.faults.append(f"script: {error.error}"))
    opened = context.new_page()
    answer = opened.goto(page)
    assert answer is not None
    assert answer.status < 500, page
    return opened


@pytest.fixture(scope="module")
def window(browser: Browser, server: Server) -> Iterator[tuple[Page, Watch]]:
    """One window for many pages: to open one costs more than to load a page."""
    watch = Watch(server.address)
    with ExitStack() as stack:
        yield _visit(browser, server, watch, stack, "health"), watch


@pytest.fixture
def look_at(window: tuple[Page, Watch]) -> Iterator[Callable[..., Page]]:
    """Like `visit`, in a window that was used before: `look_at("en/plan/", dark=True)`."""
    page, watch = window
    watch.faults.clear()
    yield partial(_look_at, page)
    assert watch.faults == []


def _look_at(page: Page, place: str, *, width: int = 1280, dark: bool = False) -> Page:
    page.emulate_media(color_scheme="dark" if dark else "light", media="screen")
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto(place)
    assert answer is not None
    assert answer.status < 500, place
    return page


# ── Pages as parameters ───────────────────────────────────────────────────────────────────────


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`extreme` is each page of `extremes`; `day` each day on which the site is crawled."""
    if "extreme" in metafunc.fixturenames:
        metafunc.parametrize("extreme", extremes())
    if "day" in metafunc.fixturenames:
        metafunc.parametrize("day", [None, date(2022, 1, 1), date(2023, 12, 31)], ids=str)
    if "language" in metafunc.fixturenames:
        metafunc.parametrize("language", LANGUAGES)
