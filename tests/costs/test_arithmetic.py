"""A drawn year is told bill by bill: worked by hand in years that are made up, then what holds of those that are drawn."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
import pytest
from households import ANA, BEN, JUNIPER, SILVER, Terms, grounds, household

from bot.costs.amounts import ZERO
from bot.costs.arithmetic import CALENDAR, Bill, DrawnYear, arithmetic, ranked
from bot.costs.household import Setting
from bot.costs.pricing import Pricing
from bot.costs.situation import read_situation
from bot.costs.trial import Trial
from bot.costs.uses import at_random, evenly, priced, uses_of
from bot.costs.year import Year
from bot.errors import RefusedError
from bot.insurance import SERVICES

Used = dict[str, tuple[int, int]]
"""By service the number of uses, and the dollars of all of them."""


def drawn(**more: Any) -> Trial:
    """Draw the years of Ana's situation, with more as given."""
    situation = read_situation(household(**more))
    return Trial.of(situation, grounds().care, grounds().figures, Setting(situation.years, situation.seed))


def made(uses: dict[str, Used], **more: Any) -> Trial:
    """Return a trial of one year that is made up and known, by member."""
    people = more.pop("members", [ANA])
    members = [
        {**one, "use": {service: count for service, (count, _) in uses.get(one["id"], {}).items()}} for one in people
    ]
    trial = drawn(members=members, **more)
    return replace(trial, pricing=Pricing({name: a_year(uses.get(name, {})) for name in trial.pricing.lives}))


def a_year(used: Used) -> Year:
    """Return a year as it would be drawn."""
    counts, prices = np.zeros((len(SERVICES), 1), np.uint8), np.zeros((len(SERVICES), 1), np.float32)
    for row, service in enumerate(SERVICES):
        counts[row], prices[row] = used.get(service, (0, 0))
    return Year(tuple(counts), tuple(prices))


def ana(option: str, used: Used, **more: Any) -> DrawnYear:
    """Tell a made-up year of Ana alone."""
    return arithmetic(made({"ana": used}, **more), option)[0]


def bills(year: DrawnYear) -> list[Bill]:
    """Return all bills of a year."""
    return [bill for month in year.months for bill in month.bills]


def says(year: DrawnYear) -> list[str]:
    """Return what the bills of a year say."""
    return [bill.says for bill in bills(year)]


def entries(year: DrawnYear, kind: str) -> dict[int, float]:
    """Return the dollars of a kind of entry by month."""
    return {month.number: float(entry.amount) for month in year.months for entry in month.entries if kind == entry.kind}


# Worked by hand


def test_a_year_of_copays_is_the_same_sum_in_any_order() -> None:
    """The sum is 4 × 40 + 12 × 20, and 12 × 625 of premiums."""
    year = ana("silver", {"primary_care": (4, 692), "generic_drug": (12, 300)})

    assert 400 == year.care
    assert year.care_compared == year.care
    assert 7900 == year.total
    assert year.difference is None
    assert "$173 for a primary care visit: copay $40." == bills(year)[1].says
    assert dict.fromkeys(range(1, 13), 625) == entries(year, "premium")


def test_known_use_is_spread_evenly() -> None:
    """Of 4 visits each is in the middle of its quarter, of 12 drugs one in each month."""
    year = ana("silver", {"primary_care": (4, 692), "generic_drug": (12, 300)})

    assert [2, 5, 8, 11] == [one.number for one in year.months for bill in one.bills if "primary_care" == bill.service]
    assert list(range(1, 13)) == [
        one.number for one in year.months for bill in one.bills if "generic_drug" == bill.service
    ]


def test_the_order_of_bills_matters_and_is_told() -> None:
    """First 6 × (500 + 300), then 1,200 + 40 % of 1,800 of a stay, then 6 × (40 % of 500 + 80): 8,400.

    Without an order it is 6,000 + (1 − 6,000 / 12,600) × (40 % of 9,000 + 12 × 80) = 8,388.57.
    """
    terms = {**SILVER, "before_deductible": []}
    used = {"xray": (12, 6000), "inpatient": (1, 3000), "specialist": (12, 3600)}

    year = ana("silver", used, insurance=[terms])

    assert 8400 == year.care
    assert Decimal("8388.57") == year.care_compared
    assert year.difference == (
        "Bill by bill, care comes to $11.43 more than the $8,388.57 that the comparison works with for this year. It lets the "
        "deductible take the same part of every bill that is subject to it, whatever the order; here the first bills of "
        "the year meet it."
    )


def test_the_maximum_ends_the_bills() -> None:
    """Of 6,000 + 40 % of 94,000 the first 8,900 are paid, in July, and no visit afterwards costs anything."""
    year = ana("silver", {"inpatient": (1, 100_000), "specialist": (2, 400)})

    assert 8900 == year.care
    assert year.care_compared == year.care
    assert (
        "$200 for a specialist visit: the out-of-pocket maximum of $8,900 is reached: the plan pays all of it."
        == (says(year)[-1])
    )
    assert 8900 == year.months[-1].standings[0].out_of_pocket_met


def test_a_membership_covers_visits_while_it_is_kept() -> None:
    """Kept for 6 months, it covers 2 of 4 visits and asks 20 for each; joining costs 75, leaving 6 × 85."""
    juniper = {
        **JUNIPER, "visit_fee": 20, "initial_term_months": 12, "cancel_notice_days": 30,
        "early_exit": {"kind": "remaining_balance"},
    }  # fmt: skip
    year = ana("silver+juniper", {"primary_care": (4, 692)}, retainers=[juniper], months_kept=6)

    covered = "$173 for a primary care visit: covered by Juniper Street's fee."
    assert [covered, covered, *["$173 for a primary care visit: copay $40."] * 2] == says(year)
    assert [173, 173, 0, 0] == [int(bill.by_membership) for bill in bills(year)]
    assert {2: 20, 5: 20} == entries(year, "visit_fee")
    assert {1: 75} == entries(year, "enrollment")
    assert {6: 510} == entries(year, "leaving")
    assert dict.fromkeys(range(1, 7), 85) == entries(year, "fee")
    assert 2 * 20 + 2 * 40 == year.care
    assert year.care_compared == year.care
    assert year.total_compared == year.total


def test_without_insurance_all_of_it_is_paid_less_discounts() -> None:
    """Two lab bills of 100 at 60 % off come to 80, a visit of 150 is covered, preventive care costs its 90."""
    juniper = {**JUNIPER, "discounts": {"lab": 0.6}}
    used = {"lab": (2, 200), "primary_care": (1, 150), "preventive": (1, 90)}
    year = ana("juniper", used, retainers=[juniper])

    assert 170 == year.care
    assert year.care_compared == year.care
    assert "$100 for lab work: 60% off with Juniper Street, you pay $40." in says(year)
    assert "$90 for preventive care: no insurance, you pay all of it." in says(year)
    assert 170 == year.parts.not_covered
    assert () == year.months[0].standings


@pytest.mark.parametrize(("stay", "outside"), [((0, 0), True), ((1, 100_000), False)])
def test_a_discount_is_taken_outside_the_plan_where_the_year_is_cheaper_so(
    stay: tuple[int, int], outside: bool
) -> None:
    """Lab work at 40 instead of 100 is worth it, unless a stay in the hospital reaches the maximum anyway."""
    juniper = {**JUNIPER, "discounts": {"lab": 0.6}}
    year = ana("silver+juniper", {"lab": (2, 200), "inpatient": stay}, retainers=[juniper])
    cash = (
        "$100 for lab work: 60% off with Juniper Street, you pay $40, outside the insurance: it counts toward no limit."
    )

    assert (80 if outside else 8900) == year.care
    assert outside == (cash in says(year))
    assert year.care_compared == year.care


def test_a_practice_that_bills_insurance_covers_nothing() -> None:
    """The copay remains."""
    year = ana("silver+juniper", {"primary_care": (1, 173)}, retainers=[{**JUNIPER, "bills_insurance": True}])

    assert ["$173 for a primary care visit: copay $40."] == says(year)
    assert 40 == year.care_compared


def test_a_supposed_effect_takes_its_part_off_prices() -> None:
    """Of 1,000 of lab work 10 % are spared and 900 paid below the deductible."""
    year = ana("silver+juniper", {"lab": (1, 1000)}, retainer_effect={"care": 0.1})

    assert 900 == year.care
    assert 100 == bills(year)[0].by_membership
    assert (
        "$100 less, as you suppose that the membership makes less care necessary. $900 for lab work: " in says(year)[0]
    )
    assert year.care_compared == year.care


def test_free_visits_are_the_first_ones() -> None:
    """Of 3 visits 2 are free, and one costs 40."""
    year = ana("silver", {"primary_care": (3, 519)}, insurance=[{**SILVER, "free_visits": {"primary_care": 2}}])

    assert [0, 0, 40] == [int(bill.paid) for bill in bills(year)]
    assert 40 == year.care_compared


def test_drugs_meet_their_own_deductible() -> None:
    """The sum is 200 + 40 % of 100 for the drug, and 500 for the lab work."""
    terms = {**SILVER, "drug_deductible": 200}
    year = ana("silver", {"specialty_drug": (1, 300), "lab": (1, 500)}, insurance=[terms])

    assert 740 == year.care
    assert 740 == year.care_compared
    assert 200 == year.months[-1].standings[0].drug_deductible_met
    assert 500 == year.months[-1].standings[0].deductible_met


@pytest.mark.parametrize(("kind", "expected"), [("embedded", 6000 + 0.4 * 1000 + 500), ("aggregate", 7000 + 500)])
def test_a_family_has_limits_of_each_or_of_all(kind: str, expected: float) -> None:
    """Ana's stay of 7,000 passes her own deductible of 6,000, not the household's of 12,000."""
    terms = {**SILVER, "family": {"deductible": 12_000, "out_of_pocket_max": 17_800, "kind": kind}}
    uses: dict[str, Used] = {"ana": {"inpatient": (1, 7000)}, "ben": {"lab": (1, 500)}}
    year = arithmetic(made(uses, members=[ANA, BEN], insurance=[terms]), "silver")[0]

    assert expected == float(year.care)
    assert expected == pytest.approx(float(year.care_compared))
    assert ["ana", "ben"] == sorted(bill.member for bill in bills(year))


def test_what_was_met_this_year_is_met() -> None:
    """Of the deductible 500 are left, of which the lab work takes 300; the months are those from July."""
    terms = {**SILVER, "met": {"deductible": 5500, "out_of_pocket": 5500}}
    year = ana("silver", {"lab": (1, 300)}, insurance=[terms], starts="2027-07-01", on="2027-06-20")

    assert ["$300 for lab work: below the deductible, you pay all of it; $5,800 of $6,000 met."] == says(year)
    assert CALENDAR[6:] == tuple(month.name for month in year.months)
    assert 6 * 625 + 300 == year.total


def test_somebody_in_no_plan_pays_beside_somebody_who_is() -> None:
    """Ana's visit costs a copay of 40, Ben's its 200."""
    uses: dict[str, Used] = {"ana": {"specialist": (1, 200)}, "ben": {"primary_care": (1, 200)}}
    terms = {**SILVER, "members": ["ana"], "copays": {"specialist": 40}}
    year = arithmetic(made(uses, members=[ANA, BEN], insurance=[terms]), "silver")[0]

    assert {"ana": 40, "ben": 200} == {bill.member: bill.paid for bill in bills(year)}
    assert {"ana": "silver", "ben": None} == {bill.member: bill.plan for bill in bills(year)}
    assert year.care_compared == year.care


def test_tax_and_a_penalty_are_of_the_last_month() -> None:
    """Of 1,000 paid in 22 % are saved in December; California charges those without cover then."""
    more: Terms = {"tax": {"federal": 0.22}, "hsa_contribution": 1000, "state": "CA"}
    trial = made({"ana": {}}, insurance=[{**SILVER, "hsa_eligible": True}], **more)

    assert {12: -220} == entries(arithmetic(trial, "silver")[0], "tax")
    assert [12] == list(entries(arithmetic(trial, "neither")[0], "penalty"))
    assert arithmetic(trial, "neither")[0].total_compared == arithmetic(trial, "neither")[0].total


def test_who_is_not_drawn_is_said_not_to_be_in_it() -> None:
    """Of somebody on Medicare there is no bill, but the fee is there."""
    old = {"id": "rosa", "age": 71, "coverage": "medicare"}
    year = arithmetic(drawn(members=[ANA, old]), "silver+juniper")[0]

    assert {"ana"} >= {bill.member for bill in bills(year)}
    assert "Not in it: care of rosa, who has Medicare." in year.notes
    assert any("reckoned as if only ana were in it" in note for note in year.notes)


def test_a_household_in_which_nobody_is_drawn_has_contracts_alone() -> None:
    """The sum is 12 × 85 + 75."""
    year = arithmetic(drawn(members=[{"id": "rosa", "age": 71, "coverage": "medicare"}]), "juniper")[0]

    assert 1095 == year.total
    assert 1095 == year.total_compared
    assert [] == bills(year)


def test_an_option_that_there_is_not_is_refused() -> None:
    """The sentence names those that there are."""
    with pytest.raises(RefusedError, match=r"options.gold: there is no such option; there are: silver, "):
        arithmetic(drawn(), "gold")


def test_ranks_are_nearest_and_ties_go_to_the_first() -> None:
    """Of 4 the second is the median, of 10 the ninth is the 90th percentile."""
    assert 0 == ranked(np.array([5.0, 9.0, 5.0, 7.0]), Fraction(1, 2))
    assert 8 == ranked(np.arange(10.0), Fraction(9, 10))


def test_prices_are_whole_dollars_that_add_up() -> None:
    """Of 100 for 3 uses the first takes the odd dollar."""
    assert [34, 33, 33] == [int(price) for price in priced(100, 3)]


def test_times_are_even_or_drawn_by_name() -> None:
    """A name always draws the same times, within the months."""
    assert [Fraction(3), Fraction(9)] == evenly(2, 12)
    assert at_random(50, 5, b"a") == at_random(50, 5, b"a")
    assert at_random(50, 5, b"a") != at_random(50, 5, b"b")
    assert set(range(5)) == {int(when) for when in at_random(50, 5, b"a")}


# What holds of every drawn year

FAMILY = {"deductible": 12_000, "out_of_pocket_max": 17_800}
DISCOUNTED = {**JUNIPER, "discounts": {"lab": 0.6, "generic_drug": 0.5}, "visit_fee": 10}
SITUATIONS: dict[str, Terms] = {
    "alone": {"members": [{**ANA, "use": {"primary_care": 4, "generic_drug": 12}}]},
    "family": {"members": [ANA, BEN], "insurance": [{**SILVER, "family": FAMILY}]},
    "aggregate": {"members": [ANA, BEN], "insurance": [{**SILVER, "family": {**FAMILY, "kind": "aggregate"}}]},
    "left early": {"retainers": [DISCOUNTED], "months_kept": 5, "members": [{**ANA, "health": "chronic"}]},
    "from August": {"starts": "2027-08-01", "months_kept": 3, "retainers": [DISCOUNTED]},
    "supposed": {"retainer_effect": {"care": 0.2, "emergency": 0.3}, "members": [ANA, {**BEN, "health": "poor"}]},
}


@cache
def told(name: str) -> tuple[tuple[Trial, DrawnYear], ...]:
    """Tell both years of all options of a situation."""
    trial = drawn(**SITUATIONS[name])
    return tuple((trial, year) for option in trial.accounts for year in arithmetic(trial, option))


@pytest.mark.parametrize("name", SITUATIONS)
def test_months_and_parts_add_up(name: str) -> None:
    """Bills, months and the year come to one sum, and to what is the same in every year besides."""
    for trial, year in told(name):
        due = [entry for month in year.months for entry in month.entries]
        assert year.total == sum((month.total for month in year.months), ZERO)
        assert year.care == sum((month.care for month in year.months), ZERO)
        assert year.care == year.parts.paid + sum((one.amount for one in due if "visit_fee" == one.kind), ZERO)
        assert trial.accounts[year.option].constant == year.total - year.care
        assert year.total_compared - year.care_compared == year.total - year.care
        for bill in bills(year):
            assert bill.price == bill.paid + bill.plan_pays + bill.by_membership
            assert bill.paid == bill.deductible + bill.copay + bill.coinsurance + bill.not_covered


@pytest.mark.parametrize("name", SITUATIONS)
def test_bills_come_to_the_drawn_prices(name: str) -> None:
    """Each service has as many bills as it has uses in that year, and their prices add up to the dollar."""
    for trial, year in told(name):
        for member in trial.pricing.drawn(trial.accounts[year.option].choice):
            life = trial.pricing.lives[member.id]
            for row, service in enumerate(SERVICES):
                own = [bill.price for bill in bills(year) if (member.id, service) == (bill.member, bill.service)]
                assert life.counts[row][year.number - 1] == len(own)
                assert float(life.prices[row][year.number - 1]) == float(sum(own, ZERO))


@pytest.mark.parametrize("name", SITUATIONS)
def test_no_limit_is_passed(name: str) -> None:
    """Whatever is paid under a plan stays within what is left of its maximum."""
    for _, year in told(name):
        for standing in (one for month in year.months for one in month.standings):
            assert standing.out_of_pocket_met <= standing.out_of_pocket_max
            assert standing.deductible_met <= standing.deductible


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_difference_is_told_exactly_where_there_is_one(name: str) -> None:
    """Of more than a dollar, with a reason."""
    for _, year in told(name):
        assert (abs(year.care - year.care_compared) > 1) == (year.difference is not None)
        assert year.difference is None or "Bill by bill, care comes to $" in year.difference
        assert year.difference is None or "cents are not rounded" not in year.difference


@pytest.mark.parametrize("name", SITUATIONS)
def test_years_are_those_of_nearest_rank(name: str) -> None:
    """At least half, or nine of ten, of the years cost no more, and no year of the same total comes before."""
    for trial, year in told(name):
        totals = trial.totals[year.option]
        own, part = totals[year.number - 1], {"median": 0.5, "p90": 0.9}[year.which]
        assert part * len(totals) <= (totals <= own).sum()
        assert (totals < own).sum() < part * len(totals)
        assert own not in totals[: year.number - 1]


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_same_situation_has_the_same_bills(name: str) -> None:
    """Drawn anew, every word is the same, and it is ready for JSON."""
    again = drawn(**SITUATIONS[name])
    same = [year.model_dump_json() for option in again.accounts for year in arithmetic(again, option)]

    assert [year.model_dump_json() for _, year in told(name)] == same


def test_own_use_appears_exactly() -> None:
    """Four visits and twelve drugs, one a month, are in every year of every option."""
    for _, year in told("alone"):
        assert 4 == sum("primary_care" == bill.service for bill in bills(year))
        assert [1] * 12 == [sum("generic_drug" == bill.service for bill in month.bills) for month in year.months]


def test_a_year_has_the_same_bills_in_every_option() -> None:
    """What differs is who pays them."""
    trial = drawn(members=[ANA, BEN])
    first, *others = (uses_of(trial, account.choice, 700) for account in trial.accounts.values())

    assert first
    assert [first] * len(others) == others
