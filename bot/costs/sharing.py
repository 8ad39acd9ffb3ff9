"""What a household pays of a year's care under an insurance plan, for many years at once.

The claims of a year are priced without an order: the deductible takes its share of everything that is subject to it
alike. Against pricing claim by claim that changes a year by a few dollars, and the average by less than one. The
rules stand in the documentation of situation files.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.insurance import SERVICES, InsurancePlan, Service

Amounts = NDArray[np.floating[Any]]
DRUGS: frozenset[Service] = frozenset(("generic_drug", "preferred_drug", "nonpreferred_drug", "specialty_drug"))
FAMILY = 2  # times a member's limits, where a plan does not give the household's


@dataclass(frozen=True)
class Claims:
    """A member's claims: for each of SERVICES uses and dollars by year.

    `left` is the part, from 0 to 1, of a service's claims that reaches the insurance; 1 where it is not named.
    """

    counts: Sequence[NDArray[Any]] | NDArray[Any]
    prices: Sequence[Amounts] | Amounts
    left: Mapping[Service, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Met:
    """What has already been paid in this plan year toward the limits, in dollars."""

    deductible: float = 0
    out_of_pocket: float = 0


NOTHING_MET = Met()


@dataclass(frozen=True)
class Limits:
    """What is left of the limits of a member or of a household, in dollars."""

    deductible: float
    drug_deductible: float | None
    out_of_pocket_max: float

    def less(self, met: Met) -> "Limits":
        """Return what is left once something has been paid."""
        rest = max(0.0, self.out_of_pocket_max - met.out_of_pocket)
        return Limits(max(0.0, self.deductible - met.deductible), self.drug_deductible, rest)


@dataclass(frozen=True)
class Charges:
    """A member's claims as a plan sees them, before any limit; each is dollars by year.

    `before` is due from the first dollar; `subject` is what the deductible applies to, `after` what is due of it once the
    deductible is met. The last two are by pool: one, or the medical one and that of drugs.
    """

    before: Amounts
    subject: tuple[Amounts, ...]
    after: tuple[Amounts, ...]

    @cached_property
    def _dearer(self) -> tuple[Amounts, ...]:
        """How much more a dollar costs that is paid as deductible than one after it."""
        return tuple(
            1 - np.divide(after, subject, out=np.zeros_like(subject), where=subject > 0)
            for subject, after in zip(self.subject, self.after, strict=True)
        )

    def plus(self, other: "Charges") -> "Charges":
        """Return the charges of two sets of claims together."""
        subject, after = (
            tuple(one + more for one, more in zip(*both, strict=True))
            for both in ((self.subject, other.subject), (self.after, other.after))
        )
        return Charges(self.before + other.before, subject, after)

    def under(self, deductible: Amounts, pool: int) -> Amounts:
        """Return what is due of a pool of which `deductible` dollars are paid as deductible, the rest after it."""
        return self.after[pool] + deductible * self._dearer[pool]


def member_limits(plan: InsurancePlan) -> Limits:
    """Return the limits of one member."""
    return Limits(plan.deductible, plan.drug_deductible, plan.out_of_pocket_max)


def household_limits(plan: InsurancePlan) -> Limits:
    """Return the limits of a household of several: the plan's own, or twice a member's."""
    drugs = None if plan.drug_deductible is None else FAMILY * plan.drug_deductible
    if plan.family is None:
        return Limits(FAMILY * plan.deductible, drugs, FAMILY * plan.out_of_pocket_max)
    return Limits(plan.family.deductible, drugs, plan.family.out_of_pocket_max)


def pools_together(plan: InsurancePlan, members: int) -> bool:
    """Whether the members of a household share all limits, none having any of their own."""
    return members > 1 and plan.family is not None and plan.family.kind == "aggregate"


def most(plan: InsurancePlan, met: Sequence[Met], household: Met) -> float:
    """Return the most that a household can pay for covered care, in dollars."""
    own = [member_limits(plan).less(one).out_of_pocket_max for one in met]
    if len(met) == 1:
        return own[0]
    shared = household_limits(plan).less(household).out_of_pocket_max
    return shared if pools_together(plan, len(met)) else min(shared, sum(own))


def paid(
    plan: InsurancePlan, claims: Sequence[Claims], met: Sequence[Met] = (), household: Met = NOTHING_MET
) -> Amounts:
    """Return what the members of a household pay together in each year, in dollars.

    `met` is by member; a single member has no limits of a household.
    """
    return settled(plan, [charges_of(plan, one) for one in claims], met, household)


def settled(
    plan: InsurancePlan, charges: Sequence[Charges], met: Sequence[Met] = (), household: Met = NOTHING_MET
) -> Amounts:
    """Return what is paid together of charges that have been worked out; see `paid`."""
    met = met or [NOTHING_MET] * len(charges)
    if len(charges) == 1:
        return _limited(charges[0], member_limits(plan).less(met[0]))
    shared = household_limits(plan).less(household)
    if pools_together(plan, len(charges)):
        return _limited(_pooled(charges), shared)
    own = [member_limits(plan).less(one) for one in met]
    return np.minimum(_sum(list(_within(charges, own, shared))), shared.out_of_pocket_max)


def _limited(charges: Charges, limits: Limits) -> Amounts:
    """Apply the limits of one member, or of a household that has one set of limits."""
    due = charges.before
    for pool, subject in enumerate(charges.subject):
        due = due + charges.under(np.minimum(subject, _deductible(limits, pool)), pool)
    return np.minimum(due, limits.out_of_pocket_max)


def _within(charges: Sequence[Charges], own: Sequence[Limits], shared: Limits) -> Iterable[Amounts]:
    """Apply each member's own limits, and to their deductibles the household's: all are cut alike."""
    dues = [one.before for one in charges]
    for pool in range(len(charges[0].subject)):
        paid_by = [
            np.minimum(one.subject[pool], _deductible(limits, pool)) for one, limits in zip(charges, own, strict=True)
        ]
        cut = _cut(_sum(paid_by), _deductible(shared, pool))
        dues = [
            due + one.under(own_share * cut, pool) for due, one, own_share in zip(dues, charges, paid_by, strict=True)
        ]
    return (np.minimum(due, limits.out_of_pocket_max) for due, limits in zip(dues, own, strict=True))


def _cut(together: Amounts, most: float) -> Amounts | float:
    """Return the part of all deductibles that is due, so that together they are at most so much."""
    return most / np.maximum(together, together.dtype.type(most)) if most else 0.0


def _deductible(limits: Limits, pool: int) -> float:
    """Return the deductible of a pool: the first is the plan's, the second that of drugs."""
    return limits.drug_deductible or 0.0 if pool else limits.deductible


def _pooled(charges: Sequence[Charges]) -> Charges:
    """Return the claims of a household as if they were of one."""
    return reduce(Charges.plus, charges)


def _sum(amounts: Sequence[Amounts]) -> Amounts:
    """Add up amounts by year."""
    return reduce(np.add, amounts)


def charges_of(plan: InsurancePlan, claims: Claims) -> Charges:
    """Return what a plan makes of a member's claims before any limit."""
    groups: dict[tuple[int, float | None], list[int]] = {}
    for row, service in enumerate(SERVICES):
        if service != "preventive" and claims.left.get(service, 1.0):
            groups.setdefault(_rule(plan, service), []).append(row)
    pools = 1 if plan.drug_deductible is None else 2
    kind = claims.prices[0].dtype
    due = [np.zeros_like(claims.prices[0]) for _ in range(1 + pools)]
    subject = [np.zeros_like(claims.prices[0]) for _ in range(1 + pools)]
    for (pool, share), rows in groups.items():
        gross = np.zeros_like(claims.prices[0])  # shared by all with one coinsurance, which is then taken once
        for row in rows:
            counts, price = _reaching(plan, claims, row)
            gross += price
            if share is None:
                due[pool] += np.minimum(counts * kind.type(plan.copays[SERVICES[row]]), price)
        subject[pool] += gross
        if share is not None:
            due[pool] += gross * kind.type(share)
    return Charges(due[0], tuple(subject[1:]), tuple(due[1:]))


def _rule(plan: InsurancePlan, service: Service) -> tuple[int, float | None]:
    """Return how a service is paid: its pool, 0 for what no deductible applies to; and its coinsurance, None for a copay."""
    drugs = plan.drug_deductible is not None and service in DRUGS
    pool = 0 if service in plan.before_deductible else 2 if drugs else 1
    return pool, None if service in plan.copays else plan.coinsurance_for.get(service, plan.coinsurance)


def _reaching(plan: InsurancePlan, claims: Claims, row: int) -> tuple[NDArray[Any], Amounts]:
    """Return the uses and dollars of a service that reach the plan, without free visits."""
    counts, price, service = claims.counts[row], claims.prices[row], SERVICES[row]
    kind, left, free = price.dtype, claims.left.get(service, 1.0), plan.free_visits.get(service)
    if left < 1:
        counts, price = counts * kind.type(left), price * kind.type(left)
    if free is None:
        return counts, price
    rest = np.maximum(counts.astype(kind) - kind.type(free), kind.type(0))
    return rest, price * np.divide(rest, counts, out=np.zeros_like(price), where=counts > 0)
