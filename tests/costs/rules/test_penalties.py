"""What states charge for months without health coverage: known, at least, or not known."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.costs.rules.penalties import MANDATES, Uninsured, penalty
from bot.errors import UnknownError
from bot.library import Library

ANA = Uninsured(adults=1, children=0, months=12)


@pytest.mark.parametrize(
    ("adults", "children", "months", "amount"),
    [
        (1, 0, 12, "950"),
        (2, 2, 12, "2800"),
        (2, 2, 6, "1400"),
        (1, 0, 4, "316.67"),
        (1, 0, 3, "0"),
        (1, 0, 0, "0"),
        (0, 0, 12, "0"),
        (2, 5, 12, "2850"),
    ],
)
def test_california_charges_flat_amounts_at_least(
    library: Library, adults: int, children: int, months: int, amount: str
) -> None:
    """In 2025 $950 an adult and $450 a child, by months, none for three, at most that of three adults."""
    found = penalty("CA", 2025, Uninsured(adults, children, months), None, library.figures)

    assert (Decimal(amount), Decimal(amount) > 0) == (found.amount, found.at_least)


@pytest.mark.parametrize(("year", "amount", "said"), [(2024, 900, False), (2025, 950, False), (2027, 950, True)])
def test_a_year_that_is_not_known_has_the_newest_before_as_the_least(
    library: Library, year: int, amount: int, said: bool
) -> None:
    """And says of which year it is; a year before the newest has its own."""
    found = penalty("CA", year, ANA, Decimal(20000), library.figures)

    assert (Decimal(amount), said, said) == (found.amount, found.at_least, "those of 2025" in " ".join(found.workings))


@pytest.mark.parametrize(("income", "more"), [("38000", False), ("38000.40", True), (None, True)])
def test_a_share_of_income_may_be_more(library: Library, income: str | None, more: bool) -> None:
    """2.5 % of $38,000 is $950; what the threshold takes off is not known."""
    found = penalty("CA", 2025, ANA, Decimal(income) if income else None, library.figures)

    assert (Decimal(950), more, more) == (found.amount, found.at_least, "may be more" in " ".join(found.workings))


def test_california_shows_its_arithmetic(library: Library) -> None:
    """From the year's amounts to the months."""
    found = penalty("CA", 2026, Uninsured(2, 1, 6), Decimal(100_000), library.figures)

    assert (
        "2 × $950 + 1 × $450 = $2,350 a year.",
        "For 6 months of 12: at least $1,175.",
        "The amounts are those of 2025; those of 2026 are not known, so take them as the least.",
        "It may be more: 2.5 % of income above the tax filing threshold, if that is greater.",
        "The threshold is not known here; without it the share would be $1,250.",
        "Some people are exempt and owe nothing: ask the California Franchise Tax Board.",
    ) == found.workings


def test_a_year_before_all_that_is_known_is_refused(library: Library) -> None:
    """A later amount says nothing of an earlier year."""
    with pytest.raises(UnknownError, match="not known for 2023-01-01"):
        penalty("CA", 2023, ANA, None, library.figures)


@pytest.mark.parametrize("state", ["MA", "NJ", "RI", "DC"])
def test_a_penalty_whose_amount_is_not_known_says_whom_to_ask(library: Library, state: str) -> None:
    """It is not nothing."""
    found = penalty(state, 2026, ANA, Decimal(50000), library.figures)

    assert (None, True) == (found.amount, MANDATES[state].ask in found.workings[0])


@pytest.mark.parametrize(("state", "said"), [("VT", "charges no penalty"), ("TX", "No penalty of this state is known")])
def test_elsewhere_there_is_none(library: Library, state: str, said: str) -> None:
    """Vermont asks for coverage all the same; the federal penalty is 0."""
    found = penalty(state, 2026, ANA, None, library.figures)

    assert (Decimal(0), False, True) == (found.amount, found.at_least, said in found.workings[1])


def test_without_a_state_the_amount_is_not_known(library: Library) -> None:
    """The answer names those that charge."""
    found = penalty(None, 2026, ANA, None, library.figures)

    assert (None, True) == (found.amount, "New Jersey and Rhode Island" in found.workings[0])


@given(adults=st.integers(0, 6), children=st.integers(0, 6), months=st.integers(0, 11))
def test_a_month_more_never_costs_less(library: Library, adults: int, children: int, months: int) -> None:
    """For any household."""
    less, more = (
        penalty("CA", 2026, Uninsured(adults, children, count), None, library.figures).amount or Decimal(0)
        for count in (months, months + 1)
    )

    assert 0 <= less <= more
