"""Typing errors in prices that change what is owed: words and digits that differ, marks out of place, odd years.

Each clause that may hold one is quoted; which of two figures is meant, only the practice can say.
"""

import re
from collections.abc import Sequence

from bot.contracts.reading.lines import Line
from bot.contracts.reading.quantities import NUMBERS
from bot.vocabulary import Span, Term, Trap

NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
SPELLED = rf"\b(?P<words>(?:{NUMBER}|hundred|thousand)(?:[ -]+(?:{NUMBER}|hundred|thousand|and))*)"
SPELLED_AND_DIGITS = re.compile(
    rf"{SPELLED} (?:us )?dollars?\s*[(\[/\u2013\u2014-]?\s*\$\s?(?P<digits>\d[\d,]*(?:\.\d\d)?)", re.IGNORECASE
)
COUNT_AND_DIGITS = re.compile(
    rf"{SPELLED}\s*\(\s*(?P<digits>\d{{1,4}})\s*\)\s*"
    r"(?:(?:full|calendar|business|working|consecutive|additional) )?(?:day|month|year|week|hour)",
    re.IGNORECASE,
)
OUT_OF_PLACE = re.compile(
    r"\$\s?(?:\d{1,3}(?:,\d{3})*(?:,\d{1,2}(?!\d)|,\d{4,})|\d+\.\d(?!\d|\s?(?:[mMbBkK]\b|million|billion|thousand))"
    r"|\d+\.\d{3,}|\d+,,\d+|[\d,]*\d[oOlI]+(?:\d|\b))"
)
"""Commas, points and letters where no sum has them. In "$95.5" a digit is missing, and nobody knows which."""

MONTHS = 12
DEAREST = 1.02  # of twelve monthly fees: a yearly price above it is no saving
CHEAPEST = 0.4  # of twelve monthly fees: a yearly price below it is a slip, too


def misprints(lines: Sequence[Line], terms: Sequence[Term]) -> list[Trap]:
    """Return the clauses whose figures cannot all be meant."""
    found = [line.clause for line in lines if contradicts_itself(line.clause.text)]
    traps = [Trap("price_misprint", "medium", Span(one.start, one.end, one.heading)) for one in found]
    fee = next((term for term in terms if term.field == "fee"), None)
    if fee and fee.span and odd_years(fee.value):
        traps.append(Trap("price_misprint", "medium", Span(fee.span.start, fee.span.end, fee.span.section)))
    return traps


def contradicts_itself(text: str) -> bool:
    """Whether a number is spelled otherwise than its digits, or has its marks where no number has them."""
    if "$" not in text and "(" not in text:
        return False
    for pattern in (SPELLED_AND_DIGITS, COUNT_AND_DIGITS):
        for match in pattern.finditer(text):
            if spelled(match["words"]) != float(match["digits"].replace(",", "")):
                return True
    return bool(OUT_OF_PLACE.search(text))


def spelled(text: str) -> float:
    """Return the number that words spell: "one thousand two hundred and ten" is 1210."""
    total = current = 0
    for word in re.split(r"[ -]+", text.lower().strip()):
        if word in NUMBERS:
            current += NUMBERS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
    return float(total + current)


def odd_years(fees: Sequence[dict[str, object]]) -> bool:
    """Whether somebody's yearly price is more than twelve of their monthly ones, or far below it."""
    monthly = {str(row["who"]): row["amount"] for row in fees if row["period"] == "month"}
    for row in fees:
        amount, month = row["amount"], monthly.get(str(row["who"]))
        if row["period"] != "year" or not isinstance(amount, int | float) or not isinstance(month, int | float):
            continue
        if month and not CHEAPEST <= amount / (month * MONTHS) <= DEAREST:
            return True
    return False
