"""What leaving costs as rows: months that cost the same are one row, sums are exact."""

from decimal import Decimal

import pytest

from bot.answering.timeline import (
    SHOWN,
    after_months,
    cycle,
    in_short,
    says_something,
    timeline,
    worth,
)
from bot.costs.amounts import dollars
from bot.costs.exit import ExitCost, exit_costs
from bot.library import Library
from bot.vocabulary import ExitTerms, Flat, NoCharge, NoticeRule, RemainingBalance


def cost(month: int, low: str, high: str | None, workings: str = "so") -> ExitCost:
    """Return what leaving after a month costs."""
    amount = Decimal(low) if low == high else None
    return ExitCost(
        month=month, amount=amount, low=Decimal(low), high=None if high is None else Decimal(high), workings=workings
    )


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        ("0", "0", "$0"),
        ("85", "85", "$85"),
        ("85.00", "85.00", "$85"),
        ("85.50", "85.50", "$85.50"),
        ("1234.05", "1234.05", "$1,234.05"),
        ("0.10", "0.10", "$0.10"),
    ],
)
def test_a_sum_is_exact(low: str, high: str, says: str, library: Library) -> None:
    """To the cent, and without cents where there are none."""
    assert says == worth(cost(1, low, high), library.strings)


def test_what_is_not_clear_is_a_range_or_open(library: Library) -> None:
    """Between two sums, at least a sum, or not known; both ends are named."""
    between = worth(cost(1, "85", "170.50"), library.strings)
    at_least = worth(cost(1, "85", None), library.strings)
    unknown = worth(cost(1, "0", None), library.strings)

    assert "$85" in between
    assert "$170.50" in between
    assert "$85" in at_least
    assert "$" not in unknown
    assert 3 == len({between, at_least, unknown})


def test_months_that_cost_the_same_are_one_row(library: Library) -> None:
    """Its workings are those of its last month; a month of another cost ends it."""
    costs = [cost(1, "85", "85", "a"), cost(2, "85", "85", "b"), cost(3, "0", "0", "c"), cost(4, "85", "85", "d")]
    rows = timeline(costs, library.strings)

    assert [(1, 2, "$85", "b"), (3, 3, "$0", "c"), (4, 4, "$85", "d")] == [
        (row.first, row.last, row.says, row.workings) for row in rows
    ]


def test_the_first_year_and_the_month_after_are_shown(library: Library) -> None:
    """What follows on the first year is one month more; of nothing there are no rows."""
    costs = exit_costs(ExitTerms(fee=Decimal(85), initial_term_months=1, early_exit=NoCharge(), refund="prorated"))
    rows = timeline(costs, library.strings)

    assert list(range(1, SHOWN + 1)) == [month for row in rows for month in range(row.first, row.last + 1)]
    assert [] == timeline((), library.strings)


def test_leaving_after_some_months_is_said_with_its_workings(library: Library) -> None:
    """Only for the months that are asked about: what it costs, that it is free, or that it is not known."""
    costs = [
        cost(1, "85.50", "85.50", "one\nfee"),
        cost(2, "0", "0", "none"),
        cost(3, "0", None, "open"),
        cost(4, "1", "1"),
    ]
    said = after_months(costs, (1, 2, 3), library.strings)

    assert ["one fee", "none", "open"] == said[1::2]
    assert "$85.50" in said[0]
    assert not [text for text in (said[4], *after_months(costs, (), library.strings)) if "$" in text]
    assert [] == after_months(costs, (99,), library.strings)


def test_the_dearest_month_is_named(library: Library) -> None:
    """Of equals the first; what nothing bounds is dearer than any sum."""
    sums = [cost(1, "10", "10"), cost(2, "85.50", "85.50"), cost(3, "85.50", "85.50")]

    assert "$85.50" in in_short(sums, library.strings)
    assert "2" in in_short(sums, library.strings).replace("$85.50", "")
    assert "4" in in_short([*sums, cost(4, "7", None)], library.strings).replace("$", "")


def test_costs_that_repeat_by_the_quarter_are_known() -> None:
    """Who pays by the quarter loses what is left of it, all year the same; one cost for all months repeats nothing."""
    quarterly = [cost(month, low := str((3 - month % 3) % 3 * 85), low) for month in range(1, 25)]
    same = [cost(month, "85", "85") for month in range(1, 25)]
    falling = [cost(month, low := str(24 - month), low) for month in range(1, 25)]

    assert [3, None, None] == [cycle(costs) for costs in (quarterly, same, falling)]


def test_whether_there_is_something_to_say() -> None:
    """Free all year, or not known at all, is nothing to draw."""
    assert not says_something([cost(1, "0", "0"), cost(2, "0", None)])
    assert says_something([cost(1, "0", "0"), cost(2, "0", "85")])


def test_every_month_of_a_term_is_in_one_row(library: Library) -> None:
    """The rest of a year falls by a fee each month, and is nothing at its end."""
    terms = ExitTerms(
        fee=Decimal("85.50"),
        initial_term_months=12,
        renews=False,
        notice=NoticeRule(length=0, anchor="any_time"),
        early_exit=RemainingBalance(),
        refund="none",
    )
    costs = exit_costs(terms)
    rows = timeline(costs, library.strings)
    shown = {month: row.says for row in rows for month in range(row.first, row.last + 1)}

    assert list(range(1, SHOWN + 1)) == sorted(shown)
    assert ["$940.50", "$769.50", "$85.50", "$0"] == [shown[month] for month in (1, 3, 11, 12)]


def test_a_flat_fee_is_one_row_until_the_term_is_over(library: Library) -> None:
    """Then nothing is owed."""
    terms = ExitTerms(
        fee=Decimal(90),
        initial_term_months=6,
        renews=False,
        notice=NoticeRule(length=0, anchor="any_time"),
        early_exit=Flat(amount=Decimal(150)),
        refund="none",
    )
    rows = timeline(exit_costs(terms), library.strings)

    assert ("$150", 1, 5) == (rows[0].says, rows[0].first, rows[0].last)
    assert {"$0"} == {row.says for row in rows[1:]}


def test_dollars_are_written_with_commas() -> None:
    """A thousand has its comma, and cents that are none are left out."""
    assert ["$1,000", "$12.30", "$0"] == [dollars(Decimal(one)) for one in ("1000.00", "12.3", "0")]
