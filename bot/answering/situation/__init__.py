"""What a person says about their situation in a message, read by rules.

`situation_of` reads a message into facts, each with the words that it came from: ages, insurance, use of care, what
a practice costs. Unknown stays unknown: what is only asked or supposed, and sums whose role is not clear, are kept
apart. `merged` adds a message to earlier ones, `as_situation` writes the shape of a situation file.

In the order of the work: `words` (numbers and words with their places), `utterance` (how each is meant), then
`ages`, `people`, `joining`, `care`, `cover`, `traits` and `money`, and `context` for what the conversation adds. The wordings are data: knowledge/understanding/situation.yaml.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.answering.situation.ages import ages
from bot.answering.situation.care import use
from bot.answering.situation.context import Reply
from bot.answering.situation.cover import choices, coverage, plans, states
from bot.answering.situation.facts import Context, Fact, Situation, Stated, as_situation, merged
from bot.answering.situation.joining import joining
from bot.answering.situation.money import Sums
from bot.answering.situation.people import Children, health, household
from bot.answering.situation.traits import medicare_kind, pairs, pregnant, traits
from bot.answering.situation.utterance import Finding, Utterance, heard
from bot.answering.situation.wordings import SituationWordings

__all__ = ["Context", "Fact", "Situation", "SituationWordings", "Stated", "as_situation", "merged", "situation_of"]

SECOND = "retainers2."
LONGEST = 4000  # characters that are read


def situation_of(message: str, wordings: SituationWordings, on: date, context: Context | None = None) -> Situation:
    """Read what a message, written on a day, says about the person who wrote it and their household.

    In a context bare answers and corrections are understood too. It takes any text and raises nothing; of a very long
    message the first 4,000 characters are read.
    """
    utterance = heard(message[:LONGEST], wordings)
    said = _said(utterance, on)
    if context is not None and (context.asked or context.spoken):
        return Reply(utterance, context, said).situation()
    facts = {one.field: one for one in said.facts}
    return said.model_copy(update={"facts": ()}) if alone(facts, utterance) else said


def _said(utterance: Utterance, on: date) -> Situation:
    """Return what an utterance says by itself."""
    facts: dict[str, Fact] = {}
    unclear: list[Fact] = []
    asked: list[Fact] = []
    for finding in settled([*_findings(utterance, on)]):
        mood, fact = utterance.mood(finding), utterance.fact(finding)
        if mood in {"asked", "supposed"}:
            asked += [] if _repeats(fact, asked) else [fact]
        elif mood == "said" and fact.field and finding.sound and facts.get(fact.field, fact).value == fact.value:
            facts.setdefault(fact.field, fact)
        elif mood == "said":
            unclear.append(fact)
    return Situation(facts=tuple(facts.values()), unclear=tuple(unclear), asked_about=tuple(asked))


def settled(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings; what is told of a second membership where no fee of a first one is told is the first's."""
    first = any(one.field == "retainers.fee" for one in findings)
    for one in findings:
        second = one.field.startswith(SECOND) and not first
        yield replace(one, field=one.field.replace(SECOND, "retainers.", 1)) if second else one


def _repeats(fact: Fact, others: Iterable[Fact]) -> bool:
    """Whether the same is said by other words: "leave after 6 months"."""
    return any((one.field, one.value) == (fact.field, fact.value) for one in others if fact.field)


def alone(facts: dict[str, Fact], utterance: Utterance) -> bool:
    """Whether all that was found is a bare number at the beginning: with nothing else it may be anything."""
    only = next(iter(facts.values()), None)
    return len(facts) == 1 and only is not None and only.said.isdecimal() and len(utterance.words) > 3


def _is_of_joining(utterance: Utterance, count: Finding, joins: Container[int]) -> bool:
    """Whether "just me" is who would join, or "is it just me", and not how many there are."""
    return count.start in joins or utterance.moods[count.start] == "asked"


def _findings(utterance: Utterance, on: date) -> Iterator[Finding]:
    """Find facts in an order in which each number is read once: an age is no sum."""
    children = Children()
    joined = [*joining(utterance)]
    joins = {at for one in joined for at in range(one.start, one.end)}
    found = [
        *ages(utterance, on.year, children),
        *(one for one in household(utterance) if one.field != "adults" or not _is_of_joining(utterance, one, joins)),
        *joined,
        *health(utterance, children),
        *pregnant(utterance, children),
        *use(utterance, children),
        *coverage(utterance, children),
        *choices(utterance),
        *states(utterance),
        *plans(utterance, on),
        *traits(utterance),
        *medicare_kind(utterance),
        *pairs(utterance),
    ]
    yield from (utterance.placed(one) for one in found)
    claimed = {at for one in found for at in utterance.numbers(one.start, one.end)}
    yield from Sums(utterance, claimed).findings()
