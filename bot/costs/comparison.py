"""The comparison: every option of a household over the same months, in good, typical and bad years.

Read `compare` first. The shape is that of the documentation: contract amounts are exact, what is drawn is an estimate.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from bot.care import Care
from bot.costs.account import Account
from bot.costs.assumptions import Assumption, assumptions
from bot.costs.break_even import BreakEven, break_evens
from bot.costs.cautions import lost_help, option_not_estimated, option_warnings, warnings
from bot.costs.choices import Kind
from bot.costs.contract import Line
from bot.costs.exit import ExitCost
from bot.costs.flips import Flip, flips
from bot.costs.household import Setting
from bot.costs.ranking import CloseCall, always_dearer, chances, close_calls, dominated
from bot.costs.rules.subsidies import HelpLost
from bot.costs.sharing import Amounts
from bot.costs.situation import Situation
from bot.costs.trial import Trial
from bot.figures import Figures
from bot.vocabulary import Dollars, Frozen

COARSE = 1250  # years in which flips and break-evens are searched for


class Spread(Frozen):
    """What a choice costs in all, in dollars a year: on average, and in good, typical, bad and very bad years."""

    mean: float
    p10: float
    p50: float
    p90: float
    p99: float


class OptionCosts(Frozen):
    """What one option costs.

    `committed` is certain; `allowed` and `out_of_pocket` are means of a year, null where the care is not estimated, as
    `total` then is. `help_lost` is the yearly worth of help that only silver plans give. `worst_case` is null where nothing caps it. `chance_cheapest` is the share of drawn years in
    which no option costs less: it says nothing of how much worse the other years are, for which see `total` and `worst_case`.
    """

    id: str
    name: str
    kind: Kind
    committed: Dollars
    allowed: float | None
    out_of_pocket: float | None
    total: Spread | None
    worst_case: Dollars | None
    lines: tuple[Line, ...]
    dominated_by: str | None
    chance_cheapest: float | None
    warnings: tuple[str, ...]
    not_estimated: tuple[str, ...]
    help_lost: Dollars | None
    exit_cost: tuple[ExitCost, ...]


class Person(Frozen):
    """Whom a comparison is for."""

    id: str
    age: int | None


class Comparison(Frozen):
    """All options of a household; `cheapest` is on average, `cheapest_with_a_maximum` of those that have a worst case.

    `always_dearer` are pairs of options of which the first costs no less in any drawn year than the second.
    """

    as_of: date
    plan_year: int
    months: int
    people: tuple[Person, ...]
    years_drawn: int
    options: tuple[OptionCosts, ...]
    cheapest: str | None
    cheapest_with_a_maximum: str | None
    break_even: tuple[BreakEven, ...]
    flips: tuple[Flip, ...]
    close_calls: tuple[CloseCall, ...]
    always_dearer: tuple[tuple[str, str], ...]
    assumptions: tuple[Assumption, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Grounds:
    """What is known of care and of dated figures."""

    care: Care
    figures: Figures


def compare(situation: Situation, grounds: Grounds) -> Comparison:
    """Compare all options of a situation; the same situation always gives the same comparison.

    Raises RefusedError where the situation cannot be priced, UnknownError where a figure that it needs is not known for
    the plan year.

    >>> from pathlib import Path
    >>> from bot.costs.situation import read_situation
    >>> from bot.library import open_grounds
    >>> situation = read_situation({
    ...     "on": "2026-11-21", "plan_year": 2027, "members": [{"id": "ana", "age": 42, "use": {"primary_care": 4}}],
    ...     "insurance": [{"id": "silver", "premium": 625, "deductible": 6000, "out_of_pocket_max": 8900,
    ...                    "coinsurance": 0.4, "copays": {"primary_care": 40}, "before_deductible": ["primary_care"]}],
    ...     "retainers": [{"id": "juniper", "fee": 85, "enrollment_fee": 75}]})
    >>> for option in compare(situation, open_grounds(Path("knowledge"))).options:
    ...     print(option.id, option.committed, option.worst_case)
    silver 7500.00 16400.00
    silver+juniper 8595.00 17495.00
    juniper 1095.00 None
    neither 0.00 None
    """
    trial = trial_of(situation, grounds)
    coarse = trial.under(Setting(COARSE, situation.seed))
    chance, worse = chances(trial), dominated(trial)
    return Comparison(
        as_of=situation.on,
        plan_year=situation.plan_year,
        months=situation.months,
        people=tuple(Person(id=one.id, age=one.age) for one in situation.members),
        years_drawn=situation.years,
        options=tuple(_option(trial, account, chance, worse) for account in trial.accounts.values()),
        cheapest=trial.cheapest(trial.comparable) if trial.comparable else None,
        cheapest_with_a_maximum=trial.cheapest(trial.capped) if trial.capped else None,
        break_even=break_evens(trial, coarse),
        flips=flips(trial, coarse),
        close_calls=tuple(close_calls(trial, coarse)),
        always_dearer=always_dearer(trial),
        assumptions=assumptions(trial),
        warnings=tuple(warnings(trial)),
    )


def trial_of(situation: Situation, grounds: Grounds) -> Trial:
    """Return the trial that a comparison rests on."""
    return Trial.of(situation, grounds.care, grounds.figures, Setting(situation.years, situation.seed))


def _option(trial: Trial, account: Account, chance: dict[str, float], worse: dict[str, str]) -> OptionCosts:
    """Put together what is known of one option."""
    choice, contract = account.choice, account.contract
    estimated = choice.id in trial.comparable
    paid = trial.pricing.out_of_pocket(choice) if estimated else None
    return OptionCosts(
        id=choice.id,
        name=choice.name,
        kind=choice.kind,
        committed=contract.committed,
        allowed=_mean(trial.pricing.allowed(choice)) if estimated else None,
        out_of_pocket=None if paid is None else _mean(paid),
        total=_spread(trial.totals[choice.id]) if estimated else None,
        worst_case=contract.worst_case,
        lines=tuple(account.lines(paid)),
        dominated_by=worse.get(choice.id),
        chance_cheapest=chance.get(choice.id),
        warnings=tuple(option_warnings(trial, account)),
        not_estimated=tuple(option_not_estimated(account)),
        help_lost=lost.amount if (lost := _lost(trial, account)) else None,
        exit_cost=contract.exits,
    )


def _lost(trial: Trial, account: Account) -> HelpLost | None:
    """Return the help with cost sharing that an option forgoes."""
    return None if "silver" in {plan.tier for plan in account.choice.plans} else lost_help(trial, account)


def _mean(amounts: Amounts) -> float:
    return round(float(amounts.mean(dtype=float)), 2)


def _spread(totals: Amounts) -> Spread:
    low, middle, high, highest = (round(float(one), 2) for one in np.quantile(totals, (0.1, 0.5, 0.9, 0.99)))
    return Spread(mean=_mean(totals), p10=low, p50=middle, p90=high, p99=highest)
