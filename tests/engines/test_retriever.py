"""LangChain's retriever interface, both ways, over the small index with real engines."""

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from bot.engines.records import Records
from bot.engines.retriever import PlaintermsRetriever, RetrieverSearch
from bot.retrieval.search import Search


def test_our_search_serves_a_chain(built: Search) -> None:
    """Its documents are exact stretches of a revision, best first, with their place."""
    assert isinstance(built.records, Records)
    revisions = built.records.published()
    retriever = PlaintermsRetriever(search=built, revisions=revisions, limit=2)
    documents = retriever.invoke("How much notice must I give to leave?")
    assert "thirty days" in documents[0].page_content
    place = documents[0].metadata
    text = next(one for one in revisions if one.document == place["document"]).content.text

    assert documents[0].page_content == text[place["start"] : place["end"]]


def test_a_retriever_serves_our_turns(built: Search) -> None:
    """What it finds is used if it is exact, and left out if not."""
    assert isinstance(built.records, Records)
    revisions = built.records.published()
    ours = PlaintermsRetriever(search=built, revisions=revisions, limit=3)

    class Inexact(BaseRetriever):
        def _get_relevant_documents(self, query: str, *, run_manager: object) -> list[Document]:
            found = ours.invoke(query)
            return [found[0], Document(page_content="made up", metadata=found[1].metadata)]

    hits = RetrieverSearch(Inexact())("When is the fee due?", revisions).hits

    assert len(hits) == 1
