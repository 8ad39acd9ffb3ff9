"""The types that two or more rooms share: documents, quotes, terms and answers.

Offsets are counts of characters into a revision's stored text, `[start, end)`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """A value that is read from or sent to others: unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# Documents


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
Kind = Literal["agreement", "explainer"]


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


# Terms of an agreement

State = Literal["stated", "silent", "conflicting"]


@dataclass(frozen=True)
class Span:
    """Where something stands in a revision's text, under which headings."""

    start: int
    end: int
    section: str = ""


@dataclass(frozen=True)
class Term:
    """What an agreement says of one field; silent terms have neither value nor span.

    `value` has the meaning that the field gives it, `conditions` are the agreement's own
    words that qualify it, `also` the places that say the same, qualify it or contradict it.
    """

    field: str
    state: State
    value: Any = None
    span: Span | None = None
    conditions: tuple[str, ...] = ()
    also: tuple[Span, ...] = ()


# Practices


class Practice(Frozen):
    """A practice as patients see it; `paid_by` is who pays for this chat, `allowed_sites` who may embed it."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    name: str
    sample: bool = False
    kind: Literal["dpc", "concierge", "hybrid"]
    contact: dict[Literal["phone", "email"], str]
    hours: str
    state: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    paid_by: str
    allowed_sites: tuple[Annotated[str, Field(pattern=r"^https://[a-z0-9.-]+(:\d+)?$")], ...] = ()


# Answers


class Reference(Frozen):
    """A source that an explainer rests on; `href` where it has a lasting address."""

    title: str
    publisher: str
    href: str | None = None


class Citation(Frozen):
    """The exact words behind a statement: `quote` stands at `[start, end)` of the revision.

    `rests_on` names the sources of an explainer; an agreement is its own.
    """

    id: int
    document: str
    title: str
    revision: str
    section: str
    page: int
    start: int
    end: int
    quote: str
    rests_on: tuple[Reference, ...] = ()


class Sentence(Frozen):
    """A sentence of an answer, with the numbers of the citations that it rests on.

    `quotes` are those citations before they are checked and numbered; `shown`: their words are shown in full.
    """

    text: str
    citations: tuple[int, ...] = ()
    quotes: Annotated[tuple[Quote, ...], Field(exclude=True, repr=False)] = ()
    shown: Annotated[bool, Field(exclude=True)] = True


class Paragraph(Frozen):
    """Sentences under an optional heading; `quotes` numbers the citations shown in full below it."""

    kind: Literal["paragraph"] = "paragraph"
    heading: str = ""
    sentences: tuple[Sentence, ...]
    quotes: tuple[int, ...] = ()


class Checklist(Frozen):
    """Things to do or to ask, in order."""

    kind: Literal["checklist"] = "checklist"
    heading: str
    items: tuple[Sentence, ...]


class QuestionBack(Frozen):
    """A question to the person, with choices that may be sent as the next message."""

    kind: Literal["question"] = "question"
    text: str
    choices: tuple[str, ...] = ()


class Contact(Frozen):
    """How to reach a person: shown, never dialled."""

    label: str
    href: str


class Notice(Frozen):
    """Something to be seen before all else; an emergency's comes first in the answer."""

    kind: Literal["notice"] = "notice"
    level: Literal["emergency", "warning", "information"]
    heading: str = ""
    text: str
    contacts: tuple[Contact, ...] = ()


class Handoff(Frozen):
    """How to reach a person at the practice."""

    kind: Literal["handoff"] = "handoff"
    text: str
    contacts: tuple[Contact, ...] = ()


Block = Annotated[Paragraph | Checklist | QuestionBack | Notice | Handoff, Field(discriminator="kind")]

Outcome = Literal["answered", "partly", "silent", "clarify", "declined", "emergency", "handed_over"]


class Meta(Frozen):
    """How the answer came about: the model asked (None: none) and what was left out."""

    model: str | None = None
    prompts: dict[str, str] = {}
    dropped: int = 0
    search: Literal["hybrid", "keyword", "none"] = "none"


class Answer(Frozen):
    """One answer, as data; `text` is the same as Markdown with [1] marks."""

    conversation_id: str
    secret: str | None = None
    turn: int
    outcome: Outcome
    text: str
    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    situation: dict[str, Any] = {}
    follow_ups: tuple[str, ...]
    as_of: date
    meta: Meta


# Ports: what the conversation needs of the engines


class Embedding(Protocol):
    """Turns text into vectors; any LangChain `Embeddings` fits."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector of unit length for each text."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """Return the vector, of unit length, for one question."""
        ...


class Vectors(Protocol):
    """Keeps the vectors of published passages."""

    def known(self, revision: str) -> set[str]:
        """Return the ids of the passages of a revision that have a vector."""
        ...

    def add(self, passages: Sequence[Passage], vectors: Sequence[Sequence[float]]) -> None:
        """Keep one vector a passage, replacing those of the same id."""
        ...

    def forget(self, revision: str) -> None:
        """Forget the vectors of a revision."""
        ...

    def keep_only(self, revisions: set[str]) -> int:
        """Forget the vectors of all other revisions; return how many went."""
        ...

    def nearest(self, vector: Sequence[float], revisions: Sequence[str], limit: int) -> dict[str, float]:
        """Return cosine by passage id for the nearest passages of these revisions."""
        ...
