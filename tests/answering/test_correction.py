"""Misspelt words are mended, and real ones are left alone."""

import pytest

from bot.answering.correction import Correction

CORRECT = Correction.learn(
    ["membership refund cancel insurance agreement money"] * 3, frozenset({"massage", "parking", "france", "monkey"})
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("refudn", "refund"),
        ("cancle the membreship", "cancel the membership"),
        ("insurnace", "insurance"),
        ("MONY back", "money back"),
        ("hm is it", "how much is it"),
        ("i don\u2019t know", "i don't know"),
    ],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    """Towards a word that we use."""
    assert CORRECT(typed) == meant


@pytest.mark.parametrize("text", ["massage", "parking in france", "a monkey", "abc", "zzzzzzzz", "$120.50 at 4:30"])
def test_what_is_spelt_rightly_or_beyond_guessing_stays(text: str) -> None:
    """A real word is never turned into another."""
    assert CORRECT(text) == text
