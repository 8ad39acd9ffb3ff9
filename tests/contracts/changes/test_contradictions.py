"""Contradictions between documents of one practice: what excludes each other, and what is only detail."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.changes import values
from bot.contracts.changes.contradictions import contradictions
from bot.contracts.termsheet import FIELDS, read
from bot.vocabulary import Document, Reading, Revision, Span, State, Term, TermSheet


def document(name: str, *terms: Term) -> Reading:
    """Return a document that states these terms."""
    content = Document(text="The words of the document.")
    return Reading(Revision("sha256:" + "0" * 64, name, name, "agreement", content), TermSheet(terms))


def stated(field: str, value: Any, state: State = "stated") -> Term:
    """Return a term that states a value."""
    return Term(field, state, value, None if state == "silent" else Span(0, 9))


def fee(amount: float, who: str = "", period: str = "month") -> dict[str, Any]:
    """Return a row of fees."""
    return {"amount": amount, "period": period, "who": who}


CONTRARY: list[tuple[str, Any, Any, int | None]] = [
    ("fee", [fee(85, "each adult")], [fee(95, "adult")], 1),
    ("fee", [fee(85, "adult"), fee(40, "child")], [fee(85, "adult"), fee(30, "child")], None),
    ("fee", [fee(1200, period="year")], [fee(1500, period="year")], 1),
    ("initial_term_months", 12, 0, 0),
    ("initial_term_months", [1, 6], [1, 12], 1),
    ("auto_renews", True, False, 0),
    ("cancel_notice_days", 0, 30, 1),
    ("cancel_notice_days", 30, 60, 1),
    ("early_termination_fee", "none", "$150", 1),
    ("early_termination_fee", "$200", "$150", 0),
    ("early_termination_fee", "remaining balance", "clawback", None),
    ("refund_policy", "prorated", "none", 1),
    ("refund_policy", "conditional", "prorated", 0),
    ("enrollment_fee", 0, 75, 1),
    ("enrollment_fee", 0, "amount not stated", None),
    ("price_change_notice_days", 30, 60, 0),
    ("price_change_notice_days", "reasonable", 0, None),
    ("practice_can_terminate_notice_days", 30, 0, 1),
    ("medicare_clause", "billed", "opt_out", 1),
    ("arbitration", True, False, 0),
    ("after_hours_access", True, "extra_cost", 1),
    ("home_visits", True, False, 1),
    ("panel_limit", 400, 600, 1),
    ("visit_length", 60, 30, 1),
    ("bills_insurance", True, False, None),
    ("practice_kind", "dpc", "concierge", None),
    (
        "services",
        [{"name": "x-ray", "state": "included"}],
        [{"name": "x-ray", "state": "extra"}, {"name": "labs", "state": "included"}],
        None,
    ),
    ("a_field_of_tomorrow", 3, 4, None),
]


@pytest.mark.parametrize(("field", "one", "other", "stricter"), CONTRARY)
def test_values_that_exclude_each_other_are_a_contradiction(
    field: str, one: Any, other: Any, stricter: int | None
) -> None:
    """In either order, with the one that is the harder on a patient."""
    site, paper = document("site", stated(field, one)), document("paper", stated(field, other))
    (found,) = contradictions([site, paper])
    (turned,) = contradictions([paper, site])

    assert (found.field, found.one.revision.document, found.other.revision.document) == (field, "site", "paper")
    assert (found.stricter, turned.stricter) == (stricter, None if stricter is None else 1 - stricter)


DETAIL: list[tuple[str, Any, Any]] = [
    ("fee", [fee(85, "adult")], [fee(85, "each adult"), fee(40, "child")]),
    ("fee", [fee(85)], [fee(85, "adult"), fee(40, "child")]),
    ("fee", [fee(100)], [fee(1200, period="year")]),
    ("fee", [fee(100)], [fee(1100, period="year")]),
    ("fee", [fee(85, "adult")], [fee(40, "child")]),
    ("initial_term_months", 12, [1, 12]),
    ("initial_term_months", 0, 1),
    ("cancel_notice_days", 365, 360),
    ("price_change_notice_days", 30, "reasonable"),
    ("enrollment_fee", 75, "amount not stated"),
    ("enrollment_fee", 75, 75.0),
    ("medicare_clause", "opt_out", "not_accepted"),
    ("medicare_clause", "billed", "noncovered_services_only"),
    ("home_visits", "varies", False),
    ("panel_limit", "limited", 600),
    ("visit_length", 30, [30, 60]),
    ("bills_insurance", "varies", True),
    ("parties", {"practice": "Oak Street", "patient": "you"}, {"practice": "Oak Street, LLC", "patient": "Member"}),
    ("reenroll_fee_or_wait", "$100", "$100; only if there is space"),
    ("services", [{"name": "x-ray", "state": "extra"}], [{"name": "labs", "state": "included"}]),
    ("a_field_of_tomorrow", "some words of it", "other words of it"),
]


@pytest.mark.parametrize(("field", "one", "other"), DETAIL)
def test_more_detail_or_other_units_contradict_nothing(field: str, one: Any, other: Any) -> None:
    """In either order."""
    site, paper = document("site", stated(field, one)), document("paper", stated(field, other))

    assert contradictions([site, paper]) == contradictions([paper, site]) == ()


def test_what_a_document_leaves_out_contradicts_nothing() -> None:
    """Silence is no statement, nor is a field that a sheet does not know."""
    paper = document("paper", stated("auto_renews", True))

    assert contradictions([document("site", stated("auto_renews", None, "silent")), paper, document("leaflet")]) == ()


def test_a_document_that_contradicts_itself_agrees_with_either_reading() -> None:
    """And contradicts what is neither."""
    paper = document("paper", stated("cancel_notice_days", [30, 60], "conflicting"))
    agreeing, other = (document("site", stated("cancel_notice_days", days)) for days in (60, 90))

    assert contradictions([agreeing, paper]) == ()
    assert [found.stricter for found in contradictions([other, paper])] == [0]


def test_documents_are_compared_two_by_two_in_the_order_of_fields() -> None:
    """Each pair that disagrees is told."""
    names = [("site", 30, True), ("paper", 60, False), ("leaflet", 60, True)]
    sheets = [
        document(name, stated("auto_renews", renews), stated("cancel_notice_days", days))
        for name, days, renews in names
    ]
    found = [(one.field, one.one.revision.title, one.other.revision.title) for one in contradictions(sheets)]

    assert found == [
        ("auto_renews", "site", "paper"),
        ("auto_renews", "paper", "leaflet"),
        ("cancel_notice_days", "site", "paper"),
        ("cancel_notice_days", "site", "leaflet"),
    ]


def test_a_site_that_promises_more_than_the_agreement_is_found_in_their_texts() -> None:
    """From the words to the quotes of both."""
    texts = {
        "site": "Membership\n\nYou may cancel your membership at any time. Membership costs $70 a month.\n",
        "paper": "Agreement\n\nYou may cancel it with 60 days' written notice. The membership fee is $70 a month.\n",
    }
    sheets = []
    for name, text in texts.items():
        content = Document(text=text)
        sheets.append((Revision("sha256:" + "0" * 64, name, name, "agreement", content), read(content)))
    found = {one.field: one for one in contradictions(sheets)}
    notice = found["cancel_notice_days"]

    assert "fee" not in found
    assert notice.stricter == 1
    for statement in (notice.one, notice.other):
        span = statement.term.span
        assert span is not None
        assert "cancel" in statement.revision.quote(span.start, span.end).text


def test_every_field_has_its_own_comparison() -> None:
    """A new field is given a row, or is compared by default on purpose."""
    assert {field.name for field in FIELDS} - values.MEASURES.keys() <= set()


VALUES = st.one_of(
    st.booleans(), st.integers(0, 400), st.sampled_from(["none", "varies", "a few words"]), st.lists(st.integers(0, 9))
)


@given(field=st.sampled_from(sorted(values.MEASURES.keys() - {"fee", "services"})), value=VALUES)
def test_nothing_contradicts_itself(field: str, value: Any) -> None:
    """Whatever the value, and neither of two equal ones is the stricter."""
    term = stated(field, value)

    assert contradictions([document("site", term), document("paper", term)]) == ()
    assert values.stricter(term, term) is None
