"""How records are got, and what that costs."""

import re
from collections.abc import Sequence

from bot.contracts.reading.quantities import MONEY
from bot.letters.pieces import Piece
from bot.letters.rules import QUESTION
from bot.letters.wordings import MODEL, RECORDS
from bot.vocabulary import Term

FREE = re.compile(
    r"\bfree\b|\bno (?:charge|cost|fee)\b|\b(?:at )?no expense\b|\bwithout (?:any )?(?:charge|cost|fee|expense|further charge)\b|\bcomplimentary\b|\bcharge (?:you )?nothing\b|\bfor nothing\b|\bnothing for\b"
    r"|\b(?:won't|will not|doesn't|does not) cost\b|\bis on us\b|\bn't (?:charge|cost)|\bnot charge\b"
)
MOVES = re.compile(
    r"\b(?:send|sent|sends|transfer\w*|forward\w*|transmit\w*|cop(?:y|ies|ied)|gets?|mov(?:e|ed|ing)|mail|post|releas\w+|request\w*|pick(?:ed)? up|available|kept|stays?|give|go to|fax|pass|sign)\b"
)


COPY = re.compile(r"\b(?:cop(?:y|ies)|send it|sent|transfers?)\b")


def amount(match: re.Match[str]) -> str:
    """Return a sum as it stands, with its dollar sign."""
    return f"${match['amount']}".rstrip(".")


def records(letter: Sequence[Piece]) -> Term:
    """Read how records are got and what that costs: "free", a sum, or "said" where the cost is not."""
    about = [piece for piece in letter if RECORDS.search(piece.text) or _goes_on(piece)]
    how = [piece for piece in letter if _moves(piece)]
    free = [piece for piece in about if FREE.search(piece.text)]
    priced = [(piece, match) for piece in about if (match := MONEY.search(piece.text)) and not MODEL.search(piece.text)]
    if not how and not free:
        return Term("records", "silent")
    first = free[0] if free else priced[0][0] if priced else how[0]
    value = "free" if free else amount(priced[0][1]) if priced else "said"
    also = tuple(
        dict.fromkeys(piece.span for piece in about if piece.span != first.span and not QUESTION.search(piece.text))
    )
    return Term("records", "stated", value, first.span, (), also)


def _moves(piece: Piece) -> bool:
    """Whether a sentence says how records are got or sent; "it" is what the sentence before speaks of."""
    own = RECORDS.search(piece.text) or (COPY.search(piece.text) and any(map(RECORDS.search, piece.before[-1:])))
    return bool(own and MOVES.search(piece.text)) and not QUESTION.search(piece.text)


def _goes_on(piece: Piece) -> bool:
    """Whether a sentence that speaks of a cost goes on about the records of the sentence before, or answers about them."""
    costs = FREE.search(piece.text) or MONEY.search(piece.text)
    about = " / ".join((*piece.before[-2:], piece.asked))
    return bool(costs and RECORDS.search(about)) and not MODEL.search(piece.text)
