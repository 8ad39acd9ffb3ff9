"""The term sheet: every field that is read from an agreement, each stated, silent or conflicting."""

from bot.contracts import duration, exit, fee, insurance, notice, refund, renewal
from bot.contracts.cues import Line
from bot.documents.outline import clauses
from bot.vocabulary import Document, Term

FIELDS = (
    fee.FIELD,
    duration.FIELD,
    renewal.FIELD,
    notice.FIELD,
    exit.FIELD,
    refund.FIELD,
    insurance.FIELD,
)


def read(document: Document) -> tuple[Term, ...]:
    """Read every field from an agreement; a field that it does not speak of is silent."""
    lines = [Line(clause) for clause in clauses(document)]
    return tuple(field.read(lines) for field in FIELDS)
