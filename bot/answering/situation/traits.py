"""What a plan is: its tier, the kind of its network, the kind of Medicare; and who is pregnant."""

from collections.abc import Iterator

from bot.answering.situation.people import Children, named
from bot.answering.situation.utterance import Finding, Utterance, longest
from bot.answering.situation.words import NUMBER

TRAITS = {"tiers": "insurance.tier", "networks": "insurance.network"}
WHOLE, USUAL = 100, (10, 15, 20, 25, 30, 35, 40, 45, 50)  # percent, and what a person pays of it
NEGATIONS = frozenset(["no", "not", "without"])


def traits(utterance: Utterance) -> Iterator[Finding]:
    """Find the tier of a plan and the kind of its network; of several it is none."""
    for kind, field in TRAITS.items():
        found = [
            Finding(field, one.name, one.start, one.end)
            for one in longest(utterance.matches(kind))
            if utterance.text(one.end) not in utterance.wordings.metals and utterance.moods[one.start] != "asked"
        ]
        for second in (False, True):
            here = [one for one in found if (one.start in utterance.second) == second]
            told = {one.value for one in here if utterance.mood(one) == "said"}
            sure = [one for one in here if len(told) < 2 or utterance.mood(one) != "said"]
            yield from (one for one in sure if not utterance.denied(one.start))


def medicare_kind(utterance: Utterance) -> Iterator[Finding]:
    """Find the kind of Medicare: a supplement goes with the original, and says more."""
    order: list[str] = [*utterance.wordings.medicare]
    found = [
        one
        for one in longest(utterance.matches("medicare"))
        if not utterance.denied(one.start) and utterance.text(one.start - 1) not in NEGATIONS
    ]
    for one in sorted(found, key=lambda match: order.index(match.name))[:1]:
        yield Finding("medicare_kind", one.name, one.start, one.end)


def pregnant(utterance: Utterance, children: Children) -> Iterator[Finding]:
    """Find who is pregnant."""
    kin = utterance.wordings.kin
    for match in longest(utterance.matches("pregnant")):
        inside = [kin[text] for at in range(match.start, match.end) if (text := utterance.text(at)) in kin]
        if not utterance.denied(match.start):
            for one in inside[:1] or named(utterance, match.start, children):
                yield Finding(f"members.{one}.pregnant", value=True, start=match.start, end=match.end)


def pairs(utterance: Utterance) -> Iterator[Finding]:
    """Find coinsurance that is told as a pair: "80/20"."""
    for at in range(1, len(utterance.words) - 2):
        values = [utterance.words[place].value or 0 for place in (at, at + 2)]
        plain = [utterance.text(place) for place in range(at, at + 3)] == [NUMBER, "/", NUMBER]
        if plain and sum(values) == WHOLE and min(values) in USUAL:
            yield Finding("insurance.coinsurance", min(values) / 100, at, at + 3)
