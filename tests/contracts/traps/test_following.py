"""Traps that follow from what a field states: each row of the table, and the values that are harmless."""

from typing import Any

import pytest

from bot.contracts.traps import KINDS
from bot.contracts.traps.following import FOLLOWING, following
from bot.vocabulary import Severity, Span, State, Term, Trap

SPAN = Span(3, 9, "1. Leaving")


def traps(field: str, value: Any, state: State = "stated") -> list[tuple[str, Severity]]:
    """Return kind and gravity of the traps that a term is."""
    return [(trap.kind, trap.severity) for trap in following([Term(field, state, value, SPAN)])]


ROWS: list[tuple[str, Any, str, Severity]] = [
    ("early_termination_fee", "remaining balance", "acceleration", "high"),
    ("early_termination_fee", "clawback", "clawback_on_exit", "high"),
    ("early_termination_fee", "$150", "exit_fee", "high"),
    ("early_termination_fee", "months of fees", "exit_fee", "high"),
    ("initial_term_months", 12, "minimum_term", "medium"),
    ("initial_term_months", 24, "minimum_term", "medium"),
    ("initial_term_months", 6, "minimum_term", "low"),
    ("initial_term_months", 2, "minimum_term", "low"),
    ("auto_renews", True, "auto_renewal", "low"),
    ("cancel_notice_days", 31, "long_notice", "medium"),
    ("cancel_notice_days", 90, "long_notice", "medium"),
    ("refund_policy", "none", "no_refund", "medium"),
    ("reenroll_fee_or_wait", "$200", "reenrollment_barrier", "medium"),
    ("reenroll_fee_or_wait", "6 months", "reenrollment_barrier", "medium"),
    ("practice_can_terminate_notice_days", 0, "practice_ends_any_time", "medium"),
    ("price_change_notice_days", 30, "price_change", "low"),
    ("price_change_notice_days", 0, "price_change", "low"),
    ("price_change_notice_days", "at renewal", "price_change", "low"),
    ("arbitration", True, "arbitration", "medium"),
    ("medicare_clause", "opt_out", "medicare_not_billed", "low"),
    ("medicare_clause", "not_accepted", "medicare_not_billed", "low"),
    ("after_hours_access", "extra_cost", "surcharge", "low"),
    ("home_visits", "extra_cost", "surcharge", "low"),
    ("telemedicine", "extra_cost", "surcharge", "low"),
]


@pytest.mark.parametrize(("field", "value", "kind", "severity"), ROWS)
def test_a_value_is_a_trap(field: str, value: Any, kind: str, severity: Severity) -> None:
    """A value that costs or binds is one trap, of the kind and the gravity of its row."""
    assert [(kind, severity)] == traps(field, value)


def test_every_row_of_the_table_is_tried() -> None:
    """A row that is added is added here, too."""
    tried = {(field, kind, severity) for field, _, kind, severity in ROWS}

    assert tried == {(row.field, row.kind, row.severity) for row in FOLLOWING}


HARMLESS: list[tuple[str, Any]] = [
    ("early_termination_fee", "none"),
    ("initial_term_months", 1),
    ("initial_term_months", 0),
    ("auto_renews", False),
    ("cancel_notice_days", 30),
    ("cancel_notice_days", 0),
    ("refund_policy", "prorated"),
    ("refund_policy", "conditional"),
    ("reenroll_fee_or_wait", "no fee"),
    ("practice_can_terminate_notice_days", 30),
    ("price_change_notice_days", 60),
    ("arbitration", False),
    ("medicare_clause", "billed"),
    ("medicare_clause", "noncovered_services_only"),
    ("after_hours_access", True),
    ("after_hours_access", False),
    ("home_visits", "varies"),
    ("telemedicine", True),
    ("same_day_visits", True),
]


@pytest.mark.parametrize(("field", "value"), HARMLESS)
def test_a_harmless_value_is_none(field: str, value: Any) -> None:
    """A month's notice, a month to month term and a way back without a fee are what one expects."""
    assert [] == traps(field, value)


@pytest.mark.parametrize("row", FOLLOWING, ids=lambda row: f"{row.field}: {row.kind}")
def test_a_silent_term_is_none(row: Any) -> None:
    """What is not said has no clause to show."""
    assert [] == following([Term(row.field, "silent")])


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("cancel_notice_days", [30, 60], [("long_notice", "medium")]),
        ("cancel_notice_days", [10, 30], []),
        ("initial_term_months", [1, 12], [("minimum_term", "medium")]),
        ("refund_policy", ["prorated", "none"], [("no_refund", "medium")]),
        ("early_termination_fee", ["none", "remaining balance"], [("acceleration", "high")]),
        ("auto_renews", [False, True], [("auto_renewal", "low")]),
    ],
)
def test_of_values_that_contradict_each_other_the_harder_counts(
    field: str, value: Any, expected: list[tuple[str, Severity]]
) -> None:
    """A reader must know of the worse of two readings."""
    assert expected == traps(field, value, "conflicting")


def test_the_trap_is_the_clause_of_its_term() -> None:
    """It is shown where the term stands, under the same heading."""
    assert [Trap("no_refund", "medium", SPAN)] == following([Term("refund_policy", "stated", "none", SPAN)])


def test_terms_and_wordings_call_a_kind_equally_grave_or_lesser() -> None:
    """A rise in prices that is announced late is the slighter form of the same kind; no other kind is split."""
    by_wording = {kind.name: kind.severity for kind in KINDS}
    differing = {row.kind for row in FOLLOWING if by_wording.get(row.kind, row.severity) != row.severity}

    assert {"price_change"} == differing
