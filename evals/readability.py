"""Judge how easily the explainers read: the grade of each and of each of its paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.answering.readability import grade

HIGHEST = 8.0  # the grade that nothing may pass


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
