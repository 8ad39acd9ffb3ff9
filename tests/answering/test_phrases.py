"""The language of wordings."""

import pytest

from bot.answering.phrases import Match, Parser, Phrasebook
from bot.errors import KnowledgeError

PARSER = Parser(
    {"cannot": ("cannot", "is_unable_to"), "loop": ("{loop}",)},
    lambda text: text.replace("_", " ").split(),
)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("chest pain", "my chest pain", True),
        ("chest pain", "chest and pain", False),
        ("chest .. pain", "chest with so much pain", True),
        ("chest .. pain", "chest with oh so much pain", False),
        ("chest .. pain", "chest . pain", False),
        ("chest .. pain", "chest has no pain", False),
        ("{cannot} breathe|swallow", "he is unable to swallow", True),
        ("worst headache of? my? life", "worst headache life", True),
        ("took .. 8-99 pills", "took about 40 pills", True),
        ("took .. 8-99 pills", "took about 4 pills", False),
        ("^ pain $", "^ pain $", True),
        ("^ pain $", "^ pain now $", False),
    ],
)
def test_a_phrase_is_found_where_its_words_stand(phrase: str, text: str, found: bool) -> None:
    """Gaps, choices, lists, numbers and the ends of the message mean what the module says."""
    assert Phrasebook([PARSER.phrase("one", phrase)]).speaks_in(text.split()) is found


def test_a_match_says_where_it_stands() -> None:
    """Its end is the shortest that there is."""
    book = Phrasebook([PARSER.phrase("one", "chest .. pain")])
    assert list(book.find(["my", "chest", "pain", "pain"])) == [Match("one", 1, 3)]


@pytest.mark.parametrize("phrase", ["", ".. pain", "my? pain", "8-9 pills", "{nowhere}", "{loop}"])
def test_a_phrase_that_cannot_be_read_is_an_error(phrase: str) -> None:
    """It has to begin with a word, and its lists have to be there."""
    with pytest.raises(KnowledgeError):
        PARSER.phrase("one", phrase)
