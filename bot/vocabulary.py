"""The types that two or more rooms share: documents, quotes, terms and answers.

Offsets are counts of characters into a revision's stored text, `[start, end)`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


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


Severity = Literal["high", "medium", "low"]


@dataclass(frozen=True)
class Trap:
    """A clause that costs or binds more than a hasty reader expects; `kind` names it in the catalogue of strings.

    `learnt`: only its likeness to other traps speaks for it, no wording that we know.
    """

    kind: str
    severity: Severity
    span: Span
    learnt: bool = False


@dataclass(frozen=True)
class TermSheet:
    """What a reader makes of one agreement: every field, and its traps, the gravest first."""

    terms: tuple[Term, ...]
    traps: tuple[Trap, ...] = ()

    def __getitem__(self, field: str) -> Term:
        """Return the term of a field. Raises KeyError if the reader does not know it."""
        for term in self.terms:
            if term.field == field:
                return term
        raise KeyError(field)

    def spoken(self, field: str) -> Term | None:
        """Return a term of which the agreement speaks; None if it is silent or the reader does not know the field."""
        known = next((term for term in self.terms if term.field == field), None)
        return None if known is None or known.state == "silent" else known


# Revisions

Shift = Literal["changed", "conditions", "became_stated", "became_silent", "became_conflicting", "settled"]
Mark = Literal["number", "reference", "negation", "duty", "party", "measure", "words", "order", "heading"]


class Reading(NamedTuple):
    """A revision and what was read from it."""

    revision: Revision
    sheet: TermSheet


@dataclass(frozen=True)
class TermChange:
    """A field of which two revisions of an agreement say different things.

    `conditions`: the value is the same, what limits it is not; `settled`: it no longer contradicts itself.
    `counterpart` is where, in the revision that is silent, the words stand that answer to the other's quote.
    """

    field: str
    shift: Shift
    before: Term
    after: Term
    counterpart: Span | None = None


@dataclass(frozen=True)
class TrapChange:
    """A trap that appeared, went or was reworded; `marks` are what the rewording can do to the meaning.

    The side without the trap has the `counterpart` of its words, where that is still there.
    """

    shift: Literal["appeared", "went", "reworded"]
    before: Trap | None
    after: Trap | None
    counterpart: Span | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class ClauseChange:
    """A clause that changed and no changed term or trap quotes, or the first of `count` such clauses in a row.

    `wording`: it says the same in other words, as far as code can tell; `number`: a number in it changed; `meaning`:
    the meaning may have changed, `marks` tell why; `moved` and `renumbered` clauses say what they said.
    `fields` are the terms, all unchanged, that are quoted from it.
    """

    shift: Literal["number", "meaning", "added", "dropped", "wording", "moved", "renumbered"]
    before: Span | None
    after: Span | None
    marks: tuple[Mark, ...] = ()
    fields: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True)
class Comparison:
    """What changed from one revision of an agreement to another, in the order of the later text.

    `common` is the share, from 0 to 1, of the two texts that stands in both.
    """

    before: Revision
    after: Revision
    terms: tuple[TermChange, ...] = ()
    traps: tuple[TrapChange, ...] = ()
    clauses: tuple[ClauseChange, ...] = ()
    common: float = 1.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all changed."""
        return not (self.terms or self.traps or self.clauses)


@dataclass(frozen=True)
class Statement:
    """What one document states of a field."""

    revision: Revision
    term: Term


@dataclass(frozen=True)
class Contradiction:
    """Two documents of one practice that state a field differently.

    `stricter` is which of the two is the harder on a patient: 0, 1, or None where none can be named.
    """

    one: Statement
    other: Statement
    stricter: Literal[0, 1] | None = None

    @property
    def field(self) -> str:
        """The field of both."""
        return self.one.term.field


# Leaving


Dollars = Annotated[Decimal, Field(ge=0, le=10_000_000), PlainSerializer(float, when_used="json")]


class NoCharge(Frozen):
    """Leaving is expressly free of charge."""

    kind: Literal["none"] = "none"


class Flat(Frozen):
    """A fixed charge in dollars; with `until_month` only while leaving after fewer paid months than that."""

    kind: Literal["flat"] = "flat"
    amount: Dollars
    until_month: Annotated[int | None, Field(ge=1)] = None


class RemainingBalance(Frozen):
    """The fees of the months left of the term fall due, of `up_to_months` months at most (None: of all)."""

    kind: Literal["remaining_balance"] = "remaining_balance"
    up_to_months: Annotated[int | None, Field(ge=0)] = None


class MonthsOfFees(Frozen):
    """The fees of so many months fall due, however many are left."""

    kind: Literal["months_of_fees"] = "months_of_fees"
    months: Annotated[int, Field(ge=0)]


class Clawback(Frozen):
    """The patient repays what the care had would have cost above the fees paid; `visit_price` in dollars a visit."""

    kind: Literal["clawback"] = "clawback"
    visit_price: Dollars | None = None


class NoRefundOfPrepaid(Frozen):
    """Nothing is charged, and nothing that was paid ahead comes back."""

    kind: Literal["no_refund_of_prepaid"] = "no_refund_of_prepaid"


class Deduction(Frozen):
    """Months paid ahead are refunded, less `amount` dollars."""

    kind: Literal["deduction"] = "deduction"
    amount: Dollars


EarlyExit = Annotated[
    NoCharge | Flat | RemainingBalance | MonthsOfFees | Clawback | NoRefundOfPrepaid | Deduction,
    Field(discriminator="kind"),
]


class NoticeRule(Frozen):
    """How long before leaving a notice must be received, and on which days one can be out at all.

    `before_payment`: on the day of a payment; `before_renewal` and `end_of_term`: on the day on which a term is over;
    `end_of_month`: on the first of a month; `after_initial_term`: on any day once the first term is over.
    A `length` of 0 is no notice at all; business days are Monday to Friday. `form` None: not known.
    """

    length: Annotated[int, Field(ge=0, le=366)]
    unit: Literal["days", "business_days", "months"] = "days"
    anchor: Literal["any_time", "before_renewal", "before_payment", "end_of_month", "end_of_term", "after_initial_term"]
    form: Literal["writing", "mail", "email", "portal"] | None = None


class ExitTerms(Frozen):
    """What an agreement says of leaving; None: it does not say. Money in dollars.

    `fee` is a month's, whatever the billing; `billed` is how much time one payment covers, always in advance.
    `initial_term_months`: 0 = expressly none, 1 = month to month; `renewal_months`: how long each renewal binds,
    1 = month to month. `refund` is of months paid and not used. `conflicting` names the fields of these terms on
    which the agreement contradicts itself: their value is then the reading that costs the patient most.
    """

    fee: Dollars | None = None
    billed: Literal["month", "quarter", "year"] = "month"
    initial_term_months: Annotated[int | None, Field(ge=0, le=600)] = None
    renews: bool | None = None
    renewal_months: Annotated[int | None, Field(ge=1, le=600)] = None
    notice: NoticeRule | None = None
    early_exit: EarlyExit | None = None
    refund: Literal["none", "prorated", "conditional"] | None = None
    enrollment_fee: Dollars | None = None
    reenroll_fee: Dollars | None = None
    conflicting: tuple[
        Literal["fee", "billed", "initial_term_months", "renews", "renewal_months", "notice", "early_exit", "refund"],
        ...,
    ] = ()


@dataclass(frozen=True)
class Reply:
    """What a practice wrote on a day to a person about a term; `about` names the field or the kind of trap.

    It is not in the agreement, and is never shown as if it were.
    """

    document: str
    revision: str
    about: str
    text: str
    wrote: date


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
    Paragraph | Checklist | QuestionBack | Notice | Handoff | LockIn | ExitTimeline | TermSheetBlock,
    Field(discriminator="kind"),
]

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
