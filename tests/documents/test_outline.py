"""The outline: headings told by their shape, clauses cut exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.outline import Clause, blocks, clauses, sentences
from bot.vocabulary import Document, Heading


def cut(text: str) -> list[tuple[str, str]]:
    """Cut a text into (headings above, clause)."""
    return [(clause.heading, " ".join(clause.text.split())) for clause in clauses(Document(text=text))]


def headings(text: str) -> list[tuple[int, str]]:
    """Return the headings of a text with their levels."""
    return [(block.level, text[block.start : block.end]) for block in blocks(Document(text=text)) if block.level]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Fees\n\nThe fee is due.", [(3, "1. Fees")]),
        ("2.1 Annual Fee\n\nIt is due.", [(4, "2.1 Annual Fee")]),
        ("ARTICLE IV\n\nText follows here.", [(1, "ARTICLE IV")]),
        ("Section 3 - Leaving\n\nText follows here.", [(1, "Section 3 - Leaving")]),
        ("TERM AND TERMINATION\n\nIt lasts a year.", [(2, "TERM AND TERMINATION")]),
        ("Refund Policy\n\nNothing is refunded to members who leave.", [(5, "Refund Policy")]),
        ("How do I leave?\n\nTell us.", [(6, "How do I leave?")]),
        ("1. You must pay the fee.\n\nText.", []),
        ("1. Members must pay\n\nText.", []),
        ("Adult $95\n\nThis is the price of the adults.", []),
        ("Plan | Fee\n\nAdult | $95", []),
        ("THE PRACTICE MAY CHANGE THESE TERMS\n\nat will.", []),
        ("Yours Truly", []),
        ("the small print\n\nIt is longer than the line above.", []),
    ],
)
def test_a_heading_is_told_by_its_shape(text: str, expected: list[tuple[int, str]]) -> None:
    """Numbers, capitals, titles and questions are headings; sentences, prices and rows are not."""
    assert expected == headings(text)


def test_sections_nest_by_their_level() -> None:
    """A clause has the path of the headings above it; the document's own title stands above all and is left out."""
    text = "TERMS\n\n1. Fees\n\n1.1 Dues\n\nDues are low.\n\n2. Leaving\n\nYou may leave."

    assert [("1. Fees › 1.1 Dues", "Dues are low."), ("2. Leaving", "You may leave.")] == cut(text)


def test_a_numbered_clause_is_no_heading() -> None:
    """Its number belongs to its first sentence."""
    assert [("", "1. You must pay."), ("", "You may leave.")] == cut("1. You must pay. You may leave.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5. Leaving. You may leave.", [("5. Leaving", "You may leave.")]),
        ("Refunds: We give none.", [("Refunds", "Refunds: We give none.")]),
        ("No Refunds. All is kept.", [("No Refunds", "No Refunds."), ("No Refunds", "All is kept.")]),
        ("Fees are due. You must pay.", [("", "Fees are due."), ("", "You must pay.")]),
    ],
)
def test_a_paragraph_can_begin_with_its_title(text: str, expected: list[tuple[str, str]]) -> None:
    """A run-in title heads the paragraph; one that denies something is a clause as well."""
    assert expected == cut(text)


def test_markup_headings_go_before_shapes() -> None:
    """Where a document marks its headings, a line that only looks like one is text."""
    text = "One\n\nTwo\n\nThree\n\nRefund Policy\n\nNothing is refunded to members who leave."
    marked = tuple(
        Heading(start=text.index(word), end=text.index(word) + len(word), level=1) for word in text.split()[:3]
    )
    found = clauses(Document(text=text, headings=marked))

    assert [("Three", "Refund Policy"), ("Three", "Nothing is refunded to members who leave.")] == [
        (clause.heading, clause.text) for clause in found
    ]


def test_hard_wrapped_lines_are_one_sentence() -> None:
    """Lines broken at a width belong together; the clause keeps the line breaks."""
    text = "You may leave at any time if you tell\nus of it thirty days ahead, and so that\nwe can find you a doctor."

    assert [("", " ".join(text.split()))] == cut(text)
    assert text == clauses(Document(text=text))[0].text


def test_the_items_of_a_list_know_the_line_that_leads_into_them() -> None:
    """An item alone says half of it; the paragraph after the list has no lead."""
    found = clauses(Document(text="You may leave if:\n\n(a) you move away;\n(b) you fall ill.\n\nWe reply soon."))

    assert ["", "You may leave if:", "You may leave if:", ""] == [clause.lead for clause in found]


def test_each_row_of_a_table_is_a_clause() -> None:
    """Rows are not joined, however long the lines are."""
    text = "Age | Fee\nunder twenty | $25\nabove | $95"

    assert [("", row) for row in text.split("\n")] == cut(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See Dr. Low. She is in.", ["See Dr. Low.", "She is in."]),
        ("It costs $9.50. Pay it.", ["It costs $9.50.", "Pay it."]),
        ("Use e.g. Monday, i.e. soon.", ["Use e.g. Monday, i.e. soon."]),
        ("The clinic of J. Low, M.D. Is it open?", ["The clinic of J. Low, M.D. Is it open?"]),
        ("Open 9 a.m. Monday. Call!", ["Open 9 a.m. Monday.", "Call!"]),
        ('He said "go." We went.', ['He said "go."', "We went."]),
        ("one \u2022 two \u2022 three", ["one", "\u2022 two", "\u2022 three"]),
        ("3. You pay.", ["3. You pay."]),
        ("   ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    """Abbreviations, amounts and numbers have dots, too."""
    assert expected == [text[start:end] for start, end in sentences(text)]


PIECES = (
    "Fees", "1. ", "2.1 ", "(a) ", "\u2022 ", "The fee is due. ", "NO REFUNDS", "Why? ", "Dr. Low ", "\n", "\n\n", "\t",
    " | ", "   ", "$95", ":", "\r\n", "\u201cTerm\u201d ", "and so on ", "\u00a0", "\x0c", "\u2028", "\x1d",
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(TEXTS)
def test_every_clause_is_an_exact_slice_in_order(text: str) -> None:
    """Clauses neither overlap nor change a character, whatever the text; nor do they begin or end with white space."""
    found: tuple[Clause, ...] = clauses(Document(text=text))
    ends = [0, *(clause.end for clause in found)]

    assert [clause.text for clause in found] == [text[clause.start : clause.end] for clause in found]
    assert all(end <= clause.start < clause.end for end, clause in zip(ends, found, strict=False))
    assert [clause.text for clause in found] == [clause.text.strip() for clause in found]


@given(TEXTS)
def test_nothing_that_is_written_is_lost(text: str) -> None:
    """Blocks hold every character that is no white space."""
    held = "".join(text[block.start : block.end] for block in blocks(Document(text=text)))

    assert "".join(text.split()) == "".join(held.split())
