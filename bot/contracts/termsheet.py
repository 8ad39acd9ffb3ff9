"""The term sheet: every field that is read from an agreement, each stated, silent or conflicting."""

import hashlib
from itertools import pairwise
from pathlib import Path

from bot.contracts import duration, exit, fee, insurance, notice, refund, renewal
from bot.contracts.cues import Line
from bot.contracts.qualifiers import qualify
from bot.documents import outline
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
    cut = clauses(document)
    lines = [
        Line(clause, before if before and before.paragraph == clause.paragraph else None)
        for before, clause in pairwise((None, *cut))
        if clause
    ]
    return tuple(qualify(field.read(lines), cut) for field in FIELDS)


def version() -> str:
    """Name the reader as it stands: another text of its rules is another reader, whose sheets are read anew."""
    files = sorted({*Path(__file__).parent.glob("*.py"), Path(outline.__file__)})
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
