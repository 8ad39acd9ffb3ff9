"""Papers that are no agreements: what was read in a plan's summary of benefits, or in a letter from a practice."""

from datetime import date
from decimal import Decimal

from bot.answering.composing import Draft, lists
from bot.answering.situation import Fact, Situation
from bot.benefits import summary
from bot.benefits.summary import Cost
from bot.catalogue import Catalogue
from bot.contracts.fee_rows import FeeRow
from bot.costs.amounts import dollars
from bot.deciding.inputs import Value, shape_of, shown
from bot.letters import conversion, timeline
from bot.vocabulary import Block, Paragraph, Revision, Sentence, TermRow, TermSheetBlock


def facts_of(revision: Revision, on: date) -> Situation:
    """Return what a letter tells of a person's situation: their doctor, and the fee; a plan's terms stay its own."""
    if revision.kind != "letter":
        return Situation()
    letter = conversion.read(revision.content, on)
    term = next((one for one in letter.terms if one.field == "fee"), None)
    facts = [Fact(field="own_doctor", value=True, said=revision.title, start=0, end=0)]
    rows = term.value if term and isinstance(term.value, list) else []
    if term and term.span and rows:
        fee = FeeRow.of(rows[0])
        if fee.spreads:
            said = revision.content.text[term.span.start : term.span.end]
            facts.append(Fact(field="retainers.fee", value=float(round(fee.least, 2)), said=said, start=0, end=0))
    return Situation(facts=tuple(facts))


def told_by(revision: Revision, strings: Catalogue, on: date) -> Draft:
    """Say what a paper tells, each thing with its words."""
    return Draft(
        tuple(_letter(revision, strings, on) if revision.kind == "letter" else _plan(revision, strings)), "answered"
    )


def _letter(revision: Revision, strings: Catalogue, on: date) -> list[Block]:
    letter = conversion.read(revision.content, on)
    found = timeline.timeline(letter, revision, strings, on)
    asks = timeline.questions(letter, strings)
    said = Paragraph(sentences=(Sentence(text=strings.say("deciding.papers.letter")),))
    return [said, found, *lists([one.text for one in asks], (), strings)]


def _plan(revision: Revision, strings: Catalogue) -> list[Block]:
    read = summary.read(revision.content)
    stated = [term for term in read.terms if term.state != "silent"]
    silent = [
        term for term in read.terms if term.state == "silent" and strings.has(f"deciding.plan_terms.{term.field}")
    ]
    said = strings.say("deciding.papers.plan", name=read.name or revision.title, n=len(stated))
    rows = [
        TermRow(
            label=_label(term.field, strings),
            state=term.state,
            sentence=Sentence(
                text=_said(term.field, term.value, strings),
                quotes=(revision.quote(term.span.start, term.span.end, term.span.section),) if term.span else (),
            ),
        )
        for term in (*stated, *silent)
    ]
    heading = strings.say("deciding.papers.plan_terms")
    warned = tuple(Sentence(text=text) for text in read.warnings)
    blocks: list[Block] = [
        Paragraph(sentences=(Sentence(text=said),)),
        TermSheetBlock(heading=heading, rows=tuple(rows)),
    ]
    return [
        *blocks,
        *([Paragraph(heading=strings.say("deciding.papers.left_out"), sentences=warned)] if warned else []),
    ]


def cost_said(cost: Cost, strings: Catalogue) -> str:
    """Write what a service costs under a plan."""
    if not cost.covered:
        return strings.say("deciding.papers.not_covered")
    parts = []
    if cost.copay is not None:
        parts.append(strings.say("deciding.papers.copay", sum=dollars(Decimal(str(cost.copay)))))
    if cost.coinsurance is not None:
        parts.append(strings.say("deciding.papers.share", share=f"{cost.coinsurance:.0%}"))
    if not parts:
        return strings.say("deciding.papers.unpriced")
    when = strings.say("deciding.papers.before" if cost.before_deductible else "deciding.papers.after")
    return f"{', then '.join(parts)}{when}"


def _label(field: str, strings: Catalogue) -> str:
    """Name a term of a plan."""
    for place in ("deciding.plan_terms", "deciding.services"):
        if strings.has(f"{place}.{field}"):
            return strings.say(f"{place}.{field}")
    return field.replace("_", " ").capitalize()


def _said(field: str, value: Value | Cost, strings: Catalogue) -> str:
    """Write a term of a plan as a person would."""
    if value is None:
        return strings.say("deciding.papers.silent")
    if isinstance(value, Cost):
        return cost_said(value, strings)
    if isinstance(value, bool):
        return strings.say(f"deciding.values.hsa_eligible.{'yes' if value else 'no'}")
    name = field.replace("family_", "")
    if name in ("deductible", "out_of_pocket_max", "premium") and isinstance(value, int | float):
        shape, key = shape_of(name)
        return shown(value, shape, key, strings)
    if name == "coinsurance" and isinstance(value, int | float):
        return f"{value:.0%}"
    return str(value).replace("_", " ")
