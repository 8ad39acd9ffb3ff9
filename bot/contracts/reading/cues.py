"""How a field is read: a table of cues, each a wording, the value it gives and how strongly it speaks.

A cue looks at one clause at a time, in the plain form of `quantities.plain`. What several clauses say
is settled once per field: the strongest wording wins, equally strong ones that differ are a conflict.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import Any, Literal

from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import Pattern, sought
from bot.documents.outline import Clause
from bot.vocabulary import Span, State, Term

Value = Any
Place = Literal["text", "heading", "nearest", "antecedent", "titled", "context"]  # a property of Line
DEFINITION = re.compile(  # "Early exit" means …
    r"^\W*(?:[\d.]+\s*)?[\"']?[a-z][\w' -]{2,40}[\"']?,? (?:means|shall mean|refers to|is defined as)\b"
)
LESS = 0.2  # a rule speaks louder than the definition that it uses
REACH = 60  # characters: as far as `before` and `after` look


@dataclass(frozen=True)
class Cue:
    """A wording and what it means: `value` is the meaning or is worked out from the match.

    `example` is a clause that it reads. `unless` must not stand in the clause, `under` must stand in
    the clause, above it or before it, `before` and `after` must not match what adjoins the wording.
    """

    example: str
    pattern: Pattern
    value: Value | Callable[[re.Match[str]], Value]
    weight: float
    _: KW_ONLY
    unless: Pattern | None = None
    under: Pattern | None = None
    before: Pattern | None = None
    after: Pattern | None = None

    @cached_property
    def sought(self) -> int:
        """What a clause must have."""
        return sought(self.pattern)

    @cached_property
    def sought_around(self) -> int:
        """What a clause or its context must have."""
        return self.sought | (sought(self.under) if self.under else 0)

    def read(self, line: Line) -> Value | None:
        """Return what the clause says by this cue, None where the wording is not there."""
        if self.sought & line.found != self.sought or self.sought_around & line.found_around != self.sought_around:
            return None
        if not self.pattern.search(line.text) or (self.unless and self.unless.search(line.text)):
            return None
        if self.under and not self.under.search(line.context):
            return None
        for match in self.pattern.finditer(line.text):
            if self.adjoined(match):
                continue
            value = self.value(match) if callable(self.value) else self.value
            if value is not None:
                return value
        return None

    def adjoined(self, match: re.Match[str]) -> bool:
        """Whether the words next to a wording take its meaning away."""
        text = match.string
        if self.before and self.before.search(text[max(0, match.start() - REACH) : match.start()]):
            return True
        return bool(self.after and self.after.search(text[match.end() : match.end() + REACH]))


@dataclass(frozen=True)
class Skip:
    """Clauses that are about something else: those with a wording, unless another says otherwise.

    `where` and `unless_where` say in which part of a line each is looked for;
    `beside`: the other must stand outside the wording, not within it.
    """

    reason: str
    pattern: Pattern
    _: KW_ONLY
    unless: Pattern | None = None
    where: Place = "text"
    unless_where: Place = "text"
    beside: bool = False

    @cached_property
    def sought(self) -> int:
        """What the place must have."""
        return sought(self.pattern)

    def holds(self, line: Line) -> bool:
        """Whether a line is to be passed over."""
        if self.sought & (line.found if self.where == "text" else line.found_around) != self.sought:
            return False
        if not self.pattern.search(getattr(line, self.where)):
            return False
        rest: str = getattr(line, self.unless_where)
        return not (self.unless and self.unless.search(self.pattern.sub("", rest) if self.beside else rest))


@dataclass(frozen=True)
class Finding:
    """What one clause says of a field."""

    clause: Clause
    value: Value
    weight: float

    @property
    def is_title(self) -> bool:
        """Whether the clause is but the title of its paragraph: the sentence behind it says it better."""
        return " ".join(self.clause.text.split()).rstrip(".:") in self.clause.section[-1:]

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.clause.start, self.clause.end, self.clause.heading)


@dataclass(frozen=True)
class Field:
    """One term of an agreement: its cues, and the clauses to skip, which are about something else.

    `about` is what a clause must name, itself or above it, to be about the field at all, however near it seems.
    """

    name: str
    about: Pattern
    cues: tuple[Cue, ...] = ()
    skip: tuple[Skip, ...] = ()
    settle: Callable[["Field", list[Finding]], Term] | None = None
    find: Callable[[Sequence[Line]], list[Finding]] | None = None

    def read(self, lines: Sequence[Line]) -> Term:
        """Read the field from all clauses of an agreement: stated, silent or conflicting."""
        found = self.find_all(lines)
        if not found:
            return Term(self.name, "silent")
        return (self.settle or strongest)(self, found)

    @cached_property
    def sought(self) -> int:
        """What a clause or its context must have, too: looked for first, as that takes next to no time."""
        return sought(self.about)

    def concerns(self, line: Line, known: dict[str, bool]) -> bool:
        """Whether a clause can be about the field; `known` keeps what was found in headings and clauses met before."""
        if self.sought & line.found_around != self.sought:
            return False
        for text in line.around:
            if text not in known:
                known[text] = self.about.search(text) is not None
            if known[text]:
                return True
        return False

    def find_all(self, lines: Sequence[Line]) -> list[Finding]:
        """Return what each clause says of the field."""
        known: dict[str, bool] = {}
        kept = [line for line in lines if self.concerns(line, known) and not skipped(line, self.skip)]
        return self.find(kept) if self.find else self.findings(kept)

    def findings(self, lines: Sequence[Line]) -> list[Finding]:
        """Return what each clause says, the strongest cue of a clause only."""
        found = []
        for line in lines:
            read = [(cue.weight, value) for cue in self.cues if (value := cue.read(line)) is not None]
            if read:
                weight, value = max(read, key=lambda pair: pair[0])
                weight -= LESS if DEFINITION.match(line.text) else 0
                found.append(Finding(line.clause, value, weight))
        return found


def skipped(line: Line, skips: Sequence[Skip]) -> bool:
    """Whether a clause is about something else, for any of these reasons."""
    return any(skip.holds(line) for skip in skips)


def strongest(subject: Field, found: list[Finding]) -> Term:
    """Settle on the strongest finding; the rest go into `also`, a contradiction is said to be one."""
    best = max(finding.weight for finding in found)
    top = [finding for finding in found if finding.weight == best]
    distinct: list[Value] = []
    for finding in top:
        if finding.value not in distinct:
            distinct.append(finding.value)
    state: State = "conflicting" if len(distinct) > 1 else "stated"
    value = distinct if state == "conflicting" else distinct[0]
    first = next((finding for finding in top if not finding.is_title), top[0])
    rest = [finding for finding in found if finding is not first]
    return Term(subject.name, state, value, first.span, (), tuple(finding.span for finding in rest))
