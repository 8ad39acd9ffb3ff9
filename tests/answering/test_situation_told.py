"""What people say without its name: sums beside limits, plans of each, two memberships, terms of a membership."""

from typing import Any

import pytest
from test_situation import ON, WORDINGS

from bot.answering.situation import Context, Fact, Situation, situation_of

PREMIUM, FEE, AGE = "insurance.premium", "retainers.fee", "members.me.age"


def told(message: str, context: Context | None = None) -> dict[str, Any]:
    """Return the values of a message by their fields."""
    return {fact.field: fact.value for fact in situation_of(message, WORDINGS, ON, context).facts}


def known(**values: float | str) -> Situation:
    """Return what is known of a premium, a fee, or the number of children."""
    names = {"premium": PREMIUM, "fee": FEE}
    facts = (Fact(field=names.get(key, key), value=one, said="", start=0, end=0) for key, one in values.items())
    return Situation(facts=tuple(facts))


@pytest.mark.parametrize(
    ("message", "value"),
    [("I'm 44, 450 a month, 6000 deductible", 450), ("my Ozempic is 900 a month, deductible 3000", None)],
)
def test_a_sum_beside_limits_is_the_premium_unless_it_has_a_name(message: str, value: float | None) -> None:
    """What nobody named is the premium, what is a medicine's price is not."""
    assert told(message).get(PREMIUM) == value


@pytest.mark.parametrize(
    ("context", "field"),
    [
        (Context(membership=True), PREMIUM),
        (Context(known=known(fee=85), spoken=(FEE,), asked=("coverage",)), PREMIUM),
        (Context(known=known(premium=410), spoken=(AGE,), asked=("coverage",)), FEE),
    ],
)
def test_the_only_one_that_is_missing_is_meant(context: Context, field: str) -> None:
    """A sum of a month is the premium where the fee is known, and the other way round."""
    asked = context.model_copy(update={"asked": context.asked or ("coverage",)})
    assert told("it's 140 a month", asked) == {field: 140}


def test_each_of_a_couple_has_a_plan_of_their_own() -> None:
    """Two plans of two people are not one plan with two premiums."""
    assert told("Hers: $92/mo, $1,000 deductible. Mine: $133/mo, $2,000 deductible") == {
        "members.spouse.insurance.premium": 92,
        "members.spouse.insurance.deductible": 1000,
        "members.me.insurance.premium": 133,
        "members.me.insurance.deductible": 2000,
    }


def test_two_memberships_are_kept_apart() -> None:
    """What is said of the second office is not the first one's; two children are no offices."""
    assert told("Office A: $65 a month and $120 enrollment. Office B: $99 a month, no enrollment fee") == {
        "retainers.fee": 65,
        "retainers.enrollment_fee": 120,
        "retainers2.fee": 99,
        "retainers2.enrollment_fee": 0,
    }
    assert told("two kids, one is 5 and the other is 8. DPC is $80 a month")[FEE] == 80


def test_medicare_of_two_is_summed() -> None:
    """A part that is each person's is doubled where another part is told of both."""
    summed = told("Part B is $202.90 each. My supplement is $148.50 and hers $139.20 a month.")
    assert summed["insurance.part_b"] == pytest.approx(405.8)
    assert summed["insurance.supplement"] == pytest.approx(287.7)
    assert "insurance.each_part" not in summed
    assert told("part b is 202.90 each")["insurance.each_part"] is True


@pytest.mark.parametrize("message", ["do they bill my insurance?", "can I cancel any time?", "is there a signup fee?"])
def test_terms_that_are_only_asked_about_are_no_facts(message: str) -> None:
    """A question says nothing of a membership."""
    assert told(message) == {}


def test_insurance_of_the_children_is_each_childs_once_they_are_known() -> None:
    """CHIP is of the children who were told of before."""
    context = Context(asked=("coverage",), known=known(children=2))
    assert told("I have insurance from work, the kids are on CHIP", context) == {
        "coverage": "employer",
        "members.child-1.coverage": "chip",
        "members.child-2.coverage": "chip",
    }
