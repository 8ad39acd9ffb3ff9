"""Web pages: what a reader sees, in reading order, block by block.

The tree is walked without recursion: a page may nest its elements deeper than Python's stack.
"""

import re
from dataclasses import dataclass, field
from typing import cast, get_args

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.documents.numerals import Numeral, numeral
from bot.documents.plain import decode
from bot.documents.style import CROSSING_OUT, VISIBLE, Look, look
from bot.documents.text import Draft
from bot.errors import DocumentError
from bot.vocabulary import Document

MAX_DEPTH = 5_000
"""Blocks inside blocks: the parser's time grows with the square of this."""

LAYOUT_LINES = 12
"""A table cell of more lines is not a table's, but a piece of the page's layout."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACED = frozenset({"p", "table", "blockquote", "pre", "figure", "hr", "dl", "ul", "ol", *_HEADINGS})
_BLOCKS = frozenset({
    "address", "article", "aside", "body", "br", "caption", "center", "dd", "details", "dialog", "div", "dt",
    "fieldset", "figcaption", "footer", "form", "header", "hgroup", "legend", "li", "main", "menu", "section",
    "summary", "tbody", "td", "tfoot", "th", "thead", "tr", *_SPACED,
})  # fmt: skip
_SKIPPED = frozenset({
    "audio", "canvas", "datalist", "head", "iframe", "math", "nav", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "video",
})  # fmt: skip
_STYLED = frozenset({"style", "hidden", "aria-hidden", "color", "bgcolor"})
_NESTING = re.compile(
    r"<(/?)(?:div|section|article|main|aside|header|footer|blockquote|[uod]l|form|center|details)\b",
    re.IGNORECASE,
)
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHARSETS = frozenset(  # of one byte a letter: what a page may claim and be believed
    {f"windows-{number}" for number in range(1250, 1259)}
    | {f"iso-8859-{number}" for number in (2, 3, 4, 5, 7, 9, 10, 13, 14, 15, 16)}
    | {"macintosh", "koi8-r"}
)
_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
_INTEGER = re.compile(r"-?\d{1,6}")


def read(data: bytes) -> Document:
    """Read a web page. Raises DocumentError when there is nothing in it to see."""
    draft = Draft()
    add_html(draft, decode(data, _charset(data)))
    return draft.document()


def add_html(draft: Draft, markup: str) -> None:
    """Add the visible text of a page to a draft: one block a line, with its headings.

    Hidden and crossed-out words are left out, with a warning. Raises DocumentError when the
    page's elements are nested too deep to be any person's writing.
    """
    _check_depth(markup)
    page = _Page()
    root = LexborHTMLParser(markup).root
    if root is not None:
        page.walk(root)
    for line in page.lines:
        draft.add(line.text, line.level)
    if words := _count(page.hidden):
        draft.warn(
            f"This file holds words that a reader cannot see (about {words}). They were left out; "
            "ask the practice why they are there."
        )
    if words := _count(page.crossed_out):
        draft.warn(f"Some words are crossed out (about {words}). They were left out, as if they had been deleted.")


def _charset(data: bytes) -> str:
    claim = _META_CHARSET.search(data, 0, 2048)
    name = claim[1].decode("ascii").lower() if claim else ""
    return name if name in _CHARSETS else "cp1252"


def _check_depth(markup: str) -> None:
    depth = 0
    for tag in _NESTING.finditer(markup):
        depth = max(0, depth + (-1 if tag[1] else 1))
        if depth > MAX_DEPTH:
            raise DocumentError(
                "This page is built in too many layers to be read. Print it to a PDF, or paste its text."
            )


def _count(pieces: list[str]) -> int:
    return sum(any(map(str.isalnum, word)) for word in " ".join(pieces).split())


@dataclass(frozen=True)
class _Line:
    text: str
    level: int = 0
    row: bool = False


@dataclass
class _List:
    """A list being read; `next` is the number of its next item, None without numbers."""

    form: Numeral = "1"
    next: int | None = None


@dataclass
class _Row:
    """A table's row being read; `start` is the line at which its open cell begins."""

    gap: bool
    start: int = 0
    cells: list[list[_Line]] = field(default_factory=list)


class _Page:
    """The lines of a page so far, and where in it the walk stands."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.hidden: list[str] = []
        self.crossed_out: list[str] = []
        self._words: list[str] = []  # of the line that is not yet full
        self._gap = False  # whether a blank line goes before the next one
        self._marker = ""  # of a list's item that has no line yet
        self._level = 0
        self._preformatted = 0
        self._lists: list[_List] = []
        self._rows: list[_Row] = []
        self._looks: list[tuple[int, Look]] = []  # the ids of the elements that change the look

    def walk(self, root: LexborNode) -> None:
        """Read an element and all within it."""
        node = root
        while True:
            if self._enter(node) and (child := node.first_child) is not None:
                node = child
                continue
            self._leave(node)
            while node.mem_id != root.mem_id and node.next is None and node.parent is not None:
                node = node.parent
                self._leave(node)
            if node.mem_id == root.mem_id or node.next is None:
                self._break()
                return
            node = node.next

    def _enter(self, node: LexborNode) -> bool:
        """Open an element, or take in words; tell whether to look inside."""
        tag = node.tag or ""
        if tag == "-text":
            self._say(node.text_content or "")
            return False
        if tag in _SKIPPED or tag.startswith("-"):
            return False
        attributes = node.attributes
        if tag in CROSSING_OUT or not _STYLED.isdisjoint(attributes):
            self._looks.append((node.mem_id, look(tag, attributes, self._look)))
        if tag in _BLOCKS:
            self._open(tag, attributes)
        elif tag == "input" and attributes.get("type") in ("checkbox", "radio"):
            self._say("[x] " if "checked" in attributes else "[ ] ")
        return True

    @property
    def _look(self) -> Look:
        return self._looks[-1][1] if self._looks else VISIBLE

    def _say(self, words: str) -> None:
        if self._look.hidden:
            self.hidden.append(words)
        elif self._look.crossed_out:
            self.crossed_out.append(words)
        else:
            self._words.append(words)

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "br" and self._level:
            self._words.append(" ")  # a heading is one line
            return
        self._break(tag)
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag == "pre":
            self._preformatted += 1
        elif tag in ("ul", "ol", "menu"):
            self._lists.append(_list(tag, attributes))
        elif tag == "li":
            self._marker += self._item(attributes)
        elif tag == "tr":
            self._rows.append(_Row(self._gap))
            self._gap = False
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].start = len(self.lines)

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS and tag != "br":
            self._close(tag)
        if self._looks and self._looks[-1][0] == node.mem_id:
            self._looks.pop()

    def _close(self, tag: str) -> None:
        self._break(tag)
        if tag in _HEADINGS:
            self._level = 0
        elif tag == "pre":
            self._preformatted -= 1
        elif tag in ("ul", "ol", "menu"):
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].cells.append(self.lines[self._rows[-1].start :])
            del self.lines[self._rows[-1].start :]
            self._gap = False
        elif tag == "tr":
            self._add_row(self._rows.pop())

    def _break(self, tag: str = "") -> None:
        """End the line, if it has words; a spaced block asks for a blank line around it."""
        text = "".join(self._words)
        self._words.clear()
        lines = text.split("\n") if self._preformatted else [_WHITE_SPACE.sub(" ", text).strip(" ")]
        if text.strip():
            if self._gap:
                self.lines.append(_Line(""))
            lines[0] = self._marker + lines[0]
            self.lines.extend(_Line(line, self._level) for line in lines)
            self._marker, self._gap = "", False
        nested_list = tag in ("ul", "ol") and bool(self._lists)
        self._gap = self._gap or (tag in _SPACED and not nested_list)

    def _add_row(self, row: _Row) -> None:
        """Join a row's cells in one line, or set one under the other if they lay out a page."""
        lines = [line for cell in row.cells for line in cell]
        longest = max(map(len, row.cells), default=0)
        if longest <= LAYOUT_LINES and not any(line.level or line.row for line in lines):
            texts = [" ".join(line.text.strip() for line in cell if line.text) for cell in row.cells]
            lines = [_Line(" | ".join(texts), row=True)] if any(texts) else []
        self.lines.extend([_Line(""), *lines] if row.gap and lines else lines)
        self._gap = row.gap and not lines

    def _item(self, attributes: dict[str, str | None]) -> str:
        indent = "" if self._marker else "  " * (len(self._lists) - 1)
        if not self._lists or self._lists[-1].next is None:
            return indent + "• "
        mine = self._lists[-1]
        number = _integer(attributes.get("value"), mine.next or 0)
        mine.next = number + 1
        return f"{indent}{numeral(number, mine.form)}. "


def _list(tag: str, attributes: dict[str, str | None]) -> _List:
    if tag != "ol":
        return _List()
    form = attributes.get("type")
    known = cast(Numeral, form) if form in get_args(Numeral) else "1"
    return _List(known, _integer(attributes.get("start"), 1))


def _integer(value: str | None, otherwise: int) -> int:
    return int(value) if value and _INTEGER.fullmatch(value) else otherwise
