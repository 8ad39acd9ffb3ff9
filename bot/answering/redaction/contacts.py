"""Which phone numbers and e-mail addresses of an agreement are the practice's own, which a person needs to see quoted.

One is the practice's where the words before it say so and nothing near it speaks of a person; in doubt it is not. The
words are those before it in its sentence, or its line of the letterhead; an answer belongs to the question before it.
"""

import re
from collections.abc import Iterable, Iterator

from bot.answering.redaction.findings import Finding
from bot.answering.redaction.ownership import (
    BETWEEN,
    BLANK,
    FIRST_PERSON,
    FOR_PERSON,
    JOINT,
    LABEL,
    LETTERHEAD,
    MORE_CONTACTS,
    NAME_LABEL,
    NO_LETTERHEAD,
    NOBODY,
    PRIVATE,
    ROLE,
    SAYS_PERSON,
    SAYS_PRACTICE,
    SENT_TO,
    SOMEBODY,
    WORD,
)
from bot.answering.redaction.plain import Plain

CONTACTS = frozenset({"email", "phone"})
AROUND, BEHIND, HEAD = 120, 40, 600  # characters: before it, behind it, of a letterhead

SENTENCE_END = re.compile(r"(?<!\bdr)(?<!\btel)(?<!\bst)(?<!\bext)[.!]['\")]*\s|\n\s*\n")
QUESTION = re.compile(r"\?\s")
CLAUSE_END = re.compile(r"[.;!?|](?:\s|$)|\n")


def without_practices(read: Plain, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out of findings, which stand in their order, the phones and e-mails that are the practice's own."""
    spared: int | None = None
    for one in findings:
        if one.kind in CONTACTS and is_practices(read, one, spared):
            spared = one.end
        else:
            spared = None
            yield one


def is_practices(read: Plain, one: Finding, spared: int | None) -> bool:
    """Whether a contact is the practice's own; `spared` is where one ends that stands before it and is."""
    if is_somebodys(read, one):
        return False
    before = sentence_before(read.lower, one.start)
    said = any(leads_to(read, found.end() + at, one.start) for found, at in practices_named(before, one.start))
    said = said or (ROLE.match(read.lower, one.start) is not None and SENT_TO.search(before) is not None)
    beside = spared is not None and JOINT.fullmatch(read.lower, spared, one.start) is not None
    return said or beside or in_letterhead(read, one)


def practices_named(before: str, at: int) -> Iterator[tuple[re.Match[str], int]]:
    """Yield where the words before a contact at a place say that it is the practice's, and where those words begin."""
    for within, said in SAYS_PRACTICE:
        near = before[-within:]
        yield from ((found, at - len(near)) for found in said.finditer(near))


def leads_to(read: Plain, start: int, end: int) -> bool:
    """Whether only a street address, or words such as "in writing, at", stand between the practice and a contact."""
    between = MORE_CONTACTS.sub(" ", read.text[start:end])
    address = any(map(str.isdigit, between))
    return all(word.lower() in BETWEEN or (address and word[0].isupper()) for word in WORD.findall(between))


def is_somebodys(read: Plain, one: Finding) -> bool:
    """Whether anything near a contact speaks of a person, or of a form that one fills in."""
    text = read.lower
    before, behind = sentence_before(text, one.start), clause_behind(text, one.end)
    question = [found.end() for found in QUESTION.finditer(before)]
    own = before[question[-1] :] if question else before
    if SAYS_PERSON.search(before) or FIRST_PERSON.search(own) or FOR_PERSON.search(behind):
        return True
    form = block_around(text, one)
    if BLANK.search(form) or NAME_LABEL.search(form):
        return True
    if not ROLE.match(text, one.start) and PRIVATE.match(text, one.start):
        return True
    if LABEL.search(before) and not in_letterhead(read, one):
        return True
    near = read.text[one.start - len(before) : one.start]
    named = (found["name"] for pattern in SOMEBODY for found in pattern.finditer(near))
    return not ROLE.match(text, one.start) and any(not NOBODY.search(name) for name in named)


def sentence_before(text: str, at: int) -> str:
    """Return what stands before a place in its sentence, as far as it is near."""
    near = text[max(0, at - AROUND) : at]
    ends = [found.end() for found in SENTENCE_END.finditer(near)]
    return near[ends[-1] :] if ends else near


def clause_behind(text: str, at: int) -> str:
    """Return what stands behind a place in its clause, as far as it is near."""
    near = text[at : at + BEHIND]
    end = CLAUSE_END.search(near)
    return near[: end.start()] if end else near


def block_around(text: str, one: Finding) -> str:
    """Return the lines around a contact, up to empty ones, as far as they are near."""
    before, behind = text[max(0, one.start - AROUND) : one.start], text[one.end : one.end + AROUND // 2]
    return before.rpartition("\n\n")[2] + "\n" + behind.partition("\n\n")[0]


def in_letterhead(read: Plain, one: Finding) -> bool:
    """Whether a contact stands in the first lines of a document, behind the name of a practice and no sentence."""
    if one.start > HEAD:
        return False
    start = read.lower.rfind("\n", 0, one.start) + 1
    named = [found.end() for found in LETTERHEAD.finditer(read.lower, start, one.start)]
    if not named or not leads_to(read, named[-1], one.start):
        return False
    line = MORE_CONTACTS.sub(" ", read.text[start : one.start])
    sentence = any(word[0].islower() and word not in BETWEEN for word in WORD.findall(line))
    return not sentence and NO_LETTERHEAD.search(read.lower, start, one.start) is None
