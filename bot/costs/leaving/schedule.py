"""The days of a membership on which a payment falls due or a term is over, counted from its first day.

Months are added to the first day itself, to the last day of a month that is too short: 31 January, 28 February,
31 March.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Self

from dateutil.relativedelta import relativedelta

from bot.costs.amounts import counted
from bot.costs.leaving.prepayment import MONTHS
from bot.errors import RefusedError
from bot.vocabulary import ExitTerms, NoticeRule

DAY = timedelta(days=1)
ON = {  # what the days are called on which one can be out
    "any_time": "any day",
    "before_payment": "the day of a payment",
    "before_renewal": "the day of a renewal",
    "end_of_term": "the day on which a term is over",
    "end_of_month": "the first of a month",
    "after_initial_term": "a day after the first term",
}


@dataclass(frozen=True)
class Schedule:
    """When a membership began and how its terms and payments follow; None: not known."""

    start: date | None = None
    term_months: int | None = None
    renewal_months: int | None = None
    renews: bool | None = None
    payment_months: int = 1

    @classmethod
    def of(cls, terms: ExitTerms, start: date | None) -> Self:
        """Return the schedule of an agreement that began on a day."""
        payment_months = MONTHS[terms.billed]
        return cls(start, terms.initial_term_months, terms.renewal_months, terms.renews, payment_months)

    def days_out(self, rule: NoticeRule, not_before: date) -> Iterator[date]:
        """Yield the days on which a notice can take effect, the first without the membership.

        Raises RefusedError where they cannot be known; the message says what is missing.
        """
        for day in self._days_out(rule, not_before):
            if self.end and day > self.end:
                raise RefusedError(f"The agreement ends by itself on {written(self.end)}; a later day needs no notice.")
            yield day

    def _days_out(self, rule: NoticeRule, not_before: date) -> Iterator[date]:
        match rule.anchor:
            case "any_time":
                yield from days(not_before)
            case "end_of_month":
                yield from (day for day in days(not_before) if day.day == 1)
            case "before_payment":
                yield from self._every(self.payment_months, not_before)
            case "before_renewal" | "end_of_term":
                yield from self._ends_of_terms(not_before)
            case "after_initial_term":
                yield from days(max(not_before, self.after(self.term)))

    def after(self, months: int) -> date:
        """Return the day that is so many months after the first."""
        if self.start is None:
            raise RefusedError(
                "The first day of the membership is not known, and this notice counts from it; tell us that day."
            )
        return self.start + relativedelta(months=months)

    @property
    def term(self) -> int:
        """The months of the first term."""
        if self.term_months is None:
            raise RefusedError(
                "The agreement does not say how long the first term is, so its end is not known; ask the practice."
            )
        return self.term_months

    @property
    def end(self) -> date | None:
        """The day on which the membership ends by itself, None where it does not or is not known to."""
        if self.renews is not False or self.start is None or self.term_months is None or self.term_months <= 1:
            return None
        return self.after(self.term_months)

    def _every(self, months: int, not_before: date) -> Iterator[date]:
        for number in count(1):
            if (day := self.after(number * months)) >= not_before:
                yield day

    def _ends_of_terms(self, not_before: date) -> Iterator[date]:
        if self.term <= 1:
            yield from self._every(self.renewal_months or 1, not_before)
            return
        first = self.after(self.term)
        if first >= not_before:
            yield first
        if self.renews is False:
            yield from days(first + DAY)  # refused: it is over
        if self.renewal_months is None:
            raise RefusedError(
                f"The first term of {counted(self.term, 'month')} is over on {written(first)}; the agreement does not "
                "say how long a renewal is, so no later day is known: ask the practice."
            )
        for number in count(1):
            if (day := self.after(self.term + number * self.renewal_months)) >= not_before:
                yield day


def days(since: date) -> Iterator[date]:
    """Yield every day from one on."""
    for number in count():
        yield since + number * DAY


def written(day: date) -> str:
    """Write a day: "March 31, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"
