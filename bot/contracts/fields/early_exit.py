"""What leaving before the term is over costs, in words: the agreement's charge, not yet a sum."""

import re

from bot.contracts.reading.cues import Cue, Field, Skip
from bot.contracts.reading.patterns import closing, either, then, words
from bot.contracts.reading.quantities import MONEY, dollars
from bot.contracts.reading.wordings import FEES, JOINED, LEAVE, TERM

REMAINING = "remaining balance"

EARLY = either(LEAVE, words("early, end*, breach, default, before"))
EXIT = words("early, terminat*, cancellation, exit, buy-out, dis-enrol*, separation, withdrawal")
CHARGE = words("fee[s], charge[s], penalt*, payment, cost")
REST = words(
    """(what's|what is|whatever is) left, (whatever|what) remains, remain[s], remaining, remainder, rest, entire, full,
    balance, unpaid, outstanding"""
)
ALL_LEFT = words("(through|until) the end, every month left, all (months|payments|fees)")
OF_THE_TERM = either(JOINED, TERM, FEES, words("month[s], year, annual, obligation, minimum, stay"))
USUAL_PRICE = words(
    "value, usual, customary, fee-for-service, fair market, standard [visit] (rate|charge|fee)[s], actual cost"
)
EXCEEDS = words("exceed*, greater, more than, over and above, difference, less [the] (amount|fees|membership)")
OWED = words("due, owe*, payable, pay, paid, responsible, liable, charged, billed, accelerat*, obligat*, collect*")

FALLS_DUE = then(
    words("(not|*n't) [yet|been] (paid|due|billed|fallen due)"),
    50,
    words("become, are, is, fall[s], (shall|will) be"),
    20,
    words("payable, due, owed, charged"),
)
REST_OWED = then(REST, 70, OF_THE_TERM, 90, OWED)
OWES_REST = then(OWED, 70, either(REST, ALL_LEFT), 60, OF_THE_TERM)
PRICE_EXCEEDS = then(USUAL_PRICE, 160, EXCEEDS)
DIFFERENCE = then(
    words("total, sum, value, cost, price, amount, that, it"),
    60,
    words("(more|greater|higher|larger) than"),
    60,
    words("fee[s], dues, paid, payment[s]"),
    80,
    words("difference, rest, balance, excess"),
)
EXIT_FEE = then(EXIT, 40, CHARGE, 110, MONEY, avoid="$")
FEE_OF_EXIT = then(MONEY, 30, EXIT, 20, CHARGE, avoid="$")
LESS = then(
    words("refund*, return*"), 120, words("less, minus, deduct*, after deducting, subtract*"), 60, MONEY, avoid="$"
)
KEPT = then(words("deduct*, subtract*, keep*, retain*, withhold*"), 40, MONEY, avoid="$")
MONTHS_OF_FEES = then(words("fee, charge, pay, owe"), 30, words("equal to"), 60, words("month[s], fee[s], dues"))
NO_FEE = words(
    """(no|never a|never an|without|without a|without an|free of) _ _
    [cancellation|termination|exit|early-termination|dis-enrol*] (fee[s]|penalt*|charge[s])"""
)

PAID_BACK = words("refund*, pro-rat*, (pay|paid|give|given|send|sent) back, return[ed|s] to")
NONE = closing(words("no, without"), 1)
GOING = words("cancel*, terminat*, leav*, exit*, withdraw*, dis-enrol*")
OTHER_CHARGE = words("enrol* fee, copay, visit fee[s], hidden")


def amount(match: re.Match[str]) -> str:
    """Return a flat fee in words."""
    return f"${dollars(match):,}"


def deduction(match: re.Match[str]) -> str:
    """Return what is taken off a refund in words."""
    return f"${match['amount']} deducted from the refund"


FIELD = Field(
    "early_termination_fee",
    (
        Cue("If the usual price exceeds your fees, leaving costs it.", PRICE_EXCEEDS, "clawback", 3.1, under=EARLY),
        Cue("If that is more than the fees you paid, you pay the difference.", DIFFERENCE, "clawback", 3.1),
        Cue("On leaving, fees not yet due become payable.", FALLS_DUE, REMAINING, 3, under=EARLY, unless=PAID_BACK),
        Cue(
            "Leave early and the rest of the fee is due.",
            REST_OWED,
            REMAINING,
            3,
            under=EARLY,
            unless=PAID_BACK,
            before=NONE,
        ),
        Cue("On leaving you owe the remaining months.", OWES_REST, REMAINING, 3, under=EARLY, unless=PAID_BACK),
        Cue("There is an early exit fee of $150.", EXIT_FEE, amount, 3),
        Cue("A $150 cancellation charge applies.", FEE_OF_EXIT, amount, 3),
        Cue("On leaving you pay a sum equal to a month of dues.", MONTHS_OF_FEES, "months of fees", 2.8, under=EARLY),
        Cue("If you cancel, we return what is unused less a sum of $75.", LESS, deduction, 2.6, under=EARLY),
        Cue("If you leave we keep $75 of what you paid.", KEPT, deduction, 2.6, under=EARLY),
        Cue("You can leave without any cancellation fee.", NO_FEE, "none", 2.5, under=GOING, unless=OTHER_CHARGE),
    ),
    (
        Skip(
            "appointments are cancelled, too",
            words(
                """appointment[s], (visits|sessions) (can|may|are|that), the physical, consult[s], no-show[s],
                re-schedul*"""
            ),
        ),
        Skip("coming back costs, too", words("re-enrol*, reinstat*, rejoin*")),
        Skip("paying late costs, too", words("overdue, past due")),
    ),
)
