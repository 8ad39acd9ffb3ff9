"""Terms of an agreement: what it says of each field, and its traps."""

from dataclasses import dataclass
from typing import Any, Literal

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
