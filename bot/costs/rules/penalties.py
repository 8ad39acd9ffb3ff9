"""What a state charges for going without health coverage, as far as it is known.

Which states do is from the source `state-coverage-penalties`; California's amounts are figures
(`marketplace.penalty_california_…`). Nobody is told that they owe a penalty: many are exempt.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.costs.amounts import ZERO, counted, dollars, to_the_cent
from bot.costs.rules.plan_year import value_in
from bot.figures import Figure, Figures

SPARED_MONTHS = 3
"""The longest gap in a row that California does not charge for: Revenue and Taxation Code 61023."""
MOST_ADULTS = 3
"""A California household's flat amount is at most that of so many adults: Revenue and Taxation Code 61015."""


@dataclass(frozen=True)
class Mandate:
    """A state that asks residents to have health coverage; `charges`: it has a penalty; `ask`: who knows more."""

    name: str
    charges: bool
    ask: str


MANDATES = {
    "CA": Mandate("California", charges=True, ask="the California Franchise Tax Board"),
    "DC": Mandate("Washington, D.C.", charges=True, ask="the D.C. Office of Tax and Revenue"),
    "MA": Mandate("Massachusetts", charges=True, ask="the Massachusetts Department of Revenue"),
    "NJ": Mandate("New Jersey", charges=True, ask="the New Jersey Division of Taxation"),
    "RI": Mandate("Rhode Island", charges=True, ask="the Rhode Island Division of Taxation"),
    "VT": Mandate("Vermont", charges=False, ask="the Vermont Department of Taxes"),
}


@dataclass(frozen=True)
class Uninsured:
    """Who is without health coverage, and for how many months of the plan year, 0 to 12; children are under 18."""

    adults: int
    children: int
    months: int


@dataclass(frozen=True)
class Penalty:
    """A penalty in dollars for the plan year (None: not known); `at_least`: it may be more than `amount`.

    `workings` are sentences: the arithmetic, what it rests on, and whom to ask.
    """

    amount: Decimal | None
    at_least: bool
    workings: tuple[str, ...]


def penalty(
    state: str | None, plan_year: int, uninsured: Uninsured, income: Decimal | None, figures: Figures
) -> Penalty:
    """Return the penalty for months without coverage, by the two letters of the state where the household lives.

    `income` is the household's of the year in dollars (None: not given). Raises UnknownError for a year before the
    first of which the amounts are known.
    """
    if not uninsured.months or not (uninsured.adults or uninsured.children):
        return Penalty(ZERO, at_least=False, workings=("Nobody is without health coverage.",))
    if state is None:
        return Penalty(None, at_least=False, workings=(f"It depends on the state: {_charging()} charge a penalty.",))
    if state == "CA":
        return _california(plan_year, uninsured, income, figures)
    mandate = MANDATES.get(state)
    if mandate and mandate.charges:
        unknown = f"{mandate.name} charges a penalty for going without health coverage. How much is not known here: "
        return Penalty(None, at_least=False, workings=(f"{unknown}ask {mandate.ask}.",))
    return _federal(plan_year, mandate, figures)


def _charging() -> str:
    *names, last = (one.name for one in MANDATES.values() if one.charges)
    return f"{', '.join(names)} and {last}"


def _federal(plan_year: int, mandate: Mandate | None, figures: Figures) -> Penalty:
    amount = value_in(plan_year, "marketplace.penalty_federal", figures)
    said = f"The federal penalty for going without health coverage is {dollars(amount)}."
    own = "No penalty of this state is known."
    if mandate:
        own = f"{mandate.name} asks residents to have health coverage, but charges no penalty. Ask {mandate.ask}."
    return Penalty(amount, at_least=False, workings=(said, own))


def _california(plan_year: int, uninsured: Uninsured, income: Decimal | None, figures: Figures) -> Penalty:
    ask = f"Some people are exempt and owe nothing: ask {MANDATES['CA'].ask}."
    if uninsured.months <= SPARED_MONTHS:
        spared = f"California does not charge for the first gap of up to {SPARED_MONTHS} months in a row, across years."
        return Penalty(ZERO, at_least=False, workings=(spared,))
    adult, child = (_newest(plan_year, f"marketplace.penalty_california_{who}", figures) for who in ("adult", "child"))
    flat, workings = _flat(uninsured, Decimal(str(adult.amount)), Decimal(str(child.amount)))
    more, why = _by_income(plan_year, uninsured, income, flat, figures)
    known = min(adult.since.year, child.since.year)
    if known < plan_year:
        old = f"The amounts are those of {known}; those of {plan_year} are not known, so take them as the least."
        why = (old, *why)
    return Penalty(flat, at_least=more or known < plan_year, workings=(*workings, *why, ask))


def _newest(plan_year: int, name: str, figures: Figures) -> Figure:
    """Return a figure of the plan year, or else of the newest year before it. Raises UnknownError if there is none."""
    known = [figure for figure in figures.known(name) if figure.since.year <= plan_year]
    return known[-1] if known else figures.on(name, date(plan_year, 1, 1))


def _flat(uninsured: Uninsured, adult: Decimal, child: Decimal) -> tuple[Decimal, tuple[str, ...]]:
    year = uninsured.adults * adult + uninsured.children * child
    lines = [
        f"{uninsured.adults} × {dollars(adult)} + {uninsured.children} × {dollars(child)} = {dollars(year)} a year."
    ]
    most = MOST_ADULTS * adult
    if year > most:
        lines.append(f"A household pays at most that of {MOST_ADULTS} adults: {dollars(most)} a year.")
    amount = to_the_cent(min(year, most) * uninsured.months / 12)
    lines.append(f"For {counted(uninsured.months, 'month')} of 12: at least {dollars(amount)}.")
    return amount, tuple(lines)


def _by_income(
    plan_year: int, uninsured: Uninsured, income: Decimal | None, flat: Decimal, figures: Figures
) -> tuple[bool, tuple[str, ...]]:
    """Return whether the share of income may be the greater amount, and why."""
    share = value_in(plan_year, "marketplace.penalty_california_share", figures)
    rule = f"{share.normalize():f} % of income above the tax filing threshold"
    if income is None:
        return True, (f"It may be more: {rule}, if that is greater. The income is not given.",)
    most = to_the_cent(income * share / 100 * uninsured.months / 12)
    if most <= flat:
        return False, (f"The other measure, {rule}, is not greater: of the whole income it would be {dollars(most)}.",)
    more = f"It may be more: {rule}, if that is greater."
    return True, (more, f"The threshold is not known here; without it the share would be {dollars(most)}.")
