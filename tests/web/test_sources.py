"""Where a quote stands: as a page, as a fragment and as JSON, and only to whom it may be shown."""

import html
import re

import pytest
from served import Json, Server, bearer, body, keys, refusal

pytest_plugins = ["web_fixtures"]

AGREEMENT = b"1. Fees\n\nThe monthly fee is $73 <b>for</b> each adult & child.\n\n2. Ending\n\nYou may leave with 45 days notice."


@pytest.fixture(scope="module")
def published(server: Server) -> Json:
    """Return a citation of a practice's agreement."""
    citations: list[Json] = server.ask("How do I cancel?", practice="juniper-street")["citations"]
    return citations[0]


@pytest.fixture(scope="module")
def mine(server: Server) -> Json:
    """Return the sheet of an agreement that was uploaded."""
    return server.add("mine.txt", AGREEMENT)


def address(citation: Json) -> str:
    """Return the public address of a document."""
    return f"/sources/{citation['document']}/{citation['revision']}"


def marked(page: str) -> str:
    """Return what is marked in a page."""
    return html.unescape("".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.DOTALL)))


def test_a_source_is_a_page_with_the_quote_marked(server: Server, published: Json) -> None:
    """It needs no script, and its mark is where the link's fragment leads."""
    span = {"start": published["start"], "end": published["end"]}
    page = server.client.get(address(published), params=span, headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert page.text.startswith("<!doctype html>")
    assert "<script" not in page.text
    assert page.text.count('id="quote"') == 1
    assert marked(page.text) == published["quote"]


def test_every_link_of_an_answer_leads_to_its_words(server: Server) -> None:
    """The addresses in the HTML of an answer are those of its citations."""
    shown = server.turn("What do I owe if I leave early?", accept="text/html", practice="cedar-bluff").text
    links = {html.unescape(link) for link in re.findall(r'href="(/sources/[^"]+)"', shown)}
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())

    assert links
    for link in links:
        page = server.client.get(link)
        assert link.endswith("#quote")
        assert " ".join(marked(page.text).split()) in text


@pytest.mark.parametrize(
    "span", ["", "?start=5", "?start=9&end=3", "?start=99999999&end=999999999", f"?start={10**30}"]
)
def test_offsets_that_mark_nothing_still_show_the_document(server: Server, published: Json, span: str) -> None:
    """An old or mistyped link is no error."""
    page = server.client.get(address(published) + span)

    assert page.status_code == 200
    assert "<mark" not in page.text
    assert "13. Notices and signatures" in page.text


@pytest.mark.parametrize("span", ["?start=-1", "?start=x", "?end=1.5", "?start=1e3"])
def test_offsets_that_are_no_counts_are_refused(server: Server, published: Json, span: str) -> None:
    """The problem names the parameter."""
    assert re.match("start|end", refusal(server.client.get(address(published) + span), 422))


@pytest.mark.parametrize(
    "path",
    [
        "/sources/nowhere/sha256:1",
        "/sources/juniper-street-agreement/sha256:1",
        "/sources/juniper-street-agreement/..",
        "/sources/%2e%2e%2f%2e%2e%2fapp.py/x",
        "/sources/%00/%00",
        "/sources/%ED%A0%80/x",
        "/sources/<script>/x",
    ],
)
def test_an_unknown_source_is_not_there(server: Server, path: str) -> None:
    """What was asked for is not repeated."""
    refused = server.client.get(path)

    assert "script" not in refusal(refused, 404)


@pytest.mark.parametrize("path", ["/sources/juniper-street-agreement/sha256:1", "/sources/nowhere/x", "/nowhere"])
def test_a_dead_link_opens_a_page_that_says_what_to_do(server: Server, path: str) -> None:
    """A browser gets a page to read, with the status and the headers of a problem; the API stays data."""
    page = server.client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "content-security-policy" in page.headers
    assert "Ask your question again" in page.text
    assert '<a href="/">' in page.text
    refusal(
        server.client.get("/api/v1/conversations/x", headers={"Accept": "text/html", "Authorization": "Bearer x"}), 404
    )


def test_an_upload_has_no_public_address(server: Server, mine: Json) -> None:
    """Not even to its own person: the secret belongs in a header, not in an address."""
    refusal(server.client.get(address(mine["document"]), headers=bearer(mine)), 404)


def test_an_upload_is_shown_to_its_conversation_as_a_fragment_or_as_json(server: Server, mine: Json) -> None:
    """The quote is marked, and the document's own markup is text."""
    path = f"/api/v1/conversations/{mine['conversation_id']}/sources/{mine['document']['revision']}"
    fee = next(term for term in mine["terms"] if term["field"] == "fee")
    span = {"start": fee["start"], "end": fee["end"]}
    shown = server.client.get(path, params=span, headers={"Accept": "text/html", **bearer(mine)})
    data = body(server.client.get(path, params=span, headers=bearer(mine)))

    assert shown.text.lstrip().startswith("<section")
    assert marked(shown.text) == fee["quote"] == data["quote"]
    assert "<b>" not in shown.text
    assert data["text"][data["start"] : data["end"]] == fee["quote"]


def test_an_upload_is_shown_to_nobody_else(server: Server, mine: Json) -> None:
    """Without the secret 403, from another conversation 404, and a published document is no upload."""
    path = f"/api/v1/conversations/{mine['conversation_id']}/sources/{mine['document']['revision']}"
    other = keys(server.ask("Hello"))
    theirs = path.replace(mine["conversation_id"], other["conversation_id"])

    refusal(server.client.get(path), 403)
    refusal(server.client.get(path, headers=bearer(other)), 403)
    refusal(server.client.get(theirs, headers=bearer(other)), 404)
    refusal(server.client.get(path.rpartition("/")[0] + "/sha256:1", headers=bearer(mine)), 404)
