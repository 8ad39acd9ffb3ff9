"""What short agreements mean for leaving and for the comparison, worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest

from bot.contracts.retainer import DISPUTED, exit_terms, retainer
from bot.contracts.termsheet import read
from bot.vocabulary import Document, ExitTerms, Span, Term, TermSheet


def exits(text: str) -> ExitTerms:
    """Return what an agreement says of leaving."""
    document = Document(text=text)
    return exit_terms(read(document), document)


def ready(text: str) -> dict[str, Any]:
    """Return the retainer that an agreement makes."""
    document = Document(text=text)
    sheet = read(document)
    return retainer(sheet, exit_terms(sheet, document))


FEES: list[tuple[str, str | None, str]] = [
    ("The membership fee is $85 a month.", "85", "month"),
    ("Membership dues are $99.50 per month.", "99.50", "month"),
    ("Your membership costs $1,200 a year.", "100", "year"),
    ("The annual membership fee is $1,000, paid in advance.", "83.33", "year"),
    ("The membership fee is $270 per quarter.", "90", "quarter"),
    ("The membership fee is $90 a month or $1,000 a year.", "90", "month"),
    ("The membership fee is $300 a quarter or $1,100 a year.", "100", "quarter"),
    ("The monthly fee is $60 for an adult and $20 for a child.", "60", "month"),
    ("The monthly fee is $20 for each child and $75 for each adult.", "75", "month"),
    ("The membership fee is $80 a month for an individual and $150 a month for a couple.", "80", "month"),
    ("The membership fee is $180 a month for a family.", "180", "month"),
    (
        "Monthly membership fee:\n\nAges 0-19: $30\n\nAges 20-44: $70\n\nAges 45-64: $95\n\nAges 65+: $120",
        "70",
        "month",
    ),
    ("Call us for our hours.", None, "month"),
]


@pytest.mark.parametrize(("text", "fee", "billed"), FEES)
def test_the_fee_is_one_adult_s_in_a_month(text: str, fee: str | None, billed: str) -> None:
    """Whoever pays by the quarter or the year pays that much a month; children and couples pay their own."""
    found = exits(text)

    assert (None if fee is None else Decimal(fee), billed) == (found.fee, found.billed)


NOTICES: list[tuple[str, tuple[int, str, str, str | None] | None]] = [
    ("You may cancel with 30 days' notice.", (30, "days", "any_time", None)),
    ("You may cancel with thirty (30) days' written notice.", (30, "days", "any_time", "writing")),
    ("You may cancel with one month's notice.", (1, "months", "any_time", None)),
    ("Members may cancel with two months' written notice.", (2, "months", "any_time", "writing")),
    ("Members may cancel with two weeks' notice.", (14, "days", "any_time", None)),
    ("You may cancel with 60 days' notice by e-mail.", (60, "days", "any_time", "email")),
    ("You may cancel with 60 days' notice by certified mail.", (60, "days", "any_time", "mail")),
    ("You may cancel with 15 days' notice in the patient portal.", (15, "days", "any_time", "portal")),
    ("To cancel, tell us at least 10 days before your next billing date.", (10, "days", "before_payment", None)),
    (
        "To cancel, tell us in writing at least 30 days before the renewal date.",
        (30, "days", "before_renewal", "writing"),
    ),
    ("You may cancel your membership at any time.", (0, "days", "any_time", None)),
    ("Call us for our hours.", None),
]


@pytest.mark.parametrize(("text", "expected"), NOTICES)
def test_a_notice_has_a_length_an_anchor_and_a_form(
    text: str, expected: tuple[int, str, str, str | None] | None
) -> None:
    """A month is a month and no thirty days; the day from which it counts back and the way to give it are read."""
    notice = exits(text).notice

    assert expected == (None if notice is None else (notice.length, notice.unit, notice.anchor, notice.form))


RENEWALS: list[tuple[str, bool | None, int | None]] = [
    ("This agreement renews automatically each year.", True, 12),
    ("It renews for another year unless you tell us that you do not wish to renew.", True, 12),
    ("This agreement renews automatically for successive one-year terms.", True, 12),
    ("This membership renews automatically each month until you cancel.", True, 1),
    ("After that it renews automatically on a month-to-month basis.", True, 1),
    ("This agreement renews automatically for further terms of six months.", True, 6),
    ("This agreement renews automatically.", True, None),
    ("The membership does not renew by itself.", False, None),
    ("Call us for our hours.", None, None),
]


@pytest.mark.parametrize(("text", "renews", "months"), RENEWALS)
def test_a_renewal_binds_for_some_months(text: str, renews: bool | None, months: int | None) -> None:
    """By the month, by the year, or for so many months; None where the agreement does not say how long."""
    found = exits(text)

    assert (renews, months) == (found.renews, found.renewal_months)


TERMS: list[tuple[str, int | None]] = [
    ("The initial term of this agreement is one (1) year.", 12),
    ("We ask every member for a ninety-day minimum.", 3),
    ("Membership is month to month.", 1),
    ("There is no long-term contract.", 0),
    ("The monthly plan is month to month. The annual plan is a 12-month commitment.", 12),
    ("Call us for our hours.", None),
]


@pytest.mark.parametrize(("text", "months"), TERMS)
def test_a_first_term_binds_for_some_months(text: str, months: int | None) -> None:
    """0 is expressly none, 1 is month to month; of two the longer."""
    assert months == exits(text).initial_term_months


EARLY: list[tuple[str, dict[str, Any] | None]] = [
    ("You can leave without a cancellation fee.", {"kind": "none"}),
    ("Leaving early costs a cancellation fee of $150.", {"kind": "flat", "amount": 150.0}),
    ("If you cancel in the first year, you pay an early termination fee of $250.", {"kind": "flat", "amount": 250.0}),
    ("If you leave early, the remaining balance of the annual fee is due at once.", {"kind": "remaining_balance"}),
    ("If you leave, the unpaid installments of the year are payable at once.", {"kind": "remaining_balance"}),
    ("If you cancel and the usual price of your visits exceeds your fees, you owe it.", {"kind": "clawback"}),
    ("Call us for our hours.", None),
]


@pytest.mark.parametrize(("text", "expected"), EARLY)
def test_an_early_exit_is_of_one_kind(text: str, expected: dict[str, Any] | None) -> None:
    """Nothing, a sum, the rest of the term, or the visits at another price."""
    found = exits(text).early_exit

    assert expected == (None if found is None else found.model_dump(mode="json", exclude_none=True))


def made(text: str, *terms: Term) -> tuple[ExitTerms, dict[str, Any]]:
    """Return what terms mean that are set by hand, on a text of one clause."""
    sheet = TermSheet(terms)
    found = exit_terms(sheet, Document(text=text))
    return found, retainer(sheet, found)


def early(value: object, text: str) -> tuple[Any, Any]:
    """Return an early exit as exit terms have it and as a situation file has it, at a fee of $90 a month."""
    fee = Term("fee", "stated", [{"amount": 90, "period": "month", "who": "adult"}], Span(0, 1))
    found, situation = made(text, fee, Term("early_termination_fee", "stated", value, Span(0, len(text))))
    known = found.early_exit
    return known and known.model_dump(mode="json", exclude_none=True), situation.get("early_exit")


@pytest.mark.parametrize(
    ("value", "text", "ours", "situation"),
    [
        ("none", "No fee.", {"kind": "none"}, {"kind": "none"}),
        ("clawback", "Visits at $120.", {"kind": "clawback"}, {"kind": "clawback"}),
        ("remaining balance", "The rest.", {"kind": "remaining_balance"}, {"kind": "remaining_balance"}),
        ("$150", "Pay $150.", {"kind": "flat", "amount": 150.0}, {"kind": "flat", "amount": 150.0}),
        (
            "months of fees",
            "You owe two months of fees.",
            {"kind": "months_of_fees", "months": 2},
            {"kind": "flat", "amount": 180.0},
        ),
        ("months of fees", "You owe some of the fees.", None, None),
        (
            "$75 is deducted from the refund",
            "Less $75.",
            {"kind": "deduction", "amount": 75.0},
            {"kind": "flat", "amount": 75.0},
        ),
        ("no refund", "No refund.", {"kind": "no_refund_of_prepaid"}, {"kind": "no_refund_of_prepaid"}),
        ("it depends", "It depends.", None, None),
    ],
)
def test_each_kind_of_early_exit_has_its_counterpart_in_a_situation(
    value: object, text: str, ours: Any, situation: Any
) -> None:
    """A situation file knows five kinds; months of fees and deductions are sums there."""
    assert (ours, situation) == early(value, text)


REFUNDS: list[tuple[str, str | None]] = [
    ("Membership fees are non-refundable.", "none"),
    ("If you cancel, we refund the unused part of your membership fee.", "prorated"),
    ("Fees are refunded only if you move away, and only the unused months.", "conditional"),
    ("Call us for our hours.", None),
]


@pytest.mark.parametrize(("text", "policy"), REFUNDS)
def test_a_refund_is_a_policy(text: str, policy: str | None) -> None:
    """None at all, by the day, or on conditions."""
    assert policy == exits(text).refund


@pytest.mark.parametrize(
    ("text", "joining", "rejoining"),
    [
        ("A one-time enrollment fee of $75 is due when you join.", "75", None),
        ("There is no enrollment fee.", "0", None),
        ("If you leave and want to rejoin, a re-enrollment fee of $200 is charged.", None, "200"),
        ("Call us for our hours.", None, None),
    ],
)
def test_fees_to_join_and_to_come_back_are_sums(text: str, joining: str | None, rejoining: str | None) -> None:
    """What it costs once; 0 is expressly nothing."""
    found = exits(text)

    assert (joining and Decimal(joining), rejoining and Decimal(rejoining)) == (
        found.enrollment_fee,
        found.reenroll_fee,
    )


def test_where_an_agreement_contradicts_itself_the_costliest_counts() -> None:
    """It binds as long and costs as much as one of its clauses says, and is said to be in conflict."""
    found = exits("You may cancel with 30 days' notice.\n\nMembers may cancel with 60 days' notice.")

    assert found.notice
    assert (60, ("notice",)) == (found.notice.length, found.conflicting)


@pytest.mark.parametrize(
    ("field", "values", "expected"),
    [
        ("initial_term_months", [1, 12], {"initial_term_months": 12}),
        ("auto_renews", [False, True], {"renews": True}),
        ("refund_policy", ["prorated", "none"], {"refund": "none"}),
        ("refund_policy", ["prorated", "conditional"], {"refund": "conditional"}),
        ("cancel_notice_days", [30, 90], {"notice": {"length": 90, "unit": "days", "anchor": "any_time"}}),
        ("early_termination_fee", ["$50", "$200"], {"early_exit": {"kind": "flat", "amount": 200.0}}),
        ("early_termination_fee", ["none", "$50"], {"early_exit": {"kind": "flat", "amount": 50.0}}),
        ("early_termination_fee", ["$500", "months of fees", "clawback"], {"early_exit": {"kind": "clawback"}}),
        ("early_termination_fee", ["none", "remaining balance"], {"early_exit": {"kind": "remaining_balance"}}),
    ],
)
def test_of_two_values_the_harder_one_is_taken(field: str, values: list[Any], expected: dict[str, Any]) -> None:
    """Whatever the order in which the agreement names them; the field is named among the conflicting."""
    for order in (values, values[::-1]):
        found, _ = made("Some words.", Term(field, "conflicting", order, Span(0, 11)))
        said = found.model_dump(mode="json", exclude_none=True)

        assert expected == {name: said[name] for name in expected}
        assert (DISPUTED[field],) == found.conflicting


def test_a_silent_agreement_leaves_everything_open() -> None:
    """None is not said; nothing is guessed."""
    assert ExitTerms() == exits("")
    assert {"covers": ["primary_care"]} == ready("")


WHOLE = """1. Fees

The membership fee is $85 a month. A one-time enrollment fee of $75 is due when you join. We do not bill insurance.

2. Leaving

The initial term of this agreement is one (1) year. You may cancel with thirty (30) days' written notice.
If you leave early, the remaining balance of the annual fee is due at once. Membership fees are non-refundable.
"""


def test_a_retainer_is_ready_for_the_comparison() -> None:
    """It has the names of a situation file, and its sums are numbers."""
    found = ready(WHOLE)
    fees, leaving = found.pop("fees"), found.pop("leaving")

    assert {
        "fee": 85.0,
        "enrollment_fee": 75.0,
        "covers": ["primary_care"],
        "bills_insurance": False,
        "initial_term_months": 12,
        "cancel_notice_days": 30,
        "early_exit": {"kind": "remaining_balance"},
    } == found
    assert [(85, "month")] == [(fee["amount"], fee["period"]) for fee in fees]
    assert exits(WHOLE) == ExitTerms.model_validate(leaving)


def test_money_paid_ahead_that_does_not_come_back_is_the_exit_of_who_pays_ahead() -> None:
    """By the month nothing is paid ahead."""
    by_year = ready("The annual membership fee is $1,200, paid in advance. Membership fees are non-refundable.")
    by_month = ready("The membership fee is $100 a month. Membership fees are non-refundable.")

    assert {"kind": "no_refund_of_prepaid"} == by_year["early_exit"]
    assert "early_exit" not in by_month
