"""Mend misspelt words of a question, towards the words that our own knowledge uses."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
SHORTEST = 4  # letters: shorter words have too many neighbours
TEXT_SPEAK = {
    "u": "you", "ur": "your", "r": "are", "y": "why", "pls": "please", "plz": "please", "thx": "thanks", "b4": "before",
    "bc": "because", "cuz": "because", "wat": "what", "wut": "what", "wen": "when", "hw": "how", "hm": "how much",
    "mo": "month", "mos": "months", "mth": "month", "mnth": "month", "yr": "year", "yrs": "years", "ppl": "people",
    "dr": "doctor", "doc": "doctor", "ins": "insurance", "appt": "appointment", "rx": "prescription", "n": "and",
    "w": "with", "ty": "thanks", "idk": "i do not know", "gonna": "going to", "wanna": "want to", "gotta": "have to",
    "dont": "do not", "doesnt": "does not", "cant": "can not", "wont": "will not", "isnt": "is not", "im": "i am",
}  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """The words that we use ourselves, with how often, and other `english` ones that are left alone."""

    known: Mapping[str, int]
    english: frozenset[str] = frozenset()

    @classmethod
    def learn(cls, texts: Iterable[str], english: frozenset[str] = frozenset()) -> "Correction":
        """Learn the words of some texts."""
        return cls(Counter(word for text in texts for word in WORD.findall(text.lower())), english)

    @cached_property
    def common(self) -> list[str]:
        """The words worth mending towards: long enough, and used more than once."""
        return sorted(word for word, times in self.known.items() if len(word) >= SHORTEST and times > 1)

    def __call__(self, text: str) -> str:
        """Return the text in lower case, with text-speak written out and misspelt words mended."""
        text = re.sub("[\u2018\u2019]", "'", text.lower())
        return "".join(self.mended(word) for word in re.split(r"([^\w']+)", text))

    def knows(self, text: str) -> bool:
        """Whether any word of a text is one that we use, or English."""
        return any(word in self.known or word in self.english for word in WORD.findall(text))

    def mended(self, word: str) -> str:
        """Return the word, or the known one that it was meant to be."""
        if word in TEXT_SPEAK:
            return TEXT_SPEAK[word]
        if len(word) < SHORTEST or not word.isalpha() or word in self.known or word in self.english:
            return word
        allowed = 1 if len(word) < 6 else 2
        near = process.extract(word, self.common, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        if not near:
            return word
        # The nearest word; of equally near ones the one that begins alike, then the one we use most.
        best: str = min(near, key=lambda one: (one[1], one[0][0] != word[0], -self.known[one[0]]))[0]
        return best
