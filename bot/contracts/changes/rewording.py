"""What a rewording can do to the meaning of a clause: the marks of what is not merely said in other words.

Both clauses are cut into tokens of a few classes: numbers, references, negations, duties, parties, measures and other
words, the last as stems of which the well-known twins ("begin", "commence") are one. Filling words fall away. Clauses
with the same tokens say the same; where tokens differ, their class tells how. It is meant to err on one side: a
rewording that might mean something else is marked, one that code cannot tell to be harmless is, too.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.contracts.reading.quantities import NUMBERS, PLAIN_MARKS
from bot.vocabulary import Mark

WRAPPED = re.compile(r"(?<=[a-z])-[ \t]*\n\s*(?=[a-z])")  # a word that a line's end cuts in two
SOFT_HYPHEN = "\u00ad"

REFERENCE = re.compile(
    r"(?:\b(?:sub-?sections?|sections?|articles?|paragraphs?|clauses?|exhibit|appendix|schedule|attachment|sec\.)|§+)"
    r" ?(?P<number>\d+(?:\.\d+)*(?:\([a-z0-9]{1,4}\))*|[ivx]{1,5}\b|[a-h]\b)"
)
PHRASES = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"\bcannot\b", "can not"),
        (r"\bwon't\b", "will not"),
        (r"\bcan't\b", "can not"),
        (r"n't\b", " not"),
        (r"'(?:s|re|ll|ve|m|d)?(?![a-z])", ""),
        (r"\bnon[ -]?(?=[a-z]{4})", "not "),
        (r"\b(?:is|are|be|am) (?:required|obliged|obligated) to\b", "must"),
        (r"\b(?:has|have|need|needs|agree|agrees|undertakes?) to\b", "must"),
        (r"\b(?:is|are|be|am) (?:allowed|permitted|entitled|free|able) to\b", "may"),
        (r"\b(?:has|have|reserves?|retains?) the right to\b", "may"),
        (r"\bnotice in writing\b", "written notice"),
        (r"\bin advance\b", "prior"),
        (r"\b(?:prior|advanced?) (?=(?:written )?notice)", ""),
        (r"\bgiving (?=\S+ (?:\S+ )?\S+ ?notice)", ""),
        (r"\b(?:a|one|1|one \(1\)|per|each|every|/) ?(?=(?:calendar )?(?:day|week|month|quarter|year)s?\b)", ""),
        (r"\bat all times\b", "always"),
        (r"\bany ?time\b", "any time"),
        (r"\be-?mail", "email"),
        (r"\bno later than\b", "by"),
        (r"\bas well as\b", "and"),
        (r"\bin the event (?:that|of)\b", "if"),
        (r"\bprovided that\b", "if"),
        (r"\b(?:prior to|ahead of)\b", "before"),
        (r"\bdue to\b", "because"),
        (r"%", " percent"),
    )
)
TOKEN = re.compile(
    rf"(?P<reference>{REFERENCE.pattern.replace('?P<number>', '')})"
    r"|(?P<date>\d{1,4}[/-]\d{1,2}[/-]\d{1,4})|(?P<number>\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?"
    r"|(?P<word>[a-z]+)|(?P<sign>[^\w\s])"
)

NEGATIONS = {
    "not",
    "no",
    "never",
    "without",
    "neither",
    "nor",
    "none",
    "nothing",
    "nobody",
    "except",
    "unless",
    "excluding",
}
DUTIES = {"may": "may", "can": "may", "might": "may", "could": "may", "should": "should", "ought": "should"}
ORDERS = {"shall", "will", "must"}  # they and the plain "you pay" bind alike
PATIENT = {
    "you",
    "your",
    "yours",
    "member",
    "patient",
    "subscriber",
    "enrollee",
    "participant",
    "client",
    "i",
    "my",
    "me",
}
PRACTICE = {"we", "us", "our", "practice", "clinic", "company", "physician", "doctor", "provider", "office"}
BOTH = {"either", "both", "party"}
OWNING = {"your", "our", "my", "their", "its", "his", "her"}
MEASURES = {
    "hour", "day", "week", "month", "quarter", "year", "business", "calendar", "minute", "percent", "mile", "cent",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
}  # fmt: skip
ADVERBS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
           "yearly": "year", "annual": "year", "annually": "year"}  # fmt: skip
MORE_NUMBERS = {"hundred": 100, "thousand": 1000, "half": "half", "dozen": 12, "twice": 2, "double": 2, "triple": 3,
                "first": 1, "second": 2, "third": 3, "once": 1}  # fmt: skip
FILLING = {
    "a", "an", "the", "this", "that", "these", "those", "such", "is", "are", "be", "been", "being", "was", "were", "am",
    "do", "does", "did", "has", "have", "had", "having", "of", "to", "in", "on", "at", "by", "for", "as", "it", "its",
    "which", "who", "there", "here", "then", "also", "please", "so", "hereby", "herein", "hereof", "hereunder",
    "thereof", "said", "aforementioned", "own", "their", "they", "them", "his", "her", "he", "she", "with",
    "upon", "respective", "from", "into", "whereby", "hereinafter", "thereto", "what", "where", "when", "while",
}  # fmt: skip
TWINS = """
begin start commence | end terminate cancel | give provide furnish supply deliver given gave | tell notify inform told
buy purchase bought | doctor physician | agreement contract | prior before | get receive obtain got
pay remit paid payment | require need necessary | help assist | approximately about roughly | amount sum
each every | fee due
use utilize | show display | keep retain kept | send sent | leave left | written writing | illness sickness
visit appointment | medicine medication drug | child children | person people | part portion | rest remainder
price cost | change modify alter | promptly quickly | enough sufficient | extra additional further | hereafter later
ask request
answer reply respond | let allow permit | make made | call phone telephone | choose select elect chosen | happen occur
try attempt | several various | whole entire full
"""

SAME_LETTERS = 5  # a doubled letter is a slip from here on
SWAPPED_LETTERS = 7
LEFT_OUT_LETTERS = 8
SHORTEST_PART = 2  # tokens of a part that changes places with another


@dataclass(frozen=True)
class Token:
    """A part of a clause that can matter to its meaning; equal values mean the same, however `written`."""

    kind: Mark
    value: str
    written: str = field(default="", compare=False)


def fold(text: str) -> str:
    r"""Fold a text: lower case, one space, plain marks, words that a line's end cut in two made whole.

    >>> fold("Thirty (30)\n days’ NOTICE of ter-\nmination")
    "thirty (30) days' notice of termination"
    """
    plain = unicodedata.normalize("NFKC", text.replace(SOFT_HYPHEN, "")).translate(PLAIN_MARKS).lower()
    return " ".join(WRAPPED.sub("", plain).split())


def marks(before: str, after: str, renumbered: Mapping[str, str] | None = None) -> tuple[Mark, ...]:
    """Return what a rewording can do to the meaning of a clause; nothing where it is but other words.

    `renumbered` gives the new number of each numbered part, so that a reference that went with it is none changed.

    >>> marks("You may cancel with 30 days' notice.", "You can cancel with 60 days' notice.")
    ('number',)
    >>> marks("This Agreement commences when you sign.", "This contract starts when you sign.")
    ()
    """
    one, other = tokens(fold(before), renumbered or {}), tokens(fold(after), {})
    if one == other:
        return ()
    found: list[Mark] = []
    for kind in ("number", "reference", "negation", "duty", "measure"):
        if values(one, kind) != values(other, kind):
            found.append(kind)
    if parties_differ(one, other):
        found.append("party")
    if words_differ(one, other):
        found.append("words")
    if not found and not turned_round(one, other):
        swapped = sequence(one, "number") != sequence(other, "number")
        found.append("number" if swapped else "order")
    return tuple(found)


def tokens(text: str, renumbered: Mapping[str, str]) -> list[Token]:
    """Cut a folded clause into its tokens."""
    for pattern, word in PHRASES:
        text = pattern.sub(word, text)
    found = []
    for match in TOKEN.finditer(text):
        if match["reference"]:
            number = REFERENCE.match(match.group())
            named = number["number"] if number else match.group()
            found.append(Token("reference", renumbered.get(named, named)))
        elif match["date"]:
            found.append(Token("number", match["date"]))
        elif match["number"]:
            found.append(Token("number", digits(match["number"])))
        elif match["word"]:
            found.extend(word_tokens(match["word"]))
        elif unicodedata.category(match["sign"])[0] == "S" and match["sign"] not in "$|`^":
            found.append(Token("measure", match["sign"]))
    return said_once(found)


def digits(number: str) -> str:
    """Return a number as it is, however it is grouped: 1,000.00 is 1000."""
    plain = number.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain and plain.endswith("0") else plain


def word_tokens(word: str) -> Iterator[Token]:
    """Yield what a word stands for; nothing for a word that fills."""
    single = word.removesuffix("s") if len(word) > 3 else word
    if word in NUMBERS or word in MORE_NUMBERS:
        yield Token("number", str(NUMBERS.get(word, MORE_NUMBERS.get(word))))
    elif word in NEGATIONS:
        yield Token("negation", "not" if word in {"no", "none", "never"} else word)
    elif word in DUTIES:
        yield Token("duty", DUTIES[word])
    elif word in OWNING or word in ORDERS or word in FILLING:
        return
    elif word in BOTH or single in BOTH or single == "partie":
        yield Token("party", "both")
    elif word in PATIENT or single in PATIENT:
        yield Token("party", "patient")
    elif word in PRACTICE or single in PRACTICE:
        yield Token("party", "practice")
    elif word in ADVERBS or word in MEASURES or single in MEASURES:
        yield Token("measure", ADVERBS.get(word) or (single if single in MEASURES else word))
    else:
        yield Token("words", TWIN.get(word) or TWIN.get(single) or TWIN.get(stem(word)) or stem(word), word)


def said_once(found: Sequence[Token]) -> list[Token]:
    """Join tens and units to one number, and leave out what is said again at once: "thirty (30)"."""
    kept: list[Token] = []
    for token in found:
        last = kept[-1] if kept else None
        if last and token == last and token.kind in ("number", "party"):
            continue
        if last and last.kind == token.kind == "number" and joins(last.value, token.value):
            kept[-1] = Token("number", str(joined(int(last.value), int(token.value))))
            continue
        kept.append(token)
    return kept


def joins(one: str, other: str) -> bool:
    """Whether two spelled numbers are one: "twenty five", "two hundred"."""
    if not (one.isdigit() and other.isdigit()):
        return False
    left, right = int(one), int(other)
    return (20 <= left <= 90 and left % 10 == 0 and 0 < right < 10) or (left < 100 and right in (100, 1000))


def joined(one: int, other: int) -> int:
    """Return the number that two spelled ones make."""
    return one * other if other >= 100 else one + other


def stem(word: str) -> str:
    """Return what a word's forms have in common: cancel, canceled, cancellation."""
    if len(word) < 5:
        return word.removesuffix("s")
    for ending in ("ations", "ions", "ings", "ion", "ing", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    word = word.removesuffix("at") if len(word) >= 7 else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


TWIN = {
    form: twins.split()[0]
    for line in TWINS.strip().splitlines()
    for twins in line.split("|")
    for word in twins.split()
    for form in (word, stem(word))
}
"""The first of its twins, for each word that has some."""


def values(found: Sequence[Token], kind: Mark) -> Counter[str]:
    """Count the tokens of a kind."""
    return Counter(token.value for token in found if token.kind == kind)


def parties_differ(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether other parties act, or the same in another order; a party that is merely not named is none changed."""
    left, right = parties(one), parties(other)
    if not left or not right:
        return "both" in (*left, *right)
    return left != right


def parties(found: Sequence[Token]) -> list[str]:
    """Return the parties of a clause in order, each once where it is named twice on end."""
    return [party for party, _ in groupby(token.value for token in found if token.kind == "party")]


def words_differ(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether there are words in one clause that are not in the other, slips of the pen apart."""
    gone, come = beyond(one, other), beyond(other, one)
    for token in list(gone):
        match = next((twin for twin in come if is_slip(token.written, twin.written)), None)
        if match:
            gone.remove(token)
            come.remove(match)
    only_joined = [token.value for token in (*gone, *come)] == ["and"]  # two sentences made one, or one made two
    return bool(gone or come) and not only_joined


def beyond(one: Sequence[Token], other: Sequence[Token]) -> list[Token]:
    """Return the words of one clause that the other does not have as often."""
    left = values(other, "words")
    found = []
    for token in one:
        if token.kind == "words":
            left[token.value] -= 1
            if left[token.value] < 0:
                found.append(token)
    return found


def is_slip(one: str, other: str) -> bool:
    """Whether two words are one, misspelt: letters doubled, swapped or left out within it, as no other word is made."""
    short, long = sorted((one, other), key=len)
    if not short or short[0] != long[0] or short[-1] != long[-1]:
        return False
    if len(short) == len(long):
        apart = [place for place, (a, b) in enumerate(zip(short, long, strict=True)) if a != b]
        swapped = len(apart) == 2 and apart[1] == apart[0] + 1
        swapped = swapped and short[apart[0]] == long[apart[1]] and short[apart[1]] == long[apart[0]]
        british = len(apart) == 1 and {short[apart[0]], long[apart[0]]} == {"s", "z"}
        return (swapped and len(long) >= SWAPPED_LETTERS) or british
    if len(long) != len(short) + 1:
        return False
    place = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if long[:place] + long[place + 1 :] != short:
        return False
    doubled = long[place] == long[place - 1]
    return len(long) >= (SAME_LETTERS if doubled else LEFT_OUT_LETTERS)


def turned_round(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether the tokens stand in one order but for two parts that changed places: "On leaving you owe it".

    Parts of one word are none: who sends and who receives would be one.
    """
    left, right = (
        [token for token in clause if token.kind != "party" and token.value != "and"] for clause in (one, other)
    )
    while left and right and alike(left[0], right[0]):
        left, right = left[1:], right[1:]
    while left and right and alike(left[-1], right[-1]):
        left, right = left[:-1], right[:-1]
    if not left and not right:
        return True
    turns = (left[cut:] + left[:cut] for cut in range(SHORTEST_PART, len(left) - SHORTEST_PART + 1))
    return any(len(turn) == len(right) and all(map(alike, turn, right)) for turn in turns)


def alike(one: Token, other: Token) -> bool:
    """Whether two tokens are one, slips of the pen apart."""
    return one == other or (one.kind == other.kind == "words" and is_slip(one.written, other.written))


def sequence(found: Sequence[Token], kind: Mark) -> list[str]:
    """Return the values of a kind in order."""
    return [token.value for token in found if token.kind == kind]
