"""The days of a letter as they are told: in order, with its words, what it leaves unsaid, and nothing that urges."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.readability import grade
from bot.catalogue import Catalogue
from bot.documents import formats
from bot.letters.conversion import ConversionLetter, read
from bot.letters.timeline import questions, timeline
from bot.library import Library
from bot.vocabulary import Document, Revision, Timeline
from evals.letters import FOLDER
from evals.readability import HIGHEST

ON = date(2026, 11, 22)
LETTERS = sorted(FOLDER.glob("*.txt"))
URGES = re.compile(
    r"\bact now|\bhurry|\bdon't (?:miss|wait|delay)|\bbefore it is too late|\blimited time|\bexciting|\bonly \d+ (?:places|spots)|!",
    re.IGNORECASE,
)
SPOKEN = (
    "Dear patients,\n\nNovember 2, 2026\n\nOn January 4, 2027, we become a membership practice. Members pay $165 a month.\n\n"
    "Please sign up by December 1, 2026. Act now! Only 40 spots are left.\n\nWe will see everyone through December 31, 2026."
)


def told(text: str, strings: Catalogue, on: date = ON) -> tuple[ConversionLetter, Timeline]:
    """Read a letter and tell it."""
    document = Document(text=text)
    letter = read(document, on)
    return letter, timeline(
        letter, Revision("sha256:" + "0" * 64, "letter", "Letter", "agreement", document), strings, on
    )


def text_of(timeline_: Timeline) -> str:
    """Return all that a timeline says."""
    return " ".join(one.text for entry in timeline_.entries for one in entry.sentences)


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_every_letter_can_be_told(library: Library, path: Path) -> None:
    """In order, undated last, each quote exact, Medicare always there, and no word that urges."""
    document = formats.read(path.read_bytes(), path.name)
    letter, line = told(document.text, library.strings)
    days = [entry.on for entry in line.entries]
    known = [day for day in days if day]
    quotes = [quote for entry in line.entries for one in entry.sentences for quote in one.quotes]
    asked = " ".join(one.text for one in questions(letter, library.strings))

    assert (True, True, True, 1, []) == (
        days == [*sorted(known), *[None] * (len(days) - len(known))],
        bool(quotes) and all(quote.text == document.text[quote.start : quote.end] for quote in quotes),
        all(entry.sentences and entry.label and entry.when for entry in line.entries),
        sum(entry.label == "Medicare" for entry in line.entries),
        URGES.findall(f"{text_of(line)} {asked}") + re.findall(r"[{}]|\bNone\b", text_of(line)),
    )


def test_days_stand_in_order_with_how_far_off_they_are(library: Library) -> None:
    """The last day to sign up, the last day of care, the change; then what has no day."""
    _, line = told(SPOKEN, library.strings)

    assert ["December 1, 2026 (9 days from today)", "December 31, 2026 (39 days from today)"] == [
        entry.when for entry in line.entries[:2]
    ]


@pytest.mark.parametrize(
    ("after", "expected"), [(-1, "That is 1 day from today."), (0, "That day is today."), (1, "This day is past.")]
)
def test_a_day_is_held_against_today(library: Library, after: int, expected: str) -> None:
    """Ahead, today, or past."""
    _, line = told(SPOKEN, library.strings, date(2026, 12, 1) + timedelta(days=after))
    entry = next(one for one in line.entries if one.on == date(2026, 12, 1))

    assert expected in [one.text for one in entry.sentences]


def test_few_places_are_the_letters_claim(library: Library) -> None:
    """Its urging is not repeated, its number is reported as its own."""
    _, line = told(SPOKEN, library.strings)

    assert (True, False) == ("That is its claim." in text_of(line), "Act now" in text_of(line))


def test_what_a_letter_leaves_unsaid_is_said_with_a_question(library: Library) -> None:
    """Other doctors, records, Medicare: each with what to ask."""
    letter, line = told(SPOKEN, library.strings)
    silent = {entry.label for entry in line.entries if entry.state == "silent"}
    asked = [one.text for one in questions(letter, library.strings)]

    assert ({"Other doctors", "Your records", "Medicare"}, True, True) == (
        silent,
        any("opted out of Medicare" in text for text in asked),
        "full membership agreement" in asked[0],
    )


def test_the_three_ways_to_stand_to_medicare_are_always_told(library: Library) -> None:
    """One sentence each, whatever the letter says."""
    for text in (SPOKEN, f"{SPOKEN}\n\nI have opted out of Medicare."):
        said = text_of(told(text, library.strings)[1])
        assert all(word in said for word in ("“Opted out” means", "“Participates” means", "“Neither” means"))


def test_an_undated_letter_is_said_to_be_counted_from_today(library: Library) -> None:
    """The reader learns from which day, and to ask."""
    _, line = told("Dear patients,\n\nPlease sign up within 60 days.", library.strings)

    assert "I counted from November 22, 2026." in text_of(line)


def test_two_days_for_one_thing_are_both_told(library: Library) -> None:
    """And the reader is told to ask which one counts."""
    _, line = told(f"{SPOKEN}\n\nPlease enroll by December 9, 2026.", library.strings)

    assert "more than one day for this: December 1, 2026, December 9, 2026." in text_of(line)


def test_sentences_about_letters_read_easily(library: Library) -> None:
    """Together they read at grade 6 or so, as explainers do."""
    names = [name for name in library.strings.names("letter") if not name.endswith((".about", ".row", ".label"))]
    entries = [library.strings.find(name) for name in names]
    said = [entry["other"] if isinstance(entry, dict) else entry for entry in entries]

    assert grade(" ".join(text for text in said if text.endswith((".", "?")))) <= HIGHEST


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), on=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_whatever_the_text_it_can_be_told(library: Library, text: str, on: date) -> None:
    """A timeline and questions come of any text."""
    letter, line = told(text, library.strings, on)

    assert (True, True) == (len(line.entries) >= 6, bool(questions(letter, library.strings)))
