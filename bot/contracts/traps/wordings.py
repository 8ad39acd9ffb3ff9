"""The words in which clauses cost or bind: named by their meaning, put together in `kinds`."""

import re

from bot.contracts.reading.patterns import Pattern, either, requiring, then, unnamed, words
from bot.contracts.reading.quantities import LENGTH, MONEY
from bot.contracts.reading.wordings import FEES, INSURER, LEAVE, PRACTICE, PRICES, VISITS

SUM = unnamed(MONEY)
SPAN = unnamed(LENGTH)
COUNT = re.compile(r"\b\d{1,3}\b")

CHARGED = words(
    """charge*, fee[s], pay*, cost[s], bill*, deduct*, forfeit*, lose[s], penalt*, owe*, count* as, counted, due,
    rebook*, not eligible for"""
)
NO_COST = words(
    """no (charge|cost|fee|penalty)*, free, without (charge|cost|penalty|a fee)*, waive*, never (charge|bill)*,
    (do|does|will) not charge, (don't|doesn't|won't|not) charge, no extra, no additional, included at no,
    complimentary"""
)
MISSED = words(
    """inside of * hours, cancel* _ _ later than, later than this, with less than, missed, the first miss,
    under * hours, * hours for cancel*, 24 hours please, no-show*, noshow*,
    miss[ed|es|ing] _ _ _ (appointment|visit|session|class|call|slot|check-in)*,
    missed (appointment|visit|session|without)*, late cancel*,
    (don't|do not|fail to|fails to|not) (show|appear|come|attend|keep|arrive)*,
    cancel* _ _ _ _ (less than|fewer than|within|under|after|without), without _ (24|48|72|notice), stand us up,
    reschedul* _ _ _ _ (less than|within), if you don't give us, not kept, 24 hours, 48 hours, 2 hours,
    a full day ahead"""
)
LATE = words(
    """interest, finance charge, late, overdue, delinquent, in arrears, returned, declined, bounce*,
    insufficient funds, nsf, rejected, unpaid, fails, failed, dishono*, not paid, won't go through, bad check*,
    isn't received, past-due, over _ days"""
)
LATE_CHARGE = words("fee[s], charge[s], interest, penalt*, costs you, costs, * percent, incur*, we add, % per month")
EXTRA = words(
    """not included, aren't included, isn't included,
    not covered by (the|your|this) _ (fee|membership|agreement|plan|dues)*,
    not part of (the|your) (fee|membership|plan|dues), (extra|additional|separate) (charge|fee|cost|payment)*,
    (billed|charged|invoiced|sold|priced) (separately|extra|in addition), at cost, at our cost, extra cost,
    (is|are|cost|costs) extra, you pay for,
    responsible for (the|all|any|paying|payment) _ _ (cost|charge|fee|expense|payment)*,
    at (your|my|the patient's|the member's|member's|patient's) own (expense|cost),
    beyond (the|your) (membership|monthly fee), in addition to (the|your|any) _ (fee|membership|dues|charge)*,
    additional to, on top of, out-of-pocket, out of pocket, pay* _ _ (directly|the lab|the pharmacy),
    charges beyond, added to [the|your] _ _ (bill|invoice|draft|statement), may be charged, may charge,
    visit charge, per-visit charge, handling charge, restocking"""
)
CLAIM = words(
    """bill*, fil* [of|a] claim*, file, submit*, claim[s], seek reimbursement, request reimbursement, reimburs*,
    send _ _ (to|bill)*, use _ _ insurance, turn in, superbill*, payable"""
)
SELF = words("you, i, patient[s], member[s], client[s], subscriber[s], nor, neither, yourself, they")
PAYS_BACK = words("refund*, money back, return[ed] to you, given back, credit*, reimburs*, earned")
DISCRETION = words(
    """discretion*, case-by-case, case by case, we may choose, if we (approve|agree)*, approv*, as we see fit,
    may consider, up to (us|the), we decide, decided by (us|the)"""
)
ENDS = words(
    """terminat*, end[s|ed|ing], close[s], suspend*, dismiss*, discharge*, cancel*, discontinue*, refuse*, revoke*,
    find another (doctor|physician|practice|home), ask (a|the) patient to (leave|find), drop*, stop, withdraw*,
    disenroll*, part ways, decline to renew, not renew"""
)
CAN_CHANGE = words(
    """may, can, could, reserve* the right, right to, at any time, from time to time, subject to change,
    without [prior|any] notice, discretion*, will change, are reviewed, reviews, each january, each year, annually,
    at renewal"""
)
TERMS = words(
    """terms, agreement, polic*, handbook, contract, conditions, these rules, rules, provisions, addendum, exhibit,
    schedule"""
)
OFFERED = words(
    """service[s], feature[s], benefit[s], hours, amenit*, location[s], care list, program*, panel, provider[s],
    scope, what is included, care team"""
)
AWAY = words(
    """vacation*, holiday*, away, unavailable, not [be] available, not always [be] available, on leave, illness,
    absen*, out of the office, emergenc*, time off, out of town, office (closes|is closed)"""
)
NOT_SURE = words(
    """not guarantee*, no guarantee*, can't guarantee, cannot guarantee, don't guarantee, doesn't guarantee,
    never guarantee*, cannot promise, can't promise, don't promise, subject to availab*, when available,
    if available, as available, not an emergency (service|department|room)*, may not [always] be (available|able),
    reasonable efforts, best efforts, do our best, try to, may be delayed, not always be,
    when (the|our|your) _ schedule (allows|permits), schedule permitting, no _ _ [is|are] guarantee*, unreachable,
    (cannot|can't) always be reached"""
)
MEANS = words("e-mail*, text*, electronic*, unencrypted, messag*, internet, portal, unsecure*")
PRIVACY_GIVEN = words(
    """waive*, not [be|always|completely|entirely] (secure|encrypted|confidential|private)*, unencrypted, unsecure*,
    aren't (secure|encrypted), isn't (secure|encrypted)*, accept* _ _ risk*, risk*, (no|not) guarantee*, release*,
    consent*"""
)
NOT_LIABLE = words(
    """not [be] (liable|responsible), isn't (liable|responsible), aren't (liable|responsible), indemnif*,
    hold [us|the practice|harmless] _ harmless, hold* harmless, waive* (all|any) (claim|right)*,
    release* (the practice|us|and|from)*, limitation of (liability|damages), no liability, total liability,
    limit* [of|our|its] liability, not [to] hold (us|the) _ (liable|responsible|accountable),
    release[s|d] (the|our|its) _ (practice|clinic|company|physician|doctor|provider|program)[s],
    liability _ _ (exceed|limited)*"""
)
COURTS = words(
    """suit[s] (shall|must|will) be brought, venue, jurisdiction, courts (of|in|located|sitting|there), court of,
    (suit|action|lawsuit|claim|proceeding|dispute)* (shall|must|will|may only|may) _ be
    (brought|filed|heard|settled), state or federal court*, small claims, forum,
    disputes are (heard|settled|decided|resolved) (in|there|at|by)"""
)
GIVEN_UP = words(
    """class action*, class arbitration*, jury, class or, class, representative action*, collective action*,
    class member"""
)
COLLECTING = words(
    """attorney* fees, attorney's fee*, legal fees, lawyer* fees, cost* of collect*,
    collection (agency|agencies|cost|fee|action)*, sent to collect*, turned over to, to collections, collections,
    court costs, legal costs, attorneys' fees, lawyers' fees, lawyer's fee*, bill collector*,
    to a [debt] collector*"""
)
HANDED_ON = words(
    """assign*, transfer*, non-transferable, sold, successor*, sell, re-assigned, shared, hand[s] _ _ _ (on|over),
    given to (anyone|someone|another|others), yours alone"""
)
HANDED = words(
    """agreement, membership*, contract, plan*, right[s], obligations, practice, retainer, subscription, service[s],
    terms, enrol*, benefit[s], dues, fees"""
)
CAP = words(
    """up to, maximum, limited to, limit of, no more than, not [to] exceed, at most, capped at, cap of, a limit,
    allowance of, not more than"""
)
COUNTED = words(
    """visit[s], appointment[s], consult*, session[s], call[s], e-visits, house calls, physical[s], sick visit*,
    office visit*, message[s], minutes, prescription*, service[s], encounters"""
)
PERIOD = words(
    """a year, per year, annually, each year, yearly, a month, per month, monthly, each month, per calendar,
    in a calendar, in any, per quarter, a quarter, each quarter, every year, during"""
)
SPECIAL = words(
    """after-hours, after hours, home visit*, house call*, weekend*, holiday*, video*, virtual, telehealth,
    telemedicine, same-day, credit card*, card payment*, paying by card, card on file, convenience, processing,
    night*, evening*, urgent visit*, travel, trip, administrative, form[s], records, copies, e-visit*, urgent"""
)
SURCHARGE = either(
    SUM,
    words(
        """surcharge*, extra charge*, additional (charge|fee)*, * percent, (charge|fee) (of|may|will|applies),
    handling"""
    ),
)
TAX_SAVED = words(
    """hsa*, fsa*, h.s.a, hra*, health savings, flexible spending, health reimbursement, tax-deductible,
    tax deductible, pre-tax, deduct* _ _ tax*, medical expense deduction, write off, tax-advantaged"""
)
CLAIMED = words(
    """eligib*, qualif*, pay*, use*, accept*, reimburs*, deduct*, ok, okay, fine, cover*, allow*, may be, can be,
    works, run, part of, under, within, pre-tax"""
)
PERMISSION = words(
    """approv*, good cause, reason[s], discretion, documentation, exit (interview|meeting|call)*, proof, certified,
    notari*, permission, agree to release, meet with, hardship, cause, explain*, consent of the practice,
    accepted by, must call, only by, doctor's letter, a letter, proof of, telling _ over the phone, phone calls"""
)
BILLING_DAY = words(
    """[the|your|my|its|their] [next|following|monthly|scheduled|regular|upcoming]
    (billing|bill|payment|draft|renewal|charge|withdrawal|invoice|debit) [date|day|cycle|period|is|due]*,
    day (on|that) which your card, next charge, next payment, due date, (1st|first) of the month, billing date,
    draft date, payment date, anniversary*, renewal date, billing cycle, billing period, next (draft|bill|billing),
    card is next, draft on the (first|1st)"""
)
BEFORE = words("before, prior to, ahead of, in advance of, preceding, ahead, or more before")
COMES_BACK = words(
    """re-enrol*, re-join*, rejoin*, re-activat*, reactivat*, re-instat*, return to (the|our|membership)*,
    come back, coming back, re-admi*, re-entry, rejoining, re-engag*, restart*, re-start*, wish* to return,
    start over, re-apply, reapply, new membership, wait-list*, waiting list, your (spot|place) (is|will)*"""
)
BARRIER = either(
    SUM,
    words(
        """fee*, charge*, wait*, only if, space, avail*, discretion*, not [be] (held|guaranteed|accepted|allowed)*,
    then-current, current (rate|price|fee)*, months, new commitment, again, must pay, permitted, lose*, behind,
    approval, not be re-engaged, once, after 6, subject to, pay"""
    ),
)
SERVED = words(
    """once (you|a|the|your|services|any|blood|labs) _ _ _
    (been|has|have|used|had|seen|takes|taken|place|performed|delivered|begin|drawn|completed)*,
    unless you have _ (had|used|been|seen), after (your|the) (first|initial|annual|wellness|comprehensive|intake)
    (visit|exam|physical|consult|assessment|appointment)*,
    (services|care) (have|has) been (used|rendered|provided|received), been seen, has taken place, have had a visit,
    has been (used|delivered|performed|completed), already (had|used|received|seen), considered earned,
    deemed earned, fully earned, is earned, earned when, already used"""
)
LOST = words(
    """forfeit*, expire[s|d], lapse[s|d], not [to] roll over, not roll, not carry (over|forward)*, are lost,
    is lost, will be lost, lose [any|your|all], use it or lose, don't (roll|carry|add up)*,
    (may|can) not be carried, no (rollover|carry-over)*, are kept, is kept, will be kept, not [be] carried,
    vanish*"""
)
UNUSED = words(
    """unused, un-used, not [been] used, remaining visit*, visits, consult*, credit*, prepaid, pre-paid, deposit*,
    session*, prepayment*, annual (exam|physical)*, allowance, hours, minutes, benefits"""
)
JOINING_FEE = words(
    """enrol* (fee|charge|payment|deposit)*, registration, initiation, sign-up (fee|charge)*, application fee,
    set-up fee, onboarding, joining (fee|charge), deposit, one-time (fee|charge|payment), intake fee,
    activation fee, startup fee, start-up fee, joining costs"""
)
KEPT = words(
    """non-refundable, not [be] refund*, isn't refund*,
    (not|never|isn't|n't) (given back|returned|refunded|come back), no refund, fully earned, is kept,
    not be returned, never given back, not given back, stays with us, not returned, we keep (it|that|this|the)"""
)
DISPUTED = words(
    """chargeback*, charge-back*, dispute* (a|any|the|your|valid|with|charges|scheduled|this)*, stop payment*,
    reverse* the charge, contest* (a|any|the) charge, revers* (a|any) (charge|payment|draft)*, chargebacks"""
)
CARD = words("bank, card, charge[s], payment*, chargeback*")
DEPENDENT = words(
    """child*, dependent*, minor*, under 18*, under-18*, spouse[s], teen*, kid[s], age* 0, infant*, baby, newborn*,
    ages"""
)
ADULT = words("parent*, guardian*, adult*, enrolled, member, main member, primary member, guarantor, household")
CONDITION = words(
    """must, requir*, only, with a*, with an*, with at least, where a, can't, cannot, with adult, with parent, if,
    when, have to, one enrolled, must be, need[s]"""
)
ELIGIBLE_ONLY = words(
    """not open to, not eligible, aren't eligible, isn't eligible, cannot (accept|keep|join|enroll),
    can't (accept|join|enroll), must (have|carry|maintain|keep) _ _ _ (insurance|coverage|plan)*,
    you need (a|to have) _ (health|insurance|plan)*, required to (have|carry|maintain) _ _ (insurance|coverage)*,
    only (open|available) to, we may (decline|refuse), (must|have to|need to) (live|reside)"""
)
VOID = words("invalid, unenforceable, void*, not valid, found unlawful, illegal, held to be")
VALUE = words(
    """fair market value, reasonable value, value of the service*, pay, repay, reimburse*, fair value,
    usual charges"""
)
PAUSED = words(
    """pause*, freez*, (a|on|vacation|medical|travel|membership|temporary) hold,
    hold (your|the|a) (membership|account|place|spot), suspend*, downgrad*, move down, change plans, switch plans,
    lower tier, vacation hold, stay of"""
)
LIMITED = either(
    SUM,
    words(
        """once, fee, only, end date, extend*, at renewal, no more than, not suspend*, at the next, charge*, months,
    limit*, not allowed, not paused, no pause*, cannot, can't"""
    ),
)
SHARED_COST = words(
    "copay*, co-pay*, deductible*, coinsurance, co-insurance, cost sharing, cost-sharing, part b, copayments"
)
OWES = words("owe*, responsible, pay*, remain*, still, bill*, apply, applies, count*, due")
FINAL_SALE = words(
    """sales are final, can't be returned, cannot be returned, not returnable, restocking, no returns, all sales,
    (purchase|sale|payment|order|package)[s] (is|are) [considered|deemed] final"""
)
MISSED_PAYMENT = words(
    """fail* to (pay|make|timely)*, failure to (pay|make)*, miss* _ (payment|installment|draft)*, default*,
    non-payment, nonpayment, not (pay|paid), unpaid, late payment*, payment is late, in arrears, * days late,
    account is (past due|delinquent), overdue, invoice is,
    (payment|draft|installment|charge)[s] (fails|fail|bounces|is returned|is declined), past due"""
)
STOPS = words(
    """suspen*, terminat*, cancel*, end[s|ed], lose*, discontinu*, dismiss*, inactive, withheld, stop*, close*,
    pause*, (cannot|can't) (book|see|schedule|use|visit), not [be] (seen|able)"""
)
GOING = either(LEAVE, words("stop[s|ping] sooner, done before, be done, sooner than, early, before the end, part way"))
BALANCE = words(
    """not been paid [yet|so far], not yet paid, balance, remaining, remainder, rest of, outstanding, unpaid,
    whatever remains, what's left, seasons that have not been paid, one-half of the, 50 percent,
    all (fees|payments|dues), whatever is left, what is left, (everything|all) [that] you would have paid"""
)
FALLS_DUE = words("due, payable, owe*, charged, pay*, responsible for, immediately, at once, bill*, liable, in one")
RUNS_ON = words(
    """continue* to (accrue|be charged|be billed|run|bill|charge)*,
    still (owed|due|be charged|be billed|charged|owe)*, (is|are|be) still,
    not [be] (suspended|reduced|prorated|paused|adjusted|abated), no (abatement|reduction|credit),
    keep* (running|coming|going|charging), whether or not (you|they|the|used|services),
    even if (you|services|not used)*, regardless of (use|usage|whether|how)*, will go on, until you tell us"""
)
SPLIT = words(
    """not pro-rat*, no pro-rat*, n't pro-rat*, without pro-rat*, not [be] prorat*,
    partial [billing|calendar|membership] (month|period|year|refund)*, months aren't divided,
    no part of (a|the|that|any|such) (month|period|year|quarter)*,
    not divided, (month|period|quarter|year)* (in progress|that has begun|already begun|in which), full month*,
    whole month*"""
)
ACCEPTS = either(
    then(
        words("by (checking|continuing|using|clicking|paying|submitting|accepting), continu* (to|use|your|using)"),
        60,
        words("you, i, member*, patient*, constitut*, mean*"),
        20,
        words("accept*, agree*, consent*, acknowledg*"),
    ),
    then(
        words("continu* (to|use|your|using), (go|goes|keep|keeps) on using, keep[s] using"),
        60,
        words("accept*, agree*"),
    ),
    words(
        """by (checking|signing|continuing|using|clicking|paying|enrolling|joining|submitting|accepting) _ _ _ _ _
    (you|i|member|patient)*, deemed (accept|agree|consent)*,
    (taken|held|considered|presumed) to have (accept|agree|consent)*, you accept these,
    constitutes (acceptance|agreement|consent), silence"""
    ),
)
SILENCED = words(
    """disclos*, disparag*, review[s] (about|of|online|on), negative (review|comment)*, solicit*,
    confidential (terms|information), post (any|a|negative|reviews)*"""
)
FORBIDDEN = words("not, shall not, agree not, agrees not, may not, won't, must not, never")
NOT_PRIMARY = words(
    """not [be|act as|serve as|replace|a|your|your own|provide|a replacement for|a substitute for|offer|intended to
    replace|intended to be] _ _ (primary care|family doctor|regular doctor|pcp)*, aren't your primary care*,
    isn't [a] primary care*, keep (your|a) (primary care|pcp|family doctor|regular doctor)*,
    not (pcp|family doctor), not replace your (primary|regular|family)*"""
)
AUTHORIZED = words(
    """authoriz* _ _ _ _ _ _ _ _ (charge|debit|draft|initiate|keep|withdraw|bill|deduct|store)*,
    card [is|kept|held|stays|must|stay|remain|remains] on file,
    (card|credit card|account|payment method) (on file|will be)*,
    automatic* (charg|debit|draft|bill|withdraw|deduct|payment)*, auto-pay*, autopay*, auto-draft*, autodraft*,
    recurring (charge|payment|billing|debit|draft)*, out of your paycheck, your subscription begins and is charged,
    (allow|permit)[s|ed] (us|the) _ [to] (charge|debit|draft|bill|withdraw)*,
    (charged|drafted|billed|debited|withdrawn) automatic*"""
)

# What takes such words back

REFRAINS = words(
    "never, will never, will not, won't, do not, don't, cannot, can't, may not, shall not, must not, does not"
)
NOTHING = words(
    "nothing (here|in this|in these|in our) _ _ (limit|waive|oblig|requir|restrict|affect|take|prevent|chang)*"
)
KEEPS_RIGHT = either(
    NOTHING,
    words("(keep|keeps|retain|retains) (your|the|their|all|my) _ right*, not (waive|limit|affect|restrict) your"),
)
NOBODY = words("nobody, no one, in every case, no approval, without [any|our] approval")
SOMEONE_ELSE = words(
    """pharmacy, pharmacist, hospital, laboratory, insurer, insurance company, insurance carrier, health plan, bank,
    employer, specialist, medicare, medicaid, government, state"""
)
ANOTHERS = re.compile(
    rf"^\W*(?:(?:the|your|my|an?|each|any) )?(?:{SOMEONE_ELSE.pattern}) (?:{REFRAINS.pattern}|may|can|will|shall)\b"
)
"""A clause on what somebody else does, who is no party to the agreement."""


def promised_not(deed: Pattern, within: int = 30) -> Pattern:
    """Match a promise of the practice to leave something be: "we will never …"."""
    return then(PRACTICE, 3, REFRAINS, within, deed)


# What some kinds need besides

VALUED = words("service*, care, received, rendered, value")
ANY_REASON = words(
    """any reason, no reason, without (a reason|cause|giving)*, for any, with or without, no questions,
    at any time for, no _ _ _ (approval|reason|explanation|permission)* [is] needed,
    no (approval|explanation|permission)"""
)
NOTICE_GIVEN = words("notice, notify, tell, reach*, cancellation request*")
DAY_OF_MONTH = requiring(
    r"\b(?:by|before|no later than|until) (?:the )?\d{1,2}(?:st|nd|rd|th)\b", words("by, before, no later than, until")
)
ONE_MORE = words(
    """(charged|billed|pay|owe|due|drafted) _ _ one (more|last|final|further|additional)
    (month|payment|period|draft|installment|bill)*"""
)
USED_OR_NOT = words("whether or not, even if you, regardless of (use|usage|whether|how)*")
NOTHING_BACK = words(
    """non-refundable, no refund, earned, none of it, no part of, nothing comes back,
    not [be] (returned|given back|refunded|eligible)*, forfeit*"""
)
NOT_SEEN_YET = words("unless, if you have not, provided, as long as")
USED = words("had, used, been seen, visit*, service*")
KEEPS_REST = then(
    PRACTICE,
    10,
    words("keep[s], retain[s]"),
    15,
    words(
        """the rest, the remainder, the balance, what is left, what remains, any unused, the unused, the unearned,
    unused, prepaid"""
    ),
)
CHARGING = words(
    "refund*, credit*, cancel*, terminat*, pro-rat*, leav*, join*, fee*, charge*, bill*, paid, pay[s|able]"
)
PRO_RATED = words("will be pro-rated, is pro-rated, are pro-rated, we pro-rate")
ALL_FINAL = words(
    """(all|any) [fees|payments|sales|charges] (made|paid)* _ _ _ _ _ (final|non-refundable)*, payments are final,
    all sales are final"""
)
GIVEN_BACK = words(
    "refund*, credit*, pro-rat*, return* _ _ _ _ (fee|dues|payment|money)*, (give|gives|giving) _ _ _ _ _ back"
)
JOINING_SAID = words("registration, enrol* fee, initiation, sign-up fee, joining fee, onboarding, deposit, intake fee")
DUES = words("dues, monthly, membership fee*, annual fee*, all fees, prepaid, products, visits")
OTHER_RETURNS = words("return to (work|school|play|sport)*, return visit*, return call*")
WELCOME_BACK = words("without (a|any) (fee|wait|charge)*, no (fee|wait|charge|cost|penalty), free of charge")
FEE_OR_PRICE = either(FEES, PRICES, words("pricing, amount[s], membership, periodic fee"))
NO_CHANGE = words("locked, (not|never) [go] (increase|change|raise|up)*, guaranteed, price lock, fixed for")
MAY_RISE = words(
    """subject to (change|increase|adjust|revision|review)*, may (change|increase|rise|go up|vary|differ|be)*,
    (increase|change|rise|go up)[s] _ _ (each|every|with|on|when|at|as)*, can change,
    will (increase|rise|go up|change)*, will be adjusted, reviewed, may be different, at the price then"""
)
BY_AGE = words(
    """based on [your|the|their|member] age, by age, with age, vary based on age, according to age, depend* on age,
    age bracket, age band, next age, birthday, (up|next) _ (bracket|tier|band)"""
)
PRICE_THEN = words(
    """then-current (price|pricing|rate|fee|membership)*, price then in effect, prevailing rate*,
    promotional (rate|price), introductory (rate|price)*, current pricing"""
)
TOGETHER = words(
    """only in writing, law, laws, signed by both, both parties, mutual*, no amendment*,
    not [be] (amend|modif|change)*, each party sign*, unless you sign*"""
)
LATEST = words(
    """(current|latest|posted|updated|new|revised) version*, posting _ (new|revised|updated|changes)*,
    posted on (our|the) (website|site|portal)*"""
)
NOT_ACCEPTED = words(
    """by (signing|creating|enrolling|joining)*, silence (never|not|is not|does not|shall not|will not)*,
    never (count|mean|constitut|deem)*"""
)
RESHAPED = words(
    """add, remove*, alter*, withdraw*, discontinu*, chang*, modif*, limit*, eliminat*, substitut*, relocat*,
    replace*, drop*, cut"""
)
MAY_VARY = words(
    "subject to change*, may change*, may be (changed|modified|discontinued|limited|added|removed)*, can change"
)
MAY_END = words(
    "may, can, could, reserve* the right, has the right, have the right, is entitled, at our discretion, will"
)
NOT_ENDED = words(
    """not terminate, appointment*, visit*, refill*, prescri*, trial, may not, will not, shall not, cannot, opt out,
    never"""
)
BELONGING = words("member*, agreement, account, access, relationship, enrol*, care")
BY_THE_PATIENT = words("by [the] (patient|member|you|either), trial")
RIGHT_TO_END = words("right to (refuse|decline|dismiss|discharge|terminate|suspend|cancel|remove)*")
AT_WILL = words("any reason, with or without cause, without cause, at any time, immediate*, sole discretion")
HANDS_ON = words("assign*, transfer*, sell, hand[s], pass on")
NOT_HANDED = either(
    words("transfer* [your] (care|records), unless you (agree|consent|approve)*"),
    promised_not(words("assign*, transfer*, sell")),
)
HIS_OWN = words(
    """non-transferable, not transferable, not [be] (transferred|shared|assigned|sold|reassigned|given)*,
    can't be (sold|shared|transferred|given)*, cannot be (transferred|shared|assigned|sold|given)*, yours alone"""
)
NO_ARBITRATION = words(
    """no arbitration, not [be] (subject|required) to arbitrat*, not arbitrat*,
    (oblig|requir)* (you|either|anyone) to arbitrat*, not _ _ arbitrat*"""
)
CLAIMS = words("claim[s], suit[s], lawsuit[s], action[s], proceeding[s], cause of action, demand[s]")
TIME_BARRED = then(
    CLAIMS,
    40,
    words("filed, brought, commenced, started, made, begun"),
    15,
    words("within, no later than, before"),
    5,
    SPAN,
)
YOUR_COURT = words("small claims court remains, your (county|state)")
STILL_LIABLE = either(
    NOTHING,
    words(
        """you are not [liable|responsible], patient is not [liable|responsible], does not limit,
    not responsible for any remaining, professional liability insurance"""
    ),
)
KEPT_SECRET = then(
    words("keep*, treat*, hold*, remain, stay"),
    30,
    words("terms, agreement, fees, pricing, prices"),
    25,
    words("confidential, secret, private, to yourself"),
)
HEALTH_DETAILS = words("medical information, health information, phi, records, we will not, never share, privacy")
AGAINST_YOU = words("cost[s] you, fee*, owe*, charge*, lose, add, end[s], terminat*, suspend*, cancel*, close*")
NOT_AGAINST_YOU = words("not hold (it|this|that) against, no (fee|penalty) for")
PLANS = either(INSURER, words("plan[s], payer*, third party"))
NEITHER = words("neither (of us|you|party|patient|member|practice|the|i|physician|doctor)*")
NOT_WITH_PLANS = words("accept*, participat*, contract*, network, payable, covered by, take, work with, in-network")
NO_CLAIMS = words(
    """not file [any] claims, no claims, claim forms, superbill*, out of network with, cash (only|practice),
    self-pay"""
)
WHAT_IT_IS_NOT = words("not (a|contract|health) _ _ insurance, not health insurance, not insurance, satisfy")
NO_COPAY = words(
    """no copay*, no co-pay*, without copay*, not [be] charged, never (a|any|owe|pay) _ (copay|co-pay)*,
    zero copay*, free of, eliminat*, instead of, no deductible*"""
)
NOT_FOR_HSA = words("(may not|cannot|can't|must not) (use|pay)*, ask your (hsa|fsa)")
NO_COVERAGE = words(
    """individual mandate, affordable care act, aca, obamacare, uninsured, without [health] (insurance|coverage),
    not having (insurance|coverage)*"""
)
NO_PENALTY = words(
    """no [federal|longer] _ (penalty|tax)*, california, massachusetts, new jersey, rhode island,
    district of columbia, vermont, state[s], repeal*, eliminated, not [be] (a|subject)*"""
)
BARS = words("not, disqualif*, ineligible, prevent*, lose*, cannot, can't, bars")
LAW_AS_IT_IS = words(
    """150, 300, unless, may, above, exceed*, 2026, cap, limit, advice, advis*, guarantee, accountant, whether,
    know, responsible, represent*"""
)
AT_MOST_LONG = then(
    VISITS,
    30,
    words("limited to, no longer than, no more than, not [to] exceed*, maximum of, at most"),
    6,
    COUNT,
    2,
    words("minutes, hour[s]"),
)
SO_MANYTH = words(
    """(after|from|beyond) (the|your) (second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth),
    after (the|your) *th"""
)
FIRST_FREE = words("no charge for the first")
INTEREST = words("interest (runs|accrues|at|of|will|shall)*, late (fee|charge|payment charge)*, finance charge*")
NO_INTEREST = words("no late (fee|charge)*, no interest, without interest, late cancel*")
TREATMENTS = words(
    """procedure*, stitches, x-ray*, injection*, medication*, medicine*, drug*, prescription*, circumcision, ekg,
    biopsy, immunization*, shots, blood work"""
)
NOTHING_EXTRA = either(
    NO_COST, words("nothing [more|else|is] _ _ (beyond|on top|in addition|extra)*, nothing is (billed|charged)*")
)
NOT_LISTED = then(
    words("outside [of], not listed, not on the list, not named, beyond the"),
    50,
    words("charged, billed, paid for, priced, cost*"),
)
REGULAR_DOCTOR = words("primary care, family doctor, regular doctor, pcp")
ELSEWHERE = words(
    """urgent care, elsewhere, another (doctor|physician|provider), no (abatement|reduction|refund|credit),
    not available, unavailable, cost*, seek"""
)
COVERED_FOR = either(NO_COST, words("covering (doctor|physician|provider)*, covered by"))
JOINS = words("eligible, open to, accept, must, need, join, applicant*, decline, live, reside")
NAMED_FEE = words(
    """(facility|technology|tech|suppl|portal|platform|processing|maintenance|handling|transfer|change|material)*
    (fee|charge)*"""
)
NO_CHARGE_MEANT = words(
    """save[s], saving*, worth, value of, irs, cap, limit, instead of, compare*, average*, example, free, no charge,
    no cost, at no cost, waive*, a month, per month, /month, / month, /mo, monthly, annually, per year, a year,
    /year, yearly, quarter*"""
)
THE_FEE = words("membership (fee|dues|price)*, monthly fee, annual fee")
DETAILS_SHARED = then(
    words("consent*, agree*, authoriz*, permit*, allow*, may"),
    30,
    words("shar*, disclos*, releas*, sell*"),
    40,
    words("health, medical, record*, information, details, data"),
    40,
    words("employer*, sponsor*, third part*, partners, affiliates, marketing, research*, advertis*, vendors, anyone"),
)
DOCTOR = words("doctor, physician, dr, clinician, provider, practice, we")
DOCTOR_BACK = then(DOCTOR, 3, words("come[s] back, return[s]"))
DOCTOR_MISSES = then(words("if, when"), 2, DOCTOR, 3, words("miss[es], cancel[s], fail[s]"))
WE_TELL_YOU = then(
    PRACTICE,
    8,
    words("notify, notifies, tell[s], e-mail[s], remind*, send[s], give[s], inform[s]"),
    3,
    words("you, members, patients, the member, the patient"),
)
NOT_LOST = words("not forfeit*, without forfeit*, (never|not|n't) (expire|lapse)*")
