"""A ledger of claims: what a plan leaves to pay of each, one after another, and why.

The rule is that of `sharing`, taken claim by claim: what of a claim lies below what is left of the deductible is paid in
full; of the rest a copay in the same proportion, or a coinsurance, is due; nothing is due beyond the maximum.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer

from bot.costs.amounts import ZERO, dollars, to_the_cent
from bot.costs.sharing import DRUGS, NOTHING_MET, Limits, Met, household_limits, member_limits, pools_together
from bot.insurance import InsurancePlan, Service
from bot.vocabulary import Frozen

Amount = Annotated[Decimal, PlainSerializer(float, when_used="json")]
"""Dollars, to the cent; below 0 where money comes back."""

YOU = "you"
NAMES: Mapping[Service, str] = {
    "primary_care": "a primary care visit",
    "specialist": "a specialist visit",
    "urgent_care": "an urgent care visit",
    "mental_health": "a mental health visit",
    "therapy": "a therapy visit",
    "preventive": "preventive care",
    "lab": "lab work",
    "xray": "an X-ray",
    "imaging": "a CT or MRI scan",
    "emergency": "an emergency room visit",
    "inpatient": "a hospital stay",
    "outpatient": "other outpatient care",
    "generic_drug": "a generic drug",
    "preferred_drug": "a preferred brand drug",
    "nonpreferred_drug": "a non-preferred brand drug",
    "specialty_drug": "a specialty drug",
}
"""What one use of a service is called in a sentence."""


@dataclass(frozen=True)
class Claim:
    """One use of a service, at its price in dollars. `name`: what it is called, where the service's own name will not do."""

    service: Service
    price: Decimal
    member: str = YOU
    name: str = ""
    covered: bool = True

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return self.name or NAMES[self.service]


class Share(Frozen):
    """Who pays what of one bill, or of several, in dollars; `says` is why, in plain words.

    `paid` is what the person pays: `deductible`, `copay`, `coinsurance` and `not_covered` together, which last is paid
    without any help of a plan. `plan_pays` is what the plan pays.
    """

    deductible: Amount = ZERO
    copay: Amount = ZERO
    coinsurance: Amount = ZERO
    not_covered: Amount = ZERO
    paid: Amount = ZERO
    plan_pays: Amount = ZERO
    says: str = ""


class Standing(Frozen):
    """How much of the limits is met: of a member, or of the household (`who` null); what was met before is in it.

    `drug_deductible` and `drug_deductible_met` are null where drugs have no deductible of their own.
    """

    plan: str
    who: str | None
    deductible: Amount
    deductible_met: Amount
    drug_deductible: Amount | None
    drug_deductible_met: Amount | None
    out_of_pocket_max: Amount
    out_of_pocket_met: Amount


class _Purse:
    """What is left of one set of limits: the deductibles by pool, the plan's and that of drugs, and the maximum."""

    def __init__(self, who: str | None, limits: Limits, met: Met) -> None:
        left = limits.less(met)
        self.who = who
        self.deductibles = [_exact(limits.deductible), _exact(limits.drug_deductible or 0)]
        self.maximum = _exact(limits.out_of_pocket_max)
        self.deductibles_left = [_exact(left.deductible), _exact(left.drug_deductible or 0)]
        self.left = _exact(left.out_of_pocket_max)

    def take(self, pool: int, deductible: Decimal, paid: Decimal) -> None:
        """Count a payment."""
        self.deductibles_left[pool] -= deductible
        self.left -= paid

    def met(self, pool: int) -> Decimal:
        """Return how much of a deductible is met."""
        return self.deductibles[pool] - self.deductibles_left[pool]

    @property
    def of_household(self) -> str:
        """What goes before the name of a limit that is the household's."""
        return "household's " if self.who is None else ""


class Ledger:
    """Keeps count of the limits of everybody in a plan while their claims come in, in any order.

    `members` are all who are in the plan, with claims or without: they decide which limits apply. `met` is by member,
    in the same order; `household` what they have met together.

    >>> from bot.insurance import InsurancePlan
    >>> plan = InsurancePlan(id="silver", name="Silver", deductible=6000, out_of_pocket_max=8900, coinsurance=0.4)
    >>> ledger = Ledger(plan)
    >>> print(ledger.pay(Claim("specialist", Decimal(173))).says)
    $173 for a specialist visit: below the deductible, you pay all of it; $173 of $6,000 met.
    """

    def __init__(
        self,
        plan: InsurancePlan,
        members: Sequence[str] = (YOU,),
        met: Sequence[Met] = (),
        household: Met = NOTHING_MET,
    ) -> None:
        """Open a ledger in which nothing has been paid yet, but for what was met before."""
        self.plan = plan
        self._uses: Counter[tuple[str, Service]] = Counter()
        own = [
            _Purse(member, member_limits(plan), one)
            for member, one in zip(members, met or [NOTHING_MET] * len(members), strict=True)
        ]
        shared = [_Purse(None, household_limits(plan), household)] if len(members) > 1 else []
        if pools_together(plan, len(members)):
            self._purses = dict.fromkeys(members, shared)
        else:
            self._purses = {member: [purse, *shared] for member, purse in zip(members, own, strict=True)}

    def pay(self, claim: Claim) -> Share:
        """Price the next claim."""
        head = f"{dollars(claim.price)} for {claim.called}: "
        if not claim.covered:
            return share(head + "the plan does not cover it, you pay all of it.", not_covered=claim.price)
        if claim.service == "preventive":
            return share(head + "the plan pays all of it.", plan_pays=claim.price)
        self._uses[claim.member, claim.service] += 1
        free = self.plan.free_visits.get(claim.service, 0)
        if (use := self._uses[claim.member, claim.service]) <= free:
            which = "the one use a year that is free" if free == 1 else f"number {use} of {free} a year that are free"
            return share(head + f"{which}, the plan pays all of it.", plan_pays=claim.price)
        return self._shared(claim, head)

    def split(self, claims: Iterable[Claim]) -> Share:
        """Price claims one after another, and return who pays what of all together; see `together`."""
        return together([self.pay(claim) for claim in claims])

    @property
    def standings(self) -> tuple[Standing, ...]:
        """How much of the limits is met by now: each member's, then the household's."""
        purses = {purse.who: purse for purses in self._purses.values() for purse in purses}
        order = sorted(purses.values(), key=lambda purse: purse.who is None)
        return tuple(self._standing(purse) for purse in order)

    def _standing(self, purse: _Purse) -> Standing:
        drugs = self.plan.drug_deductible is not None
        return Standing(
            plan=self.plan.id,
            who=purse.who,
            deductible=purse.deductibles[0],
            deductible_met=purse.met(0),
            drug_deductible=purse.deductibles[1] if drugs else None,
            drug_deductible_met=purse.met(1) if drugs else None,
            out_of_pocket_max=purse.maximum,
            out_of_pocket_met=purse.maximum - purse.left,
        )

    def _shared(self, claim: Claim, head: str) -> Share:
        """Price a claim of which the person may have to pay a part."""
        plan, price, purses = self.plan, claim.price, self._purses[claim.member]
        pool = 1 if plan.drug_deductible is not None and claim.service in DRUGS else 0
        tight = min(purses, key=lambda purse: purse.left)
        most = tight.left
        below = ZERO
        if claim.service not in plan.before_deductible:
            below = min(price, *(purse.deductibles_left[pool] for purse in purses))
        due = self._after(claim, price - below)
        paid = min(most, below + due)
        deductible = min(below, paid)
        lowest = min(purses, key=lambda purse: purse.deductibles_left[pool])
        for purse in purses:
            purse.take(pool, deductible, paid)
        if not price:
            says = "there is nothing to pay"
        elif not most:
            says = f"the {_maximum(tight)} is reached: the plan pays all of it"
        else:
            part = _Part(claim, pool, below, due, lowest, cut=paid < below + due)
            says = "; ".join((*self._below(part), *self._above(part)))
            if part.cut:
                says += f"; the {_maximum(tight)} is reached: you pay {dollars(paid)}, the plan pays the rest"
            elif paid and not tight.left:
                says += f"; with it the {_maximum(tight)} is reached"
        kind = "copay" if claim.service in plan.copays else "coinsurance"
        return share(f"{head}{says}.", deductible=deductible, plan_pays=price - paid, **{kind: paid - deductible})

    def _after(self, claim: Claim, rest: Decimal) -> Decimal:
        """Return what is due of the part of a claim that no deductible applies to."""
        if not rest:
            return ZERO
        copay = self.plan.copays.get(claim.service)
        if copay is None:
            return to_the_cent(rest * self._rate(claim.service))
        return to_the_cent(min(_exact(copay), claim.price) * rest / claim.price)

    def _rate(self, service: Service) -> Decimal:
        return _exact(self.plan.coinsurance_for.get(service, self.plan.coinsurance))

    def _below(self, part: "_Part") -> Iterator[str]:
        """Say what a deductible makes of a claim."""
        name = f"{part.purse.of_household}{'drug ' if part.pool else ''}deductible"
        if not part.below:
            if part.purse.deductibles[part.pool] and part.claim.service not in self.plan.before_deductible:
                yield f"the {name} is met"
        elif part.cut:
            yield f"{dollars(part.below) if part.rest else 'all'} of it is below the {name}"
        elif part.rest:
            yield f"{dollars(part.below)} of it is below the {name}, which you pay and which is now met"
        else:
            yield f"below the {name}, you pay all of it"
            yield f"{dollars(part.purse.met(part.pool))} of {dollars(part.purse.deductibles[part.pool])} met"

    def _above(self, part: "_Part") -> Iterator[str]:
        """Say what is due of the rest of a claim."""
        copay = self.plan.copays.get(part.claim.service)
        if not part.rest:
            return
        if not part.due:
            yield f"the plan pays {'the rest' if part.below else 'all of it'}"
        elif copay is None:
            of = "the other " if part.below else ""
            rate = (self._rate(part.claim.service) * 100).normalize()
            yield f"{rate:f}% of {of}{dollars(part.rest)} is {dollars(part.due)}"
        elif part.below:
            whole = dollars(min(_exact(copay), part.claim.price))
            yield f"the copay of {whole} for the other {dollars(part.rest)} of it is {dollars(part.due)}"
        elif part.due < _exact(copay):
            yield f"less than the copay of {dollars(_exact(copay))}"
        else:
            yield f"copay {dollars(part.due)}"


@dataclass(frozen=True)
class _Part:
    """A claim in its parts: `below` the deductible of `purse`, and what is `due` of the rest; `cut` by a maximum or not."""

    claim: Claim
    pool: int
    below: Decimal
    due: Decimal
    purse: _Purse
    cut: bool

    @property
    def rest(self) -> Decimal:
        """What no deductible applies to."""
        return self.claim.price - self.below


def share(says: str, **parts: Decimal) -> Share:
    """Return a share of a bill by its parts: what is paid is all of them but what the plan pays."""
    paid = sum((amount for name, amount in parts.items() if name != "plan_pays"), ZERO)
    return Share.model_validate({**parts, "paid": paid, "says": says})


def together(shares: Iterable[Share]) -> Share:
    """Return who pays what of several bills, without words: the copays, for one, are all in `copay`."""
    parts = [name for name in Share.model_fields if name != "says"]
    found = list(shares)
    return Share.model_validate({name: sum((getattr(one, name) for one in found), ZERO) for name in parts})


def _exact(number: float) -> Decimal:
    """Return a number as it is written: 0.1 is one tenth."""
    return Decimal(str(number))


def _maximum(purse: _Purse) -> str:
    return f"{purse.of_household}out-of-pocket maximum of {dollars(purse.maximum)}"
