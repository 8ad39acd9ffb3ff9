"""Plans whose summary of benefits was added: its terms stand, each with its clause, whatever sample is nearest."""

from collections.abc import Mapping
from typing import Any

import pytest
from knowns import case_of, exact, input_of, known, plan_read

from bot.costs.situation import Plan, read_situation
from bot.deciding.described import Described, described

SILVER, GOLD, SAVER = "01_bluewillow_silver_hmo.txt", "02_marrow_county_ppo.html", "03_tollgate_foundry_hdhp.txt"
ONE: Mapping[str, Any] = {"members.me.age": 42, "insurance.premium": 300, "retainers.fee": 80}
TWO: Mapping[str, Any] = {**ONE, "members.spouse.age": 40}


def read(facts: Mapping[str, Any], *files: str) -> Described:
    """Describe a decision with these summaries at hand."""
    return described(known(facts, plans=[plan_read(file) for file in files]))


def terms(told: Described, place: int = 0) -> Plan:
    """Return the terms of a plan as they are priced."""
    plan = read_situation(told.situation).insurance[place]
    assert isinstance(plan, Plan)
    return plan


def test_the_terms_of_a_summary_stand() -> None:
    """Beside what was told: a premium stands in no summary."""
    plan = terms(read(ONE, SILVER))

    assert (300, 4000, 8700, 0.3, 40, "Bluewillow Health: Silver Path 4000 HMO") == (
        plan.premium,
        plan.deductible,
        plan.out_of_pocket_max,
        plan.coinsurance,
        plan.copays["primary_care"],
        plan.name,
    )


def test_what_a_person_tells_stands_before_the_summary() -> None:
    """They may know of another year."""
    plan = terms(read({**ONE, "insurance.deductible": 3500, "insurance.copays.primary_care": 15}, SILVER))

    assert (3500, 15, 80) == (plan.deductible, plan.copays["primary_care"], plan.copays["specialist"])


@pytest.mark.parametrize("file", [SILVER, GOLD, SAVER])
@pytest.mark.parametrize(
    "told",
    [
        {"coverage": "employer"},
        {"insurance.tier": "bronze"},
        {"insurance.tier": "platinum"},
        {"coverage": "marketplace"},
    ],
)
def test_no_sample_adds_terms_to_a_summary(file: str, told: Mapping[str, Any]) -> None:
    """Whatever kind of plan was spoken of, the price of care is that of the summary."""
    left_out = {"name", "tier"}
    plain, other = (terms(read(facts, file)).model_dump(exclude=left_out) for facts in (ONE, {**ONE, **told}))

    assert plain == other


def test_a_family_deductible_is_the_households_and_not_one_persons() -> None:
    """An aggregate one stays one."""
    together, alone = terms(read(TWO, SAVER)), terms(read(ONE, SAVER))
    assert together.family is not None

    assert (3400, "aggregate") == (together.family.deductible, together.family.kind)
    assert (None, 1700) == (alone.family, alone.deductible)


def test_what_was_told_of_a_family_keeps_the_summarys_kind() -> None:
    """Told is the sum, read is how it works."""
    together = terms(read({**TWO, "insurance.family.deductible": 4000}, SAVER))
    assert together.family is not None

    assert (4000, "aggregate") == (together.family.deductible, together.family.kind)


@pytest.mark.parametrize(
    "field",
    [
        "insurance.deductible",
        "insurance.out_of_pocket_max",
        "insurance.coinsurance",
        "insurance.copays.primary_care",
        "insurance.family.deductible",
    ],
)
def test_what_was_read_is_said_to_be_from_the_document(field: str) -> None:
    """With its clause, letter for letter."""
    one = input_of(read(TWO, SILVER), field)
    assert one.sentence is not None

    assert ("document", [True]) == (one.given, [exact(quote, plan_read(SILVER)) for quote in one.sentence.quotes])


def test_what_was_told_is_said_to_be_told() -> None:
    """Also where the summary says it as well."""
    one = input_of(read({**ONE, "insurance.deductible": 4000}, SILVER), "insurance.deductible")

    assert ("said", None) == (one.given, one.sentence)


def test_two_summaries_are_two_plans_to_choose_between() -> None:
    """The first is the one held now."""
    told = read(ONE, SILVER, GOLD)

    assert ("plan", [4000, 750]) == (told.reference, [terms(told, place).deductible for place in (0, 1)])
    assert {"plan", "other-plan", "plan+membership", "other-plan+membership", "membership"} == {
        one["id"] for one in told.situation["options"]
    }


def test_a_summary_is_insurance_though_nothing_was_told_of_any() -> None:
    """It can be compared at once, and its worst case is its own."""
    case = case_of({"members.me.age": 42, "retainers.fee": 80}, plans=[plan_read(SILVER)])
    plan = case.option("plan")

    assert plan.worst_case == plan.committed + 8700
