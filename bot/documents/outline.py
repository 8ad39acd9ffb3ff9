"""The outline of a document: its sections, and in each the clauses, one sentence or list item long.

Works from markup headings where a reader found them and from the shape of lines where not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.documents.headings import ITEM, NUMBER, NUMBERED, SHORT, Line, is_table_row, run_in_title, shape_level
from bot.vocabulary import Document

__all__ = ["ITEM", "Block", "Clause", "blocks", "clauses", "sentences"]

ABBREVIATIONS = (
    r"Dr|Drs|Mr|Mrs|Ms|St|No|Nos|Inc|Ltd|Co|Corp|vs|e\.g|i\.e|etc|U\.S|P\.C|P\.A|M\.D|D\.O|L\.L\.C|a\.m|p\.m"
    r"|Sec|Art|Ch|Rev|approx|min|max|incl|[A-Z]"
)
CLOSING_MARKS = "\"')]*\u201d\u2019"
SENTENCE_END = re.compile(
    r"(?<=[.?!])[\"')\]*\u201d\u2019]*\s+(?=[\"'(\[\u201c\u2018*]*[A-Z0-9\u2022])|(?<!\s)\s+(?=\u2022)"
)
ABBREVIATED = re.compile(rf"(?:^|[\s(])(?:{ABBREVIATIONS})\.$")
LONGEST_ABBREVIATION = 12  # characters, and more than any has
LONGEST = 1500  # characters: a longer sentence is none, so it is cut where a word ends, as no clause is so long
LONGEST_ABOVE = 300  # characters of a heading or a lead: it is read again with each clause below it
BARE_NUMBER = re.compile(rf"^\s*{NUMBER}\s*$")
SPELLED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|(?:twen|thir|for|fif|six|nine)ty"
    r"(?:-\w+)?|hundred)$",
    re.IGNORECASE,
)
FIGURES = re.compile(r"\(\d{1,3}\)")  # of a number that was spelled at the end of the line before: no list item
NEGATIVE = re.compile(
    r"\b(?:no|nope|not|never|without|non|none|nothing|yes|yep)\b", re.IGNORECASE
)  # such a title says something by itself

PAGE_NUMBER = re.compile(
    r"^\W*page\s+\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*$|^[-\u2013\u2014]\s*\d{1,3}\s*[-\u2013\u2014]$", re.IGNORECASE
)  # a running foot


@dataclass(frozen=True)
class Clause:
    """A sentence or list item.

    `section` is the path of headings above it, `lead` the line that introduces its list, `title` the document's;
    `paragraph` counts blocks.
    """

    start: int
    end: int
    text: str
    section: tuple[str, ...]
    paragraph: int
    lead: str = ""
    title: str = ""

    @property
    def heading(self) -> str:
        """Join the path of headings above the clause."""
        return " › ".join(self.section)


@dataclass(frozen=True)
class Block:
    """A paragraph, list item, table row or heading (`level` above 0): offsets of its lines, joined."""

    start: int
    end: int
    level: int = 0


def clauses(document: Document) -> tuple[Clause, ...]:
    """Cut a document into clauses, in reading order; headings themselves are not clauses."""
    found: list[Clause] = []
    path: list[tuple[int, str]] = []
    lead = document_title = ""
    for number, block in enumerate(blocks(document)):
        text = document.text[block.start : block.end]
        if block.level and number == 0:
            document_title = " ".join(text.split())[:LONGEST_ABOVE]  # it stands above everything, so no path names it
            continue
        if block.level:
            above = [(level, title) for level, title in path if level < block.level]
            path = [*above, (block.level, " ".join(text.split())[:LONGEST_ABOVE])]
            lead = ""
            continue
        title = run_in_title(text)
        section = (*(title for _, title in path), *([title] if title else []))
        if not belongs_to_list(text, title):
            lead = ""
        for start, end in sentences(text):
            if not repeats(title, text[start:end]):
                found.append(
                    Clause(
                        block.start + start, block.start + end, text[start:end], section, number, lead, document_title
                    )
                )
        if text.rstrip().endswith(":"):
            lead = found[-1].text[-LONGEST_ABOVE:] if found else ""
    return tuple(found)


def belongs_to_list(text: str, title: str) -> bool:
    """Whether a block can go on with the list that a line before it led into."""
    item = bool(ITEM.match(text)) and not title
    row = len(text) < SHORT and text.rstrip()[-1:] not in ".;:"
    return item or row or text[:1].islower()


def repeats(title: str, sentence: str) -> bool:
    """Whether a sentence is but the title of its paragraph; a title that denies something is a clause, too."""
    return bool(title) and not NEGATIVE.search(title) and " ".join(sentence.split()).rstrip(".:") == title


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each sentence in one paragraph, and of each part of one that is too long to be any."""
    start = 0
    for gap in SENTENCE_END.finditer(text):
        before = text[max(start, gap.start() - LONGEST) : gap.start()].rstrip(CLOSING_MARKS)
        if ABBREVIATED.search(before[-LONGEST_ABBREVIATION:]) or (len(before) < LONGEST and BARE_NUMBER.match(before)):
            continue
        yield from parts(text, start, gap.start() + len(gap.group()) - len(gap.group().lstrip(CLOSING_MARKS)))
        start = gap.end()
    if text[start:].strip():
        yield from parts(text, start, start + len(text[start:].rstrip()))


def parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence whole, or cut at spaces where it is too long to be one."""
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start + 1, start + LONGEST), text.rfind("\n", start + 1, start + LONGEST))
        cut = cut if cut > start else start + LONGEST
        if text[start:cut].strip():
            yield start, start + len(text[start:cut].rstrip())
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def blocks(document: Document) -> list[Block]:
    """Join hard-wrapped lines into paragraphs and tell headings from text."""
    marked = {heading.start: heading.level for heading in document.headings}
    rows = [line for line in lines(document.text) if not PAGE_NUMBER.match(line.text)]
    width = usual_width(rows)
    found: list[Block] = []
    for previous, line, following in zip([None, *rows], rows, [*rows[1:], None], strict=False):
        level = marked.get(line.start, 0) or (0 if marked_text(document, line) else shape_level(line, following, width))
        if found and not level and not found[-1].level and previous and continues(previous, line, width):
            found[-1] = Block(found[-1].start, line.end)
        else:
            found.append(Block(line.start, line.end, level))
    return found


def marked_text(document: Document, line: Line) -> bool:
    """Whether the document's own markup has headings, and this line is no heading of its kind."""
    return len(document.headings) >= 3 and not NUMBERED.match(line.text)


def lines(text: str) -> Iterator[Line]:
    """Yield the lines that hold something."""
    start, blank = 0, True
    for raw in text.splitlines(keepends=True):
        body = raw.strip()
        if body:
            inset = len(raw) - len(raw.lstrip())
            yield Line(start + inset, start + inset + len(body), body, blank)
        blank = not body
        start += len(raw)


def usual_width(rows: list[Line]) -> int:
    """Return the width at which lines were wrapped, or 0 where every paragraph is one line."""
    lengths = sorted(len(row.text) for row in rows)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    wrapped = sum(
        1 for one, two in pairwise(rows) if not two.after_blank and two.text[:1].islower() and len(one.text) > 40
    )
    return width if width <= 140 and wrapped >= max(2, len(rows) // 20) else 0


def continues(previous: Line, line: Line, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if FIGURES.match(line.text) and SPELLED.search(previous.text) and not line.after_blank:
        return True
    if line.after_blank or ITEM.match(line.text) or is_table_row(line.text) or is_table_row(previous.text):
        return False
    if line.text[:1].islower() and previous.text[-1:] not in ".:;?!":
        return True
    return bool(width) and len(previous.text) >= 0.6 * width
