"""A text laid out plain, so that no way of writing gets an identifier past the rules.

Any digit is an ASCII digit, any dash a hyphen, any space a space; what cannot be seen is left out.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

PUNCTUATION: Mapping[str, str] = {
    **dict.fromkeys("\u2212\u02d7\u2500", "-"),
    **dict.fromkeys("\u2044\u2215", "/"),
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4", "'"),
    **dict.fromkeys("\u00b7\u2022\u2219\u2024\u3002", "."),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
}
UNSEEN, MARKS = frozenset({"Cf", "Cs"}), frozenset({"Mn", "Me"})


@dataclass(frozen=True)
class Plain:
    """A text as the rules read it, and where each of its characters stands in the text as it was written."""

    text: str
    places: Sequence[int]

    @cached_property
    def lower(self) -> str:
        """The text in small letters, each at its place."""
        if self.text.isascii():
            return self.text.lower()
        return "".join(low if len(low := letter.lower()) == 1 else letter for letter in self.text)


def plain(text: str) -> Plain:
    """Lay a text out plain: ASCII digits, hyphens, spaces; nothing that cannot be seen, no marks upon digits."""
    if text.isascii():
        return Plain(text, range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        read = _letter(letter)
        if not read or (unicodedata.category(letter) in MARKS and letters and letters[-1].isdigit()):
            continue
        letters.append(read)
        places.append(place)
    return Plain("".join(letters), places)


@cache
def _letter(letter: str) -> str:
    """Return how one character is read; "" if it cannot be seen."""
    category = unicodedata.category(letter)
    digit = unicodedata.digit(letter, None)
    if letter.isascii() or category in UNSEEN:
        return letter if letter.isascii() else ""
    if digit is not None:
        return str(digit)
    if letter in PUNCTUATION or category in {"Pd", "Zs"}:
        return PUNCTUATION.get(letter, "-" if category == "Pd" else " ")
    compatible = unicodedata.normalize("NFKC", letter)
    return compatible if len(compatible) == 1 else letter
