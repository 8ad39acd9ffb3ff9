"""A decision described: who is in it, their insurance, the options, and what is assumed where nothing was told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from knowns import BOUND, EMPLOYER, FREE, MEMBER, NO_FEE, agreement, case_of, fact, input_of, known, library

from bot.answering.situation import Situation
from bot.costs.situation import Plan, read_situation
from bot.deciding.covers import benchmark
from bot.deciding.described import described
from bot.deciding.people import people

COUPLE: Mapping[str, Any] = {**MEMBER, "members.spouse.age": 40}
FAMILY: Mapping[str, Any] = {**COUPLE, "children": 2}
PART_B = float(library().figures.on("medicare.part_b_premium", date(2026, 11, 22)).amount)


def options(facts: Mapping[str, Any], *agreements: Any) -> dict[str, tuple[list[str], list[str]]]:
    """Return the options of a decision: the insurance and the memberships of each, by id."""
    situation = described(known(facts, *agreements)).situation
    return {one["id"]: (one["insurance"], one.get("retainer", [])) for one in situation["options"]}


def plan(facts: Mapping[str, Any], place: int = 0) -> dict[str, Any]:
    """Return the terms of a plan as they are compared."""
    found: dict[str, Any] = described(known(facts)).situation["insurance"][place]
    return found


# People


def test_a_person_of_whom_nothing_is_told_has_no_age() -> None:
    """It stays unknown instead of being guessed, and is shown as not told."""
    told = described(known({"coverage": "employer", "retainers.fee": 80}))

    assert [{"id": "you", "coverage": "employer"}] == told.situation["members"]
    assert (None, "not told", "assumed") == (
        (one := input_of(told, "members.me.age")).value,
        one.shown,
        one.given,
    )


def test_the_household_is_the_writer_a_spouse_and_children() -> None:
    """A child whose age was not told is taken to be ten."""
    household = people(known({**FAMILY, "members.child-2.age": 4}))

    assert [("you", 42), ("spouse", 40), ("child-1", 10), ("child-2", 4)] == [
        (one.id, one.assumed_age) for one in household
    ]


@pytest.mark.parametrize(
    ("facts", "ids"),
    [
        ({"household": 4}, ["you", "spouse", "child-1", "child-2"]),
        ({"household": 2}, ["you", "spouse"]),
        ({"household": 3, "adults": 1}, ["you", "child-1", "child-2"]),
        ({"household": 4, "children": 1}, ["you", "child-1"]),
        ({"adults": 2, "children": 1}, ["you", "spouse", "child-1"]),
        ({"members.child-1.age": 3}, ["you", "child-1"]),
        ({"members.mother.age": 80}, ["mother"]),
        ({"members.mother.age": 80, "members.me.age": 50}, ["you", "mother"]),
    ],
)
def test_a_count_of_people_is_made_into_people(facts: Mapping[str, Any], ids: list[str]) -> None:
    """Of a parent alone it is a decision for the parent."""
    assert ids == [one.id for one in people(known(facts))]


def test_a_household_is_cut_off_where_more_cannot_be_compared() -> None:
    """Ten people are the most."""
    assert 10 == len(people(known({"adults": 2, "children": 40})))


@pytest.mark.parametrize(
    ("coverage", "spouse"),
    [("employer", "employer"), ("medicaid", "medicaid"), ("va", None), ("parent", None), ("medicare", None)],
)
def test_a_spouse_shares_the_cover_that_spouses_share(coverage: str, spouse: str | None) -> None:
    """Nobody of 40 has Medicare, VA care or a parent's plan because another has."""
    household = people(known({"coverage": coverage, "members.spouse.age": 40}))

    assert [coverage, spouse] == [one.coverage for one in household]


def test_a_spouse_is_old_enough_for_medicare_unless_told_otherwise() -> None:
    """Who says that "we are on Medicare" speaks of both, whose ages were not told; not of a child."""
    household = people(known({"coverage": "medicare", "members.spouse.health": "good", "children": 1}))

    assert ["medicare", "medicare", None] == [one.coverage for one in household]


def test_what_is_known_of_use_and_health_is_of_that_person() -> None:
    """Medicines taken all year are twelve fills, and a chronic illness counts before another word for health."""
    told = {
        "members.me.use.primary_care": 5,
        "members.me.medicines": 2,
        "members.me.chronic": True,
        "members.me.health": "good",
    }
    member = described(known({**MEMBER, **told})).situation["members"][0]

    assert ({"primary_care": 5, "generic_drug": 24}, "chronic") == (member["use"], member["health"])


@pytest.mark.parametrize(
    ("told", "joining"),
    [
        ({}, ["you", "spouse", "child-1", "child-2"]),
        ({"retainers.only": "children"}, ["child-1", "child-2"]),
        ({"retainers.only": "me"}, ["you"]),
        ({"retainers.without": "spouse"}, ["you", "child-1", "child-2"]),
        ({"joining": "adults"}, ["you", "spouse"]),
        ({"joining": "all"}, ["you", "spouse", "child-1", "child-2"]),
        ({"retainers.only": "children", "retainers.without": "children"}, ["you", "spouse", "child-1", "child-2"]),
    ],
)
def test_only_those_join_who_are_named(told: Mapping[str, Any], joining: list[str]) -> None:
    """The others stay in the household and in the plan; where nobody would be left, all join."""
    situation = described(known({**FAMILY, **told})).situation

    assert joining == situation["retainers"][0]["members"]
    assert ["you", "spouse", "child-1", "child-2"] == situation["insurance"][0]["members"]


# Insurance


def test_what_was_told_of_a_plan_stands() -> None:
    """The rest is a sample plan's, and says so."""
    told = described(known({**EMPLOYER, "insurance.copays.primary_care": 25}))
    entry = told.situation["insurance"][0]

    assert (200, 3000, 6000, 25) == (
        entry["premium"],
        entry["deductible"],
        entry["out_of_pocket_max"],
        entry["copays"]["primary_care"],
    )
    assert "primary_care" in entry["before_deductible"]
    assert ("said", "sample") == (
        input_of(told, "insurance.deductible").given,
        input_of(told, "insurance.coinsurance").given,
    )


def test_a_limit_that_was_not_told_is_the_most_that_is_allowed() -> None:
    """Beside a deductible that was told: never a kinder limit than the plan may have."""
    most = library().figures.on("marketplace.out_of_pocket_max_self", date(2027, 1, 1)).amount
    told = {"coverage": "employer", "insurance.deductible": 3000}

    assert float(most) == plan(told)["out_of_pocket_max"]
    assert "assumed" == input_of(described(known(told)), "insurance.out_of_pocket_max").given


def test_a_deductible_that_was_not_told_is_the_maximum() -> None:
    """Then all is paid until the maximum is reached: the dearest that it can be."""
    entry = plan({"coverage": "employer", "insurance.out_of_pocket_max": 5000})

    assert (5000, 5000) == (entry["deductible"], entry["out_of_pocket_max"])


def test_a_maximum_below_the_deductible_is_raised_to_it() -> None:
    """No plan has such limits, and a slip should not end the talk."""
    entry = plan({**EMPLOYER, "insurance.deductible": 8000})

    assert 8000 == entry["out_of_pocket_max"]


def test_a_family_deductible_of_one_person_is_theirs() -> None:
    """Whoever is alone in a plan meets the deductible that they tell, even if they call it the family's."""
    entry = plan(
        {"coverage": "employer", "insurance.family.deductible": 4000, "insurance.family.out_of_pocket_max": 9000}
    )

    assert (4000, 9000, False) == (entry["deductible"], entry["out_of_pocket_max"], "family" in entry)


def test_a_family_deductible_above_the_maximum_of_one_can_be_priced() -> None:
    """Also where one person is in the plan: nothing is refused for it."""
    told = {name: value for name, value in EMPLOYER.items() if name != "insurance.deductible"}
    situation = read_situation(described(known({**told, "insurance.family.deductible": 12000})).situation)

    assert [12000] == [one.out_of_pocket_max for one in situation.insurance if isinstance(one, Plan)]


@pytest.mark.parametrize(
    ("kind", "expected"), [(None, "embedded"), ("aggregate", "aggregate"), ("embedded", "embedded")]
)
def test_the_limits_of_a_household_are_twice_a_persons_where_one_was_not_told(kind: str | None, expected: str) -> None:
    """An aggregate deductible stays one."""
    told = {**FAMILY, "insurance.family.deductible": 7000, **({"insurance.family.kind": kind} if kind else {})}

    assert {"deductible": 7000, "out_of_pocket_max": 12000, "kind": expected} == plan(told)["family"]


def test_a_household_limit_is_no_lower_than_a_persons() -> None:
    """A slip of the tongue is raised, not refused."""
    assert 3000 == plan({**FAMILY, "insurance.family.deductible": 2000})["family"]["deductible"]


@pytest.mark.parametrize("coverage", ["employer", "marketplace"])
def test_a_plan_for_savings_has_no_copays_before_its_deductible(coverage: str) -> None:
    """But those that were told, whatever sample stands for the rest."""
    told = {**EMPLOYER, "coverage": coverage, "insurance.hsa_eligible": True}

    assert ({}, []) == ((entry := plan(told))["copays"], entry["before_deductible"])
    assert {"lab": 10} == plan({**told, "insurance.copays.lab": 10})["copays"]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"coverage": "employer"}, "Your employer plan"),
        ({"coverage": "cobra"}, "Your COBRA plan"),
        ({"insurance.premium": 300}, "Your plan"),
        ({"coverage": "marketplace", "insurance.tier": "gold"}, "Your Gold plan"),
    ],
)
def test_a_plan_is_named_by_what_was_told_of_it(told: Mapping[str, Any], name: str) -> None:
    """By its tier before where it is from."""
    assert name == plan(told)["name"]


def test_a_premium_of_the_marketplace_that_was_not_told_goes_by_age() -> None:
    """Of children three at most are charged."""
    young, old = ({"coverage": "marketplace", "members.me.age": age} for age in (25, 60))
    three, four = (known({"coverage": "marketplace", "members.me.age": 40, "children": count}) for count in (3, 4))

    assert plan(young)["premium"] < plan(old)["premium"]
    assert benchmark(three, people(three)) == benchmark(four, people(four))


def test_two_plans_are_two_options_each_with_and_without_the_membership() -> None:
    """And the membership alone, which takes the place of the plan that there is now."""
    told = {**MEMBER, "insurance2.premium": 400, "insurance2.deductible": 500}

    assert {
        "plan": (["plan"], []),
        "plan+membership": (["plan"], ["membership"]),
        "other-plan": (["other-plan"], []),
        "other-plan+membership": (["other-plan"], ["membership"]),
        "membership": ([], ["membership"]),
    } == options(told)
    assert (400, 500, "The other plan") == (
        (entry := plan(told, 1))["premium"],
        entry["deductible"],
        entry["name"],
    )


def test_without_insurance_a_sample_plan_is_held_against_it() -> None:
    """What is held now is neither, and the plan says that it is a sample."""
    told = described(known({"members.me.age": 30, "coverage": "none", "retainers.fee": 80}))

    assert ("neither", {"neither", "membership", "other-plan", "other-plan+membership"}) == (
        told.reference,
        {one["id"] for one in told.situation["options"]},
    )
    assert "sample" == input_of(told, "insurance2.premium").given


def test_a_couple_on_medicare_pays_part_b_twice() -> None:
    """Where nothing else was told, and that is said to be assumed."""
    told = described(
        known({"coverage": "medicare", "members.me.age": 70, "members.spouse.age": 68, "retainers.fee": 150})
    )
    entry = told.situation["insurance"][0]

    assert (round(2 * PART_B, 2), ["you", "spouse"]) == (entry["premium"], entry["members"])
    assert ("medicare", "assumed") == (told.reference, input_of(told, "insurance.premium").given)
    assert ["medicare", "medicare+membership"] == [one["id"] for one in told.situation["options"]]


@pytest.mark.parametrize(
    ("told", "premium"),
    [
        ({"insurance.premium": 300}, 300),
        ({"insurance.supplement": 120}, PART_B + 120),
        ({"insurance.part_b": 185, "insurance.drug_plan": 40}, 225),
        ({"insurance.part_b": 0}, 0),
    ],
)
def test_what_is_told_of_medicares_parts_is_added_up(told: Mapping[str, Any], premium: float) -> None:
    """One sum for all of it stands as it is."""
    assert pytest.approx(premium) == plan({"coverage": "medicare", "members.me.age": 70, **told})["premium"]


def test_one_on_medicare_and_one_at_work_have_a_cover_each() -> None:
    """Together they are what the household has now."""
    told = described(
        known({**EMPLOYER, "members.spouse.age": 70, "members.spouse.coverage": "medicare", "retainers.fee": 90})
    )

    assert ("medicare+plan", [["spouse"], ["you"]]) == (
        told.reference,
        [one["members"] for one in told.situation["insurance"]],
    )
    assert "medicare+membership" in {one["id"] for one in told.situation["options"]}


def test_medicaid_costs_nothing_and_is_never_dropped() -> None:
    """There is no option without it."""
    told = {"coverage": "medicaid", "members.me.age": 35, "retainers.fee": 70}

    assert 0 == plan(told)["premium"]
    assert {"medicaid": (["medicaid"], []), "medicaid+membership": (["medicaid"], ["membership"])} == options(told)


def test_a_health_share_is_paid_in_every_option_that_keeps_it() -> None:
    """With and without the membership, and it is what is held now."""
    case = case_of({"members.me.age": 40, "coverage": "health_share", "insurance.premium": 250, "retainers.fee": 80})

    assert "health-share" == case.told.reference
    assert [3000, 3960] == [case.option(name).committed for name in ("health-share", "health-share+membership")]


@pytest.mark.xfail(reason="a share is priced as a membership, which is left with the others", strict=True)
def test_a_health_share_is_paid_all_year_though_the_membership_is_left() -> None:
    """Leaving a practice leaves no share."""
    told = {"members.me.age": 40, "coverage": "health_share", "insurance.premium": 250, "retainers.fee": 80}
    case = case_of({**told, "months_kept": 6})

    assert [3000, 3480] == [case.option(name).committed for name in ("health-share", "health-share+membership")]


def test_on_a_parents_plan_there_is_cover_of_which_nothing_is_known() -> None:
    """The options are to join or not; nothing else is to be changed."""
    told = {"members.me.age": 23, "coverage": "parent", "retainers.fee": 70}

    assert {"neither": ([], []), "membership": ([], ["membership"])} == options(told)


# Memberships


@pytest.mark.parametrize(
    ("told", "fee"),
    [
        ({}, 100),
        ({"retainers.each": True}, 400),
        ({"retainers.child_fee": 20}, 140),
        ({"retainers.each": True, "retainers.child_fee": 20}, 240),
        ({"retainers.family_fee": True, "retainers.each": True}, 100),
        ({"retainers.each": True, "retainers.only": "children"}, 200),
        ({"retainers.child_fee": 20, "retainers.each": True, "retainers.only": "children"}, 40),
        ({"retainers.paid_by": "employer", "retainers.each": True}, 0),
    ],
)
def test_a_fee_is_for_all_or_for_each_or_less_for_a_child(told: Mapping[str, Any], fee: float) -> None:
    """As it was told, and only of those who join."""
    assert fee == described(known({**FAMILY, **told})).situation["retainers"][0]["fee"]


def test_an_enrollment_fee_is_once_for_all_or_for_each() -> None:
    """As it was told."""
    told = {**FAMILY, "retainers.enrollment_fee": 50}
    each = {**told, "retainers.enrollment_each": True}

    assert [50, 200] == [described(known(facts)).situation["retainers"][0]["enrollment_fee"] for facts in (told, each)]


def test_an_agreement_gives_the_membership_its_terms() -> None:
    """Its fee is said to be from a document."""
    told = described(known(EMPLOYER, agreement(BOUND)))

    assert (90, 12, "Paper") == (
        (entry := told.situation["retainers"][0])["fee"],
        entry["initial_term_months"],
        entry["name"],
    )
    assert ("document", "agreement-1") == (input_of(told, "retainers.fee").given, told.memberships[0].id)


def test_what_a_person_tells_of_a_fee_stands_before_the_agreement() -> None:
    """Also where leaving is reckoned from it."""
    entry = described(known({**EMPLOYER, "retainers.fee": 75}, agreement(BOUND))).situation["retainers"][0]

    assert (75, 75) == (entry["fee"], entry["leaving"]["fee"])


def test_an_agreement_without_a_fee_is_priced_at_what_was_told() -> None:
    """And not at all where nothing was."""
    silent = agreement(NO_FEE)

    assert ((), 80) == (
        described(known(EMPLOYER, silent)).memberships,
        described(known({**EMPLOYER, "retainers.fee": 80}, silent)).memberships[0].entry["fee"],
    )


def test_of_two_agreements_one_may_be_silent_on_its_fee() -> None:
    """What the person told is not lost, and the comparison is not refused."""
    two = known({**EMPLOYER, "retainers.fee": 80}, agreement(BOUND), agreement(NO_FEE, "Other.txt"))

    read_situation(described(two).situation)
    assert 90 == described(two).memberships[0].entry["fee"]


def test_two_agreements_are_two_memberships() -> None:
    """Each with what is held now, and each alone."""
    assert {"plan", "plan+agreement-1", "plan+agreement-2", "agreement-1", "agreement-2"} == set(
        options(EMPLOYER, agreement(BOUND), agreement(FREE, "Free.txt"))
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [("Terms 2026.pdf", "Terms 2026"), ("Dr. Lee", "Dr. Lee"), ("Care St. Ann", "Care St. Ann"), ("Plain", "Plain")],
)
def test_a_membership_has_the_title_without_the_ending_of_a_file(title: str, name: str) -> None:
    """A point in a name ends no name."""
    assert name == described(known(EMPLOYER, agreement(BOUND, title))).memberships[0].name


# The rest


@pytest.mark.parametrize(
    ("on", "told", "year"),
    [
        (date(2026, 10, 31), {}, 2026),
        (date(2026, 11, 1), {}, 2027),
        (date(2026, 12, 31), {}, 2027),
        (date(2027, 1, 1), {}, 2027),
        (date(2026, 11, 22), {"plan_year": 2026}, 2026),
    ],
)
def test_in_the_months_of_enrolment_the_next_year_is_priced(on: date, told: Mapping[str, Any], year: int) -> None:
    """Unless another was told."""
    assert year == known(told, on=on).plan_year


@pytest.mark.parametrize(("told", "months"), [(5, 5), (18, 18), (36, 24), (0, 1)])
def test_months_kept_stay_within_what_can_be_reckoned(told: int, months: int) -> None:
    """From one to twenty-four."""
    assert months == described(known({**MEMBER, "months_kept": told})).situation["months_kept"]


def test_less_care_is_supposed_of_all_care() -> None:
    """Of emergencies as of the rest."""
    situation = described(known({**MEMBER, "retainer_effect.care": 0.1})).situation

    assert {"care": 0.1, "emergency": 0.1} == situation["retainer_effect"]


def test_of_a_range_the_middle_counts() -> None:
    """Of what was said as one."""
    ranged = known({"coverage": "employer"})
    told = Situation(facts=(fact("insurance.premium", 200, high=300),))

    assert 250 == type(ranged)(told, (), (), (), library(), ranged.on).number("insurance.premium")


def test_what_is_supposed_stands_in_the_place_of_what_was_told() -> None:
    """Only there: what was told stays what it is."""
    here = known(MEMBER, supposed={"retainers.fee": 55})

    assert (55, [100]) == (
        described(here).memberships[0].entry["fee"],
        [one.value for one in here.told.facts if one.field == "retainers.fee"],
    )


def test_no_number_is_made_of_a_yes() -> None:
    """True is no one dollar."""
    assert None is known({"insurance.premium": True}).number("insurance.premium")
