"""A ledger prices claims one after another, says why, and agrees with the slow pricing in fractions."""

from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import claim_by_claim as slow
import pytest

from bot.costs.ledger import Claim, Ledger, Share, together
from bot.costs.sharing import NOTHING_MET, Met
from bot.insurance import InsurancePlan, Service

CENT = Fraction(1, 100)
SEEDS = range(300)


def a_plan(**terms: Any) -> InsurancePlan:
    """Return a plan of deductible 1,000, maximum 3,000 and coinsurance 20 %, with terms as given."""
    plain = {"id": "plan", "name": "A plan", "deductible": 1000, "out_of_pocket_max": 3000, "coinsurance": 0.2}
    return InsurancePlan.model_validate({**plain, **terms})


def claim(service: Service, price: int, member: str = "you") -> Claim:
    """Return one use of a service."""
    return Claim(service, Decimal(price), member)


def pay(plan: InsurancePlan, *uses: tuple[Service, int]) -> list[Share]:
    """Price the claims of one person, in order."""
    ledger = Ledger(plan)
    return [ledger.pay(claim(*use)) for use in uses]


def parts(share: Share) -> tuple[float, ...]:
    """Return deductible, copay, coinsurance, what is not covered, and what the plan pays."""
    return tuple(map(float, (share.deductible, share.copay, share.coinsurance, share.not_covered, share.plan_pays)))


# Worked by hand


def test_below_the_deductible_all_of_it_is_paid() -> None:
    """The second bill says how much is met by now."""
    first, second = pay(a_plan(), ("lab", 300), ("primary_care", 173))

    assert (300, 0, 0, 0, 0) == parts(first)
    assert "$173 for a primary care visit: below the deductible, you pay all of it; $473 of $1,000 met." == second.says


def test_a_bill_across_the_deductible_is_parted() -> None:
    """The sum is 400 + 20 % of 300."""
    second = pay(a_plan(), ("lab", 600), ("imaging", 700))[1]

    assert (400, 0, 60, 0, 240) == parts(second)
    assert second.says == (
        "$700 for a CT or MRI scan: $400 of it is below the deductible, which you pay and which is now met; "
        "20% of the other $300 is $60."
    )


def test_a_copay_across_the_deductible_is_due_for_the_part_above() -> None:
    """The sum is 100 + half of 80."""
    plan = a_plan(copays={"specialist": 80})
    second, third = pay(plan, ("lab", 900), ("specialist", 200), ("specialist", 200))[1:]

    assert (100, 40, 0, 0, 60) == parts(second)
    assert "$200 for a specialist visit: the deductible is met; copay $80." == third.says


def test_a_listed_copay_is_at_most_the_price_and_counts_toward_no_deductible() -> None:
    """A visit for 30 costs 30, one for 150 costs 40, and the lab work after them all of its 1,000."""
    plan = a_plan(copays={"primary_care": 40}, before_deductible=["primary_care"])
    low, high, lab = pay(plan, ("primary_care", 30), ("primary_care", 150), ("lab", 1000))

    assert "$30 for a primary care visit: less than the copay of $40." == low.says
    assert "$150 for a primary care visit: copay $40." == high.says
    assert (1000, 0, 0, 0, 0) == parts(lab)


def test_listed_without_a_copay_is_coinsurance_from_the_first_dollar() -> None:
    """The service's own coinsurance, 40 %, wins over the plan's."""
    plan = a_plan(before_deductible=["imaging"], coinsurance_for={"imaging": 0.4})

    assert "$665 for a CT or MRI scan: 40% of $665 is $266." == pay(plan, ("imaging", 665))[0].says


def test_the_maximum_cuts_a_bill_and_frees_those_after_it() -> None:
    """Of 1,000 + 3,800 the first 3,000 are paid, and nothing of a visit afterwards."""
    first, second = pay(a_plan(copays={"primary_care": 40}), ("inpatient", 20_000), ("primary_care", 100))

    assert (1000, 0, 2000, 0, 17_000) == parts(first)
    assert first.says == (
        "$20,000 for a hospital stay: $1,000 of it is below the deductible; 20% of the other $19,000 is $3,800; "
        "the out-of-pocket maximum of $3,000 is reached: you pay $3,000, the plan pays the rest."
    )
    assert second.says == (
        "$100 for a primary care visit: the out-of-pocket maximum of $3,000 is reached: the plan pays all of it."
    )


def test_preventive_care_and_free_visits_cost_nothing() -> None:
    """The second visit is paid for again."""
    free, paid = pay(a_plan(free_visits={"primary_care": 1}), ("primary_care", 100), ("primary_care", 100))

    assert "$100 for a primary care visit: the one use a year that is free, the plan pays all of it." == free.says
    assert 100 == paid.deductible
    assert (0, 0, 0, 0, 90) == parts(pay(a_plan(), ("preventive", 90))[0])


def test_drugs_may_have_a_deductible_of_their_own() -> None:
    """The sum is 200 + 20 % of 100 for the drug, and the lab work still is below the other deductible."""
    drug, lab = pay(a_plan(drug_deductible=200), ("preferred_drug", 300), ("lab", 500))

    assert (200, 0, 20, 0, 80) == parts(drug)
    assert "$500 for lab work: below the deductible, you pay all of it; $500 of $1,000 met." == lab.says


def test_what_is_not_covered_is_paid_and_counts_toward_nothing() -> None:
    """The lab work after it starts at the first dollar of the deductible."""
    ledger = Ledger(a_plan())
    other = ledger.pay(Claim("outpatient", Decimal(61), name="a private room", covered=False))

    assert (0, 0, 0, 61, 0) == parts(other)
    assert "$61 for a private room: the plan does not cover it, you pay all of it." == other.says
    assert "$100 of $1,000 met." in ledger.pay(claim("lab", 100)).says


def test_a_list_of_bills_is_split_as_coverage_examples_are() -> None:
    """The sum is 1,000 deductible, 40 copays, 20 % of 500 coinsurance and 60 not covered."""
    plan = a_plan(copays={"primary_care": 40}, before_deductible=["primary_care"])
    bills = [claim("lab", 1500), claim("primary_care", 150), Claim("lab", Decimal(60), covered=False)]

    split = Ledger(plan).split(bills)

    assert (1000, 40, 100, 60, 510) == parts(split)
    assert 1200 == split.paid


def test_what_was_met_before_is_met() -> None:
    """Of 500 the last 100 of the deductible are due, then 20 % of 400, of which the maximum leaves 50."""
    ledger = Ledger(a_plan(), met=[Met(900, 2850)])

    assert (100, 0, 50, 0, 350) == parts(ledger.pay(claim("lab", 500)))
    assert 3000 == ledger.standings[0].out_of_pocket_met


def test_a_household_that_met_its_deductible_frees_the_next_member() -> None:
    """Two members met 1,000 of the household's 2,000 each, so the third pays 20 % at once."""
    ledger = Ledger(a_plan(), ["ana", "ben", "cleo"])
    for member in ("ana", "ben"):
        ledger.pay(claim("lab", 1000, member))

    assert "$500 for lab work: the household's deductible is met; 20% of $500 is $100." == (
        ledger.pay(claim("lab", 500, "cleo")).says
    )
    assert ["ana", "ben", "cleo", None] == [one.who for one in ledger.standings]


def test_an_aggregate_household_has_no_limits_of_a_member() -> None:
    """Ana pays beyond 1,000, as only the household's 2,500 counts."""
    plan = a_plan(family={"deductible": 2500, "out_of_pocket_max": 6000, "kind": "aggregate"})
    ledger = Ledger(plan, ["ana", "ben"])

    assert "below the household's deductible, you pay all of it; $2,000 of $2,500 met." in (
        ledger.pay(claim("lab", 2000, "ana")).says
    )
    assert (500, 0, 100, 0, 400) == parts(ledger.pay(claim("lab", 1000, "ben")))
    assert [None] == [one.who for one in ledger.standings]


def test_a_member_may_be_called_household() -> None:
    """Their limits are not taken for those of all."""
    ledger = Ledger(a_plan(), ["household", "ben"])
    ledger.pay(claim("lab", 300, "household"))

    assert [("household", 300), ("ben", 0), (None, 300)] == [
        (one.who, int(one.deductible_met)) for one in ledger.standings
    ]


def test_nothing_costs_nothing() -> None:
    """A bill of 0 is said to be one."""
    assert "$0 for lab work: there is nothing to pay." == pay(a_plan(), ("lab", 0))[0].says


# What holds of every year


@pytest.mark.parametrize("seed", SEEDS)
def test_a_year_costs_what_the_slow_pricing_says(seed: int) -> None:
    """Each bill is rounded to the cent, and parts, price and limits come out."""
    rng = Random(seed)
    terms, members = slow.random_plan(rng), slow.random_members(rng)
    year = slow.random_year(rng, members)
    ledger, plan = opened(terms, members)

    shares = [ledger.pay(Claim(one.service, Decimal(int(one.price)), one.member)) for one in year]  # type: ignore[arg-type]

    assert abs(slow.paid(terms, year, members) - Fraction(together(shares).paid)) <= CENT * (len(year) + 1)
    for one, share in zip(year, shares, strict=True):
        assert int(one.price) == share.paid + share.plan_pays
        assert share.paid == share.deductible + share.copay + share.coinsurance
        assert min(parts(share)) >= 0
    for standing in ledger.standings:
        assert standing.out_of_pocket_met <= standing.out_of_pocket_max
        assert standing.deductible_met <= standing.deductible
    assert plan.id == "plan"


def opened(terms: slow.Plan, members: list[str]) -> tuple[Ledger, InsurancePlan]:
    """Open a ledger of a plan as it is drawn: what was met is one person's own, or else the household's."""
    terms = dict(terms)
    before = terms.pop("met", None) or {}
    free = {service: count for service, count in terms.pop("free_visits", {}).items() if count}
    plan = InsurancePlan.model_validate({**terms, "free_visits": free})
    met = Met(before.get("deductible", 0), before.get("out_of_pocket", 0))
    if len(members) == 1:
        return Ledger(plan, members, [met]), plan
    return Ledger(plan, members, [NOTHING_MET] * len(members), met), plan
