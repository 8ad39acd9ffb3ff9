"""The index: knowledge/ -> records and vectors. Only what changed is read and embedded.

Killed at any moment it goes on where it was: a revision comes into force whole, in one transaction, and
is searched by meaning only once the last of its vectors is there.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from bot.documents import formats
from bot.errors import DocumentError, KnowledgeError
from bot.retrieval.passages import passages, searchable
from bot.vocabulary import Document, Embedding, Kind, Passage, Practice, Revision, Vectors

BATCH = 16
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Original:
    """A file to be indexed: whose it is and what else people call its subject."""

    document: str
    kind: Kind
    title: str
    practice: str
    path: Path
    hint: str = ""
    effective: date | None = None


class Shelves(Protocol):
    """What the index needs of the records."""

    def put_practice(self, practice: Practice) -> None:
        """Keep a practice."""
        ...

    def put_revision(self, revision: Revision, passages: Sequence[Passage]) -> None:
        """Make a revision the one in force."""
        ...

    def withdraw(self, keep: set[str]) -> None:
        """Withdraw published documents that are no longer there."""
        ...

    def published(self) -> tuple[Revision, ...]:
        """Return the revisions in force."""
        ...

    def passages(self, revision: Revision) -> tuple[Passage, ...]:
        """Return the passages of a revision."""
        ...

    def indexed(self) -> dict[str, str | None]:
        """Return the index that has all vectors of each document."""
        ...

    def mark_indexed(self, revision: Revision, index: str) -> None:
        """Note that all passages of a revision have vectors."""
        ...


def take_in(originals: Sequence[Original], practices: Sequence[Practice], shelves: Shelves) -> int:
    """Bring the records up to date with knowledge/; return how many documents were read anew.

    Raises KnowledgeError, which names the file, if one cannot be read.
    """
    for practice in practices:
        shelves.put_practice(practice)
    in_force = {revision.document: revision for revision in shelves.published()}
    read = 0
    for original in originals:
        data = original.path.read_bytes()
        name = "sha256:" + hashlib.sha256(data).hexdigest()
        known = in_force.get(original.document)
        if known and known.id == name:
            content = known.content  # read once for ever: a better reader must not move the words under a quote
        else:
            content = content_of(original, data)
            read += 1
        revision = Revision(
            name, original.document, original.title, original.kind, content, original.practice, None, original.effective
        )
        cut = passages(revision, original.hint)
        if known != revision or shelves.passages(revision) != cut:
            shelves.put_revision(revision, cut)
    shelves.withdraw({original.document for original in originals})
    return read


def content_of(original: Original, data: bytes) -> Document:
    """Read one of our own files. Raises KnowledgeError, which names it, if it cannot be read."""
    try:
        return formats.read(data, original.path.name)
    except DocumentError as error:
        raise KnowledgeError(f"{original.path}: {error}") from error


def embed(shelves: Shelves, vectors: Vectors, embedding: Embedding, index: str, progress: Progress) -> int:
    """Compute the vectors that are missing; return how many were. `progress` is told (done, of how many)."""
    published = shelves.published()
    indexed = shelves.indexed()
    waiting = []
    for revision in published:
        known = vectors.known(revision.id)
        cut = shelves.passages(revision)
        if known - {one.id for one in cut}:  # cut by older rules
            vectors.forget(revision.id)
            known = set()
        missing = [one for one in cut if one.id not in known]
        # A mark is not believed where vectors are missing: their folder may have been deleted or be another.
        if missing or indexed.get(revision.document) != index:
            waiting.append((revision, missing))
    total, done = sum(len(missing) for _, missing in waiting), 0
    for revision, missing in waiting:
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            vectors.add(batch, embedding.embed_documents([searchable(one, revision) for one in batch]))
            done += len(batch)
            progress(done, total)
        shelves.mark_indexed(revision, index)
    vectors.keep_only({revision.id for revision in published})
    return total
