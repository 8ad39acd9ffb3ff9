"""The term sheet: every field that is read from an agreement, each stated, silent or conflicting."""

import hashlib
import re
from itertools import pairwise
from pathlib import Path

from bot.contracts import duration, exit, fee, insurance, notice, refund, renewal
from bot.contracts.cues import Line
from bot.contracts.qualifiers import qualify
from bot.contracts.quantities import plain
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

MENTIONS = {
    "fee": re.compile(r"\$|\b(?:fees?|dues|price|cost)\b"),
    "initial_term_months": re.compile(r"\b(?:term|months?|years?|commit\w*|contract|minimum)\b"),
    "auto_renews": re.compile(r"\b(?:renew\w*|continu\w*|automatic\w*|until|goes on|each (?:month|year))\b"),
    "cancel_notice_days": re.compile(rf"{notice.LEAVE}|\b(?:notice|notify)\b"),
    "early_termination_fee": re.compile(r"\b(?:early|balance|remaining|owe|penalt\w*|terminat\w*|cancel\w*|leav\w*)\b"),
    "refund_policy": re.compile(rf"{refund.GIVE}|\bnon-?refundable\b"),
    "not_insurance_statement": re.compile(r"\b(?:insur\w+|coverage|health plan)\b"),
}
"""A word without which a clause cannot be about the field, however near it seems."""


def mentions(field: str, text: str) -> bool:
    """Whether a text can be about a field at all."""
    return bool(MENTIONS[field].search(plain(text)))


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
