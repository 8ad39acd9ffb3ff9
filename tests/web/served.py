"""A real server, started as a person starts it, and how tests speak to it over HTTP."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
PRACTICES = Path(os.environ.get("KNOWLEDGE", ROOT / "knowledge")) / "practices"
PATIENCE = 480.0  # seconds: a busy machine embeds the whole library in minutes

Json = dict[str, Any]


@dataclass(frozen=True)
class Server:
    """A running server: its address, a client of it, its log, and the folder of its data."""

    url: str
    client: httpx.Client
    log: Path
    folder: Path

    def turn(self, message: Any, accept: str = "application/json", **fields: Any) -> httpx.Response:
        """Send one message."""
        return self.client.post("/api/v1/turns", json={"message": message, **fields}, headers={"Accept": accept})

    def ask(self, message: str, **fields: Any) -> Json:
        """Send one message that must be answered."""
        return body(self.turn(message, **fields))

    def upload(self, name: str, data: bytes, **fields: str) -> httpx.Response:
        """Add an agreement."""
        return self.client.post("/api/v1/agreements", files={"file": (name, data)}, data=fields)

    def add(self, name: str, data: bytes, **fields: str) -> Json:
        """Add an agreement that must be readable."""
        return body(self.upload(name, data, **fields))

    def source(self, citation: Json, keys: Json | None = None) -> httpx.Response:
        """Fetch what a citation cites as JSON; with `keys`, from that conversation's own agreements."""
        span = {"start": citation["start"], "end": citation["end"]}
        headers = {"Accept": "application/json"}
        path = f"/sources/{citation['document']}/{citation['revision']}"
        if keys:
            path = f"/api/v1/conversations/{keys['conversation_id']}/sources/{citation['revision']}"
            headers |= bearer(keys)
        return self.client.get(path, params=span, headers=headers)

    def kept(self, keys: Json) -> httpx.Response:
        """Fetch all that is kept of a conversation."""
        return self.client.get(f"/api/v1/conversations/{keys['conversation_id']}", headers=bearer(keys))

    def erase(self, keys: Json) -> httpx.Response:
        """Delete a conversation."""
        return self.client.delete(f"/api/v1/conversations/{keys['conversation_id']}", headers=bearer(keys))

    def records(self) -> sqlite3.Connection:
        """Open the server's database beside it."""
        return sqlite3.connect(self.folder / "records.db", isolation_level=None, timeout=10)

    def rows(self) -> dict[str, int]:
        """Count the rows of every table."""
        with closing(self.records()) as records:
            names = [name for (name,) in records.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: records.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}

    def holds(self, words: str) -> list[str]:
        """Name the files of the server's data, its log too, that hold these words."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return sorted(path.name for path in files if words.encode() in path.read_bytes())

    def await_answer(self, path: str, status: int = 200) -> httpx.Response:
        """Wait until a path answers with a status."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                response = self.client.get(path)
            except httpx.TransportError:
                response = None
            if response is not None and response.status_code == status:
                return response
            time.sleep(0.02)
        raise AssertionError(f"{path} did not answer with {status}. The log: {self.log.read_text('utf-8')}")


@dataclass(frozen=True)
class Beginning:
    """What the server answered while it was starting, in this order."""

    server: Server
    health: httpx.Response  # before the program was built: its database was locked
    page: httpx.Response
    unready: httpx.Response
    first_turn: httpx.Response  # asked before the program was built
    states: tuple[dict[str, str], ...]  # what /readyz said of the engines from then until the index was complete


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[Server]:
    """Run app.py on a free port, with all that it keeps in `folder`; the server may still be starting."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings = {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "RECORDS": f"sqlite:///{folder / 'records.db'}",
        "VECTORS": f"chroma:{folder / 'chroma'}",
        "CACHE": str(folder / "cache"),
        "RATE_LIMIT": "off",
        **environment,
    }
    url, log = f"http://127.0.0.1:{port}", folder / "server.log"
    with (
        log.open("wb") as stream,
        httpx.Client(base_url=url, timeout=PATIENCE) as client,
        subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")],
            env={**os.environ, **settings},
            cwd=folder,
            stdout=stream,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            yield Server(url, client, log, folder)
        finally:
            process.terminate()
            process.wait(20)


def states_until(server: Server, done: Callable[[dict[str, str]], bool]) -> tuple[dict[str, str], ...]:
    """Follow what /readyz says of the engines until it is as wished."""
    states: list[dict[str, str]] = []
    end = time.monotonic() + PATIENCE
    while not states or not done(states[-1]):
        assert time.monotonic() < end, states[-1]
        time.sleep(0.05)
        states.append(server.await_answer("/readyz").json()["engines"])
    return tuple(states)


def body(response: httpx.Response) -> Json:
    """Return the JSON of a request that must have succeeded."""
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


def refusal(response: httpx.Response, status: int) -> str:
    """Return what a refused request was told, which must be a problem in words for a person."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    detail: str = problem["detail"]
    for foreign in ("Error", "String should", "<class", "Traceback", str(ROOT), "regex", "pattern", "pydantic", "sql"):
        assert foreign not in detail
    assert detail.endswith(".")
    return detail


def keys(opened: Json) -> Json:
    """Return what goes on with the conversation that this answer opened."""
    return {"conversation_id": opened["conversation_id"], "secret": opened["secret"]}


def bearer(opened: Json) -> dict[str, str]:
    """Return the header that opens a conversation."""
    return {"Authorization": f"Bearer {opened['secret']}"}
