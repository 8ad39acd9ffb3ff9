"""Rate limits: who is counted, what is allowed, how long to wait, and what happens when nothing can be counted."""

import itertools
import logging
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from ipaddress import ip_network
from pathlib import Path
from typing import Any, get_args

import anyio
import httpx
import pytest
import uvicorn
from fastapi import Depends, FastAPI, Request
from limits import parse_many
from limits.storage import MemoryStorage
from pydantic import ValidationError
from served import ROOT, Server, body, keys, refusal, serving

from bot.errors import EngineError, ForbiddenError, LimitedError
from bot.settings import Settings
from bot.web import limits as limits_module
from bot.web import problems
from bot.web.app import create_app
from bot.web.limits import LIMITS, By, Kind, Limits, client_address, limit, reading

HERE = "198.51.100.7"
ASKED, PAIN = "How do I cancel?", "I have crushing chest pain"
PROXIES = (ip_network("10.0.0.0/8"), ip_network("2001:db8:ffff::/48"))

Opener = Callable[..., Limits]


class Clock:
    """A clock that stands still until it is moved, in seconds."""

    def __init__(self) -> None:
        """Begin anywhere but on a full minute."""
        self.now = 1_790_000_017.25

    def __call__(self) -> float:
        """Return the time."""
        return self.now


class Flaky(MemoryStorage):
    """A store of counts that can be down, as `flaky://`."""

    STORAGE_SCHEME = ["flaky"]  # noqa: RUF012 - so it is declared by the library
    down = False
    asked = 0

    def get(self, key: str) -> int:
        """Return a count, if the store is not down."""
        Flaky.asked += 1
        if Flaky.down:
            raise ConnectionRefusedError(f"no store at {key}")
        return super().get(key)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Let the time of the program be that of a clock of ours."""
    stopped = Clock()
    monkeypatch.setattr(time, "time", stopped)
    return stopped


@pytest.fixture
def flaky() -> Iterator[type[Flaky]]:
    """Return the store that can be down; afterwards it is up."""
    Flaky.asked = 0
    yield Flaky
    Flaky.down = False


@pytest.fixture
def opened(clock: Clock) -> Opener:
    """Return what opens limits with some settings changed."""

    def opens(**changes: Any) -> Limits:
        return Limits(Settings(**changes), clock)

    return opens


def passed(limits: Limits, tries: int, *kinds: Kind, **names: str) -> int:
    """Try so often, and count how often it was allowed."""
    done = 0
    for _ in range(tries):
        try:
            limits.check(*kinds, **names)
        except LimitedError:
            continue
        done += 1
    return done


def wait_of(limits: Limits, *kinds: Kind, **names: str) -> int:
    """Return how long a request that must be refused has to wait, in seconds."""
    with pytest.raises(LimitedError) as refused:
        limits.check(*kinds, **names)
    return refused.value.wait


def store_of(limits: Limits) -> MemoryStorage:
    """Return where counts are kept in memory."""
    assert limits._counts is not None
    assert isinstance(limits._counts.storage, MemoryStorage)
    return limits._counts.storage


# What is allowed


ROWS: list[tuple[Kind, By, int]] = [
    ("turn", "address", 120),
    ("turn", "conversation", 30),
    ("turn", "practice", 1200),
    ("upload", "address", 20),
    ("upload", "conversation", 10),
    ("upload", "practice", 100),
    ("opening", "address", 60),
    ("reading", "address", 600),
    ("secret", "address", 60),
    ("urgent", "address", 20),
    ("working", "address", 300),
    ("working", "conversation", 150),
]


@pytest.mark.parametrize(("kind", "by", "amount"), ROWS)
def test_so_many_are_allowed_in_a_minute_and_no_more(
    opened: Opener, clock: Clock, kind: Kind, by: By, amount: int
) -> None:
    """All else about the requests differs, so that no other limit is met; when the minute ends there is room again."""
    limits, numbers = opened(), itertools.count()

    def names() -> dict[str, str]:
        return {other: "same" if other == by else f"{other} {next(numbers)}" for other in get_args(By)}

    for _ in range(amount):
        limits.check(kind, **names())
    assert wait_of(limits, kind, **names()) == 60
    clock.now += 59
    assert wait_of(limits, kind, **names()) == 1
    clock.now += 1
    limits.check(kind, **names())


def test_every_row_of_the_table_is_tested() -> None:
    """Nothing is limited that is not named above, and nothing named above is left out."""
    assert {(kind, by) for kind, by, *_ in ROWS} == {(kind, by) for kind, row in LIMITS.items() for by in row}
    assert set(get_args(Kind)) == set(LIMITS)


def test_one_row_may_hold_a_limit_by_the_minute_and_one_by_the_hour(
    opened: Opener, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty a minute for ten minutes are all that an hour allows, and the hour began with the first."""
    row = {"address": parse_many("30/minute; 300/hour")}
    monkeypatch.setattr(limits_module, "ALLOWED", {**limits_module.ALLOWED, "opening": row})
    limits = opened()
    for _ in range(10):
        assert passed(limits, 31, "opening", address=HERE) == 30
        clock.now += 60

    assert wait_of(limits, "opening", address=HERE) == 3000
    clock.now += 3000
    limits.check("opening", address=HERE)


def test_the_wait_is_rounded_up_to_the_second(opened: Opener, clock: Clock) -> None:
    """Whoever waits as long as told is let in, and one second less would have been too little."""
    limits = opened()
    limits.check("urgent", address=HERE)
    clock.now += 17.3
    assert passed(limits, 30, "urgent", address=HERE) == 19

    assert wait_of(limits, "urgent", address=HERE) == 43
    clock.now += 42
    assert wait_of(limits, "urgent", address=HERE) == 1
    clock.now += 1
    limits.check("urgent", address=HERE)


def test_asking_again_and_again_does_not_prolong_the_wait(opened: Opener, clock: Clock) -> None:
    """A program that does not wait harms nobody but itself, and not for longer."""
    limits = opened()
    assert passed(limits, 500, "upload", address=HERE) == 20
    clock.now += 59
    assert passed(limits, 500, "upload", address=HERE) == 0
    clock.now += 1

    assert passed(limits, 500, "upload", address=HERE) == 20


def test_a_refused_request_uses_up_nothing(opened: Opener) -> None:
    """Its conversation was full; its address and its practice have as much room as before."""
    limits = opened()
    assert passed(limits, 500, "turn", address=HERE, conversation="one", practice="juniper") == 30

    assert passed(limits, 500, "turn", address=HERE) == 90
    assert passed(limits, 2000, "turn", address="elsewhere", practice="juniper") == 120
    assert sum(passed(limits, 120, "turn", address=f"there {each}", practice="juniper") for each in range(30)) == 1050


def test_a_request_of_two_kinds_is_counted_as_both_or_as_none(opened: Opener) -> None:
    """A first turn opens a conversation: the longest wait is told, and turns are left for open conversations."""
    limits = opened()
    assert passed(limits, 100, "turn", "opening", address=HERE) == 60

    assert passed(limits, 100, "turn", address=HERE) == 60
    assert passed(limits, 100, "opening", address=HERE) == 0


def test_of_two_limits_without_room_the_longer_wait_is_told(opened: Opener, clock: Clock) -> None:
    """Otherwise somebody would wait only to be refused again."""
    limits = opened()
    assert passed(limits, 30, "turn", address=HERE, conversation="one") == 30
    clock.now += 30
    assert passed(limits, 30, "turn", address="elsewhere", conversation="two") == 30
    assert passed(limits, 120, "turn", address="elsewhere") == 90
    assert passed(limits, 120, "turn", address=HERE) == 90

    assert wait_of(limits, "turn", address=HERE, conversation="two") == 60


def test_a_test_counts_nothing(opened: Opener) -> None:
    """It only tells whether there is room."""
    limits = opened()
    for _ in range(100):
        limits.test("urgent", address=HERE)
    assert passed(limits, 100, "urgent", address=HERE) == 20

    with pytest.raises(LimitedError):
        limits.test("urgent", address=HERE)


def test_kinds_and_people_are_counted_apart(opened: Opener) -> None:
    """Another kind, another address, and a conversation that has the name of an address."""
    limits = opened()
    assert passed(limits, 21, "upload", address=HERE) == 20

    assert passed(limits, 21, "urgent", address=HERE) == 20
    assert passed(limits, 11, "upload", address="elsewhere", conversation=HERE) == 10


@pytest.mark.parametrize("name", ["", "a/b", "\x00\r\n", "\ud800", "x" * 100_000])
def test_whatever_a_conversation_is_called_it_is_counted(opened: Opener, name: str) -> None:
    """Names come from outside; their length is not kept."""
    limits = opened()
    assert passed(limits, 40, "turn", address=HERE, conversation=name) == 30

    assert max(len(key) for key in store_of(limits).storage) < 100


def test_fifty_threads_get_exactly_what_is_allowed(opened: Opener) -> None:
    """All begin at once; who is refused is not counted for the address, which has just the rest left."""
    limits, ready = opened(), threading.Barrier(50)

    def rush(_: int) -> int:
        ready.wait(10)
        return passed(limits, 4, "turn", address=HERE, conversation="one")

    with ThreadPoolExecutor(50) as threads:
        assert sum(threads.map(rush, range(50))) == 30
    assert passed(limits, 120, "turn", address=HERE) == 90


# Secrets


def opening(fits: bool) -> str:
    """Look at a secret."""
    if not fits:
        raise ForbiddenError("This is not the conversation's secret.")
    return "opened"


def guess(limits: Limits, fits: bool) -> str:
    """Try a secret, and say what came of it."""
    try:
        with limits.guesses(HERE):
            return opening(fits)
    except (ForbiddenError, LimitedError) as error:
        return type(error).__name__


def test_after_too_many_wrong_secrets_not_even_the_right_one_is_looked_at(opened: Opener, clock: Clock) -> None:
    """Otherwise the answer would still tell whether a guess was right; a minute later it opens."""
    limits = opened()
    assert {"ForbiddenError"} == {guess(limits, fits=False) for _ in range(60)}

    assert [guess(limits, fits=False), guess(limits, fits=True)] == ["LimitedError"] * 2
    clock.now += 60
    assert guess(limits, fits=True) == "opened"


def test_a_secret_that_fits_is_no_guess(opened: Opener) -> None:
    """However often it is shown."""
    limits = opened()

    assert {"opened"} == {guess(limits, fits=True) for _ in range(100)}


# Whose address it is


@pytest.mark.parametrize(
    ("peer", "forwarded", "counted"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["192.0.2.1"], "203.0.113.9"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["192.0.2.1"], "192.0.2.1"),
        ("10.0.0.1", ["9.9.9.9, 192.0.2.1"], "192.0.2.1"),
        ("10.0.0.1", ["9.9.9.9, 192.0.2.1, 10.3.3.3,10.4.4.4"], "192.0.2.1"),
        ("10.0.0.1", ["9.9.9.9", "192.0.2.1", "10.4.4.4"], "192.0.2.1"),
        ("10.0.0.1", ["10.5.5.5, 10.4.4.4"], "10.5.5.5"),
        ("10.0.0.1", ["192.0.2.1:51234"], "192.0.2.1"),
        ("10.0.0.1", ["[2001:db8:1:2:3::4]:443"], "2001:db8:1:2::/64"),
        ("10.0.0.1", ["[2001:db8:1:2:3::4]"], "2001:db8:1:2::/64"),
        ("10.0.0.1", ["2001:db8:1:2:3::4"], "2001:db8:1:2::/64"),
        ("10.0.0.1", ["::ffff:192.0.2.1"], "192.0.2.1"),
        ("10.0.0.1", ["[::ffff:192.0.2.1]:80"], "192.0.2.1"),
        ("::ffff:10.0.0.1", ["192.0.2.1"], "192.0.2.1"),
        ("2001:db8:ffff::1", ["192.0.2.1"], "192.0.2.1"),
        ("2001:db8:1:2:aaaa::1", [], "2001:db8:1:2::/64"),
        ("fe80::1%eth0", [], "fe80::/64"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", [" , ,"], "10.0.0.1"),
        ("10.0.0.1", ["192.0.2.1, , "], "192.0.2.1"),
        ("10.0.0.1", ["unknown"], "10.0.0.1"),
        ("10.0.0.1", ["9.9.9.9, unknown"], "10.0.0.1"),
        ("10.0.0.1", ["9.9.9.9, garbage, 10.4.4.4"], "10.4.4.4"),
        ("10.0.0.1", ["garbage, 192.0.2.1"], "192.0.2.1"),
        ("10.0.0.1", ["192.0.2.1:port"], "10.0.0.1"),
        ("10.0.0.1", ["[192.0.2.1"], "10.0.0.1"),
        ("10.0.0.1", ["[]"], "10.0.0.1"),
        ("10.0.0.1", ["192.0.2.256"], "10.0.0.1"),
        ("10.0.0.1", ["1.2.3.4.5"], "10.0.0.1"),
        ("10.0.0.1", ["3221225985"], "10.0.0.1"),
        ("10.0.0.1", ["١٩٢.0.2.1"], "10.0.0.1"),
        ("10.0.0.1", ["\x00\xff"], "10.0.0.1"),
        ("10.0.0.1", ["1" * 60_000], "10.0.0.1"),
        ("10.0.0.1", [", ".join(["9.9.9.9"] * 1000 + ["192.0.2.1"])], "192.0.2.1"),
        ("10.0.0.1", [", ".join(["192.0.2.1"] + ["10.1.1.1"] * 1000)], "192.0.2.1"),
        ("", [], "unknown"),
        ("testclient", ["192.0.2.1"], "unknown"),
    ],
)
def test_the_address_is_the_nearest_that_no_trusted_proxy_has(peer: str, forwarded: list[str], counted: str) -> None:
    """What a stranger writes about himself is never believed, and what a proxy could not read is no reason to."""
    assert counted == client_address(peer, forwarded, PROXIES)


def test_without_trusted_proxies_no_header_is_believed() -> None:
    """Not even from this machine itself."""
    assert client_address("127.0.0.1", ["192.0.2.1"], ()) == "127.0.0.1"


def asked(limits: Limits, *headers: tuple[str, str], peer: str | None = "10.0.0.1") -> str:
    """Return whom a request is counted for."""
    raw = [(name.encode(), value.encode()) for name, value in headers]
    return limits.address_of(Request({"type": "http", "headers": raw, "client": peer and (peer, 1)}))


def test_several_headers_are_one_list_and_other_headers_are_not_read(opened: Opener) -> None:
    """Each proxy may add a line of its own; `Forwarded` and `X-Real-IP` are not of them."""
    limits = opened(trusted_proxies="10.0.0.0/8")
    name = "x-forwarded-for"

    assert asked(limits, (name, "9.9.9.9"), (name, "192.0.2.1")) == "192.0.2.1"
    assert asked(limits, ("forwarded", "for=192.0.2.1"), ("x-real-ip", "192.0.2.1")) == "10.0.0.1"
    assert asked(limits, peer=None) == "unknown"


def test_one_household_is_counted_once_by_ipv6(opened: Opener) -> None:
    """It can take any address of its /64, and has one limit for all."""
    limits = opened()
    addresses = [asked(limits, peer=f"2001:db8:1:2::{each:x}") for each in range(1, 31)]

    assert sum(passed(limits, 1, "upload", address=each) for each in addresses) == 20
    assert passed(limits, 1, "upload", address=asked(limits, peer="2001:db8:1:3::1")) == 1


# Settings


@pytest.mark.parametrize(
    ("text", "networks"),
    [
        ("", ()),
        (" , ", ()),
        ("10.0.0.5", (ip_network("10.0.0.5/32"),)),
        ("10.0.0.0/8, 2001:db8::/32", (ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"))),
    ],
)
def test_trusted_proxies_are_addresses_and_networks(
    monkeypatch: pytest.MonkeyPatch, text: str, networks: tuple[object, ...]
) -> None:
    """From the environment, with commas between them."""
    monkeypatch.setenv("TRUSTED_PROXIES", text)

    assert networks == Settings().trusted_proxies


@pytest.mark.parametrize("text", ["proxy.example", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/8 10.1.1.1", "*"])
def test_a_proxy_that_is_no_address_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """The sentence shows what was written, and what may be."""
    monkeypatch.setenv("TRUSTED_PROXIES", f"10.0.0.5, {text}")
    with pytest.raises(ValidationError, match=rf"'{re.escape(text)}' is no address.*such as 10\.0\.0\.5"):
        Settings()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_on_this_machine_limits_can_be_off(opened: Opener, host: str) -> None:
    """Nothing is counted then, and no store is opened."""
    limits = opened(rate_limit="off", host=host, limits="nowhere://")

    assert passed(limits, 5000, "turn", "upload", "urgent", address=HERE, conversation="one") == 5000


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "10.0.0.5", "chat.example", "localhost.chat.example"])
def test_where_others_can_reach_it_limits_cannot_be_off(host: str) -> None:
    """The sentence says where they can."""
    with pytest.raises(ValidationError, match=r"RATE_LIMIT=off is for load tests.*set HOST to 127\.0\.0\.1"):
        Settings(rate_limit="off", host=host)


def test_the_program_does_not_start_without_limits_where_others_can_reach_it() -> None:
    """It says why, and what to change, without a stack."""
    environment = {**os.environ, "RATE_LIMIT": "off", "HOST": "0.0.0.0"}
    done = subprocess.run(
        [sys.executable, ROOT / "app.py"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 2
    assert "RATE_LIMIT=off is for load tests" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("address", ["nowhere://user:pa55@host", "async+memory://", "pa55"])
def test_a_store_that_cannot_be_is_refused_at_the_start(opened: Opener, address: str) -> None:
    """In a sentence that names the setting and not the password."""
    with pytest.raises(EngineError, match="LIMITS=") as refused:
        opened(limits=address)

    assert ":pa55" not in str(refused.value)


# When nothing can be counted


def test_while_the_store_is_down_requests_pass_with_a_warning_a_minute(
    opened: Opener, clock: Clock, flaky: type[Flaky], caplog: pytest.LogCaptureFixture
) -> None:
    """The warning tells what is wrong, and nothing about who asked; the store is left alone between tries."""
    limits, flaky.down = opened(limits="flaky://"), True
    with caplog.at_level(logging.DEBUG):
        for _ in range(130):  # seconds
            assert passed(limits, 5, "urgent", address=HERE, conversation="one") == 5
            clock.now += 1

    warnings = [each.getMessage() for each in caplog.records]
    assert len(warnings) == 3
    assert all("LIMITS: the store of counts does not answer (ConnectionRefusedError)" in each for each in warnings)
    assert HERE not in caplog.text
    assert flaky.asked == 13


def test_when_the_store_is_back_requests_are_counted_again(opened: Opener, clock: Clock, flaky: type[Flaky]) -> None:
    """Ten seconds after it was found down, at the latest."""
    limits, flaky.down = opened(limits="flaky://"), True
    assert passed(limits, 100, "urgent", address=HERE) == 100
    flaky.down = False
    clock.now += 10

    assert passed(limits, 100, "urgent", address=HERE) == 20


def test_a_shared_store_counts_for_all_that_use_it(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes that are told the same address name the same person alike; here they share a store."""
    one, other = opened(limits="flaky://"), opened(limits="flaky://")
    monkeypatch.setattr(other, "_counts", one._counts)

    assert (15, 5) == (passed(one, 15, "urgent", address=HERE), passed(other, 15, "urgent", address=HERE))


# Memory


def test_counts_that_have_ended_are_let_go_of(opened: Opener, clock: Clock) -> None:
    """Thirty thousand addresses leave nothing behind once their minute is over."""
    limits = opened()
    for each in range(30_000):
        limits.check("reading", address=f"{each}")
    store = store_of(limits)
    assert len(store.storage) == 30_000
    clock.now += 61
    end = time.monotonic() + 20
    while max(len(store.storage), len(store.expirations), len(store.locks)) > 1 and time.monotonic() < end:
        passed(limits, 1, "reading", address=HERE)  # a count begins the sweep, in a thread that may be busy yet
        time.sleep(0.02)

    assert [1, 1, 0] == [len(each) for each in (store.storage, store.expirations, store.events)]
    assert len(store.locks) <= 1


def test_there_is_an_end_to_what_is_kept_within_a_minute(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Past it all counts begin anew, with one warning; limits hold again at once."""
    monkeypatch.setattr(limits_module, "MOST", 1000)
    limits, sizes = opened(), set()
    for each in range(20_000):
        limits.check("opening", address=f"{each}")
        sizes.add(len(store_of(limits).storage))

    assert max(sizes) <= 1001
    assert passed(limits, 100, "urgent", address=HERE) == 20
    assert [each.getMessage() for each in caplog.records] == [
        "LIMITS: more than 1000 counts were kept in memory; all begin anew"
    ]


def test_no_address_is_kept(opened: Opener) -> None:
    """Only a hash, which is another one in every process."""
    one, other = opened(), opened()
    for each in (one, other):
        each.check("turn", address=HERE, conversation="zebrafish")
    keys = [set(store_of(each).storage) for each in (one, other)]

    assert not any(word in key for key in keys[0] for word in (HERE, "zebrafish"))
    assert set() == keys[0] & keys[1]


# Over HTTP


def served(limits: Limits, requests: list[dict[str, str]], peer: str = HERE) -> list[httpx.Response]:
    """Read something once for each set of headers, in an application that has nothing else."""
    app = FastAPI()
    app.state.limits = limits
    problems.install(app)

    @app.get("/api/reading", dependencies=[Depends(reading)])
    def read() -> str:
        return "read"

    @app.get("/api/upload")
    def upload(request: Request) -> str:
        limit(request, "upload", conversation="one", practice="juniper")
        return "taken"

    async def ask() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app, client=(peer, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return [await client.get(each.pop("path", "/api/reading"), headers=each) for each in requests]

    return anyio.run(ask)


def test_too_much_is_a_problem_that_says_how_long_to_wait(opened: Opener, clock: Clock) -> None:
    """In words and in the header, and the same number in both."""
    limits = opened()
    assert passed(limits, 20, "upload", address=HERE) == 20
    clock.now += 20.5
    [refused] = served(limits, [{"path": "/api/upload"}])

    assert refusal(refused, 429) == "Too many questions at once. Wait 40 seconds, then try again."
    assert refused.headers["retry-after"] == "40"


def test_one_second_is_said_as_one(opened: Opener, clock: Clock) -> None:
    """It is the least that anybody is told to wait."""
    limits = opened()
    assert passed(limits, 20, "upload", address=HERE) == 20
    clock.now += 59.9
    [refused] = served(limits, [{"path": "/api/upload"}])

    assert refusal(refused, 429) == "Too many questions at once. Wait 1 second, then try again."


def test_a_forged_header_gets_nobody_round_a_limit(opened: Opener) -> None:
    """Neither straight nor through a trusted proxy, which adds where the request came from."""
    straight, behind = opened(), opened(trusted_proxies="10.0.0.1")
    for each in (straight, behind):
        assert passed(each, 598, "reading", address=HERE) == 598
    forged = [{"X-Forwarded-For": f"192.0.2.{each}"} for each in range(4)]
    added = [{"X-Forwarded-For": f"192.0.2.{each}, {HERE}"} for each in range(4)]

    assert [200, 200, 429, 429] == [answer.status_code for answer in served(straight, forged)]
    assert [200, 200, 429, 429] == [answer.status_code for answer in served(behind, added, "10.0.0.1")]


def test_people_behind_a_trusted_proxy_are_counted_apart(opened: Opener) -> None:
    """One who asks too much is refused, his neighbour is not."""
    limits = opened(trusted_proxies="10.0.0.1")
    assert passed(limits, 600, "reading", address=HERE) == 600
    two = [{"X-Forwarded-For": HERE}, {"X-Forwarded-For": "192.0.2.1"}]

    assert [429, 200] == [answer.status_code for answer in served(limits, two, "10.0.0.1")]


# In the whole program


Visit = Callable[[str], Server]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FastAPI, str]]:
    """Serve the whole program in a thread, and return it with its address.

    It runs here, so that its clock can stand still. It searches by keyword alone, which is there in seconds.
    """
    folder = tmp_path_factory.mktemp("limited")
    settings = Settings(
        records=f"sqlite:///{folder / 'records.db'}",
        vectors=f"chroma:{folder / 'chroma'}",
        cache=folder / "cache",
        embeddings="none",
        rate_limit="on",
        limits="memory://",
        trusted_proxies=(ip_network("127.0.0.1"),),
    )
    app = create_app(settings)
    config = uvicorn.Config(app, port=0, log_level="warning", ws="none", proxy_headers=False)
    bound, server = config.bind_socket(), uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{bound.getsockname()[1]}"
    try:
        assert httpx.get(f"{url}/api/v1/practices", timeout=60).status_code == 200  # it waits for the program
        yield app, url
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def limits(program: tuple[FastAPI, str], clock: Clock) -> Limits:
    """Return the limits of the program, where nothing is counted yet; the clock stands still."""
    app, _ = program
    fresh = Limits(app.state.startup.settings, clock)
    app.state.limits = fresh
    return fresh


@pytest.fixture
def visit(program: tuple[FastAPI, str], limits: Limits, tmp_path: Path) -> Iterator[Visit]:
    """Return what speaks to the program from an address, by way of a trusted proxy."""
    _, url = program
    with ExitStack() as clients:

        def comes_from(address: str) -> Server:
            client = httpx.Client(base_url=url, headers={"X-Forwarded-For": address}, timeout=60)
            return Server(url, clients.enter_context(client), tmp_path / "none.log", tmp_path)

        yield comes_from


@pytest.fixture
def here(visit: Visit) -> Server:
    """Return what speaks to the program from here."""
    return visit(HERE)


def test_a_flood_of_turns_is_refused_and_an_emergency_in_it_is_answered(here: Server, clock: Clock) -> None:
    """Who asks too much is told how long to wait, and is let in then."""
    opened = keys(here.ask(ASKED, practice="juniper-street"))
    flood = [here.turn(ASKED, **opened) for _ in range(32)]

    assert [200] * 30 + [429] * 2 == [each.status_code for each in flood]
    assert refusal(flood[-1], 429) == "Too many questions at once. Wait 60 seconds, then try again."
    assert flood[-1].headers["retry-after"] == "60"
    assert here.ask(PAIN, **opened)["outcome"] == "emergency"
    clock.now += 60
    assert here.ask(ASKED, **opened)["outcome"] == "answered"


def test_a_refused_turn_leaves_no_trace_in_the_conversation(here: Server, limits: Limits) -> None:
    """It has no number, and it is not kept."""
    opened = here.ask(ASKED, practice="juniper-street")
    assert passed(limits, 200, "turn", address=HERE) == 119
    assert refusal(here.turn(ASKED, **keys(opened)), 429)

    assert [1] == [turn["turn"] for turn in body(here.kept(opened))["turns"]]
    assert here.ask(PAIN, **keys(opened))["turn"] == 2


def test_past_the_limit_of_turns_emergencies_have_a_limit_of_their_own(here: Server, limits: Limits) -> None:
    """The words of an emergency are no way round all limits; who is not past the limit of turns uses none of it up."""
    opened = keys(here.ask(PAIN))
    assert passed(limits, 200, "turn", address=HERE) == 119
    answers = [here.turn(PAIN, **opened) for _ in range(21)]

    assert [200] * 20 + [429] == [each.status_code for each in answers]


def test_an_emergency_opens_a_conversation_where_no_more_may_be_opened(here: Server, limits: Limits) -> None:
    """A question does not."""
    assert passed(limits, 100, "opening", address=HERE) == 60

    assert refusal(here.turn(ASKED), 429)
    assert here.ask(PAIN)["outcome"] == "emergency"


def test_a_key_of_a_refused_turn_may_be_used_again(here: Server, limits: Limits, clock: Clock) -> None:
    """After the wait the turn is met with it, and met no second time, also where there is no room again."""
    key = {"Idempotency-Key": "zebrafish-in-the-reeds"}
    assert passed(limits, 200, "turn", address=HERE) == 120

    def send() -> httpx.Response:
        return here.client.post("/api/v1/turns", json={"message": ASKED}, headers=key)

    assert [429, 429] == [send().status_code for _ in range(2)]
    clock.now += 60
    met = send()
    assert passed(limits, 200, "turn", address=HERE) == 119
    assert body(send()) == body(met)


def test_papers_are_limited_also_those_that_cannot_be_read(here: Server) -> None:
    """To find out that a paper cannot be read is work as well."""
    answers = [here.upload("agreement.pdf", b"no paper") for _ in range(21)]

    assert [422] * 20 + [429] == [each.status_code for each in answers]


def test_health_is_said_however_much_was_asked(here: Server, limits: Limits) -> None:
    """Otherwise a flood could make whoever watches the program restart it; the page is served too."""
    assert passed(limits, 599, "reading", address=HERE) == 599
    practices = [here.client.get("/api/v1/practices") for _ in range(2)]

    assert [200, 429] == [each.status_code for each in practices]
    assert practices[1].headers["retry-after"] == "60"
    assert [200] * 3 == [here.client.get(path).status_code for path in ("/healthz", "/readyz", "/")]


def test_guessing_secrets_is_limited_wherever_they_are_shown(here: Server, visit: Visit) -> None:
    """After sixty the right one is not looked at either, but in an emergency; elsewhere one goes on, and a new chat opens."""
    opened = here.ask(ASKED, practice="juniper-street")
    wrong = {**opened, "secret": "a guess"}
    guesses = [
        each for _ in range(20) for each in (here.kept(wrong), here.erase(wrong), here.turn(ASKED, **keys(wrong)))
    ]

    assert [403] * 60 == [each.status_code for each in guesses]
    right = [here.kept(opened), here.erase(opened), here.turn(ASKED, **keys(opened))]
    assert [429] * 3 == [each.status_code for each in right]
    assert [200, 403] == [here.turn(PAIN, **keys(each)).status_code for each in (opened, wrong)]
    assert visit("192.0.2.1").ask(ASKED, **keys(opened))["turn"] == 3
    assert here.ask(ASKED)["turn"] == 1


def test_the_served_program_believes_no_header_from_this_machine(tmp_path: Path) -> None:
    """Each request names another address, and they are counted as one; their conversations do not limit them."""
    with serving(tmp_path, RATE_LIMIT="on", LIMITS="memory://", TRUSTED_PROXIES="", EMBEDDINGS="none") as server:
        server.await_answer("/readyz")
        forged = [{"X-Forwarded-For": f"192.0.2.{each}"} for each in range(60)]
        paper = {"file": ("agreement.pdf", b"no paper")}
        answers = [server.client.post("/api/v1/agreements", files=paper, headers=each) for each in forged]
        refused = [each for each in answers if each.status_code == 429]

        assert refused
        wait = refused[-1].headers["retry-after"]
        assert f" {wait} second" in refusal(refused[-1], 429)
        assert int(wait) in range(1, 61)
