"""A comparison as a block: the option held now first, the others by what they cost on average, each number in words beside it."""

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.answering.estimates import bounded, estimate
from bot.answering.timeline import worth
from bot.catalogue import Catalogue
from bot.costs.amounts import dollars
from bot.costs.comparison import Comparison, OptionCosts
from bot.costs.exit import ExitCost
from bot.deciding.described import Described
from bot.deciding.verdicts import verdicts
from bot.vocabulary import Bar, ComparisonBlock, CostLine, LeavingCost, OptionRow, YearCosts

LONG = 12  # months
AFTER = 4  # months after which leaving is shown in the table
COLUMNS = ("option", "sure", "good", "typical", "serious", "worst", "leave")
STEPS = (1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 250_000)  # dollars between ticks of the axis
TICKS = 4


def block(found: Comparison, told: Described, strings: Catalogue, heading: str = "") -> ComparisonBlock:
    """Return the block of a comparison."""
    rows = ordered(found, told.reference)
    axis, ticks = scale(rows)
    return ComparisonBlock(
        heading=heading or strings.say("deciding.heading", n=len(rows)),
        basis=tuple(basis(found, told, strings)),
        columns={name: column(name, strings) for name in COLUMNS},
        axis=axis,
        ticks=ticks,
        options=tuple(row(one, found, told, strings) for one in rows),
        verdicts=tuple(verdicts(found, told, rows, strings)),
        notes=tuple(notes(found, rows, strings)),
        as_of=found.as_of,
        plan_year=found.plan_year,
        years_drawn=found.years_drawn,
        break_even=dumped(found.break_even),
        flips=dumped(found.flips),
        close_calls=dumped(found.close_calls),
        assumptions=dumped(found.assumptions),
        situation=told.situation,
    )


def column(name: str, strings: Catalogue) -> tuple[str, str]:
    """Return the name of a column, and what it means, "" where that needs no words."""
    about = f"deciding.columns.{name}.about"
    return strings.say(f"deciding.columns.{name}.title"), strings.say(about, months=AFTER) if strings.has(about) else ""


def dumped(some: Sequence[Any]) -> tuple[dict[str, Any], ...]:
    """Return parts of a comparison as JSON has them."""
    return tuple(one.model_dump(mode="json", by_alias=True) for one in some)


def ordered(found: Comparison, reference: str) -> list[OptionCosts]:
    """Return the options in the order of the table: the one held now, then by mean cost; what is not estimated by what is certain."""
    return sorted(found.options, key=lambda one: (one.id != reference, one.total is None, _cost(one), one.id))


def _cost(one: OptionCosts) -> float:
    return float(one.committed) if one.total is None else one.total.mean


def scale(rows: Sequence[OptionCosts]) -> tuple[float, tuple[tuple[float, str], ...]]:
    """Return the end of the common axis, and what stands below it: every bar has its place on it."""
    longest = max((one.total.p90 if one.total else float(one.committed) for one in rows), default=0.0) or 1.0
    step = next((one for one in STEPS if longest / one <= TICKS), STEPS[-1])
    end = math.ceil(longest / step) * step
    marks = [step * place for place in range(end // step + 1)]
    shown = marks if len(marks) <= TICKS - 1 else [0, marks[len(marks) // 2], end]
    return float(end), tuple((float(one), short(one)) for one in shown)


def short(amount: int) -> str:
    """Write an amount for an axis: "$10k"."""
    return f"${amount / 1000:g}k" if amount else "0"


def basis(found: Comparison, told: Described, strings: Catalogue) -> Iterator[str]:
    """Say whom it is for, what the years are, and how the table is ordered."""
    yield strings.say("deciding.basis.for", n=len(told.household), year=found.plan_year)
    if any(one.total for one in found.options):
        yield strings.say("deciding.basis.years", years=f"{found.years_drawn:,}")
    yield strings.say("deciding.basis.order")


def notes(found: Comparison, rows: Sequence[OptionCosts], strings: Catalogue) -> Iterator[str]:
    """Say how the numbers are rounded, what the worst case leaves out, and what the whole comparison has to warn of."""
    yield strings.say("deciding.notes.rounding")
    if any(one.worst_case is not None for one in rows):
        yield strings.say("deciding.notes.worst")
    yield from found.warnings


def row(one: OptionCosts, found: Comparison, told: Described, strings: Catalogue) -> OptionRow:
    """Return the row of an option."""
    return OptionRow(
        id=one.id,
        name=one.name,
        kind=one.kind,
        reference=one.id == told.reference,
        note=strings.say("deciding.now") if one.id == told.reference else "",
        committed=one.committed,
        allowed=one.allowed,
        out_of_pocket=one.out_of_pocket,
        total=None if one.total is None else YearCosts.model_validate(one.total.model_dump()),
        worst_case=one.worst_case,
        chance_cheapest=one.chance_cheapest,
        dominated_by=one.dominated_by,
        lines=tuple(CostLine.model_validate(line.model_dump()) for line in one.lines),
        exit_cost=tuple(LeavingCost.model_validate(cost.model_dump(include=LEAVING)) for cost in one.exit_cost),
        warnings=one.warnings,
        not_estimated=one.not_estimated,
        says=dict(words(one, found.months, told, strings)),
        years=tuple(bars(one, strings)),
    )


LEAVING = {"month", "amount", "low", "high", "workings"}


def words(one: OptionCosts, months: int, told: Described, strings: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the numbers of an option in words, by what they are."""
    yield "committed", dollars(one.committed)
    yield "monthly", strings.say("deciding.monthly", sum=dollars(monthly(one, months)))
    unread = any(each.agreement is None for each in told.memberships if each.id in one.id.split("+"))
    unknown = any(cost.high is None for cost in one.exit_cost)
    yield "leaving", strings.say("deciding.leaving_unread") if unread and unknown else left(one.exit_cost, strings)
    yield (
        "worst_case",
        strings.say("compare.no_limit").capitalize() if one.worst_case is None else dollars(one.worst_case),
    )
    if one.worst_case is None:
        kept = told.situation.get("months_kept", LONG) < LONG and unknown
        why = "none" if told.bare(one.id) else "leaving" if kept and one.total is not None else "unknown"
        yield "worst_note", strings.say(f"deciding.worst.{why}")
        if why != "none":
            yield "worst_case", strings.say("deciding.worst.not_known")
    if one.total is None:
        yield "no_estimate", strings.say("deciding.no_estimate")
    else:
        yield "mean", strings.say("deciding.average", sum=estimate(one.total.mean, strings))


def monthly(one: OptionCosts, months: int) -> Decimal:
    """Return what is paid for sure each month: premiums and fees."""
    recurring = sum(line.amount for line in one.lines if not line.estimate and line.amount > 0 and "×" in line.workings)
    return Decimal(str(round(recurring / months, 2)))


def left(costs: Sequence[ExitCost], strings: Catalogue) -> str:
    """Say what leaving after some months costs; nothing where nothing was joined."""
    found = next((cost for cost in costs if cost.month == AFTER), None)
    return "$0" if found is None else worth(found, strings)


def bars(one: OptionCosts, strings: Catalogue) -> Iterator[Bar]:
    """Yield a good, a typical and a serious-illness year: what is paid for sure, what may be paid, both in words."""
    if one.total is None:
        return
    for amount in (one.total.p10, one.total.p50, one.total.p90):
        sure = min(float(one.committed), amount)
        yield Bar(
            sure=max(0.0, sure),
            may=max(0.0, amount - max(0.0, sure)),
            says=bounded(amount, one.committed, one.worst_case, strings),
        )


def named(found: Comparison) -> Mapping[str, OptionCosts]:
    """Return the options by id."""
    return {one.id: one for one in found.options}
