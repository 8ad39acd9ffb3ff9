"""EMBEDDINGS: what turns text into vectors, opened by name; every engine is a LangChain `Embeddings`."""

from typing import Protocol

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

    def __init__(self, model: str) -> None:
        """Make the client; nothing is sent yet."""
        from langchain_openai import OpenAIEmbeddings  # here: it takes two seconds that others need not pay

        self.name = f"openai-{model}".replace("/", "-").replace(":", "-")
        self._model = OpenAIEmbeddings(model=model, timeout=10, max_retries=2, check_embedding_ctx_length=False)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector for each text."""
        return self._model.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """Return the vector for one question."""
        return self._model.embed_query(text)


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
