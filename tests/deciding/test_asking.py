"""What is asked before the first comparison: little, what matters most first, and nothing twice."""

from collections.abc import Mapping
from typing import Any

import pytest
from knowns import BOUND, EMPLOYER, MEMBER, agreement, known, strings

from bot.deciding.asking import CHOICES, FIELDS, NEEDED, kind_of_plan, missing, next_question, question
from bot.deciding.inputs import SHAPES


@pytest.mark.parametrize(
    ("facts", "lacks"),
    [
        ({}, ("membership", "coverage")),
        ({"retainers.fee": 80}, ("coverage",)),
        ({"retainers.fee": 0, "coverage": "none"}, ()),
        ({"retainers.fee": 80, "coverage": "employer"}, ("plan",)),
        ({"retainers.fee": 80, "coverage": "employer", "insurance.premium": 200}, ("plan",)),
        ({"retainers.fee": 80, "coverage": "cobra", "insurance.premium": 2, "insurance.deductible": 3}, ()),
        ({"retainers.fee": 80, "coverage": "medicare"}, ()),
        ({"retainers.fee": 80, "coverage": "health_share"}, ()),
        ({"retainers.fee": 80, "insurance.deductible": 3000}, ()),
        ({"retainers.fee": 80, "members.spouse.coverage": "medicare"}, ()),
        (MEMBER, ()),
        (EMPLOYER, ("membership",)),
    ],
)
def test_what_is_missing_is_what_changes_the_answer(facts: Mapping[str, Any], lacks: tuple[str, ...]) -> None:
    """The most important first."""
    assert lacks == missing(known(facts))


def test_an_agreement_at_hand_is_a_membership() -> None:
    """No fee has to be told then."""
    assert () == missing(known(EMPLOYER, agreement(BOUND)))


@pytest.mark.parametrize(
    ("facts", "asked", "expected"),
    [
        ({}, (), "membership"),
        ({}, ("membership",), "coverage"),
        ({}, ("membership", "coverage"), None),
        ({"retainers.fee": 80}, (), "coverage"),
        ({"retainers.fee": 80}, ("coverage",), None),
        ({"retainers.fee": 80, "coverage": "employer"}, ("membership", "coverage"), None),
        ({"retainers.fee": 80, "coverage": "employer"}, ("coverage",), "plan"),
        (EMPLOYER, ("coverage", "plan"), "membership"),
        (MEMBER, (), None),
    ],
)
def test_two_questions_at_most_and_none_twice(
    facts: Mapping[str, Any], asked: tuple[str, ...], expected: str | None
) -> None:
    """But for the membership, without which there is nothing to compare."""
    assert expected == next_question(known(facts), asked)


@pytest.mark.parametrize("name", NEEDED)
def test_every_question_has_its_text_its_choices_and_its_fields(name: str) -> None:
    """And ends in a question mark or a full stop."""
    asked = question(name, known({}))

    assert len(CHOICES.get(name, ())) == len(asked.choices)
    assert asked.text.endswith(("?", "."))
    assert all(field.rpartition(".")[2] in SHAPES for field in FIELDS[name])


def test_where_a_plan_is_from_is_asked_where_it_was_not_told() -> None:
    """Only of a plan that is spoken of."""
    asked = kind_of_plan(known({"insurance.premium": 200}))

    assert asked is not None
    assert strings().say("deciding.questions.kind") == asked.text
    assert [None, None] == [kind_of_plan(known(facts)) for facts in (MEMBER, {"retainers.fee": 80})]
