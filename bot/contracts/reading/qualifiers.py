"""What limits a clause: the exceptions and conditions that stand behind it and speak of the same thing."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.contracts.reading.patterns import either, words
from bot.contracts.reading.quantities import plain
from bot.documents.outline import Clause
from bot.vocabulary import Span, Term

REACH = 3  # clauses: what limits a statement stands close behind it
NUMBER = r"^\W*(?:\(?\w{1,3}[).]\s*)?"  # of a clause or a list item
FIRST_WORDS = words(
    """however, but, except, unless, provided, notwithstanding, if, in (that|this|the) (case|event), [the] [only]
    exception[s], this (does|rule|fee|charge|section|clause|policy), these, no [such] _ (is|applies), otherwise, only"""
)
LIMITS = either(
    re.compile(NUMBER + FIRST_WORDS.pattern),
    words(
        """(does|shall) not apply, except (that|as|where|when|if), in (either|any) (case|event), until then,
        take[s] effect, become[s] effective, (is|be) effective, later than that, must be (given|sent|received|delivered)"""
    ),
)


def qualify(term: Term, clauses: Sequence[Clause]) -> Term:
    """Add to a stated term the clauses close behind it, in its own section, that limit it."""
    if term.span is None:
        return term
    place = next((i for i, clause in enumerate(clauses) if clause.end >= term.span.end), None)
    if place is None:
        return term
    here = clauses[place]
    behind = [one for one in clauses[place + 1 : place + 1 + REACH] if one.section == here.section]
    limits = [one for one in behind if LIMITS.search(plain(one.text))]
    spans = tuple(Span(one.start, one.end, one.heading) for one in limits)
    conditions = tuple(dict.fromkeys((*term.conditions, *(" ".join(one.text.split()) for one in limits))))
    return replace(term, conditions=conditions, also=tuple(dict.fromkeys((*spans, *term.also))))
