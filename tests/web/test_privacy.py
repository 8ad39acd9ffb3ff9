"""What identifies a person is nowhere afterwards: many chats on a real server, whose files are then read byte by byte."""

import json
import os
import random
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass

import pytest
from served import PATIENCE, Json, Server, bearer, body, keys, serving

pytest_plugins = ["web_fixtures"]

CHATS = int(os.environ.get("CHATS", "120"))  # more by hand: CHATS=500
ASKS = (
    "How do I cancel?",
    "What does it cost for two adults?",
    "Do I still need insurance?",
    "Is there a fee for leaving early?",
    "I pay $640 a month for a silver plan with a $5,000 deductible. Is it worth joining?",
)
SAYS = (
    "My social is {ssn}. {ask}",
    "{ask} You can reach me at {phone} or {email}.",
    "DOB {born}, member ID {member}. {ask}",
    "I paid with card {card} last month. {ask}",
    "{ask} I was born on {born}; my number is {phone}.",
    "It is for my wife, SSN {ssn}, {email}. {ask}",
    "subscriber id: {member}, card {card}, {ask}",
)
PAPER = (
    "Membership agreement of Quillwort Clinic\n\nMember: social security number {ssn}, date of birth {born}, cell phone {phone},\n"
    "e-mail {email}, insurance member ID {member}, card {card}.\n\nThe monthly membership fee is $73 for each adult.\n\n"
    "You may cancel at any time with forty-five (45) days written notice.\n"
)


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist, with all that identifies them."""

    ssn: str
    phone: str
    email: str
    born: str
    member: str
    card: str

    @classmethod
    def number(cls, number: int) -> "Person":
        """Make up a person; each number is another."""
        made = random.Random(number)
        mark = f"{number:03d}"
        return cls(
            ssn=f"{made.randint(100, 665)}{made.choice('- ')}{made.randint(10, 99)}-{made.randint(1000, 9999)}",
            phone=made.choice(("({}) {}-{}", "{}-{}-{}", "{}.{}.{}", "+1 {} {} {}")).format(
                made.randint(201, 989), made.randint(201, 989), f"{made.randint(1, 9)}{mark}"
            ),
            email=f"seed{mark}.{made.choice(('lee', 'ortiz', 'novak'))}@{made.choice(('mail', 'post'))}{mark}.example",
            born=f"{made.randint(1, 12):02d}/{made.randint(1, 28):02d}/{made.randint(1940, 2004)}",
            member=f"{made.choice(('XQ', 'W', 'ABC'))}{made.randint(10**7, 10**8 - 1)}{mark}",
            card=with_check("4" + "".join(str(made.randint(0, 9)) for _ in range(14))),
        )

    def traces(self) -> set[bytes]:
        """Return every form in which one of these could be left behind."""
        told = {self.ssn, self.phone, self.email, self.born, self.member, self.card}
        bare = {re.sub(r"\D", "", one) for one in (self.ssn, self.phone, self.card)}
        return {one.encode() for one in told | bare}


def with_check(digits: str) -> str:
    """Return a card's number: digits with the one that makes their sum right."""
    doubled = (
        sum(divmod(2 * int(digit), 10)) if at % 2 == 0 else int(digit) for at, digit in enumerate(reversed(digits))
    )
    return f"{digits}{-sum(doubled) % 10}"


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server of this file's own, whose every file is read at the end."""
    with serving(tmp_path_factory.mktemp("privacy"), EMBEDDINGS="none") as started:
        started.await_answer("/readyz")
        yield started


def talk(server: Server, number: int) -> tuple[Json, str]:
    """Have one chat: questions, a paper, what the practice answered, a setting by hand, an export; return key and export."""
    person, made = Person.number(number), random.Random(-number)
    told = vars(person)

    def says() -> str:
        return made.choice(SAYS).format(ask=made.choice(ASKS), **told)

    opened = server.ask(says(), practice="juniper-street", keep=number % 2 == 0)
    known = keys(opened)
    server.ask(says(), **known)
    if number % 5 == 0:
        sheet = server.add(f"agreement {person.email} {person.ssn}.txt", PAPER.format(**told).encode(), **known)
        path = f"/api/v1/conversations/{known['conversation_id']}"
        reply = {"text": f"Call {person.phone} or write to {person.email}.", "wrote": "2026-01-02"}
        revision = sheet["document"]["revision"]
        body(server.client.put(f"{path}/replies/{revision}/fee", json=reply, headers=bearer(opened)))
        server.client.post(f"{path}/comparison", json={"label": says(), "keep": True}, headers=bearer(opened))
    if number % 7 == 0:
        server.turn(f"{says()} ☺", accept="text/event-stream, text/html", **known)
    return known, server.kept(known).text


def test_nothing_that_identifies_somebody_is_left_of_many_chats(seeded: Server) -> None:
    """Neither in the database and its log, nor in the server's log, nor in any other file, nor in what is exported."""
    with ThreadPoolExecutor(4) as crowd:
        exports = dict(crowd.map(lambda number: (number, talk(seeded, number)[1]), range(CHATS)))
    files = {path.name: path.read_bytes() for path in seeded.folder.rglob("*") if path.is_file()}
    left = [
        (number, trace, name)
        for number in range(CHATS)
        for trace in Person.number(number).traces()
        for name, data in (*files.items(), ("export", exports[number].encode()))
        if trace in data
    ]

    assert "records.db" in files
    assert seeded.rows()["turns"] >= 2 * CHATS
    assert left == []


def test_the_test_would_see_what_is_left(seeded: Server) -> None:
    """What is no identifier is found in the files, so that finding nothing means something."""
    opened = seeded.ask("How do I cancel my QUITEUNLIKELYWORD?")

    assert "records.db" in str(seeded.holds("QUITEUNLIKELYWORD"))
    seeded.erase(opened)
    assert seeded.holds("QUITEUNLIKELYWORD") == []


def test_a_deleted_chat_leaves_no_byte_of_its_paper_its_vectors_or_its_turns(server: Server) -> None:
    """With real vectors, which search by meaning is done by: the files are read before and after."""
    rows = server.rows()
    opened = server.add("mine.txt", b"Membership agreement\n\nThe ZUCCHINIWORD costs $61 a month for each adult.\n")
    server.ask("How do I cancel my AUBERGINEWORD?", **keys(opened))
    vector = await_vector(server, opened["document"]["revision"])
    before = server.holds("ZUCCHINIWORD"), server.holds("AUBERGINEWORD"), files_with(server, vector)
    server.erase(opened)
    after = server.holds("ZUCCHINIWORD"), server.holds("AUBERGINEWORD"), files_with(server, vector)

    assert all(before)
    assert after == ([], [], [])
    assert server.rows() == rows


def await_vector(server: Server, revision: str) -> bytes:
    """Wait until an upload has its vectors, and return the bytes of one."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with closing(server.records()) as records:
            of_upload = "SELECT vector FROM passages WHERE revision = ? AND vector IS NOT NULL"
            found = records.execute(of_upload, [revision]).fetchone()
        if found:
            return bytes(found[0])
        time.sleep(0.05)
    raise AssertionError("an upload got no vectors")


def files_with(server: Server, data: bytes) -> list[str]:
    """Name the files of a server that hold the beginning of these bytes, as a page of a database may end within them."""
    return [path.name for path in server.folder.rglob("*") if path.is_file() and data[:64] in path.read_bytes()]


def test_an_export_is_whole_and_speaks_for_itself(seeded: Server) -> None:
    """All that is kept of a chat, and until when, to whoever has its secret."""
    opened = seeded.ask("My phone is 303-555-0199. How do I cancel?", practice="juniper-street", keep=True)
    export = json.loads(seeded.kept(opened).text)

    assert export["keep"] is True
    assert export["expires"] > "2026"
    assert [turn["asked"] for turn in export["turns"]] == ["My phone is [phone]. How do I cancel?"]
    assert "303-555-0199" not in json.dumps(export)
