"""The chat on a practice's own site: a page on one site, the frame from another, in a real browser."""

import json
import random
import re
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Frame,
    FrameLocator,
    Locator,
    Page,
    Request,
    Route,
    expect,
)
from served import ROOT, Server, serving
from visitor import ASKED

pytest_plugins = ["web_fixtures"]
pytestmark = pytest.mark.browser

HOME, OTHER, UNLISTED = (
    "juniper-street",
    "millbrook-family",
    "harbor-lane",
)  # the first two list the site, the last does not
DESK, PHONE = (1280, 900), (390, 844)
NAME = "Questions about joining?"  # of the button
TITLE = "Questions about joining"  # of the dialog and of the frame
CHAT = "plainterms-chat"
BUTTON = f"{CHAT} button[part=button]"
DIALOG = f"{CHAT} dialog"
FRAME = f"{CHAT} iframe"
LINK = "Open the chat in a new tab"
PROSE = "<p>Adults pay $95 a month.</p>" * 12

LISTEN = """
    window.heard = [];
    for (const name of ["open", "close", "answer", "error"]) {
        document.addEventListener(`plainterms:${name}`, ({ detail, composed, bubbles, target }) =>
            heard.push({ name, detail, composed, bubbles, from: target.localName }));
    }
    window.posted = [];
    addEventListener("message", ({ origin, data }) => posted.push({ origin, data }));
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
"""What every page of the site notes of the chat: its events, its messages, and what the page's policy forbade."""


@dataclass(frozen=True)
class Place:
    """A site and the server of the chat: the site's pages are what tests put there."""

    server: Server
    url: str
    elsewhere: str  # the same pages under an origin that no practice has listed
    pages: dict[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)

    def put(self, body: str, head: str = "", **headers: str) -> str:
        """Put a page on the site and return its path; `headers` are written with _ for -."""
        path = f"/{len(self.pages)}"
        html = (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f'<link rel="icon" href="data:,"><title>Juniper Street</title>{head}</head><body>{body}</body></html>'
        )
        self.pages[path] = html, {name.replace("_", "-"): value for name, value in headers.items()}
        return path

    def script(self, how: str = "async") -> str:
        """Return the script without a practice, for pages that write the element themselves."""
        return f'<script {how} src="{self.server.url}/widget.js"></script>'

    def tag(self, practice: str = HOME, how: str = "async", **data: str) -> str:
        """Return the tag that a practice pastes."""
        said = "".join(f' data-{name}="{value}"' for name, value in data.items())
        return f'<script {how} src="{self.server.url}/widget.js" data-practice="{practice}"{said}></script>'

    def chat(self, practice: str) -> str:
        """Return the address of a practice's chat."""
        return f"{self.server.url}/embed/{practice}"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Serve a site on localhost, and the chat on 127.0.0.1, which is another site; two practices have listed the first."""
    folder = tmp_path_factory.mktemp("widget")
    knowledge = folder / "knowledge"
    shutil.copytree(ROOT / "knowledge", knowledge)
    pages: dict[str, tuple[str, Mapping[str, str]]] = {}

    class Pages(BaseHTTPRequestHandler):
        """The site."""

        def do_GET(self) -> None:
            """Send a page that a test has put there."""
            html, headers = pages.get(urlsplit(self.path).path, ("", {}))
            self.send_response(200 if html else 404)
            for name, value in {"Content-Type": "text/html", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing: pytest's output is for what fails."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        url = f"http://localhost:{host.server_port}"
        for practice in (HOME, OTHER):
            file = knowledge / "practices" / practice / "practice.yaml"
            file.write_text(
                file.read_text("utf-8").replace("allowed_sites:\n", f"allowed_sites:\n  - {url}\n"), "utf-8"
            )
        try:
            with serving(folder, KNOWLEDGE=str(knowledge), EMBEDDINGS="none") as server:
                server.await_answer("/readyz")
                yield Place(server, url, f"http://127.0.0.1:{host.server_port}", pages)
        finally:
            host.shutdown()


@dataclass(frozen=True)
class Visit:
    """A visitor's tab, the requests it made and what it complained of; a test that expects complaints takes them out."""

    tab: Page
    place: Place
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, body: str, head: str = "", at: str = "", **headers: str) -> Page:
        """Open a page with this body."""
        self.tab.goto((at or self.place.url) + self.place.put(body, head, **headers))
        return self.tab

    @property
    def ours(self) -> list[Request]:
        """The requests that went to the server of the chat."""
        return [each for each in self.requests if each.url.startswith(self.place.server.url)]

    @property
    def bytes(self) -> int:
        """How many bytes the server of the chat sent, headers included."""
        sizes = [each.sizes() for each in self.ours]
        assert all(each["responseHeadersSize"] > 0 for each in sizes)
        return sum(each["responseHeadersSize"] + each["responseBodySize"] for each in sizes)

    def take_complaints(self) -> list[str]:
        """Return what the tab complained of, once."""
        taken = list(self.complaints)
        self.complaints.clear()
        return taken


@contextmanager
def visiting(context: BrowserContext, place: Place) -> Iterator[Visit]:
    """Open a tab; at the end it must have complained of nothing."""
    context.add_init_script(f"if (top === self) {{ {LISTEN} }}")
    visit = Visit(context.new_page(), place)

    def requested(request: Request) -> None:
        visit.requests.append(request)

    def complained(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            visit.complaints.append(message.text)

    visit.tab.on("request", requested)
    visit.tab.on("console", complained)
    visit.tab.on("pageerror", lambda error: visit.complaints.append(str(error)))
    yield visit
    assert visit.complaints == []


@pytest.fixture
def visit(chromium: Browser, place: Place) -> Iterator[Visit]:
    """Open a tab of a visitor who has never been here, on a desk's screen."""
    with new_context(chromium) as context, visiting(context, place) as opened:
        yield opened


def new_context(browser: Browser, size: tuple[int, int] = DESK) -> BrowserContext:
    """Open a window in which nothing is stored."""
    viewport = {"width": size[0], "height": size[1]}
    return browser.new_context(viewport=viewport, locale="en-US", timezone_id="UTC")  # type: ignore[arg-type]  # a plain dict


def chat_in(tab: Page, which: str = CHAT) -> FrameLocator:
    """Return the chat within its frame."""
    return tab.frame_locator(f"{which} iframe")


def frame_of(tab: Page, practice: str = HOME) -> Frame:
    """Return the frame that shows a practice's chat."""
    (found,) = [each for each in tab.frames if urlsplit(each.url).path == f"/embed/{practice}"]
    return found


def press(tab: Page) -> FrameLocator:
    """Open the chat by its button, and return it when it can be written in."""
    tab.locator(BUTTON).click()
    chat = chat_in(tab)
    expect(chat.locator("#message")).to_be_focused()
    return chat


def await_ready(tab: Page, count: int = 1) -> None:
    """Wait until so many frames have said that they can be spoken to: what is typed earlier is not sent."""
    told = "count => posted.filter(each => each.data.plainterms === 'ready').length >= count"
    tab.wait_for_function(told, arg=count)


def turns(chat: FrameLocator | Page) -> Locator:
    """Return the turns that have been answered."""
    return chat.locator("[role=log] > article.turn:not([aria-busy])")


def ask(chat: FrameLocator | Page, message: str = ASKED) -> Locator:
    """Ask by keyboard, and return the answer."""
    before = turns(chat).count()
    chat.locator("#message").fill(message)
    chat.locator("#message").press("Enter")
    expect(turns(chat)).to_have_count(before + 1)
    return turns(chat).nth(before)


def heard(tab: Page, name: str) -> list[dict[str, Any]]:
    """Return the events of a name that reached the document."""
    return [each for each in tab.evaluate("heard") if each["name"] == name]


def await_event(tab: Page, name: str, count: int = 1) -> list[dict[str, Any]]:
    """Wait for an event, and return all of its name."""
    tab.wait_for_function(
        "([name, count]) => heard.filter(each => each.name === name).length >= count", arg=[name, count]
    )
    return heard(tab, name)


def focus_in(tab: Page) -> str:
    """Name what has the focus, within the chat's shadow too."""
    found: str = tab.evaluate(
        """() => {
            let each = document.activeElement;
            while (each?.shadowRoot?.activeElement) each = each.shadowRoot.activeElement;
            return each.id || each.getAttribute("part") || each.textContent.trim() || each.localName;
        }"""
    )
    return found


def expect_focus(tab: Page, name: str) -> None:
    """Wait until the focus is there: a message from the frame takes a moment."""
    tab.wait_for_function(
        """name => {
            let each = document.activeElement;
            while (each?.shadowRoot?.activeElement) each = each.shadowRoot.activeElement;
            return (each.id || each.getAttribute("part") || each.textContent.trim() || each.localName) === name;
        }""",
        arg=name,
    )


def expect_open(tab: Page, count: int = 1) -> None:
    """Wait until so many dialogs of the chat are open."""
    expect(tab.locator(f"{DIALOG}[open]")).to_have_count(count)


# Before it is opened

STORED = """async () => [document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length]"""
SHIFTS = """() => new Promise(done => {
    const seen = [];
    new PerformanceObserver(list => seen.push(...list.getEntries().map(each => each.value))).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(seen), 300);
})"""


def test_a_page_pays_one_small_request(visit: Visit) -> None:
    """Nothing else is asked for, drawn, moved or stored until the button is pressed."""
    tab = visit.go(PROSE + visit.place.tag())
    expect(tab.locator(BUTTON)).to_be_visible()
    tab.wait_for_load_state("networkidle")

    assert [f"{visit.place.server.url}/widget.js"] == [each.url for each in visit.ours]
    assert visit.bytes <= 2048
    assert tab.locator("iframe").count() == 0
    assert tab.evaluate(SHIFTS) == []
    assert ["", 0, 0, 0, 0] == tab.evaluate(STORED)
    assert visit.tab.context.cookies() == []


# The button


def test_the_button_says_what_it_opens(visit: Visit) -> None:
    """It is a button with a name, a kind and a state, large enough, and keys reach it."""
    tab = visit.go('<a id="link" href="#a">A link</a>' + visit.place.tag())
    button = tab.get_by_role("button", name=NAME, exact=True)
    expect(button).to_have_attribute("aria-haspopup", "dialog")
    expect(button).to_have_attribute("aria-expanded", "false")
    tab.keyboard.press("Tab")
    assert focus_in(tab) == "link"
    tab.keyboard.press("Tab")
    assert focus_in(tab) == "button"
    assert 2 <= float(button.evaluate("each => parseFloat(getComputedStyle(each).outlineWidth)"))

    tab.keyboard.press("Enter")
    expect_open(tab)
    expect(button).to_have_attribute("aria-expanded", "true")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44


def luminance(colour: str) -> float:
    """Return the relative luminance of a computed colour, as WCAG defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two computed colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


DRESSED = """([tag, accents]) => accents.map(accent => {
    const chat = document.querySelector(tag);
    chat.setAttribute("accent", accent);
    const { backgroundColor, color } = getComputedStyle(chat.button);
    return [backgroundColor, color];
})"""


def test_words_can_be_read_on_every_accent(visit: Visit) -> None:
    """Black or white, whichever is easier to read on the practice's colour: the hardest colours are among these."""
    tab = visit.go(visit.place.tag())
    tab.locator(BUTTON).wait_for()
    chance = random.Random(20261122)
    drawn = ["#{:06x}".format(chance.randrange(1 << 24)) for _ in range(200)]  # noqa: UP032
    accents = [*drawn, "#e72124", "#008180", "#000000", "#ffffff", "#777777", "#FF0000", "#0000ff", "#00ff00"]
    dressed = tab.evaluate(DRESSED, [CHAT, accents])
    wrong = {accent: pair for accent, pair in zip(accents, dressed, strict=True) if contrast(*pair) < 4.5}

    assert wrong == {}
    assert ["rgb({}, {}, {})".format(*bytes.fromhex(each[1:])) for each in accents] == [each for each, _ in dressed]
    assert {"rgb(0, 0, 0)", "rgb(255, 255, 255)"} == {each for _, each in dressed}


NO_COLOURS = ["red;}", "javascript:alert(1)", "#12", "#1234567", "red", "var(--x)", "#12345g", "", "url(//x)"]


def test_what_is_no_colour_is_ignored(visit: Visit) -> None:
    """The button keeps the colour that it has without an accent."""
    tab = visit.go(visit.place.tag())
    tab.locator(BUTTON).wait_for()

    assert [["rgb(10, 85, 100)", "rgb(255, 255, 255)"]] * 9 == tab.evaluate(DRESSED, [CHAT, NO_COLOURS])
    assert tab.locator(CHAT).get_attribute("style") is None


def test_the_tag_passes_on_colour_and_words(visit: Visit) -> None:
    """What stands in the tag stands on the button, as text: never as HTML."""
    label = "&lt;img src=x onerror=alert(1)&gt; Ask"
    tab = visit.go(visit.place.tag(accent="#33523b", label=label))

    expect(tab.get_by_role("button", name="<img src=x onerror=alert(1)> Ask", exact=True)).to_be_visible()
    assert tab.locator(f"{CHAT} img").count() == 0
    assert tab.locator(BUTTON).evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(51, 82, 59)"


def test_the_button_is_not_printed(visit: Visit) -> None:
    """A page that is printed has no button on it."""
    tab = visit.go(visit.place.tag())
    expect(tab.locator(BUTTON)).to_be_visible()
    tab.emulate_media(media="print")
    expect(tab.locator(BUTTON)).to_be_hidden()


# Opening


def test_opening_loads_the_chat_and_little_else(visit: Visit) -> None:
    """The frame is made only now, from our own address, and all that came weighs at most 40 kB."""
    tab = visit.go(PROSE + visit.place.tag())
    tab.locator(BUTTON).wait_for()
    press(tab)
    for last in ("decisions.js", "keeping.js"):
        arrived = "name => performance.getEntriesByType('resource').some(each => each.name.endsWith(name))"
        frame_of(tab).wait_for_function(arrived, arg=last)
    paths = [urlsplit(each.url).path for each in visit.ours]

    assert ["/widget.js", "/widget/dialog.js", f"/embed/{HOME}"] == paths[:3]
    assert len(paths) == len(set(paths))
    assert visit.bytes <= 40_000
    assert [
        each.url
        for each in visit.requests
        if not each.url.startswith((visit.place.server.url, visit.place.url, "data:"))
    ] == []
    expect(tab.get_by_role("dialog", name=TITLE, exact=True)).to_be_visible()
    assert tab.locator(FRAME).get_attribute("title") == TITLE


def test_the_focus_goes_into_the_frame_and_through_it(visit: Visit) -> None:
    """From the question box on to what stands after it, and from Close into the frame."""
    tab = visit.go(visit.place.tag())
    chat = press(tab)
    assert focus_in(tab) == TITLE or focus_in(tab) == "iframe"
    assert frame_of(tab).evaluate("document.hasFocus()")
    stops = []
    for _ in range(3):
        tab.keyboard.press("Tab")
        stops.append(frame_of(tab).evaluate("document.activeElement.id || document.activeElement.textContent"))
    first = chat.locator("main button:visible").all_inner_texts()[:3]
    assert ["send", *first[1:]] == stops
    tab.get_by_role("button", name="Close", exact=True).focus()
    tab.keyboard.press("Tab")
    assert frame_of(tab).evaluate("document.hasFocus()")
    tab.keyboard.press("Shift+Tab")
    assert focus_in(tab) == "Close"
    expect(chat.locator("#message")).to_be_visible()


def at_box(tab: Page, chat: FrameLocator) -> None:
    """Press Escape in the question box."""
    chat.locator("#message").press("Escape")


def at_answer(tab: Page, chat: FrameLocator) -> None:
    """Press Escape where an answer has the focus."""
    ask(chat)
    expect(chat.locator("article.turn h2").first).to_be_focused()
    tab.keyboard.press("Escape")


def at_close(tab: Page, chat: FrameLocator) -> None:
    """Press Escape on Close."""
    tab.get_by_role("button", name="Close", exact=True).press("Escape")


def by_close(tab: Page, chat: FrameLocator) -> None:
    """Press Close."""
    tab.get_by_role("button", name="Close", exact=True).click()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("leave", [at_box, at_answer, at_close, by_close])
def test_every_way_out_leads_back(
    visit: Visit, leave: Callable[[Page, FrameLocator], None], size: tuple[int, int]
) -> None:
    """Escape and Close close it, and the focus is where it was: on the button."""
    visit.tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab = visit.go(PROSE + visit.place.tag())
    leave(tab, press(tab))
    expect_open(tab, 0)
    expect_focus(tab, "button")

    expect(tab.locator(BUTTON)).to_have_attribute("aria-expanded", "false")
    assert len(heard(tab, "close")) == 1


def test_the_focus_returns_to_the_sites_own_button(visit: Visit) -> None:
    """When the site opened the chat, whoever closes it is where they were on the site."""
    tab = visit.go(
        f"""<button id="own" onclick="document.querySelector('{CHAT}').open()">Ask us</button>{visit.place.tag()}"""
    )
    tab.locator(BUTTON).wait_for()
    tab.locator("#own").press("Enter")
    expect(chat_in(tab).locator("#message")).to_be_focused()
    tab.keyboard.press("Escape")

    expect_open(tab, 0)
    expect_focus(tab, "own")


def test_a_dialog_within_the_chat_closes_alone(visit: Visit) -> None:
    """Escape closes what is on top: first the question whether to delete, then the chat."""
    tab = visit.go(visit.place.tag())
    chat = press(tab)
    ask(chat)
    chat.locator("#delete").click()
    tab.keyboard.press("Escape")
    expect(chat.locator("dialog[open]")).to_have_count(0)
    expect_open(tab, 1)
    tab.keyboard.press("Escape")
    expect_open(tab, 0)


def test_opening_again_shows_the_same_talk(visit: Visit) -> None:
    """What was said is still there, in the same frame."""
    tab = visit.go(visit.place.tag())
    chat = press(tab)
    ask(chat)
    tab.keyboard.press("Escape")
    expect_open(tab, 0)
    press(tab)

    assert turns(chat).count() == 1
    assert tab.locator(FRAME).count() == 1
    assert len([each for each in visit.ours if "/embed/" in each.url]) == 1
    expect(ask(chat, "And is it insurance?")).to_be_visible()


def test_the_button_closes_as_well(visit: Visit) -> None:
    """It stays in sight beside the dialog, and is a switch."""
    tab = visit.go(visit.place.tag())
    press(tab)
    tab.locator(BUTTON).click()
    expect_open(tab, 0)


# Screens

COVERED = """tag => [[2, 2], [innerWidth - 3, 2], [2, innerHeight - 3], [innerWidth - 3, innerHeight - 3], [innerWidth / 2, innerHeight / 2]]
    .map(([x, y]) => document.elementFromPoint(x, y)?.localName)"""
WIDE = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"


def test_on_a_phone_the_chat_is_all_there_is(visit: Visit) -> None:
    """It covers the screen, the page behind is inert, and nothing is wider than the screen."""
    visit.tab.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    tab = visit.go(f'<button id="own">Ours</button>{PROSE}{visit.place.tag()}')
    ask(press(tab))
    tab.evaluate("own.focus()")

    assert [CHAT] * 5 == tab.evaluate(COVERED)
    assert focus_in(tab) != "own"
    assert tab.locator(DIALOG).evaluate("each => each.matches(':modal')")
    assert tab.evaluate(WIDE) <= PHONE[0]
    assert frame_of(tab).evaluate(WIDE) <= PHONE[0]


def test_on_a_desk_the_page_can_still_be_used(visit: Visit) -> None:
    """The dialog stands beside the page's text, which can be read and pressed meanwhile."""
    tab = visit.go(f'<button id="own" onclick="this.textContent = 1">Ours</button>{PROSE}{visit.place.tag()}')
    press(tab)
    tab.locator("#own").click()

    assert not tab.locator(DIALOG).evaluate("each => each.matches(':modal')")
    expect(tab.locator("#own")).to_have_text("1")
    assert tab.evaluate(WIDE) <= DESK[0]
    assert frame_of(tab).evaluate(f"{WIDE} <= innerWidth")


# Events and methods


def test_events_reach_the_page_and_hold_no_word(visit: Visit) -> None:
    """Open, answer, error and close bubble out of the element; none tells what was said."""
    tab = visit.go(visit.place.tag())
    chat = press(tab)
    ask(chat, "Quillwort: what does it cost to leave early?")
    await_event(tab, "answer")
    tab.route("**/api/v1/turns", lambda route: route.fulfill(status=503, json={"detail": "Quillwort"}))
    chat.locator("#message").fill("Quillwort again")
    chat.locator("#message").press("Enter")
    await_event(tab, "error")
    tab.keyboard.press("Escape")
    await_event(tab, "close")
    events = tab.evaluate("heard")
    said = tab.evaluate("posted")
    visit.take_complaints()  # of the refused request

    assert ["open", "answer", "error", "close"] == [each["name"] for each in events]
    assert {(True, True, CHAT)} == {(each["composed"], each["bubbles"], each["from"]) for each in events}
    assert {"null"} == {json.dumps(each["detail"]) for each in events}
    assert {visit.place.server.url} == {each["origin"] for each in said}
    assert {"ready", "answer", "error", "close"} == {each["data"]["plainterms"] for each in said}
    assert all(each["data"].keys() == {"plainterms"} for each in said)


def test_the_site_can_ask(visit: Visit) -> None:
    """`ask` opens the chat and sends the question, also before the chat has been loaded; `close` closes it."""
    tab = visit.go(visit.place.tag())
    tab.locator(BUTTON).wait_for()
    tab.evaluate(f"document.querySelector('{CHAT}').ask('How do I cancel?')")
    chat = chat_in(tab)
    expect(turns(chat)).to_have_count(1)
    expect(chat.locator("article.turn h2 span")).to_have_text("How do I cancel?")
    expect_open(tab)
    tab.evaluate(f"document.querySelector('{CHAT}').ask('Is it insurance?')")
    expect(turns(chat)).to_have_count(2)
    tab.evaluate(f"document.querySelector('{CHAT}').close()")
    expect_open(tab, 0)
    tab.evaluate(f"document.querySelector('{CHAT}').open()")
    expect_open(tab)


def test_what_the_site_asks_is_text(visit: Visit) -> None:
    """Neither HTML nor an object is anything but words."""
    tab = visit.go(visit.place.tag())
    tab.locator(BUTTON).wait_for()
    tab.evaluate(f"document.querySelector('{CHAT}').ask('<img src=x onerror=alert(1)> How do I cancel?')")
    chat = chat_in(tab)
    expect(turns(chat)).to_have_count(1)

    expect(chat.locator("article.turn h2 span")).to_have_text("<img src=x onerror=alert(1)> How do I cancel?")
    assert chat.locator("[role=log] img").count() == 0


# Messages

FORGED = """for (const message of ["close", "answer", "error", "ready", { close: true }]) %s.postMessage({ plainterms: message }, "*");"""


def test_messages_of_others_are_ignored(visit: Visit) -> None:
    """The page itself and a frame of another origin cannot speak for the chat."""
    liar = visit.place.put(f"<script>{FORGED % 'parent'}</script>")
    tab = visit.go(visit.place.tag())
    press(tab)
    tab.evaluate(FORGED % "window")
    tab.evaluate(
        "src => document.body.append(Object.assign(document.createElement('iframe'), { src }))",
        visit.place.elsewhere + liar,
    )
    tab.wait_for_function("posted.length >= 11")  # five, five, and the frame's own word

    expect_open(tab)
    assert ["open"] == [each["name"] for each in tab.evaluate("heard")]
    assert {visit.place.server.url, visit.place.url, visit.place.elsewhere} == {
        each["origin"] for each in tab.evaluate("posted")
    }


def test_a_frame_of_our_own_speaks_for_itself_alone(visit: Visit) -> None:
    """With two chats open, closing one within its frame leaves the other open."""
    tab = visit.go(elements(HOME, OTHER) + visit.place.script())
    for practice in (OTHER, HOME):
        tab.evaluate("id => document.getElementById(id).open()", practice)
        expect(chat_in(tab, f"#{practice}").locator("#message")).to_be_focused()
    chat_in(tab, f"#{HOME}").locator("#message").press("Escape")

    expect_open(tab, 1)
    assert tab.locator(f"#{OTHER} dialog").evaluate("each => each.open")


SPEAK = """<iframe id="chat" src="%s"></iframe><script>
    chat.onload = () => { for (const message of [{ hello: true }, { ask: "How do I cancel?" }]) chat.contentWindow.postMessage({ plainterms: message }, "*"); };
    window.answered = [];
    addEventListener("message", ({ data }) => (answered.push(data), parent !== self && parent.postMessage(data, "*")));
</script>"""


def without_policy(tab: Page) -> None:
    """Take the policy from the chat's page, as if nothing but its script kept strangers out."""

    def answer(route: Route) -> None:
        response = route.fetch()
        kept = {name: value for name, value in response.headers.items() if name != "content-security-policy"}
        route.fulfill(response=response, headers=kept)

    tab.route("**/embed/*", answer)


@pytest.mark.parametrize("listed", [True, False])
def test_the_frame_hears_a_listed_page_alone(visit: Visit, listed: bool) -> None:
    """Even where the browser did not keep it out, a page that is not listed gets no word and cannot ask."""
    without_policy(visit.tab)
    tab = visit.go(SPEAK % visit.place.chat(HOME), at=visit.place.url if listed else visit.place.elsewhere)
    chat = tab.frame_locator("#chat")
    expect(chat.locator("#message")).to_be_visible()
    if listed:
        expect(turns(chat)).to_have_count(1)
    else:
        tab.wait_for_timeout(700)  # for what must not happen

    said = tab.evaluate("answered.map(each => each.plainterms)")
    assert (["ready", "answer"] if listed else []) == said
    assert chat.locator("article").count() == int(listed)


def test_a_listed_page_further_out_does_not_help(visit: Visit) -> None:
    """The frame hears its own parent, not one around it that is listed."""
    without_policy(visit.tab)
    between = visit.place.put(SPEAK % visit.place.chat(HOME))
    tab = visit.go(f'<iframe id="between" src="{visit.place.elsewhere}{between}"></iframe>')
    chat = tab.frame_locator("#between").frame_locator("#chat")
    expect(chat.locator("#message")).to_be_visible()
    tab.wait_for_timeout(700)

    assert tab.evaluate("posted") == []
    assert chat.locator("article").count() == 0


def test_a_window_that_opened_the_chat_hears_nothing(visit: Visit) -> None:
    """The chat in a tab of its own neither answers nor obeys who opened it."""
    tab = visit.go("<p>A page")
    with tab.context.expect_page() as opening:
        tab.evaluate("url => void (window.opened = open(url))", visit.place.chat(HOME))
    expect(opening.value.locator("#message")).to_be_visible()
    tab.evaluate("""opened.postMessage({ plainterms: { hello: true, ask: "How do I cancel?" } }, "*")""")
    tab.wait_for_timeout(700)

    assert tab.evaluate("posted") == []
    assert opening.value.evaluate("opener") is None
    assert opening.value.locator("article").count() == 0


# Where it cannot be shown


def no_change(_: Page) -> None:
    """Leave the network as it is."""


def frame_down(tab: Page) -> None:
    """Let the server be gone after the dialog's script was loaded."""
    tab.route("**/embed/*", lambda route: route.abort())


def all_down(tab: Page) -> None:
    """Let the server be gone after the tag's script was loaded."""
    tab.route(re.compile(r"/embed/|/widget/"), lambda route: route.abort())


FRAME_POLICY = "script-src 'unsafe-inline' {server}; frame-src 'self'"
DEFAULT_POLICY = "default-src 'self'; script-src {server}; img-src data:"
SCRIPT_POLICY = "script-src 'unsafe-inline' {server}/widget.js; frame-src {server}"
BLOCKED: dict[str, tuple[str, str, Callable[[Page], None], str, bool]] = {
    # practice, the page's policy, what happens on the way, the reason that is told, whether the link leads to a chat
    "not listed": (UNLISTED, "", no_change, "blocked", True),
    "unknown": ("nowhere", "", no_change, "blocked", False),
    "frame forbidden": (HOME, FRAME_POLICY, no_change, "frame-src", True),
    "frame not allowed": (HOME, DEFAULT_POLICY, no_change, "frame-src", True),
    "script forbidden": (HOME, SCRIPT_POLICY, no_change, "script", True),
    "frame lost": (HOME, "", frame_down, "blocked", False),
    "server lost": (HOME, "", all_down, "script", False),
}


@pytest.mark.parametrize("mode", ["launcher", "inline"])
@pytest.mark.parametrize("case", BLOCKED)
def test_an_empty_box_is_never_left(visit: Visit, case: str, mode: str) -> None:
    """A link stands in place of the frame, has the focus where a button was pressed, and the console says where the reason is told."""
    practice, policy, change, reason, works = BLOCKED[case]
    change(visit.tab)
    headers = {"Content_Security_Policy": policy.format(server=visit.place.server.url)} if policy else {}
    tab = visit.go(visit.place.tag(practice, mode=mode), **headers)
    if mode == "launcher":
        tab.locator(BUTTON).click()
    error = await_event(tab, "error")
    link = tab.get_by_role("link", name=LINK, exact=True)
    expect(link).to_be_visible()
    expect(link if mode == "launcher" else tab.locator("body")).to_be_focused()
    (told,) = [each for each in visit.take_complaints() if "/embed/check" in each]
    check = urlsplit(re.findall(r"http\S+", told)[-1])
    asked = parse_qs(check.query)

    assert [{"reason": reason}] == [each["detail"] for each in error]
    assert tab.locator(f"{FRAME}:visible").count() == 0
    assert link.get_attribute("href") == visit.place.chat(practice)
    assert [practice] == asked["practice"]
    assert [visit.place.url] == asked["site"]
    assert [reason] == asked["seen"]
    assert visit.place.server.client.get(f"{check.path}?{check.query}").status_code == 200
    if works:
        with tab.context.expect_page() as opening:
            link.click()
        opening.value.wait_for_load_state()
        expect(ask(opening.value).locator(".quote").first).to_be_visible()


def test_a_policy_that_only_reports_is_no_obstacle(visit: Visit) -> None:
    """A site that tries out a policy sees the chat, and nobody is told that it was blocked."""
    policy = FRAME_POLICY.format(server=visit.place.server.url)
    tab = visit.go(visit.place.tag(), Content_Security_Policy_Report_Only=policy)
    press(tab)
    complaints = visit.take_complaints()

    assert [] == [each for each in complaints if "/embed/check" in each]
    assert any(each.startswith("frame-src") for each in tab.evaluate("violations"))
    assert heard(tab, "error") == []


def test_a_frame_that_is_late_is_shown_when_it_comes(visit: Visit) -> None:
    """After ten seconds the link is offered; the chat takes its place as soon as it is there."""
    held: list[Route] = []
    visit.tab.clock.install()

    def hold(route: Route) -> None:
        held.append(route)

    visit.tab.route("**/embed/*", hold)
    tab = visit.go(visit.place.tag())
    tab.locator(BUTTON).click()
    expect_open(tab)
    tab.clock.run_for(10_000)
    assert [{"reason": "late"}] == [each["detail"] for each in await_event(tab, "error")]
    expect(tab.get_by_role("link", name=LINK, exact=True)).to_be_focused()
    (told,) = visit.take_complaints()
    assert told.endswith("&seen=late")
    held[0].continue_()

    expect(chat_in(tab).locator("#message")).to_be_focused()
    expect(tab.get_by_role("link", name=LINK, exact=True)).to_be_hidden()


# Strict pages

STRICT = (
    "default-src 'none'; script-src {server}; frame-src {server}; img-src data:; style-src 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
ISOLATED = {"Cross_Origin_Embedder_Policy": "require-corp", "Cross_Origin_Opener_Policy": "same-origin"}


@pytest.mark.parametrize("mode", ["launcher", "inline"])
def test_a_strict_page_needs_two_addresses(visit: Visit, mode: str) -> None:
    """With no styles, no HTML from strings and isolation from other sites, it works, looks right and nothing is reported."""
    policy = STRICT.format(server=visit.place.server.url)
    tab = visit.go(PROSE + visit.place.tag(accent="#33523b", mode=mode), Content_Security_Policy=policy, **ISOLATED)
    if mode == "launcher":
        assert tab.locator(BUTTON).evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(51, 82, 59)"
        press(tab)
        assert tab.locator(DIALOG).evaluate("each => getComputedStyle(each).position") == "fixed"
    await_ready(tab)
    ask(chat_in(tab))

    assert tab.evaluate("crossOriginIsolated")
    assert tab.evaluate("violations") == []


STORAGE: dict[str, tuple[dict[str, Any], Any]] = {
    # what the browser's profile says of cookies and storage, and what a frame of another site then finds there
    "allowed": ({"cookie_controls_mode": 0}, ["", 0, 0, 0, 0]),
    "blocked in frames": ({"cookie_controls_mode": 1, "block_third_party_cookies": True}, "SecurityError"),
    "blocked everywhere": ({"default_content_setting_values": {"cookies": 2}}, "SecurityError"),
}


@pytest.mark.parametrize("setting", STORAGE)
def test_it_needs_neither_cookies_nor_storage(chromium: Browser, place: Place, tmp_path: Path, setting: str) -> None:
    """The frame stores nothing where it could, and answers all the same where it cannot."""
    from web_fixtures import ARGUMENTS, CHROMIUM  # here: pytest rewrites a plugin before anybody imports it

    profile, found = STORAGE[setting]
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default/Preferences").write_text(json.dumps({"profile": profile}))
    browser = chromium.browser_type
    with (
        browser.launch_persistent_context(tmp_path, executable_path=CHROMIUM, args=ARGUMENTS) as context,
        visiting(context, place) as visit,
    ):
        tab = visit.go(place.tag())
        ask(press(tab))

        assert found == frame_of(tab).evaluate(f"() => ({STORED})().catch(error => error.name)")
        assert context.cookies() == []


# Several on one page


def elements(*practices: str, mode: str = "launcher") -> str:
    """Write elements as a site's editor does, each with its practice as its id."""
    return "".join(f'<{CHAT} id="{each}" practice="{each}" mode="{mode}"></{CHAT}>' for each in practices)


def test_the_tag_twice_is_one_button(visit: Visit) -> None:
    """A tag in the page and the same in its template draw one button."""
    tab = visit.go(visit.place.tag() + PROSE + visit.place.tag())
    expect(tab.locator(BUTTON)).to_be_visible()
    tab.wait_for_load_state("networkidle")

    assert tab.locator(CHAT).count() == 1


def test_two_practices_have_a_chat_each(visit: Visit) -> None:
    """Each element has its own button and frame, and each frame speaks of its own practice."""
    tab = visit.go(elements(HOME, OTHER) + visit.place.script())
    for practice in (HOME, OTHER):
        tab.evaluate("id => document.getElementById(id).ask('How do I cancel?')", practice)
        expect(turns(chat_in(tab, f"#{practice}"))).to_have_count(1)

    assert tab.locator(BUTTON).count() == 2
    assert tab.locator(FRAME).count() == 2
    assert "Juniper Street" in chat_in(tab, f"#{HOME}").locator("#paid-by").inner_text()
    assert "Millbrook Family" in chat_in(tab, f"#{OTHER}").locator("#paid-by").inner_text()


def test_a_button_and_an_inline_chat_go_together(visit: Visit) -> None:
    """Both answer, and what is said in one is not said in the other."""
    tab = visit.go(f"{elements(HOME, mode='inline')}{visit.place.tag()}")
    inline, beside = f"#{HOME}", f"html > {CHAT}"
    await_ready(tab)
    ask(chat_in(tab, inline))
    tab.locator(f"{beside} button[part=button]").click()
    expect(chat_in(tab, beside).locator("#message")).to_be_focused()

    assert turns(chat_in(tab, beside)).count() == 0
    ask(chat_in(tab, beside), "Is it insurance?")
    assert turns(chat_in(tab, inline)).count() == 1


# Pages that change without loading

NAVIGATE = """src => {
    const body = document.createElement("body");
    body.append(Object.assign(document.createElement("h1"), { textContent: "Another page" }));
    const tag = Object.assign(document.createElement("script"), { src });
    tag.dataset.practice = "juniper-street";
    body.append(tag);
    document.body.replaceWith(body);
    history.pushState({}, "", "?another");
    return new Promise(done => (tag.onload = done));
}"""


def test_an_open_chat_outlives_a_new_body(visit: Visit) -> None:
    """A site that replaces its body, changes its address and runs the tag again keeps one button, and the talk."""
    tab = visit.go(PROSE + visit.place.tag())
    chat = press(tab)
    ask(chat)
    for _ in range(2):
        tab.evaluate(NAVIGATE, f"{visit.place.server.url}/widget.js")

    expect(tab.locator("h1")).to_have_text("Another page")
    assert tab.locator(BUTTON).count() == 1
    expect_open(tab)
    assert turns(chat).count() == 1
    ask(chat, "Is it insurance?")


def test_the_focus_goes_to_the_button_where_the_rest_has_gone(visit: Visit) -> None:
    """Who opened the chat from a page that was replaced meanwhile is led to the chat's own button."""
    tab = visit.go(
        f"""<button id="own" onclick="document.querySelector('{CHAT}').open()">Ask us</button>{visit.place.tag()}"""
    )
    tab.locator(BUTTON).wait_for()
    tab.locator("#own").press("Enter")
    expect(chat_in(tab).locator("#message")).to_be_focused()
    tab.evaluate(NAVIGATE, f"{visit.place.server.url}/widget.js")
    chat_in(tab).locator("#message").press("Escape")

    expect_open(tab, 0)
    expect_focus(tab, "button")


@pytest.mark.parametrize("how", ["", "async", "defer", "async defer"])
@pytest.mark.parametrize("where", ["head", "body"])
def test_the_tag_may_stand_anywhere(visit: Visit, where: str, how: str) -> None:
    """In the head or the body, whether the page waits for it or not."""
    tag = visit.place.tag(how=how)
    tab = visit.go(PROSE + tag * (where == "body"), head=tag * (where == "head"))
    press(tab)

    assert tab.locator(BUTTON).count() == 1


@pytest.mark.parametrize("where", ["document.head", "document.body"])
def test_a_script_may_add_the_tag(visit: Visit, where: str) -> None:
    """A tag manager adds it when the page is long there."""
    tab = visit.go(PROSE)
    tab.evaluate(
        f"""src => {{
            const tag = document.createElement("script");
            tag.src = src;
            tag.dataset.practice = "{HOME}";
            {where}.appendChild(tag);
        }}""",
        f"{visit.place.server.url}/widget.js",
    )
    ask(press(tab))


RENDER = """
    // Keyed, as frameworks do it: what has the same key is kept, changed and moved; the rest is made and removed.
    window.render = (rows) => {
        const held = new Map([...main.children].map((each) => [each.dataset.key, each]));
        const wanted = rows.map(({ key, ...attributes }) => {
            const each = held.get(key) ?? document.createElement("plainterms-chat");
            each.dataset.key = key;
            for (const name of ["label", "accent"]) if (!(name in attributes)) each.removeAttribute(name);
            for (const [name, value] of Object.entries(attributes)) if (each.getAttribute(name) !== value) each.setAttribute(name, value);
            held.delete(key);
            return each;
        });
        for (const each of held.values()) each.remove();
        wanted.forEach((each, at) => main.children[at] !== each && main.insertBefore(each, main.children[at] ?? null));
    };
    window.write = (rows) => (main.innerHTML = rows.map(({ key, practice, label = "", accent = "" }) =>
        `<plainterms-chat data-key="${key}" practice="${practice}" label="${label}" accent="${accent}"></plainterms-chat>`).join(""));
"""
ROWS: list[list[dict[str, str]]] = [
    [{"key": "a", "practice": HOME}, {"key": "b", "practice": OTHER}],
    [{"key": "b", "practice": OTHER, "label": "Ask Millbrook"}, {"key": "a", "practice": HOME, "accent": "#8a4b1f"}],
    [{"key": "a", "practice": HOME, "label": "Ask Juniper"}],
    [{"key": "c", "practice": OTHER}, {"key": "a", "practice": OTHER}],
    [],
    [{"key": "a", "practice": HOME, "label": "Ask again"}, {"key": "b", "practice": OTHER}],
]


@pytest.mark.parametrize("way", ["render", "write"])
@pytest.mark.parametrize("opened", [True, False], ids=["opened", "never opened"])
def test_frameworks_may_render_it_again_and_again(visit: Visit, way: str, opened: bool) -> None:
    """Changed, moved, removed and made anew: one button for each element, its own words on it, and it works after."""
    tab = visit.go(f'<main id="main"></main><script>{RENDER}</script>{visit.place.script()}')
    tab.wait_for_function("!!customElements.get('plainterms-chat')")
    for number, rows in enumerate(ROWS):
        tab.evaluate("([way, rows]) => window[way](rows)", [way, rows])
        expect(tab.locator(BUTTON)).to_have_count(len(rows))
        assert [each.get("label", NAME) for each in rows] == tab.locator(BUTTON).all_inner_texts()
        if opened and rows:
            question = f"How do I cancel after {number} months?"
            tab.evaluate("question => document.querySelector('[data-key=a]').ask(question)", question)
            expect(turns(chat_in(tab, "[data-key=a]")).last.locator("h2 span")).to_have_text(question)
            tab.evaluate("document.querySelector('[data-key=a]').close()")
            expect_open(tab, 0)
    tab.evaluate("document.querySelector('[data-key=a]').ask('Is it insurance?')")
    expect(turns(chat_in(tab, "[data-key=a]")).last).to_contain_text("Is it insurance?")

    assert tab.locator("[data-key=a] button[part=button]").inner_text() == "Ask again"


def test_a_chat_that_was_moved_answers_at_once(visit: Visit) -> None:
    """Moving takes the frame's talk away; what is asked in the next moment is not lost with it."""
    tab = visit.go(f'<main id="main"></main>{elements(HOME)}{visit.place.script()}')
    tab.evaluate(f"document.querySelector('{CHAT}').ask('How do I cancel?')")
    expect(turns(chat_in(tab))).to_have_count(1)
    tab.evaluate(
        f"() => {{ const chat = document.querySelector('{CHAT}'); main.append(chat); chat.ask('Is it insurance?'); }}"
    )

    expect(turns(chat_in(tab)).last).to_contain_text("Is it insurance?")


def test_a_chat_that_was_moved_whole_goes_on(visit: Visit) -> None:
    """`moveBefore` keeps the frame, and what was said in it."""
    tab = visit.go(f'<main id="main"></main>{elements(HOME)}{visit.place.script()}')
    chat = press(tab)
    ask(chat)
    tab.evaluate(f"main.moveBefore(document.querySelector('{CHAT}'), null)")

    ask(chat, "Is it insurance?")
    assert tab.locator(f"main > {CHAT}").count() == 1
    assert turns(chat).count() == 2


def test_attributes_that_are_set_again_or_taken_away(visit: Visit) -> None:
    """The same practice once more changes nothing; without a colour or words of its own the button has ours."""
    tab = visit.go(elements(HOME) + visit.place.script())
    chat = press(tab)
    ask(chat)
    for name, value in (("practice", HOME), ("accent", "#ffffff"), ("label", "Ask us")):
        tab.evaluate(
            "([tag, name, value]) => document.querySelector(tag).setAttribute(name, value)", [CHAT, name, value]
        )
    assert tab.locator(BUTTON).evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(255, 255, 255)"
    for name in ("accent", "label"):
        tab.evaluate("([tag, name]) => document.querySelector(tag).removeAttribute(name)", [CHAT, name])

    assert tab.locator(BUTTON).evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(10, 85, 100)"
    assert tab.locator(BUTTON).inner_text() == NAME
    ask(chat, "Is it insurance?")
    assert turns(chat).count() == 2


def test_another_practice_in_the_element_is_another_chat(visit: Visit) -> None:
    """The frame and the plain link follow the attribute, and nothing of the talk before is shown."""
    tab = visit.go(elements(HOME) + visit.place.script())
    tab.locator(BUTTON).wait_for()
    ask(press(tab))
    tab.evaluate("([id, other]) => document.getElementById(id).setAttribute('practice', other)", [HOME, OTHER])
    chat = chat_in(tab)

    expect(chat.locator("#paid-by")).to_contain_text("Millbrook Family")
    assert turns(chat).count() == 0
    await_ready(tab, 2)
    ask(chat)


# In the page


def test_an_inline_chat_leaves_the_reader_alone(visit: Visit) -> None:
    """It takes neither focus nor place: nothing on the page moves when it loads, is asked and answers."""
    tall = PROSE * 30
    tab = visit.go(f'<input id="own" autofocus>{tall}{elements(HOME, mode="inline")}{tall}{visit.place.script()}')
    tab.wait_for_function("!!customElements.get('plainterms-chat')")
    height = tab.evaluate("document.documentElement.scrollHeight")
    assert (focus_in(tab), tab.evaluate("scrollY")) == ("own", 0)
    assert [each for each in visit.ours if "/embed/" in each.url] == []  # far below: not loaded yet
    tab.evaluate("document.querySelector('plainterms-chat').scrollIntoView()")
    chat = chat_in(tab)
    expect(chat.locator("#message")).to_be_visible()
    await_ready(tab)
    assert focus_in(tab) == "own"
    chat.locator("#message").click()
    before = tab.evaluate("scrollY")
    # By keys and by script: a locator would itself scroll the page to what it presses.
    tab.keyboard.type("What does it cost to leave early?")
    tab.keyboard.press("Enter")
    expect(turns(chat)).to_have_count(1)
    tab.evaluate(f"document.querySelector('{CHAT}').ask('Is it insurance?')")
    expect(turns(chat)).to_have_count(2)

    assert before == tab.evaluate("scrollY")
    assert height == tab.evaluate("document.documentElement.scrollHeight")
    assert tab.evaluate(SHIFTS) == []
    assert tab.locator(BUTTON).count() == 0


def test_a_source_in_an_inline_chat_leaves_the_page_alone(visit: Visit) -> None:
    """Where the quoted words are brought into view, it is within the chat's own dialog."""
    tab = visit.go(PROSE * 4 + elements(HOME, mode="inline") + PROSE * 4 + visit.place.script())
    tab.locator(CHAT).scroll_into_view_if_needed()
    chat = chat_in(tab)
    await_ready(tab)
    ask(chat, "What does it cost to leave early?")
    before = tab.evaluate("scrollY")
    frame_of(tab).evaluate("document.querySelector('.quote .cite').click()")
    expect(chat.locator("#source mark").first).to_be_in_viewport()
    tab.wait_for_timeout(300)

    assert before == tab.evaluate("scrollY")


def test_the_inline_tag_stands_where_it_was_pasted(visit: Visit) -> None:
    """The chat follows its tag, and has a height before it is loaded."""
    tab = visit.go(f'<p id="before">Before</p>{visit.place.tag(mode="inline")}<p id="after">After</p>')
    await_ready(tab)
    ask(chat_in(tab))
    box = tab.locator(CHAT).bounding_box()
    assert box is not None

    assert ["P", "SCRIPT", "PLAINTERMS-CHAT", "P"] == tab.evaluate(
        "[...document.body.children].map(each => each.tagName)"
    )
    assert 640 == box["height"]


# The next visitor


def test_who_comes_next_finds_it_empty(visit: Visit) -> None:
    """After the page was left or loaded anew, nothing of the talk is there."""
    tab = visit.go(visit.place.tag())
    path = tab.url
    for leave in (
        tab.reload,
        lambda: (tab.goto(visit.place.url + visit.place.put("Elsewhere")), tab.go_back()),
    ):
        chat = press(tab)
        ask(chat)
        leave()
        assert tab.url == path
        press(tab)
        assert chat.locator("article").count() == 0
        tab.keyboard.press("Escape")
        expect_open(tab, 0)


def within_target(context: BrowserContext, path: str, expression: str) -> Any:
    """Evaluate something in a frame that Playwright has lost sight of, as it does when a page is brought back whole."""
    assert context.browser is not None
    devtools, answers = context.browser.new_browser_cdp_session(), []
    devtools.on("Target.receivedMessageFromTarget", lambda event: answers.append(json.loads(event["message"])))
    (target,) = [
        each for each in devtools.send("Target.getTargets")["targetInfos"] if urlsplit(each["url"]).path == path
    ]
    attached = devtools.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": False})
    asked = {"id": 1, "method": "Runtime.evaluate", "params": {"expression": expression, "returnByValue": True}}
    devtools.send("Target.sendMessageToTarget", {"sessionId": attached["sessionId"], "message": json.dumps(asked)})
    while not (found := [each for each in answers if each.get("id") == 1]):
        context.pages[0].wait_for_timeout(20)
    return found[0]["result"]["result"]["value"]


def test_a_page_that_browsers_kept_whole_is_empty_too(chromium: Browser, place: Place) -> None:
    """Going back may bring the page as it was, frame and all: without what was said in it."""
    from web_fixtures import ARGUMENTS, CHROMIUM  # here: pytest rewrites a plugin before anybody imports it

    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM, args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
    )
    with new_context(browser) as context, visiting(context, place) as visit:
        tab = visit.go(
            f"<script>addEventListener('pageshow', (event) => (window.kept = event.persisted))</script>{place.tag()}"
        )
        chat = press(tab)
        ask(chat, "Quillwort: how do I cancel?")
        tab.goto(place.url + place.put("Elsewhere"))
        tab.go_back(wait_until="commit")  # a page that is brought back whole does not load
        assert tab.evaluate("window.kept"), "the browser has not kept the page, so this proves nothing"
        expect_open(tab)
        html = within_target(context, f"/embed/{HOME}", "document.documentElement.outerHTML")

        assert 'role="log"' in html
        assert "<article" not in html.partition("<template")[0]
        assert "Quillwort" not in html
    browser.close()


# WCAG


def grave(page: Page | Frame) -> list[tuple[str, list[str]]]:
    """Return what axe finds: each rule with the elements that break it."""
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Visit, scheme: str, size: tuple[int, int]) -> None:
    """The button, the open dialog and the frame, before and after an answer."""
    tab = visit.tab
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    visit.go(f"<main><h1>Membership</h1>{PROSE}</main>{visit.place.tag()}")
    tab.locator(BUTTON).wait_for()
    found = {"button": grave(tab)}
    chat = press(tab)
    found["dialog"] = grave(tab)
    found["frame"] = grave(frame_of(tab))
    ask(chat, "What do I pay each month, can I leave early, and is it insurance?")
    found["answer"] = grave(frame_of(tab))
    found["dialog with an answer"] = grave(tab)

    assert {name: each for name, each in found.items() if each} == {}


# Within the frame


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_what_must_be_said_is_always_in_sight(visit: Visit, size: tuple[int, int]) -> None:
    """That it is automated, who pays, and whom to call, on the first screen and at the end of a long talk."""
    tab = visit.tab
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    visit.go(visit.place.tag())
    chat = press(tab)
    calls = chat.locator(".mast").get_by_role("link")
    assert {"tel:555-0114", "tel:911", "tel:988", "sms:988"} == set(
        calls.evaluate_all("all => all.map(each => each.getAttribute('href'))")
    )
    expect(chat.locator(".danger")).to_be_visible()
    for question in (
        "",
        "What do I pay each month, can I leave early, and is it insurance?",
        "Summarize the agreement",
    ):
        if question:
            ask(chat, question)
        frame_of(tab).evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        for said in (
            "Automated, not a person",
            "Juniper Street Direct Care pays for this chat.",
        ):
            expect(chat.locator(".bar").get_by_text(said)).to_be_in_viewport()
        expect(chat.locator(".bar .call a")).to_be_in_viewport()


PASTED = '<textarea id="pasted" aria-label="Pasted"></textarea>'


def pasted(tab: Page) -> str:
    """Return what was copied, by pasting it on the site as a person would."""
    tab.locator("#pasted").focus()
    tab.keyboard.press("Control+V")
    expect(tab.locator("#pasted")).not_to_have_value("")
    return tab.locator("#pasted").input_value()


def test_a_chat_can_be_kept_linked_let_go_and_deleted(visit: Visit) -> None:
    """Asked for in one line, said until when, found again by its link alone, and gone when it is deleted."""
    tab, place = visit.tab, visit.place
    visit.go(PASTED + place.tag())
    chat = press(tab)
    line = chat.locator(".keeping")
    expect(line).to_contain_text("Erased when unused for 60 minutes.")
    expect(line.get_by_role("button")).to_have_count(0)
    ask(chat)
    with tab.expect_response(lambda response: response.request.method == "PATCH") as keeping:
        line.get_by_role("button", name="Keep this chat 30 days").click()
    kept = keeping.value.json()
    expires = datetime.fromisoformat(kept["expires"])
    day = f"{expires:%B} {expires.day}, {expires.year}"
    expect(line).to_contain_text(f"Kept until {day}.")
    assert kept["keep"] is True
    assert abs(expires - datetime.now(UTC) - timedelta(days=30)) < timedelta(minutes=5)

    line.get_by_role("button", name="Copy a link to this chat").click()
    expect(chat.locator("[role=status]")).to_contain_text("The link is copied.")
    link = pasted(tab)
    name, _, secret = link.partition("#")[2].partition(".")
    assert (place.chat(HOME), kept["conversation_id"]) == (link.partition("#")[0], name)
    keys = {"conversation_id": name, "secret": secret}
    assert place.server.kept(keys).json()["keep"] is True
    assert tab.evaluate("posted").count({"origin": place.server.url, "data": {"plainterms": "answer"}}) == 1
    assert secret not in json.dumps(tab.evaluate("posted"))

    again = tab.context.new_page()
    again.goto(link)
    expect(turns(again)).to_have_count(1)
    assert again.url == place.chat(HOME)
    assert turns(chat).locator(".quote").all_inner_texts() == turns(again).locator(".quote").all_inner_texts()
    again.locator(".keeping").get_by_role("button", name="Do not keep it").click()
    expect(again.locator(".keeping")).to_contain_text("Erased when unused for 60 minutes.")
    assert place.server.kept(keys).json()["keep"] is False

    again.click("#delete")
    again.click("#sure .go")
    expect(again.locator("article")).to_have_count(0)
    assert place.server.kept(keys).status_code == 404
    gone = tab.context.new_page()
    gone.goto(link)
    expect(gone.locator("#problem")).to_contain_text("The chat of this link is not here any more.")
    assert gone.locator("article").count() == 0
    assert gone.url == place.chat(HOME)
    ask(gone)


def test_the_link_is_copied_without_leave_for_the_clipboard(visit: Visit) -> None:
    """Where the browser refuses the clipboard, the old way still copies, and the page says so."""
    tab = visit.go(PASTED + visit.place.tag())
    chat = press(tab)
    ask(chat)
    frame_of(tab).evaluate("() => void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    chat.locator(".keeping").get_by_role("button", name="Keep this chat 30 days").click()
    link = chat.locator(".keeping").get_by_role("button", name="Copy a link to this chat")
    link.click()

    expect(chat.locator("[role=status]")).to_contain_text("The link is copied.")
    expect(link).to_be_focused()
    assert pasted(tab).startswith(f"{visit.place.chat(HOME)}#")


def test_the_address_of_a_practice_is_encoded(visit: Visit) -> None:
    """What a site writes as a practice cannot lead the frame to another address."""
    tab = visit.go(f'<{CHAT} practice="../?x=&quot;#"></{CHAT}>{visit.place.script()}')
    tab.locator(BUTTON).click()
    await_event(tab, "error")
    visit.take_complaints()

    assert visit.place.chat(quote('../?x="#', safe="")) == tab.locator(FRAME).get_attribute("src")
