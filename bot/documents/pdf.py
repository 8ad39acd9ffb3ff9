"""PDF: the text layer page by page, and a warning where it is not what a reader sees."""

import re
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as engine  # type: ignore[import-untyped]

from bot.documents.hidden import hidden_words, picture_share
from bot.documents.text import MAX_CHARACTERS, Draft
from bot.errors import DocumentError
from bot.vocabulary import Document

MAX_PAGES = 300
"""Longer documents are refused unread."""

FEW = 100
"""A page of fewer letters, most of it a picture, is a scan with a stamp on it."""

MOST = 0.5
"""What share of a page its picture must cover, or of its words be invisible, to be a scan."""

_HYPHEN = "\ufffe"  # what pdfium leaves of a hyphen at the end of a line, the line end gone
# Both begin only where a word does, or a page of one endless word would take time without end.
_BROKEN_WORD = re.compile(rf"(?<![\w-])([\w-]*){_HYPHEN}(\w*)")
_COMPOUND = re.compile(r"(?<!\w)\w+-\w+")
# Hyphens after these belong to the word; no longer list, for "in-formation" and "pre-mium" are broken words.
_KEPT = frozenset({"cross", "half", "month", "non", "self", "third", "two", "well", "year"})


@dataclass
class _Pages:
    """Numbers of the pages on which something is not as it seems."""

    scanned: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    words: int = 0


def read(data: bytes) -> Document:
    """Read a PDF's text with the offset at which each page begins.

    Raises DocumentError for a PDF that is protected, broken, longer than MAX_PAGES, or all pictures.
    """
    with closing(_opened(data)) as pdf:
        if len(pdf) > MAX_PAGES:
            raise DocumentError(
                f"This PDF has {len(pdf)} pages; at most {MAX_PAGES} can be read. "
                "Send only the agreement, or paste the part that matters."
            )
        seen = _Pages()
        texts = [_page(pdf, number, seen) for number in range(1, len(pdf) + 1)]
    if not any(map(str.isalpha, "".join(texts))):
        raise DocumentError(
            f"This PDF has no text to read: {_pages(range(1, len(texts) + 1))} only show pictures, as scans "
            "do. Send a PDF with text, or paste the text."
        )
    draft = Draft()
    for text in mend_hyphens(texts):
        draft.page()
        draft.add(text)
    _warn(draft, seen)
    return draft.document()


def mend_hyphens(texts: list[str]) -> list[str]:
    """Join the words that line ends have broken; a hyphen that belongs to the word stays.

    It belongs to it if the same word stands elsewhere with its hyphen, or by its first part.
    """
    compounds = {word.lower() for text in texts for word in _COMPOUND.findall(text)}

    def mend(broken: re.Match[str]) -> str:
        before, after = broken.groups()
        whole = f"{before}-{after}"
        keep = (
            not before
            or not after[:1].islower()
            or "-" in before
            or before.lower() in _KEPT
            or whole.lower() in compounds
        )
        return whole if keep else before + after

    return [_BROKEN_WORD.sub(mend, text) for text in texts]


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (engine.FPDF_ERR_PASSWORD, engine.FPDF_ERR_SECURITY):
            raise DocumentError(
                "This PDF is protected with a password. Save an unprotected copy, or paste its text."
            ) from error
        raise


def _page(pdf: pdfium.PdfDocument, number: int, seen: _Pages) -> str:
    """Return a page's text, and note what is odd about it."""
    with closing(_flattened(pdf, number - 1)) as page, closing(page.get_textpage()) as layer:
        if layer.count_chars() > MAX_CHARACTERS:
            raise MemoryError
        text = str(layer.get_text_range()).replace("\r\n", "\n").replace("\x02", _HYPHEN)
        letters = sum(map(str.isalpha, text))
        pictured = picture_share(page) > MOST
        if (pictured and letters < FEW) or (not text.strip() and engine.FPDFPage_CountObjects(page)):
            seen.scanned.append(number)
        if words := hidden_words(page, layer):
            if pictured and words > MOST * len(text.split()):
                seen.recognised.append(number)
            else:
                seen.hidden.append(number)
                seen.words += words
        return text


def _flattened(pdf: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """Open a page with what was typed into its form fields, or onto it, as part of its text."""
    page = pdf[index]
    if engine.FPDFPage_GetAnnotCount(page) > 0:
        engine.FPDFPage_Flatten(page, engine.FLAT_NORMALDISPLAY)
        page.close()
        page = pdf[index]
    return page


def _warn(draft: Draft, seen: _Pages) -> None:
    if seen.scanned:
        draft.warn(
            f"There is little or no text on {_pages(seen.scanned)}: such pages are pictures, as scans are, "
            "and were not read. Paste their text if it matters."
        )
    if seen.recognised:
        draft.warn(
            f"The words on {_pages(seen.recognised)} were recognised by a program from a scan, and it may "
            "have misread some. Compare names, dates and amounts with the paper."
        )
    if seen.hidden:
        draft.warn(
            f"Some text is not visible to a reader (about {seen.words} words, on {_pages(seen.hidden)}): it "
            "is white, tiny, see-through or off the page. Do not rely on it, and ask why it is there."
        )


def _pages(numbers: list[int] | range) -> str:
    """Name pages in words: "page 4", "pages 1 to 3 and 7"."""
    starts = [numbers[0], *(b for a, b in pairwise(numbers) if b > a + 1)]
    ends = [*(a for a, b in pairwise(numbers) if b > a + 1), numbers[-1]]
    runs = [str(a) if a == b else f"{a} to {b}" for a, b in zip(starts, ends, strict=True)]
    listed = " and ".join(filter(None, (", ".join(runs[:-1]), runs[-1])))
    return f"{'page' if len(numbers) == 1 else 'pages'} {listed}"
