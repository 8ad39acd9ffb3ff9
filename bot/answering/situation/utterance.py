"""A message with what its wordings say: how each word is meant, who is spoken of, what is denied.

Only what is said as a fact about the person counts as one: a question, a supposition, the past and other people do not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Literal

from bot.answering.phrases import Match
from bot.answering.situation.facts import Fact, Stated, Value
from bot.answering.situation.sides import sides
from bot.answering.situation.wordings import SituationWordings
from bot.answering.situation.words import Word
from bot.answering.spelling import END, PAUSE, SENTENCE, START

Mood = Literal["said", "asked", "supposed", "past", "others"]
ENDS = frozenset([SENTENCE, START, END])
JOINTS = frozenset(["and", "but", "so", "or", "then", "well", "ok", "okay", "hi", "hello", "also", "yes", "yeah", "no"])
REASONS = frozenset(["because", "since", "but", "given"])
OWN = frozenset(["my", "our"])
MOVED = frozenset(["to", "from", "into"])  # "went from gold 600 to silver 400": one plan
OWNED = frozenset(["premium", "list_premium", "deductible", "out_of_pocket_max"])  # of a plan of one's own
WONDERING = frozenset([("why", "would"), ("why", "should"), ("who", "pay"), ("who", "would")])
QUOTING = frozenset(["join", "sign", "signup", "enroll", "worth"])
SUPPOSING = frozenset(["say", "was", "were", "fee", "price", "cost"])  # of a price itself: "if the fee was, say, 80"
QUOTED = frozenset(
    f"retainers.{one}" for one in ("fee", "enrollment_fee", "child_fee", "each", "enrollment_each", "family_fee")
)
RETIRED = "retiree"
THEIRS = OWN | {"the"}
NUMBER_WITHIN = 14  # words from the name of another plan to what it costs
DENIED_WITHIN = 4  # words: "not on Medicare yet"
TURNS = frozenset([PAUSE, SENTENCE, "but", START, "now", "and"])  # a denial does not reach beyond


@dataclass(frozen=True)
class Finding:
    """A fact as words `[start, end)` of an utterance say it; without a field it is a sum whose role is not clear."""

    field: str
    value: Value
    start: int
    end: int
    high: int | float | None = None
    stated: Stated | None = None
    assumed: str = ""
    sound: bool = True  # whether it can be: an age below 116, a sum above 0


@dataclass(frozen=True)
class Utterance:
    """A message as words, and the phrases that stand in it, by kind ("ages") and name ("spouse")."""

    message: str
    words: Sequence[Word]
    found: dict[str, list[Match]]
    wordings: SituationWordings

    def matches(self, kind: str) -> list[Match]:
        """Return the phrases of a kind in the order of the message."""
        return self.found.get(kind, [])

    def text(self, at: int) -> str:
        """Return a word, "" outside of the message."""
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def numbers(self, start: int, end: int) -> list[int]:
        """Return the places of the numbers among some words."""
        return [at for at in range(max(start, 0), min(end, len(self.words))) if self.words[at].value is not None]

    def fact(self, finding: Finding) -> Fact:
        """Return a finding with the words of the message."""
        inside = self.words[finding.start : finding.end]
        start, end = min(word.start for word in inside), max(word.end for word in inside)
        return Fact(
            field=finding.field,
            value=finding.value,
            said=self.message[start:end],
            start=start,
            end=end,
            high=finding.high,
            stated=finding.stated,
            assumed=finding.assumed,
        )

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the bounds of the sentence in which a word stands."""
        start = end = at
        while start > 0 and self.words[start - 1].text not in ENDS:
            start -= 1
        while end < len(self.words) and self.words[end].text not in ENDS:
            end += 1
        return start, end

    def segment(self, at: int) -> tuple[int, int]:
        """Return the bounds of the words around a word up to the next comma."""
        start, end = at, at + 1
        while start > 0 and self.words[start - 1].text not in ENDS and self.words[start - 1].text != PAUSE:
            start -= 1
        while end < len(self.words) and self.words[end].text not in ENDS and self.words[end].text != PAUSE:
            end += 1
        return start, end

    def denied(self, at: int) -> bool:
        """Whether what begins at a word is taken back shortly before it: "not", "lost", "turning"."""
        denials = self.wordings.neighbours.denials
        for before in range(at - 1, max(-1, at - 1 - DENIED_WITHIN), -1):
            if self.text(before) in denials:
                return True
            if self.text(before) in TURNS:
                return False
        return False

    def mood(self, finding: Finding) -> Mood:
        """Return how a finding is meant; what is called one's own is so even in a question: "can my 3 yr old join"."""
        mood = self.moods[finding.start]
        if finding.field == "retainers.fee" and mood in {"asked", "others"} and self._wonders(finding.start):
            return "said"  # "why would anybody pay $75 a month for a doctor?"
        if (
            finding.field in QUOTED
            and mood in {"asked", "supposed"}
            and self.quoted(max(self.numbers(finding.start, finding.end), default=finding.start))
        ):
            return "said"
        words = {self.text(at) for at in range(finding.start, finding.end)}
        if mood == "past" and finding.field == "coverage" and RETIRED in words:
            return "said"  # "my former employer's retiree plan covers us"
        own = OWN & {self.text(finding.start - 1), self.text(finding.start)}
        return "said" if mood == "asked" and own else mood

    def quoted(self, at: int) -> bool:
        """Whether a word stands in a price that is told behind a question or an "if": "worth it, 60/mo, no signup"."""
        first, _ = self.sentence(at)
        for start in range(first + 1, at + 1):
            if self.text(start - 1) == PAUSE and self.words[start].value is not None:
                before = {self.text(place) for place in range(first, start)}
                opened = {mood for place in range(start, at + 1) for mood in self._opened.get(place, ())}
                return (
                    bool(QUOTING & before)
                    and not SUPPOSING & before
                    and not opened & {"asked", "asked_inside", "supposed"}
                )
        return False

    def _wonders(self, at: int) -> bool:
        """Whether a sentence wonders at a price that it takes for granted."""
        first, _ = self.sentence(at)
        return (self.text(first), self.text(first + 1)) in WONDERING

    @cached_property
    def owners(self) -> dict[int, str]:
        """Whose plan each word speaks of, where both of a couple tell of a plan of their own."""
        return self._sides("owned")

    @cached_property
    def practices(self) -> dict[int, str]:
        """Which of two memberships each word speaks of: "first" or "second"."""
        roles = self.wordings.roles
        spoken = any(roles[one.name].topic == "practice" for kind in ("names", "topics") for one in self.matches(kind))
        return self._sides("practice") if spoken else {}

    def side(self, at: int) -> tuple[bool, str, str]:
        """Return which plan and which membership are spoken of at a word; a sum and its name are on one side."""
        return at in self.second, self.owners.get(at, ""), self.practices.get(at, "")

    def _sides(self, kind: str) -> dict[int, str]:
        found = [
            Match(name, one.start, one.end)
            for one in self.matches("choices")
            for family, _, name in [one.name.partition(".")]
            if family == kind
        ]
        return sides(found, len(self.words), lambda start, end: bool(self.numbers(start, end)))

    def subjects(self, at: int) -> tuple[str, ...]:
        """Return who is spoken of at a word: the last person named before in its sentence, or else the writer."""
        start, _ = self.sentence(at)
        here, _ = self.segment(at)  # "two kids, see the doc 3x": what is listed is not spoken of behind the comma
        named = [
            one
            for one in self.matches("people")
            if start <= one.start
            and one.end <= at
            and not (self.text(one.end) == "'s" and self.text(one.end + 1) in self.wordings.neighbours.owned)
            and (
                one.name != "children" or one.start >= here or {self.text(one.start - 1), self.text(one.start)} & THEIRS
            )
        ]
        if not named:
            return ("me",)
        last = max(named, key=lambda one: (one.end, one.end - one.start))
        if last.name == "pronoun":
            kin = [
                one
                for one in self.matches("people")
                if one.end <= at and one.name in {"spouse", "mother", "father", "child"}
            ]
            couple = any(one.name == "both" and one.end <= at for one in self.matches("people"))
            return (kin[-1].name,) if kin else ("spouse",) if couple else ()
        return ("me", "spouse") if last.name == "both" else (last.name,)

    @cached_property
    def second(self) -> frozenset[int]:
        """The words that speak of another plan than the one that the person has."""
        turns = sorted(self.matches("alternatives"), key=lambda one: (one.start, one.start - one.end))
        if not any(one.name == "second" for one in turns):
            turns += self._contrasted()
        starts = [one.start for one in turns if one.name == "first"]
        places: set[int] = set()
        for one in turns:
            end = min((at for at in starts if at > one.start), default=len(self.words))
            if one.name == "second" and self.numbers(one.start, min(end, one.start + NUMBER_WITHIN)):
                places |= {*range(one.start, end)}
        return frozenset(places)

    def _contrasted(self) -> list[Match]:
        """Return where a second kind of plan is spoken of, each with numbers of its own: "silver 420, gold 560"."""
        for kind in ("tiers", "networks"):
            found = [*longest(self.matches(kind))]
            for one, other in pairwise(found):
                moved = self.text(other.start - 1) in MOVED
                if one.name != other.name and not moved and self.numbers(one.end, other.start):
                    return [Match("second", other.start, other.end)]
        return []

    def placed(self, finding: Finding) -> Finding:
        """Return what is said of another plan as such."""
        root, _, field = finding.field.partition(".")
        owner = self.owners.get(finding.start) if field in OWNED or field.startswith("family.") else None
        if root == "insurance" and owner:
            return replace(finding, field=f"members.{owner}.{finding.field}")
        other = root == "insurance" and finding.start in self.second
        other = other or (root == "retainers" and self.practices.get(finding.start) == "second")
        return replace(finding, field=f"{root}2.{field}") if other else finding

    @cached_property
    def moods(self) -> tuple[Mood, ...]:
        """How each word is meant."""
        moods: list[Mood] = ["said"] * len(self.words)
        start = 0
        for end, word in enumerate(self.words):
            if word.text in {SENTENCE, END}:
                self._mark(moods, start, end)
                start = end + 1
        return tuple(moods)

    def _mark(self, moods: list[Mood], start: int, end: int) -> None:
        """Mark how the words of a sentence are meant."""
        whole = any("supposed_whole" in self._opened.get(at, ()) for at in range(start, end))
        mood: Mood = "supposed" if whole else "said"
        first = fresh = hard = True  # whether the sentence, or a clause, begins here, and is not joined by a mere "and"
        for at in range(start, end):
            text, opened = self.text(at), self._opened.get(at, frozenset())
            if "supposed" in opened:
                mood = "supposed"
            elif mood != "supposed":
                if fresh and mood != "said" and "resumed" in opened and (hard or mood != "asked"):
                    mood = "said"
                if (first and "asked" in opened) or (fresh and "asked_after" in opened) or "asked_inside" in opened:
                    mood = "asked"
                elif "others" in opened:
                    mood = "others"
                elif "past" in opened:
                    mood = "past"
                elif mood == "past" and text in {PAUSE, "but", "now", "and"}:
                    mood = "said"
            moods[at] = mood
            first = first and (text in {PAUSE, START} or text in JOINTS)
            hard = text in {PAUSE, START, *REASONS} or (hard and text in JOINTS)
            fresh = hard or text in JOINTS
        if self.message[self.words[end].start : self.words[end].end] == "?":
            self._ask(moods, start, end)

    def _ask(self, moods: list[Mood], start: int, end: int) -> None:
        """Mark what a question mark asks: the last clause, unless a question began in its middle, or "right?"."""
        pauses = [at for at in range(start, end) if self.text(at) == PAUSE]
        last = pauses[-1] + 1 if pauses else start
        tagged = any(one.name == "tags" and (one.start, one.end) == (last, end) for one in self.matches("moods"))
        if tagged:
            last = start
        elif "asked" in moods[last:end]:
            return
        for at in range(last, end):
            if moods[at] == "said":
                moods[at] = "asked"

    @cached_property
    def _opened(self) -> dict[int, frozenset[str]]:
        """The moods that begin at each word."""
        opened: dict[int, frozenset[str]] = {}
        family = [one for one in self.matches("family") if self.text(one.start) == "for"]
        for match in self.matches("moods"):
            if match.name == "others" and any(one.start < match.start < one.end for one in family):
                continue  # "160 a month for everyone"
            opened[match.start] = opened.get(match.start, frozenset()) | {match.name}
        return opened


def heard(message: str, wordings: SituationWordings) -> Utterance:
    """Read a message and find the phrases in it."""
    book = wordings.book  # first: it tells the reader which words to leave as they are
    words = wordings.reader.message(message)
    found: dict[str, list[Match]] = {}
    for match in book.find([word.text for word in words]):
        kind, _, name = match.name.partition(".")
        found.setdefault(kind, []).append(Match(name, match.start, match.end))
    return Utterance(message, words, found, wordings)


def longest(matches: Sequence[Match]) -> Iterator[Match]:
    """Yield the longest of phrases that share words, in the order of the message."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (one.start - one.end, one.start)):
        if all(match.end <= one.start or one.end <= match.start for one in kept):
            kept.append(match)
    yield from sorted(kept, key=lambda one: one.start)
