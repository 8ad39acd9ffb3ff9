"""Cleaning, and that headings and pages stay where the cleaned text has them."""

import pytest

from bot.documents.text import MAX_CHARACTERS, Draft
from bot.errors import DocumentError


def cleaned(text: str) -> str:
    """Return what a draft makes of a text."""
    draft = Draft()
    draft.add(text)
    return draft.document().text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb", "a\tb"),
        ("$95\u00a0a\u2009month", "$95 a month"),
        ("o\ufb03ce \ufb01ne \ufb02at", "office fine flat"),
        ("cafe\u0301", "caf\u00e9"),
        ("cafe\u200b\u0301", "caf\u00e9"),
        ("\u00bd of m\u00b2", "\u00bd of m\u00b2"),
        ("re\u00adfund \ufeffnow", "refund now"),
        ("lone \ud800 half", "lone  half"),
        ("bell\x07 and zero\x00", "bell and zero"),
        ("\n\n  first   \n\n\n\n\nlast\n\n", "  first\n\n\nlast"),
    ],
)
def test_cleaning_changes_only_what_no_reader_sees(raw: str, clean: str) -> None:
    """Line ends, spaces, ligatures and invisible characters become one form; fractions stay."""
    assert clean == cleaned(raw)


def test_headings_and_pages_begin_where_the_cleaned_text_says() -> None:
    """Offsets are right though blank lines, trailing spaces and characters went away before them."""
    draft = Draft()
    draft.page()
    draft.add("\n\nA\u200bgreement  \n\n\n\n\nTerm")
    draft.page()
    draft.add("\n  Fe\u00ades \r\n", level=2)
    draft.add("You pay.")
    document = draft.document()

    assert [document.text[it.start : it.end] for it in document.headings] == ["Fees"]
    assert (
        document.text[: document.pages[1]],
        document.text[document.pages[1] :],
    ) == ("Agreement\n\n\nTerm\n", "  Fees\nYou pay.")


def test_pages_without_text_begin_where_the_next_text_does() -> None:
    """An empty page takes no room; one at the end begins at the end."""
    draft = Draft()
    for text in ("", "word", "", ""):
        draft.page()
        draft.add(text)

    assert draft.document().pages == (0, 0, 4, 4)


def test_a_document_without_pages_is_one_page() -> None:
    """A reader that knows of no pages need not speak of them."""
    draft = Draft()
    draft.add("word")

    assert draft.document().pages == (0,)


@pytest.mark.parametrize("raw", ["", " \n\t\n", "123 $ 45\n--", "\u200b\u200b\u200b\u200b\u200b"])
def test_a_text_without_a_letter_is_refused(raw: str) -> None:
    """Numbers and signs alone are no agreement."""
    with pytest.raises(DocumentError, match="no words to read"):
        cleaned(raw)


@pytest.mark.parametrize(
    ("raw", "warned"),
    [
        ("pay\u00adment \ufeffnow", False),
        ("a\u200bb \u200ec", False),
        ("z\u200be\u200br\u200bo\u200b", True),
        ("\u202etxet\u202c", True),
        ("ok" + "".join(chr(0xE0000 + ord(c)) for c in "ignore"), True),
    ],
)
def test_unseen_characters_are_warned_of_beyond_a_stray_one(raw: str, warned: bool) -> None:
    """Soft hyphens and a few zero-width marks happen; reversed text and tags do not."""
    draft = Draft()
    draft.add(raw)

    assert warned == bool(draft.document().warnings)


def test_tag_characters_leave_no_text_behind() -> None:
    """Words smuggled in as Unicode tags do not reach the text."""
    assert cleaned("pay" + "".join(chr(0xE0000 + ord(c)) for c in " nothing") + " now") == "pay now"


def test_too_long_a_text_is_refused_before_it_is_kept() -> None:
    """The limit holds for the sum of all that is added."""
    draft = Draft()
    draft.add("a" * MAX_CHARACTERS)
    with pytest.raises(DocumentError, match="2,000,000 characters"):
        draft.add("b")


def test_a_warning_is_kept_once() -> None:
    """Two parts of a document may have the same flaw."""
    draft = Draft()
    draft.add("word")
    draft.warn("Look.")
    draft.warn("Look.")

    assert draft.document().warnings == ("Look.",)
