"""Cost sharing claim by claim: what a household pays when its claims of a year are priced one after another.

A second reading of the documentation of situation files, written without a look at the first, to check the yearly,
order-free formula against. Everything is a Fraction: nothing is rounded, and equal means equal.

The names used throughout. A claim of price p is *after* its deductible at a payment a <= p; its rate is a/p. In a year
with the claims subject to one deductible adding up to Y, exactly B = min(Y, D) dollars are paid in full, always the
first B dollars in calendar order, and the other Y - B dollars at the rates of the claims they belong to. So:

- one person's year before the maximum costs B + (the sum over the last Y - B dollars of their rates). No order costs
  less than dearest rate first, none more than dearest rate last; both orders exist;
- the yearly formula takes every claim's share of the Y - B dollars as (1 - B/Y) of its price, a choice of dollars like
  any other, so it lies between the same two ends;
- hence the order matters, before the maximum, if and only if 0 < D < Y and two rates differ;
- the maximum cuts every order alike: what is paid is min(maximum, what would be paid without one), because before the
  maximum is reached it changes nothing and afterwards nothing is paid.

Where the documentation says nothing this module decides, and `unsaid` tells which years depend on it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any, Literal

DRUGS = ("generic_drug", "preferred_drug", "nonpreferred_drug", "specialty_drug")
SERVICES = (
    *("primary_care", "specialist", "urgent_care", "mental_health", "therapy", "preventive", "lab", "xray"),
    *("imaging", "emergency", "inpatient", "outpatient"),
    *DRUGS,
)
NONE = Fraction(0)
UNLIMITED = Fraction(10**15)

Plan = dict[str, Any]
Pool = Literal["ordinary", "drugs"]
POOLS: tuple[Pool, Pool] = ("ordinary", "drugs")


@dataclass(frozen=True)
class Claim:
    """One use of one service by one member, at its negotiated price."""

    member: str
    service: str
    price: Fraction


@dataclass(frozen=True)
class Verdict:
    """Whether something provably holds, and why, or why it cannot be said."""

    holds: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Limits:
    """A deductible for each pool of services, and one maximum for both."""

    deductible: dict[Pool, Fraction]
    maximum: Fraction


@dataclass(frozen=True)
class Bounds:
    """The least and the most that a year can cost."""

    low: Fraction
    high: Fraction

    def __contains__(self, amount: Fraction) -> bool:
        return self.low <= amount <= self.high


# The terms of a plan


@cache
def exact(number: Any) -> Fraction:
    """Return a number of a situation file as it is written: 0.1 is one tenth."""
    return Fraction(str(number))


def pool(plan: Plan, service: str) -> Pool:
    """Return which deductible a service is subject to."""
    return "drugs" if service in DRUGS and plan.get("drug_deductible") is not None else "ordinary"


def is_before(plan: Plan, service: str) -> bool:
    """Say whether a service is paid for before, and apart from, the deductible."""
    return service in (plan.get("before_deductible") or ())


def copay(plan: Plan, service: str) -> Fraction | None:
    """Return the copay of a service, if it has one."""
    amount = (plan.get("copays") or {}).get(service)
    return None if amount is None else exact(amount)


def share(plan: Plan, claim: Claim) -> Fraction:
    """Return what is paid for a whole claim to which no deductible applies, or no longer."""
    amount = copay(plan, claim.service)
    if amount is not None:
        return min(amount, claim.price)
    own = (plan.get("coinsurance_for") or {}).get(claim.service)
    return claim.price * exact(plan.get("coinsurance") or 0 if own is None else own)


def free_uses(plan: Plan, service: str) -> int:
    """Return how many uses of a service a year cost each member nothing."""
    return int((plan.get("free_visits") or {}).get(service, 0))


def limits(plan: Plan, members: Sequence[str]) -> tuple[Limits, Limits]:
    """Return the limits of each member and of the household.

    One member alone has individual limits only. Under an aggregate family two or more members have the household's
    only. What was met comes off the individual limits of one member, and off the household's of several. A household's
    drug deductible, of which nothing is said, is twice the individual one, as every limit is that is not stated.
    """
    deductible, maximum = exact(plan["deductible"]), exact(plan["out_of_pocket_max"])
    drugs = exact(plan.get("drug_deductible") or 0)
    family, met = plan.get("family") or {}, plan.get("met") or {}
    met_deductible, met_maximum = exact(met.get("deductible") or 0), exact(met.get("out_of_pocket") or 0)

    def less_met(deductible: Fraction, drugs: Fraction, maximum: Fraction) -> Limits:
        return Limits(
            {"ordinary": max(NONE, deductible - met_deductible), "drugs": drugs}, max(NONE, maximum - met_maximum)
        )

    nothing = Limits({"ordinary": UNLIMITED, "drugs": UNLIMITED}, UNLIMITED)
    if len(members) == 1:
        return less_met(deductible, drugs, maximum), nothing
    household = less_met(
        exact(family.get("deductible", 2 * deductible)), 2 * drugs, exact(family.get("out_of_pocket_max", 2 * maximum))
    )
    if family.get("kind", "embedded") == "aggregate":
        return nothing, household
    return Limits({"ordinary": deductible, "drugs": drugs}, maximum), household


def unsaid(plan: Plan, claims: Iterable[Claim], members: Sequence[str]) -> tuple[str, ...]:
    """Name what this year depends on and the documentation leaves open, where two honest readings may differ."""
    claims = tuple(claims)
    used = {claim.service for claim in claims}
    drugs = bool(plan.get("drug_deductible")) and bool(used & set(DRUGS))
    sharers = {service: {claim.member for claim in claims if claim.service == service} for service in used}
    both = used & set(plan.get("copays") or ()) & set(plan.get("coinsurance_for") or ())
    found = {
        "a household's drug deductible (here: twice the individual one)": drugs and len(members) > 1,
        "what was met with a drug deductible (here: off the ordinary one)": drugs
        and bool((plan.get("met") or {}).get("deductible")),
        "free visits of several members (here: each member's own)": any(
            free_uses(plan, service) and len(sharers[service]) > 1 for service in used
        ),
        "a copay and a coinsurance of its own for one service (here: the copay)": bool(both),
    }
    return tuple(reason for reason, applies in found.items() if applies)


# One claim after another


def paid(plan: Plan, claims_in_order: Iterable[Claim], members: Sequence[str]) -> Fraction:
    """Return what the household pays in the year, its claims priced in this order.

    `members` are all who are on the plan, with claims or without: they decide which limits apply. Counted toward a
    deductible is what was paid toward it, so that a member at the maximum adds nothing to the household's.
    """
    each, household = limits(plan, members)
    uses: dict[tuple[str, str], int] = defaultdict(int)
    counted: dict[tuple[str, Pool], Fraction] = defaultdict(Fraction)
    household_counted: dict[Pool, Fraction] = defaultdict(Fraction)
    spent = dict.fromkeys(members, NONE)
    for claim in claims_in_order:
        who, which = claim.member, pool(plan, claim.service)
        uses[who, claim.service] += 1
        if claim.service == "preventive" or uses[who, claim.service] <= free_uses(plan, claim.service):
            continue
        left = min(each.maximum - spent[who], household.maximum - sum(spent.values()))
        below = NONE
        if not is_before(plan, claim.service):
            own_rest = each.deductible[which] - counted[who, which]
            household_rest = household.deductible[which] - household_counted[which]
            below = min(claim.price, own_rest, household_rest)
        above = (claim.price - below) / claim.price if claim.price else NONE
        payment = min(left, below + above * share(plan, claim))
        toward_deductible = min(below, payment)
        counted[who, which] += toward_deductible
        household_counted[which] += toward_deductible
        spent[who] += payment
    return sum(spent.values(), NONE)


# A whole year at once

Year = dict[tuple[str, str], tuple[int, Fraction]]


def by_year(claims: Iterable[Claim]) -> Year:
    """Return the number of uses and their prices together, of each member and service: all that a year keeps."""
    year: Year = {}
    for claim in claims:
        count, price = year.get((claim.member, claim.service), (0, NONE))
        year[claim.member, claim.service] = (count + 1, price + claim.price)
    return year


def yearly(plan: Plan, year: Year, members: Sequence[str]) -> Fraction:
    """Return what the documented yearly formula makes of a year, here for comparison and for the bounds.

    Decided where the documentation is silent: free visits take their share of the yearly price; the copay after the
    deductible is capped at the yearly price as the one before it is; a household's deductible that is reached shrinks
    all members' deductible payments by one factor.
    """
    each, household = limits(plan, members)
    before: dict[str, Fraction] = defaultdict(Fraction)
    subject: dict[tuple[str, Pool], Fraction] = defaultdict(Fraction)
    after: dict[tuple[str, Pool], Fraction] = defaultdict(Fraction)
    for (who, service), (count, price) in year.items():
        charged = max(0, count - free_uses(plan, service))
        if service == "preventive" or not charged:
            continue
        price = price * charged / count
        payment = charged * share(plan, Claim(who, service, price / charged))  # min(copay × n, price), or a rate of it
        if is_before(plan, service):
            before[who] += payment
        else:
            subject[who, pool(plan, service)] += price
            after[who, pool(plan, service)] += payment
    total = {who: before[who] for who in members}
    for which in POOLS:
        own = {who: min(subject[who, which], each.deductible[which]) for who in members}
        together = sum(own.values(), NONE)
        factor = min(Fraction(1), household.deductible[which] / together) if together else Fraction(1)
        for who in members:
            if prices := subject[who, which]:
                deductible = own[who] * factor
                total[who] += deductible + (1 - deductible / prices) * after[who, which]
    return min(household.maximum, sum((min(each.maximum, total[who]) for who in members), NONE))


# What any order can cost


def charged_claims(plan: Plan, claims: Iterable[Claim], keep: Literal["cheapest", "dearest"]) -> list[Claim]:
    """Return the claims that are not free, when the cheapest or the dearest uses of a service are those to be paid.

    Which visits are free is a matter of order, and every choice has one. A dearer claim of a service never costs a
    household less over the year, so the cheapest and the dearest choice are the two ends.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.service != "preventive":
            groups[claim.member, claim.service].append(claim)
    kept = []
    for (_, service), group in groups.items():
        count = max(0, len(group) - free_uses(plan, service))
        kept.extend(sorted(group, key=lambda claim: claim.price, reverse=keep == "dearest")[:count])
    return kept


def with_deductible(plan: Plan, claims: Sequence[Claim], deductible: Fraction, *, dearest_last: bool) -> Fraction:
    """Return what claims subject to one deductible cost in the best order for the household, or in the worst."""

    def rate(claim: Claim) -> Fraction:
        return share(plan, claim) / claim.price if claim.price else NONE

    rest, total = deductible, NONE
    for claim in sorted(claims, key=rate, reverse=not dearest_last):
        below = min(rest, claim.price)
        rest -= below
        total += below + (claim.price - below) * rate(claim)
    return total


def slack(plan: Plan, claims: Sequence[Claim], members: Sequence[str]) -> Fraction:
    """Return by how much min(copay × visits, yearly price) can exceed min(copay, price) summed over the visits.

    Under an aggregate family the household may be taken as one person, so its visits are counted together.
    """
    together = limits(plan, members)[0].maximum == UNLIMITED
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups["" if together else claim.member, claim.service].append(claim)
    excess = NONE
    for (_, service), group in groups.items():
        amount = copay(plan, service)
        if amount is not None:
            at_most = min(amount * len(group), sum((claim.price for claim in group), NONE))
            excess += at_most - sum((share(plan, claim) for claim in group), NONE)
    return excess


def price_of(claims: Iterable[Claim]) -> Fraction:
    """Return the prices of claims together."""
    return sum((claim.price for claim in claims), NONE)


@dataclass(frozen=True)
class Span:
    """A year seen from its two ends: the claims, the deductible payments and the costs at the least and at the most."""

    plan: Plan
    claims: tuple[Claim, ...]
    members: tuple[str, ...]

    def charged(self, who: str | None, which: Pool | None, keep: Literal["cheapest", "dearest"]) -> list[Claim]:
        """Return the paid claims of a member (None: everybody) in a pool (None: before the deductible)."""
        return [
            claim
            for claim in charged_claims(self.plan, self.claims, keep)
            if who in {None, claim.member}
            and which == (None if is_before(self.plan, claim.service) else pool(self.plan, claim.service))
        ]

    def most_deductible(self, who: str, which: Pool) -> Fraction:
        """Return the most that a member can pay toward a deductible: the prices, up to both limits."""
        each, household = limits(self.plan, self.members)
        prices = price_of(self.charged(who, which, "dearest"))
        return min(prices, each.deductible[which], household.deductible[which])

    def least_deductible(self, who: str, which: Pool) -> Fraction:
        """Return the least: when all others pay their most first and leave only the rest of the household's."""
        each, household = limits(self.plan, self.members)
        others = sum((self.most_deductible(other, which) for other in self.members if other != who), NONE)
        prices = price_of(self.charged(who, which, "cheapest"))
        return max(NONE, min(prices, each.deductible[which], household.deductible[which] - others))

    def is_binding(self, which: Pool) -> bool:
        """Say whether the household's deductible can end a member's own before it is met."""
        most = sum((self.most_deductible(who, which) for who in self.members), NONE)
        return most > limits(self.plan, self.members)[1].deductible[which]

    def least(self, who: str) -> Fraction:
        """Return a lower bound of a member's year before the maximum; one member alone can reach it."""
        total = sum((share(self.plan, claim) for claim in self.charged(who, None, "cheapest")), NONE)
        for which in POOLS:
            claims = self.charged(who, which, "cheapest")
            total += with_deductible(self.plan, claims, self.least_deductible(who, which), dearest_last=False)
        return total

    def most(self, who: str) -> Fraction:
        """Return an upper bound of a member's year before the maximum, whether by claims or by the year."""
        before = self.charged(who, None, "dearest")
        total = sum((share(self.plan, claim) for claim in before), NONE) + slack(self.plan, before, self.members)
        for which in POOLS:
            claims, deductible = self.charged(who, which, "dearest"), self.most_deductible(who, which)
            total += with_deductible(self.plan, claims, deductible, dearest_last=True)
            if prices := price_of(claims):
                total += slack(self.plan, claims, self.members) * (1 - deductible / prices)
        return total

    def together(self, keep: Literal["cheapest", "dearest"]) -> Fraction:
        """Return a bound of the household's year before every maximum, all members' claims taken as one person's."""
        each, household = limits(self.plan, self.members)
        before = self.charged(None, None, keep)
        high = keep == "dearest"
        total = sum((share(self.plan, claim) for claim in before), NONE)
        total += slack(self.plan, before, self.members) if high else NONE
        for which in POOLS:
            claims = self.charged(None, which, keep)
            own = [min(price_of(self.charged(who, which, keep)), each.deductible[which]) for who in self.members]
            deductible = min(household.deductible[which], sum(own, NONE))
            total += with_deductible(self.plan, claims, deductible, dearest_last=high)
            if high and price_of(claims) > deductible:
                total += slack(self.plan, claims, self.members)
        return total

    def bounds(self) -> Bounds:
        """Return what no order, nor the yearly formula, can go below or above."""
        each, household = limits(self.plan, self.members)
        low = sum((min(each.maximum, self.least(who)) for who in self.members), NONE)
        if all(self.most(who) <= each.maximum for who in self.members):
            low = max(low, self.together("cheapest"))
        high = sum((min(each.maximum, self.most(who)) for who in self.members), NONE)
        high = min(high, self.together("dearest"))
        return Bounds(min(household.maximum, low), min(household.maximum, high))


def bounds(plan: Plan, claims: Iterable[Claim], members: Sequence[str]) -> Bounds:
    """Return between which amounts every order of a year's claims, and the yearly formula, must lie.

    Proved, not fitted. For one member without copays that meet both dearer and cheaper claims the two ends are
    reached by some order, so the bounds are the tightest there are.

    Why. A member's payments toward a deductible are the first d dollars of that member's claims in that pool, however
    the household's deductible cuts them, so the year costs f(d) = d + the rates of the other dollars, which rises with
    d since no rate exceeds 1. d is at most min(Y, D, the household's), and at least what the others leave of the
    household's. A dearer claim of the same service never lowers f; that settles which visits are free. Each member's
    maximum and then the household's are applied to both ends alike. Besides, the household's payments toward a pool's
    deductible are B = min(the household's, the sum of min(Y, D)) in every order, as long as no maximum stops them, so
    that all claims together, B dollars in full and the cheapest (dearest) of the rest, bound the household too; from
    below only where no member can reach a maximum, since a maximum only lowers.

    The yearly formula is one more choice of the dollars above the deductible, and its copay capped at the year's price
    rather than at each claim's can only add the `slack`, which the upper end therefore carries. It holds for every way
    of parting B among the members that leaves none above min(Y, D).
    """
    return Span(plan, tuple(claims), tuple(members)).bounds()


# Where the order cannot matter


def free_visits_are_settled(plan: Plan, claims: Iterable[Claim]) -> Verdict:
    """Say whether it is all one which visits are free: none are paid, or all paid and free ones have one price."""
    prices: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for claim in claims:
        if claim.service != "preventive" and free_uses(plan, claim.service):
            prices[claim.member, claim.service].append(claim.price)
    open_services = sorted(
        service
        for (_, service), found in prices.items()
        if len(found) > free_uses(plan, service) and len(set(found)) > 1
    )
    if open_services:
        return Verdict(holds=False, reasons=(f"which uses are free depends on the order: {', '.join(open_services)}",))
    return Verdict(holds=True, reasons=("free visits are the same in every order",) if prices else ())


def deductible_is_settled(plan: Plan, claims: Sequence[Claim], deductible: Fraction) -> Verdict:
    """Say whether claims subject to one deductible cost the same in every order, any maximum aside.

    Exactly when there are none, none is below the deductible, none above it, or all have one rate: one coinsurance, or
    copays that are the same part of each price (a copay above every price is all of it), or any mixture equal to it.
    """
    prices = price_of(claims)
    rates = {share(plan, claim) / claim.price for claim in claims if claim.price}
    if not prices:
        return Verdict(holds=True, reasons=())
    if not deductible:
        return Verdict(holds=True, reasons=("there is no deductible to meet",))
    if prices <= deductible:
        return Verdict(holds=True, reasons=("all that is subject to the deductible stays within it",))
    if len(rates) == 1:
        return Verdict(holds=True, reasons=("every claim has the same rate after the deductible",))
    return Verdict(holds=False, reasons=("claims of different rates compete for the deductible",))


def caps_agree(plan: Plan, claims: Iterable[Claim], members: Sequence[str]) -> Verdict:
    """Say whether min(copay × visits, yearly price) is min(copay, price) summed over the visits, where it counts.

    It is if and only if no visit of the service costs more than the copay or none costs less; otherwise the yearly cap
    is the higher payment, by `slack`. It does not count for claims that never get past the deductible, nor for a member
    who reaches the maximum in every order.
    """
    span = Span(plan, tuple(claims), tuple(members))
    each, household = limits(plan, members)
    if span.bounds().low == household.maximum:
        return Verdict(holds=True, reasons=("the household reaches its maximum in every order",))
    counting: list[Claim] = []
    for who in members:
        if span.least(who) >= each.maximum:
            continue
        counting.extend(span.charged(who, None, "dearest"))
        for which in POOLS:
            found = span.charged(who, which, "dearest")
            if price_of(found) > span.least_deductible(who, which):
                counting.extend(found)
    services = {claim.service for claim in counting}
    mixed = sorted(
        service
        for service in services
        if slack(plan, [claim for claim in claims_of(span, service) if claim.member in whom(counting)], members)
    )
    if mixed:
        return Verdict(holds=False, reasons=(f"some visits cost less than the copay, some more: {', '.join(mixed)}",))
    return Verdict(holds=True, reasons=("no copay meets both cheaper and dearer visits",))


def claims_of(span: Span, service: str) -> list[Claim]:
    """Return all claims of one service that can be among the paid ones."""
    dearest, cheapest = (charged_claims(span.plan, span.claims, keep) for keep in ("dearest", "cheapest"))
    able = {(claim.member, claim.service) for claim in dearest + cheapest}
    return [claim for claim in span.claims if claim.service == service and (claim.member, service) in able]


def whom(claims: Iterable[Claim]) -> set[str]:
    """Return the members who have claims."""
    return {claim.member for claim in claims}


def order_cannot_matter(plan: Plan, claims: Iterable[Claim], members: Sequence[str]) -> Verdict:
    """Say whether the household provably pays the same in every order of its claims, and why.

    It does if the household reaches its maximum in every order. Otherwise each pool of claims must be settled:

    - where the household's deductible cannot end a member's own early (one member alone; or the members' payments
      toward their own deductibles together stay within it): each member reaches the maximum in every order, or has
      settled free visits and a settled deductible;
    - where it can: who is spared depends on the order, so all claims of all members must have one rate, and no member
      may be able to reach a maximum, which would cut one member's payments and not another's.

    For one member without free visits this is also necessary as long as the maximum cuts no order; a year that is not
    settled may still cost the same in every order when the maximum happens to make it so.
    """
    span = Span(plan, tuple(claims), tuple(members))
    each, household = limits(plan, members)
    if span.bounds().low == household.maximum:
        return Verdict(holds=True, reasons=("the household reaches its maximum in every order",))
    binding = [which for which in POOLS if span.is_binding(which)]
    found = [free_visits_are_settled(plan, span.claims)] if binding else []
    for which in binding:
        found.append(deductible_is_settled(plan, span.charged(None, which, "dearest"), household.deductible[which]))
    if binding and any(span.most(who) > each.maximum for who in members):
        found.append(Verdict(holds=False, reasons=("the household's deductible and a member's maximum meet",)))
    for who in members:
        found.extend(one_member(span, who, [which for which in POOLS if which not in binding]))
    holds = all(verdict.holds for verdict in found)
    reasons = [reason for verdict in found if verdict.holds == holds for reason in verdict.reasons]
    return Verdict(holds=holds, reasons=tuple(dict.fromkeys(reasons)) or ("nothing is subject to a deductible",))


def one_member(span: Span, who: str, pools: Sequence[Pool]) -> list[Verdict]:
    """Return what settles one member's claims in the pools whose deductible the household's does not end early."""
    each, household = limits(span.plan, span.members)
    if len(pools) == len(POOLS) and span.least(who) >= each.maximum:
        return [Verdict(holds=True, reasons=("a member reaches the maximum in every order",))]
    own = [claim for claim in span.claims if claim.member == who]
    found = [free_visits_are_settled(span.plan, own)]
    for which in pools:
        deductible = min(each.deductible[which], household.deductible[which])
        found.append(deductible_is_settled(span.plan, span.charged(who, which, "dearest"), deductible))
    return found


def year_is_exact(plan: Plan, claims: Iterable[Claim], members: Sequence[str]) -> Verdict:
    """Say whether the yearly formula must give exactly what the claims cost, in whatever order they come.

    It must if the order cannot matter and the caps on copays agree: then the rates of the year are the rates of its
    claims, and each member's (1 - d/Y) of them is what the dollars above the deductible cost. Where it is not so,
    `bounds` says how far the two can be apart.
    """
    claims = tuple(claims)
    verdicts = (order_cannot_matter(plan, claims, members), caps_agree(plan, claims, members))
    holds = all(verdict.holds for verdict in verdicts)
    reasons = [reason for verdict in verdicts if verdict.holds == holds for reason in verdict.reasons]
    return Verdict(holds=holds, reasons=tuple(dict.fromkeys(reasons)))


# Plans and years at random


def random_members(rng: Random) -> list[str]:
    """Return a household of one to five."""
    return ["ana", "ben", "cleo", "dan", "eva"][: rng.choice([1, 1, 2, 3, 4, 5])]


def random_plan(rng: Random) -> Plan:
    """Return a plan of any make: every optional part present or not, every limit zero, equal or far apart."""
    deductible = rng.choice([0, 100, 250, 500, 1000, 2000, 6000, rng.randrange(1, 9000)])
    maximum = max(1, deductible + rng.choice([0, 500, 4000, 8000, 20_000, rng.randrange(1, 9000)]))
    rates = (0, 0.1, 0.2, 0.2, 0.25, 0.3, 0.4, 0.5, 1)
    plan: Plan = {
        "id": "plan",
        "name": "A plan",
        "premium": rng.choice([0, 400]),
        "deductible": deductible,
        "out_of_pocket_max": maximum,
        "coinsurance": rng.choice(rates),
    }
    chance = rng.choice([0, 0.3, 0.7])
    copays = [service for service in SERVICES if service != "preventive" and rng.random() < chance]
    rest = [service for service in SERVICES if service not in {"preventive", *copays}]
    optional: dict[str, Callable[[], Any]] = {
        "copays": lambda: {service: rng.choice([0, 5, 20, 40, 80, 350, 1000]) for service in copays},
        "before_deductible": lambda: [
            service for service in SERVICES if rng.random() < (0.4 if service in copays else 0.1)
        ],
        "coinsurance_for": lambda: {service: rng.choice(rates) for service in rng.sample(rest, min(3, len(rest)))},
        "free_visits": lambda: {rng.choice(SERVICES[:5]): rng.randrange(4)},
        "drug_deductible": lambda: rng.choice([0, 50, 250, 500, maximum]),
        "family": lambda: random_family(rng, deductible, maximum),
        "met": lambda: random_met(rng, deductible, maximum),
    }
    likely = {"copays": 0.8, "before_deductible": 0.5, "coinsurance_for": 0.5, "family": 0.6}
    return plan | {key: make() for key, make in optional.items() if rng.random() < likely.get(key, 0.2)}


def random_family(rng: Random, deductible: int, maximum: int) -> dict[str, Any]:
    """Return the limits of a household, from one person's to three times as much."""
    factors = (1, 1.5, 2, 2, 2, 3)
    family_deductible = int(deductible * rng.choice(factors))
    family_maximum = max(family_deductible, int(maximum * rng.choice(factors)))
    kind = rng.choice([{}, {"kind": "embedded"}, {"kind": "aggregate"}])
    return {"deductible": family_deductible, "out_of_pocket_max": family_maximum, **kind}


def random_met(rng: Random, deductible: int, maximum: int) -> dict[str, int]:
    """Return what was paid before: nothing, a part, or all there is to meet."""
    met = rng.choice([0, deductible // 2, deductible])
    return {"deductible": met, "out_of_pocket": min(maximum, met + rng.choice([0, 0, 300, maximum]))}


def random_year(rng: Random, members: Sequence[str]) -> list[Claim]:
    """Return a year's claims in calendar order: none, few or many, alike or not, at whole-dollar prices."""
    services = rng.sample(SERVICES, rng.choice([1, 2, 4, 8, len(SERVICES), len(SERVICES)]))
    users = rng.sample(list(members), rng.randrange(1, len(members) + 1))
    top = rng.choice([60, 300, 300, 600, 1000, 3000, 20_000])
    one_price = {service: rng.randrange(1, top) for service in services}
    has_one_price = rng.random() < 0.4
    year = []
    for _ in range(rng.choice([0, 1, 2, 3, 5, 8, 12, 20, 20, 40])):
        service = rng.choice(services)
        price = one_price[service] if has_one_price else rng.randrange(1, top)
        year.append(Claim(rng.choice(users), service, Fraction(price)))
    return year
