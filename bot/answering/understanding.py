"""What a message asks for: one or more topics, learnt from the example wordings in knowledge/.

A classifier scores each topic; cues, patterns that a topic names for itself, add to the score.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np

from bot.answering.classifier import Classifier, Matrix
from bot.answering.correction import Correction
from bot.vocabulary import Embedding

CUE = 0.3  # what a cue adds: about as much as a clear example gives
CLEAR = 0.2  # the least score of a topic that is answered
NAMED = 0.36  # a score that takes a cue to reach: a topic that is answered whatever else is asked
MOST = 5  # questions of one message that are answered one by one
BESIDE = 0.72  # the share of the best score from which a second topic is answered too
ASKING = re.compile(
    r"\?|^(?:and |but |so |or |also |then )*(?:how|what|when|where|who|why|which|can|could|do|does|did|is|are|am|will|would|should|must|may|if|tell|explain|show)\b"
)
TITLES = re.compile(r"\b(dr|mr|mrs|ms|st|vs)\.", re.IGNORECASE)  # whose full stop ends no sentence
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
class Before:
    """What the turn before asked for: the fields of a term sheet, and the months in which to leave."""

    fields: tuple[str, ...] = ()
    months: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reading:
    """The topics of a message, the clearest first; () where none is clear. `scores` are for the curious.

    `parts` are the questions of a message that asks several, each read alone, `within` it. A message that says too
    little by itself `leans_on` the turn before.
    """

    topics: tuple[str, ...]
    text: str
    scores: Mapping[str, float]
    parts: tuple["Reading", ...] = ()
    within: str = ""
    leans_on: Before | None = None


@dataclass(frozen=True)
class Understanding:
    """Reads messages; made once by `learn`."""

    classify: Classifier
    cues: tuple[tuple[re.Pattern[str], ...], ...]
    correct: Correction

    def __call__(self, message: str) -> Reading:
        """Return what a message asks for."""
        text = self.correct(TITLES.sub(r"\1", message))
        if not self.correct.knows(text):
            return Reading((), text, dict.fromkeys(self.classify.names, 0.0))
        parts = segments(text)
        scores = self._scores([part for part, _ in parts])
        weighed = scores * np.array([[weight] for _, weight in parts], dtype=np.float32)
        asked = [place for place in range(1, len(parts)) if ASKING.search(parts[place][0])]
        several = len(asked) > 1
        return replace(
            self._reading(text, weighed),
            parts=tuple(
                replace(self._reading(parts[place][0], scores[[place]]), within=text)
                for place in asked[:MOST]
                if several
            ),
        )

    def _reading(self, text: str, scores: Matrix) -> Reading:
        best = scores.max(axis=0)
        named = zip(self.classify.names, best, strict=True)
        return Reading(self._topics(scores, best), text, {name: round(float(score), 3) for name, score in named})

    def _topics(self, scores: Matrix, best: Matrix) -> tuple[str, ...]:
        """Pick the best topic of each part that has a clear one, and close seconds of the clearest part."""
        picked: dict[str, float] = {}
        for row in scores[1:] if len(scores) > 1 else scores:
            top = int(row.argmax())
            if row[top] >= CLEAR:
                picked[self.classify.names[top]] = max(picked.get(self.classify.names[top], 0), float(row[top]))
        for place in np.argsort(-best)[:4]:
            if best[place] >= min(NAMED, max(CLEAR, BESIDE * best.max())):
                picked[self.classify.names[place]] = max(picked.get(self.classify.names[place], 0), float(best[place]))
        return tuple(sorted(picked, key=lambda name: -picked[name]))[:4]

    def _scores(self, parts: Sequence[str]) -> Matrix:
        hits = [[CUE if any(cue.search(part) for cue in cues) else 0 for cues in self.cues] for part in parts]
        return self.classify(parts) + np.array(hits, dtype=np.float32)


def learn(
    topics: Mapping[str, Example], texts: Sequence[str], embedding: Embedding | None, cache: Path | None = None
) -> Understanding:
    """Learn to read from example wordings; `texts` are what else spelling may be learnt from.

    Vectors of the examples are kept in `cache`, a folder, so that a restart embeds nothing.
    """
    examples = {name: topic.examples for name, topic in topics.items()}
    words = [example for topic in examples.values() for example in topic]
    return Understanding(
        classify=Classifier.learn(examples, embedding, cache),
        cues=tuple(tuple(re.compile(cue) for cue in topic.cues) for topic in topics.values()),
        correct=Correction.learn([*words, *texts], getattr(embedding, "words", frozenset())),
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
