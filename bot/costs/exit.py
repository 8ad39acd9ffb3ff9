"""What leaving costs: owed, or lost of what was prepaid, after each of the first 24 months.

One leaves at the end of a paid month, with notice in time. Where the agreement is clear, `amount` says it; where it is
silent, contradicts itself, ties the charge to a condition or leaves open what the sum needs, `low` and `high` hold it
and the workings say why.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bot.costs.amounts import ZERO, dollars, to_the_cent
from bot.costs.leaving.charges import Leaving, Owed, owed
from bot.errors import RefusedError
from bot.vocabulary import Dollars, ExitTerms, Frozen, NoCharge

MONTHS = range(1, 25)


class ExitCost(Frozen):
    """What leaving after `month` paid months costs, in dollars.

    `amount` None: the agreement does not make it clear; it is then `low` at least, and `high` at most (None: nothing
    that is known bounds it). `workings` are lines in plain words.
    """

    month: int
    amount: Dollars | None
    low: Dollars
    high: Dollars | None
    workings: str


def exit_costs(terms: ExitTerms, visits_a_month: float | None = None) -> tuple[ExitCost, ...]:
    """Return what leaving costs after 1 to 24 paid months; visits count for a clawback only.

    Raises RefusedError for a number of visits that is none.
    """
    if visits_a_month is not None and not 0 <= visits_a_month <= 100:
        raise RefusedError(f"Visits a month cannot be {visits_a_month}; give a number from 0 to 100, such as 0.5.")
    visits = None if visits_a_month is None else Decimal(str(visits_a_month))
    return tuple(_cost(Leaving(terms, month, visits)) for month in MONTHS)


def _cost(leaving: Leaving) -> ExitCost:
    month, bound, terms = leaving.month, leaving.bound, leaving.terms
    if bound.kind == "over":
        return ExitCost(month=month, amount=ZERO, low=ZERO, high=ZERO, workings=bound.workings)
    found = owed(leaving)
    conflict = ", ".join(name for name in terms.conflicting if _matters(name, leaving))
    unmet = _unmet(leaving, found)
    low = ZERO if conflict else to_the_cent(found.range.low if unmet is None else min(unmet, found.range.low))
    high = None if found.range.high is None else to_the_cent(found.range.high)
    amount = low if low == high and not found.assumed else None

    def lines() -> Iterator[str]:
        yield from filter(None, found.lines)
        if conflict:
            yield f"The agreement contradicts itself on this ({conflict}); taken here as it costs most."
        if unmet is not None:
            said = ", ".join(f"“{words}”" for words in terms.conditional)
            yield f"This holds only on a condition that the agreement sets: {said}. If it is not met, this is not charged."
        if amount is None:
            yield f"So {dollars(low)} or more: nothing bounds it." if high is None else _between(low, high)
        if terms.reenroll_fee:
            yield f"Not counted: joining again would cost {dollars(terms.reenroll_fee)}."

    return ExitCost(month=month, amount=amount, low=low, high=high, workings="\n".join(lines()))


def _unmet(leaving: Leaving, found: Owed) -> Decimal | None:
    """Return the least that leaving costs where the condition of the charge is not met; None: no condition matters."""
    if not leaving.terms.conditional:
        return None
    free = leaving.terms.model_copy(update={"early_exit": NoCharge()})
    without = owed(replace(leaving, terms=free)).range
    return None if without == found.range else without.low


def _matters(name: str, leaving: Leaving) -> bool:
    """Whether a contradiction about a field changes what is owed now."""
    if name in {"renews", "renewal_months"}:
        return 1 < (leaving.terms.initial_term_months or 0) < leaving.month
    return name != "notice" and (name != "refund" or leaving.ahead > 0)


def _between(low: Decimal, high: Decimal) -> str:
    return f"So {dollars(low)}, if that holds." if low == high else f"So between {dollars(low)} and {dollars(high)}."
