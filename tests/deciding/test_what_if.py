"""The controls that work a comparison out anew, set as it is, each within bounds that can be set."""

from collections.abc import Mapping
from typing import Any

import pytest
from knowns import BOUND, EMPLOYER, FREE, MEMBER, Case, agreement, case_of, strings

from bot.deciding.inputs import changed
from bot.deciding.result import settings_say
from bot.deciding.what_if import what_if
from bot.decisions import supposing
from bot.vocabulary import Input, Paragraph, WhatIf

VISITS = "members.me.use.primary_care"


def controls(case: Case) -> dict[str, Input]:
    """Return the controls of a case by their fields."""
    return {one.field: one for one in what_if(case.known, case.told, case.found).controls}


def test_visits_months_fee_and_care_can_be_tried() -> None:
    """In this order, with what the settings come to."""
    case = case_of({**MEMBER, VISITS: 4})
    found = what_if(case.known, case.told, case.found)

    assert [(VISITS, 4), ("months_kept", 12), ("retainers.fee", 100), ("retainer_effect.care", 0)] == [
        (one.field, one.value) for one in found.controls
    ]
    assert settings_say(case.found, case.told, strings()) == found.says
    assert "" == found.flipped


@pytest.mark.parametrize(("facts", "given"), [({**MEMBER, VISITS: 0}, 0), (MEMBER, None)])
def test_visits_that_were_not_told_stand_where_they_usually_are(facts: Mapping[str, Any], given: int | None) -> None:
    """None told is none; not told is a usual number, and says that it is assumed."""
    one = controls(case_of(facts))[VISITS]

    assert (given if given is not None else one.value) == one.value
    assert isinstance(one.value, int)
    assert given is not None or 0 < one.value < 12
    assert "assumed" == one.given


def test_with_several_memberships_no_one_fee_can_be_tried() -> None:
    """It would not be clear whose."""
    case = case_of(EMPLOYER, agreement(BOUND), agreement(FREE, "Free.txt"))

    assert {VISITS, "months_kept", "retainer_effect.care"} == set(controls(case))


def test_where_no_care_is_drawn_no_visits_can_be_tried() -> None:
    """They would change nothing."""
    case = case_of({"members.me.age": 70, "coverage": "medicare", "retainers.fee": 100})

    assert {"months_kept", "retainers.fee"} == set(controls(case))


def test_visits_are_those_of_somebody_who_joins_and_is_drawn() -> None:
    """Of a couple of whom one has Medicare, the other."""
    told = {
        **EMPLOYER,
        "members.me.coverage": "medicare",
        "members.me.age": 70,
        "members.spouse.age": 60,
        "retainers.fee": 80,
    }

    assert "members.spouse.use.primary_care" in controls(case_of(told))


@pytest.mark.parametrize(
    "facts",
    [
        MEMBER,
        {**MEMBER, "retainers.fee": 0},
        {**MEMBER, "retainers.fee": 2500},
        {**MEMBER, VISITS: 60},
        {**MEMBER, "months_kept": 18},
    ],
)
def test_whatever_a_control_can_be_set_to_is_not_refused(facts: Mapping[str, Any]) -> None:
    """From one end to the other, and where it stands."""
    for field, one in controls(case_of(facts)).items():
        for value in (one.low, one.high, one.value):
            assert [field] == [fact.field for fact in changed({field: value})]


def test_a_control_stands_within_its_own_ends() -> None:
    """The fee's go further where the fee is high."""
    fees = [controls(case_of({**MEMBER, "retainers.fee": fee}))["retainers.fee"] for fee in (0, 100, 700)]

    assert [500, 500, 1400] == [one.high for one in fees]


def tried(facts: Mapping[str, Any], supposed: Mapping[str, Any]) -> tuple[list[str], WhatIf]:
    """Return what is said of something supposed, and the controls set to it."""
    case = case_of(facts, supposed=supposed)
    said, _, control = supposing(case.known, case.told, case.found)
    assert isinstance(said, Paragraph)
    assert isinstance(control, WhatIf)
    return [one.text for one in said.sentences], control


def test_what_is_supposed_is_said_with_what_it_turns_round() -> None:
    """In words and in the control alike."""
    facts = {**MEMBER, "insurance.copays.primary_care": 80, VISITS: 10}
    said, control = tried(facts, {"retainers.fee": 0})

    assert [control.says, control.flipped, "This is tried out with: the membership fee: $0 a month."] == said
    assert control.flipped.startswith("That turns it round: now ")
    assert 0 == next(one.value for one in control.controls if one.field == "retainers.fee")


def test_what_turns_nothing_round_says_so_by_silence() -> None:
    """No third sentence then."""
    said, control = tried(MEMBER, {"retainers.fee": 120})

    assert (2, "") == (len(said), control.flipped)


def test_a_month_of_leaving_is_tried_like_any_setting() -> None:
    """It is shown as it is set, and less is paid."""
    said, control = tried(MEMBER, {"months_kept": 6})

    assert "This is tried out with: Months you stay: 6." == said[1]
    assert 6 == next(one.value for one in control.controls if one.field == "months_kept")
