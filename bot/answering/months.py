"""The month in which a question thinks of leaving, counted in months that were paid: "if I leave after four months"."""

import re
from calendar import month_name

NUMBERS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "eighteen"],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 18],
        strict=True,
    )
)
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
NAMES = [month.lower() for month in month_name if month]
YEAR, LAST = 12, 24
NUMBER = rf"\d{{1,2}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
OTHER = r"(?![- ]*(?:of )?(?:notice|warning|ahead|advance|before|contract|term|commitment|agreement|plan|left|remaining|to go|free|old))"
# What else a number of months can be: "every three months", "three months' notice", "a six month contract".
COUNTED = (
    (re.compile(rf"(?<!every )(?<!each )\b({NUMBER})[- ]months?\b(?!['’]){OTHER}"), 1),
    (re.compile(rf"\bmonths? (?:number )?({NUMBER})\b(?! (?:years?|days?|times?|visits?)\b)"), 1),
    (re.compile(r"\b(\d{1,2})(?:st|nd|rd|th) month\b"), 1),
    (re.compile(rf"\b({'|'.join(ORDINALS)}) month\b"), 1),
    (re.compile(rf"\b(?:after|in|for) ({NUMBER}|a|the|my|the first|my first) (?:full )?years?\b{OTHER}"), YEAR),
    (re.compile(r"\bend of (a|the|my|the first|my first|this) (?:full |membership )?year\b"), YEAR),
)
HALF = re.compile(r"\bhalf a year\b")
JOINED = re.compile(
    rf"\b(?:join|sign|start|enroll?)\w*\b[^.?!]{{0,25}}\bin ({'|'.join(NAMES)})\b"
    rf"[^.?!]{{0,60}}\b(?:leav|left|quit|cancel|go|get out|got out|out|stop|drop|plug|end)\w*\b[^.?!]{{0,20}}\bin ({'|'.join(NAMES)})\b"
)


def months_named(text: str) -> tuple[int, ...]:
    """Return the months after which a question speaks of leaving, 1 to 24, in the order of their size."""
    found = {number(match[1]) * unit for pattern, unit in COUNTED for match in pattern.finditer(text)}
    if HALF.search(text):
        found.add(YEAR // 2)
    for match in JOINED.finditer(text):
        found.add((NAMES.index(match[2]) - NAMES.index(match[1])) % YEAR or YEAR)
    return tuple(sorted(month for month in found if 1 <= month <= LAST))


def number(word: str) -> int:
    """Return the number that a word or digits name; an article, as in "a year", is one."""
    if word in ORDINALS:
        return ORDINALS.index(word) + 1
    return int(word) if word.isdigit() else NUMBERS.get(word, 1)
