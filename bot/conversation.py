"""One chat turn, top to bottom. Read this file first.

A message is screened for emergencies (`answering.safety`), read for what it asks (`answering.understanding`), and
matched with the agreements that it is about (`subject`). Terms come from the agreement's own clauses, other answers
from search (`replies`); each statement is checked against the stored text that it quotes (`answering.citing`); then
the turn is kept, redacted, for as long as was agreed.
"""

from bot.answering.citing import cite
from bot.answering.composing import Draft
from bot.answering.markdown import markdown
from bot.answering.redaction import redact
from bot.answering.safety import Alarm, emergency_notice, screen
from bot.answering.understanding import NAMED, Reading
from bot.parts import Parts, Question, Subject
from bot.replies import answered
from bot.subject import in_context, subject_of
from bot.vocabulary import Answer, Block, Meta, Notice


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


def emergency_first(alarm: Alarm, reading: Reading, draft: Draft, parts: Parts) -> Draft:
    """Put the emergency's notice first; below it only what was clearly asked about terms."""
    strings = parts.library.strings
    notice = emergency_notice(alarm, parts.library.notices)
    asked = any(
        parts.library.topics[topic].answer == "term" and reading.scores[topic] >= NAMED for topic in reading.topics
    )
    rest = (Notice(level="information", text=strings.say("answers.emergency_then")), *draft.blocks) if asked else ()
    return Draft((notice, *rest), "emergency", draft.follow_ups if asked else ())


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
