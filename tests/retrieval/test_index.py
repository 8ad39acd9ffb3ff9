"""The index on real engines: only what changed is done, nothing is searched half done, and kills lose nothing."""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scratch import EXPLAINER, HARBOR, JUNIPER, Counting, a_practice, knowledge_folder, silent

from bot.engines.minilm import MiniLM
from bot.engines.records import Records, open_records
from bot.engines.vectors import ChromaVectors, open_vectors
from bot.errors import KnowledgeError
from bot.retrieval import index
from bot.retrieval.index import Original
from bot.retrieval.passages import searchable
from bot.retrieval.search import Search
from bot.vocabulary import HOUSE, Revision

ROOT = Path(__file__).parents[2]
KILLS = 12


@dataclass
class Shelf:
    """Files that are indexed, and the engines that they are indexed in."""

    folder: Path
    records: Records
    vectors: ChromaVectors
    model: Counting
    name: str

    def write(self, **texts: str) -> None:
        """Write or change files; each is one document."""
        for name, text in texts.items():
            (self.folder / f"{name}.md").write_text(text, "utf-8")

    def originals(self) -> list[Original]:
        """Return the files that are there."""
        files = sorted(self.folder.glob("*.md"))
        return [Original(f"{one.stem}-agreement", "agreement", one.stem, one.stem, one) for one in files]

    def take_in(self) -> int:
        """Bring the records up to date."""
        originals = self.originals()
        return index.take_in(originals, [a_practice(one.practice) for one in originals], self.records)

    def embed(self, name: str = "", progress: index.Progress = silent) -> int:
        """Bring the vectors up to date."""
        return index.embed(self.records, self.vectors, self.model, name or self.name, progress)

    def search(self) -> Search:
        """Return a search of what is there."""
        return Search(self.records, self.vectors, self.model, self.name, 0.7)

    def published(self, practice: str) -> Revision:
        """Return the revision in force of a document."""
        return next(one for one in self.records.published() if one.practice == practice)

    def count(self) -> int:
        """Count the passages in force."""
        return sum(len(self.records.passages(one)) for one in self.records.published())


@pytest.fixture
def shelf(tmp_path: Path, records: Records, minilm: MiniLM) -> Shelf:
    """Return two documents, not indexed yet."""
    folder = tmp_path / "files"
    folder.mkdir()
    vectors = open_vectors(f"chroma:{tmp_path}/chroma", minilm.name)
    made = Shelf(folder, records, vectors, Counting(minilm), minilm.name)
    made.write(juniper=JUNIPER, harbor=HARBOR)
    return made


def test_a_first_run_reads_and_embeds_everything_once(shelf: Shelf) -> None:
    """Every passage has a vector, every document its mark, and each text was embedded once."""
    read, embedded = shelf.take_in(), shelf.embed()

    texts = [searchable(one, rev) for rev in shelf.records.published() for one in shelf.records.passages(rev)]
    marks = {"juniper-agreement": shelf.name, "harbor-agreement": shelf.name}
    assert (2, len(texts), sorted(texts), marks) == (read, embedded, sorted(shelf.model.texts), shelf.records.indexed())


def test_a_second_run_does_nothing(shelf: Shelf) -> None:
    """Nothing is read anew, embedded, or told as progress."""
    shelf.take_in()
    shelf.embed()
    shelf.model.texts.clear()
    told: list[tuple[int, int]] = []
    again = (shelf.take_in(), shelf.embed(progress=lambda done, total: told.append((done, total))))

    assert ((0, 0), [], []) == (again, shelf.model.texts, told)


def test_a_file_that_was_only_touched_is_not_read_anew(shelf: Shelf) -> None:
    """Bytes count, not dates."""
    shelf.take_in()
    os.utime(shelf.folder / "juniper.md", (1, 1))

    assert 0 == shelf.take_in()


def test_only_the_changed_document_is_read_and_embedded(shelf: Shelf) -> None:
    """One changed word makes one new revision; the other document keeps its revision, vectors and mark."""
    shelf.take_in()
    shelf.embed()
    harbor, before = shelf.published("harbor"), shelf.vectors.known(shelf.published("harbor").id)
    shelf.write(juniper=JUNIPER.replace("$85", "$95"))
    shelf.model.texts.clear()
    done = (shelf.take_in(), shelf.embed())

    new = shelf.published("juniper")
    texts = [searchable(one, new) for one in shelf.records.passages(new)]
    assert ((1, len(texts)), texts, harbor, before) == (
        done,
        shelf.model.texts,
        shelf.published("harbor"),
        shelf.vectors.known(harbor.id),
    )


def test_a_new_title_or_date_is_taken_in_without_embedding(shelf: Shelf) -> None:
    """What stands in practice.yaml changes nothing of what an agreement is found by: no file is read anew."""
    shelf.take_in()
    shelf.embed()
    shelf.model.texts.clear()
    from datetime import date

    originals = [replace(one, title="New", effective=date(2027, 1, 1)) for one in shelf.originals()]
    counts = [index.take_in(originals, [], shelf.records) for _ in range(2)]
    embedded = shelf.embed()

    seen = {(one.title, one.effective) for one in shelf.records.published()}
    assert ([0, 0], 0, [], {("New", date(2027, 1, 1))}) == (counts, embedded, shelf.model.texts, seen)


def test_a_changed_file_is_searched_by_keyword_until_its_vectors_are_there(shelf: Shelf) -> None:
    """The new text is in force at once and whole; the old one's vectors are never used for it, then they are gone."""
    shelf.take_in()
    shelf.embed()
    old, question = shelf.published("juniper"), "Whom can I ring when I am ill after midnight?"
    before = shelf.search()(question, [old])
    shelf.write(juniper=JUNIPER.replace("answer the telephone at night", "are never reached at night"))
    shelf.take_in()
    new = shelf.published("juniper")
    between = shelf.search()(question, [new], limit=50)
    other = shelf.search()(question, [shelf.published("harbor")])
    stale = shelf.vectors.known(old.id)
    shelf.embed()
    after = shelf.search()(question, [new])

    assert (["hybrid", "keyword", "hybrid", "hybrid"], {new.id}, True, set()) == (
        [before.mode, between.mode, other.mode, after.mode],
        {hit.passage.revision for hit in between.hits},
        bool(stale),
        shelf.vectors.known(old.id),
    )


def test_a_document_with_some_vectors_is_searched_by_keyword(shelf: Shelf) -> None:
    """A run that was stopped half way leaves a document that is not half searched by meaning."""
    shelf.take_in()
    juniper = shelf.published("juniper")
    rows = shelf.records.passages(juniper)
    shelf.vectors.add(rows[:1], shelf.model.embed_documents([searchable(rows[0], juniper)]))
    half = shelf.search()("How do I leave?", [juniper])
    shelf.model.texts.clear()
    shelf.embed()

    expected = shelf.count() - 1
    assert ("keyword", expected, False) == (
        half.mode,
        len(shelf.model.texts),
        searchable(rows[0], juniper) in shelf.model.texts,
    )


def test_a_removed_file_is_withdrawn_and_old_citations_resolve(shelf: Shelf) -> None:
    """It is neither published nor searched nor in the vectors; a quote from it still has its words."""
    shelf.take_in()
    shelf.embed()
    gone = shelf.published("harbor")
    start = gone.content.text.index("$2,400")
    (shelf.folder / "harbor.md").unlink()
    done = (shelf.take_in(), shelf.embed())

    quote = shelf.records.revision(gone.document, gone.id).quote(start, start + 6)
    assert ((0, 0), ["juniper-agreement"], set(), "$2,400") == (
        done,
        [one.document for one in shelf.records.published()],
        shelf.vectors.known(gone.id),
        quote.text,
    )


def test_a_file_that_comes_back_is_whole_again(shelf: Shelf) -> None:
    """Withdrawn and put back unchanged, it has passages and vectors as before."""
    shelf.take_in()
    shelf.embed()
    before = shelf.search()("Is it refunded?", [shelf.published("harbor")])
    (shelf.folder / "harbor.md").unlink()
    shelf.take_in()
    shelf.embed()
    shelf.write(harbor=HARBOR)
    done = (shelf.take_in(), shelf.embed() > 0)
    after = shelf.search()("Is it refunded?", [shelf.published("harbor")])

    # A text's neighbours in a batch move its vector in the eighth place.
    seen = [[(hit.passage, round(hit.score, 5)) for hit in found.hits] for found in (before, after)]
    assert ((1, True), "hybrid", seen[0]) == (done, after.mode, seen[1])


def test_another_model_embeds_everything_and_leaves_the_first_ones_vectors(shelf: Shelf, tmp_path: Path) -> None:
    """Going back to the first model finds its vectors: nothing is embedded again."""
    shelf.take_in()
    shelf.embed()
    first = shelf.vectors
    shelf.vectors = open_vectors(f"chroma:{tmp_path}/chroma", "another")
    there = shelf.embed("another")
    shelf.vectors = first
    searched = shelf.search()("How do I leave?", list(shelf.records.published())).mode
    back = shelf.embed()

    assert (shelf.count(), "keyword", 0) == (there, searched, back)


def test_vectors_that_were_deleted_are_made_again(shelf: Shelf, tmp_path: Path) -> None:
    """Marks in the records do not hide an empty store: its folder was deleted, or VECTORS names another."""
    shelf.take_in()
    shelf.embed()
    shelf.vectors = open_vectors(f"chroma:{tmp_path}/elsewhere", shelf.name)
    between = shelf.search()("How do I leave?", list(shelf.records.published())).mode
    again = shelf.embed()

    after = shelf.search()("How do I leave?", list(shelf.records.published())).mode
    assert ("keyword", shelf.count(), "hybrid") == (between, again, after)


def test_progress_is_told_in_steps_up_to_all(shelf: Shelf) -> None:
    """After each batch it is told how many of all missing passages are done."""
    shelf.write(long="\n\n".join(f"# Part {number}\n\nClause {number} says something." for number in range(40)))
    shelf.take_in()
    told: list[tuple[int, int]] = []
    embedded = shelf.embed(progress=lambda done, total: told.append((done, total)))
    done = [one for one, _ in told]

    steps = [after - before for before, after in zip([0, *done], done, strict=False)]
    assert (embedded, {embedded}, embedded, True) == (
        shelf.count(),
        {total for _, total in told},
        done[-1],
        all(0 < step <= index.BATCH for step in steps),
    )


def test_a_file_that_cannot_be_read_is_named_and_the_others_stay_in_force(shelf: Shelf) -> None:
    """The old revision of the broken file stays in force too."""
    shelf.take_in()
    before = shelf.records.published()
    broken = shelf.folder / "juniper.md"
    broken.write_bytes(b"\x89PNG not an agreement")
    with pytest.raises(KnowledgeError) as caught:
        shelf.take_in()

    assert (True, before) == (str(caught.value).startswith(str(broken)), shelf.records.published())


def test_the_hint_of_an_explainer_is_embedded_with_its_first_passage(shelf: Shelf, tmp_path: Path) -> None:
    """It is found by how people ask, which is not part of its text."""
    file = tmp_path / "not-insurance.md"
    file.write_text(EXPLAINER, "utf-8")
    explainer = Original("explainer", "explainer", "Title", HOUSE, file, "a health plan of my own")
    index.take_in([explainer], [], shelf.records)
    shelf.embed()

    assert [1, True] == [
        sum("a health plan of my own" in text for text in shelf.model.texts),
        all(text.startswith("Title\n") for text in shelf.model.texts),
    ]


# Kills

NURSERY = """
import os, sys
sys.path.insert(0, sys.argv[1])
import alembic.autogenerate, alembic.command, chromadb
import app, bot.bootstrap, bot.engines.minilm, bot.engines.vectors

while sys.stdin.readline():
    child = os.fork()
    if child == 0:
        try:
            for number, name in ((1, "out"), (2, "err")):
                os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
            code = app.main(["index", "--json"])
            sys.stdout.flush()
            os._exit(code)
        finally:
            os._exit(99)
    print(child, flush=True)
    sys.stdin.readline()  # a dead child keeps its id until it is waited for
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Machine:
    """Runs `app.py index` on a folder, each time in a process of its own that starts with all modules imported."""

    def __init__(self, folder: Path) -> None:
        """Start the process that the others are forked from."""
        environment = {
            **os.environ,
            "KNOWLEDGE": str(folder / "knowledge"),
            "RECORDS": f"sqlite:///{folder}/data/records.db",
            "VECTORS": f"chroma:{folder}/data/chroma",
            "CACHE": str(folder / "data/cache"),
            "EMBEDDINGS": "minilm",
        }
        command = [sys.executable, "-c", NURSERY, str(ROOT)]
        self.folder = folder
        self._nursery = subprocess.Popen(
            command, env=environment, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self) -> int:
        """Start a run and return its process id."""
        for name in ("out", "err"):
            (self.folder / name).write_bytes(b"")
        return self._next()

    def wait(self) -> int:
        """Wait for the run to end and return its exit code, negative if a signal ended it."""
        return self._next()

    def run(self) -> Any:
        """Run to the end and return what it printed."""
        self.start()
        assert 0 == self.wait(), self.said()
        return json.loads((self.folder / "out").read_text("utf-8"))

    def close(self) -> None:
        """Stop the process that the others are forked from."""
        self._nursery.communicate(timeout=30)

    def said(self) -> str:
        """Return what the run said on standard error."""
        return (self.folder / "err").read_text("utf-8", "replace")

    def steps(self) -> list[tuple[int, int]]:
        """Return the progress that the run told."""
        return [(int(done), int(total)) for done, total in re.findall(r"documents: (\d+) of (\d+)", self.said())]

    def known(self) -> set[str]:
        """Return which passages have vectors on the disk."""
        return self._column("chroma/chroma.sqlite3", "SELECT embedding_id FROM embeddings")

    def passages(self) -> set[str]:
        """Return the passages in force."""
        name = "document || '-' || substr(revision, 8, 16) || '-' || start || '-' || \"end\""
        return self._column("records.db", f"SELECT {name} FROM passages")

    def _next(self) -> int:
        assert self._nursery.stdin
        assert self._nursery.stdout
        self._nursery.stdin.write("\n")
        self._nursery.stdin.flush()
        return int(self._nursery.stdout.readline())

    def _column(self, file: str, query: str) -> set[str]:
        path = self.folder / "data" / file
        if not path.exists():
            return set()
        raw = sqlite3.connect(path)
        try:
            return {name for (name,) in raw.execute(query)}
        except sqlite3.OperationalError:  # killed before its tables were made
            return set()
        finally:
            raw.close()


def long_agreement(name: str, version: int) -> str:
    """Write an agreement of twelve sections, each one passage."""
    clause = (
        "Clause {part} of {name} in version {version}: the member and the practice agree on matter {part} as follows"
    )
    return "\n\n".join(
        f"# Part {part} of {name}\n\n" + ", ".join([clause.format(part=part, name=name, version=version)] * 3) + "."
        for part in range(12)
    )


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """Start a machine on a folder, and stop it."""
    started = Machine(tmp_path)
    yield started
    started.close()


def test_killed_at_any_moment_the_next_run_goes_on_where_it_was(
    machine: Machine, tmp_path: Path, minilm: MiniLM
) -> None:
    """Twelve SIGKILLs at random moments, while files change, come and go; then one clean run has all, nothing else.

    The moments lie in the migrations, in reading, in opening the engines, and after the first, second … batch.
    """
    dice = random.Random(20261121)
    names = [f"practice-{letter}" for letter in "abcde"]
    knowledge_folder(tmp_path / "knowledge", {name: long_agreement(name, 0) for name in names}, {})
    practices = tmp_path / "knowledge" / "practices"
    claims = []
    for kill in range(KILLS):
        for name in names[:4] if kill > 4 and kill % 2 else ():
            (practices / name / "agreement.md").write_text(long_agreement(name, kill), "utf-8")
        if kill == 7:
            shutil.move(practices / names[4], tmp_path / "away")
        known = machine.known()
        pid = machine.start()
        batches = max(0, kill - 3) % 5
        until = time.monotonic() + 8
        while kill > 3 and len(machine.steps()) < batches and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(dice.uniform(0, 0.25))
        os.kill(pid, signal.SIGKILL)
        machine.wait()
        claims += [(total, len(machine.passages() - known)) for _, total in machine.steps()[:1]]
    shutil.move(tmp_path / "away", practices / names[4])
    known = machine.known()
    clean = machine.run()
    claims.append((clean["embedded"], len(machine.passages() - known)))
    again = machine.run()

    assert all(embedded <= missing for embedded, missing in claims), claims
    assert (0, "ok", 60) == (again["embedded"], again["state"]["index"], len(machine.passages()))
    assert machine.passages() == machine.known()
    check_index(tmp_path, minilm)


def check_index(folder: Path, minilm: MiniLM) -> None:
    """Check that the texts in force are those of the files, and each passage's vector is that of its text."""
    records = open_records(f"sqlite:///{folder}/data/records.db", 60)
    vectors = open_vectors(f"chroma:{folder}/data/chroma", minilm.name)
    for revision in records.published():
        file = folder / "knowledge" / "practices" / str(revision.practice) / "agreement.md"
        assert all(line in revision.content.text for line in re.findall(r"Clause [^,.]*", file.read_text("utf-8")))
        rows = records.passages(revision)
        made = dict(
            zip([one.id for one in rows], minilm.embed_documents([searchable(r, revision) for r in rows]), strict=True)
        )
        kept = vectors._collection.get(ids=list(made), include=["embeddings"])
        assert kept["embeddings"] is not None
        for name, vector in zip(kept["ids"], kept["embeddings"], strict=True):
            assert np.allclose(made[name], vector, atol=1e-5)
    marks = records.indexed()
    records.close()

    assert {f"practice-{letter}-agreement": minilm.name for letter in "abcde"} == marks
