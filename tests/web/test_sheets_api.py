"""Sheets, replies and deadlines over real HTTP: what is kept, who may see it, and how each refusal is worded."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from icalendar import Calendar
from served import PRACTICES, Json, Server, bearer, body, keys, refusal

pytest_plugins = ["web_fixtures"]

HARBOR = (PRACTICES / "harbor-lane/agreement.docx").read_bytes()
CLAUSES = b"1. Fee\n\n$80 a month.\n\n2. Leaving and notice\n\nYou may cancel with 30 days written notice.\n"
TERMS = {"notice": {"length": 30, "unit": "days", "anchor": "any_time", "form": "writing"}}
YEAR_BY_YEAR = {
    "notice": {"length": 60, "anchor": "before_renewal"},
    "initial_term_months": 12,
    "renews": True,
    "renewal_months": 12,
}


def sheet_path(opened: Json) -> str:
    """Return where the sheet of an upload is."""
    return f"/api/v1/conversations/{opened['conversation_id']}/sheets/{opened['document']['revision']}"


def reply_path(opened: Json, about: str = "fee") -> str:
    """Return where a reply about a term of an upload is."""
    return f"{sheet_path(opened).replace('/sheets/', '/replies/')}/{about}"


def sheet(server: Server, opened: Json, **chosen: str) -> Json:
    """Fetch a sheet that must be there."""
    return body(server.client.get(sheet_path(opened), params=chosen, headers=bearer(opened)))


def put(server: Server, opened: Json, about: str = "fee", **given: Any) -> httpx.Response:
    """Keep a reply."""
    content = {"text": "It is $80.", "wrote": "2026-05-02"} | given
    return server.client.put(reply_path(opened, about), json=content, headers=bearer(opened))


@pytest.fixture(scope="module")
def opened(server: Server) -> Json:
    """Add a long agreement."""
    return server.add("harbor.docx", HARBOR)


# Sheets


def test_a_sheet_can_be_had_again_as_data_and_as_html(server: Server, opened: Json) -> None:
    """It is what the upload answered, without the secret; the fragment carries what the page needs."""
    again = sheet(server, opened)
    shown = server.client.get(sheet_path(opened), headers={**bearer(opened), "Accept": "text/html"}).text

    assert again == {**opened, "secret": None}
    assert shown.lstrip().startswith("<article")
    assert f'data-sheet="{sheet_path(opened)}"' in shown
    assert opened["secret"] not in shown


def test_state_and_billing_change_the_laws_and_nothing_else(server: Server, opened: Json) -> None:
    """What the person says goes before what the agreement names; small letters and nothing at all do too."""
    plain = sheet(server, opened)
    other = sheet(server, opened, state="wa", bills_insurance="false")

    assert plain["state"] == "CA"
    assert (other["state"], other["bills_insurance"]) == ("WA", False)
    assert {one["jurisdiction"] for one in plain["laws"]} != {one["jurisdiction"] for one in other["laws"]}
    assert sheet(server, opened, state="")["state"] == "CA"
    changed = {name for name in plain if plain[name] != other[name]}
    assert changed <= {"state", "bills_insurance", "laws", "law_questions"}


def test_an_upload_takes_state_and_billing(server: Server) -> None:
    """As the sheet does that is fetched again."""
    given = server.add("mine.txt", CLAUSES, state="co", bills_insurance="true")

    assert (given["state"], given["bills_insurance"]) == ("CO", True)
    assert "neither" not in refusal(server.upload("mine.txt", CLAUSES, state="ZZ"), 400)


def test_what_a_person_typed_says_so(server: Server) -> None:
    """In its title, its warnings and wherever the sheet is shown again; a file does not."""
    typed = server.add("pasted.txt", CLAUSES, typed="true")
    answer = server.ask("How do I cancel?", **keys(typed))

    assert typed["document"]["title"] == "Typed by you"
    assert typed["document"]["warnings"][-1].startswith("Typed by you: ")
    assert sheet(server, typed)["document"] == typed["document"]
    assert {one["title"] for one in answer["citations"]} == {"Typed by you"}
    assert server.add("mine.txt", CLAUSES)["document"]["warnings"] == []


@pytest.mark.parametrize(
    ("chosen", "status", "words"),
    [
        ({"state": "ZZ"}, 400, "There is no such state. Give its two letters, such as CO."),
        ({"state": "Colorado"}, 400, "two letters"),
        ({"state": "C" * 201}, 422, "state is too long"),
        ({"bills_insurance": "perhaps"}, 422, "bills_insurance must be true or false."),
    ],
)
def test_what_is_no_state_or_no_answer_is_refused(
    server: Server, opened: Json, chosen: dict[str, str], status: int, words: str
) -> None:
    """The same for an upload's sheet and a practice's."""
    for path in (sheet_path(opened), "/api/v1/practices/juniper-street/sheet"):
        assert words in refusal(server.client.get(path, params=chosen, headers=bearer(opened)), status)


def test_a_practices_own_sheet_is_open_to_all(server: Server) -> None:
    """With links to its source instead of a secret's buttons."""
    path = "/api/v1/practices/juniper-street/sheet"
    given = body(server.client.get(path, params={"bills_insurance": "false"}))
    shown = server.client.get(path, headers={"Accept": "text/html"}).text

    assert (given["practice"], given["state"], given["bills_insurance"]) == ("juniper-street", "CO", False)
    assert given["replies"] == []
    assert "/sources/juniper-street-agreement/sha256:" in shown
    assert "data-conversation" not in shown
    assert "no agreement of such a practice" in refusal(server.client.get("/api/v1/practices/nowhere/sheet"), 404)


# Replies


def test_a_reply_is_kept_shown_replaced_and_forgotten(server: Server) -> None:
    """It is never part of the agreement, and goes with its conversation."""
    before = server.rows()["replies"]
    mine = server.add("mine.txt", CLAUSES)
    kept = body(put(server, mine, text="  It is $80 for all.  "))
    assert kept == {
        "about": "fee",
        "text": "It is $80 for all.",
        "wrote": "2026-05-02",
        "say": "The practice wrote on May 2, 2026. This is not in the agreement.",
    }
    body(put(server, mine, text="Now $90."))
    assert [one["text"] for one in sheet(server, mine)["replies"]] == ["Now $90."]
    gone = server.client.delete(reply_path(mine), headers=bearer(mine))

    assert gone.status_code == 204
    assert sheet(server, mine)["replies"] == []
    assert "Nothing is kept here" in refusal(server.client.delete(reply_path(mine), headers=bearer(mine)), 404)
    body(put(server, mine, text="quillwort-reply"))
    assert server.erase(mine).status_code == 204
    assert server.rows()["replies"] == before


def test_a_trap_can_be_answered_too(server: Server, opened: Json) -> None:
    """By its kind."""
    kind = opened["traps"][0]["kind"]

    assert body(put(server, opened, kind))["about"] == kind
    assert server.client.delete(reply_path(opened, kind), headers=bearer(opened)).status_code == 204


TOMORROW = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()


@pytest.mark.parametrize(
    ("about", "given", "told"),
    [
        ("fee", {"text": ""}, (422, "text is empty.")),
        ("fee", {"text": " \n "}, (422, "text is empty.")),
        ("fee", {"text": "x" * 2001}, (422, "text is too long: it may have 2000 characters.")),
        ("fee", {"wrote": TOMORROW}, (400, "This day has not come yet.")),
        ("fee", {"wrote": "yesterday"}, (422, "wrote must be a date, such as 2027-01-31.")),
        ("fee", {"more": 1}, (422, "more is not known here.")),
        ("weather", {}, (404, "This agreement's sheet has no such term and no such trap.")),
    ],
)
def test_a_reply_that_cannot_be_kept_is_refused(
    server: Server, opened: Json, about: str, given: Json, told: tuple[int, str]
) -> None:
    """In words that say what to change."""
    status, words = told
    assert words in refusal(put(server, opened, about, **given), status)


def test_sheets_and_replies_are_open_to_their_own_conversation_alone(server: Server, opened: Json) -> None:
    """An unknown revision and another conversation's are the same 404; without the secret nothing is said at all."""
    other = server.add("mine.txt", CLAUSES)
    strange = {**other, "document": {"revision": "sha256:0"}}
    foreign = {**other, "document": opened["document"]}
    told = set()
    for mine in (strange, foreign):
        told.add(refusal(server.client.get(sheet_path(mine), headers=bearer(mine)), 404))
        told.add(refusal(put(server, mine), 404))
        told.add(refusal(server.client.delete(reply_path(mine), headers=bearer(mine)), 404))
    thief = {**opened, "secret": other["secret"]}

    assert told == {"This conversation has no such agreement."}
    for request in (
        server.client.get(sheet_path(thief), headers=bearer(thief)),
        put(server, thief),
        server.client.delete(reply_path(thief), headers=bearer(thief)),
        server.client.get(sheet_path(opened)),
        server.client.put(reply_path(opened), json={"text": "x", "wrote": "2026-05-02"}),
    ):
        refusal(request, 403)


def test_a_foreign_site_can_write_nothing(server: Server, opened: Json) -> None:
    """Not even with the secret."""
    headers = {**bearer(opened), "Origin": "https://evil.example"}
    reply = {"text": "x", "wrote": "2026-05-02"}

    refusal(server.client.put(reply_path(opened), json=reply, headers=headers), 403)
    refusal(server.client.delete(reply_path(opened), headers=headers), 403)
    refusal(
        server.client.post("/api/v1/deadlines", json={"terms": TERMS, "leaving": "2027-05-01"}, headers=headers), 403
    )


# Deadlines


def due(server: Server, accept: str = "application/json", **given: Any) -> httpx.Response:
    """Ask for the last day of notice."""
    content = {"terms": TERMS, "leaving": "2027-05-01"} | given
    return server.client.post("/api/v1/deadlines", json=content, headers={"Accept": accept})


def test_the_last_day_of_notice_is_worked_out(server: Server) -> None:
    """What is not met any more is said, with the next day that is."""
    met = body(due(server))
    missed = body(due(server, today="2027-04-20"))

    assert (met["chosen"], met["leaving"], met["last_day"], met["met"]) == (
        "2027-05-01",
        "2027-05-01",
        "2027-03-31",
        True,
    )
    assert "March 31, 2027" in met["workings"]
    assert (missed["leaving"], missed["last_day"], missed["met"]) == ("2027-05-21", "2027-04-20", False)


def test_the_terms_of_a_sheet_are_taken_as_they_are(server: Server, opened: Json) -> None:
    """With the first day of the membership, from which a year counts."""
    found = body(due(server, terms=opened["exit_terms"], start="2026-06-01", leaving="2027-06-01"))

    assert found["met"]
    assert found["last_day"] < "2027-04-03"


def test_a_reminder_is_a_calendar_file(server: Server) -> None:
    """An event on the last day, as a download."""
    response = due(server, "text/calendar")
    event = Calendar.from_ical(response.text).walk("VEVENT")[0]

    assert response.headers["content-type"].startswith("text/calendar")
    assert response.headers["content-disposition"] == 'attachment; filename="notice.ics"'
    assert event.decoded("DTSTART") == date(2027, 3, 31)


def test_the_page_gets_a_fragment(server: Server) -> None:
    """With the day in words and a place for the download."""
    shown = due(server, "text/html").text

    assert "Give notice by Wednesday, March 31, 2027" in shown
    assert 'download="notice.ics"' in shown


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"terms": {}}, 400, "does not say how much notice it takes"),
        ({"terms": YEAR_BY_YEAR}, 400, "first day of the membership is not known"),
        (
            {"terms": YEAR_BY_YEAR | {"initial_term_months": None}, "start": "2026-01-01"},
            400,
            "how long the first term is",
        ),
        ({"leaving": "9999-12-31"}, 400, "check the year"),
        ({"leaving": "soon"}, 422, "leaving must be a date"),
        ({"leaving": None}, 422, "leaving must be a date"),
        ({"terms": {"weather": 1}}, 422, "terms.weather is not known here."),
        ({"terms": {"notice": {"length": -1, "anchor": "any_time"}}}, 422, "terms.notice.length"),
    ],
)
def test_a_day_that_cannot_be_worked_out_is_refused(server: Server, given: Json, status: int, words: str) -> None:
    """In each form of answer, with what is missing."""
    for accept in ("application/json", "text/calendar", "text/html"):
        assert words in refusal(due(server, accept, **given), status)


# Several documents of one person


FIRST = """1. Fee

The membership fee is $80 a month for one adult.

2. Leaving

You may cancel this membership with 30 days' written notice.

3. Refunds

Fees that are paid are not refundable.

4. Reaching us

You can reach the doctor by phone at any hour, day or night.
"""


def test_an_earlier_text_of_the_same_agreement_is_compared(server: Server) -> None:
    """What changed is told from the older to the newer, with the words of both."""
    opened = server.add("spring.txt", FIRST.encode())
    later = FIRST.replace("30 days", "60 days").encode()
    again = server.add("autumn.txt", later, **keys(opened))
    [found] = again["changes"]
    [term] = found["terms"]

    assert opened["changes"] == []
    assert ("spring.txt", "autumn.txt") == (found["from"]["title"], found["to"]["title"])
    assert ("cancel_notice_days", 30, 60) == (term["field"], term["from"]["value"], term["to"]["value"])
    assert again["contradictions"] == []


def test_another_document_that_says_otherwise_is_named(server: Server) -> None:
    """A web page that promises what the agreement does not: both are quoted."""
    opened = server.add("agreement.txt", FIRST.encode())
    page = b"Why join us?\n\nOur care is unhurried and close to home.\n\nCan I leave?\n\nYou may cancel with 10 days' notice.\n"
    again = server.add("website.txt", page, **keys(opened))
    [found] = again["contradictions"]
    shown = server.client.get(sheet_path(again), headers={**bearer(opened), "Accept": "text/html"}).text

    assert found["field"] == "cancel_notice_days"
    assert {"agreement.txt", "website.txt"} == {found["one"]["title"], found["other"]["title"]}
    assert again["changes"] == []
    assert "Your documents disagree" in shown
    assert "30 days" in shown
