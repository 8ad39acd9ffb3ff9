"""A second, learnt opinion on clauses: whether one is a trap, and of which kind.

Rules know clauses by wordings that somebody thought of; this knows them by likeness to clauses that somebody labelled.
It is a linear model on the words, word pairs and letters of a clause, hashed into buckets: a few hundred additions a
clause, no engine. `python -m evals.clauses` learns the weights anew from the labelled clauses under evals/cases.
"""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.contracts.reading.lines import Line

WEIGHTS = Path(__file__).with_name("weights.npz")
WORD = re.compile(r"[a-z$%']+|\d+")
LETTERS = (3, 4, 5)  # in a row
LONGEST = 40  # letters: a longer word is none
WORDS_WEIGH, HEADING_WEIGHS, LETTERS_WEIGH = 1.0, 0.5, 0.9
SHORTEST = 3  # spaces: what has fewer is no clause

Hashes = NDArray[np.int64]
Weights = NDArray[np.float32]


@dataclass(frozen=True)
class Features:
    """A clause as the model sees it: hashes of its features, and what each weighs."""

    hashes: Hashes
    weighs: Weights


@dataclass(frozen=True)
class Judge:
    """Weights of some answers to one question: a row for each bucket, a column for each answer by its name."""

    names: tuple[str, ...]
    weights: Weights
    offset: Weights

    def odds(self, features: Features) -> Weights:
        """Return the log odds of each answer."""
        places = features.hashes % len(self.weights)
        found: Weights = features.weighs @ self.weights[places] + self.offset
        return found


JUDGES = ("trap", "kind")
"""Whether a clause is a trap; of which kind a trap is."""


@dataclass(frozen=True)
class Model:
    """All that was learnt; `learnt_from` is the hash of the labelled clauses."""

    judges: Mapping[str, Judge]
    learnt_from: str


@cache
def model() -> Model:
    """Return the model, read once."""
    with np.load(WEIGHTS) as stored:
        judges = {
            name: Judge(
                tuple(str(one) for one in stored[f"{name}_names"]),
                stored[f"{name}_weights"].astype(np.float32),
                stored[f"{name}_offset"].astype(np.float32),
            )
            for name in JUDGES
        }
        return Model(judges, str(stored["learnt_from"]))


def seen(lines: Sequence[Line]) -> dict[int, Features]:
    """Return the features of each clause that is long enough to be one, by where it starts."""
    return {
        line.clause.start: features_of(line.text, line.nearest) for line in lines if line.text.count(" ") >= SHORTEST
    }


def features_of(text: str, heading: str) -> Features:
    """Return the features of a clause in plain form and of the heading above it."""
    words = ["0" if word[0].isdigit() else word[:LONGEST] for word in WORD.findall(text)]
    groups = (
        (WORDS_WEIGH, {*map(_hash, words), *_joined(words, 1), *_joined(words, 2)}),
        (HEADING_WEIGHS, {_hash(f"# {word}") for word in WORD.findall(heading)}),
        (LETTERS_WEIGH, set().union(*(_letters(word) for word in words))),
    )
    hashes = [name for _, names in groups for name in names]
    weighs = [weight / len(names) ** 0.5 for weight, names in groups for _ in names]
    return Features(np.array(hashes, dtype=np.int64), np.array(weighs, dtype=np.float32))


@lru_cache(1 << 14)
def _hash(name: str) -> int:
    return zlib.crc32(name.encode())


@lru_cache(1 << 14)
def _letters(word: str) -> frozenset[int]:
    """Return the hashes of the letters that stand in a row in a word; a text says the same words again and again."""
    spaced = f" {word} "
    return frozenset(
        _hash(f"~{spaced[start : start + length]}") for length in LETTERS for start in range(len(spaced) - length + 1)
    )


def _joined(words: Sequence[str], apart: int) -> Iterable[int]:
    """Return the hash of each pair of words: that of the first, gone on with what stands behind it."""
    return (zlib.crc32(_behind(other, apart), _hash(one)) for one, other in zip(words, words[apart:], strict=False))


@lru_cache(1 << 14)
def _behind(word: str, apart: int) -> bytes:
    return f" {apart} {word}".encode()
