"""What a paper that is no agreement tells: a letter its day and fee, a plan's summary nothing of the person."""

from knowns import BOUND, ON, agreement

from bot.answering.situation import Situation
from bot.deciding.papers import facts_of
from bot.documents import formats
from bot.vocabulary import Kind, Revision

LETTER = b"""October 5, 2026

Dear patients,

Starting January 1, 2027, my practice becomes a membership practice. The membership fee is $150 per month.
If you do not join by December 15, 2026, I will no longer be able to see you as my patient.

Dr. Ada Elm
"""


def a_paper(data: bytes, kind: Kind) -> Revision:
    """Return a paper that a person added."""
    return Revision("sha256:letter", "upload-1", "Letter.txt", kind, formats.read(data, "Letter.txt"))


def test_a_letter_tells_of_ones_own_doctor_and_of_the_fee() -> None:
    """With the words that it came from."""
    facts = {fact.field: fact for fact in facts_of(a_paper(LETTER, "letter"), ON).facts}

    assert (True, 150.0) == (facts["own_doctor"].value, facts["retainers.fee"].value)
    assert "$150 per month" in facts["retainers.fee"].said


def test_a_letter_without_a_fee_tells_of_the_doctor_alone() -> None:
    """No fee is made up."""
    data = LETTER.replace(b" The membership fee is $150 per month.", b"")

    assert ["own_doctor"] == [fact.field for fact in facts_of(a_paper(data, "letter"), ON).facts]


def test_no_other_paper_tells_of_the_person() -> None:
    """A plan's terms stay its own, and an agreement is read elsewhere."""
    some = (a_paper(LETTER, "benefits"), agreement(BOUND).revision)

    assert [Situation(), Situation()] == [facts_of(one, ON) for one in some]
