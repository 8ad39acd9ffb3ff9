"""Contradictions between a practice's own documents: its web site or FAQ says one thing, the signed agreement another.

What one document leaves out contradicts nothing, nor does more detail: which values exclude each other is a table in
`values`. What contradicts itself within one document is a conflicting term already.
"""

from collections.abc import Sequence
from itertools import combinations

from bot.contracts.changes import values
from bot.vocabulary import Contradiction, Reading, Revision, Statement, Term, TermSheet


def contradictions(sheets: Sequence[tuple[Revision, TermSheet]]) -> tuple[Contradiction, ...]:
    """Return the fields which two documents state differently, in the order of the fields and of the documents."""
    found = [
        Contradiction(Statement(one.revision, term), Statement(other.revision, match), values.stricter(term, match))
        for one, other in combinations([Reading(*sheet) for sheet in sheets], 2)
        for term, match in shared(one.sheet, other.sheet)
        if not values.agree(term, match)
    ]
    fields = list(dict.fromkeys(term.field for _, sheet in sheets for term in sheet.terms))
    return tuple(sorted(found, key=lambda contradiction: fields.index(contradiction.field)))


def shared(one: TermSheet, other: TermSheet) -> list[tuple[Term, Term]]:
    """Return the terms of the fields that both sheets state."""
    stated = {term.field: term for term in other.terms if term.state != "silent"}
    return [(term, stated[term.field]) for term in one.terms if term.state != "silent" and term.field in stated]
