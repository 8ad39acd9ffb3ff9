"""A message as words that keep their places; sums and numbers, in figures or spelled out, are one word each.

A word is read in the one form that the phrases of knowledge/understanding/situation.yaml use: lower case, slips put
right, "mo" as "month". A number reads "#", a sum of money "$#".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.answering.phrases import Phrasebook
from bot.answering.spelling import END, PAUSE, SENTENCE, START, Spelling
from bot.contracts.reading.quantities import NUMBERS, UNITS

NUMBER, SUM, HYPHEN = "#", "$#", "-"
TOKEN = re.compile(
    r"\d'\s?\d+|"  # a height
    r"(?P<sign>(?:us)?\$\s?)?(?P<figures>\d(?:\d|,(?=[\do]{3}(?!\d))|o(?![a-np-z]))*(?:\.\d+)?)(?!'?\d)(?P<scale>\s?k\b)?"
    r"(?P<after>\s?\$(?!\s?\d)|\s?(?:bucks?|dollars?|usd)\b)?"
    r"|(?P<word>[a-z]+(?:'[a-z]+)*)"
    r"|(?P<mark>[.!?\n;,:()/&+=%*-])"
)
MARKS = {"&": "and", "=": "is", ":": PAUSE, "(": PAUSE, ")": PAUSE, ",": PAUSE, ";": SENTENCE, "\n": SENTENCE}
ENDINGS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'s": "'s"}
POINTING = frozenset(["it", "that", "he", "she", "what", "how", "who", "there", "here", "where"])  # 's is "is"
ABBREVIATIONS = frozenset(["dr", "yr", "mr", "mrs", "ms", "st", "vs", "approx", "ave", "ins", "ded"])
FOLDED = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2010\u2011\u00a0", "''\"\"-,-- ")
MOST_NUMBERS = 60
DIGITS = 9  # more are an account or a telephone
SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000}
LITERAL = frozenset([NUMBER, SUM, PAUSE, SENTENCE, "'s"])
COUNTED = frozenset(["time", "kid", "child", "visit", "medicine", "hundred", "thousand", "month", "year", "grand"])
RANGED = frozenset([HYPHEN, "to", "or"])
PAUSES = frozenset([PAUSE, SENTENCE, "no"])
LEADING = frozenset([PAUSE, SENTENCE, "it", "is", "that", "i", "am", "was"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word as phrases see it, and where it stands in the message; `value` to `high` if it is a number."""

    text: str
    start: int
    end: int
    value: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Reader:
    """Reads text into words: `spellings` says how a written word is read, `slips` puts others right.

    `corrections` are what stands between a number and the one that is meant: "69, sorry, 79"; after `changing` words the
    second end of what looks like a range is meant: "went from 410 to 530".
    """

    spellings: Mapping[str, Sequence[str]]
    slips: Spelling
    corrections: Phrasebook = field(default_factory=lambda: Phrasebook(()))
    changing: frozenset[str] = frozenset()

    def phrase(self, text: str) -> list[str]:
        """Return the words of a phrase of a rule; an underscore joins words."""
        text = text.replace("_", " ").strip()
        if text in LITERAL:
            return [text]
        return [word.text for word in self._tokens(text, mend=False)]

    def message(self, text: str) -> list[Word]:
        """Return the words of a message between START and END."""
        words = [*spelled([*plain([*first(self._tokens(text, mend=True))])])]
        return [Word(START, 0, 0), *ranged(self._corrected(words), self.changing), Word(END, len(text), len(text))]

    def _corrected(self, words: list[Word]) -> list[Word]:
        """Put a number that is corrected at once and the one that is meant into one word."""
        for match in reversed([*self.corrections.find([word.text for word in words])]):
            left, right = match.start - 1, match.end
            while left > 0 and words[left].text in PAUSES:
                left -= 1
            while right < len(words) and words[right].text in LEADING:
                right += 1
            if left >= 0 and right < len(words) and words[left].value is not None and words[right].value is not None:
                text = SUM if SUM in {words[left].text, words[right].text} else NUMBER
                words[left : right + 1] = [replace(words[right], text=text, start=words[left].start)]
        return words

    def _tokens(self, text: str, *, mend: bool) -> Iterator[Word]:
        folded = text.translate(FOLDED)
        folded = "".join(low if len(low := one.lower()) == 1 else one for one in folded)
        written = ""
        for match in TOKEN.finditer(folded):
            start, end = match.span()
            if match["figures"]:
                yield figures(match)
                written = NUMBER
            elif match["word"]:
                written = match["word"]
                for word in self._read(written, mend):
                    yield Word(word, start, end)
            elif match["mark"] and (sign := mark(match, folded, written)):
                yield Word(sign, start, end)

    def _read(self, written: str, mend: bool) -> Sequence[str]:
        """Return the words that a written one stands for."""
        if written in self.spellings:
            return self.spellings[written]
        for ending, meaning in ENDINGS.items():
            if len(written) > len(ending) and written.endswith(ending):
                base = written.removesuffix(ending)
                meaning = "is" if ending == "'s" and base in POINTING else meaning
                return [*self._read(base, mend), meaning]
        if mend and written not in NUMBERS and len(written) > 4:
            written = self.slips.read(written)[1]
            return self.spellings.get(written, (written,))
        return (written,)


def first(words: Iterable[Word]) -> Iterator[Word]:
    """Yield words up to so many numbers: more are a table, and nobody's situation."""
    numbers = 0
    for word in words:
        numbers += word.value is not None or word.text in NUMBERS
        if numbers > MOST_NUMBERS:
            return
        yield word


def mark(match: re.Match[str], text: str, written: str) -> str:
    """Return how a mark is read, "" where it says nothing: the point of "healthcare.gov", the hyphen of "co-pay"."""
    sign = match["mark"]
    if sign in ".!?":
        beside = text[match.end() : match.end() + 1]
        inside = sign == "." and (beside.isalnum() or (written in ABBREVIATIONS and beside != "\n"))
        return "" if inside else SENTENCE
    if sign == HYPHEN:
        beside = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if beside.isalpha():
            return ""
        numbers = written == NUMBER and re.match(r"\s?\$?\d", text[match.end() :])
        return HYPHEN if numbers else "" if beside.strip() else PAUSE
    return MARKS.get(sign, "" if sign == "*" else sign)


def figures(match: re.Match[str]) -> Word:
    """Return a number in figures; one that cannot be read as an amount has no value."""
    digits = match["figures"].replace("o", "0").replace(",", "")
    whole = digits.split(".")[0]
    if len(whole) > DIGITS or (len(whole) > 1 and whole[0] == "0"):
        return Word("", match.start(), match.end())
    scale = 1000 if match["scale"] else 1
    text = SUM if match["sign"] or match["after"] or match["scale"] or "," in match["figures"] else NUMBER
    return Word(text, match.start(), match.end(), float(digits) * scale)


def plain(words: Sequence[Word]) -> Iterator[Word]:
    """Leave out telephone numbers and dates: three numbers or more, joined by hyphens or by strokes."""
    at = 0
    while at < len(words):
        end = at + 1
        while words[at].value is not None and end + 1 < len(words):
            if words[end].text not in {HYPHEN, "/"} or words[end + 1].value is None:
                break
            end += 2
        if end - at < 5:
            yield from words[at:end]
        at = end


def spelled(words: Sequence[Word]) -> Iterator[Word]:
    """Put numbers that are spelled out, as "four hundred and fifty", into one word each."""
    at = 0
    while at < len(words):
        size, value = numeral(words, at)
        if not size:
            yield words[at]
            at += 1
            continue
        last = words[at + size] if at + size < len(words) else None
        text = SUM if words[at].text == SUM else NUMBER
        if any(word.text in {"thousand", "grand"} for word in words[at : at + size]):
            text = SUM
        if last and last.text == "dollar":
            size, text = size + 1, SUM
        yield Word(text, words[at].start, words[at + size - 1].end, value)
        at += size


def numeral(words: Sequence[Word], at: int) -> tuple[int, float]:
    """Return how many words a number takes that begins here, and its value; 0 words if none does.

    "Six", "fifty nine", "four fifty" (450), "twelve hundred", "six thousand five hundred", "5 grand", "a hundred".
    """
    total, part, size, last = 0.0, 0.0, 0, 0.0
    figures_first = at < len(words) and words[at].value is not None
    while at + size < len(words):
        word = words[at + size]
        following = words[at + size + 1].text if at + size + 1 < len(words) else ""
        if word.text == "one" and not size and following not in COUNTED:
            break
        value = NUMBERS.get(word.text, word.value if word.text in {NUMBER, SUM} and not size else None)
        if value is not None:
            if figures_first and size and last:
                break  # "$300 twice a month"
            if size and last in range(1, len(UNITS)):
                if value < len(UNITS):
                    break
                part *= 100  # "four fifty"
            elif size and last >= len(UNITS) and value >= 10:
                break
            part, last = part + value, value if value < len(UNITS) else 20.0
        elif word.text in SCALES and (size or _counted(words, at)):
            scale = SCALES[word.text]
            part = (part or 1) * scale
            total, part, last = (total + part, 0.0, 0.0) if scale == 1000 else (total, part, 0.0)
        elif not (word.text == "and" and size and not last and following in NUMBERS and following != "one"):
            break
        size += 1
    return size, total + part


def _counted(words: Sequence[Word], at: int) -> bool:
    """Whether "a" stands before a scale: "a hundred"."""
    return at > 0 and words[at - 1].text == "a"


def ranged(words: Sequence[Word], changing: frozenset[str]) -> Iterator[Word]:
    """Put two numbers that are the ends of a range, as "$80-$100" and "between 3 and 4", into one word."""
    at = 0
    while at < len(words):
        low = words[at]
        high = words[at + 2] if at + 2 < len(words) else low
        if low.value is not None and high.value is not None and at + 2 < len(words):
            joint = words[at + 1].text
            between = joint == "and" and at > 0 and words[at - 1].text == "between"
            value = low.value * 1000 if low.value < 1000 <= high.value and low.text == NUMBER else low.value
            value = value if value < high.value else low.value
            if (joint in RANGED or between) and value < high.value and low.high is None:
                text = SUM if SUM in {low.text, high.text} else NUMBER
                changed = words[at - 1].text == "from" and changing & {word.text for word in words[max(0, at - 5) : at]}
                yield Word(text, low.start, high.end, high.value if changed else value, None if changed else high.value)
                at += 3
                continue
        yield low
        at += 1
