"""The notation in which wordings are written."""

import doctest

import pytest

from bot.contracts.reading import patterns
from bot.contracts.reading.patterns import closing, either, near, not_before, opening, then, words


@pytest.mark.parametrize(
    ("phrases", "text", "expected"),
    [
        ("cancel*", "early cancellation", "cancellation"),
        ("cancel", "early cancellation", None),
        ("*n't", "you don't say", "don't"),
        ("pro-rata", "a pro rata share", "pro rata"),
        ("pro-rata", "a prorata share", "prorata"),
        ("end[s|ed] it", "who ended it", "ended it"),
        ("end[s|ed] it", "who end it", "end it"),
        ("end[s|ed] it", "ending it", None),
        ("no [more|prior] notice", "with no notice", "no notice"),
        ("no [more|prior] notice", "no more, prior notice", "no more, prior notice"),
        ("no [more|prior] notice", "no other notice", None),
        ("commit* [to] [a|an]", "commit to a year", "commit to a"),
        ("give _ _ back", "give all of it back", None),
        ("give _ _ back", "give it back", "give it back"),
        ("(he|she) leaves", "if she leaves", "she leaves"),
        ("(end|stop)* (it\n | this)", "stops this", "stops this"),
        ("opt out, step away", "you step away", "step away"),
        ("e.g", "say, e.g. this", "e.g"),
        ("e.g", "eng", None),
    ],
)
def test_a_phrase_matches_what_it_reads_like(phrases: str, text: str, expected: str | None) -> None:
    """Each sign of the notation has its meaning, and words match whole."""
    match = words(phrases).search(text)

    assert expected == (match.group() if match else None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("notice of 30 days", True),
        ("notice of at least 30 days", False),
        ("notice. 30 days", False),
        ("notice $ 30 days", False),
    ],
)
def test_one_wording_follows_another_within_a_sentence(text: str, found: bool) -> None:
    """Neither the end of the sentence, nor too many characters, nor a sign to avoid may stand between."""
    pattern = then(words("notice"), 6, words("30 days"), avoid="$")

    assert found == bool(pattern.search(text))


def test_the_nearest_of_several_counts() -> None:
    """The length next to the notice is the notice's."""
    match = then(words("notice"), 60, words("* days")).search("notice of 30 days, refund in 60 days")

    assert match
    assert match.group() == "notice of 30 days"


def test_two_wordings_are_near_in_either_order() -> None:
    """To leave at any time is at any time to leave."""
    pattern = near(words("leave"), 12, words("any time"))

    assert [True, True, False] == [
        bool(pattern.search(text)) for text in ("leave at any time", "any time you leave", "leave. any time")
    ]


def test_places_are_the_beginning_and_the_end_of_a_text() -> None:
    """What stands next to a wording is read from where it stops, and up to where it starts."""
    assert opening(5, words("fee")).search(" the fee")
    assert not opening(2, words("fee")).search(" the fee")
    assert closing(words("no"), 5).search("is no long")
    assert not closing(words("no"), 5).search("no. is")


def test_alternatives_and_exceptions_may_be_put_together_again() -> None:
    """Whatever a function returns, another takes."""
    pattern = then(either(words("dues"), not_before(words("fee"), words("schedule"))), words("are, is"))

    assert ["dues are", "fee is"] == pattern.findall("fee schedule is, dues are, fee is")


def test_the_examples_in_the_docstrings_are_true() -> None:
    """Documentation is run."""
    assert 0 == doctest.testmod(patterns).failed
