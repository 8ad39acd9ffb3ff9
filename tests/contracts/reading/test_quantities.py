"""Numbers, lengths of time and sums of money as agreements write them."""

import doctest

import pytest

from bot.contracts.reading import quantities
from bot.contracts.reading.quantities import LENGTH, MONEY, days, dollars, months, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thirty (30) days’ notice", "30 days notice"),
        ("one hundred eighty (180) days", "180 days"),
        ("one hundred and twenty days", "120 days"),
        ("one hundred one days", "101 days"),
        ("forty-five days", "45 days"),
        ("a month's notice", "a months notice"),
        ("30 (30) days", "30 days"),
        ("a six-month term", "a 6 month term"),
        ("one year; no one else", "1 year; no one else"),
        ("one full calendar month", "1 full calendar month"),
        ("five thousand four hundred dollars ($5,400.00)", "$5,400.00"),
        ("“Term”  –\n 12\u00a0months", '"term" - 12 months'),
    ],
)
def test_a_clause_is_folded_for_reading(text: str, expected: str) -> None:
    """Capitals, typographic marks, white space and spelled numbers make no difference."""
    assert expected == plain(text)


@pytest.mark.parametrize(
    ("text", "in_days", "in_months"),
    [
        ("30 days", 30, 1),
        ("one hundred eighty (180) days", 180, 6),
        ("24 hours", 1, 0),
        ("two weeks", 14, 0),
        ("a month's", 30, 1),
        ("a calendar quarter", 90, 3),
        ("12 consecutive months", 360, 12),
        ("two (2) years", 730, 24),
        ("a 90-day", 90, 3),
    ],
)
def test_a_length_of_time_is_read_in_days_and_in_months(text: str, in_days: int, in_months: int) -> None:
    """A month has 30 days; a year has twelve months."""
    match = LENGTH.search(plain(text))

    assert match
    assert (in_days, in_months) == (days(match), months(match))


@pytest.mark.parametrize("text", ["an annual term", "a year of care", "30 patients", "media months", "99999 days"])
def test_what_counts_no_time_is_no_length(text: str) -> None:
    """A year of care is a manner of speaking, and no notice takes 99999 days."""
    assert LENGTH.search(plain(text)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$4,200", 4200),
        ("US$ 75.50 a month", 75.5),
        ("$95.00.", 95),
        ("five thousand four hundred dollars ($5,400.00)", 5400),
        ("from $25, then", 25),
    ],
)
def test_a_sum_of_money_is_read_in_dollars(text: str, expected: float) -> None:
    """Whole sums are whole numbers."""
    match = MONEY.search(plain(text))

    assert match
    assert expected == dollars(match)
    assert type(expected) is type(dollars(match))


def test_the_examples_in_the_docstrings_are_true() -> None:
    """Documentation is run."""
    assert 0 == doctest.testmod(quantities).failed
