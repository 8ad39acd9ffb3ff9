"""What changed from one revision to another, and what two documents say differently."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.vocabulary.documents import Revision
from bot.vocabulary.terms import Span, Term, TermSheet, Trap

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
