"""The vector store on a real Chroma folder, and on a real Chroma server that goes away."""

import math
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from scratch import near

from bot.engines.vectors import ChromaVectors, open_vectors
from bot.errors import EngineError
from bot.vocabulary import Passage

ONE, TWO = "sha256:" + "1" * 64, "sha256:" + "2" * 64


def a_passage(number: int, revision: str = ONE, document: str = "document") -> Passage:
    """Return a passage of a document."""
    return Passage(document, revision, number, number + 1, "", "x")


def at(degrees: float) -> list[float]:
    """Return the unit vector of an angle."""
    return [math.cos(math.radians(degrees)), math.sin(math.radians(degrees))]


@pytest.fixture
def vectors(tmp_path: Path) -> ChromaVectors:
    """Open an empty folder."""
    return open_vectors(f"chroma:{tmp_path}/deep/chroma", "a-model")


def test_an_empty_store_finds_nothing(vectors: ChromaVectors) -> None:
    """Before the first vector nothing is known, near or stale."""
    assert (set(), {}, 0) == (vectors.known(ONE), vectors.nearest(at(0), [ONE], 5), vectors.keep_only({ONE}))


def test_the_nearest_come_with_their_cosines(vectors: ChromaVectors) -> None:
    """The nearest of many come first, by angle, each with the exact cosine."""
    vectors.add([a_passage(number) for number in range(10)], [at(10 * number) for number in range(10)])
    found = vectors.nearest(at(32), [ONE], 3)

    expected = {a_passage(number).id: math.cos(math.radians(32 - 10 * number)) for number in (3, 4, 2)}
    assert (list(expected), near(expected, 1e-6)) == (list(found), found)


def test_only_the_revisions_asked_for_are_searched(vectors: ChromaVectors) -> None:
    """Nearer passages of other revisions neither appear nor take places."""
    vectors.add([a_passage(number, TWO) for number in range(50)], [at(number / 10) for number in range(50)])
    vectors.add([a_passage(number, ONE) for number in range(5)], [at(90 + number) for number in range(5)])

    found = [set(vectors.nearest(at(0), revisions, 5)) for revisions in ([ONE], [TWO, ONE])]
    assert [{a_passage(n, ONE).id for n in range(5)}, {a_passage(n, TWO).id for n in range(5)}] == found


def test_all_passages_of_a_revision_are_found_among_thousands(vectors: ChromaVectors) -> None:
    """Search asks for the cosine of every passage in scope: none may be missing, however small its share."""
    dice = random.Random(3)
    for start in range(0, 1000, 500):
        rows = [a_passage(number, TWO) for number in range(start, start + 500)]
        vectors.add(rows, [[dice.gauss(0, 1) for _ in range(16)] for _ in rows])
    mine = [a_passage(number, ONE) for number in range(40)]
    vectors.add(mine, [[dice.gauss(0, 1) for _ in range(16)] for _ in mine])
    found = vectors.nearest([1.0] * 16, [ONE], len(mine))

    assert {one.id for one in mine} == set(found)


def test_adding_again_replaces(vectors: ChromaVectors) -> None:
    """A passage has one vector: the last."""
    vectors.add([a_passage(1), a_passage(2)], [at(0), at(90)])
    vectors.add([a_passage(1)], [at(90)])

    expected = {a_passage(1).id: 1.0, a_passage(2).id: 1.0}
    assert near(expected, 1e-6) == vectors.nearest(at(90), [ONE], 5)


def test_other_revisions_are_forgotten_and_counted(vectors: ChromaVectors) -> None:
    """Only what is in force stays; a second time there is nothing to forget."""
    vectors.add([a_passage(1, ONE), a_passage(2, TWO), a_passage(3, TWO)], [at(0)] * 3)
    counts = [vectors.keep_only({ONE}), vectors.keep_only({ONE})]

    assert ([2, 0], {a_passage(1).id}, set()) == (counts, vectors.known(ONE), vectors.known(TWO))


def test_thousands_of_stale_vectors_are_forgotten_at_once(vectors: ChromaVectors) -> None:
    """There is no limit on how many go."""
    for start in range(0, 3000, 1500):
        vectors.add([a_passage(number, TWO) for number in range(start, start + 1500)], [at(1)] * 1500)

    assert (3000, set()) == (vectors.keep_only(set()), vectors.known(TWO))


def test_vectors_of_two_models_never_meet(tmp_path: Path) -> None:
    """Each model has its own collection, also when their vectors have as many numbers."""
    one, two = (open_vectors(f"chroma:{tmp_path}", model) for model in ("a-model", "another-model"))
    one.add([a_passage(1)], [at(0)])
    two.add([a_passage(2)], [at(0)])
    two.keep_only(set())

    assert ({a_passage(1).id}, set(), {a_passage(1).id}) == (
        one.known(ONE),
        two.known(ONE),
        set(one.nearest(at(0), [ONE], 9)),
    )


def test_vectors_are_there_for_the_next_process(tmp_path: Path) -> None:
    """What another process added and was killed after is found."""
    script = f"""
import os, sys
sys.path[:0] = [{str(Path(__file__).parents[2])!r}, {str(Path(__file__).parents[1])!r}, {str(Path(__file__).parent)!r}]
from test_vectors import ONE, a_passage, at
from bot.engines.vectors import open_vectors
open_vectors("chroma:{tmp_path}", "a-model").add([a_passage(n) for n in range(7)], [at(n) for n in range(7)])
os.kill(os.getpid(), 9)
"""
    died = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    vectors = open_vectors(f"chroma:{tmp_path}", "a-model")

    expected = {a_passage(number).id for number in range(7)}
    assert (-9, expected, expected) == (died.returncode, vectors.known(ONE), set(vectors.nearest(at(0), [ONE], 9)))


@pytest.mark.parametrize("address", ["", "chroma", "chroma:", "qdrant:data", "chroma+http:host:8000", "data/chroma"])
def test_an_unknown_address_is_said_with_those_that_are_known(address: str) -> None:
    """The sentence names the address and what to write instead."""
    with pytest.raises(EngineError) as caught:
        open_vectors(address, "a-model")

    assert f"VECTORS={address} is not known. Use chroma:FOLDER or chroma+http://HOST:PORT." == str(caught.value)


def test_a_folder_that_cannot_be_opened_is_an_engine_error(tmp_path: Path) -> None:
    """A file in place of the folder, and a folder whose database is rubbish, are said with the address."""
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "rubbish").mkdir()
    (tmp_path / "rubbish" / "chroma.sqlite3").write_bytes(b"not a database " * 1000)
    for name in ("file", "rubbish"):
        with pytest.raises(EngineError) as caught:
            open_vectors(f"chroma:{tmp_path}/{name}", "a-model")

        assert str(caught.value).startswith(f"VECTORS=chroma:{tmp_path}/{name} cannot be opened")


def test_what_chroma_refuses_is_an_engine_error(vectors: ChromaVectors) -> None:
    """Vectors of another length, of another model behind the same name, are refused and not kept."""
    vectors.add([a_passage(1)], [at(0)])
    with pytest.raises(EngineError):
        vectors.add([a_passage(2)], [[1.0, 0.0, 0.0]])
    with pytest.raises(EngineError):
        vectors.nearest([1.0, 0.0, 0.0], [ONE], 1)

    assert {a_passage(1).id} == vectors.known(ONE)


def test_a_server_is_used_like_a_folder_and_its_going_is_an_engine_error(tmp_path: Path) -> None:
    """A real server answers; before it is there, and after it was stopped, the sentence says so."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"chroma+http://127.0.0.1:{port}"
    with pytest.raises(EngineError) as before:
        open_vectors(address, "a-model")
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(tmp_path), "--port", str(port)]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, cwd=tmp_path
    )
    try:
        vectors = patiently(address)
        vectors.add([a_passage(1)], [at(0)])
        known = vectors.known(ONE)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    for broken in (
        lambda: vectors.known(ONE),
        lambda: vectors.nearest(at(0), [ONE], 1),
        lambda: vectors.keep_only({ONE}),
    ):
        with pytest.raises(EngineError):
            broken()

    assert ({a_passage(1).id}, True) == (known, str(before.value).startswith(f"VECTORS={address} cannot be opened"))


def patiently(address: str) -> ChromaVectors:
    """Open a server that may not listen yet."""
    until = time.monotonic() + 20
    while True:
        try:
            return open_vectors(address, "a-model")
        except EngineError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def test_a_folder_can_be_opened_after_a_server_was_not_there(tmp_path: Path) -> None:
    """What one opening tells Chroma stays with that opening."""
    with pytest.raises(EngineError):
        open_vectors("chroma+http://127.0.0.1:9", "a-model")
    vectors = open_vectors(f"chroma:{tmp_path}", "a-model")

    assert set() == vectors.known(ONE)
