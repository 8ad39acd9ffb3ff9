"""One chat turn, top to bottom. Read this file first.

A message is screened for emergencies, read for what it asks, and matched with the agreements that it is
about. Terms come from the agreement's own clauses, other answers from search; each statement is checked
against the stored text that it quotes; then the turn is kept, redacted, for as long as was agreed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from bot.answering import composing
from bot.answering.citing import cite
from bot.answering.composing import Agreement, Draft
from bot.answering.markdown import markdown
from bot.answering.redaction import redact
from bot.answering.safety import Alarm, emergency_notice, screen
from bot.answering.understanding import NAMED, Reading, Understanding
from bot.contracts import termsheet
from bot.errors import UnknownError
from bot.library import Library
from bot.retrieval.highlight import highlight
from bot.retrieval.search import Found, Hit, Mode
from bot.vocabulary import (
    Answer,
    Block,
    Embedding,
    Meta,
    Notice,
    Outcome,
    Paragraph,
    Passage,
    Practice,
    QuestionBack,
    Revision,
    Sentence,
    Span,
    Term,
)

LONGEST = 4000  # characters of a message
# Cosines from which a clause is about the question, may be, from which an explainer is, and is without being asked.
ABOUT, PERHAPS, EXPLAINS, BEYOND_CHANCE = 0.36, 0.24, 0.45, 0.53
WORDED = 2.5  # a BM25 score that takes a rare word, or several, of the question or its topic
SHARED = 0.5  # of the question's words that a passage must have where search is by keyword alone
USUAL = ("fee", "initial_term_months", "cancel_notice_days", "early_termination_fee", "refund_policy")
BEYOND_DOUBT = 0.5
COMMON = frozenset(
    [
        "about",
        "agreement",
        "because",
        "doctor",
        "does",
        "doctors",
        "from",
        "have",
        "many",
        "membership",
        "month",
        "much",
        "offer",
        "practice",
        "provide",
        "should",
        "tell",
        "that",
        "them",
        "there",
        "they",
        "this",
        "what",
        "when",
        "where",
        "which",
        "will",
        "with",
        "would",
        "year",
        "your",
    ]
)
FILLER = r"\b(?:and|or|but|so|then|ask|tell me|about|at|for|with|of|in|what|how|the|practice|same|question)\b"
ELLIPTIC = re.compile(
    r"^\W*(?:and|but|so|ok|okay|then|also|or|what about|how about|is that|is it|does (?:that|it)|what if)\b"
)


class Conversation(Protocol):
    """A chat as a turn finds it."""

    @property
    def id(self) -> str:
        """Its name."""
        ...

    @property
    def secret(self) -> str | None:
        """Its secret, only in the turn that opened it."""
        ...

    @property
    def practice(self) -> str | None:
        """The practice it was about last."""
        ...

    @property
    def memory(self) -> dict[str, Any]:
        """What earlier turns left: the documents and topics last spoken of."""
        ...


class Search(Protocol):
    """Finds passages; our own hybrid search, or any LangChain retriever through `engines.retriever`."""

    def __call__(self, question: str, revisions: Sequence[Revision], limit: int = 5) -> Found:
        """Return the best passages of these revisions for a question."""
        ...

    def mode(self, revisions: Sequence[Revision]) -> Mode:
        """Return how these revisions can be searched just now."""
        ...


class Records(Protocol):
    """What a turn needs of the records."""

    def published(self) -> tuple[Revision, ...]:
        """Return the published documents in force."""
        ...

    def uploads(self, conversation: str) -> tuple[Revision, ...]:
        """Return a conversation's own agreements, the latest first."""
        ...

    def passages(self, revision: Revision) -> tuple[Passage, ...]:
        """Return the passages of a revision in reading order."""
        ...

    def terms(self, revision: Revision, reader: str) -> tuple[Term, ...]:
        """Return the terms read in a revision, () if they have not been."""
        ...

    def put_terms(self, revision: Revision, reader: str, terms: Sequence[Term]) -> None:
        """Keep the terms read in a revision."""
        ...

    def next_turn(self, conversation: str) -> int:
        """Give the next turn its number."""
        ...

    def remember(self, conversation: str, practice: str | None, memory: dict[str, Any]) -> None:
        """Keep what the next turn needs."""
        ...

    def put_turn(self, asked: str, answer: Answer) -> None:
        """Keep a turn."""
        ...


@dataclass(frozen=True)
class Question:
    """A message in an open conversation, on a day; `practice` is the one picked beside it."""

    message: str
    conversation: Conversation
    on: date
    practice: str | None = None


@dataclass(frozen=True)
class Parts:
    """What a turn is answered with; put together in `bootstrap`."""

    library: Library
    records: Records
    search: Search
    understand: Understanding
    resembles_danger: Callable[[str], Alarm | None]
    embedding: Embedding | None
    reader: str  # the version of the reader of agreements


@dataclass(frozen=True)
class Subject:
    """What a question is about: agreements, and the practice whose they are where it is one."""

    agreements: tuple[Revision, ...]
    practice: Practice | None
    explainers: tuple[Revision, ...]


def reply(question: Question, parts: Parts) -> Answer:
    """Answer one message from quoted clauses and explainers, or say honestly that they are silent.

    Raises UnknownError if the conversation, or a practice that was picked, is not there.
    """
    alarm = screen(question.message, parts.library.safety) or parts.resembles_danger(question.message)
    reading = in_context(parts.understand(question.message), question, parts)
    subject = subject_of(question, reading, parts)
    draft = answered(reading, subject, parts)
    if alarm:
        draft = emergency_first(alarm, reading, draft, parts)
    answer = checked(draft, question, subject, parts)
    keep(question, reading, subject, answer, parts)
    return answer


# What is asked, of which agreements


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


# What the answer is


def answered(reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer each thing that is asked: the terms together, then the first of the others."""
    kinds: dict[str, list[str]] = {}
    for topic in reading.topics:
        kinds.setdefault(parts.library.topics[topic].answer, []).append(topic)
    drafts = [ANSWERS[kind](topics, reading, subject, parts) for kind, topics in list(kinds.items())[:2]]
    drafts = drafts or [search(reading.topics, reading, subject, parts)]
    if len(drafts) > 1 and drafts[1].outcome in ("clarify", "declined", "silent"):
        drafts = drafts[:1]
    blocks = tuple(block for draft in drafts for block in draft.blocks)
    return Draft(blocks, drafts[0].outcome, follow_ups(reading, drafts[0], parts))


def terms(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer what is asked about terms; with no agreement in question say what holds in general, and ask which."""
    strings = parts.library.strings
    if subject.agreements:
        return composing.terms(topics, agreements(subject, parts, topics), strings)
    general = explainers(reading, subject, parts)
    intro: list[Block] = (
        [Paragraph(sentences=(Sentence(text=strings.say("answers.general_first")),))] if general else []
    )
    back = composing.which_agreement(parts.library.practices, strings)
    return Draft((*intro, *general, back), "clarify")


def search(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer with the nearest clauses of each agreement in question, and with what explainers say."""
    strings = parts.library.strings
    blocks: list[Block] = []
    outcome: Outcome = "answered"
    for agreement in subject.agreements:
        hits = parts.search(with_topic(reading, parts), [agreement]).hits[:2]
        sure = [hit for hit in hits if is_near(hit, reading, ABOUT) and speaks_of(hit, reading, topics)]
        near = sure or [hit for hit in hits[:1] if is_near(hit, reading, PERHAPS)]
        clauses = [(hit.revision, highlight(reading.text, hit, parts.embedding)) for hit in near]
        titled = agreement.title if len(subject.agreements) > 1 else ""
        if clauses:
            blocks.append(composing.found(clauses, titled, bool(sure), strings))
        elif topics:
            blocks += composing.said("not_found", "silent", strings).blocks
        outcome = "answered" if sure else "partly" if clauses else "silent" if outcome == "answered" else outcome
    general = explainers(reading, subject, parts, BEYOND_CHANCE if blocks or not topics else EXPLAINS)
    if not blocks and not general:
        if topics:
            return Draft((composing.which_agreement(parts.library.practices, strings),), "clarify")
        return composing.said("cannot", "declined", strings)
    return Draft((*blocks, *general), "partly" if outcome == "silent" and general else outcome)


def explain(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer a general question from the explainers alone."""
    blocks = explainers(reading, replace(subject, agreements=()), parts, ABOUT)
    return Draft(tuple(blocks), "answered") if blocks else composing.said("cannot", "declined", parts.library.strings)


def compare(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Put the usual terms of several agreements side by side; with fewer than two ask which."""
    strings = parts.library.strings
    if len(subject.agreements) > 1:
        asked = [topic for topic in reading.topics if parts.library.topics[topic].answer == "term"] or USUAL
        return composing.terms(asked, agreements(subject, parts, asked), strings)
    general = explainers(reading, subject, parts)
    choices = composing.which_agreement(parts.library.practices, strings).choices
    return Draft((*general, QuestionBack(text=strings.say("answers.compare_none"), choices=choices)), "clarify")


def person(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Show how to reach somebody."""
    if subject.practice:
        return composing.person(subject.practice, parts.library.strings)
    back = composing.which_agreement(parts.library.practices, parts.library.strings)
    return Draft((*composing.person(None, parts.library.strings).blocks, back), "clarify")


def saying(name: str, outcome: Any) -> Callable[[Sequence[str], Reading, Subject, Parts], Draft]:
    """Return what answers with fixed sentences."""
    return lambda _topics, _reading, _subject, parts: composing.said(name, outcome, parts.library.strings)


ANSWERS: Mapping[str, Callable[[Sequence[str], Reading, Subject, Parts], Draft]] = {
    "term": terms,
    "search": search,
    "explain": explain,
    "compare": compare,
    "person": person,
    "greeting": saying("greeting", "answered"),
    "medical": saying("medical", "declined"),
    "off_topic": saying("cannot", "declined"),
}


def agreements(subject: Subject, parts: Parts, asked: Sequence[str]) -> list[Agreement]:
    """Return the agreements in question with their terms, read now if this reader has not read them yet."""
    found = []
    for revision in subject.agreements:
        terms = parts.records.terms(revision, parts.reader)
        if not terms:
            terms = termsheet.read(revision.content)
            parts.records.put_terms(revision, parts.reader, terms)
        by_field = {term.field: term for term in terms}
        silent = [field for field in asked if by_field[field].state == "silent"]
        nearest = {field: span for field in silent if (span := nearest_words(field, revision, parts))}
        found.append(Agreement(revision, by_field, nearest))
    return found


def nearest_words(field: str, revision: Revision, parts: Parts) -> Span | None:
    """Return the words of an agreement that are nearest to a field that it does not state, if any come near."""
    question = parts.library.strings.say(f"terms.{field}.asked")
    for hit in parts.search(question, [revision], 2).hits:
        span = highlight(question, hit, parts.embedding)
        if (hit.meaning or 0) >= ABOUT and termsheet.mentions(field, revision.content.text[span.start : span.end]):
            return span
    return None


def explainers(reading: Reading, subject: Subject, parts: Parts, near: float = EXPLAINS) -> list[Block]:
    """Return how the fitting explainer begins, and its passage that fits best; `near` is how well it must."""
    best = parts.search(with_topic(reading, parts), subject.explainers).hits[:1]
    if not best or not is_near(best[0], reading, near):
        return []
    revision, passage = best[0].revision, best[0].passage
    chosen = dict.fromkeys((parts.records.passages(revision)[0], passage))
    return composing.explained([(revision, one) for one in chosen], bool(subject.agreements), parts.library.strings)


def with_topic(reading: Reading, parts: Parts) -> str:
    """Return what to search for: the question, and in other words what its clearest topic is about."""
    return " ".join([reading.text, *(parts.library.topics[topic].about for topic in reading.topics[:1])])


def is_near(hit: Hit, reading: Reading, near: float) -> bool:
    """Whether a passage is about the question at all; a best hit there always is."""
    if hit.meaning is not None:
        return hit.meaning >= near or (near == PERHAPS and hit.keyword >= WORDED)
    words = set(re.findall(r"[a-z]{4,}", reading.text))
    here = set(re.findall(r"[a-z]{4,}", f"{hit.passage.section} {hit.passage.text} {hit.passage.hint}".lower()))
    return bool(words) and len(words & here) / len(words) >= SHARED


def speaks_of(hit: Hit, reading: Reading, topics: Sequence[str]) -> bool:
    """Whether a passage shares a word with the question, or the topic of the question is beyond doubt."""
    if topics and reading.scores[topics[0]] >= BEYOND_DOUBT:
        return True
    here = f"{hit.passage.section} {hit.passage.text}".lower()
    return any(word.rstrip("s") in here for word in re.findall(r"[a-z]{4,}", reading.text) if word not in COMMON)


def emergency_first(alarm: Alarm, reading: Reading, draft: Draft, parts: Parts) -> Draft:
    """Put the emergency's notice first; below it only what was clearly asked about terms."""
    strings = parts.library.strings
    notice = emergency_notice(alarm, parts.library.notices)
    asked = any(
        parts.library.topics[topic].answer == "term" and reading.scores[topic] >= NAMED for topic in reading.topics
    )
    rest = (Notice(level="information", text=strings.say("answers.emergency_then")), *draft.blocks) if asked else ()
    return Draft((notice, *rest), "emergency", draft.follow_ups if asked else ())


def follow_ups(reading: Reading, draft: Draft, parts: Parts) -> tuple[str, ...]:
    """Offer three questions: what goes with what was asked, or else the nearest that can be answered."""
    strings = parts.library.strings
    near = sorted(reading.scores, key=lambda name: -reading.scores[name])
    beside = [name for topic in reading.topics for name in composing.COMPANIONS.get(topic, ())]
    names = dict.fromkeys((*beside, *(near if draft.outcome == "declined" else ()), *USUAL))
    offered = [name for name in names if name not in reading.topics and strings.has(f"topics.{name}")]
    return tuple(strings.say(f"topics.{name}") for name in offered[:3])


# What is shown and kept


def checked(draft: Draft, question: Question, subject: Subject, parts: Parts) -> Answer:
    """Check every quote against the stored text and number it; what has no exact source is not said."""
    sources = {(one.document, one.id): one for one in (*subject.agreements, *subject.explainers)}
    mode = parts.search.mode(subject.explainers)
    blocks = (*draft.blocks, *(keyword_notice(parts) if mode == "keyword" and draft.outcome != "emergency" else ()))
    cited = cite(blocks, lambda document, revision: sources.get((document, revision)))
    return Answer(
        conversation_id=question.conversation.id,
        secret=question.conversation.secret,
        turn=parts.records.next_turn(question.conversation.id),
        outcome=draft.outcome,
        text=markdown(cited.blocks, cited.citations, parts.library.strings),
        blocks=cited.blocks,
        citations=cited.citations,
        follow_ups=draft.follow_ups,
        as_of=question.on,
        meta=Meta(dropped=cited.dropped, search=mode),
    )


def keyword_notice(parts: Parts) -> tuple[Block, ...]:
    """Say that search by meaning is not to be had just now."""
    return (Notice(level="information", text=parts.library.strings.say("answers.keyword_only")),)


def keep(question: Question, reading: Reading, subject: Subject, answer: Answer, parts: Parts) -> None:
    """Keep the turn, redacted, and what the next one needs to know."""
    parts.records.put_turn(redact(question.message), answer)
    memory = {
        "subject": [one.document for one in subject.agreements],
        "topics": list(reading.topics),
        "picked": question.practice or question.conversation.memory.get("picked", question.conversation.practice),
    }
    parts.records.remember(question.conversation.id, question.practice or question.conversation.practice, memory)
