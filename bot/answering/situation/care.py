"""How often somebody uses care: visits by kind of care, a year."""

from collections.abc import Iterator

from bot.answering.phrases import Match
from bot.answering.situation.people import Children, named
from bot.answering.situation.utterance import Finding, Utterance
from bot.answering.situation.words import SUM
from bot.answering.spelling import PAUSE

A_YEAR = {
    "week": 52,
    "two weeks": 26,
    "half month": 24,
    "month": 12,
    "two months": 6,
    "quarter": 4,
    "half year": 2,
    "year": 1,
}
UNITS = {"month": 12, "week": 52, "year": 1}
MOST = 366
BILLED = frozenset(["paid", "billed", "pay", "charge", "due", "bill"])
REACH = 8  # words between how often and what for
PERIOD_WITHIN = 4


def use(utterance: Utterance, children: Children) -> Iterator[Finding]:
    """Find how often care is used; visits without a period are a year's."""
    for match in utterance.matches("never"):
        for who in named(utterance, match.start, children):
            yield Finding(f"members.{who}.use.primary_care", 0, match.start, match.end)
    taken: set[int] = set()
    for match in sorted(utterance.matches("often"), key=lambda one: (one.name != "times", one.start - one.end)):
        span = set(range(match.start, match.end))
        if _is_paid(utterance, match):
            continue
        if span & taken or _is_led(utterance, match) or utterance.denied(match.start):
            continue
        finding = _visits(utterance, match, children)
        if finding:
            taken |= span | set(range(finding[0].start, finding[0].end))
            yield from finding


def _is_paid(utterance: Utterance, match: Match) -> bool:
    """Whether it is said how often something is paid: "paid once a year", "the annual fee"."""
    named_ = any(one.start == match.end for one in utterance.matches("names"))
    return named_ or utterance.text(match.start - 1) in BILLED


def _is_led(utterance: Utterance, match: Match) -> bool:
    """Whether "once" only leads to how often it is: "once every two months"."""
    follows = any(one.start == match.end and one.name != "times" for one in utterance.matches("often"))
    return match.name == "times" and follows and utterance.words[match.start].value == 1


def _visits(utterance: Utterance, match: Match, children: Children) -> list[Finding]:
    """Return a finding for each person whose visits a phrase counts."""
    rate = _rate(utterance, match)
    service = _service(utterance, match)
    if rate is None or service is None:
        return []
    times, high, end, assumed = rate
    kind, start, stop = service
    start, end = min(start, match.start), max(stop, end)
    who = named(utterance, match.start, children)
    field = "members.{}.use." + kind
    return [
        Finding(field.format(one), times, start, end, high=high, assumed=assumed, sound=0 < times <= MOST)
        for one in who
    ]


def _rate(utterance: Utterance, match: Match) -> tuple[int, int | None, int, str] | None:
    """Return how many times a year, to how many, the word where that ends, and what was assumed."""
    numbers = utterance.numbers(match.start, match.end)
    if match.name.isdecimal():
        beside_sum = any(utterance.text(at) == SUM for at in range(match.start - 3, match.start))
        return None if beside_sum else (int(match.name), None, match.end, "")
    if match.name == "interval" and numbers:
        unit = next((text for at in range(match.start, match.end) if (text := utterance.text(at)) in UNITS), "")
        value = utterance.words[numbers[0]].value or 0
        return (round(UNITS[unit] / value), None, match.end, "") if unit and value else None
    if match.name != "times":
        return None
    word = utterance.words[match.start]
    periods = [
        one for one in utterance.matches("periods")
        if match.end <= one.start <= match.end + PERIOD_WITHIN and one.name in A_YEAR
        and not any(utterance.text(at) in {PAUSE, "and"} for at in range(match.end, one.start))
    ]  # fmt: skip
    factor, end = (A_YEAR[periods[0].name], periods[0].end) if periods else (1, match.end)
    yearly = periods or any(utterance.text(match.end + n) == "year" for n in range(3))
    times, high = round((word.value or 0) * factor), round(word.high * factor) if word.high else None
    return times, high, end, "" if yearly else "year"


def _service(utterance: Utterance, match: Match) -> tuple[str, int, int] | None:
    """Return the kind of care nearest to how often, and where it stands; "I go twice a year" is to the doctor."""
    first, last = utterance.sentence(match.start)
    near: list[tuple[int, int, str, int, int]] = []
    for one in utterance.matches("services"):
        if first <= one.start < last:
            between = range(one.end, match.start) if one.end <= match.start else range(match.end, one.start)
            if len(between) > REACH:
                continue
            pauses = sum(
                3 for at in between if utterance.text(at) in {PAUSE, "and"} or utterance.words[at].value is not None
            )
            near.append((len(between) + pauses, one.start - one.end, one.name, one.start, one.end))
    near = [one for one in near if one[0] <= REACH]
    visiting = [one for one in utterance.matches("visiting") if first <= one.start < last]
    start, end = utterance.segment(match.start)
    here = sorted((one for one in visiting if start <= one.start < end), key=lambda one: abs(one.start - match.start))
    if near:
        _, _, kind, at, stop = min(near)
        alone = kind == "primary_care" and not visiting and not _speaks_of_visits(utterance, match) and at != start
        return None if alone else (kind, at, stop)
    if here and _needs_no_place(utterance, here[0]):
        return "primary_care", here[0].start, here[0].end
    if _speaks_of_visits(utterance, match):
        return "primary_care", match.start, match.end
    return None


def _needs_no_place(utterance: Utterance, visiting: Match) -> bool:
    """Whether "go" needs no word for where: not in "go to the gym"."""
    return utterance.text(visiting.end) not in utterance.wordings.neighbours.elsewhere


def _speaks_of_visits(utterance: Utterance, match: Match) -> bool:
    return any(utterance.text(at) == "visit" for at in range(match.start, match.end + 1))
