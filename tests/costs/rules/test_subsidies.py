"""The premium tax credit and silver plans with help, worked by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.costs.rules.subsidies import Credit, Household, credit, help_lost, premium_after, silver_help
from bot.errors import UnknownError
from bot.library import Library

POVERTY = Decimal(15650)  # of one person, for 2026
BENCHMARK = Decimal(625)
INCOME = st.decimals(0, 200_000, places=2)


def credit_at(library: Library, income: Decimal | str, size: int = 1, state: str | None = None) -> Credit:
    """Return the credit of 2026 against the average benchmark premium of a person of 40."""
    return credit(2026, Household(Decimal(income), size, state), BENCHMARK, library.figures)


def test_a_household_of_two_is_worked_out(library: Library) -> None:
    """$40,000 ÷ $21,150 = 189.13 %; 4.19 + 2.41 × 39.1253 ÷ 50 = 6.08 %; $202.67 a month is expected."""
    found = credit_at(library, "40000", size=2)

    assert (Decimal("189.13"), Decimal("6.08"), Decimal("422.33"), Decimal(0)) == (
        round(found.share_of_poverty, 2),
        found.expected_contribution,
        found.monthly,
        found.over_limit,
    )
    assert (
        "$40,000 ÷ $21,150, the poverty level for 2 people = 189.13 %.",
        "6.08 % of $40,000 ÷ 12 = $202.67 a month is expected.",
        "Benchmark premium $625 − $202.67 = a credit of $422.33 a month.",
    ) == found.workings


@pytest.mark.parametrize(
    ("times", "percent"),
    [
        ("1", "2.10"),
        ("1.3299", "2.10"),
        ("1.33", "3.14"),
        ("1.415", "3.67"),
        ("1.5", "4.19"),
        ("1.75", "5.40"),
        ("2", "6.60"),
        ("2.5", "8.44"),
        ("2.75", "9.20"),
        ("3", "9.96"),
        ("4", "9.96"),
    ],
)
def test_the_share_rises_evenly_within_a_band(library: Library, times: str, percent: str) -> None:
    """From each row's own number, to the hundredth of a percent, half a hundredth up."""
    assert Decimal(percent) == credit_at(library, POVERTY * Decimal(times)).expected_contribution


def test_next_year_has_its_own_table(library: Library) -> None:
    """For 2027 one person has $15,960, and at three times that 10.22 %: $407.78 a month of $47,880."""
    found = credit(2027, Household(Decimal(47880), 1), Decimal(700), library.figures)

    assert (Decimal(300), Decimal("10.22"), Decimal("292.22")) == (
        found.share_of_poverty,
        found.expected_contribution,
        found.monthly,
    )


def test_there_is_a_cliff_at_four_poverty_levels(library: Library) -> None:
    """At $62,600 there is $625 − $519.58; a cent more, and there is nothing."""
    at, above = credit_at(library, "62600"), credit_at(library, "62600.01")

    assert (Decimal("105.42"), Decimal(0)) == (at.monthly, at.over_limit)
    assert (Decimal(0), Decimal("0.01"), None) == (above.monthly, above.over_limit, above.expected_contribution)
    assert "income is $0.01 above it" in above.workings[-1]


def test_below_the_poverty_level_there_is_medicaid_instead(library: Library) -> None:
    """The credit begins at 100 %."""
    at, below = credit_at(library, "15650"), credit_at(library, "15649.99")

    assert (Decimal("597.61"), Decimal(0)) == (at.monthly, below.monthly)
    assert "Medicaid" in below.workings[-1]


@pytest.mark.parametrize(("state", "share"), [("AK", 100), ("HI", 108.67), ("TX", 124.92), (None, 124.92)])
def test_two_states_have_a_poverty_level_of_their_own(library: Library, state: str | None, share: float) -> None:
    """Alaska's for 2026 is $19,550, Hawaii's $17,990."""
    assert Decimal(str(share)) == round(credit_at(library, "19550", state=state).share_of_poverty, 2)


def test_a_cheap_benchmark_leaves_no_credit(library: Library) -> None:
    """At $47,880 more is expected than it costs."""
    found = credit(2026, Household(Decimal(47880), 1), Decimal(300), library.figures)

    assert (Decimal(0), True) == (found.monthly, "so there is no credit" in found.workings[-1])


def test_a_year_without_its_table_is_refused_with_what_to_do(library: Library) -> None:
    """The eligibility notice says what the bot cannot know."""
    with pytest.raises(UnknownError, match=r"not known for 2029-01-01.*premium after the credit.*eligibility notice"):
        credit(2029, Household(Decimal(40000), 1), BENCHMARK, library.figures)


@given(income=INCOME, size=st.integers(1, 10), benchmark=st.decimals(0, 5000, places=2))
def test_a_credit_is_never_above_the_benchmark(
    library: Library, income: Decimal, size: int, benchmark: Decimal
) -> None:
    """Nor below 0, and it is exact to the cent."""
    found = credit(2026, Household(income, size), benchmark, library.figures)

    assert 0 <= found.monthly <= benchmark
    assert found.monthly == round(found.monthly, 2)
    assert (found.over_limit > 0) == (found.share_of_poverty > 400)


@given(incomes=st.tuples(st.decimals(15650, 200_000, places=2), st.decimals(15650, 200_000, places=2)))
def test_a_credit_falls_with_income_from_the_poverty_level_on(
    library: Library, incomes: tuple[Decimal, Decimal]
) -> None:
    """Only below it there is none."""
    low, high = (credit_at(library, income) for income in sorted(incomes))

    assert low.monthly >= high.monthly


@pytest.mark.parametrize(("listed", "left"), [("460", "37.67"), ("422.33", "0"), ("400", "0")])
def test_a_premium_never_falls_below_nothing(listed: str, left: str) -> None:
    """What is left of the credit is not paid out."""
    assert Decimal(left) == premium_after(Decimal(listed), Decimal("422.33"))


@pytest.mark.parametrize(
    ("share", "level"),
    [
        ("99.99", None),
        ("100", 94),
        ("150", 94),
        ("150.01", 87),
        ("200", 87),
        ("200.01", 73),
        ("250", 73),
        ("250.01", None),
    ],
)
def test_silver_plans_pay_more_at_low_incomes(library: Library, share: str, level: int | None) -> None:
    """Up to each limit and on it."""
    assert level == silver_help(2026, Decimal(share), library.figures)


@pytest.mark.parametrize(("share", "amount"), [("140", 1440), ("180", 1020), ("240", 180), ("300", 0), ("90", 0)])
def test_another_plan_loses_the_help(library: Library, share: str, amount: int) -> None:
    """24, 17 or 3 percent of care of $6,000."""
    found = help_lost(2026, Decimal(share), Decimal(6000), library.figures)

    assert (Decimal(amount), True) == (found.amount, bool(found.workings))


def test_the_help_lost_shows_its_arithmetic(library: Library) -> None:
    """Both shares and the cost of care."""
    found = help_lost(2026, Decimal(180), Decimal(6000), library.figures)

    assert "(87 % − 70 %) × $6,000 of care = $1,020 a year on average." == found.workings[-1]
