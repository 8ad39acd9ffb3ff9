"""The claim-by-claim pricing itself is right: worked by hand first, then its laws in years drawn at random."""

from fractions import Fraction
from itertools import permutations
from random import Random
from typing import Any

import pytest
from claim_by_claim import (
    Bounds,
    Claim,
    Plan,
    bounds,
    by_year,
    caps_agree,
    order_cannot_matter,
    paid,
    random_members,
    random_plan,
    random_year,
    share,
    unsaid,
    year_is_exact,
    yearly,
)

ONE = ["ana"]
TWO = ["ana", "ben"]
THREE = ["ana", "ben", "cleo"]
SEEDS = range(150)


def a_plan(**terms: Any) -> Plan:
    """Return a plan of deductible 1,000, maximum 3,000 and coinsurance 20 %, with terms as given."""
    return {"deductible": 1000, "out_of_pocket_max": 3000, "coinsurance": 0.2, **terms}


def claims(*uses: tuple[str, int], member: str = "ana") -> list[Claim]:
    """Return one member's claims, in the order given."""
    return [Claim(member, service, Fraction(price)) for service, price in uses]


def a_year(seed: int) -> tuple[Plan, list[Claim], list[str], Random]:
    """Return a plan, a year and a household drawn from a seed."""
    rng = Random(seed)
    plan, members = random_plan(rng), random_members(rng)
    return plan, random_year(rng, members), members, rng


def orders(plan: Plan, year: list[Claim], rng: Random) -> list[list[Claim]]:
    """Return a year as drawn, shuffled, and in the orders that are best and worst for one person."""
    by_rate = sorted(year, key=lambda claim: share(plan, claim) / claim.price)
    by_price = sorted(year, key=lambda claim: claim.price)
    shuffled = [rng.sample(year, len(year)) for _ in range(3)]
    return [year, by_rate, by_rate[::-1], by_price, by_price[::-1], *shuffled]


# Worked by hand


def test_preventive_care_is_free() -> None:
    """Neither does it count: 0 + 300 in full."""
    assert 300 == paid(a_plan(), claims(("preventive", 900), ("lab", 300)), ONE)


def test_a_listed_copay_is_capped_at_the_price_and_never_counts_to_the_deductible() -> None:
    """The sum is 40 + 30 (of a visit for 30) + 1,000 in full."""
    plan = a_plan(copays={"primary_care": 40}, before_deductible=["primary_care"])

    assert 1070 == paid(plan, claims(("primary_care", 150), ("primary_care", 30), ("lab", 1000)), ONE)


def test_listed_without_a_copay_is_coinsurance_from_the_first_dollar() -> None:
    """The sum is 20 % of 500 + 1,000 in full, as the 100 did not count."""
    assert 1100 == paid(a_plan(before_deductible=["imaging"]), claims(("imaging", 500), ("lab", 1000)), ONE)


def test_a_claim_across_the_deductible_is_parted() -> None:
    """The sum is 600 + 400 + 20 % of the other 300."""
    assert 1060 == paid(a_plan(), claims(("lab", 600), ("lab", 700)), ONE)


def test_a_copay_across_the_deductible_is_due_for_the_part_above() -> None:
    """The sum is 900 + 100 + half of 80, then 80, then a visit for 50."""
    plan = a_plan(copays={"specialist": 80})
    visits = (("lab", 900), ("specialist", 200), ("specialist", 200), ("specialist", 50))

    assert 900 + 100 + 40 + 80 + 50 == paid(plan, claims(*visits), ONE)


def test_the_coinsurance_of_a_service_wins() -> None:
    """The sum is 1,000 + 50 % of 400 + 20 % of 100."""
    plan = a_plan(coinsurance_for={"imaging": 0.5})

    assert 1220 == paid(plan, claims(("lab", 1000), ("imaging", 400), ("lab", 100)), ONE)


def test_nothing_is_paid_beyond_the_maximum() -> None:
    """The sum would be 1,000 + 3,800, and a copay after it is free too."""
    plan = a_plan(copays={"primary_care": 40}, before_deductible=["primary_care"])

    assert 3000 == paid(plan, claims(("inpatient", 20_000), ("primary_care", 100)), ONE)


@pytest.mark.parametrize(("prices", "expected"), [((100, 200, 300), 300), ((300, 200, 100), 100), ((100, 200), 0)])
def test_the_first_visits_are_free(prices: tuple[int, ...], expected: int) -> None:
    """Two are, and they count toward nothing."""
    plan = a_plan(free_visits={"primary_care": 2})

    assert expected == paid(plan, claims(*(("primary_care", price) for price in prices)), ONE)


def test_drugs_may_have_a_deductible_of_their_own() -> None:
    """The sum is 200 + 20 % of 100 for the drug, 500 in full for the lab."""
    plan = a_plan(drug_deductible=200)

    assert 220 + 500 == paid(plan, claims(("preferred_drug", 300), ("lab", 500)), ONE)


def test_both_deductibles_share_one_maximum() -> None:
    """The sum would be 1,000 + 400 for the lab and 200 + 1,960 for the drug."""
    plan = a_plan(drug_deductible=200)

    assert 3000 == paid(plan, claims(("lab", 3000), ("specialty_drug", 10_000)), ONE)


def test_the_deductible_of_an_embedded_family_is_met_for_everybody() -> None:
    """The sum is Ana's 1,000, Ben's 500 + 20 % of 300, and 20 % of Cleo's 100."""
    plan = a_plan(family={"deductible": 1500, "out_of_pocket_max": 6000, "kind": "embedded"})
    year = [*claims(("lab", 1000)), *claims(("lab", 800), member="ben"), *claims(("lab", 100), member="cleo")]

    assert 1000 + 560 + 20 == paid(plan, year, THREE)


def test_an_embedded_family_has_both_maxima() -> None:
    """Ana stops at her own 3,000, Ben at the last 1,000 of the household's 4,000."""
    plan = a_plan(family={"deductible": 2000, "out_of_pocket_max": 4000})
    year = [*claims(("inpatient", 30_000)), *claims(("inpatient", 30_000), member="ben")]

    assert 3000 == paid(plan, year[:1], TWO)
    assert 4000 == paid(plan, year, TWO)


def test_an_aggregate_family_has_the_households_limits_only() -> None:
    """The sum is Ana's 1,800 in full, beyond her own 1,000, and Ben's 200 + 20 % of 200."""
    plan = a_plan(family={"deductible": 2000, "out_of_pocket_max": 6000, "kind": "aggregate"})
    year = [*claims(("lab", 1800)), *claims(("lab", 400), member="ben")]

    assert 1800 + 240 == paid(plan, year, TWO)
    assert 6000 == paid(plan, claims(("inpatient", 90_000)), TWO)


def test_without_a_family_the_households_limits_are_twice_the_individual() -> None:
    """The sum is 1,000 + 1,000 in full, then 20 % of Cleo's 1,000."""
    year = [claim for member in THREE for claim in claims(("lab", 1000), member=member)]

    assert 2200 == paid(a_plan(), year, THREE)


def test_one_member_alone_has_individual_limits() -> None:
    """The sum is 1,000 + 20 % of 1,000, whatever an aggregate family would have."""
    plan = a_plan(family={"deductible": 2000, "out_of_pocket_max": 6000, "kind": "aggregate"})

    assert 1200 == paid(plan, claims(("lab", 2000)), ONE)


def test_what_was_met_comes_off_one_members_limits() -> None:
    """The sum is 600 + 20 % of 400; and at most 3,000 - 2,500."""
    partly = a_plan(met={"deductible": 400, "out_of_pocket": 400})
    mostly = a_plan(met={"deductible": 400, "out_of_pocket": 2500})

    assert 680 == paid(partly, claims(("lab", 1000)), ONE)
    assert 500 == paid(mostly, claims(("lab", 1000)), ONE)


def test_what_was_met_comes_off_the_households_limits() -> None:
    """Of the household's 2,000 there are 500 left, then 20 % of Ana's other 500."""
    assert 600 == paid(a_plan(met={"deductible": 1500, "out_of_pocket": 1500}), claims(("lab", 1000)), TWO)


def test_a_member_at_the_maximum_adds_no_more_to_the_households_deductible() -> None:
    """Ana pays 2,900 and 100 more; so Ben has 900 of the household's 1,000 left, and 20 % of 100."""
    plan = a_plan(
        copays={"specialty_drug": 2900},
        before_deductible=["specialty_drug"],
        family={"deductible": 1000, "out_of_pocket_max": 6000},
    )
    year = [*claims(("specialty_drug", 5000), ("lab", 1000)), *claims(("lab", 1000), member="ben")]

    assert 3000 + 920 == paid(plan, year, TWO)


# The year against its claims


def test_the_order_of_different_rates_matters_and_the_year_lies_between() -> None:
    """Full price falls on the lab (then 50 % of 1,000), on the scan (then 20 %), or on half of each."""
    plan = a_plan(coinsurance_for={"imaging": 0.5})
    year = claims(("lab", 1000), ("imaging", 1000))

    assert [1500, 1200] == [paid(plan, year, ONE), paid(plan, year[::-1], ONE)]
    assert 1350 == yearly(plan, by_year(year), ONE)
    assert Bounds(Fraction(1200), Fraction(1500)) == bounds(plan, year, ONE)
    assert not order_cannot_matter(plan, year, ONE).holds


def test_a_copay_capped_for_the_year_costs_more_than_one_capped_for_each_visit() -> None:
    """By claim 20 + 40, by year 2 × 40 as the visits cost 120 together; the bounds hold both."""
    plan = a_plan(copays={"primary_care": 40}, before_deductible=["primary_care"])
    year = claims(("primary_care", 20), ("primary_care", 100))

    assert [60, 80] == [paid(plan, year, ONE), yearly(plan, by_year(year), ONE)]
    assert Bounds(Fraction(60), Fraction(80)) == bounds(plan, year, ONE)
    assert order_cannot_matter(plan, year, ONE).holds
    assert not caps_agree(plan, year, ONE).holds


def test_free_visits_are_bounded_by_their_cheapest_and_dearest() -> None:
    """Two of three are free: 100 is left, or 300, and by year a third of 600."""
    plan = a_plan(free_visits={"primary_care": 2})
    year = claims(("primary_care", 100), ("primary_care", 200), ("primary_care", 300))

    assert Bounds(Fraction(100), Fraction(300)) == bounds(plan, year, ONE)
    assert 200 == yearly(plan, by_year(year), ONE)
    assert not order_cannot_matter(plan, year, ONE).holds


LABS_OF_TWO = [*claims(("lab", 1000)), *claims(("lab", 1400), member="ben")]
SCANS_AND_LABS = claims(("imaging", 600), ("lab", 700))


@pytest.mark.parametrize(
    ("plan", "year", "members", "expected", "why"),
    [
        (a_plan(), claims(("lab", 600), ("imaging", 400)), ONE, 1000, "stays within"),
        (a_plan(), SCANS_AND_LABS, ONE, 1060, "same rate"),
        (a_plan(deductible=0, coinsurance_for={"lab": 0.5}), SCANS_AND_LABS, ONE, 470, "no deductible"),
        (a_plan(out_of_pocket_max=1000, coinsurance_for={"lab": 0.5}), SCANS_AND_LABS, ONE, 1000, "the maximum"),
        (a_plan(copays={"specialist": 80}), claims(*[("specialist", 400)] * 3), ONE, 1040, "same rate"),
        (a_plan(copays={"lab": 900, "imaging": 700}), SCANS_AND_LABS, ONE, 1300, "same rate"),
        (a_plan(family={"deductible": 1500}), LABS_OF_TWO, TWO, 1680, "same rate"),
    ],
)
def test_a_year_is_exact(plan: Plan, year: list[Claim], members: list[str], expected: int, why: str) -> None:
    """Every order and the yearly formula agree, for the reason given."""
    verdict = year_is_exact(plan, year, members)

    assert verdict.holds
    assert any(why in reason for reason in verdict.reasons), verdict.reasons
    assert [expected] * 3 == [
        *(paid(plan, order, members) for order in (year, year[::-1])),
        yearly(plan, by_year(year), members),
    ]


def test_a_members_maximum_and_the_households_deductible_make_the_order_matter() -> None:
    """Who pays the household's 500 matters, although every rate is 20 %: Ana's visits reach her maximum anyway."""
    plan = a_plan(family={"deductible": 500, "out_of_pocket_max": 6000})
    year = [*claims(("inpatient", 14_000)), *claims(("lab", 500), member="ben")]

    assert [3000 + 100, 2800 + 500] == [paid(plan, year, TWO), paid(plan, year[::-1], TWO)]
    assert not order_cannot_matter(plan, year, TWO).holds


def test_what_is_left_open_is_named() -> None:
    """A drug deductible of a household is, free visits of two members are, and an ordinary year is not."""
    drugs, visits = a_plan(drug_deductible=200), a_plan(free_visits={"lab": 1})

    assert () == unsaid(a_plan(), LABS_OF_TWO, TWO)
    assert 1 == len(unsaid(visits, LABS_OF_TWO, TWO))
    assert 1 == len(unsaid(drugs, claims(("generic_drug", 20)), TWO))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_order_and_the_year_lie_within_the_bounds(seed: int) -> None:
    """Also in the orders that are made to be cheap or dear."""
    plan, year, members, rng = a_year(seed)
    limits = bounds(plan, year, members)

    assert all(paid(plan, order, members) in limits for order in orders(plan, year, rng))
    assert yearly(plan, by_year(year), members) in limits


@pytest.mark.parametrize("seed", SEEDS)
def test_an_exact_year_costs_one_amount(seed: int) -> None:
    """Where the order cannot matter it does not, and where the year is exact it agrees and the bounds are one."""
    plan, year, members, rng = a_year(seed)
    costs = {paid(plan, order, members) for order in orders(plan, year, rng)}

    if order_cannot_matter(plan, year, members).holds:
        assert 1 == len(costs)
    if year_is_exact(plan, year, members).holds:
        assert {yearly(plan, by_year(year), members)} == costs
        assert {bounds(plan, year, members).low, bounds(plan, year, members).high} == costs


@pytest.mark.parametrize("seed", SEEDS)
def test_some_order_reaches_each_bound_of_one_member(seed: int) -> None:
    """Tried in all orders of up to four claims."""
    plan, year, _, _ = a_year(seed)
    year = [Claim("ana", claim.service, claim.price) for claim in year[:4]]
    costs = {paid(plan, order, ONE) for order in permutations(year)}
    found = bounds(plan, year, ONE)

    assert found.low == min(costs)
    assert found.high == max(costs) or not caps_agree(plan, year, ONE).holds


def test_years_drawn_are_of_every_kind() -> None:
    """Exact and not, empty and full, of one member and of five, with the order mattering and not."""
    drawn = [a_year(seed) for seed in range(300)]
    exact = sum(year_is_exact(plan, year, members).holds for plan, year, members, _ in drawn)

    assert 30 <= exact <= 290
    assert {1, 2, 3, 4, 5} == {len(members) for _, _, members, _ in drawn}
    assert {0, 40} <= {len(year) for _, year, _, _ in drawn}
