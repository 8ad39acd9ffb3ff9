"""Who of the household would join a membership: "only the kids", "without my husband"."""

from collections.abc import Iterator

from bot.answering.phrases import Match
from bot.answering.situation.utterance import Finding, Utterance, longest

FIELDS = {
    "only": "retainers.only",
    "just": "retainers.only",
    "without": "retainers.without",
    "less": "retainers.without",
}
TOGETHER = frozenset(["all"])
BARE = frozenset(["just", "less"])  # said without a word for joining
JOINS = frozenset(["join", "sign_up", "enroll"])
QUESTION = ("is", "it")
INSURED_WITHIN = 5  # words


def joining(utterance: Utterance) -> Iterator[Finding]:
    """Find who would join; who alone would is said more clearly than who would not."""
    found = [one for one in longest(utterance.matches("joining")) if _is_meant(utterance, one)]
    only = [one for one in found if FIELDS[one.name.partition(".")[0]] == "retainers.only"]
    for one in only or found:
        how, _, who = one.name.partition(".")
        if who in TOGETHER and utterance.moods[one.start] != "said":
            continue  # "should we all join?"
        yield Finding(FIELDS[how], who, one.start, one.end)


def _is_meant(utterance: Utterance, match: Match) -> bool:
    """Whether a membership is what is spoken of, and not a household, or who is insured."""
    how = match.name.partition(".")[0]
    first, last = utterance.sentence(match.start)
    after = {utterance.text(at) for at in range(match.end, min(last, match.end + INSURED_WITHIN))}
    inside = {utterance.text(at) for at in range(match.start, match.end)} - {"'s"}
    if (after | inside) & utterance.wordings.insuring:
        return False
    if how not in BARE:
        return True
    if utterance.moods[match.start] in {"asked", "supposed"}:
        return (utterance.text(match.start - 2), utterance.text(match.start - 1)) != QUESTION
    if how == "just" and any(utterance.text(at) in JOINS for at in range(first, last)):
        return True
    if how == "just" and utterance.text(match.start) == "for":
        return _of_practice(utterance, first, match.start)  # "we want DPC for the kids only"
    return how == "just" and utterance.text(match.start + 1) == "for" and _of_practice(utterance, first, last)


def _of_practice(utterance: Utterance, first: int, last: int) -> bool:
    """Whether a sentence speaks of a practice."""
    roles = utterance.wordings.roles
    named = [*utterance.matches("names"), *utterance.matches("topics")]
    return any(first <= one.start < last and roles[one.name].topic == "practice" for one in named)
