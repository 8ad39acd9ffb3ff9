"""Numbers, lengths of time and sums of money as agreements write them."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Any

from bot.contracts.reading.patterns import requiring, words

UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: value for value, word in enumerate(UNITS)} | {word: 20 + 10 * n for n, word in enumerate(TENS)}
NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))

SPELLED = re.compile(
    rf"\b(?:one hundred(?: and)?(?:[ -](?:{NUMBER}))*|(?:{NUMBER})(?:[ -](?:{NUMBER}))?)\b"
    r"(?:\s*\(\s*(?P<digits>\d{1,3})\s*\))?"
)
COUNTED = re.compile(
    rf"\d|\b(?=[bdefhnostuz])(?:{NUMBER}|hundred|thousand|half|dollar|bucks|usd)"
)  # else no number is there
MOST = 12  # words of a number: a longer row of them is none
SPELLED_MONEY = re.compile(
    rf"\b(?:(?:{NUMBER}|hundred|thousand|and)[ -]){{1,{MOST}}}(?:us )?dollars\s*\(\s*(\$[\d,.]+)\s*\)"
)
WRITTEN_MONEY = re.compile(  # "a hundred and fifty bucks", "fifteen hundred dollars", "95 dollars"
    rf"\b(?P<words>(?:(?:an?|{NUMBER}|hundred|thousand)[ -]+)(?:(?:{NUMBER}|hundred|thousand|and)[ -]+){{0,{MOST}}}|\d[\d,.]*[ -])"
    r"(?:us )?(?:dollars?|bucks|usd)\b(?! ?\()"
)
REPEATED = re.compile(r"\b(\d+)\s*\(\s*\1\s*\)")

UNIT = r"(?:hour|day|week|month|year|quarter)"
KIND = (
    r"(?:(?:full|calendar|contract|membership|plan|program|enrollment|agreement|subscription"
    r"|business|consecutive|working|whole|complete|continuous)\s+)*"
)
SHORT_UNIT = re.compile(rf"\b({NUMBER}|\d{{1,2}})(?:[ -]?(?P<year>yrs?)|[ -]?mos?|[ -]?(?P<week>wks?))\b\.?")
HALF_YEAR = re.compile(r"\bhalf(?: a |[ -])year\b")
HYPHENED = re.compile(rf"\b(\d+)\s*-\s*({UNIT})")
OWNING = re.compile(rf"\b({UNIT})(?:s'|'s|s)(?=\s|$|[.,;])")  # a month's, 30 days'

LENGTH = requiring(
    rf"\b(?P<n>\d{{1,4}}|an?(?!\s+(?:annual|year of)))\s+{KIND}(?P<unit>{UNIT})s?\b",
    words("hour[s], day[s], week[s], month[s], year[s], quarter[s]"),
)
"""A length of time in plain text: "30 days", "a calendar month"."""

MONEY = requiring(r"(?:us)?\$\s?(?P<amount>\d[\d,]{0,11}(?:\.\d{1,2})?)(?!\d)", words("$"))
"""A sum of money in plain text: "$4,200"."""

DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}
PLAIN_MARKS = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2010\u2011\u00ad", "''\"\"----\u0020")


@lru_cache(maxsize=128)  # a clause is read again with the next one, a heading with each one below it
def plain(text: str) -> str:
    """Fold a clause for reading: lower case, one space, plain marks, numbers as digits.

    >>> plain("Thirty (30) days’ prior notice; a 12-month term; one (1) year")
    '30 days prior notice; a 12 month term; 1 year'
    """
    folded = (text if text.isascii() else unicodedata.normalize("NFKC", text).translate(PLAIN_MARKS)).lower()
    folded = " ".join(folded.split())
    if not COUNTED.search(folded):
        return OWNING.sub(r"\1s", folded)
    folded = SHORT_UNIT.sub(_unit, folded)
    folded = SPELLED_MONEY.sub(r"\1", folded)
    folded = WRITTEN_MONEY.sub(_sum, folded)
    folded = SPELLED.sub(_digits, folded)
    folded = REPEATED.sub(r"\1", folded)
    folded = HYPHENED.sub(r"\1 \2", folded)
    folded = HALF_YEAR.sub("6 month", folded)
    return OWNING.sub(r"\1s", folded)


def days(match: re.Match[str]) -> int:
    """Return a matched LENGTH in days; a month is 30."""
    return round(count(match) * DAYS[match["unit"]])


def months(match: re.Match[str]) -> int:
    """Return a matched LENGTH in whole months; 30 days are a month."""
    return count(match) * 12 if match["unit"] == "year" else round(days(match) / 30)


def count(match: re.Match[str]) -> int:
    """Return the number of a matched LENGTH; "a" is 1."""
    return int(match["n"]) if match["n"].isdigit() else 1


def is_number(value: Any) -> bool:
    """Whether a value is a number, and not a truth or a word."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def dollars(match: re.Match[str]) -> int | float:
    """Return a matched MONEY in dollars, whole where it is."""
    amount = Decimal(match["amount"].replace(",", ""))
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _sum(match: re.Match[str]) -> str:
    """Write a sum of dollars that stands in words in figures; leave one that is no number as it is."""
    spelled = match["words"].strip(" -")
    if spelled[0].isdigit():
        return f"${spelled.rstrip('.')}"
    total = group = 0
    for word in re.split(r"[ -]+", spelled):
        if word == "thousand":
            total, group = total + 1000 * max(group, 1), 0
        elif word == "hundred":
            group = 100 * max(group, 1)
        else:
            group += NUMBERS.get(word, 0)
    return f"${total + group:,}" if total + group else match.group()


def _unit(match: re.Match[str]) -> str:
    """Write out the unit of a length: "12 mos" is "12 month"."""
    return f"{match[1]} {'year' if match['year'] else 'week' if match['week'] else 'month'}"


def _digits(match: re.Match[str]) -> str:
    """Write a spelled number in digits; those in parentheses behind it win."""
    if match["digits"]:
        return match["digits"]
    spelled = re.split(r"[ -]", match.group().strip())
    if spelled == ["one"]:  # "no one", "one of": a number only before a unit, which LENGTH reads as 1
        rest = match.string[match.end() : match.end() + 30]
        return "1" if re.match(rf"[\s-]+{KIND}{UNIT}", rest) else "one"
    if "hundred" in spelled:
        return str(100 + sum(NUMBERS.get(word, 0) for word in spelled[2:]))
    return str(sum(NUMBERS.get(word, 0) for word in spelled))
