"""How a message is read as words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.spelling import Spelling, fold

SPELLING = Spelling(
    {"cant": "cannot", "way 2 many": "too many", "😂": "lol"}, ["breathe", "chest", "swallowed"], ["cheat"]
)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("I CAN\u2019T breathe!!", "i cannot breathe . ."),
        ("I can't br\u200beathe", "i cannot breathe"),
        ("chset, swallowd", "chest , swallowed"),
        ("a cheat", "a cheat"),
        ("way 2 many 😂", "too many lol"),
        ("3-week-old", "3 week old"),
        ("he'll go; j'arrive", "he will go , j arrive"),
        ("U.S. at 2 p.m.", "us at 2 pm"),
        ("k1ll, k.i.l.l.s", "kill , kills"),
        ("nooooo", "no"),
        ("1,200", "1200"),
        ("đau ngực", "dau nguc"),
        ("我想自杀", "我 想 自 杀"),
    ],
)
def test_any_way_of_writing_becomes_plain_words(message: str, words: str) -> None:
    """Capitals, accents, signs, text-speak and slips are levelled."""
    assert SPELLING.read(message)[1:-1] == words.split()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """No text makes it fail, and its result is final for every letter that has one form."""
    assert isinstance(fold(text), str)
    SPELLING.read(text)
