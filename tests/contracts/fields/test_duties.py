"""What the practice promises to do: each duty in the words of agreements, and what is no promise of the practice."""

import pytest

from bot.contracts.fields.duties import DUTIES
from bot.contracts.termsheet import read
from bot.vocabulary import Document, Term


def term(text: str) -> Term:
    """Read what the practice promises."""
    return read(Document(text=text))["practice_obligations"]


STATED = [
    ("We will respond to messages within one business day.", "answer messages and calls"),
    ("The Practice shall return your calls the same day.", "answer messages and calls"),
    ("Our physicians shall be available by telephone 24 hours a day.", "be reachable outside visits"),
    ("The physician will make reasonable efforts to be available by phone.", "be reachable outside visits"),
    ("We'll do our best to see you the same day.", "same-day or next-day visits"),
    ("The Clinic shall arrange for a covering physician when Dr. Low is away.", "covering doctor when away"),
    ("When the physician is on vacation, another physician will be available.", "covering doctor when away"),
    ("We will notify you 30 days before a price increase.", "notice of fee changes"),
    ("Upon request, the practice will send your medical records to another physician.", "hand over records"),
    ("The practice will comply with HIPAA.", "keep data private"),
    ("We will never sell your data.", "keep data private"),
    ("Prepaid fees shall be held in a trust account.", "hold prepaid fees in trust"),
    *((example, name) for name, _, example in DUTIES),
]


@pytest.mark.parametrize(("text", "duty"), STATED)
def test_a_promise_of_the_practice_is_read(text: str, duty: str) -> None:
    """The practice, we or the physician will, shall or must do it."""
    assert [duty] == [row["duty"] for row in term(text).value or []]


SILENT = [
    "You will give us thirty days' notice.",
    "The member shall keep information confidential.",
    "The practice may respond to e-mails.",
    "The practice will not respond to e-mails on weekends.",
    "The practice will not refund any fees.",
    "Your insurer will notify you of changes in price.",
    "The patient shall coordinate care with specialists.",
    "The pharmacy will refill prescriptions.",
    "The practice cannot promise that it will respond within a day.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_others_will_do_or_the_practice_may_do_is_no_promise(text: str) -> None:
    """Who does it, and whether it is certain, decide."""
    assert Term("practice_obligations", "silent") == term(text)


def test_the_words_that_limit_a_promise_stand_beside_it() -> None:
    """A time or a condition."""
    (row,) = term("We will see you the same day when possible, or return your call within two hours.").value[1:] or [{}]

    assert {"duty": "same-day or next-day visits", "qualifier": "the same day"} == row


def test_a_duty_is_named_once() -> None:
    """The further places are shown behind the first."""
    found = term("We will answer messages promptly.\n\nThe clinic shall answer e-mails within one day.")

    assert [{"duty": "answer messages and calls", "qualifier": "promptly"}] == found.value
    assert 1 == len(found.also)
