"""What changed between two revisions of an agreement, as data with plain sentences: each quote says where it stands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.answering.sayings import SAYINGS, say
from bot.answering.sheet import place
from bot.catalogue import Catalogue
from bot.contracts.changes import values
from bot.vocabulary import ClauseChange, Comparison, Mark, Revision, Span, Term, TermChange, TrapChange

LITTLE = 0.3  # of both texts: where less stands in both, they may not be one agreement
COUNTED = ("number", "meaning", "added", "dropped", "wording", "moved", "renumbered")
SHOWN = ("number", "meaning", "added", "dropped", "wording")  # in the terminal: what moved is only counted there


def changes(comparison: Comparison, strings: Catalogue) -> dict[str, Any]:
    """Return what changed: terms first, then traps, then clauses; `say` sums it up."""
    return {
        "from": document(comparison.before),
        "to": document(comparison.after),
        "same": comparison.is_empty,
        "common": comparison.common,
        "say": " ".join(summary(comparison, strings)),
        "terms": [term_row(change, comparison, strings) for change in comparison.terms],
        "traps": [trap_row(change, comparison, strings) for change in comparison.traps],
        "clauses": [clause_row(change, comparison, strings) for change in comparison.clauses],
    }


def document(revision: Revision) -> dict[str, Any]:
    """Return which text it is."""
    effective = revision.effective.isoformat() if revision.effective else None
    return {"title": revision.title, "document": revision.document, "revision": revision.id, "effective": effective}


def summary(comparison: Comparison, strings: Catalogue) -> Iterator[str]:
    """Yield how much changed, of each kind, and how far to trust it."""
    if comparison.is_empty:
        yield strings.say("changes.same")
        return
    if comparison.common < LITTLE:
        yield strings.say("changes.unlike")
    counts: Counter[str] = Counter(change.shift for change in comparison.clauses)
    numbers = {
        "terms": len(comparison.terms),
        "traps": len(comparison.traps),
        **{kind: counts[kind] for kind in COUNTED},
    }
    yield from (strings.say(f"changes.counted.{kind}", n=number) for kind, number in numbers.items() if number)
    yield strings.say("changes.careful")


def term_row(change: TermChange, comparison: Comparison, strings: Catalogue) -> dict[str, Any]:
    """Return one changed term: both sides with their quotes; `instead` is what stands in the silent side's place."""
    silent = comparison.before if change.before.state == "silent" else comparison.after
    return {
        "field": change.field,
        "label": strings.say(f"terms.{change.field}.label"),
        "change": change.shift,
        "say": " ".join(term_sentences(change, strings)),
        "harder": harder(change),
        "from": term_side(comparison.before, change.before, strings),
        "to": term_side(comparison.after, change.after, strings),
        "instead": optional(silent, change.counterpart),
    }


def term_sentences(change: TermChange, strings: Catalogue) -> Iterator[str]:
    """Yield how a term changed, and whether that is harder on the patient."""
    instead = change.counterpart and change.shift in ("became_stated", "became_silent")
    yield strings.say(
        f"changes.terms.{change.shift}{'_instead' if instead else ''}",
        label=strings.say(f"terms.{change.field}.label"),
        before=said(change.before, strings),
        after=said(change.after, strings),
    )
    if side := harder(change):
        yield strings.say(f"changes.terms.{'harder' if side == 'to' else 'easier'}")


def harder(change: TermChange) -> str | None:
    """Return which side is the harder on the patient, None where that cannot be told."""
    if change.shift != "changed":
        return None
    side = values.stricter(change.before, change.after)
    return None if side is None else ("from", "to")[side]


def said(term: Term, strings: Catalogue) -> str:
    """Say a term; one that has no sentence yet is read in its own words."""
    if term.state == "silent" or term.field in SAYINGS:
        return say(term, strings)
    return strings.say("changes.terms.unsaid")


def term_side(revision: Revision, term: Term, strings: Catalogue) -> dict[str, Any]:
    """Return what one revision says of a term; what a silent one would quote is null."""
    return {
        "state": term.state,
        "value": term.value,
        "say": said(term, strings),
        "conditions": list(term.conditions),
        **(optional(revision, term.span) or dict.fromkeys(("quote", "start", "end", "page", "section"))),
        "also": [place(revision, span) for span in term.also],
    }


def trap_row(change: TrapChange, comparison: Comparison, strings: Catalogue) -> dict[str, Any]:
    """Return one trap that came, went or was reworded; the side without it has the words in its place, if any."""
    trap = change.after or change.before
    kind, severity = (trap.kind, trap.severity) if trap else ("", "low")
    label = strings.say(f"traps.{kind}.label")
    instead = change.shift == "went" and change.counterpart
    sentences = [strings.say(f"changes.traps.{change.shift}{'_instead' if instead else ''}", label=label)]
    if change.shift == "reworded":
        sentences += mark_sentences(change.marks, strings) if change.marks else [strings.say("changes.clauses.wording")]
    return {
        "kind": kind,
        "label": label,
        "severity": severity,
        "change": change.shift,
        "marks": list(change.marks),
        "say": " ".join(sentences),
        "from": optional(comparison.before, change.before.span if change.before else change.counterpart),
        "to": optional(comparison.after, change.after.span if change.after else change.counterpart),
    }


def clause_row(change: ClauseChange, comparison: Comparison, strings: Catalogue) -> dict[str, Any]:
    """Return one clause that changed, with what the change can mean."""
    sentences = [strings.say(f"changes.clauses.{change.shift}", n=change.count)]
    sentences += (
        mark_sentences([mark for mark in change.marks if mark != change.shift], strings) if change.marks else []
    )
    return {
        "change": change.shift,
        "marks": list(change.marks),
        "fields": list(change.fields),
        "count": change.count,
        "say": " ".join(sentences),
        "from": optional(comparison.before, change.before),
        "to": optional(comparison.after, change.after),
    }


def mark_sentences(marks: Sequence[Mark], strings: Catalogue) -> list[str]:
    """Say what a rewording can do to the meaning, and that both are to be read."""
    return [strings.say(f"changes.marks.{mark}") for mark in (*marks, "read_both")]


def optional(revision: Revision, span: Span | None) -> dict[str, Any] | None:
    """Return a quote with where it stands, None where there is none."""
    return place(revision, span) if span else None


def outline(told: Mapping[str, Any], strings: Catalogue) -> str:
    """Write what `changes` returns as plain lines, for the terminal; both quotes stand below each change."""
    rows = [*told["terms"], *told["traps"], *(row for row in told["clauses"] if row["change"] in SHOWN)]
    heading = strings.say("changes.heading").upper()
    return "\n".join((heading, told["say"], *(line for row in rows for line in row_lines(row))))


def row_lines(row: Mapping[str, Any]) -> Iterator[str]:
    """Write one change with its quotes: - the older, + the newer."""
    yield row["say"]
    for sign, side in (("-", row["from"]), ("+", row["to"])):
        quote = side and side["quote"]
        if quote:
            yield f"    {sign} “{' '.join(quote.split())}”"
