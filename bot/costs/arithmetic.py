"""One drawn year of an option as months of bills that a person can follow, beside the sum that the comparison works with.

A drawn year knows how often each service is used and what all its uses cost together. Here it is broken into single
bills of one price each: those that a person told of spread evenly over the months priced, the others at random, always the
same way. The comparison takes no order of bills; here they come one after another, so that the two sums can differ,
and the year says then by how much and why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Literal

import numpy as np

from bot.costs.account import Account
from bot.costs.amounts import ZERO, counted, dollars, to_the_cent
from bot.costs.cautions import option_not_estimated
from bot.costs.choices import UNAFFECTED, Choice
from bot.costs.contract import met_of
from bot.costs.ledger import NAMES, Amount, Claim, Ledger, Share, Standing, together
from bot.costs.sharing import Amounts
from bot.costs.situation import Member, Plan, Retainer
from bot.costs.trial import Trial
from bot.costs.uses import Use, uses_of
from bot.errors import RefusedError
from bot.insurance import Service
from bot.vocabulary import Frozen

Which = Literal["median", "p90"]
RANKS: dict[Which, Fraction] = {"median": Fraction(1, 2), "p90": Fraction(9, 10)}
Kind = Literal["premium", "fee", "enrollment", "visit_fee", "leaving", "tax", "penalty"]
LAST: dict[str, Kind] = {"Leaving": "leaving", "Tax saved with an HSA": "tax", "State penalty": "penalty"}
"""What the lines of an account after those of the contract are."""

CALENDAR = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SPREAD = (
    "What you told of your use is spread evenly over the months; other care falls on days drawn at random, the same for "
    "every option and every time. All uses of a service in a year have the same price, to the dollar."
)
CLOSE = Decimal(1)
"""Dollars by which the two sums may differ without a word."""


class Bill(Share):
    """One use of a service. `price` is what is paid by the person, by the plan and by the membership together.

    `by_membership` is what a membership covers, takes off or, if that is supposed, makes unnecessary. `plan` is the id of
    the insurance; null without. `paid` is `deductible`, `copay`, `coinsurance` and `not_covered` together.
    """

    member: str
    service: Service
    name: str
    price: Amount
    by_membership: Amount
    plan: str | None


class Entry(Frozen):
    """What is paid apart from bills for care, in dollars; below 0 for tax saved. `says`: how it comes about."""

    kind: Kind
    name: str
    amount: Amount
    says: str


class Month(Frozen):
    """A month: what is due in it, its bills in order, their sum with visit fees (`care`), and the sum of everything.

    `standings` are the limits of the plans as they are met at its end.
    """

    number: int
    name: str
    entries: tuple[Entry, ...]
    bills: tuple[Bill, ...]
    care: Amount
    total: Amount
    standings: tuple[Standing, ...]


class DrawnYear(Frozen):
    """A drawn year of an option, month by month: the `which` one by its total, the `number`th of `years_drawn`.

    `care` is the sum of all that is paid for care, visit fees with it, bill by bill; `care_compared` is what the comparison
    makes of the same year without an order; `total` and `total_compared` have all else with it. `difference` says by
    how much they differ and why, null where it is a dollar at most. `parts` are all bills together. `notes` say how the
    bills were placed, and what is not in it.
    """

    option: str
    name: str
    which: Which
    number: int
    years_drawn: int
    months: tuple[Month, ...]
    parts: Share
    care: Amount
    care_compared: Amount
    total: Amount
    total_compared: Amount
    difference: str | None
    notes: tuple[str, ...]


def arithmetic(trial: Trial, option_id: str) -> tuple[DrawnYear, DrawnYear]:
    """Return the drawn years of an option whose totals are the median and the 90th percentile, bill by bill.

    The totals are those of nearest rank; of years with the same total, the one whose number is lowest. The same trial
    always gives the same bills, and a year has the same bills in every option. Raises RefusedError for an option that
    there is not.
    """
    account = trial.accounts.get(option_id)
    if account is None:
        raise RefusedError(f"options.{option_id}: there is no such option; there are: {', '.join(trial.accounts)}.")
    paid = trial.pricing.out_of_pocket(account.choice)
    median, bad = (_Walk(trial, account, ranked(paid, part)).told(which) for which, part in RANKS.items())
    return median, bad


def ranked(amounts: Amounts, part: Fraction) -> int:
    """Return which of some amounts is the one of nearest rank: the first of those that are as high."""
    at = ceil(part * len(amounts)) - 1
    return int(np.flatnonzero(amounts == np.sort(amounts)[at])[0])


@dataclass(frozen=True)
class _Kept:
    """The bills of those in one plan, or of those in none, each with its use; and the limits at the end of each month."""

    bills: tuple[tuple[Use, Bill], ...]
    standings: tuple[tuple[Standing, ...], ...]

    @property
    def paid(self) -> Decimal:
        return sum((bill.paid for _, bill in self.bills), ZERO)


@dataclass(frozen=True, eq=False)
class _Walk:
    """A drawn year of one option, walked through bill by bill; `at` is its place among the drawn years."""

    trial: Trial
    account: Account
    at: int

    @property
    def choice(self) -> Choice:
        return self.account.choice

    @cached_property
    def uses(self) -> list[Use]:
        return uses_of(self.trial, self.choice, self.at)

    @cached_property
    def kept(self) -> list[_Kept]:
        """The bills of each plan, and of those without one."""
        found = [self._in_plan(plan) for plan in self.choice.plans]
        without = [use for use in self.uses if use.member.id not in self.choice.cover_of]
        bills = tuple((use, self._bill(use, None, outside=True)) for use in without)
        return [*found, _Kept(bills, ((),) * self.trial.situation.months)]

    def _in_plan(self, plan: Plan) -> _Kept:
        """Walk through the bills of a plan; what has a discount is paid outside it all year if that is cheaper."""
        found = self._walked(plan, outside=False)
        if not any(self.choice.discounts[member.id] for member in self.choice.on(plan)):
            return found
        return min(found, self._walked(plan, outside=True), key=lambda kept: kept.paid)

    def _walked(self, plan: Plan, *, outside: bool) -> _Kept:
        members = self._members(plan)
        if not members:
            return _Kept((), ((),) * self.trial.situation.months)
        met, household = met_of(plan, members, self.choice)
        ledger = Ledger(plan, [one.id for one in members], met, household)
        mine = [use for use in self.uses if use.member in members]
        bills, standings = [], []
        for month in range(self.trial.situation.months):
            bills += [(use, self._bill(use, ledger, outside=outside)) for use in mine if use.month == month]
            standings.append(ledger.standings)
        return _Kept(tuple(bills), tuple(standings))

    def _members(self, plan: Plan) -> list[Member]:
        return [one for one in self.choice.on(plan) if one.id in self.trial.pricing.lives]

    def _memberships(self, use: Use) -> tuple[Retainer, ...]:
        """Return the memberships of a person that are kept when something is used."""
        return self.choice.memberships(use.member) if use.month < self.trial.situation.kept else ()

    def _bill(self, use: Use, ledger: Ledger | None, *, outside: bool) -> Bill:
        """Write the bill of one use; `outside`: what has a discount is paid in cash."""
        head, own = f"{dollars(use.price)} for {NAMES[use.service]}: ", self._memberships(use)
        practices = [one for one in own if not one.bills_insurance]
        for retainer in practices:
            if use.service in retainer.covers:
                says = f"{head}covered by {retainer.name or retainer.id}'s fee."
                return _bill(use, Share(says=says), use.price, ledger)
        spared = to_the_cent(use.price * self._less(use)) if own else ZERO
        left, before = use.price - spared, ""
        if spared:
            before = f"{head}{dollars(spared)} less, as you suppose that the membership makes less care necessary. "
            head = f"{dollars(left)} for {NAMES[use.service]}: "
        giving = [one for one in practices if one.discounts.get(use.service)]
        if giving and outside:
            off = self.choice.discounts[use.member.id][use.service]
            cash = to_the_cent(left * (1 - Decimal(str(off))))
            says = f"{head}{_percent(off)} off with {giving[-1].name or giving[-1].id}, you pay {dollars(cash)}"
            says += ", outside the insurance: it counts toward no limit." if ledger else "."
            share = Share(not_covered=cash, paid=cash, says=before + says)
            return _bill(use, share, use.price - cash, ledger)
        if ledger is None:
            says = f"{before}{head}no insurance, you pay all of it."
            return _bill(use, Share(not_covered=left, paid=left, says=says), spared, None)
        share = ledger.pay(Claim(use.service, left, use.member.id))
        return _bill(use, share.model_copy(update={"says": before + share.says}), spared, ledger)

    def _less(self, use: Use) -> Decimal:
        """Return what part of a service a membership is supposed to make unnecessary."""
        effect = self.trial.situation.retainer_effect
        less = effect.emergency if use.service == "emergency" else effect.care
        return ZERO if use.service in UNAFFECTED else Decimal(str(less))

    def told(self, which: Which) -> DrawnYear:
        """Tell the year month by month."""
        months = tuple(self._months())
        care, total = (sum(amounts, ZERO) for amounts in zip(*((one.care, one.total) for one in months), strict=True))
        compared = to_the_cent(Decimal(str(float(self.trial.pricing.out_of_pocket(self.choice)[self.at]))))
        return DrawnYear(
            option=self.choice.id,
            name=self.choice.name,
            which=which,
            number=self.at + 1,
            years_drawn=len(self.trial.pricing.out_of_pocket(self.choice)),
            months=months,
            parts=together(bill for month in months for bill in month.bills),
            care=care,
            care_compared=compared,
            total=total,
            total_compared=to_the_cent(self.account.constant) + compared,
            difference=self._difference(care - compared, compared),
            notes=tuple(self._notes()),
        )

    def _months(self) -> Iterator[Month]:
        situation = self.trial.situation
        first = situation.starts.month if situation.starts else 1
        bills = sorted((pair for kept in self.kept for pair in kept.bills), key=lambda pair: pair[0].when)
        entries = [*self._certain(), *self._visit_fees()]
        for at in range(situation.months):
            here = tuple(bill for use, bill in bills if use.month == at)
            due = tuple(entry for month, entry in entries if month == at)
            paid = sum((bill.paid for bill in here), ZERO)
            visits = sum((entry.amount for entry in due if entry.kind == "visit_fee"), ZERO)
            yield Month(
                number=at + 1,
                name=CALENDAR[first - 1 + at],
                entries=due,
                bills=here,
                care=paid + visits,
                total=paid + sum((entry.amount for entry in due), ZERO),
                standings=tuple(one for kept in self.kept for one in kept.standings[at]),
            )

    def _certain(self) -> Iterator[tuple[int, Entry]]:
        """Yield what is the same in every drawn year, with its month."""
        contract, situation = self.account.contract, self.trial.situation
        for cover in self.choice.covers:
            name = f"Premium, {cover.name or cover.id}"
            yield from _monthly("premium", name, contract.premiums[cover.id], situation.months)
        for retainer in self.choice.retainers:
            of, fee = retainer.name or retainer.id, contract.fees[retainer.id]
            if retainer.enrollment_fee:
                yield 0, Entry(kind="enrollment", name=f"Enrollment, {of}", amount=retainer.enrollment_fee, says="once")
            yield from _monthly("fee", f"Membership fee, {of}", fee.monthly, situation.kept, fee.workings)
        for line in list(self.account.lines(None))[len(contract.lines) :]:
            kind = LAST[line.name]
            month = situation.kept if kind == "leaving" else situation.months
            amount = to_the_cent(Decimal(str(line.amount)))
            if amount:
                yield month - 1, Entry(kind=kind, name=line.name, amount=amount, says=line.workings)

    def _visit_fees(self) -> Iterator[tuple[int, Entry]]:
        """Yield what memberships charge for each primary care visit."""
        for use in self.uses:
            for retainer in self._memberships(use) if use.service == "primary_care" else ():
                if retainer.visit_fee:
                    name, fee = retainer.name or retainer.id, retainer.visit_fee
                    says = f"{name} charges {dollars(fee)} for each primary care visit, beside its monthly fee"
                    yield use.month, Entry(kind="visit_fee", name=f"Visit fee, {name}", amount=fee, says=says)

    def _difference(self, more: Decimal, compared: Decimal) -> str | None:
        """Say by how much bills differ from what the comparison works with, and why; None: by a dollar at most."""
        if abs(more) <= CLOSE:
            return None
        than = f"{dollars(abs(more))} {'more' if more > 0 else 'less'} than the {dollars(compared)}"
        why = [*self._why()] or [
            "The comparison works with the sums of a year, in which cents are not rounded bill by bill."
        ]
        return " ".join([f"Bill by bill, care comes to {than} that the comparison works with for this year.", *why])

    def _why(self) -> Iterator[str]:
        situation, choice = self.trial.situation, self.choice
        if any(self._passes_deductible(plan, kept) for plan, kept in zip(choice.plans, self.kept, strict=False)):
            several = any(len(self._members(plan)) > 1 for plan in choice.plans)
            yield (
                "It lets the deductible take the same part of every bill that is subject to it, whatever the order; "
                "here the first bills of the year meet it"
                + (", whoever in the household they are for." if several else ".")
            )
        if choice.retainers and situation.kept < situation.months:
            yield (
                f"It takes every service as falling evenly into the {counted(situation.kept, 'month')} of "
                f"{situation.months} in which the membership is kept; here each bill falls into a month of its own."
            )
        effect = situation.retainer_effect
        if choice.retainers and (effect.care or effect.emergency):
            yield "It takes what the membership is supposed to spare off copays and visits too; here off prices alone."

    def _passes_deductible(self, plan: Plan, kept: _Kept) -> bool:
        """Whether some bills fall under a deductible, and some that it applies to come after it."""
        subject = [bill for _, bill in kept.bills if bill.service not in {"preventive", *plan.before_deductible}]
        after = any(bill.plan_pays or bill.copay or bill.coinsurance for bill in subject)
        return after and any(bill.deductible for bill in subject)

    def _notes(self) -> Iterator[str]:
        if self.uses:
            yield SPREAD
        yield from (f"Not in it: {said}." for said in option_not_estimated(self.account))
        for plan in self.choice.plans:
            drawn = self._members(plan)
            if drawn and len(drawn) < len(self.choice.on(plan)):
                names = " and ".join(one.id for one in drawn)
                yield f"The limits of {plan.name or plan.id} are reckoned as if only {names} were in it."


def _bill(use: Use, share: Share, by_membership: Decimal, ledger: Ledger | None) -> Bill:
    """Write a bill from who pays what of it."""
    return Bill(
        **share.model_dump(),
        member=use.member.id,
        service=use.service,
        name=NAMES[use.service],
        price=use.price,
        by_membership=by_membership,
        plan=ledger.plan.id if ledger else None,
    )


def _monthly(kind: Kind, name: str, amount: Decimal, months: int, workings: str = "") -> Iterator[tuple[int, Entry]]:
    """Yield what is paid each month, so that the months come to the sum to the cent."""
    each = to_the_cent(amount)
    rest = to_the_cent(months * amount) - (months - 1) * each
    for month in range(months if amount else 0):
        due = rest if month == months - 1 else each
        yield month, Entry(kind=kind, name=name, amount=due, says=workings or f"{dollars(amount)} a month")


def _percent(part: float) -> str:
    return f"{(Decimal(str(part)) * 100).normalize():f}%"
