"""The term sheet: what short agreements say of each field, and what they leave unsaid."""

import pytest

from bot.contracts.termsheet import ABOUT, FIELDS, mentions, read, version
from bot.vocabulary import Document, Term


def term(field: str, text: str) -> Term:
    """Read one field of an agreement."""
    return read(Document(text=text))[field]


STATED: list[tuple[str, str, object]] = [
    ("initial_term_months", "The initial term of this agreement is one (1) year.", 12),
    ("initial_term_months", "This agreement lasts for six months and renews for further periods.", 6),
    ("initial_term_months", "We ask every member for a ninety-day minimum.", 3),
    ("initial_term_months", "You make an annual commitment.", 12),
    ("initial_term_months", "Membership is month to month.", 1),
    ("initial_term_months", "There is no long-term contract.", 0),
    ("initial_term_months", "The first twelve months are a term; then it is month-to-month.", 12),
    ("initial_term_months", "The monthly plan is month to month. The annual plan is a 12-month commitment.", [1, 12]),
    ("auto_renews", "This agreement renews automatically each year.", True),
    ("auto_renews", "Your card is charged every month until you cancel.", True),
    ("auto_renews", "It renews for another year unless you tell us that you do not wish to renew.", True),
    ("auto_renews", "The membership does not renew by itself.", False),
    ("auto_renews", "To continue, sign a new agreement for each year.", False),
    ("cancel_notice_days", "You may cancel this agreement with thirty (30) days' written notice.", 30),
    ("cancel_notice_days", "Either party may terminate on a month's notice.", 30),
    ("cancel_notice_days", "To leave, tell us at least two weeks ahead.", 14),
    ("cancel_notice_days", "You may cancel your membership at any time.", 0),
    ("cancel_notice_days", "You may cancel at any time by giving us 60 days notice.", 60),
    ("early_termination_fee", "Leaving early costs a cancellation fee of $150.", "$150"),
    (
        "early_termination_fee",
        "You may cancel any time; however, the balance of the annual fee falls due.",
        "remaining balance",
    ),
    (
        "early_termination_fee",
        "If you leave, the unpaid installments of the year are payable at once.",
        "remaining balance",
    ),
    (
        "early_termination_fee",
        "If you cancel and the usual price of your visits exceeds your fees, you owe it.",
        "clawback",
    ),
    ("early_termination_fee", "You can leave without a cancellation fee.", "none"),
    ("refund_policy", "Membership fees are non-refundable.", "none"),
    ("refund_policy", "Dues aren't refunded for a started month.", "none"),
    ("refund_policy", "If you cancel, we refund the unused part of your membership fee.", "prorated"),
    ("refund_policy", "Fees are refunded only if you move away, and only the unused months.", "conditional"),
    ("refund_policy", "Monthly dues are not refunded. Unused months of an annual fee are refunded.", "conditional"),
    ("not_insurance_statement", "This agreement is not insurance.", True),
    ("not_insurance_statement", "We are neither a health plan nor a substitute for health coverage.", True),
    ("not_insurance_statement", "Membership does not replace health coverage.", True),
]


@pytest.mark.parametrize(("field", "text", "expected"), STATED)
def test_a_field_is_read_from_the_words_of_an_agreement(field: str, text: str, expected: object) -> None:
    """A clause states the field, in one of many wordings."""
    found = term(field, text)

    assert ("stated", expected) == (found.state, found.value)


SILENT = [
    ("initial_term_months", "The physician has opted out of Medicare for two years."),
    ("initial_term_months", "Medical records are kept for seven years."),
    ("initial_term_months", "Whoever leaves cannot rejoin for six months."),
    ("initial_term_months", "The membership renews for successive terms of one year."),
    ("auto_renews", "Prescriptions renew automatically every 90 days."),
    ("auto_renews", "Past due accounts are charged a late fee until they are paid or cancelled."),
    ("cancel_notice_days", "Please cancel appointments 24 hours in advance."),
    ("cancel_notice_days", "The practice may terminate this agreement on 30 days' notice."),
    ("cancel_notice_days", "We will give you 60 days' notice before the practice closes."),
    ("cancel_notice_days", "We may change the fees of this agreement with 30 days' notice."),
    ("cancel_notice_days", "We terminate the membership if payment is 10 days past due after notice."),
    ("cancel_notice_days", "You may opt out of this section on arbitration by 30 days' written notice."),
    ("early_termination_fee", "A cancelled appointment costs a cancellation fee of $50."),
    ("early_termination_fee", "If you leave, the balance of your prepaid fees is refunded when due."),
    ("refund_policy", "The enrollment fee is non-refundable."),
    ("refund_policy", "Supplements cannot be refunded."),
    ("refund_policy", "Your health plan may reimburse part of the fee."),
    ("not_insurance_statement", "We do not bill insurance."),
    ("not_insurance_statement", "Keep your insurance for emergencies."),
]


@pytest.mark.parametrize(("field", "text"), SILENT)
def test_a_clause_about_something_else_leaves_a_field_silent(field: str, text: str) -> None:
    """Appointments, prices, records and the practice's own rights sound alike and are not meant."""
    assert Term(field, "silent") == term(field, text)


def test_two_different_notices_are_conflicting() -> None:
    """Both are shown; the reader does not choose."""
    text = "You may cancel with 30 days' notice.\n\nMembers may cancel with 60 days' notice."
    found = term("cancel_notice_days", text)

    assert found.span
    assert ("conflicting", [30, 60]) == (found.state, found.value)
    assert ["Members may cancel with 60 days' notice."] == [text[span.start : span.end] for span in found.also]


def test_a_cancellation_at_any_time_yields_to_a_notice() -> None:
    """The stronger wording counts, the weaker one is said in addition."""
    found = term("cancel_notice_days", "You may cancel at any time.\n\nTo cancel, send us 30 days' notice.")

    assert ("stated", 30, 1) == (found.state, found.value, len(found.also))


def test_a_rule_counts_more_than_a_definition() -> None:
    """What a word means says less than what is agreed."""
    text = '"Notice" means 10 days of written notice to cancel.\n\nYou may cancel with 30 days of written notice.'
    found = term("cancel_notice_days", text)

    assert ("stated", 30) == (found.state, found.value)


def test_the_span_is_the_clause_under_its_heading() -> None:
    """What is quoted is exact, and says where it stands."""
    text = "1. Fees\n\nThe fee is $90.\n\n2. Leaving\n\nPlease do call us. You may cancel with 30 days' notice. Bye."
    found = term("cancel_notice_days", text)

    assert found.span
    assert "You may cancel with 30 days' notice." == text[found.span.start : found.span.end]
    assert "2. Leaving" == found.span.section


def test_an_exception_behind_a_clause_is_its_condition() -> None:
    """Whoever reads the term reads what limits it."""
    found = term("refund_policy", "Dues are non-refundable. However, we refund the dues of members who die.")

    assert ("However, we refund the dues of members who die.",) == found.conditions


def test_the_sheet_has_every_field_in_one_order() -> None:
    """An empty agreement is silent on all of them."""
    assert tuple(Term(field.name, "silent") for field in FIELDS) == read(Document(text="")).terms


@pytest.mark.parametrize(("field", "text", "expected"), STATED)
def test_a_field_is_mentioned_where_it_is_stated(field: str, text: str, expected: object) -> None:
    """A clause that states a field has a word of it."""
    assert mentions(field, text)


def test_every_field_has_its_words() -> None:
    """A text about the weather mentions none of them."""
    assert not [field for field in ABOUT if mentions(field, "It rains on Elm Street.")]


def test_the_version_names_the_rules_as_they_stand() -> None:
    """Sixteen characters, the same each time."""
    name = version()

    assert 16 == len(name)
    assert name == version()


def test_a_refusal_stands_next_to_the_promise_that_it_limits() -> None:
    """What is lost once served is shown before lesser matters, wherever they stand."""
    text = (
        "Refunds\n\n1. A member who leaves gets back the fee prorated for the months that remain, provided that the "
        "yearly exam has not been given.\n\n2. Fees for a month are credited within ten days if we close.\n\n"
        "3. Once the yearly exam has been given, the annual fee is earned in full and no part of it is refunded."
    )
    term = read(Document(text=text))["refund_policy"]

    assert "no part of it is refunded" in text[term.also[0].start : term.also[0].end]
