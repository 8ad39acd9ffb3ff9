"""A second opinion on danger: whether a message resembles ones in which somebody was, in whatever words.

The rules of `safety` see signs that can be named. People also tell of danger in ways that no rule foresaw;
a linear reader, learnt from example messages, sees what those have in common. It never overrules a sign.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np

from bot.answering.safety import Alarm, Danger
from bot.answering.understanding import Matrix, Reader, example_vectors, letters, question_vectors, rarities, weighed
from bot.vocabulary import Embedding

KINDS: tuple[Danger, ...] = get_args(Danger)
ALARMING = 0.4  # chosen on messages that were not learnt from: higher misses more, lower alarms at plan questions


@dataclass(frozen=True)
class Resemblance:
    """Reads messages; made once by `learn_dangers`."""

    rarity: Matrix
    letters: Reader
    meaning: Reader
    embedding: Embedding

    def __call__(self, message: str) -> Alarm | None:
        """Return an alarm if the message resembles dangerous ones closely, of the kind that it resembles most."""
        text = message.lower()
        by_letters = self.letters.score(weighed(letters(text)[None], self.rarity))
        vectors = question_vectors([text], self.embedding)
        by_meaning = by_letters if vectors is None else self.meaning.score(vectors)
        scores = ((by_letters + by_meaning) / 2)[0]
        if scores.sum() < ALARMING:
            return None
        return Alarm(KINDS[int(scores.argmax())], sign="resemblance")


def learn_dangers(
    dangers: Mapping[str, Sequence[str]], ordinary: Sequence[str], embedding: Embedding, cache: Path | None
) -> Resemblance:
    """Learn from messages by kind of danger ("none" for those that only look so) and from ordinary questions."""
    told = [(kind, text.lower()) for kind, texts in dangers.items() for text in texts]
    told += [("none", text.lower()) for text in ordinary]
    labels = np.array([[float(kind == one) for one in KINDS] for kind, _ in told], dtype=np.float32)
    texts = [text for _, text in told]
    counts = np.array([letters(text) for text in texts])
    rarity = rarities(counts)
    return Resemblance(
        rarity=rarity,
        letters=Reader.fit(weighed(counts, rarity), labels),
        meaning=Reader.fit(example_vectors(texts, embedding, cache), labels),
        embedding=embedding,
    )
