"""What leaving before the term is over costs, in words: the agreement's charge, not yet a sum."""

import re

from bot.contracts.reading.cues import Cue, Field, Skip
from bot.contracts.reading.patterns import closing, either, near, opening, then, unnamed, words
from bot.contracts.reading.quantities import MONEY, dollars
from bot.contracts.reading.wordings import EMPLOYER, LEAVE, MEMBERSHIP

REMAINING = "remaining balance"

GO = either(  # leaving, also as people say it
    LEAVE,
    words(
        """depart*, early, sooner, prematurely, exit*, (drop|bow|pull|back|hop|get|want)[s|ped|ping|s|ing] out,
        (walk|move|go|goes)[s|ing|d] (away|on|elsewhere), goodbye, say[ing] goodbye,
        (stop|quit|drop|go|stay)[s|ping|ped|ting|es|ing] [after|before|within|midway|halfway|in|at|mid] [the] _ _
        (month|year|term|season|payment|week|minimum|day|over)*, (you|they) (stop|go|drop|stopped), who (stop|drop|go)*,
        clos* (your|the|an|their|his|my) _ _ (account|membership|chart|file), be done, out early, break* [the|your|this|my|a|an] _
        (agreement|contract|lease|commitment), bought out, buy[s|ing] out, buy-out, drops,
        before [the|your|my|their|a|its|completing] _ _ _
        (over|out|complete*|ends|ended|up|passed|anniversary|expir*|done|elapsed|term|gone by|minimum),
        not (stay|remain|complete|finish)*, *n't (stay|remain|complete|finish)*, fail* to (stay|remain|complete|finish)"""
    ),
)
EARLY = either(GO, words("end*, breach, before"))
OUT = either(  # leaving itself, not only a time before the end
    LEAVE,
    words(
        """depart*, exit*, (drop|drops|dropped|dropping|bow|bows|pull|pulls|back|backs|buy|bought) out, account closure, drops, dropping, quit[s|ting],
        early-out, clos* (your|the|an|their|his|my) _ _ (account|membership|chart|file), walk[s] away, chart is closed, you (stop|go)"""
    ),
)

# The rest of the term

LEFT = words(
    """remaining, remainder, [the] rest, (that|which|what|whatever|who) remain[s], (is|are|was|were|'s|months|weeks|still) left,
    left (of|on|in|until|over|to), unexpired, future, still to (come|run|go), to come, not [yet] expired, have not [yet] run"""
)
UNPAID = words(
    "unpaid, outstanding, balance, not [yet|been] paid, *n't [yet|been] paid, unbilled, not [yet|been] billed"
)
TOTAL = words("entire, full, whole, total, all, a year")
LONG = words(
    """year*, annual*, term, commit*, minimum, installment*, quarter[s], plan, cycle, seasons, program, contract,
    agreement, subscription, membership[s], period*, stay, retainer, tuition"""
)
YEARS = words(
    "year*, annual, term, commitment, minimum, tuition, (3|6|9|12|18|24) months, contract (price|amount|value)"
)
DUES = words("month[s], fee[s], dues, payment[s], charge[s], obligation, quarters, weeks")
TO_THE_END = words(
    """(through|until|to|till) the (end|expiration|close|conclusion) of
    [the|your|that|its|my|this|then|current|initial|minimum|first|annual|commitment|membership|contract|plan|12|6|3|month]
    (term|year|commitment|contract|minimum|agreement|stay)"""
)
SIGNED_FOR = words(
    """(months|payments|fees|dues|year|term|time) [that|which] (you|i|they|he|she|member|patient|the member|the patient)
    [had|have|originally] [have|'ve|had] (signed|committed|agreed|promised|contracted)*,
    (signed|agreed|committed) up for"""
)
PARTS = words(
    "installment*, year*, annual*, term, commit*, minimum, retainer, tuition, months, quarters, seasons, contract (amount|balance|price)"
)
REST = either(
    then(LEFT, 60, either(LONG, DUES)),
    then(either(LONG, DUES), 25, LEFT, avoid=","),
    then(UNPAID, 40, PARTS),
    then(PARTS, 40, UNPAID),
    words(
        "(balance|rest|remainder) of [the|those|these|your|that|my|its|his|her|a] _ _ (month|year|term|fee|dues|plan|agreement|contract|minimum)*"
    ),
    then(DUES, 60, TO_THE_END),
    SIGNED_FOR,
    re.compile(r"\bthe (?:other|next|following) \d+\b(?! (?:days|hours))"),
    words("every month left, all (months|payments|fees) left, [whatever|what] you still owe"),
)
WHOLE = then(TOTAL, 25, YEARS)
OWED = words(
    """due, owe*, owing, payable, pay, pays, paying, be paid, has paid, have paid, repay*, responsible, liable, charge[d], bill*, re-billed,
    invoice*, debit*, accelerat*, obligat*, collect*, settle*, remit*, tender*, indebted*, on the hook, entitled to,
    (not|*n't) (release|relieve|excuse|free|reduce|end your obligation)*, recover*, lump-sum, at once, still stand[s],
    (in|as) 1 (sum|payment), hold you to"""
)
NOT_OWED = either(
    re.compile(r"\b(?!100)\d+ ?(?:%|percent)"),
    words(
        """(not|*n't|never|no longer|neither) [be|been|have to|need to|going to|continue to]
    (owe|owed|owing|charged|charge|billed|payable|pay|responsible|liable|obligated|obliged|collected|collect|accelerat*),
    nothing, no further, no (more|remaining|additional) (charge|payment|fee|dues)*, (released|relieved) (of|from), notice period,
    waive*"""
    ),
)
BACK = words(
    """refund*, pro-rat*, (pay|paid|give|given|send|sent|get|gets) [you|it] back, return[ed|s] to, returned, returns, repaid, reimburs*,
    keep, keeps, kept, retain[s|ed], stay[s] with, paid for, pre-paid"""
)
PAID_BACK = re.compile(
    r"^(?!.*\b(?:no|nor any) (?:portion|part|share|amount|sums?|fees?)\b[^.;]{0,70}\b(?:refund|return|repaid|credit|pro-?rat))"
    rf".*?(?<!not )(?<!not be )(?<!non[ -])(?<!n't )(?<!n't be )(?:{BACK.pattern})"
)
NONE = closing(words("no, without, not"), 1)
FALLS_DUE = then(
    words("(not|*n't) [yet|been] (paid|due|billed|fallen due)"),
    50,
    words("become, are, is, fall[s], remain[s], stay[s], (shall|will) be"),
    20,
    words("payable, due, owed, charged, collected"),
)
STAYS_PAYABLE = then(
    words("instal*, payments, dues, quarters, months, weeks, fees"),
    60,
    either(LEFT, words("not [yet] (fallen due|due|billed)")),
    40,
    words("(remain|remains|stay|stays) _ (payable|due|owed|owing)"),
)
EACH_PAYMENT = then(
    words("responsible for, liable for, owe, owes, obligated to (pay|make), agree[s] to (pay|make), must (pay|make)"),
    14,
    re.compile(r"all (?:of the )?(?:\d+|of the)\b"),
    40,
    words("payments, installments, months"),
)

# What care or a discount would have cost

LIST_PRICE = words(
    """(usual|customary|regular|walk-in|self-pay|cash|non-member|list|retail|standard|fee-for-service|fair market|full|posted|
    market|normal|single-visit|per-visit|a la carte) [and|or|usual|customary|visit|self-pay|cash|list|market|hourly|reasonable|office]
    (value|price|rate|charge|fee|schedule)[s], usual and customary, fee-for-service, actual cost, fair market value,
    retail value, full price, list price[s], as a (walk-in|single visit|non-member)"""
)
EXCEEDS = words(
    """exceed*, greater, more than, worth more, over and above, in excess, difference, gap, shortfall,
    less [all|any|the|what|whatever] [amount|periodic|membership|you] (amount|fees|membership|dues|fee|you|payments|paid)*,
    minus [the|what|any|all] _ (fees|dues|paid|payments), set against"""
)
RENDERED = words(
    """(visit|service|care|encounter|consultation|appointment|exam|test|procedure|everything|treatment)[s] [that|which|you|of|any]
    _ _ _ (had|have had|received|rendered|used|provided|performed|furnished|got), every [office] visit, each [office] visit,
    services (actually|already), encounters, every visit, had (your|the|their|an|a) _ _ (exam|physical|visit)*"""
)
PRICE_EXCEEDS = either(
    then(either(LIST_PRICE, words("value, usual, customary")), 160, EXCEEDS),
    then(words("difference"), 30, words("value, price, cost, worth"), 90, words("paid, fees, dues")),
    then(words("worth, excess"), 20, words("than, of"), 30, DUES),
)
CARE_LESS_FEES = then(
    LIST_PRICE,
    160,
    words("less, minus"),
    30,
    words("fees, dues, payments"),
    30,
    words("paid, received, made, collected"),
)
RE_PRICED = near(RENDERED, 110, LIST_PRICE)
LATER = words(
    "thereafter, future, from then on, afterwards, going forward, after (termination|cancellation|the date|that|you)"
)
DIFFERENCE = then(
    words("total, sum, value, cost, price, amount, that, it"),
    60,
    words("(more|greater|higher|larger) than"),
    60,
    words("fee[s], dues, paid, payment[s]"),
    80,
    words("difference, rest, balance, excess"),
)
GIFT = words(
    """discount*, free month[s], promotion*, incentive[s], saving[s], reduction[s], reduced rate, bonus*, waived _ fee*, waiver,
    months free, (welcome|signing|sign-up|referral) (gift|credit|bonus)[s], fee (was|is|were) waived, lower (rate|price)"""
)
TAKEN_BACK = words(
    """(pay|paid|pays|charge|charged|take|taken|billed|give|given) [us] back, repay*, repaid, reimburse*, recapture*, claw* back, revoked,
    reversed, reversal, reinstated, void, retroactiv*, recover*, (must|shall|will|be) return[ed], (becomes|is|then|falls) (payable|due|owed),
    owe, (will|shall|may) be (charged|billed|invoiced)"""
)
GIFT_BACK = near(either(GIFT, then(words("waive[s|d]"), 25, words("fee[s]"))), 90, TAKEN_BACK)
OTHER_RATE = then(
    words(
        "difference, re-bill*, re-price*, recalculat*, refigure*, re-figure*, true-up, adjusted, converted, re-rated"
    ),
    70,
    words(
        "(monthly|month-to-month|month to month|standard|regular|non-discounted|full|undiscounted|1 year) [monthly] (rate|price|fee)[s]"
    ),
)

# A sum

EXIT = words(
    """early, terminat*, cancel*, exit, buy-out, dis-enrol*, separation, withdrawal, depart*, leaving, closing, clos*, drop*,
    goodbye, break, deactivation, disenrollment, discharge"""
)
CHARGE = words("fee[s], charge[s], charged, penalt*, payment, cost[s], damages")
EXIT_FEE = then(EXIT, 40, CHARGE, 110, MONEY, avoid="$")
FEE_OF_EXIT = then(MONEY, 30, EXIT, 20, CHARGE, avoid="$")
COSTS = words(
    """charge[s|d], fee, costs, owe[s], penalt*, pay[s], payable, recover*, collect*, assessed, tender*, triggers, submit, remit, invoice*, bought out, liquidated,
    damages, billed, due, need, held back, withheld, withhold*, retain*, ask [you] for"""
)
SUM_ON_LEAVING = near(unnamed(MONEY), 70, COSTS)
BY_PERIOD = re.compile(
    r"^ ?(?:(?:a|per|each|every|/) ?(?:month|mo|year|quarter|week|visit|day)\b|/|monthly|yearly|annual|for (?:each|every)\b|of\b"
    r"|- ?\$|(?:per|an?) (?:office|phone|missed)|(?:\w+ )?(?:enrol|regist|sign|admission|late|no-show|re-?join|nsf))"
)
COMING_BACK = words(
    """come back, coming back, return after, rejoin*, re-enrol*, re-enter*, sign* bonus, (employee|associate) physician, reinstatement,
    unlawful, unenforceable, invalid, refer"""
)
OTHER_CHARGES = words(
    """come back, coming back, return (to|as|after), returning (member|patient)*, restart*, re-start*, resume, re-engage*, re-initiat*,
    reactivat*, reinstat*, on hold, (leave|a) hold, pause*, freeze, 24 hours, 48 hours, same-day, late cancel*, timely, visits, assessments, upgrad*,
    downgrad*, switch*, (pay|give|credit) you, if we, should we, sign* bonus, (employee|associate) physician, employer shall, a day, handling, business day*, physicals, physical exam*, unlawful, unenforceable, invalid, initiation, re-enrol*, rejoin*, late fee*, returned, bounced, declined, chargeback*, missed, no-show*, records, copies, monthly fee,
    membership fee, membership (is|costs), dues are, enrol* fee, registration fee, joining fee, fee is, valued at, value of, worth,
    guest, trial, copay*, visit fee*, per (month|visit)"""
)
ROW = then(OUT, 40, re.compile(r"[|:=?]\s?"), 14, MONEY, avoid="$")
FOR_DOING_SO = then(MONEY, 30, words("for (doing|ending|stopping) (so|this|that|it)"), avoid="$")
LESS = then(
    words("refund*, return*"),
    120,
    words("less, minus, deduct*, after deducting, subtract*, reduced by"),
    60,
    MONEY,
    avoid="$",
)
UNUSED_LESS = then(
    words("unused, pro-rat*, unearned, remaining"),
    90,
    words("less, minus, after deducting, reduced by"),
    40,
    MONEY,
    avoid="$",
)
DEDUCTED = then(
    words("refund[s], unused"), 60, words("keep*, deduct*, retain*, withhold*, hold back"), 25, MONEY, avoid="$"
)
SHARE_OF_REST = near(then(re.compile(r"\b\d+ ?(?:%|percent)"), 40, unnamed(REST)), 70, unnamed(OWED))
SUM_ALONE = then(re.compile(r"^\W*"), MONEY, re.compile(r"(?: (?:flat|each|once|per \w+))*\W*$"))
EXIT_FEE_TITLE = then(EXIT, 12, words("fee, charge, penalty, cost"))
IF_WE_STOP = re.compile(
    r"\bwhat (?:if|happens (?:if|when)) (?:i|we|you|my \w+|a member)\b[^/?]*\b(?:stop|leave|cancel|quit|go|end)\b[^/?]*\?"
)
KEPT = then(words("deduct*, subtract*, keep*, retain*, withhold*, hold back"), 40, MONEY, avoid="$")
HELD_BACK = then(MONEY, 45, words("(is|be|are) (held back|withheld|retained|kept|deducted|subtracted|taken off)"))
MONTHS_OF_FEES = either(
    then(
        words("fee, charge[d], pay, owe[s], sum, penalt*"),
        50,
        words("equal to, of, equivalent to, for"),
        25,
        words(
            """(1|2|3|4|6|a|one|another|twice) _ (month|quarter|payment)[s|ly] [of|worth] [your|the|in|membership|monthly|periodic]
            (fee|dues|payment|charge|rate|membership)*, (1|2|3|4|6) (periodic|monthly|membership) (fee|charge|payment|due)[s], (twice|double) the
            monthly"""
        ),
    ),
    then(words("fee, charge, pay, owe"), 30, words("equal to"), 60, words("month[s], dues, installment[s]")),
    then(
        words("owe, owes, ask [you] for, pay, pays, charge[d], bill[ed] [for], cost* [you]"),
        10,
        words("(1|one|an|a|another|2|3) (extra|additional|final|more) month[s|ly] _ (fee|dues|payment|membership)*"),
    ),
)

# Nothing

FREE = words(
    """(no|never a|never an|without|without a|without an|without any|free of|zero) _ _ _
    [cancellation|termination|exit|early-termination|dis-enrol*|leaving|break]
    (fee[s]|penalt*|charge[s]), (cost|costs|costing) (nothing|you nothing), (no|zero) cost to (leave|cancel|you),
    (owe|owes|pay) (nothing|us nothing) [more|further|else],
    not cost (you|them|the member) _ _ (dime|penny|cent|thing|anything|nickel)*, *n't cost (you|them) _ _ (dime|penny|cent|thing|anything|nickel)*,
    (*n't|not|never) (charge|penalize|bill|fine) (you|a member|members|anyone|anybody|people|patients|folks) [a] [dime|penny|cent|thing|fee|anything]
    [extra|more] [for|to|if] [you]"""
)
GOING = words(
    """cancel*, terminat*, leav*, exit*, withdraw*, dis-enrol*, depart*, quit*, walk away, (go|stop)[es|ping], dropping,
    end[ing] (your|the|this|my)"""
)
AT_NO_COST = words("at no cost, at no charge, free of charge, for free, without (penalty|charge|cost)")
PLAIN_NONE = re.compile(
    r"^\W*(?:a[.:] )?(?:no\b(?!tice)|none|nope|nothing|not a (?:thing|cent|dime|penny)|never|zero|\$0)"
)
ASKED_COST = then(
    words("penalt*, fee, fees, cost[s], charge[d], owe, pay"),
    80,
    words("leav*, cancel*, quit*, early, terminat*, go, stop*, exit"),
)
OTHER_CHARGE = words(
    """enrol* fee, copay, visit, visit fee[s], hidden, missed, record[s], chart, visits, pric*, rates, without regard, review, returning, book*, pause*, per-visit, no-show*, this (does|is) not, such, in (that|this|which) (case|event),
    pric* change, if (we|the practice|the doctor|your doctor|your physician), reschedul*, switch*, upgrad*, no [more|further] charges,
    prior to any, died, dies, death, except (that|if|as), unless, but"""
)


def rest(match: re.Match[str]) -> str | None:
    """Return that the rest of the term falls due, None where the clause does not speak of leaving."""
    return REMAINING if GO.search(match.string) else None


def amount(match: re.Match[str]) -> str | None:
    """Return a flat fee in words."""
    return f"${dollars(match):,}" if dollars(match) else "none"


A_SUM_GIVEN = words("waive*, waiver, credit, bonus")


def gift(match: re.Match[str]) -> str:
    """Return that a discount is taken back, in dollars where it is a waived fee whose sum the clause names."""
    sums = {dollars(found) for found in MONEY.finditer(match.string)}
    return f"${sums.pop():,}" if len(sums) == 1 and A_SUM_GIVEN.search(match.string) else "clawback"


def sum_on_leaving(match: re.Match[str]) -> str | None:
    """Return the one sum that a clause names for leaving, None where it names several or a price by the month."""
    found = list(MONEY.finditer(match.string))
    if (
        not OUT.search(match.string)
        or len(found) != 1
        or BY_PERIOD.search(match.string[found[0].end() :])
        or not dollars(found[0])
    ):
        return None
    return f"${dollars(found[0]):,}"


def only_sum(match: re.Match[str]) -> str | None:
    """Return the one sum that a clause names, None where it names several or a price by the month."""
    found = list(MONEY.finditer(match.string))
    if len(found) != 1 or BY_PERIOD.search(match.string[found[0].end() :]):
        return None
    return f"${dollars(found[0]):,}"


def share_of_rest(match: re.Match[str]) -> str | None:
    """Return that a share of the rest of the term falls due."""
    said = re.search(r"(\d+) ?(?:%|percent)", match.string)
    return f"{said[1]}% of the remaining balance" if said else None


def deduction(match: re.Match[str]) -> str:
    """Return what is taken off a refund in words."""
    return f"${match['amount']} deducted from the refund"


FIELD = Field(
    "early_termination_fee",
    words(
        """early, balance, remain*, owe*, penalt*, terminat*, cancel*, leav*, fee*, due, reimburs*, repay*, discount*, left,
        withdraw*, depart*, exit*, quit*, drop*, stop*, end, ends, ending, go, usual, responsible, walk away, kept, commitment, clos*, usual charges, participa*, resign*, liable, unused, for doing, walk*, go, pay"""
    ),
    (
        Cue("If the usual price exceeds your fees, leaving costs it.", PRICE_EXCEEDS, "clawback", 3.1, under=GO),
        Cue("If that is more than the fees you paid, you pay the difference.", DIFFERENCE, "clawback", 3.1),
        Cue(
            "If you quit early, visits you have had are billed at our regular price.",
            RE_PRICED,
            "clawback",
            3.1,
            under=GO,
            unless=LATER,
        ),
        Cue(
            "Whoever leaves before a year is over pays back the discount.",
            GIFT_BACK,
            gift,
            2.9,
            under=GO,
            unless=COMING_BACK,
        ),
        Cue(
            "The usual price of all visits less the fees that you have paid is owed.",
            CARE_LESS_FEES,
            "clawback",
            3,
            unless=COMING_BACK,
        ),
        Cue("Quitting early, you are re-billed at the month-to-month rate.", OTHER_RATE, "clawback", 2.9, under=GO),
        Cue("On leaving, fees not yet due become payable.", FALLS_DUE, REMAINING, 3, under=EARLY, unless=PAID_BACK),
        Cue(
            "Leave early and the rest of the fee is due.",
            near(REST, 110, OWED),
            REMAINING,
            3,
            under=GO,
            unless=either(PAID_BACK, NOT_OWED),
            before=NONE,
        ),
        Cue(
            "If you leave before it is over you owe us the whole year.",
            near(WHOLE, 60, OWED),
            rest,
            2.9,
            unless=either(PAID_BACK, NOT_OWED),
        ),
        Cue("Instalments that are left remain payable.", STAYS_PAYABLE, REMAINING, 2.7, unless=PAID_BACK),
        Cue("You are liable for all six of the payments.", EACH_PAYMENT, REMAINING, 2.7, unless=PAID_BACK),
        Cue("There is an early exit fee of $150.", EXIT_FEE, amount, 3, unless=OTHER_CHARGES),
        Cue("A $150 cancellation charge applies.", FEE_OF_EXIT, amount, 3, unless=OTHER_CHARGES),
        Cue("Quit in the first year: $99", ROW, amount, 2.6, unless=either(OTHER_CHARGES, PAID_BACK)),
        Cue("WHAT IF I LEAVE EARLY?\n\nThere is a charge of $150 for doing so.", FOR_DOING_SO, amount, 2.8, under=OUT),
        Cue("On leaving you pay a sum equal to a month of dues.", MONTHS_OF_FEES, "months of fees", 2.8, under=GO),
        Cue("If you cancel, we return what is unused less a sum of $75.", LESS, deduction, 2.6, under=EARLY),
        Cue("From refunds of unused dues we keep $40.", DEDUCTED, deduction, 2.5, unless=OTHER_CHARGES),
        Cue(
            "If you leave early, half or 50 percent of the remaining fees is due.",
            SHARE_OF_REST,
            share_of_rest,
            2.9,
            under=GO,
            unless=PAID_BACK,
        ),
        Cue("CANCELLATION FEE\n\n$90", SUM_ALONE, amount, 2.6, under=EXIT_FEE_TITLE),
        Cue(
            "WHAT IF WE LEAVE IN THE FIRST YEAR?\n\nThen there is a charge of $80.",
            then(words("charge, fee, penalty"), 20, MONEY),
            only_sum,
            2.7,
            under=IF_WE_STOP,
            unless=either(OTHER_CHARGES, PAID_BACK),
        ),
        Cue("The unused months are yours, less $100 for our work.", UNUSED_LESS, deduction, 2.6),
        Cue("If you leave we keep $75 of what you paid.", KEPT, deduction, 2.6, under=EARLY),
        Cue("Of the months left $75 is held back when you go early.", HELD_BACK, deduction, 2.6, under=GO),
        Cue(
            "Members who depart in the first year are charged $99.",
            SUM_ON_LEAVING,
            sum_on_leaving,
            2.5,
            under=GO,
            unless=either(OTHER_CHARGES, PAID_BACK),
        ),
        Cue("You can leave at no cost.", near(GOING, 60, AT_NO_COST), "none", 2.5, unless=OTHER_CHARGE),
        Cue(
            "You can leave without any cancellation fee.",
            FREE,
            "none",
            2.5,
            under=GOING,
            unless=OTHER_CHARGE,
            after=opening(2, words("again, after")),
        ),
        Cue(
            "A FEE TO LEAVE EARLY?\n\nNone at all, and you may go whenever it suits you.",
            PLAIN_NONE,
            "none",
            2.4,
            under=ASKED_COST,
            unless=OTHER_CHARGE,
        ),
    ),
    (
        Skip(
            "appointments are cancelled, too",
            words(
                """appointment[s], (visits|sessions) (can|may|are|that), the physical, consult[s], no-show[s],
                re-schedul*"""
            ),
            unless=either(GIFT_BACK, RE_PRICED, MEMBERSHIP),
        ),
        Skip("an employer ends it", then(EMPLOYER, 25, LEAVE), unless=words("member[s], you, participant[s]")),
        Skip("others leave", words("non-members, not members")),
        Skip("coming back costs, too", words("re-enrol*, reinstat*, rejoin*"), unless=GIFT_BACK),
        Skip("paying late costs, too", words("overdue, past due, non-payment, default, declined, missed payment[s]")),
    ),
)
