"""What happens to membership fees already paid: none, prorated, or conditional on plan or event."""

import re

from bot.contracts.fields.claims import SAYS_NO, SAYS_YES
from bot.contracts.fields.conditions import refusal, share
from bot.contracts.reading.cues import Cue, Field, Finding, Skip
from bot.contracts.reading.patterns import ANYTHING, either, near, not_before, then, words
from bot.contracts.reading.quantities import plain
from bot.contracts.reading.wordings import (
    EMPLOYER,
    FEES,
    GOODS,
    INSURER,
    JOINING,
    LEAVE,
    MEMBERSHIP,
    PATIENT,
    PLAN,
    PRACTICE,
    VISITS,
    WITHOUT,
)
from bot.vocabulary import Term

PAID_AHEAD = words(
    """pre-paid, pre-payment[s], paid (ahead|in advance|up|up front|already|for), already paid, advance payment[s], (you|he|she|they)['ve|have] [already] paid,
    has been paid, collected"""
)
GIVE_BACK = words(
    """refund*, reimburs*, money back, (give|gives|given|giving|hand|handed|mail|pay|paid|get|send|sent|come|comes|goes|gets)
    _ _ _ _ back, return[ed|s|ing], credited, credits, credit (for|toward|you|your), repaid, repay*,
    receive the (balance|rest|remainder|value), (cut|mail|send|write|cuts|mailed) [you] _ check"""
)
UNUSED = words(
    """pro-rat*, unused, unearned, unspent, remaining, remains, pre-paid, paid in advance, per diem, daily basis,
    (by|to) the day, not [yet] (used|earned|elapsed|provided), left (in|on|of|over), balance, portion, difference,
    (whole|full|complete|each|unexpired) [calendar] month[s], months remaining, month[s] you, month[s] ahead,
    later month[s], [the] rest of, the rest (is|are|will be), (whatever|what)'s left, (are|is|remain) left, (what|whatever) [is|'s] left, in proportion, (month|period|time|day|week)[s] (following|after|beyond|not),
    (have|has) not been (used|earned), (have not|haven't|had not|did not|didn't) [yet] (use|used|had)"""
)
REFUSED = words(
    """non-refund*, no _ _ _ (refund[s]|reimbursement[s]|money back), neither refund*, never refund*,
    not [be|been|subject to|eligible for|entitled to|receive|offer|give|issue|provide|gift|make|get|owed|a|an|any
    |partial|pro-rated|pro-rata] (refund|prorat|pro-rat|reimburs)*,
    (do|does|will|shall|can) not _ _ _ (refund*|pro-rat*|give money back|give any money back),
    (*n't|cannot) _ _ _ (refund*|pro-rat*|money back),
    not [be] (returned|repaid|given back|paid back|credited|divided|pro-rated),
    not (get|receive|have|be given) _ _ (money|anything|any of it) back,
    none of it (comes|goes|is|will), nothing (is|comes|will be) (back|returned|refunded), refund[s] (is|are) not,
    (not|*n't) be able to (refund|return|give back|pay back)*, forfeit*, earned in full,
    no part _ _ _ _ _ (refunded|refundable|returned), (fully|deemed|entirely) earned, earned (when|upon|on|at) [the day] [it is|it's|of] (paid|receipt|payment|billing),
    earned the (day|moment), (will|shall|can|may|would|could|must) (not|never|in no event) [be] _ _ (returned|repaid|refunded|reimbursed|given back|credited),
    (won't|can't|cannot|couldn't) [be] _ _ (returned|repaid|refunded|reimbursed|given back|reversed|get _ back|receive back),
    (not|*n't) give back, no return of [any] (fee|dues|money|payment)*, no-refund policy, no money[s] back, no monies back,
    not receive any (money|monies)*, no (portion|part|amount|share|sum)[s] _ _ _ _ _ _ [be]
    (refunded|refundable|returned|given back|repaid|reimbursed|credited|revert),
    no (obligation|duty) to (repay|refund|return|reimburse), not obligated to (repay|refund|return|reimburse),
    no (partial-month|partial month|mid-month) (credit|refund)[s], no refund[s], (not|won't|never) (get|receive|be given) back,
    (not|*n't|cannot) (divide|divided|split|slice|break down|break up|apportion|pro-rate|cut up)[d] [a|the|your|any] [half-year|annual|month|fee|payment|dues|year]*,
    not to cash in, *n't be cashed in, no cash value, indivisible, without apportionment, no daily rate"""
)
KEPT = either(
    REFUSED,
    then(words("no _ credit[s] (for|of|toward)"), 25, words("fee[s], dues, month, unused, payment")),
    then(words("(neither|no|any) _ _ _ _ _ _ claim (for|to) (repayment|a refund|refund|reimbursement|return)")),
    re.compile(r"\b(paid|drafted|drawn|billed|charged|collected),? (?:\w+ )?(?:is|stays?|remains?) \1\b"),
    then(words("sales, purchases, payments, fees, dues, charges"), 30, words("final")),
    then(
        PRACTICE,
        words("[will] keep[s]"),
        25,
        not_before(
            words("fee[s], payment[s], money, dues, paid, amount[s]"),
            words("low*, affordable, down, flat, simple, in [a] trust"),
        ),
    ),
    then(words("fee*, past charge[s]"), 30, words("stand[s]")),
    then(
        words("give[s] up, surrender*, waive*, lose[s], losing, no claim to, not entitled to, relinquish*"),
        40,
        either(
            PAID_AHEAD, words("unused, refund*, reimburse*, repayment, their return, fees (prepaid|paid), amounts paid")
        ),
    ),
    then(words("retain (all|any|the|your)"), 20, words("fee[s], payment[s]")),
)
KEPT_AHEAD = either(  # said of money that was paid ahead
    then(
        words("keep, retain, hold on to"),
        14,
        words("[the|any|all|your] (balance|remainder|rest|unused)"),
        40,
        PAID_AHEAD,
    ),
    then(
        either(PAID_AHEAD, UNUSED, FEES),
        70,
        words(
            """(stay|stays|remain|remains|left) (with|ours|ours to keep|the property of) [us|the|our], belong[s] to (us|the practice|the clinic), (is|are|be) (ours|kept|retained|lost|void|surrendered),
            lapse[s], (expire|expires) unused"""
        ),
    ),
)
BY_THE_DAY = either(
    then(
        words("month, quarter, year, period, you, fee, dues"),
        40,
        words(
            "(charged|billed|counted|reckoned|figured) [only] by the (day|week), (pay|charged|billed|charge you) only for [the] [days|time|weeks|part|months|what]"
        ),
    ),
    then(
        words("refund"),
        6,
        re.compile(r"[=:]"),
        40,
        words("days, months, weeks"),
        12,
        words("left, remaining, not, unused, /"),
    ),
)
STARTING = words("first (month|quarter|year), join*, start*, new, enrol*")
ASKED_BACK = re.compile(
    r"\b(?:refund|money|anything|something|fees?|dues|paid|pay|payments?|pro-?rat\w*)\b[^/?]*\b(?:back|refund\w*|return\w*|pro-?rat\w*)\b[^/?]*\?"
    r"|\brefund\w*[^/?]*\?"
)
UNUSED_BACK = either(
    words("(get|give|send|mail|pay)[s] _ _ (unused|rest|remaining|unearned|balance) _ _ back"),
    near(UNUSED, 140, GIVE_BACK),
    re.compile(r"\brefund ?[=:][^.;]{0,40}\b(?:days|weeks|months) (?:left|remaining|unused|not used)\b"),
    words("pro-rat* refund[s]"),
)
PERHAPS_BACK = either(
    then(words("whether"), 40, words("given back, refunded, returned, repaid"), 30, words("decide*, up to, case")),
    then(
        words("refund[s], refund request[s]"),
        60,
        words("if, only, unless, provided, when, discretion, within, until, case-by-case"),
    ),
    words(
        """refundable [in full] (if|within|until|before|only|up to|for), money-back, settle your account, (deny|considered for|eligible for) a [partial|goodwill] refund,
        (return|refund|give back|send back) (your|the) (last|final) payment"""
    ),
    then(
        words("(we|practice|company|clinic|provider) (may|might)"),
        45,
        words("return, refund, give back, give you back, credit your"),
        40,
        words("fee*, dues, payment*, money, year, amount"),
    ),
    then(words("we will, we'll, practice will, shall"), 20, words("refund")),
)

DENIED = re.compile(rf"(?:{WITHOUT.pattern})[^.;,]{{0,45}}$")
OWED = either(
    then(words("balance, difference"), 60, words("due, owe*, payable")),
    then(PATIENT, 20, words("shall, will, must, agree*"), 20, words("reimburse*, repay*")),
)
BY_INSURER = either(
    then(words("reimburs* (by|from|through|under|for)"), 60, either(INSURER, words("plan, employer"))),
    then(either(INSURER, words("plan")), 60, words("reimburs*")),
    words("out-of-network reimburs*"),
)
OTHER_FEE = either(JOINING, words("intake, processing, rejoin*, booking, signing, hold"))
A_FEE = words("fee[s], charge[s], deposit[s]")
OTHER_FEE_KEPT = either(
    then(words("non-refundable"), 40, OTHER_FEE, 12, A_FEE),
    then(OTHER_FEE, 15, A_FEE, 60, words("non-refundable")),
    then(OTHER_FEE, 15, A_FEE, 40, words("not"), 20, words("refund*")),
)
FEE_ON_SIGNING = re.compile(
    r"\b(?:(?:fee|charge)\b|\$[\d.,]+)[^;]{0,60}?\b(?:(?:on|upon|at) (?:signing|joining|sign-?up)|when you join|to join)\b|(?<!\w)\$[\d.,]+[^;]{0,60}?\bwhen you join\b"
)
ANOTHER_FEE = words(
    """(no-show|missed|late|visit|test|lab|kit|records|consultation|exam|travel) [visit|appointment|call] (fee|charge)[s],
    fees for (genetic|lab|test|imaging|vaccin|travel|missed)*, unopened, strips"""
)
JOINING_FEE = words(
    """sign up fee, chart review, application fee[s], initial visit fee, (enrol*|registration|initiation|initial|start-up|sign-up|entrance|activation|set-up|joining|processing|onboarding|administrative|new patient|new-patient|intake
    |welcome|reservation|security|booking) [membership|and|/|one-time] (fee|charge|amount|payment|deposit|cost)[s], deposit"""
)
THE_DUES = words(
    "dues, membership fee[s], monthly, annual*, unused, pre-paid, unearned, all [other] (fees|payments), fees, periodic, retainer, subscription, tuition, quarter*, month[s]"
)
SUCH_A_CASE = re.compile(
    r"^\W*(?:[\d.]+\s*)?in (?:such|that|this|these|those) (?:an? )?(?:case|event|circumstance|situation)s?\b"
)
THE_FEE = words(
    "amount[s] charged, membership, dues, retainer, subscription, pre-paid, unused, fee[s], billing (period|cycle)[s]"
)
MEMBERSHIP_FEE = either(
    MEMBERSHIP,
    PLAN,
    FEES,
    words(
        """member, what you (haven't|have not|did not|didn't) use*, refund request[s], period you are in, drafted, drawn, been billed, monthly, annual, yearly, quarterly, periodic, access, unused, unearned, pre-paid, paid,
        amount[s] charged, sum[s], contribution, tuition, month[s], quarter[s], billing (period|cycle)[s], refund policy, money back, anything back, something back, refunds, no-refund, pro-rat*"""
    ),
)
HEADED = words("refund*, cancel*, terminat*, fee*, payment*, billing")
UNDER_SUCH_A_HEADING = re.compile(rf"{HEADED.pattern}(?=.* / )")  # a slash parts headings from the clause
EMPLOYER_PAID = then(EMPLOYER, 10, words("pay[s], paid"))
DEFERS = either(
    words("except as [otherwise|expressly] (provided|stated|set forth|set out|described|specified)"),
    words("as (provided|set forth|set out|described|stated) in (section|paragraph|article|clause)"),
)


def settle(subject: Field, found: list[Finding]) -> Term:
    """Settle on one policy; a refusal beside a promise means that it depends: conditional."""
    found = [finding for finding in found if not DEFERS.search(plain(finding.clause.text))] or found
    best = max(finding.weight for finding in found)
    strong = [finding for finding in found if finding.weight >= best - 0.5]
    values = {finding.value for finding in strong}
    value = strong[0].value if len(values) == 1 else "conditional"
    order = (value, "prorated", "conditional", "none")  # what is promised comes before what is refused
    first = min(strong, key=lambda finding: order.index(finding.value))
    # Refusals come next: a promise is misread without them.
    others = [finding for finding in found if finding is not first]
    others.sort(key=lambda finding: (not KEPT.search(plain(finding.clause.text)), -finding.weight))
    rest = tuple(finding.span for finding in others)
    return Term(subject.name, "stated", value, first.span, (), rest)


def refused(match: re.Match[str]) -> str:
    """Return "none" for a refusal, "conditional" where it is tied to an event or another part promises something."""
    parts = match.string.split("; ")
    promised = any(UNUSED_BACK.search(one) and not KEPT.search(one) for one in parts)
    return "conditional" if promised and len(parts) > 1 else refusal(match)


FIELD = Field(
    "refund_policy",
    either(
        GIVE_BACK,
        words(
            """non-refundable, refund*, kept, keep, credit*, return*, pro-rat*, final, forfeit*, earned, stay, stays, remain[s], lost, lose*, waive*,
            surrender*, back, by the day, paid is, stand, purchases, claim for, only for, cash, slice, split, divided, retain*, lapse*, not to cash in"""
        ),
    ),
    (
        Cue("Monthly dues are non-refundable.", KEPT, refused, 3),
        Cue("What you have paid ahead stays with us.", KEPT_AHEAD, refusal, 2.9),
        Cue("DO I GET MONEY BACK?\n\nSorry, no.", SAYS_NO, refusal, 2.6, under=ASKED_BACK),
        Cue(
            "DO I GET A REFUND?\n\nYes, for unused months you do.",
            then(SAYS_YES, 60, UNUSED),
            share,
            2.6,
            under=ASKED_BACK,
        ),
        Cue(
            "The month in which you leave is charged by the day.",
            BY_THE_DAY,
            "prorated",
            2.6,
            unless=either(KEPT, STARTING),
            under=LEAVE,
        ),
        Cue("On leaving we refund unused fees.", UNUSED_BACK, share, 3, before=DENIED, unless=OWED),
        Cue("The annual fee: a refund is possible only in June.", PERHAPS_BACK, "conditional", 2.4, before=DENIED),
    ),
    (
        Skip("a joining fee is spoken of before", either(OTHER_FEE, FEE_ON_SIGNING), where="antecedent"),
        Skip("a joining fee is kept", OTHER_FEE_KEPT, unless=either(KEPT, UNUSED_BACK, GIVE_BACK), beside=True),
        Skip("a fee falls due on signing", FEE_ON_SIGNING),
        Skip("money waits in trust", words("trust account, escrow")),
        Skip("too much was paid", words("overpa*, overcharge*, credit balance*, duplicate, by mistake, in error")),
        Skip("the agreement is void", words("invalid, unenforceable, void, unlawful, illegal")),
        Skip("another fee is spoken of", ANOTHER_FEE),
        Skip("a joining fee is asked about", JOINING_FEE, unless=THE_DUES, where="nearest"),
        Skip("only a joining fee is spoken of", JOINING_FEE, unless=THE_DUES, beside=True),
        Skip("a case that was named before is spoken of", SUCH_A_CASE, unless=UNUSED_BACK),
        Skip(
            "goods or bookings are paid for",
            either(GOODS, VISITS, words("deposit[s], pellet*, brace[s], strips, unopened, device*, item[s], implant*")),
            unless=THE_FEE,
        ),
        Skip("an insurer pays back", BY_INSURER),
        Skip("an employer has paid", EMPLOYER_PAID, unless=words("member[s], you, employee[s]"), where="context"),
        Skip(
            "nothing names the membership or its fees",
            ANYTHING,
            unless=either(MEMBERSHIP_FEE, UNDER_SUCH_A_HEADING),
            unless_where="titled",
        ),
    ),
    settle,
)
