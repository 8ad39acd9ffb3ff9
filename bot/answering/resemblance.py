"""A second opinion on danger: whether a message resembles ones in which somebody was, in whatever words.

The rules of `safety` see signs that can be named. People also tell of danger in ways that no rule foresaw, and write
words of danger without being in any. A reader learnt from example messages of both sees what those have in common:
it raises an alarm where no rule did, a calm notice where it is not sure, and turns the alarm of a rule into that
notice where the message is plainly like the ordinary ones. It never takes an alarm away.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import numpy as np

from bot.answering.likeness import Lesson, Likeness
from bot.answering.safety import Alarm, Danger
from bot.vocabulary import Embedding

KINDS: tuple[Danger, ...] = get_args(Danger)
READ_AT_ONCE = 900  # characters, about as many as the engine takes
LAST_WORDS = 200  # characters at the end of a long message that are read alone, too
KNOWN = 0.4  # the share of a message's words that examples have to have for it to be read


@dataclass(frozen=True)
class Bounds:
    """Scores that decide, from -1, like an ordinary message, to 1, like a dangerous one.

    From `sure` on there is an alarm and from `perhaps` on a calm notice where no rule saw anything; below `unlike` a
    sign, and below `unhinted` a hint, is worth a calm notice only.
    """

    sure: float
    perhaps: float
    unhinted: float
    unlike: float


# Chosen on messages that were not learnt from, by other authors: see the README beside this file.
WITH_ENGINE = Bounds(sure=0.65, perhaps=0.05, unhinted=-0.3, unlike=-0.75)
BY_LETTERS = Bounds(sure=0.9, perhaps=0.2, unhinted=-0.8, unlike=-np.inf)


@dataclass(frozen=True)
class Resemblance:
    """Reads messages whose words it knows; made once by `learn_dangers`."""

    likeness: Likeness
    words: frozenset[str]

    def __call__(self, message: str, seen: Alarm | None = None) -> Alarm | None:
        """Return what to make of a message in which the rules have `seen` an alarm, or none."""
        if not self._knows(message):
            return seen
        scores = self.likeness(list(ends(message.lower())))
        danger, *kinds = scores[scores[:, 0].argmax()].tolist()
        bounds = WITH_ENGINE if self.likeness.meaning else BY_LETTERS
        if seen:
            return replace(seen, sure=danger >= (bounds.unhinted if seen.hinted else bounds.unlike))
        if danger < bounds.perhaps:
            return None
        return Alarm(KINDS[kinds.index(max(kinds))], sign="resemblance", sure=danger >= bounds.sure)

    def _knows(self, message: str) -> bool:
        """Say whether a message is in the language of the examples, for of others nothing is learnt."""
        words = words_of(message)
        return sum(word in self.words for word in words) > KNOWN * len(words)


def ends(message: str) -> Iterator[str]:
    """Yield the beginning of a message and, where it is long, its end and its last words; rules read what is between."""
    yield message[:READ_AT_ONCE]
    if len(message) > READ_AT_ONCE:
        yield message[-READ_AT_ONCE:]
        yield message[-LAST_WORDS:].partition(" ")[2]


def words_of(message: str) -> list[str]:
    """Return the words of a message, without apostrophes."""
    return re.findall(r"[^\W\d_]+", re.sub("['’]", "", message[: 2 * READ_AT_ONCE].lower()))


def learn_dangers(
    dangers: Mapping[str, Sequence[str]], ordinary: Sequence[str], embedding: Embedding | None, cache: Path | None
) -> Resemblance:
    """Learn from messages by kind of danger ("none" for those that only look so) and from ordinary questions.

    To miss a danger weighs as much as to alarm at what is none, however many examples there are of each.
    """
    told = [(kind, text) for kind in KINDS for text in dangers[kind]]
    texts = [*(text for _, text in told), *dangers["none"], *ordinary]
    labels = np.zeros((len(texts), 1 + len(KINDS)), dtype=np.float32)
    labels[:, 0] = np.where(np.arange(len(texts)) < len(told), 1, -1)
    labels[np.arange(len(told)), [1 + KINDS.index(kind) for kind, _ in told]] = 1
    share = len(told) / len(texts)
    weights = np.where(labels[:, 0] > 0, 0.5 / share, 0.5 / (1 - share)).astype(np.float32)
    lesson = Lesson([text.lower() for text in texts], labels, weights)
    counts = Counter(word for text in texts for word in set(words_of(text)))
    return Resemblance(
        Likeness.learn(lesson, embedding, cache), frozenset(word for word, count in counts.items() if count > 1)
    )
