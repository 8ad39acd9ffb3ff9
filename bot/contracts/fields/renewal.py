"""Whether the membership renews by itself, or bills on until it is cancelled."""

import re

from bot.contracts.reading.cues import Cue, Field, Skip
from bot.contracts.reading.patterns import closing, either, not_before, then, words
from bot.contracts.reading.wordings import JOINED, NOT, PATIENT, TERM, WITHOUT

IT = either(JOINED, TERM, words("it"))
RENEW = words("renew[s|ed], auto-renew*")

NO_ROLLING_OVER = then(IT, 60, words("(does|do|will) not roll over"))
NO_RENEWAL = either(
    then(words("(does|do|will|shall|is|are|did) not, *n't, never"), 30, RENEW, avoid=","),
    words("no automatic* renew*, no auto-renew*"),
)
NEW_AGREEMENT = either(
    then(
        words("sign, execute, complete"),
        25,
        words("new (agreement|contract|form|membership)"),
        60,
        words("renew*, each, every*, continue*, another, next"),
    ),
    then(
        words("renewal (is|requires|must)"),
        30,
        words("not automatic*, new (agreement|contract|signature)*, mutual*, signed, request*"),
    ),
)
AUTOMATIC = either(
    words(
        """auto*-re-new*, auto*-re-enrol*, automatic* [be] _ (re-new|re-enrol)*, self-renew*,
        evergreen (clause|term|agreement|basis|renewal|contract), renew[s] by (itself|themselves),
        renew[s] on (its|their) own"""
    ),
    then(words("renew*, extend*, roll* over, continue*"), 30, words("auto, automatically")),
    then(IT, 30, words("roll[s] (over|into)")),
)
WE_RENEW = not_before(words("we [will|'ll|shall] renew"), words("only"))
RENEWED = either(
    then(
        words("shall, will, is, are, be"),
        30,
        words("renew[ed|s], extend[ed|s]"),
        50,
        words("for, each, every, on, by, at, annually, yearly, monthly, successive, additional, another"),
    ),
    not_before(words("renews, rolls"), words("only, if, when")),
)
ANOTHER = words(
    """followed by (another|a further|a new|a second), (extends|continues) for (further|another|additional|successive),
    (another|a new|the next) (term|year|period|month) [then] (begins|starts|follows)"""
)
GOES_ON = words(
    """continu*, remain*, on-going, recurring, keep[s], stay[s|ing], charg*, bill*, draft*, debit*, in (effect|force),
    (go|run|goes|going|runs) on, paid, due"""
)
STOPPED = words(
    """cancel*, terminat*, notice, notif*, end[s|ed], withdraw*, discontinu*, tell, told, stop, let (us|me) know,
    call[s] it off, say*"""
)
UNTIL_STOPPED = then(GOES_ON, 70, words("until, unless"), 60, STOPPED)
MONTHLY = words("month-to-month, month-by-month")
RECURRING = words("recurring _ (basis|billing|charge*|payment*|draft|debit), on-going basis, on a recurring")

DENIED = closing(WITHOUT, 25)
PATIENT_DECLINES = then(  # "unless you tell us that you do not wish to renew": it renews
    either(PATIENT, words("if, unless, tell*, notif*, notice, choose, elect, decid*, intend*, wish*, want*")),
    110,
    NOT,
    20,
    words("renew*, continue*"),
)
MAY_RENEW = either(
    words("(may|can|option to|must|if you|agree* to) [be] renew*"),
    re.compile(r"(?<!not )(?<!n't )\b(?:wish|choose|elect) to (?:be )?renew"),  # who does not wish to must say so
)
LATE = words("past due, late fee, overdue")

FIELD = Field(
    "auto_renews",
    (
        Cue("At the end of the year the membership will not roll over.", NO_ROLLING_OVER, False, 3.2),
        Cue("This agreement does not renew on its own.", NO_RENEWAL, False, 3.2, unless=PATIENT_DECLINES),
        Cue("We ask you to sign a new agreement each year.", NEW_AGREEMENT, False, 3.2, unless=PATIENT_DECLINES),
        Cue("The membership is automatically renewed.", AUTOMATIC, True, 3, before=DENIED),
        Cue("The term will be extended for successive years.", RENEWED, True, 2.6, before=DENIED, unless=MAY_RENEW),
        Cue("The first year is followed by another.", ANOTHER, True, 2.6, before=DENIED, unless=MAY_RENEW),
        Cue("We will renew your place for the coming season.", WE_RENEW, True, 2.6),
        Cue("Your card is charged each month until you tell us to stop.", UNTIL_STOPPED, True, 2.2, unless=LATE),
        Cue("Membership is month-to-month.", MONTHLY, True, 2),
        Cue("Dues are drawn on a recurring basis.", RECURRING, True, 1.8),
    ),
    (
        Skip(
            "a prescription, a Medicare contract or a licence renews",
            words("prescri*, refill[s], medication[s], medicare, private contract, opt-out, license, insurance polic*"),
            unless=words("membership, this agreement, subscription"),
            where="titled",
        ),
    ),
)
