"""How many months of a term are still to come, in the first term and in its renewals."""

from dataclasses import dataclass
from typing import Literal

from bot.costs.amounts import counted
from bot.vocabulary import ExitTerms, RemainingBalance

LEAVE_ON_NOTICE = ("any_time", "before_payment", "end_of_month")


@dataclass(frozen=True)
class Commitment:
    """The months that one is still bound for, `low` to `high` (None: not known), and why.

    `kind`: "term" where a term binds or has bound; "none" where there is no term at all; "over" where the agreement
    has ended by itself.
    """

    kind: Literal["term", "none", "over"]
    low: int
    high: int | None
    workings: str

    @property
    def surely_early(self) -> bool:
        """Whether leaving now is leaving early, in every reading; without any term it always is."""
        return self.kind == "none" or self.low > 0

    @property
    def maybe_early(self) -> bool:
        """Whether leaving now is leaving early, in any reading."""
        return self.kind == "none" or self.high != 0


def commitment(terms: ExitTerms, month: int) -> Commitment:
    """Return what is left of the term after so many months."""
    first = terms.initial_term_months
    if first is None:
        return _without_a_known_term(terms)
    if first <= 1:
        return Commitment("none", 0, 0, "No term binds." if first == 0 else "It goes month to month: no term binds.")
    if month <= first:
        return _in_the_first_term(first, month)
    if terms.renews is False:
        return Commitment("over", 0, 0, f"The agreement ended by itself after month {first}: nothing is left to leave.")
    if terms.renewal_months is None:
        workings = (
            f"What follows the first term of {first} months is not clear: if it renews, up to {first} − 1 = "
            f"{counted(first - 1, 'month')} may be left (assumed: a renewal is no longer than the first term)."
        )
        return Commitment("term", 0, first - 1, workings)
    return _in_a_renewal(terms, terms.renewal_months, first, month)


def _without_a_known_term(terms: ExitTerms) -> Commitment:
    notice = None if "notice" in terms.conflicting else terms.notice
    if notice and notice.anchor in LEAVE_ON_NOTICE and not isinstance(terms.early_exit, RemainingBalance):
        return Commitment("none", 0, 0, "The agreement lets you leave on notice and names no term.")
    return Commitment("term", 0, None, "The agreement does not say how long the first term is.")


def _in_the_first_term(first: int, month: int) -> Commitment:
    left = first - month
    if not left:
        return Commitment("term", 0, 0, f"The first term of {first} months is over.")
    verb = "is" if left == 1 else "are"
    return Commitment(
        "term", left, left, f"{first} − {month} = {counted(left, 'month')} of the first term {verb} left."
    )


def _in_a_renewal(terms: ExitTerms, renewal: int, first: int, month: int) -> Commitment:
    if renewal == 1:
        return Commitment("term", 0, 0, f"After the first term of {first} months it goes month to month.")
    since = (month - first) % renewal or renewal
    left = renewal - since
    sum_ = f"month {month} is number {since} of {renewal}, {renewal} − {since} = {left} left"
    if terms.renews is None:
        return Commitment("term", 0, left, f"Whether it renews is not said; if it does, for {renewal} months: {sum_}.")
    return Commitment("term", left, left, f"It has renewed for {renewal} months: {sum_}.")
