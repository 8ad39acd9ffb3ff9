"""What payments into a health savings account (HSA) save in tax, and what stops them.

Internal Revenue Code 223 (source `irc-223`): somebody who is in an eligible plan and not on Medicare may pay in, up to
a limit. Section 223(c)(1)(E) (source `pl-119-21-71308`): direct primary care does not stop that from January 2026 on,
if a fixed periodic fee is the sole payment. The limit on the fee is a cliff, for all arrangements of a person together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from bot.costs.amounts import CENT, ZERO, dollars, to_the_cent
from bot.costs.rules.plan_year import value_in
from bot.figures import Figures

FIRST_YEAR = 2026
CATCH_UP_AGE = 55
NOT_FREED = {"CA": "California", "NJ": "New Jersey"}
"""States that tax what goes into an HSA: their own income tax laws leave out section 223."""


@dataclass(frozen=True)
class Saving:
    """What is paid into HSAs in a year, in dollars, and what would else be taxed of it.

    `federal` and `state_rate` are marginal income tax rates between 0 and 1; `state` is where the household lives, as
    two letters (None: not known, and then taken to free the payments as federal law does).
    """

    contribution: Decimal
    federal: Decimal
    state_rate: Decimal = ZERO
    state: str | None = None


@dataclass(frozen=True)
class Covered:
    """Somebody in the plan that goes with an HSA: their age in years, and whether they are on Medicare too."""

    age: int
    medicare: bool = False


@dataclass(frozen=True)
class Arrangement:
    """A membership: its fee in dollars a month for all in it, and the names of those who join.

    `visit_fee` is what a visit costs on top, in dollars; `bills_insurance`: whether it also bills their insurance.
    """

    monthly_fee: Decimal
    people: frozenset[str]
    bills_insurance: bool = False
    visit_fee: Decimal = ZERO


@dataclass(frozen=True)
class HsaEffect:
    """What HSAs change in a year: `effect` in dollars, never above 0, and negative where they save tax.

    `counted` is what of the payments it rests on. `reasons` are sentences: what stops the payments if not `eligible`,
    otherwise what of them does not count.
    """

    effect: Decimal
    counted: Decimal
    eligible: bool
    reasons: tuple[str, ...]


def hsa(
    plan_year: int, saving: Saving, covered: Sequence[Covered], arrangements: Sequence[Arrangement], figures: Figures
) -> HsaEffect:
    """Return what HSAs save in income tax in a plan year, payroll taxes left out.

    `covered` are all in the eligible plan, for the whole year: one has the limit for one person, more have that for a
    family. Whether somebody is another's dependent, who may not pay in, is not looked at. An arrangement that breaks
    the rule stops the payments of the whole household here.

    Raises UnknownError where a limit that it needs is not known for the year.
    """
    if stopped := (*_nobody(covered), *_broken(plan_year, arrangements, figures)):
        return HsaEffect(ZERO, ZERO, eligible=False, reasons=stopped)
    counted = min(saving.contribution, _limit(plan_year, covered, figures)) if saving.contribution else ZERO
    rate = saving.federal + (ZERO if saving.state in NOT_FREED else saving.state_rate)
    notes = (*_less(plan_year, saving, counted), *_cannot(covered))
    return HsaEffect(-to_the_cent(rate * counted), counted, eligible=True, reasons=notes)


# What stops the payments


def _nobody(covered: Sequence[Covered]) -> Iterator[str]:
    if not covered:
        yield "Nobody is in a plan that goes with an HSA, so nothing can be paid in."
    elif all(one.medicare for one in covered):
        yield "Everybody in the plan that goes with an HSA is on Medicare, and on Medicare nothing can be paid in."


def _broken(plan_year: int, arrangements: Sequence[Arrangement], figures: Figures) -> Iterator[str]:
    if arrangements and plan_year < FIRST_YEAR:
        yield (
            f"A membership stops HSA payments in {plan_year}: "
            f"the rule that lets some go with an HSA starts on 1 January {FIRST_YEAR}."
        )
        return
    if any(one.bills_insurance for one in arrangements):
        yield "The practice also bills insurance. To go with an HSA, the membership fee must be its only payment."
    for fee in sorted({one.visit_fee for one in arrangements if one.visit_fee}):
        yield (
            f"Each visit costs {dollars(fee)} on top of the membership fee. "
            "To go with an HSA, the fixed fee must be the only payment."
        )
    everybody = sorted(frozenset[str]().union(*(one.people for one in arrangements)))
    each = ([one for one in arrangements if person in one.people] for person in everybody)
    yield from dict.fromkeys(said for joined in each for said in _above_cap(plan_year, joined, figures))


def _above_cap(plan_year: int, joined: Sequence[Arrangement], figures: Figures) -> Iterator[str]:
    """Hold the fees of one person's arrangements together against the limit."""
    fee = sum((one.monthly_fee for one in joined), ZERO)
    several = any(len(one.people) > 1 for one in joined)
    cap = value_in(plan_year, f"hsa.dpc_fee_cap_{'several' if several else 'one_person'}", figures)
    if fee <= cap:
        return
    who = "a membership of more than one person" if several else "one person"
    what, so = "The membership costs", "the whole membership fails the rule, not only the part above"
    if len(joined) > 1:
        what, so = f"{len(joined)} memberships together cost", "all of them fail the rule, as fees are added up"
    yield (
        f"{what} {dollars(fee.quantize(CENT, ROUND_UP))} a month, above the limit of {dollars(cap)} "
        f"for {who} in {plan_year}. Above it {so}, so no HSA payment counts."
    )


# What counts


def _limit(plan_year: int, covered: Sequence[Covered], figures: Figures) -> Decimal:
    limit = value_in(plan_year, f"hsa.contribution_{'family' if len(covered) > 1 else 'self'}", figures)
    older = sum(one.age >= CATCH_UP_AGE and not one.medicare for one in covered)
    return limit + older * value_in(plan_year, "hsa.catch_up_55", figures) if older else limit


def _less(plan_year: int, saving: Saving, counted: Decimal) -> Iterator[str]:
    if counted < saving.contribution:
        yield (
            f"Only {dollars(counted)} of the {dollars(saving.contribution)} counts: "
            f"no more may go into an HSA in {plan_year}."
        )
    if counted and saving.state in NOT_FREED:
        yield f"{NOT_FREED[saving.state]} taxes what goes into an HSA, so only federal tax is saved."


def _cannot(covered: Sequence[Covered]) -> Iterator[str]:
    if any(one.medicare for one in covered):
        yield "Those on Medicare can pay nothing into an HSA of their own."
