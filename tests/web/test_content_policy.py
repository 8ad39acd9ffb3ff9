"""Policies as browsers read them: how they are parsed from what is pasted, and what each source matches."""

import pytest

from bot.web.content_policy import (
    Policy,
    allows_frame,
    allows_script,
    has_nonce,
    is_strict,
    matches,
    places,
    read,
    with_source,
)

PAGE = "https://clinic.example"
CHAT = "https://chat.example"
SCRIPT = f"{CHAT}/widget.js"

MATCHING = [
    ("*", SCRIPT, PAGE, True),
    ("*", "data:text/plain,a", PAGE, False),
    ("https:", SCRIPT, PAGE, True),
    ("HTTPS:", SCRIPT, PAGE, True),
    ("http:", SCRIPT, PAGE, True),  # a safer line is allowed as well
    ("https:", "http://chat.example/widget.js", PAGE, False),
    ("data:", SCRIPT, PAGE, False),
    ("wss:", "https://chat.example/", PAGE, True),
    ("https://chat.example", SCRIPT, PAGE, True),
    ("HTTPS://CHAT.EXAMPLE", SCRIPT, PAGE, True),
    ("https://chat.example/", SCRIPT, PAGE, True),
    ("http://chat.example", SCRIPT, PAGE, True),
    ("https://chat.example", "http://chat.example/widget.js", PAGE, False),
    ("chat.example", SCRIPT, PAGE, True),
    ("chat.example", "http://chat.example/widget.js", PAGE, False),  # no scheme: that of the page
    ("chat.example", SCRIPT, "http://clinic.example", True),
    ("https://other.example", SCRIPT, PAGE, False),
    ("https://example", SCRIPT, PAGE, False),
    ("*.example", SCRIPT, PAGE, True),
    ("https://*.example", SCRIPT, PAGE, True),
    ("https://*.chat.example", SCRIPT, PAGE, False),  # a star stands for at least one name
    ("https://*.chat.example", "https://a.b.chat.example/", PAGE, True),
    ("https://*.example", "https://chat.example.evil.test/", PAGE, False),
    ("*.hat.example", SCRIPT, PAGE, False),
    ("https://*", SCRIPT, PAGE, True),
    ("https://*:8443", "https://chat.example:8443/", PAGE, True),
    ("https://chat.*", SCRIPT, PAGE, False),
    ("https://chat.example:443", SCRIPT, PAGE, True),
    ("https://chat.example:8443", SCRIPT, PAGE, False),
    ("https://chat.example", "https://chat.example:8443/", PAGE, False),
    ("https://chat.example:*", "https://chat.example:8443/", PAGE, True),
    ("http://chat.example:80", SCRIPT, PAGE, True),
    ("https://chat.example/widget.js", SCRIPT, PAGE, True),
    ("https://chat.example/Widget.js", SCRIPT, PAGE, False),
    ("https://chat.example/widget", SCRIPT, PAGE, False),
    ("https://chat.example/widget/", "https://chat.example/widget/dialog.js", PAGE, True),
    ("https://chat.example/widget/", SCRIPT, PAGE, False),
    ("https://chat.example/w%69dget.js", SCRIPT, PAGE, True),
    ("https://chat.example/embed/", "https://chat.example/embed", PAGE, False),
    ("https://chat.example/a/b", "https://chat.example/a/b/c", PAGE, False),
    ("http://127.0.0.1:7860", "http://127.0.0.1:7860/widget.js", "http://localhost:8000", True),
    ("http://[::1]:7860", "http://[::1]:7860/widget.js", "http://localhost:8000", True),
    ("'self'", SCRIPT, PAGE, False),
    ("'self'", "https://clinic.example/a.js", PAGE, True),
    ("'SELF'", "https://clinic.example:443/a.js", PAGE, True),
    ("'self'", "https://clinic.example/a.js", "http://clinic.example", True),
    ("'self'", "http://clinic.example/a.js", PAGE, False),
    ("'self'", "https://clinic.example:8443/a.js", PAGE, False),
    ("'self'", "https://www.clinic.example/a.js", PAGE, False),
    ("'none'", SCRIPT, PAGE, False),
    ("'unsafe-inline'", SCRIPT, PAGE, False),
    ("'unsafe-eval'", SCRIPT, PAGE, False),
    ("'nonce-abc'", SCRIPT, PAGE, False),
    ("self", SCRIPT, PAGE, False),
    ("https://", SCRIPT, PAGE, False),
    ("https://chat.example:port", SCRIPT, PAGE, False),
    ("https://user@chat.example", SCRIPT, PAGE, False),
    ("", SCRIPT, PAGE, False),
]


@pytest.mark.parametrize(("source", "address", "page", "expected"), MATCHING)
def test_a_source_matches_what_browsers_match(source: str, address: str, page: str, expected: bool) -> None:
    """Schemes, hosts with a star, ports, paths and 'self', each as the standard has it."""
    assert expected == matches(source, address, page)


READING = [
    ("", []),
    ("nothing of the kind", []),
    ("default-src 'self'", [{"default-src": ("'self'",)}]),
    (" DEFAULT-SRC  'self'\t*.A.example ;; ", [{"default-src": ("'self'", "*.A.example")}]),
    ("img-src a; IMG-SRC b", [{"img-src": ("a",)}]),
    ("sandbox", [{"sandbox": ()}]),
    ("img-src ü; script-src a", [{"script-src": ("a",)}]),
    ("img-src a, script-src b", [{"img-src": ("a",)}, {"script-src": ("b",)}]),
    ("img-src a\nscript-src b", [{"img-src": ("a",)}, {"script-src": ("b",)}]),
    ("img-src a;\nscript-src b", [{"img-src": ("a",), "script-src": ("b",)}]),
    ("img-src a;\n\n   script-src b", [{"img-src": ("a",), "script-src": ("b",)}]),
    ("img-src a\n  https://b.example\n; script-src c", [{"img-src": ("a", "https://b.example"), "script-src": ("c",)}]),
    ("img-src a\nhttps: data:", [{"img-src": ("a", "https:", "data:")}]),
    ("Content-Security-Policy: img-src a", [{"img-src": ("a",)}]),
    ("content-security-policy:img-src a", [{"img-src": ("a",)}]),
    ("Content-Security-Policy\nimg-src a", [{"img-src": ("a",)}]),
    ("Content-Security-Policy-Report-Only: img-src a", []),
    (
        "server: a\r\ncontent-security-policy: img-src a; script-src b\r\nexpires: 0\r\ncontent-security-policy: frame-src c\r\n",
        [{"img-src": ("a",), "script-src": ("b",)}, {"frame-src": ("c",)}],
    ),
    ('add_header Content-Security-Policy "img-src \'self\'; script-src b;" always;', [{"img-src": ("'self'",), "script-src": ("b",)}]),
    ('Header set Content-Security-Policy "img-src a"', [{"img-src": ("a",)}]),
]  # fmt: skip


@pytest.mark.parametrize(("pasted", "expected"), READING)
def test_a_pasted_policy_is_read(pasted: str, expected: list[dict[str, tuple[str, ...]]]) -> None:
    """As a header, among other headers, as a line of a server's settings, bare, over several lines, several at once."""
    assert expected == [dict(one.directives) for one in read(pasted)]


def test_a_policy_in_the_page_is_read() -> None:
    """`<meta>` tags in any spelling, with entities and over lines; other tags and reporting ones count for nothing."""
    pasted = """<!doctype html><head><meta charset=utf-8>
      <META HTTP-EQUIV="content-security-policy" content="default-src &#39;self&#39;;
         frame-src https://a.example">
      <meta http-equiv="Content-Security-Policy-Report-Only" content="img-src b">
      <meta name="description" content="script-src c"></head>"""
    found = [Policy({"default-src": ("'self'",), "frame-src": ("https://a.example",)}, meta=True)]

    assert found == list(read(pasted))


SCRIPTS = [
    ("img-src 'none'", False, True),
    ("default-src 'none'", False, False),
    ("default-src 'none'; script-src https://chat.example", False, True),
    ("script-src https://chat.example; script-src-elem 'self'", False, False),
    ("script-src 'none'; script-src-elem https://chat.example", False, True),
    ("script-src 'none' https://chat.example", False, True),  # 'none' beside another means nothing
    ("script-src", False, False),
    ("script-src 'nonce-abc'", False, False),
    ("script-src 'nonce-abc'", True, True),
    ("script-src 'self'", True, False),
    ("script-src 'strict-dynamic' 'nonce-abc' https:", False, False),
    ("script-src 'strict-dynamic' 'nonce-abc' https:", True, True),
    ("script-src 'STRICT-DYNAMIC' 'sha256-abc=' *", False, False),
    ("script-src 'unsafe-inline' https:", False, True),
    ("require-trusted-types-for 'script'; trusted-types a", False, True),
    ("style-src 'none'; connect-src 'none'", False, True),
]


@pytest.mark.parametrize(("policy", "nonce", "expected"), SCRIPTS)
def test_the_directive_that_decides_on_a_script_decides(policy: str, nonce: bool, expected: bool) -> None:
    """script-src-elem before script-src before default-src; a nonce lets in, 'strict-dynamic' sets addresses aside."""
    assert expected == allows_script(read(policy)[0], SCRIPT, PAGE, nonce=nonce)


FRAMES = [
    ("script-src 'none'", True),
    ("default-src 'self'", False),
    ("default-src 'none'; child-src https://chat.example", True),
    ("child-src https://chat.example; frame-src 'self'", False),
    ("child-src 'none'; frame-src https://chat.example/embed/", True),
    ("frame-src https://chat.example/embed", False),
    ("frame-src 'none'", False),
    ("frame-ancestors 'none'", True),
]


@pytest.mark.parametrize(("policy", "expected"), FRAMES)
def test_the_directive_that_decides_on_a_frame_decides(policy: str, expected: bool) -> None:
    """frame-src before child-src before default-src; who may frame the page itself is another matter."""
    assert expected == allows_frame(read(policy)[0], f"{CHAT}/embed/elm", PAGE)


def test_a_corrected_list_keeps_what_stands_and_drops_none() -> None:
    """'none' means nothing beside another source; what only scripts know goes from a list of places."""
    sources = ("'self'", "'none'", "https://a.example", "'nonce-abc'", "'unsafe-inline'", "'sha256-abc='", "data:")

    assert (
        ("'self'", "https://a.example", "'nonce-abc'", "'unsafe-inline'", "'sha256-abc='", "data:", CHAT),
        ("'self'", "https://a.example", "data:"),
        (True, False, False),
    ) == (
        with_source(sources, CHAT),
        places(sources),
        (has_nonce(sources), is_strict(sources), has_nonce(("'nonce-'",))),
    )


HOSTILE = {
    "one word": "a" * 100_000,
    "one source": "script-src " + "*." * 50_000,
    "dots": "script-src https://" + "a." * 50_000 + "!",
    "policies": "script-src a," * 8_000,
    "directives": "script-src a;" * 8_000,
    "lines": "script-src a\n" * 8_000,
    "quotes": 'content-security-policy: "' + '" ' * 50_000 + "x",
    "spaces": "script-src a" + " " * 100_000 + "!",
    "tags": "<meta http-equiv=content-security-policy content='script-src a'>" * 1_500,
    "unclosed": "<meta " * 16_000,
    "names": "content-security-policy " * 4_000,
}


@pytest.mark.parametrize("pasted", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_pasted_is_read(pasted: str) -> None:
    """A hundred thousand characters of anything are read, and a stranger's site stays a stranger."""
    assert [] == [one for one in read(pasted) if "script-src" in one.directives and allows_script(one, SCRIPT, PAGE)]
