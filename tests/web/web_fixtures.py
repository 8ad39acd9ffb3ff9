"""One real server and one real browser for all tests of the web room.

A plugin, named in `pytest_plugins` by each file that uses it: a second conftest.py would be a second module of one name.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from served import PATIENCE, Beginning, Server, serving, states_until

expect.set_options(timeout=20_000)
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beginning]:
    """Start a server with nothing indexed; hold its database until the first answers have been seen."""
    folder = tmp_path_factory.mktemp("server")
    with closing(sqlite3.connect(folder / "records.db", isolation_level=None)) as lock:
        lock.execute("PRAGMA journal_mode=WAL")
        lock.execute("BEGIN IMMEDIATE")
        with serving(folder) as server, ThreadPoolExecutor(1) as impatient:
            health = server.await_answer("/healthz")
            page = server.client.get("/")
            unready = server.client.get("/readyz")
            turn = impatient.submit(server.turn, "How do I cancel?", practice="juniper-street")
            lock.execute("ROLLBACK")
            first_turn = turn.result(PATIENCE)
            states = states_until(server, lambda engines: engines["index"] == "ok")
            yield Beginning(server, health, page, unready, first_turn, states)


@pytest.fixture(scope="session")
def server(beginning: Beginning) -> Server:
    """Return the server with its index complete."""
    return beginning.server


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start the browser, which keeps an event loop of its own while it runs; without one skip, except in CI, where its absence is a failure."""
    if not CHROMIUM.exists():
        reason = f"there is no Chromium at {CHROMIUM}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Window:
    """A browser window, with the addresses that it asked for and what it complained of."""

    context: BrowserContext
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Window]:
    """Open one window for all tests; the page stores nothing in it, which a test proves."""
    with chromium.new_context(viewport={"width": 1200, "height": 850}) as context:
        opened = Window(context)
        context.on("request", lambda request: opened.requests.append(request.url))
        context.on("console", lambda message: opened.complaints.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: opened.complaints.append(str(error.error)))
        yield opened


@pytest.fixture
def page(window: Window, server: Server) -> Iterator[Page]:
    """Open the chat page; at the end it must have asked only our server, and complained of nothing.

    That a request was refused is a complaint of the browser's own, and what some tests are about.
    """
    window.requests.clear()
    window.complaints.clear()
    opened = window.context.new_page()
    opened.goto(server.url)
    yield opened
    for each in window.context.pages:
        each.close()
    foreign = [url for url in window.requests if not re.match(rf"{re.escape(server.url)}/|data:,$|blob:", url)]
    assert foreign == []
    assert [each for each in window.complaints if not each.startswith("error: Failed to load resource")] == []
