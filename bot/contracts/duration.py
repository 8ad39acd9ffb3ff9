"""How long the patient is bound at first, in months: 0 = expressly not at all, 1 = month to month."""

import re

from bot.contracts.cues import Cue, Field, Finding, Line, strongest
from bot.contracts.quantities import LENGTH, days, months, plain
from bot.vocabulary import Term

AGREEMENT = r"(?:agreement|membership|contract|term|plan|enrol\w+|subscription|commitment|retainer|arrangement|program|period)s?"
RENEWED = re.compile(
    r"\b(?:renew\w*|successive|additional|subsequent|further|thereafter|after that|another|extend\w*|continu\w+ (?:on|for)|convert\w*|before|until|unless|if you|once you|after|when you)\b[^.;]{0,60}$"
)
MEDICARE = re.compile(
    r"\b(?:medicare|opt(?:ed|s|ing)?[- ]out|hsa|statute|records?|warranty|waitlist|waiting|re-?enrol\w*|rejoin\w*|return\w*|reinstat\w*|guarantee|price lock|locked|prescri\w+|cobra|age[ds]?|notice of (?:claim|dispute))\b"
)
NOT_TERM = re.compile(
    r"^[^.;]{0,14}\b(?:notice|prior|advance|old|of age|ago|from the date of service|waiting|supply)\b"
)
ANNUAL = r"(?:annual|yearly|calendar year|full[- ]year|1 year|12 month)"


def term(match: re.Match[str]) -> int | None:
    """Return the months of a term; days count from four weeks on."""
    length = months(match)
    return length if 1 <= length <= 60 and days(match) >= 28 else None


def skip(line: Line) -> bool:
    """Whether a clause is about other periods: Medicare's opt-out, records, coming back."""
    return bool(MEDICARE.search(line.text)) and not re.search(
        r"\b(?:initial|minimum) (?:term|commitment|period)|this agreement (?:lasts|is for|shall)", line.text
    )


PLANS = re.compile(
    r"\b(?:monthly|annual|yearly|quarterly|month[- ]to[- ]month)\b[^.;]{0,25}\b(?:plans?|options?|members?|memberships?)\b|\b(?:plans?|options?)\b"
)


def settle(subject: Field, found: list[Finding]) -> Term:
    """Settle on the strongest finding; where terms belong to different plans, they are a choice."""
    plans = [finding for finding in found if finding.weight >= 2.5 and PLANS.search(plain(finding.clause.text))]
    values = sorted({finding.value for finding in plans})
    if len(values) < 2 or len(plans) < len([finding for finding in found if finding.weight >= 2.5]):
        return strongest(subject, found)
    rest = tuple(finding.span for finding in found if finding is not plans[0])
    return Term(subject.name, "stated", values, plans[0].span, (), rest)


FIELD = Field(
    "initial_term_months",
    (
        Cue(
            re.compile(
                rf"\b(?:initial|minimum|original|first(?! (?:day|of))|base|opening|introductory|commitment|lock-?in)\b[^.;$]{{0,15}}?\b(?:term|period|commitment|enrol\w+|duration|membership|obligation|stay|length|contract|agreement)\b[^.;$]{{0,45}}?\b{LENGTH}"
            ),
            term,
            3.2,
            before=RENEWED,
            after=NOT_TERM,
        ),
        Cue(
            re.compile(
                rf"\b{LENGTH}(?: of)?[^.;$,]{{0,20}}?\b(?:minimum|initial|commitment|obligation|term\b|contract|agreement|enrol\w+ period|membership (?:term|period|commitment))"
            ),
            term,
            3,
            before=RENEWED,
            after=re.compile(r"^[^.;]{0,6}\bnotice\b|^ ?fee"),
        ),
        Cue(
            re.compile(
                rf"\b{LENGTH} (?:memberships?|plans?|packages?|programs?|subscriptions?|options?|enrollments?)\b"
            ),
            term,
            2.6,
            before=RENEWED,
            unless=re.compile(r"\bnotice\b|refund|trial|free"),
            after=re.compile(r"^ ?(?:fees?|dues|anniversary|year)\b"),
        ),
        Cue(
            re.compile(
                rf"\b(?:minimum|at least|commit\w*|obligat\w+|bound|sign(?:ing|ed)? up|enrol\w*|join\w*|agree\w*)\b[^.;$]{{0,45}}?\b(?:to|for|of|is|a|an|as)\b[^.;$]{{0,25}}?\b{LENGTH}"
            ),
            term,
            2.8,
            unless=re.compile(r"\bnotice\b|refund|\bdue\b|within"),
            before=RENEWED,
            after=NOT_TERM,
        ),
        Cue(
            re.compile(
                rf"\b(?:{AGREEMENT}|fee)\b[^.;$]{{0,60}}?\b(?:lasts?|buys|pays for|runs?|continues?|remains?|is effective|is valid|be in (?:effect|force)|is in (?:effect|force)|for a (?:term|period)|(?:shall|will) be|is|are|extends?|covers?|spans?)\b[^.;$]{{0,40}}?\b{LENGTH}"
            ),
            term,
            3,
            unless=re.compile(r"\bnotice\b(?![^.;]*\brenew)|refund|\bdue\b|paid|non-?refundable|within"),
            before=RENEWED,
            after=NOT_TERM,
        ),
        Cue(
            re.compile(rf"\b{AGREEMENT}\b[^.;$]{{0,30}}?\b(?:length|duration|term)\b\s*[:|-]?\s*{LENGTH}"),
            term,
            3,
            before=RENEWED,
        ),
        Cue(
            re.compile(rf"\b{ANNUAL}[ -](?:membership )?(?:commitment|contract|agreement|term|enrol\w+|obligation)\b"),
            12,
            2.8,
            before=re.compile(r"\b(?:no|not|without|renew\w*|successive|additional)\b[^.;]{0,30}$"),
        ),
        Cue(
            re.compile(r"\bmonth[- ]to[- ]month\b|\bmonth[- ]by[- ]month\b|\bmonthly (?:term|basis|agreement)\b"),
            1,
            2.5,
            before=re.compile(
                r"\b(?:then|thereafter|after\w*|renew\w*|continu\w+|convert\w*|becom\w+|roll\w*|revert\w*|switch\w*|following)\b[^.;]{0,50}$"
            ),
            after=re.compile(r"^[^.;]{0,30}\b(?:thereafter|after (?:that|the (?:initial|first)))|^ plans? require"),
        ),
        Cue(
            re.compile(
                r"\b(?:no|without(?: an?)?|not (?:require|have|ask for|need)(?: an?)?|never (?:an?|any)?|zero|isn't an?|is no|don't (?:require|have|lock|tie)(?: an?| you into an?)?|free of) (?:\w+[- ]){0,3}?(?:contracts?|commitments?|minimum (?:term|stay|period|commitment)|minimum|lock-?in|term commitment)\b"
            ),
            0,
            2.6,
            after=re.compile(r"^[^.;]{0,20}\b(?:beyond|other than|after|with|to buy)\b"),
        ),
        Cue(
            re.compile(
                rf"\b(?:starts?|begins?|joins?|enrol\w*)\b[^.;$]{{0,15}}?\b(?:with|for)\b (?:an? |the )?(?:first )?{LENGTH}"
            ),
            term,
            2.7,
            unless=re.compile(r"\bnotice\b|refund|trial|free"),
            before=RENEWED,
            after=NOT_TERM,
        ),
    ),
    skip,
    settle,
)
