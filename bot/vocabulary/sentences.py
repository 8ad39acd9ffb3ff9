"""Sentences of an answer, and the exact words that they rest on."""

from typing import Annotated

from pydantic import Field

from bot.vocabulary.documents import Quote
from bot.vocabulary.values import Frozen


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
