"""How a message is read: any way of writing becomes one plain list of words.

Capitals, accents, apostrophes, invisible characters, emoji, text-speak and small slips of the finger
are levelled here, so that the rules that look for words need only one form of each. Chinese, Japanese
and Korean are read sign by sign, because spaces there say little.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

START, END, SENTENCE, PAUSE = "^", "$", ".", ","

_TOKEN = re.compile(
    r"\d+|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]"
    r"|[^\W\d_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]+"
    r"|[.!?。！？؟\n]|[,;:()、،，；：\u2010-\u2015-]"
)
_ENDS = frozenset(".!?。！？؟\n")
_APOSTROPHE = re.compile(r"(?<=\w)[\u0027\u0060\u00b4\u2018\u2019\u02bc]+(?=\w)")
_WILL = re.compile(r"(?<=\w)[\u0027\u0060\u00b4\u2018\u2019\u02bc]ll\b")
_ELISION = re.compile(r"\b([cdjlmnst]|qu)[\u0027\u2019](?=[aeiouyh])")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_SPACED_OUT = re.compile(r"\b(?:[a-z][ .*_-]){4,}[a-z]\b")
_DISGUISED = re.compile(r"(?<=[a-z])[01345$@!*](?=[a-z])")
_ELLIPSIS = re.compile(r"\.{2,}|…")
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_PLAIN_LETTERS = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i", "ى": "ي", "ة": "ه", "ـ": ""})
_MEANT = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "$": "s", "@": "a", "!": "i", "*": ""})
_INVISIBLE = frozenset({"Mn", "Me", "Cf", "Cs"})


def fold(text: str) -> str:
    """Lower the case and drop accents, vowel points and characters that cannot be seen."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(letter for letter in parts if unicodedata.category(letter) not in _INVISIBLE)
    return unicodedata.normalize("NFC", kept).translate(_PLAIN_LETTERS)


class Spelling:
    """Reads text into words: known ways of writing first, then slips of one or two letters.

    `variants` says how a written word, pair of words or emoji is read. A word that is not in `real` is
    read as the word of `known` that it is closest to, if there is one.
    """

    def __init__(self, variants: Mapping[str, str], known: Collection[str] = (), real: Collection[str] = ()) -> None:
        self._signs = str.maketrans({key: f" {value} " for key, value in variants.items() if _is_sign(key)})
        self._variants: dict[tuple[str, ...], tuple[str, ...]] = {}
        for written, read in variants.items():
            if not _is_sign(written):
                self._variants[tuple(_split(fold(written)))] = tuple(_split(fold(read)))
        self._right = frozenset((*known, *real))
        self._near: dict[str, list[str]] = {}
        for word in sorted(known):
            for key in _shortened(word, _slips(word)):
                self._near.setdefault(key, []).append(word)

    def keep(self, words: Collection[str]) -> None:
        """Leave these words as they are written, too."""
        self._right |= frozenset(words)

    def tokens(self, text: str) -> list[str]:
        """Return the words of a rule, without putting slips right."""
        return list(self._as_read(_split(fold(text).translate(self._signs))))

    def read(self, message: str) -> list[str]:
        """Return the words of a message between `START` and `END`, slips put right."""
        return [START, *(self._corrected(word) for word in self.tokens(message)), END]

    def _as_read(self, words: list[str]) -> Iterator[str]:
        at = 0
        while at < len(words):
            for size in (3, 2, 1):
                found = self._variants.get(tuple(words[at : at + size]))
                if found is not None:
                    yield from found
                    at += size
                    break
            else:
                yield words[at]
                at += 1

    def _corrected(self, word: str) -> str:
        if len(word) < 4 or word in self._right or not word.isascii():
            return word
        best: tuple[int, str] | None = None
        for key in _shortened(word, _slips(word)):
            for candidate in self._near.get(key, ()):
                slips = _distance(word, candidate)
                if slips <= _slips(candidate) and _alike(word, candidate) and (best is None or slips < best[0]):
                    best = (slips, candidate)
        return best[1] if best else word


def _is_sign(written: str) -> bool:
    return len(written) == 1 and not written.isalnum()


def _split(text: str) -> list[str]:
    text = _ELISION.sub(r"\1 ", _WILL.sub(" will", text))
    text = _APOSTROPHE.sub("", _HYPHEN.sub(" ", text))
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    text = _SPACED_OUT.sub(lambda found: re.sub(r"[^a-z]", "", found[0]), text)
    text = _DISGUISED.sub(lambda found: found[0].translate(_MEANT), text)
    text = _DECIMAL.sub("", _ELLIPSIS.sub(" , ", text))
    text = _DRAWN_OUT.sub(r"\1", text)
    words = []
    for token in _TOKEN.findall(text):
        if token in _ENDS:
            words.append(SENTENCE)
        else:
            words.append(token if token.isalnum() else PAUSE)
    return words


def _slips(word: str) -> int:
    return 2 if len(word) >= 8 else 1


def _shortened(word: str, letters: int) -> set[str]:
    forms = {word}
    for _ in range(letters):
        forms |= {form[:at] + form[at + 1 :] for form in forms for at in range(len(form))}
    return forms


def _alike(word: str, candidate: str) -> bool:
    """Say whether a slip is likely: short words only with two letters changed round, the first letter kept."""
    if len(candidate) == 4 or len(word) == 4 == len(candidate):
        return sorted(word) == sorted(candidate) and word[0] == candidate[0]
    return word[0] == candidate[0] or sorted(word[:2]) == sorted(candidate[:2])


def _distance(left: str, right: str) -> int:
    """Count the letters left out, added, changed or changed round with their neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]
