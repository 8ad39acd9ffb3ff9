"""A term sheet in the terminal: sections in one order, every quote in full."""

from datetime import date
from typing import Any

import pytest

from bot.answering.outline import MARKS, outline
from bot.answering.sheet import Known, References, sheet
from bot.answering.timeline import SHOWN
from bot.contracts.termsheet import read
from bot.contracts.traps import GRAVITY
from bot.library import Library
from bot.vocabulary import Document, Revision

TEXT = """The membership fee is $85.50 a month for each adult. The initial term of this agreement is one (1) year.
If you leave early, the remaining balance of the fees is due. You may cancel with 30 days' notice. Fees are
non-refundable. However, we refund members who die. Any dispute goes
to binding arbitration."""


def made(library: Library, text: str = TEXT) -> dict[str, Any]:
    """Return the sheet of an agreement."""
    revision = Revision("sha256:0", "fern", "Fern Hollow", "agreement", Document(text=text))
    references = References(library.strings, library.laws, library.figures)
    return sheet(revision, read(revision.content), references, Known(date(2026, 11, 21), "WA", bills_insurance=False))


@pytest.fixture(scope="module")
def found(library: Library) -> dict[str, Any]:
    """Return the sheet of the agreement above."""
    return made(library)


@pytest.fixture(scope="module")
def printed(found: dict[str, Any], library: Library) -> str:
    """Return it as lines."""
    return outline(found, library.strings)


def test_the_sections_stand_in_one_order(printed: str, library: Library) -> None:
    """Terms, traps, what leaving costs, health savings accounts, laws, what to ask."""
    titles = [library.strings.say(f"sheet.{name}").upper() for name in ("terms", "traps", "exit", "hsa", "laws", "ask")]
    lines = printed.splitlines()

    assert titles == sorted(titles, key=lines.index)
    assert 6 == len(printed.split("\n\n"))


def test_every_quote_stands_in_full_on_one_line(found: dict[str, Any], printed: str) -> None:
    """Its white space is folded, nothing else is changed; a silent term quotes nothing."""
    lines = printed.splitlines()
    quotes = [row["quote"] for row in (*found["terms"], *found["traps"]) if row["quote"]]

    assert quotes
    for quote in quotes:
        assert f"    \u201c{' '.join(quote.split())}\u201d" in lines
    assert "\u201c\u201d" not in printed
    assert "None" not in printed


def test_terms_are_said_with_their_conditions(found: dict[str, Any], printed: str) -> None:
    """A condition stands in brackets below its term."""
    for term in found["terms"]:
        assert f"{term['label']}: {term['say']}" in printed
    assert "    (However, we refund members who die.)" in printed.splitlines()


def test_traps_are_marked_by_their_gravity(found: dict[str, Any], printed: str) -> None:
    """The graver, the more marks; each says why it matters."""
    assert set(GRAVITY) == set(MARKS)
    assert len(MARKS["high"]) > len(MARKS["medium"]) > len(MARKS["low"]) > 0
    for trap in found["traps"]:
        assert f"{MARKS[trap['severity']]} {trap['label']}: {trap['why']}" in printed


def test_questions_are_numbered(found: dict[str, Any], printed: str) -> None:
    """In the order of the sheet."""
    asked = [f"{number}. {question}" for number, question in enumerate(found["ask_before_signing"], 1)]

    assert asked == printed.splitlines()[-len(asked) :]


def test_leaving_is_shown_for_the_first_year(found: dict[str, Any], printed: str, library: Library) -> None:
    """Each row names its months, its exact sum and how it was worked out."""
    section = next(part for part in printed.split("\n\n") if part.startswith(library.strings.say("sheet.exit").upper()))

    assert found["exit_cost"][0]["low"] == 85.50 * 11
    assert "$940.50" in section
    assert len(section.splitlines()) <= 1 + 2 * SHOWN


def test_what_has_nothing_in_it_is_left_out(library: Library) -> None:
    """An empty agreement has no traps to show, and still says what to ask."""
    printed = outline(made(library, ""), library.strings)

    assert library.strings.say("sheet.traps").upper() not in printed.splitlines()
    assert library.strings.say("sheet.ask").upper() in printed.splitlines()
