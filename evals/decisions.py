"""Judge the conversation that compares: situations told in a chat, with committed costs and worst cases worked out by hand.

A situation is right where a comparison comes within its turns (three at most), has each expected option to the dollar, and
says what must be said. Dialogues go on over many turns; each turn is judged alone.
"""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.bootstrap import Plainterms, build
from bot.settings import Settings
from bot.vocabulary import Answer, ComparisonBlock

CENT = 0.005
CASES = Path("evals/cases")


@dataclass(frozen=True)
class Verdict:
    """A situation or a turn: whether all of it is right, and what is not."""

    group: str
    question: str
    right: bool
    turns: int
    wrong: tuple[str, ...]


def opened() -> Plainterms:
    """Open the program on records of its own."""
    folder = tempfile.mkdtemp()
    plainterms = build(Settings(records=f"sqlite:///{folder}/evals.db", vectors=f"chroma:{folder}/chroma"))
    plainterms.warm()
    return plainterms


def run(plainterms: Plainterms, split: str | None = None) -> Iterator[Verdict]:
    """Tell every situation of a split in a chat of its own; None is all."""
    for case in yaml.safe_load((CASES / "decisions.yaml").read_text("utf-8")):
        if split in (None, case["split"]):
            yield judged(case, told(plainterms, case.get("practice"), case["turns"]))


def told(plainterms: Plainterms, practice: str | None, turns: Sequence[str]) -> list[Answer]:
    """Say one thing after another in a new conversation."""
    opening = plainterms.records.open_conversation(practice, keep=False)
    answers = []
    for turn in turns:
        found = plainterms.records.conversation(opening.id, opening.secret)
        answers.append(plainterms.ask(turn, found, practice))
    return answers


def judged(case: Mapping[str, Any], answers: Sequence[Answer]) -> Verdict:
    """Judge a situation by its first comparison that has all that is expected, or by its last."""
    found = [(number, block) for number, answer in enumerate(answers, 1) if (block := comparison_of(answer))]
    if not found:
        asked = [block.text for answer in answers for block in answer.blocks if block.kind == "question"]
        return Verdict(case["split"], case["id"], False, 0, ("no comparison", *asked[-1:]))
    number, block = found[-1]
    text = "\n".join(answer.text for answer in answers)
    wrong = (*wrong_options(case["expect"], block), *wrong_words(case["expect"], text))
    return Verdict(case["split"], case["id"], not wrong, number, wrong)


def comparison_of(answer: Answer) -> ComparisonBlock | None:
    """Return the comparison of an answer."""
    return next((block for block in answer.blocks if isinstance(block, ComparisonBlock)), None)


def wrong_options(expect: Mapping[str, Any], block: ComparisonBlock) -> Iterator[str]:
    """Yield the expected options that are not there, with those of their kind that are."""
    for wanted in expect.get("options", ()):
        alike = [one for one in block.options if wanted.get("kind", one.kind) == one.kind]
        if not any(fits(wanted, float(one.committed), one.worst_case) for one in alike):
            there = "; ".join(f"{one.id} {one.committed} {one.worst_case}" for one in alike)
            yield f"wanted {wanted}, there is {there or 'none of this kind'}"
    for kind in expect.get("not_kinds", ()):
        if any(one.kind == kind for one in block.options):
            yield f"there is an option of the kind {kind}"


def fits(wanted: Mapping[str, Any], committed: float, worst: Any) -> bool:
    """Whether an option costs what is wanted, to the cent."""
    if "committed" in wanted and abs(wanted["committed"] - committed) > CENT:
        return False
    if "worst_case" not in wanted:
        return True
    if wanted["worst_case"] is None or worst is None:
        return wanted["worst_case"] is None and worst is None
    return abs(float(wanted["worst_case"]) - float(worst)) <= CENT


def wrong_words(expect: Mapping[str, Any], text: str) -> Iterator[str]:
    """Yield what is not said, and what should not be."""
    for pattern in expect.get("says", ()):
        if not re.search(pattern, text, re.IGNORECASE):
            yield f"does not say {pattern}"
    for pattern in expect.get("never", ()):
        if found := re.search(pattern, text, re.IGNORECASE):
            yield f"says {found[0]!r}"


def dialogues(plainterms: Plainterms, names: Sequence[str] = ()) -> Iterator[Verdict]:
    """Hold each dialogue, or those that are named, and judge each of their turns."""
    for case in yaml.safe_load((CASES / "dialogues.yaml").read_text("utf-8")):
        if names and case["id"] not in names:
            continue
        answers = told(plainterms, case.get("practice"), [turn["say"] for turn in case["turns"]])
        for number, (turn, answer) in enumerate(zip(case["turns"], answers, strict=True), 1):
            wrong = tuple(wrong_turn(turn.get("expect", {}), answer))
            yield Verdict(case["id"], f"{number}. {turn['say']}", not wrong, number, wrong)


def wrong_turn(expect: Mapping[str, Any], answer: Answer) -> Iterator[str]:
    """Yield what is wrong with a turn."""
    kinds = [block.kind for block in answer.blocks]
    yield from (f"no block {kind}, but {kinds}" for kind in expect.get("blocks", ()) if kind not in kinds)
    block = comparison_of(answer)
    if "options" in expect:
        yield from wrong_options(expect, block) if block else ("no comparison",)
    if "outcome" in expect and expect["outcome"] != answer.outcome:
        yield f"outcome {answer.outcome}, wanted {expect['outcome']}"
    yield from wrong_words(expect, f"{answer.text}\n" + "\n".join(answer.follow_ups))


def table(verdicts: Sequence[Verdict]) -> str:
    """Write what is wrong, then how many are right in each group."""
    lines = [f"{one.group} {one.question}\n    " + "\n    ".join(one.wrong) for one in verdicts if not one.right]
    groups = {one.group: [each for each in verdicts if each.group == one.group] for one in verdicts}
    counts = [f"{name:32}{sum(one.right for one in some):4} of {len(some)}" for name, some in groups.items()]
    whole = f"{'all':32}{sum(one.right for one in verdicts):4} of {len(verdicts)}"
    return "\n".join([*lines, "", *(counts if len(counts) < 30 else ()), whole])
