"""Remedies: what a patient can do when the practice breaks its word, and what only sounds like it."""

import pytest

from bot.contracts.termsheet import read
from bot.vocabulary import Document, Term


def term(text: str) -> Term:
    """Read the remedies of an agreement."""
    return read(Document(text=text))["remedies_and_complaints"]


STATED = [
    ("A complaint may be filed with the state medical board.", ["complaint to the medical board"]),
    ("You may complain to the Insurance Commissioner.", ["complaint to the insurance commissioner"]),
    (
        "If you have a complaint, contact the Department of Health or the Attorney General.",
        ["complaint to a state agency"],
    ),
    ("You may file a privacy complaint with the Office for Civil Rights.", ["complaint to the federal Office for Civil Rights"]),
    ("Our patient advocate handles complaints.", ["patient advocate"]),
    ("The parties agree to try mediation before any suit.", ["mediation"]),
    ("If you are unhappy, call our manager.", ["talk to the practice first"]),
    ("Disputes may be brought in small claims court.", ["small claims court"]),
    (
        "If the practice fails to provide the services, the fee for that month is refunded.",
        ["refund if the practice does not perform"],
    ),
    (
        "If your doctor retires or the practice closes, we will refund the unused part of your fee.",
        ["refund if the doctor leaves or the practice closes"],
    ),
    (
        "Either party may terminate this agreement if the other is in breach and does not cure it.",
        ["end it for breach"],
    ),
    (
        "You will not be penalized for filing a complaint with the medical board.",
        ["complaint to the medical board", "no penalty for complaining"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_remedy_is_read_under_its_short_name(text: str, expected: list[str]) -> None:
    """Places to complain, steps and refunds."""
    assert expected == term(text).value


SILENT = [
    "The practice is not regulated by the Department of Insurance.",
    "Our doctors are board-certified by the American Board of Family Medicine.",
    "If the member breaches this agreement, fees are not refunded.",
    "Discuss any urgent concern with the doctor.",
    "There are no refunds if the doctor retires.",
    "Report new symptoms to the nursing staff.",
    "This practice is registered with the Office of the Insurance Commissioner.",
]


@pytest.mark.parametrize("text", SILENT)
def test_boards_refusals_and_symptoms_are_no_remedies(text: str) -> None:
    """They share words with them."""
    assert Term("remedies_and_complaints", "silent") == term(text)
