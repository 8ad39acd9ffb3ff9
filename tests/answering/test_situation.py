"""What a person says about their situation, with the wordings that are shipped."""

import json
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.situation import Situation, SituationWordings, as_situation, merged, situation_of
from bot.errors import KnowledgeError
from bot.library import checked, read

ROOT = Path(__file__).parents[2]
WORDINGS = SituationWordings.model_validate(read(ROOT / "knowledge" / "understanding" / "situation.yaml"))
ON = date(2026, 11, 21)
CASES = [json.loads(line) for line in (ROOT / "evals/cases/situations.jsonl").read_text("utf-8").splitlines()]
ALL_AT_ONCE = (
    "42, two kids, $6k deductible, pay 450 a month, see doc 3x a year, thinking about a practice that is $85 each"
)


def said(message: str) -> Situation:
    """Read a message of 2026-11-21."""
    return situation_of(message, WORDINGS, ON)


def told(message: str) -> dict[str, Any]:
    """Return the values of a message by their fields."""
    return {fact.field: fact.value for fact in said(message).facts}


def test_everything_in_one_message() -> None:
    """Each number is one thing."""
    assert as_situation(said(ALL_AT_ONCE)) == {
        "members": [{"id": "me", "age": 42, "use": {"primary_care": 3}}],
        "children": 2,
        "insurance": [{"id": "mine", "deductible": 6000, "premium": 450}],
        "retainers": [{"id": "practice", "fee": 85, "each": True}],
        "assumed": {"retainers.fee": "period"},
    }


@pytest.mark.parametrize(
    ("message", "fee"),
    [
        ("the membership is $79/mo", 79),
        ("the membership is 79$ a month", 79),
        ("the membership is $ 79 monthly", 79),
        ("membership: seventy-nine dollars a month", 79),
        ("the membership is 1.2k a year", 100),
        ("the membership is $1,2OO per year", 100),
        ("the membership is $300 every three months", 100),
        ("the membership is $300 quarterly", 100),
        ("the membership is $600 every six months", 100),
        ("the membership is $50 twice a month", 100),
        ("the membership is 30 a week", 130),
        ("the membership is 69, sorry, 79 a month", 79),
        ("the membership isn't $99, it's $79 a month", 79),
        ("they raised their fee from $69 to $79 a month", 79),
    ],
)
def test_a_fee_is_the_sum_of_a_month(message: str, fee: float) -> None:
    """Whatever period and way of writing it is said in."""
    assert told(message)["retainers.fee"] == fee


@pytest.mark.parametrize(
    ("message", "field", "value"),
    [
        ("450 a month for insurance", "insurance.premium", 450),
        ("close to $20K/year for our medical insurance", "insurance.premium", 1666.67),
        ("my share of the premium is $120 biweekly", "insurance.premium", 260),
        ("deductible's six thousand", "insurance.deductible", 6000),
        ("$6,000 ded", "insurance.deductible", 6000),
        ("my dedutible is 5k", "insurance.deductible", 5000),
        ("oop max 9k", "insurance.out_of_pocket_max", 9000),
        ("copay 30", "insurance.copays.primary_care", 30),
        ("my ER copay is $350", "insurance.copays.emergency", 350),
        ("ded 3,500/7,000", "insurance.family.deductible", 7000),
        ("put 2,000 into an HSA", "hsa_contribution", 2000),
        ("max my HSA", "hsa_maxed", True),
        ("HSA plan", "insurance.hsa_eligible", True),
        ("a $99 enrollment fee", "retainers.enrollment_fee", 99),
        ("fourty two years old", "members.me.age", 42),
        ("42F", "members.me.age", 42),
        ("me (58) and my husband 61", "members.spouse.age", 61),
        ("my daughter is 5 months old", "members.child-1.age", 0),
        ("can my 3 yr old join?", "members.child-1.age", 3),
        ("my 12 year old has type 1 diabetes", "members.child-1.chronic", True),
        ("my diabetic husband", "members.spouse.chronic", True),
        ("family of four", "household", 4),
        ("single mom of 2", "children", 2),
        ("no kids", "children", 0),
        ("on 3 meds", "members.me.medicines", 3),
        ("once every couple of months I see the doctor", "members.me.use.primary_care", 6),
        ("never go to the doctor", "members.me.use.primary_care", 0),
        ("Medi-share", "coverage", "health_share"),
        ("I don't have insurance", "coverage", "none"),
        ("through my job", "coverage", "employer"),
        ("I'm on my husband's plan through his employer", "coverage", "employer"),
        ("here in tx", "state", "TX"),
        ("we live in Oregon", "state", "OR"),
        ("I only need it for 6 months", "months_kept", 6),
        ("staying until June", "months_kept", 7),
        ("picking a plan for 2027", "plan_year", 2027),
    ],
)
def test_a_fact_is_read_as_people_write_it(message: str, field: str, value: object) -> None:
    """Short, misspelt, spelled out."""
    assert told(message)[field] == value


@pytest.mark.parametrize(
    "message", [case["input"] for case in CASES if not case["target"] and case["metadata"]["split"] == "dev"]
)
def test_what_is_not_said_of_the_person_is_no_fact(message: str) -> None:
    """Questions, suppositions, other people, the past, denials, and numbers of something else."""
    assert said(message).facts == ()


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        (
            "$70 per person per month and $40 per person to enroll",
            {
                "retainers.fee": 70,
                "retainers.each": True,
                "retainers.enrollment_fee": 40,
                "retainers.enrollment_each": True,
            },
        ),
        ("TRICARE Select, family enrollment, $32 per month", {"coverage": "va_tricare", "insurance.premium": 32}),
        (
            "he says I'll save if I join, 95/mo and 99 registration",
            {"retainers.fee": 95, "retainers.enrollment_fee": 99},
        ),
        ("should I join if the fee was, say, 80 a month", {}),
        ("is the membership worth it, 60/mo, no signup cost?", {"retainers.fee": 60, "retainers.enrollment_fee": 0}),
        ("insurance is $61.50 per paycheck. 24 paychecks a year", {"insurance.premium": 123}),
    ],
)
def test_the_words_beside_a_sum_say_what_it_is(message: str, facts: dict[str, Any]) -> None:
    """Per person, once, of a plan, quoted behind an "if"."""
    assert told(message) == facts


def test_what_is_asked_about_is_kept_apart() -> None:
    """It is known, and it is no fact."""
    assert [(fact.field, fact.value) for fact in said("is the fee $79 a month?").asked_about] == [("retainers.fee", 79)]


def test_a_sum_without_a_role_stays_unclear() -> None:
    """Also one that contradicts another, and one that cannot be."""
    for message in (
        "$79/mo",
        "the fee is $50 a month. the fee is $90 a month.",
        "my deductible is 6",
    ):
        assert said(message).unclear, message
        assert not said(message).facts, message


def test_a_range_has_two_ends() -> None:
    """Neither of them is taken for the value."""
    situation = as_situation(said("an annual fee of $1500-2000 for concierge, and I go 3-4 times a year"))
    assert situation == {"ranges": {"retainers.fee": [125, 166.67], "members.me.use.primary_care": [3, 4]}}


def test_what_was_stated_is_kept_beside_what_it_means() -> None:
    """The sum, its period and its words."""
    [fact] = said("The practice wants $1,800 a year.").facts
    assert fact.stated
    assert (fact.stated.amount, fact.stated.period, fact.value) == (1800, "year", 150)
    assert fact.said == "practice wants $1,800 a year"


def test_a_later_message_overrules_an_earlier_one() -> None:
    """What it does not speak of stays."""
    both = merged(said("I'm 42, deductible 5k, two kids, 4 and 7"), said("sorry, the deductible is 6k. one kid"))
    assert as_situation(both) == {
        "members": [{"id": "me", "age": 42}, {"id": "child-1", "age": 4}],
        "children": 1,
        "insurance": [{"id": "mine", "deductible": 6000}],
    }


def test_a_situation_can_be_kept_as_json() -> None:
    """It comes back as it was."""
    situation = said(ALL_AT_ONCE)
    assert Situation.model_validate_json(situation.model_dump_json()) == situation
    assert merged(Situation(), situation) == situation


@given(st.text(), st.sampled_from(["", *(case["input"] for case in CASES)]))
def test_no_text_makes_it_fail(text: str, message: str) -> None:
    """Any characters may stand in a message; the words of a fact are words of the message."""
    for whole in (text + message, f"{message} {text}"):
        situation = said(whole)
        for fact in (*situation.facts, *situation.unclear, *situation.asked_about):
            assert whole[fact.start : fact.end] == fact.said
        json.dumps(as_situation(situation))


PIECES = [
    "$",
    "79",
    "1,5OO",
    "k",
    "/mo",
    "a year",
    "age",
    "kids",
    ",",
    "and",
    "?",
    "if",
    "deductible",
    "my wife",
    "-",
    "to",
]


@given(
    st.lists(
        st.sampled_from([*PIECES, "in", "TX", "born in", "every", "3", "times", "for", "until", "June", "'s", "."]),
        max_size=30,
    )
)
def test_no_order_of_its_own_words_makes_it_fail(pieces: list[str]) -> None:
    """Words that mean something to it, in any order; and read twice they give the same."""
    message = " ".join(pieces)
    assert said(message) == said(message)
    assert all(isinstance(fact.value, str) or fact.value >= 0 for fact in said(message).facts)


@given(st.integers(50, 900_000), st.sampled_from(["${:,}", "${}", "{:,} dollars", "$ {}", "{}$", "{} bucks"]))
def test_a_sum_comes_back_as_it_was_written(amount: int, form: str) -> None:
    """In every way of writing it."""
    assert told(f"my deductible is {form.format(amount)}") == {"insurance.deductible": amount}


@given(st.integers(5, 9_999), st.integers(0, 115))
def test_numbers_keep_their_roles(amount: int, age: int) -> None:
    """A fee of a year is twelve of a month; an age is never a sum."""
    read_ = told(f"I am {age}. the membership fee is ${amount} per year")
    assert read_["members.me.age"] == age
    assert read_["retainers.fee"] == pytest.approx(amount / 12, abs=0.006)


@pytest.mark.parametrize("age", [116, 420, 5000])
def test_an_age_that_cannot_be_is_no_fact(age: int) -> None:
    """Nobody is that old."""
    assert not said(f"I'm {age} years old").facts


def test_a_message_is_read_in_a_moment() -> None:
    """The longest too, and those that are made to be slow."""
    said(ALL_AT_ONCE)
    start = perf_counter()
    said(f"{ALL_AT_ONCE}. " * 3)
    assert perf_counter() - start < 0.05
    for tiresome in (
        "42 ",
        "$1 a month ",
        "premium ",
        "one hundred ",
        "1,",
        "my wife, 42, ",
        "the doctor once a year, ",
    ):
        start = perf_counter()
        said(tiresome * 4000)
        assert perf_counter() - start < 1, tiresome


def test_the_wordings_are_checked_when_they_are_read() -> None:
    """What is missing is named with its place, and a phrase that names no list is an error."""
    with pytest.raises(KnowledgeError, match="spellings"):
        checked(SituationWordings, {}, Path("situation.yaml"))
    broken = WORDINGS.model_copy(update={"never": ("{nowhere} go",)})
    broken.__dict__.pop("book", None)
    with pytest.raises(KnowledgeError, match="nowhere"):
        situation_of("I go", broken, ON)
