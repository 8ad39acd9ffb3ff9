"""Whether the agreement says that it is not insurance."""

from bot.contracts.reading.cues import Cue, Field
from bot.contracts.reading.patterns import either, opening, then, words
from bot.contracts.reading.wordings import NOT

COVER = words(  # with what may stand between "not" and it
    """[be|a|an|any|the|constitute|considered|provide|offer|act as|serve as|function as|intended to be|intended as
    |meant as|equivalent to|the same as|form of|type of|kind of|substitute for|policy of|contract of|your|or
    |comprehensive|health|medical|traditional|individual|major]
    (insurance*|health plan*|health coverage|health-care coverage|minimum essential coverage)"""
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

FIELD = Field(
    "not_insurance_statement",
    (
        Cue("This membership is not health insurance.", IS_NOT_COVER, True, 3),
        Cue("Please remember: not insurance!", NOT_COVER, True, 3, unless=UNBILLED, after=BUSINESS),
        Cue("The plan does not replace health coverage.", NO_REPLACEMENT, True, 2.8, unless=UNBILLED),
        Cue("Ours is an alternative to insurance.", RATHER_THAN, True, 2, unless=UNBILLED, after=BILLING),
    ),
)
