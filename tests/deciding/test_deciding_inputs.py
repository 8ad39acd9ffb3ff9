"""What a comparison rests on: how it is shown, between which bounds it may be set, and what is refused."""

from collections.abc import Mapping
from typing import Any

import pytest
from knowns import BOUND, EMPLOYER, MEMBER, agreement, case_of, input_of, known, library, strings

from bot.answering.situation import Situation
from bot.costs.situation import read_situation
from bot.deciding.described import described
from bot.deciding.inputs import Inputs, changed, shape_of, shaped
from bot.deciding.state import set_by_hand
from bot.errors import RefusedError
from bot.vocabulary import Sentence

FAMILY: Mapping[str, Any] = {**MEMBER, "members.spouse.age": 40, "children": 2}


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("insurance.premium", 200, "$200 a month"),
        ("insurance.deductible", 3000, "$3,000 a year"),
        ("insurance.coinsurance", 0.2, "20 %"),
        ("retainers.enrollment_fee", 75, "$75, once"),
        ("members.me.age", 42, "42"),
        ("members.me.age", None, "not told"),
        ("members.me.use.primary_care", 4, "4 a year"),
        ("months_kept", 12, "12"),
        ("coverage", "none", "no insurance"),
        ("coverage", "chip", "CHIP"),
        ("insurance.hsa_eligible", True, "yes"),
        ("members.me.health", "chronic", "chronic illness"),
    ],
)
def test_an_input_is_shown_as_a_person_would_write_it(field: str, value: Any, shown: str) -> None:
    """Sums as sums, shares in percent, choices by their names, and what is not told as that."""
    assert shown == shaped(field, value, strings()).shown


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("members.me.use.primary_care", "Doctor visits, your spouse"),
        ("insurance.copays.specialist", "Specialist copay your spouse"),
        ("months_kept", "Months you stay"),
    ],
)
def test_an_input_is_named_with_what_kind_of_care_and_whose_it_is(field: str, label: str) -> None:
    """Where its name has a place for it."""
    assert label == shaped(field, 1, strings(), "your spouse").label


def test_a_share_is_set_in_percent() -> None:
    """And kept as a part of one."""
    one = shaped("insurance.coinsurance", 0.35, strings())

    assert (35, 0, 100, "%") == (one.value, one.low, one.high, one.unit)
    assert [0.35] == [fact.value for fact in changed({"insurance.coinsurance": 35})]


def test_what_can_be_chosen_is_listed_with_names() -> None:
    """And a yes or no is one of two choices, with no steps."""
    one = shaped("insurance.hsa_eligible", False, strings())

    assert ("no", None, [("yes", "yes"), ("no", "no")]) == (
        one.value,
        one.step,
        [(choice.value, choice.label) for choice in one.choices],
    )
    assert [False] == [fact.value for fact in changed({"insurance.hsa_eligible": "no"})]


def test_inputs_stand_in_the_order_of_how_they_are_known() -> None:
    """What was said, what a document says, what is assumed, what a sample has."""
    inputs = Inputs(strings(), {})
    inputs.add("insurance.premium", 1, "sample")
    inputs.add("months_kept", 12, "assumed")
    inputs.add("retainers.fee", 90, "document", Sentence(text="90"))
    inputs.add("members.me.age", 42, "said")

    assert ["said", "document", "assumed", "sample"] == [one.given for one in inputs.ordered]


def test_the_first_of_two_words_for_an_input_stands() -> None:
    """Nothing is shown twice."""
    inputs = Inputs(strings(), {})
    inputs.add("months_kept", 12)
    inputs.add("months_kept", 6)

    assert [12] == [one.value for one in inputs.ordered]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("members.me.age", -1),
        ("members.me.age", 116),
        ("months_kept", 0),
        ("months_kept", 25),
        ("insurance.coinsurance", 101),
        ("insurance.premium", 5001),
        ("retainers.fee", float("nan")),
        ("retainers.fee", float("inf")),
        ("retainers.fee", True),
        ("retainers.fee", "85"),
        ("retainers.fee", None),
        ("coverage", "Medicare"),
        ("coverage", 3),
        ("coverage", ["none"]),
        ("insurance.hsa_eligible", True),
        ("joining", "nobody"),
    ],
)
def test_a_value_outside_its_bounds_is_refused(field: str, value: Any) -> None:
    """With the name of the field that it is for."""
    with pytest.raises(RefusedError, match=rf"^{field}: "):
        changed({field: value})


@pytest.mark.parametrize(
    "field",
    ["nonsense", "", "members.me.name", "age", "foo.age", "retainers.care", "insurance.fee", "members.me.use.hello"],
)
def test_a_field_that_no_comparison_rests_on_is_refused(field: str) -> None:
    """It is not taken and forgotten in silence."""
    with pytest.raises(RefusedError):
        changed({field: 5})


def test_every_refusal_has_a_line_of_its_own() -> None:
    """What is right beside them is not set either."""
    with pytest.raises(RefusedError) as refused:
        changed({"members.me.age": 200, "retainers.fee": 80, "nonsense": 1, "coverage": "gold"})

    assert ["members.me.age", "nonsense", "coverage"] == [
        line.split(":")[0] for line in str(refused.value).splitlines()
    ]


@pytest.mark.parametrize("value", [0, 30])
def test_both_ends_of_the_bounds_can_be_set(value: int) -> None:
    """Zero as well as the highest."""
    assert [value / 100] == [fact.value for fact in changed({"retainer_effect.care": value})]


def test_a_whole_number_stays_whole() -> None:
    """So that an age or a count of visits is one."""
    (fact,) = changed({"members.me.use.primary_care": 4.0})

    assert (4, int, "4") == (fact.value, type(fact.value), fact.said)


def test_what_is_set_by_hand_stands_among_what_was_told() -> None:
    """In the place of what was told of the same field, beside all else."""
    before = known(MEMBER).told
    after = set_by_hand(before, {"retainers.fee": 65, "months_kept": 6})

    assert {**MEMBER, "retainers.fee": 65, "months_kept": 6} == {one.field: one.value for one in after.facts}
    assert 100 == next(one.value for one in before.facts if one.field == "retainers.fee")


def test_what_is_set_to_nothing_is_not_known_any_more() -> None:
    """And what was never known can be set to nothing as well."""
    after = set_by_hand(known(MEMBER).told, {"retainers.fee": None, "months_kept": None})

    assert set(MEMBER) - {"retainers.fee"} == {one.field for one in after.facts}


def test_a_field_that_does_not_exist_cannot_be_set_to_nothing() -> None:
    """It is refused like any value of it."""
    with pytest.raises(RefusedError):
        set_by_hand(Situation(), {"nonsense": None})


def test_nothing_is_set_by_hand_where_one_value_is_refused() -> None:
    """All or none."""
    before = known(MEMBER).told

    with pytest.raises(RefusedError, match="months_kept"):
        set_by_hand(before, {"retainers.fee": 65, "months_kept": 40})
    assert known(MEMBER).told == before


def test_what_a_person_would_not_tell_stays_declined() -> None:
    """Setting something else by hand is no reason to ask again."""
    before = Situation(declined=("members.me.age",))

    assert ("members.me.age",) == set_by_hand(before, {"retainers.fee": 65}).declined


SETTLED: Mapping[str, Mapping[str, Any]] = {
    "a plan that was told": EMPLOYER,
    "nothing but work": {"coverage": "employer"},
    "nothing but the marketplace": {"coverage": "marketplace", "members.me.age": 50},
    "a family with a fee for all": FAMILY,
    "a fee for each": {
        **FAMILY,
        "retainers.each": True,
        "retainers.enrollment_fee": 50,
        "retainers.enrollment_each": True,
    },
    "a fee for a child": {**FAMILY, "retainers.child_fee": 20},
    "a family's deductible": {**FAMILY, "insurance.family.deductible": 7000},
    "Medicare": {"coverage": "medicare", "members.me.age": 70, "retainers.fee": 90},
    "Medicare in parts": {
        "coverage": "medicare",
        "members.me.age": 70,
        "insurance.part_b": 185,
        "insurance.supplement": 120,
    },
    "no insurance": {"coverage": "none", "members.me.age": 30, "retainers.fee": 60},
    "a health share": {"coverage": "health_share", "insurance.premium": 250, "retainers.fee": 60},
    "two plans": {**MEMBER, "insurance2.premium": 400, "insurance2.deductible": 500},
    "a plan for savings": {**MEMBER, "insurance.hsa_eligible": True},
}


@pytest.mark.parametrize("name", SETTLED)
def test_setting_an_input_to_what_it_is_changes_no_number(name: str) -> None:
    """Whether it was told or assumed: what is shown is what is reckoned with."""
    here = known(SETTLED[name])
    told = described(here)
    wrong = []
    for one in told.inputs:
        if one.value is not None:
            after = described(here.supposing(*changed({one.field: one.value})))
            if read_situation(after.situation) != read_situation(told.situation):
                wrong.append(one.field)

    assert [] == wrong


def test_a_fee_from_an_agreement_can_be_set_to_what_it_is() -> None:
    """Nothing changes by it."""
    here = known(EMPLOYER, agreement(BOUND))
    one = input_of(described(here), "retainers.fee")
    after = here.supposing(*changed({one.field: one.value}))

    assert described(here).situation["retainers"] == described(after).situation["retainers"]


def test_every_input_of_a_comparison_lies_within_its_bounds() -> None:
    """Else it could be shown and not be set."""
    told = case_of({**FAMILY, "members.me.use.primary_care": 4}).told
    bounded = [one for one in told.inputs if isinstance(one.value, int | float) and one.high is not None]

    assert len(bounded) > 8
    assert [] == [one.field for one in bounded if not (one.low or 0) <= float(one.value or 0) <= (one.high or 0)]


def test_every_shape_has_a_label_and_its_choices_have_names() -> None:
    """In the catalogue of strings."""
    from bot.deciding.inputs import SHAPES

    lacking = [
        f"{name}.{choice}"
        for name, shape in SHAPES.items()
        for choice in shape.choices
        if not library().strings.has(f"deciding.values.{name}.{choice}")
    ]

    assert [] == lacking
    assert [] == [name for name in SHAPES if not library().strings.has(f"deciding.inputs.{name}")]


def test_the_last_part_that_is_known_says_what_a_field_is() -> None:
    """A copay of a visit is a copay, a count of visits is a use."""
    assert ("copays", "use", "deductible") == tuple(
        shape_of(name)[1]
        for name in ("insurance.copays.primary_care", "members.me.use.lab", "insurance2.family.deductible")
    )
