"""Which explainers answer a question: those whose readers ask as the question does."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answering.classifier import Classifier
from bot.vocabulary import Embedding


@dataclass(frozen=True)
class Explainers:
    """Scores explainers for a question; made once by `learn_explainers`, and until then all alike."""

    classify: Classifier | None = None

    def __call__(self, text: str) -> Mapping[str, float]:
        """Score each explainer, by document, for a question: near 1 where it is asked for just so, near 0 where not."""
        if self.classify is None:
            return defaultdict(float)
        [scores] = self.classify([text.lower()])
        return {name: float(score) for name, score in zip(self.classify.names, scores, strict=True)}


def learn_explainers(
    asks: Mapping[str, Sequence[str]], others: Sequence[str], embedding: Embedding | None, cache: Path | None = None
) -> Explainers:
    """Learn from the ways in which people ask for each explainer, and from `others` that no explainer answers."""
    return Explainers(Classifier.learn(asks, embedding, cache, others))
