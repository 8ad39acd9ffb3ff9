"""The term sheet: every field that is read from an agreement, each stated, silent or conflicting."""

import hashlib
import re
from pathlib import Path

from bot.contracts.fields import duration, early_exit, fee, insurance, notice, refund, renewal
from bot.contracts.reading.lines import lines
from bot.contracts.reading.patterns import either, words
from bot.contracts.reading.qualifiers import qualify
from bot.contracts.reading.quantities import plain
from bot.contracts.reading.wordings import LEAVE
from bot.documents import headings, outline
from bot.documents.outline import clauses
from bot.vocabulary import Document, Term

FIELDS = (fee.FIELD, duration.FIELD, renewal.FIELD, notice.FIELD, early_exit.FIELD, refund.FIELD, insurance.FIELD)

MENTIONS = {
    "fee": re.compile(r"\$|\b(?:fees?|dues|price|cost)\b"),
    "initial_term_months": words("term, month[s], year[s], commit*, contract, minimum"),
    "auto_renews": words("renew*, continu*, automatic*, until, goes on, each (month|year)"),
    "cancel_notice_days": either(LEAVE, words("notice, notify")),
    "early_termination_fee": words("early, balance, remaining, owe, penalt*, terminat*, cancel*, leav*"),
    "refund_policy": either(refund.GIVE_BACK, words("non-refundable")),
    "not_insurance_statement": words("insur*, coverage, health plan"),
}
"""A word without which a clause cannot be about the field, however near it seems."""


def mentions(field: str, text: str) -> bool:
    """Whether a text can be about a field at all."""
    return bool(MENTIONS[field].search(plain(text)))


def read(document: Document) -> tuple[Term, ...]:
    """Read every field from an agreement; a field that it does not speak of is silent."""
    cut = clauses(document)
    ready = lines(cut)
    return tuple(qualify(field.read(ready), cut) for field in FIELDS)


def version() -> str:
    """Name the reader as it stands: another text of its rules is another reader, whose sheets are read anew."""
    files = sorted({*Path(__file__).parent.rglob("*.py"), Path(outline.__file__), Path(headings.__file__)})
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
