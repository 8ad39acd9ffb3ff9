"""What kind of practice it is: direct primary care, concierge or a hybrid, by its own words or by whom it bills."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.contracts.fields import billing
from bot.contracts.fields.claims import chain, span
from bot.contracts.reading.cues import Cue, Field, Finding, Skip, skipped, strongest
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import Pattern, either, then, words
from bot.contracts.reading.wordings import FEES, NOT, PRACTICE
from bot.vocabulary import Term

GUESSED = 1  # the weight of what is but concluded from who is billed
KINDS = {True: "concierge", False: "dpc", billing.VARIES: "hybrid"}

DIRECT = words(
    """direct primary care, dpc, direct pay primary care, direct (family|pediatric|internal|medical) (care|medicine), direct patient care,
    direct practice, direct care, direct medicine, direct (medical|physician) services"""
)
CONCIERGE = words("concierge, boutique (practice|medicine|medical), retainer-based, retainer (practice|medicine)")
HYBRID = words("hybrid")

PAPER = words("agreement, contract, membership*, program, plan, terms, addendum, enrollment, model, services")
A_PRACTICE = words(
    "practice[s], clinic, office, physician[s], doctor[s], provider[s], medicine, medical practice, group, model, care model"
)
IS = words(
    "is, are, am, as, operates, run, runs, offers, provides, deliver[s], welcome to, run on, called, practices, practicing, our"
)


def ours(kind: Pattern) -> Pattern:
    """Match where a text says of itself that it is of a kind."""
    return either(
        chain(IS, span(45, NOT.pattern, r"\b(?:from|than|unlike|or)\b"), kind),
        chain(kind, re.compile(r"(?: \((?:dpc|the \W?\w+\W?)\))? "), either(PAPER, A_PRACTICE)),
        chain(kind, re.compile(r",? (?:pllc|llc|p\.?l\.?l\.?c|inc|p\.?a|p\.?c)\b")),
        chain(words("this, our"), span(15), kind),
    )


def named(kind: Pattern) -> Pattern:
    """Match a line that is but a title with the name of a kind in it."""
    return re.compile(rf"^[^.;:?!$]{{0,60}}?(?:{kind.pattern})[^.;:?!$]{{0,45}}$")


OF_THE_LAW = words(  # rules about such arrangements, not about this one
    """irs, hsa, fsa, health savings, arrangement[s], tax*, statute, law, laws, legal in, states, congress, revenue, chapter, subchapter,
    code, many (practices|doctors), different from, differ*, compared, versus, traditional, typically, unlike, usually, generally,
    commonly, often, whereas"""
)
DENIED = re.compile(rf"(?:{NOT.pattern}|\b(?:than|unlike|versus|vs|from|different from|or))[^.;,]{{0,20}}$")
ASKS = re.compile(r"\?\W*$")

MEMBER_FEE = either(words("membership*, retainer*"), then(words("month*, annual*, year*, access"), 8, FEES))
PRIMARY_CARE = words(
    "primary care, family (medicine|practice|doctor|physician|care|health), internal medicine, internist[s], pediatric*, family medical"
)


OPENING = 12  # clauses: the first of a text tell what it is for
LEGIBLE = re.compile(r"^[^_]*[a-z]{2,}\W+[a-z]{2,}\W+[a-z]{2,}[^_]*$")  # words, no blank to fill in
RETAINER = words("retainer[s], engagement, private client[s]")
SPECIAL = words(
    """functional, integrative, naturopath*, psychiatr*, therapy, therapist, hormone*, menopaus*, midlife, weight, aesthetic*, wellness program,
    men's, urgent, walk-in, student, longevity, iv therapy, house calls, nutrition*, online, telehealth only"""
)
ELSEWHERE = words(
    "not, *n't, no, your own, your (primary|family|regular|pediatrician)*, another, other, keep, specialist*, instead of, replace*"
)


NOT_OURS = (
    Skip("it speaks of the law or of others", OF_THE_LAW, unless=then(PRACTICE, 12, words("is, are, operates, am"))),
    Skip("it asks", ASKS),
    Skip("it compares", words("differ*, versus, vs, compare*, comparison"), where="nearest"),
)


def find(lines: Sequence[Line]) -> list[Finding]:
    """Read what the text calls itself; where it does not, conclude it from whom it bills beside a membership fee."""
    found = FIELD.findings([line for line in lines if NAMED.search(line.text) and not skipped(line, NOT_OURS)])
    titles = title(lines)
    if found or titles:
        return [*titles, *found]
    if not any(MEMBER_FEE.search(line.text) for line in lines):
        return []
    said = billing.FIELD.find_all(lines)
    if not said:
        return []
    billed = billing.settle(billing.FIELD, said)
    if billed.state != "stated" or (billed.value is False and not is_primary(lines)):
        return []
    source = next(finding for finding in said if finding.span == billed.span)
    return [Finding(source.clause, KINDS[billed.value], GUESSED)]


def is_primary(lines: Sequence[Line]) -> bool:
    """Whether a practice that bills nobody gives primary care for a membership, and neither a program nor a retainer."""
    if any(SPECIAL.search(line.titled) for line in lines[:OPENING]) or any(
        RETAINER.search(line.text) for line in lines
    ):
        return False
    return any(PRIMARY_CARE.search(line.titled) and not ELSEWHERE.search(line.text) for line in lines)


def title(lines: Sequence[Line]) -> list[Finding]:
    """Read the title of the document, which stands above every clause; the first clause vouches for it."""
    if not lines:
        return []
    heading = lines[0].heading
    vouching = next((line for line in lines if LEGIBLE.match(line.text)), lines[0])
    kinds = [kind for kind, wording in (("concierge", CONCIERGE), ("dpc", DIRECT)) if wording.search(heading)]
    return [Finding(vouching.clause, kinds[0], 2)] if len(kinds) == 1 and not OF_THE_LAW.search(heading) else []


def settle(subject: Field, found: list[Finding]) -> Term:
    """Settle on the strongest; what calls itself two things of equal strength stays silent."""
    term = strongest(subject, found)
    return Term(subject.name, "silent") if term.state == "conflicting" else replace(term, also=term.also[:3])


NAMED = either(DIRECT, CONCIERGE, HYBRID)

FIELD = Field(
    "practice_kind",
    words(
        "direct, dpc, concierge, boutique, hybrid, retainer*, member*, fee[s], insur*, claim[s], primary care, family, plan[s], network, bill*, accept*, medicare, third-part*, carrier[s], payer[s]"
    ),
    (
        Cue(
            "Ours is a hybrid practice.", chain(HYBRID, span(25), either(A_PRACTICE, PAPER)), "hybrid", 3, before=DENIED
        ),
        Cue("We are a concierge practice.", ours(CONCIERGE), "concierge", 2.8, before=DENIED),
        Cue("We are a direct primary care practice.", ours(DIRECT), "dpc", 2.8, before=DENIED),
        Cue("ELM CONCIERGE MEDICINE", named(CONCIERGE), "concierge", 2.5),
        Cue("ELM DIRECT CARE", named(DIRECT), "dpc", 2.5),
    ),
    settle=settle,
    find=find,
)
