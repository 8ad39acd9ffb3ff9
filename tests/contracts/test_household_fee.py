"""What a household pays, on cases worked by hand, and what holds for any rows."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.household_fee import HouseholdFee, Joiner, household_enrollment, household_fee
from bot.contracts.retainer import exit_terms, retainer
from bot.contracts.termsheet import read
from bot.documents.sandbox import read_untrusted

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((ROOT / "evals/cases/household_fees.yaml").read_text(encoding="utf-8"))


@cache
def agreement(path: str) -> tuple[Any, str]:
    """Read an agreement: its rows and the clause of its enrollment fee."""
    data = (ROOT / path).read_bytes()
    content = read_untrusted(data, path)
    sheet = read(content)
    term = next((one for one in sheet.terms if one.field == "enrollment_fee" and one.span), None)
    clause = content.text[term.span.start : term.span.end] if term and term.span else ""
    return retainer(sheet, exit_terms(sheet, content)).get("fees", ()), clause


def people(told: str) -> tuple[Joiner, ...]:
    """Make joiners of "41, 39 spouse, ? child"."""
    made = []
    for number, one in enumerate(told.split(",")):
        age, *flags = one.split()
        made.append(Joiner(f"p{number}", None if age == "?" else int(age), **dict.fromkeys(flags, True)))
    return tuple(made)


def rows(case: dict[str, Any]) -> Any:
    """Return the rows of a case."""
    said = (one.split(" | ") for one in case.get("rows", ()))
    return [{"amount": float(fee.split()[0]), "period": fee.split()[1], "who": who} for fee, who in said]


def wrong(case: dict[str, Any]) -> list[str]:
    """Return what comes out otherwise than a case expects."""
    fees, clause = agreement(case["agreement"]) if "agreement" in case else (rows(case), case.get("sentence", ""))
    joining = people(case["joining"])
    found, once = household_fee(fees, joining), household_enrollment(clause, joining) if clause else None
    faults = []
    if "monthly" in case:
        expected = None if case["monthly"] is None else Decimal(str(case["monthly"])).quantize(Decimal("0.01"))
        if (found.monthly if found else None) != expected:
            faults.append(f"{found} for {expected}")
        elif found and found.billed != case.get("billed", "month"):
            faults.append(f"billed by the {found.billed}")
    if "enrollment" in case:
        expected = None if case["enrollment"] is None else Decimal(str(case["enrollment"])).quantize(Decimal("0.01"))
        if (once.monthly if once else None) != expected:
            faults.append(f"once {once} for {expected}")
    if case.get("unclear") and not any(one.unclear for one in (found, once) if one):
        faults.append("nothing is said to be unclear")
    return faults


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_household_pays_what_was_worked_out_by_hand(case: dict[str, Any]) -> None:
    """Fee, billing and enrollment fee come out; what had to be assumed is said."""
    assert not wrong(case)


def row(amount: int, who: str, period: str = "month") -> dict[str, Any]:
    """Make a row of a fee."""
    return {"amount": amount, "period": period, "who": who}


AMOUNTS = st.integers(0, 900)
PERSONS = st.tuples(AMOUNTS, AMOUNTS).map(lambda two: [row(two[0], "adult"), row(two[1], "child")])
PACKAGES = st.lists(
    st.builds(
        row,
        AMOUNTS,
        st.sampled_from(
            ["couple", "family", "two adults", "household maximum", "employee + children", "sibling cap", "family of 4"]
        ),
    ),
    max_size=3,
)
JOINERS = st.lists(
    st.builds(
        Joiner,
        st.just("p"),
        st.none() | st.integers(0, 99),
        medicare=st.booleans(),
        child=st.booleans(),
        spouse=st.booleans(),
    ),
    min_size=1,
    max_size=6,
).map(lambda made: tuple(Joiner(f"p{n}", one.age, one.medicare, one.child, one.spouse) for n, one in enumerate(made)))
WHOS = st.lists(
    st.sampled_from(
        [
            "adult",
            "child",
            "spouse",
            "second",
            "additional",
            "family",
            "couple",
            "19",
            "to",
            "44",
            "65",
            "and",
            "over",
            "under",
            "up",
            "with",
            "without",
            "a",
            "parent",
            "member",
            "senior",
            "student",
            "each",
            "after",
            "the",
            "third",
            "household",
            "maximum",
            "2",
            "adults",
            "months",
            "birth",
            "medicare",
            "option",
            "or",
            ",",
            "(",
        ]
    ),
    max_size=9,
).map(" ".join) | st.text(max_size=40)
ANY_ROWS = st.lists(
    st.builds(row, st.integers(-5, 99999) | st.floats(), WHOS, st.sampled_from(["week", "month", "quarter", "year", "day"])), max_size=6
)  # fmt: skip


def total(fee: HouseholdFee | None) -> Decimal:
    """Return what is paid by the month, where that can be said."""
    assert fee is not None
    return fee.monthly


@given(PERSONS, PACKAGES, JOINERS)
def test_together_nobody_pays_more_than_alone(persons: Any, packages: Any, joining: tuple[Joiner, ...]) -> None:
    """Packages and limits only make it less."""
    together = total(household_fee([*persons, *packages], joining))

    assert together <= sum(total(household_fee(persons, [one])) for one in joining)


@given(PERSONS, JOINERS)
def test_one_more_never_makes_it_less(persons: Any, joining: tuple[Joiner, ...]) -> None:
    """Without packages each adds their fee."""
    if len(joining) > 1:
        assert total(household_fee(persons, joining)) >= total(household_fee(persons, joining[:-1]))


@given(ANY_ROWS, JOINERS)
def test_the_order_of_people_changes_nothing(fees: Any, joining: tuple[Joiner, ...]) -> None:
    """The same people pay the same, whatever the rows say, and nothing is raised."""
    assert household_fee(fees, joining) == household_fee(fees, joining[::-1])


@given(st.text(max_size=60) | WHOS.map(lambda who: f"A fee of $75 {who}, up to $150"), JOINERS)
def test_any_clause_of_an_enrollment_fee_is_read(clause: str, joining: tuple[Joiner, ...]) -> None:
    """Nothing is raised, and no more than a sum for each is found."""
    once = household_enrollment(clause, joining)

    assert once is None or once.monthly >= 0


def test_workings_show_the_sum_and_the_limit() -> None:
    """Equal fees stand together."""
    fees = [row(85, "adult"), row(35, "child"), row(200, "household maximum")]
    found = household_fee(fees, people("40, 38 spouse, 9 child, 6 child"))

    assert found is not None
    assert found.workings == "2 × $85 + 2 × $35, at most $200"
