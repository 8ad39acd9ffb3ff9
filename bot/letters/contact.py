"""Whom to ask."""

import re
from collections.abc import Sequence

from bot.letters.pieces import Piece
from bot.letters.wordings import E_MAIL, PHONE
from bot.vocabulary import Term

ASK = re.compile(
    r"\bquestions?\b|\binquir|\bworry|\bworries\b|\btalk it|\bunclear\b|\bhear more\b|\bsay about\b|\bwho can i\b|\bsomething else\b|\bconcerns?\b|\bliaison\b|\bmore information\b"
)
REACH = re.compile(
    r"\bcall\b|\bemail\b|\be-mail\b|\bcontact\b|\bring\b|\btext\b|\breach\b|\bphone\b|\bwrite to\b|\bnurse\b|\bsecretary\b|\bis at\b"
)
OTHERS_NUMBER = re.compile(
    r"\bdr\.? \w+ \(|\breferral\b|\bmedical group\b|\btaking (?:new )?patients|\baccepting\b|\bmatch you\b"
)
MAIL_HEAD = re.compile(r"^\W*(?:from|to|cc|bcc|reply-to):")


def questions_to(letter: Sequence[Piece]) -> Term:
    """Read whom to ask: a telephone number or an address, that for questions first."""
    found = []
    for piece in letter:
        match = PHONE.search(piece.text) or E_MAIL.search(piece.text)
        if not match or OTHERS_NUMBER.search(piece.text) or MAIL_HEAD.search(piece.text):
            continue
        late = piece.number / max(1, len(letter))
        asked = f"{piece.asked} / {piece.text}"
        weight = 3.0 if ASK.search(asked) else 2.0 if REACH.search(piece.text) else 1.0
        if weight > 1 or late > 0.6:
            found.append((weight, late, match.group().strip(" .,"), piece.span))
    if not found:
        return Term("questions_to", "silent")
    _, _, value, span = max(found, key=lambda one: one[:2])
    also = tuple(dict.fromkeys(other for _, _, _, other in found if other != span))
    return Term("questions_to", "stated", value, span, (), also)
