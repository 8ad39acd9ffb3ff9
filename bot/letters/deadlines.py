"""The days of a letter: which of the days that it names is the change, which a deadline, and till when it promises care."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.letters.dates import Day, Mention, day_before, mentions
from bot.letters.pieces import BACK, Piece
from bot.letters.wordings import JOIN, MODEL, NEW, NOT, PAPER, RECORDS, SEEN, URGENT
from bot.vocabulary import Span, Term

HEAD = 14  # pieces: a letter's own day stands among the first, or the last
FOOT = 6
LESS = 0.5  # "before Christmas, say December 20": the day of the calendar counts
LABEL = 40  # characters beside the letter's own day: "Date of notice:", "Sent by mail on"
GREETING = re.compile(
    r"^\W*(?:dear|hello|hi|howdy|greetings|good (?:morning|afternoon|evening)|to (?:all|our|my|the) )\b"
)
BESIDE_A_DATE = re.compile(r"\b(?:\w+day|morning|afternoon|evening|night|date|effective)\b")
DATED = re.compile(r"\b(?:dated?|sent|mailed|posted|written|notice)\b")
CLOCK = r"(?:(?:at )?(?:\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?|o'clock)|noon|midnight|close of business|cob),? (?:on )?(?:the )?)?(?:the )?$"
ON = re.compile(
    rf"(?:\b(?:starting|beginning|begin|begins|began|effective|as of|as from|from|on|(?:on|from) (?:and|or) after|commenc\w+|come|with|starts?|opens?|launch\w*|is|on or after|since|date|model|practice|takes effect)\b"
    rf"|^)[:,]?(?: on| in| as of)? ?{CLOCK}"
)
BY = re.compile(
    rf"(?:\bby|\bbefore|\buntil|\btill|\bno later than|\bnot later than|\bon or before|\bdue|\bdeadline|\bprior to|\bneeded|\bin advance of|\bahead of|\bsay|\bis|\bthrough)\b:?(?: on| by| is| of| to)*:? {CLOCK}"
)
OF_MEMBERS = re.compile(
    r"\bjoin|\benrol|\bsign(?:ing)? up|\bmember|\bplaces?\b|\bspots?\b|\bsubscrib|\breserv|\bretainer"
)
REFUNDED = re.compile(
    r"\brefund(?!able)|\bmoney back|\breturn your fee|\bnot (?:pleased|happy|satisfied)|\bchange your mind|\bevery dollar"
)
EARLY = re.compile(r"\bfounding|\bearly|\bdiscount|\bpriority|\$[\d,.]+ ?(?:/|a|per) ?(?:mo|year)")
LATEST = re.compile(
    r"\b(?:enrol\w*|sign-?up|final|join\w*|application) deadline|\bcut-?off|\blast day to (?:join|enrol|sign|reply|decide)"
)
CARED_FOR = re.compile(r"\b(?:see|sees|seen|seeing|treat\w*|care for|take care|be your|available|doctor until|here)\b")
BEGINS = re.compile(r"\b(?:starting|beginning|effective|as of|commencing)(?: on)? $")
OPENS = re.compile(r"\b(?:opens?|begins?|starts?|launch\w*)\b")
STRICTLY_BY = re.compile(rf"\b(?:by|before|until|till|later than|due|deadline|prior to|through)\b:? ?(?:on )?{CLOCK}")
BEFORE = re.compile(r"(?<!or )\b(?:before|prior to|ahead of) (?:the )?$")
TILL = re.compile(
    rf"(?:\b(?:through|thru|until|till|'til|up to|up to and including|up until|including|ends?|ending|terminat\w+|discharg\w+[^.]*|cease\w*[^.]*|close[sd]?|last (?:visits?|day|appointments?)[^.]*|final (?:day|visits?)[^.]*)\b"
    rf"|\b(?:after|past|beyond)\b(?=[^.]*$)):?(?: on| is| will be| effective| as of| through)*:? {CLOCK}"
)
AFTER = re.compile(r"\b(?:after|past|beyond) (?:the )?$")
ENDS = re.compile(r"\b(?:ends?|ending|terminat\w+|ceas\w+|discharg\w+|last|final|clos(?:es|ed|ing))\b")
WHEN = re.compile(r"\bwhen\b|\bstart(?:s|ing)? date\b|\beffective date\b")
WHEN_CHANGE = re.compile(
    r"^\W*(?:q\W+)?when\W*$|\bwhen\b[^?]*\b(?:happen|start|begin|chang|tak(?:e|ing) (?:place|effect)|switch|go\b)"
)
CUT_OFF = re.compile(
    r"\bdeadline|\bcut-?off|\bby when\b|\bhow long do i have|\bwhen\b[^?]*\b(?:decide|need to|have to|sign|join|enrol|know|reply)"
)
POINTS_TO_DAY = re.compile(r"^\W*(?:from|on|as of|after|since) (?:and after )?(?:that|this) (?:day|date|time|point)")
UNTIL_THEN = re.compile(
    r"\b(?:until|till|up to|before) (?:then|the (?:switch|change|transition|conversion|changeover|new (?:model|practice|program) (?:starts|begins)))\b"
)
TAKES_OVER = re.compile(r"\btak(?:e|es|ing) (?:it |the (?:office|practice) )?over\b|\bsucceed")
ASKED_FOR = re.compile(
    r"\b(?:forms?|release|requests?|ask\w*|sign|tell|write|give|return|send us|receive[sd]?|authori[sz]ations?)\b"
)
PRICES = re.compile(r"\$|\bfee\b|\bprice|\brate\b|\bdeposit\b|\brefund|\bstipend\b|\bpayment|\bcharged?\b|\bdue\b")
MEETING = re.compile(
    r"\bopen house|\bmeet(?:ing|ings)\b|\bevenings?\b|\btown hall|\binformation session|\bseminar|\brefreshments|\bwebinar"
)


@dataclass(frozen=True)
class Found:
    """A day that a piece names, with what the words around it speak for; the greater weight is the surer."""

    day: Day
    span: Span
    weight: float


@dataclass(frozen=True)
class Place:
    """A day in its piece: what stands before it there, and since the day before it."""

    piece: Piece
    mention: Mention
    since: int

    @property
    def head(self) -> str:
        """What stands in front of it in its piece."""
        return self.piece.text[: self.mention.start]

    @property
    def part(self) -> str:
        """The words that belong to this day alone: from the day before it on."""
        return self.piece.text[self.since : self.mention.start]

    @property
    def exact(self) -> bool:
        """Whether a day of the calendar is named, or counted from the letter."""
        return self.mention.kind in ("day", "feast", "within")


Weigh = Callable[[Place], float]


def letter_date(letter: Sequence[Piece], on: date) -> tuple[Term, Day | None]:
    """Read the letter's own day: it stands alone, or with a label, near its beginning or its end."""
    greeting = next((piece.number for piece in letter[: 2 * HEAD] if GREETING.search(piece.text)), HEAD)
    near = [piece for piece in letter if piece.number <= greeting or piece.number >= len(letter) - FOOT]
    for piece in (*near, *letter[greeting + 1 : HEAD]):
        for mention in mentions(piece.text, on, own=False)[:1]:
            beside = f"{piece.text[: mention.start]} {piece.text[mention.end :]}"
            loose = DATED.search(beside) or not re.search(r"[a-z]{4}", BESIDE_A_DATE.sub("", beside))
            if mention.kind == "day" and mention.on and loose and len(beside) <= LABEL and not NEW.search(beside):
                day = Day(_past(mention, on), mention.words, mention.counted)
                return Term("letter_date", "stated", day, piece.span), day
    return Term("letter_date", "silent"), None


def _past(mention: Mention, on: date) -> date | None:
    """Return a letter's own day: without a year, the last such day."""
    day = mention.on
    if day and mention.counted and day > on:
        return day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else None
    return day


def places(letter: Sequence[Piece], own: Term, base: date) -> list[Place]:
    """Find every day that the letter names, but its own."""
    found = []
    for piece in letter:
        if own.span == piece.span or MEETING.search(piece.text):
            continue
        since = 0
        for mention in mentions(piece.text, base, own=own.span is not None and not own.value.assumed):
            found.append(Place(piece, mention, since))
            since = mention.end
    return found


def of_records(place: Place) -> bool:
    """Whether a day is about records: its own sentence says so, or names no subject and the one before does."""
    text = place.piece.text
    if RECORDS.search(text):
        return True
    bare = not (OF_MEMBERS.search(text) or SEEN.search(text) or NEW.search(text))
    about = " / ".join((*place.piece.before[-BACK:], place.piece.asked))
    return bare and bool(RECORDS.search(about))


def weigh_change(place: Place) -> float:
    """Weigh a day as the first of the new model."""
    text, before = place.piece.text, place.head
    if URGENT.search(place.part) or RECORDS.search(text) or STRICTLY_BY.search(before):
        return 0
    if WHEN_CHANGE.search(place.piece.asked):
        ended = ENDS.search(place.part) or TILL.search(before)
        return 0 if ended else 2.5 if place.mention.kind != "later" else 0
    if place.mention.kind == "within":
        return (
            2
            if before.rstrip()[-2:] != "by"
            and MODEL.search(text)
            and not BY.search(before)
            and place.piece.text[place.mention.start :].startswith("in ")
            else 0
        )
    if not ON.search(before) or ENDS.search(place.part) or PRICES.search(place.part):
        return 0
    if OPENS.search(place.part) and not NEW.search(text):
        return 1.8 if any(map(MODEL.search, place.piece.before)) else 0
    weights = ((MODEL, 3.0), (NEW, 2.0), (TAKES_OVER, 1.5))
    said = next((weight for pattern, weight in weights if pattern.search(text)), 0)
    goes_on = BEGINS.search(before) and any(map(NEW.search, place.piece.before[-1:]))
    return said or (1.2 if goes_on else 0)


def weigh_join(place: Place) -> float:
    """Weigh a day as that by which to sign up."""
    text, before = place.piece.text, place.head
    counted = place.mention.kind == "within" and (
        place.piece.text[place.mention.start :].startswith("within") or re.search(r"\b(?:than|by)\W*$", before)
    )
    if (
        not place.exact
        or not (BY.search(before) or counted)
        or of_records(place)
        or URGENT.search(place.part)
        or REFUNDED.search(text)
    ):
        return 0
    if CUT_OFF.search(place.piece.asked) or LATEST.search(text):
        return 3.5
    if JOIN.search(text):
        seen = CARED_FOR.search(place.part) and TILL.search(before) and not re.search(r"\bby\b", before)
        return 0 if seen else 2.5 if EARLY.search(text) else 3
    if PAPER.search(text):
        return 2
    return 1.5 if JOIN.search(place.piece.nearby) and re.search(r"\bby |\bwithin|\blater than", text) else 0


def weigh_last(place: Place) -> float:
    """Weigh a day as the last on which everybody is seen."""
    text, before = place.piece.text, place.head
    if (
        place.mention.kind != "day"
        or not TILL.search(before)
        or URGENT.search(place.part)
        or of_records(place)
        or PRICES.search(place.part)
    ):
        return 0
    if AFTER.search(before) and not re.search(NOT, text):
        return 0
    if not (SEEN.search(text) or SEEN.search(place.piece.asked)):
        return 0
    return 3 if ENDS.search(place.part) or re.search(r"\b(?:see|seen|treat|care|doctor)\b", place.part) else 2


def weigh_records(place: Place) -> float:
    """Weigh a day as that by which to ask for records."""
    if not place.exact or not BY.search(place.head) or not of_records(place):
        return 0
    return 3 if ASKED_FOR.search(place.piece.text) else 2


def weigh_urgent(place: Place) -> float:
    """Weigh a day as the last one of care in an emergency."""
    text = place.piece.text
    if place.mention.kind == "later":
        return (
            2
            if URGENT.search(text) and re.search(r"\b(?:see|help|care|treat\w*|available|cover\w*|emergenc\w+)\b", text)
            else 0
        )
    if not place.exact or not TILL.search(place.head) or AFTER.search(place.head):
        return 0
    return 3 if URGENT.search(place.part) else 0


DEADLINES = frozenset({"join_by", "records_by"})
WEIGHTS: tuple[tuple[str, Weigh], ...] = (
    ("changes_on", weigh_change),
    ("join_by", weigh_join),
    ("last_day_as_patient", weigh_last),
    ("records_by", weigh_records),
    ("emergency_care_until", weigh_urgent),
)


def days(letter: Sequence[Piece], own: Term, base: date) -> dict[str, Term]:
    """Read every day of the letter but its own; one counted from another day waits for that one."""
    named = places(letter, own, base)
    read = {name: settle(name, _weighed(name, weigh, named)) for name, weigh in WEIGHTS}
    if read["changes_on"].state == "silent":
        read["changes_on"] = from_that_day(letter, named)
    if read["last_day_as_patient"].state == "silent":
        read["last_day_as_patient"] = until_then(letter, read["changes_on"])
    read["emergency_care_until"] = counted_on(read["emergency_care_until"], named, read)
    return read


def _weighed(name: str, weigh: Weigh, named: Sequence[Place]) -> list[Found]:
    """Return the days that speak for a field."""
    found = []
    for place in named:
        weight = weigh(place) - (LESS if place.mention.kind == "feast" else 0)
        if weight > 0:
            on = place.mention.on
            if on and name in DEADLINES and BEFORE.search(place.head):
                on = day_before(on)
            day = Day(on, place.mention.words, place.mention.counted)
            found.append(Found(day, place.piece.span, weight))
    return found


def settle(name: str, found: Sequence[Found]) -> Term:
    """Settle on the surest day; others as sure that differ are a conflict."""
    if not found:
        return Term(name, "silent")
    best = max(one.weight for one in found)
    top = [one for one in found if one.weight == best]
    known = list(dict.fromkeys(one.day.on for one in top if one.day.on))
    first = next((one for one in top if one.day.on), top[0])
    also = tuple(dict.fromkeys(one.span for one in found if one.span != first.span))
    if len(known) > 1:
        days_ = [next(one.day for one in top if one.day.on == on) for on in known]
        return Term(name, "conflicting", days_, first.span, (), also)
    return Term(name, "stated", first.day, first.span, (), also)


def from_that_day(letter: Sequence[Piece], named: Sequence[Place]) -> Term:
    """Read a change that begins "from that day": the day stands in the sentence before."""
    for piece in letter:
        if POINTS_TO_DAY.search(piece.text) and MODEL.search(piece.text) and piece.before:
            earlier = [one for one in named if one.piece.number < piece.number and one.mention.kind == "day"]
            near = [one for one in earlier if piece.number - one.piece.number <= len(piece.before)]
            if near:
                place = near[-1]
                day = Day(place.mention.on, place.mention.words, place.mention.counted)
                return Term("changes_on", "stated", day, piece.span, (), (place.piece.span,))
    return Term("changes_on", "silent")


def until_then(letter: Sequence[Piece], change: Term) -> Term:
    """Read care that is promised "until the change"."""
    for piece in letter:
        match = UNTIL_THEN.search(piece.text)
        if match and SEEN.search(piece.text) and not RECORDS.search(piece.text):
            known = change.value if change.state == "stated" else None
            day = Day(known.on if known else None, match.group(), bool(known and known.assumed))
            return Term("last_day_as_patient", "stated", day, piece.span, (), tuple(filter(None, (change.span,))))
    return Term("last_day_as_patient", "silent")


def counted_on(term: Term, named: Sequence[Place], read: dict[str, Term]) -> Term:
    """Work out "for 30 days after that": so long after the last day as a patient, or after the change."""
    if term.state != "stated" or term.value.on is not None:
        return term
    place = next(one for one in named if one.piece.span == term.span and one.mention.kind == "later")
    for name in ("last_day_as_patient", "changes_on"):
        start = read[name]
        if start.state == "stated" and start.value.on and place.mention.length:
            day = Day(start.value.on + place.mention.length, place.mention.words, start.value.assumed)
            spans = (*term.also, *filter(None, (start.span,)))
            return Term(term.field, "stated", day, term.span, (), tuple(dict.fromkeys(spans)))
    return term
