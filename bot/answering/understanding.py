"""What a message asks for: one or more topics, learnt from the example wordings in knowledge/.

Two linear readers vote, one on sentence vectors (meaning), one on letters and words (robust to typing);
cues, patterns that a topic names for itself, add to the vote. Without vectors the second reads alone.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol
from zlib import crc32

import numpy as np

from bot.answering.correction import Correction
from bot.errors import EngineError
from bot.vocabulary import Embedding

Matrix = np.ndarray[Any, np.dtype[np.float32]]

BUCKETS = 2**13
RIDGE = 0.5
CUE = 0.3  # what a cue adds: about as much as a clear example gives
CLEAR = 0.2  # the least score of a topic that is answered
NAMED = 0.36  # a score that takes a cue to reach: a topic that is answered whatever else is asked
BESIDE = 0.72  # the share of the best score from which a second topic is answered too
ASKING = re.compile(
    r"\?|^(?:and |but |so |or |also |then )*(?:how|what|when|where|who|why|which|can|could|do|does|did|is|are|am|will|would|should|must|may|if|tell|explain|show)\b"
)
SEGMENTS = re.compile(
    r"(?<=[.?!;])\s+|\n+|,? (?:and|but|or|also|plus) (?=(?:how|what|when|where|who|why|which|can|could|do|does|is|are|will|would|should|if|tell)\b)"
)


class Example(Protocol):
    """A topic of the library: what it is about, examples of how people ask, and cues."""

    @property
    def examples(self) -> tuple[str, ...]:
        """Ways to ask for it."""
        ...

    @property
    def cues(self) -> tuple[str, ...]:
        """Patterns that speak for it."""
        ...


@dataclass(frozen=True)
class Reading:
    """The topics of a message, the clearest first; () where none is clear. `scores` are for the curious."""

    topics: tuple[str, ...]
    text: str
    scores: Mapping[str, float]


@dataclass(frozen=True)
class Reader:
    """A linear reader: a weight for each feature and topic."""

    weights: Matrix

    @classmethod
    def fit(cls, features: Matrix, labels: Matrix) -> "Reader":
        """Fit by ridge regression in its dual form: as many equations as there are examples."""
        kernel = features @ features.T
        duals = np.linalg.solve(kernel + RIDGE * np.eye(len(features), dtype=np.float32), labels)
        return cls(features.T @ duals)

    def score(self, features: Matrix) -> Matrix:
        """Score each topic for each row of features."""
        scores: Matrix = features @ self.weights
        return scores


@dataclass(frozen=True)
class Understanding:
    """Reads messages; made once by `learn`."""

    names: tuple[str, ...]
    cues: tuple[tuple[re.Pattern[str], ...], ...]
    correct: Correction
    rarity: Matrix
    letters: Reader
    meaning: Reader | None
    embedding: Embedding | None

    def __call__(self, message: str) -> Reading:
        """Return what a message asks for."""
        text = self.correct(message)
        if not self.correct.knows(text):
            return Reading((), text, dict.fromkeys(self.names, 0.0))
        parts = segments(text)
        weights = np.array([[weight] for _, weight in parts], dtype=np.float32)
        scores = self._scores([part for part, _ in parts]) * weights
        best = scores.max(axis=0)
        topics = self._topics(scores, best)
        return Reading(
            topics, text, {name: round(float(score), 3) for name, score in zip(self.names, best, strict=True)}
        )

    def _topics(self, scores: Matrix, best: Matrix) -> tuple[str, ...]:
        """Pick the best topic of each part that has a clear one, and close seconds of the clearest part."""
        picked: dict[str, float] = {}
        for row in scores[1:] if len(scores) > 1 else scores:
            top = int(row.argmax())
            if row[top] >= CLEAR:
                picked[self.names[top]] = max(picked.get(self.names[top], 0), float(row[top]))
        for place in np.argsort(-best)[:4]:
            if best[place] >= min(NAMED, max(CLEAR, BESIDE * best.max())):
                picked[self.names[place]] = max(picked.get(self.names[place], 0), float(best[place]))
        return tuple(sorted(picked, key=lambda name: -picked[name]))[:4]

    def _scores(self, parts: Sequence[str]) -> Matrix:
        scores = self.letters.score(weighed(np.array([letters(part) for part in parts]), self.rarity))
        if self.meaning and self.embedding and (vectors := question_vectors(parts, self.embedding)) is not None:
            scores = (scores + self.meaning.score(vectors)) / np.float32(2)
        hits = [[CUE if any(cue.search(part) for cue in cues) else 0 for cues in self.cues] for part in parts]
        return scores + np.array(hits, dtype=np.float32)


def learn(
    topics: Mapping[str, Example], texts: Sequence[str], embedding: Embedding | None, cache: Path | None = None
) -> Understanding:
    """Learn to read from example wordings; `texts` are what else spelling may be learnt from.

    Vectors of the examples are kept in `cache`, a folder, so that a restart embeds nothing.
    """
    examples = [(place, example.lower()) for place, topic in enumerate(topics.values()) for example in topic.examples]
    labels = np.zeros((len(examples), len(topics)), dtype=np.float32)
    labels[np.arange(len(examples)), [place for place, _ in examples]] = 1
    words = [example for _, example in examples]
    counts = np.array([letters(word) for word in words])
    rarity = rarities(counts)
    meaning = Reader.fit(example_vectors(words, embedding, cache), labels) if embedding else None
    return Understanding(
        names=tuple(topics),
        cues=tuple(tuple(re.compile(cue) for cue in topic.cues) for topic in topics.values()),
        correct=Correction.learn([*words, *texts], getattr(embedding, "words", frozenset())),
        rarity=rarity,
        letters=Reader.fit(weighed(counts, rarity), labels),
        meaning=meaning,
        embedding=embedding,
    )


def segments(text: str) -> list[tuple[str, float]]:
    """Split a message into itself and its parts, each with a weight: what is told weighs less than what is asked."""
    parts = [part.strip() for part in SEGMENTS.split(text) if part and len(part.split()) > 1]
    whole = 1.0 if len(text.split()) <= 30 else 0.8
    if len(parts) < 2:
        return [(text, 1.0)]
    asked = [bool(ASKING.search(part)) for part in parts]
    weights = [1.0 if one or not any(asked) else 0.7 for one in asked]
    return [(text, whole), *zip(parts, weights, strict=True)]


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


def weighed(counts: Matrix, rarity: Matrix) -> Matrix:
    """Return features weighed by how rare they are, each row of length 1."""
    features = counts * rarity
    norms = np.linalg.norm(features, axis=1, keepdims=True) + np.float32(1e-9)
    return np.asarray(features / norms, dtype=np.float32)


def example_vectors(words: Sequence[str], embedding: Embedding, cache: Path | None) -> Matrix:
    """Return the vectors of the examples, from the cache where it has them."""
    name = getattr(embedding, "name", "embedding")
    digest = hashlib.sha256("\n".join((str(name), *words)).encode()).hexdigest()[:24]
    file = cache / f"wordings-{digest}.npy" if cache else None
    if file and file.is_file():
        try:
            known: Matrix = np.load(file)
        except (ValueError, OSError):
            known = np.zeros((0, 0), dtype=np.float32)  # half written or damaged: computed again below
        if len(known) == len(words):
            return known
    vectors: Matrix = np.array(embedding.embed_documents(list(words)), dtype=np.float32)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{id(vectors)}.part")
        with part.open("wb") as out:
            np.save(out, vectors)
        part.replace(file)
    return vectors
