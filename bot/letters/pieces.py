"""The pieces of a letter: its sentences and short lines, in plain form, headings too.

An agreement's headings only name what stands below; in a letter "Limit: 200 patients" may be all that is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.contracts.reading.lines import Line
from bot.contracts.reading.quantities import plain
from bot.documents.headings import run_in_title
from bot.documents.outline import Clause, blocks, sentences
from bot.vocabulary import Document, Span

QUESTION = re.compile(r"\?\W*$")
OPENS_A_LIST = re.compile(r":\W*$")
MARK = re.compile(r"^\W*(?:[qa]\s*[:.]\s*)?(?:\d{1,2}[.)]\s*)?")
HUNDREDS = re.compile(
    r"\b\d{1,2} hundred(?: and)?[ (]+(\d{3}|\d,\d{3})\b\)?"
)  # "six hundred (600)", as plain form leaves it
MONTH_CUT = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")
TITLES = re.compile(r"\b(drs?|mrs?|ms|st)\.(?= )")
BACK = 2  # sentences: as far as one that names no subject looks for it
LONGEST = 60_000  # characters: more is no letter, and what stands behind is not read


@dataclass(frozen=True, eq=False)
class Piece:
    """A sentence, in plain form: `title` is the heading above it, `before` what its paragraph says before it."""

    span: Span
    text: str
    title: str
    before: tuple[str, ...]
    clause: Clause
    over: Clause | None
    number: int

    @cached_property
    def said(self) -> str:
        """The words without the number or the "A:" in front."""
        return MARK.sub("", self.text)

    @property
    def asked(self) -> str:
        """The question that it answers, or the title that leads into it."""
        return self.title if leads(self.title) else ""

    @cached_property
    def nearby(self) -> str:
        """It, after what its paragraph says shortly before and the heading above."""
        return " / ".join((self.title, *self.before[-BACK:], self.text))

    @property
    def line(self) -> Line:
        """The same as the readers of agreements take it."""
        return Line(self.clause, over=self.over)


def whole(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each sentence; "Beginning Dec. 1" goes on behind the name of its month."""
    begun: int | None = None
    for start, end in sentences(text):
        begun = start if begun is None else begun
        if end < len(text.rstrip()) and MONTH_CUT.search(text[begun:end]):
            continue
        yield begun, end
        begun = None
    if begun is not None:
        yield begun, len(text.rstrip())


def folded(text: str) -> str:
    """Return plain form, in which a full stop ends a sentence and nothing else."""
    return TITLES.sub(r"\1", HUNDREDS.sub(r"\1", plain(text)))


def leads(title: str) -> bool:
    """Whether a title asks, or leads into what stands below; others, as a street or a name, may be none."""
    return bool(QUESTION.search(title) or OPENS_A_LIST.search(title))


def pieces(document: Document) -> list[Piece]:
    """Cut a letter into pieces, in reading order."""
    letter = document if len(document.text) <= LONGEST else Document(text=document.text[:LONGEST])
    found: list[Piece] = []
    title = ""
    for paragraph, block in enumerate(blocks(letter)):
        text = letter.text[block.start : block.end]
        said: list[str] = []
        for start, end in whole(text):
            section = tuple(filter(None, (title if leads(title) else "", run_in_title(text))))
            clause = Clause(block.start + start, block.start + end, text[start:end], section, paragraph)
            words = folded(clause.text)
            over = found[-1].clause if found else None
            span = Span(clause.start, clause.end)
            found.append(Piece(span, words, plain(title), tuple(said), clause, over, len(found)))
            said.append(words)
        if block.level or (len(said) == 1 and QUESTION.search(text)):
            title = " ".join(text.split())
    return found
