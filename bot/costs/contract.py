"""What a choice costs by contract, to the cent: premiums, fees, enrolment, leaving, and the most that it can come to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache

from bot.costs.amounts import ZERO, dollars, to_the_cent
from bot.costs.choices import Choice
from bot.costs.exit import MONTHS, ExitCost, exit_costs
from bot.costs.sharing import Met, most
from bot.costs.situation import Member, Plan, Retainer
from bot.errors import RefusedError
from bot.vocabulary import ExitTerms, Frozen


class Line(Frozen):
    """A line of a sum: its name, dollars a year, and how they come about; `estimate`: a mean of drawn years."""

    name: str
    amount: float
    workings: str
    estimate: bool = False


@dataclass(frozen=True)
class Fee:
    """What a household pays a month for a membership, and how it comes about."""

    monthly: Decimal
    workings: str = ""


def monthly_fee(retainer: Retainer, joining: Sequence[Member]) -> Fee:
    """Return the monthly fee for those who join. Raises RefusedError where it goes by age and an age has none."""
    if not joining:
        return Fee(ZERO)
    if retainer.fee is not None and not (retainer.fee_by_age and all(one.age is not None for one in joining)):
        return _capped(retainer, retainer.fee, "")
    parts = [_fee_of(retainer, member) for member in joining]
    return _capped(retainer, sum(parts, ZERO), " + ".join(dollars(part) for part in parts) if len(parts) > 1 else "")


def _capped(retainer: Retainer, fee: Decimal, workings: str) -> Fee:
    cap = retainer.household_cap
    if cap is None or fee <= cap:
        return Fee(fee, workings)
    return Fee(cap, f"{workings or dollars(fee)}, at most {dollars(cap)}")


def _fee_of(retainer: Retainer, member: Member) -> Decimal:
    if member.age is None:
        raise RefusedError(f"members.{member.id}.age: it is needed, because the fee of {retainer.id} goes by age.")
    for row in retainer.fee_by_age:
        if row.from_age <= member.age and (row.to is None or member.age <= row.to):
            return row.fee
    raise RefusedError(f"retainers.{retainer.id}.fee_by_age: there is no fee for {member.id}, who is {member.age}.")


@dataclass(frozen=True)
class Contract:
    """What a choice costs for certain. `premiums` are monthly, by the id of the cover."""

    choice: Choice
    premiums: dict[str, Decimal]

    @cached_property
    def fees(self) -> dict[str, Fee]:
        """The monthly fee of each membership."""
        return {one.id: monthly_fee(one, self.choice.joining(one)) for one in self.choice.retainers}

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What is paid for certain, line by line."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Line]:
        situation, several = self.choice.situation, len(self.choice.covers) > 1
        for cover in self.choice.covers:
            premium = self.premiums[cover.id]
            yield _line("Premiums" + (f", {cover.name or cover.id}" if several else ""), situation.months, premium)
        several = len(self.choice.retainers) > 1
        for retainer in self.choice.retainers:
            fee, of = self.fees[retainer.id], f", {retainer.name or retainer.id}" if several else ""
            line = _line(f"Membership fees{of}", situation.kept, fee.monthly)
            yield line.model_copy(update={"workings": f"{line.workings} ({fee.workings})"}) if fee.workings else line
            if retainer.enrollment_fee:
                amount = float(retainer.enrollment_fee)
                yield Line(name=f"Enrollment{of}", amount=amount, workings=f"once {dollars(retainer.enrollment_fee)}")

    @cached_property
    def committed(self) -> Decimal:
        """What is paid for certain, in dollars."""
        return to_the_cent(sum((Decimal(str(line.amount)) for line in self.lines), ZERO))

    @cached_property
    def exits(self) -> tuple[ExitCost, ...]:
        """What leaving all memberships costs after each of 1 to 24 months; () where there is none."""
        by_retainer = [self._exits_of(one) for one in self.choice.retainers]
        if len(by_retainer) <= 1:
            return by_retainer[0] if by_retainer else ()
        return tuple(_together([costs[month - 1] for costs in by_retainer]) for month in MONTHS)

    def _exits_of(self, retainer: Retainer) -> tuple[ExitCost, ...]:
        joining = self.choice.joining(retainer)
        known = [one.use["primary_care"] for one in joining if "primary_care" in one.use]
        visits = sum(known) / 12 if joining and len(known) == len(joining) else None
        return _exit_costs(retainer.exit_terms(self.fees[retainer.id].monthly), visits)

    @cached_property
    def leaving(self) -> ExitCost | None:
        """What leaving costs that falls into what is compared, None where nobody leaves in it."""
        situation = self.choice.situation
        return self.exits[situation.kept - 1] if self.exits and situation.leaves else None

    @cached_property
    def worst_case(self) -> Decimal | None:
        """The most that it can come to, in dollars before tax; None where nothing bounds it."""
        choice = self.choice
        bounded = {member.id for plan in choice.plans for member in choice.on(plan)}
        if any(member.id not in bounded for member in choice.situation.members):
            return None
        found = self.committed
        for plan in choice.plans:
            found += to_the_cent(Decimal(str(most(plan, *met_of(plan, choice.on(plan), choice)))))
        if self.leaving is not None:
            if self.leaving.high is None:
                return None
            found += self.leaving.high
        for retainer in choice.retainers if any(one.visit_fee for one in choice.retainers) else ():
            for member in choice.joining(retainer) if retainer.visit_fee else ():
                if "primary_care" not in member.use:
                    return None
                found += retainer.visit_fee * visits_while_member(choice, member.use["primary_care"])
        return to_the_cent(found)


@lru_cache(maxsize=256)
def _exit_costs(terms: ExitTerms, visits: float | None) -> tuple[ExitCost, ...]:
    return exit_costs(terms, visits)


def visits_while_member(choice: Choice, visits: int) -> Decimal:
    """Return how many of a year's known visits fall into the months in which memberships are kept."""
    priced = (Decimal(visits * choice.situation.months) / 12).to_integral_value(ROUND_HALF_UP)
    return priced * choice.situation.kept / choice.situation.months


def met_of(plan: Plan, members: Sequence[Member], choice: Choice) -> tuple[list[Met], Met]:
    """Return what each member, and the household, has met of a plan's limits; nothing in a plan year still to come."""
    if choice.situation.plan_year > choice.situation.on.year:
        return [Met() for _ in members], Met()
    own = [
        Met(float(one.deductible), float(one.out_of_pocket)) if (one := plan.met_by.get(member.id)) else Met()
        for member in members
    ]
    together = Met(
        max(float(plan.met.deductible), sum(one.deductible for one in own)),
        max(float(plan.met.out_of_pocket), sum(one.out_of_pocket for one in own)),
    )
    return ([together], together) if len(members) == 1 else (own, together)


def _line(name: str, months: int, monthly: Decimal) -> Line:
    amount = to_the_cent(months * monthly)
    return Line(name=name, amount=float(amount), workings=f"{months} × {dollars(monthly)}")


def _together(costs: Sequence[ExitCost]) -> ExitCost:
    """Add up what leaving several memberships costs after the same month."""
    amounts, highs = [one.amount for one in costs], [one.high for one in costs]
    return ExitCost(
        month=costs[0].month,
        amount=None if None in amounts else sum((one for one in amounts if one is not None), ZERO),
        low=sum((one.low for one in costs), ZERO),
        high=None if None in highs else sum((one for one in highs if one is not None), ZERO),
        workings="\n".join(one.workings for one in costs),
    )
