"""What leaving before the term is over costs, in words: the agreement's charge, not yet a sum."""

import re

from bot.contracts.cues import Cue, Field, Line
from bot.contracts.quantities import MONEY, dollars

REST = r"(?:what's left|whatever remains|what remains|what is left|whatever is left|remains?|remaining|remainder|rest|entire|full|balance|unpaid|outstanding)"
OWED = r"(?:due|owe[ds]?|payable|pay\b|paid|responsible|liable|charged|billed|accelerat\w+|obligat\w+|collect\w*)"
EARLY = re.compile(
    r"\b(?:cancel\w*|terminat\w+|early|leav\w+|withdraw\w*|discontinu\w+|end\w*|breach|default|before)\b"
)
GIVEN_BACK = re.compile(
    r"\brefund\w*\b|\bpro-?rat\w+\b|\b(?:pay|paid|give|given|send|sent) back\b|\breturn(?:ed|s)? to\b"
)
NOT_HERE = re.compile(
    r"\b(?:appointments?|visits (?:can|may|are|that)|sessions? (?:can|may|are|that)|the physical|consults?|no-?shows?|reschedul\w+|re-?enrol\w*|reinstat\w*|rejoin\w*|overdue|past due)\b"
)


def amount(match: re.Match[str]) -> str:
    """Return a flat fee in words."""
    return f"${dollars(match):,}"


def deduction(match: re.Match[str]) -> str:
    """Return what is taken off a refund in words."""
    return f"${match['amount'] or match['sum']} deducted from the refund"


def skip(line: Line) -> bool:
    """Whether a clause is about appointments or coming back."""
    return bool(NOT_HERE.search(line.text))


FIELD = Field(
    "early_termination_fee",
    (
        Cue(
            re.compile(
                r"(?:\bnot|n't) (?:yet )?(?:been )?(?:paid|due|billed|fallen due)\b[^.;]{0,50}\b(?:become|are|is|fall|falls|shall be|will be)\b"
                r"[^.;]{0,20}\b(?:payable|due|owed|charged)\b"
            ),
            "remaining balance",
            3,
            under=EARLY,
            unless=GIVEN_BACK,
        ),
        Cue(
            re.compile(
                r"\b(?:value|usual|customary|fee-for-service|fair market|standard (?:visit )?(?:rate|charge|fee)s?|actual cost)\b[^.;]{0,160}\b(?:exceed\w*|greater|more than|over and above|difference|less (?:the )?(?:amount|fees|membership))\b"
            ),
            "clawback",
            3.1,
            under=EARLY,
        ),
        Cue(
            re.compile(
                r"\b(?:total|sum|value|cost|price|amount|that|it)\b[^.;]{0,60}\b(?:more|greater|higher|larger) than\b[^.;]{0,60}\b(?:fees?|dues|paid|payments?)\b[^.;]{0,80}\b(?:difference|rest|balance|excess)\b"
            ),
            "clawback",
            3.1,
        ),
        Cue(
            re.compile(
                rf"\b{REST}\b[^.;]{{0,70}}\b(?:term|months?|fees?|year|commitment|annual|installments?|membership|obligation|contract|balance|dues|period)\b[^.;]{{0,90}}\b{OWED}"
            ),
            "remaining balance",
            3,
            under=EARLY,
            unless=GIVEN_BACK,
        ),
        Cue(
            re.compile(
                rf"\b{OWED}\b[^.;]{{0,70}}\b(?:{REST}|through the end|until the end|every month left|all (?:months|payments|fees))\b[^.;]{{0,60}}\b(?:term|months?|fees?|year|commitment|annual|installments?|dues|balance|contract|period|minimum|stay)\b"
            ),
            "remaining balance",
            3,
            under=EARLY,
            unless=GIVEN_BACK,
        ),
        Cue(
            re.compile(
                rf"\b(?:early|terminat\w+|cancell?ation|exit|buy-?out|disenrol\w+|separation|withdrawal)\b[^.;$]{{0,40}}\b(?:fee|charge|penalty|payment|cost)\b[^.;$]{{0,110}}{MONEY}"
            ),
            amount,
            3,
        ),
        Cue(
            re.compile(
                rf"{MONEY}[^.;$]{{0,30}}\b(?:early|terminat\w+|cancell?ation|exit|buy-?out|disenrol\w+|withdrawal)\b[^.;$]{{0,20}}\b(?:fee|charge|penalty|payment)"
            ),
            amount,
            3,
        ),
        Cue(
            re.compile(
                rf"\b(?:refund|return)\w*\b[^.;]{{0,120}}\b(?:less|minus|after deducting|deduct\w*|subtract\w*)\b[^.;$]{{0,60}}{MONEY}|\b(?:deduct|subtract|keep|retain|withhold)\w*\b[^.;$]{{0,40}}{MONEY.replace('amount', 'sum')}"
            ),
            deduction,
            2.6,
            under=EARLY,
        ),
        Cue(
            re.compile(r"\b(?:fee|charge|pay|owe)\b[^.;]{0,30}\bequal to\b[^.;]{0,60}\b(?:months?|fees?|dues)\b"),
            "months of fees",
            2.8,
            under=EARLY,
        ),
        Cue(
            re.compile(
                r"\b(?:no|without(?: an?)?|free of|never an?)\b (?:\w+[ -]){0,2}?(?:cancell?ation|termination|exit|early[- ]termination|disenrol\w+)? ?(?:fees?|penalt\w+|charges?)\b"
            ),
            "none",
            2.5,
            under=re.compile(r"cancel|terminat|leav|exit|withdraw|disenrol"),
            unless=re.compile(r"\b(?:enrol\w+ fee|copay|visit fees?|hidden)\b"),
        ),
    ),
    skip,
)
