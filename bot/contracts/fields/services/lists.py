"""The fields: every service with its state and its limit, those that the fee pays for, and those that are left out."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from bot.contracts.fields.services.kinds import KINDS, NAMED, PREVENTIVE
from bot.contracts.fields.services.mention import HEADED, SILENT, VERB, Judged, Mention, frame, mentions
from bot.contracts.reading.cues import Field, Finding
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import words
from bot.vocabulary import Span, Term

Row = dict[str, Any]

FOOTNOTE = re.compile(r"^(?P<star>\*{1,3}|†|‡|§) ?(?P<text>[^\s*].{10,})")
BULLET = re.compile(r"^[-–—•*~>›→✓✔▪◦·] ?")
BULLETS = 4  # lines that begin with a star: so many are a list
STRONG = 2.4  # a weaker word does not contradict
ENDS_LIST = 140
SHORT = 70  # characters: an item of a plan's list

ABOUT = words(
    """
        visit*, appointment*, exam*, physical*, check-up*, care, lab*, blood*, test*, medic*, drug*, prescri*,
        vaccin*, immuni*, shot*, imaging, x-ray*, mri*, procedure*, stitch*, sutur*, hospital*, emergenc*,
        surg*, specialist*, tele*, video*, virtual*, text*, messag*, e-mail*, house-call*, screen*, pap*,
        babies, supplement*, therap*, pills, form*, counsel*, nutrition*, coordinat*, referral*, injection*,
        ekg*, ecg*, electro*, spirometry, inpatient*, obstetric*, opioid*, weight*, hormone*, iv, chronic,
        24/7*, after-hours, phone, splint*, cast*, botox*, cosmetic*, cbc, cmp, tsh, lipid*, psa, dental*,
        equipment, includ*, cover*, get, gives, benefit*, receive, expect, extra*, exclu*, what's*, urin*,
        strep*, biops*, er, wart*"""
)


@lru_cache(maxsize=1)
def found_in(lines: tuple[Line, ...]) -> tuple[Mention, ...]:
    """Return every mention of a service; kept for the fields that ask for the same agreement one after the other."""
    notes = footnotes(lines)
    found: list[Mention] = []
    carried: Judged | None = None
    section: tuple[str, ...] = ()
    for line, behind in zip_longest(lines, lines[1:]):
        if line.clause.section != section:
            section = line.clause.section
            title = " / ".join(section[-1:]).lower()
            run_in = line.text.startswith(title) or NAMED.search(title)
            carried = carried if run_in and not frame(title) else None
        found += mentions(line, behind, notes, carried)
        carried = carry(line, carried)
    return tuple(found)


def carry(line: Line, carried: Judged | None) -> Judged | None:
    """Return what a short line without a full stop, such as "What you get", says of the lines that follow it."""
    if line.previous or BULLET.match(line.text):
        return carried
    if len(line.text) > ENDS_LIST or (line.text.endswith(".") and VERB.search(line.text)):
        return SILENT if carried else None
    if len(line.text) > SHORT or line.text.endswith((".", ",", ";")) or NAMED.search(line.text):
        return carried
    led = frame(line.text)
    return carried if led is None else led


def footnotes(lines: Sequence[Line]) -> dict[str, str]:
    """Return what the stars of an agreement lead to; the lines of a list with stars are no footnotes."""
    notes: dict[str, str] = {}
    starred = [match for line in lines if (match := FOOTNOTE.match(line.text))]
    often = Counter(match["star"] for match in starred)
    for match in starred:
        if often[match["star"]] < BULLETS:
            notes.setdefault(match["star"], match["text"].strip())
    return notes


def rows(found: Sequence[Mention]) -> list[Row]:
    """Return one row for each service, in the order of our own table."""
    names = {mention.name for mention in found}
    return [row(name, [mention for mention in found if mention.name == name]) for name in KINDS if name in names]


def row(name: str, found: list[Mention]) -> Row:
    """Settle what an agreement says of one service."""
    state, limit = settled(found)
    return {"name": name, "state": state, "limit": limit, "insurance_already_pays": name in PREVENTIVE}


def settled(found: list[Mention]) -> tuple[str, str | None]:
    """Return the state and the limit of a service: a charge says more than an offer, and plans may differ."""
    best = max(mention.weight for mention in found)
    top = [mention for mention in found if mention.weight >= min(best, STRONG)]
    states = {mention.state for mention in top}
    limits = {state: first_limit(top, state) for state in states}
    if states >= {"included", "excluded"}:
        if by_plan(top):
            plan = next(one for one in top if one.state == "excluded")
            return "included", f"{plan.headed.split(' / ')[0]}: {' '.join(plan.clause.text.split())}"
        return "conflicting", limits["excluded"] or limits["included"]
    for state in ("extra", "excluded", "included"):
        if state in states:
            return state, limits[state]
    return found[0].state, None


def by_plan(found: Sequence[Mention]) -> bool:
    """Whether a service is an item in the lists of several plans, each with its own heading."""
    heads = {
        state: {one.headed for one in found if one.state == state and len(one.clause.text) <= SHORT}
        for state in ("included", "excluded")
    }
    return (
        bool(heads["included"] and heads["excluded"])
        and not heads["included"] & heads["excluded"]
        and all(not framed_by(one) for one in found if one.state == "excluded")
    )


def framed_by(mention: Mention) -> bool:
    """Whether the heading above a mention itself says that the services below are left out."""
    return bool(re.search(r"\bnot\b|n't|exclu", mention.headed))


def first_limit(found: Sequence[Mention], state: str) -> str | None:
    """Return the first limit that is named with a state."""
    return next((mention.limit for mention in found if mention.state == state and mention.limit), None)


def spans(found: Sequence[Mention]) -> Iterator[Span]:
    """Yield the clauses behind a list, first the one that names most."""
    counts: dict[Span, float] = {}
    for mention in found:
        span = Span(mention.clause.start, mention.clause.end, mention.clause.heading)
        counts[span] = counts.get(span, 0) + (1 if mention.weight >= HEADED else 0.5)
    first = max(counts, key=lambda span: counts[span])
    yield first
    yield from (span for span in counts if span != first)


def settle(choose: Callable[[list[Row]], list[Any]], *states: str) -> Callable[[Field, list[Finding]], Term]:
    """Return what settles a field on a list of values chosen from the rows of all services."""

    def term(subject: Field, findings: list[Finding]) -> Term:
        found = [finding.value for finding in findings]
        every = rows(found)
        value = choose(every)
        if not value:
            return Term(subject.name, "silent")
        names = {one["name"] for one in every if not states or one["state"] in states}
        kept = [one for one in found if one.name in names and (not states or one.state in states)]
        first, *rest = spans(kept or found)
        return Term(subject.name, "stated", value, first, (), tuple(rest))

    return term


def find(lines: Sequence[Line]) -> list[Finding]:
    """Return every mention of a service as a finding."""
    return [Finding(mention.clause, mention, mention.weight) for mention in found_in(tuple(lines))]


def names(state: str) -> Callable[[list[Row]], list[Any]]:
    """Return what picks the names of the services in a state."""
    return lambda every: [one["name"] for one in every if one["state"] == state]


SERVICES = Field("services", ABOUT, find=find, settle=settle(lambda every: every))
INCLUDED = Field("services_included", ABOUT, find=find, settle=settle(names("included"), "included"))
EXCLUDED = Field("services_excluded", ABOUT, find=find, settle=settle(names("excluded"), "excluded"))
