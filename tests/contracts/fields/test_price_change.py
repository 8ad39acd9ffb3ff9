"""Notice of new prices: whose notice, of what, and how long."""

import pytest

from bot.contracts.fields.price_change import FIELD
from bot.contracts.reading.lines import lines
from bot.documents.outline import clauses
from bot.vocabulary import Document, Term


def term(text: str) -> Term:
    """Read the field from an agreement."""
    return FIELD.read(lines(clauses(Document(text=text))))


STATED: list[tuple[str, int | str]] = [
    ("FEES\n\nReviewed in spring; members informed 45 days before any increase.", 45),
    ("I may bump up the monthly charge, and give you 50 days to think it over.", 50),
    ("We can change what the membership costs and are not required to tell you first.", 0),
    ("We may change our fees with thirty (30) days' written notice.", 30),
    ("The Practice reserves the right to increase the membership fee upon sixty days prior notice to Members.", 60),
    ("Fees may be adjusted annually; members will be notified at least 30 days in advance.", 30),
    ("You will receive 90 days' notice of any price increase.", 90),
    ("We'll let you know at least 45 days before your rate goes up.", 45),
    ("With 60 days' notice, we may raise your monthly fee.", 60),
    ("Can my price go up?\n\nYes. If it does, we will email you at least 30 days ahead.", 30),
    ("Prices can change. We'll tell you 30 days before.", 30),
    ("Membership fees are subject to change with a 30-day notice.", 30),
    ("No fee increase takes effect until 60 days after we have mailed you a notice.", 60),
    ("Dues won't go up without 30 days' notice.", 30),
    ("If we adjust what you pay, you'll hear from us two weeks beforehand.", 14),
    ("Practice may amend this Agreement, including the fee schedule, upon thirty days' written notice.", 30),
    ("Membership prices may change at any time without notice.", 0),
    ("We may raise dues with or without notice.", 0),
    ("Monthly fees may change upon reasonable notice.", "reasonable"),
    ("We may change our rates from time to time and will notify members in advance.", "reasonable"),
    ("Fees will not increase without prior notice.", "reasonable"),
    ("Fees may change upon written notice to the member.", "reasonable"),
    ("We may raise fees with 60 days' notice, and you may cancel before the change.", 60),
    ("We may raise fees with 60 days' notice. You may cancel with 30 days' notice.", 60),
    (
        "The Annual Fee may be modified by the Practice at each renewal, provided that notice is given no less than sixty (60) days before the renewal date.",
        60,
    ),
    ("PRICE CHANGES\n\nWe will send you a notice at least 30 days before the change.", 30),
    ("Any change in the retainer shall be communicated to patients ninety days prior to its effective date.", 90),
    ("The monthly amount may be raised once a year by up to 5%, with 30 days' notice in writing.", 30),
    ("Rate increases: never more than once a year, and always with 45 days' warning.", 45),
    ("I reserve the right to raise my fees; I'll give you a month's notice.", 30),
    ("Fees and services may change with 60 days' notice.", 60),
    ("Either way, we give one month's notice of price changes.", 30),
    (
        "The Company can revise its fee schedule no more than one time per year and only with sixty days advance written notice.",
        60,
    ),
    ("The clinic may modify fees at any time, and no notice is required.", 0),
    ("We'll always let you know before we raise our prices.", "reasonable"),
    ("Your rate won't change unless we tell you at least 30 days in advance.", 30),
    ("Dues are reviewed each January. Any increase is announced 60 days before it starts.", 60),
    ("We will never raise your dues without giving you at least 30 days' notice.", 30),
    ("The Practice may, upon sixty (60) days written notice to the Patient, adjust the Membership Fee.", 60),
    ("Rates subject to change with 30 day notice.", 30),
    ("Pricing may be updated with thirty days' advance notice by email.", 30),
    ("The Practice may modify this agreement, services, and fees upon 45 days' notice.", 45),
    ("Fees are subject to change at any time without prior notice.", 0),
    ("We will give you plenty of notice before our prices change.", "reasonable"),
    ("If we ever raise our prices you'll be the first to know, well in advance.", "reasonable"),
    ("Annual fees are set each fall. We write to every member two months before a new fee starts.", 60),
    ("I may need to raise the fee someday. If so I'll tell you a month ahead.", 30),
    (
        "Not less than ninety (90) days prior to the end of any term, the Practice may notify Member of a change in the Annual Fee.",
        90,
    ),
    ("Should the retainer increase, the patient shall be informed no later than sixty days before the new term.", 60),
    ("The fee may rise on the first of January, on a month's notice.", 30),
    ("Fee changes take effect thirty (30) days after we email you.", 30),
    ("The monthly membership fee may change; members get thirty days' notice by email.", 30),
    ("Practice shall notify Patient in writing of any fee adjustments at least sixty (60) days in advance.", 60),
    ("Fees may be changed by Practice on thirty (30) days' notice, and Patient may then terminate.", 30),
    ("The practice can increase the fee at any time, for any reason, and without notice.", 0),
    ("Any fee increase will be sent in writing forty-five (45) days before it takes effect.", 45),
    ("We promise 60 days' notice of changes to dues.", 60),
    ("Fees are reviewed every year; if they change you will receive at least 30 days written notice.", 30),
    ("The Practice reserves the right to change its fee structure with sixty (60) days notice.", 60),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_it_states_the_notice_before_a_price_changes(text: str, expected: int | str) -> None:
    """One of many wordings, in any voice."""
    found = term(text)

    assert ("stated", expected) == (found.state, found.value)


SILENT = [
    "These terms may be amended on 25 days' notice, except that the fee will not change during the year.",
    "If fees go up you may cancel with 30 days' notice.",
    "If we raise fees, you have 30 days to cancel.",
    "We may change our fees from time to time.",
    "We may change our services with 30 days' notice.",
    "We may change these terms by giving you 30 days' notice.",
    "You may change your plan with 30 days' notice.",
    "You may switch to the annual fee by giving us 30 days' notice.",
    "Lab prices may change without notice.",
    "The price of medications can change without notice.",
    "Your rate is locked for 12 months before any increase.",
    "Your monthly fee changes when you turn 45.",
    "You may cancel with 30 days' notice. Fees are $80 per month.",
    "Please give us 10 days' notice if your card or address changes, so that the fee can be charged.",
    "We may change office hours with 30 days' notice.",
    "Fees are billed one month in advance and may be adjusted.",
    "Rates have not changed in 5 years.",
    "Fees will not increase during the first 12 months.",
    "If the appointment time changes, give us 24 hours' notice or pay a fee of $50.",
    "Members who object to a price increase may terminate within 30 days of receiving notice.",
    "The fee is due within 30 days before a late charge is added.",
    "Notice of termination must be given 30 days before; fees may be adjusted on a prorated basis.",
    "We will prorate fees upon notice of a change in membership.",
    "We may update this privacy notice with 30 days' notice.",
    "Fees are non-refundable. The practice may modify this agreement upon 30 days' notice.",
    "Any dispute about a fee must be raised within 30 days of the notice.",
    "Changes to your membership require 30 days' written notice.",
    "If you wish to change from monthly to annual dues, let us know 14 days in advance.",
    "You'll be charged the new fee 30 days after your birthday.",
    "We may change our fees if state law changes.",
    "Fees for non-covered services are subject to change without notice.",
    "If your card number changes, please notify us before your next monthly fee.",
    "Your fee may be increased if you add a family member; tell us 10 days before.",
    "The Employer shall give 30 days' notice of changes in the number of employees; the fee will be adjusted.",
    "No increase in fees will apply during your first year.",
    "Practice will provide 30 days' notice of any change in the services included for the monthly fee.",
    "What happens if prices go up?\n\nYou can leave at any time with 30 days' notice.",
    "The fee is prorated if you give 30 days' notice before moving.",
    "Dr. Lee may adjust your medication; fees stay the same for 30 days in advance.",
    "The practice adjusts its fees yearly.",
    "The monthly fee is due 5 days before the first; changes to your card must reach us by then.",
    "A change of level takes effect at the next billing date with 10 days' notice and a new monthly fee.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_sounds_alike_is_passed_over(text: str) -> None:
    """Such clauses speak of services, terms, single things and what the patient tells."""
    assert Term(FIELD.name, "silent") == term(text)
