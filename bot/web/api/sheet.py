"""The sheet of an agreement as the API sends it: what each of its fields holds. `answering.sheet` writes it."""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from bot.costs.exit import ExitCost
from bot.vocabulary import ExitTerms, Frozen, Severity, State


class Row(Frozen):
    """A part of a sheet."""


class Place(Row):
    """An exact quote, and where it stands: characters from `start` to before `end`, the page, the headings above it."""

    quote: str
    start: int
    end: int
    page: int
    section: str


class PlaceOrNone(Row):
    """A quote with where it stands; all null where nothing is quoted."""

    quote: str | None
    start: int | None
    end: int | None
    page: int | None
    section: str | None


class SheetDocument(Row):
    """Which text it is, and what to warn of in how it was read."""

    title: str
    document: str
    revision: str
    pages: int
    characters: int
    warnings: list[str]


class SheetTerm(PlaceOrNone):
    """What an agreement says of one field; a silent one has no value and no quote.

    `value` has the meaning that the field gives it; `say` is the same in words. `conditions` are the agreement's own words
    that qualify it, `also` the places that say the same, qualify it or contradict it.
    """

    field: str
    label: str
    state: State
    value: Any
    say: str
    conditions: list[str]
    also: list[Place]


class SheetTrap(Place):
    """A clause that costs or binds more than one would expect; `learnt`: only its likeness to other traps speaks for it."""

    kind: str
    label: str
    severity: Severity
    why: str
    learnt: bool


class HsaReason(Row):
    """One reason of the check, with the clauses that it rests on."""

    name: str
    say: str
    quotes: list[Place]


class HsaRow(Row):
    """The check against the tax rule for health savings accounts, its reasons from the gravest."""

    result: Literal["fails", "unclear", "no_conflict_found"]
    say: str
    reasons: list[HsaReason]


class LawRow(Place):
    """A law beside a clause; `tension`: the two may not go together. `as_of` is the year or day of the text that was seen."""

    law: str
    cite: str
    jurisdiction: str
    as_of: str
    review_by: date
    beside: str
    tension: bool
    say: list[str]


class SheetQuestion(Row):
    """A question to the practice, and the field or the kind of trap that it is about."""

    about: str
    question: str


class KeptReply(Row):
    """What the practice wrote about a field or a trap, and on which day; it is no part of the agreement."""

    about: str
    text: str
    wrote: date
    say: str


class TextOf(Row):
    """One of two texts that are compared."""

    title: str
    document: str
    revision: str
    effective: date | None


class Side(PlaceOrNone):
    """What one of two texts says of a field."""

    state: State
    value: Any
    say: str
    conditions: list[str]
    also: list[Place]


class TermChanged(Row):
    """A term that changed; `harder`: which of the texts is the harder on the patient; `instead`: in the silent side's place."""

    field: str
    label: str
    change: str
    say: str
    harder: Literal["from", "to"] | None
    before: Side = Field(alias="from")
    to: Side
    instead: Place | None


class TrapChanged(Row):
    """A trap that came, went or was reworded."""

    kind: str
    label: str
    severity: Severity
    change: str
    marks: list[str]
    say: str
    before: Place | None = Field(alias="from")
    to: Place | None


class ClauseChanged(Row):
    """A clause that changed, and what the change can mean."""

    change: str
    marks: list[str]
    fields: list[str]
    count: int
    say: str
    before: Place | None = Field(alias="from")
    to: Place | None


class Changes(Row):
    """What changed since another text of the same agreement; `common` is how much of both stands in both, from 0 to 1."""

    before: TextOf = Field(alias="from")
    to: TextOf
    same: bool
    common: float
    say: str
    terms: list[TermChanged]
    traps: list[TrapChanged]
    clauses: list[ClauseChanged]


class TextSide(TextOf, Side):
    """One of two documents, and what it says of a field."""


class Disagreement(Row):
    """A field on which two documents of one practice disagree, and which is the stricter with the patient."""

    field: str
    label: str
    say: str
    stricter: Literal["one", "other"] | None
    one: TextSide
    other: TextSide


class Sheet(Row):
    """The sheet of an agreement: its terms and traps, what leaving costs, laws beside its clauses, what to ask.

    `exit_terms` can be sent to `POST /api/v1/deadlines` as `terms`; `retainer`, with an `id`, can stand among the
    `retainers` of `POST /api/v1/compare`. `ask_before_signing` are the `questions` alone.
    """

    document: SheetDocument
    terms: list[SheetTerm]
    traps: list[SheetTrap]
    exit_cost: list[ExitCost]
    exit_terms: ExitTerms
    retainer: dict[str, Any]
    hsa: HsaRow
    laws: list[LawRow]
    law_questions: list[str]
    state: str | None
    ask_before_signing: list[str]
    questions: list[SheetQuestion]
    replies: list[KeptReply]
    changes: list[Changes]
    contradictions: list[Disagreement]
    bills_insurance: bool | None


class OwnSheet(Sheet):
    """The sheet of a conversation's own agreement; `secret` is null but where this request opened the conversation."""

    conversation_id: str
    secret: str | None


class PublishedSheet(Sheet):
    """The sheet of the agreement that a practice has published."""

    practice: str
