"""Wordings in a notation that reads like the phrases it stands for, compiled to regular expressions.

`words` takes phrases between commas, in the plain form of `quantities.plain` (lower case, one space):

    cancel*            any ending; *n't any beginning
    pro-rata           a hyphen, a space or nothing: pro-rata, pro rata, prorata
    end[s|ed|ing]      one of these endings, or none
    no [more|prior] notice   some of these words, or none
    (he|she) leaves    one of these
    give _ _ back      "_" is one word that may be missing

The other functions put such wordings in order. All return compiled patterns, which may be put together again.
"""

import re

Pattern = re.Pattern[str]
ANYTHING = re.compile("")
WITHIN = r"[^.;]"  # a gap does not leave its sentence
OPTIONAL = re.compile(
    r"(?P<end> \[(?P<last>[^\]]+)\]$)|(?P<some>(?<![^ (|])\[(?P<any>[^\]]+)\] )|\[(?P<ending>[^\]]+)\]|(?P<word>_ )"
)
ONE_WORD = r"[\w'-]+"


def words(phrases: str) -> Pattern:
    """Match any of the phrases, from the beginning of a word to the end of one.

    >>> leave = words("cancel*, opt out, end[s|ed] [the|your] (plan|membership)")
    >>> [bool(leave.search(text)) for text in ("on cancellation", "if you ended the plan", "opt outside")]
    [True, True, False]
    >>> words("give _ _ back, *n't pro-rate*").findall("we give the money back but don't pro rate")
    ['give the money back', "don't pro rate"]
    """
    one_line = re.sub(r" ?\| ?", "|", " ".join(phrases.split()))
    sources = (_source(phrase.strip()) for phrase in one_line.split(","))
    return re.compile(rf"\b(?:{'|'.join(sources)})\b")


def either(*patterns: Pattern) -> Pattern:
    """Match any of these.

    >>> either(words("dues"), words("monthly fee[s]")).findall("dues or monthly fees")
    ['dues', 'monthly fees']
    """
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


def then(*parts: Pattern | int, avoid: str = "") -> Pattern:
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
    return re.compile(source)


def near(one: Pattern, gap: int, other: Pattern) -> Pattern:
    """Match two patterns in one sentence, whichever comes first.

    >>> [bool(near(words("leave"), 9, words("at will")).search(text)) for text in ("leave at will", "at will leave")]
    [True, True]
    """
    return either(then(one, gap, other), then(other, gap, one))


def not_before(pattern: Pattern, following: Pattern) -> Pattern:
    """Match a pattern that the other does not follow at once.

    >>> not_before(words("first"), words("day")).findall("the first day of the first year")
    ['first']
    """
    return re.compile(rf"(?:{pattern.pattern})(?! ?(?:{following.pattern}))")


def opening(gap: int, pattern: Pattern) -> Pattern:
    """Match a pattern that begins in the first `gap` characters of a text, before its sentence ends.

    >>> [bool(opening(gap, words("notice")).search(" prior notice")) for gap in (9, 3)]
    [True, False]
    """
    return re.compile(rf"^{WITHIN}{{0,{gap}}}?(?:{pattern.pattern})")


def closing(pattern: Pattern, gap: int) -> Pattern:
    """Match a pattern after which a text ends, within `gap` characters of the same sentence.

    >>> [bool(closing(words("not"), 9).search(text)) for text in ("is not to be", "do not. we will")]
    [True, False]
    """
    return re.compile(rf"(?:{pattern.pattern}){WITHIN}{{0,{gap}}}$")


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
