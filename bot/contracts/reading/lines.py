"""The lines of an agreement: its clauses in plain form, each with what a reader knows from above and before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.contracts.reading.quantities import plain
from bot.documents.outline import Clause

CELL = re.compile(r"\t+|(?<=\S) {3,}(?=\S)")  # what parts the cells of a table that became text
POINTS_BACK = re.compile(
    r"^\W*(?:(?:it|this|that|they|these|such) \b(?!agreement|membership|contract)"
    r"|(?:this|that|the) (?:fee|amount|charge)\b)"
)


@dataclass(frozen=True)
class Line:
    """A clause made ready for cues; `previous` is the clause before it in its paragraph."""

    clause: Clause
    previous: Clause | None = None

    @cached_property
    def text(self) -> str:
        """The clause itself, in plain form; the cells of a table row stand between bars."""
        return plain(CELL.sub(" | ", self.clause.text.strip()))

    @cached_property
    def heading(self) -> str:
        """The headings above it and the line that leads into its list."""
        return plain(" / ".join((self.clause.title, *self.clause.section, self.clause.lead)))

    @cached_property
    def nearest(self) -> str:
        """The nearest of those headings, and the lead."""
        return plain(" / ".join((*(self.clause.section or (self.clause.title,))[-1:], self.clause.lead)))

    @cached_property
    def before(self) -> str:
        """The clause before it, in plain form."""
        return plain(self.previous.text) if self.previous else ""

    @cached_property
    def antecedent(self) -> str:
        """What a clause that begins with "it" or "this" speaks of: the clause before; else ""."""
        return self.before if POINTS_BACK.match(self.text) else ""

    @cached_property
    def titled(self) -> str:
        """The clause with the headings above it."""
        return f"{self.heading} / {self.text}"

    @cached_property
    def context(self) -> str:
        """The clause with what stands above and directly before it."""
        return f"{self.heading} / {self.before} / {self.text}"


def lines(clauses: Sequence[Clause]) -> list[Line]:
    """Make the clauses of an agreement ready for cues."""
    return [
        Line(clause, before if before and before.paragraph == clause.paragraph else None)
        for before, clause in pairwise((None, *clauses))
        if clause
    ]
