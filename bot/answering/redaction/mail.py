"""E-mail addresses, also such as "jane at example dot com"."""

import re
from collections.abc import Iterator

from bot.answering.redaction.findings import Finding
from bot.answering.redaction.fragments import words

TLD = r"(?:com|org|net|edu|gov|io|co|us|info|health|care|clinic|me|uk|ca|biz|mil|app|dev|example)"
LOCAL = r"(?<![\w.+%'-])[\w.+%-](?:[\w.+%'-]*+)"
EMAIL = re.compile(
    rf"{LOCAL}(?:\s?@\s?)(?:[\w-]{{1,63}}\.){{1,6}}[^\W\d_][\w-]{{1,62}}"
    rf"|{LOCAL}@[\w-]{{1,63}}(?:\s{{0,2}}\.\s{{0,2}}|,){TLD}\b"
)
DISGUISED_EMAIL = re.compile(
    rf"(?P<local>(?<![\w.+%'-])[\w.+%-]{{1,64}}+(?:(?:\sdot\s|\s?[\[({{<]\s?dot\s?[\])}}>]\s?)\w{{1,40}}){{0,2}})"
    r"(?P<at>\s?[\[({<]\s?at\s?[\])}>]\s?|\sat\s|\s?@\s?)"
    r"(?P<domain>[\w-]{1,63}+(?P<dot>\s?[\[({<]\s?dot\s?[\])}>]\s?|\sdot\s|\.)"
    rf"(?:\w{{1,40}}(?:\s?[\[({{<]\s?dot\s?[\])}}>]\s?|\sdot\s|\.)){{0,2}}{TLD})\b"
)
WRITTEN_TO = re.compile(r"\b(?:e-?mails?(?:'s)?|mail|write|reach|contact|send)\b")
LOOKED = words("""
    look looks looked looking am is are was were be been being it its this that here there see saw seen check checked
    find found read apply applied enroll enrolled register registered sign signed up shop shopped shopping buy bought
    start started go went priced price prices plan plans insurance coverage work works working employed meet one or and
    """)


def emails(text: str) -> Iterator[Finding]:
    """Find e-mail addresses, also such as "jane at example dot com"."""
    for found in EMAIL.finditer(text):
        yield Finding("email", found.start(), found.end())
    for found in DISGUISED_EMAIL.finditer(text):
        spoken = found["at"].strip() == "at"
        named = WRITTEN_TO.search(text, max(0, found.start() - 40), found.start())
        personal = re.search(r"[\d._+]", found["local"])
        if spoken and not personal and found["local"] in LOOKED:
            continue
        if spoken and found["dot"] == "." and not (named or personal):
            continue
        yield Finding("email", found.start(), found.end())
