"""Narrow a passage to the sentences that a question is about, so that the quote is the clause, not the page."""

import re
from contextlib import suppress

import numpy as np

from bot.documents.outline import sentences
from bot.errors import EngineError
from bot.retrieval.search import Hit
from bot.vocabulary import Embedding, Span

SHORT = 300  # characters: a passage that is shown whole
NEXT = re.compile(
    r"^\W*(?:however|but|except|unless|provided|if|in that case|otherwise|this|these|such|it|they)\b", re.IGNORECASE
)


def highlight(question: str, hit: Hit, embedding: Embedding | None) -> Span:
    """Return the sentence of a passage that is nearest to the question, with what goes on from it."""
    passage = hit.passage
    cuts = list(sentences(passage.text))
    if len(passage.text) <= SHORT or len(cuts) < 2:
        return Span(passage.start, passage.end, passage.section)
    texts = [passage.text[start:end] for start, end in cuts]
    first = last = int(np.argmax(nearness(question, texts, embedding)))
    while last + 1 < len(cuts) and NEXT.match(texts[last + 1]):
        last += 1
    return Span(passage.start + cuts[first][0], passage.start + cuts[last][1], passage.section)


def nearness(question: str, texts: list[str], embedding: Embedding | None) -> list[float]:
    """Score texts by meaning, or, where that cannot be had, by the words that they share with the question."""
    if embedding:
        with suppress(EngineError):
            vector = np.array(embedding.embed_query(question))
            return [float(np.dot(vector, other)) for other in embedding.embed_documents(texts)]
    words = set(re.findall(r"[a-z]{4,}", question.lower()))
    return [len(words & set(re.findall(r"[a-z]{4,}", text.lower()))) / (1 + len(text) / 400) for text in texts]
