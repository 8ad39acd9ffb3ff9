"""The term sheet of an agreement as data: its terms and traps in words, what leaving costs, the law beside it, what to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.answering.sayings import say
from bot.catalogue import Catalogue
from bot.contracts.law import cards as law_cards
from bot.contracts.law.hsa import hsa_check
from bot.contracts.law.state import named_state
from bot.contracts.retainer import exit_terms, retainer
from bot.costs.exit import exit_costs
from bot.figures import Figures
from bot.laws import Law
from bot.vocabulary import Reply, Revision, Span, Term, TermSheet, Trap

IMPORTANT = (
    "fee",
    "initial_term_months",
    "cancel_notice_days",
    "early_termination_fee",
    "refund_policy",
    "auto_renews",
    "price_change_notice_days",
    "practice_can_terminate_notice_days",
    "enrollment_fee",
    "services",
    "medicare_clause",
)
"""Fields whose silence is a reason to ask before signing."""


@dataclass(frozen=True)
class References:
    """What a sheet is held against: the catalogue of strings, laws and dated figures."""

    strings: Catalogue
    laws: Mapping[str, Law]
    figures: Figures


@dataclass(frozen=True)
class Known:
    """What is known beside the agreement itself: the day, the state, whether insurance is billed, the practice's replies."""

    on: date
    state: str | None = None
    bills_insurance: bool | None = None
    replies: tuple[Reply, ...] = ()


def sheet(revision: Revision, read: TermSheet, references: References, known: Known) -> dict[str, Any]:
    """Return the whole sheet; every quote in it is exact and says where it stands."""
    strings, content = references.strings, revision.content
    exits = exit_terms(read, content)
    state = known.state or (named.state if (named := named_state(content)) else None)
    questions = to_ask(read, strings)
    return {
        "document": {
            "title": revision.title,
            "document": revision.document,
            "revision": revision.id,
            "pages": len(content.pages),
            "characters": len(content.text),
            "warnings": list(content.warnings),
        },
        "terms": [row(revision, term, strings) for term in read.terms],
        "traps": [trap_row(revision, trap, strings) for trap in read.traps],
        "exit_cost": [cost.model_dump(mode="json") for cost in exit_costs(exits)],
        "exit_terms": exits.model_dump(mode="json", exclude_none=True),
        "retainer": {"name": revision.title, **retainer(read, exits)},
        "hsa": hsa_row(revision, read, references, known.on),
        "laws": law_rows(revision, read, references, known, state),
        "law_questions": [
            strings.say(name)
            for name in law_cards.questions(read, references.laws.values(), state, known.bills_insurance)
        ],
        "state": state,
        "ask_before_signing": [one["question"] for one in questions],
        "questions": questions,
        "replies": [reply_row(reply, strings) for reply in known.replies],
    }


def row(revision: Revision, term: Term, strings: Catalogue) -> dict[str, Any]:
    """Return one term; what a silent one would quote is null."""
    quote = (
        place(revision, term.span)
        if term.span
        else {"quote": None, "start": None, "end": None, "page": None, "section": None}
    )
    return {
        "field": term.field,
        "label": strings.say(f"terms.{term.field}.label"),
        "state": term.state,
        "value": term.value,
        "say": say(term, strings),
        "conditions": list(term.conditions),
        **quote,
        "also": [place(revision, span) for span in term.also],
    }


def trap_row(revision: Revision, trap: Trap, strings: Catalogue) -> dict[str, Any]:
    """Return one trap with its clause and why it matters."""
    return {
        "kind": trap.kind,
        "label": strings.say(f"traps.{trap.kind}.label"),
        "severity": trap.severity,
        "why": strings.say(f"traps.{trap.kind}.why"),
        "learnt": trap.learnt,
        **place(revision, trap.span),
    }


def to_ask(read: TermSheet, strings: Catalogue) -> list[dict[str, str]]:
    """Return one question for each contradiction, trap and important silence, in this order, none of them twice."""
    about = [f"terms.{term.field}" for term in read.terms if term.state == "conflicting"]
    about += [f"traps.{trap.kind}" for trap in read.traps if trap.severity != "low"]
    about += [f"terms.{field}" for field in IMPORTANT if read[field].state == "silent"]
    asked = {strings.say(f"{name}.ask"): name.partition(".")[2] for name in reversed(about)}
    return [{"about": name, "question": question} for question, name in reversed(asked.items())]


def hsa_row(revision: Revision, read: TermSheet, references: References, on: date) -> dict[str, Any]:
    """Return the check against the rule for health savings accounts, with its reasons and their clauses."""
    check = hsa_check(read, revision.content, references.figures, on)
    return {
        "result": check.result,
        "say": check.said(references.strings)[0],
        "reasons": [
            {
                "name": reason.name,
                "say": reason.said(references.strings),
                "quotes": [place(revision, span) for span in reason.spans],
            }
            for reason in check.reasons
        ],
    }


def law_rows(
    revision: Revision, read: TermSheet, references: References, known: Known, state: str | None
) -> list[dict[str, Any]]:
    """Return the laws beside the clauses."""
    found = law_cards.cards(read, references.laws.values(), state, known.bills_insurance, known.on)
    return [
        {
            "law": card.law.id,
            "cite": card.law.cite,
            "jurisdiction": card.law.jurisdiction,
            "as_of": str(card.law.as_of),
            "review_by": card.law.review_by.isoformat(),
            "beside": card.beside,
            "tension": card.tension,
            "say": list(card.said(references.strings)),
            **place(revision, card.span),
        }
        for card in found
    ]


def reply_row(reply: Reply, strings: Catalogue) -> dict[str, str]:
    """Return what the practice wrote, marked as no part of the agreement."""
    return {
        "about": reply.about,
        "text": reply.text,
        "wrote": reply.wrote.isoformat(),
        "say": strings.say("traps.reply", date=f"{reply.wrote:%B} {reply.wrote.day}, {reply.wrote.year}"),
    }


def place(revision: Revision, span: Span) -> dict[str, Any]:
    """Return an exact quote with where it stands."""
    quote = revision.quote(span.start, span.end, span.section)
    return {"quote": quote.text, "start": quote.start, "end": quote.end, "page": quote.page, "section": quote.section}
