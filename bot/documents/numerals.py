"""Numerals of lists: 3 as "3", "c", "C", "iii" or "III"."""

from collections.abc import Callable
from typing import Literal

Numeral = Literal["1", "01", "a", "A", "i", "I"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HIGHEST = 700  # beyond this a numeral is nobody's list, and "aaa…" would grow without end


def numeral(number: int, form: Numeral) -> str:
    """Write a number as lists do; those below 1 or above 700 are written in figures.

    >>> [numeral(28, form) for form in ("1", "01", "a", "I")]
    ['28', '28', 'bb', 'XXVIII']
    """
    return _FORMS[form](number) if 0 < number <= _HIGHEST else str(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


_FORMS: dict[Numeral, Callable[[int], str]] = {
    "1": str,
    "01": "{:02}".format,
    "a": _letters,
    "A": lambda number: _letters(number).upper(),
    "i": _roman,
    "I": lambda number: _roman(number).upper(),
}
