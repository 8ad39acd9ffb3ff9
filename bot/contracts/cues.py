"""How a field is read: a table of cues, each a wording, the value it gives and how strongly it speaks.

A cue looks at one clause at a time, in the plain form of `quantities.plain`. What several clauses say
is settled once per field: the strongest wording wins, equally strong ones that differ are a conflict.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.contracts.quantities import plain
from bot.documents.outline import Clause
from bot.vocabulary import Span, State, Term

Value = Any
EXCEPTION = re.compile(
    r"\b(?:however|except|unless|provided that|notwithstanding|regardless|but if|only if|subject to)\b"
)
CELL = re.compile(r"\t+|(?<=\S) {3,}(?=\S)")
DEFINITION = re.compile(
    r"^\W*(?:[\d.]+\s*)?[\"']?[a-z][\w' -]{2,40}[\"']?,? (?:means|shall mean|refers to|is defined as)\b"
)
LESS = 0.2  # a rule speaks louder than the definition that it uses
PRONOUN = re.compile(
    r"^\W*(?:it|this|that|they|these|such) \b(?!agreement|membership|contract)|^\W*(?:this|that|the) (?:fee|amount|charge)\b"
)
OTHER_MATTERS = re.compile(
    r"\b(?:appointments?|reschedul\w+|no-?shows?|late cancell?ations?|medical records?|hipaa|privacy|prescriptions?"
    r"|refills?|subpoena|copays?|visits?|sessions?|physicals?|exams?|examinations?|consults?|consultations?|tests?|testing"
    r"|procedures?|classes|workshops?|records)\b"
)


@dataclass(frozen=True)
class Line:
    """A clause made ready for cues: `text` and `heading` are plain; `previous` stands before it in its paragraph."""

    clause: Clause
    previous: Clause | None = None

    @cached_property
    def text(self) -> str:
        """The clause itself; the cells of a table row stand between bars."""
        return plain(CELL.sub(" | ", self.clause.text.strip()))

    @cached_property
    def heading(self) -> str:
        """The headings above it and the line that leads into its list."""
        return plain(" / ".join((*self.clause.section, self.clause.lead)))

    @cached_property
    def context(self) -> str:
        """The clause with what stands above and directly before it."""
        before = plain(self.previous.text) if self.previous else ""
        return f"{self.heading} / {before} / {self.text}"

    @cached_property
    def nearest(self) -> str:
        """The nearest of those headings, and the lead."""
        return plain(" / ".join((*self.clause.section[-1:], self.clause.lead)))

    @cached_property
    def antecedent(self) -> str:
        """What a clause that begins with "it" or "this" speaks of: the clause before; else ""."""
        return plain(self.previous.text) if self.previous and PRONOUN.match(self.text) else ""


@dataclass(frozen=True)
class Cue:
    """A wording and what it means: `value` is the meaning or is worked out from the match.

    `unless` must not stand in the clause, `under` must stand in the clause or above it,
    `after` and `before` (what follows and goes before the match, 60 characters) must not match.
    """

    pattern: re.Pattern[str]
    value: Value | Callable[[re.Match[str]], Value]
    weight: float = 3
    unless: re.Pattern[str] | None = None
    under: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None

    def read(self, line: Line) -> Value | None:
        """Return what the clause says by this cue, None where the wording is not there."""
        if self.unless and self.unless.search(line.text):
            return None
        if self.under and not self.under.search(line.context):
            return None
        for match in self.pattern.finditer(line.text):
            if self.before and self.before.search(line.text[max(0, match.start() - 60) : match.start()]):
                continue
            if self.after and self.after.search(line.text[match.end() : match.end() + 60]):
                continue
            value = self.value(match) if callable(self.value) else self.value
            if value is not None:
                return value
        return None


@dataclass(frozen=True)
class Finding:
    """What one clause says of a field."""

    clause: Clause
    value: Value
    weight: float

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.clause.start, self.clause.end, self.clause.heading)


Settle = Callable[[list[Finding]], Term]


@dataclass(frozen=True)
class Field:
    """One term of an agreement: its cues, and the clauses that are about something else."""

    name: str
    cues: tuple[Cue, ...] = ()
    skip: Callable[[Line], bool] = field(default=lambda line: False)
    settle: Callable[["Field", list[Finding]], Term] | None = None
    find: Callable[[Sequence[Line]], list[Finding]] | None = None

    def read(self, lines: Sequence[Line]) -> Term:
        """Read the field from all clauses of an agreement: stated, silent or conflicting."""
        found = self.find(lines) if self.find else list(self.findings(lines))
        if not found:
            return Term(self.name, "silent")
        return (self.settle or strongest)(self, found)

    def findings(self, lines: Sequence[Line]) -> list[Finding]:
        """Return what each clause says, the strongest cue of a clause only."""
        found = []
        for line in lines:
            if self.skip(line):
                continue
            read = [(cue.weight, value) for cue in self.cues if (value := cue.read(line)) is not None]
            if read:
                weight, value = max(read, key=lambda pair: pair[0])
                weight -= LESS if DEFINITION.match(line.text) else 0
                found.append(Finding(line.clause, value, weight))
        return found


def strongest(subject: Field, found: list[Finding]) -> Term:
    """Settle on the strongest finding; the rest go into `also`, a contradiction is said to be one."""
    best = max(finding.weight for finding in found)
    top = [finding for finding in found if finding.weight == best]
    values = [finding.value for finding in top]
    state: State = "conflicting" if any(value != values[0] for value in values) else "stated"
    value = list(dict.fromkeys(values)) if state == "conflicting" else values[0]
    rest = [finding for finding in found if finding is not top[0]]
    return Term(subject.name, state, value, top[0].span, (), tuple(finding.span for finding in rest))
