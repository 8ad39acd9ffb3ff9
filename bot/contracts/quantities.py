"""Numbers, lengths of time and sums of money as agreements write them."""

import re
import unicodedata
from decimal import Decimal

UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS = {word: value for value, word in enumerate(UNITS)} | {word: 20 + 10 * n for n, word in enumerate(TENS)}
WORD = "|".join(sorted(WORDS, key=len, reverse=True))
SPELLED = re.compile(
    rf"\b(?:one hundred(?: and)?(?:[ -](?:{WORD}))*|(?:{WORD})(?:[ -](?:{WORD}))?)\b(?:\s*\(\s*(?P<digits>\d{{1,3}})\s*\))?"
)
SPELLED_MONEY = re.compile(rf"\b(?:(?:{WORD}|hundred|thousand|and)[ -])+(?:us )?dollars\s*\(\s*(\$[\d,.]+)\s*\)")
REPEATED = re.compile(r"\b(\d+)\s*\(\s*\1\s*\)")
PERIOD = r"(?:hour|day|week|month|year|quarter)"
HYPHENED = re.compile(rf"\b(\d+)\s*-\s*({PERIOD})")
QUALIFIER = r"(?:(?:full|calendar|contract|membership|plan|program|enrollment|agreement|subscription|business|consecutive|working|whole|complete|continuous)\s+)*"
LENGTH = rf"(?P<n>\d+|an?(?!\s+(?:annual|year of))|1)\s+{QUALIFIER}(?P<unit>{PERIOD})s?\b"
DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
MONEY = r"(?:us)?\$\s?(?P<amount>\d[\d,]*(?:\.\d{1,2})?)(?!\d)"
FOLDED = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2010\u2011\u00ad", "''\"\"----\u0020")


def plain(text: str) -> str:
    """Fold a clause for reading: lower case, one space, plain marks, numbers as digits.

    >>> plain("Thirty (30) days’ prior notice; a 12-month term; one (1) year")
    "30 days prior notice; a 12 month term; 1 year"
    """
    folded = unicodedata.normalize("NFKC", text).translate(FOLDED).lower()
    folded = " ".join(folded.split())
    folded = SPELLED_MONEY.sub(r"\1", folded)
    folded = SPELLED.sub(_digits, folded)
    folded = REPEATED.sub(r"\1", folded)
    folded = HYPHENED.sub(r"\1 \2", folded)
    return re.sub(rf"\b({PERIOD})(?:s'|'s|s)(?=\s|$|[.,;])", r"\1s", folded)


def _digits(match: re.Match[str]) -> str:
    if match["digits"]:
        return match["digits"]
    words = re.split(r"[ -]", match.group().strip())
    if words == ["one"]:  # "no one", "one of": a number only before a unit, which LENGTH reads as 1
        rest = match.string[match.end() : match.end() + 30]
        return "1" if re.match(rf"[\s-]+{QUALIFIER}{PERIOD}", rest) else "one"
    return str(
        sum(
            100 if word == "hundred" else WORDS.get(word, 0)
            for word in words
            if word != "one" or "hundred" not in words
        )
    )


def days(match: re.Match[str]) -> int:
    """Return a matched LENGTH in days; a month is 30."""
    return round(count(match) * DAYS[match["unit"]])


def months(match: re.Match[str]) -> int:
    """Return a matched LENGTH in whole months; 30 days are a month."""
    return count(match) * 12 if match["unit"] == "year" else round(days(match) / 30)


def count(match: re.Match[str]) -> int:
    """Return the number of a matched LENGTH; "a" is 1."""
    return int(match["n"]) if match["n"].isdigit() else 1


def dollars(match: re.Match[str]) -> int | float:
    """Return a matched MONEY in dollars, whole where it is."""
    amount = Decimal(match["amount"].replace(",", ""))
    return int(amount) if amount == amount.to_integral_value() else float(amount)
