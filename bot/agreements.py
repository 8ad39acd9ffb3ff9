"""Answers from the agreements in question: their terms, their catch, all that they say, and several side by side."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering import composing
from bot.answering.composing import Agreement, Draft
from bot.answering.months import months_named
from bot.answering.understanding import Reading
from bot.contracts import termsheet
from bot.contracts.law.hsa import hsa_check
from bot.explaining import beside, explained, from_faq
from bot.parts import Parts, Subject
from bot.retrieval.highlight import highlight
from bot.vocabulary import Checklist, Outcome, QuestionBack, Revision, Span, TermSheet

ABOUT = 0.36  # a cosine from which a clause is about the question
USUAL = ("fee", "initial_term_months", "cancel_notice_days", "early_termination_fee", "refund_policy")
LEAVING = "early_termination_fee"
WHOLE, PARTS = "services", ("services_included", "services_excluded")
MOST = 3  # fields that one question is answered from
AgreementReply = Callable[[Sequence[str], Reading, Subject, Parts], Draft]


def terms(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer what is asked about terms; of leaving also what it costs, first of all if a month was named."""
    read = agreements(subject, parts, topics)
    draft = composing.terms(topics, read, parts.library.strings, subject.ages)
    months = months_asked(reading)
    cost = composing.leaving(read, months, parts.library.strings) if LEAVING in topics else []
    lists = [block for block in draft.blocks if isinstance(block, Checklist)]
    said = [block for block in draft.blocks if not isinstance(block, Checklist)]
    draft = replace(draft, blocks=(*(cost if months else ()), *said, *(() if months else cost), *lists))
    told = from_faq(reading, subject, parts) if draft.outcome == "silent" else None
    if told:
        return composing.with_faq(draft, told.revision, told.passage, parts.library.strings)
    general = beside(reading, subject, parts, found=draft.outcome != "silent")
    return replace(draft, blocks=(*draft.blocks, *general))


def catch(_topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Answer what the catch is: the clauses that cost or bind, and what leaving costs."""
    return composing.catch(agreements(subject, parts), months_asked(reading), parts.library.strings)


def summary(_topics: Sequence[str], _reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Name all that an agreement says, with what it leaves open."""
    return composing.summary(agreements(subject, parts), parts.library.strings)


def compare(_topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """Put the usual terms of several agreements side by side; with fewer than two ask which."""
    strings = parts.library.strings
    if len(subject.agreements) > 1:
        asked = [topic for topic in reading.topics if parts.library.topics[topic].answer == "term"] or USUAL
        return composing.terms(asked, agreements(subject, parts, asked), strings)
    general = explained(reading, subject, parts)
    choices = composing.which_agreement(parts.library.practices, strings).choices
    return Draft((*general, QuestionBack(text=strings.say("answers.compare_none"), choices=choices)), "clarify")


def hsa(subject: Subject, parts: Parts) -> Draft:
    """Hold each agreement in question against the rule for health savings accounts, as it is on the day."""
    strings, several = parts.library.strings, len(subject.agreements) > 1
    blocks, results = [], set()
    for one in agreements(subject, parts):
        check = hsa_check(one.sheet, one.revision.content, parts.library.figures, subject.on)
        blocks.append(composing.hsa(one, check, one.revision.title if several else "", strings))
        results.add(check.result)
    return Draft(tuple(blocks), "partly" if "unclear" in results else "answered")


def fields_asked(topics: Sequence[str], reading: Reading, parts: Parts) -> tuple[str, ...]:
    """Return the fields of these topics that a question is about; of one that leans, those of the turn before."""
    known: dict[str, str] = {}
    for topic in topics:
        known.update(parts.library.topics[topic].fields)
    if reading.leans_on is not None:
        return tuple(field for field in reading.leans_on.fields if field in known)
    asked = [field for field, cue in known.items() if re.search(cue, reading.text)]
    if WHOLE in asked or set(PARTS) <= set(asked):
        asked = [WHOLE, *(field for field in asked if field not in {WHOLE, *PARTS})]
    return tuple(asked[:MOST])


def months_asked(reading: Reading) -> tuple[int, ...]:
    """Return the months after which a question speaks of leaving; of one that leans, those of the turn before."""
    return months_named(reading.text) or (reading.leans_on.months if reading.leans_on else ())


def statements(fields: Sequence[str], subject: Subject, parts: Parts, *, silent: bool = False) -> dict[str, Draft]:
    """State these fields of each agreement that states one of them, by document; `silent`: of each that states none."""
    strings = parts.library.strings
    found: dict[str, Draft] = {}
    for one in agreements(subject, parts, fields if silent else ()) if fields else ():
        said = [field for field in fields if (one.terms[field].state == "silent") == silent]
        if not said or (silent and len(said) < len(fields)):
            continue
        titled = one.revision.title if len(subject.agreements) > 1 else ""
        blocks = [composing.statement(one.terms[field], one, strings, titled) for field in said]
        clear = [field for field in said if one.terms[field].state == "stated"]
        asks = [strings.say(f"terms.{field}.ask") for field in said if field not in clear]
        nexts = [strings.say(f"terms.{field}.next") for field in clear]
        outcome: Outcome = "silent" if silent else "answered"
        found[one.revision.document] = Draft((*blocks, *composing.lists(asks, nexts, strings)), outcome)
    return found


def beside_terms(topics: Sequence[str], reading: Reading, subject: Subject, parts: Parts) -> Draft:
    """State what agreements say of the fields that are asked for, or that they are silent on them."""
    asked = fields_asked(topics, reading, parts)
    found = {**statements(asked, subject, parts, silent=True), **statements(asked, subject, parts)}
    return composing.together(list(found.values())) if found else Draft((), "declined")


def agreements(subject: Subject, parts: Parts, asked: Sequence[str] = ()) -> list[Agreement]:
    """Return the agreements in question with what was read in them, and the nearest words to what is silent."""
    found = []
    for revision in subject.agreements:
        sheet = sheet_of(revision, parts)
        silent = [field for field in asked if sheet[field].state == "silent"]
        nearest = {field: span for field in silent if (span := nearest_words(field, revision, parts))}
        found.append(Agreement(revision, sheet, nearest))
    return found


def sheet_of(revision: Revision, parts: Parts) -> TermSheet:
    """Return what was read in an agreement, reading it now if this reader has not yet."""
    sheet = parts.records.sheet(revision, parts.reader)
    if sheet is None:
        sheet = termsheet.read(revision.content)
        parts.records.put_sheet(revision, parts.reader, sheet)
    return sheet


def nearest_words(field: str, revision: Revision, parts: Parts) -> Span | None:
    """Return the words of an agreement that are nearest to a field that it does not state, if any come near."""
    question = parts.library.strings.say(f"terms.{field}.asked")
    for hit in parts.search(question, [revision], 2).hits:
        span = highlight(question, hit, parts.embedding)
        if (hit.meaning or 0) >= ABOUT and termsheet.mentions(field, revision.content.text[span.start : span.end]):
            return span
    return None
