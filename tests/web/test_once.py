"""A request that is met once: by its Idempotency-Key, over the real server; and answers that are resumed."""

import re
from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex

import httpx
import pytest
from served import Json, Server, bearer, body, keys, refusal

pytest_plugins = ["web_fixtures"]

ASKED = "How do I cancel?"
PAPER = b"Membership agreement\n\nThe monthly membership fee is $61 for each adult.\n"


def send(server: Server, key: str, accept: str = "application/json", **fields: object) -> httpx.Response:
    """Send a turn under a key."""
    message = {"message": ASKED, "practice": "juniper-street", **fields}
    return server.client.post("/api/v1/turns", json=message, headers={"Accept": accept, "Idempotency-Key": key})


def upload(server: Server, key: str, data: bytes = PAPER, **fields: str) -> httpx.Response:
    """Add an agreement under a key."""
    files = {"file": ("mine.txt", data)}
    return server.client.post("/api/v1/agreements", files=files, data=fields, headers={"Idempotency-Key": key})


def test_fifty_at_once_open_one_conversation_and_are_answered_once(server: Server) -> None:
    """Those that come while it is being answered are asked to come again, and then get the same answer."""
    key, before = token_hex(16), server.rows()
    with ThreadPoolExecutor(50) as crowd:
        answers = list(crowd.map(lambda _: send(server, key), range(50)))
    answers += [send(server, key)]
    met = [answer.json() for answer in answers if answer.status_code == 200]
    after = server.rows()

    assert {answer.status_code for answer in answers} <= {200, 409}
    assert met
    assert all(one == met[0] for one in met)
    assert (after["conversations"], after["turns"]) == (before["conversations"] + 1, before["turns"] + 1)
    assert met[0]["secret"]
    assert server.kept(met[0]).status_code == 200


def test_while_it_is_being_answered_the_same_request_is_asked_to_wait(server: Server) -> None:
    """With a status of its own, and a time to wait."""
    key = token_hex(16)
    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(lambda _: send(server, key), range(20)))
    waiting = [answer for answer in answers if answer.status_code == 409]

    for answer in waiting:
        assert "same key" in refusal(answer, 409)
        assert answer.headers["retry-after"] == "1"


def test_another_request_under_the_same_key_is_refused(server: Server) -> None:
    """A key names one request; the first one stays as it was."""
    key = token_hex(16)
    first = body(send(server, key))

    assert "Make a new key" in refusal(send(server, key, message="What does it cost?"), 400)
    assert body(send(server, key)) == first


def test_a_key_holds_within_its_conversation_alone(server: Server) -> None:
    """The same key in two conversations is two requests, and nobody reaches another's answer by it."""
    key = token_hex(16)
    mine, other = (keys(server.ask("Hello")) for _ in range(2))
    first, second = (body(send(server, key, practice=None, **one)) for one in (mine, other))
    again = body(send(server, key, practice=None, **mine))

    assert again == first
    assert first["conversation_id"] != second["conversation_id"]
    refusal(send(server, key, practice=None, **{**mine, "secret": other["secret"]}), 403)


@pytest.mark.parametrize(
    "key", ["", "short", "with a blank in it, twice", "x" * 201, "ümlaut-ümlaut-ümlaut".encode().decode("latin-1")]
)
def test_a_key_that_could_be_guessed_is_refused(server: Server, key: str) -> None:
    """It stands for the secret of what it opens."""
    headers = {"Idempotency-Key": key.encode("latin-1", "replace")}
    answer = server.client.post("/api/v1/turns", json={"message": ASKED}, headers=headers)  # type: ignore[arg-type]

    refusal(answer, 422)


def test_what_could_not_be_met_can_be_sent_again(server: Server) -> None:
    """A paper that cannot be read, then nothing of it is kept under the key."""
    key = token_hex(16)
    broken = upload(server, key, b"%PDF-1.7 broken")
    refusal(broken, 422)
    refusal(upload(server, key, b"%PDF-1.7 broken"), 422)

    assert body(upload(server, key))["terms"]


def test_an_agreement_is_added_once(server: Server) -> None:
    """The second time brings the same sheet, the same conversation and the same secret."""
    key, before = token_hex(16), server.rows()
    first, again = body(upload(server, key)), body(upload(server, key))
    after = server.rows()

    assert first == again
    assert after["documents"] == before["documents"] + 1
    assert after["conversations"] == before["conversations"] + 1


def test_with_the_conversation_its_requests_are_forgotten(server: Server) -> None:
    """Afterwards the same key is a new request."""
    key = token_hex(16)
    first = body(send(server, key))
    server.erase(first)

    assert body(send(server, key))["conversation_id"] != first["conversation_id"]


def test_neither_key_nor_secret_is_kept_in_clear(server: Server) -> None:
    """The files of the server hold neither, its log included."""
    key = token_hex(16)
    opened = body(send(server, key))

    assert server.holds(key) == server.holds(opened["secret"]) == []


# Resuming


@pytest.mark.parametrize("accept", ["text/event-stream", "text/event-stream, text/html"])
def test_events_are_resumed_after_the_one_that_was_seen_last(server: Server, accept: str) -> None:
    """By sending the request again, or by asking for the turn: the rest comes, and nothing twice."""
    key = token_hex(16)
    whole = send(server, key, accept)
    pieces = re.split(r"(?<=\n\n)", whole.text)[:-1]
    opened = body(send(server, key))
    path = f"/api/v1/conversations/{opened['conversation_id']}/turns/1"
    for seen, piece in enumerate(pieces):
        last = {"Last-Event-ID": re.search(r"id: (\S+)", piece)[1]}  # type: ignore[index]
        headers = {"Accept": accept, "Idempotency-Key": key, **last}
        again = server.client.post(
            "/api/v1/turns", json={"message": ASKED, "practice": "juniper-street"}, headers=headers
        )
        asked = server.client.get(path, headers={"Accept": accept, **last, **bearer(opened)})

        assert "".join(pieces[seen + 1 :]) == again.text
        assert names(pieces[seen + 1 :]) == names([asked.text])


def names(pieces: list[str]) -> list[str]:
    """Return the ids of events; what is said may differ, as the secret comes only to who opened the conversation."""
    return re.findall(r"^id: (\S+)$", "".join(pieces), re.MULTILINE)


def test_a_turn_can_be_read_again(server: Server) -> None:
    """It is the answer that was given, without the secret; another turn, or another's, is not there."""
    opened: Json = server.ask(ASKED, practice="juniper-street")
    path = f"/api/v1/conversations/{opened['conversation_id']}/turns"
    found = body(server.client.get(f"{path}/1", headers=bearer(opened)))

    assert {**opened, "secret": None} == found
    refusal(server.client.get(f"{path}/2", headers=bearer(opened)), 404)
    refusal(server.client.get(f"{path}/1", headers=bearer(server.ask("Hello"))), 403)


def test_what_goes_wrong_while_it_is_worked_out_is_an_event(server: Server) -> None:
    """Its status and its sentence come in the stream, as the answer has begun by then."""
    opened = server.ask(ASKED, practice="juniper-street")
    streamed = server.turn("What does it cost?", accept="text/event-stream", about="nobody", **keys(opened))

    assert re.fullmatch(
        r'event: error\ndata: \{"status": 404, "detail": "There is no practice[^"]*"\}\n\n', streamed.text
    )
