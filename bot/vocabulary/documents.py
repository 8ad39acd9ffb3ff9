"""Documents: what a reader makes of a file, its revisions, and what is quoted and searched of them."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.vocabulary.values import Frozen


class Heading(Frozen):
    """A line that a document's own markup calls a heading; level 1 is the highest."""

    start: int
    end: int
    level: int


class Document(Frozen):
    """What a reader makes of a file: its text, where pages begin, and what to warn of."""

    text: str
    pages: tuple[int, ...] = (0,)
    headings: tuple[Heading, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """An exact stretch of one revision: `text` is what stands at `[start, end)`."""

    document: str
    title: str
    revision: str
    start: int
    end: int
    text: str
    page: int
    section: str = ""


@dataclass(frozen=True)
class Passage:
    """A piece of a revision that search can find.

    `section` is its path of headings, `hint` what else people call its subject: found by, never quoted.
    """

    document: str
    revision: str
    start: int
    end: int
    section: str
    text: str
    hint: str = ""

    @property
    def id(self) -> str:
        """Name the passage, the same in every store."""
        return f"{self.document}-{self.revision[7:23]}-{self.start}-{self.end}"


HOUSE = "plainterms"  # the owner of what is shared by all practices
Kind = Literal["agreement", "faq", "explainer", "benefits", "letter"]
"""What a document is: an agreement, what a practice says of itself that is none, an explainer of ours, a plan's summary
of benefits, a letter to patients."""


@dataclass(frozen=True)
class Revision:
    """One immutable text of a document; `id` is "sha256:" and the hash of the file's bytes."""

    id: str
    document: str
    title: str
    kind: Kind
    content: Document
    practice: str | None = None  # whose it is; HOUSE for what everybody may read
    conversation: str | None = None  # the one conversation that may see it; None: published
    effective: date | None = None

    def page(self, offset: int) -> int:
        """Return the number, from 1, of the page on which an offset stands."""
        return max(1, bisect_right(self.content.pages, offset))

    def quote(self, start: int, end: int, section: str = "") -> Quote:
        """Quote the characters `[start, end)`, white space at both ends left out."""
        text = self.content.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        return Quote(self.document, self.title, self.id, start, start + len(text), text, self.page(start), section)
