"""What a household pays of a year's care is what its claims cost one after another, or lies where any order of them lies."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from random import Random
from typing import NamedTuple

import claim_by_claim as slow
import numpy as np

from bot.costs.sharing import Amounts, Claims, Met, paid
from bot.insurance import SERVICES, InsurancePlan

SEED = 20261121
PLANS, YEARS_OF_EACH = 2500, 4
CENT = Fraction(1, 100)
JUDGED = 250  # years of which the reasons are asked for as well, which takes long


class Drawn(NamedTuple):
    """A year of a household, what it costs claim by claim, and what it costs all at once."""

    plan: slow.Plan
    claims: list[slow.Claim]
    members: list[str]
    by_claim: Fraction
    at_once: Fraction

    @property
    def agrees(self) -> bool:
        """Whether the two amounts are the same to a cent."""
        return abs(self.by_claim - self.at_once) <= CENT


@cache
def drawn() -> tuple[Drawn, ...]:
    """Draw the years, the same ones each time."""
    rng = Random(SEED)
    return tuple(one for _ in range(PLANS) for one in years_of_one_plan(rng))


def years_of_one_plan(rng: Random) -> Iterator[Drawn]:
    """Draw a plan, a household and some years of it, and price them by claim and all at once."""
    plan, members = slow.random_plan(rng), slow.random_members(rng)
    years = [slow.random_year(rng, members) for _ in range(YEARS_OF_EACH)]
    amounts = at_once(plan, years, members)
    for claims, amount in zip(years, amounts, strict=True):
        yield Drawn(plan, claims, members, slow.paid(plan, claims, members), Fraction(float(amount)))


def at_once(plan: slow.Plan, years: Sequence[Sequence[slow.Claim]], members: Sequence[str]) -> Amounts:
    """Price years by the formula: a column each, counts and prices added up by service."""
    shape = (len(members), len(SERVICES), len(years))
    counts, prices = np.zeros(shape), np.zeros(shape)
    for column, claims in enumerate(years):
        for claim in claims:
            place = members.index(claim.member), SERVICES.index(claim.service), column
            counts[place] += 1
            prices[place] += float(claim.price)
    terms = {key: value for key, value in plan.items() if key != "met"}
    terms["free_visits"] = {service: count for service, count in plan.get("free_visits", {}).items() if count}
    met = Met(**plan.get("met", {}))
    lives = [Claims(counts[place], prices[place]) for place in range(len(members))]
    return paid(InsurancePlan.model_validate(terms), lives, [met] if len(members) == 1 else (), met)


def test_every_year_lies_where_its_claims_can_lie() -> None:
    """Where the two amounts differ, an order of the claims costs as much or more, and another as little or less."""
    for year in drawn():
        if not year.agrees:
            bounds = slow.bounds(year.plan, year.claims, year.members)
            assert bounds.low - CENT <= year.at_once <= bounds.high + CENT, year


def test_a_year_that_must_be_exact_is() -> None:
    """Where the order of the claims cannot matter, and the caps on copays agree, it is their cost to a cent."""
    exact = [year for year in drawn()[:JUDGED] if slow.year_is_exact(year.plan, year.claims, year.members).holds]

    assert len(exact) > JUDGED / 2
    assert [] == [year for year in exact if not year.agrees]


def test_a_year_that_differs_never_had_to_be_exact() -> None:
    """Its least and its most are apart, which they are not where it must be exact."""
    differing = [year for year in drawn() if not year.agrees][:JUDGED]

    assert JUDGED == len(differing)
    assert [] == [year for year in differing if slow.year_is_exact(year.plan, year.claims, year.members).holds]


def test_both_kinds_of_years_are_many() -> None:
    """Most of 10,000 are the same to a cent, and hundreds are not."""
    agreeing = sum(year.agrees for year in drawn())

    assert PLANS * YEARS_OF_EACH == len(drawn())
    assert 7000 < agreeing < 9700


def test_every_year_is_what_the_formula_says() -> None:
    """A second reading of the same formula, in fractions, comes to the same cent."""
    for year in drawn():
        again = slow.yearly(year.plan, slow.by_year(year.claims), year.members)
        assert abs(again - year.at_once) <= CENT, year
