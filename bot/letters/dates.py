"""The days that a letter names, in plain form: written out, in figures, or counted from the letter itself."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
MONTH = r"(?P<month>(?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10, "fifteenth": 15, "twentieth": 20,
    "thirtieth": 30,
}  # fmt: skip
DAY = rf"(?P<day>\d{{1,2}}(?=st|nd|rd|th|\b)|{'|'.join(ORDINALS)})(?:st|nd|rd|th)?"
YEAR = r"(?:,? (?:of )?(?P<year>(?:19|20)\d\d)\b)?"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[,.]? (?:the )?)?"
COUNT = r"(?P<count>\d{1,3}|an?) (?:calendar |business |full |more |further )?(?P<unit>day|week|month)s?\b"
LATER = r"(?: (?:after|beyond|following|past|from) (?!the date (?:of|hereof)|today|now|receipt|this|receiving)| thereafter| afterwards?| more\b| longer\b| grace)"
FROM_LETTER = r" (?:of|from|after|following) (?:the |your )?(?:date (?:of|on)|date hereof|receipt|receiving|this|today|now|mailing)"
OF_JOINING = r" (?:of|after|from) (?:your |the |their )?(?:membership|enrol\w*|joining|signing|start)"
YEAR_END = 12, 31
FIRST_YEAR, LAST_YEAR = 1950, 2150  # another number is no year of a letter

Kind = Literal["day", "feast", "within", "later", "month"]


@dataclass(frozen=True)
class Day:
    """A day that a letter names. `on` is None where its words fix none; `assumed`: counted from a day that we assumed."""

    on: date | None
    words: str
    assumed: bool = False


@dataclass(frozen=True)
class Mention:
    """Where plain text names a day. `feast`: a day by its name; `later`: so long after another day; `month`: a month alone."""

    start: int
    end: int
    kind: Kind
    on: date | None
    words: str
    counted: bool  # from the day of the letter
    length: relativedelta | None = None


Reader = Callable[[re.Match[str], date], date | None]


def made(year: int, month: int, day: int) -> date | None:
    """Return a day, None where there is none of that number."""
    known = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12
    return date(year, month, day) if known and 1 <= day <= monthrange(year, month)[1] else None


def coming(month: int, day: int, base: date) -> date | None:
    """Return the first such day from the base on: what a day without a year means."""
    return next((one for one in (made(base.year + n, month, day) for n in range(5)) if one and one >= base), None)


def month_of(match: re.Match[str]) -> int:
    """Return the number of a month's name."""
    name = match["month"].rstrip(".")
    return SHORT.get(name) or SHORT[name[:3]]


def placed(match: re.Match[str], month: int, day: int, base: date) -> date | None:
    """Return a day of the year that is named, else of the coming one."""
    return made(int(match["year"]), month, day) if match["year"] else coming(month, day, base)


def written(match: re.Match[str], base: date) -> date | None:
    """Return "january 4, 2027" or "the first of february"."""
    day = match["day"]
    return placed(match, month_of(match), ORDINALS.get(day) or int(day), base)


def figures(match: re.Match[str], base: date) -> date | None:
    """Return "1/15/27"."""
    year = match["year"]
    month, day = int(match["month"]), int(match["day"])
    return made(int(year) + (2000 if len(year) == 2 else 0), month, day) if year else coming(month, day, base)


def middle(match: re.Match[str], base: date) -> date | None:
    """Return "the middle of january"."""
    return placed(match, month_of(match), 15, base)


def last(match: re.Match[str], base: date) -> date | None:
    """Return "the end of april", "the last day of december"."""
    month = month_of(match)
    year = int(match["year"]) if match["year"] else base.year + (month < base.month)
    return made(year, month, monthrange(year, month)[1])


def end_of_month(match: re.Match[str], base: date) -> date | None:
    """Return "the end of next month"."""
    ahead = 1 if match["which"] == "next" else 0
    return base + relativedelta(months=ahead, day=31)


def new_year(_: re.Match[str], base: date) -> date | None:
    """Return "the first of the year"."""
    return coming(1, 1, base)


def year_end(match: re.Match[str], base: date) -> date | None:
    """Return "the end of the year", "the end of 2026"."""
    return made(int(match["year"]) if match["year"] else base.year, *YEAR_END)


def christmas(_: re.Match[str], base: date) -> date | None:
    """Return Christmas Day."""
    return coming(12, 25, base)


def iso(match: re.Match[str], _: date) -> date | None:
    """Return "2027-01-15"."""
    return made(int(match["year"]), int(match["month"]), int(match["day"]))


def length(match: re.Match[str]) -> relativedelta:
    """Return "60 days", "a month"."""
    number = int(match["count"]) if match["count"].isdigit() else 1
    many = {"day": relativedelta(days=number), "week": relativedelta(weeks=number)}
    return many.get(match["unit"], relativedelta(months=number))


DAYS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"), iso),
    (re.compile(rf"{WEEKDAY}(?<![\d/.-])(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?:/(?P<year>\d{{4}}|\d\d))?(?![\d/])"), figures),
    (re.compile(rf"{WEEKDAY}\b{MONTH} {DAY}\b(?![:/])(?! ?%){YEAR}"), written),
    (re.compile(rf"{WEEKDAY}\b(?:the )?{DAY}(?: day)?(?: of)? {MONTH}\b{YEAR}"), written),
    (re.compile(rf"\b(?:the )?mid(?:dle of |[- ]){MONTH}\b{YEAR}"), middle),
    (re.compile(rf"\b(?:the )?(?:end|last day) of {MONTH}\b{YEAR}"), last),
    (re.compile(rf"(?:(?<=through )|(?<=until )|(?<=till )){MONTH}(?! ?\d){YEAR}"), last),
    (re.compile(r"\b(?:the )?end of (?P<which>next|this|the) month\b"), end_of_month),
    (re.compile(r"\b(?:the )?first (?:day )?of (?:the|next|the new|the coming) year\b|\b(?:the )?new year(?:s|'s)?(?: day)?\b(?! eve)"), new_year),
    (re.compile(r"\b(?:the )?(?:end of (?:the |this |the calendar )?(?:year\b|(?P<year>20\d\d))|years? end|last day of the year|new years eve)\b"), year_end),
    (re.compile(r"\bchristmas(?: day)?\b"), christmas),
)  # fmt: skip
LENGTHS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (
        re.compile(rf"\bwithin (?:the |a period of )?(?:next |coming )?{COUNT}(?:{FROM_LETTER})?(?!{OF_JOINING})"),
        "within",
    ),
    (re.compile(rf"\b{COUNT}{FROM_LETTER}"), "within"),
    (re.compile(rf"\bin (?:just |about )?{COUNT}(?! (?:notice|or))"), "within"),
    (re.compile(rf"\b{COUNT}{LATER}"), "later"),
)
ALONE = re.compile(rf"\b(?:early|late|sometime)?(?: ?in )?{MONTH} (?P<year>20\d\d)\b")


def mentions(text: str, base: date, *, own: bool) -> list[Mention]:
    """Return the days that a text in plain form names, in order; `own`: the base is the letter's own day."""
    found: list[Mention] = []
    for one in _candidates(text, base, own):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _candidates(text: str, base: date, own: bool) -> Iterator[Mention]:
    """Yield every way to read a day in a text, the surest first."""
    for pattern, read in DAYS:
        for match in pattern.finditer(text):
            on = read(match, base)
            if on is not None:
                words = match.group().strip()
                counted = not own and not _has_year(match)
                kind: Kind = "feast" if read is christmas else "day"
                yield Mention(match.start(), match.end(), kind, on, words, counted)
    for pattern, counted_kind in LENGTHS:
        for match in pattern.finditer(text):
            on = _after(base, length(match)) if counted_kind == "within" else None
            yield Mention(match.start(), match.end(), counted_kind, on, match.group().strip(), not own, length(match))
    for match in ALONE.finditer(text):
        yield Mention(match.start(), match.end(), "month", None, match.group().strip(), False)


def _after(base: date, span: relativedelta) -> date | None:
    """Return the day so long after another; None beyond the calendar."""
    try:
        return base + span
    except (ValueError, OverflowError):
        return None


def _has_year(match: re.Match[str]) -> bool:
    """Whether a match names its year."""
    return bool(match.groupdict().get("year"))


def day_before(day: date) -> date:
    """Return the day before: the last one that is "before" a day."""
    return day if day == date.min else day - timedelta(days=1)
