"""The days of a letter in order, what it does not say, and what to ask before deciding; reported, never urged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.catalogue import Catalogue
from bot.letters.conversion import ConversionLetter
from bot.letters.dates import Day
from bot.vocabulary import Revision, Sentence, State, Term, Timeline, TimelineEntry

# Each dated entry, and what belongs beside its day.
BESIDE: Mapping[str, tuple[str, ...]] = {
    "join_by": ("deposit", "places_limited"),
    "changes_on": ("fee", "insurance_billed"),
    "last_day_as_patient": (),
    "emergency_care_until": (),
}
ONLY_IF_SAID = frozenset({"last_day_as_patient", "emergency_care_until"})
DAYLESS = ("stays_open_to_nonmembers", "other_doctors")
UNDATED = frozenset({*DAYLESS, "medicare", "records"})
TO_ASK = (
    "stays_open_to_nonmembers", "other_doctors", "records", "medicare", "fee", "insurance_billed", "changes_on",
    "join_by", "last_day_as_patient", "emergency_care_until", "deposit",
)  # fmt: skip
MEANINGS = ("matters", "means_opted_out", "means_participating", "means_nonparticipating")
UNSETTLED = frozenset({"in_medicare", "not_accepted"})  # of Medicare: the question is still to be asked


@dataclass(frozen=True)
class Telling:
    """How a letter is told: its text, the catalogue, and the day of telling."""

    letter: ConversionLetter
    revision: Revision
    strings: Catalogue
    on: date

    def say(self, name: str, **values: object) -> str:
        """Say a sentence about letters."""
        return self.strings.say(f"letter.{name}", **values)

    def quoting(self, text: str, term: Term) -> Sentence:
        """Say a sentence with the letter's own words behind it."""
        span = term.span
        quotes = (self.revision.quote(span.start, span.end, span.section),) if span else ()
        return Sentence(text=text, quotes=quotes)


def timeline(letter: ConversionLetter, revision: Revision, strings: Catalogue, on: date) -> Timeline:
    """Tell the days of a letter in order; what has no day, and what it does not say, stands last."""
    telling = Telling(letter, revision, strings, on)
    beside = (_entry(telling, name, letter[name], tuple(_plain(telling, name))) for name in DAYLESS)
    entries = [*_dated(telling), _records(telling), *beside, _medicare(telling)]
    ordered = sorted(entries, key=lambda entry: (entry.on is None, entry.on or date.max))
    return Timeline(heading=telling.say("heading"), entries=tuple(ordered))


def questions(letter: ConversionLetter, strings: Catalogue) -> tuple[Sentence, ...]:
    """Return what to ask before deciding: the agreement itself, and what the letter leaves open."""
    asked = [strings.say("letter.agreement")]
    asked += [strings.say(f"letter.{name}.question") for name in TO_ASK if _open(letter[name])]
    return tuple(Sentence(text=text) for text in asked)


def _open(term: Term) -> bool:
    """Whether a field is still to be asked about; of money that is due, whether it comes back."""
    if term.field == "deposit":
        return term.state != "silent" and term.value != "none"
    inexact = isinstance(term.value, Day) and (term.value.on is None or term.value.assumed)
    return term.state != "stated" or inexact or (term.field == "medicare" and term.value in UNSETTLED)


def long(day: date) -> str:
    """Write a day out."""
    return f"{day:%B} {day.day}, {day.year}"


def money(amount: float) -> str:
    """Write a sum: "$1,950", "$562.50"."""
    return f"${amount:,.0f}" if amount == int(amount) else f"${amount:,.2f}"


def _dated(telling: Telling) -> Iterator[TimelineEntry]:
    """Tell each day that the letter names, and the two that it should."""
    for name, beside in BESIDE.items():
        term = telling.letter[name]
        if term.state == "silent" and name in ONLY_IF_SAID:
            continue
        said = [*_day_said(telling, term), *_besides(telling, beside)]
        yield _entry(telling, name, term, said)


def _day_said(telling: Telling, term: Term) -> Iterator[Sentence]:
    """Say one day: what it is, how far off, and how surely it is known."""
    name, day = term.field, telling.letter.day(term.field)
    if term.state == "silent":
        yield from _silent(telling, name)
    elif term.state == "conflicting":
        days = ", ".join(long(one.on) for one in term.value if one.on)
        yield telling.quoting(telling.say("several", days=days), term)
    elif day is None or day.on is None:
        yield telling.quoting(telling.say("inexact"), term)
    else:
        yield telling.quoting(telling.say(f"{name}.said", day=long(day.on)), term)
        yield Sentence(text=_distance(telling, day.on, ""))
        if name == "join_by" and day.on < telling.on:
            yield Sentence(text=telling.say("join_by.past"))
        if day.assumed:
            yield Sentence(text=telling.say("assumed", base=long(telling.letter.base)))


def _distance(telling: Telling, day: date, written: str) -> str:
    """Say how far off a day is; with the day itself where it is `written`."""
    days = (day - telling.on).days
    kind = "past" if days < 0 else "left" if days else "today"
    return telling.say(f"when_{kind}" if written else kind, n=days, day=written)


def _silent(telling: Telling, name: str) -> Iterator[Sentence]:
    """Say what the letter does not say, and what to ask."""
    yield Sentence(text=telling.say("silent", about=telling.say(f"{name}.about")))
    yield Sentence(text=telling.say("ask", question=telling.say(f"{name}.question")))


def _besides(telling: Telling, names: Sequence[str]) -> Iterator[Sentence]:
    """Say what belongs beside a day."""
    for name in names:
        term = telling.letter[name]
        if term.state == "conflicting":
            yield telling.quoting(telling.say("conflict"), term)
        elif term.state == "stated":
            yield telling.quoting(_said(telling, term), term)


def _said(telling: Telling, term: Term) -> str:
    """Say the value of a field that is no day."""
    value = term.value
    if term.field == "fee":
        rows = (telling.say("fee.row", amount=money(row["amount"]), period=row["period"]) for row in value)
        return telling.say("fee.said", fees="; ".join(dict.fromkeys(rows)))
    if term.field == "records":
        known = value in ("free", "said")
        return telling.say(f"records.{value}" if known else "records.cost", cost=value)
    if isinstance(value, int | float):
        name = "deposit.sum" if term.field == "deposit" else "places_limited.number"
        return telling.say(name, amount=money(value), n=value)
    return telling.say(f"{term.field}.{value.replace(' ', '_')}")


def _plain(telling: Telling, name: str) -> Iterator[Sentence]:
    """Say a field that is no day, or that it is not said and what to ask."""
    if telling.letter[name].state == "silent":
        yield from _silent(telling, name)
    else:
        yield from _besides(telling, (name,))


def _records(telling: Telling) -> TimelineEntry:
    """Tell how records are got, by the day that the letter names for it."""
    by, how = telling.letter["records_by"], telling.letter["records"]
    said = [*(_day_said(telling, by) if by.state != "silent" else ()), *_plain(telling, "records")]
    return _entry(telling, "records", how if by.state == "silent" else by, said)


def _medicare(telling: Telling) -> TimelineEntry:
    """Tell how the doctor stands to Medicare, or that it is not said; always with what the three ways mean."""
    term = telling.letter["medicare"]
    said = list(_plain(telling, "medicare"))
    if term.state == "conflicting" or term.value in UNSETTLED:
        said.append(Sentence(text=telling.say("ask", question=telling.say("medicare.question"))))
    said += [Sentence(text=telling.say(f"medicare.{name}")) for name in MEANINGS]
    return _entry(telling, "medicare", term, said)


def _entry(telling: Telling, name: str, term: Term, said: Sequence[Sentence]) -> TimelineEntry:
    """Make an entry, with its day where one is known."""
    day = telling.letter.day(term.field)
    on = day.on if day else None
    when = _distance(telling, on, long(on)) if on else telling.say("before" if name in UNDATED else "no_day")
    state: State = term.state
    return TimelineEntry(on=on, when=when, label=telling.say(f"{name}.label"), state=state, sentences=tuple(said))
