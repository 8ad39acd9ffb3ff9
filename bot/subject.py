"""What a question is about: the topics that it leans on, and the agreements that are meant."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answering.understanding import NAMED, Reading
from bot.errors import UnknownError
from bot.parts import Parts, Question, Subject
from bot.vocabulary import Practice

FILLER = r"\b(?:and|or|but|so|then|ask|tell me|about|at|for|with|of|in|what|how|the|practice|same|question)\b"
ELLIPTIC = re.compile(
    r"^\W*(?:and|but|so|ok|okay|then|also|or|what about|how about|is that|is it|does (?:that|it)|what if)\b"
)


def in_context(reading: Reading, question: Question, parts: Parts) -> Reading:
    """Give a message that leans on the one before it ("and if I leave early?") the topics of that one."""
    before = tuple(question.conversation.memory.get("topics", ()))
    if before and only_names(reading.text, parts.library.practices):
        return replace(reading, topics=before)
    clear = reading.topics and reading.scores[reading.topics[0]] >= NAMED
    leans = (
        ELLIPTIC.match(reading.text) or len(reading.text.split()) <= 4 or named(reading.text, parts.library.practices)
    )
    if clear or not before or not leans:
        return reading
    return replace(reading, topics=reading.topics or before)


def subject_of(question: Question, reading: Reading, parts: Parts) -> Subject:
    """Find the agreements that a question is about: named in it, newly picked, spoken of before, or added."""
    practices = {practice.id: practice for practice in parts.library.practices}
    picked = question.practice or question.conversation.practice
    if picked and picked not in practices:
        known = ", ".join(sorted(practices))
        raise UnknownError(f"There is no practice {picked!r}. These are known: {known}.")
    published = parts.records.published()
    uploads = parts.records.uploads(question.conversation.id)
    by_practice = {one.practice: one for one in published if one.kind == "agreement"}
    by_name = {one.document: one for one in (*published, *uploads)}
    remembered = [by_name[name] for name in question.conversation.memory.get("subject", ()) if name in by_name]
    mentioned = [by_practice[one.id] for one in named(reading.text, practices.values()) if one.id in by_practice]
    before = question.conversation.memory.get("picked", question.conversation.practice)
    newly = question.practice if question.practice != before else None
    comparing = "compare" in reading.topics
    if comparing and not len(mentioned) > 1:
        chosen = [*mentioned, *uploads, *([by_practice[picked]] if picked in by_practice else [])]
    else:
        chosen = mentioned or ([by_practice[newly]] if newly in by_practice else []) or remembered or list(uploads[:1])
        chosen = chosen or ([by_practice[picked]] if picked in by_practice else [])
    agreements = tuple(dict.fromkeys(chosen, None))
    owners = {one.practice for one in agreements if one.practice}
    owner = practices[owners.pop()] if len(owners) == 1 else practices.get(picked or "")
    return Subject(agreements, owner, tuple(one for one in published if one.kind == "explainer"))


def named(text: str, practices: Iterable[Practice]) -> list[Practice]:
    """Return the practices that a text names, by name or by its first words."""
    found = []
    for practice in practices:
        words = re.sub(r"\(.*?\)", "", practice.name).lower().split()
        handles = {" ".join(words), " ".join(words[:2]), *(word for word in words[:1] if len(word) >= 6)}
        if any(re.search(rf"\b{re.escape(handle)}\b", text) for handle in handles):
            found.append(practice)
    return found


def only_names(text: str, practices: Sequence[Practice]) -> bool:
    """Whether a message names a practice and asks nothing of its own, as "and at Harbor Lane?"."""
    rest = text
    for practice in named(text, practices):
        for word in re.findall(r"\w+", practice.name.lower()):
            rest = re.sub(rf"\b{re.escape(word)}\b", "", rest)
    return rest != text and not re.sub(FILLER, "", rest).strip(" .?!()")
