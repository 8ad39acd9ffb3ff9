"""Ages of members of the household; a number is one only where nothing says that it counts something else."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.phrases import Match
from bot.answering.situation.people import Children
from bot.answering.situation.utterance import Finding, Utterance
from bot.answering.situation.words import NUMBER
from bot.answering.spelling import END, PAUSE, SENTENCE, START

OLDEST, GROWN, OLDEST_CHILD = 115, 18, 30
COUPLE = ("me", "spouse")
PRICED = frozenset(["run", "cost", "charge", "pay", "give", "take"])
PARENTS = frozenset(["mother", "father"])
PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
DECADE = (0, 9)
LISTING = frozenset([PAUSE, "and", "/", "+", "or"])
AGED = frozenset(["is", "are", "age", "aged", "ages"])
YEARS_END = frozenset([PAUSE, SENTENCE, END, "and", "i", "my"])  # behind "I am 39 years"
LAST = frozenset(["someone", "sexed"])  # what says least about whose age it is
JUST_TWO = 6  # words of a message of two numbers: it may be anything
SECOND = 0.5  # a second person of the same number stands half a word on


@dataclass(frozen=True)
class Age:
    """An age: the place of its number, whose it is, and what was found."""

    place: float
    who: str
    finding: Finding


@dataclass(frozen=True)
class Phrase:
    """A phrase that speaks of an age, the places of its plain numbers, and the year of the message."""

    utterance: Utterance
    match: Match
    numbers: Sequence[int]
    year: int

    @property
    def value(self) -> int:
        """The last number of the phrase."""
        return int(self.utterance.words[self.numbers[-1]].value or 0)

    @property
    def texts(self) -> list[str]:
        """The words of the phrase."""
        return [self.utterance.text(at) for at in range(self.match.start, self.match.end)]

    def age(self, who: str, place: float) -> Age:
        """Return the number at a place as somebody's age."""
        word = self.utterance.words[int(place)]
        value = word.value or 0
        high = int(word.high) if word.high and word.high <= OLDEST else None
        sound = value <= OLDEST and value == int(value)
        return Age(place, who, replace(self.finding(int(value), high), sound=sound))

    def finding(self, value: int, high: int | None = None) -> Finding:
        """Return an age that the whole phrase says."""
        return Finding("", value, self.match.start, self.match.end, high=high)


def ages(utterance: Utterance, year: int, children: Children) -> Iterator[Finding]:
    """Find ages of members of the household; `year` is the year in which the message is written."""
    found: dict[float, Age] = {}
    for match in sorted(utterance.matches("ages"), key=lambda one: (one.name in LAST, one.start - one.end)):
        numbers = [at for at in utterance.numbers(match.start, match.end) if utterance.text(at) == NUMBER]
        if utterance.denied(match.start) or not (numbers or match.name == "newborn"):
            continue
        phrase = Phrase(utterance, match, numbers, year)
        for age in READERS.get(match.name, named)(phrase):
            if not (age.finding.end == int(age.place) + 1 and is_counted(utterance, int(age.place))):
                found.setdefault(age.place, age)
    for age in opening(utterance):
        found.setdefault(age.place, age)
    for age in couple(utterance):
        found.setdefault(age.place, age)
    for place in sorted(found):
        age = found[place]
        name = children.at(int(place)) if age.who == "child" else age.who
        yield replace(age.finding, field=f"members.{name}.age")


def named(phrase: Phrase) -> Iterator[Age]:
    """Read "my wife is 44", "we're both 66": the name of the phrase says whose age it is."""
    who = phrase.match.name
    if who in PARENTS and phrase.utterance.text(phrase.match.start - 1) in phrase.utterance.wordings.themselves:
        who = "me"  # "single mom, 29"
    if phrase.texts[0] == "me" and phrase.utterance.text(phrase.match.start - 1) in PRICED:
        return  # "it runs me 85"
    whose = phrase.utterance.subjects(phrase.numbers[-1]) if who == "pronoun" else COUPLE if who == "both" else (who,)
    for number, one in enumerate(whose):
        yield phrase.age(one, phrase.numbers[-1] + number * SECOND)


def pair(phrase: Phrase) -> Iterator[Age]:
    """Read "we are 66 and 68", "two adults, 38 and 40"."""
    for who, at in zip(COUPLE, phrase.numbers[-2:], strict=False):
        yield phrase.age(who, at)


def newborn(phrase: Phrase) -> Iterator[Age]:
    """Read "a newborn", "5 months old"."""
    place = phrase.numbers[-1] if phrase.numbers else phrase.match.start
    yield Age(place, "child", phrase.finding(0))


def decade(phrase: Phrase) -> Iterator[Age]:
    """Read "in my early fifties"."""
    low, high = next((PARTS[text] for text in phrase.texts if text in PARTS), DECADE)
    finding = replace(phrase.finding(phrase.value + low, phrase.value + high), sound=phrase.value % 10 == 0)
    for number, who in enumerate(COUPLE if "our" in phrase.texts else ("me",)):
        yield Age(phrase.numbers[-1] + number * SECOND, who, finding)


def born(phrase: Phrase) -> Iterator[Age]:
    """Read "born in 1980": the birthday of this year may be still to come."""
    old = phrase.year - phrase.value
    for who in phrase.utterance.subjects(phrase.match.start):
        yield Age(phrase.numbers[-1], who, replace(phrase.finding(old - 1, old), sound=0 < old <= OLDEST))


def listed(phrase: Phrase) -> Iterator[Age]:
    """Read "two kids, 4 and 7": as many ages as children, unless a word says that they are ages."""
    utterance, places = phrase.utterance, [phrase.numbers[-1]]
    at = places[0] + 1
    while utterance.text(at) in LISTING:
        at += 1 + (utterance.text(at + 1) in LISTING)
        if utterance.text(at) != NUMBER:
            break
        places.append(at)
        at += 1
    kept = [one for one in places if (utterance.words[one].value or 0) <= OLDEST_CHILD]
    kept = [one for one in kept if not is_counted(utterance, one)]
    counted = [utterance.words[one].value for one in utterance.numbers(phrase.match.start - 2, phrase.match.start + 1)]
    sure = AGED & set(phrase.texts) or PAUSE not in phrase.texts or (not counted and len(kept) > 1)
    if sure or (counted and counted[-1] == len(kept)):
        twins = phrase.texts[0] == "twins" and len(kept) == 1
        for place in (kept[0], kept[0] + SECOND) if twins else kept:
            age = phrase.age("child", place)
            yield replace(age, finding=replace(age.finding, start=int(place), end=int(place) + 1))


def someone(phrase: Phrase) -> Iterator[Age]:
    """Read "42 year old", "42F": whose age it is depends on what stands around it."""
    utterance, match, [at, *_] = phrase.utterance, phrase.match, phrase.numbers
    kin, following = utterance.wordings.kin, utterance.text(match.end)
    if not (
        attached(phrase) if match.name == "sexed" else following in utterance.wordings.neighbours.after_age | kin.keys()
    ):
        return
    who = kin.get(following, "") if following not in {"mom", "dad"} else ""  # "42 year old mom" is the writer
    before = utterance.subjects(at)[:1]
    if not who and before not in {("we",), ("children",)}:
        who = "".join(before)
    if phrase.value < GROWN and who in {"me", ""}:
        who = "child"
    for number, one in enumerate(COUPLE if who == "both" else (who,) if who else ()):
        yield phrase.age(one, at + number * SECOND)
    while who == "child" and utterance.text(at - 1) in LISTING and utterance.text(at - 2) == NUMBER:
        at -= 2  # "4 and 7 year olds"
        yield phrase.age("child", at)


def attached(phrase: Phrase) -> bool:
    """Whether the letter of "42F" belongs to its number."""
    words, at = phrase.utterance.words, phrase.numbers[0]
    return words[at].end == words[at + 1].start or words[at - 1].text in {START, PAUSE, SENTENCE}


def opening(utterance: Utterance) -> Iterator[Age]:
    """Read an age with which a message begins, as "42, two kids, ...", or that stands alone: "early retiree, 61, ..."."""
    texts = [utterance.text(at) for at in range(1, 4)]
    listing = texts[0] == NUMBER and texts[1] in {PAUSE, SENTENCE, "and", "with"} and texts[1:] != ["and", NUMBER]
    for at in [1] if listing else alone(utterance):
        if utterance.moods[at] == "said" and GROWN <= (utterance.words[at].value or 0) < 100:
            yield Phrase(utterance, Match("me", at, at + 1), (at,), 0).age("me", at)


def couple(utterance: Utterance) -> Iterator[Age]:
    """Read two ages that stand alone between commas of the first sentence: "retired, 64 and 61, no kids"."""
    limit = min(
        [one.start for kind in ("names", "topics") for one in utterance.matches(kind)], default=len(utterance.words)
    )
    first, last = utterance.sentence(1)
    if len(utterance.words) <= JUST_TWO:
        return
    for at in range(first, min(last, limit) - 2):
        start, end = utterance.segment(at)
        texts = [utterance.text(place) for place in range(start, end)]
        grown = all(GROWN <= (utterance.words[place].value or 0) < 100 for place in (at, at + 2))
        if (start, texts) == (at, [NUMBER, "and", NUMBER]) and grown and utterance.moods[at] == "said":
            for who, place in zip(COUPLE, (at, at + 2), strict=True):
                yield Phrase(utterance, Match(who, place, place + 1), (place,), 0).age(who, place)


def alone(utterance: Utterance) -> list[int]:
    """Return the place of the first number that stands alone in the first sentence, before any word for a sum."""
    cues = [
        one.start
        for kind in ("names", "topics", "counts", "people")
        for one in utterance.matches(kind)
        if one.name != "me"
    ]
    first, last = utterance.sentence(1)
    for at in range(first, min(last, *cues, len(utterance.words) - 1) if cues else last):
        ends = utterance.text(at - 1) == PAUSE and utterance.text(at + 1) in {PAUSE, SENTENCE}
        if utterance.text(at) == NUMBER:
            return [at] if ends else []
    return []


def is_counted(utterance: Utterance, at: int) -> bool:
    """Whether a number is followed by what it counts: "I'm 10 minutes away"."""
    if utterance.text(at + 1) == "year":
        spoken = utterance.text(at - 1) == "am" and utterance.text(at + 2) in YEARS_END
        return utterance.text(at + 2) not in {"old", "of", "young"} and not spoken
    return utterance.text(at + 1) in utterance.wordings.neighbours.counted


READERS: Mapping[str, Callable[[Phrase], Iterator[Age]]] = {
    "newborn": newborn,
    "baby": newborn,
    "decade": decade,
    "born": born,
    "children": listed,
    "pair": pair,
    "someone": someone,
    "sexed": someone,
}
