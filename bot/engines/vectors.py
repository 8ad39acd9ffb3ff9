"""VECTORS: the vectors of published passages, in Chroma; we compute them, Chroma never does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings
from chromadb.errors import ChromaError

from bot.errors import EngineError
from bot.vocabulary import Passage


class ChromaVectors:
    """One collection for each embedding model, so that vectors of two models never meet."""

    def __init__(self, client: ClientAPI, model: str) -> None:
        """Open or make the collection of a model."""
        self._collection = client.get_or_create_collection(
            f"passages-{model}", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    def known(self, revision: str) -> set[str]:
        """Return the ids of the passages of a revision that have a vector."""
        with answering():
            return set(self._collection.get(where={"revision": revision}, include=[])["ids"])

    def add(self, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]) -> None:
        """Keep one vector a passage, replacing those of the same id."""
        with answering():
            self._collection.upsert(
                ids=[passage.id for passage in passages],
                embeddings=np.asarray(vectors, dtype=np.float32),
                metadatas=[{"document": passage.document, "revision": passage.revision} for passage in passages],
            )

    def forget(self, revision: str) -> None:
        """Forget the vectors of a revision."""
        with answering():
            self._collection.delete(where={"revision": revision})

    def keep_only(self, revisions: set[str]) -> int:
        """Forget the vectors of all other revisions; return how many went."""
        with answering():
            rows = self._collection.get(include=["metadatas"])
            stale = [
                name
                for name, metadata in zip(rows["ids"], rows["metadatas"] or [], strict=True)
                if metadata["revision"] not in revisions
            ]
            if stale:
                self._collection.delete(ids=stale)
            return len(stale)

    def nearest(self, vector: Sequence[float], revisions: Sequence[str], limit: int) -> dict[str, float]:
        """Return cosine by passage id for the nearest passages of these revisions."""
        where: Any = {"revision": {"$in": list(revisions)}}
        query = np.asarray([vector], dtype=np.float32)
        with answering():
            found = self._collection.query(query_embeddings=query, n_results=limit, where=where, include=["distances"])
        distances = found["distances"] or [[]]
        return {name: 1 - distance for name, distance in zip(found["ids"][0], distances[0], strict=True)}


@contextmanager
def answering() -> Iterator[None]:
    """Turn what Chroma raises into an EngineError."""
    try:
        yield
    except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
        raise EngineError(f"VECTORS cannot be read or written just now ({type(error).__name__}: {error}).") from error


def open_vectors(address: str, model: str) -> ChromaVectors:
    """Open `chroma:FOLDER` or `chroma+http://HOST:PORT` for the vectors of one embedding model.

    Raises EngineError for another address, or where nothing answers.
    """
    scheme, _, rest = address.partition(":")
    quiet = Settings(anonymized_telemetry=False)  # its own: Chroma writes into what it is given
    try:
        if scheme == "chroma" and rest:
            Path(rest).mkdir(parents=True, exist_ok=True)
            return ChromaVectors(chromadb.PersistentClient(rest, settings=quiet), model)
        if scheme == "chroma+http" and rest.startswith("//"):
            host, _, port = rest[2:].partition(":")
            return ChromaVectors(chromadb.HttpClient(host, int(port or 8000), settings=quiet), model)
    except (ChromaError, OSError, ValueError) as error:
        raise EngineError(f"VECTORS={address} cannot be opened: {error}") from error
    raise EngineError(f"VECTORS={address} is not known. Use chroma:FOLDER or chroma+http://HOST:PORT.")
