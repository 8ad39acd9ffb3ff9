"""Lines: a clause with what a reader knows from above and before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contracts.reading.lines import Line, lines
from bot.contracts.reading.patterns import sought
from bot.contracts.reading.wordings import AGREEMENT
from bot.documents.outline import clauses
from bot.vocabulary import Document

TEXT = (
    "Our agreement\n\n1. Fees\n\nThe fee is Ninety Dollars. It is due monthly.\n\n2. Leaving\n\nYou may leave.\n\nSoon?"
)


def made(text: str = TEXT) -> list[Line]:
    """Cut a text into lines."""
    return lines(clauses(Document(text=text)))


def line(words: str, text: str = TEXT) -> Line:
    """Return the line whose clause holds some words."""
    return next(one for one in made(text) if words in one.clause.text)


def test_a_line_is_in_plain_form() -> None:
    """Lower case, numbers as digits, one space."""
    assert "the fee is $90." == line("Ninety").text


def test_headings_stand_above() -> None:
    """All of them, and the nearest alone."""
    assert "our agreement / 1. fees /" == line("Ninety").heading
    assert "2. leaving /" == line("You may").nearest
    assert "2. leaving" not in line("Ninety").titled
    assert line("Ninety").titled.endswith("/ the fee is $90.")


def test_the_clause_before_is_of_the_same_paragraph() -> None:
    """The one over it is of whatever paragraph; the first has neither."""
    assert ("the fee is $90.", "") == (line("due").before, line("You may").before)
    assert "it is due monthly." == line("You may").above
    assert ("", "") == (made()[0].before, made()[0].above)


def test_a_pronoun_points_to_the_clause_before() -> None:
    """Another beginning points nowhere."""
    assert "the fee is $90." == line("due").antecedent
    assert "" == line("Ninety").antecedent
    text = "The fee is $90. This agreement ends. That amount is due."
    assert ["", "", "this agreement ends."] == [one.antecedent for one in made(text)]


def test_a_few_words_have_their_label_above_them() -> None:
    """A price alone in its paragraph is read with the line above it, a long clause is not."""
    text = (
        "The monthly fee for adults is this:\n\n$90\n\nWhoever joins in the winter pays what has just been named here."
    )

    assert "monthly fee" in line("$90", text).context
    assert "$90" not in line("Whoever", text).context


def test_cells_of_a_table_stand_between_bars() -> None:
    """So that a price is not read as part of the cell beside it."""
    assert "adult | $90 | monthly" == line("Adult", "Adult\t$90    monthly\n").text


def test_what_patterns_need_is_looked_for_in_the_clause_and_around_it() -> None:
    """What the clause has its surroundings have, too; a heading is around it and not in it."""
    needed = sought(AGREEMENT)
    one = line("Ninety")

    assert one.found & one.found_around == one.found
    assert (False, True) == (one.found & needed == needed, one.found_around & needed == needed)


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_an_empty_text_has_no_lines(text: str) -> None:
    """There is nothing to read."""
    assert [] == made(text)


@given(st.text(max_size=300))
def test_each_clause_is_one_line_with_all_its_properties(text: str) -> None:
    """In the order of the text, whatever it holds."""
    cut = clauses(Document(text=text))
    found = lines(cut)

    assert list(cut) == [one.clause for one in found]
    for one in found:
        assert one.text in one.titled
        assert one.text in one.context
        assert one.heading in one.context
        assert one.found & one.found_around == one.found
