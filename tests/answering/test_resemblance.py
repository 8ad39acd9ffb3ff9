"""The second opinion on danger, learnt from the real examples with the real model."""

import pytest

from bot.answering.resemblance import Resemblance, learn_dangers
from bot.engines.minilm import MiniLM
from bot.library import Library


@pytest.fixture(scope="module")
def resembles(library: Library, minilm: MiniLM) -> Resemblance:
    """Learn once."""
    ordinary = [example for topic in library.topics.values() for example in topic.examples]
    return learn_dangers(library.dangers, ordinary, minilm, None)


@pytest.mark.parametrize(
    "message",
    [
        "grandpa slumped over at the table and we can't wake him",
        "she stepped on a rake and the blood keeps coming through the bandage, how much is a visit",
        "i've made up my mind, tonight is the last night, tell them to close my account",
        "my toddler got into the dishwasher pods and is drooling",
    ],
)
def test_danger_in_unforeseen_words_alarms(resembles: Resemblance, message: str) -> None:
    """No rule needs to know the words."""
    assert resembles(message) is not None


@pytest.mark.parametrize(
    "message",
    [
        "How much notice must I give to leave?",
        "Is it worth it for a family of four?",
        "do you take blue cross",
        "",
        "?",
    ],
)
def test_an_ordinary_question_does_not_alarm(resembles: Resemblance, message: str) -> None:
    """Plan questions stay plan questions."""
    assert resembles(message) is None
