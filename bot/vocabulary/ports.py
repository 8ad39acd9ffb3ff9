"""Ports: what the conversation needs of the engines."""

from collections.abc import Sequence
from typing import Protocol

from bot.vocabulary.documents import Passage


class Embedding(Protocol):
    """Turns text into vectors; any LangChain `Embeddings` fits."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector of unit length for each text."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """Return the vector, of unit length, for one question."""
        ...


class Vectors(Protocol):
    """Keeps the vectors of published passages."""

    def known(self, revision: str) -> set[str]:
        """Return the ids of the passages of a revision that have a vector."""
        ...

    def add(self, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]) -> None:
        """Keep one vector a passage, replacing those of the same id."""
        ...

    def forget(self, revision: str) -> None:
        """Forget the vectors of a revision."""
        ...

    def keep_only(self, revisions: set[str]) -> int:
        """Forget the vectors of all other revisions; return how many went."""
        ...

    def nearest(self, vector: Sequence[float], revisions: Sequence[str], limit: int) -> dict[str, float]:
        """Return cosine by passage id for the nearest passages of these revisions."""
        ...
