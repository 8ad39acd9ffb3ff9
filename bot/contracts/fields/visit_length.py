"""How many minutes a visit lasts, as promised: a number, or the shortest and the longest."""

import re
from collections.abc import Iterator, Sequence

from bot.contracts.reading.cues import LESS, Cue, Field, Finding, Skip
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import closing, opening, then, words
from bot.vocabulary import Term

SHORTEST, LONGEST = 5, 240  # minutes of a visit
BRIEF = 20  # minutes: an average or typical visit that is shorter is somebody else's

NUMBER = r"(?:\d{1,3}(?:\.5)?|an?|a full|one|one full|half an?|a half|half)"
UNIT = r"(?:minutes?|mins?\b\.?|hours?|hrs?\b\.?)"
LENGTH = re.compile(
    rf"(?<![\d.$,])(?:(?P<low>{NUMBER})[ -]?(?P<low_unit>{UNIT})? ?(?:-|to|or|and"
    rf"|up to) ?)?(?P<high>(?<!\d){NUMBER}|(?<!half[ -])(?=hour[ -]?long|hour visit"
    rf"|hour appoint))[ -]*(?P<unit>{UNIT})(?P<half> and a half)?(?:[ -]long)?(?!\w)"
)
A_VISIT = words(
    """[office|clinic|sick|well|in-person|in-office|physician|doctor|medical|unhurried|relaxed|long|longer|extended|
    acute|routine|regular|standard|primary|care|video|virtual|urgent|ordinary|follow-up|new|patient|first|initial|
    intake|comprehensive|annual|yearly|wellness|health|well|preventive|one-on-one|with|doctor's|each|every|a|your|and]
    (visit|visits|appointment|appointments|consult|consults|consultation|consultations|session|sessions|time slots|
    exam|exams|physical|physicals|assessment|assessments|check-up|check-ups|follow-ups|follow-up)"""
)
YEARLY = words("annual*, yearly, wellness, assessment, physical[s], executive, welcome")
LONG_VISIT = then(
    LENGTH,
    words(
        """[long|or|more|longer|of|for|per|at|in|doctor|physician|uninterrupted|unhurried|dedicated|full|private|
        face-to-face|with|your|one-on-one]"""
    ),
    A_VISIT,
)
VISIT_LASTS = then(
    A_VISIT,
    35,
    words(
        """of, last, lasts, lasting, run, runs, are, is, at, from, up to, average, averaging, scheduled, take,
        takes, can be, allow*, least, minimum, ordinarily, usually, typically, about, range,
        book*, long, for, length*, generally, be"""
    ),
    18,
    LENGTH,
)
VISIT_LABEL = then(
    A_VISIT,
    re.compile(r" ?[(:,|-] ?(?:up to |about |at least |approximately |~|usually |typically |ordinarily )*"),
    LENGTH,
)
VISIT_IN_BRACKETS = then(A_VISIT, 60, re.compile(r"\((?:up to |about |at least )?"), LENGTH)
SPEND = then(
    words("spend*, talk*, get, set aside, reserve*, give*, allow*, have"),
    25,
    LENGTH,
    25,
    words(
        """with (you|your|each|every|patients|the doctor), (per|each|every|for (your|each|every)|a) (visit|
        appointment)*"""
    ),
)
GIVEN = then(
    words(
        """(give|gives|allow|allows|spend|spends|reserve|reserves|book|books) (you|each|every) [single|patient|
        member|visit|appointment|of|you]"""
    ),
    3,
    LENGTH,
)

OTHER_TIMES = words(
    """late, early, late-arriv*, before (your|the|each|a), wait, waits, waiting, within, drive, away, travel*,
    hold, no-show*, cancel*, advance, notice, per 15, increment*, reply, respon*, answer*,
    call[ed]-back, arriv*, grace, minutes (before|of|after|past), hours (before|of|after|ahead|prior), over,
    exceed*, beyond, longer than, more than, every 15, walk, forms take, reschedul*, response"""
)
OTHERS = words(
    """traditional*, conventional*, typical (doctor|office|practice|primary), most (doctors|
    physicians|practices),
    other (doctors|physicians|practices), insurance-based, has shrunk, shrunk, tired of, unlike, compared,
    elsewhere, used to"""
)
OURS = words("our, we, us, with us, ours, here, you (get|have|will), members, at least, minimum of, cannot, if, when")
OTHERS_DO = re.compile(rf"(?:{OTHERS.pattern}|\busual\b)(?!.*\b(?:ours?|we|my|us|i|here|while)\b)")
REFUSED = closing(
    words(
        """no, not (a|an|the|your|just|like), no more, never, *n't [do|have|like], tired of, instead of,
        rather than, unlike"""
    ),
    3,
)
USELESS = opening(12, words("(not|*n't) [be|long] (enough|work), too short"))
INTRO = words(
    """meet-and-greet*, meet & greet*, introductory, discovery, complimentary, free [of charge], no-cost,
    prospective, phone call*, conversation, orientation, interview, chat, tour,
    class, classes, workshop*, group (visit|session)*, training, massage*, conference, infusion*, iv, nutrition*,
    coach*, tele-therapy, court"""
)
AROUND = words("late, early, before, within, wait*, over, exceed*, beyond")
BEHIND = words("late, notice, advance, ahead, prior, before, early")
AVERAGE = words("average*, typical")
PRICED = re.compile(r"\$ ?\d")


def minutes(match: re.Match[str]) -> int | list[int] | None:
    """Return the minutes of a matched LENGTH, both ends where it names two; None where no visit lasts so long."""
    if misread(match):
        return None
    high = in_minutes(match["high"], match["unit"]) + (30 if match["half"] else 0)
    low = in_minutes(match["low"], match["low_unit"] or match["unit"]) if match["low"] else high
    if not SHORTEST <= low <= high <= LONGEST or (high < BRIEF and AVERAGE.search(match.string)):
        return None
    return high if low == high else [low, high]


def misread(match: re.Match[str]) -> bool:
    """Whether a length next to a visit is not how long the practice's visits last."""
    text, start = match.string, match.start("low" if match["low"] else "high")
    ahead, behind = text[max(0, start - 40) : start], text[match.end() : match.end() + 25]
    around = f"{text[max(0, match.start() - 12) : match.start()]} {behind[:12]}"
    return bool(
        OTHERS_DO.search(ahead)
        or REFUSED.search(ahead)
        or USELESS.search(behind)
        or OTHER_TIMES.search(match.group())
        or AROUND.search(around)
        or BEHIND.search(behind.split(",")[0])
    )


def in_minutes(number: str, unit: str) -> int:
    """Return a number of minutes or hours in minutes."""
    count = 0.5 if "half" in number else float(number) if number[:1].isdigit() else 1.0
    return round(count * (60 if unit.startswith("h") else 1))


def settle(subject: Field, found: list[Finding]) -> Term:
    """Settle on the visits of every day; several lengths of them are a range."""
    best = max(finding.weight for finding in found)
    top = [finding for finding in found if finding.weight >= best - LESS]
    value = span([finding.value for finding in top])
    first = next((finding for finding in top if finding.value == value and not finding.is_title), top[0])
    rest = tuple(finding.span for finding in found if finding is not first)
    return Term(subject.name, "stated", value, first.span, (), rest)


CUES = (
    Cue("Visits last 40 minutes.", VISIT_LASTS, minutes, 3, unless=YEARLY),
    Cue("You get hour-long visits.", LONG_VISIT, minutes, 3, unless=YEARLY),
    Cue("Office visits (30 minutes)", VISIT_LABEL, minutes, 3, unless=YEARLY),
    Cue("We set aside an hour for every visit.", SPEND, minutes, 3, unless=YEARLY),
    Cue("We give every patient an hour.", GIVEN, minutes, 2.9, unless=YEARLY),
    Cue("Your yearly exam lasts 90 minutes.", VISIT_LASTS, minutes, 2.5),
    Cue("The plan has a 90-minute yearly exam.", LONG_VISIT, minutes, 2.5),
    Cue("A visit with our nurse (30 minutes)", VISIT_IN_BRACKETS, minutes, 2.9, unless=YEARLY),
    Cue("Annual exam (90 minutes)", VISIT_LABEL, minutes, 2.5),
    Cue("We spend an hour with you at your annual exam.", SPEND, minutes, 2.5),
)


def find(lines: Sequence[Line]) -> list[Finding]:
    """Return the lengths that each clause names: all that its strongest cues read, for it may name several visits."""
    found = []
    for line in lines:
        read = [(cue.weight, length) for cue in CUES for length in lengths(cue, line)]
        best = max((weight for weight, _ in read), default=0)
        if read:
            found.append(Finding(line.clause, span([length for weight, length in read if weight >= best - LESS]), best))
    return found


def lengths(cue: Cue, line: Line) -> Iterator[int | list[int]]:
    """Yield every length that a cue reads in a clause."""
    if cue.unless and cue.unless.search(line.text):
        return
    for match in cue.pattern.finditer(line.text):
        length = minutes(match)
        if length is not None:
            yield length


def span(several: Sequence[int | list[int]]) -> int | list[int]:
    """Return the shortest and the longest of several lengths, one number where they are the same."""
    ends = [end for length in several for end in (length if isinstance(length, list) else [length])]
    return ends[0] if min(ends) == max(ends) else [min(ends), max(ends)]


FIELD = Field(
    "visit_length",
    words("minute[s], min, mins, *hour*, hr, hrs"),
    CUES,
    (
        Skip("other practices are described", OTHERS, unless=OURS),
        Skip("people meet, or learn something", INTRO),
        Skip("a visit has a price by its length", PRICED),
        Skip(
            "a visit is late or cancelled",
            words("late, no-show*, cancel*, missed, miss, arriv*, wait, waiting, notice, reschedul*"),
        ),
    ),
    settle,
    find,
)
