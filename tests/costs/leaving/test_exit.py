"""What leaving costs: never negative, never a guess, and always with its arithmetic."""

from decimal import Decimal
from itertools import pairwise

import pytest
from agreements import MONEY, TERMS, VISITS, a_year
from hypothesis import given
from hypothesis import strategies as st

from bot.costs.exit import exit_costs
from bot.errors import RefusedError
from bot.vocabulary import ExitTerms, NoCharge

BALANCE = {"kind": "remaining_balance"}


@given(TERMS, VISITS)
def test_every_month_has_a_row_that_is_sound(terms: ExitTerms, visits: float | None) -> None:
    """Twenty-four of them, exact to the cent, never negative, with workings and a low that is not above the high."""
    rows = exit_costs(terms, visits)

    assert list(range(1, 25)) == [row.month for row in rows]
    for row in rows:
        assert row.workings
        assert row.low >= 0
        assert row.high is None or row.low <= row.high
        assert row.amount is None or row.low == row.amount == row.high
        assert all(money is None or money == round(money, 2) for money in (row.amount, row.low, row.high))


@given(TERMS, VISITS)
def test_an_amount_that_is_not_clear_says_why(terms: ExitTerms, visits: float | None) -> None:
    """The last words give the range, or say that nothing bounds it."""
    for row in exit_costs(terms, visits):
        assert (row.amount is None) == any(line.startswith("So ") for line in row.workings.splitlines())


@given(MONEY, st.integers(2, 24))
def test_the_balance_falls_by_a_fee_a_month(fee: Decimal, term: int) -> None:
    """Within the term, down to nothing at its end."""
    terms = a_year(fee=str(fee), initial_term_months=term, early_exit=BALANCE)
    amounts = [row.amount or Decimal(0) for row in exit_costs(terms)[:term]]

    assert all(one - other == fee for one, other in pairwise(amounts))
    assert amounts[-1] == 0


@given(TERMS)
def test_a_contradiction_is_never_clear_unless_it_costs_nothing(terms: ExitTerms) -> None:
    """What costs most is the high end; the other reading may cost nothing."""
    torn = terms.model_copy(update={"conflicting": ("early_exit",)})
    for plain, row in zip(exit_costs(terms.model_copy(update={"conflicting": ()})), exit_costs(torn), strict=True):
        assert plain.high == row.high
        assert row.low == 0
        assert row.amount in {None, Decimal(0)}


@given(TERMS)
def test_a_charge_on_a_condition_is_clear_only_where_the_condition_changes_nothing(terms: ExitTerms) -> None:
    """What is due on it is the high end; without it one owes what is owed where nothing is charged."""
    sure = exit_costs(terms.model_copy(update={"conditional": (), "conflicting": ()}))
    hangs = exit_costs(terms.model_copy(update={"conditional": ("if it is so",), "conflicting": ()}))
    free = exit_costs(terms.model_copy(update={"early_exit": NoCharge(), "conditional": (), "conflicting": ()}))
    for one, row, without in zip(sure, hangs, free, strict=True):
        assert one.high == row.high
        assert row.low == min(one.low, without.low)
        assert ("“if it is so”" in row.workings) == ((one.low, one.high) != (without.low, without.high))


def test_a_condition_is_told_in_the_words_of_the_agreement() -> None:
    """And what is so where it is not met."""
    row = exit_costs(a_year(early_exit=BALANCE, conditional=["where Section 7.2 applies"]))[3]

    assert row.workings.endswith(
        "This holds only on a condition that the agreement sets: “where Section 7.2 applies”. "
        "If it is not met, this is not charged.\nSo between $0 and $680."
    )


def test_month_to_month_nothing_is_left_to_pay() -> None:
    """Whatever the balance clause says, there is no rest of a term."""
    month_to_month = exit_costs(ExitTerms.model_validate({"fee": 80, "initial_term_months": 1, "early_exit": BALANCE}))

    assert {Decimal(0)} == {row.amount for row in month_to_month}


def test_the_workings_are_the_arithmetic() -> None:
    """As a person would write it down."""
    row = exit_costs(a_year(early_exit=BALANCE))[3]

    assert row.workings == "12 − 4 = 8 months of the first term are left.\n8 × $85 = $680."


def test_money_is_a_number_in_json_and_exact_inside() -> None:
    """Cents are not lost to floats."""
    row = exit_costs(a_year(fee="0.10", early_exit=BALANCE))[8]

    assert Decimal("0.30") == row.amount
    assert '"amount":0.3,' in row.model_dump_json()


def test_visits_not_known_are_assumed_for_the_high_end_only() -> None:
    """And it says so; the amount stays open even where one visit a month costs nothing."""
    row = exit_costs(a_year(early_exit={"kind": "clawback", "visit_price": 50}))[2]

    assert row.amount is None
    assert row.low == row.high == 0
    assert "How many visits you had is not known: 1 a month is assumed" in row.workings


def test_a_contradiction_that_changes_nothing_is_passed_over() -> None:
    """About refunds where nothing is paid ahead, and about renewals before there is one."""
    torn = a_year(early_exit=BALANCE, renews=True, renewal_months=12, conflicting=["refund", "renews"])
    rows = exit_costs(torn)

    assert [680, None] == [rows[3].amount, rows[12].amount]
    assert "contradicts itself on this (renews)" in rows[12].workings


def test_a_renewal_binds_anew() -> None:
    """Month 13 of a year that renews for a year is its first month."""
    rows = exit_costs(a_year(renews=True, renewal_months=12, early_exit=BALANCE))

    assert [0, 935, 850] == [row.amount for row in rows[11:14]]
    assert "month 13 is number 1 of 12, 12 − 1 = 11 left" in rows[12].workings


def test_joining_again_is_told_apart() -> None:
    """It is no part of the amount."""
    row = exit_costs(a_year(early_exit={"kind": "none"}, reenroll_fee=150))[0]

    assert row.amount == 0
    assert "Not counted: joining again would cost $150." in row.workings


@pytest.mark.parametrize("visits", [-1, float("nan"), float("inf")])
def test_visits_that_are_none_are_refused(visits: float) -> None:
    """With what is allowed."""
    with pytest.raises(RefusedError, match="give a number from 0 to 100"):
        exit_costs(a_year(), visits)
