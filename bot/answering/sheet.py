"""The term sheet of an agreement as data: each term with its state, its words and where they stand."""

from collections.abc import Sequence
from typing import Any

from bot.answering.sayings import say
from bot.catalogue import Catalogue
from bot.vocabulary import Revision, Span, Term


def sheet(revision: Revision, terms: Sequence[Term], strings: Catalogue) -> dict[str, Any]:
    """Return the sheet: the document, every term, and what to ask before signing where one is silent or unclear."""
    content = revision.content
    return {
        "document": {
            "title": revision.title,
            "document": revision.document,
            "revision": revision.id,
            "pages": len(content.pages),
            "characters": len(content.text),
            "warnings": list(content.warnings),
        },
        "terms": [row(revision, term, strings) for term in terms],
        "ask_before_signing": [strings.say(f"terms.{term.field}.ask") for term in terms if term.state != "stated"],
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


def place(revision: Revision, span: Span) -> dict[str, Any]:
    """Return an exact quote with where it stands."""
    quote = revision.quote(span.start, span.end, span.section)
    return {"quote": quote.text, "start": quote.start, "end": quote.end, "page": quote.page, "section": quote.section}
