"""What a charge for leaving hangs on beside leaving itself, in short clauses of many wordings."""

from decimal import Decimal

import pytest

from bot.contracts.provisos import provisos
from bot.contracts.retainer import exit_terms
from bot.contracts.termsheet import read
from bot.costs.exit import exit_costs
from bot.vocabulary import Clawback, Document, Flat, NoCharge, RemainingBalance

BALANCE = RemainingBalance()

CONDITIONS: list[tuple[str, tuple[str, ...]]] = [
    ("Where Section 4 applies, the rest of the year is due.", ("Where Section 4 applies",)),
    (
        "If you leave early and have had the yearly exam, you owe the rest.",
        ("If you leave early and have had the yearly exam",),
    ),
    ("If you leave after your physical, you owe the rest of the year.", ("If you leave after your physical",)),
    ("If you cancel without giving notice you owe the rest.", ("If you cancel without giving notice",)),
    ("If you quit because of a fee increase, the rest is due.", ("If you quit because of a fee increase",)),
    ("The rest of the year is due unless you have moved away.", ("unless you have moved away",)),
    ("The rest is due, except where the member has died.", ("except where the member has died",)),
    (
        "The rest is due, provided that the welcome visit has taken place.",
        ("provided that the welcome visit has taken place",),
    ),
    ("The rest is charged only when the kit was opened.", ("only when the kit was opened",)),
    ("Once the assessment has been given, the rest is due.", ("Once the assessment has been given",)),
    ("Should the doctor have seen you, the rest is due when you leave.", ("Should the doctor have seen you",)),
    ("On leaving you owe the rest so long as your employer is enrolled.", ("so long as your employer is enrolled",)),
]


@pytest.mark.parametrize(("clause", "expected"), CONDITIONS)
def test_a_condition_beside_leaving_is_told_in_its_own_words(clause: str, expected: tuple[str, ...]) -> None:
    """Whatever word it begins with, up to where the rule itself begins."""
    assert expected == provisos(clause, BALANCE, "month")


@pytest.mark.parametrize(
    "clause",
    [
        "If you cancel before the end of the term, the rest is due.",
        "If you cancel before the twelve months are complete you owe half of what remains and fees paid are not returned.",
        "Where the Member withdraws or is disenrolled, the balance is due.",
        "If you and your family leave early, you owe the rest.",
        "If the member ends this agreement for any reason, the rest is payable.",
        "Should you stop sooner, the rest is charged to your card.",
        "If you pay by instalments and leave in mid-year, those that are left remain payable.",
        "If you change your mind and a balance is left, it is due.",
        "If fewer than six payments have been made, the rest is due.",
        "In the event of early termination, the rest is due.",
        "Once we have received your notice, the rest is billed.",
        "If you do, the rest is due.",
        "Where permitted by law, the rest of the year is due if you leave.",
        "The rest is due whether or not you come in, even if you have moved.",
        "The rest is sent to the state where you live when you leave.",
    ],
)
def test_leaving_itself_is_no_condition(clause: str) -> None:
    """Nor is what the sums suppose anyway: a notice in time, a balance that is left, a law that allows it."""
    assert () == provisos(clause, BALANCE, "month")


def test_who_pays_in_another_way_than_most_meets_a_condition() -> None:
    """The sums are those of one way to pay."""
    clause = "If you pay by the year and leave early, the rest is due."

    assert () == provisos(clause, BALANCE, "year")
    assert ("If you pay by the year and leave early",) == provisos(clause, BALANCE, "month")


def test_care_above_the_fees_is_what_a_clawback_is() -> None:
    """It is worked out, so it is no condition; of a fixed sum it is one."""
    clause = "If the usual price of your visits exceeds the fees you paid, you owe $90."

    assert () == provisos(clause, Clawback(), "month")
    assert provisos(clause, Flat.model_validate({"amount": 90}), "month")


def test_where_nothing_is_charged_nothing_hangs_on_a_condition() -> None:
    """No charge, or none that is known."""
    assert () == provisos("There is no fee if you have moved.", NoCharge(), "month")
    assert () == provisos("If you have moved, ask us.", None, "month")


def test_a_charge_on_a_condition_is_never_certain() -> None:
    """From the clause to the sum; the same charge without the condition is."""
    fees = "The membership fee is $100 a month. The initial term is twelve months.\n\n"
    sure, hangs = (
        Document(text=f"{fees}If you leave early{more}, the remaining balance of the annual fee is due at once.")
        for more in ("", " and Section 9 applies")
    )
    [one, other] = (exit_costs(exit_terms(read(each), each))[4] for each in (sure, hangs))

    assert [Decimal(700)] * 3 == [one.amount, one.low, one.high]
    assert [None, Decimal(0), Decimal(700)] == [other.amount, other.low, other.high]
    assert "“If you leave early and Section 9 applies”" in other.workings
