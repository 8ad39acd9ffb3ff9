"""Text files and pasted text."""

import codecs

import pytest

from bot.documents.plain import decode, paste, read
from bot.errors import DocumentError

SAID = "Fee: \u00a395 \u2013 the \u201cplan\u201d"


@pytest.mark.parametrize(
    "data",
    [
        SAID.encode(),
        codecs.BOM_UTF8 + SAID.encode(),
        SAID.encode("cp1252"),
        SAID.encode("utf-16"),
        codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"),
        SAID.encode("utf-32"),
    ],
)
def test_text_is_read_in_the_encodings_that_people_have(data: bytes) -> None:
    """UTF-8, UTF-16 and UTF-32 with a mark, and Windows' own, all say the same."""
    assert read(data).text == SAID


@pytest.mark.parametrize("data", [b"\x00\x01\x02word", b"word\x01\x02\x03\x04", bytes(range(256)) * 4])
def test_binary_rubbish_is_refused(data: bytes) -> None:
    """A file of control characters is no text, whatever its name."""
    with pytest.raises(DocumentError, match="not text that can be read"):
        decode(data)


def test_a_stray_control_character_is_left_out() -> None:
    """Old programs leave one behind now and then."""
    assert read(b"The\x1a fee\x07").text == "The fee"


def test_a_form_feed_begins_a_page() -> None:
    """Old text files mark their pages so."""
    document = read(b"one\n\ftwo\n\fthree")

    assert (document.pages, document.text) == ((0, 4, 8), "one\ntwo\nthree")


def test_pasted_text_keeps_its_lines_and_tabs() -> None:
    """What is pasted is read as it stands, and never as markup."""
    assert paste("# Fees\r\n\r\n<b>Adult</b>\t$95  ").text == "# Fees\n\n<b>Adult</b>\t$95"


def test_an_empty_paste_is_refused() -> None:
    """Nothing can be said of nothing."""
    with pytest.raises(DocumentError, match="no words"):
        paste("  \n ")
