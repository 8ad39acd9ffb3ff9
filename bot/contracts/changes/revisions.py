"""What changed from one revision of an agreement to the next: its terms, its traps, and clauses that no term reads.

A change is told once: a clause that a changed term or trap quotes is not listed again. What code cannot tell to be mere
wording is never called so: a number that changed is named, and where the meaning may have changed both are to be read.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from bot.contracts.changes import values
from bot.contracts.changes.alignment import Alignment, Pair, Unit, align, key, numbering
from bot.contracts.changes.rewording import fold, marks, tokens
from bot.vocabulary import (
    ClauseChange,
    Comparison,
    Mark,
    Reading,
    Revision,
    Shift,
    Span,
    Term,
    TermChange,
    TermSheet,
    Trap,
    TrapChange,
)

Side = Literal["old", "new"]
HEADING_WORDS = {  # what a heading can do to the items below it
    "includ", "exclud", "exclus", "extra", "optional", "free", "cover", "charg",
    "adult", "child", "couple", "famil", "member", "employe", "senior", "limit", "fee",
}  # fmt: skip
FRAGMENT = 8  # words: so short a clause says what it says by its heading
NUMBERS: frozenset[Mark] = frozenset({"number", "reference"})


@dataclass(frozen=True)
class Match:
    """The units of two texts and what answers to what."""

    aligned: Alignment

    @cached_property
    def pair_of_old(self) -> dict[int, Pair]:
        """The pair of each paired unit of the older text."""
        return {place: pair for pair in self.aligned.pairs for place in pair.old}

    @cached_property
    def pair_of_new(self) -> dict[int, Pair]:
        """The pair of each paired unit of the newer text."""
        return {place: pair for pair in self.aligned.pairs for place in pair.new}

    @cached_property
    def renumbered(self) -> dict[str, str]:
        """The new number of each numbered part that both texts have, and that only one has in each."""
        old, new = (Counter(unit.number for unit in text) for text in (self.aligned.old, self.aligned.new))
        numbered = (
            (self.aligned.old[pair.old[0]].number, self.aligned.new[pair.new[0]].number) for pair in self.aligned.pairs
        )
        return {one: other for one, other in numbered if one and other and old[one] == new[other] == 1}

    def units(self, side: Side) -> tuple[Unit, ...]:
        """Return the units of one of the texts."""
        return self.aligned.old if side == "old" else self.aligned.new

    @cached_property
    def starts(self) -> tuple[list[int], list[int]]:
        """Where the units of both texts begin."""
        return [unit.start for unit in self.aligned.old], [unit.start for unit in self.aligned.new]

    def within(self, side: Side, spans: Iterable[Span | None]) -> list[int]:
        """Return the units that quotes reach into, by place."""
        units, starts = self.units(side), self.starts[side == "new"]
        found = {
            place
            for span in spans
            if span
            for place in range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end))
            if units[place].end > span.start
        }
        return sorted(found)

    def counterparts(self, side: Side, span: Span) -> list[Pair]:
        """Return the pairs of the units that a quote reaches into."""
        pairs = self.pair_of_old if side == "old" else self.pair_of_new
        return list(dict.fromkeys(pairs[place] for place in self.within(side, [span]) if place in pairs))

    def counterpart(self, side: Side, span: Span | None) -> Span | None:
        """Return where the words that answer to a quote stand in the other text, the first stretch of them."""
        found = self.counterparts(side, span) if span else []
        if not found:
            return None
        units = self.units("new" if side == "old" else "old")
        places = found[0].new if side == "old" else found[0].old
        return stretch([units[place] for place in places])

    def same_words(self, side: Side, span: Span) -> bool:
        """Whether a quote still stands, in its words, in the other text."""
        found = self.counterparts(side, span)
        covered = [place for pair in found for place in (pair.old if side == "old" else pair.new)]
        return bool(found) and all(pair.equal for pair in found) and set(self.within(side, [span])) <= set(covered)

    def marks(self, pair: Pair) -> tuple[Mark, ...]:
        """Return what the rewording of a pair can do to its meaning."""
        old, new = self.sides(pair)
        return marks(words(old), words(new), self.renumbered)

    def firsts(self, pair: Pair) -> tuple[Unit, Unit]:
        """Return the first unit of either side of a pair."""
        return self.aligned.old[pair.old[0]], self.aligned.new[pair.new[0]]

    def sides(self, pair: Pair) -> tuple[list[Unit], list[Unit]]:
        """Return the units of a pair."""
        return [self.aligned.old[place] for place in pair.old], [self.aligned.new[place] for place in pair.new]


def compare(before: tuple[Revision, TermSheet], after: tuple[Revision, TermSheet]) -> Comparison:
    """Tell what changed from one revision of an agreement to another.

    Each revision comes with what was read from it; of two that are exchanged, what came and what went are exchanged.
    """
    old, new = Reading(*before), Reading(*after)
    match = Match(align(old.revision.content, new.revision.content))
    terms = tuple(term_changes(old.sheet, new.sheet, match))
    traps = tuple(trap_changes(old.sheet.traps, new.sheet.traps, match))
    quoted = told(terms, traps, match)
    clauses = tuple(clause_changes(old.sheet, new.sheet, match, quoted))
    return Comparison(old.revision, new.revision, terms, traps, clauses, common(match))


# Terms


def term_changes(old: TermSheet, new: TermSheet, match: Match) -> Iterator[TermChange]:
    """Yield the fields of which both sheets know, and say different things."""
    known = {term.field: term for term in old.terms}
    for after in new.terms:
        before = known.get(after.field)
        if before is None or (shift := shifted(before, after)) is None:
            continue
        side: Side = "old" if after.state == "silent" else "new"
        span = before.span if after.state == "silent" else after.span if before.state == "silent" else None
        if span is None:
            yield TermChange(after.field, shift, before, after)
        elif not still_says(side, span, match):
            yield TermChange(after.field, shift, before, after, match.counterpart(side, span))


def still_says(side: Side, span: Span, match: Match) -> bool:
    """Whether the other text says what a quote says, if in words that were not read as that: it is no silence then."""
    pairs = match.counterparts(side, span)
    covered = {place for pair in pairs for place in (pair.old if side == "old" else pair.new)}
    return covered.issuperset(match.within(side, [span])) and all(
        not (match.marks(pair) if not pair.equal else under_another_heading(*match.firsts(pair), match))
        for pair in pairs
    )


def shifted(before: Term, after: Term) -> Shift | None:
    """Return how a term changed, None where it did not."""
    if before.state == after.state:
        if not values.same(before, after):
            return "changed"
        return None if same_conditions(before.conditions, after.conditions) else "conditions"
    if after.state == "silent":
        return "became_silent"
    if after.state == "conflicting":
        return "became_conflicting"
    return "became_stated" if before.state == "silent" else "settled"


def same_conditions(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether two lists of conditions say the same, in whatever words and order."""
    left, right = list(before), list(after)
    for one in before:
        twin = next((other for other in right if key(one) == key(other) or not marks(one, other)), None)
        if twin is not None:
            left.remove(one)
            right.remove(twin)
    return not left and not right


# Traps


def trap_changes(old: Sequence[Trap], new: Sequence[Trap], match: Match) -> Iterator[TrapChange]:
    """Yield the traps that appeared, went, or were reworded, those of the newer text first."""
    pairs = dict(paired_traps(old, new, match))
    answered = set(pairs.values())
    for place, after in enumerate(new):
        if place in answered:
            before = old[next(one for one, other in pairs.items() if other == place)]
            if change := reworded(before, after, match):
                yield change
        elif not match.same_words("new", after.span):
            yield TrapChange("appeared", None, after, match.counterpart("new", after.span))
    for place, before in enumerate(old):
        if place not in pairs and not match.same_words("old", before.span):
            yield TrapChange("went", before, None, match.counterpart("old", before.span))


def paired_traps(old: Sequence[Trap], new: Sequence[Trap], match: Match) -> Iterator[tuple[int, int]]:
    """Yield which traps answer to each other: of one kind and in clauses that do, then of one kind in reading order."""
    reached = [set(match.counterparts("old", trap.span)) for trap in old]
    shared = [
        (-len(both), before.span.start + after.span.start, one, other)
        for other, after in enumerate(new)
        for both_new in [set(match.counterparts("new", after.span))]
        for one, before in enumerate(old)
        if before.kind == after.kind and (both := reached[one] & both_new)
    ]
    left, right = set(range(len(old))), set(range(len(new)))
    for *_, one, other in sorted(shared):
        if one in left and other in right:
            left.remove(one)
            right.remove(other)
            yield one, other
    for kind in dict.fromkeys(old[one].kind for one in sorted(left)):
        yield from zip(gone(old, left, kind, match, "old"), gone(new, right, kind, match, "new"), strict=False)


def gone(traps: Sequence[Trap], places: Iterable[int], kind: str, match: Match, side: Side) -> list[int]:
    """Return the traps of a kind, in reading order, whose words do not stand in the other text."""
    found = [one for one in places if traps[one].kind == kind and not match.same_words(side, traps[one].span)]
    return sorted(found, key=lambda one: traps[one].span.start)


def reworded(before: Trap, after: Trap, match: Match) -> TrapChange | None:
    """Return how the words of a trap changed, None where they say the same in the same words."""
    if match.same_words("old", before.span) and match.same_words("new", after.span):
        return None
    old = [match.aligned.old[place] for place in match.within("old", [before.span])]
    new = [match.aligned.new[place] for place in match.within("new", [after.span])]
    one, other = words(old), words(new)
    found = marks(one, other, match.renumbered)
    if not found and is_renumbered(one, other):
        return None
    return TrapChange("reworded", before, after, None, found)


# Clauses


def told(terms: Iterable[TermChange], traps: Iterable[TrapChange], match: Match) -> tuple[set[int], set[int]]:
    """Return the units of both texts that changed terms and traps quote."""
    old: list[Span | None] = []
    new: list[Span | None] = []
    for change in terms:
        one, other = change.before, change.after
        old += [one.span, *limits(one, match.aligned.old), change.counterpart if one.state == "silent" else None]
        new += [other.span, *limits(other, match.aligned.new), change.counterpart if other.state == "silent" else None]
    for trap in traps:
        old.append(trap.before.span if trap.before else trap.counterpart)
        new.append(trap.after.span if trap.after else trap.counterpart)
    return set(match.within("old", old)), set(match.within("new", new))


def limits(term: Term, units: Sequence[Unit]) -> list[Span]:
    """Return the further places of a term that its conditions quote, or where it contradicts itself."""
    if term.state == "conflicting":
        return list(term.also)
    conditions = {" ".join(condition.split()) for condition in term.conditions}
    said = {unit.start: " ".join(unit.text.split()) for unit in units}
    return [span for span in term.also if said.get(span.start) in conditions]


def clause_changes(
    old: TermSheet, new: TermSheet, match: Match, quoted: tuple[set[int], set[int]]
) -> Iterator[ClauseChange]:
    """Yield how clauses changed that no changed term or trap quotes: the gravest first, each kind in reading order."""
    fields = fields_of(old, match, "old"), fields_of(new, match, "new")
    found = [
        *pair_changes(match, quoted, fields),
        *lone("dropped", match, quoted[0], fields[0]),
        *lone("added", match, quoted[1], fields[1]),
    ]
    order = ("number", "meaning", "added", "dropped", "wording", "moved", "renumbered")
    yield from sorted(found, key=lambda change: order.index(change.shift))


Quoting = dict[int, tuple[str, ...]]


def fields_of(sheet: TermSheet, match: Match, side: Side) -> Quoting:
    """Return which fields are quoted from each unit."""
    found: Quoting = {}
    for term in sheet.terms:
        for place in match.within(side, [term.span, *term.also]):
            found[place] = (*found.get(place, ()), term.field)
    return found


def pair_changes(
    match: Match, quoted: tuple[set[int], set[int]], fields: tuple[Quoting, Quoting]
) -> Iterator[ClauseChange]:
    """Yield what changed in the clauses that both texts have; runs that moved, or got new numbers, as one."""
    last: tuple[Pair, ClauseChange] | None = None
    for pair in match.aligned.pairs:
        change = None if quoted[0] & {*pair.old} or quoted[1] & {*pair.new} else pair_change(pair, match, fields)
        if change and last and follows(last[0], pair) and change.shift == last[1].shift in ("moved", "renumbered"):
            named = tuple(dict.fromkeys((*last[1].fields, *change.fields)))
            last = pair, replace(last[1], count=last[1].count + 1, fields=named)
            continue
        if last:
            yield last[1]
        last = (pair, change) if change else None
    if last:
        yield last[1]


def follows(one: Pair, other: Pair) -> bool:
    """Whether a pair stands directly behind another in both texts."""
    return other.old[0] == one.old[-1] + 1 and other.new[0] == one.new[-1] + 1


def pair_change(pair: Pair, match: Match, fields: tuple[Quoting, Quoting]) -> ClauseChange | None:
    """Return what changed in a clause that both texts have, None where nothing did."""
    old, new = match.sides(pair)
    change = ClauseChange(
        "wording",
        stretch(old),
        stretch(new),
        fields=tuple(
            dict.fromkeys(
                name
                for places, quoting in zip((pair.old, pair.new), fields, strict=True)
                for place in places
                for name in quoting.get(place, ())
            )
        ),
    )
    if not pair.equal:
        found = match.marks(pair)
        if found:
            return replace(change, shift="number" if NUMBERS & set(found) else "meaning", marks=found)
        if not is_renumbered(words(old), words(new)):
            return change
        return replace(change, shift="renumbered")
    if under_another_heading(old[0], new[0], match):
        return replace(change, shift="meaning", marks=("heading",))
    if pair in match.aligned.moved:
        return replace(change, shift="moved")
    return replace(change, shift="renumbered") if old[0].number != new[0].number else None


def is_renumbered(before: str, after: str) -> bool:
    """Whether clauses that say the same differ by the numbers of the parts to which they refer, and not in words."""
    return "reference" in marks(before, after) and letters(before) == letters(after)


def letters(text: str) -> str:
    """Return the letters of a text."""
    return "".join(filter(str.isalpha, key(text)))


def under_another_heading(old: Unit, new: Unit, match: Match) -> bool:
    """Whether a clause kept its words, but its heading, or its list's lead, makes something else of it."""
    contexts = [(old.above, new.above), (old.lead, new.lead)]
    changed = [(one, other) for one, other in contexts if not answers(one, other, match)]
    if not changed or old.is_heading:
        return False
    before = " ".join(match.aligned.old[one].text for one, _ in changed if one is not None)
    after = " ".join(match.aligned.new[other].text for _, other in changed if other is not None)
    if before and after and len(old.text.split()) <= FRAGMENT:
        return bool(marks(before, after, match.renumbered))
    return weighty(before) != weighty(after)


def answers(old: int | None, new: int | None, match: Match) -> bool:
    """Whether two headings, or leads, are one or answer to each other: what changed in them is told of themselves."""
    if old is None or new is None:
        return old is new
    pair = match.pair_of_old.get(old)
    return (pair is not None and new in pair.new) or match.aligned.old[old].key == match.aligned.new[new].key


def weighty(text: str) -> set[str]:
    """Return the words of a heading that can turn round what stands below it."""
    found = tokens(fold(text), {})
    return {token.value for token in found if token.kind in ("negation", "number") or token.value in HEADING_WORDS}


def lone(shift: Literal["added", "dropped"], match: Match, quoted: set[int], fields: Quoting) -> Iterator[ClauseChange]:
    """Yield the clauses that only one text has; a heading only where it can turn round what stands below it."""
    side: Side = "old" if shift == "dropped" else "new"
    pairs = match.pair_of_old if side == "old" else match.pair_of_new
    for place, unit in enumerate(match.units(side)):
        if place in pairs or place in quoted or (unit.is_heading and not weighty(unit.text)):
            continue
        before, after = (unit.span, None) if side == "old" else (None, unit.span)
        yield ClauseChange(shift, before, after, fields=fields.get(place, ()))


def common(match: Match) -> float:
    """Return the share of the letters of both texts that stands, reworded or not, in both."""
    both = sum(len(unit.key) for side in (match.aligned.old, match.aligned.new) for unit in side)
    shared = sum(len(match.aligned.old[place].key) for place in match.pair_of_old)
    shared += sum(len(match.aligned.new[place].key) for place in match.pair_of_new)
    return round(shared / both, 3) if both else 1.0


# Units as text


def words(units: Sequence[Unit]) -> str:
    """Join the words of units, without their own numbering."""
    return " ".join(unnumbered(unit) for unit in units)


def unnumbered(unit: Unit) -> str:
    """Return the words of a unit without its number."""
    return numbering(unit.text)[1] or unit.text


def stretch(units: Sequence[Unit]) -> Span:
    """Return the span of units in a row."""
    return Span(units[0].start, units[-1].end, units[0].section)
