"""The wordings of knowledge/understanding/situation.yaml: which words speak of what."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from bot.answering.phrases import Parser, Phrasebook
from bot.answering.situation.words import Reader
from bot.answering.spelling import Spelling
from bot.insurance import Service
from bot.vocabulary import Frozen

Phrases = tuple[str, ...]
Topic = Literal["insurance", "practice", "other"]
Period = Literal["week", "two weeks", "half month", "month", "two months", "quarter", "half year", "year", "visit"]
Coverage = Literal[
    "employer", "marketplace", "medicare", "medicaid", "none", "health_share", "va_tricare", "parent", "cobra"
]
NAMED = (
    "periods", "people", "ages", "counts", "services", "often", "medicines", "coverage", "choices", "kept", "tiers",
    "networks", "medicare", "joining", "alternatives", "answers", "cover_words",
)  # fmt: skip
PLAIN = (
    "bounds", "each", "family", "chronic", "healthy", "visiting", "never", "pregnant", "corrected", "wrong", "tried",
)  # fmt: skip
State = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class RoleWords(Frozen):
    """What an amount is: `names` are words for the amount itself ("premium"), `topics` for what it is paid for.

    `field` is its place in a situation file, "" where it has none there; a sum of a role without a field is unclear.
    """

    field: str = ""
    topic: Topic
    names: Phrases = ()
    topics: Phrases = ()


class MoodWords(Frozen):
    """How a sentence is meant.

    `asked` begins a question at the beginning of a sentence, `asked_after` also behind a comma or a joint,
    `asked_inside` anywhere; `supposed` begins a supposition, `supposed_whole` makes all of its sentence one;
    `others` are people who are not meant; `past` is over; `resumed` begins a statement about oneself; a `tags` at the
    end of a question makes all of it one.
    """

    asked: Phrases
    asked_after: Phrases
    asked_inside: Phrases
    supposed: Phrases
    supposed_whole: Phrases
    others: Phrases
    past: Phrases
    resumed: Phrases
    tags: Phrases


class Neighbours(Frozen):
    """Single words that decide by what they stand next to; the file says what each is for."""

    denials: frozenset[str]
    intending: frozenset[str]
    costing: frozenset[str]
    paying: frozenset[str]
    into: frozenset[str]
    employers: frozenset[str]
    changing: frozenset[str]
    persons: frozenset[str]
    rows: frozenset[str]
    counted: frozenset[str]
    uncounted: frozenset[str]
    after_age: frozenset[str]
    owned: frozenset[str]
    elsewhere: frozenset[str]
    stating: frozenset[str]


class SituationWordings(Frozen):
    """The wordings; phrases are in the language of `bot.answering.phrases`, where "#" is a number and "$#" a sum.

    `spellings` has the ways to write a word, `slips` words towards which misspelt ones are mended, `words` ones that
    are left as they are. `least` is below which amount a sum of a role cannot be, `assumed_monthly` up to which a sum
    without a period is taken for a month's. `answers`, `corrected`, `wrong`, `tried`, `cover_words` and `usual` are for
    messages in a context.
    """

    spellings: Mapping[str, str]
    slips: str
    words: str
    lists: Mapping[str, Phrases]
    moods: MoodWords
    neighbours: Neighbours
    relatives: Mapping[str, Phrases]
    corrections: Phrases
    periods: Mapping[Period, Phrases]
    roles: Mapping[str, RoleWords]
    bounds: Phrases
    each: Phrases
    family: Phrases
    least: Mapping[str, float]
    assumed_monthly: Mapping[str, float]
    people: Mapping[str, Phrases]
    ages: Mapping[str, Phrases]
    chronic: Phrases
    healthy: Phrases
    counts: Mapping[str, Phrases]
    services: Mapping[Service, Phrases]
    visiting: Phrases
    often: Mapping[str, Phrases]
    never: Phrases
    medicines: Mapping[str, Phrases]
    coverage: Mapping[Coverage, Phrases]
    choices: Mapping[str, Phrases]
    tiers: Mapping[str, Phrases]
    networks: Mapping[str, Phrases]
    medicare: Mapping[Literal["advantage", "supplement", "original"], Phrases]
    metals: frozenset[str]
    themselves: frozenset[str]
    pregnant: Phrases
    joining: Mapping[str, Phrases]
    insuring: frozenset[str]
    alternatives: Mapping[Literal["second", "first"], Phrases]
    answers: Mapping[Literal["declined", "none", "whole_year"], Phrases]
    corrected: Phrases
    wrong: Phrases
    tried: Phrases
    cover_words: Mapping[Coverage, Phrases]
    usual: Mapping[str, tuple[float, float]]
    kept: Mapping[str, Phrases]
    states: Mapping[State, str]
    not_codes: str

    @cached_property
    def reader(self) -> Reader:
        """What reads messages into words."""
        spellings = {written: read.split() for read, all_ in self.spellings.items() for written in all_.split()}
        known = self.slips.split()
        slips = Spelling({}, known, [*self.words.split(), *spellings])
        parser = Parser({}, Reader(spellings, slips).phrase)
        corrections = Phrasebook(parser.phrase("corrections", text) for text in self.corrections)
        return Reader(spellings, slips, corrections, self.neighbours.changing)

    @cached_property
    def book(self) -> Phrasebook:
        """All phrases, each filed under its kind and its name: "roles.names.premium"."""
        parser = Parser(self.lists, self.reader.phrase)
        book = Phrasebook(parser.phrase(name, text) for name, text in self._filed())
        self.reader.slips.keep(parser.words)
        return book

    @cached_property
    def kin(self) -> Mapping[str, str]:
        """Who of the household a relative is: "spouse" by "wife"."""
        return {word: who for who, words in self.relatives.items() for word in words}

    def _filed(self) -> Iterator[tuple[str, str]]:
        for role, words in self.roles.items():
            yield from ((f"names.{role}", text) for text in words.names)
            yield from ((f"topics.{role}", text) for text in words.topics)
        for mood, texts in self.moods:
            yield from ((f"moods.{mood}", text) for text in texts)
        for kind in NAMED:
            for name, texts in getattr(self, kind).items():
                yield from ((f"{kind}.{name}", text) for text in texts)
        yield from ((f"states.{code}", name.replace(" ", "_")) for code, name in self.states.items())
        for kind in PLAIN:
            yield from ((f"{kind}.", text) for text in getattr(self, kind))
