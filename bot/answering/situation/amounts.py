"""Numbers that may be sums of money, with their periods: "$79/mo", "79 bucks a month", "annual fee of $1500"."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.answering.phrases import Match
from bot.answering.situation.utterance import Utterance
from bot.answering.situation.words import NUMBER, SUM
from bot.answering.spelling import PAUSE, SENTENCE

A_MONTH = {  # how many of a period a month has
    "week": 52 / 12, "two weeks": 26 / 12, "half month": 2.0, "month": 1.0, "two months": 1 / 2, "quarter": 1 / 3,
    "half year": 1 / 6, "year": 1 / 12,
}  # fmt: skip
PAYDAYS = frozenset(["week", "two weeks", "half month"])
PAID, NEAR = frozenset(["paid", "get_paid"]), 0.1
PAYCHECK = frozenset(["paycheck", "pay", "check"])
ADVERBS = frozenset(["monthly", "yearly", "quarterly", "weekly", "biweekly"])
TIMES = frozenset(["time", "visit", "month", "year", "week", "day"])
PLAIN = frozenset(
    ["i", "we", "us", "me", "my", "pay", "it", "that", "is", "am", "mine", "ours", "cost", "run", "about", "around", "like",
     "roughly", "just", "only", "now", "currently", "and", "so", "have", "be", "for", "the", "of", "both", "family", "all",
     "total", "alone", "already", "out", "#", "every", "each", "right", "yes", "well", "hi", "ok", "year", "old", "would"]
)  # fmt: skip
DEDUCTED = frozenset(["come", "comes", "is", "get", "taken", "deducted", "withheld", "out", "of", "from"])
PERIOD_REACH = 3  # words
DATING = frozenset(["in", "for", "since", "by", "year", "until", "of"])


@dataclass(frozen=True)
class Period:
    """How often a sum is due: its words, its name, how many a month has (0: it has no length), what was assumed."""

    match: Match
    name: str
    months: float
    assumed: str = ""


@dataclass(frozen=True)
class Amount:
    """A number that may be a sum: its place, and the words `[start, end)` with its period; "" is none."""

    at: int
    start: int
    end: int
    value: float
    high: float | None
    bare: bool  # without a sign, and without a period
    period: str = ""
    months: float = 1.0
    assumed: str = ""


def amounts(utterance: Utterance, claimed: Collection[int], cues: Collection[Match]) -> Iterator[Amount]:
    """Yield the numbers that may be sums; `claimed` are something else, `cues` words that name sums."""
    found = []
    for at, word in enumerate(utterance.words):
        if word.value is None or at in claimed or utterance.text(at + 1) == "%":
            continue
        if word.text == SUM or (word.text == NUMBER and not is_counted(utterance, at)):
            found.append(_amount(utterance, at, period_of(utterance, at, cues)))
    inside = {at for one in found for at in range(one.start, one.end) if at != one.at}
    for one in found:
        between = one.high is not None and utterance.text(one.at - 1) == "between"
        if one.at not in inside and (between or not utterance.denied(one.at)):
            yield one


def is_plain(utterance: Utterance, start: int, end: int) -> bool:
    """Whether up to the next commas nothing else stands by a sum that would say what it is: "my Ozempic is 900 a month"."""
    first, last = utterance.segment(start)
    return all(utterance.text(at) in PLAIN for at in range(first, last) if not start <= at < end)


def _amount(utterance: Utterance, at: int, period: Period | None) -> Amount:
    word = utterance.words[at]
    if not period:
        return Amount(at, at, at + 1, word.value or 0, word.high, bare=word.text == NUMBER)
    start, end = min(at, period.match.start), max(at + 1, period.match.end)
    value, high = word.value or 0, word.high
    return Amount(at, start, end, value, high, False, period.name, period.months, period.assumed)


def is_counted(utterance: Utterance, at: int) -> bool:
    """Whether a number without a sign counts something, or is a year."""
    following, near = utterance.text(at + 1), utterance.wordings.neighbours
    dated = utterance.text(at - 1) in DATING or following in {"plan", "coverage"}
    if dated and 1900 < (utterance.words[at].value or 0) < 2100:
        return True
    return following in TIMES or following in near.counted - near.uncounted


def period_of(utterance: Utterance, at: int, cues: Collection[Match]) -> Period | None:
    """Return the period of a number: behind it, or as an adverb before it ("annual fee of $1500")."""
    first, last = utterance.sentence(at)
    periods = [one for one in utterance.matches("periods") if first <= one.start < last]
    after = [
        one for one in periods if at < one.start <= at + _reach(utterance, at) and _adjoins(utterance, at, one, cues)
    ]
    before = [one for one in periods if at - 4 <= one.start and one.end <= at and _leads(utterance, one, at)]
    if before and all(PAUSE in [utterance.text(n) for n in range(at, one.start)] for one in after):
        after = []  # "annual fee of $1,800, quarterly …"
    nearest = min(after, key=lambda one: (one.start, one.start - one.end), default=before[-1] if before else None)
    if nearest is None:
        return None
    if nearest.name == "week" or ADVERBS & {*_texts(utterance, nearest)} or not _is_paycheck(utterance, nearest):
        return Period(nearest, *_length(utterance, nearest))
    paydays = [one for one in utterance.matches("periods") if one.name in PAYDAYS]
    clearer = [one for one in paydays if is_of_paydays(utterance, one)]
    clearer += [one for one in paydays if first <= one.start < last and not _is_paycheck(utterance, one)]
    if clearer:
        return Period(nearest, *_length(utterance, clearer[0]))
    return Period(nearest, *_length(utterance, nearest), "period")


def _reach(utterance: Utterance, at: int) -> int:
    """Return how far behind a number its period may stand: farther in "$52 comes out of every paycheck"."""
    reach = 1
    while utterance.text(at + reach) in DEDUCTED:
        reach += 1
    return max(PERIOD_REACH, reach)


def _adjoins(utterance: Utterance, at: int, period: Match, cues: Collection[Match]) -> bool:
    """Whether between a number and its period stands nothing that parts them: no number, no other sum's name."""
    between = range(at + 1, period.start)
    parted = any(utterance.text(n) in {SENTENCE, "and"} or utterance.words[n].value is not None for n in between)
    return not parted and not any(at < one.start and one.end <= period.start for one in cues)


def _leads(utterance: Utterance, period: Match, at: int) -> bool:
    """Whether an adverb of time belongs to the number that follows it."""
    between = range(period.end, at)
    parted = any(utterance.words[n].value is not None for n in between)
    led = any(one.end == period.start for one in utterance.matches("periods"))
    if utterance.text(period.end) in PAYCHECK:
        return False
    if led or utterance.words[period.start - 1].value is not None:
        return False  # it belongs to a number before: "$88 biweekly, deductible 3,300"
    paused = any(utterance.text(n) in {PAUSE, SENTENCE} for n in between if n > period.end + 1)
    return utterance.text(period.start) in ADVERBS and not parted and not paused


def is_of_paydays(utterance: Utterance, period: Match) -> bool:
    """Whether a period says how often somebody is paid: "I'm paid twice a month", "24 paychecks a year"."""
    if _is_paycheck(utterance, period):
        return bool(utterance.numbers(period.start, period.start + 1))
    return utterance.text(period.start - 1) in PAID


def _is_paycheck(utterance: Utterance, period: Match) -> bool:
    """Whether a period is a paycheck's, which is two weeks for most people and not for all."""
    return bool(PAYCHECK & {*_texts(utterance, period)})


def _texts(utterance: Utterance, period: Match) -> list[str]:
    """Return the words of a period."""
    return [utterance.text(at) for at in range(period.start, period.end)]


def _length(utterance: Utterance, period: Match) -> tuple[str, float]:
    """Return the name of a period and how many a month has; "every 3 months" has a number."""
    numbers = utterance.numbers(period.start, period.end)
    if not numbers:
        return period.name, A_MONTH.get(period.name, 0.0)
    value = utterance.words[numbers[0]].value or 1
    texts = {utterance.text(at) for at in range(period.start, period.end)}
    if PAYCHECK & texts:
        times = value / (12 if "year" in texts else 1)
        name = next((one for one in PAYDAYS if abs(A_MONTH[one] - times) < NEAR), "half month")
        return name, A_MONTH[name]
    if "time" in texts:
        whole = "year" if "year" in texts else "month"
        return f"{value:g} times a {whole}", value * A_MONTH[whole]
    unit = "month" if "month" in texts else "week"
    name = "quarter" if (unit, value) == ("month", 3) else f"{value:g} {unit}s"
    return name, A_MONTH[unit] / value
