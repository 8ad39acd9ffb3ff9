"""The doors for other sites: who may frame what, who may call, and what forms and forged headers come to."""

import re
import shutil
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Error, Frame, Page, expect
from served import ROOT, Json, Server, bearer, body, keys, refusal, serving

pytest_plugins = ["web_fixtures"]

HOME, CLOSED = "juniper-street", "cedar-bluff"  # a practice that lists a site of ours here, and one that lists none
ASKED = "How do I cancel?"
SHARING = "access-control-"


class Blank(BaseHTTPRequestHandler):
    """Answers every address with an empty page."""

    def do_GET(self) -> None:
        """Answer."""
        page = b"<!doctype html><html lang=en><title>A page</title><link rel=icon href=data:,><body></body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as the library names it
        """Say nothing."""


@dataclass(frozen=True)
class Doors:
    """A server of the chat, and two other sites: one that HOME has listed, one that nobody has."""

    server: Server
    listed: str
    unlisted: str

    @property
    def port(self) -> str:
        """The port of the listed site."""
        return self.listed.rpartition(":")[2]


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    """Serve a copy of the knowledge, in which one practice lists a site on this machine and another lists none."""
    folder = tmp_path_factory.mktemp("doors")
    sites = [ThreadingHTTPServer(("127.0.0.1", 0), Blank) for _ in range(2)]
    for site in sites:
        threading.Thread(target=site.serve_forever, daemon=True).start()
    listed, unlisted = (f"http://localhost:{site.server_port}" for site in sites)
    knowledge = folder / "knowledge"
    shutil.copytree(ROOT / "knowledge", knowledge)
    change(knowledge, HOME, f"allowed_sites:\n  - {listed}\n")
    change(knowledge, CLOSED, "allowed_sites: []\n")
    with serving(folder, KNOWLEDGE=str(knowledge), EMBEDDINGS="none") as server:
        server.await_answer("/readyz")
        yield Doors(server, listed, unlisted)
    for site in sites:
        site.shutdown()
        site.server_close()


def change(knowledge: Path, practice: str, sites: str) -> None:
    """Write other sites into the file of a practice; HOME keeps its own."""
    path = knowledge / "practices" / practice / "practice.yaml"
    text, count = re.subn(
        r"allowed_sites:\n((?:  - .*\n)+)",
        lambda found: sites + (found[1] if practice == HOME else ""),
        path.read_text("utf-8"),
    )
    assert 1 == count
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def opened(doors: Doors) -> Json:
    """Open a conversation in the chat of the practice."""
    return doors.server.ask(ASKED, practice=HOME)


def sharing(response: httpx.Response) -> dict[str, str]:
    """Return the headers that let other sites read an answer."""
    return {name: value for name, value in response.headers.items() if name.startswith(SHARING)}


def spoken(server: Server, *lines: str, content: str = "") -> tuple[int, str]:
    """Send a request written by hand; return the status and all that came back."""
    host, _, port = server.url.removeprefix("http://").partition(":")
    head = [*lines, f"Content-Length: {len(content.encode())}", "Connection: close"]
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        connection.sendall(("\r\n".join(head) + "\r\n\r\n" + content).encode("latin-1"))
        found = b"".join(iter(lambda: connection.recv(65_536), b""))
    return int(found.split(b" ", 2)[1]), found.decode("utf-8", "replace")


# Origins that look like the listed one

LOOKALIKES = {
    "opaque": "null",
    "wrong scheme": "https://localhost:{port}",
    "no scheme": "localhost:{port}",
    "no port": "http://localhost",
    "a digit less": "http://localhost:{short}",
    "a digit more": "http://localhost:{port}0",
    "a leading zero": "http://localhost:0{port}",
    "upper case": "HTTP://LOCALHOST:{port}",
    "upper case host": "http://Localhost:{port}",
    "a slash": "http://localhost:{port}/",
    "a path": "http://localhost:{port}/chat",
    "a question": "http://localhost:{port}?",
    "a fragment": "http://localhost:{port}#",
    "the root's dot": "http://localhost.:{port}",
    "a sub-domain": "http://www.localhost:{port}",
    "a longer name": "http://evil-localhost:{port}",
    "a domain behind": "http://localhost:{port}.evil.example",
    "a name before @": "http://localhost:{port}@evil.example",
    "a name behind @": "http://evil.example@localhost:{port}",
    "the number": "http://127.0.0.1:{port}",
    "the long number": "http://[::1]:{port}",
    "a list": "http://localhost:{port}, https://evil.example",
    "a list of old": "https://evil.example http://localhost:{port}",
    "percent": "http://localhost%3A{port}",
    "a tab within": "http://local\thost:{port}",
    "quotation marks": '"http://localhost:{port}"',
    "a star": "*",
    "another practice's": "https://harbor-lane.example",
}


def lookalike(doors: Doors, name: str) -> str:
    """Return an origin that only looks like the listed one."""
    return LOOKALIKES[name].format(port=doors.port, short=doors.port[:-1])


@pytest.mark.parametrize("name", LOOKALIKES)
def test_what_only_looks_like_a_listed_site_is_refused_everywhere(doors: Doors, opened: Json, name: str) -> None:
    """For opening, going on, reading, keeping and erasing; with the right secret too, and nothing changes."""
    origin = {"Origin": lookalike(doors, name)}
    client, path = doors.server.client, f"/api/v1/conversations/{opened['conversation_id']}"
    before = doors.server.rows()

    refused = [
        client.post("/api/v1/turns", json={"message": ASKED, "practice": HOME}, headers=origin),
        client.post("/api/v1/turns", json={"message": ASKED, **keys(opened)}, headers=origin),
        client.post(
            "/api/v1/agreements", files={"file": ("a.txt", b"The fee is $5.")}, data=keys(opened), headers=origin
        ),
        client.get(path, headers=origin | bearer(opened)),
        client.patch(path, json={"keep": True}, headers=origin | bearer(opened)),
        client.delete(path, headers=origin | bearer(opened)),
    ]

    for answer in refused:
        assert "allowed_sites" in refusal(answer, 403)
        assert answer.headers.get("access-control-allow-origin") in {None, "https://harbor-lane.example"}
    assert before == doors.server.rows()


@pytest.mark.parametrize(("first", "second"), [("listed", "unlisted"), ("unlisted", "listed"), ("listed", "listed")])
def test_two_origins_are_one_too_many(doors: Doors, opened: Json, first: str, second: str) -> None:
    """No browser sends two: whoever does gets nothing by the one that is listed."""
    origins = [f"Origin: {getattr(doors, each)}" for each in (first, second)]
    path = f"/api/v1/conversations/{opened['conversation_id']}"

    status, answer = spoken(
        doors.server, f"GET {path} HTTP/1.1", "Host: x", f"Authorization: Bearer {opened['secret']}", *origins
    )

    assert status in {400, 403}
    assert ASKED not in answer


@pytest.mark.parametrize(
    "forged",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"Forwarded": "host=evil.example;proto=https"},
        {"X-Original-Host": "evil.example", "X-Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": "www.evil.example"},
        {"Host": "evil.example@here"},
        {"Host": "evil.example, here"},
        {"Host": "EVIL.EXAMPLE"},
        {"Referer": "https://juniper-street.example/", "X-Origin": "https://juniper-street.example"},
        {"Sec-Fetch-Site": "same-origin", "X-Requested-With": "XMLHttpRequest"},
    ],
    ids=str,
)
def test_no_forged_header_makes_a_foreign_site_ours(doors: Doors, forged: Mapping[str, str]) -> None:
    """What is ours is told by Host alone, as it is sent, and a page cannot choose that."""
    headers = {"Origin": "https://evil.example", **forged}
    before = doors.server.rows()

    refusal(doors.server.client.post("/api/v1/turns", json={"message": ASKED, "practice": HOME}, headers=headers), 403)
    assert before == doors.server.rows()


def test_without_an_origin_the_secret_alone_decides(doors: Doors, opened: Json) -> None:
    """A program sends none: it is answered with the secret and refused without, wherever it says it is."""
    path = f"/api/v1/conversations/{opened['conversation_id']}"
    told = {"Referer": "https://evil.example/", "Sec-Fetch-Site": "cross-site"}

    assert 200 == doors.server.client.get(path, headers=told | bearer(opened)).status_code
    refusal(doors.server.client.get(path, headers=told), 403)


# Sharing with the listed site

ASKING = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
API = ("/api/v1/turns", "/api/v1/agreements", "/api/v1/conversations/x", "/api/v1/practices", "/api/v1/nothing")


@pytest.mark.parametrize("path", API)
def test_a_listed_site_is_told_what_it_may_send(doors: Doors, path: str) -> None:
    """The answer names it alone, with all methods and headers of the API, and no credentials."""
    answer = doors.server.client.options(path, headers={"Origin": doors.listed, **ASKING})
    told = sharing(answer)

    assert 204 == answer.status_code
    assert doors.listed == told["access-control-allow-origin"]
    assert {"POST", "PATCH", "DELETE", "PUT", "GET"} == set(told["access-control-allow-methods"].split(", "))
    assert {"authorization", "content-type", "idempotency-key", "last-event-id"} <= set(
        told["access-control-allow-headers"].lower().split(", ")
    )
    assert "*" not in str(told)
    assert "access-control-allow-credentials" not in told
    assert "Origin" in answer.headers["vary"]
    assert b"" == answer.content


@pytest.mark.parametrize("path", [*API, "/", "/brief", "/sources/a/b", f"/embed/{HOME}"])
def test_an_unlisted_site_is_told_nothing(doors: Doors, path: str) -> None:
    """No header of sharing, and no success."""
    for origin in (doors.unlisted, "null", f"{doors.listed}/", doors.listed.upper(), None):
        asking = ASKING | ({"Origin": origin} if origin else {})
        answer = doors.server.client.options(path, headers=asking)
        assert {} == sharing(answer), origin
        assert 400 <= answer.status_code < 500


@pytest.mark.parametrize(
    "path", ["/", "/brief", "/sources/a/b", f"/embed/{HOME}", "/embed/check", "/healthz", "/static/chat.js"]
)
def test_pages_are_not_shared_with_a_listed_site(doors: Doors, path: str) -> None:
    """It may frame its chat and call the API; no page is read by its scripts."""
    for method in ("OPTIONS", "GET"):
        assert {} == sharing(doors.server.client.request(method, path, headers={"Origin": doors.listed, **ASKING}))


def answers(doors: Doors, opened: Json, origin: str | None) -> dict[str, httpx.Response]:
    """Bring about an answer of every kind, from a site or from none."""
    client, path = doors.server.client, f"/api/v1/conversations/{opened['conversation_id']}"
    headers = {"Origin": origin} if origin else {}
    turn = {"message": ASKED, "practice": HOME}
    post = "/api/v1/turns"
    return {
        "turn": client.post(post, json=turn, headers=headers),
        "html": client.post(post, json=turn, headers={**headers, "Accept": "text/html"}),
        "events": client.post(post, json=turn, headers={**headers, "Accept": "text/event-stream"}),
        "conversation": client.get(path, headers=headers | bearer(opened)),
        "practices": client.get("/api/v1/practices", headers=headers),
        "wrong secret": client.get(path, headers={**headers, "Authorization": "Bearer wrong"}),
        "not there": client.get("/api/v1/conversations/x", headers={**headers, "Authorization": "Bearer x"}),
        "no address": client.get("/api/v1/nothing", headers=headers),
        "no method": client.put(post, headers=headers),
        "malformed": client.post(post, json={}, headers=headers),
        "too large": client.post(post, content=b"a" * 70_000, headers=headers),
        "elsewhere": client.post(post, json={**turn, "practice": "harbor-lane"}, headers=headers),
    }


def test_every_answer_to_a_listed_site_names_it_alone(doors: Doors, opened: Json) -> None:
    """Also refusals, so that its page can say what went wrong; never with credentials."""
    for kind, answer in answers(doors, opened, doors.listed).items():
        told = sharing(answer)
        assert doors.listed == told["access-control-allow-origin"], kind
        assert "access-control-allow-credentials" not in told, kind
        assert "Origin" in answer.headers["vary"], kind
        assert "set-cookie" not in answer.headers, kind


def test_no_answer_to_anybody_else_is_shared(doors: Doors, opened: Json) -> None:
    """Whether it is refused or needs no right."""
    for origin in (None, doors.unlisted, "null", doors.server.url):
        for kind, answer in answers(doors, opened, origin).items():
            assert {} == sharing(answer), (origin, kind)


def test_a_listed_site_is_led_to_its_own_chat_alone(doors: Doors) -> None:
    """Without a practice its own chat is opened; another practice's is refused, and so is the open chat's conversation."""
    headers = {"Origin": doors.listed}
    inside = body(doors.server.client.post("/api/v1/turns", json={"message": ASKED}, headers=headers))
    open_chat = doors.server.ask("Hello")
    other = {"message": ASKED, "practice": "harbor-lane"}
    path = f"/api/v1/conversations/{open_chat['conversation_id']}"

    assert HOME == doors.server.kept(inside).json()["practice"]
    refusal(doors.server.client.post("/api/v1/turns", json=other, headers=headers), 403)
    refusal(doors.server.client.get(path, headers=headers | bearer(open_chat)), 403)
    refusal(doors.server.client.post("/api/v1/turns", json={"message": ASKED, **keys(open_chat)}, headers=headers), 403)


# Forms, which a browser sends without asking

MESSAGE = '{"message": "How do I cancel?", "practice": "juniper-street"}'
SIMPLE = {
    "text/plain": MESSAGE,
    "text/plain;charset=UTF-8": MESSAGE,
    "text/plain; application/json": MESSAGE,
    "application/x-www-form-urlencoded": MESSAGE,
    "multipart/form-data; boundary=edge": MESSAGE,
    "": MESSAGE,
    "application/x-www-form-urlencoded; a=b": "message=Hello&practice=juniper-street",
    "text/plain; a=application/json": '{"message": "Hello", "practice": "juniper-street", "a": "="}',
}
"""Kinds of bodies that a page may send anywhere without a preflight, with a message in them."""


@pytest.mark.parametrize("kind", SIMPLE)
@pytest.mark.parametrize("site", ["unlisted", "null", "none"])
def test_no_form_opens_a_conversation(doors: Doors, site: str, kind: str) -> None:
    """Neither where the browser says whose page it is on, nor where it does not."""
    headers = {"Content-Type": kind} if kind else {}
    headers |= {"unlisted": {"Origin": doors.unlisted}, "null": {"Origin": "null"}, "none": {}}[site]
    before = doors.server.rows()

    refused = doors.server.client.post("/api/v1/turns", content=SIMPLE[kind].encode(), headers=headers)

    refusal(refused, 422 if site == "none" else 403)
    assert before == doors.server.rows()


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "https://harbor-lane.example"])
def test_no_form_adds_a_paper(doors: Doors, opened: Json, origin: str) -> None:
    """A form with a file needs no preflight; the Origin, which the page cannot choose, is looked at."""
    before = doors.server.rows()
    file = {"file": ("a.txt", b"The monthly fee is $5.")}
    own: list[dict[str, str]] = (
        [] if "harbor" in origin else [{}]
    )  # without a practice a listed site means its own chat
    told = [*own, {"practice": HOME}, keys(opened)]

    for data in told:
        refused = doors.server.client.post("/api/v1/agreements", data=data, files=file, headers={"Origin": origin})
        refusal(refused, 403)
    assert before == doors.server.rows()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_or_an_image_changes_nothing(doors: Doors, opened: Json, method: str) -> None:
    """No address changes anything when it is only fetched, whatever a link says the method is."""
    path = f"/api/v1/conversations/{opened['conversation_id']}"
    before = doors.server.rows()

    for more in ("", "?_method=DELETE", f"?_method=DELETE&secret={opened['secret']}", "?keep=true"):
        answer = doors.server.client.request(method, path + more, headers={"X-HTTP-Method-Override": "DELETE"})
        assert answer.status_code in {403, 405}
    answer = doors.server.client.request(method, "/api/v1/turns", params={"message": ASKED})
    assert 405 == answer.status_code
    assert before == doors.server.rows()


# In the browser


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """Open a window for somebody who visits other sites."""
    with chromium.new_context() as context:
        yield context.new_page()


def framed(page: Page, address: str, sandbox: str | None = None) -> Frame:
    """Show an address in a frame of the page, and return the frame when it has loaded or was blocked."""
    page.evaluate(
        """([address, sandbox]) => new Promise((done) => {
            const frame = document.createElement("iframe");
            if (sandbox !== null) frame.setAttribute("sandbox", sandbox);
            frame.style = "width: 800px; height: 600px";
            frame.onload = done;
            frame.src = address;
            document.body.append(frame);
        })""",
        [address, sandbox],
    )
    return page.frames[-1]


def is_blocked(frame: Frame) -> bool:
    """Whether the browser shows its own words in a frame in place of the page."""
    return frame.url.startswith("chrome-error:") or "Plainterms" not in frame.content()


NEVER = ("/", "/brief", f"/?practice={HOME}", "/embed/check", f"/embed/{CLOSED}", "/embed/nobody", "/embed/harbor-lane")


@pytest.mark.browser
@pytest.mark.parametrize("site", ["listed", "unlisted"])
def test_what_is_not_the_practices_own_chat_is_framed_by_nobody(doors: Doors, tab: Page, site: str) -> None:
    """Neither our page, nor a brief, nor the chat of a practice that has not listed the site."""
    tab.goto(getattr(doors, site))

    assert [] == [path for path in NEVER if not is_blocked(framed(tab, doors.server.url + path))]


@pytest.mark.browser
def test_a_published_source_is_framed_by_nobody(doors: Doors, opened: Json, tab: Page) -> None:
    """Also not by the site of its own practice."""
    cited = opened["citations"][0]
    tab.goto(doors.listed)

    assert is_blocked(framed(tab, f"{doors.server.url}/sources/{cited['document']}/{cited['revision']}"))


@pytest.mark.browser
@pytest.mark.parametrize("sandbox", [None, "allow-scripts", "allow-scripts allow-same-origin"])
def test_the_chat_of_a_practice_is_blocked_on_an_unlisted_page(doors: Doors, tab: Page, sandbox: str | None) -> None:
    """However the frame is made."""
    tab.goto(doors.unlisted)

    assert is_blocked(framed(tab, f"{doors.server.url}/embed/{HOME}", sandbox))


@pytest.mark.browser
def test_the_chat_of_a_practice_is_shown_and_answers_on_its_listed_page(doors: Doors, tab: Page) -> None:
    """The real chat in the frame, with an answer."""
    tab.goto(doors.listed)
    frame = framed(tab, f"{doors.server.url}/embed/{HOME}")

    assert not is_blocked(frame)
    frame.fill("#message", ASKED)
    frame.press("#message", "Enter")
    expect(frame.locator("[role=log] > article.turn:not([aria-busy])")).to_have_count(1)
    expect(frame.locator("[role=log]")).to_contain_text("30 days")


@pytest.mark.browser
def test_a_listed_page_within_an_unlisted_one_shows_no_chat(doors: Doors, tab: Page) -> None:
    """All pages around the frame have to be listed, so that no site can lay the practice's page under its own."""
    tab.goto(doors.unlisted)
    inner = framed(tab, doors.listed)
    inner.evaluate(
        """(address) => new Promise((done) => {
            const frame = document.createElement("iframe");
            frame.onload = done;
            frame.src = address;
            document.body.append(frame);
        })""",
        f"{doors.server.url}/embed/{HOME}",
    )

    assert is_blocked(inner.child_frames[0])


@pytest.mark.browser
def test_a_page_that_opens_ours_cannot_reach_into_it(doors: Doors, tab: Page) -> None:
    """It holds no handle of a window that shows a chat or a brief, not even a listed one's."""
    tab.goto(doors.listed)
    for path in ("/", "/brief"):
        with tab.expect_popup() as found:
            tab.evaluate("(address) => { self.other = open(address); }", doors.server.url + path)
        found.value.wait_for_load_state()
        assert tab.evaluate("self.other.closed")
        assert found.value.evaluate("opener") is None


CALL = """async ([address, options]) => {
    try {
        const response = await fetch(address, options);
        return {status: response.status, type: response.type, text: await response.text()};
    } catch (error) {
        return {failed: error.name};
    }
}"""
FAILED = {"failed": "TypeError"}


def called(page: Page, doors: Doors, path: str, **options: Any) -> Json:
    """Fetch an address from a page, and return what its script gets to see."""
    found: Json = page.evaluate(CALL, [doors.server.url + path, options])
    return found


def sending(**said: Any) -> Json:
    """Return what fetch() takes to send a message as JSON."""
    written = httpx.Request("POST", "http://here", json={"message": ASKED, **said}).content.decode()
    return {"method": "POST", "headers": {"Content-Type": "application/json"}, "body": written}


@pytest.mark.browser
def test_a_script_of_an_unlisted_page_gets_nothing(doors: Doors, opened: Json, tab: Page) -> None:
    """No answer, no list of practices, no conversation though it has the secret; and nothing is opened or erased."""
    tab.goto(doors.unlisted)
    path, before = f"/api/v1/conversations/{opened['conversation_id']}", doors.server.rows()

    tries = [
        called(tab, doors, "/api/v1/turns", **sending(practice=HOME)),
        called(tab, doors, "/api/v1/practices"),
        called(tab, doors, path, headers=bearer(opened)),
        called(tab, doors, path, method="DELETE", headers=bearer(opened)),
        called(tab, doors, "/healthz"),
        called(tab, doors, "/"),
    ]

    assert [FAILED] * len(tries) == tries
    assert before == doors.server.rows()


@pytest.mark.browser
def test_a_script_that_cannot_read_cannot_write_either(doors: Doors, tab: Page) -> None:
    """What a browser sends without asking, and without letting the page read the answer, opens nothing."""
    tab.goto(doors.unlisted)
    before = doors.server.rows()
    plain = {"method": "POST", "mode": "no-cors", "body": MESSAGE}

    blind = called(tab, doors, "/api/v1/turns", **plain)
    sent = tab.evaluate("([to, said]) => navigator.sendBeacon(to, said)", [f"{doors.server.url}/api/v1/turns", MESSAGE])
    file = tab.evaluate(
        """(to) => {
            const form = new FormData();
            form.append("file", new File(["The monthly fee is $5."], "a.txt"));
            return fetch(to, {method: "POST", mode: "no-cors", body: form}).then(String, (error) => ({failed: error.name}));
        }""",
        f"{doors.server.url}/api/v1/agreements",
    )
    doors.server.ask("Hello", practice=HOME)  # what was sent before has been met by now
    after = doors.server.rows()

    assert [FAILED, FAILED] == [blind, file]  # Cross-Origin-Resource-Policy: not even an opaque answer
    assert sent
    assert before["conversations"] + 1 == after["conversations"]


@pytest.mark.browser
def test_a_form_of_an_unlisted_page_is_refused(doors: Doors, tab: Page) -> None:
    """A page that sends itself away to us sees a refusal, and opens nothing."""
    tab.goto(doors.unlisted)
    before = doors.server.rows()

    with tab.expect_response(f"{doors.server.url}/api/v1/turns") as found:
        tab.evaluate(
            """(to) => {
                const form = Object.assign(document.createElement("form"), {method: "POST", action: to, enctype: "text/plain"});
                const field = Object.assign(document.createElement("input"), {
                    name: '{"message": "Hello", "practice": "juniper-street", "locale": "', value: '"}',
                });
                form.append(field);
                document.body.append(form);
                form.submit();
            }""",
            f"{doors.server.url}/api/v1/turns",
        )

    assert 403 == found.value.status
    assert before == doors.server.rows()


@pytest.mark.browser
def test_a_script_of_the_listed_page_talks_with_its_own_practice(doors: Doors, tab: Page) -> None:
    """It opens the chat, goes on, reads, keeps and erases; with the practice named, and without credentials."""
    tab.goto(doors.listed)
    first = called(tab, doors, "/api/v1/turns", **sending(practice=HOME))
    opened = httpx.Response(200, text=first["text"]).json()
    path, secret = f"/api/v1/conversations/{opened['conversation_id']}", bearer(opened)
    patch = {"method": "PATCH", "headers": {**secret, "Content-Type": "application/json"}, "body": '{"keep": true}'}

    statuses = [
        called(tab, doors, "/api/v1/turns", **sending(**keys(opened)))["status"],
        called(tab, doors, path, headers=secret)["status"],
        called(tab, doors, path, **patch)["status"],
        called(tab, doors, "/api/v1/turns", **sending(practice="harbor-lane"))["status"],
        called(tab, doors, path, headers={"Authorization": "Bearer wrong"})["status"],
        called(tab, doors, path, method="DELETE", headers=secret)["status"],
    ]

    assert {"status": 200, "type": "cors"} == {name: first[name] for name in ("status", "type")}
    assert [200, 200, 200, 403, 403, 204] == statuses
    assert FAILED == called(tab, doors, "/api/v1/practices", credentials="include")
    assert FAILED == called(tab, doors, "/")


@pytest.mark.browser
def test_a_page_without_an_origin_of_its_own_gets_nothing(doors: Doors, tab: Page) -> None:
    """A sandboxed frame of the listed site says that its origin is null."""
    tab.goto(doors.listed)
    frame = framed(tab, doors.listed, "allow-scripts")

    try:
        found = frame.evaluate(CALL, [f"{doors.server.url}/api/v1/turns", sending(practice=HOME)])
    except Error as error:  # pragma: no cover - a browser that lets nobody look into the frame
        pytest.fail(str(error))

    assert FAILED == found
