"""Typing errors in prices: figures that cannot all be meant, and figures that only look odd."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.reading.lines import lines
from bot.contracts.reading.quantities import NUMBERS
from bot.contracts.traps.misprints import contradicts_itself, misprints, odd_years, spelled
from bot.documents.outline import clauses
from bot.vocabulary import Document, Span, Term, Trap


@pytest.mark.parametrize(
    "text",
    [
        "The monthly fee is ninety dollars ($99).",
        "You pay One Hundred Twenty Dollars ($102.00) a quarter.",
        "Dues are twelve hundred dollars ($1,250) a year.",
        "It costs forty-five US dollars – $54.",
        "The yearly fee is $1,25.00.",
        "The yearly fee is $1,250,00.",
        "The yearly fee is $1,2500.",
        "The yearly fee is $12,,50.",
        "The monthly fee is $95.5.",
        "The monthly fee is $95.005.",
        "The monthly fee is $1O5.",
        "The monthly fee is $9O.",
        "The monthly fee is $l5 less than $1l5.",
        "Give us thirty (60) days of notice.",
        "The term is twelve (6) months.",
        "Notice is due ten (30) business days ahead.",
        "Members leave on one hundred twenty (180) days of notice.",
    ],
)
def test_figures_that_cannot_all_be_meant_are_a_misprint(text: str) -> None:
    """Words and digits that differ, and marks where no sum has them.

    "$95.5" counts: cents have two digits, and which one is missing only the practice can say.
    """
    assert contradicts_itself(text)


@pytest.mark.parametrize(
    "text",
    [
        "The yearly fee is $1,250.",
        "The yearly fee is $1,250.00, and $12,500,000 would be too much.",
        "The monthly fee is ninety dollars ($90).",
        "The monthly fee is Ninety-Five Dollars ($95.00).",
        "The yearly fee is one thousand two hundred and ten dollars ($1,210).",
        "A hundred dollars ($100) is due.",
        "You pay ninety-nine dollars and fifty cents ($99.50).",
        "You pay twenty dollars, $50 or $80, by age.",
        "Give us one (1) month of notice.",
        "Give us thirty (30) days of notice.",
        "Members leave on one hundred eighty (180) days of notice.",
        "Notice of twenty-four (24) hours is asked.",
        "Thirty (see section 60) days are asked.",
        "See section two (3) of the handbook.",
        "Our policy covers $1.5 million, or $2.5M in all.",
        "Members get $10off each visit.",
        "Pay $90, 30 days ahead.",
        "It is $5/visit, $.50 a page and $0.75 a stamp.",
        "The fee is $ 95 a month; the fee ends at $95.",
        "Dollars ($,) and cents are both taken.",
        "",
    ],
)
def test_figures_that_only_look_odd_are_none(text: str) -> None:
    """Sums with their marks in place, numbers that agree with their words, and numbers of something else."""
    assert not contradicts_itself(text)


@given(st.integers(1, 99), st.integers(1, 9), st.integers(1, 9))
def test_words_are_read_as_the_number_they_spell(low: int, hundreds: int, thousands: int) -> None:
    """Whatever the number, spelled in the usual way."""
    by_number = {number: word for word, number in NUMBERS.items()}
    tens = by_number.get(low) or f"{by_number[low - low % 10]}-{by_number[low % 10]}"

    assert low == spelled(tens)
    assert 100 * hundreds + low == spelled(f"{by_number[hundreds]} hundred and {tens}")
    assert 1000 * thousands + 100 * hundreds + low == spelled(
        f"{by_number[thousands]} thousand {by_number[hundreds]} hundred {tens} "
    )


def row(amount: float, period: str, who: str = "adult") -> dict[str, object]:
    """Return a row of fees."""
    return {"amount": amount, "period": period, "who": who}


@pytest.mark.parametrize(
    ("fees", "odd"),
    [
        ([row(100, "month"), row(1300, "year")], True),
        ([row(100, "month"), row(1225, "year")], True),
        ([row(100, "month"), row(1224, "year")], False),
        ([row(100, "month"), row(1200, "year")], False),
        ([row(100, "month"), row(1100, "year")], False),
        ([row(100, "month"), row(480, "year")], False),
        ([row(100, "month"), row(479, "year")], True),
        ([row(100, "month"), row(110, "year")], True),
        ([row(100, "month"), row(1300, "year", "couple")], False),
        ([row(100, "month"), row(180, "month", "couple"), row(2500, "year", "couple")], True),
        ([row(1300, "year")], False),
        ([row(100, "month"), row(400, "quarter")], False),
        ([row(0, "month"), row(0, "year")], False),
        ([], False),
    ],
)
def test_a_year_that_costs_more_than_its_months_is_odd(fees: list[dict[str, Any]], odd: bool) -> None:
    """Above 12 x the same person's monthly fee, cents aside, or far below it: one of the two is a slip."""
    assert odd is odd_years(fees)


def found(text: str, fee: Term) -> list[Trap]:
    """Return the misprints of an agreement with a fee."""
    return misprints(lines(clauses(Document(text=text))), [fee])


def test_each_clause_with_a_misprint_is_quoted() -> None:
    """Only the clauses that hold one, where they stand."""
    text = (
        "Our agreement\n\n1. Fees\n\nThe fee is ninety dollars ($99). It is due monthly. "
        "Notice is thirty (60) days.\n\n2. Leaving\n\nYou may leave."
    )
    traps = found(text, Term("fee", "silent"))

    assert ["The fee is ninety dollars ($99).", "Notice is thirty (60) days."] == [
        text[trap.span.start : trap.span.end] for trap in traps
    ]
    assert {("price_misprint", "medium", "1. Fees")} == {
        (trap.kind, trap.severity, trap.span.section) for trap in traps
    }


def test_odd_years_are_shown_where_the_fee_is_stated() -> None:
    """The clause of the fee is the one to ask about."""
    fee = Term("fee", "stated", [row(100, "month"), row(1300, "year")], Span(0, 9, "Fees"))

    assert [Trap("price_misprint", "medium", Span(0, 9, "Fees"))] == found("Two fees.", fee)
    assert [] == found("Two fees.", Term("fee", "stated", [row(100, "month")], Span(0, 9)))
