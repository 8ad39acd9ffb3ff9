"""What each kind of early exit makes of leaving: the sum, months paid ahead included, and the arithmetic in words."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bot.costs.amounts import NOTHING, ZERO, Range, counted, dollars, exactly, fees, times
from bot.costs.leaving.commitment import Commitment, commitment
from bot.costs.leaving.prepayment import Loss, loss, unused
from bot.vocabulary import (
    Clawback,
    Deduction,
    ExitTerms,
    Flat,
    MonthsOfFees,
    NoCharge,
    NoRefundOfPrepaid,
    RemainingBalance,
)

ASSUMED_VISITS = Decimal(1)  # a month, for the high end where the visits are not known
NOT_DUE = "The charge for leaving early is not due."


@dataclass(frozen=True)
class Leaving:
    """Leaving after so many paid months, and having had so many visits in each (None: not known)."""

    terms: ExitTerms
    month: int
    visits: Decimal | None = None

    @cached_property
    def bound(self) -> Commitment:
        """What is left of the term."""
        return commitment(self.terms, self.month)

    @cached_property
    def ahead(self) -> int:
        """How many months are paid for and not used."""
        return unused(self.terms, self.month)

    @cached_property
    def lost(self) -> Loss:
        """What is lost of those months."""
        return loss(self.terms, self.ahead)

    def if_early(self, early: Range, later: Range) -> Range:
        """Return one range for leaving early and another for later; it may not be clear which of them it is."""
        low = early.low if self.bound.surely_early else later.low
        return Range(low, early.high if self.bound.maybe_early else later.high)


@dataclass(frozen=True)
class Owed:
    """What is owed or lost, line by line; `assumed`: it rests on something that nobody has told."""

    range: Range
    lines: tuple[str, ...]
    assumed: bool = False


def owed(leaving: Leaving) -> Owed:
    """Return what leaving costs by the kind of early exit in its terms."""
    match leaving.terms.early_exit:
        case None:
            found = silence(leaving)
        case Flat() as rule:
            found = flat(leaving, rule)
        case MonthsOfFees() as rule:
            found = months_of_fees(leaving, rule)
        case RemainingBalance() as rule:
            found = remaining_balance(leaving, rule)
        case Clawback() as rule:
            found = clawback(leaving, rule)
        case NoCharge() | NoRefundOfPrepaid() | Deduction():
            found = Owed(leaving.lost.range, ("There is no charge for leaving itself.", leaving.lost.workings))
    return found


def silence(leaving: Leaving) -> Owed:
    """Where nothing is said of a charge: at most the months of the term that are not yet paid."""
    bound, lost, fee = leaving.bound, leaving.lost, leaving.terms.fee
    if bound.high is None:
        lines = (bound.workings, "It does not say what leaving early costs either.", lost.workings)
        return Owed(Range(lost.range.low, None), lines)
    unpaid = max(0, bound.high - leaving.ahead)
    said = "It names no charge for leaving, and no unpaid month of a term is left."
    if unpaid:
        at_most = f"at most the fees of the months not yet paid, {times(unpaid, fee)}"
        said = f"The agreement does not say what leaving early costs: {at_most}."
    charge = Range(ZERO, fees(unpaid, fee).high)
    return Owed(charge + lost.range, (bound.workings, said, lost.workings))


def flat(leaving: Leaving, rule: Flat) -> Owed:
    """Charge a fixed sum, before a month or while a term runs."""
    lost, bound, charge = leaving.lost, leaving.bound, exactly(rule.amount)
    if rule.until_month is not None:
        said = f"Leaving before month {rule.until_month} costs {dollars(rule.amount)}; this is month {leaving.month}."
        due = charge if leaving.month < rule.until_month else NOTHING
        return Owed(due + lost.range, (said, lost.workings))
    said = f"Leaving early costs {dollars(rule.amount)}." if bound.maybe_early else NOT_DUE
    return Owed(leaving.if_early(charge, NOTHING) + lost.range, (bound.workings, said, lost.workings))


def months_of_fees(leaving: Leaving, rule: MonthsOfFees) -> Owed:
    """Charge the fees of so many months, however many are left."""
    lost, bound, fee = leaving.lost, leaving.bound, leaving.terms.fee
    said = f"{counted(rule.months, 'month')} of fees are charged for leaving early: {times(rule.months, fee)}."
    charge = leaving.if_early(fees(rule.months, fee), NOTHING)
    return Owed(charge + lost.range, (bound.workings, said if bound.maybe_early else NOT_DUE, lost.workings))


def remaining_balance(leaving: Leaving, rule: RemainingBalance) -> Owed:
    """Charge the fees of the months left, paid or not; what is paid beyond them follows the rule on refunds."""
    terms, bound, ahead, cap = leaving.terms, leaving.bound, leaving.ahead, rule.up_to_months
    least = bound.low if cap is None else min(bound.low, cap)
    most = cap if bound.high is None else bound.high if cap is None else min(bound.high, cap)
    low = fees(least, terms.fee) + loss(terms, max(0, ahead - least)).range
    if most is None:
        said = "The fees of all months left fall due; how many is not known."
        return Owed(Range(low.low, None), (bound.workings, said, leaving.lost.workings))
    rest = loss(terms, max(0, ahead - most))
    high = fees(most, terms.fee) + rest.range
    capped = f"At most {counted(cap, 'month')} of fees fall due." if cap is not None and most != bound.high else ""
    said = f"{times(most, terms.fee)}." if most else "No month of a term is left to pay."
    paid = min(most, ahead)
    already = f"{counted(paid, 'month')} of it {'is' if paid == 1 else 'are'} already paid." if paid else ""
    return Owed(Range(low.low, high.high), (bound.workings, capped, said, already, rest.workings))


def clawback(leaving: Leaving, rule: Clawback) -> Owed:
    """Take back the price of the care had, above the fees that the practice keeps."""
    bound, lost, fee, price = leaving.bound, leaving.lost, leaving.terms.fee, rule.visit_price
    if not bound.maybe_early:
        return Owed(lost.range, (bound.workings, NOT_DUE, lost.workings))
    if price is None or fee is None:
        missing = "price of a visit" if price is None else "monthly fee"
        said = f"The price of the care above the fees paid is to be repaid; the {missing} is not known."
        early = Range(lost.range.low, None)
        return Owed(leaving.if_early(early, lost.range), (bound.workings, said, lost.workings))
    known = leaving.visits is not None
    visits = leaving.month * (ASSUMED_VISITS if leaving.visits is None else leaving.visits)
    worth, used = visits * price, leaving.month * fee
    above = worth - used
    lines = (
        bound.workings,
        "" if known else f"How many visits you had is not known: {ASSUMED_VISITS} a month is assumed for the high end.",
        f"Care had: {round(visits, 2).normalize():f} {'visit' if visits == 1 else 'visits'} × {dollars(price)} = {dollars(worth)}.",
        f"Fees of the months used: {times(leaving.month, fee)}.",
        f"{dollars(worth)} − {dollars(used)} = {dollars(above)}." if above > 0 else "They cover it: nothing to repay.",
        lost.workings,
        "Fees paid ahead that do not come back count towards the care." if lost.workings and above > 0 else "",
    )
    high = None if lost.range.high is None else max(above, lost.range.high)
    early = Range(max(above, lost.range.low) if known else lost.range.low, high)
    return Owed(leaving.if_early(early, lost.range), lines, assumed=not known)
