"""Example insurance plans: what is not a plan, or does not say where it is from, is refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.insurance import ExamplePlan

PLAN: dict[str, Any] = {
    "id": "silver-2026",
    "name": "Silver",
    "deductible": 6000,
    "out_of_pocket_max": 8900,
    "coinsurance": 0.4,
}
SOUND: dict[str, Any] = {
    "reviewed": "2026-11-21",
    "review_by": "2027-01-15",
    "tier": "silver",
    "year": 2026,
    "as_of": "2026; 2027 plans differ",
    "illustrative": False,
    "sources": ["a-source"],
    "plan": PLAN,
}


def example(**change: Any) -> ExamplePlan:
    """Read an example plan with something changed."""
    return ExamplePlan.model_validate({**SOUND, **change}, context={"a-source"})


def test_a_plan_may_say_all_that_a_situation_file_may() -> None:
    """Every key of a plan in a situation file that does not depend on the person."""
    plan = example(
        premium_source="a-source",
        plan={
            **PLAN,
            "premium": 625,
            "copays": {"primary_care": 40, "generic_drug": 20},
            "coinsurance_for": {"lab": 0.1},
            "before_deductible": ["primary_care", "lab"],
            "free_visits": {"primary_care": 3},
            "drug_deductible": 500,
            "family": {"deductible": 12000, "out_of_pocket_max": 17800, "kind": "aggregate"},
            "hsa_eligible": True,
        },
    ).plan

    assert (40, 0.1, 3, "aggregate") == (
        plan.copays["primary_care"],
        plan.coinsurance_for["lab"],
        plan.free_visits["primary_care"],
        plan.family and plan.family.kind,
    )


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"sources": []}, "it needs `sources`, or `illustrative: true`"),
        ({"sources": ["gone"]}, "'gone' is not a key of sources.yaml"),
        ({"illustrative": True}, "`illustrative` needs a `reason`"),
        ({"as_of": "this year"}, "it must name the plan year, 2026"),
        ({"year": 2028, "as_of": "2028"}, "more than a year after `reviewed`"),
        ({"tier": "tin"}, "Input should be 'bronze'"),
        ({"premium_source": "a-source"}, "a premium needs its `premium_source`"),
        ({"plan": {**PLAN, "premium": 625}}, "a premium needs its `premium_source`"),
        ({"plan": {**PLAN, "out_of_pocket_max": 5999}}, "must not be below the deductible"),
        ({"plan": {**PLAN, "coinsurance": 40}}, "less than or equal to 1"),
        ({"plan": {**PLAN, "copays": {"primary_care": -1}}}, "greater than or equal to 0"),
        ({"plan": {**PLAN, "copays": {"dentist": 40}}}, "Input should be 'primary_care'"),
        ({"plan": {**PLAN, "before_deductible": ["lab", "lab"]}}, "lab: listed twice"),
        ({"plan": {**PLAN, "free_visits": {"primary_care": 0}}}, "greater than or equal to 1"),
        ({"plan": {**PLAN, "family": {"deductible": 5000, "out_of_pocket_max": 17800}}}, "its deductible must not be"),
        ({"plan": {**PLAN, "id": "Silver 2026"}}, "String should match pattern"),
        ({"plan": {**PLAN, "network": "broad"}}, "Extra inputs"),
        ({"reviewed": "2027-02-01"}, "it must come after `reviewed`"),
    ],
)
def test_what_breaks_a_rule_is_refused(change: dict[str, Any], complaint: str) -> None:
    """One mistake at a time."""
    example()
    with pytest.raises(ValidationError, match=complaint):
        example(**change)
