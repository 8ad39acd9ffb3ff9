"""Twenty-one ways in which sums about memberships go wrong, and that ours do not; numbered as in our notes."""

import re
from pathlib import Path
from typing import Any

import pytest
from households import ANA, BEN, BRONZE, JUNIPER, SILVER, compared, grounds, household, mean, only, option, paid

from bot.costs.comparison import Comparison, Grounds, compare
from bot.costs.situation import read_situation
from bot.errors import UnknownError
from bot.figures import Figures
from bot.library import open_sources
from bot.library.dated import open_figures

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
INSURED, JOINED, PRACTICE_ALONE, NEITHER = "silver", "silver+juniper", "juniper", "neither"
TAX = {"federal": 0.22, "state": 0.05}
HSA = {"insurance": [BRONZE], "tax": TAX, "hsa_contribution": 3000}
MONTHLY = {**JUNIPER, "initial_term_months": 1, "early_exit": {"kind": "none"}}
REST_OF_TERM = {**JUNIPER, "initial_term_months": 12, "early_exit": {"kind": "remaining_balance"}}


def using(**use: int) -> dict[str, Any]:
    """Return Ana with a year in which nothing but these services is used."""
    return {**ANA, "use": only(**use)}


def tax_effect(comparison: Comparison, name: str) -> float:
    """Return what a health savings account takes off an option, in dollars a year; negative, or 0."""
    return sum(line.amount for line in option(comparison, name).lines if "HSA" in line.name)


def said(comparison: Comparison, name: str) -> str:
    """Return all that is said of one option, in words."""
    found = option(comparison, name)
    return " ".join((*found.warnings, *found.not_estimated, *(line.workings for line in found.lines)))


def assumed(comparison: Comparison, words: str) -> list[Any]:
    """Return the values of the assumptions whose names have these words."""
    return [one.value for one in comparison.assumptions if words in one.name]


# 1. The fee and the premium


def test_01_a_fee_is_never_held_against_a_premium_alone() -> None:
    """Who joins still pays the premium of the plan that is kept, the fees on top of it, and what care costs beside both."""
    joined = option(compared(), JOINED)

    assert 12 * 625 + 12 * 85 + 75 == joined.committed
    assert ["Premiums", "Membership fees", "Enrollment", "Care you pay for yourself"] == [
        line.name for line in joined.lines
    ]


def test_01_a_practice_without_insurance_is_no_rival_of_insurance() -> None:
    """It is shown as what it is, no cheapest choice with a maximum, and a break-even holds joining against the same plan."""
    comparison = compared()

    assert "retainer_only" == option(comparison, PRACTICE_ALONE).kind
    assert comparison.cheapest_with_a_maximum in {INSURED, JOINED}
    assert {(JOINED, INSURED), (PRACTICE_ALONE, NEITHER)} == {
        (one.joined, one.against) for one in comparison.break_even
    }


# 2. Catastrophic cover


@pytest.mark.parametrize("name", [PRACTICE_ALONE, NEITHER])
def test_02_without_insurance_there_is_no_worst_case(name: str) -> None:
    """Nothing stops the bill of a grave illness, so no sum is put there, and words and numbers of the tail are."""
    comparison = compared()
    found = option(comparison, name)

    assert found.worst_case is None
    assert found.warnings[0].startswith("Nothing caps what care can cost")
    assert "can cost more" in found.warnings[1]


def test_02_the_tail_that_is_told_is_that_of_the_drawn_years() -> None:
    """One year of a hundred costs at least what the words say of it, rounded down to a hundred dollars."""
    neither = option(compared(), NEITHER)
    told = [int(number.replace(",", "")) for number in re.findall(r"\$([\d,]+) or more", neither.warnings[1])]

    assert neither.total is not None
    assert [neither.total.p90 // 100 * 100, neither.total.p99 // 100 * 100] == told


@pytest.mark.parametrize("name", [PRACTICE_ALONE, NEITHER])
def test_02_a_health_share_is_no_insurance(name: str) -> None:
    """It owes nobody a payment and has no maximum, so its member is priced as somebody without cover, which is said."""
    comparison = compared(members=[{**ANA, "coverage": "health_share"}])

    assert option(comparison, name).worst_case is None
    assert mean(compared(), name) == mean(comparison, name)
    assert "health-sharing plan is no insurance" in said(comparison, name)


def test_02_one_uninsured_member_leaves_the_household_without_a_worst_case() -> None:
    """A plan for Ana caps nothing of what Ben's care may cost."""
    comparison = compared(members=[ANA, BEN], insurance=[{**SILVER, "members": ["ana"]}])

    assert option(comparison, INSURED).worst_case is None
    assert "(ben)" in said(comparison, INSURED)


# 3. The premium


def test_03_joining_lowers_no_premium() -> None:
    """The insurer asks the same of those who pay a practice as well; only another plan has another premium."""
    comparison = compared(insurance=[SILVER, BRONZE])
    premiums = {one.id: [line.amount for line in one.lines if line.name == "Premiums"] for one in comparison.options}

    assert [7500.0] == premiums["silver"] == premiums["silver+juniper"]
    assert [5520.0] == premiums["bronze"] == premiums["bronze+juniper"]


def test_03_a_switch_of_plan_is_also_shown_without_the_membership() -> None:
    """What the cheaper plan saves is so not taken for what the practice saves."""
    options = [{"id": "stay", "insurance": "silver"}, {"id": "move", "insurance": "bronze", "retainer": "juniper"}]
    comparison = compared(insurance=[SILVER, BRONZE], options=options)

    assert ["stay", "move", "bronze"] == [one.id for one in comparison.options]
    assert ["bronze"] == [one.against for one in comparison.break_even]


def test_03_that_a_plan_can_be_left_only_at_times_is_said() -> None:
    """A comparison of two plans within a year says that plans are chosen in open enrollment, or after a change in life."""
    comparison = compared(insurance=[SILVER, BRONZE], on="2026-06-20", plan_year=2026, starts="2026-07-01")

    assert any("open enrollment" in one.lower() for one in comparison.warnings)


# 4. The fee and the limits


def test_04_the_fee_comes_on_top_of_the_maximum() -> None:
    """It counts toward neither limit, so the worst case with it is higher by all of it."""
    comparison = compared()
    alone, joined = option(comparison, INSURED), option(comparison, JOINED)

    assert alone.worst_case is not None
    assert joined.worst_case is not None
    assert 8900 == alone.worst_case - alone.committed == joined.worst_case - joined.committed
    assert 12 * 85 + 75 == joined.worst_case - alone.worst_case


def test_04_in_a_bad_year_the_fee_is_paid_and_the_maximum_too() -> None:
    """Twenty stays in hospital reach the maximum in every drawn year, and no fee has helped to get there."""
    comparison = compared(members=[using(inpatient=20)])
    joined = option(comparison, JOINED)

    assert joined.total is not None
    assert 8900 == paid(comparison, INSURED) == paid(comparison, JOINED)
    assert joined.worst_case == joined.total.p10 == joined.total.p99
    assert "neither the deductible nor the maximum" in said(comparison, JOINED)


def test_04_a_dear_fee_meets_no_more_of_the_deductible_than_a_cheap_one() -> None:
    """What is paid for care does not know of the fee."""
    cheap, dear = (compared(retainers=[{**JUNIPER, "fee": fee}]) for fee in (10, 1000))

    assert paid(cheap, JOINED) == paid(dear, JOINED)


# 5. Savings counted twice


def test_05_preventive_visits_are_no_saving() -> None:
    """They cost the insured nothing anyway, so a membership that covers them takes nothing off."""
    comparison = compared(
        members=[using(preventive=6)], retainers=[{**JUNIPER, "covers": ["primary_care", "preventive"]}]
    )

    assert 0 == paid(comparison, INSURED) == paid(comparison, JOINED)
    assert 12 * 85 + 75 == mean(comparison, JOINED) - mean(comparison, INSURED)


def test_05_a_visit_saves_its_copay_and_not_its_price_as_well() -> None:
    """Four visits with a copay of $5 cost $20, and $20 is all that joining takes off."""
    plan = {**SILVER, "copays": {"primary_care": 5}, "before_deductible": ["primary_care"]}
    comparison = compared(members=[using(primary_care=4)], insurance=[plan])

    assert 20 == paid(comparison, INSURED)
    assert 0 == paid(comparison, JOINED)


def test_05_a_discount_takes_off_its_part_once() -> None:
    """Labs at 60 % off cost 40 % of what they cost the same person without the practice."""
    comparison = compared(
        members=[using(lab=4)], insurance=[BRONZE], retainers=[{**JUNIPER, "discounts": {"lab": 0.6}}]
    )

    assert pytest.approx(0.4 * paid(comparison, "bronze"), abs=0.01) == paid(comparison, "bronze+juniper")


def test_05_what_the_fee_covers_is_not_discounted_too() -> None:
    """Labs that are covered cost nothing, never less than nothing."""
    retainer = {**JUNIPER, "covers": ["primary_care", "lab"], "discounts": {"lab": 0.6}}

    assert 0 == paid(compared(members=[using(lab=4)], retainers=[retainer]), JOINED)


def test_05_a_discount_saves_nothing_in_a_year_at_the_maximum() -> None:
    """Once the maximum is met the insurance pays the labs, and a price that is 60 % lower is no gain."""
    comparison = compared(members=[using(inpatient=20, lab=10)], retainers=[{**JUNIPER, "discounts": {"lab": 0.6}}])

    assert 8900 == paid(comparison, JOINED)


# 6. Costs counted twice


def test_06_visits_that_the_fee_covers_are_not_paid_again() -> None:
    """In a year of nothing but primary care those who joined pay the fee alone."""
    comparison = compared(members=[using(primary_care=9)], insurance=[BRONZE])

    assert paid(comparison, "bronze") > 0
    assert 0 == paid(comparison, "bronze+juniper")
    assert option(comparison, "bronze+juniper").committed == mean(comparison, "bronze+juniper")


def test_06_visits_to_the_practice_do_not_help_to_meet_the_deductible() -> None:
    """Scans then cost as much as if there had been no visit, so that less is saved than the visits alone would cost."""
    plan = {**BRONZE, "deductible": 1000}
    both = compared(members=[using(primary_care=6, imaging=3)], insurance=[plan])
    visits, scans = (compared(members=[one], insurance=[plan]) for one in (using(primary_care=6), using(imaging=3)))

    assert paid(scans, "bronze") == paid(both, "bronze+juniper")
    assert paid(both, "bronze") - paid(both, "bronze+juniper") < paid(visits, "bronze")
    assert "no longer helps to meet the deductible" in said(both, "bronze+juniper")


# 7. Concierge


def test_07_a_practice_that_bills_insurance_leaves_all_copays() -> None:
    """The fee then buys access: care costs what it cost without it, in good years and in bad."""
    comparison = compared(retainers=[{**JUNIPER, "bills_insurance": True, "discounts": {"lab": 0.5}}])
    alone, joined = option(comparison, INSURED), option(comparison, JOINED)

    assert alone.total is not None
    assert joined.total is not None
    assert (alone.allowed, alone.out_of_pocket) == (joined.allowed, joined.out_of_pocket)
    for share in ("mean", "p10", "p50", "p90", "p99"):
        assert pytest.approx(12 * 85 + 75, abs=0.02) == getattr(joined.total, share) - getattr(alone.total, share)
    assert "copays and the deductible remain" in said(comparison, JOINED)


def test_07_no_number_of_visits_pays_for_access() -> None:
    """There is no break-even, and joining is never the cheaper one."""
    comparison = compared(retainers=[{**JUNIPER, "bills_insurance": True}])

    assert [None, None] == [one.primary_care_visits for one in comparison.break_even]
    assert INSURED == option(comparison, JOINED).dominated_by


# 8. Health savings accounts: who may


@pytest.mark.parametrize(("fee", "effect"), [(150, -810), (150.01, 0)])
def test_08_a_fee_for_one_person_keeps_the_hsa_up_to_a_limit(fee: float, effect: float) -> None:
    """From 2026 such a membership stops nothing, and a cent above the limit it stops all."""
    comparison = compared(**HSA, retainers=[{**JUNIPER, "fee": fee}])

    assert -810 == tax_effect(comparison, "bronze")
    assert effect == tax_effect(comparison, "bronze+juniper")


@pytest.mark.parametrize(("fee", "effect"), [(300, -810), (300.01, 0)])
def test_08_for_two_people_the_limit_is_twice_as_high(fee: float, effect: float) -> None:
    """A couple's membership is held against the limit for more than one person."""
    comparison = compared(**HSA, members=[ANA, BEN], retainers=[{**JUNIPER, "fee": fee}])

    assert effect == tax_effect(comparison, "bronze+juniper")


@pytest.mark.parametrize("terms", [{"bills_insurance": True}, {"visit_fee": 10}])
def test_08_another_payment_than_the_fee_stops_the_hsa(terms: dict[str, Any]) -> None:
    """The fixed fee must be all that is paid for primary care, however low it is, and the reason is told."""
    comparison = compared(**HSA, retainers=[{**JUNIPER, "fee": 20, **terms}])

    assert 0 == tax_effect(comparison, "bronze+juniper")
    assert "only payment" in said(comparison, "bronze+juniper")


def test_08_before_2026_every_membership_stops_the_hsa() -> None:
    """The rule that lets some go with it is not applied to a plan year before its first."""
    files = dict(open_figures(KNOWLEDGE, open_sources(KNOWLEDGE)))
    limit = files["hsa"].figures["contribution_self"]
    earlier = limit.values[0].model_copy(update={"year": 2025, "value": 4300})
    known = limit.model_copy(update={"values": (earlier, *limit.values)})
    files["hsa"] = files["hsa"].model_copy(update={"figures": {**files["hsa"].figures, "contribution_self": known}})
    situation = read_situation(household(**HSA, on="2025-11-21", plan_year=2025))
    comparison = compare(situation, Grounds(grounds().care, Figures(files)))

    assert -810 == tax_effect(comparison, "bronze")
    assert 0 == tax_effect(comparison, "bronze+juniper")
    assert "1 January 2026" in said(comparison, "bronze+juniper")


def test_08_a_year_whose_limits_are_not_known_is_refused() -> None:
    """An answer about an HSA belongs to a year, and last year's limits are not carried over to another."""
    with pytest.raises(UnknownError, match="not known for 2029-01-01"):
        compared(**HSA, plan_year=2029)


def test_08_what_stops_the_hsa_is_dated() -> None:
    """The reason names the plan year that its limit is of."""
    comparison = compared(**HSA, retainers=[{**JUNIPER, "fee": 200}])

    assert "one person in 2027" in said(comparison, "bronze+juniper")


# 9. Health savings accounts: how much


@pytest.mark.parametrize(
    "terms",
    [{"tax": {"federal": 0, "state": 0}}, {"tax": None}, {"insurance": [SILVER]}, {"hsa_contribution": 0}],
    ids=["no tax to pay", "tax not known", "no eligible plan", "nothing paid in"],
)
def test_09_no_saving_of_tax_where_there_is_none(terms: dict[str, Any]) -> None:
    """Without tax, without a plan that goes with an account, or without a payment into it, nothing is taken off."""
    comparison = compared(**{**HSA, **terms})

    assert [0] * len(comparison.options) == [tax_effect(comparison, one.id) for one in comparison.options]


def test_09_what_is_paid_in_above_the_limit_saves_nothing() -> None:
    """Of $20,000 the year's $4,500 count, at 27 %, and it is said."""
    comparison = compared(**{**HSA, "hsa_contribution": 20_000})

    assert -1215 == tax_effect(comparison, "bronze")
    assert "Only $4,500 of the $20,000 counts" in said(comparison, "bronze")


def test_09_the_fee_saves_no_tax_a_second_time() -> None:
    """It may be paid out of the account, but the tax was saved when the money was paid in, whatever the fee."""
    free, dear = (compared(**HSA, retainers=[{**JUNIPER, "fee": fee}]) for fee in (0, 150))

    assert -810 == tax_effect(free, "bronze+juniper") == tax_effect(dear, "bronze+juniper")
    assert pytest.approx(12 * 150) == mean(dear, "bronze+juniper") - mean(free, "bronze+juniper")


def test_09_without_insurance_there_is_no_account() -> None:
    """Who leaves the plan that goes with the account can pay nothing in."""
    comparison = compared(**HSA)

    assert 0 == tax_effect(comparison, PRACTICE_ALONE) == tax_effect(comparison, NEITHER)


# 10. Medicare


def has_no_saving(comparison: Comparison) -> bool:
    """Whether nothing is estimated of any option, and none is called cheaper than another."""
    estimates = [(one.allowed, one.out_of_pocket, one.total, one.chance_cheapest) for one in comparison.options]
    verdicts = (comparison.cheapest, comparison.cheapest_with_a_maximum, *comparison.break_even, *comparison.flips)
    return {(None,) * 4} == set(estimates) and {None} == set(verdicts)


OLD = {"id": "ana", "age": 70, "coverage": "medicare"}
PART_B = {"id": "partb", "name": "Medicare", "premium": 202.90, "program": "medicare"}


def test_10_somebody_on_medicare_is_promised_no_saving() -> None:
    """All of the fee is theirs to pay, their care is not of the people whose years are drawn, and both are said."""
    comparison = compared(members=[OLD], insurance=[PART_B])
    joined = option(comparison, "partb+juniper")

    assert has_no_saving(comparison)
    assert 12 * 85 + 75 == joined.committed - option(comparison, "partb").committed
    assert joined.worst_case is None
    assert "Medicare: it pays nothing of the fee" in said(comparison, "partb+juniper")
    assert "opted out" in said(comparison, "partb+juniper")
    assert "care of ana" in joined.not_estimated[0]


@pytest.mark.parametrize("coverage", ["medicare", None])
def test_10_a_commercial_plan_makes_nobody_of_medicare_age_drawn(coverage: str | None) -> None:
    """From 65 on the tables of younger people say nothing, also where no program was named."""
    comparison = compared(members=[{**OLD, "coverage": coverage}])

    assert has_no_saving(comparison)
    assert any("Not estimated: what care costs ana" in one for one in comparison.warnings)


def test_10_on_medicare_nothing_is_paid_into_an_hsa() -> None:
    """A plan that would go with an account gives no saving of tax to somebody who may have none."""
    comparison = compared(**HSA, members=[{"id": "ana", "age": 64, "coverage": "medicare"}])

    assert 0 == tax_effect(comparison, "bronze") == tax_effect(comparison, "bronze+juniper")
    assert "on Medicare nothing can be paid in" in said(comparison, "bronze")


def test_10_one_on_medicare_gives_the_other_no_saving() -> None:
    """Of a couple only the younger one's care is priced, and the older one's fee is paid all the same."""
    plans = [{**PART_B, "members": ["ana"]}, {**SILVER, "members": ["ben"]}]
    options = [{"id": "now", "insurance": ["partb", "silver"]}]
    options.append({"id": "join", "insurance": ["partb", "silver"], "retainer": "juniper"})
    fees = {**JUNIPER, "fee": None, "fee_by_age": [{"from": 18, "to": 64, "fee": 80}, {"from": 65, "fee": 120}]}
    comparison = compared(members=[OLD, BEN], insurance=plans, retainers=[fees], options=options)
    ben_alone = compared(members=[BEN], retainers=[{**JUNIPER, "fee": 80}])

    assert paid(ben_alone, INSURED) == paid(comparison, "now")
    assert paid(ben_alone, JOINED) == paid(comparison, "join")
    assert 12 * 200 + 75 == option(comparison, "join").committed - option(comparison, "now").committed


# 11. Medicaid, CHIP, VA, TRICARE


@pytest.mark.parametrize("program", ["medicaid", "chip", "va", "tricare", "va_tricare"])
def test_11_who_pays_little_for_care_is_shown_no_saving(program: str) -> None:
    """A membership can only add its fee where a program pays for care already, and the option says so."""
    cover = {"id": "program", "program": program}
    comparison = compared(members=[{**ANA, "coverage": program}], insurance=[cover])

    assert has_no_saving(comparison)
    assert [0, 1095] == [option(comparison, name).committed for name in ("program", "program+juniper")]
    assert "a saving is not to be expected" in said(comparison, "program+juniper")


def test_11_a_commercial_plan_beside_a_program_shows_no_saving() -> None:
    """Somebody with Medicaid is not priced by the years of others even where a plan of another kind is entered."""
    assert has_no_saving(compared(members=[{**ANA, "coverage": "medicaid"}]))


# 12. Help with premiums and cost sharing

MARKET = {
    "income": 23_000,
    "benchmark_premium": 600,
    "insurance": [
        {**SILVER, "premium": None, "list_premium": 600, "tier": "silver"},
        {**BRONZE, "premium": None, "list_premium": 450, "tier": "bronze"},
    ],
}


@pytest.mark.parametrize("name", ["bronze", "bronze+juniper"])
def test_12_help_with_cost_sharing_is_lost_outside_silver(name: str) -> None:
    """A cheaper plan and a membership forgo what a silver plan pays more of at a low income, a sum that is shown."""
    comparison = compared(**MARKET)
    lost = option(comparison, name).help_lost

    assert lost is not None
    assert lost > 0
    assert "Outside silver, help with cost sharing is lost" in said(comparison, name)


@pytest.mark.parametrize("name", ["silver", "silver+juniper"])
def test_12_in_silver_no_help_is_lost(name: str) -> None:
    """The help stays with the plan, with a practice beside it or without."""
    assert option(compared(**MARKET), name).help_lost is None


def test_12_without_such_an_income_nothing_is_lost() -> None:
    """At four times the poverty level and more silver plans give no such help."""
    comparison = compared(**{**MARKET, "income": 90_000})

    assert [None] * len(comparison.options) == [one.help_lost for one in comparison.options]


def test_12_the_credit_belongs_to_the_plan_and_not_to_the_practice() -> None:
    """Joining changes no premium after the credit, and who has no plan has no credit."""
    comparison = compared(**MARKET)
    committed = {one.id: one.committed for one in comparison.options}

    assert (
        1095 == committed["silver+juniper"] - committed["silver"] == committed["bronze+juniper"] - committed["bronze"]
    )
    assert committed["bronze"] < committed["silver"] < 12 * 600
    assert 1095 == committed[PRACTICE_ALONE]
    assert 0 == committed[NEITHER]


# 13. Effects on later care


def test_13_a_membership_makes_nobody_healthier_by_default() -> None:
    """The same person has the same years with it: what it does not cover costs the same, in every kind of year."""
    comparison = compared(retainers=[{**JUNIPER, "covers": []}])
    alone, joined = option(comparison, INSURED), option(comparison, JOINED)

    assert alone.total is not None
    assert joined.total is not None
    assert (alone.allowed, alone.out_of_pocket) == (joined.allowed, joined.out_of_pocket)
    for share in ("mean", "p10", "p50", "p90", "p99"):
        assert pytest.approx(1095, abs=0.02) == getattr(joined.total, share) - getattr(alone.total, share)


def test_13_that_no_effect_is_assumed_is_shown_with_its_source() -> None:
    """It stands among the assumptions at 0, as ours and not as the person's."""
    found = [one for one in compared().assumptions if "less later care" in one.name]

    assert [(0, False)] * len(found) == [(one.value, one.given_by_person) for one in found]
    assert found
    assert all(one.source for one in found)


def test_13_an_effect_that_somebody_supposes_is_theirs_and_is_shown() -> None:
    """Fewer later bills come from their own number alone, and it is listed as given."""
    comparison = compared(retainer_effect={"care": 0.1})

    assert 0.1 in [one.value for one in comparison.assumptions if one.given_by_person]
    assert mean(comparison, JOINED) < mean(compared(), JOINED)
    assert mean(comparison, INSURED) == mean(compared(), INSURED)


def test_13_fewer_emergencies_that_somebody_supposes_are_shown_too() -> None:
    """The boldest of such claims is about the emergency room, so a sum that rests on it has to say so."""
    comparison = compared(retainer_effect={"emergency": 0.4})

    assert mean(comparison, JOINED) < mean(compared(), JOINED)
    assert 0.4 in [one.value for one in comparison.assumptions if one.given_by_person]


# 14. Visits and dollars


def test_14_most_visits_are_not_most_dollars() -> None:
    """A membership that covers all primary care takes off a small part of what a year's care costs."""
    comparison = compared()
    alone, joined = option(comparison, INSURED).allowed, option(comparison, JOINED).allowed

    assert alone is not None
    assert joined is not None
    assert 0 < alone - joined < 0.15 * alone


# 15. List prices


def test_15_the_comparator_is_the_price_that_insurers_negotiate() -> None:
    """Without insurance the same claims cost the same prices, so no list price makes a fee look cheap, and it is said."""
    comparison = compared()

    assert option(comparison, INSURED).allowed == option(comparison, NEITHER).allowed == paid(comparison, NEITHER)
    assert ["as negotiated by insurers; they can be lower or far higher"] == assumed(comparison, "without insurance")
    assert assumed(comparison, "at negotiated prices")


def test_15_a_discount_is_taken_off_the_negotiated_price() -> None:
    """Half off a lab is half of what an insurer pays for it."""
    comparison = compared(members=[using(lab=4)], retainers=[{**JUNIPER, "discounts": {"lab": 0.5}}])

    assert pytest.approx(paid(comparison, NEITHER) / 2, abs=0.01) == paid(comparison, PRACTICE_ALONE)


# 16. One average person


def test_16_good_typical_and_bad_years_are_shown() -> None:
    """Years differ, and the mean, which the few dear ones raise, is not the typical year."""
    for one in compared().options:
        assert one.total is not None
        assert one.committed <= one.total.p10 < one.total.p50 < one.total.mean < one.total.p90 <= one.total.p99


def test_16_health_and_age_count() -> None:
    """Somebody ill, or older, costs more than somebody young and well, in the same plan."""
    young, average, ill, old = (
        mean(compared(members=[{**ANA, **terms}]), INSURED)
        for terms in ({"age": 25, "health": "good"}, {}, {"health": "poor"}, {"age": 63})
    )

    assert young < average < min(ill, old)


def test_16_a_household_is_more_than_one_person() -> None:
    """Each member has years of their own, and a family's maximum is not one member's."""
    one, family = compared(), compared(members=[ANA, BEN, {"id": "cleo", "age": 8}])
    worst = option(family, INSURED).worst_case

    assert worst is not None
    assert paid(one, INSURED) < paid(family, INSURED)
    assert 2 * 8900 == worst - option(family, INSURED).committed
    assert assumed(family, "silver: limits of the household")


def test_16_fees_go_by_age_and_joining_costs_once() -> None:
    """A child's fee is a child's, the household's cap holds, and enrollment is in the first year's sum."""
    fees = [{"from": 0, "to": 17, "fee": 30}, {"from": 18, "fee": 80}]
    retainer = {"id": "juniper", "fee_by_age": fees, "household_cap": 200, "enrollment_fee": 99}
    family = [ANA, {"id": "cleo", "age": 8}, {"id": "dan", "age": 17}, {"id": "eva", "age": 18}]
    committed = [
        option(compared(members=family[:count], retainers=[retainer]), PRACTICE_ALONE).committed
        for count in (1, 2, 3, 4)
    ]

    assert [12 * 80 + 99, 12 * 110 + 99, 12 * 140 + 99, 12 * 200 + 99] == committed


def test_16_joining_again_costs_too() -> None:
    """Who leaves is told what coming back would cost, where the agreement asks for something."""
    comparison = compared(retainers=[{**MONTHLY, "reenroll_fee": 150}])

    assert "joining again would cost $150" in option(comparison, JOINED).exit_cost[2].workings


# 17. Leaving


def test_17_leaving_within_the_term_is_in_the_sum() -> None:
    """Six months of a year's term are still owed in June, in the mean, in the worst case and as a line."""
    free, bound = (compared(months_kept=6, retainers=[one]) for one in (MONTHLY, REST_OF_TERM))

    assert pytest.approx(6 * 85) == mean(bound, JOINED) - mean(free, JOINED)
    assert [6 * 85] == [line.amount for line in option(bound, JOINED).lines if line.name == "Leaving"]
    assert 6 * 85 == (option(bound, JOINED).worst_case or 0) - (option(free, JOINED).worst_case or 0)


def test_17_what_leaving_costs_is_shown_for_each_month() -> None:
    """Two years of months, also where nobody means to leave."""
    costs = option(compared(retainers=[REST_OF_TERM]), JOINED).exit_cost

    assert [85 * max(0, 12 - month) for month in range(1, 25)] == [one.amount for one in costs]


def test_17_what_an_agreement_does_not_say_is_not_taken_as_free() -> None:
    """A year's term without a word on leaving it early costs between nothing and the rest of it."""
    first = option(compared(retainers=[{**JUNIPER, "initial_term_months": 12}]), JOINED).exit_cost[0]

    assert first.amount is None
    assert [0, 11 * 85] == [first.low, first.high]


def test_17_a_practice_may_close() -> None:
    """Fees that are paid a year ahead can be lost when a practice fails, and a comparison says so."""
    comparison = compared(retainers=[{**JUNIPER, "billed": "year", "refund": "none", "initial_term_months": 12}])

    assert "close" in said(comparison, JOINED).lower()


# 18. Limits of access


def test_18_limits_of_access_are_named_as_not_priced() -> None:
    """Visits may be capped, drugs left out and doors shut at night; a sum that takes none of it into account says so."""
    assert any("limit" in one for one in option(compared(), JOINED).not_estimated)


def test_18_what_the_fee_covers_is_an_assumption_where_nobody_said() -> None:
    """That it is primary care, and all of it, stands among the assumptions as ours."""
    found = [one for one in compared().assumptions if one.name == "juniper: what the fee covers"]

    assert [("primary_care", False)] == [(one.value, one.given_by_person) for one in found]


# 19. Part of a year

SUMMER = {"on": "2026-06-20", "plan_year": 2026, "starts": "2026-07-01", "members": [using(primary_care=12)]}


def summer(**met: int) -> Comparison:
    """Compare from July to December, with so much of the limits met before."""
    return compared(**SUMMER, insurance=[{**BRONZE, "met": met}])


def saved(comparison: Comparison) -> float:
    """Return what joining saves of the care that one pays for, in dollars."""
    return paid(comparison, "bronze") - paid(comparison, "bronze+juniper")


def test_19_after_the_deductible_is_met_a_membership_is_worth_less() -> None:
    """Visits then cost the coinsurance alone, and once the maximum is met nothing, so that joining saves nothing."""
    new, halfway, over = (
        summer(),
        summer(deductible=7500, out_of_pocket=7500),
        summer(deductible=7500, out_of_pocket=9200),
    )

    assert 0 == saved(over) < saved(halfway) < saved(new)
    assert pytest.approx(saved(new) / 2, rel=0.01) == saved(halfway)
    assert [None] == [one.primary_care_visits for one in over.break_even if one.against == "bronze"]


def test_19_only_the_months_that_are_left_are_priced() -> None:
    """Six premiums, six fees and half of a year's visits, and the limits start anew in January, which is told."""
    comparison = summer()
    found = option(comparison, "bronze+juniper")
    whole_year = compared(members=[using(primary_care=12)])

    assert 6 == comparison.months
    assert 6 * 460 + 6 * 85 + 75 == found.committed
    assert pytest.approx(paid(whole_year, NEITHER) / 2, rel=0.02) == paid(comparison, NEITHER)
    assert any("1 January" in one for one in comparison.warnings)


def test_19_what_was_met_is_worth_nothing_next_year() -> None:
    """Deductibles start anew on 1 January, so a comparison for then takes none of it off."""
    plain, met = (
        compared(on="2026-06-20", insurance=[{**BRONZE, "met": {"deductible": one, "out_of_pocket": one}}])
        for one in (0, 7000)
    )

    assert paid(plain, "bronze") == paid(met, "bronze")


def test_19_a_year_paid_ahead_is_lost_by_who_leaves_early() -> None:
    """Four months used of twelve that were paid and do not come back cost all twelve."""
    retainer = {**JUNIPER, "billed": "year", "initial_term_months": 12, "early_exit": {"kind": "no_refund_of_prepaid"}}
    comparison = compared(months_kept=4, retainers=[retainer])

    assert [8 * 85] == [line.amount for line in option(comparison, JOINED).lines if line.name == "Leaving"]


# 20. Time


def test_20_nobodys_time_is_given_a_price() -> None:
    """A total is what its lines come to, all of them money that somebody is paid, or taxed."""
    lines = {
        "Premiums",
        "Membership fees",
        "Enrollment",
        "Care you pay for yourself",
        "Leaving",
        "Tax saved with an HSA",
        "State penalty",
    }
    comparison = compared(**HSA, retainers=[REST_OF_TERM], months_kept=6)

    for one in comparison.options:
        assert one.total is not None
        assert {line.name for line in one.lines} <= lines
        assert pytest.approx(sum(line.amount for line in one.lines), abs=0.02) == one.total.mean


# 21. Sums without their grounds


def test_21_every_comparison_says_of_which_day_and_year_it_is() -> None:
    """The day, the plan year, the months and the number of drawn years stand in it."""
    comparison = compared()

    assert ("2026-11-21", 2027, 12, 1000) == (
        comparison.as_of.isoformat(),
        comparison.plan_year,
        comparison.months,
        comparison.years_drawn,
    )


@pytest.mark.parametrize(
    "terms",
    [{}, {"retainers": []}, {"insurance": []}, {"members": [OLD], "insurance": [PART_B]}, SUMMER],
    ids=["usual", "no practice", "no insurance", "medicare", "summer"],
)
def test_21_every_comparison_lists_what_it_assumes(terms: dict[str, Any]) -> None:
    """Each assumption has a name, a value and a source, and what the person gave is marked."""
    found = compared(**terms).assumptions

    assert found
    for one in found:
        assert one.name, one
        assert one.value not in {"", None}, one
        assert one.source, one
        assert (one.source == "you") is one.given_by_person, one


def test_21_what_is_estimated_is_marked_as_such() -> None:
    """Contract amounts are exact and the mean of drawn years is not, and each line says which it is and how it came about."""
    lines = option(compared(), JOINED).lines

    assert ["Care you pay for yourself"] == [line.name for line in lines if line.estimate]
    assert all(line.workings for line in lines)


def test_21_no_saving_is_put_into_a_headline() -> None:
    """Nothing that is said of an option promises that somebody saves so many dollars."""
    comparison = compared(insurance=[SILVER, BRONZE])
    words = [*comparison.warnings, *(one for found in comparison.options for one in (found.name, *found.warnings))]

    assert [] == [one for one in words if re.search(r"\bsaves? (you )?\$", one)]
