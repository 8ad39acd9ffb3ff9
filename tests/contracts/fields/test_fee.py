"""Fees: what a membership costs again and again, and what is paid but once."""

from typing import Any

import pytest

from bot.contracts.termsheet import read
from bot.vocabulary import Document, Term


def fee_term(text: str) -> Term:
    """Read the fees of an agreement."""
    return read(Document(text=text))["fee"]


def fee(amount: float, period: str, who: str = "") -> dict[str, Any]:
    """Make a row of the fee schedule."""
    return {"amount": amount, "period": period, "who": who}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The membership fee is $95 per month.", [fee(95, "month")]),
        ("Membership is $1,200 a year, billed on joining.", [fee(1200, "year")]),
        ("Membership: adults $80/mo, children $25/mo.", [fee(80, "month", "adults"), fee(25, "month", "children")]),
        ("Dues are five thousand four hundred dollars ($5,400.00) per year.", [fee(5400, "year", "dues are")]),
        ("There is a registration fee of $99. Monthly dues are $60.", [fee(60, "month", "dues are")]),
        (
            "Plan | Monthly | Annual\nAdult | $90 | $990\nChild | $40 | $440",
            [
                fee(90, "month", "adult"),
                fee(990, "year", "adult"),
                fee(40, "month", "child"),
                fee(440, "year", "child"),
            ],
        ),
        (
            "MONTHLY DUES\n\nAges 0-17 | $20\nAges 18-64 | $75",
            [fee(20, "month", "ages 0-17"), fee(75, "month", "ages 18-64")],
        ),
        ("Membership costs from as low as $30 a month; adults: $60 a month.", [fee(60, "month", "adults")]),
        ("Membership is $50 a month and capped at $120 a month for a family.", [fee(50, "month")]),
    ],
)
def test_recurring_fees_are_read_with_their_period_and_people(text: str, expected: list[dict[str, Any]]) -> None:
    """The period stands behind the sum, above it, or at the head of its column."""
    found = fee_term(text)

    assert ("stated", expected) == (found.state, found.value)


@pytest.mark.parametrize(
    "text",
    [
        "An enrollment fee of $99 is due on joining.",
        "A lipid panel costs $12 and an X-ray $40.",
        "LAB PRICES\n\nBlood count $5\nThyroid test $9",
        "Members save up to $300 a year.",
        "A missed appointment costs $50.",
    ],
)
def test_what_is_paid_once_is_no_membership_fee(text: str) -> None:
    """Joining fees, tests, savings and penalties cost money, too."""
    assert Term("fee", "silent") == fee_term(text)


def test_a_fee_that_is_said_twice_counts_once() -> None:
    """The schedule is the quote, the repetition a further place."""
    text = "1. Fees\n\nAdults: $80 per month.\n\nChildren: $20 per month.\n\n2. Payment\n\nDues: $80 per month."
    found = fee_term(text)

    assert found.span
    assert "Adults: $80 per month.\n\nChildren: $20 per month." == text[found.span.start : found.span.end]
    assert [fee(80, "month", "adults"), fee(20, "month", "children")] == found.value
    assert 1 == len(found.also)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Membership is 75 a month, or 800 a year.", [(75, "month"), (800, "year")]),
        ("DUES\n\nUnder 20: $35\n20 and over: $85\n\nThese are monthly.", [(35, "month"), (85, "month")]),
        ("OUR PLANS\n\nSteady\n$85\n/mo\n\nComplete\n$125\n/mo", [(85, "month"), (125, "month")]),
    ],
)
def test_a_sum_is_a_fee_by_what_stands_around_it(text: str, expected: list[tuple[int, str]]) -> None:
    """Its dollars may be left out, its period may stand under it."""
    assert expected == [(row["amount"], row["period"]) for row in fee_term(text).value]


@pytest.mark.parametrize(
    "text",
    [
        "School examinations | extra | camp $25; a camp form is free with the yearly physical",
        "With more than 90 workers the monthly fee is lowered by $6.",
        "We see 30 patients a month.",
        "Members get 24 a year of the short visits.",
    ],
)
def test_what_comes_by_the_year_is_not_always_a_fee(text: str) -> None:
    """A physical is yearly, a fee falls by a sum, visits are counted."""
    assert Term("fee", "silent") == fee_term(text)
