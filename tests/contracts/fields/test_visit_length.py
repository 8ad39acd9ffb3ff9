"""How long a visit lasts: what clauses say of it, and what sounds alike."""

import pytest

from bot.contracts.termsheet import read
from bot.vocabulary import Document, Term


def term(field: str, text: str) -> Term:
    """Read one field of an agreement."""
    return read(Document(text=text))[field]


STATED: list[tuple[str, str, object]] = [
    ("visit_length", "Visits last 30 minutes.", 30),
    ("visit_length", "Enjoy hour-long visits.", 60),
    ("visit_length", "30- to 60-minute appointments", [30, 60]),
    ("visit_length", "Appointments of at least 45 minutes", 45),
    ("visit_length", "We schedule one hour for each visit.", 60),
    ("visit_length", "Office visits (up to 60 minutes)", 60),
    ("visit_length", "Extended visits, typically 30-60 minutes", [30, 60]),
    ("visit_length", "The first visit takes 90 minutes.", 90),
    (
        "visit_length",
        "The plan has these visits.\n\n- First visit: 90 minutes\n- Follow-up visits: 30 minutes",
        [30, 90],
    ),
    ("visit_length", "Annual physical (90 minutes)\n\nOffice visits run 40 minutes.", 40),
    ("visit_length", "Our visits run from half an hour to an hour.", [30, 60]),
    ("visit_length", "Sessions are 50 minutes long.", 50),
    ("visit_length", "We spend 40 minutes with you at every visit.", 40),
    ("visit_length", "Each appointment is booked for 45 min.", 45),
    ("visit_length", "Ninety-minute new patient visits", 90),
    ("visit_length", "Hour visits, never rushed", 60),
    ("visit_length", "We allow an hour and a half for a new patient visit.", 90),
    ("visit_length", "Appointments are 30 or 60 minutes.", [30, 60]),
    ("visit_length", "Longer visits (30-45 mins)", [30, 45]),
    ("visit_length", "Unlike the usual 8-minute visit, ours last 40 minutes.", 40),
    ("visit_length", "You can talk to the doctor for up to 30 minutes at each visit.", 30),
    ("visit_length", "Most visits are 30 minutes to 1 hour.", [30, 60]),
    ("visit_length", "1-hour appointments", 60),
    ("visit_length", "Half-hour visits with your doctor", 30),
    ("visit_length", "Your appointments will last 30 to 60 minutes.", [30, 60]),
    ("visit_length", "Enjoy relaxed 45-minute visits.", 45),
    ("visit_length", "Appointments are scheduled for no less than 30 minutes.", 30),
    ("visit_length", "We give each patient a full hour.", 60),
    ("visit_length", "Plan on 40 minutes per visit.", 40),
    ("visit_length", "Each visit is at least half an hour.", 30),
    ("visit_length", "Extended office visits (30-60 minutes)", [30, 60]),
    ("visit_length", "Sixty-minute physicals", 60),
    ("visit_length", "60 min. new patient visit, 30 min. follow-ups", [30, 60]),
    ("visit_length", "Visits of as much as an hour", 60),
    ("visit_length", "Long visits (up to 1 hour)", 60),
    ("visit_length", "Most appointments run 30 minutes or longer.", 30),
    ("visit_length", "Telehealth visits are limited to 15 minutes.", 15),
    ("visit_length", "Your doctor spends an hour with you.", 60),
    ("visit_length", "Office visits: 60 minutes", 60),
    ("visit_length", "Visit length: 30 minutes", 30),
    ("visit_length", "One-hour annual wellness visit", 60),
    ("visit_length", "Each session lasts fifty minutes.", 50),
    ("visit_length", "Visits that last as long as needed, usually 30-60 minutes", [30, 60]),
    ("visit_length", "30 min. office visit", 30),
    ("visit_length", "Appointments (60-90 minutes)", [60, 90]),
    ("visit_length", "New patients: 60-minute visit", 60),
    ("visit_length", "Typical visit: 30 to 45 minutes", [30, 45]),
    ("visit_length", "You're never rushed: appointments are 60 minutes.", 60),
    ("visit_length", "Our average visit is 40 minutes.", 40),
    ("visit_length", "Visits average 45 minutes", 45),
    ("visit_length", "Your annual exam takes up to two hours.", 120),
]


@pytest.mark.parametrize(("field", "text", "expected"), STATED)
def test_a_clause_states_it(field: str, text: str, expected: object) -> None:
    """In one of many wordings."""
    found = term(field, text)

    assert ("stated", expected) == (found.state, found.value)


SILENT = [
    ("visit_length", "Visits are unhurried."),
    ("visit_length", "If you are 15 minutes late for a visit, we may reschedule."),
    ("visit_length", "Traditional visits last 7 minutes."),
    ("visit_length", "Tired of ten-minute visits?"),
    ("visit_length", "You wait less than 10 minutes for a visit."),
    ("visit_length", "A free 20-minute meet and greet visit"),
    ("visit_length", "Visits longer than 60 minutes cost more."),
    ("visit_length", "A 30-minute visit costs $90."),
    ("visit_length", "Cancel a visit 24 hours before."),
    ("visit_length", "We are 10 minutes away."),
    ("visit_length", "Visits begin within 10 minutes of their time."),
    ("visit_length", "The class takes 60 minutes."),
    ("visit_length", "Visit hours: 9 to 5"),
    ("visit_length", "Please arrive 15 minutes before your visit."),
    ("visit_length", "Calls are billed at $20 per 15 minutes."),
    ("visit_length", "It takes a quarter of an hour, or 15 minutes, to enroll."),
    ("visit_length", "Visits are available 24 hours a day."),
    ("visit_length", "Members may cancel a visit up to 2 hours before."),
    ("visit_length", "No 7-minute visits here."),
    ("visit_length", "A visit takes as long as it takes."),
    ("visit_length", "Late by 10 minutes? Your visit may be moved."),
    ("visit_length", "You may wait 5 minutes for your visit."),
    ("visit_length", "Doctors elsewhere give you 8 minutes; our visits last 45."),
    ("visit_length", "We book one patient an hour."),
    ("visit_length", "Unused visits expire after 24 hours."),
    ("visit_length", "The visit may be cancelled within 2 hours."),
    ("visit_length", "Hours: 60 minutes for lunch"),
    ("visit_length", "The doctor answers within 30 minutes of a visit request."),
    ("visit_length", "The office is closed 60 minutes for lunch between visits."),
    ("visit_length", "Infusion visits take 60 minutes."),
]


@pytest.mark.parametrize(("field", "text"), SILENT)
def test_a_clause_about_something_else_says_nothing_of_it(field: str, text: str) -> None:
    """It sounds alike and is not meant."""
    assert term(field, text).state == "silent"


def test_several_visits_have_a_range() -> None:
    """From the shortest to the longest."""
    text = "New patient visits last 60 minutes.\n\nFollow-up visits last 25 minutes."

    assert term("visit_length", text).value == [25, 60]
