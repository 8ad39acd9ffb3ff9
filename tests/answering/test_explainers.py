"""Which explainer answers a question, from the real ones with the real model."""

import pytest

from bot.answering.explainers import Explainers, learn_explainers
from bot.engines.minilm import MiniLM
from bot.library import Library


@pytest.fixture(scope="module")
def explainers(library: Library, minilm: MiniLM) -> Explainers:
    """Learn once."""
    return learn_explainers(library.asks, (), minilm)


@pytest.mark.parametrize(
    ("question", "explainer"),
    [
        ("who takes over if the doctor retires or sells the office", "when-a-practice-closes-or-sells"),
        ("can the fee go on my hsa card", "hsa-and-taxes"),
        ("is a copay the same thing as coinsurance", "insurance-words"),
        ("my employer offers this for free, what's in it for me", "employer-pays"),
        ("are they allowed to bump the price next january", "price-increases"),
        ("im on tricare", "medicaid-va-tricare"),
    ],
)
def test_the_explainer_that_is_asked_for_scores_best(explainers: Explainers, question: str, explainer: str) -> None:
    """In words that are not among its `asks`."""
    scores = explainers(question)

    assert max(scores, key=lambda name: scores[name]) == f"explainer-{explainer}"


def test_before_anything_is_learnt_all_score_alike() -> None:
    """Search by keyword then decides alone."""
    assert {Explainers()("anything")[name] for name in ("one", "two")} == {0.0}
