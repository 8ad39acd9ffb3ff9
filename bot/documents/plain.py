"""Plain text: files of words alone, and what a person pastes."""

import codecs
import re

from bot.documents.text import Draft
from bot.errors import DocumentError
from bot.vocabulary import Document

RUBBISH = 0.01
"""A text with a larger share of control characters, a stray one or two aside, is none."""

_MARKS = (  # the longer mark first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")


def read(data: bytes) -> Document:
    """Read a text file; a form feed begins a page. Raises DocumentError when it is no text."""
    return paste(decode(data))


def paste(text: str) -> Document:
    """Read what a person has pasted. Raises DocumentError when it is empty or too long."""
    draft = Draft()
    for page in text.split("\f"):
        draft.page()
        draft.add(page)
    return draft.document()


def decode(data: bytes, encoding: str = "cp1252") -> str:
    """Turn bytes into text by their byte order mark, as UTF-8, or else in the given encoding.

    Raises DocumentError when the outcome is binary rubbish.
    """
    text = _decode(data, encoding)
    rubbish = len(_CONTROL.findall(text))
    if "\x00" in text or rubbish > 2 + RUBBISH * len(text):
        raise DocumentError(
            "This file is not text that can be read. Save it as PDF, Word (.docx) or plain text (.txt), "
            "or paste its text."
        )
    return text


def _decode(data: bytes, encoding: str) -> str:
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return data.decode(marked, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(encoding, "replace")
