"""Numbers of members, policies, accounts, records, licences and passports, which are named; Medicare's, by their form."""

import re
from collections.abc import Iterator

from bot.answering.redaction.findings import Finding
from bot.answering.redaction.fragments import JOINT, words

NO = r"(?P<no>numbers?\b|num\b\.?|nos?\b\.?|nr\b|\#|ids?\b\.?|i\.d\.|identification(?:\snumber)?|identifier)"
FILLER = r"(?:\(?(?:with|at|from|on|for|under|in|of)\s(?:[\w']{1,20}\)?\s?){1,4}?(?=\s?is\b|:)\s?)?"
PREFIX = r"(?:(?!(?:is|for|the|on|my|and|to|not|was|of|in|or|at|id|no|from)\b)[a-z]{2,4}\s(?=\d{3}))?"
VALUE = rf"(?P<value>(?<![$\w]){PREFIX}[a-z0-9]{{1,24}}+(?:[-./][a-z0-9]{{1,14}}+){{0,6}})(?![\w%])"
NAMES: tuple[tuple[str, str, bool], ...] = (
    (
        "member number",
        (
            r"member(?:ship)?|subscr(?:iber)?|policy(?:\s?holder)?|group|grp|enrollee|certificate|cert"
            r"|beneficiary|insurance|anthem|aetna"
            r"|cigna|humana|bcbs|blue\scross|kaiser|united|uhc|insured|dependent|card\s?holder"
        ),
        False,
    ),
    ("member number", r"rx\s?(?:grp|group)", True),
    ("account number", r"(?:(?:bank|checking|savings)\s)?(?:account|acct)|routing|iban", False),
    ("record number", r"mrn|m\.r\.n\.", True),
    ("record number", r"medical\srecord|patient|chart|claim|case|file|reference|confirmation|authorization", False),
    ("beneficiary number", r"mbi|hicn?|medicare|medicaid|medi-cal|cin", False),
    ("license number", r"dl|driver'?s?'?\s?licen[cs]e|drivers\slicen[cs]e", True),
    ("license number", r"licen[cs]e|state", False),
    ("passport number", r"passport", True),
    ("passport number", r"green\scard|visa|alien|uscis", False),
)
WEAKLY = words("""
    member policy group grp account acct subscriber routing medicare medicaid anthem aetna cigna humana bcbs cross kaiser
    united uhc
    """)
NAMED = tuple(
    (
        kind,
        strong,
        re.compile(
            rf"(?<![a-z])(?P<label>{words})(?:'s)?[\s._-]{{0,3}}(?:(?:card|claim|case|member|policy|record|health)\s)?"
            rf"(?:{NO}[\s._-]{{0,2}}(?:numbers?\b|nos?\b\.?|\#)?)?[\s]{{0,2}}{FILLER}{JOINT}{VALUE}"
        ),
    )
    for kind, words, strong in NAMES
)
BARE_ID = re.compile(
    rf"(?<!issuer\s)(?<!contract\s)(?<!employer\s)(?<!product\s)(?<!tax\s)(?<!doc\s)(?<!document\s)\bid(?!-)(?:\s?(?:\#|number"
    rf"|no\.?))?\s{{0,2}}{FILLER}{JOINT}{VALUE}"
)
OWNED_NUMBER = re.compile(
    r"\b(?:my|our|his|her|their|[a-z]{1,20}'s)\s"
    r"(?!(?:[\w-]{1,20}\s){0,2}(?:phone|cell|mobile|fax|home|work|telephone|contact|office|tel|zip|plan|form|npi)\b)"
    rf"(?:[\w-]{{1,20}}\s){{1,2}}(?:number|no\.|\#){JOINT}{VALUE}"
)
NAMED_BEHIND = re.compile(
    rf"(?<![-./]){VALUE}\s(?:is|was|=)\s(?:my|our|the|his|her|their|[a-z]{{1,20}}'s)\s(?:\w{{1,20}}\s){{0,2}}?"
    r"(?:member(?:ship)?|policy|group|account|subscriber|patient|record|insurance|claim|medicaid|medicare"
    r"|passport|licen[cs]e|ssn|social)\b"
    r"(?!\s(?:fee|price|premium|cost|deductible|rate|limit|start|end|date))"
)
MORE_DIGITS = re.compile(
    r"[ ]\d{2,6}(?![\w$%]|[-.,/]\d)(?!\s?(?:a|per|each|dollars|people|employees|months?|years?|kids)\b)"
)
FOURS = re.compile(r"(?!(?: \d{3}0){3})(?: \d{4}){3}(?![\w$%]|[-.,/]\d)")
LONGEST_ID, LONGEST_GROUP, FORMAL = 14, 5, 9  # characters, digits of a group, digits that are enough
A_DATE = re.compile(
    r"(?:\d{4}[-./](?:0?[1-9]|1[0-2])[-./]\d{1,2}|(?:0?[1-9]|1[0-2])[-./](?:[0-2]?\d|3[01])[-./](?:\d{4}|\d{2}))"
)
A_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")
A_PLAN = re.compile(r"[hrse]\d{4}(?:-\d{3}){0,2}|\d{5}[a-z]{2}\d{7}|\d{5}-\d{4}")
A_COUNT = re.compile(
    r"(?:,\d{3}|\.\d)|\s?(?:a|per)\s(?:month|year|visit)|\s?/\s?(?:mo|yr)|\s?(?:dollars|usd|people"
    r"|employees|members|k)\b"
)
MBI_LETTER = "[ac-hjkmnp-rt-y]"
MBI = re.compile(
    rf"(?<![\w])[1-9]{MBI_LETTER}[ac-hjkmnp-rt-y\d]\d[- ]?{MBI_LETTER}[ac-hjkmnp-rt-y\d]\d[- ]?"
    rf"{MBI_LETTER}{{2}}\d{{2}}(?![\w])"
)


def record_numbers(text: str) -> Iterator[Finding]:
    """Find numbers that are named: of members, policies, accounts, records, licences and passports."""
    for kind, strong, pattern in NAMED:
        for found in pattern.finditer(text):
            sure = strong or found["no"]
            if (
                is_number(text, found, fewest=5 if found["no"] == "no" else 3)
                if sure
                else (found["label"].split()[-1] in WEAKLY and is_number(text, found))
            ):
                yield Finding(kind, found.start("value"), id_end(text, found))
    for pattern in (BARE_ID, OWNED_NUMBER):
        for found in pattern.finditer(text):
            signed = "#" in found[0] or ":" in found[0]
            whole = text[found.start("value") : id_end(text, found)]
            if is_number(text, found) or (
                signed and not A_PLAN.fullmatch(found["value"]) and sum(map(str.isdigit, whole)) >= FORMAL
            ):
                yield Finding("member number", found.start("value"), id_end(text, found))
    for found in NAMED_BEHIND.finditer(text):
        if is_number(text, found):
            yield Finding("member number", *found.span("value"))


def is_number(text: str, found: re.Match[str], fewest: int | None = None) -> bool:
    """Whether a value is somebody's number and no date, section, sum or count.

    `fewest`: digits that are enough where it is expressly called a number; else its form must say so too.
    """
    value = found["value"]
    digits = sum(letter.isdigit() for letter in value)
    spaced = MORE_DIGITS.match(text, found.end("value")) is not None
    if not digits or A_DATE.fullmatch(value) or A_SECTION.fullmatch(value) or A_COUNT.match(text, found.end("value")):
        return False
    if fewest is not None:
        return digits >= fewest or (spaced and digits > 1) or (digits > 1 and len(value) > 5)
    if A_PLAN.fullmatch(value):
        return False
    return digits >= 5 and (digits > 6 or not value.isdigit() or value.startswith("0"))


def id_end(text: str, found: re.Match[str]) -> int:
    """Return where a number ends that goes on behind a space: "W1234 56789 01"."""
    end = found.end("value")
    fours = FOURS.match(text, end)
    if fours:  # "80840 9151 0142 3023"
        return fours.end()
    size = len(found["value"])
    while size <= 10 and len(found["value"].split()[-1]) <= LONGEST_GROUP:
        more = MORE_DIGITS.match(text, end)
        if not more or size + len(more[0]) > LONGEST_ID:
            break
        size, end = size + len(more[0]) - 1, more.end()
    return end


def beneficiaries(text: str) -> Iterator[Finding]:
    """Find numbers of people on Medicare by their form, such as 1EG4-TE5-MK73."""
    for found in MBI.finditer(text):
        yield Finding("beneficiary number", found.start(), found.end())
