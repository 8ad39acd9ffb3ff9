"""The outline of a document: its sections, and in each the clauses, one sentence or list item long.

Works from markup headings where a reader found them and from the shape of lines where not
(numbered clauses, capitals, short titles, questions), because most agreements reach us as plain lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.vocabulary import Document

SHORT = 90  # characters: a longer line is not a heading
ABBREVIATIONS = (
    r"Dr|Drs|Mr|Mrs|Ms|St|No|Nos|Inc|Ltd|Co|Corp|vs|e\.g|i\.e|etc|U\.S|P\.C|P\.A|M\.D|D\.O|L\.L\.C|a\.m|p\.m"
    r"|Sec|Art|Ch|Rev|approx|min|max|incl|[A-Z]"
)
SENTENCE_END = re.compile(r"(?<=[.?!])[\"')\]*\u201d\u2019]*\s+(?=[\"'(\[\u201c\u2018*]*[A-Z0-9\u2022])|\s+(?=\u2022)")
ABBREVIATED = re.compile(rf"(?:^|[\s(])(?:{ABBREVIATIONS})\.$")
NUMBER = r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVX]{1,5}[.)]|[A-Z][.)])"
ITEM = re.compile(
    rf"^\s*(?:[\u2022\u25aa\u25cf\u25e6\u2023\u27a2\u2713\u2714\u00b7*>\u2013\u2014-]\s|\([a-z0-9]{{1,4}}\)\s|[a-z0-9]{{1,3}}[.)]\s|{NUMBER}\s+[A-Z\"\u201c])"
)
BARE_NUMBER = re.compile(rf"^\s*{NUMBER}\s*$")
NAMED = re.compile(
    r"^\s*(?:article|section|part|appendix|schedule|exhibit|attachment|addendum)\s+[\dIVXA-Z]{1,4}\b", re.IGNORECASE
)
NUMBERED = re.compile(rf"^\s*(?P<number>{NUMBER})\s+(?P<title>[A-Z\"\u201c].*)$")
RUN_IN = re.compile(
    rf"^\s*(?P<number>{NUMBER}\s+)?(?P<title>[A-Z\"\u201c][^.:?!|$]{{2,60}}?)(?P<mark>[.:]|\s[\u2013\u2014-])\s+(?=[A-Z\"\u201c(\d])"
)
VERBS = re.compile(r"\b(?:is|are|was|shall|will|may|must|can|has|have|requires?|includes?|agrees?|does|do)\b")
NEGATIVE = re.compile(r"\b(?:no|not|never|without|non)\b", re.IGNORECASE)  # such a title says something by itself
SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "not", "of", "on", "or", "our", "the", "to",
         "with", "your", "you", "this", "&", "vs"}  # fmt: skip
DEEPEST = 9


@dataclass(frozen=True)
class Clause:
    """A sentence or list item: `lead` is the line that introduces its list, `paragraph` counts blocks."""

    start: int
    end: int
    text: str
    section: tuple[str, ...]
    paragraph: int
    lead: str = ""

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


@dataclass(frozen=True)
class Line:
    """One line of the text, without the white space around it."""

    start: int
    end: int
    text: str
    after_blank: bool


def clauses(document: Document) -> tuple[Clause, ...]:
    """Cut a document into clauses, in reading order; headings themselves are not clauses."""
    found: list[Clause] = []
    path: list[tuple[int, str]] = []
    lead = ""
    for number, block in enumerate(blocks(document)):
        text = document.text[block.start : block.end]
        if block.level:
            path = [
                *((level, title) for level, title in path if level < block.level),
                (block.level, " ".join(text.split())),
            ]
            lead = ""
            continue
        section = tuple(title for _, title in path)
        title = run_in_title(text)
        if title:
            section = (*section, title)
        item = bool(ITEM.match(text)) and not title
        row = len(text) < SHORT and text.rstrip()[-1:] not in ".;:"
        lead = lead if item or row or text[:1].islower() else ""
        for start, end in sentences(text):
            if title and not NEGATIVE.search(title) and " ".join(text[start:end].split()).rstrip(".:") == title:
                continue
            found.append(Clause(block.start + start, block.start + end, text[start:end], section, number, lead))
        if text.rstrip().endswith(":"):
            lead = found[-1].text if found else ""
    return tuple(found)


def run_in_title(text: str) -> str:
    """Return the title that a paragraph begins with ("5. Termination. Either party …"), or ""."""
    match = RUN_IN.match(text)
    if not match or not is_title(match["title"]):
        return ""
    lone = not match["number"] and match["mark"] == "."
    if VERBS.search(match["title"]) or (lone and len(match["title"].split()) > 5):
        return ""
    return " ".join(f"{match['number'] or ''}{match['title']}".split())


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each sentence in one paragraph."""
    start = 0
    for gap in SENTENCE_END.finditer(text):
        before = text[start : gap.start()].rstrip("\"')]*\u201d\u2019")
        if ABBREVIATED.search(before) or BARE_NUMBER.match(before):
            continue
        yield start, gap.start() + len(gap.group()) - len(gap.group().lstrip("\"')]*\u201d\u2019"))
        start = gap.end()
    if text[start:].strip():
        yield start, start + len(text[start:].rstrip())


def blocks(document: Document) -> list[Block]:
    """Join hard-wrapped lines into paragraphs and tell headings from text."""
    marked = {heading.start: heading.level for heading in document.headings}
    rows = list(lines(document.text))
    width = usual_width(rows)
    found: list[Block] = []
    for place, line in enumerate(rows):
        following = rows[place + 1] if place + 1 < len(rows) else None
        level = marked.get(line.start, 0) or (0 if marked_text(document, line) else shape_level(line, following, width))
        previous = rows[place - 1] if place else None
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
    if line.after_blank or ITEM.match(line.text) or is_table_row(line.text) or is_table_row(previous.text):
        return False
    if line.text[:1].islower() and previous.text[-1:] not in ".:;?!":
        return True
    return bool(width) and len(previous.text) >= 0.6 * width


def is_table_row(text: str) -> bool:
    """Whether a line is a row of a table that was flattened into text."""
    return " | " in text or "\t" in text or bool(re.search(r"\S {3,}\S", text))


def shape_level(line: Line, following: Line | None, width: int) -> int:
    """Return the heading level that a line's shape speaks for, 0 for text."""
    text = line.text
    if len(text) > SHORT or is_table_row(text) or text[-1:] in ".,;" or "$" in text:
        return 0
    if NAMED.match(text) and not VERBS.search(text.lower()):
        return 1
    numbered = NUMBERED.match(text)
    body = numbered["title"] if numbered else text
    if numbered and not VERBS.search(body.lower()) and (body.isupper() or is_title(body)):
        return min(3 + numbered["number"].strip(".)").count("."), DEEPEST)
    if ITEM.match(text) or following is None:
        return 0
    loud = re.sub(r"\([^)]*\)", "", body)
    if loud.isupper() and sum(map(str.isalpha, loud)) >= 4:
        runs_on = following.text.isupper() and not following.after_blank
        return 0 if runs_on or (len(loud.split()) > 5 and VERBS.search(loud.lower())) else 2
    longer = len(following.text) > len(text) or bool(ITEM.match(following.text))
    if body.endswith("?") and len(body.split()) >= 2:
        return 6
    wraps = bool(width) and len(text) >= 0.6 * width and not line.after_blank
    return 5 if is_title(body.rstrip(":")) and longer and not wraps else 0


def is_title(text: str) -> bool:
    """Whether words are written like a title: short, and the long words capitalised."""
    words = re.findall(r"[^\W\d_][\w'\u2019/-]*", text)
    weighty = [word for word in words if word.lower() not in SMALL]
    if not weighty or len(words) > 10:
        return False
    capitals = sum(word[0].isupper() for word in weighty)
    return words[0][0].isupper() and (capitals >= 0.6 * len(weighty) or len(words) <= 3)
