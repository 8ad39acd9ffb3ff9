"""The account of one choice: what is certain, what care comes to in each drawn year, and what tax and states add."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bot.costs.amounts import ZERO, dollars
from bot.costs.choices import Choice
from bot.costs.contract import Contract, Line
from bot.costs.pricing import Pricing
from bot.costs.rules.penalties import Penalty, Uninsured, penalty
from bot.costs.rules.savings_account import Arrangement, Covered, HsaEffect, Saving, hsa
from bot.costs.rules.subsidies import Credit, Household, credit, premium_after
from bot.costs.sharing import Amounts
from bot.costs.situation import Plan, Situation
from bot.errors import RefusedError
from bot.figures import Figures

ADULT = 18  # years
ASSUMED_AGE = 40  # for limits that go by age, where it is not known


@dataclass(frozen=True)
class Account:
    """What a choice costs under the rules of its plan year."""

    contract: Contract
    figures: Figures

    @property
    def choice(self) -> Choice:
        """The choice."""
        return self.contract.choice

    @cached_property
    def hsa(self) -> HsaEffect | None:
        """What health savings accounts change; None where there is no tax to save or nothing is paid in."""
        situation = self.choice.situation
        if situation.tax is None or not situation.hsa_contribution:
            return None
        federal, state = (Decimal(str(rate)) for rate in (situation.tax.federal, situation.tax.state))
        eligible = [member for plan in self.choice.plans if plan.hsa_eligible for member in self.choice.on(plan)]
        covered = [Covered(ASSUMED_AGE if one.age is None else one.age, one.program == "medicare") for one in eligible]
        return hsa(
            situation.plan_year,
            Saving(situation.hsa_contribution, federal, state, situation.state),
            covered,
            [one for one in self._arrangements() if one.people & {member.id for member in eligible}],
            self.figures,
        )

    def _arrangements(self) -> Iterator[Arrangement]:
        for retainer in self.choice.retainers:
            people = frozenset(member.id for member in self.choice.joining(retainer))
            fee = self.contract.fees[retainer.id].monthly
            yield Arrangement(fee, people, retainer.bills_insurance, retainer.visit_fee)

    @cached_property
    def penalty(self) -> Penalty | None:
        """What the state charges for being without cover; None where everybody has some, or the state is not known."""
        uninsured, situation = self.choice.uninsured, self.choice.situation
        if not uninsured or situation.state is None:
            return None
        children = sum(one.age is not None and one.age < ADULT for one in uninsured)
        who = Uninsured(len(uninsured) - children, children, situation.months)
        return penalty(situation.state, situation.plan_year, who, situation.income, self.figures)

    @cached_property
    def constant(self) -> Decimal:
        """What is the same in every drawn year: committed, leaving, tax and a state's penalty; in dollars."""
        leaving = self.contract.leaving
        exit_cost = ZERO if leaving is None else leaving.low if leaving.high is None else leaving.high
        tax = self.hsa.effect if self.hsa else ZERO
        charged = self.penalty.amount if self.penalty and self.penalty.amount else ZERO
        return self.contract.committed + exit_cost + tax + charged

    def lines(self, paid: Amounts | None) -> Iterator[Line]:
        """Yield the lines that come to the mean total."""
        yield from self.contract.lines
        if paid is not None:
            terms = "by the terms of the plan" if self.choice.plans else "at the prices that insurers negotiate"
            workings = f"average of {len(paid):,} drawn years, {terms}"
            amount = round(float(paid.mean(dtype=float)), 2)
            yield Line(name="Care you pay for yourself", amount=amount, workings=workings, estimate=True)
        leaving = self.contract.leaving
        if leaving is not None:
            counted = leaving.low if leaving.high is None else leaving.high
            yield Line(name="Leaving", amount=float(counted), workings=leaving.workings)
        if self.hsa is not None and self.hsa.effect:
            yield Line(name="Tax saved with an HSA", amount=float(self.hsa.effect), workings=_saved(self))
        if self.penalty is not None and self.penalty.amount:
            workings = " ".join(self.penalty.workings)
            yield Line(name="State penalty", amount=float(self.penalty.amount), workings=workings)


def _saved(account: Account) -> str:
    """Write how the tax effect comes about."""
    assert account.hsa is not None
    rate = -account.hsa.effect / account.hsa.counted
    return f"−{float(rate):.4g} × {dollars(account.hsa.counted)} paid in"


def accounts_of(choices: tuple[Choice, ...], figures: Figures) -> dict[str, Account]:
    """Open the account of each choice, by id. Raises RefusedError where a premium cannot be derived."""
    situation = choices[0].situation
    premiums = {
        one.id: _premium(one, situation, figures) if isinstance(one, Plan) else one.premium
        for one in situation.insurance
    }
    return {one.id: Account(Contract(one, premiums), figures) for one in choices}


def _premium(plan: Plan, situation: Situation, figures: Figures) -> Decimal:
    """Return a plan's monthly premium: as given, or its list price less the household's tax credit."""
    if plan.premium is not None or plan.list_premium is None:
        return Decimal(str(plan.premium or 0))
    found = credit_of(situation, figures)
    if found is None:
        raise RefusedError(
            f"insurance.{plan.id}: to derive the premium from `list_premium`, give `income` (a year) and "
            "`benchmark_premium` (a month); or give `premium`, what is left to pay after the tax credit."
        )
    return (
        plan.list_premium
        if plan.tier in {"catastrophic", "employer"}
        else premium_after(plan.list_premium, found.monthly)
    )


def credit_of(situation: Situation, figures: Figures) -> Credit | None:
    """Return the household's premium tax credit; None where income or benchmark are not known."""
    if situation.income is None or situation.benchmark_premium is None:
        return None
    household = Household(situation.income, situation.household_size or len(situation.members), situation.state)
    return credit(situation.plan_year, household, situation.benchmark_premium, figures)


def totals(account: Account, pricing: Pricing) -> Amounts:
    """Return what a choice costs in all in each drawn year."""
    found: Amounts = pricing.out_of_pocket(account.choice) + float(account.constant)
    return found


Accounts = Mapping[str, Account]
