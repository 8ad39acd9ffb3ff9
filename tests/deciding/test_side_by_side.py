"""Agreements beside each other: what differs is marked, silence is no no, and every quote is exact."""

from knowns import BOUND, EMPLOYER, FREE, NO_FEE, agreement, exact, known, of_practice, strings

from bot.deciding.side_by_side import side_by_side
from bot.vocabulary import SideBySide, SideRow


def sides(*texts: str) -> SideBySide:
    """Put short agreements side by side."""
    found = side_by_side(known(EMPLOYER, *(agreement(text, f"Paper {place}.txt") for place, text in enumerate(texts))))
    assert found is not None
    return found


def row(found: SideBySide, field: str) -> SideRow:
    """Return the row of a field."""
    return next(one for one in found.rows if one.label == strings().say(f"terms.{field}.label"))


def test_one_agreement_has_nothing_beside_it() -> None:
    """Nor has none."""
    assert [None, None] == [side_by_side(known(EMPLOYER)), side_by_side(known(EMPLOYER, agreement(BOUND)))]


def test_what_differs_is_marked() -> None:
    """By value, or by silence."""
    found = sides(BOUND, FREE)

    assert [True, True, True] == [
        row(found, name).differs for name in ("fee", "initial_term_months", "same_day_visits")
    ]


def test_what_is_the_same_is_not_marked() -> None:
    """Though it stands in two places."""
    assert [False] * len((found := sides(BOUND, BOUND)).rows) == [one.differs for one in found.rows]


def test_silence_is_told_from_a_no() -> None:
    """By the state of its cell, which has no quote."""
    promised, silent = row(sides(BOUND, FREE), "same_day_visits").cells

    assert (("stated", 1), ("silent", 0)) == tuple((one.state, len(one.sentence.quotes)) for one in (promised, silent))


def test_what_all_are_silent_on_is_left_out() -> None:
    """It would say nothing of either."""
    labels = [one.label for one in sides(BOUND, FREE).rows]

    assert strings().say("terms.arbitration.label") not in labels


def test_every_cell_quotes_its_own_agreement_letter_for_letter() -> None:
    """In its own column."""
    papers = of_practice("juniper-street"), of_practice("harbor-lane")
    found = side_by_side(known(EMPLOYER, *papers))
    assert found is not None
    cells = [(cell, paper) for one in found.rows for cell, paper in zip(one.cells, papers, strict=True)]
    wrong = [quote.text for cell, paper in cells for quote in cell.sentence.quotes if not exact(quote, paper)]

    assert len([cell for cell, _ in cells if cell.sentence.quotes]) > 20
    assert [] == wrong
    assert all(bool(cell.sentence.quotes) == (cell.state != "silent") for cell, _ in cells)


def test_every_row_has_a_cell_for_each_column_of_three_at_most() -> None:
    """Whatever is left over is not shown in part."""
    found = sides(BOUND, FREE, NO_FEE, f"{BOUND}\n6. We close on Sundays.")

    assert ({3}, 3) == ({len(one.cells) for one in found.rows}, len(found.columns))


def test_columns_can_be_told_apart() -> None:
    """Two of one title as well."""
    assert 2 == len(set(sides(BOUND, FREE).columns))
