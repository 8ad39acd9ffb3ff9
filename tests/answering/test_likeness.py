"""The reader by likeness, with the real model and few examples."""

import numpy as np

from bot.answering.classifier import Matrix
from bot.answering.likeness import FOLDED, Lesson, Likeness, Spelled
from bot.engines.minilm import MiniLM
from bot.errors import EngineError

FIRE = ["the barn is burning", "flames are coming out of the roof", "there is smoke and fire everywhere"]
RAIN = ["it drizzled all day", "the umbrella was wet", "a shower of rain came down"]
TEXTS = [*FIRE, *RAIN]
LABELS = np.array([[1.0]] * 3 + [[-1.0]] * 3, dtype=np.float32)
WEIGHTS = np.ones(6, dtype=np.float32)


class Failing:
    """An engine that worked while there were examples to learn and then stopped."""

    def __init__(self, texts: int) -> None:
        """Take how many texts it embeds before it fails."""
        self._left = texts

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed, or raise."""
        self._left -= len(texts)
        if self._left < 0:
            raise EngineError("gone")
        return [[float(len(text)), 1.0] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Embed, or raise."""
        return self.embed_documents([text])[0]


def learnt(embedding: MiniLM | Failing | None) -> Likeness:
    """Learn fire from rain."""
    return Likeness.learn(Lesson(TEXTS, LABELS, WEIGHTS), embedding, None)


def test_what_is_like_the_examples_in_meaning_scores_as_they_do(minilm: MiniLM) -> None:
    """Words that no example has are enough."""
    scores = learnt(minilm)(["our kitchen caught fire", "what a downpour"])

    assert scores[0, 0] > scores[1, 0]


def test_without_an_engine_the_letters_read(minilm: MiniLM) -> None:
    """Shared words decide, and slips of the finger do little."""
    scores = learnt(None)(["the barn is buring", "the umbrela was wet"])

    assert scores[0, 0] > 0 > scores[1, 0]


def test_an_engine_that_fails_leaves_the_letters() -> None:
    """A turn goes on, and is read as with no engine."""
    alone: Matrix = learnt(None)(["the barn"])

    assert learnt(Failing(len(TEXTS)))(["the barn"]).tolist() == alone.tolist()


def test_letters_are_rows_of_about_unit_length() -> None:
    """A text without letters has none, and breaks nothing."""
    spelled = Spelled.learn(TEXTS)
    rows = spelled([*TEXTS, "", "???"])

    lengths = np.linalg.norm(rows, axis=1)
    assert rows.shape == (8, FOLDED)
    assert np.all(np.abs(lengths[:6] - 1) < 0.3)
    assert lengths[6:].tolist() == [0, 0]
