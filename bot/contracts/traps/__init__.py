"""Traps: the clauses that cost or bind more than a hasty reader expects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from bot.contracts.learnt import Features, model
from bot.contracts.reading.lines import Line
from bot.contracts.traps.following import following
from bot.contracts.traps.kinds import KINDS
from bot.contracts.traps.misprints import misprints
from bot.vocabulary import Severity, Span, Term, Trap

__all__ = ["GRAVITY", "KINDS", "read"]

GRAVITY: tuple[Severity, ...] = ("high", "medium", "low")
SEVERITIES = {kind.name: kind.severity for kind in KINDS}
PAGE = 3000  # characters
MOST = 8  # on a page: more than a reader can weigh; the gravest are kept
LIKELY = 0.5  # log odds from which a clause counts as a trap though no wording of ours is in it
DOUBTED = -2.5  # log odds below which one that has such a wording, and is not grave, does not
CLEARLY = 0.0  # log odds from which a trap is of a kind
OTHER = "other"


def read(lines: Sequence[Line], terms: Sequence[Term], seen: Mapping[int, Features]) -> tuple[Trap, ...]:
    """Return the traps of an agreement, the gravest first and then in reading order; `terms` are what it states.

    A clause that is a trap in two ways is named by the graver, and by the first of two that are alike. What no wording
    of ours finds, a second, learnt opinion may; and it may doubt what a wording finds.
    """
    opinions = {start: opinion(features) for start, features in seen.items()}
    found = [*following(terms), *misprints(lines, terms), *worded(lines, opinions)]
    found.sort(key=lambda trap: GRAVITY.index(trap.severity))
    one_each: dict[int, Trap] = {}
    for trap in (*found, *likely(lines, opinions)):
        one_each.setdefault(trap.span.start, trap)
    pages = ceil(lines[-1].clause.end / PAGE) if lines else 1
    kept = list(one_each.values())[: MOST * pages]
    return tuple(sorted(kept, key=lambda trap: (GRAVITY.index(trap.severity), trap.span.start)))


@dataclass(frozen=True)
class Opinion:
    """How likely a clause is a trap, in log odds, and the kind that it is like; OTHER where it is clearly like none."""

    odds: float
    kind: str


def opinion(features: Features) -> Opinion:
    """Say how likely a clause is a trap."""
    trap, kinds = model().judges["trap"], model().judges["kind"]
    scores = kinds.odds(features)
    best = int(scores.argmax())
    return Opinion(float(trap.odds(features)[0]), kinds.names[best] if scores[best] > CLEARLY else OTHER)


def worded(lines: Sequence[Line], opinions: Mapping[int, Opinion]) -> Iterator[Trap]:
    """Yield the clauses with the wordings of a kind, but for slighter ones that are quite unlike a trap."""
    for kind in KINDS:
        for trap in kind.read(lines):
            second = opinions.get(trap.span.start)
            if trap.severity == "high" or second is None or second.odds > DOUBTED:
                yield trap


def likely(lines: Sequence[Line], opinions: Mapping[int, Opinion]) -> Iterator[Trap]:
    """Yield the clauses that are like traps, the likeliest first; what is learnt alone is never called grave."""
    pairs = ((opinions[line.clause.start], line.clause) for line in lines if line.clause.start in opinions)
    for second, clause in sorted(pairs, key=lambda pair: -pair[0].odds):
        if second.odds < LIKELY:
            return
        severity = SEVERITIES.get(second.kind, "low")
        span = Span(clause.start, clause.end, clause.heading)
        yield Trap(second.kind, "medium" if severity == "high" else severity, span, learnt=True)
