"""Find the passages that a question is about: by meaning and by keyword, the two scores fused.

Fusion is a weighted sum of the two scores, each stretched to 0..1 over the passages in scope. On three
public sets of questions that beat both rank fusion and either score alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, Protocol

import bm25s  # type: ignore[import-untyped]
import numpy as np

from bot.errors import EngineError
from bot.retrieval.passages import searchable
from bot.vocabulary import Embedding, Passage, Revision, Vectors

Mode = Literal["hybrid", "keyword"]


class Passages(Protocol):
    """What search needs of the records."""

    def passages(self, revision: Revision) -> tuple[Passage, ...]:
        """Return the passages of a revision in reading order."""
        ...

    def indexed(self) -> dict[str, str | None]:
        """Return the index that has all vectors of each published document."""
        ...

    def vectors(self, revision: Revision) -> Mapping[str, Any]:
        """Return an upload's vectors by passage id; {} until all are there."""
        ...


@dataclass(frozen=True)
class Hit:
    """A passage with its fused `score`, its `meaning` (cosine; None by keyword alone) and `keyword` (BM25)."""

    passage: Passage
    revision: Revision
    score: float
    meaning: float | None
    keyword: float


@dataclass(frozen=True)
class Found:
    """The best passages, best first, and how they were searched for."""

    hits: tuple[Hit, ...]
    mode: Mode


@dataclass(frozen=True)
class Search:
    """Hybrid search over the revisions it is given; by keyword alone while vectors are missing."""

    records: Passages
    vectors: Vectors | None
    embedding: Embedding | None
    index: str
    weight: float

    def __call__(self, question: str, revisions: Sequence[Revision], limit: int = 5) -> Found:
        """Return the best `limit` passages of these revisions for a question.

        When plans are compared, search each plan on its own, so that none is starved.
        """
        rows = [(passage, revision) for revision in revisions for passage in self._passages(revision)]
        if not rows:
            return Found((), "keyword")
        keyword = keyword_scores(question, tuple(searchable(passage, one) for passage, one in rows))
        meaning = self._meaning(question, revisions, [passage for passage, _ in rows])
        fused = spread(keyword)
        if meaning is not None:
            fused = self.weight * spread(meaning) + (1 - self.weight) * fused
        order = np.argsort(-fused, kind="stable")[:limit]
        hits = tuple(
            Hit(
                passage=rows[i][0],
                revision=rows[i][1],
                score=float(fused[i]),
                meaning=None if meaning is None else float(meaning[i]),
                keyword=float(keyword[i]),
            )
            for i in order
        )
        return Found(hits, "keyword" if meaning is None else "hybrid")

    def mode(self, revisions: Sequence[Revision]) -> Mode:
        """Return how these revisions can be searched just now."""
        indexed = self.records.indexed()
        ready = self.embedding is not None and all(indexed.get(one.document) == self.index for one in revisions)
        return "hybrid" if ready else "keyword"

    def _passages(self, revision: Revision) -> tuple[Passage, ...]:
        return self.records.passages(revision)

    def _meaning(
        self, question: str, revisions: Sequence[Revision], passages: Sequence[Passage]
    ) -> "np.ndarray[Any, np.dtype[np.float64]] | None":
        """Return the cosine of each passage with the question, None unless all have vectors."""
        if self.embedding is None:
            return None
        indexed = self.records.indexed()
        published = [one for one in revisions if one.conversation is None]
        uploads = {one.document: self.records.vectors(one) for one in revisions if one.conversation}
        if any(indexed.get(one.document) != self.index for one in published) or not all(uploads.values()):
            return None
        try:
            vector = self.embedding.embed_query(question)
            cosines = self._published(vector, published)
        except EngineError:
            return None
        for upload in uploads.values():
            # Vectors of another length are another model's: EMBEDDINGS was changed.
            cosines |= {
                name: float(np.dot(other, vector)) for name, other in upload.items() if len(other) == len(vector)
            }
        if any(passage.id not in cosines for passage in passages):
            return None
        return np.array([cosines[passage.id] for passage in passages])

    def _published(self, vector: Sequence[float], revisions: Sequence[Revision]) -> dict[str, float]:
        """Return the cosine of each passage of published revisions."""
        if not revisions or self.vectors is None:
            return {}
        wanted = {passage.id for revision in revisions for passage in self.records.passages(revision)}
        limit = len(wanted)
        while True:
            found = self.vectors.nearest(vector, [one.id for one in revisions], limit)
            if len(found) < limit or found.keys() >= wanted:
                return found
            limit *= 2  # another document of the same bytes has the same revision, and took some of the places


def spread(scores: "np.ndarray[Any, np.dtype[np.float64]]") -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Stretch scores to 0..1; equal scores are all 0."""
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores, dtype=float)


def keyword_scores(question: str, texts: tuple[str, ...]) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Return the BM25 score of each text for a question, stop words left out."""
    [tokens] = bm25s.tokenize([question], stopwords="en", return_ids=False, show_progress=False)
    words = vocabulary(texts)
    known = [token for token in tokens if token in words]
    if not known:
        return np.zeros(len(texts))
    return np.asarray(keyword_index(texts).get_scores(known), dtype=float)


@lru_cache(maxsize=64)
def keyword_index(texts: tuple[str, ...]) -> Any:
    """Build the BM25 index of some texts, None where they have no words; it is small, and kept while it is used."""
    tokens = bm25s.tokenize(list(texts), stopwords="en", return_ids=False, show_progress=False)
    if not any(tokens):
        return None
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    return index


@lru_cache(maxsize=64)
def vocabulary(texts: tuple[str, ...]) -> frozenset[str]:
    """Return the words that stand in some texts."""
    index = keyword_index(texts)
    return frozenset(index.vocab_dict) if index else frozenset()
