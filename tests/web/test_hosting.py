"""What keeps a site from showing the chat: every finding, what mends it, its words, and the page that shows them."""

import html
import re
from typing import Any

import pytest
from served import ROOT

from bot.catalogue import Catalogue
from bot.library import open_strings
from bot.vocabulary.sites import is_origin
from bot.web import hosting
from bot.web.content_policy import allows_frame, allows_script, read
from bot.web.hosting import Check, answer, check_data, check_page, findings

STRINGS: Catalogue = open_strings(ROOT / "knowledge")
HOST = "https://chat.example"
SITE = "https://clinic.example"
OTHER = "https://www.elm.example:8443"
BUILDER = "https://preview.builder.example"
ELM: dict[str, Any] = {"id": "elm", "name": "Elm", "allowed_sites": (SITE, OTHER)}
NONE: dict[str, Any] = {**ELM, "allowed_sites": ()}
TAG = f'<script async src="{HOST}/widget.js" data-practice="elm"></script>'
HOSTILE = "<script>alert(1)</script>\"'onmouseover=alert(2)"


def kinds(*sites: str, policy: str | None = None, seen: str | None = None, practice: Any = ELM) -> list[str]:
    """Name what is found."""
    return [one.kind for one in findings(practice, sites, policy, HOST, seen=seen)]


def mends(*sites: str, policy: str | None = None) -> list[str]:
    """Return the lines that mend what is found."""
    return [one.mend for one in findings(ELM, sites, policy, HOST)]


def asked(
    *sites: str, policy: str | None = None, known: str = "elm", practice: Any = ELM, seen: str | None = None
) -> Check:
    """Check sites as the address /embed/check does."""
    return answer(practice, known, sites, policy, HOST, seen)


SITES = [
    (SITE, [], []),
    (OTHER, [], []),
    ("HTTPS://Clinic.Example:443/", [], []),
    (f"{SITE}/membership?a=b#c", ["site_form"], [""]),
    ("clinic.example", ["site_form"], [""]),
    ("clinic.example/membership", ["site_form"], [""]),
    ("https://maple.example", ["site_not_listed"], ["- https://maple.example"]),
    ("https://maple.example/a", ["site_not_listed"], ["- https://maple.example"]),
    ("maple.example:8443", ["site_not_listed"], ["- https://maple.example:8443"]),
    ("https://clinic.example.evil.test", ["site_not_listed"], ["- https://clinic.example.evil.test"]),
    ("https://bücher.example", ["site_not_listed"], ["- https://xn--bcher-kva.example"]),
    ("http://clinic.example", ["site_http_listed"], [SITE]),
    ("http://maple.invalid", ["site_http"], ["- https://maple.invalid"]),
    ("http://localhost:8000", ["site_not_listed"], ["- http://localhost:8000"]),
    ("https://www.clinic.example", ["site_www"], ["- https://www.clinic.example"]),
    ("https://elm.example", ["site_www"], ["- https://elm.example"]),
    ("https://clinic.example:8443", ["site_port"], ["- https://clinic.example:8443"]),
    ("https://www.elm.example", ["site_port"], ["- https://www.elm.example"]),
    ("https://*.example", ["site_wildcard"], [""]),
    ("*", ["site_wildcard"], [""]),
    ("null", ["site_opaque"], [""]),
    ("file:///home/me/page.html", ["site_opaque"], [""]),
    ("about:srcdoc", ["site_opaque"], [""]),
    ("ftp://clinic.example", ["site_unreadable"], [""]),
    ("https://me@clinic.example", ["site_unreadable"], [""]),
    ("https://", ["site_unreadable"], [""]),
    ("https://[", ["site_unreadable"], [""]),
    ("https://clinic.example:99999", ["site_unreadable"], [""]),
    (f"https://{'a' * 64}.example", ["site_unreadable"], [""]),
    ("https://clinic .example", ["site_unreadable"], [""]),
    (HOSTILE, ["site_unreadable"], [""]),
]  # fmt: skip


@pytest.mark.parametrize(("site", "found", "mend"), SITES)
def test_a_site_is_listed_or_told_what_it_nearly_is(site: str, found: list[str], mend: list[str]) -> None:
    """What stands in the way by its kind, and the line to add to the list, whatever form the site was given in."""
    assert (found, mend) == (kinds(site), mends(site))


@pytest.mark.parametrize("site", [site for site, _, mend in SITES if mend and mend[0].startswith("- ")])
def test_a_line_to_add_makes_the_site_listed(site: str) -> None:
    """What is advised is something that a practice's list takes, and with it nothing stands in the way any more."""
    added = mends(site)[0].removeprefix("- ")
    mended = {**ELM, "allowed_sites": (*ELM["allowed_sites"], added)}

    assert (True, []) == (is_origin(added), [one.kind for one in findings(mended, [added], None, HOST)])


def test_a_practice_that_is_not_here_is_said_first_and_tells_nothing_of_lists() -> None:
    """Of an unknown practice only that is said; without one, that one is missing. There is no tag to paste."""
    check = asked(SITE, known="ash", practice=None)

    assert (["practice_unknown"], ["practice_missing"], "", False) == (
        [one.kind for one in check.findings],
        [one.kind for one in asked(SITE, known="", practice=None).findings],
        check.tag,
        check.ok,
    )


def test_a_practice_without_sites_is_told_the_whole_line() -> None:
    """Nothing is listed at all: the line names the site that was asked for."""
    found = findings(NONE, [f"{SITE}/a"], None, HOST)

    assert [("no_sites", f"allowed_sites: [{SITE}]")] == [(one.kind, one.mend) for one in found]


def test_without_a_site_nothing_can_be_promised() -> None:
    """A practice alone is no answer to whether a site may show it; nothing asked is no answer at all."""
    check, nothing = asked(), asked(known="", practice=None)

    assert (["site_missing"], False, False, ()) == (
        [one.kind for one in check.findings],
        check.ok,
        nothing.asked,
        nothing.findings,
    )


NESTED = [
    ([SITE, SITE], []),
    ([SITE, OTHER], []),
    ([BUILDER, SITE], ["nested"]),
    ([SITE, BUILDER], ["site_not_listed"]),
    ([BUILDER, "https://maple.example"], ["site_not_listed", "nested"]),
    (["null", SITE], ["nested"]),
]


@pytest.mark.parametrize(("sites", "expected"), NESTED)
def test_every_frame_around_must_be_listed(sites: list[str], expected: list[str]) -> None:
    """The outermost page is the site; a frame in between that is not listed wants the tag in the page itself."""
    assert expected == kinds(*sites)


def test_a_nested_frame_is_named_and_mended_by_the_tag() -> None:
    """Only what is missing is named, each once, and no line is offered that would list a site of many people."""
    found = findings(ELM, [BUILDER, SITE, BUILDER, SITE], None, HOST)

    assert [("nested", BUILDER, TAG, "site_wide")] == [
        (one.kind, one.about["site"], one.mend, one.where) for one in found
    ]


POLICIES = [
    ("default-src *", []),
    ("img-src 'none'; style-src 'none'; connect-src 'none'; object-src 'none'; base-uri 'none'", []),
    ("require-trusted-types-for 'script'; trusted-types elm", []),
    ("frame-ancestors 'none'; upgrade-insecure-requests", []),
    (f"default-src 'self' {HOST}", []),
    (f"script-src {HOST}; frame-src {HOST}; default-src 'none'", []),
    (f"script-src {HOST}/widget.js {HOST}/widget/; frame-src {HOST}/embed/", []),
    ("sandbox allow-scripts allow-same-origin allow-forms allow-popups", []),
    ("Content-Security-Policy-Report-Only: default-src 'none'", [("policy_unreadable", "")]),
    ("what policy?", [("policy_unreadable", "")]),
    ("default-src 'self'", [("script_src", f"script-src 'self' {HOST};"), ("frame_src", f"frame-src 'self' {HOST};")]),
    ("default-src 'none'", [("script_src", f"script-src {HOST};"), ("frame_src", f"frame-src {HOST};")]),
    (
        "default-src 'self' 'unsafe-inline' data:",
        [("script_src", f"script-src 'self' 'unsafe-inline' data: {HOST};"), ("frame_src", f"frame-src 'self' data: {HOST};")],
    ),
    ("script-src 'self' https://cdn.example", [("script_src", f"script-src 'self' https://cdn.example {HOST};")]),
    ("script-src *; script-src-elem 'self'", [("script_src", f"script-src-elem 'self' {HOST};")]),
    (f"script-src {HOST}/widget.js", [("script_src", f"script-src {HOST}/widget.js {HOST};")]),
    ("child-src blob:", [("frame_src", f"child-src blob: {HOST};")]),
    ("frame-src 'none'; child-src *", [("frame_src", f"frame-src {HOST};")]),
    ("frame-src https://*.example:8443", [("frame_src", f"frame-src https://*.example:8443 {HOST};")]),
    ("script-src 'nonce-abc'", [("script_nonce", TAG.replace("></", ' nonce="THE-NONCE-OF-THE-PAGE"></'))]),
    ("script-src 'nonce-abc' 'strict-dynamic' https:", [("script_nonce", TAG.replace("></", ' nonce="THE-NONCE-OF-THE-PAGE"></'))]),
    (
        "script-src 'sha256-abc=' 'strict-dynamic' *",
        [
            (
                "script_strict",
                f'const tag = document.createElement("script"); tag.src = "{HOST}/widget.js"; tag.dataset.practice = "elm"; document.head.append(tag);',
            )
        ],
    ),
    ("sandbox", [("sandbox", "sandbox allow-scripts allow-same-origin allow-forms allow-popups")]),
    (
        "sandbox allow-scripts allow-modals",
        [("sandbox", "sandbox allow-scripts allow-modals allow-same-origin allow-forms allow-popups")],
    ),
    ("<meta http-equiv='Content-Security-Policy' content='sandbox'>", []),
    (
        f"script-src *\nscript-src 'self'\nframe-src {HOST}, frame-src 'self'",
        [("script_src", f"script-src 'self' {HOST};"), ("frame_src", f"frame-src 'self' {HOST};")],
    ),
    ("script-src 'self'\nscript-src 'self'", [("script_src", f"script-src 'self' {HOST};")]),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "expected"), POLICIES)
def test_a_policy_that_blocks_is_corrected_whole(policy: str, expected: list[tuple[str, str]]) -> None:
    """What each policy forbids, and its directive written out as it must be; nothing of what needs no change."""
    found = findings(ELM, [SITE], policy, HOST)

    assert expected == [(one.kind, one.mend) for one in found]


@pytest.mark.parametrize("policy", [policy for policy, found in POLICIES if found and found[0][0].endswith("_src")])
def test_a_corrected_directive_lets_the_chat_in(policy: str) -> None:
    """With every directive that is advised, the script and its module and the frame load."""
    advised = " ".join(one.mend for one in findings(ELM, [SITE], policy, HOST))
    mended = read(advised)[0]

    assert [True, True, True] == [
        allows_script(mended, f"{HOST}/widget.js", SITE),
        allows_script(mended, f"{HOST}/widget/dialog.js", SITE),
        allows_frame(mended, f"{HOST}/embed/elm", SITE),
    ]


def test_self_is_the_page_that_holds_the_tag() -> None:
    """'self' lets the chat in where it is served by the site itself, and is judged by the innermost page."""
    policy = f"default-src 'self'; sandbox {' '.join(hosting.SANDBOX)}"
    ours = {**ELM, "allowed_sites": (SITE, HOST)}

    assert ([], ["script_src", "frame_src"]) == (
        [one.kind for one in findings(ours, [HOST, SITE], policy, HOST)],
        [one.kind for one in findings(ours, [SITE, HOST], policy, HOST)],
    )


SEEN = [
    (None, [SITE], None, []),
    ("anything", [SITE], None, []),
    ("blocked", [SITE], None, ["seen_blocked"]),
    ("blocked", ["https://maple.example"], None, ["site_not_listed"]),
    ("blocked", [SITE], "script-src 'self'; frame-src 'self'", ["frame_src", "script_src"]),
    ("blocked", [SITE], "script-src 'self'", ["seen_blocked", "script_src"]),
    ("blocked", [f"{SITE}/a"], None, ["seen_blocked", "site_form"]),
    ("late", [SITE], None, ["seen_late"]),
    ("late", ["https://maple.example"], None, ["site_not_listed"]),
    ("frame-src", ["https://maple.example"], None, ["seen_frame_src", "site_not_listed"]),
    ("frame-src", ["https://maple.example"], "frame-src 'self'", ["frame_src", "site_not_listed"]),
    ("frame-src", [SITE], "frame-src *", ["seen_frame_src_elsewhere"]),
    ("nested", [SITE], None, ["seen_nested"]),
    ("nested", [BUILDER, SITE], "frame-src 'self'", ["nested", "frame_src"]),
    ("script", [SITE], None, ["seen_script"]),
    ("script", [SITE], "script-src *", ["seen_script_elsewhere"]),
    ("script", ["https://maple.example"], "script-src 'nonce-abc'", ["script_nonce", "site_not_listed"]),
]


@pytest.mark.parametrize(("seen", "sites", "policy", "expected"), SEEN)
def test_what_the_widget_saw_comes_first(
    seen: str | None, sites: list[str], policy: str | None, expected: list[str]
) -> None:
    """What explains it is put first; where nothing does, what was seen is said, and where to look."""
    assert expected == kinds(*sites, policy=policy, seen=seen)


def every_check() -> list[Check]:
    """Return checks that together bring every finding."""
    checks = [asked(site) for site, _, _ in SITES]
    checks += [asked(*sites) for sites, _ in NESTED]
    checks += [asked(SITE, policy=policy) for policy, _ in POLICIES]
    checks += [asked(*sites, policy=policy, seen=seen) for seen, sites, policy, _ in SEEN]
    checks += [asked(SITE, policy="<meta http-equiv=content-security-policy content='frame-src a'>")]
    return [
        *checks,
        asked(),
        asked(SITE, known="ash", practice=None),
        asked(SITE, known="", practice=None),
        asked(SITE, practice=NONE),
    ]


def test_every_finding_has_its_words_and_no_word_is_left_over() -> None:
    """Whatever is found can be said, in a complete sentence with nothing unfilled, and all that is written can be found."""
    checks = every_check()
    told = [each for check in checks for each in check_data(check, STRINGS)["findings"]]
    unfinished = [
        text
        for each in told
        for text in (each["says"], each["where"])
        if text and (not text.endswith(".") or "{" in text)
    ]

    assert (set(STRINGS.find("hosting.findings")), set(STRINGS.find("hosting.where")), []) == (
        {each["kind"] for each in told},
        {one.where for check in checks for one in check.findings if one.where},
        unfinished,
    )


def test_a_check_as_data_has_the_names_that_programs_know() -> None:
    """ok, practice, sites, findings with kind, says, mend, where; the tag and the chat's own address."""
    data = check_data(asked(f"{SITE}/a"), STRINGS)
    rest = {name: data[name] for name in ("result", "findings")}

    assert (
        {"ok": True, "practice": "elm", "sites": [SITE], "tag": TAG, "link": f"{HOST}/embed/elm", **rest},
        [("site_form", False, "")],
        {"kind", "says", "mend", "where", "blocks"},
    ) == (
        data,
        [(one["kind"], one["blocks"], one["mend"]) for one in data["findings"]],
        set(data["findings"][0]),
    )


def test_sites_may_stand_on_lines_of_one_field() -> None:
    """A form without a script has one field for all of them."""
    assert (asked(BUILDER, SITE), [BUILDER, SITE]) == (
        asked(f"{BUILDER}\r\n {SITE}, "),
        [one.given for one in asked(f"{BUILDER} {SITE}").sites],
    )


def test_the_page_says_the_result_first_and_gives_the_tag() -> None:
    """Nothing in the way: the result is the heading, the tag stands below it, and the form has what was asked."""
    page = check_page(asked(SITE), STRINGS)
    shown = html.unescape(re.sub(r"<[^>]+>", "", page[page.index("<h1>") :]))

    assert (True, True, True, True) == (
        shown.startswith(f"Nothing that I can see keeps {SITE} from showing the chat."),
        TAG in shown,
        'value="elm"' in page,
        f">{SITE}</textarea>" in page,
    )


def test_the_page_gives_each_line_that_mends_and_no_tag_before_it_works() -> None:
    """Two things in the way: both lines stand on the page as code, the tag does not."""
    page = check_page(asked("https://maple.example", policy="frame-src 'self'"), STRINGS)

    assert (["- https://maple.example", f"frame-src 'self' {HOST};"], True, False) == (
        [html.unescape(code) for code in re.findall(r"<code>(.*?)</code>", page)],
        "2 things keep https://maple.example from showing the chat." in page,
        "data-practice=&#34;" in page,
    )


def test_the_page_asks_before_anything_is_asked() -> None:
    """The bare address shows the form, every field with a label, and nothing found."""
    page = check_page(asked(known="", practice=None), STRINGS)
    labelled = re.findall(r'<label for="(\w+)"', page)

    assert (["practice", "site", "policy"], labelled, False) == (
        re.findall(r'<(?:input|textarea) id="(\w+)"', page),
        re.findall(r'<(?:input|textarea) id="\w+" name="(\w+)"', page),
        "<code>" in page,
    )


def test_what_strangers_write_is_shown_as_text() -> None:
    """A practice, sites and a policy that hold HTML stand on the page escaped, in text and in attributes."""
    known, policy = HOSTILE, f"frame-src {HOSTILE} </textarea><img src=x>"
    pages = [
        check_page(asked(HOSTILE, "*" + HOSTILE, known=known, policy=policy, practice=None), STRINGS),
        check_page(asked(HOSTILE, policy=policy), STRINGS),
    ]

    assert [(False, False, False, True)] * 2 == [
        ("<script" in page, "<img" in page, "\"'onmouseover" in page, "&lt;script&gt;" in page) for page in pages
    ]


def test_a_hundred_thousand_characters_are_answered() -> None:
    """Policies and sites of any length bring a bounded number of findings, and a page."""
    policies = [
        "script-src a" * 8_000,
        "script-src " + "a " * 50_000,
        "".join(f"script-src a{number}," for number in range(6_000)),
        "".join(f"frame-src a{number}\n" for number in range(6_000)),
    ]
    found = [asked("https://a.example" * 6_000, policy=policy) for policy in policies]
    found.append(asked(*(f"https://a{number}.example" for number in range(6_000))))

    assert ([], True) == (
        [len(one.findings) for one in found if len(one.findings) > hosting.MOST_FINDINGS or one.ok],
        all("</html>" in check_page(one, STRINGS) for one in found),
    )


@pytest.mark.parametrize(
    "site",
    [site for site, found, _ in SITES if found and found[0] in {"site_not_listed", "site_wildcard", "site_http"}],
)
def test_a_stranger_is_not_told_what_is_listed(site: str) -> None:
    """Neither the page nor the data names a listed site that was not asked for, nor another practice."""
    check = asked(site)
    said = check_page(check, STRINGS) + str(check_data(check, STRINGS))

    assert [] == [
        one for one in (*ELM["allowed_sites"], "juniper") if f"{one}<" in said or f"{one} " in said or f"{one}'" in said
    ]
