"""How each kind of question is answered: from terms, from search, from explainers, or with a fixed sentence."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.answering import composing
from bot.answering.composing import Agreement, Draft
from bot.answering.languages import language_of
from bot.answering.sums import COPAY, FEE, PREMIUM, sums
from bot.answering.understanding import Reading
from bot.contracts import termsheet
from bot.explaining import beside, chosen, explained, settled_by, shown
from bot.parts import Heard, Parts, Question, Subject
from bot.retrieval.highlight import highlight
from bot.retrieval.search import Hit
from bot.vocabulary import Block, Outcome, QuestionBack, Revision, Span

LONGEST = 4000  # characters of a message that is read as a question
ABOUT, PERHAPS = 0.36, 0.24  # cosines from which a clause is about the question, or may be
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
FIGURES = frozenset([FEE, PREMIUM, COPAY])  # what a person may tell that is worth adding up at once
COUNTING = frozenset(["worth_it", "compare"])  # topics that figures told before are added up for
# Spoken to as if this were the practice.
ADDRESSED = re.compile(
    r"\b(?:are|do|can|could|will) you\b(?! (?:tell|explain|help|say|show|think))|\byour (?:practice|office|clinic|doctors?|providers?|patients)\b"
)
Reply = Callable[[Sequence[str], Reading, Subject, Parts], Draft]


def answered(question: Question, heard: Heard, parts: Parts) -> Draft:
    """Answer each thing that is asked; what cannot be read as a question gets a fixed reply."""
    reading, subject = heard.reading, heard.subject
    unread = unreadable(question.message, reading, parts)
    if unread:
        return unread
    drafts = [answered_one(one, subject, parts) for one in questions(reading, subject, parts)]
    draft = drafts[0] if len(drafts) == 1 else composing.together(drafts)
    if subject.stranger and not subject.agreements:
        draft = composing.not_loaded(subject.stranger, draft, parts.library.strings)
    return replace(draft, follow_ups=follow_ups(reading, draft, parts))


def with_sums(draft: Draft, question: Question, heard: Heard, parts: Parts) -> Draft:
    """Put what the person's own figures come to first, where they gave some now or ask what it is worth."""
    topics, now = heard.reading.topics, {fact.field for fact in (*heard.told.now.facts, *heard.told.now.asked_about)}
    if not (now & FIGURES or COUNTING & set(topics)):
        return draft
    own = sums(heard.told.situation, "hsa_tax" in topics, parts.library.figures, question.on, parts.library.strings)
    if own is None:
        return draft
    rest = [block for block in draft.blocks if not isinstance(block, QuestionBack) or block.choices]
    return replace(draft, blocks=(*rest, own) if draft.outcome == "declined" else (own, *rest))


def unreadable(message: str, reading: Reading, parts: Parts) -> Draft | None:
    """Answer what holds no question that can be read: too long, no words, another language."""
    strings = parts.library.strings
    if len(message) > LONGEST:
        return composing.fixed("too_long", "clarify", strings)
    language = language_of(message, parts.library.languages, parts.understand.correct.known)
    if language:
        return composing.foreign(language, strings)
    if not parts.understand.correct.knows(reading.text):
        return composing.fixed("no_words", "clarify", strings)
    return None


def questions(reading: Reading, subject: Subject, parts: Parts) -> list[Reading]:
    """Return the questions of a message one by one; those about an agreement's terms are one, read together."""
    found: list[Reading] = []
    for part in reading.parts:
        if found and subject.agreements and is_about_terms(part, parts) and is_about_terms(found[-1], parts):
            topics = tuple(dict.fromkeys((*found[-1].topics, *part.topics)))
            scores = {name: max(found[-1].scores[name], part.scores[name]) for name in part.scores}
            found[-1] = Reading(topics, f"{found[-1].text} {part.text}", scores)
        elif part.topics or not reading.topics:
            found.append(part)
    return found if len(found) > 1 else [reading]


def is_about_terms(reading: Reading, parts: Parts) -> bool:
    """Whether a question is about terms of an agreement alone."""
    return bool(reading.topics) and all(parts.library.topics[topic].answer == "term" for topic in reading.topics)


def answered_one(reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer one question: as its clearest topics are answered, at most two kinds of them."""
    kinds: dict[str, list[str]] = {}
    for topic in ranked(reading, parts):
        kinds.setdefault(parts.library.topics[topic].answer, []).append(topic)
    drafts = [ANSWERS[kind](topics, reading, subject, parts) for kind, topics in list(kinds.items())[:2]]
    drafts = drafts or [search(reading.topics, reading, subject, parts)]
    if len(drafts) > 1 and drafts[1].outcome in ("clarify", "declined", "silent"):
        drafts = drafts[:1]
    blocks = dict.fromkeys(block for draft in drafts for block in draft.blocks)
    return Draft(tuple(blocks), drafts[0].outcome)


def ranked(reading: Reading, parts: Parts) -> list[str]:
    """Return the topics of a question: first what has to be declined; small talk only where it is all."""
    known = parts.library.topics
    fixed = [topic for topic in reading.topics if known[topic].answer == "say"]
    declined = [
        topic for topic in fixed if known[topic].outcome == "declined" and reading.scores[topic] >= BEYOND_DOUBT
    ]
    clearest = known[reading.topics[0]] if reading.topics else None
    if clearest and clearest.answer == "say" and (clearest.outcome == "declined" or clearest.explainers):
        return fixed[:1]
    rest = [topic for topic in reading.topics if topic not in fixed]
    return [*declined, *rest] or fixed


def terms(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer what is asked about terms; with no agreement in question say what holds in general, and ask which."""
    if not subject.agreements:
        return in_general(topics, reading, subject, parts)
    draft = composing.terms(topics, agreements(subject, parts, topics), parts.library.strings, subject.ages)
    general = beside(reading, subject, parts, found=draft.outcome != "silent")
    return replace(draft, blocks=(*draft.blocks, *general))


def in_general(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Say what holds in general; where the agreement has the last word, ask which one is meant."""
    strings = parts.library.strings
    fitting = chosen(reading, subject, parts)
    general = shown(fitting, reading, subject, parts)
    settled = {settled_by(one, parts) for one in fitting} or {"agreement"}
    unanswered = [
        topic
        for topic in topics
        if parts.library.topics[topic].answer == "term"
        and not {one.document for one in fitting} & set(parts.library.kin[topic])
    ]
    addressed = ADDRESSED.search(reading.text) is not None
    if "agreement" in settled or unanswered or addressed:
        back = composing.which_agreement(parts.library.practices, strings, yours=addressed)
        return Draft((*general, back), "clarify")
    if "figures" in settled:
        return Draft((*general, QuestionBack(text=strings.say("answers.which_figures"))), "answered")
    return Draft(tuple(general), "answered")


def search(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer with the nearest clauses of each agreement in question, and with what explainers say."""
    strings = parts.library.strings
    if not subject.agreements:
        draft = in_general(topics, reading, subject, parts)
        return draft if topics or draft.outcome == "answered" else composing.fixed("unknown", "declined", strings)
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
            blocks += composing.not_found(titled, strings)
        outcome = "answered" if sure else "partly" if clauses else "silent" if outcome == "answered" else outcome
    general = beside(reading, subject, parts, found=outcome == "answered")
    if not blocks and not general:
        return composing.fixed("unknown", "declined", strings)
    return Draft((*blocks, *general), "partly" if outcome == "silent" and general else outcome)


def explain(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer a general question from the explainers alone."""
    alone = replace(subject, agreements=())
    return (
        in_general(topics, reading, alone, parts)
        if chosen(reading, alone, parts)
        else search((), reading, subject, parts)
    )


def compare(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Put the usual terms of several agreements side by side; with fewer than two ask which."""
    strings = parts.library.strings
    if len(subject.agreements) > 1:
        asked = [topic for topic in reading.topics if parts.library.topics[topic].answer == "term"] or USUAL
        return composing.terms(asked, agreements(subject, parts, asked), strings)
    general = explained(reading, subject, parts)
    choices = composing.which_agreement(parts.library.practices, strings).choices
    return Draft((*general, QuestionBack(text=strings.say("answers.compare_none"), choices=choices)), "clarify")


def person(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Show how to reach somebody."""
    if subject.practice:
        return composing.person(subject.practice, parts.library.strings)
    back = composing.which_agreement(parts.library.practices, parts.library.strings)
    return Draft((*composing.person(None, parts.library.strings).blocks, back), "clarify")


def say(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer with the fixed sentences of a topic, and go on as the topic asks."""
    topic, strings = parts.library.topics[topics[0]], parts.library.strings
    paid_by = subject.practice.paid_by if subject.practice else strings.say("answers.paid_by_whom")
    draft = composing.fixed(topics[0], topic.outcome, strings, paid_by=paid_by)
    named = [one for one in subject.explainers if one.document in parts.library.kin[topics[0]][:1]]
    then = [THEN[name](topics, reading, subject, parts) for name in topic.then]
    blocks = [block for one in then if one.outcome != "declined" for block in one.blocks]
    return replace(draft, blocks=(*draft.blocks, *shown(named, reading, subject, parts), *blocks))


def reach(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Show how to reach somebody where it is known at which practice."""
    return composing.person(subject.practice, parts.library.strings) if subject.practice else Draft((), "clarify")


ANSWERS: Mapping[str, Reply] = {
    "term": terms,
    "search": search,
    "explain": explain,
    "compare": compare,
    "person": person,
    "say": say,
}
THEN: Mapping[str, Reply] = {"explain": explain, "search": search, "reach": reach}


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
