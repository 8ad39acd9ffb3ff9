"""One chat turn, top to bottom. Read this file first.

A message is screened for emergencies (`answering.safety`), read for what it asks (`answering.understanding`), and
matched with the agreements that it is about (`subject`). Terms come from the agreement's own clauses, other answers
from search (`replies`); each statement is checked against the stored text that it quotes (`answering.citing`); then
the turn is kept, redacted, for as long as was agreed.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.agreements import fields_asked, months_asked
from bot.answering import composing
from bot.answering.citing import Cited, cite
from bot.answering.composing import Draft
from bot.answering.markdown import markdown
from bot.answering.readability import grade_of
from bot.answering.redaction import redact_story
from bot.answering.safety import Alarm, calm_notice, emergency_notice, screen
from bot.answering.situation import Context, Situation, as_situation, merged, situation_of
from bot.answering.understanding import NAMED, Reading
from bot.decisions import (
    COUNTING,
    Brief,
    ByHand,
    Decided,
    State,
    brief,
    by_hand,
    clearly_asked,
    decided,
    facts_of,
    read_paper,
    set_by_hand,
)
from bot.parts import Heard, Parts, Question, Told
from bot.replies import LONGEST, answered, with_sums
from bot.subject import in_context, stranger, subject_of
from bot.vocabulary import Answer, Block, Meta, Notice, QuestionBack, Revision

REMEMBERED_FIELDS = 12  # told last, which "no, 500" may correct
REMEMBERED = 6  # agreements spoken of that "the other one" may mean


def reply(question: Question, parts: Parts) -> Answer:
    """Answer one message from quoted clauses and explainers, or say honestly that they are silent.

    Raises UnknownError if the conversation, or a practice that was picked, is not there.
    """
    alarm = parts.second_opinion(question.message, screen(question.message, parts.library.safety))
    heard = listen(question, parts)
    decision = decided(question, heard, parts)
    if decision:
        draft = with_answers(decision.draft, question, heard, parts)
    else:
        draft = with_sums(answered(question, heard, parts), question, heard, parts)
    if alarm:
        draft = emergency_first(alarm, heard.reading, draft, parts) if alarm.sure else calmly(alarm, draft, parts)
    answer = checked(draft, question, heard, parts)
    keep(question, heard, answer, parts, decision.state if decision else None)
    return answer


def with_answers(draft: Draft, question: Question, heard: Heard, parts: Parts) -> Draft:
    """Put below what a message brings to a decision the answers to what else it clearly asks."""
    asked = clearly_asked(heard, parts)
    if not asked:
        return draft
    alone = replace(heard, reading=replace(heard.reading, topics=asked, parts=()))
    other = answered(question, alone, parts)
    rest = [block for block in other.blocks if not isinstance(block, QuestionBack)]
    return replace(draft, blocks=(*draft.blocks, *rest)) if other.outcome != "clarify" else draft


def received(revision: Revision, question: Question, parts: Parts) -> Answer:
    """Say what was read in a paper that is no agreement, and go on with the decision that it belongs to."""
    before = known_before(question)
    heard = unasked(merged(before, facts_of(revision, question.on)), question, parts)
    return concluded(read_paper(revision, question, heard, parts), question, heard, parts)


def reconsidered(settings: ByHand, question: Question, parts: Parts) -> Answer:
    """Work the comparison out anew with what was set by hand: tried out, or kept as if it had been said.

    Raises RefusedError for what cannot be set.
    """
    before = known_before(question)
    told = set_by_hand(before, settings.changes) if settings.keep else before
    heard = unasked(told, question, parts)
    decision = by_hand(settings, question, heard, parts)
    if settings.keep:
        return concluded(decision, question, heard, parts)
    return checked(decision.draft, question, heard, parts, turn=0)


def briefed(question: Question, parts: Parts) -> Brief:
    """Return the decision on one page. Raises RefusedError where there is nothing to put on it yet."""
    heard = unasked(known_before(question), question, parts)
    page = brief(question, heard, parts)
    return replace(page, answer=checked(page.draft, question, heard, parts, turn=0))


def unasked(situation: Situation, question: Question, parts: Parts) -> Heard:
    """Return what is heard where nothing was asked in words: what is spoken of, and what is known of the person."""
    reading = Reading((), "", {})
    return Heard(reading, subject_of(question, reading, parts), Told(Situation(), situation))


def concluded(decision: Decided, question: Question, heard: Heard, parts: Parts) -> Answer:
    """Check the draft of a decision, and keep the turn."""
    answer = checked(decision.draft, question, heard, parts)
    keep(question, heard, answer, parts, decision.state)
    return answer


def told_last(before: Mapping[str, Any], heard: Heard) -> list[str]:
    """Return the fields that were told or tried out last, the latest at the end."""
    now = [fact.field for fact in (*heard.told.now.facts, *heard.told.now.asked_about) if fact.field]
    return list(dict.fromkeys(reversed([*before.get("told", ()), *now])))[::-1][-REMEMBERED_FIELDS:]


def left_on(state: State, heard: Heard) -> State:
    """Return how far a decision has come after a turn that brought nothing to it, but may have spoken of one."""
    return replace(state, on=state.on or bool(COUNTING & set(heard.reading.topics)), waiting=())


def known_before(question: Question) -> Situation:
    """Return what earlier turns told of the person's situation."""
    return Situation.model_validate(question.conversation.memory.get("situation", {}))


def listen(question: Question, parts: Parts) -> Heard:
    """Understand a message: what it asks, which agreements it is about, what it tells of the person."""
    reading = in_context(parts.understand(readable(question, parts)), question, parts)
    told = told_in(question, parts)
    return Heard(reading, replace(subject_of(question, reading, parts), ages=told.ages), told)


def readable(question: Question, parts: Parts) -> str:
    """Return what of a message is read as a question; a practice that is not here is any practice."""
    name = stranger(question.message, parts)
    any_practice = parts.library.strings.say("answers.any_practice")
    return (question.message.replace(name, any_practice) if name else question.message)[:LONGEST]


def told_in(question: Question, parts: Parts) -> Told:
    """Read what a message tells of the person's situation, and add it to what they told before."""
    anew = "anew" in parts.library.wishes.of(question.message)
    before = Situation() if anew else known_before(question)
    memory = question.conversation.memory
    here = bool(question.practice or question.conversation.practice or memory.get("subject"))
    spoken = tuple(memory.get("told", ()))
    context = Context(asked=State.of(memory).waiting, spoken=spoken, known=before, membership=here)
    now = situation_of(question.message, parts.library.situation, question.on, context)
    return Told(now, merged(before, now))


def emergency_first(alarm: Alarm, reading: Reading, draft: Draft, parts: Parts) -> Draft:
    """Put the emergency's notice first; below it only what was clearly asked about a plan."""
    strings = parts.library.strings
    notice = emergency_notice(alarm, parts.library.notices)
    topics = ((parts.library.topics[name], reading.scores[name]) for name in reading.topics)
    asked = any(score >= NAMED and topic.answer != "say" and not topic.medical for topic, score in topics)
    rest = (Notice(level="information", text=strings.say("answers.emergency_then")), *draft.blocks) if asked else ()
    return Draft((notice, *rest), "emergency", draft.follow_ups if asked else ())


def calmly(alarm: Alarm, draft: Draft, parts: Parts) -> Draft:
    """Put above an answer whom to reach if somebody is in danger, where that is possible and not sure."""
    say = parts.library.strings.say
    notice = calm_notice(alarm, parts.library.notices, say("safety.perhaps.heading"), say("safety.perhaps.text"))
    return replace(draft, blocks=(notice, *draft.blocks))


def checked(draft: Draft, question: Question, heard: Heard, parts: Parts, turn: int | None = None) -> Answer:
    """Check every quote against the stored text and number it; what has no exact source is not said."""
    sources = {
        (one.document, one.id): one
        for one in (*heard.subject.agreements, *heard.subject.beside, *heard.subject.faqs, *heard.subject.explainers)
    }
    mode = parts.search.mode(heard.subject.explainers)
    blocks = (*draft.blocks, *(keyword_notice(parts) if mode == "keyword" and draft.outcome != "emergency" else ()))
    cited = cite(blocks, lambda document, revision: sources.get((document, revision)))
    aside = of_another(cited, heard, parts) if draft.outcome != "emergency" else ()
    blocks = (*aside, *cited.blocks)
    citations = tuple(
        one.model_copy(update={"rests_on": parts.library.rests_on(one.document)}) for one in cited.citations
    )
    return Answer(
        conversation_id=question.conversation.id,
        secret=question.conversation.secret,
        turn=parts.records.next_turn(question.conversation.id) if turn is None else turn,
        outcome="partly" if aside and draft.outcome == "answered" else draft.outcome,
        text=markdown(blocks, citations, parts.library.strings),
        blocks=blocks,
        citations=citations,
        situation=as_situation(heard.told.situation),
        follow_ups=draft.follow_ups,
        as_of=question.on,
        meta=Meta(dropped=cited.dropped, search=mode, grade=grade_of(blocks)),
    )


def of_another(cited: Cited, heard: Heard, parts: Parts) -> tuple[Block, ...]:
    """Say first where a practice was named whose agreement is not here, and what is quoted is another's."""
    subject = heard.subject
    quoted = {one.document for one in cited.citations} & {one.document for one in subject.agreements if one.practice}
    if not (subject.stranger and subject.practice and quoted):
        return ()
    return (composing.of_another(subject.stranger, subject.practice.name, parts.library.strings),)


def keyword_notice(parts: Parts) -> tuple[Block, ...]:
    """Say that search by meaning is not to be had just now."""
    return (Notice(level="information", text=parts.library.strings.say("answers.keyword_only")),)


def keep(question: Question, heard: Heard, answer: Answer, parts: Parts, state: State | None = None) -> None:
    """Keep the turn, redacted, and what the next one needs to know."""
    known = [one.name for one in parts.library.practices]
    parts.records.put_turn(redact_story(question.message, known), answer)
    before = question.conversation.memory
    documents = [one.document for one in heard.subject.agreements]
    mentioned = [one.document for one in heard.subject.mentioned]
    plans = [topic for topic in heard.reading.topics if parts.library.topics[topic].answer != "say"]
    memory = {
        "subject": documents,
        "spoken": list(dict.fromkeys((*before.get("spoken", ()), *mentioned, *documents)))[-REMEMBERED:],
        "topics": plans or list(before.get("topics", ())),
        "fields": fields_asked(plans, heard.reading, parts),
        "months": months_asked(heard.reading),
        "situation": Situation(facts=heard.told.situation.facts).model_dump(mode="json"),
        "told": told_last(before, heard),
        "deciding": (state or left_on(State.of(before), heard)).kept(),
        "picked": question.practice or before.get("picked", question.conversation.practice),
    }
    parts.records.remember(question.conversation.id, question.practice or question.conversation.practice, memory)
