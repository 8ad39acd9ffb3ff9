"""What limits a clause: the exceptions and conditions that stand behind it and speak of the same thing."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.contracts.quantities import plain
from bot.documents.outline import Clause
from bot.vocabulary import Span, Term

REACH = 3  # clauses: what limits a statement stands close behind it
LIMITS = re.compile(
    r"^\W*(?:\(?\w{1,3}[).]\s*)?(?:however|but|except|unless|provided|notwithstanding|if|in (?:that|this|the) (?:case|event)"
    r"|the (?:only )?exceptions?|this (?:does|rule|fee|charge|section|clause|policy)|these|no (?:such )?\w+ (?:is|applies)|otherwise|only)\b"
    r"|\bdoes not apply\b|\bshall not apply\b|\bexcept (?:that|as|where|when|if)\b|\bin (?:either|any) (?:case|event)\b|\buntil then\b"
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
    conditions = tuple(" ".join(one.text.split()) for one in limits)
    return replace(term, conditions=conditions, also=tuple(dict.fromkeys((*spans, *term.also))))
