"""A second opinion on danger: whether a message resembles ones in which somebody was, in whatever words.

The rules of `safety` see signs that can be named. People also tell of danger in ways that no rule foresaw;
a linear reader, learnt from example messages, sees what those have in common. It never overrules a sign.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from bot.answering.classifier import Classifier
from bot.answering.safety import Alarm, Danger
from bot.vocabulary import Embedding

KINDS: tuple[Danger, ...] = get_args(Danger)
ALARMING = 0.4  # chosen on messages that were not learnt from: higher misses more, lower alarms at plan questions


@dataclass(frozen=True)
class Resemblance:
    """Reads messages; made once by `learn_dangers`."""

    classify: Classifier

    def __call__(self, message: str) -> Alarm | None:
        """Return an alarm if the message resembles dangerous ones closely, of the kind that it resembles most."""
        [scores] = self.classify([message.lower()])
        if scores.sum() < ALARMING:
            return None
        return Alarm(KINDS[int(scores.argmax())], sign="resemblance")


def learn_dangers(
    dangers: Mapping[str, Sequence[str]], ordinary: Sequence[str], embedding: Embedding, cache: Path | None
) -> Resemblance:
    """Learn from messages by kind of danger ("none" for those that only look so) and from ordinary questions."""
    kinds: dict[str, Sequence[str]] = {kind: dangers[kind] for kind in KINDS}
    return Resemblance(Classifier.learn(kinds, embedding, cache, [*dangers["none"], *ordinary]))
