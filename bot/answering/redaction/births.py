"""Birth dates, of which the year may stay, so that the age is understood."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from bot.answering.redaction.findings import Finding
from bot.answering.redaction.fragments import GROUPS

MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\.?[,\s]{1,2})?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"{WEEKDAY}(?:the\s)?(?:"
    r"\d{4}[-./\s]\d{1,2}[-./\s]\d{1,2}"
    r"|\d{1,2}\s?[-./\s]\s?\d{1,2}\s?[-./\s]\s?'?(?:\d{4}|\d{2})"
    r"|\d{8}|\d{1,2}/\d{1,2}(?!/)"
    rf"|{MONTHS}[\s-]{{0,2}}(?:the\s)?{DAY}(?:[\s,.-]{{0,3}}(?:(?:of|in)\s)?(?:\d{{4}}|'\d{{2}})|-\d{{2}})?"
    rf"|{DAY}[\s.-]{{0,2}}(?:day\s)?(?:of\s)?{MONTHS}(?:[\s,.-]{{0,3}}(?:(?:of|in)\s)?(?:\d{{4}}|'\d{{2}})|-\d{{2}})?"
    rf"|{MONTHS}[\s,]{{0,2}}(?:of\s)?\d{{4}}"
    r")(?!\d)"
)
BIRTH_NOUN = r"(?:d\.?o\.?b\b\.?(?:'?s\b)?|dates?\sof\sbirth|birth[\s-]?dates?|birth\s?days?|b-?days?)"
BORN = re.compile(
    r"(?:\b(?P<whose>my|our|his|her|their)\s{1,2}|(?<=[^\W\d_])(?P<owner>'s|(?<=s)')\s{1,2})?"
    rf"(?P<label>\b{BIRTH_NOUN}|\b(?P<to_be>(?:is|be|being|gets?)\s)?born\b)"
    r"[\s:=(),.|-]{0,4}(?:\(?[mdy]{1,4}[-/][mdy]{1,4}[-/][mdy]{1,4}\)?[\s:]{0,3})?"
    rf"(?:(?:is|was|are|were|on|in|of|it's|its)\s{{1,2}}){{0,3}}(?P<date>{DATE})"
)
BORN_BEHIND = re.compile(
    rf"(?<![\d./-])(?P<date>{DATE})(?:\s(?:is|was|are)\s(?:(?P<whose>my|our|his|her|their)"
    rf"|[a-z]{{1,30}}'s)\s|\s?[(\[,]?\s?){BIRTH_NOUN}"
    r"(?![\w:=]|[)\]]?\s?\d)"
)
MORE_BORN = re.compile(rf"(?P<joint>(?:\s?(?:,|and|&|/|;)\s?){{1,2}}(?:on\s)?)(?P<date>{DATE})")
SEVERAL = re.compile(r"\b(?:birthdays|dates of birth|birth ?dates|dobs|dob's|were born|kids|children|twins)\b")
WHOSE: Mapping[str, str] = {
    "my": "I was ", "our": "we were ", "his": "he was ", "her": "she was ", "their": "they were ", "'s": " was ",
}  # fmt: skip
YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d{2}(?!\d)")
SHORT_YEAR = re.compile(r"[-./\s']\s?(\d{2})$")


def birth_dates(text: str) -> Iterator[Finding]:
    """Find birth dates; the year stays, as "born in 1984", so that the age is understood."""
    for found in BORN.finditer(text):
        year = year_of(found["date"])
        if not possible(found["date"]) or (found["to_be"] and (year is None or year >= this_year())):
            continue
        whose = next((name for name in ("whose", "owner") if found[name] and found["label"] != "born"), "label")
        if found["owner"] == "'":  # "kids' birthdays"
            yield born(found, *found.span("date"))
        else:
            yield born(found, found.start(whose), found.end(), f"{WHOSE.get(found[whose], '')}born in ")
        several = SEVERAL.search(text, max(0, found.start() - 20), found.start("date"))
        more = MORE_BORN.match(text, found.end())
        while more and possible(more["date"]) and (several or more["joint"].strip().startswith(("and", "&"))):
            yield born(more, *more.span("date"))
            more = MORE_BORN.match(text, more.end())
    for found in BORN_BEHIND.finditer(text):
        if possible(found["date"]):
            end = found.end() if found["whose"] else found.end("date")
            yield born(found, found.start(), end, f"{WHOSE.get(found['whose'], '')}born in ")


def born(found: re.Match[str], start: int, end: int, says: str = "") -> Finding:
    """Return a birth date of which the year stays, behind what is said of it: "I was born in 1984"."""
    year = year_of(found["date"])
    if year is None:
        return Finding("birth date", *found.span("date"))
    return Finding("birth date", start, end, f"{says}{year}", found.span("date"))


def this_year() -> int:
    """Return the year of today, after which nobody was born."""
    return datetime.now(UTC).year


def year_of(written: str) -> int | None:
    """Return the year of a date as it was written, or None; of two digits, the last such year that is not to come."""
    long = YEAR.search(written)
    if long:
        return int(long[0])
    if written.isdigit():
        years = [int(part) for part in (written[-4:], written[:4]) if YEAR.fullmatch(part)]
        return years[0] if years else None
    short = SHORT_YEAR.search(written) if len(GROUPS.findall(written)) > 1 else None
    return this_year() - (this_year() - int(short[1])) % 100 if short else None


def possible(written: str) -> bool:
    """Whether numbers can be a date: one is a month, one a day."""
    if written.isdigit():
        return year_of(written) is not None
    if re.search(r"[A-Za-z]{3}", written):
        return True
    parts = [int(part) for part in GROUPS.findall(written) if len(part) < 3][:3]
    return len(parts) > 1 and any(0 < one < 13 for one in parts[:2]) and all(0 < one < 32 for one in parts[:2])
