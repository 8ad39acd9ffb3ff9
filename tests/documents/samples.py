"""Real files, made on the spot: the tests hold no binary."""

import random
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document as WordDocument
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: Callable[[Canvas], None], password: str | None = None) -> bytes:
    """Return a PDF whose pages are drawn by these functions."""
    file = BytesIO()
    encryption = None if password is None else StandardEncryption(password, ownerPassword="owner")
    canvas = Canvas(file, pagesize=letter, encrypt=encryption)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(*texts: str) -> Callable[[Canvas], None]:
    """Return the drawing of a page that holds these lines."""

    def draw(canvas: Canvas) -> None:
        for row, text in enumerate(texts):
            canvas.drawString(50, 700 - 15 * row, text)

    return draw


def scan(canvas: Canvas) -> None:
    """Draw a page that is one picture."""
    picture = Image.effect_noise((85, 110), 50)
    canvas.drawImage(ImageReader(picture), 0, 0, *letter)


def two_columns(texts: Sequence[str]) -> bytes:
    """Return a PDF whose paragraphs run down a left column, then a right one."""
    file = BytesIO()
    document = BaseDocTemplate(file, pagesize=letter)
    columns = [Frame(50, 50, 240, 690), Frame(310, 50, 240, 690)]
    document.addPageTemplates(PageTemplate(frames=columns))
    style = getSampleStyleSheet()["Normal"]
    document.build([Paragraph(text, style) for text in texts])
    return file.getvalue()


def table_pdf(rows: list[list[str]]) -> bytes:
    """Return a PDF that holds one table."""
    file = BytesIO()
    document = BaseDocTemplate(file, pagesize=letter)
    document.addPageTemplates(PageTemplate(frames=[Frame(50, 50, 500, 690)]))
    document.build([Table(rows)])
    return file.getvalue()


def raw_pdf(content: bytes, filters: str = "", more: Sequence[bytes] = ()) -> bytes:
    """Return a PDF of one page with this content stream and these further objects, from number 5."""
    resources = b"<</XObject<<" + b"".join(b"/X%d %d 0 R" % (n, n) for n in range(5, 5 + len(more))) + b">>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources " + resources + b">>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters.encode(), content),
        *more,
    ]
    file, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(file + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def packed_zeros(size: int) -> bytes:
    """Return so many spaces, deflated twice over: a gigabyte in a few thousand bytes."""
    packer, chunk = zlib.compressobj(9), b" " * 1_000_000
    once = b"".join(packer.compress(chunk) for _ in range(size // len(chunk))) + packer.flush()
    return zlib.compress(once, 9)


def word(build: Callable[[WordDocument], object]) -> bytes:
    """Return a Word file that this function has written."""
    document = docx.Document()
    build(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(file: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a Word file with one part changed, or added if it was not there."""
    with ZipFile(BytesIO(file)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    parts[name] = change(parts.get(name, b""))
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip file of these parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def bare_word(body: str, **parts: str) -> bytes:
    """Return a small Word file with this body in its XML; parts are added under word/, as NAME.xml."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"/>'.encode(),
            "word/document.xml": document.encode(),
            **{f"word/{name}.xml": part.encode() for name, part in parts.items()},
        }
    )


def rubbish(size: int, seed: int = 7) -> bytes:
    """Return bytes without any meaning, the same each time."""
    return random.Random(seed).randbytes(size)
