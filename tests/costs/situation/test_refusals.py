"""What is wrong with a situation is said in words for the person who wrote it."""

import math
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from households import ANA, JUNIPER, SILVER, household
from hypothesis import given
from hypothesis import strategies as st

from bot.costs.situation import SHAPES, Situation, read_situation
from bot.costs.situation.refusals import MOST_LINES
from bot.errors import RefusedError

JARGON = re.compile(
    r"[Ii]nput|valid|pydantic|[Ll]iteral|\b[Tt]ag|[Uu]nion|[Tt]uple|\bdict|\bstr|\bint\b|\bNone\b|\[key\]|instance|pars"
)
SERVICES_ALLOWED = "primary_care, specialist, urgent_care, mental_health"


def told(**more: Any) -> list[str]:
    """Return the lines with which a situation is refused."""
    with pytest.raises(RefusedError) as refused:
        read_situation(household(**more))
    return str(refused.value).splitlines()


def ana(**more: Any) -> dict[str, Any]:
    """Return a household with more said of Ana."""
    return {"members": [{**ANA, **more}]}


def silver(**more: Any) -> dict[str, Any]:
    """Return a household with more said of its plan."""
    return {"insurance": [{**SILVER, **more}]}


def juniper(**more: Any) -> dict[str, Any]:
    """Return a household with more said of its membership."""
    return {"retainers": [{**JUNIPER, **more}]}


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "an age in words": (
        ana(age="forty"),
        "members.ana.age: it must be a whole number in digits alone, such as 12; given: “forty”.",
    ),
    "half a year of age": (
        ana(age=42.5),
        "members.ana.age: it must be a whole number in digits alone, such as 12; given: 42.5.",
    ),
    "an age of true": (ana(age=True), "members.ana.age: it must not be true; give a number or words."),
    "a misspelt health": (
        ana(health="avarage"),
        "members.ana.health: it must be one of good, average, chronic, poor, standard; given: “avarage”; did you mean average?",
    ),
    "a misspelt field": (
        ana(helth="good"),
        "members.ana.helth: there is no such field; did you mean health? Allowed: id, age, health, use, coverage, table.",
    ),
    "a misspelt coverage": (ana(coverage="medicaire"), "given: “medicaire”; did you mean medicare?"),
    "a misspelt service": (
        ana(use={"primary_car": 3}),
        f"members.ana.use.primary_car: it must be one of {SERVICES_ALLOWED}",
    ),
    "a service with a space": (juniper(covers=["primary care"]), "retainers.juniper.covers.1: it must be one of"),
    "use as a list": (
        ana(use=[4]),
        "members.ana.use: it must hold names with values, such as `primary_care: 4`; given: a list.",
    ),
    "too many uses": (ana(use={"lab": 900}), "members.ana.use.lab: it must be 250 or less; given: 900."),
    "an id in capitals": (
        ana(id="Ana Maria"),
        "it may have letters, digits, dots, hyphens and underscores, such as silver-plan; given: “Ana Maria”.",
    ),
    "an id of a number": (ana(id=5), "members.5.id: it must be text; put it in quotes; given: 5."),
    "members as a word": ({"members": "ana"}, "members: it must be a list, such as [first, second]; given: “ana”."),
    "no members": ({"members": []}, "members: it is empty; it needs at least one; given: a list."),
    "too many members": (
        {"members": [{"id": f"m{one}"} for one in range(13)]},
        "members: it holds 13; at most 12 are allowed; given: a list.",
    ),
    "a member of a number": (
        {"members": [ANA, 3]},
        "members.2: it must hold fields with values, such as `id: ana`; given: 3.",
    ),
    "two of one id": ({"members": [ANA, ANA]}, "members: the id ana is given twice; each needs one of its own."),
    "a negative premium": (silver(premium=-5), "insurance.silver.premium: it must be 0 or more; given: -5."),
    "a premium in words": (
        silver(premium="625 a month"),
        "insurance.silver.premium: it must be a number in digits alone, such as 85.50; given: “625 a month”.",
    ),
    "a fee with a sign": (
        juniper(fee="$85"),
        "retainers.juniper.fee: it must be a number in digits alone, such as 85.50; given: “$85”.",
    ),
    "no number": (silver(premium=math.nan), "insurance.silver.premium: it must be an ordinary number; given: nan."),
    "an endless number": (
        silver(premium=math.inf),
        "insurance.silver.premium: it must be 10,000,000 or less; given: inf.",
    ),
    "a huge number": (
        silver(premium=1e12),
        "insurance.silver.premium: it must be 10,000,000 or less; given: 1000000000000.",
    ),
    "a huge copay": (silver(copays={"lab": 1e12}), "insurance.silver.copays: lab: it must be 10,000,000 or less."),
    "percents": (
        silver(coinsurance=40),
        "insurance.silver.coinsurance: it must be 1 or less; 40 percent is 0.4; given: 40.",
    ),
    "percents of tax": (
        {"tax": {"federal": 22}},
        "tax.federal: it must be 0.6 or less; 22 percent is 0.22; given: 22.",
    ),
    "a tax of one number": (
        {"tax": 0.22},
        "tax: it must hold fields with values, such as `federal: 0.22`; given: 0.22.",
    ),
    "a misspelt limit": (
        silver(deductable=1),
        "insurance.silver.deductable: there is no such field; did you mean deductible?",
    ),
    "a maximum below": (
        silver(out_of_pocket_max=100),
        "insurance.silver.out_of_pocket_max: it must not be below the deductible; given: 100.",
    ),
    "what was met, misspelt": (
        silver(met={"deductable": 3}),
        "insurance.silver.met.deductable: there is no such field; did you mean deductible? Allowed: deductible, out_of_pocket.",
    ),
    "met by nobody": (silver(met_by={"bob": {}}), "insurance.silver.met_by: there is no bob. There are: ana."),
    "a plan of nobody": (
        silver(members=["anna"]),
        "insurance.silver.members: there is no anna; did you mean ana? There are: ana.",
    ),
    "half a family": (
        silver(family={"deductible": 12000}),
        "insurance.silver.family.out_of_pocket_max: it is missing, and is needed.",
    ),
    "a perhaps": (
        silver(hsa_eligible="perhaps"),
        "insurance.silver.hsa_eligible: it must be true or false; given: “perhaps”.",
    ),
    "a plan of one word": (
        {"insurance": ["silver"]},
        "insurance.1: it must hold fields with values, such as `id: ana`; given: “silver”.",
    ),
    "a plan, no list": (
        {"insurance": SILVER},
        "insurance: it must be a list, such as [first, second]; given: fields with values.",
    ),
    "a misspelt program": (
        {"insurance": [{"id": "old", "program": "medicair"}]},
        "insurance.old.program: it must be one of medicare, medicaid, chip, va, tricare, va_tricare; given: “medicair”; did you mean medicare?",
    ),
    "a program with limits": (
        {"insurance": [{"id": "old", "program": "medicare", "deductible": 3}]},
        "insurance.old.deductible: there is no such field. Allowed: id, name, program, premium, members.",
    ),
    "no price": (
        {"retainers": [{"id": "oak"}]},
        "retainers.oak: it needs `fee`, what the household pays a month, or `fee_by_age`.",
    ),
    "one name for both": (
        {"retainers": [{"id": "silver", "fee": 5}]},
        "insurance and retainers: the id silver names both; each needs one of its own.",
    ),
    "a misspelt age": (
        {"retainers": [{"id": "oak", "fee_by_age": [{"form": 3, "fee": 2}]}]},
        "retainers.oak.fee_by_age.1.form: there is no such field; did you mean from? Allowed: from, to, fee.",
    ),
    "a way out unknown": (
        juniper(early_exit={"kind": "flatt"}),
        "retainers.juniper.early_exit.kind: it must be one of none, flat, remaining_balance, months_of_fees, clawback, no_refund_of_prepaid, deduction; given: “flatt”; did you mean flat?",
    ),
    "a way out unnamed": (
        juniper(early_exit={"amount": 3}),
        "retainers.juniper.early_exit.kind: it is missing, and is needed; it must be one of none, flat,",
    ),
    "a way out in a word": (
        juniper(early_exit="flat"),
        "retainers.juniper.early_exit: it must hold fields with values, such as `kind: none`; given: “flat”.",
    ),
    "a way out, misspelt": (
        juniper(early_exit={"kind": "flat", "amount": 3, "until_mont": 2}),
        "retainers.juniper.early_exit.until_mont: there is no such field; did you mean until_month? Allowed: kind, amount, until_month.",
    ),
    "a way out without its sum": (
        juniper(early_exit={"kind": "flat"}),
        "retainers.juniper.early_exit.amount: it is missing, and is needed.",
    ),
    "a payment unknown": (
        juniper(billed="yearly"),
        "retainers.juniper.billed: it must be one of month, quarter, year; given: “yearly”; did you mean year?",
    ),
    "an option of nothing": (
        {"options": [{"id": "a", "insurance": "slver"}]},
        "options.a.insurance: there is no slver; did you mean silver? There are: silver.",
    ),
    "an option in capitals": (
        {"options": [{"id": "A B"}]},
        "options.A B.id: it may have letters, digits, dots, hyphens and plus signs, such as silver+juniper; given: “A B”.",
    ),
    "a day of another land": ({"on": "21.11.2026"}, "on: it must be a date, such as 2026-11-21; given: “21.11.2026”."),
    "no such day": ({"on": "2026-13-41"}, "on: it must be a date, such as 2026-11-21; given: “2026-13-41”."),
    "a day with an hour": (
        {"on": datetime(2026, 11, 21, 10, tzinfo=UTC)},
        "on: it must be a date, such as 2026-11-21; given: 2026-11-21 10:00:00+00:00.",
    ),
    "another year's start": (
        {"starts": date(2026, 3, 1)},
        "starts: it must lie in the plan year, 2027; given: 2026-03-01.",
    ),
    "a year long ago": ({"plan_year": 1999}, "plan_year: it must be 2014 or more; given: 1999."),
    "a state in full": (
        {"state": "Colorado"},
        "state: it must be the two capital letters of a state, such as CO; given: “Colorado”.",
    ),
    "odd years": ({"years": 1001}, "years: it must be a multiple of 250; given: 1001."),
    "too many months": ({"months_kept": 30}, "months_kept: it must be 24 or less; given: 30."),
    "no list at all": ({"retainers": None}, "retainers: it must be a list, such as [first, second]; given: nothing."),
    "one list too few": (
        {"retainer": []},
        "retainer: there is no such field; did you mean retainers? Allowed: on, plan_year,",
    ),
}
"""Situations that cannot be, each with the line that is said, or its beginning or end."""


@pytest.mark.parametrize("case", BAD)
def test_a_mistake_is_named_with_what_is_allowed_and_what_was_given(case: str) -> None:
    """One line, where it is wrong, in words for a person."""
    more, words = BAD[case]
    lines = told(**more)

    assert (1, True) == (len(lines), words in lines[0])
    assert None is JARGON.search(lines[0].replace("given: ", ""))
    assert lines[0].endswith((".", "?"))


def test_every_mistake_has_a_line_of_its_own() -> None:
    """Also several in one thing; what is misspelt is named beside what is missing for it."""
    plan = {name: value for name, value in SILVER.items() if name != "deductible"} | {"deductable": 5, "premium": -1}
    lines = told(insurance=[plan], income="lots")

    assert ["insurance.silver.premium", "insurance.silver.deductible", "insurance.silver.deductable", "income"] == [
        line.partition(":")[0] for line in lines
    ]


def test_a_year_that_follows_from_a_bad_day_is_no_mistake_of_its_own() -> None:
    """Nor does a list whose only member is wrong count as empty."""
    with pytest.raises(RefusedError) as refused:
        read_situation({"on": "soon", "members": [{"id": "ana", "age": "old"}]})

    assert ["on", "members.ana.age"] == [line.partition(":")[0] for line in str(refused.value).splitlines()]


def test_hundreds_of_mistakes_are_not_all_told() -> None:
    """The first are, and how many more there are."""
    lines = told(**{f"nothing-{one}": one for one in range(200)})

    assert (MOST_LINES + 1, f"There are {200 - MOST_LINES} more like these.") == (len(lines), lines[-1])


def test_what_was_given_cannot_reach_the_terminal() -> None:
    """It is cut, kept on one line, and freed of signs that a terminal obeys."""
    (line,) = told(**{"\x1b[31m\nred" * 90: 1})

    assert (True, True) == (line.isprintable(), len(line) < 400)


@pytest.mark.parametrize("data", [None, 3, "text", [], [household()]], ids=str)
def test_what_holds_no_fields_is_no_situation(data: Any) -> None:
    """It is said which there should be."""
    with pytest.raises(RefusedError) as refused:
        read_situation(data)

    assert "`on`, `members`, `insurance`, `retainers`" in str(refused.value)


def test_all_shapes_but_the_whole_stand_somewhere_in_it() -> None:
    """So that the fields that are named for a place are those of the place."""
    schema = Situation.model_json_schema()
    names = {name for shape in (schema, *schema["$defs"].values()) for name in shape.get("properties", {})}
    kinds = {
        shape["properties"]["kind"]["const"]
        for shape in schema["$defs"].values()
        if "const" in shape.get("properties", {}).get("kind", {})
    }

    assert set() == set(SHAPES) - names - kinds - {""}
    assert kinds <= set(SHAPES)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@given(field=st.sampled_from(sorted(Situation.model_fields)), value=ANYTHING)
def test_whatever_is_given_is_read_or_refused_in_words(field: str, value: Any) -> None:
    """Nothing else comes out of it, and no word of the program's types."""
    try:
        read_situation(household(**{field: value}))
    except RefusedError as refused:
        for line in str(refused).splitlines():
            assert None is JARGON.search(re.sub(r"“.*?”|^[^:]*:", "", line)), line


@given(
    place=st.sampled_from(["members", "insurance", "retainers", "options"]),
    value=st.dictionaries(st.text(max_size=9), ANYTHING, max_size=3),
)
def test_whatever_is_said_of_a_thing_is_read_or_refused(place: str, value: dict[str, Any]) -> None:
    """As above, one level down; no other error comes out of it."""
    with suppress(RefusedError):
        read_situation(household(**{place: [{"id": "some", **value}]}))
