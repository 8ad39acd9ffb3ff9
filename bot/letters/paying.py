"""What joining costs: the fee, and what is due with the form."""

import re
from collections.abc import Sequence

from bot.contracts.fields import fee
from bot.contracts.reading.quantities import MONEY, dollars
from bot.letters.pieces import Piece
from bot.letters.rules import QUESTION, Rule, settle
from bot.letters.wordings import RECORDS
from bot.vocabulary import Term

DOWN = r"(?:deposit|down[- ]payment|reservation fee|registration fee|holding fee)"
MONEY_DUE = re.compile(
    rf"\b{DOWN}(?: fee)? of (?:\$)(?P<a>[\d,]+(?:\.\d\d)?)|\$(?P<b>[\d,]+(?:\.\d\d)?)(?: non-?refundable| refundable)?(?: as an?)? (?:non-?refundable |refundable )?{DOWN}"
    r"|\bcheck (?:of|for) \$(?P<c>[\d,]+(?:\.\d\d)?)|\b(?:along with|together with|enclos\w+|with) (?:the |a |your )?(?:first (?:half|payment|quarter|month)s?[^$.]{0,20})\(?\$(?P<d>[\d,]+(?:\.\d\d)?)"
    r"|\bfirst payment of \$(?P<e>[\d,]+(?:\.\d\d)?)"
)
NOTHING_DUE = re.compile(
    rf"\bno {DOWN}\b|\b{DOWN} (?:isn't|is not) (?:needed|required|asked)|\b(?:don't|do not) need (?:any )?money\b|\bnothing (?:to pay|is due)\b|\bno money (?:is )?(?:down|due|now)|\bno payment (?:is )?(?:due|needed|required)"
)
CARD = re.compile(
    r"\bcard (?:on file|number|details)|\bcredit card\b[^.]{0,40}\b(?:file|kept|hold|needed|required|stored?)|\bstore\b[^.]{0,20}\bcard\b|\bcard is charged|\bcharged? (?:to )?your card|\bpayment method\b[^.]{0,40}\b(?:store|keep|kept|file)"
)
FIRST_PAYMENT = re.compile(
    r"\bfirst (?:month|quarter|year|half|installment|payment)(?:s)?(?: (?:payment|fee|dues|installment))?\b"
)
DUE = re.compile(r"\bdue\b|\breply\b|\bform\b|\bsign|\bhold\b|\breserve|\benrol|\bwith (?:it|your)\b|\bcard\b|\bneed\b")


def _sum(match: re.Match[str]) -> int | float | None:
    """Return the sum of whichever form matched."""
    figures = next((text for text in match.groupdict().values() if text), "")
    money = MONEY.search(f"${figures.rstrip(',')}")
    return dollars(money) if money else None


DEPOSITS = (
    Rule("none", 4, NOTHING_DUE),
    Rule(_sum, 3, MONEY_DUE),
    Rule("card", 2, CARD),
    Rule(
        "payment",
        1.5,
        re.compile(
            rf"{FIRST_PAYMENT.pattern}(?:(?<=payment)| (?:is|are) due\b)|\bpayment\b[^.]{{0,30}}\bwith (?:your|the) (?:form|reply|agreement)"
        ),
        re.compile(r"\binstall"),
        DUE,
    ),
)


def deposit(letter: Sequence[Piece]) -> Term:
    """Read what is due with the form: a sum, a "payment", a "card" to be kept, or "none"."""
    return settle("deposit", [piece for piece in letter if not QUESTION.search(piece.text)], DEPOSITS)


NOT_THE_FEE = re.compile(
    rf"\b{DOWN}\b|\bcheck (?:of|for) \$|\bregistration\b|\benrollment fee\b|\bcopays? of|\bfor it\b|\bsavings\b"
)


SUMS = re.compile(r"\$|\b(?:is|are)\b")  # a name that took in the next price


def fees(letter: Sequence[Piece]) -> Term:
    """Read the membership fee as that of an agreement is read, but for what is due once and what records cost."""
    near = [piece.line for piece in letter if not (NOT_THE_FEE.search(piece.text) or RECORDS.search(piece.text))]
    term = fee.FIELD.read(near)
    if isinstance(term.value, list):
        rows = [row | {"who": "" if SUMS.search(row["who"]) else row["who"]} for row in term.value]
        return Term("fee", term.state, rows, term.span, term.conditions, term.also)
    return Term("fee", "silent")
