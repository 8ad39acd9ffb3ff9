"""Clauses that name a notice which is not the patient's leaving: the practice's own, of appointments, of prices."""

import re

from bot.contracts.reading.cues import Skip
from bot.contracts.reading.patterns import either, not_before, then, words
from bot.contracts.reading.wordings import (
    AGREEMENT,
    CHANGED,
    EITHER_PARTY,
    EMPLOYER,
    LEAVE,
    MAY,
    MEMBERSHIP,
    PATIENT,
    PRACTICE,
    RECORDS,
    VISITS,
)

SOMEBODY = either(
    PATIENT,
    EITHER_PARTY,
    EMPLOYER,
    words("your, my, group, membership[s], agreement[s], contract[s], plan[s], subscription[s], retainer[s]"),
)
A_WORD = re.compile(r"\w")  # somebody: "may cancel at any time" alone goes on from a line above
SOMEBODY_MAY = then(SOMEBODY, 70, MAY, 60, LEAVE)
BY_PATIENT = then(words("by [the|a|any|either]"), not_before(either(PATIENT, EITHER_PARTY), PRACTICE))
PATIENT_ENDS = then(words("patient[s], member[s], you, participant[s], either"), 25, MAY, 60, LEAVE)
PATIENT_MUST = either(
    words("(either|each) party"),
    then(re.compile(r"(?! ?employer)"), PATIENT, words("may, can, must, will, shall, should, need")),
)
THEIRS = either(MEMBERSHIP, AGREEMENT)

TELLS = words("give[s], send[s], provide[s], notify, notifies, tell[s], e-mail[s], inform[s], let")
TOLD = words("notice, warning, e-mail, letter, message, word, reminder")
PRACTICE_TELLS = then(either(PRACTICE, EMPLOYER), 40, TELLS, 5, PATIENT)
ANSWERS = words(
    """(will|shall|must|agree to|agrees to) [promptly]
    (acknowledge|respond|reply|confirm|process|answer|return|refund|mail|send)"""
)
GOES = words("retir*, leaves, is to leave, is leaving, clos*, sells, sold, dies, relocat*")
BY_PRACTICE = then(words("by [the|our]"), either(PRACTICE, words("us")))
PRACTICE_RIGHTS = words("by [the] practice, by us, our right to, discharge*")
ARBITRATION = words("arbitrat*, opt[ing] out of this (section|provision|clause)")
MEDICARE = words("opt[ed|s|ing]-out of medicare")
BOOKING = words(
    "deposit*, intake, booking, consultation, event, class, classes, workshop, trial, guest, hold (a|an|your)"
)
LATE = words(
    """past due, overdue, delinquen*, non-payment, (fail|fails|failure) to pay, unpaid, declined, arrears,
    late payment[s], not [been] (paid|received), chargeback*, after [the] due date"""
)
PRICE_CHANGE = either(
    then(CHANGED, 60, words("fee[s], pric*, rate[s], dues, terms, agreement*, services, polic*, amount*")),
    then(words("fee[s], pric*, rate[s], dues"), 40, CHANGED),
)

DETAILS = words(
    "change* (in|to|of) [my|your|the|any] (account|address|card|payment|billing|contact)*, account information"
)
PAID_AHEAD = then(words("paid, pay[s], payable, pre-paid, billed, collected"), 45, words("in advance"))

PATIENT_HEARS = then(PATIENT, 12, words("get, receive, be (notified|told|informed|sent), hear from us"), 30, TOLD)
SENDS = then(
    words("will, shall"), 2, words("send, mail, forward"), 30, words("agreement*, reminder*, form*, invoice*, notice")
)
NEW_PRICES_HEARD = re.compile(  # "if prices change, we tell you 60 days ahead, and you can leave"
    rf"^(?=.*\b(?:pric\w+|rates?|(?:fees?|dues) (?:change|increase|go up))\b).*(?:{PATIENT_HEARS.pattern}|{PRACTICE_TELLS.pattern})"
)
OWN_NOTICE = words(
    "you give us, giving us, your notice, notify us, notice to (us|the practice|the clinic), tell us, let us know"
)
BREACH_CURED = either(
    then(words("breach*, default*"), 50, words("cured, cure, cures, remed*")), words("notice of [a|any] _ breach")
)
STAFF_GOES = then(words("staff, nurse[s]"), 12, words("(who|that) (resign|leave|quit)*"))
EMPLOYER_ENDS = either(then(EMPLOYER, 25, MAY, 60, LEAVE), then(words("unless [the]"), EMPLOYER))
A_ROOM = words("leave the (room|office|building|clinic|area)")

OTHER_NOTICES = (
    Skip("the patient is told", PATIENT_HEARS, unless=PATIENT_MUST),
    Skip("the patient is told of new prices", NEW_PRICES_HEARD, unless=OWN_NOTICE, where="titled"),
    Skip(
        "services are changed",
        words("(add|change|alter|modify|discontinue) [or] [discontinue] _ _ services"),
        unless=BY_PATIENT,
    ),
    Skip(
        "somebody comes back",
        words("(wish|want)[es|s] to return, rejoin*, re-enrol*, come back, coming back"),
        unless=BY_PATIENT,
    ),
    Skip("papers are sent", SENDS, unless=PATIENT_MUST),
    Skip("somebody leaves a room", A_ROOM),
    Skip("an account or an address changes", DETAILS, unless=LEAVE),
    Skip("fees are paid ahead", PAID_AHEAD, unless=LEAVE),
    Skip("the practice tells the patient", PRACTICE_TELLS, unless=PATIENT_MUST),
    Skip(
        "a breach is to be cured",
        BREACH_CURED,
        unless=words("any reason, no reason, without cause, convenience, at any time"),
    ),
    Skip("an employee of the practice goes", STAFF_GOES),
    Skip("an employer ends it", EMPLOYER_ENDS, unless=PATIENT_ENDS),
    Skip(
        "the practice ends it",
        then(LEAVE, 40, BY_PRACTICE),
        unless=either(BY_PATIENT, words("(receipt|received) _ _ _ by")),
    ),
    Skip("the practice alone may end it", then(A_WORD, MAY, 60, LEAVE), unless=either(SOMEBODY_MAY, BY_PATIENT)),
    Skip("the heading names the practice's rights", PRACTICE_RIGHTS, unless=BY_PATIENT, where="heading"),
    Skip("the practice answers a notice", then(PRACTICE, ANSWERS)),
    Skip("the physician retires or moves", then(PRACTICE, 30, GOES)),
    Skip("a way to settle disputes is opted out of", ARBITRATION),
    Skip("the heading names a way to settle disputes", ARBITRATION, where="nearest"),
    Skip("Medicare is opted out of", MEDICARE),
    Skip("a booking is cancelled", BOOKING, unless=THEIRS),
    Skip("appointments are cancelled, records requested", either(VISITS, RECORDS), unless=THEIRS, where="titled"),
    Skip("a payment is late", LATE),
    Skip("prices or terms change", PRICE_CHANGE, unless=then(SOMEBODY, 50, LEAVE)),
)
