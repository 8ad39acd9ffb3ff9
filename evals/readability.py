"""Judge how easily the explainers read: the Flesch-Kincaid grade of each and of each of its paragraphs.

Grade = 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (Kincaid and others, 1975). Syllables are counted
by rule, which is right for about nine words in ten and errs both ways.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HIGHEST = 8.0  # the grade that nothing may pass
SILENT = re.compile(r"(?<=[^aeiouyl])es$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyl])e$")
VOWELS = re.compile(r"[aeiouy]+")
APART = re.compile(r"ia(?!l|n|t)|iu|riet|uat|io(?=d)|ea(?=te)")  # vowels side by side that are two syllables
NUMBER = re.compile(r"\d")
SENTENCES = re.compile(r"(?<=[.!?])[\"”)]?\s+|(?<=[.!?][\"”])\s+")


@dataclass(frozen=True)
class Verdict:
    """An explainer: its grade, that of its hardest paragraph, and whether both are low enough."""

    group: str
    question: str
    right: bool
    grade: float
    hardest: float


def run(folder: Path) -> Iterator[Verdict]:
    """Read every explainer."""
    for path in sorted(folder.glob("explainers/*.md")):
        paragraphs = [one for one in body(path.read_text("utf-8")) if len(one.split()) > 5]
        whole, hardest = grade(" ".join(paragraphs)), max(paragraphs, key=grade)
        right = max(whole, grade(hardest)) <= HIGHEST
        yield Verdict("explainers", path.stem, right, round(whole, 1), round(grade(hardest), 1))


def body(text: str) -> list[str]:
    """Return the paragraphs of an explainer, without its head, headings and signs of lists."""
    parts = (" ".join(part.split()) for part in text.split("---\n", 2)[2].split("\n\n"))
    return [re.sub(r"(?:^|\s)[-*] ", " ", part) for part in parts if part and not part.startswith("#")]


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


def table(verdicts: list[Verdict]) -> str:
    """Write the grades, the hardest last."""
    rows = [
        f"{one.question:48}{one.grade:6.1f}{one.hardest:6.1f}" for one in sorted(verdicts, key=lambda one: one.grade)
    ]
    mean = sum(one.grade for one in verdicts) / len(verdicts)
    hardest = max(one.hardest for one in verdicts)
    return "\n".join(
        [
            f"{'explainer':48}{'whole':>6}{'hardest paragraph':>18}",
            *rows,
            f"{'mean, hardest':48}{mean:6.1f}{hardest:6.1f}",
        ]
    )
