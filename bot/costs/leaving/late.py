"""What a notice that comes a day too late costs more."""

from bot.costs.amounts import counted, times, to_the_cent
from bot.costs.leaving.prepayment import MONTHS
from bot.vocabulary import Dollars, ExitTerms, Frozen


class LateNotice(Frozen):
    """The further months that are billed at most, and their fees in dollars (None: not known), and one line of why."""

    months: int | None
    amount: Dollars | None
    workings: str


def late_notice(terms: ExitTerms) -> LateNotice:
    """Return what a notice a day too late costs more than one in time."""
    if terms.notice is None:
        return LateNotice(months=None, amount=None, workings="The agreement does not say when notice is due.")
    payment = MONTHS[terms.billed]
    match terms.notice.anchor:
        case "end_of_month":
            return _billed(terms, 1, "You are out at the end of the next month")
        case "before_payment":
            return _billed(terms, payment, "The next payment is still taken")
        case "before_renewal" | "end_of_term":
            return _renewed(terms)
        case "any_time" | "after_initial_term":
            why = "You are out a day later for every day, and if a payment falls due meanwhile it is still taken"
            return _billed(terms, payment, why)


def _renewed(terms: ExitTerms) -> LateNotice:
    first = terms.initial_term_months
    if first is not None and first > 1 and terms.renews is False:
        return LateNotice(months=0, amount=None if terms.fee is None else terms.fee * 0, workings="It ends by itself.")
    months = terms.renewal_months or (1 if first is not None and first <= 1 else None)
    if months is None:
        why = "It may renew; the agreement does not say for how long."
        return LateNotice(months=None, amount=None, workings=why)
    return _billed(terms, months, f"It renews for {counted(months, 'month')}")


def _billed(terms: ExitTerms, months: int, why: str) -> LateNotice:
    amount = None if terms.fee is None else to_the_cent(months * terms.fee)
    return LateNotice(months=months, amount=amount, workings=f"{why}: up to {times(months, terms.fee)} more.")
