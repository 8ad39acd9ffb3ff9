"""Opening embedding models by name; the OpenAI kind against a small server of our own on loopback."""

import contextlib
import json
import math
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.engines.embeddings import OpenAI, open_embeddings
from bot.engines.minilm import MiniLM
from bot.errors import EngineError


@dataclass
class Server:
    """An OpenAI-compatible server: what it was sent, and how it answers."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    pause: float = 0
    body: bytes | None = None  # in place of vectors
    fewer: int = 0

    def answer(self, request: dict[str, Any]) -> bytes:
        """Answer with the vector (length, 1), not of unit length, for each text."""
        self.sent.append(request)
        time.sleep(self.pause)
        if self.body is not None:
            return self.body
        texts = request["input"][self.fewer :]
        rows = [{"object": "embedding", "index": i, "embedding": [len(one), 1.0]} for i, one in enumerate(texts)]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return json.dumps({"object": "list", "data": rows, "model": "m", "usage": usage}).encode()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serve on a free port of loopback, and set the address and a key."""
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Answer one request."""
            body = state.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(state.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            """Let clients go that do not wait for the answer."""
            with contextlib.suppress(OSError):
                super().handle()

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{listening.server_port}/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-hushhush")
    yield state
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_names_open_what_they_say(server: Server) -> None:
    """`none` is no model, `minilm` the built-in one, `openai:` one behind an address, asked for nothing yet."""
    minilm, remote = open_embeddings("minilm"), open_embeddings("openai:org/embed:large")

    assert (None, MiniLM, OpenAI, "openai-org-embed-large", []) == (
        open_embeddings("none"),
        type(minilm),
        type(remote),
        remote and remote.name,
        server.sent,
    )


@pytest.mark.parametrize("name", ["", "openai", "openai:", "NONE", "minilm:large", "word2vec"])
def test_an_unknown_name_is_said_with_those_that_are_known(name: str) -> None:
    """The sentence names the setting and what to write instead."""
    with pytest.raises(EngineError) as caught:
        open_embeddings(name)

    assert f"EMBEDDINGS={name} is not known. Use minilm, openai:MODEL or none." == str(caught.value)


def test_a_server_gives_one_vector_of_unit_length_for_each_text_in_order(server: Server) -> None:
    """Whatever length the server's vectors have, ours have length one, since a dot product has to be a cosine."""
    model = open_embeddings("openai:a-model")
    assert model
    documents, question = model.embed_documents(["three", "", "a longer text"]), model.embed_query("abc")

    lengths = (5, 0, 13, 3)
    expected = [pytest.approx([n / math.hypot(n, 1), 1 / math.hypot(n, 1)]) for n in lengths]
    assert expected == [*documents, question]


def test_texts_are_sent_as_they_are(server: Server) -> None:
    """The model's name and the plain texts are sent, not lists of numbers that only OpenAI understands."""
    model = open_embeddings("openai:a-model")
    assert model
    model.embed_documents(["Über the fee, 医療"])

    assert [("a-model", ["Über the fee, 医療"])] == [(one["model"], one["input"]) for one in server.sent]


def test_no_key_is_an_engine_error(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without OPENAI_API_KEY the model cannot be opened, and the sentence names the variable."""
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(EngineError) as caught:
        open_embeddings("openai:a-model")

    assert "OPENAI_API_KEY" in str(caught.value)


def test_a_server_that_does_not_answer_in_time_is_an_engine_error(server: Server) -> None:
    """The wait ends at the time limit."""
    server.pause = 2
    model = OpenAI("a-model", timeout=0.2, retries=0)
    began = time.monotonic()
    with pytest.raises(EngineError):
        model.embed_query("a question")

    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_a_refusal_is_an_engine_error_without_the_key(server: Server, status: int) -> None:
    """Whatever the server refuses with, the sentence names the setting and not what the server echoes."""
    server.status, server.body = status, b'{"error": {"message": "bad key sk-hushhush"}}'
    model = OpenAI("a-model", retries=0)
    with pytest.raises(EngineError) as caught:
        model.embed_documents(["a text"])

    assert (True, False) == (
        str(caught.value).startswith("EMBEDDINGS=openai:a-model "),
        "hushhush" in str(caught.value),
    )


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b"<html>Welcome</html>", b'{"data": []}', b'{"data": [{"embedding": "x"}]}']
)
def test_an_answer_that_makes_no_sense_is_an_engine_error(server: Server, body: bytes) -> None:
    """A proxy's welcome page, or half an answer, is not taken for vectors."""
    server.body = body
    model = OpenAI("a-model", retries=0)
    with pytest.raises(EngineError):
        model.embed_documents(["a text"])


def test_fewer_vectors_than_texts_are_an_engine_error(server: Server) -> None:
    """A vector must never go to the wrong text."""
    server.fewer = 2
    model = OpenAI("a-model", retries=0)
    with pytest.raises(EngineError):
        model.embed_documents(["one", "two", "three", "four"])


def test_nobody_there_is_an_engine_error(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address at which nothing listens is said, not raised as the client's own error."""
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    model = OpenAI("a-model", retries=0)
    with pytest.raises(EngineError):
        model.embed_query("a question")


def test_a_passing_failure_is_tried_again(server: Server) -> None:
    """A server that is busy for a moment costs a moment."""
    server.status = 503
    model = open_embeddings("openai:a-model")
    assert model
    threading.Timer(0.2, lambda: setattr(server, "status", 200)).start()

    assert 2 == len(model.embed_query("a question"))
