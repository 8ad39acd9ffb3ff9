"""What a message says in its conversation: answers, corrections, what is only tried; and what it says of plans."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_situation import CASES, ON, WORDINGS

from bot.answering.situation import Context, Fact, Situation, as_situation, merged, situation_of

PREMIUM, DEDUCTIBLE, MAXIMUM = "insurance.premium", "insurance.deductible", "insurance.out_of_pocket_max"
AGE, VISITS, FEE, MONTHS = "members.me.age", "members.me.use.primary_care", "retainers.fee", "months_kept"
SPOUSE = "members.spouse.age"
ASKED = (PREMIUM, DEDUCTIBLE, MAXIMUM, AGE, "coverage", FEE, VISITS, MONTHS)


def known(**values: float) -> Situation:
    """Return what is known, by the last words of fields."""
    names = {"me": AGE, "spouse": SPOUSE, "premium": PREMIUM, "fee": FEE}
    return Situation(
        facts=tuple(Fact(field=names[key], value=value, said="", start=0, end=0) for key, value in values.items())
    )


def answered(message: str, *asked: str) -> dict[str, Any]:
    """Read a message that answers."""
    situation = situation_of(message, WORDINGS, ON, Context(asked=asked))
    return {fact.field: fact.value for fact in situation.facts}


def corrected(message: str, *spoken: str, before: Situation | None = None) -> Situation:
    """Read a message that corrects."""
    return situation_of(message, WORDINGS, ON, Context(spoken=spoken, known=before or Situation()))


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        ("450", {PREMIUM: 450}),
        ("about 450 a month", {PREMIUM: 450}),
        ("42", {AGE: 42}),
        ("6000 and 9000", {DEDUCTIBLE: 6000, MAXIMUM: 9000}),
        ("450, 6000, 9000", {PREMIUM: 450, DEDUCTIBLE: 6000, MAXIMUM: 9000}),
        ("employer", {"coverage": "employer"}),
        ("through work", {"coverage": "employer"}),
        ("nope, none", {"coverage": "none"}),
        ("I don't have any", {"coverage": "none"}),
        ("200 every two weeks", {PREMIUM: 433.33}),
        ("7 visits", {VISITS: 7}),
        ("2 years", {MONTHS: 24}),
        ("64 and 61", {AGE: 64, SPOUSE: 61}),
        ("$61.50 per paycheck, I'm paid twice a month", {PREMIUM: 123}),
        (
            "gold plan off healthcare.gov, $812.40 a month",
            {"coverage": "marketplace", PREMIUM: 812.4, "insurance.tier": "gold"},
        ),
        ("does it cover 24/7 texting?", {}),
        ("what is a deductible", {}),
        ("I'm 10 minutes away", {}),
    ],
)
def test_a_bare_answer_is_what_was_asked_for(message: str, facts: dict[str, Any]) -> None:
    """Of several fields the one that the number is usual for."""
    assert answered(message, *ASKED) == facts


@pytest.mark.parametrize(
    ("message", "field", "value"),
    [
        ("4 or so", VISITS, 4),
        ("once a month", VISITS, 12),
        ("monthly", VISITS, 12),
        ("I never go", VISITS, 0),
        ("nothing", PREMIUM, 0),
        ("free", PREMIUM, 0),
        ("1200 a year", FEE, 100),
        ("all year", MONTHS, 12),
        ("around 62k", "income", 62000),
    ],
)
def test_an_answer_is_in_the_unit_of_its_field(message: str, field: str, value: float) -> None:
    """Fees are a month's, visits and income a year's."""
    assert answered(message, field) == {field: value}


def test_without_a_context_a_bare_number_is_nothing() -> None:
    """It may be anything; so it is where nothing was asked or told."""
    for message in ("450", "6000 and 9000", "no, 500", "employer"):
        assert situation_of(message, WORDINGS, ON) == situation_of(message, WORDINGS, ON, Context())
        assert not situation_of(message, WORDINGS, ON).facts


def test_a_dear_fee_without_a_period_is_not_taken_for_a_month() -> None:
    """It may be a year's."""
    assert answered("it's 1200", FEE) == {}


def test_what_is_not_known_is_declined() -> None:
    """All that was asked for, or what is named; what is told beside it counts."""
    every = situation_of("no idea", WORDINGS, ON, Context(asked=(PREMIUM, DEDUCTIBLE)))
    assert every.declined == (PREMIUM, DEDUCTIBLE)
    one = situation_of("dont know my deductible, premium is 380", WORDINGS, ON, Context(asked=(PREMIUM, DEDUCTIBLE)))
    assert one.declined == (DEDUCTIBLE,)
    assert as_situation(one) == {
        "insurance": [{"id": "mine", "premium": 380}],
        "assumed": {PREMIUM: "period"},
        "declined": [DEDUCTIBLE],
    }
    told = situation_of("the deductible is 4000", WORDINGS, ON)
    assert merged(one, told).declined == ()
    assert merged(every, Situation()).declined == (PREMIUM, DEDUCTIBLE)


@pytest.mark.parametrize(
    ("message", "spoken", "field", "value"),
    [
        ("no, 500 a month", (DEDUCTIBLE, PREMIUM), PREMIUM, 500),
        ("sorry I meant 5000", (PREMIUM, DEDUCTIBLE), DEDUCTIBLE, 5000),
        ("actually it's 38", (AGE,), AGE, 38),
        ("make it 6 visits", (VISITS, PREMIUM), VISITS, 6),
        ("it went up to 520", (PREMIUM,), PREMIUM, 520),
        ("she's 39 not 36", (AGE, SPOUSE, AGE), SPOUSE, 39),
        ("not 450, 540", (PREMIUM,), PREMIUM, 540),
        ("no I'm 43 not 42", (AGE, PREMIUM), AGE, 43),
    ],
)
def test_a_correction_is_of_what_was_spoken_of_last(
    message: str, spoken: tuple[str, ...], field: str, value: float
) -> None:
    """If the number can be that."""
    assert {fact.field: fact.value for fact in corrected(message, *spoken).facts} == {field: value}


def test_a_correction_goes_to_the_value_that_is_nearest() -> None:
    """What is as near to two of them is unclear."""
    assert [one.field for one in corrected("no, 500", FEE, PREMIUM, before=known(fee=85, premium=450)).facts] == [
        PREMIUM
    ]
    both = corrected("actually it's 43", AGE, SPOUSE, before=known(me=42, spouse=41))
    assert not both.facts
    assert [one.said for one in both.unclear] == ["43"]


@pytest.mark.parametrize(
    ("message", "spoken", "field", "value"),
    [
        ("what about 3000?", (FEE, DEDUCTIBLE), DEDUCTIBLE, 3000),
        ("and 120?", (FEE,), FEE, 120),
        ("what if it was 150", (FEE,), FEE, 150),
        ("how about 2 months", (FEE, MONTHS), MONTHS, 2),
    ],
)
def test_what_is_only_tried_is_no_fact(message: str, spoken: tuple[str, ...], field: str, value: float) -> None:
    """A number alone is tried in the place of what was spoken of."""
    situation = corrected(message, *spoken)
    assert not situation.facts
    assert {fact.field: fact.value for fact in situation.asked_about} == {field: value}


@pytest.mark.parametrize(
    ("message", "field", "value"),
    [
        ("what if we drop my husband from it", "retainers.without", "spouse"),
        ("what if only the kids join?", "retainers.only", "children"),
        ("and just my wife?", "retainers.only", "spouse"),
        ("and only me?", "retainers.only", "me"),
        ("suppose I leave after 6 months", MONTHS, 6),
        ("what if I don't join for the whole year, only 5 months", MONTHS, 5),
        ("and if the fee were 120?", FEE, 120),
    ],
)
def test_a_supposition_is_kept_apart(message: str, field: str, value: object) -> None:
    """With its field, and no fact."""
    situation = situation_of(message, WORDINGS, ON)
    assert not situation.facts
    assert [(fact.field, fact.value) for fact in situation.asked_about] == [(field, value)]


@pytest.mark.parametrize(
    "message",
    [
        "can I leave after 6 months?",
        "what if I drop my husband from my insurance",
        "is it just me or is this a lot?",
        "can my employer pay the fee?",
        "what's a PPO",
        "is silver better than gold?",
    ],
)
def test_a_question_supposes_nothing(message: str) -> None:
    """Neither who joins, nor what a plan is."""
    situation = situation_of(message, WORDINGS, ON)
    assert not situation.facts
    assert not situation.asked_about


def test_another_plan_is_kept_apart() -> None:
    """Its terms are not mixed with those of the plan that there is; a practice's fee belongs to neither."""
    both = situation_of(
        "silver at 520 with a 4k deductible, or a bronze at 380 with 7,500 deductible. DPC is $79/mo", WORDINGS, ON
    )
    assert as_situation(both) == {
        "insurance": [{"id": "mine", "tier": "silver", "premium": 520, "deductible": 4000}],
        "insurance2": [{"id": "other", "tier": "bronze", "premium": 380, "deductible": 7500}],
        "retainers": [{"id": "practice", "fee": 79}],
        "assumed": {"insurance.premium": "period", "insurance2.premium": "period"},
    }


@given(
    st.text(max_size=80),
    st.sampled_from(["", *(case["input"] for case in CASES)]),
    st.lists(st.sampled_from([*ASKED, SPOUSE, "income", "tax.federal", "state", "", "nothing.known"]), max_size=10),
    st.lists(st.sampled_from([*ASKED, SPOUSE, "members.child-1.age", "insurance.copays.specialist"]), max_size=10),
)
def test_no_text_makes_it_fail_in_a_context(text: str, message: str, asked: list[str], spoken: list[str]) -> None:
    """Any characters, whatever was asked before; the words of a fact are words of the message."""
    whole = f"{message} {text}"
    context = Context(asked=tuple(asked), spoken=tuple(spoken), known=known(me=42, spouse=41, premium=450, fee=90))
    situation = situation_of(whole, WORDINGS, ON, context)
    for fact in (*situation.facts, *situation.unclear, *situation.asked_about):
        assert whole[fact.start : fact.end] == fact.said
    json.dumps(as_situation(situation))
