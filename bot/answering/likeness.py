"""A reader of messages by their likeness to labelled examples, in meaning and in letters.

Ridge regression on two likenesses added up. That of meaning falls off with the angle between what the inner layers of
the embedding model make of two messages: they keep how a thing is said, where the last keeps what it is about, and
tell danger from its look-alikes far better. That of letters counts shared runs of letters, words and pairs of words,
and reads alone where there is no engine or it fails.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np

from bot.answering.classifier import BUCKETS, Matrix, kept, letters
from bot.errors import EngineError
from bot.vocabulary import Embedding

STEEPNESS = 1.5  # how fast likeness in meaning falls off with the angle
SHARE = 0.2  # what likeness in letters counts beside that in meaning
RIDGE = 0.1
FOLDED = 1024  # numbers that stand for the letters of a message


@runtime_checkable
class Inner(Protocol):
    """An engine that gives what its inner layers make of texts."""

    def embed_inner(self, texts: list[str]) -> Matrix:
        """Return a row for each text."""
        ...


@dataclass(frozen=True)
class Spelled:
    """Turns texts into rows of about unit length, whose products count the letters that are shared and rare."""

    rarity: Matrix
    signs: Matrix

    @classmethod
    def learn(cls, texts: Sequence[str]) -> "Spelled":
        """Learn how rare each feature is; features are folded onto fewer numbers, with signs drawn once."""
        found = sum((letters(text) for text in texts), np.zeros(BUCKETS, dtype=np.float32))
        signs = np.random.default_rng(0).choice([-1, 1], BUCKETS)
        return cls(np.log((1 + len(texts)) / (1 + found)), signs.astype(np.float32))

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """Return a row for each text."""
        rows = np.empty((len(texts), FOLDED), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            weighed = letters(text) * self.rarity
            row[:] = (weighed * self.signs).reshape(-1, FOLDED).sum(axis=0)
            row /= np.linalg.norm(weighed) + np.float32(1e-9)
        return rows


@dataclass(frozen=True)
class Lesson:
    """What is learnt from: texts in lower case, a row of labels for each, and what it weighs to be wrong about it."""

    texts: Sequence[str]
    labels: Matrix
    weights: Matrix

    def solved(self, kernel: Matrix) -> Matrix:
        """Return what each text says of each label: ridge regression with a constant, in its dual form.

        The kernel, some fifty megabytes, is overwritten.
        """
        kernel += 1
        kernel.flat[:: len(kernel) + 1] += RIDGE / self.weights
        duals: Matrix = np.linalg.solve(kernel, self.labels)
        return duals


@dataclass(frozen=True)
class Meaning:
    """Likeness in meaning to the examples, and what each example says of each label; `letters` add to it."""

    embedding: Embedding
    centre: Matrix
    examples: Matrix
    duals: Matrix
    letters: Matrix

    @classmethod
    def learn(cls, lesson: Lesson, shared: Matrix, embedding: Embedding, cache: Path | None) -> "Meaning":
        """Learn from texts and the rows of their letters."""
        name = f"{getattr(embedding, 'name', 'embedding')}-states"
        rows = kept(cache, name, lesson.texts, lambda: states(lesson.texts, embedding))
        centre = rows.mean(axis=0)
        examples = unit(rows - centre)
        kernel = examples @ examples.T
        kernel -= 1
        kernel *= STEEPNESS
        np.exp(kernel, out=kernel)
        kernel += (np.float32(SHARE) * shared) @ shared.T
        duals = lesson.solved(kernel)
        return cls(embedding, centre, examples, duals, SHARE * (shared.T @ duals))

    def __call__(self, texts: Sequence[str], shared: Matrix) -> Matrix:
        """Score texts. Raises EngineError if the engine fails."""
        rows = unit(states(texts, self.embedding) - self.centre)
        alike = np.exp(STEEPNESS * (rows @ self.examples.T - 1))
        scores: Matrix = (alike + 1) @ self.duals + shared @ self.letters
        return scores


@dataclass(frozen=True)
class Likeness:
    """Scores messages for each label, about as the labels of the examples that they are like."""

    spelled: Spelled
    letters: Matrix
    base: Matrix
    meaning: Meaning | None

    @classmethod
    def learn(cls, lesson: Lesson, embedding: Embedding | None, cache: Path | None) -> "Likeness":
        """Learn; what the engine makes of the texts is kept in `cache`, a folder, so that a restart embeds nothing."""
        spelled = Spelled.learn(lesson.texts)
        shared = spelled(lesson.texts)
        duals = lesson.solved(shared @ shared.T)
        meaning = Meaning.learn(lesson, shared, embedding, cache) if embedding else None
        return cls(spelled, shared.T @ duals, duals.sum(axis=0), meaning)

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """Score some messages in lower case: a row a message, a column a label."""
        shared = self.spelled(texts)
        if self.meaning:
            try:
                return self.meaning(texts, shared)
            except EngineError:
                pass  # the letters read alone
        scores: Matrix = shared @ self.letters + self.base
        return scores


def states(texts: Sequence[str], embedding: Embedding) -> Matrix:
    """Return what the inner layers make of texts, or their vectors where the engine does not show its layers."""
    if isinstance(embedding, Inner):
        return embedding.embed_inner(list(texts))
    return np.array(embedding.embed_documents(list(texts)), dtype=np.float32)


def unit(rows: Matrix) -> Matrix:
    """Return rows of length 1."""
    lengths: Matrix = np.linalg.norm(rows, axis=1, keepdims=True) + np.float32(1e-9)
    return rows / lengths
