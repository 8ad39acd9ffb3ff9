"""Street addresses; a practice that is called after a street is none."""

import re
from collections.abc import Collection, Iterator

from bot.answering.redaction.findings import Finding
from bot.answering.redaction.fragments import words

STREET = (
    r"(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|way|place|pl|terrace"
    r"|circle|cir|parkway|pkwy|highway|hwy"
    r"|trail|square)"
)
ADDRESS = re.compile(
    rf"(?i)(?<![\w$.,/-])\d{{1,6}}[a-z]?\s(?P<name>(?:[a-z0-9.'-]{{1,20}}\s){{1,4}}?{STREET})\b\.?"
    r"(?:,?\s(?:apt|apartment|unit|suite|ste|\#)\.?\s?\#?[\w-]{1,6})?"
    r"|\bp\.?\s?o\.?\sbox\s\d{1,7}"
)
LIVES = re.compile(
    r"(?i)\b(?:live|lives|living|address|located|home|reside|moved|move|mail|send|at|is)\b\W{0,3}(?:\w{1,10}\s){0,2}$"
)
NO_STREET = words("""
    a an the my our your his her their at in on for with of from to and or per by is are was x times time year years
    month months week weeks day days minutes hours adult adults kid kids child children people person persons members
    member visit visits dollars bucks doctor doctors practices practice clinics miles percent each every plus both more
    """)


def addresses(text: str, known: Collection[str]) -> Iterator[Finding]:
    """Find street addresses; a practice that is called after a street is none."""
    for found in ADDRESS.finditer(text):
        words = (found["name"] or "").split()
        lower = [word.lower() for word in words]
        if words and (" ".join(lower) in known or NO_STREET & set(lower[:-1])):
            continue
        named = words and any(word[0].isupper() or word[0].isdigit() for word in words)
        if not words or named or LIVES.search(text, max(0, found.start() - 30), found.start()):
            yield Finding("address", found.start(), found.end())
