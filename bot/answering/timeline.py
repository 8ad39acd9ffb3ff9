"""What leaving costs, month by month: as rows for a table, or said in sentences."""

from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.costs.amounts import dollars
from bot.costs.exit import ExitCost
from bot.vocabulary import ExitRow

QUARTER = 3  # months
SHOWN = 13  # months: the first year, and what follows on it


def timeline(costs: Sequence[ExitCost], strings: Catalogue) -> list[ExitRow]:
    """Return rows for the first year and what follows on it: months in a row that cost the same stand in one."""
    rows: list[ExitRow] = []
    for cost in costs[:SHOWN]:
        says = worth(cost, strings)
        last = rows[-1] if rows else None
        if last and last.says == says and last.last == cost.month - 1:
            rows[-1] = last.model_copy(update={"last": cost.month, "workings": cost.workings})
        else:
            rows.append(ExitRow(first=cost.month, last=cost.month, says=says, workings=cost.workings))
    return rows


def cycle(costs: Sequence[ExitCost]) -> int | None:
    """Return after how many months the cost of leaving repeats itself all year, as where one pays by the quarter."""
    said = [(cost.low, cost.high, cost.workings) for cost in costs[: SHOWN - 1]]
    if len(set(said)) == 1 or any(one != said[place % QUARTER] for place, one in enumerate(said)):
        return None
    return QUARTER


def says_something(costs: Sequence[ExitCost]) -> bool:
    """Whether leaving in the first year costs something that can be said."""
    return any(cost.low or cost.high for cost in costs[:SHOWN])


def after_months(costs: Sequence[ExitCost], months: Sequence[int], strings: Catalogue) -> list[str]:
    """Say what leaving after so many months costs, and how that is worked out."""
    said = []
    for cost in costs:
        if cost.month in months:
            kind = "unknown" if cost.high is None and not cost.low else "costs" if cost.low or cost.high else "free"
            sums = worth(cost, strings)
            said += [strings.say(f"sheet.leaving.{kind}", n=cost.month, sum=sums), " ".join(cost.workings.split())]
    return said


def in_short(costs: Sequence[ExitCost], strings: Catalogue) -> str:
    """Say in which month of the first year leaving costs most, and how much."""
    first = costs[: SHOWN - 1]
    dearest = max(first, key=lambda cost: (cost.high is None, cost.high or cost.low, cost.low, -cost.month))
    return strings.say("sheet.leaving.most", month=dearest.month, sum=worth(dearest, strings))


def worth(cost: ExitCost, strings: Catalogue) -> str:
    """Say what leaving in one month costs: a sum, a range, or that it cannot be said."""
    low = dollars(cost.low)
    if cost.high is None:
        return strings.say("sheet.at_least", low=low) if cost.low else strings.say("sheet.not_known")
    return low if cost.low == cost.high else strings.say("sheet.between", low=low, high=dollars(cost.high))
