"""A small language for wordings, so that rules about words can be data that anyone can read.

    {cannot} .. breathe|swallow        one of a list, up to three words between, one of two words
    worst headache of? {my} life       a word that may be missing
    took ... 8-999 .. {pills}          up to seven words between, a number in a range
    ^ chest pain $                     the whole message

A space joins words that follow each other. An underscore is a space inside one alternative. Words
between never run past the end of a sentence, nor over a "not" or an "if" that would turn the meaning round.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bot.answering.spelling import END, SENTENCE, START
from bot.errors import KnowledgeError

Words = tuple[str, ...]
Tokenize = Callable[[str], list[str]]

GAPS = {"..": 3, "...": 7}
BARRIERS = frozenset(
    {SENTENCE, START, END, "not", "no", "never", "without", "if", "dont", "doesnt", "didnt", "havent", "hasnt"}
)
_RANGE = re.compile(r"(\d+)-(\d+)(\??)")


@dataclass(frozen=True)
class Match:
    """Where a phrase stands: the words `[start, end)`, and the name it is filed under."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Gap:
    """Up to `most` words of any kind."""

    most: int

    def advance(self, words: Sequence[str], starts: set[int]) -> set[int]:
        """Return the places that can be reached from these."""
        reached = set(starts)
        for start in starts:
            for at in range(start, min(start + self.most, len(words))):
                if words[at] in BARRIERS:
                    break
                reached.add(at + 1)
        return reached


@dataclass(frozen=True)
class Choice:
    """One of several wordings, kept by their first word."""

    wordings: Mapping[str, tuple[Words, ...]]
    optional: bool = False

    def advance(self, words: Sequence[str], starts: set[int]) -> set[int]:
        """Return the places that can be reached from these."""
        reached = set(starts) if self.optional else set()
        for start in starts:
            if start < len(words):
                for wording in self.wordings.get(words[start], ()):
                    if len(wording) == 1 or tuple(words[start : start + len(wording)]) == wording:
                        reached.add(start + len(wording))
        return reached


@dataclass(frozen=True)
class Number:
    """A number from `low` to `high`, in digits."""

    low: int
    high: int
    optional: bool = False

    def advance(self, words: Sequence[str], starts: set[int]) -> set[int]:
        """Return the places that can be reached from these."""
        reached = set(starts) if self.optional else set()
        return reached | {start + 1 for start in starts if self._holds(words, start)}

    def _holds(self, words: Sequence[str], at: int) -> bool:
        digits = words[at] if at < len(words) else ""
        return digits.isdecimal() and len(digits) < 10 and self.low <= int(digits) <= self.high


Step = Gap | Choice | Number


@dataclass(frozen=True)
class Phrase:
    """A wording to look for; it begins with a `Choice` that is not optional."""

    name: str
    steps: tuple[Step, ...]

    @property
    def first(self) -> Iterable[str]:
        """The words with which it can begin."""
        step = self.steps[0]
        return step.wordings if isinstance(step, Choice) else ()

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of words: without one of each it cannot stand in a message."""
        return tuple(frozenset(s.wordings) for s in self.steps if isinstance(s, Choice) and not s.optional)

    def end(self, words: Sequence[str], start: int) -> int | None:
        """Return where it ends, the shortest way, if it begins at `start`; otherwise None."""
        places = {start}
        for step in self.steps:
            places = step.advance(words, places)
            if not places:
                return None
        return min(places)


class Phrasebook:
    """Phrases filed by their first word, so that most of them are never tried."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_first: dict[str, list[tuple[Phrase, tuple[frozenset[str], ...]]]] = {}
        for phrase in phrases:
            entry = (phrase, phrase.needs)
            for word in phrase.first:
                self._by_first.setdefault(word, []).append(entry)

    def find(self, words: Sequence[str]) -> Iterator[Match]:
        """Find every place where a phrase begins, from the first word to the last."""
        present = set(words)
        for start, word in enumerate(words):
            for phrase, needs in self._by_first.get(word, ()):
                if not any(need.isdisjoint(present) for need in needs):
                    end = phrase.end(words, start)
                    if end is not None:
                        yield Match(phrase.name, start, end)

    def speaks_in(self, words: Sequence[str]) -> bool:
        """Say whether any phrase stands in the words."""
        return next(self.find(words), None) is not None


class Parser:
    """Reads phrases as they are written, with the word lists that they name in braces."""

    def __init__(self, lists: Mapping[str, Sequence[str]], tokenize: Tokenize) -> None:
        self._lists = lists
        self._tokenize = cache(tokenize)
        self._choice = cache(self._read_choice)
        self.words: set[str] = set()

    def phrase(self, name: str, text: str) -> Phrase:
        """Read one phrase.

        Raises KnowledgeError if it names a list that is not there, or begins with something that
        is not a word.
        """
        steps = tuple(step for item in text.split() for step in self._steps(item))
        if not steps or not isinstance(steps[0], Choice) or steps[0].optional:
            raise KnowledgeError(f"phrase {text!r} under {name!r} has to begin with a word that is always there")
        return Phrase(name, steps)

    def wordings(self, item: str, within: tuple[str, ...] = ()) -> list[Words]:
        """Return every wording that `a|b|{list}` stands for; raises as `phrase` does."""
        found: list[Words] = []
        for part in item.split("|"):
            if part in (START, END):
                found.append((part,))
            elif part.startswith("{") and part.endswith("}"):
                found += self._list(part[1:-1], within)
            elif words := tuple(self._tokenize(part)):
                found.append(words)
        return found

    def _list(self, name: str, within: tuple[str, ...]) -> list[Words]:
        if name not in self._lists or name in within:
            raise KnowledgeError(f"word list {{{name}}} is not there, or stands within itself")
        return [words for entry in self._lists[name] for words in self.wordings(entry, (*within, name))]

    def _steps(self, item: str) -> list[Step]:
        if item in GAPS:
            return [Gap(GAPS[item])]
        if number := _RANGE.fullmatch(item):
            return [Number(int(number[1]), int(number[2]), bool(number[3]))]
        return [self._choice(item)]

    def _read_choice(self, item: str) -> Choice:
        filed: dict[str, tuple[Words, ...]] = {}
        for wording in dict.fromkeys(self.wordings(item.removesuffix("?"))):
            filed[wording[0]] = (*filed.get(wording[0], ()), wording)
            self.words.update(wording)
        return Choice(filed, item.endswith("?"))
