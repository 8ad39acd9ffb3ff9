"""How long the patient is bound, and what follows: terms, their renewal, and what only sounds like them."""

import pytest

from bot.contracts.fields import duration, renewal
from bot.contracts.reading.cues import Field
from bot.contracts.reading.lines import lines
from bot.documents.outline import clauses
from bot.vocabulary import Document, Term


def term(field: Field, text: str) -> Term:
    """Read a field from an agreement."""
    return field.read(lines(clauses(Document(text=text))))


LENGTHS: list[tuple[str, int | list[int]]] = [
    ("The plan begins on its first day and expires on the last day of the ninth month.", 9),
    ("Membership runs from October to October.", 12),
    ("Your membership year runs through the same date next year.", 12),
    ("Membership is by the year.", 12),
    ("How long do I have to stay?\n\nSix months; then it is up to you.", 6),
    ("Do I have to sign up for a year?\n\nOnly for the first four months.", 4),
    ("Am I locked in?\n\nNot for a minute.", 0),
    ("Nobody is locked in for any length of time.", 0),
    ("We do not hold members to any set term.", 0),
    ("I ask that you stay a full year.", 12),
    ("Members stay for at least three billing months.", 3),
    ("Each paid month stands alone and brings no duty to take another.", 1),
    ("This deal is good for a year from the day you sign.", 12),
    ("Minimum stay, months | 3 | 12", [3, 12]),
]
NO_LENGTHS = [
    "The opt-out of the doctor from Medicare lasts for two years.",
    "The enrollment fee covers the first twelve months of paperwork.",
    "Our nurses are hired on one-year contracts.",
    "How long do I have to wait?\n\nTwo months, as a rule.",
]
RENEWALS = [
    ("At the end of each season another begins, and your card is charged.", True),
    ("When the year is up we go on to the next one, unless we hear from you.", True),
    ("If the box has not been unchecked by May 1, the next year starts.", True),
    ("The plan extends itself by a year.", True),
    ("Membership is carried forward for one more quarter.", True),
    ("After six months I am moved to a monthly plan unless I object.", True),
    ("Your silence counts as a yes to the next year.", True),
    ("AUTO-RENEWAL\n\nOff by default", False),
    ("No renewal takes place unless you ask for it.", False),
    ("Memberships that are not renewed lapse.", False),
]
NO_RENEWALS = [
    "AUTOMATIC RENEWAL\n\nNo refund is given for a month that has begun.",
    "Your health insurance plan may renew in January.",
    "The doctor's malpractice cover is renewed every year.",
    "It then ends on the day before that billing date and we do not charge you again.",
    "Some used to drop out in June and sign up again when school began.",
]


@pytest.mark.parametrize(("text", "expected"), LENGTHS)
def test_a_term_is_read(text: str, expected: int | list[int]) -> None:
    """By its length, its end, a question or a promise."""
    assert ("stated", expected) == (term(duration.FIELD, text).state, term(duration.FIELD, text).value)


@pytest.mark.parametrize(("text", "expected"), RENEWALS)
def test_a_renewal_is_read(text: str, expected: bool) -> None:
    """Whether another term follows by itself."""
    assert ("stated", expected) == (term(renewal.FIELD, text).state, term(renewal.FIELD, text).value)


@pytest.mark.parametrize(
    ("field", "text"),
    [*((duration.FIELD, text) for text in NO_LENGTHS), *((renewal.FIELD, text) for text in NO_RENEWALS)],
    ids=lambda one: one.name if isinstance(one, Field) else one,
)
def test_what_sounds_alike_is_passed_over(field: Field, text: str) -> None:
    """Other things last, renew and end."""
    assert term(field, text).state == "silent"
