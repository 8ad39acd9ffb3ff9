"""Whether the agreement says that it is not insurance."""

import re

from bot.contracts.reading.cues import Cue, Field, Skip
from bot.contracts.reading.patterns import either, opening, then, words
from bot.contracts.reading.wordings import NOT, WITHOUT

COVER = words(  # with what may stand between "not" and it
    """[be|a|an|any|the|constitute|considered|provide|offer|act as|serve as|function as|intended to be|intended as
    |meant as|equivalent to|the same as|form of|type of|kind of|substitute for|policy of|contract of|your|or
    |comprehensive|health|medical|traditional|individual|major]
    (insurance*|health plan*|health benefit plan*|health coverage|health-care coverage|minimum essential coverage)"""
)
COVERAGE = either(
    COVER,
    words("medical coverage, coverage (mandate|requirement)*, individual mandate, affordable care, minimum essential"),
)
IS = words("is, are, am, be, was, does, do, shall, will, constitute[s], considered")
REPLACES = words(
    """replac*, substitut*, in (place|lieu) of, take the place of, instead of, satisf*, qualif* as, meet*, fulfil*,
    count* as, constitut*, provid*, act as, equal"""
)

NOT_COVER = then(NOT, COVER)
IS_NOT_COVER = then(IS, 25, NOT_COVER)
NO_REPLACEMENT = then(NOT, 35, REPLACES, 60, COVERAGE)
RATHER_THAN = words("(*n't|not|rather than|different from|separate from|alternative to) [health] insurance")

BILLS = words(  # what practices do not do with insurance; it says nothing of being one
    """bill*, accept*, participat*, contract*, file, files, filing, submit*, reimburs*, take, in-network, network,
    covered by, paid by, process"""
)
UNBILLED = then(words("not"), 30, BILLS, 40, words("insur*"))
NEEDED = words("requir*, need*, covered, guarantee*, represent*, have, carry, use, pay, cancel, drop, matter, affect")
BILLING = opening(40, either(BILLS, NEEDED))
BUSINESS = opening(
    15,
    words(
        """billing, claim[s], required, needed, necessary, accepted, card, network[s], compan*, hassle[s], paperwork,
        red tape, middle*, copay*"""
    ),
)

MADE_INSURANCE = then(
    either(WITHOUT, words("isn't, aren't, something other than")),
    30,
    words(
        """buy*, sell*, sold, purchas*, mean[s], amount[s] to, thought of as, think of, stand[s] in for, held out as, read as, construed as, regarded as, treated as, count[s] as,
        make[s] (us|it|them|him|her|me), in the, operat* as, licensed as, create[s], deemed, confus*, mistake*, pass for, run"""
    ),
    40,
    words("insurance, insurer[s], health plan, health coverage, hmo"),
)
OTHER_THAN = words(
    """(something|anything) other than [a|an] [health|medical] insurance*, (nothing|not) to do with insurance, ≠ [health] insurance, not insured by us,
    is separate from [any|your|health] insurance"""
)
PAID_FOR_CARE = then(words("fee*, dues, pay*"), 50, words("not for [health|medical] insurance"))
NOT_INSURED = then(NOT, 45, words("insured by (us|the practice|the clinic|this)"))
NOT_SOLD = words("not what (we|this) (sell|do|offer|are|is)*")
INSURANCE_ASKED = re.compile(r"\binsurance\W*\?")
UNEQUAL = re.compile(r"(?:≠|!=|=/=) ?(?:health |medical )?insurance")
ASKED_COVER = re.compile(
    r"\b(?:is|are|does|do|am|will|can)\b[^/?]{0,50}\b(?:health |medical )?(?:insurance|health plan|health coverage|coverage|insurer|insured)\b[^/?]{0,25}\?"
    r"|\b(?:ask|asks|asked|wonder|wonders) (?:me |us )?(?:if|whether)\b[^/?]{0,40}\binsurance\b[^/?]{0,9}"
)
ASKED_BILLING = words(
    "take, accept, bill*, need, have, require*, use, cover, covers, covered, work with, file, my insurance, keep, replace my, should i, and, drop"
)
DENIES = re.compile(
    r"^\W*(?:a: )?(?:no\b|nope|it (?:does not|doesn't|is not|isn't)|no|not at all|it does not|we are not|we're not|they are not|you are not|you're not)"
)
WHAT_NOT = re.compile(r"\b(?:what|which)\b[^/?]*\bnot\b[^/?]*\?.*/ \W*(?:a: )?(?:health |medical )?insurance\W*$")
OTHER_INSURANCE = words(
    """(travel|malpractice|liability|life|auto|car|home|disability|dental|vision|pet|long-term care|supplemental|workers compensation|professional liability)
    [and|or|liability] insurance"""
)

HEALTH_INSURANCE = words("insurance, health plan, health coverage")
WHOLE = re.compile(r"^.{0,40}$")
ASKED_OF_COVER = re.compile(rf"^(?!.*(?:{ASKED_BILLING.pattern})[^/?]*\?).*(?:{ASKED_COVER.pattern})")

FIELD = Field(
    "not_insurance_statement",
    words("insur*, coverage, health plan[s]"),
    (
        Cue("This membership is not health insurance.", IS_NOT_COVER, True, 3),
        Cue("Please remember: not insurance!", NOT_COVER, True, 3, unless=UNBILLED, after=BUSINESS),
        Cue("You are not buying insurance here.", MADE_INSURANCE, True, 2.7, unless=UNBILLED, after=BUSINESS),
        Cue("The plan is something other than insurance.", either(OTHER_THAN, UNEQUAL), True, 2.7),
        Cue("Your dues pay for care and not for insurance.", PAID_FOR_CARE, True, 2.7, unless=UNBILLED, after=BUSINESS),
        Cue("By joining you are not insured by us.", NOT_INSURED, True, 2.7),
        Cue("INSURANCE?\n\nThat is not what we offer.", NOT_SOLD, True, 2.5, under=INSURANCE_ASKED),
        Cue("WHAT IS THIS PLAN NOT?\n\nHealth insurance.", WHOLE, True, 2.5, under=WHAT_NOT),
        Cue(
            "IS THIS HEALTH INSURANCE?\n\nNo, it is primary care.",
            DENIES,
            True,
            2.5,
            under=ASKED_OF_COVER,
            unless=BILLS,
        ),
        Cue("The plan does not replace health coverage.", NO_REPLACEMENT, True, 2.8, unless=UNBILLED),
        Cue("Ours is an alternative to insurance.", RATHER_THAN, True, 2, unless=UNBILLED, after=BILLING),
    ),
    (Skip("another insurance is spoken of", OTHER_INSURANCE, unless=HEALTH_INSURANCE, beside=True),),
)
