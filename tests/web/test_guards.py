"""What stands before every request: headers, origins, limits, and silence about ourselves."""

import re
import socket
from collections.abc import Iterator

import anyio
import httpx
import pytest
from served import ROOT, Json, Server, bearer, body, keys, refusal
from starlette.types import Receive, Scope, Send

from bot.web.guards import Guards

pytest_plugins = ["web_fixtures"]

ASKED = "How do I cancel?"
MEGABYTE = 1024 * 1024
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "multipart/form-data; boundary=edge"}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self' data:",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def part(name: str, data: bytes, filename: str = "a.txt") -> bytes:
    """Write a form of one file by hand."""
    head = f'--edge\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
    return head.encode() + data + b"\r\n--edge--\r\n"


def drip(size: int, before: bytes = b"") -> Iterator[bytes]:
    """Send bytes without saying how many will come."""
    yield before
    for _ in range(size // 65_536 + 1):
        yield b"a" * 65_536


def spoken(server: Server, request: bytes) -> bytes:
    """Say something to the server that no client library would say, and return the first of its answer."""
    host, _, port = server.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(request)
        return connection.recv(65_536)


# Headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/static/chat.js", 200),
        ("GET", "/static/plainterms.css", 200),
        ("GET", "/static/nothing.js", 404),
        ("GET", "/nothing", 404),
        ("GET", "/sources/nothing/sha256:1", 404),
        ("GET", "/api/v1/practices", 200),
        ("GET", "/api/v1/openapi.json", 200),
        ("GET", "/api/v1/turns", 405),
        ("POST", "/api/v1/turns", 422),
        ("POST", "/api/v1/agreements", 422),
        ("GET", "/api/v1/conversations/x", 403),
        ("DELETE", "/api/v1/conversations/x", 403),
    ],
)
def test_every_answer_shuts_the_browsers_doors(server: Server, method: str, path: str, status: int) -> None:
    """Content policy, no sniffing, no referrer, no frames; and no word about what serves it."""
    answer = server.client.request(method, path)
    policy = dict(each.strip().partition(" ")[::2] for each in answer.headers["content-security-policy"].split(";"))

    assert answer.status_code == status
    assert policy == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["cache-control"] == ("no-cache" if path.startswith("/static/") else "no-store")
    assert not {"server", "x-powered-by", "set-cookie"} & set(answer.headers)


@pytest.mark.parametrize("kind", ["application/json", "text/html", "text/event-stream"])
def test_answers_of_every_form_carry_the_headers_and_are_never_stored(server: Server, kind: str) -> None:
    """They hold what a person asked, and the first one a secret."""
    answer = server.turn(ASKED, accept=kind)

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in answer.headers


def test_a_refusal_for_size_carries_the_headers(server: Server) -> None:
    """It is given before the app is asked."""
    refused = server.client.post("/api/v1/turns", content=b"a" * 70_000, headers=JSON)

    refusal(refused, 413)
    assert "content-security-policy" in refused.headers


@pytest.mark.parametrize(
    "path", ["/docs", "/redoc", "/static", "/static/", "/healthz/", "/static/..%2fapp.py", "/.env"]
)
def test_what_is_not_offered_is_not_there(server: Server, path: str) -> None:
    """No listing, no file beside the static ones, no pages that load from other sites, no redirect."""
    refusal(server.client.get(path, headers={"Host": "evil.example"}), 404)


def test_nothing_repeats_a_forged_host(server: Server) -> None:
    """Neither the page nor a header says back what the Host header said."""
    answers = [
        server.client.get(path, headers={"Host": "evil.example"}) for path in ("/", "/healthz/", "/api/v1/practices")
    ]

    for answer in answers:
        assert "evil.example" not in answer.text + str(answer.headers)


# Origins


def from_site(server: Server, origin: str, **headers: str) -> httpx.Response:
    """Ask as a browser does for a page of that site."""
    told = {"Origin": origin, **headers}
    return server.client.post("/api/v1/turns", json={"message": "Hello"}, headers=httpx.Headers(told, "latin-1"))


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "",
        "file://",
        "http://",
        "http://[::1",
        "http://é",
        "{url}.evil.example",
        "{url}/",
        "{url}@evil.example",
        "http://x@127.0.0.1",
        "http://127.0.0.1",
        "http://juniper-street.example",
        "https://juniper-street.example.evil.example",
        "https://evil-juniper-street.example",
        "https://juniper-street.example:444",
        "https://juniper-street.example, https://evil.example",
    ],
)
def test_a_foreign_site_is_refused(server: Server, origin: str) -> None:
    """What only looks like us or like a practice's site is foreign, and opens nothing."""
    before = server.rows()

    assert "allowed_sites" in refusal(from_site(server, origin.format(url=server.url)), 403)
    assert server.rows() == before


def test_our_own_page_and_a_practices_site_are_accepted(server: Server) -> None:
    """Also behind a proxy that ends TLS, where our own origin is https and the Host is ours."""
    own = server.url
    accepted = [
        from_site(server, own),
        from_site(server, own.replace("http:", "https:")),
        from_site(server, "https://plainterms.example", Host="plainterms.example"),
        from_site(server, "https://juniper-street.example"),
        server.turn("Hello"),
    ]

    assert {answer.status_code for answer in accepted} == {200}


def test_without_a_host_no_origin_is_ours(server: Server) -> None:
    """An empty Host does not match an empty origin."""
    refusal(from_site(server, "http://", Host=""), 403)


def test_a_foreign_site_can_neither_add_nor_erase(server: Server) -> None:
    """Not even with the secret."""
    opened = server.ask("Hello")
    evil = {"Origin": "https://evil.example"}
    path = f"/api/v1/conversations/{opened['conversation_id']}"

    refusal(server.client.delete(path, headers=evil | bearer(opened)), 403)
    refusal(server.client.post("/api/v1/agreements", files={"file": ("a.txt", b"The fee is $5.")}, headers=evil), 403)
    assert server.kept(opened).status_code == 200


def test_no_answer_lets_another_site_read_it(server: Server) -> None:
    """There is no sharing header, also not for a request that asks first."""
    asked = server.client.options(
        "/api/v1/turns", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    )

    assert asked.status_code == 405
    assert not any(name.startswith("access-control") for name in asked.headers)


# Limits


def test_a_body_that_says_it_is_too_large_is_refused_unread(server: Server) -> None:
    """The answer comes although not a byte of the body has."""
    head = b"POST /api/v1/agreements HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % (25 * MEGABYTE)

    assert spoken(server, head).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    ("path", "headers", "size", "before"),
    [
        ("/api/v1/turns", JSON, 200_000, b'{"message": "'),
        ("/api/v1/agreements", FORM, 21 * MEGABYTE, part("file", b"").partition(b"\r\n--edge--")[0]),
    ],
    ids=["message", "file"],
)
def test_a_body_of_unsaid_length_is_cut_off(
    server: Server, path: str, headers: dict[str, str], size: int, before: bytes
) -> None:
    """Chunks are counted as they come."""
    refused = server.client.post(path, content=drip(size, before), headers=headers)

    assert "too large" in refusal(refused, 413)
    assert server.client.get("/healthz").status_code == 200


def test_a_chunked_message_within_the_limit_is_answered(server: Server) -> None:
    """The length need not be said."""
    answer = server.client.post("/api/v1/turns", content=iter([b'{"message":', b' "Hello"}']), headers=JSON)

    assert body(answer)["outcome"] == "answered"


def test_a_file_of_more_than_twenty_megabytes_is_refused(server: Server) -> None:
    """One byte over the limit is too much, and the person hears of the limit."""
    before = server.rows()

    assert "20 MB" in refusal(server.upload("a.txt", b"a" * (20_000_000 + 1)), 422)
    assert "20 MB" in refusal(server.upload("a.txt", b"a" * (20 * MEGABYTE + 65_537)), 413)
    assert server.rows() == before


@pytest.mark.parametrize(
    ("content", "headers", "words"),
    [
        (part("document", b"The fee is $5."), FORM, "file is missing"),
        (part("file", b"The fee is $5.").replace(b'; filename="a.txt"', b""), FORM, "file"),
        (b"{}", JSON, "file is missing"),
        (b"", {}, "file is missing"),
        (b"nothing", {"Content-Type": "multipart/form-data"}, "boundary"),
        (b"--edge--\r\n", FORM, "file is missing"),
    ],
    ids=["wrong field", "no file name", "json", "nothing", "no boundary", "no parts"],
)
def test_a_form_without_a_file_is_refused(server: Server, content: bytes, headers: dict[str, str], words: str) -> None:
    """The problem names the field that is missed, without a word of ours about types."""
    refused = server.client.post("/api/v1/agreements", content=content, headers=headers)

    assert words in refusal(refused, refused.status_code)
    assert refused.status_code in (400, 422)


def test_a_form_of_a_thousand_fields_is_refused(server: Server) -> None:
    """So many parts are no agreement."""
    refused = server.client.post(
        "/api/v1/agreements", data={f"f{number}": "x" for number in range(1100)}, files={"file": ("a.txt", b"x")}
    )

    assert "Too many" in refusal(refused, 400)


@pytest.mark.parametrize(
    "lengths",
    [
        b"Content-Length: -1",
        b"Content-Length: 1e3",
        b"Content-Length: 2\r\nContent-Length: 3",
        b"Content-Length: 99999999999999999999999",
        b"Content-Length: 2\r\nTransfer-Encoding: chunked",
    ],
)
def test_a_length_that_makes_no_sense_is_refused(server: Server, lengths: bytes) -> None:
    """Two lengths, none, or one that is no number cannot smuggle a second request."""
    answer = spoken(server, b"POST /api/v1/turns HTTP/1.1\r\nHost: x\r\n" + lengths + b"\r\n\r\n{}")

    assert re.match(rb"HTTP/1\.1 4(00|13) ", answer)
    assert str(ROOT).encode() not in answer


def test_a_thousand_ranges_are_one_file(server: Server) -> None:
    """A request for many overlapping pieces costs no more than the whole."""
    ranges = "bytes=" + ",".join("0-" for _ in range(1000))

    assert len(server.client.get("/static/chat.js", headers={"Range": ranges}).content) < 30_000


# Silence


def test_a_fault_of_ours_is_a_problem_too_with_all_headers() -> None:
    """What nobody foresaw is logged by its kind, and told without its words."""

    async def faulty(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("a secret of ours")

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(Guards(faulty))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.get("/")

    answer = anyio.run(asked)
    assert "on our side" in refusal(answer, 500)
    assert "secret of ours" not in answer.text
    assert "content-security-policy" in answer.headers


def test_refusals_leak_neither_path_nor_stack(server: Server) -> None:
    """Whatever is sent, a person's sentence comes back."""
    post = server.client.post
    refused = [
        post("/api/v1/turns", content=b"\xff" * 100, headers=JSON),
        post("/api/v1/turns", content=b'{"message": {"$ref": "x"}}', headers=JSON),
        post("/api/v1/agreements", content=part("file", b"\x89PNG", "../../a.pdf"), headers=FORM),
        server.client.get("/sources/..%2f..%2fapp.py/x"),
        server.client.get("/api/v1/conversations/x", headers={"Authorization": "Bearer \t{x}"}),
    ]

    for answer in refused:
        assert refusal(answer, answer.status_code)
        assert 400 <= answer.status_code < 500


def test_nothing_that_people_say_and_no_secret_reaches_the_log(server: Server) -> None:
    """Not with an answer, an agreement, a refusal or an erasure."""
    canary = "canaryquillwort"
    opened = server.ask(f"How do I cancel? {canary}")
    mine: Json = server.add(f"{canary}.txt", f"The monthly fee is $73. {canary}".encode(), **keys(opened))
    server.turn(f"{canary} again", **keys(opened))
    server.turn(canary, conversation_id=opened["conversation_id"], secret=f"{canary}{opened['secret']}")
    server.upload(f"{canary}.pdf", f"%PDF-1.7 {canary}".encode(), **keys(opened))
    server.client.post("/api/v1/turns", content=f'{{"message": "{canary}'.encode(), headers=JSON)
    server.client.get(f"/{canary}?secret={opened['secret']}")
    server.source({"document": "", "revision": mine["document"]["revision"], "start": 0, "end": 9}, opened)
    held = server.holds(opened["secret"])
    server.erase(opened)
    log = server.log.read_text("utf-8")

    assert held == []
    assert opened["secret"] not in log
    assert opened["conversation_id"] not in log
    assert canary not in log
