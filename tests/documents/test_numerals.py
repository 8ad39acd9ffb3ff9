"""Numerals of lists."""

import pytest

from bot.documents.numerals import Numeral, numeral


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (4, "1", "4"),
        (4, "01", "04"),
        (1, "a", "a"),
        (26, "a", "z"),
        (27, "a", "aa"),
        (28, "A", "BB"),
        (4, "i", "iv"),
        (49, "I", "XLIX"),
        (0, "a", "0"),
        (-3, "i", "-3"),
        (900_000, "a", "900000"),
    ],
)
def test_numbers_are_written_as_lists_do(number: int, form: Numeral, written: str) -> None:
    """Letters start over doubled after z; what no list has is written in figures."""
    assert written == numeral(number, form)
