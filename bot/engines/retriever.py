"""LangChain's retriever interface, both ways: our search for LangChain's chains, and their retrievers for our turns."""

from collections.abc import Sequence
from typing import Any, Protocol

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from bot.retrieval.search import Found, Hit, Mode
from bot.vocabulary import Passage, Revision


class Searcher(Protocol):
    """What is adapted: a search over some revisions."""

    def __call__(self, question: str, revisions: Sequence[Revision], limit: int = 5) -> Found:
        """Return the best passages of these revisions for a question."""
        ...


class PlaintermsRetriever(BaseRetriever):
    """Our search over some revisions as a LangChain retriever.

    Each document's metadata has `document`, `title`, `revision`, `section`, `page`, `start`, `end` and `score`;
    its text is exactly what stands at `[start, end)`.
    """

    search: Any
    revisions: tuple[Any, ...]
    limit: int = 5

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        found: Found = self.search(query, self.revisions, self.limit)
        return [document_of(hit) for hit in found.hits]


class RetrieverSearch:
    """Any LangChain retriever in the place of our search, if its documents name their place as ours do."""

    def __init__(self, retriever: BaseRetriever) -> None:
        """Take the retriever."""
        self._retriever = retriever

    def __call__(self, question: str, revisions: Sequence[Revision], limit: int = 5) -> Found:
        """Return what the retriever finds in these revisions; what is not exact there is left out."""
        by_key = {(one.document, one.id): one for one in revisions}
        hits = []
        for rank, document in enumerate(self._retriever.invoke(question)):
            place = document.metadata
            revision = by_key.get((place.get("document", ""), place.get("revision", "")))
            start, end = place.get("start", 0), place.get("end", 0)
            if revision and revision.content.text[start:end] == document.page_content:
                passage = Passage(
                    revision.document, revision.id, start, end, place.get("section", ""), document.page_content
                )
                score = float(place.get("score", 1 / (1 + rank)))
                hits.append(Hit(passage, revision, score, place.get("meaning", score), 0.0))
        return Found(tuple(hits[:limit]), "hybrid")

    def mode(self, revisions: Sequence[Revision]) -> Mode:
        """Say that it does not depend on our index."""
        return "hybrid"


def document_of(hit: Hit) -> Document:
    """Return a hit as a LangChain document."""
    passage, revision = hit.passage, hit.revision
    place = {
        "document": passage.document,
        "title": revision.title,
        "revision": passage.revision,
        "section": passage.section,
        "page": revision.page(passage.start),
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
        "meaning": hit.meaning,
    }
    return Document(page_content=passage.text, metadata=place)
