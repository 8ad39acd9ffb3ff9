"""Wordings in a notation that reads like the phrases it stands for, compiled to regular expressions.

`words` takes phrases between commas, in the plain form of `quantities.plain` (lower case, one space):

    cancel*            any ending; *n't any beginning
    pro-rata           a hyphen, a space or nothing: pro-rata, pro rata, prorata
    end[s|ed|ing]      one of these endings, or none
    no [more|prior] notice   some of these words, or none
    (he|she) leaves    one of these
    give _ _ back      "_" is one word that may be missing

The other functions put such wordings in order. All return wordings, which may be put together again; one is compiled
when it is first looked for, since most only serve to make others.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

Sets = frozenset[frozenset[str]]


@dataclass(frozen=True, eq=False)
class Wording:
    """A regular expression that is compiled on its first use; its methods are those of `re.Pattern`.

    `needs` are sets of words, of each of which one is in every text that it matches; none where none is known.
    A word is whole ("=fee"), the beginning of one ("cancel") or a part of one ("*hour").
    """

    pattern: str
    needs: Sets = frozenset()

    def __post_init__(self) -> None:
        """Give what is needed its numbers, while no text was searched; what is made later is always tried."""
        for one in self.needs:
            if not _satisfies.cache_info().currsize:
                _SETS.setdefault(one, len(_SETS))

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.pattern)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Find it anywhere in a text, from a place on."""
        return self.compiled.search(text, start)

    def match(self, text: str) -> re.Match[str] | None:
        """Find it at the beginning of a text."""
        return self.compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Find it as the whole of a text."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find every place of it."""
        return self.compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        """Return the words of every place of it."""
        return [match.group() for match in self.compiled.finditer(text)]

    def sub(self, by: str, text: str) -> str:
        """Put other words in its places."""
        return self.compiled.sub(by, text)

    def split(self, text: str) -> list[str]:
        """Cut a text at its places."""
        return self.compiled.split(text)


Pattern = Wording | re.Pattern[str]
ANYTHING = Wording("")
WITHIN = r"[^.;]"  # a gap does not leave its sentence
OPTIONAL = re.compile(
    r"(?P<end> \[(?P<last>[^\]]+)\]$)|(?P<some>(?<![^ (|])\[(?P<any>[^\]]+)\] )|\[(?P<ending>[^\]]+)\]|(?P<word>_ )"
)
MAY_BE_MISSING = re.compile(r"(?<![a-z])\[[^\]]*\]|\[[^\]]*[^a-z|\]][^\]]*\]|\[[^\]]*\](?! |$)")  # but not "fee[s]"
INNERMOST = re.compile(r"\([^()]*\)")
GROUP = re.compile(r"(?:^| )\((?P<choices>[^()]*)\)(?P<goes_on>[*~]*)(?= |$)")
ONE_WORD = r"[\w'-]+"
WORDS = re.compile(r"[a-z]+|\d+|\$")  # of a text in plain form
SHORTEST, LONGEST = 3, 8  # letters of a word's beginning: of shorter ones there are too many, longer ones tell no more
COMMON = frozenset(  # in an agreement, and in its title, which stands above every clause
    [
        "=a",
        "=all",
        "=an",
        "=and",
        "=any",
        "=are",
        "=as",
        "=at",
        "=be",
        "=by",
        "=can",
        "=care",
        "=charge",
        "=charges",
        "=days",
        "=do",
        "=each",
        "=fee",
        "=fees",
        "=for",
        "=from",
        "=has",
        "=have",
        "=if",
        "=in",
        "=is",
        "=it",
        "=may",
        "=member",
        "=members",
        "=membership",
        "=month",
        "=monthly",
        "=must",
        "=no",
        "=not",
        "=of",
        "=on",
        "=one",
        "=or",
        "=our",
        "=patient",
        "=patients",
        "=pay",
        "=plan",
        "=practice",
        "=services",
        "=shall",
        "=that",
        "=the",
        "=their",
        "=this",
        "=to",
        "=us",
        "=visit",
        "=visits",
        "=we",
        "=will",
        "=with",
        "=without",
        "=you",
        "=your",
        "agree",
        "agreement",
        "member",
        "membersh",
        "plan",
        "program",
    ]
)
MOST_SETS = 8  # that are noted of one pattern: those that fewest words satisfy
_SETS: dict[frozenset[str], int] = {}  # numbered as wordings are made


def words(phrases: str) -> Wording:
    """Match any of the phrases, from the beginning of a word to the end of one.

    >>> leave = words("cancel*, opt out, end[s|ed] [the|your] (plan|membership)")
    >>> [bool(leave.search(text)) for text in ("on cancellation", "if you ended the plan", "opt outside")]
    [True, True, False]
    >>> words("give _ _ back, *n't pro-rate*").findall("we give the money back but don't pro rate")
    ['give the money back', "don't pro rate"]

    Raises ValueError for an empty phrase, as between two commas.
    """
    one_line = re.sub(r" ?\| ?", "|", " ".join(phrases.split()))
    if empty := re.search(r"(?:^|,)\s*(?:,|$)", one_line):
        raise ValueError(f"an empty phrase, which would match everything, in {one_line[: empty.end()]!r}")
    all_phrases = [phrase.strip() for phrase in one_line.split(",")]
    beginnings = [_beginnings(phrase) for phrase in all_phrases]
    needed = frozenset({frozenset().union(*beginnings)} if all(beginnings) else ())
    return Wording(rf"\b(?:{'|'.join(map(_source, all_phrases))})\b", needed)


def either(*patterns: Pattern) -> Wording:
    """Match any of these.

    >>> either(words("dues"), words("monthly fee[s]")).findall("dues or monthly fees")
    ['dues', 'monthly fees']
    """
    return Wording("|".join(f"(?:{pattern.pattern})" for pattern in patterns), _of_any(map(needs, patterns)))


def then(*parts: Pattern | int, avoid: str = "") -> Wording:
    """Match patterns one after the other in one sentence, as near as can be.

    A number between two is how many characters may stand between them, none of them in `avoid`;
    without a number they stand side by side.

    >>> refund = then(words("refund*"), 20, words("unused, prepaid"))
    >>> [bool(refund.search(text)) for text in ("refunds of the unused part", "no refund. unused fees lapse")]
    [True, False]
    >>> then(words("by"), words("us, the practice")).search("ended by the practice").group()
    'by the practice'
    """
    gap = f"{WITHIN[:-1]}{re.escape(avoid)}]"
    source, side_by_side = "", False
    for part in parts:
        if isinstance(part, int):
            source, side_by_side = f"{source}{gap}{{0,{part}}}?", False
        else:
            source, side_by_side = f"{source}{' ?' if side_by_side else ''}(?:{part.pattern})", True
    return requiring(source, *(part for part in parts if not isinstance(part, int)))


def near(one: Pattern, gap: int, other: Pattern) -> Wording:
    """Match two patterns in one sentence, whichever comes first.

    >>> [bool(near(words("leave"), 9, words("at will")).search(text)) for text in ("leave at will", "at will leave")]
    [True, True]
    """
    return either(then(one, gap, other), then(other, gap, one))


def not_before(pattern: Pattern, following: Pattern) -> Wording:
    """Match a pattern that the other does not follow at once.

    >>> not_before(words("first"), words("day")).findall("the first day of the first year")
    ['first']
    """
    return Wording(rf"(?:{pattern.pattern})(?! ?(?:{following.pattern}))", needs(pattern))


def opening(gap: int, pattern: Pattern) -> Wording:
    """Match a pattern that begins in the first `gap` characters of a text, before its sentence ends.

    >>> [bool(opening(gap, words("notice")).search(" prior notice")) for gap in (9, 3)]
    [True, False]
    """
    return Wording(rf"^{WITHIN}{{0,{gap}}}?(?:{pattern.pattern})", needs(pattern))


def closing(pattern: Pattern, gap: int) -> Wording:
    """Match a pattern after which a text ends, within `gap` characters of the same sentence.

    >>> [bool(closing(words("not"), 9).search(text)) for text in ("is not to be", "do not. we will")]
    [True, False]
    """
    return Wording(rf"(?:{pattern.pattern}){WITHIN}{{0,{gap}}}$", needs(pattern))


def unnamed(pattern: Pattern) -> Wording:
    """Match the same without names for its parts, so that it can stand twice in one wording."""
    return Wording(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern), needs(pattern))


# What a text must have for a pattern to match: looked for first, as that takes next to no time


def requiring(source: str, *parts: Pattern) -> Wording:
    """Return a wording in the notation of `re` that matches only where each of these others does."""
    return Wording(source, _fewest(frozenset().union(*map(needs, parts))))


def needs(pattern: Pattern) -> Sets:
    """Return sets of words, of each of which one is in every text that the pattern matches; none where none is known.

    >>> [sorted(one) for one in needs(words("cancel*, end[s] [the|your] membership"))]
    [['=end', '=ends', 'cancel']]
    """
    return pattern.needs if isinstance(pattern, Wording) else frozenset()


def sought(pattern: Pattern) -> int:
    """Return as bits what a text must have for a pattern to match: `found` has them all of such a text."""
    return sum(1 << _SETS[one] for one in needs(pattern) if one in _SETS)


def found(text: str) -> int:
    """Return as bits what a text in plain form has of what patterns need.

    >>> fee = words("fee[s]")
    >>> [sought(fee) & found(text) == sought(fee) for text in ("no fees", "feed us")]
    [True, False]
    """
    bits = 0
    for word in set(WORDS.findall(text)):
        bits |= _satisfied(word)
    return bits


@cache
def _satisfies() -> dict[str, int]:
    """Return the bits of the sets that each word, beginning or part is in; from now on no set is given a number."""
    bits: dict[str, int] = {}
    for one, number in _SETS.items():
        for word in one:
            bits[word] = bits.get(word, 0) | 1 << number
    return bits


@cache
def _parts() -> tuple[str, ...]:
    """Return what may stand anywhere in a word."""
    return tuple(word for word in _satisfies() if word.startswith("*"))


@lru_cache(1 << 14)
def _satisfied(word: str) -> int:
    """Return the bits of the sets that a word satisfies."""
    bits = _satisfies()
    keys = [f"={word}", *(word[:length] for length in range(SHORTEST, min(LONGEST, len(word)) + 1))]
    keys += [part for part in _parts() if part[1:] in word]
    satisfied = 0
    for key in keys:
        satisfied |= bits.get(key, 0)
    return satisfied


def _of_any(alternatives: Iterable[Sets]) -> Sets:
    """Return what a text needs that has one of some patterns."""
    first, *rest = alternatives
    for other in rest:
        first = _fewest(frozenset(one | two for one in first for two in other))
    return first


def _fewest(sets: Sets) -> Sets:
    """Return the sets that fewest words satisfy; what follows from another is left out."""
    telling = [one for one in sets if not any(other < one for other in sets)]
    return frozenset(sorted(telling, key=lambda one: (len(one), sorted(one)))[:MOST_SETS])


def _beginnings(phrase: str) -> frozenset[str]:
    """Return the longest word of a phrase that may not be missing, or that of each of its alternatives; none: unknown."""
    needed = MAY_BE_MISSING.sub("~", phrase).replace("_ ", " ")
    outside = needed
    while outside != (outside := INNERMOST.sub("~", outside)):
        pass
    known = [found for token in outside.split() if (found := _word(token))]
    for group in GROUP.finditer(needed):
        choices = [_beginnings(choice + ("*" if group["goes_on"] else "")) for choice in group["choices"].split("|")]
        known += [frozenset().union(*choices)] if all(choices) else []
    return max(known, key=_telling, default=frozenset())


def _telling(words: frozenset[str]) -> tuple[bool, int]:
    """Rank words by how few texts have one of them: those of every sentence last, then by their length."""
    return words.isdisjoint(COMMON), min(len(word.lstrip("=*")) for word in words)


def _word(token: str) -> frozenset[str]:
    """Return what a text has where a word of a phrase matches: itself, its beginning or a part of it; none: unknown."""
    token = token.lstrip("/")
    if token.startswith("$"):
        return frozenset({"=$"})
    if anywhere := re.fullmatch(r"\*([a-z]{3,})\*?", token):
        return frozenset({f"*{anywhere[1]}"})
    if denied := re.fullmatch(r"(?:\*[a-z]*)?'([a-z]+)", token):  # "*n't", "'ll"
        return frozenset({f"={denied[1]}"})
    if ending := re.fullmatch(r"([a-z]+)\[([a-z|]+)\]", token):
        return frozenset({f"={ending[1]}", *(f"={ending[1]}{last}" for last in ending[2].split("|"))})
    first, hyphen, rest = token.partition("-")
    if hyphen:  # "pro-rata" is one word or two
        joined = _open(first + rest.partition("-")[0])
        return joined | {f"={first}"} if joined and re.fullmatch("[a-z]+", first) else _open(first)
    whole = re.match(r"([a-z]+|\$)(?![a-z0-9*~\[])", token) or re.search(r"(?<![*~])(\d+)(?![0-9*~\[])", token)
    return frozenset({f"={whole[1]}"}) if whole else _open(token)


def _open(token: str) -> frozenset[str]:
    """Return the beginning of a word that may go on; none where it is too short to tell."""
    letters = re.match(r"[a-z]+|\d+", token)
    return frozenset({letters[0][:LONGEST]}) if letters and len(letters[0]) >= SHORTEST else frozenset()


def _source(phrase: str) -> str:
    """Write one phrase as a regular expression."""
    source, done = "", 0
    for match in OPTIONAL.finditer(phrase):
        source += _letters(phrase[done : match.start()]) + _optional(match)
        done = match.end()
    return source + _letters(phrase[done:])


def _optional(match: re.Match[str]) -> str:
    """Write a part of a phrase that may be missing."""
    if match["end"]:
        return f"(?:[ ,/]+(?:{_letters(match['last'])}))*"
    if match["some"]:
        return rf"(?:(?:{_letters(match['any'])})[ ,/]+)*"
    return f"(?:{ONE_WORD} )?" if match["word"] else f"(?:{_letters(match['ending'])})?"


def _letters(text: str) -> str:
    """Write letters and their signs: a star, a hyphen, a group."""
    plain = re.sub(r"[^\w\s()|*-]", lambda sign: re.escape(sign.group()), text)
    return plain.replace("(", "(?:").replace("-", "[ -]?").replace("*", r"\w*")
