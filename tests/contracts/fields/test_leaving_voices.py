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
    ("cancel_notice_days", "The contract may be brought to an end by either party on 20 days' notice.", 20),
    ("cancel_notice_days", "A member's withdrawal is effective on the fifteenth day after we get the letter.", 15),
    ("cancel_notice_days", "Withdrawal by the Member: 45 days, by letter", 45),
    ("cancel_notice_days", "You may end it, after the 90 days, in writing; it takes effect 21 days after we have your letter.", 21),
    ("early_termination_fee", "Exit fee\n\n$120 flat", "$120"),
    ("early_termination_fee", "Cancellation fee: \n\n$0", "none"),
    ("early_termination_fee", "What if we stop in the first year?\n\nThen a charge of $60 is made.", "$60"),
    ("early_termination_fee", "Break your yearly commitment and every month left comes due.", "remaining balance"),
    ("early_termination_fee", "On withdrawal the whole unpaid balance for the year is due, and no part of any fee is refunded.", "remaining balance"),
    ("early_termination_fee", "Weeks left in the season stay payable.", "remaining balance"),
    ("early_termination_fee", "If we waived your $80 joining fee and you leave before a year is up, you owe us that fee.", "$80"),
    ("early_termination_fee", "Ending your membership ahead of time is free of charge.", "none"),
    ("refund_policy", "What's been billed stays billed.", "none"),
    ("refund_policy", "Whether part of a fee is returned is up to the doctor.", "conditional"),
    ("refund_policy", "No claim for repayment of dues arises when you leave.", "none"),
    ("refund_policy", "Refund = yearly fee x months left / 12", "prorated"),
    ("refund_policy", "Dues are forfeited when the member leaves.", "none"),
    ("refund_policy", "Yearly members get back the months they have not used; monthly members get no refunds.", "conditional"),
    ("not_insurance_statement", "Don't confuse the plan with health insurance.", True),
    ("not_insurance_statement", "Am I insured through this?\n\nYou are not.", True),
    ("not_insurance_statement", "Dues are paid for care and not for insurance.", True),
    ("medicare_clause", "No part of the retainer is payment for services covered by Medicare.", "noncovered_services_only"),
    ("medicare_clause", "The fee pays for extras that are not Medicare benefits.", "noncovered_services_only"),
    ("medicare_clause", "Our doctors stay enrolled in Medicare.", "billed"),
    ("arbitration", "We keep arbitration out of our papers.", False),
    ("arbitration", "A quarrel over this agreement is taken to a neutral arbitrator.", True),
    ("arbitration", "The award of the arbitrator is final.", True),
    ("after_hours_access", "Is anybody reachable at night?\n\nNot through the plan.", False),
    ("after_hours_access", "A visit on a Saturday or holiday is $60.", "extra_cost"),
    ("after_hours_access", "Between 8 p.m. and 6 a.m. a nurse answers the phone.", True),
    ("after_hours_access", "Once we close, after hours, you are on your own.", False),
    ("home_visits", "Home visit | extra | $55", "extra_cost"),
    ("home_visits", "House calls are made at the price shown in our list.", "extra_cost"),
    ("home_visits", "Are home visits free?\n\nThey are not.", "extra_cost"),
    ("home_visits", "Which plans include house calls?\n\nOnly Gold.", "varies"),
    ("home_visits", "House calls: Basic - none; Plus - two a year", "varies"),
    ("home_visits", "A nurse can be sent to your house.", True),
    ("home_visits", "One of us stops by your house in the first week.", True),
    ("telemedicine", "You can be seen on screen or in person.", True),
    ("telemedicine", "We have chosen not to treat over the internet.", False),
    ("telemedicine", "Video visits are free for Gold members and $20 for Silver members.", "varies"),
    ("same_day_visits", "Do not count on being seen the day you call.", False),
    ("same_day_visits", "Most members can be seen by a nurse today.", True),
    ("same_day_visits", "Can I come in today?\n\nNo, we book a week ahead.", False),
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
    ("cancel_notice_days", "The Employer may end this agreement on 60 days' notice."),
    ("cancel_notice_days", "Either party may terminate for a default that is not cured within 20 days of notice."),
    ("cancel_notice_days", "Nurses who leave give three weeks' notice."),
    ("cancel_notice_days", "Members receive 45 days' warning if their doctor leaves."),
    ("early_termination_fee", "If the Employer ends it early, it pays a fee of $900."),
    ("early_termination_fee", "Non-members who leave without paying are charged $20."),
    ("early_termination_fee", "Your membership then ends and we do not charge you again."),
    (
        "refund_policy",
        "An Employer that pays a year ahead gets a discount. Amounts paid in advance are returned after termination.",
    ),
    ("home_visits", "A glucose meter can be sent to your house."),
    ("same_day_visits", "Urgent care centers see people the same day."),
    ("same_day_visits", "Schedule your tour today!"),
    ("arbitration", "Your bank may require arbitration of claims against it."),
    ("arbitration", "Dr. Rowe sits on an arbitration board."),
    ("telemedicine", "Membership ends when the manager has met with you in person or by phone."),
    ("after_hours_access", "A visit at the weekend market is free."),
    ("not_insurance_statement", "The receipt is not for insurance billing."),
    ("telemedicine", "Individual plan $80; family plan $150; all of them come with care."),
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
