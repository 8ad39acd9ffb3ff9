"""What happens to membership fees already paid: none, prorated, or conditional on plan or event."""

import re

from bot.contracts.fields.conditions import refusal, share
from bot.contracts.reading.cues import Cue, Field, Finding, Skip
from bot.contracts.reading.patterns import ANYTHING, closing, either, near, then, words
from bot.contracts.reading.quantities import plain
from bot.contracts.reading.wordings import (
    FEES,
    GOODS,
    INSURER,
    JOINING,
    MEMBERSHIP,
    PATIENT,
    PLAN,
    PRACTICE,
    VISITS,
    WITHOUT,
)
from bot.vocabulary import Term

GIVE_BACK = words(
    """refund*, reimburs*, money back, (give|gives|given|giving|hand|handed|pay|paid|get|send|sent|come|comes|goes|gets)
    _ _ _ _ back, return[ed|s|ing], credit[ed|s], repaid, repay"""
)
UNUSED = words(
    """pro-rat*, unused, unearned, unspent, remaining, remains, pre-paid, paid in advance, per diem, daily basis,
    (by|to) the day, not [yet] (used|earned|elapsed|provided), left (in|on|of|over), balance, portion, difference,
    (whole|full|complete|each|unexpired) [calendar] month[s], months remaining, month[s] you, month[s] ahead,
    later month[s], (have not|haven't|had not|did not|didn't) [yet] (use|used|had)"""
)
REFUSED = words(
    """non-refundable, no _ _ _ (refund[s]|reimbursement[s]|money back), neither refund*, never refund*,
    not [be|been|subject to|eligible for|entitled to|receive|offer|give|issue|provide|gift|make|get|owed|a|an|any
    |partial|pro-rated|pro-rata] (refund|prorat|pro-rat|reimburs)*,
    (do|does|will|shall|can) not _ _ _ (refund*|pro-rat*|give money back|give any money back),
    (*n't|cannot) _ _ _ (refund*|pro-rat*|money back),
    not [be] (returned|repaid|given back|paid back|credited|divided|pro-rated),
    not (get|receive|have|be given) _ _ (money|anything|any of it) back,
    none of it (comes|goes|is|will), nothing (is|comes|will be) (back|returned|refunded), refund[s] (is|are) not,
    (not|*n't) be able to (refund|return|give back|pay back)*, forfeit*, earned in full,
    no part _ _ _ _ _ (refunded|refundable|returned), (fully|deemed|entirely) earned, earned (when|upon|on) (paid|receipt|payment)"""
)
KEPT = either(
    REFUSED,
    then(words("no _ credit[s] (for|of|toward)"), 25, words("fee[s], dues, month, unused, payment")),
    then(words("sales, payments, fees, dues, charges"), 30, words("final")),
    then(PRACTICE, words("[will] keep[s]"), 25, words("fee[s], payment[s], money, dues, paid, amount[s]")),
    then(words("fee*"), 30, words("stands")),
    then(words("retain (all|any|the|your)"), 20, words("fee[s], payment[s]")),
)
UNUSED_BACK = either(near(UNUSED, 140, GIVE_BACK), words("pro-rat* refund[s]"))
PERHAPS_BACK = either(
    then(words("refund[s]"), 60, words("if, only, unless, provided, when, discretion, within, until, case-by-case")),
    words("refundable (if|within|until|only|up to|for), money-back, settle your account"),
    then(words("we will, we'll, practice will, shall"), 20, words("refund")),
)

DENIED = closing(WITHOUT, 45)
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
FEE_ON_SIGNING = then(words("fee, charge"), 60, words("(on|upon|at) signing"))
THE_FEE = words("membership, dues, retainer, subscription, pre-paid, unused, fee[s]")
MEMBERSHIP_FEE = either(
    MEMBERSHIP,
    PLAN,
    FEES,
    words(
        """member, monthly, annual, yearly, quarterly, periodic, access, unused, unearned, pre-paid, paid,
        sum[s], contribution, tuition, month[s], quarter[s]"""
    ),
)
HEADED = words("refund*, cancel*, terminat*, fee*, payment*, billing")
UNDER_SUCH_A_HEADING = re.compile(rf"{HEADED.pattern}(?=.* / )")  # a slash parts headings from the clause
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


FIELD = Field(
    "refund_policy",
    (
        Cue("Monthly dues are non-refundable.", KEPT, refusal, 3),
        Cue("On leaving we refund unused fees.", UNUSED_BACK, share, 3, before=DENIED, unless=OWED),
        Cue("The annual fee: a refund is possible only in June.", PERHAPS_BACK, "conditional", 2.4, before=DENIED),
    ),
    (
        Skip("a joining fee is spoken of before", OTHER_FEE, where="antecedent"),
        Skip("a joining fee is kept", OTHER_FEE_KEPT, unless=either(KEPT, UNUSED_BACK, GIVE_BACK), beside=True),
        Skip("a fee falls due on signing", FEE_ON_SIGNING),
        Skip("goods or bookings are paid for", either(GOODS, VISITS, words("deposit[s]")), unless=THE_FEE),
        Skip("an insurer pays back", BY_INSURER),
        Skip(
            "nothing names the membership or its fees",
            ANYTHING,
            unless=either(MEMBERSHIP_FEE, UNDER_SUCH_A_HEADING),
            unless_where="titled",
        ),
    ),
    settle,
)
