"""A trial: all choices priced under one set of assumptions, to hold against another trial with one thing changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.care import Care
from bot.costs.account import Accounts, accounts_of, totals
from bot.costs.choices import choices_of
from bot.costs.household import Setting, lives_of, streams, year_of
from bot.costs.pricing import Pricing
from bot.costs.sharing import Amounts
from bot.costs.situation import MONTHS, Member, Plan, Situation
from bot.figures import Figures
from bot.insurance import SERVICES, Service

FAR = 200.0  # dollars: means of fewer years are nearer than that to those of many


@dataclass(frozen=True, eq=False)
class Trial:
    """The choices of a situation and what they cost in the drawn years."""

    situation: Situation
    care: Care
    figures: Figures
    setting: Setting
    accounts: Accounts
    pricing: Pricing
    _others: dict[tuple[tuple[object, ...], ...], "Trial"] = field(default_factory=dict)

    @classmethod
    def of(cls, situation: Situation, care: Care, figures: Figures, setting: Setting) -> "Trial":
        """Draw the household's years and open the accounts."""
        accounts = accounts_of(choices_of(situation), figures)
        return cls(situation, care, figures, setting, accounts, Pricing(lives_of(situation, care, setting)))

    def under(self, setting: Setting) -> "Trial":
        """Return the same choices with years drawn otherwise."""
        return replace(self, setting=setting, pricing=Pricing(lives_of(self.situation, self.care, setting)), _others={})

    def knowing(self, *members: Member) -> "Trial":
        """Return the trial with the health or the use of some members otherwise; the years of the others are the same."""
        key = tuple((one.id, one.health, tuple(one.use.items())) for one in members)
        if key not in self._others:
            self._others[key] = self._knowing({one.id: one for one in members})
        return self._others[key]

    def _knowing(self, changed: Mapping[str, Member]) -> "Trial":
        part = self.situation.months / MONTHS
        drawn = self.situation.drawn
        lives = {
            one.id: year_of(changed[one.id], stream, self.care, self.setting, part)
            if one.id in changed
            else self.pricing.lives[one.id]
            for one, stream in zip(drawn, self._streams, strict=True)
        }
        touched = {one.id: _differing(one, changed[one.id]) for one in drawn if one.id in changed}
        everybody = tuple(changed.get(one.id, one) for one in self.situation.members)
        situation = self.situation.model_copy(update={"members": everybody})
        # what leaving costs can go by visits; all else in the accounts does not
        accounts = accounts_of(choices_of(situation), self.figures) if situation.leaves else self.accounts
        pricing = Pricing(lives, self.pricing, touched)
        return replace(self, situation=situation, accounts=accounts, pricing=pricing, _others={})

    @cached_property
    def _streams(self) -> list[bytes]:
        return streams(self.situation, self.situation.drawn)

    def on_terms(self, situation: Situation) -> "Trial":
        """Return the trial with other terms of the same plans and memberships; the years are the same."""
        accounts = accounts_of(choices_of(situation), self.figures)
        # what memberships cover goes by the months for which they are kept, and by no price
        pricing = self.pricing if situation.kept == self.situation.kept else Pricing(self.pricing.lives)
        return replace(self, situation=situation, accounts=accounts, pricing=pricing, _others={})

    @cached_property
    def comparable(self) -> tuple[str, ...]:
        """The ids of the choices whose care is drawn as fully as that of any.

        None where somebody whose care is not drawn is in a plan: its premium would count, and what it pays for would not.
        """
        if unpriced(self.situation):
            return ()
        drawn = {name: len(account.choice.drawn) for name, account in self.accounts.items()}
        fullest = max(drawn.values())
        return tuple(name for name, count in drawn.items() if count == fullest and count)

    @cached_property
    def totals(self) -> Mapping[str, Amounts]:
        """What each comparable choice costs in each drawn year, by id."""
        return {name: totals(self.accounts[name], self.pricing) for name in self.comparable}

    @cached_property
    def means(self) -> Mapping[str, float]:
        """What each comparable choice costs on average, by id, in dollars."""
        return {name: self.mean(name) for name in self.comparable}

    def mean(self, name: str) -> float:
        """Return what one choice costs on average, in dollars."""
        account = self.accounts[name]
        return float(account.constant) + float(self.pricing.out_of_pocket(account.choice).mean(dtype=float))

    @cached_property
    def capped(self) -> tuple[str, ...]:
        """The ids of the comparable choices that have a worst case."""
        return tuple(name for name in self.comparable if self.accounts[name].contract.worst_case is not None)

    def surely_cheapest(self, among: tuple[str, ...]) -> str | None:
        """Return which of some choices costs least, where it does so by far; else None."""
        first, second = sorted(among, key=self.means.__getitem__)[:2]
        return first if self.means[second] - self.means[first] > FAR else None

    def cheapest(self, among: tuple[str, ...]) -> str:
        """Return which of some choices costs least on average; the first of those that cost the same."""
        return min(among, key=self.means.__getitem__)


def unpriced(situation: Situation) -> tuple[Member, ...]:
    """Return those whose care is not drawn although a plan with terms covers them."""
    plans = [one for one in situation.insurance if isinstance(one, Plan)]
    covered = {member.id for plan in plans for member in situation.of(plan.members)}
    return tuple(one for one in situation.members if one.id in covered and one not in situation.drawn)


def _differing(one: Member, other: Member) -> frozenset[Service]:
    """Return the services whose use differs between two descriptions of a person; all, if more than that differs."""
    if one.model_copy(update={"use": {}}) != other.model_copy(update={"use": {}}):
        return frozenset(SERVICES)
    return frozenset(service for service in SERVICES if one.use.get(service) != other.use.get(service))
