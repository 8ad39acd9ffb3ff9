"""The zip file that a Word file is: opened only as far as is safe.

Nothing is unpacked before its size is known, and no part may declare entities, so neither
zip bombs nor XML bombs nor references to other files get as far as a parser.
"""

import zipfile
import zlib
from io import BytesIO

from bot.errors import DocumentError

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100_000_000
MAX_XML = 20_000_000
"""Of the parts that hold text; pictures are the rest."""
MAX_RATIO = 200
"""Honest XML packs to a tenth or a thirtieth of its size."""
MAX_TAGS = 400_000
"""In all parts: three hundred pages have fewer, and each costs the parsers a kilobyte."""
SMALL = 1_000_000
"""Parts below this may pack as well as they like."""

_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OTHERS = (  # zip files that are not Word's, by a file that each has
    ("xl/workbook.xml", "an Excel file (.xlsx)"),
    ("ppt/presentation.xml", "a PowerPoint file (.pptx)"),
    ("content.xml", "an OpenDocument file"),
    ("Index/Document.iwa", "a Pages file"),
)
_BOMB = "This Word file unpacks to more than can be read. Save a plain copy of it, or paste its text."


def xml_parts(data: bytes) -> dict[str, bytes]:
    """Return the XML parts of a Word file by name; its pictures and other parts are left packed.

    Raises DocumentError for an archive that is broken, protected, not Word's, too big once
    unpacked, or that declares a document type.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check(entries)
            parts = {entry.filename: _part(archive, entry) for entry in entries if _is_xml(entry)}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError, zlib.error) as error:
        raise _damaged() from error
    if sum(part.count(b"<") for part in parts.values()) > MAX_TAGS:
        raise DocumentError(_BOMB)
    return parts


def packed(parts: dict[str, bytes]) -> BytesIO:
    """Return an archive of these parts alone."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    file.seek(0)
    return file


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels"))


def _check(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    for name, what in _OTHERS:
        if name in names and not any(other.startswith("word/") for other in names):
            raise DocumentError(f"This is {what}, which cannot be read. Save it as PDF, or paste its text.")
    if "[Content_Types].xml" not in names:
        raise DocumentError(
            "This is a packed file (.zip), no Word file. Unpack it and send the agreement, or paste its text."
        )
    if len(names) < len(entries):  # two parts of one name: which would be read?
        raise _damaged()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise DocumentError("This Word file is protected with a password. Save a copy without it, or paste its text.")
    unpacked = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if _is_xml(entry))
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or xml > MAX_XML or any(map(_is_bomb, entries)):
        raise DocumentError(_BOMB)


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > SMALL and entry.file_size > MAX_RATIO * max(1, entry.compress_size)


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.compress_type not in _METHODS:
        raise _damaged()
    with archive.open(entry) as file:
        part = file.read(entry.file_size + 1)  # never more than was declared, whatever it unpacks to
    if b"<!DOCTYPE" in part.replace(b"\x00", b"").upper():  # the zeros are those of UTF-16
        raise DocumentError(
            "This Word file has parts that no word processor writes, and it was not opened. "
            "Save it anew in Word, or paste its text."
        )
    return part


def _damaged() -> DocumentError:
    return DocumentError("This Word file is damaged and cannot be read. Save it anew, or paste its text.")
