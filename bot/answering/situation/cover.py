"""How somebody is insured, where they live, and for how long they plan."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.answering.phrases import Match
from bot.answering.situation.facts import Value
from bot.answering.situation.people import Children, named
from bot.answering.situation.utterance import Finding, Utterance, longest
from bot.answering.spelling import END, PAUSE, SENTENCE, START

CHOICES: Mapping[str, tuple[str, Value]] = {
    "subsidy": ("subsidy", True), "no_subsidy": ("subsidy", False), "net_subsidy": ("net_subsidy", True),
    "hsa_eligible": ("insurance.hsa_eligible", True), "hsa_maxed": ("hsa_maxed", True),
    "met_deductible": ("insurance.met.deductible", True), "no_premium": ("insurance.premium", 0),
    "paid_by_employer": ("retainers.paid_by", "employer"), "paid_for_me": ("insurance.premium", 0),
    "no_enrollment": ("retainers.enrollment_fee", 0), "bills_insurance": ("retainers.bills_insurance", True),
    "free_to_leave": ("retainers.free_to_leave", True), "billed_year": ("retainers.billed", "year"),
}  # fmt: skip
CODE = re.compile(r"(?<![\w$.'-])(?P<code>[A-Z]{2}|[a-z]{2})(?![\w'-])")
HERE = re.compile(r"(?:\b(?:in|from)\s+(?:[A-Z][A-Za-z.]+\s?){0,3},?\s*)$")
RESIDENT = re.compile(r"\s+(?:resident|here)\b")
CITY = re.compile(r"[A-Z][a-z]+,\s+$")
BEFORE_STATE = frozenset(["in", "from", "here", "near", "a", PAUSE, SENTENCE, START])
AFTER_STATE = frozenset(
    [PAUSE, SENTENCE, END, "and", "with", "but", "so", "resident", "here", "btw", "fyi", "on", "now", "my", "i", "we"]
)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
NEVER_DENIED = frozenset(["no_subsidy", "no_premium", "no_enrollment", "free_to_leave"])
TERMS = frozenset(["no_enrollment", "bills_insurance", "free_to_leave", "billed_year"])
WHOLE = 100  # percent
OWN_PLANS = frozenset(["each", "own", "our"])  # "we each have insurance from our own jobs"
INSURED = frozenset(["on", "under", "cover", "covered", "insured", "have", "has", "through"])
GONE = frozenset(["ended", "over", "cancelled", "canceled", "terminated"])  # "my insurance from work is gone"
US = frozenset(["us", "me", "both", "all"])
CHIP = "chip"
LONGEST_KEPT = 60
YEARS_AHEAD = 2


def coverage(utterance: Utterance, children: Children) -> Iterator[Finding]:
    """Find how the writer and others are insured; kinds that contradict each other are unclear."""
    by_person: dict[str, list[Finding]] = {}
    paid = [one for one in utterance.matches("choices") if one.name == "paid_by_employer"]
    parents = [one for one in utterance.matches("coverage") if one.name == "parent"]
    for match in longest([one for one in utterance.matches("coverage") if not _is_parents(utterance, one, parents)]):
        if any(one.start < match.end and match.start < one.end for one in paid):
            continue  # "my job covers the membership fee": no insurance
        intended = match.name == "none" and any(
            utterance.text(match.start - n) in utterance.wordings.neighbours.intending for n in range(1, 4)
        )
        if utterance.text(match.start - 1) == "no" and match.name != "none":
            continue  # "no Medicare yet"
        if _is_over(utterance, match) or intended or (match.name != "none" and utterance.denied(match.start)):
            continue
        for who in _insured(utterance, match, children):
            field = "coverage" if who == "me" else f"members.{who}.coverage" if who else "children_coverage"
            by_person.setdefault(who, []).append(Finding(field, _kind(utterance, match, who), match.start, match.end))
    for findings in by_person.values():
        told = [one for one in findings if utterance.mood(one) == "said"]
        sound = len({one.value for one in told}) < 2
        for one in findings:
            yield Finding(**{**vars(one), "sound": sound or one not in told})


def _is_parents(utterance: Utterance, match: Match, parents: Sequence[Match]) -> bool:
    """Whether an employer is a parent's: "my dad's plan thru his work" is the writer's cover."""
    first, last = utterance.sentence(match.start)
    return match.name == "employer" and any(first <= one.start < last for one in parents)


def _is_over(utterance: Utterance, match: Match) -> bool:
    """Whether insurance is said to have ended: "my insurance from work is gone"."""
    behind = [utterance.text(match.end + n) for n in range(3)]
    return bool(GONE & {*behind}) or behind[:2] == ["is", "go"]


def _is_on(utterance: Utterance, first: int, last: int) -> bool:
    """Whether words say that somebody is insured: "my son is on ..."."""
    return bool(INSURED & {utterance.text(at) for at in range(first, last)})


def _kind(utterance: Utterance, match: Match, who: str) -> str:
    """Return the kind of insurance; CHIP is the children's."""
    chip = utterance.text(match.start) == CHIP and (not who or who.startswith("child"))
    return CHIP if chip else match.name


def _insured(utterance: Utterance, match: Match, children: Children) -> tuple[str, ...]:
    """Return whose insurance is spoken of: theirs for whom it is, or who is named before."""
    following = [utterance.text(at) for at in range(match.end, match.end + 3)]
    before = utterance.subjects(match.start)
    if following[:1] == ["cover"] and following[1] in US:
        return ("me",)  # "his retiree plan covers both of us"
    first, _ = utterance.sentence(match.start)
    if OWN_PLANS <= {utterance.text(at) for at in range(first, match.end)}:
        return "me", "spouse"
    if before == ("child",) and match.name == "employer" and not _is_on(utterance, first, match.start):
        return ("me",)  # "baby is 5 months insurance thru work"
    if (following[:1] == ["for"] and "kid" in following) or before == ("children",):
        return children.all(utterance)
    if before == ("everyone",):
        return ("me", *(name for name in children.all(utterance) if name))
    return ("me",) if before == ("we",) else named(utterance, match.start, children)


def choices(utterance: Utterance) -> Iterator[Finding]:
    """Find subsidies and health savings accounts."""
    for match in longest([one for one in utterance.matches("choices") if one.name in CHOICES]):
        if not _holds(utterance, match):
            continue
        words = {utterance.text(at) for at in range(match.start, match.end)}
        asking = utterance.moods[match.start] == "asked" or words & utterance.wordings.neighbours.intending
        if match.name == "paid_by_employer" and asking:
            continue
        if match.name in TERMS and utterance.moods[match.start] != "said" and not utterance.quoted(match.start):
            continue  # "do they bill my insurance?"
        if match.name in NEVER_DENIED or not utterance.denied(match.start):
            field, value = CHOICES[match.name]
            yield Finding(field, value, match.start, match.end)
            if match.name == "net_subsidy":
                yield Finding("subsidy", value=True, start=match.start, end=match.end)


def _holds(utterance: Utterance, match: Match) -> bool:
    """Whether what stands around a choice allows it: "costs me 0", "pays 100%", "he pays for it" of a parent's plan."""
    if match.name == "paid_for_me":
        return any(one.name == "parent" for one in utterance.matches("coverage"))
    values = [utterance.words[at].value for at in utterance.numbers(match.start, match.end)]
    if match.name != "no_premium":
        return match.name != "billed_year" or set(values) <= {1}
    share = "%" in {utterance.text(at) for at in range(match.start, match.end)}
    return all(value == (WHOLE if share else 0) for value in values) and not _of_practice(utterance, match)


def _of_practice(utterance: Utterance, match: Match) -> bool:
    """Whether a membership is the last that was spoken of before a word in its sentence."""
    first, _ = utterance.sentence(match.start)
    topics = [
        (one.start, utterance.wordings.roles[one.name].topic)
        for kind in ("names", "topics")
        for one in utterance.matches(kind)
        if first <= one.start <= match.start and utterance.wordings.roles[one.name].topic != "other"
    ]
    return bool(topics) and max(topics)[1] == "practice"


def states(utterance: Utterance) -> Iterator[Finding]:
    """Find the state in which somebody lives, by its name or its two letters."""
    for match in longest(utterance.matches("states")):
        placed = utterance.text(match.start - 1) in BEFORE_STATE
        live = "live" in {utterance.text(match.start - 2), utterance.text(match.start - 1)}
        if live or (placed and utterance.text(match.end) in AFTER_STATE):
            yield Finding("state", match.name, match.start, match.end)
    yield from _codes(utterance)


def _codes(utterance: Utterance) -> Iterator[Finding]:
    """Find the two letters of a state; those that are words too count only behind "in"."""
    message, ambiguous = utterance.message, utterance.wordings.not_codes.split()
    starts = [word.start for word in utterance.words[1:-1]]
    shouted = message.isupper()
    for match in CODE.finditer(message):
        code = match["code"].upper()
        if code not in utterance.wordings.states:
            continue
        before = message[max(0, match.start() - 40) : match.start()]
        inside = HERE.search(before)
        resident = RESIDENT.match(message, match.end())
        clear = match["code"].isupper() and (code not in ambiguous or resident) and not shouted
        if (
            inside and (match["code"].isupper() or code not in ambiguous) and not _bare(before, code, message)
        ) or clear:
            at = bisect_right(starts, match.start())
            yield Finding("state", code, at, at + 1)


def _bare(before: str, code: str, message: str) -> bool:
    """Whether "in ME" may be no state: a code that is a word counts behind a city, or where not all is shouted."""
    return message.isupper() and not CITY.search(before) and code in {"ME", "IN", "OR", "OK", "HI"}


def plans(utterance: Utterance, on: date) -> Iterator[Finding]:
    """Find for how many months a membership would be kept, and the year of the plan."""
    for match in utterance.matches("kept"):
        if utterance.denied(match.start):
            continue
        numbers = utterance.numbers(match.start, match.end)
        value = int(utterance.words[numbers[-1]].value or 0) if numbers else 0
        if match.name == "leaving" and utterance.moods[match.start] == "asked":
            continue  # "can I leave after 6 months?"
        if match.name in {"months", "years", "leaving"}:
            months = value * (12 if match.name == "years" else 1)
            yield Finding("months_kept", months, match.start, match.end, sound=0 < months <= LONGEST_KEPT)
        elif match.name == "until":
            month = MONTHS.index(utterance.text(match.end - 1)) + 1
            yield Finding("months_kept", (month - on.month) % 12 or 12, match.start, match.end, assumed="year")
        elif match.name == "next_year" or on.year <= value <= on.year + YEARS_AHEAD:
            yield Finding("plan_year", value or on.year + 1, match.start, match.end)
