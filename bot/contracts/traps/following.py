"""The traps that follow from what a field states: a refund refused, a renewal, arbitration."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.contracts.reading.quantities import is_number
from bot.vocabulary import Severity, Span, Term, Trap

LONG_NOTICE = 31  # days: more than a month's notice is long for a membership
A_YEAR = 12  # months
FREE = (None, False, 0, "no fee", "none")  # to come back


@dataclass(frozen=True)
class Following:
    """A trap that a field's value is, where the predicate holds of it."""

    field: str
    holds: Callable[[Any], bool]
    kind: str
    severity: Severity


FOLLOWING = (
    Following("early_termination_fee", lambda value: value == "remaining balance", "acceleration", "high"),
    Following("early_termination_fee", lambda value: value == "clawback", "clawback_on_exit", "high"),
    Following("early_termination_fee", lambda value: value != "none", "exit_fee", "high"),
    Following("initial_term_months", lambda value: longest(value) >= A_YEAR, "minimum_term", "medium"),
    Following("initial_term_months", lambda value: longest(value) > 1, "minimum_term", "low"),
    Following("auto_renews", lambda value: value is True, "auto_renewal", "low"),
    Following("cancel_notice_days", lambda value: longest(value) >= LONG_NOTICE, "long_notice", "medium"),
    Following("refund_policy", lambda value: value == "none", "no_refund", "medium"),
    Following("reenroll_fee_or_wait", lambda value: value not in FREE, "reenrollment_barrier", "medium"),
    Following("practice_can_terminate_notice_days", lambda value: value == 0, "practice_ends_any_time", "medium"),
    Following(
        "price_change_notice_days", lambda value: not is_number(value) or value < LONG_NOTICE, "price_change", "low"
    ),
    Following("arbitration", lambda value: value is True, "arbitration", "medium"),
    Following("medicare_clause", lambda value: value in ("opt_out", "not_accepted"), "medicare_not_billed", "low"),
    Following("after_hours_access", lambda value: value == "extra_cost", "surcharge", "low"),
    Following("home_visits", lambda value: value == "extra_cost", "surcharge", "low"),
    Following("telemedicine", lambda value: value == "extra_cost", "surcharge", "low"),
)


def longest(value: Any) -> float:
    """Return the longest of one or several lengths, 0 where there is none."""
    return max((one for one in (value if isinstance(value, list) else [value]) if is_number(one)), default=0)


def following(terms: Sequence[Term]) -> list[Trap]:
    """Return the traps that stated terms are: the first that holds of each term."""
    by_field: Mapping[str, list[Following]] = {
        term.field: [one for one in FOLLOWING if one.field == term.field] for term in terms
    }
    found = []
    for term in terms:
        if term.span is None:
            continue
        values = term.value if term.state == "conflicting" else [term.value]
        first = next((one for one in by_field[term.field] if any(one.holds(value) for value in values)), None)
        if first:
            found.append(Trap(first.kind, first.severity, Span(term.span.start, term.span.end, term.span.section)))
    return found
