"""Clean text: what every reader writes to, so that offsets are right by construction.

A reader adds lines, in reading order, to a `Draft`. Each line is cleaned before it is placed,
so a heading or a page begins exactly where the cleaned text says.
"""

import re
import unicodedata

from bot.errors import DocumentError
from bot.vocabulary import Document, Heading

MAX_CHARACTERS = 2_000_000
"""Longer texts are refused: about 600 pages of small print."""

STRAY = 3
"""So many zero-width characters happen in honest files; more are worth a warning."""

BLANK_LINES = 2
"""Longer runs of blank lines are cut to this."""

_NEWLINE = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HARMLESS = re.compile("[\xad\ufeff\ufe00-\ufe0f]")  # soft hyphen, byte order mark, emoji variants
_DECEIVING = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")  # reversed text, tags
_ZERO_WIDTH = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    "\u3164\uffa0\ufff0-\ufffb\U000e0080-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# NFKC would turn "½" into "1/2" and "²" into "2", which changes sums; only these may be split.
_SPLIT = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\uf0b7": "•",  # the bullets of Word's Symbol and Wingdings fonts
        "\uf0a7": "•",
    }
)


class Draft:
    """A document in the making: lines are added in reading order, cleaned as they come."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0  # of the lines so far, each with its newline: where the next one starts
        self._blank = 0  # blank lines that wait for a line to follow them
        self._pages: list[int] = []
        self._unplaced = 0  # pages begun that have no line yet
        self._headings: list[Heading] = []
        self._warnings: list[str] = []
        self._zero_width = 0
        self._deceiving = 0

    def page(self) -> None:
        """Begin a page: the next line stands on it. Documents without pages need not call this."""
        self._unplaced += 1
        self._blank = 0  # a page's end is no end of a paragraph

    def add(self, text: str, level: int = 0) -> None:
        """Add lines; with a level, they are headings of that level.

        Raises DocumentError when the whole grows beyond MAX_CHARACTERS.
        """
        if self._length + len(text) > MAX_CHARACTERS:
            raise DocumentError(
                f"This text is longer than {MAX_CHARACTERS:,} characters, the most that can be read. "
                "Send only the agreement, or paste the part that matters."
            )
        for line in self._clean(text).removesuffix("\n").split("\n"):
            self._place(line.rstrip(), level)

    def warn(self, sentence: str) -> None:
        """Keep a warning for the reader, once."""
        if sentence not in self._warnings:
            self._warnings.append(sentence)

    def document(self) -> Document:
        """Return the finished document. Raises DocumentError when it has no letter in it."""
        text = "\n".join(self._lines)
        if not any(map(str.isalpha, text)):
            raise DocumentError(
                "There are no words to read in this. Send the agreement with its text, or paste the text."
            )
        if self._deceiving or self._zero_width > STRAY:
            self.warn(
                f"This text had {self._deceiving + self._zero_width} characters that nobody can see. "
                "They were taken out; compare what you read here with the original."
            )
        self._pages.extend([len(text)] * self._unplaced)
        return Document(
            text=text,
            pages=tuple(self._pages) or (0,),
            headings=tuple(self._headings),
            warnings=tuple(self._warnings),
        )

    def _clean(self, text: str) -> str:
        text = _NEWLINE.sub("\n", text)
        if not text.isascii():
            text = _SPACE.sub(" ", _HARMLESS.sub("", text)).translate(_SPLIT)
            text, zero_width = _ZERO_WIDTH.subn("", text)
            text, deceiving = _DECEIVING.subn("", text)
            self._zero_width += zero_width
            self._deceiving += deceiving
        # Composed last: what was taken out may have stood between a letter and its accent.
        return unicodedata.normalize("NFC", _CONTROL.sub("", text))

    def _place(self, line: str, level: int) -> None:
        if not line:
            self._blank += not self._unplaced
            return
        blank = min(self._blank, BLANK_LINES) if self._lines else 0
        self._lines.extend([""] * blank)
        start = self._length + blank
        self._pages.extend([start] * self._unplaced)
        self._unplaced = self._blank = 0
        self._lines.append(line)
        self._length = start + len(line) + 1
        if level:
            indent = len(line) - len(line.lstrip())
            self._headings.append(Heading(start=start + indent, end=start + len(line), level=level))
