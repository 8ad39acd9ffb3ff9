"""The parties: names, words and employers."""

import pytest

from bot.contracts.termsheet import read
from bot.vocabulary import Document, Term

STATED: list[tuple[str, str, object]] = [
    (
        "parties",
        'This Agreement is made between Elm Street Clinic, PLLC (the "Practice") and the undersigned individual (the "Patient").',
        {"practice": "Elm Street Clinic, PLLC", "patient": "Patient"},
    ),
    (
        "parties",
        'This membership agreement is by and between Hill Family Medicine, a Texas professional limited liability company ("Practice"), and you ("Member").',
        {"practice": "Hill Family Medicine", "patient": "Member"},
    ),
    (
        "parties",
        'These terms are between you and Oak Health, Inc. ("Oak", "we" or "us").',
        {"practice": "Oak Health, Inc.", "patient": "you"},
    ),
    ("parties", "This is an agreement between Dr. Anna Roe and you.", {"practice": "Dr. Anna Roe", "patient": "you"}),
    (
        "parties",
        'This Agreement is between ______________ (the "Practice") and ______________ (the "Patient").',
        {"practice": None, "patient": "Patient"},
    ),
    (
        "parties",
        'PARTIES: Birch Direct Care LLC (the "Clinic") and the person named below (the "Member").',
        {"practice": "Birch Direct Care LLC", "patient": "Member"},
    ),
    (
        "parties",
        'This Agreement is between North Care, P.C. ("Provider") and Acme Tools, LLC ("Employer").',
        {"practice": "North Care, P.C.", "patient": None, "employer": "Acme Tools, LLC"},
    ),
    (
        "parties",
        'The undersigned ("Client") engages Cedar Physicians, P.A. ("Cedar") to furnish the services.',
        {"practice": "Cedar Physicians, P.A.", "patient": "Client"},
    ),
    (
        "parties",
        '"Practice" means Lake Medicine, S.C. "You" means the adult who signs.',
        {"practice": "Lake Medicine, S.C.", "patient": "you"},
    ),
    (
        "parties",
        '1. Fir Clinic ("Fir") and the person who signs ("Subscriber") agree as follows.',
        {"practice": "Fir Clinic", "patient": "Subscriber"},
    ),
    (
        "parties",
        'This Direct Agreement (the "Agreement") is between Pine & Reed Internal Medicine, P.S.\n("Pine") and the person signing it (the "Direct Patient").',
        {"practice": "Pine & Reed Internal Medicine, P.S.", "patient": "Direct Patient"},
    ),
    (
        "parties",
        'This Agreement is entered into between SUNNY HEALTH ("Practice," "We," or "Us") and ____________ ("Patient," "Member," or "You")',
        {"practice": "SUNNY HEALTH", "patient": "Patient"},
    ),
]

SILENT = [
    ("parties", "Visits between 9 and 5 are included."),
    ("parties", "The relationship between you and your insurer is your own business."),
    ("parties", "Children between the ages of 5 and 12 pay less."),
    ("parties", "There is no agreement between you and the hospital about this."),
    ("parties", "This agreement is the entire agreement between the parties."),
    ("parties", "Elm Clinic offers memberships."),
    ("parties", "E-mail between patient and doctor is not secure."),
]


def term(field: str, text: str) -> Term:
    """Read one field of an agreement."""
    return read(Document(text=text))[field]


@pytest.mark.parametrize(("field", "text", "expected"), STATED)
def test_a_clause_states_the_field(field: str, text: str, expected: object) -> None:
    """In many voices: who does it, what is denied, what is left out of it."""
    found = term(field, text)

    assert ("stated", expected) == (found.state, found.value)


@pytest.mark.parametrize(("field", "text"), SILENT)
def test_what_sounds_alike_leaves_the_field_silent(field: str, text: str) -> None:
    """Other payers, other people, rules in general and mere mentions."""
    assert Term(field, "silent") == term(field, text)
