"""What the practice promises to do: each duty under a short name of our own, with the words that limit it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.contracts.reading.cues import Field, Finding
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import Pattern, either, near, then, words
from bot.vocabulary import Span, Term

PLAIN_PROMISE, IMPLIED_PROMISE = 3.0, 2.5
SUBJECT = 90  # characters before "will" in which its subject stands

PROMISE = re.compile(
    r"(?:'ll\b|\b(?:will|shall|must|agrees? to|undertakes? to|promises? to|commits? to"
    r"|is (?:required|obligated|committed) to"
    r"|are (?:required|obligated|committed) to|guarantees?))"
    r"(?! not\b(?! (?:sell|share|disclose|rent|lend|discriminat|decline|refuse)))"
)
PRACTICE = words(
    """
        practice[s], clinic[s], company, physician[s], doctor[s], provider[s], clinician[s], practitioner[s],
        office, we, us, i, staff, team, nurse[s], nurse practitioner, dr, group, center, corporation"""
)
PATIENT = words(
    """
        you, member[s], patient[s], client*, beneficiary, beneficiaries, enrollee[s], subscriber[s],
        participant[s], parent[s], guardian[s], employer[s], sponsor[s], undersigned, either, both, each party,
        parties, party, he, she, they, who, whoever, person[s]"""
)
THINGS = words(
    """
        fee[s], dues, payment[s], agreement, contract, membership[s], this, it, that, which, insurance,
        insurer*, medicare, plan[s], lab[s], pharmacy, hospital*, notice[s], charge[s], card, services, care,
        law, arbitrator, court, costs, price[s], term, nothing, nobody"""
)

ANSWER = either(
    then(
        words("answer, respond*, reply, replies, acknowledg*, text back"),
        60,
        words(
            "messag*, e-mail*, call*, text*, inquir*, portal, voicemail*, request*, communication*,"
            " to (you|members|patients), within"
        ),
    ),
    words("return [your|all|the|any] _ (call|message|e-mail|text|voicemail)*, get back (to|with) you, call you back"),
)
ANSWERED = then(
    words("messag*, e-mail*, call*, text*, inquir*, question*, voicemail*, request*, communication*"),
    25,
    words("be (answered|returned|responded|acknowledged|replied)"),
)
REACHED = either(
    then(
        words(
            "be [reasonably|readily|directly] (available|reachable|accessible|reached|on call),"
            " make * available, be able to reach, give [each|you] * access"
        ),
        70,
        words(
            """
        24/7*, 24 hour*, by (phone|telephone|text|e-mail|cell|video)*, telephone, phone, after-hours,
        after [regular|normal] hours, nights, weekend*, emergenc*, urgent*, at all (times|hours),
        around-the-clock, any time, cell"""
        ),
    ),
    words("make (every|all|a) reasonable effort* to be (available|reachable)"),
)
SAME_DAY = then(
    words("see, seen, schedul*, offer*, provid*, accommodat*, appointment*, visit*, squeeze, fit, effort*"),
    70,
    words("same-day, same or next*, next-day, within (24|48) hours, next business day, within (1|2) business day*"),
)
COORDINATE = either(
    then(
        words("coordinat*, collaborat*"),
        60,
        words("care, specialist*, hospital*, referral*, provider*, services, physician*, admission*, discharge"),
    ),
    words(
        "work with your (specialist|other)*, communicate [directly] with [your|the] (specialist"
        "|hospital|er|emergency)*, speak with your specialist*"
    ),
)
REFER = then(
    words("refer, make [a|any|the] _ referral*, arrange [a|for] _ referral*, provide [a|any] _ referral*"),
    45,
    words("you, patient*, member*, specialist*, other, another, referral*, provider*"),
)
COVER = either(
    then(
        words("arrange*, provide*, designat*, have, ensure, make"),
        45,
        words(
            "covering (physician|doctor|provider|clinician)*, coverage (by|from|during|when|in"
            "|while)*, substitute (physician|doctor)*, cross-cover*, back-up (physician|doctor|coverage)*"
        ),
    ),
    then(
        words(
            "covering physician*, covering provider*, another (clinician|physician|doctor|provider),"
            " other (clinician|physician|doctor|provider), colleague"
        ),
        35,
        words("cover*, available, see you, provide, step in, care for"),
    ),
)
TELLING = words(
    "give, gives, send, provide, notify, tell, inform, e-mail, let (you|members"
    "|patients) know, advise, announce, be (notified|told|informed|given|sent)"
)
CHANGE = then(
    TELLING,
    110,
    words(
        "change* [in|to|of] _ _ (fee|price|rate|due|cost|charge|pricing)*, (fee|price"
        "|rate) (change|increase)*, increas*, new (price|fee|rate)*, changes to (the|your) (fee"
        "|price|due|term|polic|service)*, (fee|price|due|rate)* [will|may|are] change*"
    ),
)
CHANGED = then(
    words("(change|raise|increase|adjust|modify) [the|its|our|any] _ _ (fee|price|due|rate|membership)*"),
    80,
    words("(after|by|upon|with) [giving|at least] _ _ _ _ notice"),
)
AWAY = words(
    "vacation*, absen*, (is|are) away, unavailable, out of (the office|town), closure*,"
    " (physician|doctor|practice) (leaves|retires|closes|moves)"
)
ABSENCE = near(TELLING, 90, AWAY)
ENDING = then(
    TELLING,
    100,
    words("terminat*, ending (your|the), before (we|it) end*, close your, discharge*, stop offering, discontinu*"),
)
PRICED = then(
    TELLING,
    70,
    words("cost*, price*, charge*, estimate*, what it costs, fee for"),
    60,
    words("before, in advance, ahead, prior, beforehand, estimate, when asked, on request, upon request"),
)
TELL_FIRST = words(
    "tell you before (you|we) (receive|do|give|order|start|use|provide)*, told the price*, told (the|its) (cost|price),"
    " tell you (the|what) _ (cost|price|costs)"
)
SEND_RECORDS = then(
    words(
        "provide*, send, transfer*, give, forward, release, deliver, furnish, copy, be (given"
        "|sent|provided|transferred|released)"
    ),
    32,
    words("record, records, chart, charts, copy of your medical, medical information"),
)
RECORDS_SENT = then(
    words("records, chart, charts, copies of records"),
    35,
    words("(will|shall) be (sent|provided|given|released|transferred|made available|ready|forwarded)"),
)
KEEP_RECORDS = then(words("keep*, retain*, maintain*, store*"), 35, words("record, records, chart, charts"))
PRIVATE = either(
    then(
        words("keep*, protect*, maintain*, safeguard*, preserve*, treat*, hold"),
        70,
        words("confidential*, private, privacy, secure, hipaa, protected health information"),
    ),
    then(
        words("comply, complies, abide*, adhere*, follow*"),
        35,
        words("hipaa, privacy law*, privacy requirement*, confidentiality"),
    ),
)
NOT_SHARE = re.compile(
    r"\b(?:will|shall) (?:not|never) (?:ever )?(?:sell|share|disclose|rent|lend"
    r"|use) [^.;]{0,40}\b(?:it|data|information|record\w*|phi)\b"
)
GIVE_BACK = then(
    words("refund*, return, reimburse, pay back, give back, credit"),
    70,
    words("fee*, dues, unearned, unused, pre-paid, paid, portion, retainer, deposit, subscription, everything"),
)
GIVEN_BACK = then(
    words("unearned, unused, pre-paid, fees, dues, deposit"),
    50,
    words("(will|shall) be (refunded|returned|reimbursed|credited|paid back|sent back)"),
)
PROVIDE = then(
    words("provide, furnish, make available, deliver, render, give"),
    45,
    words("services, care, amenities, primary care"),
)
FIND_ANOTHER = either(
    then(
        words("help*, assist*, provide*, give*, support*"),
        50,
        words(
            "(find*|locat*|transition* to|transfer* to) _ _ (doctor|physician|practice|provider"
            "|clinician|psychiatrist)*, list of (other|alternative|local)*, names of other, transition"
        ),
    ),
)
STAY = then(
    words("continue*, go on, remain available, provide, see you, treat, look after, care for, be available"),
    60,
    words(
        "(during|in|for) (that|this|those) [notice|30|60|90] _ _ (time|period|days),"
        " during the [notice|30|60|90] (notice|30|60|90) (day|period)*, until you find,"
        " in the meantime, 30 days"
    ),
)
COPY = then(
    words("give, provide, send, receive, be given"),
    35,
    words("copy of this (agreement|contract|document), signed copy, copy of the agreement"),
)
TRUST = then(words("hold*, held, keep*, deposit*"), 45, words("trust, escrow"))
RESULTS = then(
    words("notify, inform, tell, call, contact, review, explain, discuss, send, share, go over"),
    45,
    words("result, results, test results"),
)
REFILLS = then(
    words("refill*, prescription*"), 40, words("(will|shall) be (processed|completed|filled|sent|handled|answered)")
)
INSURED = then(
    words("maintain*, carry, carries, keep*"), 35, words("malpractice, liability insurance, liability coverage")
)
FAIR = either(
    words(
        "not discriminat*, not (decline|refuse|discontinue) [a|any|care] _ _ _ (because"
        "|on the basis|due to|based), not be treated differently"
    ),
)
LIMIT_PANEL = then(
    words("limit*, cap, caps"), 40, words("number of (patients|members), panel, practice to, to no more than")
)

DUTIES: tuple[tuple[str, Pattern, str], ...] = (
    (
        "answer messages and calls",
        either(ANSWER, ANSWERED),
        "The clinic will answer your messages within one business day.",
    ),
    ("be reachable outside visits", REACHED, "We will be available by phone at all hours."),
    ("same-day or next-day visits", SAME_DAY, "We will see you the same day where we can."),
    ("coordinate care with others", COORDINATE, "The physician shall coordinate your care with specialists."),
    ("refer to specialists", REFER, "The clinic will refer you to a specialist."),
    ("covering doctor when away", COVER, "The practice will arrange coverage by another doctor."),
    ("notice of fee changes", either(CHANGE, CHANGED), "We will give you 60 days' notice of a change in the fee."),
    ("notice of absence or closing", ABSENCE, "The doctor will tell you before she is away."),
    ("notice before ending the membership", ENDING, "The practice will notify you in writing before terminating."),
    ("tell the price beforehand", either(PRICED, TELL_FIRST), "We will tell you the cost of a test before it is done."),
    ("hand over records", either(SEND_RECORDS, RECORDS_SENT), "The clinic will send your records to another doctor."),
    ("keep records", KEEP_RECORDS, "The practice shall keep your records for seven years."),
    ("keep data private", either(PRIVATE, NOT_SHARE), "The practice shall keep your information confidential."),
    ("refund unused fees", either(GIVE_BACK, GIVEN_BACK), "The practice shall refund the unearned fee."),
    ("help find another doctor", FIND_ANOTHER, "We will help you find another doctor."),
    ("care during the notice period", STAY, "We will go on treating you during that time."),
    ("give a copy of the agreement", COPY, "The practice will give you a copy of this agreement."),
    ("hold prepaid fees in trust", TRUST, "The practice shall hold prepaid fees in a trust account."),
    ("report test results", RESULTS, "Your doctor will call you with your results."),
    ("refill prescriptions in time", REFILLS, "Refills will be processed within two days."),
    ("carry malpractice insurance", INSURED, "The practice shall maintain malpractice insurance."),
    ("treat patients without discrimination", FAIR, "The practice will not discriminate against a patient."),
    ("limit the number of patients", LIMIT_PANEL, "We will limit the number of patients."),
    ("provide the listed services", PROVIDE, "The practice shall provide the services in Exhibit A."),
)
ORDER = [name for name, _, _ in DUTIES]
IMPLIED = frozenset(  # whose doer can only be the practice, though the clause does not name it
    (
        "answer messages and calls",
        "hand over records",
        "refund unused fees",
        "refill prescriptions in time",
        "hold prepaid fees in trust",
    )
)
BY_OTHERS = words("by (you|the patient|the member|medicare|insurance|the lab), the lab will, pharmacy will, labs will")

QUALIFIER = re.compile(
    r"\b(?:(?:when|if|where|whenever|as) (?:available|possible|appropriate|needed|practical"
    r"|feasible|clinically \w+|medically \w+|reasonably \w+|necessary|it can|we can|requested"
    r"|permitted by law|required by (?:law|hipaa))"
    r"|within (?:\d+|an?) (?:[\w-]+ ){0,2}(?:hours?|days?|weeks?|minutes?|months?)"
    r"|(?:by the )?next business day|the same day|in a timely (?:manner|fashion)|promptly"
    r"|(?:up)?on (?:written |your |signed )?request"
    r"|(?:makes?|use|using) (?:every |all |its |a )?(?:\w+ )?(?:reasonable|best) efforts?"
    r"|reasonable efforts?|best efforts?|at (?:its|the \w+'s|our|his"
    r"|her) (?:sole )?discretion|subject to [^,.;]{3,50}"
    r"|(?:at least |not (?:fewer|less) than |no (?:fewer|less) than )?\d+ (?:business "
    r"|calendar )?days?'? (?:advance |prior |written )*(?:written )?notice|during (?:business"
    r"|office|clinic|regular) hours"
    r"|for (?:at least )?\d+ years|24/7|24 hours a day|at all (?:times|hours)|without charge"
    r"|free of charge|at no (?:cost|charge))\b"
)
OTHER = words(
    """
        not guarantee*, no guarantee, cannot (guarantee|promise), not responsible, not liable, insurer,
        arbitrator, business associate, phi, covered entity, receiving party, employer shall, roster,
        held [to be] invalid"""
)
UNPROMISED = re.compile(r"\b(?:may|might|not|never|n't|does not|do not|cannot|neither)(?: \w+){0,2} ?$")


@dataclass(frozen=True)
class Promise:
    """A duty that one clause names, with the words that limit it."""

    duty: str
    qualifier: str | None


def promises(line: Line) -> list[tuple[Promise, float]]:
    """Return what a clause promises for the practice."""
    if OTHER.search(line.text):
        return []
    found: dict[str, tuple[Promise, float]] = {}
    for part in PARTS.split(line.text):
        for duty in promised(part):
            found.setdefault(duty, (Promise(duty, qualified(part)), PLAIN_PROMISE))
        for duty in implied(part):
            found.setdefault(duty, (Promise(duty, qualified(part)), IMPLIED_PROMISE))
    if len(found) > 1:
        found.pop("provide the listed services", None)
    return list(found.values())


def promised(part: str) -> Iterator[str]:
    """Yield the duties of which a part of a clause says that the practice will do them."""
    for will in PROMISE.finditer(part):
        if not practice_is(part[max(0, will.start() - SUBJECT) : will.start()]):
            continue
        deed = part[will.start() :]
        for duty, pattern, _ in DUTIES:
            if duty in WHOLE:
                if pattern.search(part):
                    yield duty
                continue
            match = pattern.search(deed[: REACH * 2])
            before = deed[: match.start()] if match else ""
            if match and len(before) <= REACH and not UNPROMISED.search(before[5:]) and not PATIENT_ACTS.search(before):
                yield duty


def implied(part: str) -> Iterator[str]:
    """Yield the duties in the passive voice that only the practice can have: "records will be sent"."""
    for duty, pattern, _ in DUTIES:
        match = pattern.search(part) if duty in IMPLIED else None
        until = part[: match.end()] if match else ""
        if match and PASSIVE.search(until) and not BY_OTHERS.search(part) and not BARRED.search(until):
            yield duty


WHOLE = frozenset(
    ("notice of absence or closing", "covering doctor when away")
)  # the occasion may stand before "we will"
PARTS = re.compile(r"; (?!and )|\. ")
REACH = 90  # characters behind "will" in which the deed is named
PASSIVE = re.compile(
    r"\b(?:will|shall|must|is|are)\b[^.]{0,25}\b(?:be |being )?\w+(?:ed|en|ent|eld|aid)\b|\bbe \w+(?:ed|nt|en)\b"
)
BARRED = re.compile(r"\b(?:not|never|no|n't|may|might|cannot|if)\b|n't\b")
PATIENT_ACTS = re.compile(r"\b(?:you|patient|member|client) (?:will|shall|must|may|agrees?|can|should)\b")


def practice_is(before: str) -> bool:
    """Whether the practice is named as the one who will; not where another is, or none can be told."""
    subject = JOINT.split(before.rstrip())[-1]
    last = max((match.end() for match in PRACTICE.finditer(subject)), default=-1)
    other = max((match.end() for match in OTHERS.finditer(subject)), default=-1)
    return last > other or (last >= 0 and bool(OF_PATIENT.search(subject)))


OTHERS = either(PATIENT, THINGS)
JOINT = re.compile(r"[,:]\s|\b(?:and|but|if|when|where|that|because|so|or)\b(?= \w+ \w+ ?$)|\bunless\b")
OF_PATIENT = re.compile(
    r"\b(?:physician|doctor|provider|practice|clinic|clinician)s? of (?:the )?(?:patient|member|plan)"
)


def qualified(part: str) -> str | None:
    """Return the words that limit a promise."""
    found = QUALIFIER.search(part)
    return found.group() if found else None


def find(lines: Sequence[Line]) -> list[Finding]:
    """Return every promise of the practice."""
    return [Finding(line.clause, promise, weight) for line in lines for promise, weight in promises(line)]


def settle(subject: Field, found: list[Finding]) -> Term:
    """Return the duties, each once, with the first words that limit it."""
    duties: dict[str, str | None] = {}
    for finding in found:
        promise = finding.value
        duties[promise.duty] = duties.get(promise.duty) or promise.qualifier
    value = [{"duty": name, "qualifier": duties[name]} for name in ORDER if name in duties]
    counts: dict[Span, float] = {}
    for finding in found:
        counts[finding.span] = counts.get(finding.span, 0) + finding.weight
    first = max(counts, key=lambda span: counts[span])
    return Term(subject.name, "stated", value, first, (), tuple(span for span in counts if span != first))


FIELD = Field(
    "practice_obligations",
    words("will, shall, must, agree[s] to, undertake*, promise*, commit*, *'ll, required to, guarantee*"),
    find=find,
    settle=settle,
)
