"""How easily a text reads: the Flesch-Kincaid grade, in years of school.

Grade = 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others, 1975). Syllables are counted
by rule, which is right for about nine words in ten and errs both ways.
"""

import re
from typing import Any

from bot.vocabulary import Frozen, Sentence

SILENT = re.compile(r"(?<=[^aeiouyl])es$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyl])e$")
VOWELS = re.compile(r"[aeiouy]+")
APART = re.compile(r"ia(?!l|n|t)|iu|riet|uat|io(?=d)|ea(?=te)")  # vowels side by side that are two syllables
NUMBER = re.compile(r"\d")
SENTENCES = re.compile(r"(?<=[.!?])[\"”)]?\s+|(?<=[.!?][\"”])\s+")
FEWEST = 20  # words
OWN = frozenset(
    {
        "text",
        "conclusion",
        "says",
        "flipped",
        "note",
        "about",
        "sentences",
        "items",
        "rows",
        "gets",
        "gives_up",
        "verdicts",
        "notes",
        "basis",
    }
)
"""Parts of blocks in which our own words stand."""


def grade(text: str) -> float:
    """Return the grade, in years of school, at which a text reads."""
    sentences = [one for one in SENTENCES.split(text.replace("U.S.", "US")) if re.search(r"\w", one)]
    words = [word for word in text.split() if re.search(r"\w", word)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Count the syllables of a word; a number counts about one for each two figures."""
    if NUMBER.search(word):
        return max(1, len(NUMBER.findall(word)) // 2 + 1)
    return sum(_syllables(part) for part in re.findall(r"[a-z]+", word.lower().replace("'", "").replace("’", "")))


def _syllables(letters: str) -> int:
    if len(letters) <= 3:
        return 1
    return max(1, len(VOWELS.findall(SILENT.sub("", letters))) + len(APART.findall(letters)))


def own_words(value: Any) -> str:
    """Return our own running words in blocks: no quotes, names, labels or numbers in tables."""
    if isinstance(value, Sentence):
        return "" if value.citations else value.text
    if isinstance(value, tuple | list):
        return " ".join(part for part in map(own_words, value) if part)
    if isinstance(value, Frozen):
        names = [name for name in type(value).model_fields if name in OWN]
        parts = [held if isinstance(held, str) else own_words(held) for name in names if (held := getattr(value, name))]
        return " ".join(part for part in parts if part)
    return value if isinstance(value, str) else ""


def grade_of(blocks: Any) -> float | None:
    """Return the grade of our own words in an answer's blocks; None where they are too few to say."""
    text = own_words(tuple(blocks))
    return round(grade(text), 1) if len(text.split()) >= FEWEST else None
