"""The kinds of traps: how grave each is, and the wordings by which its clauses are known.

To add a kind, add a row here and its sentences to `knowledge/strings/en/traps.yaml`; to read a wording that is missed,
add a sign to its kind or a word to `wordings`. Traps that follow from a field's value stand in `following`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.contracts.fields import refund
from bot.contracts.reading.cues import Cue, Field, Skip
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import Pattern, closing, either, near, then, words
from bot.contracts.reading.wordings import (
    CHANGED,
    FEES,
    GOODS,
    INSURER,
    LEAVE,
    MAY,
    NOT,
    PATIENT,
    PRACTICE,
    VISITS,
)
from bot.contracts.traps import wordings as w
from bot.vocabulary import Severity, Trap

MOST = 3  # clauses of one kind: a fourth says nothing new


@dataclass(frozen=True)
class TrapKind:
    """A kind of trap: how grave it is, and how its clauses are worded.

    `about` is what a clause must name to be of this kind at all, `most` how many of its clauses are shown.
    """

    name: str
    severity: Severity
    about: Pattern
    signs: tuple[Cue, ...]
    skip: tuple[Skip, ...] = ()
    most: int = MOST

    @cached_property
    def clause(self) -> Field:
        """How its clauses are found."""
        return Field(self.name, self.about, self.signs, self.skip)

    def read(self, lines: Sequence[Line]) -> list[Trap]:
        """Return the clauses of this kind, the clearest first."""
        found = sorted(self.clause.find_all(lines), key=lambda finding: -finding.weight)
        return [Trap(self.name, self.severity, finding.span) for finding in found[: self.most]]


def sign(example: str, pattern: Pattern, weight: float = 3, **around: Pattern) -> Cue:
    """Return a cue by which a clause of a kind is known; `around` as in `Cue`: unless, under, before, after."""
    return Cue(example, pattern, True, weight, **around)


DENIED = closing(words("no, not, never, without"), 20)
ANOTHERS = Skip("somebody else does it", w.ANOTHERS)
CHARGES = words("charge*, dues, draft*, fee*")

KINDS = (
    # What leaving costs
    TrapKind(
        "acceleration",
        "high",
        w.BALANCE,
        (
            sign(
                "If you leave early the remaining fees fall due.",
                near(w.BALANCE, 60, w.FALLS_DUE),
                under=w.GOING,
                unless=w.NO_COST,
                before=DENIED,
            ),
        ),
        (Skip("an insurer's balance", words("insur*, copay*, deductible, balance bill*")),),
    ),
    TrapKind(
        "acceleration_on_missed_payment",
        "high",
        w.MISSED_PAYMENT,
        (
            sign(
                "After a missed payment the whole balance is due.",
                near(w.MISSED_PAYMENT, 140, near(w.BALANCE, 60, w.FALLS_DUE)),
                unless=either(w.NO_COST, words("never")),
            ),
        ),
    ),
    TrapKind(
        "suspended_for_nonpayment",
        "low",
        w.MISSED_PAYMENT,
        (
            sign(
                "Failure to pay may lead to suspension.",
                near(w.MISSED_PAYMENT, 100, w.STOPS),
                unless=w.promised_not(w.STOPS),
            ),
        ),
    ),
    TrapKind(
        "repay_if_void",
        "medium",
        w.VOID,
        (
            sign(
                "If this is held invalid, you pay the fair market value of the care.",
                then(w.VOID, 160, w.VALUE, 80, w.VALUED),
            ),
        ),
    ),
    TrapKind(
        "approval_or_reason_required",
        "medium",
        LEAVE,
        (sign("To cancel you must give the reason for leaving.", near(LEAVE, 70, w.PERMISSION), unless=w.ANY_REASON),),
        (Skip("the practice ends it", then(PRACTICE, 30, MAY, 25, w.ENDS)), Skip("visits are cancelled", VISITS)),
    ),
    TrapKind(
        "notice_tied_to_billing_date",
        "medium",
        either(w.BEFORE, w.DAY_OF_MONTH),
        (
            sign("Tell us 10 days before your next billing date.", then(w.SPAN, 40, w.BEFORE, 30, w.BILLING_DAY)),
            sign(
                "Cancel before the draft date to avoid the charge.",
                then(either(LEAVE, w.NOTICE_GIVEN), 60, w.BEFORE, 20, w.BILLING_DAY),
                2,
            ),
            sign(
                "Tell us by the 20th that you want to leave, or the draft on the 1st is made.",
                near(either(LEAVE, w.NOTICE_GIVEN), 40, w.DAY_OF_MONTH),
                2,
                under=LEAVE,
            ),
        ),
        (
            Skip(
                "fees change then",
                either(near(w.FEE_OR_PRICE, 40, CHANGED), words("new (fee|price|rate|amount|dues)*")),
            ),
            Skip("visits", VISITS),
            Skip("the practice tells the patient", w.WE_TELL_YOU),
        ),
    ),
    TrapKind(
        "fee_runs_on",
        "low",
        either(FEES, words("charge*, bill*, draft*, dues, owed")),
        (
            sign("Charges continue to accrue until you give notice.", near(either(FEES, CHARGES), 50, w.RUNS_ON)),
            sign(
                "The fee is owed whether or not you use the services.",
                then(either(FEES, words("charge*, owed")), 80, w.USED_OR_NOT),
            ),
            sign("Your card is charged one more month after your notice.", w.ONE_MORE),
        ),
    ),
    # Money that does not come back
    TrapKind(
        "refund_lost_once_served",
        "high",
        w.SERVED,
        (
            sign(
                "Once you have had a visit the fee is not returned.",
                near(w.SERVED, 110, either(refund.KEPT, w.NOTHING_BACK)),
            ),
            sign(
                "The fee is refundable unless you have already been seen by the doctor.",
                then(w.PAYS_BACK, 90, w.NOT_SEEN_YET, 30, w.USED),
            ),
        ),
    ),
    TrapKind(
        "prepaid_forfeited",
        "medium",
        either(w.LOST, w.KEEPS_REST),
        (
            sign("Unused visits expire and do not roll over.", near(w.UNUSED, 60, w.LOST), unless=w.NOT_LOST),
            sign("Whatever you do not use is forfeited.", words("forfeit*, use it or lose it"), 2.5, unless=w.NOT_LOST),
            sign(
                "If you leave in the year, we keep the rest of what you paid.",
                w.KEEPS_REST,
                2.5,
                under=either(LEAVE, w.GIVEN_BACK),
            ),
        ),
    ),
    TrapKind(
        "no_proration",
        "medium",
        w.SPLIT,
        (sign("Partial months are not prorated.", w.SPLIT, 2.5, under=w.CHARGING, unless=w.PRO_RATED),),
    ),
    TrapKind(
        "no_refund",
        "medium",
        either(refund.KEPT, words("refund*")),
        (
            sign("Payments are final.", w.ALL_FINAL, 2.6),
            sign("No refund is made.", refund.KEPT, 2),
            sign(
                "No-shows are not eligible for refunds.",
                then(words("not [be] (eligible|entitled)*, forfeit*"), 30, words("refund*, credit*")),
                2.5,
            ),
        ),
        (ANOTHERS, Skip("the fee to join alone", near(w.JOINING_FEE, 110, w.KEPT), unless=w.DUES)),
    ),
    TrapKind(
        "refunds_discretionary",
        "medium",
        w.DISCRETION,
        (sign("Refunds are at our discretion.", near(w.GIVEN_BACK, 60, w.DISCRETION), unless=w.NOBODY),),
    ),
    TrapKind(
        "nonrefundable_enrollment",
        "low",
        w.JOINING_FEE,
        (
            sign("The sign-up fee is never given back.", near(w.JOINING_FEE, 110, w.KEPT)),
            sign("A deposit: it is not refunded.", w.KEPT, 2, under=w.JOINING_SAID, unless=words("dues, monthly")),
        ),
    ),
    TrapKind("final_sale", "low", w.FINAL_SALE, (sign("Opened supplements cannot be returned.", w.FINAL_SALE),)),
    # Coming back
    TrapKind(
        "reenrollment_barrier",
        "medium",
        w.COMES_BACK,
        (sign("To rejoin you pay a fee of $200.", near(w.COMES_BACK, 90, w.BARRIER), unless=w.WELCOME_BACK),),
        (Skip("another return", w.OTHER_RETURNS), Skip("the doctor comes back", w.DOCTOR_BACK)),
    ),
    # One-sided rights
    TrapKind(
        "price_change",
        "medium",
        w.FEE_OR_PRICE,
        (
            sign(
                "We may change our fees.", near(w.FEE_OR_PRICE, 70, then(w.CAN_CHANGE, 40, CHANGED)), unless=w.NO_CHANGE
            ),
            sign("Fees are subject to change.", then(w.FEE_OR_PRICE, 60, w.MAY_RISE), 2.9, unless=w.NO_CHANGE),
            sign(
                "We may raise the fee.", then(PRACTICE, 40, MAY, 30, CHANGED, 50, w.FEE_OR_PRICE), 3, unless=w.NO_CHANGE
            ),
            sign("The price rises with age.", then(w.FEE_OR_PRICE, 60, w.BY_AGE), 2),
            sign("You pay the then-current price.", w.PRICE_THEN, 2.5),
        ),
        (ANOTHERS, Skip("refunds", words("refund*, no-show*"))),
    ),
    TrapKind(
        "unilateral_amendment",
        "medium",
        w.TERMS,
        (
            sign(
                "We may amend these terms at any time.",
                near(
                    w.TERMS,
                    60,
                    then(either(MAY, words("right to, at any time, from time to time, subject to")), 30, CHANGED),
                ),
                unless=w.TOGETHER,
            ),
            sign(
                "Our policies are updated from time to time.",
                then(w.TERMS, 20, CHANGED, 20, words("from time to time, at any time")),
                2.8,
                unless=w.TOGETHER,
            ),
            sign("The latest version of these terms applies.", w.LATEST, 2.5),
        ),
    ),
    TrapKind(
        "deemed_acceptance",
        "low",
        w.ACCEPTS,
        (sign("By continuing to use the service you accept the change.", w.ACCEPTS, unless=w.NOT_ACCEPTED),),
        most=1,
    ),
    TrapKind(
        "service_change",
        "medium",
        w.OFFERED,
        (
            sign(
                "We may add or remove services.",
                then(either(MAY, words("subject to, right to")), 40, w.RESHAPED, 40, w.OFFERED),
                unless=either(words("schedule _ visit*"), w.promised_not(w.RESHAPED)),
            ),
            sign("Services are subject to change.", then(w.OFFERED, 60, w.MAY_VARY), 2.8),
        ),
        (ANOTHERS,),
    ),
    TrapKind(
        "practice_may_end",
        "low",
        w.ENDS,
        (
            sign(
                "We may end your membership on 30 days of notice.",
                then(PRACTICE, 40, w.MAY_END, 60, w.ENDS),
                unless=w.NOT_ENDED,
            ),
            sign(
                "Your membership may be ended by the practice.",
                then(w.BELONGING, 40, words("may be, can be"), 15, w.ENDS),
                2.6,
                unless=w.BY_THE_PATIENT,
            ),
            sign("We reserve the right to refuse service.", w.RIGHT_TO_END, 2.8),
            sign(
                "The clinic may terminate with or without cause.",
                then(
                    words("either party, the practice, clinic, physician, provider, we"),
                    30,
                    words("terminat*, end*, cancel*"),
                    60,
                    w.AT_WILL,
                ),
                2.9,
            ),
        ),
    ),
    TrapKind(
        "one_way_assignment",
        "medium",
        w.HANDED_ON,
        (
            sign(
                "We may assign this agreement, you may not.",
                then(PRACTICE, 30, MAY, 25, w.HANDS_ON, 40, w.HANDED),
                unless=w.NOT_HANDED,
            ),
            sign(
                "You may not assign your rights.",
                then(PATIENT, 40, words("not, neither, no right"), 25, words("assign*, transfer*")),
            ),
            sign(
                "This agreement may not be assigned by you.",
                then(
                    w.HANDED,
                    80,
                    words("not, never, no"),
                    25,
                    words("be (assigned|transferred|sold|shared)*, assign*, transfer*"),
                    30,
                    words("by (you|the|member|patient|client)*"),
                ),
                2.9,
            ),
        ),
    ),
    TrapKind("non_transferable", "low", w.HANDED_ON, (sign("Memberships are not transferable.", w.HIS_OWN),)),
    # Disputes
    TrapKind(
        "arbitration",
        "medium",
        words("arbitrat*"),
        (sign("Disputes go to arbitration.", words("arbitrat*"), 2, unless=w.NO_ARBITRATION),),
    ),
    TrapKind(
        "rights_given_up",
        "medium",
        either(w.GIVEN_UP, w.CLAIMS),
        (
            sign(
                "You give up the right to a jury.",
                w.GIVEN_UP,
                unless=either(words("yoga, exercise, entire agreement"), w.KEEPS_RIGHT),
            ),
            sign("A lawsuit must be started within 1 year.", w.TIME_BARRED, 2.8, unless=w.PLANS),
        ),
    ),
    TrapKind(
        "venue",
        "medium",
        either(w.COURTS, words("suit[s]")),
        (sign("A suit must be brought in our county.", w.COURTS, unless=w.YOUR_COURT),),
        (Skip("the law's own", words("required by law, regulat* of")),),
    ),
    TrapKind(
        "collection_costs",
        "medium",
        w.COLLECTING,
        (sign("You pay our attorney's fees.", w.COLLECTING, unless=w.promised_not(w.COLLECTING, 40)),),
    ),
    TrapKind(
        "liability_waiver",
        "medium",
        w.NOT_LIABLE,
        (sign("You hold the practice harmless.", w.NOT_LIABLE, unless=w.STILL_LIABLE),),
    ),
    TrapKind(
        "silenced",
        "medium",
        either(w.SILENCED, w.KEPT_SECRET),
        (
            sign("You must not post reviews.", near(w.FORBIDDEN, 60, w.SILENCED), unless=w.HEALTH_DETAILS),
            sign("You keep the terms of this agreement confidential.", w.KEPT_SECRET, 2.8, unless=w.HEALTH_DETAILS),
        ),
    ),
    TrapKind(
        "chargeback_penalty",
        "low",
        w.DISPUTED,
        (
            sign(
                "If you dispute a charge with your bank we may end your care.",
                near(w.DISPUTED, 60, w.CARD),
                unless=w.NOT_AGAINST_YOU,
            ),
            sign(
                "A chargeback costs you your place.",
                near(words("chargeback*, charge-back*"), 60, either(w.AGAINST_YOU, w.SUM)),
                2.8,
                unless=w.NOT_AGAINST_YOU,
            ),
        ),
    ),
    # Insurance, Medicare and tax
    TrapKind(
        "no_insurance_claims",
        "medium",
        w.PLANS,
        (
            sign(
                "You may not send our bills to your insurer.",
                then(w.SELF, 40, words("not, never, neither, nor, cannot, can't, won't"), 40, w.CLAIM, 70, w.PLANS),
            ),
            sign("Neither of us will bill Medicare.", then(w.NEITHER, 40, w.CLAIM, 70, w.PLANS), 2.9),
        ),
        (Skip("the practice bills", words("does not waive, not prevent*")),),
    ),
    TrapKind(
        "insurer_not_billed",
        "low",
        either(INSURER, words("health plan*, payer*, claims")),
        (
            sign(
                "We do not bill insurance.",
                then(
                    either(NOT, words("out of network, out-of-network, isn't payable, opted out")),
                    50,
                    either(w.CLAIM, w.NOT_WITH_PLANS),
                    70,
                    w.PLANS,
                ),
                unless=words("not replace, does not require"),
            ),
            sign(
                "Claims are not sent to insurers.",
                then(
                    words("claim[s], bill[s], invoice[s]"),
                    12,
                    NOT,
                    15,
                    words("sent, filed, submitted, made"),
                    40,
                    w.PLANS,
                ),
                2.9,
            ),
            sign(
                "Our fee will not count toward your insurance deductible.",
                then(
                    NOT, 40, words("count, apply, covered"), 40, words("deductible, out-of-pocket, insur*, health plan")
                ),
                2.9,
            ),
            sign("No claims are filed.", w.NO_CLAIMS, 2),
        ),
        (Skip("it says what it is not", w.WHAT_IT_IS_NOT),),
        most=2,
    ),
    TrapKind(
        "insurance_cost_sharing",
        "low",
        w.SHARED_COST,
        (sign("You still owe copays and your deductible.", near(w.OWES, 60, w.SHARED_COST), unless=w.NO_COPAY),),
    ),
    TrapKind(
        "medicare_not_billed",
        "low",
        words("medicare"),
        (
            sign(
                "You may not send our invoices to Medicare.",
                then(w.SELF, 60, words("not, cannot, can't, won't, neither, nor"), 60, words("medicare")),
                2.6,
                unless=words("am not enrolled, is not enrolled, not a medicare"),
            ),
            sign(
                "Medicare will pay nothing for it.",
                then(words("medicare, medigap, supplement*"), 40, words("not, nothing, no, never")),
                2.5,
            ),
            sign(
                "We cannot accept Medicare patients.",
                then(
                    words("cannot, can't, not, don't"),
                    30,
                    words("accept, take, keep, open, enroll"),
                    30,
                    words("medicare"),
                ),
                2.4,
            ),
        ),
        most=2,
    ),
    TrapKind(
        "hsa_claim",
        "low",
        w.TAX_SAVED,
        (
            sign("The fee is payable from an HSA.", near(w.TAX_SAVED, 80, w.CLAIMED), unless=w.NOT_FOR_HSA),
            sign("Dues are tax-deductible.", near(w.FEE_OR_PRICE, 30, words("tax-deductible, pre-tax")), 2.8),
        ),
    ),
    TrapKind(
        "stale_law",
        "medium",
        words("penalt*, tax*, hsa, health savings*, click-to-cancel*, fine[d|s]"),
        (
            sign(
                "Without insurance you owe the federal tax penalty.",
                near(words("penalt*, tax*, fine[s], fined"), 80, w.NO_COVERAGE),
                unless=w.NO_PENALTY,
            ),
            sign(
                "A membership makes you ineligible for a health savings account.",
                then(
                    words("member*, direct primary care, dpc, agreement, fee*, retainer*"),
                    80,
                    w.BARS,
                    60,
                    words("hsa, health savings account*"),
                ),
                unless=w.LAW_AS_IT_IS,
            ),
            sign("The click-to-cancel rule lets you leave online.", words("click-to-cancel*")),
        ),
    ),
    # Limits and extra charges
    TrapKind(
        "visit_cap",
        "medium",
        either(w.COUNTED, VISITS),
        (
            sign(
                "Up to 6 visits a year are included.",
                near(then(w.CAP, 12, w.COUNT, 25, w.COUNTED), 60, w.PERIOD),
                2.9,
                unless=words("$*"),
            ),
            sign("4 office visits a year.", near(then(w.COUNT, 18, w.COUNTED), 25, w.PERIOD), 2.5),
            sign("A visit is limited to 30 minutes.", w.AT_MOST_LONG, 2.5),
            sign(
                "After the fourth visit you pay $45.",
                then(w.SO_MANYTH, 15, w.COUNTED, 60, either(w.SUM, w.CHARGED)),
                2.8,
            ),
        ),
        (ANOTHERS,),
    ),
    TrapKind(
        "surcharge",
        "low",
        w.SPECIAL,
        (sign("An after-hours call costs $35.", near(w.SPECIAL, 45, w.SURCHARGE), unless=w.NO_COST),),
        (Skip("visits missed", w.MISSED),),
    ),
    TrapKind(
        "no_show_fee",
        "low",
        w.MISSED,
        (
            sign("A missed visit costs $40.", near(w.MISSED, 90, w.SUM), unless=w.FIRST_FREE),
            sign(
                "A missed visit is charged.",
                near(w.MISSED, 90, w.CHARGED),
                unless=either(w.FIRST_FREE, w.promised_not(words("charge*, bill*"))),
            ),
        ),
        (Skip("the doctor's own", w.DOCTOR_MISSES), Skip("payments", w.MISSED_PAYMENT, unless=VISITS)),
    ),
    TrapKind(
        "late_fee",
        "low",
        w.LATE,
        (
            sign("A returned payment costs $30.", near(w.LATE, 70, either(w.SUM, w.LATE_CHARGE)), unless=w.NO_INTEREST),
            sign("Interest runs at 1% a month.", w.INTEREST, 2.9, unless=w.NO_INTEREST),
        ),
    ),
    TrapKind(
        "extras_beyond_fee",
        "low",
        either(w.EXTRA, w.SUM, w.NOT_LISTED),
        (
            sign("Labs are billed separately.", w.EXTRA, 2.8, unless=w.NOTHING_EXTRA),
            sign("Services outside the list are charged.", w.NOT_LISTED, 2.5, unless=w.NOTHING_EXTRA),
            sign(
                "Vaccines: $25 each.",
                near(either(GOODS, VISITS, w.TREATMENTS), 50, w.SUM),
                2.2,
                unless=words("no-show*, missed, membership, per month, a month"),
            ),
        ),
    ),
    TrapKind(
        "not_primary_care",
        "low",
        w.REGULAR_DOCTOR,
        (
            sign("We do not act as your primary care provider.", w.NOT_PRIMARY),
            sign(
                "We do not provide primary care for illness.",
                then(NOT, 90, words("primary care (for|services|provider|physician|doctor)*")),
                2.6,
                unless=words("bill*, insur*, medicare"),
            ),
        ),
    ),
    TrapKind(
        "access_not_guaranteed",
        "low",
        w.NOT_SURE,
        (sign("We cannot guarantee a visit on the same day.", w.NOT_SURE, 2.6),),
        (Skip("results", words("outcome*, results, cure, refund*, hsa, tax, reimburs*")),),
    ),
    TrapKind(
        "no_cover_when_away",
        "low",
        w.AWAY,
        (
            sign(
                "When the doctor is on vacation you may need urgent care elsewhere.",
                near(w.AWAY, 120, w.ELSEWHERE),
                unless=w.COVERED_FOR,
            ),
        ),
    ),
    TrapKind(
        "paused",
        "low",
        w.PAUSED,
        (sign("During a pause we bill $10 a month.", near(w.PAUSED, 60, w.LIMITED), unless=w.NO_COST),),
        (Skip("not paid", w.MISSED_PAYMENT),),
    ),
    TrapKind(
        "joining_conditions",
        "low",
        either(w.DEPENDENT, w.JOINS),
        (
            sign(
                "A child needs a parent who is a member.",
                near(w.DEPENDENT, 60, near(w.CONDITION, 30, w.ADULT)),
                unless=words("record*, consent*, vaccin*, present at"),
            ),
            sign("Children cannot join alone.", w.ELIGIBLE_ONLY, 2.5),
        ),
    ),
    TrapKind(
        "other_charge",
        "low",
        w.SUM,
        (
            sign("A technology fee of $60 is billed yearly.", near(w.NAMED_FEE, 30, w.SUM), 1.5, unless=w.NO_COST),
            sign("Stitches: $40.", w.SUM, 1, unless=w.NO_CHARGE_MEANT),
        ),
        (Skip("the fee itself", w.THE_FEE),),
    ),
    # What you let happen
    TrapKind(
        "autopay_authorisation",
        "low",
        w.AUTHORIZED,
        (
            sign(
                "I authorize the clinic to charge my card.",
                w.AUTHORIZED,
                2.6,
                unless=words("not (store|keep)*, nothing is *"),
            ),
        ),
    ),
    TrapKind(
        "confidentiality_waiver",
        "low",
        either(w.MEANS, w.DETAILS_SHARED),
        (
            sign(
                "E-mail is not secure and you accept the risk.",
                near(w.MEANS, 110, w.PRIVACY_GIVEN),
                unless=words("secure portal is"),
            ),
            sign(
                "You agree that we share your health details with third parties.",
                w.DETAILS_SHARED,
                2.8,
                unless=w.promised_not(words("shar*, disclos*, releas*, sell*")),
            ),
        ),
    ),
)
"""Every kind of trap that is known by its wording."""
