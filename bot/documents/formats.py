"""Which files can be read: one row a format, and one file of the same name that reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from bot.errors import DocumentError
from bot.vocabulary import Document

MAX_BYTES = 20_000_000
"""Larger files are refused unread."""

_ZIP = b"PK\x03\x04"
_ZIP_END = b"PK\x05\x06"
_ZIP_TAIL = 65_557  # the end record of a zip file stands within so many bytes of the end
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body")


@dataclass(frozen=True)
class Format:
    """A kind of file; `reader` names the module here whose `read` turns its bytes into a Document.

    `sniff` knows the kind by its first bytes; without it, the name decides.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    reader: str
    sniff: Callable[[bytes], bool] | None = None
    binary: bool = False  # such a file cannot be anything else, whatever its name


def _is_pdf(data: bytes) -> bool:
    return data[:1024].lstrip().startswith(b"%PDF-")


def _is_zip(data: bytes) -> bool:
    return data.startswith(_ZIP)


def _is_web_page(data: bytes) -> bool:
    return data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEB_PAGE)


_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS = (
    Format("PDF", (".pdf",), "application/pdf", "pdf", _is_pdf, binary=True),
    Format("Word", (".docx",), _WORD_TYPE, "docx", _is_zip, binary=True),
    Format("web page", (".html", ".htm"), "text/html", "html", _is_web_page),
    Format("Markdown", (".md", ".markdown"), "text/markdown", "markdown"),
    Format("plain text", (".txt",), "text/plain", "plain"),
)

TEXT = FORMATS[-1]
"""What a file without a telling name is taken for."""

ALLOWED = "PDF, Word (.docx), web page (.html), Markdown (.md) or plain text (.txt)"
ADVICE = f"Send it as {ALLOWED}, or paste its text."

_FOREIGN = (  # how files begin that people send and that cannot be read
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"{\\rtf", "a rich text file (.rtf)"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
)


class _Reader(Protocol):
    def read(self, data: bytes) -> Document: ...


def read(data: bytes, name: str) -> Document:
    """Read a file into a Document; `name` counts only for its suffix, and only after the bytes.

    Raises DocumentError, with a sentence for the person who sent it, for every file that cannot
    be read. Strangers' files belong in `sandbox.read_untrusted`.
    """
    format_ = recognise(data, name)
    reader = cast(_Reader, import_module(f"bot.documents.{format_.reader}"))
    try:
        return reader.read(data)
    except DocumentError:
        raise
    except MemoryError as error:
        raise DocumentError(
            "This file unpacks to more than can be read. Save a plain copy of it, or paste its text."
        ) from error
    except Exception as error:  # the parsers are foreign, and fail in ways of their own on broken files
        raise DocumentError(
            f"This {format_.name} file is damaged and cannot be read. Save it anew, or paste its text."
        ) from error


def recognise(data: bytes, name: str) -> Format:
    """Return the format of a file: by its first bytes if they tell, else by the suffix of its name.

    Parses nothing, so it is safe for any bytes. Raises DocumentError when neither tells, when they
    disagree, or when the file is empty, too large, or two kinds at once.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(
            f"This file has {len(data) / 1e6:.0f} MB; at most {MAX_BYTES // 1_000_000} MB can be read. "
            "Send a smaller copy, or paste its text."
        )
    if not data.strip():
        raise DocumentError("This file is empty. Send the agreement again, or paste its text.")
    _refuse_foreign(data)
    suffix = PurePath(name).suffix.lower()
    named = next((row for row in FORMATS if suffix in row.suffixes), None)
    found = next((row for row in FORMATS if row.sniff and row.sniff(data)), None)
    if found is not None and named is not None and found is not named and (found.binary or named.binary):
        raise DocumentError(
            f"This file is named {suffix} but holds a {found.name} file. Rename it or save it anew, or paste its text."
        )
    if found is not None:
        return found
    if named is not None and named.binary:
        raise DocumentError(f"This file is named {suffix} but is not a {named.name} file inside. {ADVICE}")
    if named is None and suffix:
        raise DocumentError(f"Files named {suffix[:10]!r} cannot be read. {ADVICE}")
    return named or TEXT


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise DocumentError(
                "This Word file is protected with a password. Save a copy without it, or paste its text."
            )
        raise DocumentError(
            "This is a file of an old Office program, such as .doc. Save it as .docx, or paste its text."
        )
    for magic, what in _FOREIGN:
        if data.startswith(magic):
            raise DocumentError(f"This is {what}, which cannot be read. {ADVICE}")
    if (_is_pdf(data) and _ZIP_END in data[-_ZIP_TAIL:]) or (_is_zip(data) and b"%PDF-" in data[:1024]):
        raise DocumentError(
            "This file is a PDF and a packed file at once, so what you see may differ from what is read. "
            "Save it anew as a plain PDF, or paste its text."
        )
