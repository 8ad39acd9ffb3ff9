"""What a household can choose between: who is in which plan, who joins what, and what each choice is called."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Literal

from bot.costs.situation import MANY, Member, Option, Plan, PublicCover, Retainer, Situation
from bot.errors import RefusedError
from bot.insurance import SERVICES, Service

Kind = Literal["insurance_only", "retainer_and_insurance", "retainer_only", "neither"]
KINDS: Mapping[tuple[bool, bool], Kind] = {
    (True, False): "insurance_only",
    (True, True): "retainer_and_insurance",
    (False, True): "retainer_only",
    (False, False): "neither",
}
NEITHER = "neither"
SHARES = "health_share"
Left = Mapping[Service, float]
"""Parts, from 0 to 1, of services; 1, or in discounts 0, where one is not named."""

UNAFFECTED: tuple[Service, ...] = ("primary_care", "preventive")
"""What a membership is not supposed to make less of."""


@dataclass(frozen=True, eq=False)
class Choice:
    """One option of a household, with the plans and memberships themselves."""

    id: str
    name: str
    situation: Situation
    covers: tuple[Plan | PublicCover, ...]
    retainers: tuple[Retainer, ...]

    @property
    def kind(self) -> Kind:
        """What it is, in the terms of a comparison."""
        return KINDS[bool(self.covers), bool(self.retainers)]

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The insurance plans that are priced."""
        return tuple(one for one in self.covers if isinstance(one, Plan))

    @cached_property
    def left(self) -> Mapping[str, Left]:
        """What memberships leave of each member's claims to insurance or cash: what they cover is gone while they are kept."""
        return {member.id: self._left(member) for member in self.situation.members}

    def _left(self, member: Member) -> Left:
        effect, found = self.situation.retainer_effect, dict.fromkeys(SERVICES, 1.0)
        memberships = self.memberships(member)
        if memberships:
            for service in SERVICES:
                less = effect.emergency if service == "emergency" else effect.care
                found[service] -= 0 if service in UNAFFECTED else less * self.kept
        for retainer in memberships:
            for service in () if retainer.bills_insurance else retainer.covers:
                found[service] *= 1 - self.kept
        return {service: part for service, part in found.items() if part != 1}

    @cached_property
    def discounts(self) -> Mapping[str, Left]:
        """The part of the price that memberships take off each member's services while they are kept."""
        return {
            member.id: {
                service: off
                for retainer in self.memberships(member)
                if not retainer.bills_insurance
                for service, off in retainer.discounts.items()
                if off and service not in retainer.covers
            }
            for member in self.situation.members
        }

    @cached_property
    def visit_fees(self) -> Mapping[str, float]:
        """What each member's memberships charge for a primary care visit, in dollars, on average over the months priced."""
        return {
            member.id: sum(float(one.visit_fee) for one in self.memberships(member)) * self.kept
            for member in self.situation.members
        }

    @property
    def kept(self) -> float:
        """The part of the months priced in which memberships are kept."""
        return self.situation.kept / self.situation.months

    def on(self, cover: Plan | PublicCover) -> tuple[Member, ...]:
        """Return who is in a plan."""
        return self.situation.of(cover.members)

    def joining(self, retainer: Retainer) -> tuple[Member, ...]:
        """Return who joins a membership."""
        return self.situation.of(retainer.members)

    def memberships(self, member: Member) -> tuple[Retainer, ...]:
        """Return the memberships of a person."""
        return tuple(one for one in self.retainers if one.members is None or member.id in one.members)

    @cached_property
    def cover_of(self) -> Mapping[str, Plan | PublicCover]:
        """The cover of each member who has one here. Raises RefusedError if somebody has two."""
        found: dict[str, Plan | PublicCover] = {}
        for cover in self.covers:
            for member in self.on(cover):
                if member.id in found:
                    raise RefusedError(
                        f"options.{self.id}: {member.id} is in both {found[member.id].id} and {cover.id}; "
                        "a person can be priced in one plan. Name the `members` of each plan."
                    )
                found[member.id] = cover
        return found

    @cached_property
    def drawn(self) -> tuple[Member, ...]:
        """Whose care is drawn: not that of people in public programs, or too old for the model."""
        return tuple(one for one in self.situation.drawn if not isinstance(self.cover_of.get(one.id), PublicCover))

    @cached_property
    def uninsured(self) -> tuple[Member, ...]:
        """Who has no cover of any kind here."""
        without = (one for one in self.situation.members if one.id not in self.cover_of)
        return tuple(one for one in without if one.program is None and not self.situation.elsewhere(one))

    @property
    def without_membership(self) -> tuple[str, ...]:
        """What names the same choice without its memberships: the ids of its covers."""
        return tuple(sorted(one.id for one in self.covers))


def choices_of(situation: Situation) -> tuple[Choice, ...]:
    """Return the options of a situation, or all there are; every insurance that is used is also among them alone.

    Raises RefusedError if a person is in two plans of one option, or where there are more options than are compared.
    """
    options = situation.options or tuple(_all(situation))
    if len(options) > MANY:
        raise RefusedError(
            f"options: plans and memberships can be put together in {len(options)} ways, more than the {MANY} that are compared "
            "at once. Name under `options` those that you want."
        )
    known = {(tuple(sorted(one.insurance)), tuple(sorted(one.retainer))) for one in options}
    ids = {one.id for one in options}
    alone = []
    for option in options:
        covers = tuple(sorted(option.insurance))
        if covers and option.retainer and (covers, ()) not in known:
            known.add((covers, ()))
            name = "+".join(option.insurance)
            alone.append(Option(id=name if name not in ids else f"{name}-alone", insurance=option.insurance))
    return tuple(_resolved(situation, option) for option in (*options, *alone))


def _all(situation: Situation) -> Iterator[Option]:
    """Yield every insurance alone, each with each membership, each membership alone, and neither."""
    covers, retainers = ([one.id for one in some] for some in (situation.insurance, situation.retainers))
    for cover in covers:
        yield Option(id=cover, insurance=(cover,))
    for cover, retainer in product(covers, retainers):
        yield Option(id=f"{cover}+{retainer}", insurance=(cover,), retainer=(retainer,))
    for retainer in retainers:
        yield Option(id=retainer, retainer=(retainer,))
    yield Option(id=NEITHER)


def _resolved(situation: Situation, option: Option) -> Choice:
    """Put the plans and memberships themselves in place of their ids."""
    covers = tuple(one for one in situation.insurance if one.id in option.insurance)
    retainers = tuple(one for one in situation.retainers if one.id in option.retainer)
    choice = Choice(option.id, option.name or _name(situation, covers, retainers), situation, covers, retainers)
    _ = choice.cover_of  # said now, not in the middle of the sums
    return choice


def _name(situation: Situation, covers: Sequence[Plan | PublicCover], retainers: Sequence[Retainer]) -> str:
    """Name a choice by what it is made of."""
    insured = listed(one.name or one.id for one in covers)
    joined = listed(one.name or one.id for one in retainers)
    if insured and joined:
        return f"{insured} with {joined}"
    if insured:
        return f"{insured} alone"
    if all(one.program or situation.elsewhere(one) for one in situation.members):
        return f"{joined} beside what you have" if joined else "What you have, without a membership"
    return f"{joined}, without insurance" if joined else "Neither insurance nor membership"


def listed(names: Iterable[str]) -> str:
    """Write names as one list: "ana, ben and cleo"."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last
