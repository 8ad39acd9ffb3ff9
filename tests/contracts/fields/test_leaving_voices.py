"""Leaving in many voices: the notice, what it costs, what is given back; and that a plan is no insurance."""

import pytest

from bot.contracts.reading.lines import lines
from bot.contracts.reading.names import own_names
from bot.contracts.termsheet import FIELDS
from bot.documents.outline import clauses
from bot.vocabulary import Document, Term

BY_NAME = {field.name: field for field in FIELDS}


def term(field: str, text: str) -> Term:
    """Read one field of an agreement."""
    return BY_NAME[field].read(lines(clauses(Document(text=text))))


STATED: list[tuple[str, str, object]] = [
    ("cancel_notice_days", "How do I stop?\n\nWrite to us three weeks before you would like to be done.", 21),
    ("cancel_notice_days", "If you want to cancel, we ask for 45 days' notice.", 45),
    ("cancel_notice_days", "Your membership ends sixty days after we receive your letter of resignation.", 60),
    ("cancel_notice_days", "Members may bow out with ten days' notice.", 10),
    ("cancel_notice_days", "A member may end this agreement immediately upon written notice.", 0),
    ("early_termination_fee", "Quit before the year is up and you still owe us the months you signed up for.", "remaining balance"),
    ("early_termination_fee", "Departing early means paying the months that remain in one sum.", "remaining balance"),
    ("early_termination_fee", "Ending it early does not release you from the rest of the payments.", "remaining balance"),
    ("early_termination_fee", "Who drops out in the first year pays back the discount.", "clawback"),
    ("early_termination_fee", "If you exit early, all visits you have had are billed at our walk-in price.", "clawback"),
    ("early_termination_fee", "A member who departs within six months is charged $90.", "$90"),
    ("early_termination_fee", "You may resign at any time. There is a charge of $65 for doing so.", "$65"),
    ("early_termination_fee", "Members who depart early pay one extra month of dues.", "months of fees"),
    ("early_termination_fee", "Is there a penalty for leaving early?\n\nNone at all.", "none"),
    ("early_termination_fee", "Walk away any day and it won't cost you a dime.", "none"),
    ("refund_policy", "Dues that you have paid ahead stay with us.", "none"),
    ("refund_policy", "Do I get money back if I leave?\n\nSorry, no.", "none"),
    ("refund_policy", "We don't split a month's dues.", "none"),
    ("refund_policy", "When you leave, your last month is charged by the day.", "prorated"),
    ("refund_policy", "We'll cut you a check for whatever is left of your annual fee.", "prorated"),
    ("refund_policy", "In case of death the unused months are returned, and otherwise not.", "conditional"),
    ("refund_policy", "Refunds are made at the discretion of the clinic.", "conditional"),
    ("not_insurance_statement", "You aren't buying insurance here.", True),
    ("not_insurance_statement", "Is this health insurance?\n\nNo, it is a plan for primary care.", True),
    ("not_insurance_statement", "The plan does not amount to health insurance.", True),
    ("medicare_clause", "Dr. Rowe left Medicare in 2019.", "opt_out"),
    ("medicare_clause", "Accepted payers\n\nMedicare | No", "not_accepted"),
    ("arbitration", "Must I go to arbitration?\n\nNot with us.", False),
    ("same_day_visits", "How fast can I be seen?\n\nUsually the same day.", True),
    ("after_hours_access", "We do not provide hospital care, after-hours care or vaccines.", False),
    ("home_visits", "Our clinicians cannot travel to a member's home.", False),
]  # fmt: skip


@pytest.mark.parametrize(("field", "text", "expected"), STATED)
def test_a_clause_states_it_in_many_voices(field: str, text: str, expected: object) -> None:
    """The meaning counts, not the word."""
    found = term(field, text)

    assert ("stated", expected) == (found.state, found.value)


SILENT = [
    ("cancel_notice_days", "If prices change you get an e-mail 60 days ahead, and you can leave before then."),
    ("cancel_notice_days", "The Practice may add or discontinue services upon 30 days notice."),
    ("early_termination_fee", "The remaining months are not owed if you leave early."),
    ("early_termination_fee", "If you come back after leaving, you pay $75."),
    ("early_termination_fee", "A visit cancelled within 24 hours is charged at $40."),
    ("early_termination_fee", "The remaining months are returned when you leave."),
    ("refund_policy", "A fee of $75 is due when you join. It is not returned if you leave."),
    ("refund_policy", "Unopened supports can be brought back for a refund."),
    ("refund_policy", "Credit balances of overpaid accounts are refunded."),
    ("not_insurance_statement", "Our vaccines are not a substitute for travel insurance."),
    ("not_insurance_statement", "Do you take insurance?\n\nNo, we bill nobody but you."),
    ("telemedicine", "The app of your insurer's telehealth service is not connected with our practice."),
    ("arbitration", "The clinic and its landlord agreed to arbitrate rent disputes."),
    ("same_day_visits", "We will call you within one business day to schedule your first visit."),
]


@pytest.mark.parametrize(("field", "text"), SILENT)
def test_what_sounds_alike_is_silent(field: str, text: str) -> None:
    """Another thing, another party, or a denial."""
    assert term(field, text).state == "silent"


def test_a_common_word_is_not_the_name_of_the_practice() -> None:
    """A word with a capital that the text also writes small, or that names a service, is nobody."""
    text = 'Tuition ("Tuition") covers all. Telemedicine may be used. Tuition is not returned. Kestrel may end it.'

    names = own_names(clauses(Document(text=f"Kestrel\n\n{text}")))

    assert names is not None
    assert [bool(names.search(word)) for word in ("Kestrel", "Tuition", "Telemedicine")] == [True, False, False]
