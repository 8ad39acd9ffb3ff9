"""Typeset the sample agreements that come as files: Markdown in, Word or PDF out.

Practices send their agreements as Word and PDF files, so four of the samples are kept that way, one of
them in two columns. Their sources lie beside this script; run `python -m evals.typeset` after changing one. The same source gives
the same bytes: dates, identifiers and archive times are fixed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from markdown_it import MarkdownIt
from markdown_it.token import Token
from reportlab.lib import colors
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, FrameBreak, PageBreak, PageTemplate, Table, TableStyle
from reportlab.platypus import Paragraph as PdfParagraph

SOURCES = Path(__file__).parent
PRACTICES = SOURCES.parents[1] / "knowledge" / "practices"
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
ARCHIVED = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Span:
    """A run of text in one weight."""

    text: str
    bold: bool


Line = tuple[Span, ...]
"""The spans of one paragraph, item or cell."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title."""

    level: int
    line: Line


@dataclass(frozen=True)
class Clause:
    """A paragraph of body text."""

    line: Line


@dataclass(frozen=True)
class Items:
    """A numbered list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Grid:
    """A table; its first row is the header."""

    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class NewPage:
    """A page break, written as a rule in the source."""


Block = Heading | Clause | Items | Grid | NewPage


def read(source: str) -> Iterator[Block]:
    """Read the blocks of a Markdown source, in order."""
    tokens = MarkdownIt().enable("table").parse(source)
    for at, token in enumerate(tokens):
        match token.type:
            case "heading_open":
                yield Heading(int(token.tag[1]), _line(tokens[at + 1]))
            case "paragraph_open" if token.level == 0:
                yield Clause(_line(tokens[at + 1]))
            case "ordered_list_open":
                yield Items(tuple(_lines(tokens, at, "ordered_list_close")))
            case "table_open":
                yield Grid(tuple(_rows(tokens, at)))
            case "hr":
                yield NewPage()


def _line(token: Token) -> Line:
    """Return the spans of an inline token."""
    spans: list[Span] = []
    bold = False
    for child in token.children or []:
        if child.type in ("strong_open", "strong_close"):
            bold = child.type == "strong_open"
        elif text := " " if child.type == "softbreak" else child.content:
            spans.append(Span(text, bold))
    return tuple(spans)


def _lines(tokens: Sequence[Token], at: int, end: str) -> Iterator[Line]:
    """Return the inline texts from a token up to the one that closes it."""
    for token in tokens[at:]:
        if token.type == end:
            return
        if token.type == "inline":
            yield _line(token)


def _rows(tokens: Sequence[Token], at: int) -> Iterator[tuple[Line, ...]]:
    """Return the rows of the table that opens at a token."""
    for start, token in enumerate(tokens[at:], at):
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            yield tuple(_lines(tokens, start, "tr_close"))


def word(blocks: Sequence[Block]) -> bytes:
    """Set the blocks as a Word document with real headings, lists and tables."""
    document = Document()
    document.styles["Normal"].font.size = Pt(11)
    _describe(document, blocks)
    for block in blocks:
        match block:
            case Heading(level, line):
                _write(document.add_heading(level=level), line)
            case Clause(line):
                _write(document.add_paragraph(), line)
            case Items(lines):
                _write_items(document, lines)
            case Grid(rows):
                _write_grid(document, rows)
            case NewPage():
                document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    return _archive(document)


def _describe(document: Word, blocks: Sequence[Block]) -> None:
    """Fix the properties that would otherwise name the machine and the moment."""
    properties = document.core_properties
    properties.title = _title(blocks)
    properties.author = properties.last_modified_by = "Sample practice"
    properties.comments = "Sample agreement"
    properties.created = properties.modified = WRITTEN
    properties.revision = 1


def _title(blocks: Sequence[Block]) -> str:
    """Return the text of the first heading."""
    return next("".join(span.text for span in block.line) for block in blocks if isinstance(block, Heading))


def _write(paragraph: WordParagraph, line: Line) -> None:
    """Add the spans of a line to a paragraph."""
    for span in line:
        paragraph.add_run(span.text).bold = True if span.bold else None


def _write_items(document: Word, lines: Sequence[Line]) -> None:
    """Add a numbered list that starts again at one."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"]
    shared = numbering.num_having_numId(style.element.pPr.numPr.numId.val)
    own = numbering.add_num(shared.abstractNumId.val)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    for line in lines:
        paragraph = document.add_paragraph(style="List Number")
        properties = paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = own.numId
        _write(paragraph, line)


def _write_grid(document: Word, rows: Sequence[Sequence[Line]]) -> None:
    """Add a table with a bold header row."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, line in zip(row.cells, cells, strict=True):
            _write(cell.paragraphs[0], line)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    document.add_paragraph()


def _archive(document: Word) -> bytes:
    """Save a document with every archive entry stored at one fixed time."""
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as old, ZipFile(fixed, "w") as new:
        for entry in old.infolist():
            new.writestr(ZipInfo(entry.filename, ARCHIVED), old.read(entry), ZIP_DEFLATED)
    return fixed.getvalue()


@dataclass(frozen=True)
class Face:
    """How the text of a PDF looks."""

    title: ParagraphStyle
    section: ParagraphStyle
    body: ParagraphStyle


def _face(size: float) -> Face:
    """Return a face whose body text has a size in points."""
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=size, leading=1.3 * size, spaceAfter=size / 2)
    bold = ParagraphStyle("bold", body, fontName="Times-Bold", keepWithNext=1)
    title = ParagraphStyle("title", bold, fontSize=1.5 * size, leading=1.8 * size, spaceAfter=size)
    section = ParagraphStyle("section", bold, fontSize=1.1 * size, spaceBefore=0.7 * size)
    return Face(title, section, body)


RULED = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


WIDE, NARROW = _face(11.3), _face(9.3)
MARGIN, GUTTER, PADDING = inch, 0.3 * inch, 6
WIDTH, HEIGHT = letter[0] - 2 * MARGIN, letter[1] - 2 * MARGIN


def pdf(blocks: Sequence[Block]) -> bytes:
    """Set the blocks as a text PDF with numbered pages."""
    template = PageTemplate(frames=[_frame(MARGIN, WIDTH, HEIGHT)], onPageEnd=_number)
    return _build(blocks, [template], [flowable for block in blocks for flowable in _flowables(block, WIDE)])


def pdf_in_columns(blocks: Sequence[Block]) -> bytes:
    """Set what comes before the first section across the page, and the rest in two columns."""
    head = list(takewhile(lambda block: not (isinstance(block, Heading) and block.level > 1), blocks))
    across = [flowable for block in head for flowable in _flowables(block, NARROW)]
    below = [flowable for block in blocks[len(head) :] for flowable in _flowables(block, NARROW)]
    inside = WIDTH - 2 * PADDING
    high = 2 * PADDING + sum(flowable.wrap(inside, HEIGHT)[1] + flowable.getSpaceAfter() for flowable in across)
    top = _frame(MARGIN, WIDTH, high, HEIGHT - high)
    first = PageTemplate("first", [top, *_columns(HEIGHT - high)], onPageEnd=_number, autoNextPageTemplate="later")
    later = PageTemplate("later", _columns(HEIGHT), onPageEnd=_number)
    return _build(blocks, [first, later], [*across, FrameBreak(), *below])


def _frame(left: float, width: float, height: float, above: float = 0) -> Frame:
    """Return a frame that stands on the lower margin, or so far above it."""
    return Frame(left, MARGIN + above, width, height, PADDING, PADDING, PADDING, PADDING)


def _columns(height: float) -> list[Frame]:
    """Return two columns that stand on the lower margin."""
    width = (WIDTH - GUTTER) / 2
    return [_frame(left, width, height) for left in (MARGIN, MARGIN + width + GUTTER)]


def _build(blocks: Sequence[Block], templates: list[PageTemplate], story: list[Flowable]) -> bytes:
    """Build a PDF whose bytes depend on its text alone."""
    made = BytesIO()
    document = BaseDocTemplate(
        made,
        pagesize=letter,
        invariant=1,
        pageCompression=0,
        title=_title(blocks),
        author="Sample practice",
        lang="en-US",
    )
    document.addPageTemplates(templates)
    document.build(story)
    return made.getvalue()


def _number(canvas: Canvas, document: BaseDocTemplate) -> None:
    """Draw the page number after the text of a page, so that it is also read after it."""
    canvas.setFont("Times-Roman", 9)
    canvas.drawCentredString(letter[0] / 2, 0.6 * inch, f"Page {document.page}")


def _flowables(block: Block, face: Face) -> Iterator[Flowable]:
    """Return what a block is on a page."""
    match block:
        case Heading(level, line):
            yield PdfParagraph(_markup(line), face.title if level == 1 else face.section)
        case Clause(line):
            yield PdfParagraph(_markup(line), face.body)
        case Items(lines):
            for number, line in enumerate(lines, 1):
                yield PdfParagraph(f"({number}) {_markup(line)}", face.body)
        case Grid(rows):
            cells = [[PdfParagraph(_markup(line), face.body) for line in row] for row in rows]
            yield Table(cells, style=RULED, repeatRows=1, spaceAfter=10)
        case NewPage():
            yield PageBreak()


def _markup(line: Line) -> str:
    """Return the spans of a line in the typesetter's own markup."""
    safe = [span.text.replace("&", "&amp;").replace("<", "&lt;") for span in line]
    return "".join(f"<b>{text}</b>" if span.bold else text for span, text in zip(line, safe, strict=True))


AGREEMENTS: dict[str, Callable[[Sequence[Block]], bytes]] = {
    "harbor-lane/agreement.docx": word,
    "cedar-bluff/agreement.pdf": pdf,
    "quarrystone-worksite/agreement.docx": word,
    "saltwind-terrace/agreement.pdf": pdf_in_columns,
}
"""Which file is set how; the source of each is named after its practice."""


def main() -> None:
    """Write every typeset agreement into the folder of its practice."""
    for name, typeset in AGREEMENTS.items():
        file = PRACTICES / name
        source = (SOURCES / f"{file.parent.name}.md").read_text(encoding="utf-8")
        file.write_bytes(typeset(tuple(read(source))))


if __name__ == "__main__":
    main()
