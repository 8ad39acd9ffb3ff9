"""Help with marketplace insurance: the premium tax credit, and silver plans that pay a larger share of care.

Internal Revenue Code 36B and 26 CFR 1.36B-3(g): a household is expected to pay a share of its income for the benchmark
plan, and the credit pays the rest. Percentages and limits are figures (`marketplace.…`), with their sources. What the
marketplace decides may differ, because it counts income by its own rules.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.costs.amounts import CENT, ZERO, counted, dollars, to_the_cent
from bot.costs.rules.plan_year import value_in
from bot.errors import UnknownError
from bot.figures import Figure, Figures

POVERTY_OF = {"AK": "_alaska", "HI": "_hawaii"}
"""States with a poverty level of their own, and how its figures end; all others share one."""
SILVER_LEVELS = (94, 87, 73)
INSTEAD = "Enter the premium after the credit instead: it stands on the eligibility notice from the marketplace."


@dataclass(frozen=True)
class Household:
    """Who asks for the credit: income of the plan year in dollars, people on the tax return, and the state's letters.

    Without `state` they are taken to live in neither Alaska nor Hawaii.
    """

    income: Decimal
    size: int
    state: str | None = None


@dataclass(frozen=True)
class Credit:
    """A premium tax credit: `monthly` in dollars, to the cent.

    `share_of_poverty` is income in percent of the poverty level, not rounded; `expected_contribution` the percent of
    income that is expected for the benchmark plan (None: there is no credit at this income). `over_limit` is by how
    many dollars a year income is above the most with which there is a credit, otherwise 0.
    """

    share_of_poverty: Decimal
    expected_contribution: Decimal | None
    monthly: Decimal
    over_limit: Decimal
    workings: tuple[str, ...]


@dataclass(frozen=True)
class HelpLost:
    """What is lost of the help with silver plans, in dollars a year on average, never negative."""

    amount: Decimal
    workings: tuple[str, ...]


def credit(plan_year: int, household: Household, benchmark_premium: Decimal, figures: Figures) -> Credit:
    """Return the premium tax credit of a household.

    `benchmark_premium` is that of the second-lowest-cost silver plan for those to be covered, in dollars a month.
    Raises UnknownError, which says what to enter instead, if the amounts of the plan year are not known.
    """
    try:
        poverty = _poverty(plan_year, household, figures)
        limit = value_in(plan_year, "marketplace.credit_income_limit", figures)
        table = figures.on("marketplace.contribution", date(plan_year, 1, 1))
    except UnknownError as error:
        raise UnknownError(f"{error} {INSTEAD}") from error
    times = household.income / poverty
    people = counted(household.size, "person").replace("persons", "people")
    start = (
        f"{dollars(household.income)} ÷ {dollars(poverty)}, the poverty level for {people} = {_percent(times * 100)}."
    )
    if times < 1:
        return Credit(times * 100, None, ZERO, ZERO, (start, *_below(poverty)))
    if times > limit:
        over = household.income - limit * poverty
        return Credit(times * 100, None, ZERO, over, (start, _above(limit, limit * poverty, over)))
    expected = expected_contribution(times, table, limit)
    monthly, lines = _paid(household.income, expected, benchmark_premium)
    return Credit(times * 100, expected, monthly, ZERO, (start, *lines))


def expected_contribution(times: Decimal, table: Figure, limit: Decimal) -> Decimal:
    """Return the percent of income that is expected, to the hundredth, for an income of so many poverty levels.

    Within a band it rises evenly; the last one ends at `limit`. Raises UnknownError below the first band.
    """
    band = table.band(float(times))
    start, low = Decimal(str(band.at_least)), Decimal(str(band.value))
    if band.up_to is None:
        return low
    ends = [Decimal(str(row.at_least)) for row in table.bands if row.at_least > band.at_least]
    rise = (Decimal(str(band.up_to)) - low) * (times - start) / (min([*ends, limit]) - start)
    return (low + rise).quantize(CENT, ROUND_HALF_UP)


def premium_after(list_premium: Decimal, monthly_credit: Decimal) -> Decimal:
    """Return what is left to pay of a premium, in dollars a month, never below 0.

    The credit counts only for a plan bought through the marketplace, and for no catastrophic plan.
    """
    return max(ZERO, list_premium - monthly_credit)


def silver_help(plan_year: int, share_of_poverty: Decimal, figures: Figures) -> int | None:
    """Return the percent of costs that a silver plan pays at this income (94, 87 or 73), or None for no such help.

    `share_of_poverty` is in percent. Raises UnknownError if the income limits are not known for the year.
    """
    limits = {level: value_in(plan_year, f"marketplace.csr_{level}_income_limit", figures) for level in SILVER_LEVELS}
    if share_of_poverty < 100:
        return None
    return next((level for level in SILVER_LEVELS if share_of_poverty <= limits[level] * 100), None)


def help_lost(plan_year: int, share_of_poverty: Decimal, allowed: Decimal, figures: Figures) -> HelpLost:
    """Return what somebody loses by taking anything other than a silver plan, or a silver plan outside the marketplace.

    `allowed` is what their care costs a year on average, at negotiated prices, in dollars. It is the additional part of
    that cost which a silver plan with help would pay. Raises UnknownError if the shares are not known for the year.
    """
    level = silver_help(plan_year, share_of_poverty, figures)
    if level is None:
        return HelpLost(
            ZERO, (f"At {_percent(share_of_poverty)} of the poverty level silver plans come without help.",)
        )
    plain = value_in(plan_year, "marketplace.actuarial_value_silver", figures)
    amount = to_the_cent(max(ZERO, level - plain) / 100 * allowed)
    help_is = f"At {_percent(share_of_poverty)} of the poverty level a silver plan pays about {level} % of costs"
    lost = f"({level} % − {_percent(plain)}) × {dollars(allowed)} of care = {dollars(amount)} a year on average."
    return HelpLost(amount, (f"{help_is}, instead of about {_percent(plain)}.", lost))


def _poverty(plan_year: int, household: Household, figures: Figures) -> Decimal:
    where = POVERTY_OF.get(household.state or "", "")
    first = value_in(plan_year, f"marketplace.poverty_one_person{where}", figures)
    return first + (household.size - 1) * value_in(
        plan_year, f"marketplace.poverty_each_further_person{where}", figures
    )


def _paid(income: Decimal, expected: Decimal, benchmark: Decimal) -> tuple[Decimal, tuple[str, ...]]:
    own = to_the_cent(income * expected / 100 / 12)
    monthly = max(ZERO, to_the_cent(benchmark) - own)
    rest = f"Benchmark premium {dollars(benchmark)} − {dollars(own)} = a credit of {dollars(monthly)} a month."
    if not monthly:
        rest = f"The benchmark premium of {dollars(benchmark)} is not above that, so there is no credit."
    return monthly, (f"{_percent(expected)} of {dollars(income)} ÷ 12 = {dollars(own)} a month is expected.", rest)


def _below(poverty: Decimal) -> tuple[str, ...]:
    return (
        f"Below 100 % of the poverty level ({dollars(poverty)}) there is no credit.",
        "Ask your state's Medicaid office: at this income Medicaid may cover you, depending on the state.",
    )


def _above(limit: Decimal, most: Decimal, over: Decimal) -> str:
    return (
        f"Above {_percent(limit * 100)} of the poverty level ({dollars(most)}) there is no credit at all: "
        f"income is {dollars(over)} above it."
    )


def _percent(number: Decimal) -> str:
    rounded = number.quantize(CENT, ROUND_HALF_UP)
    return f"{rounded:.0f} %" if rounded == rounded.to_integral_value() else f"{rounded} %"
