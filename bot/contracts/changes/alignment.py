"""Which clauses of two texts answer to each other, whatever was renumbered, wrapped anew, moved or reworded.

Equal clauses are found by hashing, first those with the same neighbours, then those under the same heading, then any.
In the gaps that are left, clauses that were merely cut elsewhere are joined; the rest is paired by likeness, only with
what stands near or shares a rare run of words, so that the work grows with the length of the texts, not its square.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz import fuzz

from bot.contracts.changes.rewording import SOFT_HYPHEN, digits, fold
from bot.documents.headings import BULLET
from bot.documents.outline import blocks, clauses
from bot.vocabulary import Document, Span

MEASURE = r"(?:hours?|days?|weeks?|months?|years?|minutes?|percent|miles?)\b"
NUMBERING = re.compile(
    r"(?:(?P<named>(?:article|section|part|§+)\s*(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,6}|[a-z])\b)[.:)]?(?:\s*[-–—:])?\s*"
    r"|(?P<item>\(?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[ivx]{1,5}|[a-z]{1,2})\)"
    r"|(?:\d{1,2}(?:\.\d{1,2}){0,4}|[ivx]{1,5}|[a-z])\.)\s+"
    rf"|(?P<bare>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})\s+(?-i:(?=\W{{0,3}}[A-Z]))(?!{MEASURE}))",
    re.IGNORECASE,
)
BULLETS = re.compile(rf"(?:{BULLET}|[■□●○▪▫◦►▶–—-])\s+")
DRAWN = set("$|`^~■□●○▪▫◦►▶")  # signs that draw and do not say; a sum is told by its number
PART = re.compile(r"\d[\d,]*(?:\.\d+)*|[^\W\d_]+|[^\w\s]")

NEAR = 8  # clauses: a reworded clause stands within so many of its place
SMALL_GAP = 2500  # pairs of clauses: within a gap so small everything is compared
RARE = 4  # clauses of one text: what so few share may tell a clause that moved
RUN = 3  # words of such a run
LIKE, MUCH_LIKE = 62, 74  # of 100: how like a clause in its place, and one from elsewhere, must be
WHOLE = 90  # of 100: how much of a clause must stand in a longer one to be part of it
BEGINNING = 6  # letters by which runs of clauses that may be equal are found
FEW_LETTERS = 12  # so short a clause is like many


@dataclass(frozen=True)
class Unit:
    """A clause or a heading of a text; `key` is equal for units that say the same in the same words.

    `number` is its own numbering, `above` the unit of its heading and `lead` that which leads into its list, by index.
    """

    start: int
    end: int
    text: str
    section: str
    key: str
    number: str
    is_heading: bool
    above: int | None = None
    lead: int | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end, self.section)

    @cached_property
    def folded(self) -> str:
        """The words and numbers of its text, in order."""
        return " ".join(re.findall(r"\w+", fold(self.text)))


@dataclass(frozen=True)
class Pair:
    """Units of an older and a newer text that answer to each other; `equal`: their words are the same."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    equal: bool


@dataclass(frozen=True)
class Alignment:
    """Two texts as units, and which of them answer to each other; `moved` are the pairs that stand elsewhere now."""

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    pairs: tuple[Pair, ...]
    moved: frozenset[Pair]

    def turned(self) -> "Alignment":
        """Return the same with old and new exchanged."""
        pairs = {pair: Pair(pair.new, pair.old, pair.equal) for pair in self.pairs}
        in_order = sorted(pairs.values(), key=lambda pair: pair.new)
        return Alignment(self.new, self.old, tuple(in_order), frozenset(pairs[pair] for pair in self.moved))


def align(old: Document, new: Document) -> Alignment:
    """Find which units of two texts answer to each other; of exchanged texts it finds the same."""
    if (old.text, old.headings) > (new.text, new.headings):
        return align(new, old).turned()
    return aligned(units(old), units(new))


# Units


def units(document: Document) -> tuple[Unit, ...]:
    """Cut a text into clauses and headings; also what a clause leaves of its paragraph, its title, is a heading."""
    cut = clauses(document)
    starts = [clause.start for clause in cut]
    found: list[Unit] = []
    heading = lead = None
    for block in blocks(document):
        first = bisect_left(starts, block.start)
        inside = cut[first : bisect_left(starts, block.end)]
        title_end = block.end if block.level else inside[0].start if inside else block.end
        if title := unit(document.text, Span(block.start, title_end), heading=True):
            found.append(title)
            heading, lead = len(found) - 1, None
        for clause in inside:
            if not clause.lead:
                lead = None
            elif lead is None or found[lead].text != clause.lead:
                lead = next((place for place in reversed(range(len(found))) if found[place].text == clause.lead), None)
            made = unit(document.text, Span(clause.start, clause.end, clause.heading), heading, lead)
            if made:
                found.append(made)
    return tuple(found)


def unit(
    text: str, span: Span, above: int | None = None, lead: int | None = None, *, heading: bool = False
) -> Unit | None:
    """Make a unit of a stretch of text, None where it holds no word."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    words = words.strip()
    number, rest = numbering(words)
    made = key(rest) or key(words)
    return Unit(start, start + len(words), words, span.section, made, number, heading, above, lead) if made else None


def numbering(text: str) -> tuple[str, str]:
    """Part the numbering of a clause or heading from its words.

    >>> numbering("5.1 Either party may leave."), numbering("• (a) children"), numbering("2.5 hours of care")
    (('5.1', 'Either party may leave.'), ('a', 'children'), ('', '2.5 hours of care'))
    """
    rest = text
    while bullet := BULLETS.match(rest):
        rest = rest[bullet.end() :]
    match = NUMBERING.match(rest)
    if not match:
        return "", rest
    number = (match["named"] or match["item"] or match["bare"]).lower()
    return re.sub(r"^(?:article|section|part|§+)\s*|[().]+$|^[(]", "", number), rest[match.end() :]


def key(text: str) -> str:
    r"""Return the letters and numbers of a text: the same however it is wrapped, quoted, hyphened, in capitals or not.

    >>> key("“Thirty (30)\n days’ pre-paid FEES.”") == key("thirty 30 days prepaid fees")
    True
    """
    parts = []
    for part in PART.findall(fold(text.replace(SOFT_HYPHEN, ""))):
        if part[0].isdigit():
            parts.append(f" {digits(part) if part.count('.') < 2 else part} ")
        elif part.isalnum() or part in "%@&" or (unicodedata.category(part)[0] == "S" and part not in DRAWN):
            parts.append(part)
    return "".join(parts).replace("  ", " ").strip()


# Equal words


def aligned(old: Sequence[Unit], new: Sequence[Unit]) -> Alignment:
    """Pair the units of two texts."""
    pairs: dict[int, int] = {}
    for name in (with_neighbours, with_heading, alone):
        pair_equal(named(old, name), named(new, name), pairs)
    found = [Pair((one,), (other,), equal=True) for one, other in sorted(pairs.items())]
    in_order = rising(found)
    found += recut(old, new, in_order, found)
    found += alike(old, new, in_order, found)
    found = absorbed(old, new, found)
    found.sort(key=lambda pair: pair.new)
    return Alignment(tuple(old), tuple(new), tuple(found), frozenset(found) - frozenset(rising(found)))


Name = Callable[[Sequence[Unit], int], object]


def with_neighbours(text: Sequence[Unit], place: int) -> object:
    """Name a unit by its words and those before and after it."""
    before = text[place - 1].key if place else ""
    after = text[place + 1].key if place + 1 < len(text) else ""
    return before, text[place].key, after


def with_heading(text: Sequence[Unit], place: int) -> object:
    """Name a unit by its words and its heading's."""
    above = text[place].above
    return text[above].key if above is not None else "", text[place].key


def alone(text: Sequence[Unit], place: int) -> object:
    """Name a unit by its words."""
    return text[place].key


def named(text: Sequence[Unit], name: Name) -> list[object]:
    """Name every unit of a text."""
    return [name(text, place) for place in range(len(text))]


def pair_equal(old: Sequence[object], new: Sequence[object], pairs: dict[int, int]) -> None:
    """Add the pairs of units of one name, in order, that are not paired yet."""
    taken = set(pairs.values())
    waiting: dict[object, list[int]] = defaultdict(list)
    for place in reversed(range(len(new))):
        if place not in taken:
            waiting[new[place]].append(place)
    for place, name in enumerate(old):
        if place not in pairs and waiting.get(name):
            pairs[place] = waiting[name].pop()


def rising(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the longest run of pairs that stand in the same order in both texts."""
    in_order = sorted(pairs, key=lambda pair: pair.old)
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, pair in enumerate(in_order):
        at = bisect_left(tails, pair.new[0])
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1] = [pair.new[0]]
        ends[at : at + 1] = [place]
    found: list[Pair] = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(in_order[last])
        last = before[last]
    return found[::-1]


def free(text: Sequence[Unit], taken: Iterable[tuple[int, ...]]) -> list[int]:
    """Return the places of the units that are not paired."""
    used = {place for places in taken for place in places}
    return [place for place in range(len(text)) if place not in used]


def gaps(
    old: Sequence[Unit], new: Sequence[Unit], in_order: Sequence[Pair], found: Sequence[Pair]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what is not paired between two pairs that stand in order, where there is some in both texts."""
    left, right = free(old, (pair.old for pair in found)), free(new, (pair.new for pair in found))
    posts = [(-1, -1), *((pair.old[-1], pair.new[-1]) for pair in in_order), (len(old), len(new))]
    for (old_from, new_from), (old_to, new_to) in pairwise(posts):
        one = left[bisect_left(left, old_from) : bisect_left(left, old_to)]
        other = right[bisect_left(right, new_from) : bisect_left(right, new_to)]
        if one and other:
            yield one, other


# The same words, cut elsewhere


def recut(old: Sequence[Unit], new: Sequence[Unit], in_order: Sequence[Pair], found: Sequence[Pair]) -> list[Pair]:
    """Pair runs of units whose words are the same when joined."""
    pairs = []
    for one, other in gaps(old, new, in_order, found):
        for start, end, first, last in equal_runs(
            [old[place].key for place in one], [new[place].key for place in other]
        ):
            pairs.append(Pair(tuple(one[start:end]), tuple(other[first:last]), equal=True))
    return pairs


def equal_runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where runs of two texts begin and end that are equal when joined."""
    beginning = defaultdict(list)
    for place, name in enumerate(new):
        beginning[packed(name)[:BEGINNING]].append(place)
    old_from = new_from = 0
    for start in range(len(old)):
        for first in beginning.get(packed(old[start])[:BEGINNING], ()):
            if start < old_from or first < new_from:
                continue
            if ends := equal_from(old, new, start, first):
                old_from, new_from = ends
                yield start, old_from, first, new_from
                break


def equal_from(old: Sequence[str], new: Sequence[str], start: int, first: int) -> tuple[int, int] | None:
    """Return where runs that begin here end, once they are equal; None where their words differ before."""
    end, last = start + 1, first + 1
    one, other = packed(old[start]), packed(new[first])
    while one != other:
        if len(one) < len(other) and end < len(old) and other.startswith(one):
            one, end = one + packed(old[end]), end + 1
        elif len(other) < len(one) and last < len(new) and one.startswith(other):
            other, last = other + packed(new[last]), last + 1
        else:
            return None
    return end, last


def packed(name: str) -> str:
    """Return a key without the spaces that part its numbers."""
    return name.replace(" ", "")


# Other words


def alike(old: Sequence[Unit], new: Sequence[Unit], in_order: Sequence[Pair], found: Sequence[Pair]) -> list[Pair]:
    """Pair the units that are most alike, in their place or elsewhere."""
    near = {pair for gap in gaps(old, new, in_order, found) for pair in neighbours(*gap)}
    left, right = free(old, (pair.old for pair in found)), free(new, (pair.new for pair in found))
    far = sharing(old, new, left, right) - near
    scored = [
        (score, -abs(one / max(1, len(old)) - other / max(1, len(new))), one, other)
        for candidates, least in ((near, LIKE), (far, MUCH_LIKE))
        for one, other in candidates
        if old[one].is_heading == new[other].is_heading and (score := likeness(old[one], new[other], least)) >= least
    ]
    scored.sort(key=lambda found: (-found[0], -found[1], found[2], found[3]))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for _, _, one, other in scored:
        if one not in taken_old and other not in taken_new:
            taken_old.add(one)
            taken_new.add(other)
            pairs.append(Pair((one,), (other,), equal=old[one].key == new[other].key))
    return pairs


def neighbours(old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one gap that may answer to each other: all of a small one, else those of about one place."""
    small = len(old) * len(new) <= SMALL_GAP
    for row, one in enumerate(old):
        from_start, from_end = row, len(new) - (len(old) - row)
        places = range(len(new)) if small else sorted({*around(from_start, len(new)), *around(from_end, len(new))})
        for place in places:
            yield one, new[place]


def around(place: int, length: int) -> range:
    """Return the places near one."""
    return range(max(0, place - NEAR), min(length, place + NEAR + 1))


def sharing(
    old: Sequence[Unit], new: Sequence[Unit], left: Sequence[int], right: Sequence[int]
) -> set[tuple[int, int]]:
    """Return the pairs that share a run of words which few others have."""
    one, other = runs(old, left), runs(new, right)
    return {
        (first, second)
        for run in one.keys() & other.keys()
        if len(one[run]) <= RARE and len(other[run]) <= RARE
        for first in one[run]
        for second in other[run]
    }


def runs(text: Sequence[Unit], places: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    """Return for each run of words the units that have it."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in places:
        words = re.findall(r"[^\W\d_]+", text[place].folded)
        for run in {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}:
            found[run].append(place)
    return found


def likeness(one: Unit, other: Unit, least: float) -> float:
    """Return how like two units are, of 100, in one order of words or in any; 0 where it is less than asked for.

    Short ones must be very like.
    """
    short = min(len(one.key), len(other.key)) < FEW_LETTERS
    least = max(least, MUCH_LIKE) if short else least
    straight = fuzz.ratio(one.key, other.key, score_cutoff=least)
    return straight or fuzz.token_sort_ratio(one.folded, other.folded, score_cutoff=least)


def absorbed(old: Sequence[Unit], new: Sequence[Unit], found: Sequence[Pair]) -> list[Pair]:
    """Join to a reworded pair the neighbour that stands within its other side: one sentence that was made of two."""
    pairs = {pair.old: pair for pair in found}
    for side in (0, 1):
        texts = (old, new) if side == 0 else (new, old)
        by_place = {place: pair for pair in pairs.values() for place in (pair.old, pair.new)[side]}
        for place in free(texts[0], ((pair.old, pair.new)[side] for pair in pairs.values())):
            for beside in (place - 1, place + 1):
                pair = by_place.get(beside)
                if pair is None or pair.equal or texts[0][place].is_heading or texts[0][beside].is_heading:
                    continue
                whole = " ".join(texts[1][other].key for other in (pair.new, pair.old)[side])
                own = texts[0][place].key
                if len(own) <= len(whole) and fuzz.partial_ratio(own, whole) >= WHOLE:
                    mine = tuple(sorted((*(pair.old, pair.new)[side], place)))
                    joined = Pair(mine, pair.new, equal=False) if side == 0 else Pair(pair.old, mine, equal=False)
                    del pairs[pair.old]
                    pairs[joined.old] = joined
                    by_place.update(dict.fromkeys(mine, joined))
                    break
    return list(pairs.values())
