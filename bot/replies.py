"""How each kind of question is answered: from terms, from search, from explainers, or with a fixed sentence."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot import agreements
from bot.agreements import ABOUT, USUAL, AgreementReply
from bot.answering import composing
from bot.answering.composing import Draft
from bot.answering.languages import language_of
from bot.answering.sums import COPAY, FEE, PREMIUM, sums
from bot.answering.understanding import Reading
from bot.contracts import termsheet
from bot.explaining import beside, chosen, from_faq, outdoes, settled_by, shown
from bot.parts import Heard, Parts, Question, Subject
from bot.retrieval.highlight import highlight
from bot.retrieval.search import Hit
from bot.subject import WHOLE
from bot.vocabulary import Checklist, QuestionBack, Revision

LONGEST = 4000  # characters of a message that is read as a question
PERHAPS = 0.24  # a cosine from which a clause may be about the question
WORDED = 2.5  # a BM25 score that takes a rare word, or several, of the question or its topic
SHARED = 0.5  # of the question's words that a passage must have where search is by keyword alone
BEYOND_DOUBT = 0.5  # a topic's score
CLOSE = 0.5  # a cosine from which the nearest words are shown where a term was not found
FAR = 0.1  # a cosine below the nearest passage's from which the second is left out
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
OFF_TOPIC = "off_topic"
COUNTING = frozenset(["worth_it", "compare"])  # topics that figures told before are added up for
# Spoken to as if this were the practice.
ADDRESSED = re.compile(
    r"\b(?:are|do|can|could|will) you\b(?! (?:tell|explain|help|say|show|think))|\byour (?:practice|office|clinic|doctors?|providers?|patients)\b"
)
NEXT: Mapping[str, tuple[str, ...]] = {"catch": ("summary", "early_termination_fee"), "summary": ("catch",)}
Reply = Callable[[Sequence[str], Reading, Subject, Parts], Draft]


def answered(question: Question, heard: Heard, parts: Parts) -> Draft:
    """Answer each thing that is asked; what cannot be read as a question gets a fixed reply."""
    reading, subject = heard.reading, heard.subject
    unread = unreadable(question.message, reading, parts)
    if unread:
        return unread
    if subject.missing:
        return Draft((composing.which_agreement(parts.library.practices, parts.library.strings),), "clarify")
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
    return replace(composing.together(drafts), outcome=drafts[0].outcome) if len(drafts) > 1 else drafts[0]


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
    if WHOLE & {known[topic].answer for topic in rest}:  # "sum up both" asks for no comparison beside it
        rest = [topic for topic in rest if known[topic].answer != "compare"]
    return [*declined, *rest] or fixed


def of_agreement(answer: AgreementReply) -> Reply:
    """Return the reply that answers from the agreements in question; with none, what holds in general."""

    def reply(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
        if not subject.agreements:
            return in_general(topics, reading, subject, parts)
        return answer(topics, reading, subject, parts)

    return reply


def in_general(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Say what holds in general; where the agreement has the last word, ask which one is meant."""
    strings = parts.library.strings
    fitting = chosen(reading, subject, parts)
    general = shown(fitting, reading, subject, parts)
    settled = {settled_by(one, parts) for one in fitting} or {"agreement"}
    unanswered = [
        topic
        for topic in topics
        if parts.library.topics[topic].answer in WHOLE
        or (
            parts.library.topics[topic].answer == "term"
            and not {one.document for one in fitting} & set(parts.library.kin[topic])
        )
    ]
    addressed = ADDRESSED.search(reading.text) is not None
    if "agreement" in settled or unanswered or addressed:
        back = composing.which_agreement(parts.library.practices, strings, yours=addressed)
        return Draft((*general, back), "clarify")
    if "figures" in settled:
        return Draft((*general, QuestionBack(text=strings.say("answers.which_figures"))), "answered")
    return Draft(tuple(general), "answered")


def search(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer with the nearest clauses of each agreement in question, and with what explainers say.

    What the agreement leaves open may stand in the practice's own FAQ, which is no agreement.
    """
    strings = parts.library.strings
    if not subject.agreements:
        draft = in_general(topics, reading, subject, parts)
        return draft if topics or draft.outcome == "answered" else composing.fixed("unknown", "declined", strings)
    asked = agreements.fields_asked(topics, reading, parts)
    stated = agreements.statements(asked, subject, parts)
    silent = agreements.statements(asked, subject, parts, silent=True)
    told = None if stated else from_faq(reading, subject, parts)
    drafts = []
    for agreement in subject.agreements:
        found = of_clauses(topics, reading, agreement, silent.get(agreement.document), parts)
        if told and outdoes(told, reading, agreement, parts):
            found = silent.get(agreement.document) or composing.doubted(found, strings)
        titled = composing.titled(found, agreement.title) if len(subject.agreements) > 1 else found
        drafts.append(stated.get(agreement.document) or titled)
    draft = composing.together(drafts)
    if told and draft.outcome != "answered":
        return composing.with_faq(draft, told.revision, told.passage, strings)
    general = beside(reading, subject, parts, found=draft.outcome == "answered")
    if not draft.blocks and not general:
        return composing.fixed("unknown", "declined", strings)
    outcome = "partly" if draft.outcome == "silent" and general and not asked else draft.outcome
    return replace(draft, blocks=(*draft.blocks, *general), outcome=outcome)


def of_clauses(
    topics: Sequence[str], reading: Reading, agreement: Revision, silent: Draft | None, parts: Parts
) -> Draft:
    """Answer from the nearest clauses of one agreement; where a field is asked for that is `silent`, say so.

    A clause that only comes near such a field is shown as the nearest words, and never as the answer.
    """
    strings = parts.library.strings
    asked = agreements.fields_asked(topics, reading, parts)
    hits = nearest(reading, asked, agreement, parts)
    sure = [hit for hit in hits if is_near(hit, reading, ABOUT) and speaks_of(hit, reading, topics)]
    about = [hit for hit in sure if not silent or speaks_of_field(hit, asked)]
    if silent:
        near = about or [hit for hit in sure if (hit.meaning or 0) >= CLOSE][:1]
    else:
        near = about or [hit for hit in hits[:1] if is_near(hit, reading, PERHAPS)]
    if not near:
        return silent or Draft(tuple(composing.not_found(strings)) if topics else (), "silent")
    clauses = [(hit.revision, highlight(reading.text, hit, parts.embedding)) for hit in near]
    asks = [block for block in silent.blocks if isinstance(block, Checklist)] if silent and not about else []
    found = composing.found(clauses, bool(about), strings)
    return Draft((found, *asks), "answered" if about else "partly")


def nearest(reading: Reading, asked: Sequence[str], agreement: Revision, parts: Parts) -> list[Hit]:
    """Return the passage of an agreement that is nearest to a question, and the second if it is about as near."""
    about = [parts.library.strings.say(f"terms.{field}.asked") for field in asked]
    question = " ".join([reading.text, *about]) if about else with_topic(reading, parts)
    hits = parts.search(question, [agreement]).hits[:2]
    return [hit for hit in hits if hit.meaning is None or hit.meaning >= (hits[0].meaning or 0) - FAR]


def speaks_of_field(hit: Hit, fields: Sequence[str]) -> bool:
    """Whether a passage can be about one of these fields at all."""
    return any(termsheet.mentions(field, hit.passage.text) for field in fields)


def explain(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer a general question from the explainers alone, below what the agreement itself states of it."""
    alone = replace(subject, agreements=())
    if not chosen(reading, alone, parts):
        return search((), reading, subject, parts)
    stated = agreements.statements(agreements.fields_asked(topics, reading, parts), subject, parts)
    draft = in_general(topics, reading, alone, parts)
    general = [block for block in draft.blocks if not (subject.agreements and isinstance(block, QuestionBack))]
    return replace(draft, blocks=(*(block for own in stated.values() for block in own.blocks), *general))


def hsa(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer about health savings accounts: what each agreement comes to by their rule, then what holds in general."""
    if not (subject.agreements and composing.SAVINGS.search(reading.text)):
        return search(topics, reading, subject, parts)
    draft, kin = agreements.hsa(subject, parts), parts.library.kin[topics[0]]
    fitting = [one for one in chosen(reading, subject, parts) if one.document in kin]
    usual = [one for one in subject.explainers if one.document in kin[:1]]
    return replace(draft, blocks=(*draft.blocks, *shown((fitting or usual)[:1], reading, subject, parts)))


def person(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Show how to reach somebody, below what the practice's own FAQ says if it was that what was asked."""
    if subject.practice:
        reached, told = composing.person(subject.practice, parts.library.strings), from_faq(reading, subject, parts)
        if not told:
            return reached
        own = composing.with_faq(Draft((), "silent"), told.revision, told.passage, parts.library.strings)
        return replace(own, blocks=(*own.blocks, *reached.blocks), outcome=reached.outcome)
    back = composing.which_agreement(parts.library.practices, parts.library.strings)
    return Draft((*composing.person(None, parts.library.strings).blocks, back), "clarify")


def say(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer with the fixed sentences of a topic, and go on as the topic asks; what a FAQ answers is not off topic."""
    topic, strings = parts.library.topics[topics[0]], parts.library.strings
    told = from_faq(reading, subject, parts) if topics[0] == OFF_TOPIC else None
    if told:
        return composing.with_faq(Draft((), "silent"), told.revision, told.passage, strings)
    paid_by = subject.practice.paid_by if subject.practice else strings.say("answers.paid_by_whom")
    draft = composing.fixed(topics[0], topic.outcome, strings, paid_by=paid_by)
    named = [one for one in subject.explainers if one.document in parts.library.kin[topics[0]][:1]]
    then = [THEN[name](topics, reading, subject, parts) for name in topic.then]
    blocks = [block for one in then if one.outcome != "declined" for block in one.blocks]
    said = dict.fromkeys((*draft.blocks, *shown(named, reading, subject, parts), *blocks))
    return replace(draft, blocks=tuple(said))


def reach(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Show how to reach somebody where it is known at which practice."""
    return composing.person(subject.practice, parts.library.strings) if subject.practice else Draft((), "clarify")


ANSWERS: Mapping[str, Reply] = {
    "term": of_agreement(agreements.terms),
    "catch": of_agreement(agreements.catch),
    "summary": of_agreement(agreements.summary),
    "search": search,
    "explain": explain,
    "compare": agreements.compare,
    "hsa": hsa,
    "person": person,
    "say": say,
}
THEN: Mapping[str, Reply] = {
    "explain": explain,
    "search": search,
    "reach": reach,
    "state": agreements.beside_terms,
}


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
    beside = [name for topic in reading.topics for name in (*composing.COMPANIONS.get(topic, ()), *NEXT.get(topic, ()))]
    names = dict.fromkeys((*beside, *(near if draft.outcome == "declined" else ()), *USUAL))
    offered = [name for name in names if name not in reading.topics and strings.has(f"topics.{name}")]
    return tuple(strings.say(f"topics.{name}") for name in offered[:3])
