"""The term sheet: every field that is read from an agreement, each stated, silent or conflicting, and its traps."""

import hashlib
from pathlib import Path

from bot.contracts import traps
from bot.contracts.fields import (
    billing,
    disputes,
    duration,
    duties,
    early_exit,
    fee,
    insurance,
    joining,
    kind,
    medicare,
    notice,
    panel,
    parties,
    practice_exit,
    price_change,
    refund,
    rejoining,
    remedies,
    renewal,
    visit_length,
)
from bot.contracts.fields.access import after_hours, home_visits, same_day_visits, telemedicine
from bot.contracts.fields.services import lists as services
from bot.contracts.learnt import WEIGHTS, seen
from bot.contracts.reading.lines import lines
from bot.contracts.reading.qualifiers import qualify
from bot.contracts.reading.quantities import plain
from bot.documents import headings, outline
from bot.documents.outline import clauses
from bot.vocabulary import Document, TermSheet

FIELDS = (
    fee.FIELD,
    duration.FIELD,
    renewal.FIELD,
    notice.FIELD,
    early_exit.FIELD,
    refund.FIELD,
    insurance.FIELD,
    after_hours.FIELD,
    home_visits.FIELD,
    telemedicine.FIELD,
    same_day_visits.FIELD,
    panel.FIELD,
    visit_length.FIELD,
    joining.FIELD,
    rejoining.FIELD,
    price_change.FIELD,
    practice_exit.FIELD,
    medicare.FIELD,
    disputes.FIELD,
    billing.FIELD,
    kind.FIELD,
    parties.FIELD,
    services.SERVICES,
    services.INCLUDED,
    services.EXCLUDED,
    duties.FIELD,
    remedies.FIELD,
)
ABOUT = {field.name: field.about for field in FIELDS}


def mentions(field: str, text: str) -> bool:
    """Whether a text can be about a field at all."""
    return bool(ABOUT[field].search(plain(text)))


def read(document: Document) -> TermSheet:
    """Read every field from an agreement, and its traps; a field that it does not speak of is silent."""
    cut = clauses(document)
    ready = lines(cut)
    terms = tuple(qualify(field.read(ready), cut) for field in FIELDS)
    return TermSheet(terms, traps.read(ready, terms, seen(ready)))


def version() -> str:
    """Name the reader as it stands: another text of its rules is another reader, whose sheets are read anew."""
    files = sorted({*Path(__file__).parent.rglob("*.py"), Path(outline.__file__), Path(headings.__file__), WEIGHTS})
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
