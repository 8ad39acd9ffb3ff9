"""Take out of a message what identifies a person, before it is kept. Names and stories cannot be recognised."""

import re

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("card", re.compile(r"(?<!\d)(?:\d[ -]?){13,16}(?!\d)")),
    ("ssn", re.compile(r"(?<!\d)\d{3}[- ]\d{2}[- ]\d{4}(?!\d)")),
    ("phone", re.compile(r"(?<![\d$])(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}(?!\d)")),
    (
        "birth date",
        re.compile(
            r"(?i)\b(?:born(?: on)?|dob|d\.o\.b\.?|date of birth|birthday(?: is)?)\W{0,4}"
            r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|[a-z]+ \d{1,2},? \d{4})"
        ),
    ),
    ("record number", re.compile(r"(?i)\b(?:mrn|medical record(?: number)?|member id|policy (?:number|no)|group (?:number|no)|account (?:number|no)|ssn)\W{0,4}(?:is\W{1,2})?[a-z]{0,4}[\d-]{4,}\w*")),
    ("name", re.compile(r"(?i:\bmy name is|\bi am called|\bthis is)\s+((?:[A-Z][\w'-]+\s?){1,3})")),
    ("address", re.compile(r"(?i)\b\d{1,5} (?:[a-z0-9.]+ ){1,4}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|court|ct|blvd|boulevard|way)\b\.?")),
)  # fmt: skip


def redact(text: str) -> str:
    """Return the text with "[email]", "[phone]" and the like in place of what identifies a person."""
    for name, pattern in PATTERNS:
        text = pattern.sub(f"[{name}]", text)
    return text
