"""The names by which an agreement calls its practice, and what is no such name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.reading.lines import lines
from bot.contracts.reading.names import own_names
from bot.documents.outline import clauses
from bot.vocabulary import Document


def named(text: str) -> list[str]:
    """Return the last clauses of a text in plain form, the practice's name replaced."""
    return [line.text for line in lines(clauses(Document(text=text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Welcome to Juniper Hollow. Juniper Hollow may end this.", "the practice may end this."),
        ("Kestrel agreement. Kestrel will bill you monthly.", "the practice will bill you monthly."),
        ("About Kestrel. Kestrel reserves the right to close.", "the practice reserves the right to close."),
        ("Elm Street Medicine welcomes you. Elm Street Medicine shall assign it.", "the practice shall assign it."),
        ('Harbor Internal Medicine, LLC ("HIM") signs. HIM shall assign it.', "the practice shall assign it."),
    ],
)
def test_a_name_that_acts_and_stands_at_the_top_is_the_practice(text: str, expected: str) -> None:
    """So do a name that is defined in brackets and one of several words."""
    assert expected == named(text)[-1]


def test_a_name_keeps_its_possessive() -> None:
    """Kestrel's right is the practice's right."""
    text = "Kestrel is a clinic. Kestrel may end it. Read Kestrel's rules."

    assert "read the practice's rules." == named(text)[-1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The membership. You may leave at any time.",
        "Member and Practice. Member shall pay the fee.",
        "This Agreement is made today. Agreement may be ended.",
        "Medicare and you. Medicare will not pay.",
        "Everyone is welcome. Everyone may join.",
        "A plan for all. Insurance does not count here.",
        "Annual fees and more. Annual Fee will rise.",
        "Ask us. " + "The garden is green and wide. " * 40 + "Zephyr may visit.",
    ],
)
def test_patients_papers_and_insurers_are_no_names(text: str) -> None:
    """A word that means something else is never taken for the practice, nor is a name far from the top."""
    assert own_names(clauses(Document(text=text))) is None


def test_a_text_without_a_name_stays_as_it_is() -> None:
    """Nothing is replaced."""
    assert ["you may leave at any time."] == named("You may leave at any time.")


@given(st.text(alphabet=st.sampled_from("AZaz .,()\"'&-\n"), max_size=200))
def test_whatever_the_text_names_do_no_harm(text: str) -> None:
    """The pattern of names never matches nothing, and clauses keep their places."""
    cut = clauses(Document(text=text))
    names = own_names(cut)

    assert names is None or not names.search("")
    assert [clause.start for clause in cut] == [line.clause.start for line in lines(cut)]
