"""Qualifiers: the clauses close behind a term that limit it."""

import pytest

from bot.contracts.reading.qualifiers import qualify
from bot.documents.outline import clauses
from bot.vocabulary import Document, Span, Term


def conditions(text: str, word: str = "Dues") -> tuple[str, ...]:
    """Qualify a term that is stated in the clause with this word."""
    cut = clauses(Document(text=text))
    stated = next(clause for clause in cut if word in clause.text)
    return qualify(Term("fee", "stated", 1, Span(stated.start, stated.end)), cut).conditions


@pytest.mark.parametrize(
    "limit",
    [
        "However, minors pay nothing.",
        "Except in June, they are drawn monthly.",
        "Unless you object, they rise.",
        "If you move away, they end.",
        "In that case, nothing is owed.",
        "(b) Provided you pay, care goes on.",
        "This rule binds both of us.",
        "The only exception is illness.",
        "No such fee is due from students.",
        "The rule does not apply to minors.",
        "They rise each year, except that students pay the same.",
    ],
)
def test_an_exception_behind_a_clause_limits_it(limit: str) -> None:
    """A first word like "however", or a wording inside, tells it."""
    assert (limit,) == conditions(f"Dues are $90.\n\n{limit}")


@pytest.mark.parametrize("other", ["We like visitors.", "Our address is below.", "Ifs and buts are rare."])
def test_another_matter_behind_a_clause_does_not(other: str) -> None:
    """What merely follows is no condition."""
    assert () == conditions(f"Dues are $90. {other}")


def test_limits_are_looked_for_three_clauses_far() -> None:
    """What stands further away limits something else."""
    near = "Dues are $90. One more. Two more. However, this counts."
    far = "Dues are $90. One more. Two more. Three more. However, this does not."

    assert (("However, this counts.",), ()) == (conditions(near), conditions(far))


def test_limits_are_looked_for_in_the_same_section_only() -> None:
    """A heading begins another matter."""
    assert () == conditions("1. Fees\n\nDues are $90.\n\n2. Leaving\n\nHowever, you may leave.")


def test_a_limit_is_a_place_to_look_at_too() -> None:
    """Its span comes before the other places, once."""
    text = "Dues are $90. However, minors pay nothing."
    cut = clauses(Document(text=text))
    limit, other = Span(cut[1].start, cut[1].end), Span(0, 4)
    term = qualify(Term("fee", "stated", 1, Span(cut[0].start, cut[0].end), also=(limit, other)), cut)

    assert (limit, other) == term.also


def test_a_silent_term_stays_as_it_is() -> None:
    """There is no clause to stand behind."""
    silent = Term("fee", "silent")

    assert silent == qualify(silent, clauses(Document(text="However, this is nothing.")))
