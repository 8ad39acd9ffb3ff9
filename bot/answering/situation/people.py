"""Who belongs to the household: illness, medicines, and how many there are."""

from collections.abc import Iterator

from bot.answering.phrases import Match
from bot.answering.situation.utterance import Finding, Utterance, longest
from bot.answering.situation.words import NUMBER

MOST = 30  # people in a household, and medicines
COUNTS = {"no_children": 0, "one_child": 1, "twins": 2, "triplets": 3}
TAKEN = frozenset(["take", "remove", "drop", "add", "off", "leave", "keep"])
POINTED = frozenset(["us", "him", "her"])
ADULTS = {"one_adult": 1, "two_adults": 2}


class Children:
    """Names children in the order in which they are spoken of."""

    def __init__(self) -> None:
        self.places: list[tuple[int, str]] = []

    def at(self, place: int) -> str:
        """Name a new child that is spoken of at a word."""
        self.places.append((place, f"child-{len(self.places) + 1}"))
        return self.places[-1][1]

    def all(self, utterance: Utterance) -> tuple[str, ...]:
        """Name all children: those spoken of, or as many as were counted; "" where neither is known."""
        named_ = tuple(name for _, name in self.places)
        counted = [int(one.value) for one in household(utterance) if one.field == "children"]
        return named_ or tuple(f"child-{n + 1}" for n in range(min(counted[0], MOST) if counted else 0)) or ("",)

    def nearest(self, place: int) -> str:
        """Return the name of the child that was spoken of last before a word."""
        before = [name for at, name in self.places if at <= place]
        return before[-1] if before else "child-1"


def named(utterance: Utterance, at: int, children: Children) -> tuple[str, ...]:
    """Return the ids of the members who are spoken of at a word; () if it is not clear who."""
    found = []
    for who in utterance.subjects(at):
        found.append(children.nearest(at) if who == "child" else who)
    return tuple(one for one in found if one not in {"we", "children", "pronoun", "everyone"})


def health(utterance: Utterance, children: Children) -> Iterator[Finding]:
    """Find who has a chronic illness, who is healthy, and how many medicines they take."""
    kin = utterance.wordings.kin
    for match in utterance.matches("chronic"):
        texts = [utterance.text(at) for at in range(match.start, match.end)]
        inside = [kin[text] for text in texts if text in kin]
        following = [utterance.text(at) for at in range(match.end, match.end + 4)]
        if utterance.denied(match.start) or "family" in following or "risk" in following:
            continue
        who = tuple(children.nearest(match.end) if one == "child" else one for one in inside[:1])
        for one in who or named(utterance, match.start + 1, children):
            yield Finding(f"members.{one}.chronic", value=True, start=match.start, end=match.end)
    for match in utterance.matches("healthy"):
        if not utterance.denied(match.start):
            for one in named(utterance, match.end, children):
                yield Finding(f"members.{one}.health", "good", match.start, match.end)
    for match in longest(utterance.matches("medicines")):
        numbers = [int(utterance.words[at].value or 0) for at in utterance.numbers(match.start, match.end)]
        value = sum(numbers if match.name == "sum" else numbers[:1])
        for one in named(utterance, match.start, children):
            yield Finding(f"members.{one}.medicines", value, match.start, match.end)


def _is_pair(utterance: Utterance, at: int) -> bool:
    """Whether an "and" joins a couple."""
    return any(one.name == "two_adults" and one.start < at < one.end for one in utterance.matches("counts"))


def _is_of_child(utterance: Utterance, match: Match) -> bool:
    """Whether "both of us" is the writer and a child: "me and my son"."""
    pointed = POINTED & {utterance.text(at) for at in range(match.start, match.end)}
    spoken = {one.name for one in utterance.matches("people")}
    child = "child" in spoken or any(one.name == "one_child" for one in utterance.matches("counts"))
    return match.name == "two_adults" and bool(pointed) and child and "spouse" not in spoken


def household(utterance: Utterance) -> Iterator[Finding]:
    """Find how many children, adults and people there are."""
    for match in utterance.matches("counts"):
        numbers = utterance.numbers(match.start, match.end)
        said = int(utterance.words[numbers[0]].value or 0) if numbers else 0
        if utterance.text(match.start - 1) in TAKEN and utterance.moods[match.start] != "said":
            continue  # "can we take one kid off?"
        if match.name in ADULTS:
            if match.name == "one_adult" and utterance.text(match.end) == "and" and _is_pair(utterance, match.end):
                continue  # "just me and my husband"
            if _is_of_child(utterance, match):
                continue
            yield Finding("adults", ADULTS[match.name], match.start, match.end)
        elif match.name in COUNTS:
            yield Finding("children", COUNTS[match.name], match.start, match.end)
        elif utterance.words[numbers[0]].text == NUMBER and not utterance.denied(match.start):
            yield Finding(match.name, said, match.start, match.end, sound=0 < said <= MOST)
