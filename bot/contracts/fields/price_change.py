"""How many days before a change of its prices the practice must tell: 0 = none, "reasonable" = a notice without number."""

import re

from bot.contracts.reading.cues import Cue, Field, Skip
from bot.contracts.reading.patterns import closing, either, then, words
from bot.contracts.reading.quantities import LENGTH, days
from bot.contracts.reading.wordings import EMPLOYER, GOODS, LEAVE, VISITS

LONGEST = 200  # days: more is how long a price holds
REASONABLE = "reasonable"

PRICE = words(
    """fee[s], price[s], pricing, (*r|*h|the|membership|current) rate[s], rates, dues, retainer[s], stipend[s], tuition,
    contribution[s], consideration, subscription charge[s], (monthly|annual|membership|periodic|service) charge[s],
    amount[s] _ _ (charged|due|pay|owed|section)*, the amount[s], what you pay, what we charge, what it costs, what (the|a|your|our) (membership|plan) costs,
    (cost|costs) of [your|the|a] (membership|plan|program|joining|subscription), membership costs,
    (monthly|annual|quarterly|yearly|periodic) (payment|amount|cost)[s]"""
)
CHANGE = words(
    """increas*, adjust*, chang[e|es|ed|ing], modif*, amend*, rais[e|es|ed|ing], revis*, updat[e|es|ed|ing], alter[s|ed|ing],
    alteration[s], (go|goes|going|went|move|moves|creep|creeps) up, higher, lower, rise[s], rising, reset,
    differ*, hike[s], bump[s|ed|ing] [up],
    escalat*, set [a] new, review[s|ed|ing]"""
)
NEW_PRICE = words(
    "new [fee|price|rate] (schedule|price list|rate sheet|fee sheet), new [membership|monthly|annual|subscription] (price|rate|fee|amount|dues|pricing|figure|charge)[s]"
)
PRICE_CHANGE = either(
    words("(rate|price|cost) (increase|change|adjustment|hike)[s]"),
    then(CHANGE, 60, PRICE),
    then(PRICE, 75, CHANGE),
    NEW_PRICE,
)
SCHEDULE = words("(appendix|exhibit|schedule|attachment|annex) (a|b|c|d|e|f|1|2|3|4|one|i|ii)")
SCHEDULE_CHANGE = either(then(CHANGE, 25, SCHEDULE), then(SCHEDULE, 25, CHANGE))

AHEAD = re.compile(
    r"^s?(?: or more| at least| minimum)?(?:(?!\b(?:cancel|terminat|withdraw|leav|pay|paid|due\b|end\b|quit"
    r"|refund))[^.;\d]){0,28}?"
    r"\b(?:notice|notif\w*|warning|heads[ -]up|advance|beforehand|in writing|written|prior|before|ahead|earlier)\b"
)
TELL = words(
    """notice, notif*, warning, heads-up, tell[s], inform*, let _ _ know, e-mail*, write, writing, letter, announc*, hear[s], mail*,
    told, know, note, post*, communicat*, alert*, advis*, text, publish*"""
)
TOLD = then(
    TELL,
    50,
    words(
        "at least, not less than, no less than, no fewer than, not fewer than, a minimum of, a full, by, of, with, some"
    ),
)
TELLING = re.compile(rf"(?:{TELL.pattern})(?:(?!\b(?:cancel|terminat|withdraw|leav|within|pay|after))[^.;\d]){{0,50}}$")
ELSEWHERE = closing(
    words(
        """within, for, first, every, each, initial, minimum term of, last, next, paid, pay, payable, billed, due, once [in],
        per, up to, guarantee*, lock* in, fixed for, more (often|frequently) than"""
    ),
    6,
)
OF_NOTICE = re.compile(
    r"^s? (?:of|from|after|following) (?:receiving|receipt|the|that|this|such|our|being|getting|a price|an increase)"
)
UNTIL_THE_NEW = re.compile(  # "30 days from the notice before the new amount is charged"
    r"^s? (?:from|after) (?:the|that|our|this|such|any) [^.;]{0,30}?\b(?:before|until) (?:the |any |a )?(?:new|higher|increase|change|raise)"
)
AFTER_TELLING = re.compile(
    r"^s? (?:after|following|from)\b[^.;]{0,35}?\b(?:notice|notif\w*|tell|told|mail\w*|e-?mail\w*|sent|send"
    r"|inform\w*|post\w*|announc\w*)\b"
)
TO_THINK = re.compile(r"^s? to (?:think|decide|consider|make up|choose|object|look it over)\b")
GIVEN = closing(words("give[s] (you|members|everyone|everybody|people|them), have, get"), 12)
EFFECTIVE = words("effect, effective, apply, applies, begin*, start*, implement*, increase*, change*")
PART = re.compile(
    r"[;.]|, (?:and|but|or|in which|during|after|you)\b|\b(?:and|but|or|then|so|which) (?:you|members?"
    r"|patients?|may|can|the (?:member|patient))\b"
    r"|\b(?:you|members?|patients?|client|i) (?:may|can|could|are free|have the right|must|need|should)\b"
)
SOMEBODY_PAYS = words("you, member[s], patient[s], i, client, subscriber")
BY_PATIENT = then(
    SOMEBODY_PAYS,
    12,
    words("may, can, wish to, want to, would like to, must, could, ask to, request[s] to"),
    14,
    words("change, switch, adjust, modify, update, upgrade, downgrade, lower"),
)
DETAILS = words(
    """address, card, bank, payment (method|information|details), account information, contact information, phone, e-mail address,
    appointment time*, billing date, payment date, dose, dosage, medication change*"""
)
RISES = words("increas*, rais*, (go|goes|going) up, price change[s], fee change[s]")
MEMBER_FEE = words(
    """membership, member[s], monthly, annual*, dues, retainer, subscription, periodic, our (prices|fees|rates), the fee, fees,
    plan, program"""
)
SINGLE_THINGS = either(GOODS, VISITS, words("pass-through, wholesale, pharmacy, vendor*, drug[s], interest, copay*"))
NO_NOTICE = words(
    """without [any|prior|advance|further|additional|written|giving|individual|specific|separate|personal|you|us] (notice|notification|warning|telling you|telling anyone),
    no [prior|advance|further] (notice|notification|warning) [is|being|of|will] [be] (required|needed|necessary
    |given|due),
    with or without [prior|advance] notice, without first (telling|notifying) you,
    not (required|obliged|obligated) to (tell|notify|inform|warn)*"""
)
DENIES = closing(words("not, never, *n't, cannot, no"), 60)
UNNUMBERED = either(
    words(
        """(reasonable|advance|advanced|prior|written|adequate|ample|proper|appropriate|timely|due|fair|plenty of|sufficient|some|good) [written|advance|prior|and|e-mail] (notice|notification|warning),
        (give|gives|giving|get|receive|provide|provides|providing|send|sends|sending) [you|members|patients|the
        |member|patient|client|us|a|fair|all] (notice|warning|heads-up),
        (upon|on|with|after|by) [a|written|e-mail|mailed] (notice|notification), (notify|tell|inform|e-mail
        |alert|write to) (you|members|patients|everyone|everybody|all|the|each),
        let (you|members|patients|everyone|everybody|people) know, be (told|notified|informed|given notice|alerted),
        in advance, ahead of time, beforehand, hear (of|about|from) [it|us]"""
    ),
)
UNTOLD = either(words("not required, no obligation, need not, *n't required, check [our|the] (website|site|page)"))
TELLS_PATIENT = either(
    then(
        words("we, practice, clinic, company, dr, doctor, i, they, it"),
        24,
        words("will, shall, must, agree* to"),
        20,
        TELL,
    ),
    then(
        words("we'll, i'll, i tell, we tell, we give, we send, we e-mail, we write"),
        40,
        words("you, members, patients, notice, everyone, at least, days"),
    ),
    then(
        words("you, members, patients, member, patient, everybody, everyone, i, client"),
        4,
        words(
            "will, would, shall, 'll, 'd, get[s], receive[s], be, hear[s], has been, have been, informed, notified, told"
        ),
        24,
        TELL,
    ),
    words(
        "you'll, (such|any|this|that|each|these) (change|increase|adjustment|revision|notice)[s], notice of (increase|change|any)"
    ),
)


PRICES_STAY = then(
    words("except [that], but, save that"),
    12,
    PRICE,
    5,
    words("will not, shall not, won't, cannot, do not, don't, may not, stay, remain"),
    12,
    words("chang*, increas*, rais*, go up, adjust*, the same, fixed"),
    5,
    words("during, within, in, for, until"),
)
ANY_RISE = words("(before|of|ahead of) (any|an|each|every|such) (increase|rise|raise|price change)")
UNDER_PRICES = re.compile(
    r"(?:^|/ )\W*(?:[\w().]{1,6} )?(?:our |the |your |membership |monthly |annual )*(?:fees?|prices?|pricing|dues|rates?)\b[^/]{0,25}/"
)
TELLS_US = words(
    """(tell|notify|inform|e-mail|write) (us|the practice|the clinic|the office), let (us|the practice|the clinic|the office) know,
    (give|giving|send) (us|the practice|the clinic), notice to (us|the practice|the clinic)"""
)
SERVICES_CHANGE = re.compile(
    r"\bchang\w* (?:in|to|of) (?:any |the |our |its )?(?:services|benefits|features|hours|staff"
    r"|locations?)\b(?! (?:and|or)\b|,)"
)
EXTRAS = words(
    """(fee|fees|price|prices|pricing|rates|charges) (for|of) [the|any|all|our] (non-covered|additional|extra|other|optional|ancillary
    |a la carte|itemized|individual|supplemental)*, extras, add-on*, a la carte"""
)


def told(match: re.Match[str]) -> int | None:
    """Return the days of a notice, None for another length of time or a notice of leaving."""
    number, text = days(match), match.string
    behind, before = text[match.end() : match.end() + 80], text[max(0, match.start() - 80) : match.start()]
    if match["unit"] == "year" or not 1 <= number <= LONGEST or ELSEWHERE.search(before):
        return None
    if UNTIL_THE_NEW.match(behind) or (TO_THINK.match(behind) and GIVEN.search(before)):
        return number
    if OF_NOTICE.match(behind):
        return None
    if not (
        AHEAD.match(behind) or TELLING.search(before) or (AFTER_TELLING.match(behind) and EFFECTIVE.search(before))
    ):
        return None
    part = (
        PART.split(text[: match.start()])[-1] + text[match.start() : match.end()] + PART.split(text[match.end() :])[0]
    )
    return None if LEAVE.search(part) and not PRICE_CHANGE.search(part) else number


def of_prices(match: re.Match[str]) -> int | None:
    """Return the days of a notice in a clause that names a change of prices."""
    return told(match) if PRICE_CHANGE.search(match.string) else None


def of_schedule(match: re.Match[str]) -> int | None:
    """Return the days of a notice in a clause that changes a schedule of fees."""
    return told(match) if SCHEDULE_CHANGE.search(match.string) else None


def of_any_rise(match: re.Match[str]) -> int | None:
    """Return the days of a notice in a clause under a title of prices that speaks of any increase."""
    return next((number for one in LENGTH.finditer(match.string) if (number := told(one))), None)


def pointing_back(match: re.Match[str]) -> int | None:
    """Return the days of a notice that the patient gets of what was said before."""
    if not TELLS_PATIENT.search(match.string) or LEAVE.search(match.string):
        return None
    return told(match)


def untold(match: re.Match[str]) -> int | str | None:
    """Return 0, or that a notice is due where the clause denies a change without one."""
    if not PRICE_CHANGE.search(match.string):
        return None
    return REASONABLE if DENIES.search(match.string[: match.start()]) else 0


def named(match: re.Match[str]) -> str | None:
    """Return that a notice without number is due, None where the wording denies it."""
    before = match.string[: match.start()]
    if PAID_AHEAD.search(before):
        return None
    return REASONABLE if PRICE_CHANGE.search(match.string) and not DENIES_NEAR.search(before) else None


def named_before(match: re.Match[str]) -> str | None:
    """Return that a notice without number is due of what was said before."""
    if not TELLS_PATIENT.search(match.string) or LEAVE.search(match.string) or COUNTED.search(match.string):
        return None
    return None if DENIES_NEAR.search(match.string[: match.start()]) else REASONABLE


PAID_AHEAD = closing(words("billed, paid, pay, payable, month, year, quarter, due, collected"), 3)
COUNTED = either(
    LENGTH,
    words("january, february, march, april, may 1, june, july, august, september, october, november, december"),
)
DENIES_NEAR = closing(words("not, never, *n't, cannot, without, obligation to"), 14)
JUST_BEFORE = re.compile(  # in the sentence or title before, or before a colon
    rf"(?:{PRICE_CHANGE.pattern})[^/:]*(?:[/:][^/:]{{0,30}}){{0,3}}[/:][^/]*$|\b(?:fees?|prices?|costs?|rates?|dues"
    rf"|pricing)\b[^/]{{0,30}}\b"
    r"(?:chang\w*|increas\w*|adjust\w*|go up|review\w*)[^/]{0,20}/[^$]*$"
)

FIELD = Field(
    "price_change_notice_days",
    either(CHANGE, words("new (price|rate|fee|amount|membership|monthly|annual|subscription|schedule)*")),
    (
        Cue("We may raise the monthly fee with 45 days of notice.", LENGTH, of_prices, 3),
        Cue("Exhibit B may be amended on 45 days of notice.", LENGTH, of_schedule, 2.2),
        Cue("Fees may change: we will tell you 45 days ahead.", LENGTH, pointing_back, 2.6, under=JUST_BEFORE),
        Cue("FEES\n\nMembers are told 45 days before any increase.", ANY_RISE, of_any_rise, 2.4, under=UNDER_PRICES),
        Cue("Our fees may change without notice.", NO_NOTICE, untold, 2.4),
        Cue("Dues may go up with reasonable notice.", UNNUMBERED, named, 2, unless=either(NO_NOTICE, UNTOLD)),
        Cue(
            "Fees may change: we will let you know.",
            UNNUMBERED,
            named_before,
            1.5,
            unless=either(NO_NOTICE, UNTOLD),
            under=JUST_BEFORE,
        ),
    ),
    (
        Skip("fees are shared out", words("pro-rat*"), unless=RISES),
        Skip("prices stay while other terms change", PRICES_STAY),
        Skip("the patient changes a plan", BY_PATIENT),
        Skip("an account or an address changes", DETAILS, unless=RISES),
        Skip("the patient tells the practice", TELLS_US),
        Skip("an employer tells the practice", then(EMPLOYER, 20, words("shall, will, must, agree*"), 14, TELL)),
        Skip("services change", SERVICES_CHANGE),
        Skip(
            "what is not part of it is priced", EXTRAS, unless=words("dues, monthly, membership fee[s], retainer, both")
        ),
        Skip("single things are priced", SINGLE_THINGS, unless=MEMBER_FEE),
    ),
)
