"""Take out of a text what identifies a person: numbers and addresses by which somebody can be found.

`redact` is for every message before anything reads it, `redact_story` for what is stored, `blackout` for agreements,
whose offsets must hold. A text is first laid out `plain`, then each kind is looked for by the file of its name. A number
that could be money, a date of a plan or a section stays unless its form or the words beside it say what it is. Names
and stories cannot be recognised for sure.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from bot.answering.redaction.addresses import addresses
from bot.answering.redaction.births import birth_dates
from bot.answering.redaction.cards import cards
from bot.answering.redaction.contacts import without_practices
from bot.answering.redaction.findings import Blackout, Finding, apart
from bot.answering.redaction.mail import emails
from bot.answering.redaction.names import names
from bot.answering.redaction.phones import phones
from bot.answering.redaction.plain import Plain, plain
from bot.answering.redaction.records import beneficiaries, record_numbers
from bot.answering.redaction.social_security import social_security

__all__ = ["BLACK", "Blackout", "blackout", "redact", "redact_story"]

BLACK = "█"
FINDERS: Mapping[tuple[str, ...], Callable[[str], Iterator[Finding]]] = {  # what shares characters with an earlier one goes
    ("email",): emails,
    ("card",): cards,
    ("beneficiary number",): beneficiaries,
    ("ssn", "taxpayer number"): social_security,
    ("birth date",): birth_dates,
    (
        "member number", "account number", "record number", "beneficiary number", "license number", "passport number",
    ): record_numbers,
    ("phone",): phones,
}  # fmt: skip


def redact(text: str) -> str:
    """Return a text with "[phone]", "[email]" and the like in place of identifiers; of a birth date the year stays."""
    read = plain(text)
    return _replaced(text, read, identifiers(read.lower))


def redact_story(text: str, known: Collection[str] = ()) -> str:
    """Return a text without identifiers, names and street addresses; `known` names, such as practices', stay."""
    read = plain(text)
    spared = {" ".join(name.lower().split()) for name in known}
    found = [*identifiers(read.lower), *addresses(read.text, spared), *names(read.text, spared)]
    return _replaced(text, read, apart(found))


def blackout(text: str) -> Blackout:
    """Return a text of the same length with "█" for each letter and digit of its identifiers, whole birth dates too.

    Fields that were left blank stay, and so do the practice's own phones and e-mails.
    """
    read = plain(text)
    letters = list(text)
    counts: Counter[str] = Counter()
    for one in without_practices(read, identifiers(read.lower)):
        start, end = one.black or (one.start, one.end)
        for at in range(read.places[start], read.places[end - 1] + 1):
            if letters[at].isalnum():
                letters[at] = BLACK
        counts[one.kind] += 1
    return Blackout("".join(letters), dict(counts))


def identifiers(text: str) -> list[Finding]:
    """Return the identifiers of a plain text in small letters, in their order and none within another."""
    return apart(found for finder in FINDERS.values() for found in finder(text))


def _replaced(text: str, read: Plain, findings: Iterable[Finding]) -> str:
    """Put what stands for findings in their place."""
    parts: list[str] = []
    last = 0
    for one in findings:
        parts += (text[last : read.places[one.start]], one.instead)
        last = read.places[one.end - 1] + 1
    return "".join((*parts, text[last:]))
