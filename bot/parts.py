"""What a turn is answered with, and about: the parts of the program as the conversation sees them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from bot.answering.explainers import Explainers
from bot.answering.safety import Alarm
from bot.answering.situation import Situation
from bot.answering.understanding import Reading, Understanding
from bot.library import Library
from bot.retrieval.search import Found, Mode
from bot.vocabulary import Answer, Embedding, Passage, Practice, Revision, TermSheet


class Conversation(Protocol):
    """A chat as a turn finds it."""

    @property
    def id(self) -> str:
        """Its name."""
        ...

    @property
    def secret(self) -> str | None:
        """Its secret, only in the turn that opened it."""
        ...

    @property
    def practice(self) -> str | None:
        """The practice it was about last."""
        ...

    @property
    def memory(self) -> dict[str, Any]:
        """What earlier turns left: the documents and topics last spoken of."""
        ...


class Search(Protocol):
    """Finds passages; our own hybrid search, or any LangChain retriever through `engines.retriever`."""

    def __call__(self, question: str, revisions: Sequence[Revision], limit: int = 5) -> Found:
        """Return the best passages of these revisions for a question."""
        ...

    def mode(self, revisions: Sequence[Revision]) -> Mode:
        """Return how these revisions can be searched just now."""
        ...


class Records(Protocol):
    """What a turn needs of the records."""

    def published(self, home: str | None) -> tuple[Revision, ...]:
        """Return the published documents in force: all, or a practice's own and the shared ones."""
        ...

    def uploads(self, conversation: str) -> tuple[Revision, ...]:
        """Return a conversation's own agreements, the latest first."""
        ...

    def passages(self, revision: Revision) -> tuple[Passage, ...]:
        """Return the passages of a revision in reading order."""
        ...

    def sheet(self, revision: Revision, reader: str) -> TermSheet | None:
        """Return what this version of the reader read in a revision, None if it has not yet."""
        ...

    def put_sheet(self, revision: Revision, reader: str, sheet: TermSheet) -> None:
        """Keep what was read in a revision."""
        ...

    def next_turn(self, conversation: str) -> int:
        """Give the next turn its number."""
        ...

    def remember(self, conversation: str, practice: str | None, memory: dict[str, Any]) -> None:
        """Keep what the next turn needs."""
        ...

    def put_turn(self, asked: str, answer: Answer) -> None:
        """Keep a turn."""
        ...


@dataclass(frozen=True)
class Question:
    """A message in an open conversation, on a day; `practice` is the one picked beside it."""

    message: str
    conversation: Conversation
    on: date
    practice: str | None = None


@dataclass(frozen=True)
class Parts:
    """What a turn is answered with; put together in `bootstrap`."""

    library: Library
    records: Records
    search: Search
    understand: Understanding
    explainers: Explainers
    second_opinion: Callable[[str, Alarm | None], Alarm | None]  # on a message and the alarm that rules saw in it
    embedding: Embedding | None
    reader: str  # the version of the reader of agreements
    home: str | None = None  # the practice whose chat this is, None for the open one
    elsewhere: tuple[str, ...] = ()  # names of practices that this chat knows nothing else of

    def within(self, home: str | None) -> "Parts":
        """Return the parts of a practice's own chat: its documents and what all share, and nothing of other practices.

        Their names alone stay, so that a question about another one is not answered as if it were about this one.
        """
        if home is None:
            return self
        others = tuple(one.name for one in self.library.practices if one.id != home)
        return replace(self, library=self.library.within(home), home=home, elsewhere=others)

    def published(self) -> tuple[Revision, ...]:
        """Return the published documents in force, as far as this chat knows them."""
        return self.records.published(self.home)


@dataclass(frozen=True)
class Subject:
    """What a question is about: agreements, and the practice whose they are where it is one; `on`: the day it is asked.

    `stranger` is the name of a practice that is asked about and whose agreement is not here; `ages` are those of the
    household, as far as they were told; `mentioned` are all agreements that the message names; `missing`: it points at
    another one, and there is none; `beside` are a person's own papers that are no agreements, `faqs` what the practice says
    of itself beside its agreement.
    """

    agreements: tuple[Revision, ...]
    practice: Practice | None
    explainers: tuple[Revision, ...]
    on: date
    stranger: str | None = None
    ages: tuple[int, ...] = ()
    mentioned: tuple[Revision, ...] = ()
    missing: bool = False
    beside: tuple[Revision, ...] = ()
    faqs: tuple[Revision, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a person has told of their situation: in this message, and in all of them."""

    now: Situation
    situation: Situation

    @property
    def ages(self) -> tuple[int, ...]:
        """The ages of the household that are known, in years."""
        ages = (fact.value for fact in self.situation.facts if fact.field.endswith(".age"))
        return tuple(age for age in ages if isinstance(age, int))


@dataclass(frozen=True)
class Heard:
    """What was understood of a message: what it asks, what it is about, and what it tells of the person."""

    reading: Reading
    subject: Subject
    told: Told
