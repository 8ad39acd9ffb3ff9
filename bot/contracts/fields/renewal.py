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
    words(
        """no automatic* renew*, no auto-renew*, nothing (renews|rolls over|is renewed),
        no renewal (takes place|occurs|happens|follows|unless|without), not renewed [by then|in time] (close|end|lapse|expire|stop)[s]"""
    ),
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
    words(
        "extend[s] (itself|themselves), keep[s] renewing, (a new one|another|the next) _ (follows|begins|starts) _ by default"
    ),
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
    not_before(words("renews, rolls, re-ups"), words("only, if, when")),
)
ANOTHER = words(
    """followed by (another|a further|a new|a second), (extends|continues) for (further|another|additional|successive),
    (another|a new|the next) (term|year|period|month) [then] (begins|starts|follows)"""
)
FOLLOWED_BY = then(
    words("followed"),
    50,
    words("by"),
    12,
    words("consecutive, successive, further, another, additional, like"),
    25,
    words("term*, period*, extension*, year*, month*"),
)
ANOTHER_TERM = words(
    """(another|a new|new|next|the next|following|further|ensuing|coming|subsequent|successive|consecutive|second|additional|each|every|like)
    _ [month|year|day|calendar|plan|membership|amenity|contract|benefit] (term|year|period|cycle|month|quarter|season|membership|one|extension|round)[s],
    (another|a further|a new|new|successive|consecutive|additional|the next|next|a second) [1|3|6|12|24] (month|year)[s], staying, stay on, year to year, year after year, month after month,
    term to term, (1|each) (term|year|month) (after|into) (another|the next|the other)"""
)
BEGINS = words(
    """begin[s], start[s], commence[s], follow[s], is charged, are charged, charge*, bill[s|ed], bound, enrolled, in for, is in, run[s], renew[s|ed],
    repeat[s], kept for, held for, yours for, continue[s|d], carr(ies|y) *, roll[s|ed], treat*, take* it that, re-bill*, goes on, are committed, be placed"""
)
UNSAID = words(
    """unless, absent, failing, in the absence of, if we don't hear, if i don't hear, if we do not hear, if we hear nothing,
    if i hear nothing, if (you|the member|participant|member|the patient|we|nobody|neither of us|no one) (does|do|did|say*|hear*|take*) (nothing|not|no action),
    (does|do|doing) nothing, without (word|notice|a word|instructions), if nobody, if neither, if nothing, if no (notice|cancellation|written),
    if (the|your|a|no) _ _ (hasn't|has not|have not|haven't|isn't|is not|was not|wasn't), as long as (neither|nobody|you do not|you don't), until (you|we|either|one)"""
)
SAID = words(
    """cancel*, terminat*, notice, notif*, opt[s|ed|ing]-out, hear[s], heard, say*, said, stop, tell*, told, end[s], ending, writ*, nothing, leave[s], object*, declin*, withdraw*,
    action, slip, call[s], request*, elect*, let us know, word, drop*, quit*"""
)
SILENCE_RENEWS = either(
    then(UNSAID, 90, either(BEGINS, words("another, staying, stay on, in for")), 60, ANOTHER_TERM),
    then(UNSAID, 90, ANOTHER_TERM, 40, BEGINS),
    then(either(BEGINS, IT), 60, ANOTHER_TERM, 60, UNSAID),
)
NOT_SILENCE = words("only, mutual*, notwithstanding, price[s], rate[s], refund*, not renew unless")
CARRIES_ON = either(
    then(
        either(IT, words("you, cycles, terms, they, enrollment, election")),
        50,
        words(
            "carr(y|ies) (on|over|forward), continue[s], keep[s] going, goes on, go on, start[s] over, roll[s], repeat[s], runs on, succeed"
        ),
        40,
        words(
            """from year to year, year to year, year after year, from 1 *, [by|on] (itself|themselves|its own|their own), each year, every year,
            into (each|the next|another), for another, for the next, 1 another, without [my|your|any|further] _ (signing|sign|act|action|signature|notice|step|paperwork)*,
            month to month, month after month"""
        ),
    ),
    words(
        "(recurring|automatic) [annual|monthly|yearly] renewal*, year to year, without further act of (the|either) part*"
    ),
)
CARRIED_ON = either(
    then(IT, 25, words("carried (forward|over) (for|to|into|from)")),
    words("begin[s] (anew|afresh) (each|every|on|for), start[s] (anew|afresh) (each|every|on|for)"),
    words("(go|goes|move|moves|pass|passes) on to (the next|another|a new) [one|year|term|cycle|period|quarter]"),
    then(
        words("(end|close|expiry) of (each|every|a|the|one|your)"),
        25,
        words("another, a new one, a fresh one, the next [one]"),
        3,
        BEGINS,
    ),
    then(
        words("(a new one|another|the next one) (follows|begins|starts|comes)"),
        40,
        words("default, charged, billed, without"),
    ),
)
MOVED_ON = then(
    words("moved, switched, shifted, converted, placed, put, transferred"),
    5,
    words("to, onto, into, on"),
    12,
    words("ongoing, month-to-month, monthly, continuing, rolling, annual, yearly"),
    40,
    words("unless, until, automatic*, without, by default"),
)
SILENCE_COUNTS = then(
    words("silence, no answer, no reply, no response, hearing nothing, saying nothing, doing nothing"),
    50,
    words("count[s] as, means, taken (as|for), treated as, read as, amounts to, a yes, is consent"),
    40,
    either(RENEW, words("yes, next, another, renewal, continue, stay*, go on, going on")),
)
RENEWAL_ROW = re.compile(r"(?:^|/ )\W*auto(?:matic)?[ -]?renew\w*[^/?.;]{0,12}[ /]+[^/]*$")
SET_OFF = re.compile(
    r"^\W*(?:auto(?:matic)?[ -]?renew\w*\W+)?(?:off by default|disabled|not (?:available|offered|applicable)"
    r"|(?:off|none|no|n/a|never)(?= ?[^\w ]|$))"
)
SET_ON = re.compile(r"^\W*(?:auto(?:matic)?[ -]?renew\w*\W+)?(?:on|yes|enabled)(?= ?[^\w ]|$)")
IF_CHOSEN = words("only, may, can, if you (sign|choose|wish|ask|want|like), option")
NEXT_FEE_TAKEN = then(
    words("next, following, coming, new, second, another, upcoming"),
    12,
    words("year[s], term[s], period[s], month[s]"),
    12,
    words("fee[s], dues, payment[s], installment, retainer, charge, membership"),
    25,
    words("placed, charged, billed, drawn, taken, collected, debited, drafted, run, put, posted, goes"),
    25,
    words("card, account, bank, automatic*, on file"),
)
REBILL = then(
    words("re-bill[s|ed], bill[s|ed] again, charge[s|d] again, re-charge[s|d]"),
    30,
    words("every, each, until, unless, automatic*"),
)
AGREED_TO_RENEW = words(
    "agree to [the] [recurring|automatic|annual|yearly] (renewal|renwal), annual (renewal|renwal) of my"
)

ENDS = words(
    "end[s], expire[s], lapse[s], cease[s], (is|are) over, run[s] out, stop[s], finish*, close[s], conclude[s], terminate[s], (come|comes) to an end"
)
OVER = then(
    either(IT, words("year, engagement, package, you, cycle")),
    25,
    ENDS,
    60,
    words(
        """(last|final) day, (end|close|expiration|expiry|conclusion) of [the|its|each|your|that|paid|initial|membership|plan|a|12|contract|program] _ (term|year|period|month|cycle|season)[s],
        (on|at) (the|its|that|your) (date|anniversary), (after|when) [the|your|its|paid] _ (12|6|3|term|year|period|month)*, on the date stated"""
    ),
)
FRESH = words(
    """unless [and until] (you|we both|both|the member|member|the patient|client|patient|they) (sign|buy|re-enrol*|renew|choose|elect|ask|tell us (you|that you) want|enrol*|purchase|say so|pay|return|request),
    new (form|agreement|contract|application|signed|enrol*|signature), (another|a second) year, just sign, fresh (application|agreement|form), by invitation, without it,
    nothing more, is a one-off, offer to renew, shall not be extended, not [be] renew*, without (further notice|renewal), so does the, go round again, sign again, sign up again, re-enrol*, re-commit*"""
)
ENDS_UNRENEWED = either(then(OVER, 120, FRESH), then(FRESH, 70, OVER))
YEAR_OUT = then(
    words("when, after, once, at the end of"),
    12,
    words("year, term, period, 12 months"),
    15,
    words("(runs|run) out, ends, is over, is up, expires, so does"),
    20,
    words("so does, it's over, we're done, you're done, nothing renews"),
)
ONLY_BY = either(
    then(
        words("renew*, continue*, extend*, extension*, renewal, prolong*"),
        12,
        words("only"),
        12,
        words("by, upon, with, if, through, when, after, on"),
        40,
        words("new, mutual*, written, sign*, agree*, consent*, request*, application, choose, ask, instrument"),
    ),
    then(
        words("renewal, extension, continuation"),
        20,
        words("require[s], needs, takes, is by, is subject to, depends on"),
        30,
        words("consent, agreement, signature, signed, application, invitation, new, mutual*, your word, approval"),
    ),
    then(
        words("not, no"),
        12,
        words("extend*, renew*, continue*"),
        12,
        words("except, unless, without, other than"),
        40,
        words(
            "new, mutual*, signed, sign, consent, instrument, agreement, request*, re-enrol*, application, choose, ask"
        ),
    ),
    words(
        "cease[s] unless _ re-enrol*, [by|with] [a] new (agreement|contract|form|application|signature) only, (by|on) (invitation|request) only"
    ),
)
NEED_AGAIN = then(
    words("must, need to, have to, asked to, required to"),
    12,
    words("enroll again, sign up again, re-enroll, join again, sign a new, sign again, apply again"),
    30,
    words("each, every, annually, yearly, for the (next|following), in (january|july|september|the fall|the new year)"),
)
NOT_TAKEN_AGAIN = either(
    then(words("charge, bill, invoice"), 15, words("again"), 25, words("only (if|when|after|once)")),
    then(
        words("not, never, *n't, no, only"),
        20,
        words(
            "charge[s|d] [it|you|your card] again, bill[s|ed] [it|you] again, new year start[s], renew* behind, roll (it|memberships|your membership|you) over"
        ),
    ),
    then(
        words("only"),
        12,
        words("charge, bill"),
        12,
        words("again"),
        5,
        words("after, once, if, when"),
        30,
        words("told, tell, say, ask*, want, agree*"),
    ),
    words(
        "choose afresh, sign up again (for|each|every), start fresh each, re-commit, no new (year|term) (starts|begins) (till|until|unless)"
    ),
)
MUST_ACT = then(
    words(
        """to (stay on|continue|remain|keep|go on|carry on), stay on, for a second year,
        (if you'd like|if you would like|if you want) (another|to stay|to continue)*"""
    ),
    45,
    words("must, need to, have to, you'll need to, please, asked to, just"),
    25,
    words("return, sign, complete, fill, send, re-enrol*, renew, apply, buy, reply, tell, let, call"),
)
IS_IT_RENEWED = re.compile(
    r"(?:^|/ )(?![^/?]*\b(?:price|fees?|rates?|cost|costs|when (?:i|we))\b)[^/?]*(?:renew|roll(?:s|ed)? over|charged? again"
    r"|bill(?:ed)? again|re-?enroll?(?:ed)? automatically|continues? automatically)[^.?/]*\?(?! ?/ [^/]{8,} / )"
)
MUST_I_SIGN = re.compile(
    r"\b(?:do|must|will|should) (?:i|we|members?) (?:need to|have to|must)? ?(?:re-?sign|renew|sign|re-?enrol|re-?apply|do anything)[^.?/]*\?"
)
NOTHING_TO_DO = re.compile(
    r"^\W*(?:nothing|you don't have to do|no action)\b[^.;]*|^\W*you (?:just )?(?:keep|stay|carry on|go on)\b"
)
WHEN_OVER = re.compile(r"\bwhat happens[^.?/]*\b(?:year|term|period|months?|membership|end|up|over)\b[^.?/]*\?")
A_NO = re.compile(
    r"^\W*(?:a: ?)?(?:no|nope|never|not at all|it does(?:n't| not)|we don't)\b(?![ ,]+(?:contract|need|worries|problem))"
)
A_YES = re.compile(r"^\W*(?:a: ?)?(?:yes|yep|it does|correct|right)\b")
GOES_ON = words(
    """continu*, remain*, on-going, recurring, keep[s], stay[s|ing], charg*, bill*, draft*, debit*, in (effect|force),
    (go|run|goes|going|runs) on, paid, due, (take|takes|draw|draws) (the|your|it)*"""
)
STOPPED = words(
    """cancel*, terminat*, notice, notif*, end[s|ed], withdraw*, discontinu*, tell, told, stop, let (us|me) know,
    call[s] it off, say*"""
)
UNTIL_STOPPED = then(GOES_ON, 70, words("until, till, unless"), 60, STOPPED)
MONTHLY = words(
    "month-to-month, month-by-month, (continue|continues|goes on|go on) (monthly|on a monthly basis|on a yearly basis)"
)
RECURRING = words("recurring _ (basis|billing|charge*|payment*|draft|debit), on-going basis, on a recurring")

DENIED = closing(WITHOUT, 25)
DENIED_NEAR = re.compile(rf"(?:{WITHOUT.pattern})[^.;,]{{0,25}}$")
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
LATE = words("past due, late fee, overdue, declin*, fails, failed, missed")
ON_LEAVING = words(
    "then (end|stop|close|cease)[s], (billing|that|effective|next) date, day before, after you (leave|cancel|quit), once you (leave|cancel|quit)"
)
BY_LEAVING = words("cancel*, non-payment, unpaid, die[s], death, breach, withdraw*, terminat*, refund*, move[s] away")
OFFERED = words("or (annual|year|quarter)*, choose, choice, option[s]")

FIELD = Field(
    "auto_renews",
    words(
        """renew*, continu*, automatic*, until, goes on, (each|every) (month|year), till, again, nothing, roll*, ongoing, month-to-month, recurring, extend*,
        extension*, followed, successive, another, evergreen, keep*, year, term*, further, next, following, charg*, bill*, sign, unless, anew, silence, carried"""
    ),
    (
        Cue("At the end of the year the membership will not roll over.", NO_ROLLING_OVER, False, 3.2),
        Cue("This agreement does not renew on its own.", NO_RENEWAL, False, 3.2, unless=PATIENT_DECLINES),
        Cue("We ask you to sign a new agreement each year.", NEW_AGREEMENT, False, 3.2, unless=PATIENT_DECLINES),
        Cue(
            "Your plan ends on the last day of its year and only a new form continues it.",
            ENDS_UNRENEWED,
            False,
            3.1,
            unless=BY_LEAVING,
        ),
        Cue("When the year runs out, so does the agreement.", YEAR_OUT, False, 3.1, unless=BY_LEAVING),
        Cue("It may be renewed only by a signed agreement.", ONLY_BY, False, 3.2),
        Cue("We never charge you again unless you say so.", NOT_TAKEN_AGAIN, False, 3, unless=either(LATE, ON_LEAVING)),
        Cue("To stay on you must sign a form each year.", MUST_ACT, False, 2.7, unless=PATIENT_DECLINES),
        Cue("You need to enroll again every fall.", NEED_AGAIN, False, 2.8, unless=BY_LEAVING),
        Cue("DOES IT RENEW BY ITSELF?\n\nNo.", A_NO, False, 3, under=IS_IT_RENEWED),
        Cue("DOES IT RENEW BY ITSELF?\n\nYes.", A_YES, True, 3, under=IS_IT_RENEWED),
        Cue("DO WE SIGN EACH YEAR?\n\nNo, you never have to, as it goes on.", A_NO, True, 2.9, under=MUST_I_SIGN),
        Cue(
            "DO WE SIGN EACH YEAR?\n\nYes, you do, on the form that we send.",
            A_YES,
            False,
            2.9,
            under=MUST_I_SIGN,
        ),
        Cue(
            "WHAT HAPPENS AFTER A YEAR?\n\nNothing that you have to see to yourself.",
            NOTHING_TO_DO,
            True,
            2.7,
            under=WHEN_OVER,
        ),
        Cue(
            "Unless you cancel, another year begins.", SILENCE_RENEWS, True, 2.9, before=DENIED_NEAR, unless=NOT_SILENCE
        ),
        Cue("The plan carries on from year to year.", CARRIES_ON, True, 2.6, before=DENIED_NEAR, unless=MAY_RENEW),
        Cue(
            "Next year's fee is charged to your card.", NEXT_FEE_TAKEN, True, 2.6, before=DENIED_NEAR, unless=MAY_RENEW
        ),
        Cue("The plan starts anew every fall.", CARRIED_ON, True, 2.6, before=DENIED_NEAR, unless=IF_CHOSEN),
        Cue("After that you are moved to a monthly plan unless you object.", MOVED_ON, True, 2.6, before=DENIED_NEAR),
        Cue("Silence counts as a yes to the next year.", SILENCE_COUNTS, True, 2.8, unless=words("not, never, *n't")),
        Cue("AUTO-RENEWAL\n\nOff", SET_OFF, False, 2.8, under=RENEWAL_ROW),
        Cue("AUTO-RENEWAL\n\nOn", SET_ON, True, 2.8, under=RENEWAL_ROW),
        Cue("Plans are billed again every year.", REBILL, True, 2.4, before=DENIED_NEAR, unless=LATE),
        Cue("I agree to the annual renewal of my plan.", AGREED_TO_RENEW, True, 2.6),
        Cue("It is followed by successive terms.", FOLLOWED_BY, True, 2.6, before=DENIED_NEAR),
        Cue("The membership is automatically renewed.", AUTOMATIC, True, 3, before=DENIED),
        Cue("The term will be extended for successive years.", RENEWED, True, 2.6, before=DENIED, unless=MAY_RENEW),
        Cue("The first year is followed by another.", ANOTHER, True, 2.6, before=DENIED, unless=MAY_RENEW),
        Cue("We will renew your place for the coming season.", WE_RENEW, True, 2.6),
        Cue("Your card is charged each month until you tell us to stop.", UNTIL_STOPPED, True, 2.2, unless=LATE),
        Cue("Membership is month-to-month.", MONTHLY, True, 2, unless=OFFERED),
        Cue("Dues are drawn on a recurring basis.", RECURRING, True, 1.8),
    ),
    (
        Skip(
            "a prescription, a Medicare contract or a licence renews",
            words("prescri*, refill[s], medication[s], medicare, private contract, opt-out, license, insurance polic*"),
            unless=words("membership, this agreement, subscription"),
            where="titled",
        ),
        Skip(
            "another contract renews, a licence or an order",
            words(
                """certification, license*, lease, landlord, (lab|standing) order[s], authorization to release, employer's (agreement|contract),
                (agreement|contract|subscription) with (its|our|the) (vendor|broker|insurer|landlord|lab|clinic|carrier)*,
                passport, hope, would love, look forward, domain, software, vendor"""
            ),
        ),
        Skip(
            "insurance renews",
            words("health insurance plan, insurance plan, insurance coverage, marketplace plan, malpractice"),
            unless=words("membership[s], this agreement, subscription, this plan"),
        ),
    ),
)
