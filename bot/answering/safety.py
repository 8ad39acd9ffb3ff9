"""The screen that every message passes first, because somebody may be in danger now.

It is made of rules alone, so that it works with no model and gives the same result each time. The
rules are data, `knowledge/understanding/safety.yaml`. A *sign* says by itself that something is happening;
a *hint* does so unless its clause is about the plan. What the wording itself makes a supposition, a denial,
a figure of speech or long past is left out. In doubt it alarms: a notice too many costs a glance.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.answering.phrases import Match, Parser, Phrasebook
from bot.answering.spelling import END, PAUSE, SENTENCE, START, Spelling
from bot.vocabulary import Contact, Frozen, Notice

Danger = Literal["medical", "crisis", "poison"]
Phrases = tuple[str, ...]

# What comes first when a message holds several: the poison notice also says when to call 911.
ORDER: tuple[Danger, ...] = ("poison", "medical", "crisis")

ENDS_OF_CLAUSE = frozenset({SENTENCE, PAUSE, START, END})
ENDS_OF_SENTENCE = frozenset({SENTENCE, START, END})
ERASED = "_"
REACH_OF_PAST = 6
REACH_OF_TENSE = 3
STRETCH, OVERLAP = 4000, 400  # characters that are read at once, and that are read twice


@dataclass(frozen=True)
class Alarm:
    """Somebody may be in danger: of which kind, what else fits, and the group of rules that saw it.

    `hinted`: nothing more than hints were seen. `sure`: the emergency's notice comes first and takes the answer over. Otherwise a calm notice stands above the
    answer, which stays what it is: whom it does not concern loses a glance.
    """

    kind: Danger
    also: tuple[Danger, ...] = ()
    sign: str = ""
    hinted: bool = False
    sure: bool = True


class LookAlikes(Frozen):
    """Wordings that resemble a sign, and wordings that make a sign not present.

    `idioms` are left out of the message. `governors` undo the sign directly behind them, with nothing but
    `glue` between. `supposing` undoes the sign that it supposes, with nothing but `subjects` and `bridge`
    between, if the sentence is about the plan or a time to come (`plan`, `someday`) and the message does
    not press (`pressing`). `past` undoes a sign nearby that is not in the present tense, unless it is
    `ongoing` or something else begins between (`turning`). `plan` undoes a hint in the same clause.
    """

    idioms: Phrases
    governors: Phrases
    glue: Phrases
    supposing: Phrases
    bridge: Phrases
    someday: Phrases
    pressing: Phrases
    past: Phrases
    ongoing: Phrases
    turning: Phrases
    plan: Phrases
    subjects: Phrases
    present_tense: Phrases
    past_tense: Phrases
    negations: Phrases


class SafetyRules(Frozen):
    """The rules for `screen`: how words are spelt, lists of words, signs and hints by kind, look-alikes.

    Slips are put right to the words of `put_right`, unless what is written is one of `real_words`. The
    phrases are in the language of `bot.answering.phrases`. Raises KnowledgeError at the first use of
    `compiled` if a phrase names a list that is not there.
    """

    spellings: dict[str, str]
    put_right: str
    real_words: str
    lists: dict[str, Phrases]
    signs: dict[Danger, dict[str, Phrases]]
    hints: dict[Danger, dict[str, Phrases]]
    look_alikes: LookAlikes

    @cached_property
    def compiled(self) -> "_Compiled":
        """The rules made ready, once."""
        return _Compiled(self)


class NoticeText(Frozen):
    """What is shown for one kind of danger, in one language."""

    heading: str
    text: str
    contacts: tuple[Contact, ...]


def screen(message: str, rules: SafetyRules) -> Alarm | None:
    """Tell whether a message speaks of an emergency that is happening now; None: it does not.

    It takes any text, whole messages of any length, and raises nothing if the rules are sound.
    """
    compiled = rules.compiled
    signs: dict[str, str] = {}
    hints: dict[str, str] = {}
    for stretch in stretches(message):
        reading = _Reading(compiled, compiled.spelling.read(stretch))
        for found, matches in ((signs, reading.signs()), (hints, reading.hints())):
            for match in matches:
                kind, _, group = match.name.partition(".")
                found.setdefault(kind, group)
    found = {**hints, **signs}
    kinds = [kind for kind in ORDER if kind in found]
    return Alarm(kinds[0], tuple(kinds[1:]), found[kinds[0]], hinted=not signs) if kinds else None


def stretches(message: str) -> Iterator[str]:
    """Yield a message, or, where it is long, pieces of it that overlap: so the time to read it grows no faster than it."""
    for start in range(0, max(1, len(message) - OVERLAP), STRETCH - OVERLAP):
        yield message[start : start + STRETCH]


def emergency_notice(alarm: Alarm, texts: Mapping[Danger, NoticeText]) -> Notice:
    """Return what to show first: the notice of the alarm's kind, with the contacts of all its kinds."""
    text = texts[alarm.kind]
    contacts = dict.fromkeys(contact for kind in (alarm.kind, *alarm.also) for contact in texts[kind].contacts)
    return Notice(level="emergency", heading=text.heading, text=text.text, contacts=tuple(contacts))


def calm_notice(alarm: Alarm, texts: Mapping[Danger, NoticeText], heading: str, text: str) -> Notice:
    """Return what stands above an answer when it is not sure that anybody is in danger, with whom to reach if so."""
    return Notice(level="warning", heading=heading, text=text, contacts=texts[alarm.kind].contacts)


class _Compiled:
    """The rules as phrase books and sets of words."""

    def __init__(self, rules: SafetyRules) -> None:
        self.spelling = Spelling(rules.spellings, rules.put_right.split(), rules.real_words.split())
        self._parser = Parser(rules.lists, self.spelling.tokens)
        self.signs, self.hints = self._by_kind(rules.signs), self._by_kind(rules.hints)
        like = rules.look_alikes
        self.idioms, self.governors = self._book(like.idioms), self._book(like.governors)
        self.supposing, self.someday = self._book(like.supposing), self._book((*like.someday, *like.plan))
        self.pressing, self.plan, self.past = self._book(like.pressing), self._book(like.plan), self._book(like.past)
        self.glue, self.turning = self._words(like.glue), self._words(like.turning)
        self.ongoing, self.subjects = self._words(like.ongoing), self._words(like.subjects)
        self.bridge = self.subjects | self._words(like.bridge)
        self.present, self.was = self._words(like.present_tense), self._words(like.past_tense)
        self.negations = self._words(like.negations)
        self.spelling.keep(self._parser.words)

    def _by_kind(self, kinds: Mapping[Danger, Mapping[str, Phrases]]) -> Phrasebook:
        named = [(f"{kind}.{group}", texts) for kind, groups in kinds.items() for group, texts in groups.items()]
        return Phrasebook(self._parser.phrase(name, text) for name, texts in named for text in texts)

    def _book(self, texts: Phrases) -> Phrasebook:
        return Phrasebook(self._parser.phrase("look_alikes", text) for text in texts)

    def _words(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset(word for text in texts for wording in self._parser.wordings(text) for word in wording)


class _Reading:
    """One message as words, and what its wording says about a match."""

    def __init__(self, compiled: _Compiled, words: Sequence[str]) -> None:
        self._rules = compiled
        self._words = list(words)
        for idiom in compiled.idioms.find(words):
            if PAUSE in words[idiom.start + 1 : idiom.end - 1]:
                continue
            self._words[idiom.start : idiom.end] = [ERASED] * (idiom.end - idiom.start)

    def signs(self) -> Iterator[Match]:
        """Find the signs that nothing in the wording excuses."""
        return (sign for sign in self._rules.signs.find(self._words) if not self._excused(sign))

    def hints(self) -> Iterator[Match]:
        """Find the hints that nothing in the wording excuses, the plan in their clause included."""
        for hint in self._rules.hints.find(self._words):
            if not (self._speaks_of(self._rules.plan, hint, ENDS_OF_CLAUSE) or self._excused(hint)):
                yield hint

    def _excused(self, match: Match) -> bool:
        return self._governed(match) or self._supposed(match) or self._long_past(match)

    def _governed(self, match: Match) -> bool:
        """Say whether "no", "history of", "does it cover" or the like stands directly before it."""
        inside = self._words[match.start : match.end]
        if inside[0] in self._rules.subjects or not self._rules.negations.isdisjoint(inside):
            return False
        at = match.start
        while True:
            if at in self._governor_ends:
                return True
            if self._words[at - 1] not in self._rules.glue:
                return False
            at -= 1

    def _supposed(self, match: Match) -> bool:
        """Say whether it is what an "if" supposes, in a message about the plan or some later day."""
        for opener in self._openers:
            if opener.start < match.start and self._rules.bridge.issuperset(self._words[opener.end : match.start]):
                return self._speaks_of(self._rules.someday, match, ENDS_OF_SENTENCE) and not self._pressing
        return False

    def _long_past(self, match: Match) -> bool:
        """Say whether a distant time stands near it and nothing in it is in the present tense."""
        tense = self._words[max(0, match.start - REACH_OF_TENSE) : match.end]
        if self._rules.was.isdisjoint(tense) and not self._rules.present.isdisjoint(tense):
            return False
        return any(self._near(match, time) for time in self._distant_times)

    def _near(self, match: Match, time: Match) -> bool:
        """Say whether the time belongs to it: nothing new begins between them."""
        between = self._words[min(match.end, time.end) : max(match.start, time.start)]
        if time.start < match.start and self._words[time.start - 1] not in ENDS_OF_CLAUSE:
            return self._rules.glue.issuperset(between)
        foreign = self._rules.turning | ENDS_OF_SENTENCE
        if time.start >= match.end:
            foreign |= self._rules.subjects
        return len(between) <= REACH_OF_PAST and foreign.isdisjoint(between)

    def _speaks_of(self, book: Phrasebook, match: Match, borders: frozenset[str]) -> bool:
        """Say whether a phrase of the book stands between the borders around a match."""
        start, end = match.start, match.end
        while self._words[start] not in borders:
            start -= 1
        while self._words[end - 1] not in borders:
            end += 1
        return book.speaks_in(self._words[start:end])

    @cached_property
    def _governor_ends(self) -> frozenset[int]:
        return frozenset(found.end for found in self._rules.governors.find(self._words))

    @cached_property
    def _openers(self) -> tuple[Match, ...]:
        return tuple(self._rules.supposing.find(self._words))

    @cached_property
    def _distant_times(self) -> tuple[Match, ...]:
        times = self._rules.past.find(self._words)
        before = {time: self._words[max(0, time.start - 2) : time.start] for time in times}
        return tuple(time for time, words in before.items() if self._rules.ongoing.isdisjoint(words))

    @cached_property
    def _pressing(self) -> bool:
        return self._rules.pressing.speaks_in(self._words)
