"""Wording: a text folded for matching, letter for letter, so that what is found stands at the same offsets in it."""

import re
from string import ascii_lowercase, ascii_uppercase

from bot.vocabulary import Span

MARKS = str.maketrans(
    ascii_uppercase + "\u2018\u2019\u02bc\u201c\u201d\u2010\u2011\u2012\u2013\u2014\u2212\u2044\n\t\r\xa0",
    ascii_lowercase + "'''" + '""' + "------/    ",
)
LINES = {letter: mark for letter, mark in MARKS.items() if letter != ord("\n")}
MONEY = r"\$ ?(?P<amount>\d[\d,]{0,8}(?:\.\d{1,2})?)(?![\d%])"
MOST = 10_000_000  # dollars: more than that is a slip
EDGES = " \n\t\r|;,.:?*\u2022\u00b7"


def fold(text: str) -> str:
    """Fold a text: small letters, plain marks, and spaces for line ends."""
    return text.translate(MARKS)


def fold_lines(text: str) -> str:
    """Fold a text, its line ends left as they are."""
    return text.translate(LINES)


def spaced(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for folded text: a space is any number of them, a "~" is a hyphen or none."""
    return re.compile(pattern.replace(" ?", "\x00").replace(" ", " +").replace("\x00", " *").replace("~", " *(?:- *)?"))


def fused(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of which the spaces may be lost, as they are in some PDFs."""
    return spaced(pattern.replace(" ?", " ").replace(" ", " ?"))


def dollars(written: str) -> int | float:
    """Return a sum that MONEY found, whole where it is.

    >>> dollars("1,650.50")
    1650.5
    """
    amount = float(written.replace(",", ""))
    return int(amount) if amount.is_integer() else amount


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space and the marks of a cell's edges at both ends."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def span(text: str, start: int, end: int) -> Span | None:
    """Return where a quote stands, None where nothing is left of it."""
    start, end = trimmed(text, start, end)
    return Span(start, end) if start < end else None
