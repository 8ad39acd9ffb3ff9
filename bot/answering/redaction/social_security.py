"""Numbers of social security and of taxpayers."""

import re
from collections.abc import Iterator

from bot.answering.redaction.findings import Finding
from bot.answering.redaction.fragments import GROUPS, JOINT

SSN_NAME = r"\b(?:ssns?|s\.s\.n\.?|ss\s?(?=[#n\d])|soc(?:ial)?s?\.?(?:\s(?:sec(?:urity)?)\.?)?)"
NUMBER_WORD = r"(?:\s{0,2}(?:numbers?|num|nos?\b\.?|nr|\#))?"
NINE = r"(?P<value>\d(?:[-.\s/]{0,3}\d){8})(?![\d])(?![.,-]\d)"
NAMED_SSN = re.compile(rf"{SSN_NAME}{NUMBER_WORD}{JOINT}{NINE}")
MORE_NINES = re.compile(rf"(?:\s?(?:,|and|&|/|;)\s?){{1,2}}{NINE}")
LAST_FOUR = re.compile(
    rf"{SSN_NAME}{NUMBER_WORD}\s(?:ends?|ending)\s(?:in|with)\W{{0,3}}(?P<value>\d{{4}})(?!\d)"
    rf"|\blast\s(?:four|4)(?:\sdigits)?\s(?:of|on"
    rf"|for)\s(?:\w{{1,20}}(?:'s)?\s){{0,2}}{SSN_NAME}{NUMBER_WORD}{JOINT}(?P<other>\d{{4}})(?!\d)"
    r"|(?<![\w])[x*#]{3}[- ]?[x*#]{2}[- ]?(?P<third>\d{4})(?!\d)"
)
FORMATTED_SSN = re.compile(
    r"(?<![\w$])(?<!\d[-.])(?P<value>\d{3}(?P<one>\s?[-./]\s?|\s)\d{2}(?P<two>\s?[-./]\s?"
    r"|\s)\d{4}(?:-?[a-z]\d?)?)(?![\w])(?![-.]\d)"
)
SSN_CUE = re.compile(rf"{SSN_NAME}")
TAX_NAME = r"\b(?:itins?|i\.t\.i\.n\.?|tax(?:payer)?\s?(?:payer\s)?(?:id(?:entification)?|i\.d\.))"
NAMED_TAX = re.compile(rf"{TAX_NAME}{NUMBER_WORD}{JOINT}{NINE}")
EMPLOYER_FORM = re.compile(r"\d{2}-\d{7}")
TAX_AREA = "9"


def social_security(text: str) -> Iterator[Finding]:
    """Find numbers of social security and of taxpayers."""
    for found in NAMED_TAX.finditer(text):
        if not EMPLOYER_FORM.fullmatch(found["value"]):
            yield Finding("taxpayer number", *found.span("value"))
    for found in NAMED_SSN.finditer(text):
        more: re.Match[str] | None = found
        while more:
            yield Finding("ssn", *more.span("value"))
            more = MORE_NINES.match(text, more.end())
    for found in LAST_FOUR.finditer(text):
        yield Finding("ssn", *found.span(str(found.lastgroup)))
    for found in FORMATTED_SSN.finditer(text):
        spaces = not (found["one"] + found["two"]).strip()
        sums = all(group[-1] == "0" for group in GROUPS.findall(found["value"]))
        named = SSN_CUE.search(text, max(0, found.start() - 40), found.start())
        if named or not (spaces or sums) or found[0] == text.strip():
            kind = "taxpayer number" if found["value"].startswith(TAX_AREA) else "ssn"
            yield Finding(kind, *found.span("value"))
