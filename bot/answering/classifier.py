"""A classifier of short messages, learnt from example wordings: which topic, which explainer, which danger.

Two linear readers vote, one on sentence vectors (meaning), one on letters and words (robust to typing);
without vectors the second reads alone. What is learnt from are the data of knowledge/.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from bot.errors import EngineError
from bot.vocabulary import Embedding

Matrix = np.ndarray[Any, np.dtype[np.float32]]

BUCKETS = 2**13
RIDGE = 0.5


@dataclass(frozen=True)
class Reader:
    """A linear reader: a weight for each feature and label."""

    weights: Matrix

    @classmethod
    def fit(cls, features: Matrix, labels: Matrix) -> "Reader":
        """Fit by ridge regression in its dual form: as many equations as there are examples."""
        kernel = features @ features.T
        duals = np.linalg.solve(kernel + RIDGE * np.eye(len(features), dtype=np.float32), labels)
        return cls(features.T @ duals)

    def score(self, features: Matrix) -> Matrix:
        """Score each label for each row of features."""
        scores: Matrix = features @ self.weights
        return scores


@dataclass(frozen=True)
class Classifier:
    """Scores messages for each label of `names`: about 1 for a clear example of it, about 0 for none."""

    names: tuple[str, ...]
    rarity: Matrix
    letters: Reader
    meaning: Reader | None
    embedding: Embedding | None

    @classmethod
    def learn(
        cls,
        examples: Mapping[str, Sequence[str]],
        embedding: Embedding | None,
        cache: Path | None = None,
        others: Sequence[str] = (),
    ) -> "Classifier":
        """Learn from examples by label; `others` are examples of none.

        Vectors of the examples are kept in `cache`, a folder, so that a restart embeds nothing.
        """
        told = [(place, text.lower()) for place, texts in enumerate(examples.values()) for text in texts]
        texts = [*(text for _, text in told), *(text.lower() for text in others)]
        labels = np.zeros((len(texts), len(examples)), dtype=np.float32)
        labels[np.arange(len(told)), [place for place, _ in told]] = 1
        counts = counted(texts)
        rarity = rarities(counts)
        return cls(
            names=tuple(examples),
            rarity=rarity,
            letters=Reader.fit(weighed(counts, rarity), labels),
            meaning=Reader.fit(example_vectors(texts, embedding, cache), labels) if embedding else None,
            embedding=embedding,
        )

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """Score some messages in lower case: a row a message, a column a label."""
        scores = self.letters.score(weighed(counted(texts), self.rarity))
        if self.meaning and self.embedding and (vectors := question_vectors(texts, self.embedding)) is not None:
            scores = (scores + self.meaning.score(vectors)) / np.float32(2)
        return scores


def letters(text: str) -> Matrix:
    """Return which runs of three and four letters, words and pairs of words a text has, hashed into BUCKETS."""
    padded = " " + " ".join(re.findall(r"[a-z0-9$]+", text)) + " "
    words = padded.split()
    grams = {padded[i : i + size] for size in (3, 4) for i in range(len(padded) - size + 1)}
    grams |= {f"w:{word}" for word in words} | {f"b:{one} {two}" for one, two in pairwise(words)}
    features = np.zeros(BUCKETS, dtype=np.float32)
    features[[crc32(gram.encode()) % BUCKETS for gram in grams]] = 1
    return features


def question_vectors(texts: Sequence[str], embedding: Embedding) -> Matrix | None:
    """Embed what a person wrote; None if the engine fails, for then the letters read alone."""
    try:
        return np.array([embedding.embed_query(text) for text in texts], dtype=np.float32)
    except EngineError:
        return None


def rarities(counts: Matrix) -> Matrix:
    """Return how rare each feature is among some texts."""
    return np.asarray(np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))), dtype=np.float32)


def counted(texts: Sequence[str]) -> Matrix:
    """Return the letters of texts, a row each."""
    rows = np.empty((len(texts), BUCKETS), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        row[:] = letters(text)
    return rows


def weighed(counts: Matrix, rarity: Matrix) -> Matrix:
    """Weigh features, in their place, by how rare they are, and bring each row to length 1."""
    counts *= rarity
    counts /= np.linalg.norm(counts, axis=1, keepdims=True) + np.float32(1e-9)
    return counts


def example_vectors(words: Sequence[str], embedding: Embedding, cache: Path | None) -> Matrix:
    """Return the vectors of the examples, from the cache where it has them."""
    name = str(getattr(embedding, "name", "embedding"))
    return kept(cache, name, words, lambda: np.array(embedding.embed_documents(list(words)), dtype=np.float32))


def kept(cache: Path | None, name: str, words: Sequence[str], compute: Callable[[], Matrix]) -> Matrix:
    """Return a row of numbers for each text, from the cache where it has them by this name, or computed."""
    digest = hashlib.sha256("\n".join((name, *words)).encode()).hexdigest()[:24]
    file = cache / f"wordings-{digest}.npy" if cache else None
    if file and file.is_file():
        try:
            known: Matrix = np.load(file)
        except (ValueError, OSError):
            known = np.zeros((0, 0), dtype=np.float32)  # half written or damaged: computed again below
        if len(known) == len(words):
            return known
    rows = compute()
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{id(rows)}.part")
        with part.open("wb") as out:
            np.save(out, rows)
        part.replace(file)
    return rows
