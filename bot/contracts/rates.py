"""Which of an agreement's fees are those of a person of a given age: the rows of its list whose ages fit."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

MONTHS = 12
UNTIL = 130  # years: no upper end
# How the ages of a row are written, and which groups are its lower and its upper end; None is no end.
SPANS: Sequence[tuple[re.Pattern[str], int | None, int | None]] = (
    (re.compile(r"\b(?:birth|newborn|infant)s?\s*(?:to|-|–|through)\s*(\d+)"), None, 1),
    (re.compile(r"\b(\d+)(?:\s*(?:months?|years?))?\s*(?:to|-|–|through)\s*(\d+)\b"), 1, 2),
    (re.compile(r"\b(\d+)\s*(?:\+|and (?:over|older|up|above)|or (?:over|older|above)|years and older)"), 1, None),
    (re.compile(r"\b(?:up to(?: age)?)\s*(\d+)"), None, 1),
)
SHARED = re.compile(r"\b(?:household|family|families|cap|maximum|at most|each further|adds?|second|couple|students?)\b")
IN_MONTHS = re.compile(r"\b\d+\s*months?\b(?!.*\byears?\b)")


def rates(rows: Sequence[Mapping[str, Any]], age: int) -> list[Mapping[str, Any]]:
    """Return the rows of a fee, each with amount, period and `who`, that are one person's of this age in years.

    Rows for several people are left out, and so are rows that name no age.
    """
    return [row for row in rows if not SHARED.search(row["who"]) and fits(row["who"], age)]


def fits(who: str, age: int) -> bool:
    """Whether an age lies within what a row names; the first way of writing ages that it uses counts."""
    for pattern, first, last in SPANS:
        match = pattern.search(who)
        if match:
            low = int(match[first]) if first else 0
            high = int(match[last]) if last else UNTIL
            if IN_MONTHS.search(who):
                low, high = low // MONTHS, max(0, high // MONTHS - 1)
            elif re.search(rf"\b{low} months", who):
                low = low // MONTHS
            return low <= age <= high
    return False
