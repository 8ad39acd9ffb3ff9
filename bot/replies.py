"""How each kind of question is answered: from terms, from search, from explainers, or with a fixed sentence."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.answering import composing
from bot.answering.composing import Agreement, Draft
from bot.answering.understanding import Reading
from bot.contracts import termsheet
from bot.parts import Parts, Subject
from bot.retrieval.highlight import highlight
from bot.retrieval.search import Hit
from bot.vocabulary import Block, Outcome, Paragraph, QuestionBack, Revision, Sentence, Span

# Cosines from which a clause is about the question, may be, from which an explainer is, and is without being asked.
ABOUT, PERHAPS, EXPLAINS, BEYOND_CHANCE = 0.36, 0.24, 0.45, 0.53
WORDED = 2.5  # a BM25 score that takes a rare word, or several, of the question or its topic
SHARED = 0.5  # of the question's words that a passage must have where search is by keyword alone
USUAL = ("fee", "initial_term_months", "cancel_notice_days", "early_termination_fee", "refund_policy")
BEYOND_DOUBT = 0.5  # a topic's score
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
Reply = Callable[[Sequence[str], Reading, Subject, Parts], Draft]


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


def saying(name: str, outcome: Any) -> Reply:
    """Return what answers with fixed sentences."""
    return lambda _topics, _reading, _subject, parts: composing.said(name, outcome, parts.library.strings)


ANSWERS: Mapping[str, Reply] = {
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


def follow_ups(reading: Reading, draft: Draft, parts: Parts) -> tuple[str, ...]:
    """Offer three questions: what goes with what was asked, or else the nearest that can be answered."""
    strings = parts.library.strings
    near = sorted(reading.scores, key=lambda name: -reading.scores[name])
    beside = [name for topic in reading.topics for name in composing.COMPANIONS.get(topic, ())]
    names = dict.fromkeys((*beside, *(near if draft.outcome == "declined" else ()), *USUAL))
    offered = [name for name in names if name not in reading.topics and strings.has(f"topics.{name}")]
    return tuple(strings.say(f"topics.{name}") for name in offered[:3])
