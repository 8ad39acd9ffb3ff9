"""The names by which an agreement calls its practice: "Juniper Hollow may end this", "HIM shall assign".

A clause says who may do a thing, so a reader must know that such a name is the practice.
"""

import re
from collections import Counter
from collections.abc import Sequence

from bot.contracts.reading.patterns import either, words
from bot.contracts.reading.wordings import (
    AGREEMENT,
    EITHER_PARTY,
    EMPLOYER,
    FEES,
    GOODS,
    JOINING,
    MEMBERSHIP,
    PATIENT,
    PRACTICE,
    PRICES,
    RECORDS,
    TERM,
    VISITS,
)
from bot.documents.outline import Clause

NAME = r"(?:[A-Z][\w&'\u2019.-]{0,40}(?:[ \t]+(?:of|and|&|the|at)[ \t]+|[ \t]+)){0,4}[A-Z][\w&'\u2019-]{0,40}"
ACTS = re.compile(
    rf"\b(?P<name>{NAME})\s+(?:may|can|shall|will|must|reserves?|agrees|does|doesn't|is not|isn't|has the right|bills|offers|provides)\b"
)
DEFINED = re.compile(r"\(\s*(?:the\s+|hereinafter\s+)?[\"'\u201c\u2018](?P<name>[A-Z][\w&' -]{1,30})[\"'\u201d\u2019]")
NOT_A_NAME = either(
    PATIENT, EITHER_PARTY, EMPLOYER, PRACTICE, AGREEMENT, MEMBERSHIP, FEES, PRICES, JOINING, VISITS, GOODS, RECORDS, TERM,
    words(
        """it, this, that, these, some, nobody, everybody, somebody, someone, one, two, three, everything, everyone, many, most, dpc, concierge, direct primary care, there, what, who, which, if, when, while, once, any, all, each, every, no, none, not, your, our, my, their,
        his, her, its, the, a, an, and, or, but, medicare, medicaid, insurance, insurer*, hsa, fsa, card[s], charge[s], refund*, notice*, renew*,
        cancel*, terminat*, child*, spouse, staff, service[s], plan[s], program*, schedule, exhibit, appendix, section, article,
        part, state, federal, law[s], court[s], dispute*, signature*, emergency, emergencies, hospital*, care, monthly, annual*, household*,
        subscriber*, account*, party, parties, terms, arbitrat*, e-mail*, messages, telehealth, virtual, home, after-hours"""
    ),
)  # fmt: skip
COMMON = words(  # what begins with a capital at the head of a sentence, or is defined, and is nobody
    """tele*, specialist*, tuition, session*, consult*, video, nurse*, pharmac*, laborator*, hospital*, medicine, wellness, health, coaching,
    imaging, surgery, surgeries, urgent, primary, direct, physical*, exam*, test*, texting, text*, phone, calls, billing, enrollment, joining, leaving,
    cancellation[s], cancelling, refunds, travel, weekend[s], holiday[s], evening[s], hours, form[s], group, sponsor*, company, carrier*, insurer*,
    website, portal, app, today, tomorrow, people, folks, nobody, someone, anybody, everybody, neither, either, both, such, nothing, anything,
    january, february, march, april, may, june, july, august, september, october, november, december, monday, tuesday, wednesday, thursday,
    friday, saturday, sunday"""
)
HEAD = 700  # characters: a practice names itself at the top
SHORTEST = 3  # letters


def own_names(clauses: Sequence[Clause]) -> re.Pattern[str] | None:
    """Return a pattern of the names by which the text calls its practice, None where it has none that is certain.

    A name acts ("Kestrel may end …") and stands at the top, in the title, or is defined in brackets and quotation marks.
    """
    head = " ".join([clauses[0].title, *(clause.text for clause in clauses[:12])])[:HEAD] if clauses else ""
    defined = {match["name"] for clause in clauses for match in DEFINED.finditer(clause.text)}
    acting = Counter(match["name"] for clause in clauses for match in ACTS.finditer(clause.text))
    names = {name for name in acting if len(name) >= SHORTEST and (name in head or name in defined)}
    certain = [name for name in names if not NOT_A_NAME.search(name.lower()) and not common(name, clauses)]
    if not certain:
        return None
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(name) for name in sorted(certain, key=len, reverse=True))})(?=['\u2019]s\b|\b)"
    )


def common(name: str, clauses: Sequence[Clause]) -> bool:
    """Whether a name is a word like others: all of it is, or the text also writes it small."""
    if COMMON.fullmatch(name.lower()) or all(COMMON.fullmatch(word) for word in name.lower().split()):
        return True
    small = re.compile(rf"(?<![@./\w]){re.escape(name.lower())}(?![@.]?\w)")
    return any(small.search(clause.text) for clause in clauses)
