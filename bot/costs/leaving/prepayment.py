"""Months that are paid ahead: how many are not used on leaving, and what of them is lost."""

from dataclasses import dataclass
from decimal import Decimal

from bot.costs.amounts import NOTHING, UNKNOWN, ZERO, Range, counted, dollars, exactly, fees, times
from bot.vocabulary import Deduction, ExitTerms, NoRefundOfPrepaid

MONTHS = {"month": 1, "quarter": 3, "year": 12}  # that one payment covers


@dataclass(frozen=True)
class Loss:
    """What is lost of months paid and not used, and why."""

    range: Range
    workings: str


def unused(terms: ExitTerms, month: int) -> int:
    """Return how many months are paid for and not used when leaving after so many."""
    return -month % MONTHS[terms.billed]


def loss(terms: ExitTerms, months: int) -> Loss:
    """Return what is lost of so many unused months, by the agreement's rule on refunds."""
    if not months:
        return Loss(NOTHING, "")
    paid = fees(months, terms.fee)
    ahead = f"{counted(months, 'month')} paid and not used: {times(months, terms.fee)}"
    if isinstance(terms.early_exit, NoRefundOfPrepaid) or terms.refund == "none":
        return Loss(paid, f"{ahead}; nothing comes back.")
    if isinstance(terms.early_exit, Deduction):
        return _less(terms, terms.early_exit.amount, paid, ahead)
    if terms.refund == "prorated":
        return Loss(NOTHING, f"{ahead}; that comes back.")
    why = "comes back only on conditions" if terms.refund else "the agreement does not say whether it comes back"
    return Loss(Range(ZERO, paid.high), f"{ahead}; {why}.")


def _less(terms: ExitTerms, amount: Decimal, paid: Range, ahead: str) -> Loss:
    if paid.high is None:
        return Loss(UNKNOWN, f"{ahead}; {dollars(amount)} of it are kept.")
    kept = exactly(min(amount, paid.high))
    workings = f"{ahead}; of it {dollars(kept.low)} are kept (a deduction of {dollars(amount)})"
    if terms.refund == "conditional":
        return Loss(Range(kept.low, paid.high), f"{workings}, or all of it: the refund has conditions.")
    return Loss(kept, f"{workings}.")
