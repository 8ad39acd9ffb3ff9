"""The lines of an agreement: its clauses in plain form, each with what a reader knows from above and before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.contracts.reading.names import own_names
from bot.contracts.reading.patterns import found
from bot.contracts.reading.quantities import plain
from bot.documents.outline import Clause

CELL = re.compile(r"\t+|(?<=[^\s|]) {3,}(?=[^\s|])")  # what parts the cells of a table that became text
CELL_LENGTH = 40  # characters: so short is the answer to a label
POINTS_BACK = re.compile(
    r"^\W*(?:(?:it|this|that|they|these|such) \b(?!agreement|membership|contract)"
    r"|(?:this|that|the) (?:fee|amount|charge)\b)"
)


@dataclass(frozen=True, eq=False)
class Line:
    """A clause made ready for cues; `previous` is the clause before it in its paragraph, `over` the one before it at all."""

    clause: Clause
    previous: Clause | None = None
    names: re.Pattern[str] | None = None  # by which the agreement calls its practice
    over: Clause | None = None

    @cached_property
    def text(self) -> str:
        """The clause itself, in plain form; the cells of a table row stand between bars, the practice has no name."""
        text = CELL.sub(" | ", self.clause.text.strip())
        return plain(self.names.sub("the practice", text) if self.names else text)

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
    def above(self) -> str:
        """The clause that stands over it, of whatever paragraph, in plain form: the label over a price."""
        return plain(self.over.text) if self.over else ""

    @cached_property
    def antecedent(self) -> str:
        """What a clause that begins with "it" or "this" speaks of: the clause before; else ""."""
        return self.before if POINTS_BACK.match(self.text) else ""

    @cached_property
    def titled(self) -> str:
        """The clause with the headings above it."""
        return f"{self.heading} / {self.text}"

    @cached_property
    def around(self) -> tuple[str, ...]:
        """The clause, what stands directly before it, and above it; a few words have their label in the line above."""
        return self.text, self.before or (self.above if len(self.text) < CELL_LENGTH else ""), self.heading

    @cached_property
    def context(self) -> str:
        """The clause with what stands above and directly before it."""
        return " / ".join(reversed(self.around))

    @cached_property
    def found(self) -> int:
        """What the clause itself has of what patterns need, as bits: see `patterns.sought`."""
        return found(self.text)

    @cached_property
    def found_around(self) -> int:
        """The same of the clause with its context, which has all other texts of a line in it."""
        return self.found | found(self.context)


def lines(clauses: Sequence[Clause]) -> list[Line]:
    """Make the clauses of an agreement ready for cues."""
    names = own_names(clauses)
    return [
        Line(clause, before if before and before.paragraph == clause.paragraph else None, names, before)
        for before, clause in pairwise((None, *clauses))
        if clause
    ]
