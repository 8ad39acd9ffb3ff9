"""EMBEDDINGS: what turns text into vectors, opened by name; every engine is a LangChain `Embeddings`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from bot.errors import EngineError


class NamedEmbeddings(Protocol):
    """LangChain's `Embeddings` with a name that is part of the collection's."""

    @property
    def name(self) -> str:
        """Name the model, so that stores never mix vectors of two."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector for each text."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """Return the vector for one question."""
        ...


class OpenAI(Embeddings):
    """An embedding model behind an OpenAI-compatible address (OPENAI_API_KEY, OPENAI_BASE_URL)."""

    def __init__(self, model: str, timeout: float = 10, retries: int = 2) -> None:
        """Make the client; nothing is sent yet. Raises EngineError if there is no key."""
        from langchain_openai import OpenAIEmbeddings  # here: it takes two seconds that others need not pay

        self.name = f"openai-{model}".replace("/", "-").replace(":", "-")
        with self._answering():
            self._model = OpenAIEmbeddings(
                model=model, timeout=timeout, max_retries=retries, check_embedding_ctx_length=False
            )

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector of unit length for each text. Raises EngineError if they cannot be had."""
        with self._answering():
            rows = self._model.embed_documents(texts)
            if len(rows) != len(texts):
                raise ValueError(f"{len(rows)} vectors for {len(texts)} texts")
            vectors = np.asarray(rows, dtype=float)
        # Not every server sends vectors of unit length, and some send zeros for an empty text.
        lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
        units: list[list[float]] = (vectors / np.where(lengths > 0, lengths, 1)).tolist()
        return units

    def embed_query(self, text: str) -> list[float]:
        """Return the vector, of unit length, for one question. Raises EngineError if it cannot be had."""
        return self.embed_documents([text])[0]

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # the client fails in many ways on what foreign servers send
            raise EngineError(
                f"EMBEDDINGS={self.name.replace('-', ':', 1)} does not answer as it should ({type(error).__name__}), "
                "so search is by keyword alone. Check OPENAI_API_KEY, OPENAI_BASE_URL and the model's name."
            ) from error


def open_embeddings(name: str) -> NamedEmbeddings | None:
    """Open `minilm`, `openai:MODEL`, or `none` (None: keyword search alone).

    Raises EngineError if the name is not known, or the model is absent or not the one that it should be.
    """
    scheme, _, model = name.partition(":")
    if name == "none":
        return None
    if name == "minilm":
        from bot.engines.minilm import MiniLM

        return MiniLM.load()
    if scheme == "openai" and model:
        return OpenAI(model)
    raise EngineError(f"EMBEDDINGS={name} is not known. Use minilm, openai:MODEL or none.")
