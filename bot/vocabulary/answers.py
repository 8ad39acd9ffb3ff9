"""Answers: their citations, their blocks, and how they came about."""

# ruff: noqa: RUF012 (pydantic copies defaults; ruff does not see across files that `Frozen` is a pydantic model)

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from bot.vocabulary.decisions import (
    ComparisonBlock,
    Priorities,
    SideBySide,
    Timeline,
    TradeOffs,
    Understood,
    WhatIf,
    WorthKnowing,
)
from bot.vocabulary.sentences import Citation, Sentence
from bot.vocabulary.terms import Severity, State
from bot.vocabulary.values import Frozen


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


class LockInItem(Frozen):
    """One trap: how grave it is, its name, and why it matters, with its clause."""

    severity: Severity
    label: str
    sentence: Sentence


class LockIn(Frozen):
    """What may cost or bind a person, the gravest first."""

    kind: Literal["lock_in"] = "lock_in"
    heading: str
    items: tuple[LockInItem, ...]


class ExitRow(Frozen):
    """What leaving after the months from `first` to `last` costs, in words, and how it is worked out."""

    first: int
    last: int
    says: str
    workings: str


class ExitTimeline(Frozen):
    """What leaving costs month by month; `sentences` say what it rests on."""

    kind: Literal["exit_timeline"] = "exit_timeline"
    heading: str
    sentences: tuple[Sentence, ...] = ()
    rows: tuple[ExitRow, ...]


class TermRow(Frozen):
    """One field of a sheet: its name, its state, what is said of it, with its clause."""

    label: str
    state: State
    sentence: Sentence


class TermSheetBlock(Frozen):
    """Every field of an agreement: contradictions first, then what it states, then what it leaves open."""

    kind: Literal["term_sheet"] = "term_sheet"
    heading: str
    rows: tuple[TermRow, ...]


Block = Annotated[
    Paragraph
    | Checklist
    | QuestionBack
    | Notice
    | Handoff
    | LockIn
    | ExitTimeline
    | TermSheetBlock
    | Understood
    | ComparisonBlock
    | WhatIf
    | TradeOffs
    | WorthKnowing
    | Priorities
    | SideBySide
    | Timeline,
    Field(discriminator="kind"),
]

Outcome = Literal["answered", "partly", "silent", "clarify", "declined", "emergency", "handed_over"]


class Meta(Frozen):
    """How the answer came about: the model asked (None: none), what was left out, and the grade of our own words."""

    model: str | None = None
    prompts: dict[str, str] = {}
    dropped: int = 0
    search: Literal["hybrid", "keyword", "none"] = "none"
    grade: float | None = None


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
