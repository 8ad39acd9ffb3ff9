"""What the care of each choice comes to in every drawn year: claims that remain, and what the household pays of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

import numpy as np

from bot.costs.choices import Choice, Left
from bot.costs.contract import met_of
from bot.costs.household import Lives
from bot.costs.sharing import Amounts, Charges, Claims, charges_of, settled
from bot.costs.situation import Member, Plan
from bot.costs.year import Year
from bot.insurance import SERVICES, Service

PRIMARY_CARE = SERVICES.index("primary_care")
OFTEN_COVERED: frozenset[Service] = frozenset(("primary_care",))
ChargesKey = tuple[str, str, tuple[tuple[Service, float], ...]]


@dataclass(frozen=True, eq=False)
class Pricing:
    """Prices choices over the drawn years of a household, and remembers what choices share.

    `like` priced the same choices over the same years, but for some services of the members in `changed`.
    """

    lives: Lives
    like: "Pricing | None" = None
    changed: Mapping[str, frozenset[Service]] = field(default_factory=dict)
    _charges: dict[ChargesKey, Charges] = field(default_factory=dict)
    _paid: dict[str, Amounts] = field(default_factory=dict)

    def drawn(self, choice: Choice) -> list[Member]:
        """Return whose care is priced."""
        return [member for member in choice.drawn if member.id in self.lives]

    def allowed(self, choice: Choice) -> Amounts:
        """Return the claims that remain by year, at negotiated prices; without insurance at what is paid in cash."""
        return self._sum(
            [
                claims_left(
                    self.lives[one.id], choice.left[one.id] if one.id in choice.cover_of else cash_left(choice, one)
                )
                for one in self.drawn(choice)
            ]
        )

    def out_of_pocket(self, choice: Choice) -> Amounts:
        """Return what the household pays for care by year; nothing for those who are not drawn."""
        if choice.id not in self._paid:
            same = self.like is not None and all(self._untouched(choice, name) for name in self.changed)
            self._paid[choice.id] = (
                self.like.out_of_pocket(choice) if self.like and same else self._out_of_pocket(choice)
            )
        return self._paid[choice.id]

    def _out_of_pocket(self, choice: Choice) -> Amounts:
        drawn = self.drawn(choice)
        paid = [
            self._insured(choice, plan, members)
            for plan in choice.plans
            if (members := [one for one in choice.on(plan) if one.id in self.lives])
        ]
        paid += [
            claims_left(self.lives[one.id], cash_left(choice, one)) for one in drawn if one.id not in choice.cover_of
        ]
        for one in drawn:
            if fee := choice.visit_fees[one.id]:
                paid.append(self.lives[one.id].counts[PRIMARY_CARE] * np.float32(fee))
        return self._sum(paid)

    def _sum(self, amounts: list[Amounts]) -> Amounts:
        years = len(next(iter(self.lives.values())).counts[0]) if self.lives else 1
        return reduce(np.add, amounts, np.zeros(years, np.float32))

    def _untouched(self, choice: Choice, name: str) -> bool:
        """Whether what changed of a member's care costs nothing in a choice: all of it is covered by memberships."""
        left = choice.left[name]
        return not choice.visit_fees[name] and all(left.get(service) == 0 for service in self.changed[name])

    def _insured(self, choice: Choice, plan: Plan, members: list[Member]) -> Amounts:
        """Return what the members of a plan pay; with discounts, paid outside the plan or not, whichever is cheaper."""
        met = met_of(plan, members, choice)
        found = settled(plan, [self.charged(choice, plan, one, choice.left[one.id]) for one in members], *met)
        if not any(choice.discounts[one.id] for one in members):
            return found
        outside = {
            one.id: lessened(choice.left[one.id], dict.fromkeys(choice.discounts[one.id], choice.kept))
            for one in members
        }
        rest = settled(plan, [self.charged(choice, plan, one, outside[one.id]) for one in members], *met)
        return np.minimum(found, rest + self._sum([self._at_a_discount(choice, one) for one in members]))

    def _at_a_discount(self, choice: Choice, member: Member) -> Amounts:
        """Return what a member pays in cash for services at a discount, while memberships are kept."""
        left, prices = choice.left[member.id], self.lives[member.id].prices
        return self._sum(
            [
                prices[SERVICES.index(service)] * np.float32(left.get(service, 1.0) * choice.kept * (1 - off))
                for service, off in choice.discounts[member.id].items()
            ]
        )

    def charged(self, choice: Choice, plan: Plan, member: Member, left: Left) -> Charges:
        """Return what a plan makes of a member's claims, of which so much is left to it."""
        if self.like is not None and member.id not in self.changed:
            return self.like.charged(choice, plan, member, left)
        key = (member.id, plan.id, tuple(sorted(left.items())))
        if key not in self._charges:
            self._charges[key] = self._charges_of(choice, plan, member, left)
        return self._charges[key]

    def _charges_of(self, choice: Choice, plan: Plan, member: Member, left: Left) -> Charges:
        """Work out a member's charges: those of services that changed, or differ between choices, apart from the rest."""
        year, changed = self.lives[member.id], self.changed.get(member.id, frozenset(SERVICES))
        anew = self.like is None or len(changed) == len(SERVICES)
        apart = OFTEN_COVERED if anew else changed
        rest_left: Left = {**left, **dict.fromkeys(apart, 0.0)}
        if anew and left == rest_left:
            return charges_of(plan, Claims(year.counts, year.prices, left))
        rest = (self if anew or self.like is None else self.like).charged(choice, plan, member, rest_left)
        new: Left = {service: left.get(service, 1.0) if service in apart else 0.0 for service in SERVICES}
        return rest.plus(charges_of(plan, Claims(year.counts, year.prices, new))) if any(new.values()) else rest


def lessened(left: Left, off: Left) -> dict[Service, float]:
    """Return what is left once a part of some services is taken off."""
    return {**left, **{service: left.get(service, 1.0) * (1 - part) for service, part in off.items()}}


def cash_left(choice: Choice, member: Member) -> Left:
    """Return what is left of the prices for somebody who pays in cash, discounts taken off while memberships are kept."""
    off = {service: part * choice.kept for service, part in choice.discounts[member.id].items()}
    return lessened(choice.left[member.id], off)


def claims_left(year: Year, left: Left) -> Amounts:
    """Return what claims cost by year, once what is not left is taken off."""
    found = year.total
    for service, part in left.items():
        found = found - year.prices[SERVICES.index(service)] * np.float32(1 - part)
    return found
