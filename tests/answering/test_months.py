"""The months of which a question speaks."""

import pytest

from bot.answering.months import months_named


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("what would i owe if i leave after 4 months", (4,)),
        ("and in month seven?", (7,)),
        ("if i quit in month four of a one year contract", (4,)),
        ("leaving in the 7th month or in the tenth month", (7, 10)),
        ("what if i go after a year", (12,)),
        ("at the end of the year", (12,)),
        ("after half a year", (6,)),
        ("after two years", (24,)),
        ("if i join in january and pull the plug in april", (3,)),
        ("i signed up in november, can i leave in november", (12,)),
    ],
)
def test_months_that_were_paid_are_counted(text: str, months: tuple[int, ...]) -> None:
    """In digits, in words, by the year, or from one month of the calendar to another."""
    assert months_named(text) == months


@pytest.mark.parametrize(
    "text",
    [
        "three months' notice",
        "30 days or 2 months of notice",
        "a six month contract",
        "every 3 months",
        "for 4 people",
        "can i leave in march",
        "after 30 months",
        "my baby is 18 months old",
        "$90 a month 12 times",
    ],
)
def test_other_numbers_are_no_months_to_leave_in(text: str) -> None:
    """A notice, a term, a turn, an age, a sum, or longer than is worked out."""
    assert months_named(text) == ()
