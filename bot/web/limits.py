"""Rate limits: how much one address, one conversation and one practice's chat may ask for in a time.

A window begins with the first request in it, and all counts of it end together. What is counted is kept where LIMITS
says, under a hash of whom it counts: an address reaches no store and no log. While the store is down nothing is limited,
because a chat about health must not stop when a counter does.
"""

import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from hashlib import blake2b
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from math import ceil
from secrets import token_bytes
from threading import Lock
from typing import Literal

from fastapi import Request
from limits import RateLimitItem, parse_many
from limits.errors import ConfigurationError, StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from bot.errors import EngineError, ForbiddenError, LimitedError
from bot.settings import Settings

Kind = Literal["turn", "upload", "opening", "working", "reading", "secret", "urgent"]
By = Literal["address", "conversation", "practice"]
Row = tuple[RateLimitItem, str, str, str]  # what is allowed; its kind, what it counts by, and the hash of whom

log = logging.getLogger("plainterms")

LIMITS: Mapping[Kind, Mapping[By, str]] = {
    "turn": {"address": "120/minute", "conversation": "30/minute", "practice": "1200/minute"},
    "upload": {"address": "20/minute", "conversation": "10/minute", "practice": "100/minute"},
    "opening": {"address": "60/minute"},
    "working": {"address": "300/minute", "conversation": "150/minute"},
    "reading": {"address": "600/minute"},
    "secret": {"address": "60/minute"},
    "urgent": {"address": "20/minute"},
}
"""What is allowed. `opening`: new conversations; `secret`: secrets that did not fit; `urgent`: past the limit of turns."""

ALLOWED: Mapping[Kind, Mapping[By, Sequence[RateLimitItem]]] = {
    kind: {by: parse_many(text) for by, text in row.items()} for kind, row in LIMITS.items()
}

MOST = 200_000  # counts kept in memory, about 70 MB
PATIENCE = 0.5  # seconds that a request waits for the store of counts
PAUSE = 10  # seconds in which a store that was down is not asked again
QUIET = 60  # seconds between two warnings of the same

TIMEOUTS: Mapping[str, Mapping[str, float]] = {
    "redis": {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE},
    "valkey": {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE},
    "memcached": {"timeout": PATIENCE, "connect_timeout": PATIENCE},
    "mongodb": {"socketTimeoutMS": PATIENCE * 1000, "connectTimeoutMS": PATIENCE * 1000},
}
"""By the beginning of a store's address, how its client is told not to wait."""

NO_STORE = (
    "LIMITS={scheme}://… cannot be used. It may be memory://, or the address of a store, redis://HOST:PORT, valkey://, "
    "memcached:// or mongodb://, whose client (the package redis, valkey, pymemcache or pymongo) is installed."
)
DOWN = "LIMITS: the store of counts does not answer (%s); requests pass uncounted until it does"
FULL = "LIMITS: more than %d counts were kept in memory; all begin anew"

PORTED = re.compile(r"(?:\[([^\]]*)\]|([0-9.]+))(?::[0-9]{1,5})?")
NOBODY = "unknown"  # who has no address is counted together


class Limits:
    """Counts requests, and refuses those past a limit; threads may share it."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        """Open the store of counts; `clock` (seconds) times pauses and warnings, not the windows.

        Raises EngineError if there can be no such store. One that is only down is tried again later.
        """
        self._settings = settings
        self._clock = clock
        self._counts: FixedWindowRateLimiter | None = None
        self._resume = self._clock()
        self._warned: dict[str, float] = {}
        self._warning = Lock()
        alone = settings.limits.startswith("memory:")
        # In memory nobody comes between test and count. A shared store is not waited for in line: it counts exactly, but
        # of two that come at once for the last place, the one refused is counted by the other limits.
        self._turn: AbstractContextManager[object] = Lock() if alone else nullcontext()
        self._salt = token_bytes(32) if alone else blake2b(settings.limits.encode()).digest()
        if settings.rate_limit == "on":
            self._open()

    def check(self, *kinds: Kind, address: str, conversation: str | None = None, practice: str | None = None) -> None:
        """Count a request, which may be of several kinds at once; one that is refused is counted nowhere.

        Raises LimitedError, with the seconds to wait until all its limits have room.
        """
        self._ask(kinds, {"address": address, "conversation": conversation, "practice": practice}, count=True)

    def test(self, *kinds: Kind, address: str, conversation: str | None = None, practice: str | None = None) -> None:
        """Raise LimitedError where `check` would; count nothing."""
        self._ask(kinds, {"address": address, "conversation": conversation, "practice": practice}, count=False)

    @contextmanager
    def guesses(self, address: str) -> Iterator[None]:
        """Stand around the look at a secret: a refusal is counted, and after too many none is looked at."""
        self.test("secret", address=address)
        try:
            yield
        except ForbiddenError:
            self.check("secret", address=address)
            raise

    def address_of(self, request: Request) -> str:
        """Return whom a request is counted for: the address it came from, as far as that can be believed."""
        peer = request.client.host if request.client else ""
        return client_address(peer, request.headers.getlist("x-forwarded-for"), self._settings.trusted_proxies)

    def _ask(self, kinds: Sequence[Kind], names: Mapping[By, str | None], *, count: bool) -> None:
        if self._settings.rate_limit == "off" or self._clock() < self._resume:
            return
        rows = [
            (item, kind, by, self._hashed(name))
            for kind in kinds
            for by, items in ALLOWED[kind].items()
            if (name := names[by]) is not None
            for item in items
        ]
        try:
            with self._turn:
                wait = self._wait(rows, count)
        except (StorageError, OSError) as error:
            self._pause(error)
            return
        if wait:
            raise LimitedError(wait)

    def _wait(self, rows: Sequence[Row], count: bool) -> int:
        """Count these rows if all have room, else return the seconds until they do."""
        counts = self._opened()
        full = [row for row in rows if not counts.test(*row)]
        if count and not full:
            full = [row for row in rows if not counts.hit(*row)]  # another process may have been quicker
        ends = [counts.get_window_stats(*row).reset_time for row in full]
        return max(1, ceil(max(ends) - time.time())) if ends else 0

    def _opened(self) -> FixedWindowRateLimiter:
        store = self._counts and self._counts.storage
        if isinstance(store, MemoryStorage) and len(store.storage) >= MOST:
            self._warn(FULL, MOST)
            self._counts = None
        if self._counts is None:
            self._counts = open_counts(self._settings.limits)
        return self._counts

    def _open(self) -> None:
        try:
            self._opened()
        except StorageError as error:
            self._pause(error)

    def _pause(self, error: Exception) -> None:
        self._resume = self._clock() + PAUSE
        cause = error.storage_error if isinstance(error, StorageError) else error
        self._warn(DOWN, type(cause).__name__)  # its words may hold an address, or the store's password

    def _warn(self, sentence: str, detail: object) -> None:
        with self._warning:
            if self._clock() < self._warned.get(sentence, -QUIET) + QUIET:
                return
            self._warned[sentence] = self._clock()
        log.warning(sentence, detail)

    def _hashed(self, name: str) -> str:
        return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=12, key=self._salt).hexdigest()


def open_counts(address: str) -> FixedWindowRateLimiter:
    """Open a store of counts by its address.

    Raises EngineError if there can be none there, StorageError if it is down.
    """
    scheme = address.partition("://")[0]
    timeouts = next((given for begin, given in TIMEOUTS.items() if scheme.startswith(begin)), {})
    try:
        store = storage_from_string(address, wrap_exceptions=True, **timeouts)
    except (ConfigurationError, ValueError) as error:
        raise EngineError(NO_STORE.format(scheme=scheme)) from error
    except Exception as error:  # some clients connect here, each with errors of its own
        raise StorageError(error) from error
    if not isinstance(store, Storage):  # one for event loops
        raise EngineError(NO_STORE.format(scheme=scheme))
    return FixedWindowRateLimiter(store)


def client_address(peer: str, forwarded: Sequence[str], trusted: Sequence[IPv4Network | IPv6Network]) -> str:
    """Return whom to count for: the nearest address, going back from the peer, that is no trusted proxy's.

    `forwarded` are the X-Forwarded-For headers, of which each proxy writes the right end; `Forwarded` (RFC 7239) is not
    read. What stands left of something unreadable was vouched for by nobody, so that the proxy itself is counted. An
    IPv6 address stands for its /64, which is what one household has.
    """
    nearest = parsed(peer)
    for entry in reversed([each for each in ",".join(forwarded).split(",") if each.strip()]):
        if nearest is None or not any(nearest in network for network in trusted):
            break
        further = parsed(entry)
        if further is None:
            break
        nearest = further
    if isinstance(nearest, IPv6Address):
        return str(IPv6Network((int(nearest), 64), strict=False))
    return str(nearest or NOBODY)


def parsed(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address, with or without brackets and port; an IPv4 address in IPv6 form is IPv4. None if it is none."""
    text = text.strip()
    ported = PORTED.fullmatch(text)
    try:
        address = ip_address((ported[1] or ported[2] or "") if ported else text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def limit(request: Request, *kinds: Kind, conversation: str | None = None, practice: str | None = None) -> None:
    """Count a request by its address, and by the conversation and the practice that are named."""
    limits: Limits = request.app.state.limits
    limits.check(*kinds, address=limits.address_of(request), conversation=conversation, practice=practice)


def reading(request: Request) -> None:
    """Count any request, beside what it is counted as besides: a dependency of all routes but health."""
    limit(request, "reading")
